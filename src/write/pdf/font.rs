//! Fonts: which glyphs the pages use, what each glyph says, and the subsets that carry them.
//!
//! Text in a PDF is glyph numbers; readers, searches and screen readers learn from a font's ToUnicode map what a glyph
//! says. The map holds one text for each glyph: the one it shows most often. Where a glyph shows another text, the
//! content stream says so itself (see `text.rs`).
//!
//! A hyphen that line breaking put in says U+00AD in a tagged PDF, which must tell it from a hyphen of the word (PDF
//! 32000-1, 14.8.2.2.3). Without tags it says "-": at the end of a line, Poppler then joins the word, which it does not
//! for U+00AD; PDFium, MuPDF and pdfminer read both alike.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, UnicodeCmap};
use pdf_writer::{Chunk, Filter, Finish, Name, Ref};
use rayon::prelude::*;
use subsetter::GlyphRemapper;
use uuid::Uuid;

use super::cff;
use super::codes::{self, Codes, IDENTITY};
use super::compress::deflate;
use super::profile::Profile;
use super::sheet::round;
use crate::base::{Code, Diagnostic, Report};
use crate::font::{Face, FaceId, FontLibrary};
use crate::page::{Glyph, ItemKind, Pages};

/// The fonts of a PDF, in the order of their numbers in the library.
pub(super) struct Fonts {
    fonts: BTreeMap<FaceId, Font>,
    soft_hyphens: bool,
}

/// A font as the PDF holds it.
pub(super) struct Font {
    /// Its name among the page's resources, such as `F3`.
    pub(super) name: String,
    /// The name of the subset.
    base_name: String,
    /// The subset, compressed, and its length before.
    program: (Vec<u8>, usize),
    outlines: Outlines,
    /// The number of each of the library's glyphs in the subset, 0 if it is not used.
    numbers: Vec<u16>,
    /// How pages name the subset's glyphs.
    codes: Codes,
    /// The width of each of the subset's glyphs in thousandths of the font size, as the file states it.
    widths: Vec<f32>,
    /// What each of the subset's glyphs says.
    texts: Vec<String>,
}

/// The form in which outlines are embedded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outlines {
    /// A TrueType file.
    TrueType,
    /// A bare CFF table.
    Cff,
    /// CFF in an OpenType file.
    OpenType,
}

impl Outlines {
    fn kind(self) -> CidFontType {
        match self {
            Self::TrueType => CidFontType::Type2,
            Self::Cff | Self::OpenType => CidFontType::Type0,
        }
    }
}

/// What the pages do with one face: for each glyph the texts it shows, and how often.
#[derive(Default)]
struct Usage<'a> {
    glyphs: Vec<Vec<(&'a str, u32)>>,
}

impl Fonts {
    /// Collects what the pages use, the slug line's words included, and makes the subsets.
    ///
    /// # Errors
    /// When a font cannot be cut down to the used glyphs.
    pub(super) fn collect(pages: &Pages, library: &FontLibrary, profile: &Profile, extra: Option<(FaceId, &str)>) -> Result<Self, Report> {
        let tagged = profile.tagged;
        // PDF 1.6 was the first to take OpenType files (PDF 32000-1, table 126).
        let takes_open_type = profile.version >= (1, 6);
        let mut usages: BTreeMap<FaceId, Usage<'_>> = BTreeMap::new();
        let mut glyphs = Vec::new();
        for item in pages.pages.iter().flat_map(|page| &page.items) {
            let ItemKind::Glyphs(run) = &item.kind else { continue };
            let usage = usages.entry(run.face).or_default();
            run.glyphs.read_into(&mut glyphs);
            for cluster in clusters(&glyphs) {
                usage.count(cluster, cluster_text(&run.text, cluster, tagged));
            }
        }
        if let Some((face, words)) = extra {
            let usage = usages.entry(face).or_default();
            for (at, character) in words.char_indices() {
                if let (Some(glyph), Some(text)) = (library.face(face).glyph(character), words.get(at..at + character.len_utf8())) {
                    usage.vote(glyph, text, 1);
                }
            }
        }
        let fonts: Vec<Result<(FaceId, Font), Diagnostic>> = usages
            .into_par_iter()
            .map(|(id, usage)| Font::subset(id, library.face(id), &usage, takes_open_type).map(|font| (id, font)))
            .collect();
        let mut report = Report::default();
        let fonts = fonts.into_iter().filter_map(|font| font.map_err(|diagnostic| report.add(diagnostic)).ok()).collect();
        if report.has_errors() { Err(report) } else { Ok(Self { fonts, soft_hyphens: tagged }) }
    }

