//! One face of a family: its file, its measures, and the font ready for shaping.

use std::fmt;
use std::sync::OnceLock;

use harfrust::GlyphId;
use harfrust::font::Blob;
use read_fonts::{CollectionRef, FontRef, TableProvider};

use crate::base::{Pt, Rect};

/// A face, as a number into its library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// The bytes of a font file, which all who read the font share.
pub type FontData = Blob;

/// One face of a family.
pub struct Face {
    /// The family it answers to.
    pub family: String,
    /// 1 to 1000; 400 is regular.
    pub weight: u16,
    /// Italic or upright.
    pub italic: bool,
    /// The sizes it is drawn for, from one up to but not including the other.
    pub sizes: (Pt, Pt),
    /// Its PostScript name, for the PDF; unique in a family.
    pub postscript_name: String,
    /// Measures in thousandths of the font size, as PDF wants them.
    pub metrics: FaceMetrics,
    /// The file; that of a bundled face is part of the program and never copied.
    pub data: FontData,
    /// Its number in the file: collections hold several faces.
    pub index: u32,
    font: harfrust::Font,
    /// The glyphs of the ASCII characters, which most texts ask for again and again; found out when somebody asks.
    ascii: OnceLock<[u16; 128]>,
    /// The OpenType features by which it can draw letters otherwise; found out when somebody asks.
    features: OnceLock<Vec<[u8; 4]>>,
}

/// The measures of a face, in thousandths of the font size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FaceMetrics {
    /// Height of the tallest letters over the baseline.
    pub ascent: f32,
    /// Depth of the deepest letters under the baseline; negative.
    pub descent: f32,
    /// Height of capitals.
    pub cap_height: f32,
    /// Height of small letters.
    pub x_height: f32,
    /// Slant in degrees counter-clockwise from upright; negative leans right.
    pub italic_angle: f32,
    /// The box that holds every glyph: left, bottom, right, top.
    pub bounds: [f32; 4],
    /// Font units in the font size.
    pub units_per_em: u16,
    /// How many glyphs there are.
    pub glyphs: u32,
}

/// Why a font file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DamagedFont {
    /// It is no OpenType or TrueType font, or not a whole one.
    NotAFont,
    /// It lacks what typesetting needs; what that is.
    Lacks(&'static str),
}

impl fmt::Display for DamagedFont {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAFont => write!(f, "it is not an OpenType or TrueType font, or it is damaged"),
            Self::Lacks(what) => write!(f, "the font has no {what}"),
        }
    }
}

impl Face {
    /// Reads the only or first face of a font file. Family, weight and slant are the font's own; a library may set others.
    ///
    /// # Errors
    /// When the file is damaged, or is a kind of font that pages cannot be set with.
    pub fn parse(data: impl Into<FontData>) -> Result<Self, DamagedFont> {
        Self::parse_at(data, 0)
    }

    /// Reads a face of a collection, counted from 0.
    ///
    /// # Errors
    /// When the file is damaged, has no such face, or is a kind of font that pages cannot be set with.
    pub fn parse_at(data: impl Into<FontData>, index: u32) -> Result<Self, DamagedFont> {
        let data: FontData = data.into();
        let font = harfrust::Font::new(data.clone(), index).ok_or(DamagedFont::NotAFont)?;
        if !font.charmap().has_unicode() {
            return Err(DamagedFont::Lacks("table of characters"));
        }
        let space = font.charmap().map_unicode(u32::from('n')).or_else(|| font.charmap().map_unicode(u32::from(' ')));
        if space.is_none_or(|glyph| font.glyph_metrics().h_advance(glyph) <= 0.0) {
            return Err(DamagedFont::Lacks("usable letter widths"));
        }
        let attributes = font.default_attributes();
        let name = |id: u16| name(&font, id);
        Ok(Self {
            family: name(16).or_else(|| name(1)).unwrap_or_default(),
            weight: attributes.weight.value().clamp(1.0, 1000.0) as u16,
            italic: attributes.style != harfrust::font::attribute::Style::Normal,
            sizes: (Pt::ZERO, Pt(f32::INFINITY)),
            postscript_name: name(6).map(|name| postscript_name(&name)).unwrap_or_else(|| "Font".to_owned()),
            metrics: metrics(&font),
            data,
            index,
            font,
            ascii: OnceLock::new(),
            features: OnceLock::new(),
        })
    }

