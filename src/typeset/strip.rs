//! The strip: a region's flow as one long column of slices, each of which goes to one place on one page.
//!
//! A slice is a line, or a box that is kept whole. Between slices stand spaces, which vanish at the top of a column,
//! and prices for ending a column there.

mod boxes;
mod columned;
mod paragraphs;
mod rows;
mod slice;

pub(super) use self::slice::blank;
use super::decoration;
use super::flow::{Chunk, ChunkKind};
use super::line::justify::Line;
use super::words::Words;
use crate::base::{Pt, Rect, Size};
use crate::model::{Elements, NodeId};
use crate::page::{ContentId, Furniture, Item, ItemKind, Mark, Side};
use crate::style::{BreakBetween, Clear};

pub(super) use boxes::KEPT;
pub(super) use slice::{Cut, Flexible, Otherwise, Slice, joined, shift};

/// What a widow or an orphan costs: as much as a column that is eight lines short.
const WIDOW: f32 = 1_600.0;
/// What parting a heading from its text costs.
const PARTED: f32 = 4_000.0;
/// What parting a line from the list or the code that it announces costs: as much as a column that is three lines short.
const LED_AWAY: f32 = 225.0;
/// The share of a column's height that a picture may take, so that its caption finds room.
const PICTURES: f32 = 0.85;

/// What the slices of a strip are made from.
pub(super) struct Material<'a> {
    /// The tree, for the places of words.
    pub tree: &'a Elements,
    /// All paragraphs before they were set.
    pub words: &'a [Words],
    /// All paragraphs after that.
    pub lines: &'a mut [Vec<Line>],
    /// What becomes of the lines.
    pub lending: Lending,
}

/// How lines are handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lending {
    /// For good.
    Given,
    /// As copies: they will be asked for again.
    Copied,
    /// As copies that show nothing: only their measures are wanted.
    Bare,
}

/// The slices of a stretch of the flow, one below the other.
pub(super) struct Strip {
    /// The slices.
    pub slices: Vec<Slice>,
    /// Space wanted below the last.
    pub below: Pt,
}

/// Puts a strip together.
pub(super) struct StripBuilder<'m, 'a> {
    material: &'m mut Material<'a>,
    /// The distance between baselines that lines keep to.
    grid: Pt,
    /// The height of a column: nothing that is kept whole may be higher.
    limit: Pt,
    slices: Vec<Slice>,
    /// Space that the next slice has above it.
    pending: Pt,
    /// What a column's end before the next slice costs, beyond its own price.
    next: Cut,
    anchors: Vec<NodeId>,
    /// The boxes at a side that the next slice does not stand beside.
    clear: Clear,
    /// Whether its paragraphs may be set in other numbers of lines.
    flexible: bool,
}

impl<'m, 'a> StripBuilder<'m, 'a> {
    /// An empty strip.
    pub fn new(material: &'m mut Material<'a>, grid: Pt, limit: Pt) -> Self {
        Self {
            material,
            grid,
            limit,
            slices: Vec::new(),
            pending: Pt::ZERO,
            next: Cut::Free,
            anchors: Vec::new(),
            clear: Clear::None,
            flexible: false,
        }
    }

    /// With paragraphs that may be set in other numbers of lines.
    pub fn flexible(self) -> Self {
        Self { flexible: true, ..self }
    }

