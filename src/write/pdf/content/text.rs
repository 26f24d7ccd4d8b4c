//! Lines of glyphs: one string for each run where the font's own widths do not fit, numbers between the glyphs where they
//! do not, and what glyphs say where their font does not say it.
//!
//! Widths in a PDF are those of the font; the typesetter's advances hold kerning, word spaces and letter spaces too. The
//! difference is written as whole thousandths of the font size. What rounding takes from one glyph the next gives
//! back, so that no line drifts by more than half a thousandth of its size.

use pdf_writer::{Content, Name, Str, TextStr};

use super::Canvas;
use crate::page::{Glyph, GlyphRun};
use crate::write::pdf::font::{Font, clusters};
use crate::write::pdf::sheet::round;

/// A string of codes in the making; its buffers are used again for every string of the page.
#[derive(Default)]
pub(super) struct Line {
    /// Two bytes for each glyph.
    codes: Vec<u8>,
    /// Before which byte of the codes the pen is moved, and how far to the left, in thousandths of the font size.
    moves: Vec<(usize, f32)>,
}

impl Canvas<'_> {
    /// Draws a run of glyphs.
    pub(in crate::write::pdf) fn glyphs(&mut self, run: &GlyphRun) {
        let fonts = self.tools.fonts;
        let Some(font) = fonts.get(run.face) else { return };
        // A thousandth of the font size, stretched as the glyphs are.
        let unit = run.size.0 * run.stretch / 1000.0;
        if run.glyphs.is_empty() || !(unit.is_finite() && unit > 0.0) {
            return;
        }
        self.set_fill(self.tools.inks.paint(run.color), true);
        self.start_line(run, font);
        let (mut wanted, mut drawn, mut rise) = (0.0, 0.0, 0.0);
        for cluster in clusters(&run.glyphs) {
            let text = fonts.said(&run.text, cluster);
            let replaced = !says(font, cluster, text);
            if replaced {
                self.line.show(&mut self.content);
                self.content.begin_marked_content_with_properties(Name(b"Span")).properties().actual_text(TextStr(text));
            }
            for glyph in cluster {
                if glyph.dy.0 != rise {
                    self.line.show(&mut self.content);
                    rise = glyph.dy.0;
                    self.content.set_rise(round(rise));
                }
                let code = font.code(glyph.id);
                drawn += self.line.push(code, wanted + glyph.dx.0 / unit - drawn) + font.width(code);
                wanted += glyph.advance.0 / unit;
            }
            if replaced {
                self.line.show(&mut self.content);
                self.content.end_marked_content();
            }
        }
        self.line.show(&mut self.content);
        if rise != 0.0 {
            self.content.set_rise(0.0);
        }
    }

    /// Opens a text object if none is open, moves to the run's origin and sets its font.
    fn start_line(&mut self, run: &GlyphRun, font: &Font) {
        if self.text_object.is_none() {
            self.content.begin_text();
        }
        let size = round(run.size.0);
        if self.state.font != Some((run.face, size)) {
            self.state.font = Some((run.face, size));
            self.content.set_font(Name(font.name.as_bytes()), size);
        }
        let stretch = round(run.stretch * 100.0);
        if self.state.stretch.unwrap_or(100.0) != stretch {
            self.state.stretch = Some(stretch);
            self.content.set_horizontal_scaling(stretch);
        }
        // Moves are relative to the line before, in whole thousandths so that they add up exactly.
        let (x, y) = self.tools.sheet.place(run.origin);
        let origin = ((f64::from(x) * 1000.0).round() as i64, (f64::from(y) * 1000.0).round() as i64);
        let (last_x, last_y) = self.text_object.replace(origin).unwrap_or_default();
        let thousandths = |distance: i64| (distance as f64 / 1000.0) as f32;
        self.content.next_line(thousandths(origin.0 - last_x), thousandths(origin.1 - last_y));
    }
}

impl Line {
    /// Adds a glyph that should stand so much further right than the string would put it. Returns how far it was moved.
    fn push(&mut self, code: u16, offset: f32) -> f32 {
        let offset = offset.round();
        if offset != 0.0 {
            self.moves.push((self.codes.len(), -offset));
        }
        self.codes.extend(code.to_be_bytes());
        offset
    }

    /// Writes the string, if there is one, and starts anew.
    fn show(&mut self, content: &mut Content) {
        if self.moves.is_empty() {
            if !self.codes.is_empty() {
                content.show(Str(&self.codes));
            }
        } else {
            let mut positioned = content.show_positioned();
            let mut items = positioned.items();
            let mut from = 0;
            for &(at, amount) in &self.moves {
                if let Some(codes) = self.codes.get(from..at).filter(|codes| !codes.is_empty()) {
                    items.show(Str(codes));
                }
                items.adjust(amount);
                from = at;
            }
            items.show(Str(self.codes.get(from..).unwrap_or_default()));
        }
        self.codes.clear();
        self.moves.clear();
    }
}

/// Whether the font by itself says what a cluster says. Private characters mean nothing to others, so they are always
/// said where they stand (PDF/A-2, 6.2.11.7.3).
fn says(font: &Font, cluster: &[Glyph], text: &str) -> bool {
    match cluster {
        [glyph] => font.text(font.code(glyph.id)) == text && !text.chars().any(is_private),
        _ => false,
    }
}

fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}')
}
