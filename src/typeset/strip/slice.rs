//! Slices: the lines and boxes that a strip is made of.

use std::sync::Arc;

use crate::base::{Pt, Rect, Span};
use crate::model::NodeId;
use crate::page::{Item, ItemKind, Place, Side};
use crate::style::Clear;
use crate::typeset::flow::{FloatBox, PullQuoteBox};

/// What goes to one place: a line, or a box.
#[derive(Debug, Clone)]
pub(in crate::typeset) struct Slice {
    /// Space above it, which vanishes at the top of a column.
    pub above: Pt,
    /// Space below it, which belongs to it wherever it is moved: only what may be moved has any.
    pub below: Pt,
    /// Its height.
    pub height: Pt,
    /// What it shows, from the column's left edge and its own top.
    pub items: Vec<Item>,
    /// Areas of links, with the link's number.
    pub links: Vec<(Rect, usize)>,
    /// Elements that begin in it, and how far down.
    pub anchors: Vec<(NodeId, Pt)>,
    /// Notes whose marks stand in it.
    pub notes: Vec<usize>,
    /// The first of its words in the text.
    pub start: Option<Place>,
    /// The passages of the manuscript that it shows.
    pub source: Option<Span>,
    /// What ending a column before it costs.
    pub cut: Cut,
    /// Whether its top keeps to the baseline grid.
    pub on_grid: bool,
    /// Whether it opens a paragraph or another block, so that a pull quote may stand before it.
    pub opens: bool,
    /// Whether what comes next belongs to it: headings.
    pub binds: bool,
    /// The boxes at a side that it does not stand beside.
    pub clear: Clear,
    /// For a pull quote.
    pub pull_quote: Option<PullQuoteBox>,
    /// For a box that is taken out of the text.
    pub float: Option<FloatBox>,
    /// For a line of text that may be set anew: its paragraph, and which of its lines it is.
    pub line: Option<(usize, usize)>,
    /// Whether the line before it ends in a hyphen.
    pub goes_on: bool,
    /// What stands above it where it opens a column: the headings of its table.
    pub heading: Option<Arc<Slice>>,
    /// For the first line of a paragraph that may be set in another number of lines.
    pub flexible: Option<Box<Flexible>>,
}

/// A paragraph that may be set in another number of lines than the one it has.
#[derive(Debug, Clone)]
pub(in crate::typeset) struct Flexible {
    /// Which paragraph it is.
    pub paragraph: usize,
    /// How many lines it has.
    pub lines: usize,
    /// The others it could have.
    pub others: Vec<Otherwise>,
}

/// Another number of lines.
#[derive(Debug, Clone)]
pub(in crate::typeset) struct Otherwise {
    /// How many lines more; fewer if negative.
    pub more: i8,
    /// What that costs, in squares of short lines.
    pub price: f32,
    /// What ending a column before each of the lines costs; nothing before the first.
    pub cuts: Vec<f32>,
}

impl Slice {
    /// Whether it is a box or a picture rather than a line: several baselines high.
    pub fn is_box(&self) -> bool {
        self.opens && !self.on_grid && self.source.is_none()
    }
}

/// What ending a column costs, at a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::typeset) enum Cut {
    /// Nothing.
    Free,
    /// A widow, an orphan, or something worse; in squares of short lines.
    Price(f32),
    /// A column must end here.
    Column,
    /// A page must end here, and the next be one of a side, if one is asked for.
    Page(Option<Side>),
}

/// A slice of nothing, to be filled.
pub(in crate::typeset) fn blank() -> Slice {
    Slice {
        above: Pt::ZERO,
        below: Pt::ZERO,
        height: Pt::ZERO,
        items: Vec::new(),
        links: Vec::new(),
        anchors: Vec::new(),
        notes: Vec::new(),
        start: None,
        source: None,
        cut: Cut::Free,
        on_grid: false,
        opens: true,
        binds: false,
        clear: Clear::None,
        pull_quote: None,
        float: None,
        line: None,
        goes_on: false,
        heading: None,
        flexible: None,
    }
}

/// Slices put together into one that is kept whole, from a distance below its top.
pub(in crate::typeset) fn joined(slices: Vec<Slice>, top: Pt) -> Slice {
    let mut whole = blank();
    let mut y = top;
    for mut slice in slices {
        y += slice.above;
        shift(&mut slice.items, Pt::ZERO, y);
        whole.items.append(&mut slice.items);
        whole.links.extend(slice.links.into_iter().map(|(area, link)| (area.moved(Pt::ZERO, y), link)));
        whole.anchors.extend(slice.anchors.into_iter().map(|(node, down)| (node, y + down)));
        whole.notes.append(&mut slice.notes);
        whole.start = whole.start.or(slice.start);
        y += slice.height;
    }
    whole.height = y;
    whole
}

/// Moves things on the page.
pub(in crate::typeset) fn shift(items: &mut [Item], dx: Pt, dy: Pt) {
    for item in items {
        match &mut item.kind {
            ItemKind::Glyphs(run) => {
                run.origin.x += dx;
                run.origin.y += dy;
            }
            ItemKind::Shape(shape) => shape.area = shape.area.moved(dx, dy),
            ItemKind::Outline(outline) => {
                outline.origin.x += dx;
                outline.origin.y += dy;
            }
            ItemKind::Backdrop(backdrop) => {
                backdrop.tile = backdrop.tile.moved(dx, dy);
                backdrop.area = backdrop.area.moved(dx, dy);
            }
            ItemKind::Picture { area, .. } | ItemKind::Link { area, .. } => *area = area.moved(dx, dy),
        }
    }
}
