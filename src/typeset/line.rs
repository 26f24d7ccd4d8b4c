//! Lines: a paragraph's words become lines, each paragraph by itself, on all cores.
//!
//! [`itemize`] divides words where script, direction or font change, [`shaper`] makes glyphs of them, [`hyphenate`] says where
//! lines may end, [`linebreak`] chooses the ends that make the whole paragraph best, and [`justify`] sets each line.

pub(super) mod continuation;
mod eastern;
mod echo;
mod elastic;
pub(super) mod first_line;
mod hang;
pub(super) mod hyphenate;
pub(super) mod itemize;
pub(super) mod justify;
mod known_words;
pub(super) mod leaders;
mod linebreak;
pub(super) mod overlong;
mod ruling;
mod shape;
pub(super) mod shaper;

use rayon::prelude::*;

use self::justify::Line;
use self::shaper::{Shaper, Shapers};
use super::words::Words;

/// Sets all paragraphs.
pub(super) fn set_all(paragraphs: &mut [Words], shapers: &Shapers<'_>) -> Vec<Vec<Line>> {
    paragraphs.par_iter_mut().map_init(|| shapers.shaper(), |shaper, words| set(words, shaper)).collect()
}

/// Sets a paragraph.
pub(super) fn set(words: &mut Words, shaper: &mut Shaper<'_>) -> Vec<Line> {
    let mut lines = first_line::paragraph(words, shaper);
    words.forced = overlong::breaks(words, &lines);
    if !words.forced.is_empty() {
        lines = first_line::paragraph(words, shaper);
    }
    leaders::stretch(words, &mut lines);
    continuation::mark(words, &mut lines);
    lines
}
