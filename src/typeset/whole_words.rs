//! Words that columns part: a paragraph in which a column ends in the middle of a word is set anew, in as many lines, so that
//! the word stands whole on one page. Where that would be seen, the column had better end elsewhere, and its price rises.

use std::collections::{BTreeMap, BTreeSet};

use super::flow::{Chunk, ChunkKind, Flow};
use super::line;
use super::line::justify::Line;
use super::paginate::Plan;
use super::settle::{Setting, collect_paragraphs};
use super::strip::{Lending, Material, Slice, Strip, StripBuilder};
use crate::base::Pt;

/// A paragraph and how many of its lines stand before the end of a column.
type ColumnEnd = (usize, usize);

impl<'a> Setting<'a> {
    /// Sets paragraphs anew in which a word is parted by the end of a column. Returns for each region whether its columns have
    /// to be found again. `tried` are the places that were seen before.
    pub(super) fn keep_words_whole(
        &self,
        flow: &mut Flow<'a>,
        lines: &mut [Vec<Line>],
        strips: &mut [Strip],
        plan: &Plan<'_>,
        tried: &mut BTreeSet<ColumnEnd>,
    ) -> Vec<bool> {
        let Flow { regions, paragraphs, .. } = flow;
        let mut changed = vec![false; strips.len()];
        let parted: Vec<(usize, usize)> = plan.parted_words(strips).collect();
        if parted.is_empty() {
            return changed;
        }
        let mut shaper = self.shapers.shaper();
        let mut chunks: BTreeMap<usize, BTreeMap<usize, &Chunk<'_>>> = BTreeMap::new();
        for (index, at) in parted {
            let Some((region, strip)) = regions.get(index).zip(strips.get_mut(index)) else { continue };
            let Some((paragraph, before)) = strip.slices.get(at).and_then(|slice| slice.line) else { continue };
            let Some(own) = own_slices(&strip.slices, paragraph, at - before.min(at)) else { continue };
            if !tried.insert((paragraph, before)) {
                continue;
            }
            let known = chunks.entry(index).or_insert_with(|| {
                let mut found = BTreeMap::new();
                collect_paragraphs(&region.chunks, &mut found);
                found
            });
            let Some(chunk) = known.get(&paragraph).copied() else { continue };
            let words = &mut paragraphs[paragraph];
            words.column_ends.push(before);
            let set = line::set(words, &mut shaper);
            if set.len() != own.len() {
                words.column_ends.pop();
                continue;
            }
            lines[paragraph] = set;
            for &(marker, _) in markers(chunk) {
                // It was handed out with the first line.
                lines[marker] = line::set(&mut paragraphs[marker], &mut shaper);
            }
            let mut material = Material { tree: self.tree, words: paragraphs, lines: &mut *lines, lending: Lending::Copied };
            let new = StripBuilder::new(&mut material, region.grid, self.frame.least_height(region.page, region.grid));
            replace(&mut strip.slices[own], new.strip(std::slice::from_ref(chunk)).slices);
            changed[index] = true;
        }
        changed
    }
}

/// The bullets and numbers that stand before a paragraph.
fn markers<'c>(chunk: &'c Chunk<'_>) -> &'c [(usize, Pt)] {
    match &chunk.kind {
        ChunkKind::Paragraph { markers, .. } => markers,
        _ => &[],
    }
}

/// The slices of a paragraph's lines, if they stand together and all of them may be set anew.
fn own_slices(slices: &[Slice], paragraph: usize, start: usize) -> Option<std::ops::Range<usize>> {
    let lines = slices.get(start..)?.iter().enumerate().take_while(|(number, slice)| slice.line == Some((paragraph, *number)));
    let count = lines.count();
    let whole = slices.get(start + count).is_none_or(|next| next.line.is_none_or(|(other, _)| other != paragraph));
    (count > 0 && whole).then_some(start..start + count)
}

/// Puts lines in the place of others, with what stood around them.
fn replace(old: &mut [Slice], new: Vec<Slice>) {
    for (number, (old, mut new)) in old.iter_mut().zip(new).enumerate() {
        if number == 0 {
            (new.above, new.cut, new.clear) = (old.above, old.cut, old.clear);
            new.anchors = std::mem::take(&mut old.anchors);
        }
        new.below = old.below;
        *old = new;
    }
}
