//! Regions: the blocks of a piece sorted into sets of columns, with what spans them all between, and its notes apart.

use super::{Around, Chunk, ChunkKind, Collector, Opening, Region, is_decorated, is_pull_quote, margin};
use crate::base::{Length, Pt};
use crate::model::NodeId;
use crate::page::{Role, Side, TagId};
use crate::style::{BreakBetween, BreakInside, Clear, Display, Float, Style, Width};
use crate::typeset::frame::Frame;
use crate::typeset::strip::KEPT;

/// How wide a letter is on the average, in sizes of its font.
const LETTER: f32 = 0.45;
/// What each block of a box adds to its height, in lines: its last is not full, and a space comes after it.
const BLOCK: f32 = 1.5;
/// The classes of what closes a piece.
const CLOSING: [&str; 5] = ["author-bio", "disclaimer", "acknowledgements", "bibliography-list", "endnotes"];

impl<'a> Collector<'a> {
    pub(super) fn piece(&mut self, article: NodeId, parent: TagId) {
        let style = self.styled.of(article);
        self.page = style.page.as_deref();
        self.text_end = self.text_end(article);
        self.collect_notes(article);
        let tag = self.open_tag(article, parent).unwrap_or(parent);
        self.columns = (style.columns_in(self.page_measure()) > 1).then_some(style);
        self.start_region(style, self.columns, opening(style.break_before));
        self.enter(article);
        self.bookmark(article, style);
        self.region_children(article, tag);
    }

    /// The element with which the text of a piece ends.
    fn text_end(&self, mut group: NodeId) -> NodeId {
        loop {
            let element =
                |node: &NodeId| self.tree.element(*node).is_some_and(|element| !element.classes.iter().any(|class| class == "footnote"));
            let children: Vec<NodeId> = self.tree.children(group).iter().copied().filter(element).collect();
            let text = children.iter().rposition(|&node| !self.closes(node)).map_or(0, |last| last + 1);
            match (children.get(text), children.last()) {
                (Some(&closing), _) => return closing,
                (None, Some(&last)) if self.tree.element(last).is_some_and(|element| element.name == "section") => group = last,
                _ => return NodeId(u32::MAX),
            }
        }
    }

    /// Whether an element closes a piece, or holds nothing but what does, and its heading.
    fn closes(&self, node: NodeId) -> bool {
        let Some(element) = self.tree.element(node) else { return false };
        let mut held =
            self.tree.children(node).iter().copied().filter(|&child| self.tree.element(child).is_some_and(|own| !is_heading(own.name)));
        let own = element.classes.iter().any(|class| CLOSING.contains(&class.as_str()));
        own || (element.name == "section" && held.next().is_some_and(|first| self.closes(first)) && held.all(|other| self.closes(other)))
    }

    pub(super) fn page_measure(&self) -> Pt {
        Frame::new(self.styled).measure(self.page)
    }

    /// Numbers the notes of a piece before its text is read, so that marks know their notes.
    fn collect_notes(&mut self, article: NodeId) {
        let measure = self.column_measure(self.styled.of(article));
        let is_note = |node: &NodeId| self.styled.of(*node).float == Float::Footnote && self.tree.element(*node).is_some();
        let notes: Vec<NodeId> = self.tree.children(article).iter().copied().filter(is_note).collect();
        // Notes may have notes themselves, so all are numbered before the first is read.
        for (number, &note) in (self.flow.notes.len()..).zip(&notes) {
            // The tag is given its place when the mark is met.
            let tag = self.flow.structure.detached(Role::Note);
            self.flow.tags.insert(note, tag);
            if let Some(id) = self.tree.element(note).and_then(|element| element.id.clone()) {
                self.note_numbers.insert(id, (number, tag));
            }
        }
        for note in notes {
            let Some(&tag) = self.flow.tags.get(&note) else { continue };
            let children = self.children(note, Around { tag, x: Pt::ZERO, measure });
            let style = self.styled.of(note);
            let kind = ChunkKind::Container { children, whole: true, pull_quote: None };
            self.flow.notes.push(Chunk { node: note, style, x: Pt::ZERO, width: measure, above: Pt::ZERO, below: Pt::ZERO, kind });
        }
    }

