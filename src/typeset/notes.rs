//! Footnotes: set as boxes, laid at the foot of the column that has their mark.

use super::decoration;
use super::flow::Chunk;
use super::strip::{Material, Slice, StripBuilder, joined, shift};
use crate::base::{Pt, Rect};
use crate::page::Item;
use crate::style::{PageStyle, Style};

/// All notes, set.
pub(super) struct Notes {
    notes: Vec<Slice>,
    gap: Pt,
    rule: Vec<Item>,
}

impl Notes {
    /// Sets every note to its measure.
    pub fn set(chunks: &[Chunk<'_>], material: &mut Material<'_>, page: &PageStyle, body: &Style, limit: Pt) -> Self {
        let mut notes = Vec::new();
        for chunk in chunks {
            let builder = StripBuilder::new(material, body.line_height, limit);
            let (slices, _) = builder.strip(std::slice::from_ref(chunk));
            notes.push(joined(slices, Pt::ZERO));
        }
        let width = chunks.first().map_or(Pt::ZERO, |chunk| page.footnote_rule_length.of(chunk.width));
        let border = page.footnote_rule;
        // The rule stands halfway into the gap.
        let area = Rect { x: Pt::ZERO, y: page.footnote_gap / 2.0, width, height: border.width };
        let rule = decoration::horizontal(border, border.color.unwrap_or(body.color), area);
        Self { notes, gap: page.footnote_gap, rule }
    }

    /// The height that some notes take at the foot of a column, the gap above them included.
    pub fn height(&self, numbers: &[usize]) -> Pt {
        if numbers.is_empty() {
            return Pt::ZERO;
        }
        self.gap + numbers.iter().filter_map(|&number| self.notes.get(number)).map(|note| note.height).sum()
    }

    /// The foot of a column as one slice, from the top of the gap.
    pub fn foot(&self, numbers: &[usize]) -> Slice {
        let notes = numbers.iter().filter_map(|&number| self.notes.get(number)).cloned().collect();
        let mut foot = joined(notes, self.gap);
        let mut rule = self.rule.clone();
        shift(&mut rule, Pt::ZERO, Pt::ZERO);
        foot.items.splice(0..0, rule);
        foot
    }
}
