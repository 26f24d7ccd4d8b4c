//! Words that no line can hold: where they are broken, so that nothing runs off the page (CSS Text 3, overflow-wrap).

use super::justify::Line;
use crate::base::Pt;
use crate::page::ItemKind;
use crate::typeset::words::Words;

/// How far a word may stand out of its measure before it is broken, as a share of the measure.
const OVERHANG: f32 = 0.12;

/// Where the words of lines that stand out must be broken: bytes of the paragraph, in order.
pub(in crate::typeset) fn breaks(words: &Words, lines: &[Line]) -> Vec<usize> {
    let mut breaks = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let measure = words.setting.measure_of(number);
        let one_word = !words.text.get(line.start..line.end).unwrap_or_default().trim().contains(' ');
        if one_word && line.width > measure * (1.0 + OVERHANG) {
            breaks.extend(breaks_of(line, measure).filter(|&at| words.text.is_char_boundary(at) && at < line.end));
        }
    }
    breaks
}

/// The places in a line at which its glyphs fill one measure after the other.
fn breaks_of(line: &Line, measure: Pt) -> impl Iterator<Item = usize> {
    let mut breaks = Vec::new();
    let (mut filled, mut offset) = (Pt::ZERO, line.start);
    for item in &line.items {
        let ItemKind::Glyphs(run) = &item.kind else { continue };
        for glyph in run.glyphs.iter() {
            if filled > Pt::ZERO && filled + glyph.advance > measure {
                breaks.push(offset + glyph.start as usize);
                filled = Pt::ZERO;
            }
            filled += glyph.advance;
        }
        offset += run.text.len();
    }
    breaks.into_iter()
}
