//! The cells of a table <-> what is stored of them: each label path and each unit once, because every cell repeats those
//! of its row and its column. Read back, cells share their paths as `tidy` had them share.

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Origin, TidyCell, ValueKind};

/// A label path as cells share it.
type Path = Arc<[String]>;

/// `P`, `U` and `T` are borrowed when stored and owned when read.
#[derive(Serialize, Deserialize)]
struct Stored<P, U, T> {
    paths: Vec<P>,
    units: Vec<U>,
    cells: Vec<StoredCell<T>>,
}

/// As `TidyCell`, with the places of paths and unit in the lists.
#[derive(Serialize, Deserialize)]
struct StoredCell<T> {
    row: u32,
    column: u32,
    row_label: u32,
    column_label: u32,
    text: T,
    #[serde(with = "super::decimal::option")]
    value: Option<Decimal>,
    kind: ValueKind,
    unit: u32,
    confidence: f32,
    settled: bool,
    origin: Origin,
}

/// The paths met so far, by where they lie in memory.
#[derive(Default)]
struct Paths<'a> {
    met: Vec<&'a Path>,
    places: HashMap<*const String, u32>,
}

/// The path that was met last in a row, or in a column: mostly it is the next one too.
#[derive(Clone, Copy)]
struct Recent {
    path: *const String,
    place: u32,
}

const NOTHING: Recent = Recent { path: std::ptr::null(), place: 0 };

/// Columns whose last path is remembered.
const REMEMBERED: usize = 32;

impl<'a> Paths<'a> {
    fn place(&mut self, path: &'a Path, recent: &mut Recent) -> u32 {
        let Self { met, places } = self;
        if recent.path != path.as_ptr() {
            let place = *places.entry(path.as_ptr()).or_insert_with(|| {
                met.push(path);
                index(met.len())
            });
            *recent = Recent { path: path.as_ptr(), place };
        }
        recent.place
    }
}

/// The place of the last of so many.
fn index(length: usize) -> u32 {
    u32::try_from(length.saturating_sub(1)).unwrap_or(u32::MAX)
}

/// The units met so far; a table has few.
#[derive(Default)]
struct Units<'a> {
    met: Vec<&'a str>,
    /// The place of the last cell's unit: most cells have the unit of the one before.
    recent: usize,
}

impl<'a> Units<'a> {
    fn place(&mut self, unit: &'a str) -> u32 {
        if self.met.get(self.recent) != Some(&unit) {
            self.recent = self.met.iter().position(|known| *known == unit).unwrap_or_else(|| {
                self.met.push(unit);
                self.met.len() - 1
            });
        }
        index(self.recent + 1)
    }
}

/// Stores the cells.
pub(super) fn serialize<S: Serializer>(cells: &[TidyCell], serializer: S) -> Result<S::Ok, S::Error> {
    let (mut paths, mut units) = (Paths::default(), Units::default());
    let (mut of_row, mut of_columns) = (NOTHING, [NOTHING; REMEMBERED]);
    let cells = cells.iter().map(|cell| StoredCell {
        row: cell.row,
        column: cell.column,
        row_label: paths.place(&cell.row_label, &mut of_row),
        column_label: paths.place(&cell.column_label, &mut of_columns[cell.column as usize % REMEMBERED]),
        text: cell.text.as_str(),
        value: cell.value,
        kind: cell.kind,
        unit: units.place(&cell.unit),
        confidence: cell.confidence,
        settled: cell.settled,
        origin: cell.origin,
    });
    let cells = cells.collect();
    Stored { paths: paths.met, units: units.met, cells }.serialize(serializer)
}

/// Reads stored cells.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<TidyCell>, D::Error> {
    let stored = Stored::<Path, String, String>::deserialize(deserializer)?;
    let path = |place: u32| {
        stored.paths.get(place as usize).cloned().ok_or_else(|| D::Error::custom("a label is missing"))
    };
    let unit = |place: u32| {
        stored.units.get(place as usize).cloned().ok_or_else(|| D::Error::custom("a unit is missing"))
    };
    let cells = stored.cells.into_iter().map(|cell| {
        Ok(TidyCell {
            row: cell.row,
            column: cell.column,
            row_label: path(cell.row_label)?,
            column_label: path(cell.column_label)?,
            text: cell.text,
            value: cell.value,
            kind: cell.kind,
            unit: unit(cell.unit)?,
            confidence: cell.confidence,
            settled: cell.settled,
            origin: cell.origin,
        })
    });
    cells.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Cells(#[serde(with = "super")] Vec<TidyCell>);

    fn path(labels: &[&str]) -> Path {
        labels.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn cells_come_back_as_they_were_and_share_their_paths() {
        let (row, column) = (path(&["一、", "结果"]), path(&["合计"]));
        let cell = |number: u32, row_label: &Path, column_label: &Path, unit: &str| TidyCell {
            row: number,
            column: number + 1,
            row_label: Arc::clone(row_label),
            column_label: Arc::clone(column_label),
            text: format!("{number}.50"),
            value: Some(Decimal::new(i64::from(number) * 100 + 50, 2)),
            kind: ValueKind::Number,
            unit: unit.to_owned(),
            confidence: 0.75,
            settled: number == 2,
            origin: Origin { line: number, ..Origin::default() },
        };
        let equal = path(&["合计"]);
        let cells = Cells(vec![
            cell(1, &row, &column, "件"),
            cell(2, &row, &equal, ""),
            cell(3, &path(&[]), &column, "件"),
            TidyCell { value: None, kind: ValueKind::Blank, ..cell(4, &column, &row, "元") },
        ]);
        let stored = postcard::to_stdvec(&cells).unwrap();
        let read: Cells = postcard::from_bytes(&stored).unwrap();
        assert_eq!(read, cells);
        assert!(Arc::ptr_eq(&read.0[0].row_label, &read.0[1].row_label));
        assert!(Arc::ptr_eq(&read.0[0].column_label, &read.0[3].row_label));
        assert_eq!(
            postcard::from_bytes::<Cells>(&postcard::to_stdvec(&Cells(Vec::new())).unwrap()).unwrap().0,
            []
        );
    }

    #[test]
    fn a_place_that_is_in_no_list_is_damage() {
        let stored = postcard::to_stdvec(&Stored {
            paths: vec![path(&["a"])],
            units: vec![""],
            cells: vec![StoredCell {
                row: 1,
                column: 1,
                row_label: 0,
                column_label: 7,
                text: "",
                value: None,
                kind: ValueKind::Blank,
                unit: 0,
                confidence: 1.0,
                settled: false,
                origin: Origin::default(),
            }],
        })
        .unwrap();
        assert!(postcard::from_bytes::<Cells>(&stored).is_err());
    }
}
