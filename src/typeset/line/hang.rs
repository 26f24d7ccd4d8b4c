//! Optical margins: how far stops, hyphens and open letters hang out, so that the edges of a column look straight.

use super::eastern;
use super::hyphenate::{BreakKind, Opportunity};
use super::linebreak::Hang;
use super::shaper::Shaper;
use crate::typeset::words::{Direction, Run, Words};

/// The share of a character's width that hangs out at the left and at the right.
///
/// Values after the defaults of the microtype package (its `character inheritance` tables), in hundredths.
fn shares(character: char) -> (f32, f32) {
    let (left, right) = match character {
        // Eastern marks are half a square wide and half empty.
        '、' | '。' | '，' | '．' | '」' | '』' | '）' | '】' | '》' | '〉' | '〕' => (0, 50),
        '「' | '『' | '（' | '【' | '《' | '〈' | '〔' => (50, 0),
        '.' | ',' => (0, 70),
        ':' | ';' => (0, 45),
        '!' | '?' => (0, 15),
        '-' | '\u{2010}' | '\u{AD}' => (40, 55),
        '–' => (20, 25),
        '—' => (15, 18),
        '‘' | '’' | '‚' | '‹' | '›' => (50, 60),
        '“' | '”' | '„' | '«' | '»' | '"' | '\'' => (40, 50),
        '(' => (10, 0),
        ')' => (0, 15),
        'A' | 'T' | 'V' | 'W' | 'X' | 'Y' | 'v' | 'w' | 'x' => (5, 5),
        'F' | 'K' | 'L' | 'k' | 'r' | 'y' => (0, 5),
        'J' => (5, 0),
        _ => (0, 0),
    };
    (left as f32 / 100.0, right as f32 / 100.0)
}

/// What hangs out at every place where a line of the paragraph may end.
pub(in crate::typeset) fn hang(words: &Words, places: &[Opportunity], shaper: &Shaper<'_>) -> Hang {
    let hyphen = places.iter().map(|place| if place.kind == BreakKind::Hyphen { hyphen_width(words, place.end, shaper) } else { 0.0 });
    let hyphen: Vec<f32> = hyphen.collect();
    if !words.setting.hang || words.setting.direction == Direction::RightToLeft {
        return Hang { right: vec![0.0; places.len()], left: vec![0.0; places.len() + 1], hyphen };
    }
    let right = places.iter().zip(&hyphen).map(|(place, &hyphen)| match place.kind {
        BreakKind::Hyphen => hyphen * shares('-').1,
        _ => at_right(words, place.end, shaper),
    });
    let left = std::iter::once(0).chain(places.iter().map(|place| place.next)).map(|start| at_left(words, start, shaper));
    Hang { right: right.collect(), left: left.collect(), hyphen }
}

/// What hangs out to the right of a line that ends before this byte.
pub(super) fn at_right(words: &Words, end: usize, shaper: &Shaper<'_>) -> f32 {
    words.text[..end].chars().next_back().map_or(0.0, |last| {
        let share = shares(last).1;
        let gone = share == 0.0 || run_at(words, end - last.len_utf8()).is_some_and(|run| eastern::is_closed_up(words, end, run));
        if gone { 0.0 } else { share * width(words, end - last.len_utf8(), last, shaper) }
    })
}

/// What hangs out to the left of a line that starts at this byte.
pub(super) fn at_left(words: &Words, start: usize, shaper: &Shaper<'_>) -> f32 {
    words.text[start..].chars().next().map_or(0.0, |first| {
        let share = shares(first).0;
        if share == 0.0 { 0.0 } else { share * width(words, start, first, shaper) }
    })
}

/// The width of the hyphen that would be added at a place.
pub(super) fn hyphen_width(words: &Words, at: usize, shaper: &Shaper<'_>) -> f32 {
    width(words, at.saturating_sub(1), words.setting.hyphen, shaper)
}

/// The run in which a byte of the text stands.
pub(super) fn run_at(words: &Words, at: usize) -> Option<&Run> {
    let index = words.runs.partition_point(|run| run.range.end <= at);
    words.runs.get(index)
}

fn width(words: &Words, at: usize, character: char, shaper: &Shaper<'_>) -> f32 {
    let Some(run) = run_at(words, at) else { return 0.0 };
    let face = shaper.fonts().face(run.look.face);
    face.glyph(character).map_or(0.0, |glyph| face.advance(glyph) * run.look.size.0 / 1000.0)
}
