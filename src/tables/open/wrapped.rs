//! Lines of a region -> lines, numbers that a narrow column broke put together (`17459` over `.5`, `200` over `8`).
//!
//! Only where the print leaves no doubt: a line holds nothing but ends of numbers, each right below a beginning. The whole
//! number stands on the line between the two, where there is one, with the other cells of its row.

use super::super::token::is_year;
use super::print::{Line, Word};

/// Lines of one cell are so far apart, in font sizes.
const LINES: std::ops::RangeInclusive<f32> = 0.8..=1.5;
/// Edges or middles that differ by less, in font sizes, are one.
const SAME: f32 = 0.2;
/// Decimals that begin a line of their own stand so near to the whole number that ends the line above, in font sizes.
const BESIDE: f32 = 1.5;

/// Puts the broken numbers of a region together; `true` marks running text.
pub(super) fn join(lines: &mut Vec<(Line, bool)>) {
    dates(lines);
    let mut lower = 1;
    while lower < lines.len() {
        match upper(lines, lower) {
            Some(upper) => {
                put_together(lines, upper, lower);
                lines.retain(|(line, _)| !line.words.is_empty());
            }
            None => lower += 1,
        }
    }
}

/// Puts dates together whose years are broken (`15.1.200` over `8`), whatever else stands on their lines.
fn dates(lines: &mut Vec<(Line, bool)>) {
    for lower in 1..lines.len() {
        let (above, below) = lines.split_at_mut(lower);
        let Some((line, false)) = below.first_mut() else { continue };
        // Between the two may stand the cells of one line of their row.
        for (above, prose) in above.iter_mut().rev().take(2) {
            if *prose || !is_near(above, line) {
                continue;
            }
            line.words.retain(|word| {
                let begun = beginning(above, word);
                let date = begun.filter(|begun| is_rest_of_date(&above.words[*begun].text, &word.text));
                if let Some(date) = date {
                    above.words[date].text.push_str(&word.text);
                }
                date.is_none()
            });
        }
    }
    lines.retain(|(line, _)| !line.words.is_empty());
}

