//! A glance into PostScript outlines: how many font dictionaries a Compact Font Format table holds.
//!
//! Layout: Adobe Technical Note 5176, The Compact Font Format Specification.

/// How many font dictionaries the first font of a CFF table has; none if it is not keyed by CID, or damaged.
///
/// Fonts for Chinese, Japanese and Korean have one for each kind of glyph.
pub(super) fn font_dictionaries(cff: &[u8]) -> Option<usize> {
    let names = Index::at(cff, usize::from(*cff.get(2)?))?;
    let tops = Index::at(cff, names.end)?;
    let top = cff.get(tops.first.clone()?)?;
    let offset = operand(top, FD_ARRAY)?;
    Some(Index::at(cff, usize::try_from(offset).ok()?)?.count)
}

/// The operator FDArray, 12 36 (table 10 of the note).
const FD_ARRAY: [u8; 2] = [12, 36];

/// What there is to know of an INDEX (section 5).
struct Index {
    count: usize,
    first: Option<std::ops::Range<usize>>,
    end: usize,
}

impl Index {
    fn at(cff: &[u8], start: usize) -> Option<Self> {
        let count = usize::from(u16::from_be_bytes(cff.get(start..start.checked_add(2)?)?.try_into().ok()?));
        if count == 0 {
            return Some(Self { count, first: None, end: start + 2 });
        }
        let size = usize::from(*cff.get(start + 2)?);
        let offsets = start + 3;
        // Offsets count from the byte before the objects.
        let base = offsets + (count + 1) * size - 1;
        let offset = |number: usize| {
            let bytes = cff.get(offsets + number * size..offsets + (number + 1) * size)?;
            base.checked_add(bytes.iter().fold(0, |sum: usize, &byte| sum << 8 | usize::from(byte)))
        };
        Some(Self { count, first: Some(offset(0)?..offset(1)?), end: offset(count)? })
    }
}

/// The last number before an operator of two bytes in a DICT (section 4).
fn operand(dict: &[u8], operator: [u8; 2]) -> Option<i32> {
    let mut last = None;
    let mut at = 0;
    while let Some(&byte) = dict.get(at) {
        let wide = |range: std::ops::Range<usize>| dict.get(range);
        let (value, length) = match byte {
            12 if dict.get(at..at + 2) == Some(&operator[..]) => return last,
            12 => (None, 2),
            0..=21 => (None, 1),
            28 => (Some(i32::from(i16::from_be_bytes(wide(at + 1..at + 3)?.try_into().ok()?))), 3),
            29 => (Some(i32::from_be_bytes(wide(at + 1..at + 5)?.try_into().ok()?)), 5),
            // A real number ends with a nibble of fifteen.
            30 => (None, 2 + dict.get(at + 1..)?.iter().position(|byte| byte & 0x0F == 0x0F || byte >> 4 == 0x0F)?),
            32..=246 => (Some(i32::from(byte) - 139), 1),
            247..=250 => (Some((i32::from(byte) - 247) * 256 + i32::from(*dict.get(at + 1)?) + 108), 2),
            251..=254 => (Some(-(i32::from(byte) - 251) * 256 - i32::from(*dict.get(at + 1)?) - 108), 2),
            _ => return None,
        };
        last = value;
        at += length;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table with one name, a top dictionary that says where its font dictionaries stand, and three of those.
    fn table() -> Vec<u8> {
        let mut cff = vec![1, 0, 4, 1];
        cff.extend([0, 1, 1, 1, 2, b'A']);
        // The Top DICT: -11.5 as a real number, then FDArray at byte 25.
        cff.extend([0, 1, 1, 1, 10, 30, 0xE1, 0x1A, 0x5F, 12, 3, 139 + 25, 12, 36]);
        cff.push(0);
        assert_eq!(cff.len(), 25);
        cff.extend([0, 3, 1, 1, 1, 1, 1]);
        cff
    }

    #[test]
    fn font_dictionaries_are_counted() {
        assert_eq!(font_dictionaries(&table()), Some(3));
    }

    #[test]
    fn damaged_tables_have_none() {
        let whole = table();
        for length in 0..whole.len() {
            assert!(font_dictionaries(&whole[..length]).is_none_or(|count| count == 3), "cut at {length}");
        }
        assert_eq!(font_dictionaries(&[1, 0, 4, 1, 0, 1, 4, 255, 255, 255, 255, 255, 255, 255, 255]), None);
    }
}
