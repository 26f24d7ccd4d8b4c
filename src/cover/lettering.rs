//! The words of a cover, as a drawing whose words become outlines: on the spine they run downwards.

use std::fmt::Write;

use crate::base::{Pt, Rect};
use crate::font::{FontLibrary, FontWish};

/// A drawing in the making.
pub(super) struct Lettering<'a> {
    fonts: &'a FontLibrary,
    color: &'a str,
    svg: String,
    is_empty: bool,
}

/// How words look.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub(super) family: &'static str,
    pub(super) weight: u16,
    pub(super) size: Pt,
}

impl<'a> Lettering<'a> {
    /// A drawing as large as the wrap; `color` as CSS writes it.
    pub(super) fn new(fonts: &'a FontLibrary, color: &'a str, (width, height): (Pt, Pt)) -> Self {
        let svg =
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\">", width.0, height.0);
        Self { fonts, color, svg, is_empty: true }
    }

    /// How wide words are.
    pub(super) fn width(&self, words: &str, look: Look) -> Pt {
        let wish = FontWish { family: look.family, weight: look.weight, italic: false, size: look.size };
        let Some(face) = self.fonts.select(wish).map(|id| self.fonts.face(id)) else { return Pt::ZERO };
        let of = |character| look.size * (face.advance(face.glyph(character).unwrap_or_else(|| face.substitute())) / 1000.0);
        words.chars().map(of).sum()
    }

    /// Words in lines no wider than a measure.
    pub(super) fn lines(&self, words: &str, look: Look, measure: Pt) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in words.split_whitespace() {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}"), look) <= measure => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }

    /// A line that starts at a place on its baseline.
    pub(super) fn line(&mut self, words: &str, look: Look, x: Pt, y: Pt) {
        self.text(words, look, self.color, "start", &format!("translate({} {})", x.0, y.0));
    }

    /// Something black in the middle over a place, such as the digits of a barcode.
    pub(super) fn black_middle(&mut self, words: &str, look: Look, x: Pt, y: Pt) {
        self.text(words, look, "#000000", "middle", &format!("translate({} {})", x.0, y.0));
    }

    /// A line in the middle of an area, read from the top downwards.
    pub(super) fn downwards(&mut self, words: &str, look: Look, area: Rect) {
        // Half the height of capitals beside the middle, so that they stand in it.
        let (x, y) = (area.x + area.width / 2.0 - look.size * 0.34, area.y + area.height / 2.0);
        self.text(words, look, self.color, "middle", &format!("translate({} {}) rotate(90)", x.0, y.0));
    }

    fn text(&mut self, words: &str, look: Look, color: &str, anchor: &str, transform: &str) {
        self.is_empty = false;
        let Look { family, weight, size } = look;
        // Writing to a string never fails.
        let _ = write!(
            self.svg,
            "<text transform=\"{transform}\" font-family=\"{family}\" font-weight=\"{weight}\" font-size=\"{}\" fill=\"{color}\" text-anchor=\"{anchor}\">{}</text>",
            size.0,
            escaped(words)
        );
    }

    /// The drawing; nothing if it says nothing.
    pub(super) fn finish(mut self) -> Option<String> {
        self.svg.push_str("</svg>");
        (!self.is_empty).then_some(self.svg)
    }
}

fn escaped(words: &str) -> String {
    words.chars().filter(|c| !c.is_control()).fold(String::new(), |mut text, c| {
        match c {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            c => text.push(c),
        }
        text
    })
}
