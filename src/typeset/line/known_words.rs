//! Words that were shaped before: a text has few words, each many times.
//!
//! A word is remembered with the space after it, in units of the font. Where font and letters make that space depend on the
//! word behind it, both are one.

use std::collections::HashMap;

/// A glyph in units of its font.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub glyph: u32,
    pub advance: i32,
    pub dx: i32,
    pub dy: i32,
    /// The first byte of what it shows, from the start of the text that was shaped.
    pub start: u32,
    /// Whether a line may be cut before it without shaping it anew.
    pub safe: bool,
}

/// How many words are remembered, and how many partings. The frequent ones come early in every text.
const MOST: usize = 32_768;
/// What is longer, in bytes, is hardly met again.
const LONGEST: usize = 64;

/// The words of one shaping plan.
#[derive(Default)]
pub(super) struct KnownWords {
    words: HashMap<Box<str>, Box<[Shape]>>,
    /// Whether the characters before and after a space let what is before and after it be shaped apart.
    partings: HashMap<(char, char), bool>,
}

impl KnownWords {
    /// Shapes a text from left to right: words that are known from memory, others by `shape`.
    pub fn shape(&mut self, text: &str, shape: &mut impl FnMut(&str) -> Vec<Shape>) -> Vec<Shape> {
        let mut shapes = Vec::with_capacity(text.len());
        let mut from = 0;
        for space in memchr::memchr_iter(b' ', text.as_bytes()) {
            if self.parts(text, space, shape) {
                self.word(&text[from..=space], from, &mut shapes, shape);
                from = space + 1;
            }
        }
        self.word(&text[from..], from, &mut shapes, shape);
        shapes
    }

    /// Adds the shapes of a word that begins at a byte of the text.
    fn word(&mut self, word: &str, from: usize, shapes: &mut Vec<Shape>, shape: &mut impl FnMut(&str) -> Vec<Shape>) {
        let moved = |shape: &Shape| Shape { start: shape.start + from as u32, ..*shape };
        if let Some(known) = self.words.get(word) {
            return shapes.extend(known.iter().map(moved));
        }
        let new = shape(word);
        shapes.extend(new.iter().map(moved));
        if word.len() <= LONGEST && self.words.len() < MOST {
            self.words.insert(word.into(), new.into());
        }
    }

    /// Whether what follows a space looks as it would without what stands before.
    fn parts(&mut self, text: &str, space: usize, shape: &mut impl FnMut(&str) -> Vec<Shape>) -> bool {
        let (Some(before), Some(after)) = (text[..space].chars().next_back(), text[space + 1..].chars().next()) else { return false };
        if let Some(known) = self.partings.get(&(before, after)) {
            return *known;
        }
        let pair = format!("{before} {after}");
        let last = (before.len_utf8() + 1) as u32;
        let parts = shape(&pair).iter().any(|shape| shape.start == last && shape.safe);
        if self.partings.len() < MOST {
            self.partings.insert((before, after), parts);
        }
        parts
    }
}