    /// What a cluster of a run's glyphs says in this PDF.
    pub(super) fn said<'a>(&self, text: &'a str, cluster: &[Glyph]) -> &'a str {
        cluster_text(text, cluster, self.soft_hyphens)
    }

    /// The font of a face that the pages use.
    pub(super) fn get(&self, face: FaceId) -> Option<&Font> {
        self.fonts.get(&face)
    }

    /// Writes every font; `next` gives out object numbers. Returns the names and numbers for the resources.
    pub(super) fn write(&self, chunk: &mut Chunk, library: &FontLibrary, mut next: impl FnMut() -> Ref) -> Vec<(&str, Ref)> {
        let plain = next();
        if let Some(most) = self.fonts.values().filter(|font| font.codes == Codes::Plain).map(|font| font.widths.len()).max() {
            codes::write(chunk, plain, most);
        }
        self.fonts.iter().map(|(&id, font)| (font.name.as_str(), font.write(chunk, library.face(id), plain, &mut next))).collect()
    }
}

impl<'a> Usage<'a> {
    fn count(&mut self, cluster: &[Glyph], text: &'a str) {
        match cluster {
            [glyph] => self.vote(glyph.id, text, u32::from(!text.is_empty())),
            // Several glyphs for one text: the text is said where they stand, and the map has the last word only for
            // glyphs that never stand alone.
            glyphs => glyphs.iter().for_each(|glyph| self.vote(glyph.id, text, 0)),
        }
    }

    fn vote(&mut self, glyph: u16, text: &'a str, votes: u32) {
        let index = usize::from(glyph);
        if self.glyphs.len() <= index {
            self.glyphs.resize_with(index + 1, Vec::new);
        }
        let Some(texts) = self.glyphs.get_mut(index) else { return };
        match texts.iter_mut().find(|(known, _)| *known == text) {
            Some((_, count)) => *count += votes,
            None => texts.push((text, votes)),
        }
    }
}

impl Font {
    fn subset(id: FaceId, face: &Face, usage: &Usage<'_>, takes_open_type: bool) -> Result<Self, Diagnostic> {
        let used = usage.glyphs.iter().enumerate().filter(|(_, texts)| !texts.is_empty());
        let used: Vec<(u16, &[(&str, u32)])> = used.map(|(glyph, texts)| (glyph as u16, texts.as_slice())).collect();
        let glyphs: Vec<u16> = used.iter().map(|&(glyph, _)| glyph).collect();
        let remapper = GlyphRemapper::new_from_glyphs_sorted(&glyphs);
        let subset = subsetter::subset(face.data.as_ref(), face.index, &remapper).map_err(|error| refused(face, &error.to_string()))?;
        let (program, outlines) = match table(&subset, *b"CFF ") {
            // Several font dictionaries are misread by validators that take the width of a glyph from the one after its
            // own; inside an OpenType file (PDF 32000-1, table 126) the widths stand in the table hmtx, too.
            Some(cff) if takes_open_type && cff::font_dictionaries(cff).is_some_and(|count| count > 1) => (subset, Outlines::OpenType),
            // A bare CFF table is smaller than the OpenType file around it, and readable since PDF 1.3.
            Some(cff) => (cff.to_vec(), Outlines::Cff),
            None => (subset, Outlines::TrueType),
        };
        let mut numbers = vec![0; glyphs.last().map_or(0, |&last| usize::from(last) + 1)];
        let mut widths = vec![round(face.advance(0))];
        let mut texts = vec![String::new()];
        for (glyph, said) in used {
            if glyph == 0 {
                continue;
            }
            if let (Some(number), Some(new)) = (numbers.get_mut(usize::from(glyph)), remapper.get(glyph)) {
                *number = new;
            }
            widths.push(round(face.advance(glyph)));
            texts.push(commonest(said));
        }
        let base_name = format!("{}+{}", tag(&face.postscript_name, &glyphs), face.postscript_name);
        let length = program.len();
        let program = (deflate(program), length);
        let codes = Codes::fit(widths.len());
        Ok(Self { name: format!("F{}", id.0), base_name, program, outlines, numbers, codes, widths, texts })
    }

