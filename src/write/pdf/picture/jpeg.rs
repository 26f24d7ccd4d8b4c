//! JPEG files as a PDF can hold them: just their bytes, once their kind is known.

use std::borrow::Cow;

use super::{Coding, Encoded, Space};

/// What a JPEG's markers say of it.
struct Header {
    width: u16,
    height: u16,
    bits: u8,
    components: u8,
    /// Whether Adobe's marker is there: with it, four-channel files count ink from full to none.
    adobe: bool,
}

/// The picture as it stands in the file, if a PDF can hold it: baseline or progressive, eight bits, one, three or four
/// channels.
pub(super) fn pass(bytes: &[u8]) -> Option<Encoded<'_>> {
    let header = header(bytes)?;
    let space = match header.components {
        1 => Space::Gray,
        3 => Space::Rgb,
        4 => Space::Cmyk,
        _ => return None,
    };
    let coding = Coding::Jpeg { inverted: space == Space::Cmyk && header.adobe };
    let (width, height) = (u32::from(header.width), u32::from(header.height));
    (header.bits == 8).then_some(Encoded {
        width,
        height,
        bits: 8,
        space,
        coding,
        data: Cow::Borrowed(bytes.get(..end(bytes)?)?),
        profile: None,
    })
}

/// One past the last byte of the picture; nothing if the end is missing. Decoders paint what is missing grey and say
/// nothing; cameras and editors append thumbnails and zeros.
pub(super) fn end(bytes: &[u8]) -> Option<usize> {
    const END: [u8; 2] = [0xFF, 0xD9];
    bytes.windows(2).rposition(|pair| pair == END).map(|at| at + 2)
}

fn header(bytes: &[u8]) -> Option<Header> {
    let mut adobe = false;
    let mut at = 2;
    loop {
        let (&first, &marker) = (bytes.get(at)?, bytes.get(at + 1)?);
        if first != 0xFF {
            return None;
        }
        if marker == 0xFF {
            // Fill bytes before a marker.
            at += 1;
            continue;
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
        let segment = bytes.get(at + 4..at + 2 + length)?;
        match marker {
            0xEE => adobe |= segment.starts_with(b"Adobe"),
            // Baseline, extended and progressive Huffman frames; the others PDF does not know.
            0xC0..=0xC2 => {
                let &[bits, h1, h2, w1, w2, components] = segment.get(..6)?.first_chunk()?;
                let (height, width) = (u16::from_be_bytes([h1, h2]), u16::from_be_bytes([w1, w2]));
                return Some(Header { width, height, bits, components, adobe });
            }
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF | 0xDA => return None,
            _ => {}
        }
        at += 2 + length;
    }
}
