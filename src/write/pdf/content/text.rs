//! Lines of glyphs: one string for each run where the font's own widths do not fit, numbers between the glyphs where they
//! do not, and what glyphs say where their font does not say it.
//!
//! Widths in a PDF are those of the font; the typesetter's advances hold kerning, word spaces and letter spaces too. The
//! letter space that most glyphs of a run have is set once; where a glyph needs more or less, the difference is written
//! as whole thousandths of the font size. What rounding takes from one glyph the next gives back, so that no line drifts
//! by more than half a thousandth of its size.

use pdf_writer::{Content, Name, Str, TextStr};

use super::Canvas;
use crate::page::{Glyph, GlyphRun};
use crate::write::pdf::font::{Font, clusters};
use crate::write::pdf::sheet::round;

/// A string of codes in the making; its buffers are used again for every string of the page.
#[derive(Default)]
pub(super) struct Line {
    /// The glyphs of a run.
    glyphs: Vec<Glyph>,
    /// Two bytes for each glyph.
    codes: Vec<u8>,
    /// Before which byte of the codes the pen is moved, and how far to the left, in thousandths of the font size.
    moves: Vec<(usize, f32)>,
    /// The letter space of each glyph of a run, in steps of [`LETTER_SPACE_STEP`].
    letter_spaces: Vec<i32>,
}

/// Letter spaces that differ by less than this, in thousandths of the font size, count as one.
const LETTER_SPACE_STEP: f32 = 0.125;

/// Shorter runs keep the letter space that is set: moving their glyphs costs less than setting another.
const SHORTEST_SPACED_RUN: usize = 4;

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
        let mut glyphs = std::mem::take(&mut self.line.glyphs);
        run.glyphs.read_into(&mut glyphs);
        let letter_space = self.start_line(run, &glyphs, font, unit);
        let (mut wanted, mut drawn, mut rise) = (0.0, 0.0, 0.0);
        for cluster in clusters(&glyphs) {
            let text = fonts.said(&run.text, cluster);
            let replaced = !says(font, cluster, text);
            if replaced {
                self.line.show(&mut self.content);
                self.content.begin_marked_content_with_properties(Name(b"Span")).properties().actual_text(TextStr(text));
            }
            let mut draw = |glyph: &Glyph, place: f32| {
                if glyph.dy.0 != rise {
                    self.line.show(&mut self.content);
                    rise = glyph.dy.0;
                    self.content.set_rise(round(rise));
                }
                let code = font.code(glyph.id);
                drawn += self.line.push(code, place - drawn) + font.width(code) + letter_space;
            };
            match cluster {
                [glyph] => draw(glyph, wanted + glyph.dx.0 / unit),
                // Where lines run from right to left, marks stand before their letter. The letter is drawn first: readers
                // take the place of the first glyph for that of the text, and lose what seems to stand above the line.
                _ => {
                    let is_letter = |glyph: &Glyph| glyph.advance.0 > 0.0;
                    placed(cluster, wanted, unit).filter(|(glyph, _)| is_letter(glyph)).for_each(|(glyph, place)| draw(glyph, place));
                    placed(cluster, wanted, unit).filter(|(glyph, _)| !is_letter(glyph)).for_each(|(glyph, place)| draw(glyph, place));
                }
            }
            wanted += cluster.iter().map(|glyph| glyph.advance.0 / unit).sum::<f32>();
            if replaced {
                self.line.show(&mut self.content);
                self.content.end_marked_content();
            }
        }
        self.line.show(&mut self.content);
        self.line.glyphs = glyphs;
        if rise != 0.0 {
            self.content.set_rise(0.0);
        }
    }

    /// Opens a text object if none is open, moves to the run's origin and sets its font. Returns the letter space that is
    /// set, in thousandths of the font size.
    fn start_line(&mut self, run: &GlyphRun, glyphs: &[Glyph], font: &Font, unit: f32) -> f32 {
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
        let letter_space = self.set_letter_space(run, glyphs, font, unit);
        // Moves are relative to the line before, in whole thousandths so that they add up exactly.
        let (x, y) = self.tools.sheet.place(run.origin);
        let origin = ((f64::from(x) * 1000.0).round() as i64, (f64::from(y) * 1000.0).round() as i64);
        let (last_x, last_y) = self.text_object.replace(origin).unwrap_or_default();
        let thousandths = |distance: i64| (distance as f64 / 1000.0) as f32;
        self.content.next_line(thousandths(origin.0 - last_x), thousandths(origin.1 - last_y));
        letter_space
    }

    /// Sets the letter space that most glyphs of a run have. Returns what is set then, in thousandths of the font size.
    fn set_letter_space(&mut self, run: &GlyphRun, glyphs: &[Glyph], font: &Font, unit: f32) -> f32 {
        let per_point = 1000.0 / run.size.0;
        let known = self.state.letter_space.unwrap_or(0.0) * per_point;
        if glyphs.len() < SHORTEST_SPACED_RUN {
            return known;
        }
        let wanted = self.line.commonest_letter_space(glyphs, font, unit);
        if (wanted - known).abs() < LETTER_SPACE_STEP {
            return known;
        }
        // Ten times finer than other lengths, since it adds up over a line.
        let space = (wanted / per_point * 10_000.0).round() / 10_000.0;
        self.state.letter_space = Some(space);
        self.content.set_char_spacing(space);
        space * per_point
    }
}