    /// The code of a glyph; that of the missing glyph for one that the pages do not use.
    pub(super) fn code(&self, glyph: u16) -> u16 {
        self.codes.code(self.numbers.get(usize::from(glyph)).copied().unwrap_or(0))
    }

    /// How wide a code is, in thousandths of the font size.
    pub(super) fn width(&self, code: u16) -> f32 {
        self.widths.get(usize::from(self.codes.glyph(code))).copied().unwrap_or(0.0)
    }

    /// What a code says by itself.
    pub(super) fn text(&self, code: u16) -> &str {
        self.texts.get(usize::from(self.codes.glyph(code))).map_or("", String::as_str)
    }

    fn write(&self, chunk: &mut Chunk, face: &Face, plain: Ref, next: &mut impl FnMut() -> Ref) -> Ref {
        let [font, cid_font, descriptor, program, to_unicode] = [next(), next(), next(), next(), next()];
        let base_name = Name(self.base_name.as_bytes());

        let mut composite_name = self.base_name.clone();
        if self.outlines != Outlines::TrueType {
            // PDF 32000-1, 9.7.6.2: the font's name, a hyphen and the name of the encoding.
            composite_name.push('-');
            composite_name.push_str(self.codes.name());
        }
        let mut composite = chunk.type0_font(font);
        composite.base_font(Name(composite_name.as_bytes())).descendant_font(cid_font).to_unicode(to_unicode);
        match self.codes {
            Codes::Plain => composite.encoding_cmap(plain),
            Codes::Numbers => composite.encoding_predefined(Name(self.codes.name().as_bytes())),
        };
        composite.finish();

        let mut cid = chunk.cid_font(cid_font);
        cid.subtype(self.outlines.kind()).base_font(base_name).system_info(IDENTITY).font_descriptor(descriptor).default_width(0.0);
        if self.outlines == Outlines::TrueType {
            cid.cid_to_gid_map_predefined(Name(b"Identity"));
        }
        cid.widths().consecutive(0, self.widths.iter().copied());
        cid.finish();

        self.write_descriptor(chunk, face, descriptor, program);

        let (data, length) = &self.program;
        let mut stream = chunk.stream(program, data);
        stream.filter(Filter::FlateDecode);
        match self.outlines {
            Outlines::OpenType => stream.pair(Name(b"Subtype"), Name(b"OpenType")),
            Outlines::Cff => stream.pair(Name(b"Subtype"), Name(b"CIDFontType0C")),
            Outlines::TrueType => stream.pair(Name(b"Length1"), *length as i32),
        };
        stream.finish();

        let data = deflate(self.to_unicode());
        chunk.cmap(to_unicode, &data).filter(Filter::FlateDecode);
        font
    }

    fn write_descriptor(&self, chunk: &mut Chunk, face: &Face, id: Ref, program: Ref) {
        let mut flags = FontFlags::SYMBOLIC;
        flags.set(FontFlags::ITALIC, face.italic);
        let family = face.family.to_lowercase();
        flags.set(FontFlags::SERIF, family.contains("serif") && !family.contains("sans"));
        let metrics = &face.metrics;
        let [left, bottom, right, top] = metrics.bounds.map(round);
        let mut descriptor = chunk.font_descriptor(id);
        descriptor
            .name(Name(self.base_name.as_bytes()))
            .flags(flags)
            .bbox(pdf_writer::Rect::new(left, bottom, right, top))
            .italic_angle(round(metrics.italic_angle))
            .ascent(round(metrics.ascent))
            .descent(round(metrics.descent))
            .cap_height(round(metrics.cap_height))
            // Fonts do not say how thick their stems are; this is the common guess from the weight.
            .stem_v(round(10.0 + 220.0 * (f32::from(face.weight) - 50.0) / 900.0));
        match self.outlines {
            Outlines::Cff | Outlines::OpenType => descriptor.font_file3(program),
            Outlines::TrueType => descriptor.font_file2(program),
        };
    }

