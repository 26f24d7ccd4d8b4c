//! What the codes of a text show: which glyph of the font in the file, how wide the page takes it for, and how wide it is.

use std::sync::Arc;

use hayro_font::{CMapResolverFn, Font as PdfFont, FontCache, FontResolverFn, hayro_cmap};
use hayro_syntax::object::{Array, Dict, Stream};
use read_fonts::ps::cff::CffFontRef;
use read_fonts::types::{GlyphId, Tag};
use read_fonts::{FontRef, TableProvider};

use super::super::pdf::decode::{LARGEST_STREAM, decode};

/// Codes of more than two bytes are not kept.
const MOST_CODES: usize = 1 << 16;
/// Codes that are kept together: a font uses few of them, and those mostly near each other.
const LEAF: usize = 256;

/// A font ready to be asked what its codes show.
pub(super) struct Glyphs<'a> {
    font: PdfFont<'a>,
    program: Option<Program>,
    is_composite: bool,
    /// What is known already, by code, in leaves.
    known: Vec<Option<Box<[Option<Glyph>; LEAF]>>>,
}

/// What a code shows. Widths are in thousandths of the font size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Glyph {
    /// How far the page moves on.
    pub advance: f64,
    /// How wide the font in the file has it, if that can be told.
    pub drawn: Option<f64>,
    /// Whether the font has no glyph for it.
    pub missing: bool,
}

impl<'a> Glyphs<'a> {
    /// Opens the font of a dictionary; `None` for fonts that are not in the file, or too damaged to be used.
    pub(super) fn open(dict: &Dict<'a>, cache: &FontCache<'a>) -> Option<Self> {
        // What is not in the file is a finding of its own, and nothing is put in its place here.
        let nowhere: FontResolverFn = Arc::new(|_| None);
        let cmaps: CMapResolverFn = Arc::new(hayro_cmap::load_embedded);
        let font = cache.font(dict, &nowhere, &cmaps)?;
        let is_composite = dict.contains_key("DescendantFonts");
        Some(Self { font, program: Program::of(dict), is_composite, known: Vec::new() })
    }

    /// The codes of a string, each with its glyph and whether it is the one-byte code 32, which word spacing widens.
    pub(super) fn read(&mut self, string: &[u8], mut each: impl FnMut(u32, Glyph, bool)) {
        let mut at = 0;
        while at < string.len() {
            let (code, length) = self.font.read_code(string, at);
            let length = length.max(1);
            // A code that is cut off at the end of the string shows nothing.
            if at + length > string.len() {
                return;
            }
            let glyph = self.glyph(code);
            each(code, glyph, length == 1 && code == 32);
            at += length;
        }
    }

    /// Whether lines run from left to right.
    pub(super) fn is_horizontal(&self) -> bool {
        self.font.is_horizontal()
    }

    fn glyph(&mut self, code: u32) -> Glyph {
        let index = code as usize;
        if let Some(Some(glyph)) = self.known.get(index / LEAF).and_then(Option::as_ref).map(|leaf| leaf[index % LEAF]) {
            return glyph;
        }
        let id = self.font.map_code(code).to_u32();
        let advance = self.font.code_advance(code).x;
        let drawn = self.program.as_ref().and_then(|program| program.width(id));
        let beyond = self.program.as_ref().is_some_and(|program| id >= program.glyphs);
        // Simple fonts leave the space out as often as not, and nothing is what it shows anyway.
        let is_space = !self.is_composite && matches!(code, 32 | 160);
        let glyph =
            Glyph { advance, drawn: drawn.filter(|_| id != 0), missing: self.program.is_some() && (id == 0 || beyond) && !is_space };
        if index < MOST_CODES {
            let leaf = index / LEAF;
            if self.known.len() <= leaf {
                self.known.resize_with(leaf + 1, || None);
            }
            self.known[leaf].get_or_insert_with(|| Box::new([None; LEAF]))[index % LEAF] = Some(glyph);
        }
        glyph
    }
}

/// The program of an embedded font, for the widths of its glyphs. Those of Type 1 programs are not read.
struct Program {
    data: Vec<u8>,
    kind: Kind,
    glyphs: u32,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Sfnt,
    Cff,
}

