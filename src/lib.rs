//! baobiao (报表): tidy datasets from published government reports.
//!
//! Data flows one way; each module is one step:
//!
//! ```text
//! source   folder              -> Source        which files, what they really are, stable order
//! read     bytes               -> Document      lines of text, decoded and mended
//! tables   Document            -> Grid          every table, whatever drew it
//! tidy     Grid                -> Table         header rows, label columns, paths, numbers, units
//! identify Document            -> Identity      agency, region, year, title
//! conform  Table + Pack        -> Observation   labels become the family's variables
//! check    Observation + Pack  -> Check         identities inside a document and over years
//! write    all of these        -> datasets      CSV files and their data package
//! ledger   hash of content -> Extract      what was read before is not read again
//! run      every step, once a source: parallel, streamed
//! cli      what was typed -> what it means; what happened -> exit code and words
//! ```

pub mod check;
pub mod cli;
pub mod conform;
pub mod identify;
pub mod ledger;
pub mod model;
pub mod pack;
pub mod read;
pub mod run;
pub mod source;
pub mod tables;
pub mod tidy;
pub mod write;
