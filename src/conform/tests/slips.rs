//! Property: however labels are damaged, rows dropped, swapped or added, no value lands under a wrong variable.

use proptest::prelude::*;

use super::build::Row;
use super::requests::{ROWS, assert_right, read, values};

/// What happens to one row's label.
#[derive(Debug, Clone)]
struct Damage {
    drop_row: bool,
    parents_left: usize,
    drop_number: bool,
    delete: Vec<prop::sample::Index>,
    insert: Option<prop::sample::Index>,
    keep_from: Option<prop::sample::Index>,
}

fn damage() -> impl Strategy<Value = Damage> {
    let index = any::<prop::sample::Index>;
    (
        prop::bool::weighted(0.15),
        prop_oneof![3 => Just(2usize), 1 => 0..2usize],
        prop::bool::weighted(0.2),
        prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(index(), 1..5)],
        prop::option::weighted(0.1, index()),
        prop::option::weighted(0.1, index()),
    )
        .prop_map(|(drop_row, parents_left, drop_number, delete, insert, keep_from)| Damage {
            drop_row,
            parents_left,
            drop_number,
            delete,
            insert,
            keep_from,
        })
}

fn damaged(at: usize, damage: &Damage) -> Option<Row> {
    if damage.drop_row {
        return None;
    }
    let (own, above) = ROWS[at].1.split_last()?;
    let mut letters: Vec<char> = own.chars().collect();
    if damage.drop_number
        && let Some(end) = letters.iter().take(3).position(|letter| "、.）".contains(*letter))
    {
        letters.drain(..=end);
    }
    for index in &damage.delete {
        if letters.len() > 2 {
            letters.remove(index.index(letters.len()));
        }
    }
    if let Some(index) = &damage.insert {
        letters.insert(index.index(letters.len()), '信');
    }
    if let Some(index) = &damage.keep_from {
        letters.drain(..index.index(letters.len() / 2 + 1));
    }
    let start = above.len().saturating_sub(damage.parents_left);
    let mut label: Vec<String> = above[start..].iter().map(|part| (*part).to_owned()).collect();
    label.push(letters.into_iter().collect());
    Some((label, values(at)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_value_lands_under_a_wrong_variable(
        damages in prop::collection::vec(damage(), ROWS.len()),
        swaps in prop::collection::vec((0..ROWS.len(), 0..ROWS.len()), 0..2),
    ) {
        let mut rows: Vec<Option<Row>> = damages.iter().enumerate().map(|(at, damage)| damaged(at, damage)).collect();
        for (left, right) in swaps {
            rows.swap(left, right);
        }
        let rows: Vec<Row> = rows.into_iter().flatten().collect();
        assert_right(&read(&rows));
    }

    #[test]
    fn most_single_slips_are_forgiven(at in 0..ROWS.len(), index in any::<prop::sample::Index>()) {
        let none = Damage { drop_row: false, parents_left: 2, drop_number: false, delete: Vec::new(), insert: None, keep_from: None };
        let rows: Vec<Row> = (0..ROWS.len())
            .filter_map(|row| {
                let delete = if row == at { vec![index] } else { Vec::new() };
                damaged(row, &Damage { delete, ..none.clone() })
            })
            .collect();
        prop_assert!(assert_right(&read(&rows)) >= 24 * 7);
    }
}
