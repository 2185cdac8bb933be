//! Lattice -> faces: what drawn pieces enclose; each is one cell with its spans.

use super::component::Forest;
use super::lattice::Lattice;

/// Rows and columns of the lattice that a cell covers, ends not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) rows: (usize, usize),
    pub(super) columns: (usize, usize),
}

impl Area {
    fn places(&self) -> usize {
        (self.rows.1 - self.rows.0) * (self.columns.1 - self.columns.0)
    }
}

/// The faces of a lattice: every place belongs to exactly one.
#[derive(Debug, Clone)]
pub(super) struct Faces {
    /// Sorted by first row, then first column.
    pub(super) areas: Vec<Area>,
    /// Index of the face that covers each place, row by row.
    pub(super) owner: Vec<usize>,
    columns: usize,
    /// Faces that were not bounded on all sides: their places were parted row by row.
    pub(super) damaged: usize,
}

impl Faces {
    /// Places that no drawn piece parts are one; a face that is no rectangle falls into what each row holds of it.
    pub(super) fn of(lattice: &Lattice) -> Self {
        let (rows, columns) = (lattice.rows(), lattice.columns());
        let mut forest = Forest::new(rows * columns);
        for row in 0..rows {
            for column in 0..columns {
                let place = row * columns + column;
                if column > 0 && !lattice.upright(row, column) {
                    forest.join(place - 1, place);
                }
                if row > 0 && !lattice.level(row, column) {
                    forest.join(place - columns, place);
                }
            }
        }
        let mut whole: Vec<Option<(Area, usize)>> = vec![None; rows * columns];
        for place in 0..rows * columns {
            let (row, column) = (place / columns, place % columns);
            let start = Area { rows: (row, row), columns: (column, column) };
            let (area, count) = whole[forest.root(place)].get_or_insert((start, 0));
            area.rows.1 = area.rows.1.max(row + 1);
            area.columns.0 = area.columns.0.min(column);
            area.columns.1 = area.columns.1.max(column + 1);
            *count += 1;
        }
        let mut faces = Self { areas: Vec::new(), owner: vec![0; rows * columns], columns, damaged: 0 };
        for (place, face) in whole.iter().enumerate() {
            match face {
                Some((area, count)) if area.places() == *count => faces.areas.push(*area),
                Some((area, _)) => {
                    faces.damaged += 1;
                    faces.areas.extend(strips(lattice, &mut forest, place, *area));
                }
                None => {}
            }
        }
        faces.settle();
        faces
    }

    /// The face at a place.
    pub(super) fn at(&self, row: usize, column: usize) -> usize {
        self.owner[row * self.columns + column]
    }

    /// Replaces faces (in order) by others that cover the same places.
    pub(super) fn replace(&mut self, parts: &[(usize, Vec<Area>)]) {
        let mut areas = Vec::with_capacity(self.areas.len() + parts.len());
        for (index, area) in self.areas.iter().enumerate() {
            match parts.binary_search_by_key(&index, |(face, _)| *face) {
                Ok(part) => areas.extend(&parts[part].1),
                Err(_) => areas.push(*area),
            }
        }
        self.areas = areas;
        self.settle();
    }

    fn settle(&mut self) {
        self.areas.sort_by_key(|area| (area.rows.0, area.columns.0));
        for (index, area) in self.areas.iter().enumerate() {
            for row in area.rows.0..area.rows.1 {
                self.owner[row * self.columns + area.columns.0..row * self.columns + area.columns.1]
                    .fill(index);
            }
        }
    }
}

/// The places of a face that is no rectangle, row by row; equal stretches in rows that nothing parts stay together.
fn strips(lattice: &Lattice, forest: &mut Forest, root: usize, area: Area) -> Vec<Area> {
    let columns = lattice.columns();
    let mut strips: Vec<Area> = Vec::new();
    for row in area.rows.0..area.rows.1 {
        let mut column = area.columns.0;
        while column < area.columns.1 {
            if forest.root(row * columns + column) != root {
                column += 1;
                continue;
            }
            let start = column;
            column += 1;
            while column < area.columns.1
                && forest.root(row * columns + column) == root
                && !lattice.upright(row, column)
            {
                column += 1;
            }
            let above = strips
                .iter_mut()
                .rev()
                .take(columns)
                .find(|strip| strip.rows.1 == row && strip.columns == (start, column));
            match above {
                Some(strip) if (start..column).all(|column| !lattice.level(row, column)) => {
                    strip.rows.1 = row + 1
                }
                _ => strips.push(Area { rows: (row, row + 1), columns: (start, column) }),
            }
        }
    }
    strips
}
