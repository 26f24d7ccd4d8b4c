//! Blocks: boxes around what they hold, lists with their markers, and where each lies from left to right.

use super::{Around, Chunk, ChunkKind, Collector, Part, PullQuoteBox, RegionFrame, is_decorated, is_pull_quote, margin};
use crate::base::{Length, Pt};
use crate::model::NodeId;
use crate::page::{Role, TagId};
use crate::style::{Border, BreakInside, Display, Float, PullQuotePlacement, Style, Width};
use crate::typeset::floats::Lanes;
use crate::typeset::table;

impl<'a> Collector<'a> {
    /// The chunks of a block element.
    pub(in crate::typeset) fn block(&mut self, node: NodeId, around: Around) -> Vec<Chunk<'a>> {
        let style = self.style(node);
        let Some(element) = self.tree.element(node) else { return Vec::new() };
        if style.display == Display::None || style.float == Float::Footnote {
            return Vec::new();
        }
        self.enter(node);
        if element.name == "hr" && style.content.is_none() && !self.styled.before.contains_key(&node) {
            return vec![self.chunk(node, style, around, ChunkKind::Rule)];
        }
        let tag = self.open_tag(node, around.tag).unwrap_or(around.tag);
        if element.name == "table" || style.display == Display::Table {
            let mut chunk = self.chunk(node, style, around, ChunkKind::Rule);
            let in_text = std::mem::replace(&mut self.in_text, false);
            chunk.kind = ChunkKind::Table(table::collect(self, node, tag, chunk.width));
            self.in_text = in_text;
            return vec![chunk];
        }
        self.bookmark(node, style);
        let inside = self.inside(style, around, tag);
        let lanes = self.own_columns(node, style, inside);
        let inner = lanes.map_or(inside, |lanes| Around { measure: lanes.measure, ..inside });
        let whole = style.break_inside == BreakInside::Avoid || is_decorated(style);
        let in_text = self.in_text;
        self.in_text &= !whole && lanes.is_none() && !is_pull_quote(element);
        let mut children = if element.name == "math" { self.formula(node, inside) } else { self.children(node, inner) };
        self.in_text = in_text;
        let pull_quote = is_pull_quote(element).then(|| PullQuoteBox {
            repeats: self.tree.node(node).span.and_then(|span| self.repeats.get(&span).copied()),
            movable: style.pull_quote != PullQuotePlacement::Here,
            until: self.text_end,
        });
        // Lines that are kept together are still lines, and may stand beside a box.
        if let ([only], false, None, None) = (children.as_slice(), is_decorated(style), pull_quote, lanes)
            && matches!(only.kind, ChunkKind::Paragraph { .. })
            && only.node == node
        {
            return children;
        }
        // The box has the margins of the block, not the paragraphs that are all it holds.
        for own in children.iter_mut().filter(|child| child.node == node) {
            let before = if let ChunkKind::Paragraph { part: Part { before: 1.., .. }, .. } = own.kind { own.above } else { Pt::ZERO };
            (own.above, own.below) = (before, Pt::ZERO);
        }
        if let Some(lanes) = lanes {
            let kind = ChunkKind::Columns { children, lanes };
            let (x, width) = (inside.x, inside.measure);
            children = vec![Chunk { node, style, x, width, above: Pt::ZERO, below: Pt::ZERO, kind }];
        }
        let kind = ChunkKind::Container { children, whole: whole || pull_quote.is_some(), pull_quote };
        vec![self.chunk(node, style, around, kind)]
    }

    /// The columns in which a block sets what it holds, if it asks for some that are not those of the page.
    pub(super) fn own_columns(&self, node: NodeId, style: &Style, inside: Around) -> Option<Lanes> {
        // The cell of a table is as wide as its words ask for.
        let is_open = inside.measure > self.page_measure() * 2.0;
        let wanted = style.columns_in(inside.measure);
        if wanted < 2 || self.set_in_columns == Some(node) || is_open {
            return None;
        }
        let gap = style.column_gap.unwrap_or(style.font_size);
        let measure = |count: usize| (inside.measure - gap * (count - 1) as f32) / count as f32;
        // No column is narrower than a few letters.
        let count = (2..=wanted).rev().find(|&count| measure(count) >= style.font_size * 4.0)?;
        Some(Lanes { count, measure: measure(count), gap, mirrored: self.mirrored })
    }

    /// The chunks inside a block: its child blocks, and paragraphs of what stands directly in it.
    pub(in crate::typeset) fn children(&mut self, node: NodeId, inside: Around) -> Vec<Chunk<'a>> {
        let mut chunks = Vec::new();
        let mut loose: Vec<NodeId> = Vec::new();
        let children = self.tree.children(node);
        let only_inline = !self.has_blocks(node);
        let mut first = true;
        for &child in children {
            let display = self.tree.element(child).map_or(Display::Inline, |_| self.styled.of(child).display);
            match display {
                // What is hidden parts no line.
                Display::None => continue,
                Display::Inline => {
                    loose.push(child);
                    continue;
                }
                _ => {}
            }
            if first || !loose.is_empty() {
                chunks.extend(self.paragraph(node, &std::mem::take(&mut loose), inside, first, false));
            }
            first = chunks.is_empty();
            if self.styled.of(child).display == Display::ListItem {
                chunks.extend(self.list_item(child, inside));
            } else if let Some(place) = self.nested_place(child) {
                chunks.extend(self.float(child, inside, place));
            } else {
                chunks.extend(self.block(child, inside));
            }
        }
        if !loose.is_empty() || (only_inline && children.is_empty()) || first || self.styled.after.contains_key(&node) {
            chunks.extend(self.paragraph(node, &loose, inside, first, true));
        }
        if only_inline {
            // The paragraph is the block itself: its margins are the block's.
            let style = self.styled.of(node);
            if let Some(first) = chunks.first_mut() {
                first.above = margin(style.margin.top, inside.measure);
            }
            if let Some(last) = chunks.last_mut() {
                last.below = margin(style.margin.bottom, inside.measure);
            }
        }
        chunks
    }

    fn list_item(&mut self, node: NodeId, around: Around) -> Vec<Chunk<'a>> {
        let style = self.styled.of(node);
        self.enter(node);
        if self.tree.node(node).parent.is_some_and(|list| self.is_contents(list)) {
            let item = self.flow.structure.open(around.tag, Role::ContentsItem);
            self.flow.tags.insert(node, item);
            let children = self.children(node, self.inside(style, around, item));
            let kind = ChunkKind::Container { children, whole: false, pull_quote: None };
            return vec![self.chunk(node, style, around, kind)];
        }
        let item = self.flow.structure.open(around.tag, Role::ListItem);
        let label = self.flow.structure.detached(Role::Label);
        let inside = self.inside(style, around, item);
        let marker = self.marker(node, label);
        if marker.is_some() {
            self.flow.structure.adopt(item, label);
        }
        let body = self.flow.structure.open(item, Role::ListBody);
        let mut children = self.children(node, Around { tag: body, ..inside });
        if let Some(words) = marker {
            let index = self.flow.paragraphs.len();
            let gap = style.font_size * 0.5;
            self.flow.paragraphs.push(words);
            match first_paragraph(&mut children) {
                Some(Chunk { x, width, kind: ChunkKind::Paragraph { markers, .. }, .. }) => {
                    let inset = if self.mirrored { inside.x + inside.measure - *x - *width } else { *x - inside.x };
                    markers.push((index, inset + gap));
                }
                // An item without words, or one that begins with a picture or a table: its marker has a line to itself.
                _ => {
                    let kind = ChunkKind::Paragraph { index, initial: None, markers: Vec::new(), part: Part::default() };
                    let x = if self.mirrored { inside.x + inside.measure + gap } else { inside.x - style.font_size };
                    children.insert(0, Chunk { node, style, x, width: style.font_size, above: Pt::ZERO, below: Pt::ZERO, kind });
                }
            }
        }
        let kind = ChunkKind::Container { children, whole: false, pull_quote: None };
        vec![self.chunk(node, style, around, kind)]
    }

    fn chunk(&self, node: NodeId, style: &'a Style, around: Around, kind: ChunkKind<'a>) -> Chunk<'a> {
        let Across { x, width, .. } = self.across(style, around);
        let above = margin(style.margin.top, around.measure);
        let below = margin(style.margin.bottom, around.measure);
        Chunk { node, style, x, width, above, below, kind }
    }

    /// The frame of a block that is a region by itself.
    pub(super) fn frame(&self, style: &'a Style, around: Around) -> RegionFrame<'a> {
        let Across { x, width, inner_x, .. } = self.across(style, around);
        let edge = |padding: Length, border: Border| padding.of(around.measure) + border.width;
        RegionFrame {
            style,
            x,
            width,
            inset: inner_x - x,
            top: edge(style.padding.top, style.border.top),
            bottom: edge(style.padding.bottom, style.border.bottom),
            margins: (margin(style.margin.top, around.measure), margin(style.margin.bottom, around.measure)),
        }
    }

    /// The room inside a block: without its margins, borders and paddings.
    pub(super) fn inside(&self, style: &Style, around: Around, tag: TagId) -> Around {
        let Across { inner_x, measure, .. } = self.across(style, around);
        // However deep lists and quotes are nested, a measure of a few letters remains.
        Around { tag, x: inner_x, measure: measure.max(style.font_size * 4.0) }
    }

    /// Where a block and what it holds lie from left to right (CSS 2, 10.3.3): `width` is that of what it holds, and margins
    /// that are `auto` share the room beside it.
    fn across(&self, style: &Style, around: Around) -> Across {
        let edge = |padding: Length, border: Border| padding.of(around.measure) + border.width;
        let (padding, border, outer) = (style.padding, style.border, style.margin);
        // What a theme insets at the left, where lines start, texts that start at the right have at the right.
        let sides = [(outer.left, edge(padding.left, border.left)), (outer.right, edge(padding.right, border.right))];
        let [left, right] = if self.mirrored { [sides[1], sides[0]] } else { sides };
        let (margin_left, margin_right) = (margin(left.0, around.measure), margin(right.0, around.measure));
        let free = around.measure - margin_left - margin_right;
        let mut measure = free - left.1 - right.1;
        if let Width::Length(length) = style.width {
            measure = measure.min(length.of(around.measure));
        }
        if let Some(limit) = style.max_width {
            measure = measure.min(limit.of(around.measure));
        }
        let width = measure + left.1 + right.1;
        let slack = free - width;
        let moved = match (left.0, right.0) {
            (None, None) => slack / 2.0,
            (None, Some(_)) => slack,
            (Some(_), None) => Pt::ZERO,
            (Some(_), Some(_)) => {
                if self.mirrored {
                    slack
                } else {
                    Pt::ZERO
                }
            }
        };
        let x = around.x + margin_left + moved;
        Across { x, width, inner_x: x + left.1, measure }
    }
}

/// Where a block and what it holds lie from left to right.
struct Across {
    /// The left edge of its border, from the left edge of the column.
    x: Pt,
    /// From the one edge of its border to the other.
    width: Pt,
    /// The left edge of what it holds.
    inner_x: Pt,
    /// The room for what it holds.
    measure: Pt,
}

/// The first paragraph among chunks, however deep; boxes that are taken out of the text stand elsewhere.
fn first_paragraph<'a, 'b>(chunks: &'b mut [Chunk<'a>]) -> Option<&'b mut Chunk<'a>> {
    let first = chunks.iter_mut().find(|chunk| !matches!(chunk.kind, ChunkKind::Float { .. }))?;
    match first.kind {
        ChunkKind::Paragraph { .. } => Some(first),
        ChunkKind::Container { ref mut children, .. } => first_paragraph(children),
        _ => None,
    }
}
