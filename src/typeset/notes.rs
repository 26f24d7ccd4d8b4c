//! Footnotes: set as boxes, laid at the foot of the column that has their mark.
//!
//! A note too high for the foot of any column is no footnote any more: it stands after the block with its mark.

use super::decoration;
use super::flow::Chunk;
use super::strip::{Material, Slice, Strip, StripBuilder, joined};
use crate::base::{Pt, Rect};
use crate::page::Item;
use crate::style::{PageStyle, Style};

/// The share of a column's height that one note may take at its foot.
const HIGHEST: f32 = 0.5;

/// All notes, set.
pub(super) struct Notes {
    notes: Vec<Note>,
    gap: Pt,
    rule: Vec<Item>,
}

enum Note {
    /// At the foot of a column.
    Foot(Box<Slice>),
    /// In the text.
    InText(Vec<Slice>),
}

impl Notes {
    /// Sets every note to its measure. `limit` is the height of a column.
    pub(super) fn set(chunks: &[Chunk<'_>], material: &mut Material<'_>, page: &PageStyle, body: &Style, limit: Pt) -> Self {
        let mut set: Vec<Vec<Slice>> = Vec::with_capacity(chunks.len());
        for chunk in chunks {
            let builder = StripBuilder::new(material, body.line_height, limit * HIGHEST);
            let Strip { mut slices, .. } = builder.strip(std::slice::from_ref(chunk));
            slices.iter_mut().for_each(|slice| slice.line = None);
            set.push(slices);
        }
        follow_marks(&mut set);
        let height = |slices: &[Slice]| slices.iter().map(|slice| slice.above + slice.height).sum::<Pt>();
        let is_high = |slices: &[Slice]| height(slices) > limit * HIGHEST;
        let note =
            |slices: Vec<Slice>| if is_high(&slices) { Note::InText(slices) } else { Note::Foot(Box::new(joined(slices, Pt::ZERO))) };
        let notes = set.into_iter().map(note).collect();
        let width = chunks.first().map_or(Pt::ZERO, |chunk| page.footnote_rule_length.of(chunk.width));
        let border = page.footnote_rule;
        // The rule stands halfway into the gap.
        let area = Rect { x: Pt::ZERO, y: page.footnote_gap / 2.0, width, height: border.width };
        let rule = decoration::horizontal(border, border.color.unwrap_or(body.color), area);
        Self { notes, gap: page.footnote_gap, rule }
    }

    /// The height that some notes take at the foot of a column, the gap above them included.
    pub(super) fn height(&self, numbers: &[usize]) -> Pt {
        let mut heights = self.at_foot(numbers).map(|note| note.height).peekable();
        if heights.peek().is_none() { Pt::ZERO } else { self.gap + heights.sum() }
    }

    /// The foot of a column as one slice, from the top of the gap.
    pub(super) fn foot(&self, numbers: &[usize]) -> Slice {
        let mut foot = joined(self.at_foot(numbers).cloned().collect(), self.gap);
        foot.items.splice(0..0, self.rule.iter().cloned());
        foot
    }

    /// A strip with the notes that are too high for a foot, each after the block with its mark. `limit` is the height of a
    /// column: where a slice and its notes together are higher, its notes stand after it too.
    pub(super) fn with_text_notes(&self, slices: Vec<Slice>, limit: Pt) -> Vec<Slice> {
        if slices.iter().all(|slice| slice.notes.is_empty()) {
            return slices;
        }
        let mut text = Vec::with_capacity(slices.len());
        let mut waiting: Vec<Slice> = Vec::new();
        for mut slice in slices {
            if slice.opens {
                text.append(&mut waiting);
            }
            for &number in &slice.notes {
                if let Some(Note::InText(note)) = self.notes.get(number) {
                    waiting.extend(note.iter().cloned());
                }
            }
            if !slice.notes.is_empty() && slice.height + self.height(&slice.notes) > limit {
                waiting.extend(self.at_foot(&std::mem::take(&mut slice.notes)).cloned());
            }
            text.push(slice);
        }
        text.append(&mut waiting);
        text
    }

    fn at_foot<'n>(&'n self, numbers: &'n [usize]) -> impl Iterator<Item = &'n Slice> {
        numbers.iter().filter_map(|&number| match self.notes.get(number) {
            Some(Note::Foot(slice)) => Some(slice.as_ref()),
            _ => None,
        })
    }
}

/// Puts each note that a note has after it; such notes are numbered after the one that has their mark.
fn follow_marks(set: &mut [Vec<Slice>]) {
    for number in (0..set.len()).rev() {
        let marks: Vec<usize> = set[number].iter_mut().flat_map(|slice| slice.notes.extract_if(.., |inner| *inner > number)).collect();
        for inner in marks {
            let mut slices = set.get_mut(inner).map(std::mem::take).unwrap_or_default();
            set[number].append(&mut slices);
        }
    }
}