    fn column_measure(&self, style: &Style) -> Pt {
        let columns = style.columns_in(self.page_measure()) as f32;
        (self.page_measure() - gap(style) * (columns - 1.0)) / columns
    }

    fn start_region(&mut self, style: &'a Style, columns: Option<&'a Style>, mut opening: Opening) {
        let layout = columns.unwrap_or(style);
        // A region in which nothing stands leaves the next one its place to begin.
        if let Some(empty) = self.flow.regions.pop_if(|last| last.chunks.is_empty())
            && opening == Opening::Below
        {
            opening = empty.opening;
        }
        // Pages of another name are other pages.
        if opening == Opening::Below && self.flow.regions.last().is_some_and(|last| last.page != self.page) {
            opening = Opening::Page(None);
        }
        let count = if columns.is_some() { layout.columns_in(self.page_measure()) } else { 1 };
        self.flow.regions.push(Region {
            columns: count,
            gap: gap(layout),
            rule: layout.column_rule,
            measure: if count > 1 { self.column_measure(layout) } else { self.page_measure() },
            balance: layout.column_balance,
            mirrored: self.mirrored,
            opening,
            page: self.page,
            grid: style.line_height,
            notes_across: self.own_columns && count > 1,
            frame: None,
            chunks: Vec::new(),
        });
    }

    /// Sorts the blocks of a piece into regions: what spans all columns stands between sets of columns.
    fn region_children(&mut self, node: NodeId, tag: TagId) {
        for &child in self.tree.children(node) {
            let Some(element) = self.tree.element(child) else { continue };
            let style = self.styled.of(child);
            if style.display == Display::None || style.float == Float::Footnote {
                continue;
            }
            if style.page.is_some() && style.page.as_deref() != self.page {
                let outer = std::mem::replace(&mut self.page, style.page.as_deref());
                let around = self.styled.of(node);
                self.start_region(around, self.columns, opening(style.break_before));
                self.add(child, tag);
                self.page = outer;
                self.start_region(around, self.columns, opening(style.break_after));
            } else if style.column_span_all && self.columns.is_some() {
                let columns = self.columns.take();
                self.start_region(self.styled.of(node), None, Opening::Below);
                self.add(child, tag);
                self.columns = columns;
                self.start_region(columns.unwrap_or(style), columns, Opening::Below);
            } else if self.takes_framed_columns(child, style) {
                self.framed_columns(child, style, self.styled.of(node), tag);
            } else if style.columns_in(self.page_measure()) > 1 && self.columns.is_none() && !is_decorated(style) {
                self.columns = Some(style);
                self.own_columns = true;
                self.set_in_columns = Some(child);
                self.start_region(self.styled.of(node), self.columns, opening(style.break_before));
                self.group_or_block(child, element.name, tag);
                self.columns = None;
                self.own_columns = false;
                self.start_region(self.styled.of(node), None, opening(style.break_after));
            } else {
                self.group_or_block(child, element.name, tag);
            }
        }
    }

    /// Whether a box with a frame sets its text in columns that may go on from page to page.
    fn takes_framed_columns(&self, node: NodeId, style: &Style) -> bool {
        if style.columns_in(self.page_measure()) < 2 || self.columns.is_some() || !is_decorated(style) || style.display != Display::Block {
            return false;
        }
        let stays = self.float_place(node, 1).is_none() && self.tree.element(node).is_some_and(|element| !is_pull_quote(element));
        stays && (style.break_inside == BreakInside::Auto || self.is_long(node, style))
    }

    /// Whether a box is likely to be too high to be kept whole: its words are counted, not set.
    fn is_long(&self, node: NodeId, style: &Style) -> bool {
        let letters = self.tree.text_of(node).chars().count() as f32;
        let blocks = self.tree.children(node).len() as f32 * BLOCK / style.columns_in(self.page_measure()) as f32;
        let lines = letters * LETTER * style.font_size.0 / self.page_measure().0.max(1.0) + blocks;
        style.line_height * lines > Frame::new(self.styled).least_height(self.page, style.line_height) * KEPT
    }