impl Program {
    fn of(dict: &Dict<'_>) -> Option<Self> {
        let stream = program_stream(dict)?;
        let data = decode(&stream, LARGEST_STREAM).ok()?.data.into_owned();
        let (kind, glyphs) = read_program(&data)?;
        Some(Self { data, kind, glyphs })
    }

    /// The width of a glyph in thousandths of the font size.
    fn width(&self, glyph: u32) -> Option<f64> {
        let glyph = GlyphId::new(glyph);
        match self.kind {
            Kind::Sfnt => {
                let font = FontRef::new(&self.data).ok()?;
                let units = font.head().ok()?.units_per_em();
                Some(f64::from(font.hmtx().ok()?.advance(glyph)?) * 1000.0 / f64::from(units.max(1)))
            }
            Kind::Cff => {
                let font = CffFontRef::new(&self.data, 0, None).ok()?;
                let part = font.subfont(font.subfont_index(glyph)?, &[]).ok()?;
                let width = font.evaluate_width(&part, glyph, &[]).ok()??;
                Some(width.to_f64() * 1000.0 / f64::from(font.upem().max(1)))
            }
        }
    }
}

fn read_program(data: &[u8]) -> Option<(Kind, u32)> {
    if let Ok(font) = FontRef::new(data) {
        // A file around CFF outlines need hold no other table (PDF 32000-1, table 126).
        let outlines = font.table_data(Tag::new(b"CFF ")).and_then(|table| CffFontRef::new(table.as_bytes(), 0, None).ok());
        let glyphs = font.maxp().ok().map(|maxp| u32::from(maxp.num_glyphs())).or_else(|| outlines.map(|cff| cff.num_glyphs()))?;
        return Some((Kind::Sfnt, glyphs));
    }
    let font = CffFontRef::new(data, 0, None).ok()?;
    Some((Kind::Cff, font.num_glyphs()))
}

/// The stream of a font's program, of its descendant if it is composite.
fn program_stream<'a>(dict: &Dict<'a>) -> Option<Stream<'a>> {
    let descendant = dict.get::<Array<'a>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'a>>().next());
    let descriptor = descendant.as_ref().unwrap_or(dict).get::<Dict<'a>>("FontDescriptor")?;
    ["FontFile", "FontFile2", "FontFile3"].iter().find_map(|key| descriptor.get::<Stream<'a>>(key))
}

/// What is wrong with the program of an embedded font, in words to follow "the font"; `None` if it is sound, or not embedded.
pub(super) fn defect(dict: &Dict<'_>) -> Option<&'static str> {
    let stream = program_stream(dict)?;
    let Ok(decoded) = decode(&stream, LARGEST_STREAM) else { return Some("can not be unpacked") };
    let data = &decoded.data;
    if data.is_empty() {
        return None;
    }
    let is_type_1 = data.starts_with(b"%!") || data.starts_with(b"\x80\x01");
    if is_type_1 {
        return None;
    }
    match read_program(data) {
        None => Some("is damaged"),
        Some((Kind::Cff, 0)) => Some("has no glyphs"),
        Some((Kind::Cff, _)) => (!has_all_outlines(data)).then_some("is cut short"),
        Some((Kind::Sfnt, _)) => {
            let whole = FontRef::new(data).is_ok_and(|font| {
                let measured = font.head().is_ok() && font.hhea().is_ok() && font.hmtx().is_ok();
                font.cff().is_ok() || measured && font.glyf().is_ok() && font.loca(None).is_ok()
            });
            if is_cut(data) {
                Some("is cut short")
            } else if whole {
                None
            } else {
                Some("lacks a table that it needs")
            }
        }
    }
}

/// Whether every glyph of a CFF table lies inside it.
fn has_all_outlines(data: &[u8]) -> bool {
    let Ok(font) = CffFontRef::new(data, 0, None) else { return false };
    let outlines = font.charstrings();
    (0..font.num_glyphs()).all(|glyph| outlines.get(glyph as usize).is_some())
}

/// Whether a table of a font file lies beyond its end.
fn is_cut(data: &[u8]) -> bool {
    let tables = FontRef::new(data).map(|font| font.table_directory().table_records().to_vec()).unwrap_or_default();
    tables.iter().any(|table| u64::from(table.offset()) + u64::from(table.length()) > data.len() as u64)
}
