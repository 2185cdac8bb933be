//! Whatever is drawn: no two cells overlap, and every glyph inside a table stands in exactly one cell, once.

use proptest::prelude::*;

use super::*;

/// The characters of a text that are no white space; raised figures as plain ones.
fn characters(text: &str) -> Vec<char> {
    let plain = |c: char| match c {
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁰' => '0',
        '⁴'..='⁹' => char::from_u32(c as u32 - '⁴' as u32 + '4' as u32).unwrap(),
        other => other,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(plain).collect()
}

/// The characters drawn, and those of them whose middle lies inside the area of a table.
fn drawn(drawing: &Drawing, grids: &[Grid]) -> (Vec<char>, Vec<char>) {
    let rects: Vec<_> =
        grids.iter().flat_map(|grid| &grid.cells).filter_map(|cell| cell.origin.rect).collect();
    let holds = |x: f32, y: f32| rects.iter().any(|r| r.x0 <= x && x < r.x1 && r.y0 <= y && y < r.y1);
    let of = |glyphs: Vec<&crate::model::Glyph>| glyphs.iter().flat_map(|glyph| glyph.text.chars()).collect();
    let inside = drawing
        .glyphs
        .iter()
        .filter(|glyph| holds((glyph.rect.x0 + glyph.rect.x1) / 2.0, glyph.baseline - 0.32 * glyph.size));
    (of(drawing.glyphs.iter().collect()), of(inside.collect()))
}

/// True if the first list holds all that the second one does, each as often at least.
fn covers(mut many: Vec<char>, few: &[char]) -> bool {
    few.iter().all(|c| many.iter().position(|known| known == c).map(|at| many.swap_remove(at)).is_some())
}

proptest! {
    #[test]
    fn glyphs_are_conserved(
        across in proptest::collection::vec((0..12usize, 0..8usize, 1..8usize), 2..30),
        down in proptest::collection::vec((0..8usize, 0..12usize, 1..12usize), 2..30),
        texts in proptest::collection::vec((0.0f32..260.0, 0.0f32..260.0, "[0-9一二三a,.]{1,9}", 4.0f32..14.0), 0..40),
    ) {
        let mut drawing = Drawing { height: 842.0, ..Drawing::default() };
        for (line, from, length) in across {
            let from = 50.0 + 40.0 * from as f32;
            drawing.rule(true, 50.0 + 24.0 * line as f32, from, from + 40.0 * length as f32);
        }
        for (line, from, length) in down {
            let from = 50.0 + 24.0 * from as f32;
            drawing.rule(false, 50.0 + 40.0 * line as f32, from, from + 24.0 * length as f32);
        }
        for (x, y, text, size) in texts {
            drawing.text(&text, 50.0 + x, 60.0 + y, size);
        }
        let mut grids = find(&document(vec![drawing.clone()]), &Forms::default()).grids;
        // What stands outside of the rules may line up, too.
        grids.retain(|grid| grid.method == Method::Ruled);
        grids.iter().for_each(|grid| drop(shown(grid)));
        let printed: Vec<char> =
            grids.iter().flat_map(|grid| &grid.cells).flat_map(|cell| characters(&cell.text)).collect();
        let (all, inside) = drawn(&drawing, &grids);
        // Dots that lead to the next cell are left out.
        let [printed, all, inside] =
            [printed, all, inside].map(|glyphs| glyphs.into_iter().filter(|&glyph| glyph != '.').collect::<Vec<_>>());
        // A word that overruns the outer rule is taken whole: nothing else from outside is.
        prop_assert!(covers(printed.clone(), &inside), "{printed:?} lacks some of {inside:?}");
        prop_assert!(covers(all.clone(), &printed), "{printed:?} holds more than {all:?}");
    }
}