/// The glyphs of a cluster, each with its place in thousandths of the font size from the start of the run.
fn placed(cluster: &[Glyph], start: f32, unit: f32) -> impl Iterator<Item = (&Glyph, f32)> {
    cluster.iter().scan(start, move |pen, glyph| {
        let place = *pen + glyph.dx.0 / unit;
        *pen += glyph.advance.0 / unit;
        Some((glyph, place))
    })
}

impl Line {
    /// The letter space that most glyphs of a run have, in thousandths of the font size.
    fn commonest_letter_space(&mut self, glyphs: &[Glyph], font: &Font, unit: f32) -> f32 {
        self.letter_spaces.clear();
        let spaces = glyphs.iter().map(|glyph| glyph.advance.0 / unit - font.width(font.code(glyph.id)));
        // To the nearest step; the function for that is a call for each glyph.
        self.letter_spaces.extend(spaces.map(|space| (space / LETTER_SPACE_STEP + 0.5f32.copysign(space)) as i32));
        let steps = majority(&self.letter_spaces).or_else(|| {
            self.letter_spaces.sort_unstable();
            let alike = self.letter_spaces.chunk_by(|a, b| a == b).max_by_key(|alike| alike.len())?;
            alike.first().copied()
        });
        steps.unwrap_or(0) as f32 * LETTER_SPACE_STEP
    }

