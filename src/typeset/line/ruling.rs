//! Ruling: the lines under, over and through words, and the grounds behind them.

use crate::base::{Color, Pt, Rect};
use crate::page::Item;
use crate::style::Border;
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
    let border = Border { width: thickness, style: lines.style, color: None };
    let wanted = [
        (lines.under, baseline + lines.offset.unwrap_or(size * 0.11)),
        (lines.over, baseline - size * TOP),
        (lines.through, baseline - size * MIDDLE),
    ];
    let drawn = wanted.into_iter().filter(|(wanted, _)| *wanted);
    drawn.flat_map(|(_, y)| horizontal(border, lines.color.unwrap_or(color), Rect { x, y, width, height: thickness })).collect()
}
