//! Ruling: the lines under, over and through words, and the grounds behind them.

use crate::base::{Color, Point, Pt, Rect};
use crate::page::{Furniture, Item, ItemKind, Mark, Outline, Step};
use crate::style::{Border, DecorationStyle};
use crate::typeset::decoration::{filled, horizontal};
use crate::typeset::words::Drawn;

/// Where words stand in a line.
#[derive(Debug, Clone, Copy)]
pub(in crate::typeset) struct Span {
    /// From the left edge of the measure.
    pub x: Pt,
    /// How wide they are.
    pub width: Pt,
    /// From the top of the line to the baseline of the line, whether or not they are raised over it.
    pub baseline: Pt,
    /// The size of their font.
    pub size: Pt,
}

/// How far a ground reaches over and under the baseline, in sizes of the font: over ascenders and descenders.
const ABOVE: f32 = 0.86;
const BELOW: f32 = 0.26;
/// How high a line through words lies, in sizes of the font: at half the height of small letters.
const MIDDLE: f32 = 0.24;
/// How high a line over words lies.
const TOP: f32 = 0.82;

/// The ground behind words.
pub(in crate::typeset) fn ground(drawn: Drawn, span: Span) -> Option<Item> {
    let Span { x, width, baseline, size } = span;
    drawn.ground.map(|color| filled(Rect { x, y: baseline - size * ABOVE, width, height: size * (ABOVE + BELOW) }, color))
}

/// The lines drawn with words; `color` is that of the words.
pub(in crate::typeset) fn lines(drawn: Drawn, span: Span, color: Color) -> Vec<Item> {
    let lines = drawn.lines;
    let Span { x, width, baseline, size } = span;
    let thickness = lines.thickness.unwrap_or(size * 0.05);
    let color = lines.color.unwrap_or(color);
    // What is more than one stroke high grows away from the words; through them it grows both ways.
    let wanted = [
        (lines.under, baseline + lines.offset.unwrap_or(size * 0.11), 0.0),
        (lines.over, baseline - size * TOP, 1.0),
        (lines.through, baseline - size * MIDDLE, 0.5),
    ];
    let drawn = wanted.into_iter().filter(|(wanted, ..)| *wanted);
    match lines.style {
        DecorationStyle::Straight(style) => {
            let border = Border { width: thickness, style, color: None };
            drawn.flat_map(|(_, y, _)| horizontal(border, color, Rect { x, y, width, height: thickness })).collect()
        }
        DecorationStyle::Wavy => {
            let height = size * SWING * 2.0;
            drawn.map(|(_, y, up)| wave(Point { x, y: y + thickness / 2.0 + height * (0.5 - up) }, width, size, thickness, color)).collect()
        }
    }
}

/// How far a wave swings out from its middle, in sizes of the font, and how long it is.
const SWING: f32 = 0.05;
const WAVE: f32 = 0.24;
/// The handles of a cubic curve that swings as a sine does, as a share of its way and of its height.
const HANDLES: (f32, f32) = (0.3642, 4.0 / 3.0);

/// A wave along words: whole ones, so that it goes on under the next words where it ends under these.
fn wave(origin: Point, width: Pt, size: Pt, thickness: Pt, color: Color) -> Item {
    let waves = (width / (size * WAVE)).round().clamp(1.0, 10_000.0);
    let half = width / waves / 2.0;
    let point = |x: Pt, y: Pt| Point { x, y };
    let mut steps = vec![Step::Move(point(Pt::ZERO, Pt::ZERO))];
    // In range: clamped above.
    for number in 0..(waves as usize * 2) {
        let from = half * number as f32;
        let height = size * SWING * HANDLES.1 * if number % 2 == 0 { -1.0 } else { 1.0 };
        let ends = [point(from + half * HANDLES.0, height), point(from + half * (1.0 - HANDLES.0), height)];
        steps.push(Step::Curve([ends[0], ends[1], point(from + half, Pt::ZERO)]));
    }
    let outline = Outline { origin, steps, stroke: Some(thickness), color };
    Item { kind: ItemKind::Outline(outline), mark: Mark::Furniture(Furniture::Decoration) }
}