    /// Adds a glyph that should stand so much further right than the string would put it. Returns how far it was moved.
    fn push(&mut self, code: u16, offset: f32) -> f32 {
        self.codes.extend(code.to_be_bytes());
        // Most glyphs stand where they should.
        if offset.abs() < 0.5 {
            return 0.0;
        }
        let offset = offset.round();
        self.moves.push((self.codes.len() - 2, -offset));
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

/// What more than half of some numbers are, if there is such a number (Boyer and Moore, MJRTY, 1991).
fn majority(numbers: &[i32]) -> Option<i32> {
    let (mut candidate, mut lead) = (0, 0usize);
    for &number in numbers {
        match lead {
            0 => (candidate, lead) = (number, 1),
            _ if number == candidate => lead += 1,
            _ => lead -= 1,
        }
    }
    let count = numbers.iter().filter(|&&number| number == candidate).count();
    (count * 2 > numbers.len()).then_some(candidate)
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

#[cfg(test)]
mod tests {
    use super::majority;
    use crate::base::Pt;
    use crate::font::FontLibrary;
    use crate::page::{Glyph, GlyphRun, ItemKind};
    use crate::write::pdf::profile::Profile;
    use crate::write::pdf::testing::{drawn, set};

    fn run(words: &str) -> GlyphRun {
        set(&FontLibrary::bundled(), (40.0, 40.0), 10.0, words)
    }

    fn reader(runs: Vec<GlyphRun>) -> String {
        drawn(runs.into_iter().map(ItemKind::Glyphs).collect(), &Profile::reader())
    }

    /// The numbers between the strings of a line.
    fn moves(stream: &str) -> Vec<f32> {
        let line = stream.split(['[', ']']).nth(1).unwrap_or_default();
        line.split(['(', ')', '<', '>']).step_by(2).filter_map(|number| number.parse().ok()).collect()
    }

    #[test]
    fn a_majority_is_found_if_there_is_one() {
        assert_eq!(majority(&[]), None);
        assert_eq!(majority(&[3, 1, 3]), Some(3));
        assert_eq!(majority(&[1, 2, 2, 5, 2, 7, 2]), Some(2));
        assert_eq!(majority(&[1, 1, 2, 2]), None);
        assert_eq!(majority(&[1, 2, 3]), None);
    }

    #[test]
    fn glyphs_at_their_own_widths_are_one_plain_string() {
        let mut plain = run("Hmm");
        let library = FontLibrary::bundled();
        let face = library.face(plain.face);
        plain.glyphs.edit(|glyphs| glyphs.iter_mut().for_each(|glyph| glyph.advance = Pt(face.advance(glyph.id) / 100.0)));
        let stream = reader(vec![plain]);
        assert!(stream.contains("Tj") && !stream.contains("TJ"), "{stream}");
    }

    #[test]
    fn wider_spaces_are_written_as_moves_that_do_not_drift() {
        let mut wide = run("a b c d e");
        // 1.033 points at 10 points are 103.3 thousandths: rounding alone would lose a point's tenth in a long line.
        let spaces: Vec<usize> = (0..wide.glyphs.len()).filter(|index| index % 2 == 1).collect();
        let natural: f32 = moves(&reader(vec![wide.clone()])).iter().sum();
        wide.glyphs.edit(|glyphs| spaces.iter().for_each(|&index| glyphs[index].advance += Pt(1.033)));
        let written: f32 = moves(&reader(vec![wide])).iter().sum();
        assert!((natural - written - 4.0 * 103.3).abs() <= 0.5, "{natural} {written}");
    }

    #[test]
    fn stretched_glyphs_are_scaled_and_scaled_back() {
        let mut stretched = run("Hmm");
        stretched.stretch = 1.02;
        stretched.glyphs.edit(|glyphs| glyphs.iter_mut().for_each(|glyph| glyph.advance = glyph.advance * 1.02));
        let stream = reader(vec![stretched, run("Hmm")]);
        let scaled = stream.find("102 Tz").expect("stretched");
        assert!(stream[scaled..].contains("100 Tz"), "{stream}");
        assert!(moves(&stream).iter().all(|amount| amount.abs() < 60.0), "only kerning is left to write: {stream}");
    }

    #[test]
    fn glyphs_say_what_their_font_does_not() {
        let stream = reader(vec![run("one-two-three"), run("hy\u{ad}")]);
        assert_eq!(stream.matches("/ActualText<FEFF00AD>").count(), 1, "{stream}");
        assert!(!reader(vec![run("office")]).contains("ActualText"), "a ligature's letters are in the font's map");
        let press = drawn(vec![ItemKind::Glyphs(run("one-two-three")), ItemKind::Glyphs(run("hy\u{ad}"))], &Profile::press());
        assert!(!press.contains("ActualText"), "{press}");
    }

    #[test]
    fn letters_of_several_glyphs_are_said_together() {
        let mut accented = run("ne");
        accented.text = "n\u{e9}".into();
        accented.glyphs.edit(|glyphs| {
            glyphs[1].end = 3;
            glyphs.push(Glyph { advance: Pt::ZERO, dy: Pt(2.0), ..glyphs[1] });
        });
        let stream = reader(vec![accented]);
        assert!(stream.contains("/ActualText<FEFF00E9>"), "{stream}");
        assert!(stream.contains("2 Ts") && stream.contains("0 Ts"), "raised and lowered again: {stream}");
    }

    #[test]
    fn runs_that_no_device_can_draw_are_left_out() {
        for size in [0.0, -3.0, f32::NAN, f32::INFINITY] {
            let mut broken = run("Hmm");
            broken.size = Pt(size);
            assert!(!reader(vec![broken]).contains("Tj"), "{size}");
        }
    }
}
