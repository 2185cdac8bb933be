//! What must hold for any drawing.

use proptest::prelude::*;

use super::super::printed::testing::{grid_ink, ink, is_sound, lines};
use super::find;

/// Signs that a drawing of ASCII characters is made of.
const SIGNS: &str = "+-=|";

#[test]
fn hostile_drawings_end_in_linear_time() {
    for text in [
        "+-".repeat(500_000),
        "|".repeat(1_000_000),
        "│".repeat(300_000),
        format!("+{}\n{}", "--+".repeat(300), format!("|{}\n", " 1|".repeat(300)).repeat(100)),
        "+--+--+\n| 1 | 2 |\n".repeat(5_000),
        format!("┌─┬─┐\n{}", "│1│2│\n".repeat(10_000)),
        format!("+--+--+\n{}", "|\n".repeat(10_000)),
        format!("{}{}", "│┌─".repeat(2_000), "\n".repeat(9)).repeat(40),
    ] {
        find(&lines(&text)).iter().for_each(|claim| assert!(claim.grid.columns <= 400));
    }
}

/// A drawn grid of texts that wrap, with rules between all rows.
fn draw(texts: &[Vec<String>], widths: &[usize]) -> String {
    let rule = |left: &str, inner: &str, right: &str| {
        let runs: Vec<String> = widths.iter().map(|width| "─".repeat(width + 2)).collect();
        format!("{left}{}{right}\n", runs.join(inner))
    };
    let mut out = rule("┌", "┬", "┐");
    for (row, cells) in texts.iter().enumerate() {
        let wrapped: Vec<Vec<String>> = cells
            .iter()
            .zip(widths)
            .map(|(text, width)| {
                text.chars().collect::<Vec<_>>().chunks(width / 2).map(String::from_iter).collect()
            })
            .collect();
        for line in 0..wrapped.iter().map(Vec::len).max().unwrap_or(0).max(1) {
            for (lines, width) in wrapped.iter().zip(widths) {
                let text = lines.get(line).map_or("", String::as_str);
                let free = width - crate::model::text::display_width(text);
                out += &format!("│ {text}{} ", " ".repeat(free));
            }
            out += "│\n";
        }
        out += &if row + 1 < texts.len() { rule("├", "┼", "┤") } else { rule("└", "┴", "┘") };
    }
    out
}

proptest! {
    #[test]
    fn every_cell_of_a_full_grid_comes_back(
        texts in prop::collection::vec(prop::collection::vec("[甲乙丙丁]{1,9}", 4), 2..6),
        widths in prop::collection::vec(3usize..12, 4),
    ) {
        let claims = find(&lines(&draw(&texts, &widths)));
        prop_assert_eq!(claims.len(), 1);
        let grid = &claims[0].grid;
        prop_assert_eq!((grid.rows, grid.columns), (texts.len(), 4));
        for cell in &grid.cells {
            let text: String = cell.text.chars().filter(|&c| c != '\n').collect();
            prop_assert_eq!(&text, &texts[cell.row][cell.column]);
        }
    }

    #[test]
    fn no_character_of_a_drawing_is_lost_or_doubled(
        junk in prop::collection::vec("[│├┤┼┬─|+ a1甲“—]{0,24}", 1..14),
    ) {
        let mut text = String::from("┌────┬──────┬────┐\n");
        junk.iter().for_each(|line| text += &format!("│{line}│\n"));
        text += "└────┴──────┴────┘\n";
        let view = lines(&text);
        for claim in find(&view) {
            let (start, end) = claim.grid.lines;
            let printed: String = view[start..end].iter().map(|line| line.text).collect();
            prop_assert!(is_sound(&claim.grid));
            prop_assert_eq!(grid_ink(&claim.grid, SIGNS), ink(&printed, SIGNS));
        }
    }

    #[test]
    fn nothing_drawn_makes_it_panic(junk in prop::collection::vec("[│├┤┼┬┌┐└┘─═|+= a1甲-]{0,30}", 0..20)) {
        let text = junk.join("\n");
        let view = lines(&text);
        for claim in find(&view) {
            prop_assert!(is_sound(&claim.grid));
        }
    }
}