    /// The font, for shaping.
    pub fn font(&self) -> &harfrust::Font {
        &self.font
    }

    /// The glyph of a character, if the face has one.
    pub fn glyph(&self, character: char) -> Option<u16> {
        let look_up = |character: u32| {
            let glyph = self.font.charmap().map_unicode(character)?;
            u16::try_from(glyph.to_u32()).ok().filter(|&id| id != 0)
        };
        let ascii = || std::array::from_fn(|character| look_up(character as u32).unwrap_or(0));
        match self.ascii.get_or_init(ascii).get(character as usize) {
            Some(&glyph) => Some(glyph).filter(|&id| id != 0),
            None => look_up(u32::from(character)),
        }
    }

    /// Whether it can draw letters otherwise by an OpenType feature, such as `smcp` for small capitals.
    pub fn has_feature(&self, tag: [u8; 4]) -> bool {
        self.features.get_or_init(|| features(self.data.as_ref(), self.index).unwrap_or_default()).contains(&tag)
    }

    /// The glyph that stands for a character the face has not: a box, or a question mark.
    ///
    /// The font's own sign for "no glyph" will not do: PDF/UA-1 (7.21.8) forbids it.
    pub fn substitute(&self) -> u16 {
        ['\u{25A1}', '\u{25A0}', '?'].iter().find_map(|&sign| self.glyph(sign)).unwrap_or(0)
    }

    /// How wide a glyph is, in thousandths of the font size.
    pub fn advance(&self, glyph: u16) -> f32 {
        self.font.glyph_metrics().h_advance(GlyphId::new(u32::from(glyph))) * 1000.0 / f32::from(self.metrics.units_per_em)
    }

    /// Where a glyph's ink lies at a size, measured from the pen with y downwards; nothing for a blank.
    pub fn ink(&self, glyph: u16, size: Pt) -> Option<Rect> {
        let extents = self.font.glyph_metrics().extents(GlyphId::new(u32::from(glyph)))?;
        let scale = |units: f32| size * (units / f32::from(self.metrics.units_per_em));
        let (width, height) = (scale(extents.width.abs()), scale(extents.height.abs()));
        Some(Rect { x: scale(extents.x_bearing), y: -scale(extents.y_bearing), width, height })
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Face({})", self.postscript_name)
    }
}

/// How many faces a font file holds: one, but for collections. A file that is no font counts as one.
pub fn faces_in(data: &[u8]) -> u32 {
    /// More than any collection has; the number in a damaged file may be anything.
    const MOST: u32 = 256;
    CollectionRef::new(data).map_or(1, |collection| collection.len().min(MOST))
}

/// The features in a font's table of substitutions, if it has one that can be read.
fn features(data: &[u8], index: u32) -> Option<Vec<[u8; 4]>> {
    let list = FontRef::from_index(data, index).ok()?.gsub().ok()?.feature_list().ok()?;
    Some(list.feature_records().iter().map(|record| record.feature_tag().to_be_bytes()).collect())
}

fn name(font: &harfrust::Font, id: u16) -> Option<String> {
    let name = font.names().get(id.into())?.english_or_first()?;
    Some(name.name().chars().collect::<String>()).filter(|name| !name.is_empty())
}

/// A name that PDF can hold without escapes: printable ASCII but delimiters.
fn postscript_name(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')).take(60).collect()
}

fn metrics(font: &harfrust::Font) -> FaceMetrics {
    let metrics = font.metrics();
    let thousandths = |units: f32| units * 1000.0 / f32::from(metrics.units_per_em);
    let line = metrics.typo_line.or(metrics.hhea_line).unwrap_or_default();
    let bounds = metrics.bounds;
    FaceMetrics {
        ascent: thousandths(line.ascender.to_f32()),
        descent: thousandths(line.descender.to_f32()),
        // Fonts without these measures are rare; the shares are those of a common text face.
        cap_height: metrics.cap_height.map_or(660.0, |height| thousandths(height.to_f32())),
        x_height: metrics.x_height.map_or(470.0, |height| thousandths(height.to_f32())),
        italic_angle: font.style_metrics().italic_angle.map_or(0.0, |angle| angle.to_f64() as f32),
        bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(|value| thousandths(value.to_f32())),
        units_per_em: metrics.units_per_em,
        glyphs: metrics.num_glyphs,
    }
}
