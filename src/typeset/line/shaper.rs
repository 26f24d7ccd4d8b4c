//! The shaper: words in, glyphs with kerning and ligatures out, and a memory for the words that come again.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use harfrust::{Buffer, Direction, Feature, Language, Script, ShapeOptions, ShapePlan, ShaperFont, Tag, shape};

use super::hyphenate::Divisions;
use super::known_words::{KnownWords, Shape};
use super::shape::is_word_space;
use crate::base::Pt;
use crate::font::{FaceId, FontLibrary};
use crate::page::Glyph;
use crate::typeset::words::Run;

/// Makes shapers that shape with the fonts of a library.
pub(in crate::typeset) struct Shapers<'a> {
    fonts: &'a FontLibrary,
    /// What shapers remembered that are done.
    memories: Mutex<Vec<Memory>>,
}

impl<'a> Shapers<'a> {
    /// For the faces of a library.
    pub fn new(fonts: &'a FontLibrary) -> Self {
        Self { fonts, memories: Mutex::default() }
    }

    /// The library.
    pub fn fonts(&self) -> &'a FontLibrary {
        self.fonts
    }

    /// A shaper for one thread, which remembers what one before it did.
    pub fn shaper(&self) -> Shaper<'_> {
        let memory = self.memories.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        Shaper { shapers: self, faces: (0..self.fonts.len()).map(|_| None).collect(), memory }
    }
}

/// Shapes words.
pub(in crate::typeset) struct Shaper<'a> {
    shapers: &'a Shapers<'a>,
    faces: Vec<Option<ShaperFont<'a, 'static>>>,
    memory: Memory,
}

/// What a shaper remembers.
#[derive(Default)]
struct Memory {
    plans: Vec<Plan>,
    divisions: Divisions,
    /// Where words are shaped, one after the other.
    buffer: Buffer,
}

/// How words of one kind are shaped, and those that were.
struct Plan {
    key: PlanKey,
    plan: ShapePlan,
    words: KnownWords,
}

/// What a shaping plan depends on.
struct PlanKey {
    face: FaceId,
    script: Option<Script>,
    direction: Direction,
    language: String,
    features: Vec<([u8; 4], u32)>,
}

impl PlanKey {
    fn is_that_of(&self, run: &Run) -> bool {
        self.face == run.look.face
            && self.direction == direction(run)
            && self.script == script(run)
            && self.language == run.language
            && self.features == run.look.features
    }
}

impl Drop for Shaper<'_> {
    fn drop(&mut self) {
        self.shapers.memories.lock().unwrap_or_else(PoisonError::into_inner).push(std::mem::take(&mut self.memory));
    }
}

impl<'a> Shaper<'a> {
    /// The library it shapes with.
    pub fn fonts(&self) -> &'a FontLibrary {
        self.shapers.fonts
    }

    /// Words that were divided before.
    pub(super) fn divisions(&mut self) -> &mut Divisions {
        &mut self.memory.divisions
    }

    /// Shapes a part of a run: its glyphs in the order of reading, and for each whether a line may be cut before it.
    pub fn stretch(&mut self, text: &str, range: Range<usize>, run: &Run) -> (Vec<Glyph>, Vec<bool>) {
        let part = &text[range.clone()];
        let look = &run.look;
        let face = self.fonts().face(look.face);
        let shapes = self.shapes(part, run);
        let scale = look.size / f32::from(face.metrics.units_per_em);
        let substitute = if shapes.iter().any(|shape| shape.glyph == 0) { face.substitute() } else { 0 };
        let mut safe = Vec::with_capacity(shapes.len());
        let mut glyphs: Vec<Glyph> = Vec::with_capacity(shapes.len());
        for shape in shapes {
            let own = u16::try_from(shape.glyph).unwrap_or(0);
            let (id, advance) = match own {
                0 => (substitute, look.size * (face.advance(substitute) / 1000.0)),
                _ => (own, scale * shape.advance as f32),
            };
            glyphs.push(Glyph {
                id,
                advance,
                dx: scale * shape.dx as f32,
                dy: scale * shape.dy as f32,
                start: range.start as u32 + shape.start,
                end: range.end as u32,
            });
            safe.push(shape.safe);
        }
        if run.is_right_to_left() {
            glyphs.reverse();
            safe.reverse();
        }
        close_clusters(&mut glyphs, look.letter_spacing);
        if look.word_spacing != Pt::ZERO {
            let spaces = glyphs.iter_mut().filter(|glyph| is_word_space(text.as_bytes(), glyph.start as usize));
            spaces.for_each(|glyph| glyph.advance += look.word_spacing);
        }
        (glyphs, safe)
    }

    /// The shapes of a part of a run, in the order in which the font shows them.
    fn shapes(&mut self, part: &str, run: &Run) -> Vec<Shape> {
        let features: Vec<Feature> = run.look.features.iter().map(|(tag, value)| Feature::new(Tag::new(tag), *value, ..)).collect();
        let fonts = self.fonts();
        let known = self.memory.plans.iter().position(|plan| plan.key.is_that_of(run));
        let number = known.unwrap_or_else(|| {
            self.memory.plans.push(Plan::new(run, fonts, &features));
            self.memory.plans.len() - 1
        });
        let Memory { plans, buffer, .. } = &mut self.memory;
        let Plan { plan, words, key } = &mut plans[number];
        let font = self.faces[usize::from(key.face.0)].get_or_insert_with(|| ShaperFont::new(fonts.face(key.face).font()));
        let mut shape = |text: &str| shapes(text, run, font, plan, &features, buffer);
        // Spaces part words only where words are parted by spaces.
        if key.direction == Direction::LeftToRight && !run.is_spaced_out() { words.shape(part, &mut shape) } else { shape(part) }
    }
}