    fn to_unicode(&self) -> Vec<u8> {
        let mut map = UnicodeCmap::new(Name(b"Custom"), IDENTITY);
        for (glyph, text) in self.texts.iter().enumerate().skip(1) {
            map.pair_with_multiple(self.codes.code(glyph as u16), text.chars());
        }
        map.finish().into_vec()
    }
}

/// The glyphs of a run by what they say together: glyphs of one range of the text are one cluster.
pub(super) fn clusters(glyphs: &[Glyph]) -> impl Iterator<Item = &[Glyph]> {
    // Glyphs that say nothing stand alone: they have nothing to say together.
    glyphs.chunk_by(|a, b| a.start == b.start && a.end == b.end && a.start < a.end)
}

/// What a cluster says; nothing if its range does not fit the text.
fn cluster_text<'a>(text: &'a str, cluster: &[Glyph], soft_hyphens: bool) -> &'a str {
    let text = cluster.first().and_then(|glyph| text.get(glyph.start as usize..glyph.end as usize)).unwrap_or_default();
    if text == "\u{ad}" && !soft_hyphens { "-" } else { text }
}

/// The text with most votes; among equals the one that was seen first. Glyphs that say nothing on all pages still need
/// an entry in the map: they are blanks.
fn commonest(texts: &[(&str, u32)]) -> String {
    let said = texts.iter().filter(|(text, _)| !text.is_empty()).rev().max_by_key(|(_, votes)| *votes);
    said.map_or_else(|| " ".to_owned(), |(text, _)| (*text).to_owned())
}

/// Six capital letters that tell this subset of a font from others (PDF 32000-1, 9.6.4).
fn tag(name: &str, glyphs: &[u16]) -> String {
    let seed: Vec<u8> = name.bytes().chain(glyphs.iter().flat_map(|glyph| glyph.to_be_bytes())).collect();
    let mut hash = Uuid::new_v5(&Uuid::NAMESPACE_OID, &seed).as_u128();
    let mut letters = String::with_capacity(6);
    for _ in 0..6 {
        letters.push(char::from(b'A' + (hash % 26) as u8));
        hash /= 26;
    }
    letters
}

/// A table of an OpenType file.
fn table(font: &[u8], name: [u8; 4]) -> Option<&[u8]> {
    let number = |at: usize| font.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    let count = u16::from_be_bytes(font.get(4..6)?.try_into().ok()?);
    let record = (0..usize::from(count)).map(|index| 12 + 16 * index).find(|&at| font.get(at..at + 4) == Some(&name[..]))?;
    let (start, length) = (number(record + 8)? as usize, number(record + 12)? as usize);
    font.get(start..start.checked_add(length)?)
}

fn refused(face: &Face, why: &str) -> Diagnostic {
    Diagnostic::error(Code("font-not-embeddable"), format!("the font {} cannot be put into a PDF: {why}", face.postscript_name))
        .hint("use a font with TrueType or PostScript outlines, not a variable PostScript one")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commonest_text_wins() {
        assert_eq!(commonest(&[("-", 1), ("\u{ad}", 3)]), "\u{ad}");
        assert_eq!(commonest(&[("a", 2), ("b", 2)]), "a");
        assert_eq!(commonest(&[("", 9)]), " ");
    }

    #[test]
    fn tags_tell_subsets_apart() {
        assert_eq!(tag("Font", &[1, 2]), tag("Font", &[1, 2]));
        assert_ne!(tag("Font", &[1, 2]), tag("Font", &[1, 3]));
        assert!(tag("Font", &[1]).bytes().all(|letter| letter.is_ascii_uppercase()));
    }
}
