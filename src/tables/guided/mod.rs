//! Text whose grid is lost -> the grid of a known form: labels are aligned with the form's in order, as sequences are,
//! and the values between them counted off. What cannot be placed for certain stays unresolved.

mod alignment;
mod build;
mod columns;
mod doubt;
mod form;
mod glimpse;
mod header;
mod label;
mod letters;
mod place;
mod rows;
mod sentence;
mod stream;
mod under;

use super::claim::Claim;
use super::view::{Kind, ViewLine};
use glimpse::Seen;
use stream::Stream;

pub(crate) use form::Form;

/// Stretches longer than this are not searched: no form is.
const MAX_KEYS: usize = 20_000;

/// Lines that no other detector holds, and their text.
pub(crate) struct Stretch<'a> {
    lines: &'a [ViewLine<'a>],
    /// First line, and the line after the last.
    extent: (usize, usize),
    stream: Stream,
}

/// Finds the tables of known forms in stretches of lines that no other detector holds.
pub(crate) fn find(lines: &[ViewLine<'_>], forms: &[Form], held: &[(usize, usize)]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (start, end) in sections(lines, held) {
        let stream = stream::stream(lines, start, end);
        if stream.runs.is_empty() || stream.keys.len() > MAX_KEYS {
            continue;
        }
        claims.extend(best_claim(&Stretch { lines, extent: (start, end), stream }, forms));
    }
    claims
}