    /// The strip of some chunks.
    pub fn strip(mut self, chunks: &[Chunk<'_>]) -> Strip {
        self.chunks(chunks);
        Strip { slices: self.slices, below: self.pending }
    }

    fn chunks(&mut self, chunks: &[Chunk<'_>]) {
        for (number, chunk) in chunks.iter().enumerate() {
            self.chunk(chunk);
            if self.next != Cut::Free {
                continue;
            }
            if self.is_alone_under_heading() {
                self.next = Cut::Price(WIDOW);
            } else if chunks.get(number + 1).is_some_and(|next| self.leads_to(chunk, next)) {
                self.next = Cut::Price(LED_AWAY);
            }
        }
    }

    /// Whether what was put last is a single line under a heading: a heading at the end of a page keeps two.
    fn is_alone_under_heading(&self) -> bool {
        let [.., heading, line] = self.slices.as_slice() else { return false };
        heading.binds && line.opens && !line.binds && line.source.is_some()
    }

    /// Whether a paragraph announces what comes after it: a list, code, a table. A line that does is no end of a page.
    fn leads_to(&self, chunk: &Chunk<'_>, next: &Chunk<'_>) -> bool {
        let name = |chunk: &Chunk<'_>| self.material.tree.element(chunk.node).map_or("", |element| element.name);
        let ChunkKind::Paragraph { index, .. } = chunk.kind else { return false };
        if name(chunk) != "p" || matches!(name(next), "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
            return false;
        }
        let announces = self.material.words[index].text.trim_end().ends_with([':', '：']);
        let is_one_line = self.slices.last().is_some_and(|slice| slice.opens);
        announces || (is_one_line && matches!(name(next), "pre" | "table" | "figure"))
    }

    fn chunk(&mut self, chunk: &Chunk<'_>) {
        if let ChunkKind::Container { children, pull_quote: Some(quote), .. } = &chunk.kind
            && quote.movable
        {
            return self.movable_box(chunk, children, *quote);
        }
        if let ChunkKind::Float { children, float } = &chunk.kind {
            return self.float(children, *float);
        }
        if let ChunkKind::Columns { children, lanes } = &chunk.kind {
            return self.set_in_columns(chunk, children, *lanes);
        }
        let style = chunk.style;
        self.before(style.break_before);
        self.pending = self.pending.max(chunk.above);
        self.anchors.push(chunk.node);
        let first = self.slices.len();
        if style.clear != Clear::None {
            self.clear = style.clear;
        }
        match &chunk.kind {
            ChunkKind::Paragraph { index, initial, markers, part } => self.paragraph(chunk, *index, initial.as_ref(), markers, *part),
            ChunkKind::Container { children, whole: false, .. } => self.open_box(chunk, children),
            ChunkKind::Container { children, whole: true, pull_quote } => self.whole_box(chunk, children, *pull_quote),
            ChunkKind::Picture { picture, size, content } => self.picture(chunk, *picture, *size, *content),
            ChunkKind::Table(table) => self.table(chunk, table),
            ChunkKind::Rule => self.rule(chunk),
            ChunkKind::Float { .. } | ChunkKind::Columns { .. } => {}
        }
        self.pending = self.pending.max(chunk.below);
        if style.break_after == BreakBetween::Avoid {
            self.next = Cut::Price(PARTED);
            // All lines of a heading belong to what comes after it; of other things only the end does.
            let from = if matches!(chunk.kind, ChunkKind::Paragraph { .. }) { first } else { self.slices.len().saturating_sub(1) };
            self.slices.iter_mut().skip(from).for_each(|slice| slice.binds = true);
        } else {
            self.before(style.break_after);
        }
    }

    fn before(&mut self, wish: BreakBetween) {
        let wish = match wish {
            BreakBetween::Auto => return,
            BreakBetween::Avoid => Cut::Price(PARTED),
            BreakBetween::Column => Cut::Column,
            BreakBetween::Page => Cut::Page(None),
            BreakBetween::Left => Cut::Page(Some(Side::Verso)),
            BreakBetween::Right => Cut::Page(Some(Side::Recto)),
        };
        if !matches!(self.next, Cut::Column | Cut::Page(_)) {
            self.next = wish;
        }
    }

    fn push(&mut self, mut slice: Slice) {
        slice.above = self.pending;
        self.pending = Pt::ZERO;
        slice.cut = match (std::mem::replace(&mut self.next, Cut::Free), slice.cut) {
            (Cut::Free, own) => own,
            (Cut::Price(a), Cut::Price(b)) => Cut::Price(a.max(b)),
            (outer, _) => outer,
        };
        slice.clear = std::mem::replace(&mut self.clear, Clear::None);
        let anchors = std::mem::take(&mut self.anchors);
        slice.anchors.splice(0..0, anchors.into_iter().map(|node| (node, Pt::ZERO)));
        self.slices.push(slice);
    }

    fn lines(&mut self, paragraph: usize) -> Vec<Line> {
        let lines = &mut self.material.lines[paragraph];
        match self.material.lending {
            Lending::Given => std::mem::take(lines),
            Lending::Copied => lines.clone(),
            Lending::Bare => lines.iter().map(Line::bare).collect(),
        }
    }

    /// A builder for what is put together apart.
    fn inner(&mut self, limit: Pt) -> StripBuilder<'_, 'a> {
        StripBuilder::new(self.material, self.grid, limit)
    }

    fn picture(&mut self, chunk: &Chunk<'_>, picture: usize, size: Size, content: Option<ContentId>) {
        let highest = chunk.style.max_height.map_or(Pt(f32::MAX), |most| most.of(self.limit)).min(self.limit * PICTURES);
        let scale = (highest / size.height).min(1.0);
        let (width, height) = (size.width * scale, size.height * scale);
        let x = chunk.x + (size.width - width) / 2.0;
        let mark = content.map_or(Mark::Furniture(Furniture::Decoration), Mark::Content);
        let area = Rect { x, y: Pt::ZERO, width, height };
        let item = Item { kind: ItemKind::Picture { picture, area }, mark };
        self.push(Slice { items: vec![item], height, ..blank() });
    }

    fn rule(&mut self, chunk: &Chunk<'_>) {
        let thickness = chunk.style.border.top.width.max(Pt(0.5));
        let area = Rect { x: chunk.x, y: Pt::ZERO, width: chunk.width, height: thickness };
        let color = chunk.style.border.top.color.unwrap_or(chunk.style.color);
        self.push(Slice { items: vec![decoration::filled(area, color)], height: thickness, ..blank() });
    }
}
