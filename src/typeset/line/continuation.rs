//! Continuation signs: a small arrow where a line of code goes on in the next line of the page, so that nobody types it as two.
//!
//! It is drawn rather than set in a font: who copies the code out of the PDF does not get it.

use super::justify::Line;
use crate::base::{Color, Point, Pt};
use crate::page::{Furniture, Item, ItemKind, Mark, Outline, Step};
use crate::typeset::words::Words;

/// The arrow's width, and how far it ends before the line, in sizes of the text.
const WIDTH: f32 = 0.5;
const APART: f32 = 0.5;
/// The arrow's corners, in sizes of the text from its end and the baseline: the shaft, then the head.
const SHAFT: [(f32, f32); 3] = [(-WIDTH, -0.5), (-WIDTH, -0.25), (0.0, -0.25)];
const HEAD: [(f32, f32); 3] = [(-0.15, -0.38), (0.0, -0.25), (-0.15, -0.12)];
/// The pen's thickness, in sizes of the text.
const PEN: f32 = 0.05;

/// Marks every line but the first of a line of code.
pub(in crate::typeset) fn mark(words: &Words, lines: &mut [Line]) {
    if !words.setting.continued {
        return;
    }
    let color = words.runs.first().map_or(Color::BLACK, |run| run.look.color);
    for line in lines.iter_mut().skip(1) {
        let outline = arrow(words.setting.size, words.setting.baseline, color);
        line.items.insert(0, Item { kind: ItemKind::Outline(outline), mark: Mark::Furniture(Furniture::Decoration) });
    }
}

fn arrow(size: Pt, baseline: Pt, color: Color) -> Outline {
    let point = |(x, y): (f32, f32)| Point { x: size * x, y: size * y };
    let steps = [SHAFT, HEAD]
        .into_iter()
        .flat_map(|[first, second, third]| [Step::Move(point(first)), Step::Line(point(second)), Step::Line(point(third))]);
    Outline { origin: Point { x: -(size * APART), y: baseline }, steps: steps.collect(), stroke: Some(size * PEN), color }
}
