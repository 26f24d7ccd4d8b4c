//! Shaping: a stretch of words becomes glyphs with kerning and ligatures.

use std::ops::Range;

use harfrust::{Buffer, Direction, Feature, Language, Script, ShapeOptions, ShapePlan, ShaperFont, Tag, shape};

use super::eastern;
use super::hyphenate::Divisions;
use crate::base::Pt;
use crate::font::{FaceId, FontLibrary};
use crate::page::Glyph;
use crate::typeset::words::{Run, Words};

/// Shapes words; one for each thread, since it remembers the plans it made and the words that were divided.
pub(in crate::typeset) struct Shaper<'a> {
    fonts: &'a FontLibrary,
    faces: Vec<Option<ShaperFont<'a, 'static>>>,
    plans: Vec<(PlanKey, ShapePlan)>,
    /// Words that were divided on this thread.
    pub(super) divisions: Divisions,
}

/// What a shaping plan depends on.
#[derive(PartialEq)]
struct PlanKey {
    face: FaceId,
    script: Option<Script>,
    direction: Direction,
    language: String,
    features: Vec<([u8; 4], u32)>,
}

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

impl<'a> Shaper<'a> {
    /// A shaper for the faces of a library.
    pub fn new(fonts: &'a FontLibrary) -> Self {
        Self { fonts, faces: (0..fonts.len()).map(|_| None).collect(), plans: Vec::new(), divisions: Divisions::default() }
    }

    /// The library it shapes with.
    pub fn fonts(&self) -> &'a FontLibrary {
        self.fonts
    }

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

    /// Shapes a part of a run: its glyphs in the order of reading, and for each whether a line may be cut before it.
    pub fn stretch(&mut self, text: &str, range: Range<usize>, run: &Run) -> (Vec<Glyph>, Vec<bool>) {
        let part = &text[range.clone()];
        let look = &run.look;
        let mut buffer = Buffer::new();
        buffer.push_str(part);
        buffer.set_script(script(run));
        buffer.set_direction(if run.is_right_to_left() { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.set_language(Language::new(&run.language));
        let features: Vec<Feature> = look.features.iter().map(|(tag, value)| Feature::new(Tag::new(tag), *value, ..)).collect();
        let plan = self.plan(&buffer, run, &features);
        let face = self.fonts.face(look.face);
        let font = self.faces[usize::from(look.face.0)].get_or_insert_with(|| ShaperFont::new(face.font()));
        let options = ShapeOptions::new().plan(Some(&self.plans[plan].1)).features(&features);
        if shape(font, &mut buffer, options).is_err() {
            return (Vec::new(), Vec::new());
        }
        let scale = look.size / f32::from(face.metrics.units_per_em);
        let infos = buffer.glyph_infos();
        let substitute = if infos.iter().any(|info| info.glyph_id == 0) { face.substitute() } else { 0 };
        let mut safe = Vec::with_capacity(infos.len());
        let mut glyphs: Vec<Glyph> = Vec::with_capacity(infos.len());
        for (info, position) in infos.iter().zip(buffer.glyph_positions()) {
            let own = u16::try_from(info.glyph_id).unwrap_or(0);
            let (id, advance) = match own {
                0 => (substitute, look.size * (face.advance(substitute) / 1000.0)),
                _ => (own, scale * position.x_advance as f32),
            };
            glyphs.push(Glyph {
                id,
                advance,
                dx: scale * position.x_offset as f32,
                dy: scale * position.y_offset as f32,
                start: (range.start + info.cluster as usize) as u32,
                end: range.end as u32,
            });
            safe.push(!info.unsafe_to_break());
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

    /// The number of the plan for a buffer, made where there is none yet.
    fn plan(&mut self, buffer: &Buffer, run: &Run, features: &[Feature]) -> usize {
        let key = PlanKey {
            face: run.look.face,
            script: buffer.script(),
            direction: buffer.direction(),
            language: run.language.clone(),
            features: run.look.features.clone(),
        };
        if let Some(known) = self.plans.iter().position(|(other, _)| *other == key) {
            return known;
        }
        let font = self.fonts.face(key.face).font();
        let plan = ShapePlan::new(font, buffer.direction(), buffer.script(), buffer.language(), features);
        self.plans.push((key, plan));
        self.plans.len() - 1
    }
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
