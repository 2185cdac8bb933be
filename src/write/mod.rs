//! Documents, tables, observations, checks -> the datasets of the contract.

mod codebook;
mod compress;
mod csv;
pub mod datasets;
mod document;
mod observation;
mod package;
mod panel;
mod problem;
mod schema;
mod sink;

pub use codebook::{codebook_csv, codebook_rows, head};
pub use compress::Compress;
pub use csv::{BOM, Dialect, Rows, decimal_text, runs_as_formula};
pub use document::{DocumentRow, cell_rows, document_id, document_row, table_id, table_rows};
pub use observation::{PlacedObservation, VariableFields, Whose, check_rows, observation_rows};
pub use package::datapackage;
pub use panel::{in_codebook_unit, is_amount, panel_row};
pub use problem::problem_rows;
pub use schema::{Column, ForeignKey, Kind, Schema};
pub use sink::{Finished, Sink, hex};