/// True if a date lacks just these digits of its year.
fn is_rest_of_date(begun: &str, rest: &str) -> bool {
    let parts: Vec<&str> = begun.split(['.', '/', '-']).collect();
    let [day, month, year] = parts.as_slice() else { return false };
    let whole = |part: &str| digits(part) && part.len() <= 2;
    let broken = digits(year) && year.len() == 3 && digits(rest) && rest.len() == 1;
    whole(day) && whole(month) && broken && is_year(&format!("{year}{rest}"))
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// True if two lines are as far apart as those of one cell.
fn is_near(upper: &Line, lower: &Line) -> bool {
    LINES.contains(&((lower.base - upper.base) / lower.size.max(1.0)))
}

/// The line with the beginnings of all numbers that a line holds the ends of.
fn upper(lines: &[(Line, bool)], lower: usize) -> Option<usize> {
    let (line, prose) = &lines[lower];
    if *prose || line.words.is_empty() {
        return None;
    }
    let alone = line.words.len() == 1;
    let fits = |upper: &usize| {
        let (above, prose) = &lines[*upper];
        let goes_on = |word: &Word| {
            begun(above, word, alone)
                .is_some_and(|begun| is_rest(&above.words[begun].text, &word.text, !alone))
        };
        !prose && is_near(above, line) && line.words.iter().all(goes_on)
    };
    (lower.saturating_sub(2)..lower).rev().find(fits)
}

/// The word above that an end of a number goes on with. `alone`: the end is all that its line prints.
fn begun(above: &Line, word: &Word, alone: bool) -> Option<usize> {
    beginning(above, word).or_else(|| beside(above, word).filter(|_| alone))
}

/// The word above that an end of a number stands under: they share an edge, or their middle.
fn beginning(above: &Line, word: &Word) -> Option<usize> {
    let same = |a: f32, b: f32| (a - b).abs() <= SAME * word.size;
    above.words.iter().position(|upper| {
        upper.x0 < word.x1
            && word.x0 < upper.x1
            && (same(upper.x1, word.x1)
                || same(upper.x0, word.x0)
                || same((upper.x0 + upper.x1) / 2.0, (word.x0 + word.x1) / 2.0))
    })
}

/// The word above that decimals are the rest of, which stand at the other edge of their narrow cell: nothing but the two
/// is printed on either line.
fn beside(above: &Line, word: &Word) -> Option<usize> {
    let [whole] = above.words.as_slice() else { return None };
    let near = (word.x0 - whole.x1).max(whole.x0 - word.x1) <= BESIDE * word.size;
    (word.text.starts_with('.') && near).then_some(0)
}

/// True if a text can only be the rest of the number above: decimals behind its point, or with the point but no whole
/// number, thousands without a beginning, or, in a line of such, the last digits of a year.
fn is_rest(begun: &str, rest: &str, years: bool) -> bool {
    let whole = begun.trim_start_matches(['-', '−', '–', '+', '－']).replace([',', '\u{202F}'], "");
    if let Some(whole) = whole.strip_suffix('.') {
        return digits(whole) && digits(rest);
    }
    if !digits(&whole) {
        return false;
    }
    let decimals = rest.strip_prefix('.').is_some_and(digits);
    let thousands = rest.strip_prefix(',').is_some_and(|group| {
        group.split(',').all(|group| {
            let group = group.split('.').next().unwrap_or("");
            group.len() == 3 && digits(group)
        })
    });
    decimals || thousands || years && begun.len() <= 3 && digits(rest) && is_year(&format!("{begun}{rest}"))
}

/// Moves the numbers whose ends stand on the lower line to the line between the two, or else lets them stand on the upper.
fn put_together(lines: &mut [(Line, bool)], upper: usize, lower: usize) {
    let target = if lower - upper == 2 && !lines[upper + 1].1 { upper + 1 } else { upper };
    let ends = std::mem::take(&mut lines[lower].0.words);
    let alone = ends.len() == 1;
    for word in ends {
        let above = &lines[upper].0;
        let Some(begun) = begun(above, &word, alone) else { continue };
        let mut number = lines[upper].0.words.remove(begun);
        number.text.push_str(&word.text);
        (number.x0, number.x1) = (number.x0.min(word.x0), number.x1.max(word.x1));
        let row = &mut lines[target].0;
        number.base = row.base;
        let place = row.words.partition_point(|other| other.x0 < number.x0);
        number.apart = place > 0;
        if let Some(next) = row.words.get_mut(place) {
            next.apart = true;
        }
        row.words.insert(place, number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line's place, and its words with their left and right edges, in font sizes of 10.
    type Printed<'t> = (f32, &'t [(&'t str, f32, f32)]);

    fn joined(lines: &[Printed<'_>]) -> Vec<String> {
        let line = |&(base, words): &Printed<'_>| {
            let word = |&(text, x0, x1): &(&str, f32, f32)| Word {
                text: text.to_owned(),
                x0,
                x1,
                base,
                size: 10.0,
                gap: 2.0,
                apart: true,
                led: false,
                seams: Vec::new(),
            };
            (Line { words: words.iter().map(word).collect(), base, size: 10.0 }, false)
        };
        let mut lines: Vec<(Line, bool)> = lines.iter().map(line).collect();
        join(&mut lines);
        lines.iter().map(|(line, _)| line.text()).collect()
    }

    #[test]
    fn a_broken_number_stands_whole_in_its_row() {
        let read = joined(&[
            (94.0, &[("17459", 60.0, 85.0)]),
            (100.0, &[("wind", 0.0, 20.0), ("12", 40.0, 50.0), ("27.6", 100.0, 120.0)]),
            (106.0, &[(".5", 78.0, 85.0)]),
        ]);
        assert_eq!(read, ["wind  12  17459.5  27.6"]);
        let read =
            joined(&[(100.0, &[("all", 0.0, 10.0), ("772", 60.0, 75.0)]), (111.0, &[(",562", 58.0, 75.0)])]);
        assert_eq!(read, ["all  772,562"]);
        let read =
            joined(&[(100.0, &[("all", 0.0, 10.0), ("1936.", 60.0, 80.0)]), (111.0, &[("4", 75.0, 80.0)])]);
        assert_eq!(read, ["all  1936.4"]);
    }

    #[test]
    fn decimals_at_the_other_edge_of_their_cell_are_the_rest_of_the_number_above() {
        let row = ("Lithuania", 0.0, 40.0);
        let read = joined(&[
            (94.0, &[("98", 95.0, 105.0)]),
            (100.0, &[row, ("56.1", 60.0, 78.0), ("12.4", 112.0, 130.0)]),
            (106.0, &[(".09", 80.0, 93.0)]),
        ]);
        assert_eq!(read, ["Lithuania  56.1  98.09  12.4"]);
        let other = &[(94.0, &[("98", 95.0, 105.0)][..]), (106.0, &[(".09", 40.0, 53.0)])];
        assert_eq!(joined(other), ["98", ".09"]);
    }

    #[test]
    fn the_last_digit_of_a_date_stands_with_its_date() {
        let read = joined(&[
            (100.0, &[("Directive", 0.0, 40.0), ("15.1.200", 80.0, 120.0)]),
            (111.0, &[("2008/98/EC", 0.0, 50.0), ("8", 115.0, 120.0)]),
        ]);
        assert_eq!(read, ["Directive  15.1.2008", "2008/98/EC"]);
        let read = joined(&[
            (100.0, &[("Directive", 0.0, 40.0), ("15.1.200", 80.0, 120.0)]),
            (105.0, &[("Waste", 50.0, 70.0)]),
            (110.0, &[("2008/98/EC", 0.0, 50.0), ("8", 98.0, 102.0)]),
        ]);
        assert_eq!(read, ["Directive  15.1.2008", "Waste", "2008/98/EC"]);
        let read = joined(&[
            (100.0, &[("a", 0.0, 9.0), ("15.1", 80.0, 120.0)]),
            (111.0, &[("b", 0.0, 9.0), ("8", 115.0, 120.0)]),
        ]);
        assert_eq!(read, ["a  15.1", "b  8"]);
    }

    #[test]
    fn years_are_put_together_where_all_of_a_line_are_broken() {
        let years: &[Printed<'_>] = &[
            (100.0, &[("200", 30.0, 45.0), ("201", 60.0, 75.0)]),
            (111.0, &[("8", 40.0, 45.0), ("0", 70.0, 75.0)]),
        ];
        assert_eq!(joined(years), ["2008  2010"]);
    }

    #[test]
    fn numbers_of_two_rows_stay_two() {
        let rows: &[Printed<'_>] =
            &[(100.0, &[("12", 60.0, 70.0)]), (111.0, &[("a", 0.0, 5.0), (".5", 63.0, 70.0)])];
        assert_eq!(joined(rows).len(), 2);
        assert_eq!(joined(&[(100.0, &[("12", 60.0, 70.0)]), (111.0, &[("5", 65.0, 70.0)])]).len(), 2);
        assert_eq!(joined(&[(100.0, &[("1.2", 60.0, 70.0)]), (111.0, &[(".5", 63.0, 70.0)])]).len(), 2);
    }
}
