//! The nouns that the steps hand to each other: no reading, no writing, no policy, and no import from another module.

mod decimal;
pub mod document;
pub mod extract;
pub mod geometry;
pub mod grid;
pub mod hint;
pub mod identity;
pub mod numbering;
pub mod observation;
pub mod page;
pub mod problem;
mod stored_cells;
pub mod text;
pub mod tidy;
pub mod unit;
pub mod unit_line;

pub use document::{Document, Encoding, Format, Line, Status};
pub use extract::{Extract, Report};
pub use geometry::Rect;
pub use grid::{Grid, GridCell, Method, Origin, Printed};
pub use hint::{Hint, HintRow, RowKind, RowSum};
pub use identity::{Clues, Identity};
pub use numbering::{Numbering, numbering};
pub use observation::{Check, CheckResult, Observation, Role};
pub use page::{Direction, Glyph, LinePlace, Page, Rule, Shade};
pub use problem::{Code, Problem, Severity};
pub use tidy::{Table, TidyCell, ValueKind};