/// Stretches between headings and tables that are already found.
fn sections(lines: &[ViewLine<'_>], held: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut held = held.to_vec();
    held.sort_unstable();
    let mut held = held.into_iter().peekable();
    // Where the farthest of the tables ends that have begun.
    let mut held_to = 0;
    let mut sections = Vec::new();
    let mut start = 0;
    for index in 0..=lines.len() {
        while let Some((_, end)) = held.next_if(|&(start, _)| start <= index) {
            held_to = held_to.max(end);
        }
        let ends = index == lines.len() || lines[index].kind == Kind::Heading || index < held_to;
        let begins = !ends && !lines[index].heading.is_empty();
        if ends || begins {
            if index > start + 2 {
                sections.push((start, index));
            }
            start = index + usize::from(ends);
        }
    }
    sections
}

/// Claims of text whose form is known, but not the places of most values, have a lower score: any other look that tells
/// more goes before them.
pub(crate) const WEAK: f32 = 4.0;

/// A stretch read as a form.
struct Read {
    claim: Claim,
    /// Most values have no place.
    weak: bool,
}

/// The form that reads the stretch best, if one does.
fn best_claim(stretch: &Stretch<'_>, forms: &[Form]) -> Option<Claim> {
    let seen = Seen::new(&stretch.stream.keys);
    let mut best: Option<Read> = None;
    for form in forms.iter().filter(|form| seen.may_hold(form)) {
        let least = best.as_ref().map_or(0.0, |best| best.claim.score);
        best = read(stretch, &seen, form, least).or(best);
    }
    best.map(|Read { claim, weak }| Claim { score: claim.score - if weak { WEAK } else { 0.0 }, ..claim })
}

/// Reads the stretch as this form; the score, from 7 to 8, tells how well it fits, and must be more than `least`.
fn read(stretch: &Stretch<'_>, seen: &Seen<'_>, form: &Form, least: f32) -> Option<Read> {
    let stream = &stretch.stream;
    let located = rows::locate(stream, seen, form)?;
    let hint = &form.hint;
    if 7.0 + located.alike(hint) <= least || sentence::tells(stream, form, &located) {
        return None;
    }
    let placed = place::place(stretch, hint, &located);
    let score = 7.0 + located.fit(hint, &placed)?;
    if score <= least {
        return None;
    }
    let claim = build::build(stretch, hint, &located, &placed)?;
    Some(Read { claim: Claim { score, ..claim }, weak: located.is_weak(hint, &placed) })
}

#[cfg(test)]
mod tests {
    use super::super::printed::testing::{lines, show};
    use super::*;
    use crate::model::{Hint, HintRow, Printed, RowKind, RowSum};

    /// A form of three value columns with these rows: a label, other wordings behind `|`.
    fn form(labels: &[&str]) -> Form {
        let row = |label: &&str| HintRow {
            kind: RowKind::Values,
            labels: label.split('|').map(str::to_owned).collect(),
            parent: None,
            columns: Vec::new(),
            values: 3,
            unit: String::new(),
            optional: false,
        };
        Form::new(&Hint {
            name: "form".to_owned(),
            headings: Vec::new(),
            label_columns: 1,
            columns: ["自然人", "企业", "总计"].map(|column| vec![column.to_owned()]).to_vec(),
            stub_heads: Vec::new(),
            rows: labels.iter().map(row).collect(),
            row_sums: Vec::new(),
        })
    }

    const LABELS: [&str; 7] = [
        "一、本年新收申请",
        "二、上年结转申请",
        "1．属于国家秘密",
        "2．危及安全稳定",
        "3．内部事务信息",
        "4．过程性信息",
        "0．其他处理总计|总计",
    ];

    fn read(text: &str) -> Claim {
        let lines = lines(text);
        find(&lines, &[form(&LABELS)], &[]).into_iter().next().unwrap()
    }

    fn unresolved(claim: &Claim) -> Vec<usize> {
        let cells = claim.grid.cells.iter().filter(|cell| cell.printed == Printed::Unresolved);
        let mut rows: Vec<usize> = cells.map(|cell| cell.row).collect();
        rows.dedup();
        rows
    }

    #[test]
    fn values_between_single_spaces_stand_in_no_columns() {
        let mut text = "自然人 企业 总计\n".to_owned();
        let values = ["1 0 1", "0 0 0", "0 0 0", "0 0", "0 0 0", "0 0 0", "0 0 0"];
        for (label, values) in LABELS.iter().zip(values) {
            text += &format!("{}\n{values}\n", label.split('|').next().unwrap());
        }
        assert_eq!(unresolved(&read(&text)), [4]);
    }

    #[test]
    fn blank_lines_are_cells_where_they_fill_the_rows_of_a_table() {
        let mut text = "自然人\n企业\n总计\n".to_owned();
        let values = ["1\n\n1", "\n0\n", "\n\n2", "0\n\n", "\n7\n", "3\n\n3", "\n\n4"];
        for (label, values) in LABELS.iter().zip(values) {
            text += &format!("{}\n{values}\n", label.split('|').next().unwrap());
        }
        let claim = read(&text);
        assert_eq!(unresolved(&claim), Vec::<usize>::new());
        let rows = show(&claim.grid);
        assert_eq!(rows[1], "0:一、本年新收申请 1:1 3:1");
        assert_eq!(rows[5], "0:3．内部事务信息 2:7");
    }

    #[test]
    fn a_label_in_another_wording_names_its_row() {
        let mut text = "自然人 企业 总计\n".to_owned();
        for label in &LABELS[..6] {
            text += &format!("{label} 0 1 1\n");
        }
        let claim = read(&(text + "0．总计 2 3 5\n"));
        assert_eq!(show(&claim.grid).last().map(String::as_str), Some("0:0．总计 1:2 2:3 3:5"));
    }

    #[test]
    fn a_table_whose_values_have_no_place_is_there_and_goes_behind_any_other_look() {
        let text: String =
            LABELS.iter().map(|label| format!("{}\n0 1\n", label.split('|').next().unwrap())).collect();
        let claim = read(&text);
        assert_eq!(unresolved(&claim).len(), LABELS.len());
        assert!(claim.score <= WEAK);
    }

    #[test]
    fn a_number_broken_over_lines_takes_back_its_row_and_the_one_beside_its_piece() {
        let mut text = "自然人    企业    总计\n".to_owned();
        let values = [
            "1    0    1",
            "    2    2\n                7",
            "0    1    1",
            "1    1    2",
            "3    0    3",
            "0    0    0",
            "5    4    9",
        ];
        for (label, values) in LABELS.iter().zip(values) {
            text += &format!("{}    {values}\n", label.split('|').next().unwrap());
        }
        // The 7 is the end of a number whose beginning may be on either side of it.
        assert_eq!(unresolved(&read(&text)), [2, 3]);
    }

    #[test]
    fn labels_printed_before_all_the_values_leave_no_row_blank() {
        let labels: Vec<&str> = LABELS.iter().map(|label| label.split('|').next().unwrap()).collect();
        let text = format!("自然人\n企业\n总计\n{}\n{}", labels.join("\n"), "0\n1\n1\n".repeat(LABELS.len()));
        assert_eq!(unresolved(&read(&text)), [1, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn order_alone_tells_nothing_where_the_sums_do_not_hold() {
        let rows = |values: [&str; 7]| -> Vec<usize> {
            let mut form = form(&LABELS);
            form.hint.row_sums = vec![RowSum { total: 2, parts: vec![0, 1] }];
            let mut text = "自然人\n企业\n总计\n".to_owned();
            for (label, values) in LABELS.iter().zip(values) {
                text += &format!("{}\n{values}\n", label.split('|').next().unwrap());
            }
            unresolved(&find(&lines(&text), &[form], &[])[0])
        };
        let right = ["1\n0\n1", "2\n2\n4", "0\n1\n1", "1\n1\n2", "3\n0\n3", "0\n0\n0", "5\n4\n9"];
        assert_eq!(rows(right), Vec::<usize>::new());
        // One that does not hold may be the report's own error; a cell too many elsewhere shows that it is not.
        let mut one = right;
        one[2] = "0\n1\n7";
        assert_eq!(rows(one), Vec::<usize>::new());
        one[4] = "3\n0\n0\n3";
        assert_eq!(rows(one), [3, 5]);
    }

    #[test]
    fn a_header_told_in_sentences_is_no_table() {
        let mut header = form(&[""]);
        header.hint.rows[0].labels.clear();
        let form = Form::new(&header.hint);
        let is_found = |text: &str| !find(&lines(text), std::slice::from_ref(&form), &[]).is_empty();
        assert!(is_found("自然人\n企业\n总计\n12\n1\n13\n"));
        assert!(!is_found("全年答复自然人12件、企业1件，\n总计13件。\n1\n"));
    }

    #[test]
    fn a_form_told_in_sentences_is_no_table() {
        const PLAIN: [&str; 6] =
            ["行政许可", "行政处罚", "行政强制", "事业性收费", "集中采购", "制发规范性文件"];
        let is_found = |text: &str| !find(&lines(text), &[form(&PLAIN)], &[]).is_empty();
        let told = |end: &str| -> String { PLAIN.iter().map(|label| format!("{label}{end}")).collect() };
        assert!(is_found(&told(" 12 1 13\n")));
        assert!(is_found(&told("\n1,234\n0\n1,234\n")));
        assert!(!is_found(&format!("自然人、企业总计办理{}\n3\n4\n均按期答复。\n", told("12件，"))));
        assert!(!is_found(&told("12件；\n")));
        assert!(!is_found(&told(" 1,234 件。\n")));
        assert!(!is_found(&told("\n1,234 件，")));
        let led_up_to = |end: &str| -> String {
            PLAIN.iter().map(|label| format!("全年办理{label}{end}\n")).collect()
        };
        assert!(is_found(&led_up_to(" 12 1 13")));
        assert!(is_found(&led_up_to("\n12\n1\n13")));
        assert!(!is_found(&led_up_to("等事项\n12\n1\n13")));
    }

    #[test]
    fn values_between_blanks_go_to_the_labels_that_they_stand_under() {
        let at = |line: &mut String, column: usize, text: &str| {
            let width = crate::model::text::display_width(line);
            line.push_str(&" ".repeat(column - width));
            line.push_str(text);
        };
        let set = |label: &str, cells: &[(usize, &str)]| {
            let mut line = label.to_owned();
            cells.iter().for_each(|(column, text)| at(&mut line, *column, text));
            line + "\n"
        };
        let rows: [&[(usize, &str)]; 7] =
            [&[(26, "1"), (46, "1")], &[(36, "2")], &[(46, "2")], &[], &[(36, "0")], &[], &[(26, "3")]];
        let mut text = set("", &[(24, "自然人"), (35, "企业"), (45, "总计")]);
        for (label, cells) in LABELS.iter().zip(rows) {
            text += &set(label.split('|').next().unwrap(), cells);
        }
        let claim = read(&text);
        assert_eq!(unresolved(&claim), Vec::<usize>::new());
        let shown = show(&claim.grid);
        assert_eq!(shown[1..3], ["0:一、本年新收申请 1:1 3:1", "0:二、上年结转申请 2:2"]);
    }
}