impl Plan {
    fn new(run: &Run, fonts: &FontLibrary, features: &[Feature]) -> Self {
        let key = PlanKey {
            face: run.look.face,
            script: script(run),
            direction: direction(run),
            language: run.language.clone(),
            features: run.look.features.clone(),
        };
        let font = fonts.face(key.face).font();
        let plan = ShapePlan::new(font, key.direction, key.script, Language::new(&run.language).as_ref(), features);
        Self { key, plan, words: KnownWords::default() }
    }
}

/// Shapes a text; nothing if the font is out of order.
fn shapes(text: &str, run: &Run, font: &ShaperFont<'_, '_>, plan: &ShapePlan, features: &[Feature], buffer: &mut Buffer) -> Vec<Shape> {
    buffer.clear();
    buffer.push_str(text);
    buffer.set_script(script(run));
    buffer.set_direction(direction(run));
    buffer.set_language(Language::new(&run.language));
    if shape(font, buffer, ShapeOptions::new().plan(Some(plan)).features(features)).is_err() {
        return Vec::new();
    }
    let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
    let shapes = glyphs.map(|(info, position)| Shape {
        glyph: info.glyph_id,
        advance: position.x_advance,
        dx: position.x_offset,
        dy: position.y_offset,
        start: info.cluster,
        safe: !info.unsafe_to_break(),
    });
    shapes.collect()
}

fn direction(run: &Run) -> Direction {
    if run.is_right_to_left() { Direction::RightToLeft } else { Direction::LeftToRight }
}

/// A run's script as shaping knows it.
fn script(run: &Run) -> Option<Script> {
    run.script.short_name().parse().ok()
}

/// Ends each cluster where the next begins, and adds the space after it.
fn close_clusters(glyphs: &mut [Glyph], letter_spacing: Pt) {
    let Some(mut end) = glyphs.last().map(|glyph| glyph.end) else { return };
    let mut cluster = None;
    for glyph in glyphs.iter_mut().rev() {
        if cluster != Some(glyph.start) {
            if let Some(later) = cluster {
                end = later;
            }
            cluster = Some(glyph.start);
            glyph.advance += letter_spacing;
        }
        glyph.end = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Color;
    use crate::font::FontWish;
    use crate::page::{Furniture, Mark};
    use crate::typeset::words::{Drawn, Look};

    const TEXT: &str = "To Avery: “We say Toff. If flags fly, V. T. Woolf, AV & Yves of Type 7 fiddle!” — ‘Yes, 11 T V W’ of all off  . \
        Tā tad Ÿ w o r d s - and y, v. T, W. f” f’ (for J j Th The) f ï f i ff fi ffi T e T o V a L ’ L y";

    fn run(face: FaceId) -> Run {
        let (letter_spacing, word_spacing) = (Pt::ZERO, Pt::ZERO);
        let (features, drawn) = (vec![(*b"liga", 1)], Drawn::default());
        let look = Look { face, size: Pt(1000.0), color: Color::BLACK, rise: Pt::ZERO, letter_spacing, word_spacing, features, drawn };
        Run::plain(0..TEXT.len(), look, Mark::Furniture(Furniture::Decoration), "en")
    }

    #[test]
    fn words_from_memory_are_those_that_are_shaped_together() {
        let fonts = FontLibrary::bundled();
        for (family, italic, weight) in
            [("serif", false, 400), ("serif", true, 400), ("serif", false, 700), ("sans-serif", false, 400), ("monospace", false, 400)]
        {
            let face = fonts.select(FontWish { family, weight, italic, size: Pt(11.0) }).unwrap();
            let run = run(face);
            let shapers = Shapers::new(&fonts);
            let (first, _) = shapers.shaper().stretch(TEXT, run.range.clone(), &run);
            // Backwards, no word is known by the words around it.
            let words: Vec<&str> = TEXT.split(' ').rev().collect();
            let _ = shapers.shaper().stretch(&words.join(" "), run.range.clone(), &run);
            let mut shaper = shapers.shaper();
            let (again, _) = shaper.stretch(TEXT, run.range.clone(), &run);
            assert_eq!(first, again);
            let font = ShaperFont::new(fonts.face(face).font());
            let features = [Feature::new(Tag::new(b"liga"), 1, ..)];
            let whole = shapes(TEXT, &run, &font, &shaper.memory.plans[0].plan, &features, &mut Buffer::new());
            let scale = Pt(1000.0) / f32::from(fonts.face(face).metrics.units_per_em);
            assert_eq!(again.len(), whole.len());
            for (glyph, shape) in again.iter().zip(whole) {
                assert_eq!((u32::from(glyph.id), glyph.start), (shape.glyph, shape.start));
                assert_eq!(glyph.advance, scale * shape.advance as f32, "{family} at {}", &TEXT[glyph.start as usize..]);
            }
        }
    }
}
