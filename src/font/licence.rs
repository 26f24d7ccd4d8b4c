//! What the maker of a font allows to be done with it in a file: the embedding bits of OpenType.

use std::fmt;

use read_fonts::{FontRef, TableProvider};

/// Why a font may not go into a file as we put it there, by its own word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not at all.
    Restricted,
    /// As bitmaps only.
    BitmapsOnly,
    /// Whole only, where only the letters in use are put in.
    WholeOnly,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Restricted => "its maker forbids to embed it",
            Self::BitmapsOnly => "its maker allows to embed bitmaps of it only",
            Self::WholeOnly => "its maker forbids to embed a part of it, and only the letters in use are put into a file",
        })
    }
}

/// What a font refuses, if anything (OpenType 1.9.1, OS/2, fsType). Of several permissions the loosest counts, as in fonts
/// from before they excluded each other. A font that says nothing refuses nothing.
pub fn refusal(data: &[u8], index: u32) -> Option<Refusal> {
    const RESTRICTED: u16 = 0x0002;
    const PRINT_OR_EDIT: u16 = 0x0004 | 0x0008;
    const NO_PARTS: u16 = 0x0100;
    const BITMAPS: u16 = 0x0200;
    let says = FontRef::from_index(data, index).ok()?.os2().ok()?.fs_type();
    if says & RESTRICTED != 0 && says & PRINT_OR_EDIT == 0 {
        Some(Refusal::Restricted)
    } else if says & BITMAPS != 0 {
        Some(Refusal::BitmapsOnly)
    } else if says & NO_PARTS != 0 {
        Some(Refusal::WholeOnly)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A bundled font with other permissions.
    fn saying(says: u16) -> Vec<u8> {
        let mut data = include_bytes!("../../fonts/source-sans-3/SourceSans3-Regular.otf").to_vec();
        let records = data.get(12..).expect("a font has tables").chunks(16);
        let record = records.clone().find(|record| record.starts_with(b"OS/2")).expect("the font has the table");
        let offset = u32::from_be_bytes([record[8], record[9], record[10], record[11]]) as usize;
        data[offset + 8..offset + 10].copy_from_slice(&says.to_be_bytes());
        data
    }

    #[test]
    fn permissions_are_read() {
        for (says, refused) in [
            (0, None),
            (0x0002, Some(Refusal::Restricted)),
            (0x0004, None),
            (0x0006, None),
            (0x0008, None),
            (0x0108, Some(Refusal::WholeOnly)),
            (0x0204, Some(Refusal::BitmapsOnly)),
        ] {
            assert_eq!(refusal(&saying(says), 0), refused, "{says:#06x}");
        }
        assert_eq!(refusal(b"OTTO", 0), None);
    }
}
