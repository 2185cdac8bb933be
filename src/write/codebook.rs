//! Packs -> `codebook.csv`.

use super::{BOM, Dialect, Rows, datasets};
use crate::pack::Pack;

/// The rows of every family's codebook, in the order of families and of their forms.
pub fn codebook_rows(rows: &mut Rows, packs: &[Pack]) {
    for pack in packs {
        for variable in &pack.variables {
            rows.text(&pack.family).text(&variable.table).text(&variable.item).text(&variable.measure);
            rows.text(&variable.label).text(&variable.label_en).text(&variable.unit);
            rows.text(&variable.templates.join(" "));
            let roles: Vec<&str> = variable.roles.iter().map(|role| role.as_str()).collect();
            rows.text(&roles.join(" ")).end();
        }
    }
}

/// The whole file, as `baobiao codebook` prints it and a run writes it.
pub fn codebook_csv(packs: &[Pack], dialect: Dialect) -> Vec<u8> {
    let mut rows = Rows::new(dialect);
    codebook_rows(&mut rows, packs);
    let mut file = head(&datasets::codebook().header(), dialect);
    file.extend_from_slice(rows.as_bytes());
    file
}

/// What a CSV file begins with: the byte-order mark, if wanted, and the header line.
pub fn head(header: &str, dialect: Dialect) -> Vec<u8> {
    let mark = if dialect.bom { BOM } else { "" };
    [mark.as_bytes(), header.as_bytes()].concat()
}
