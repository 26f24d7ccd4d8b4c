//! PNG's way to compress pixels, which PDF shares: deflate over rows that are written as differences.

use std::borrow::Cow;

use rayon::prelude::*;

use super::{Coding, Encoded, Space};
use crate::write::pdf::compress::deflate_quickly;

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
        mask: None,
    })
}

/// Compresses rows of eight-bit pixels, `row` bytes each.
pub(super) fn compress(pixels: &[u8], row: usize, channels: usize) -> Vec<u8> {
    /// Enough for a core to be busy with, few enough that all cores are.
    const ROWS_AT_ONCE: usize = 32;
    let row = row.max(1);
    let strips = pixels.par_chunks(row * ROWS_AT_ONCE).enumerate().map(|(index, strip)| {
        let before = (index * row * ROWS_AT_ONCE).checked_sub(row);
        let above = before.and_then(|at| pixels.get(at..at + row));
        filter_rows(strip, above, row, channels)
    });
    let filtered = strips.collect::<Vec<_>>().concat();
    let mut data = deflate_quickly(&filtered);
    if data.last() == Some(&b'\r') {
        // See `deflate`: nothing must end so. Readers stop at the end of the compressed data.
        data.push(b'\n');
    }
    data
}

/// Writes rows as differences to their neighbours, each in the way that promises the smallest ones: left, above, or
/// Paeth's guess (PNG specification, 9.2; the sum of absolute differences is its own advice, 12.7).
fn filter_rows(rows: &[u8], above: Option<&[u8]>, row: usize, channels: usize) -> Vec<u8> {
    let blank = vec![0; row];
    let mut above = above.unwrap_or(&blank);
    let mut filtered = Vec::with_capacity(rows.len() + rows.len() / row + 1);
    let mut candidates = [(1, vec![0; row]), (2, vec![0; row]), (4, vec![0; row])];
    for line in rows.chunks_exact(row) {
        for (kind, differences) in &mut candidates {
            filter(*kind, line, above, channels, differences);
        }
        let cost = |differences: &[u8]| differences.iter().map(|&byte| u64::from((byte as i8).unsigned_abs())).sum::<u64>();
        if let Some((kind, differences)) = candidates.iter().min_by_key(|(_, differences)| cost(differences)) {
            filtered.push(*kind);
            filtered.extend_from_slice(differences);
        }
        above = line;
    }
    filtered
}

/// The differences of a row to one kind of guess: 1 left, 2 above, 4 Paeth's. Left of the first pixel all is 0.
fn filter(kind: u8, line: &[u8], above: &[u8], channels: usize, differences: &mut [u8]) {
    // Whole slices, so that many bytes are worked out at once.
    let (first, others) = differences.split_at_mut(channels.min(differences.len()));
    for ((difference, byte), above) in first.iter_mut().zip(line).zip(above) {
        // With nothing to the left, Paeth's guess is what stands above.
        *difference = byte.wrapping_sub(if kind == 1 { 0 } else { *above });
    }
    let bytes = others.iter_mut().zip(line.get(channels..).unwrap_or_default());
    let above_them = above.get(channels..).unwrap_or_default();
    match kind {
        1 => bytes.zip(line).for_each(|((difference, byte), left)| *difference = byte.wrapping_sub(*left)),
        2 => bytes.zip(above_them).for_each(|((difference, byte), above)| *difference = byte.wrapping_sub(*above)),
        _ => {
            for (((difference, byte), left), (above, corner)) in bytes.zip(line).zip(above_them.iter().zip(above)) {
                *difference = byte.wrapping_sub(paeth(*left, *above, *corner));
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::pdf::testing::hand_made_png;

    #[test]
    fn rows_come_back_as_they_were() {
        // More rows than one strip has, with slopes and noise for every kind of guess.
        let (width, height) = (40, 100);
        let pixels: Vec<u8> = (0..width * height * 3).map(|at| ((at * at) % 251 + at / 7) as u8).collect();
        let data = compress(&pixels, width * 3, 3);
        let mut filtered = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::ZlibDecoder::new(&*data), &mut filtered).expect("it is zlib");
        let file = hand_made_png((width as u32, height as u32), 8, 2, &[], &filtered);
        let decoded = image::load_from_memory(&file).expect("it is a PNG").into_rgb8().into_raw();
        assert_eq!(decoded, pixels);
    }
}
