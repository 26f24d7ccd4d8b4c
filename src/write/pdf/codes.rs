//! Codes: how the strings of a page name the glyphs of a font.
//!
//! Glyph numbers themselves would do (the CMap Identity-H), but half of their bytes are control characters, which strings
//! have to escape: four characters for one byte, eight for a glyph. Here each code is two figures, capitals or marks. Pages
//! are half as long then, and everybody who writes, packs, reads or checks them has half the work.

use std::fmt::Write;

use pdf_writer::types::SystemInfo;
use pdf_writer::{Chunk, Name, Ref, Str};

/// The character collection of fonts whose numbers mean nothing but themselves.
pub(super) const IDENTITY: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// The characters that codes are made of, a row without a gap: figures, capitals, and marks that no string has to escape.
const FIRST: u8 = b'*';
const LAST: u8 = b'Z';

/// How many of them there are.
const COUNT: u16 = (LAST - FIRST) as u16 + 1;

/// How many of them a code may start with. Readers go through the ranges of a CMap, some of them again and again, so it
/// should be short: enough for the letters, figures and marks of a few European languages.
const ROWS: u16 = 5;

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
        let plain = |place: u16| FIRST + (place as u8).min(LAST - FIRST);
        match self {
            Self::Plain => u16::from_be_bytes([plain(glyph / COUNT), plain(glyph % COUNT)]),
            Self::Numbers => glyph,
        }
    }

    /// The glyph of a code.
    pub(super) fn glyph(self, code: u16) -> u16 {
        match self {
            Self::Plain => {
                let [high, low] = code.to_be_bytes().map(|character| u16::from(character.saturating_sub(FIRST)));
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

/// Writes the CMap of plain codes for all fonts of a file, of which the largest has so many glyphs.
pub(super) fn write(chunk: &mut Chunk, id: Ref, glyphs: usize) {
    chunk.cmap(id, cmap(glyphs).as_bytes()).name(Name(Codes::Plain.name().as_bytes())).system_info(IDENTITY);
}

/// The CMap as Adobe Technical Note 5014 wants it: a range must not leave its first byte. Some readers take it apart for
/// every string of a page, so it says no more than it must.
fn cmap(glyphs: usize) -> String {
    let rows = glyphs.div_ceil(usize::from(COUNT)).clamp(1, usize::from(ROWS));
    let mut ranges = String::new();
    for (row, high) in (FIRST..=LAST).take(rows).enumerate() {
        // Writing into a string does not fail.
        let _ = writeln!(ranges, "<{high:02x}{FIRST:02x}> <{high:02x}{LAST:02x}> {}", row * usize::from(COUNT));
    }
    let name = Codes::Plain.name();
    format!(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> def\n\
         /CMapName /{name} def\n/CMapType 1 def\n/WMode 0 def\n\
         1 begincodespacerange\n<{FIRST:02x}{FIRST:02x}> <{LAST:02x}{LAST:02x}>\nendcodespacerange\n\
         {rows} begincidrange\n{ranges}endcidrange\n\
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
            assert!(code.to_be_bytes().iter().all(|byte| (FIRST..=LAST).contains(byte)), "{code:x}");
            assert_eq!(Codes::Plain.glyph(code), glyph);
        }
        assert_eq!(Codes::fit(245), Codes::Plain);
        assert_eq!(Codes::fit(246), Codes::Numbers);
    }

    #[test]
    fn the_map_says_what_the_codes_say() {
        for (wanted, mapped) in [(1, COUNT), (COUNT, COUNT), (COUNT + 1, 2 * COUNT), (ROWS * COUNT, ROWS * COUNT)] {
            let cmap = cmap(usize::from(wanted));
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
            assert_eq!(glyphs, mapped);
        }
    }
}
