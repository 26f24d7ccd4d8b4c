//! Codes: how the strings of a page name the glyphs of a font.
//!
//! Glyph numbers themselves would do (the CMap Identity-H), but half of their bytes are control characters, which strings
//! have to escape: four characters for one byte, eight for a glyph. Here each code is two letters or digits. Pages are half
//! as long then, and everybody who writes, packs, reads or checks them has half the work.

use std::fmt::Write;

use pdf_writer::types::SystemInfo;
use pdf_writer::{Chunk, Name, Ref, Str};

/// The character collection of fonts whose numbers mean nothing but themselves.
pub(super) const IDENTITY: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// The characters that codes are made of, in rows without a gap: those that no reader could take for anything else.
const PLAIN: [(u8, u8); 3] = [(b'0', b'9'), (b'A', b'Z'), (b'a', b'z')];

/// How many of them there are.
const COUNT: u16 = 62;

/// How many of them a code may start with. Readers go through the ranges of a CMap, some of them again and again, so it
/// should be short: enough for the letters, figures and marks of a few European languages.
const ROWS: u16 = 4;

/// The way from codes to the glyph numbers of a font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Codes {
    /// Two plain characters.
    Plain,
    /// The glyph numbers themselves, for fonts of more glyphs.
    Numbers,
}

impl Codes {
    /// For a font of so many glyphs.
    pub(super) fn fit(glyphs: usize) -> Self {
        if glyphs <= usize::from(ROWS * COUNT) { Self::Plain } else { Self::Numbers }
    }

    /// The code of a glyph.
    pub(super) fn code(self, glyph: u16) -> u16 {
        match self {
            Self::Plain => u16::from_be_bytes([plain(glyph / COUNT), plain(glyph % COUNT)]),
            Self::Numbers => glyph,
        }
    }

    /// The glyph of a code.
    pub(super) fn glyph(self, code: u16) -> u16 {
        match self {
            Self::Plain => {
                let [high, low] = code.to_be_bytes().map(place);
                high * COUNT + low
            }
            Self::Numbers => code,
        }
    }

    /// The name of the CMap.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Plain => "RectoPlain-H",
            Self::Numbers => "Identity-H",
        }
    }
}

/// A plain character by its place among them.
fn plain(place: u16) -> u8 {
    let mut left = place as u8;
    for (first, last) in PLAIN {
        let length = last - first + 1;
        if left < length {
            return first + left;
        }
        left -= length;
    }
    PLAIN[2].1
}

/// The place of a plain character among them.
fn place(character: u8) -> u16 {
    let before = |&(first, last): &(u8, u8)| u16::from(character.clamp(first, last + 1) - first);
    PLAIN.iter().map(before).sum()
}

/// Writes the CMap of plain codes: the same for all fonts.
pub(super) fn write(chunk: &mut Chunk, id: Ref) {
    chunk.cmap(id, cmap().as_bytes()).name(Name(Codes::Plain.name().as_bytes())).system_info(IDENTITY);
}

/// The CMap as Adobe Technical Note 5014 wants it: a range must not leave its first byte, and a block holds up to a
/// hundred of them.
fn cmap() -> String {
    let mut ranges = String::new();
    let mut glyph = 0;
    for high in (0..ROWS).map(plain) {
        for (first, last) in PLAIN {
            // Writing into a string does not fail.
            let _ = writeln!(ranges, "<{high:02x}{first:02x}> <{high:02x}{last:02x}> {glyph}");
            glyph += u16::from(last - first) + 1;
        }
    }
    let (name, count) = (Codes::Plain.name(), usize::from(ROWS) * PLAIN.len());
    let (least, greatest) = (PLAIN[0].0, PLAIN[2].1);
    format!(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo 3 dict dup begin\n/Registry (Adobe) def\n/Ordering (Identity) def\n/Supplement 0 def\nend def\n\
         /CMapName /{name} def\n/CMapVersion 1 def\n/CMapType 1 def\n/WMode 0 def\n\
         1 begincodespacerange\n<{least:02x}{least:02x}> <{greatest:02x}{greatest:02x}>\nendcodespacerange\n\
         {count} begincidrange\n{ranges}endcidrange\n\
         endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_plain_and_lead_back_to_their_glyphs() {
        for glyph in 0..ROWS * COUNT {
            let code = Codes::Plain.code(glyph);
            assert!(code.to_be_bytes().iter().all(u8::is_ascii_alphanumeric), "{code:x}");
            assert_eq!(Codes::Plain.glyph(code), glyph);
        }
        assert_eq!(Codes::fit(248), Codes::Plain);
        assert_eq!(Codes::fit(249), Codes::Numbers);
    }

    #[test]
    fn the_map_says_what_the_codes_say() {
        let cmap = cmap();
        let mut glyphs = 0;
        for line in cmap.lines().filter(|line| line.starts_with('<') && line.split(' ').count() == 3) {
            let parts: Vec<&str> = line.split([' ', '<', '>']).filter(|part| !part.is_empty()).collect();
            let code = |part: &str| u16::from_str_radix(part, 16).expect("a code");
            let first: u16 = parts[2].parse().expect("a glyph");
            for (offset, code) in (code(parts[0])..=code(parts[1])).enumerate() {
                assert_eq!(Codes::Plain.code(first + offset as u16), code, "{line}");
                glyphs += 1;
            }
        }
        assert_eq!(glyphs, ROWS * COUNT);
    }
}
