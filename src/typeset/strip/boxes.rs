//! Boxes in a strip: those that columns may cut, those that are kept whole, and those that are taken out of the text.

use std::sync::Arc;

use super::{Cut, Slice, Strip, StripBuilder, WIDOW, joined, shift};
use crate::base::{Pt, Rect};
use crate::typeset::decoration::{self, frame};
use crate::typeset::flow::{Chunk, FloatBox, PullQuoteBox, is_decorated};

/// The share of a column up to which what wants to stay whole does. Beyond it, the gap before it would be worse.
pub(in crate::typeset) const KEPT: f32 = 0.6;

impl StripBuilder<'_, '_> {
    /// A box that columns may cut: only its spaces and what is in it matter.
    pub(super) fn open_box(&mut self, chunk: &Chunk<'_>, children: &[Chunk<'_>]) {
        let style = chunk.style;
        self.pending += style.padding.top.of(chunk.width) + style.border.top.width;
        let (first, before) = (self.slices.len(), self.pending);
        self.chunks(children);
        if style.least_height() > Pt::ZERO {
            let own = self.slices.get(first..).unwrap_or_default().iter().map(|slice| slice.above + slice.height).sum::<Pt>();
            let space = self.slices.get(first).map_or(Pt::ZERO, |slice| slice.above.min(before));
            self.pending += (style.least_height() - (own - space)).max(Pt::ZERO);
        }
        self.pending += style.padding.bottom.of(chunk.width) + style.border.bottom.width;
    }

    pub(super) fn whole_box(&mut self, chunk: &Chunk<'_>, children: &[Chunk<'_>], pull_quote: Option<PullQuoteBox>) {
        let style = chunk.style;
        let top = style.padding.top.of(chunk.width) + style.border.top.width;
        let bottom = style.padding.bottom.of(chunk.width) + style.border.bottom.width;
        let Strip { mut slices, mut below } = self.inner(self.limit - top - bottom).strip(children);
        if top == Pt::ZERO {
            // Nothing parts the box's edge from its first block: their margins are one.
            if let Some(first) = slices.first_mut() {
                self.pending = self.pending.max(first.above);
                first.above = Pt::ZERO;
            }
        }
        let outer_below = if bottom == Pt::ZERO { std::mem::take(&mut below) } else { Pt::ZERO };
        let own = slices.iter().map(|slice| slice.above + slice.height).sum::<Pt>() + below;
        let height = own.max(style.least_height()) + top + bottom;
        let lone = slices.len() < 2 || pull_quote.is_some();
        if height > self.limit || (height > self.limit * KEPT && !lone) {
            self.divided_box(chunk, slices, top, bottom + below);
        } else {
            let mut whole = joined(slices, top);
            whole.height = height;
            whole.pull_quote = pull_quote;
            let area = Rect { x: chunk.x, y: Pt::ZERO, width: chunk.width, height };
            whole.items.splice(0..0, frame(style, area));
            self.push(whole);
        }
        self.pending = self.pending.max(outer_below);
    }

    /// A box that is too high to be kept whole: each of its slices has its part of the frame.
    pub(super) fn divided_box(&mut self, chunk: &Chunk<'_>, slices: Vec<Slice>, top: Pt, bottom: Pt) {
        let style = chunk.style;
        let drawn = is_decorated(style);
        let last = slices.len().saturating_sub(1);
        let inside: Pt = slices.iter().map(|slice| slice.above + slice.height).sum();
        let first_above = slices.first().map_or(Pt::ZERO, |first| first.above);
        let mut whole = Rect { x: chunk.x, y: Pt::ZERO, width: chunk.width, height: top + inside - first_above + bottom };
        for (number, mut slice) in slices.into_iter().enumerate() {
            slice.line = None;
            if drawn {
                // What parts the slices is part of the box, so that its sides run through.
                let above = if number == 0 { top } else { std::mem::replace(&mut slice.above, Pt::ZERO) };
                let below = if number == last { bottom } else { Pt::ZERO };
                shift(&mut slice.items, Pt::ZERO, above);
                slice.links.iter_mut().for_each(|(area, _)| *area = area.moved(Pt::ZERO, above));
                slice.anchors.iter_mut().for_each(|(_, down)| *down += above);
                slice.height += above + below;
                slice.on_grid = false;
                let area = Rect { x: chunk.x, y: Pt::ZERO, width: chunk.width, height: slice.height };
                slice.items.splice(0..0, decoration::part_of_frame(style, area, whole, number == 0, number == last));
                whole.y -= slice.height;
            } else {
                self.pending = self.pending.max(slice.above);
            }
            if number > 0 && (number == 1 || number == last) && slice.cut == Cut::Free {
                slice.cut = Cut::Price(WIDOW);
            }
            self.push(slice);
        }
    }

    /// A box that may be moved: what stands around it must not notice where it was written.
    pub(super) fn movable_box(&mut self, chunk: &Chunk<'_>, children: &[Chunk<'_>], quote: PullQuoteBox) {
        let pending = std::mem::replace(&mut self.pending, chunk.above);
        let next = std::mem::replace(&mut self.next, Cut::Free);
        self.anchors.push(chunk.node);
        let before = self.slices.len();
        self.whole_box(chunk, children, Some(quote));
        if let [.., moved] = &mut self.slices[before..] {
            moved.below = chunk.below.max(self.pending);
        }
        self.pending = pending;
        self.next = next;
    }

    /// A box that is taken out of the text; where it is higher than a column, one for each column that it takes.
    pub(super) fn float(&mut self, children: &[Chunk<'_>], float: FloatBox) {
        let Strip { slices, below } = self.inner(self.limit).strip(children);
        let mut parts: Vec<Vec<Slice>> = Vec::new();
        let mut height = Pt::ZERO;
        for mut slice in slices {
            let more = slice.above + slice.height;
            match parts.last_mut().filter(|_| height + more <= self.limit) {
                Some(part) => part.push(slice),
                None => {
                    if let Some(heading) = slice.heading.take() {
                        height = heading.height;
                        parts.push(vec![Arc::unwrap_or_clone(heading), slice]);
                    } else {
                        height = Pt::ZERO;
                        parts.push(vec![slice]);
                    }
                }
            }
            height += more;
        }
        let last = parts.len().saturating_sub(1);
        for (number, mut part) in parts.into_iter().enumerate() {
            let above = part.first_mut().map_or(Pt::ZERO, |first| std::mem::take(&mut first.above));
            let own = part.last().map_or(Pt::ZERO, |last| last.below);
            let below = if number == last { own.max(below) } else { own };
            let whole = joined(part, Pt::ZERO);
            self.slices.push(Slice { above, below, float: Some(float), ..whole });
        }
    }
}
