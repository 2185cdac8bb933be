//! Grid -> Table: header rows and label columns found, labels joined to paths, values read.

mod matrix;
mod melt;
mod number;
mod paths;
mod shape;
mod sureness;
pub mod value;

pub use melt::tidy;