    /// A box with a frame and columns in it is a region, so that its columns may go on from page to page.
    fn framed_columns(&mut self, node: NodeId, style: &'a Style, around: &'a Style, tag: TagId) {
        let page = Around { tag, x: Pt::ZERO, measure: self.page_measure() };
        let inside = self.inside(style, page, tag);
        let Some(lanes) = self.own_columns(node, style, inside) else { return self.add(node, tag) };
        self.columns = Some(style);
        self.start_region(around, self.columns, opening(style.break_before));
        let own = self.open_tag(node, tag).unwrap_or(tag);
        self.enter(node);
        self.bookmark(node, style);
        let chunks = self.children(node, Around { tag: own, x: inside.x, measure: lanes.measure });
        let frame = self.frame(style, page);
        if let Some(region) = self.flow.regions.last_mut() {
            (region.columns, region.measure, region.frame, region.chunks) = (lanes.count, lanes.measure, Some(frame), chunks);
            region.notes_across = true;
        }
        self.columns = None;
        self.start_region(around, None, opening(style.break_after));
    }

    /// Adds the blocks of a group one by one, so that columns may end between them, and all else as one block.
    fn group_or_block(&mut self, node: NodeId, name: &str, tag: TagId) {
        let style = self.styled.of(node);
        if matches!(name, "section" | "div" | "header" | "article") && is_transparent(style) && self.has_blocks(node) {
            let own = self.open_tag(node, tag).unwrap_or(tag);
            self.enter(node);
            let before = self.flow.regions.last().map_or(0, |region| region.chunks.len());
            self.region_children(node, own);
            self.widen_margin(style, before);
        } else {
            self.add(node, tag);
        }
    }

    /// A group's own margin above goes to its first block.
    fn widen_margin(&mut self, style: &Style, before: usize) {
        let above = margin(style.margin.top, self.page_measure());
        if let Some(chunk) = self.flow.regions.last_mut().and_then(|region| region.chunks.get_mut(before)) {
            chunk.above = chunk.above.max(above);
        }
    }

    pub(super) fn has_blocks(&self, node: NodeId) -> bool {
        let is_block = |&child: &NodeId| {
            self.tree.element(child).is_some() && !matches!(self.styled.of(child).display, Display::Inline | Display::None)
        };
        self.tree.children(node).iter().any(is_block)
    }

    fn add(&mut self, node: NodeId, tag: TagId) {
        let Some((measure, columns)) = self.flow.regions.last().map(|region| (region.measure, region.columns)) else { return };
        let chunks = match self.float_place(node, columns) {
            Some(place) => self.float(node, Around { tag, x: Pt::ZERO, measure }, place).into_iter().collect(),
            None => {
                self.in_text = true;
                let chunks = self.block(node, Around { tag, x: Pt::ZERO, measure });
                self.in_text = false;
                chunks
            }
        };
        if let Some(region) = self.flow.regions.last_mut() {
            region.chunks.extend(chunks);
        }
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether a group does nothing to what it holds but come before and after it.
fn is_transparent(style: &Style) -> bool {
    let padding = style.padding;
    let plain = [padding.top, padding.right, padding.bottom, padding.left].iter().all(|&side| side == Length::ZERO);
    let sides = [style.margin.left, style.margin.right].iter().all(|&side| side.is_none_or(|side| side == Length::ZERO));
    let flows = style.break_before == BreakBetween::Auto && style.break_after == BreakBetween::Auto;
    let sized = style.width != Width::Auto || style.max_width.is_some() || style.least_height() > Pt::ZERO;
    flows && plain && sides && !sized && !is_decorated(style) && style.break_inside == BreakInside::Auto && style.clear == Clear::None
}

/// Where a piece begins that asks for a break before it.
fn opening(before: BreakBetween) -> Opening {
    match before {
        BreakBetween::Auto | BreakBetween::Avoid | BreakBetween::Column => Opening::Below,
        BreakBetween::Page => Opening::Page(None),
        BreakBetween::Left => Opening::Page(Some(Side::Verso)),
        BreakBetween::Right => Opening::Page(Some(Side::Recto)),
    }
}

fn gap(style: &Style) -> Pt {
    style.column_gap.unwrap_or(style.font_size)
}
