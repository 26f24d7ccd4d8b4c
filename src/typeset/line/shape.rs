//! Shaping: the words of a paragraph become glyphs, whose widths are summed up for whoever breaks lines.

use super::eastern;
use super::shaper::Shaper;
use crate::page::Glyph;
use crate::typeset::words::{Run, Words};

/// The glyphs of a whole paragraph, in reading order, with its widths summed up.
#[derive(Debug)]
pub(in crate::typeset) struct Shaped {
    /// Glyphs of each run; their text ranges count from the start of the paragraph.
    pub runs: Vec<Vec<Glyph>>,
    /// The natural width of the text up to each byte.
    pub width: Vec<f32>,
    /// The width of the word spaces up to each byte.
    pub spaces: Vec<f32>,
    /// How many ems of characters that may be spaced out, as Chinese and Japanese ones are, up to each byte.
    pub gaps: Vec<f32>,
    /// Whether a line may be cut at each byte without shaping it anew.
    pub safe: Vec<bool>,
    /// Where pictures and formulas stand, and how wide they are.
    insets: Vec<(usize, f32)>,
}

impl Shaped {
    /// How much of a stretch is pictures and formulas, which neither stretch nor shrink.
    pub fn rigid(&self, start: usize, end: usize) -> f32 {
        let first = self.insets.partition_point(|&(at, _)| at < start);
        self.insets.iter().skip(first).take_while(|&&(at, _)| at < end).map(|&(_, width)| width).sum()
    }
}

impl Shaper<'_> {
    /// Shapes every run of a paragraph.
    pub fn paragraph(&mut self, words: &Words) -> Shaped {
        let length = words.text.len();
        let mut advances = vec![0.0f32; length];
        let mut safe = vec![false; length + 1];
        let mut gaps = vec![0.0f32; length + 1];
        let mut runs = Vec::with_capacity(words.runs.len());
        let mut insets = Vec::new();
        let stretch =
            |run: &Run| if run.inset.is_some() { (Vec::new(), Vec::new()) } else { self.stretch(&words.text, run.range.clone(), run) };
        let mut shaped: Vec<(Vec<Glyph>, Vec<bool>)> = words.runs.iter().map(stretch).collect();
        if words.runs.iter().any(Run::is_spaced_out) {
            eastern::space(&words.runs, &words.text, &mut shaped);
        }
        for (run, (glyphs, cuts)) in words.runs.iter().zip(shaped) {
            if let Some(inset) = &run.inset {
                insets.push((run.range.start, inset.width().0));
                advances[run.range.start] = inset.width().0;
                runs.push(Vec::new());
                continue;
            }
            for (glyph, cut) in glyphs.iter().zip(cuts) {
                advances[glyph.start as usize] += glyph.advance.0;
                safe[glyph.start as usize] |= cut;
                if run.is_spaced_out() {
                    gaps[glyph.start as usize] = run.look.size.0;
                }
            }
            spread_over_ligatures(&glyphs, &mut advances, &words.text);
            runs.push(glyphs);
        }
        for run in &words.runs {
            safe[run.range.start] = true;
        }
        safe[length] = true;
        let (width, spaces) = sums(&advances, words.text.as_bytes());
        let mut sum = 0.0;
        for gap in &mut gaps {
            (*gap, sum) = (sum, sum + *gap);
        }
        Shaped { runs, width, spaces, gaps, safe, insets }
    }
}

/// The sums of all advances and of the word spaces, up to each byte.
fn sums(advances: &[f32], text: &[u8]) -> (Vec<f32>, Vec<f32>) {
    let (mut width, mut space) = (0.0, 0.0);
    let (mut widths, mut spaces) = (Vec::with_capacity(advances.len() + 1), Vec::with_capacity(advances.len() + 1));
    for (at, advance) in advances.iter().enumerate() {
        widths.push(width);
        spaces.push(space);
        width += advance;
        if is_word_space(text, at) {
            space += advance;
        }
    }
    widths.push(width);
    spaces.push(space);
    (widths, spaces)
}

/// Whether a word space starts at this byte: one that may be stretched. Narrow and figure spaces stay as they are.
pub(super) fn is_word_space(text: &[u8], at: usize) -> bool {
    text[at] == b' ' || (text[at] == 0xC2 && text.get(at + 1) == Some(&0xA0))
}

/// Gives each letter of a ligature its share, so that a word divided inside one is measured about right.
fn spread_over_ligatures(glyphs: &[Glyph], advances: &mut [f32], text: &str) {
    // One glyph of each cluster is enough: all of them have its range.
    for glyphs in glyphs.chunk_by(|a, b| a.start == b.start) {
        let Some(glyph) = glyphs.first() else { continue };
        let Some(cluster) = text.get(glyph.start as usize..glyph.end as usize) else { continue };
        let letters = cluster.chars().count();
        if letters > 1 {
            let share = advances[glyph.start as usize] / letters as f32;
            for (at, _) in cluster.char_indices() {
                advances[glyph.start as usize + at] = share;
            }
        }
    }
}
