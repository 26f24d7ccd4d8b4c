//! PNG's way to compress pixels, which PDF shares: deflate over rows that are written as differences.

use std::borrow::Cow;

use super::{Coding, Encoded, Space};
use crate::write::pdf::compress::deflate_exactly;

/// The pixel data as it stands in the file, if a PDF can hold it: no transparency, not interlaced, at most eight bits.
/// The file was decoded before, so that its chunks are known to be whole.
pub(super) fn pass(bytes: &[u8]) -> Option<Encoded<'_>> {
    let mut palette = Vec::new();
    let mut data = Vec::new();
    let mut header = None;
    for (name, body) in chunks(bytes) {
        match &name {
            b"IHDR" => header = body.first_chunk::<13>(),
            b"PLTE" => palette = body.to_vec(),
            b"IDAT" => data.extend_from_slice(body),
            b"tRNS" => return None,
            _ => {}
        }
    }
    let &[w1, w2, w3, w4, h1, h2, h3, h4, bits, kind, _, _, interlaced] = header?;
    let space = match kind {
        0 => Space::Gray,
        2 => Space::Rgb,
        3 => Space::Palette(palette),
        _ => return None,
    };
    let whole = !data.is_empty() && data.last() != Some(&b'\r');
    (bits <= 8 && interlaced == 0 && whole).then_some(Encoded {
        width: u32::from_be_bytes([w1, w2, w3, w4]),
        height: u32::from_be_bytes([h1, h2, h3, h4]),
        bits,
        space,
        coding: Coding::Png,
        data: Cow::Owned(data),
        profile: None,
    })
}

/// Compresses rows of eight-bit pixels.
pub(super) fn compress(pixels: &[u8], row: usize, channels: usize) -> Vec<u8> {
    let mut filtered = Vec::with_capacity(pixels.len() + pixels.len() / row.max(1) + 1);
    let blank = vec![0; row];
    let mut above = blank.as_slice();
    for line in pixels.chunks_exact(row.max(1)) {
        filter(line, above, channels, &mut filtered);
        above = line;
    }
    let mut data = deflate_exactly(&filtered);
    if data.last() == Some(&b'\r') {
        // See `deflate`: nothing must end so. Readers stop at the end of the compressed data.
        data.push(b'\n');
    }
    data
}

/// Writes a row as differences to its neighbours, in the way that promises the smallest ones: left, above, or Paeth's
/// guess (PNG specification, 9.2; the sum of absolute differences is its own advice, 12.7).
fn filter(line: &[u8], above: &[u8], channels: usize, out: &mut Vec<u8>) {
    let left = |at: usize| at.checked_sub(channels).map_or(0, |at| line[at]);
    let corner = |at: usize| at.checked_sub(channels).map_or(0, |at| above[at]);
    let difference = |kind: u8, at: usize| {
        let guess = match kind {
            1 => left(at),
            2 => above[at],
            _ => paeth(left(at), above[at], corner(at)),
        };
        line[at].wrapping_sub(guess)
    };
    let cost = |kind: u8| (0..line.len()).map(|at| u64::from((difference(kind, at) as i8).unsigned_abs())).sum::<u64>();
    let best = [1, 2, 4].into_iter().min_by_key(|&kind| cost(kind)).unwrap_or(1);
    out.push(best);
    out.extend((0..line.len()).map(|at| difference(best, at)));
}

/// Whichever neighbour comes nearest to left + above - corner.
fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(above) - i16::from(corner);
    let distance = |neighbour: u8| (estimate - i16::from(neighbour)).unsigned_abs();
    if distance(left) <= distance(above) && distance(left) <= distance(corner) {
        left
    } else if distance(above) <= distance(corner) {
        above
    } else {
        corner
    }
}

/// The chunks of a PNG file: name and body.
fn chunks(bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let mut rest = bytes.get(8..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (&length, after) = rest.split_first_chunk::<4>()?;
        let (&name, after) = after.split_first_chunk::<4>()?;
        let (body, after) = after.split_at_checked(u32::from_be_bytes(length) as usize)?;
        rest = after.get(4..)?;
        Some((name, body))
    })
}
