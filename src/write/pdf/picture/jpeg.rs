//! JPEG files as a PDF can hold them: just their bytes, once their kind is known.

use std::borrow::Cow;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::{Coding, Encoded, MOST_PIXELS, Space};

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
        mask: None,
    })
}

/// The inks of a four-channel picture, 255 being solid; nothing if it is damaged or none. (The decoder that all other pictures
/// go through makes them RGB.)
pub(super) fn inks(bytes: &[u8]) -> Option<Vec<u8>> {
    let header = header(bytes).filter(|header| header.components == 4)?;
    if u64::from(header.width) * u64::from(header.height) > MOST_PIXELS {
        return None;
    }
    let options = || DecoderOptions::default().set_strict_mode(false).set_max_width(usize::MAX).set_max_height(usize::MAX);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes.get(..end(bytes)?)?), options());
    decoder.decode_headers().ok()?;
    let space = decoder.input_colorspace().filter(|space| matches!(space, ColorSpace::CMYK | ColorSpace::YCCK))?;
    decoder.set_options(options().jpeg_set_out_colorspace(space));
    let mut pixels = decoder.decode().ok()?;
    if pixels.len() != usize::from(header.width) * usize::from(header.height) * 4 {
        return None;
    }
    for pixel in pixels.as_chunks_mut::<4>().0 {
        if space == ColorSpace::YCCK {
            *pixel = from_ycck(*pixel);
        }
        if header.adobe {
            *pixel = pixel.map(|ink| 255 - ink);
        }
    }
    Some(pixels)
}

/// What is told as brightness and two differences of colour, and black (ITU-T T.871, with the inks in the place of what
/// they leave of the light).
fn from_ycck([y, cb, cr, black]: [u8; 4]) -> [u8; 4] {
    let (y, cb, cr) = (f32::from(y), f32::from(cb) - 128.0, f32::from(cr) - 128.0);
    let light = [y + 1.402 * cr, y - 0.344_136 * cb - 0.714_136 * cr, y + 1.772 * cb];
    let [cyan, magenta, yellow] = light.map(|light| (255.0 - light).round().clamp(0.0, 255.0) as u8);
    [cyan, magenta, yellow, black]
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
