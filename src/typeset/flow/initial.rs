//! The initial: a first letter that is several lines high, its top level with the capitals of the first line and its
//! foot on the baseline of the last (CSS Inline 3, initial-letter).

use crate::base::{Point, Pt};
use crate::font::FontLibrary;
use crate::model::NodeId;
use crate::page::{Glyph, GlyphRun, Item, ItemKind, Mark};
use crate::style::Styled;
use crate::typeset::words::{self, Run, Words};

/// The space between an initial and the text beside it, as a share of the text size.
const GAP: f32 = 0.55;

/// An initial, ready to be drawn beside its paragraph.
#[derive(Debug)]
pub(in crate::typeset) struct Initial {
    /// Its glyphs, from the paragraph's left edge and top.
    pub item: Item,
    /// The letters it shows.
    pub letters: String,
    /// How many lines stand beside it.
    pub lines: usize,
}

/// Takes the first letter out of a paragraph, where its style asks for an initial, and narrows the lines beside it.
pub(in crate::typeset) fn take(words: &mut Words, block: NodeId, styled: &Styled, fonts: &FontLibrary) -> Option<Initial> {
    let style = styled.first_letter.get(&block)?;
    let letter = style.initial_letter?;
    let first = words.runs.first()?;
    let letters = first_letters(&words.text[first.range.clone()])?.to_owned();
    // A paragraph that would not reach below its initial does without.
    if words.text.len() < 160 {
        return None;
    }
    let lines = usize::from(letter.sink.max(1));
    let text_look = &first.look;
    let mut look = words::look(style, Pt::ZERO, fonts);
    let (face, text_face) = (fonts.face(look.face), fonts.face(text_look.face));
    // Cap height of the initial: the lines it spans, and the capitals of the text (CSS Inline 3, 7.4).
    let text_caps = text_look.size * (text_face.metrics.cap_height / 1000.0);
    let caps = words.setting.line_height * (letter.size - 1.0) + text_caps;
    look.size = caps / (face.metrics.cap_height / 1000.0);
    // The face for so large a letter may be another optical size; its capitals may differ in height.
    let large = crate::style::Style { font_size: look.size, ..style.clone() };
    look.face = words::face(&large, fonts);
    let face = fonts.face(look.face);
    look.size = caps / (face.metrics.cap_height / 1000.0);

    let mut glyphs = Vec::new();
    let mut pen = Pt::ZERO;
    let (mut left, mut right) = (Pt::ZERO, Pt::ZERO);
    for (index, character) in letters.chars().enumerate() {
        let id = face.glyph(character)?;
        let advance = look.size * (face.advance(id) / 1000.0);
        if let Some(ink) = face.ink(id, look.size) {
            if index == 0 {
                left = ink.x;
            }
            right = pen + ink.right();
        }
        glyphs.push(Glyph { id, advance, dx: Pt::ZERO, dy: Pt::ZERO, start: 0, end: 0 });
        pen += advance;
    }
    let width = right - left + text_look.size * GAP;
    if width > words.setting.measure / 2.0 {
        return None;
    }
    let baseline = words.setting.line_height * (lines as f32 - 1.0) + words.setting.baseline;
    let mark = first.mark;
    let run = GlyphRun {
        face: look.face,
        size: look.size,
        stretch: 1.0,
        color: look.color,
        origin: Point { x: -left, y: baseline },
        glyphs: glyphs.as_slice().into(),
        // The letter is read with the word it begins, not by itself: see `give_back`.
        text: "".into(),
    };
    cut(words, letters.len());
    words.setting.initial = Some((lines, width));
    words.setting.indent = Pt::ZERO;
    Some(Initial { item: Item { kind: ItemKind::Glyphs(run), mark }, letters, lines })
}

/// Lets the first glyph after an initial stand for the initial's letters too, so that the word is read whole.
pub(in crate::typeset) fn give_back(initial: &Initial, items: &mut [Item]) {
    let first = items.iter_mut().find_map(|item| match (&mut item.kind, item.mark) {
        (ItemKind::Glyphs(run), Mark::Content(_)) => Some(run),
        _ => None,
    });
    let Some(run) = first else { return };
    let shift = initial.letters.len() as u32;
    run.text = format!("{}{}", initial.letters, run.text).into();
    run.glyphs.edit(|glyphs| {
        for glyph in glyphs {
            glyph.start = if glyph.start == 0 { 0 } else { glyph.start + shift };
            glyph.end += shift;
        }
    });
}

/// The first letter with the punctuation before it (CSS Pseudo-Elements 4, 2.2.1).
fn first_letters(text: &str) -> Option<&str> {
    let mut end = 0;
    for character in text.chars() {
        end += character.len_utf8();
        if character.is_alphanumeric() {
            return Some(&text[..end]);
        }
        if character.is_whitespace() {
            return None;
        }
    }
    None
}

/// Removes the first bytes of a paragraph.
fn cut(words: &mut Words, length: usize) {
    words.text.drain(..length);
    words.anchors.iter_mut().for_each(|(at, _)| *at = at.saturating_sub(length));
    cut_runs(&mut words.runs, length);
    if let Some(first_line) = &mut words.first_line {
        first_line.versions().into_iter().for_each(|runs| cut_runs(runs, length));
    }
}

fn cut_runs(runs: &mut Vec<Run>, length: usize) {
    runs.retain_mut(|run| {
        let taken = length.saturating_sub(run.range.start).min(run.range.len());
        if let Some((_, offset)) = &mut run.source {
            *offset += taken;
        }
        run.range.start = run.range.start.saturating_sub(length);
        run.range.end = run.range.end.saturating_sub(length);
        run.range.start < run.range.end
    });
}
