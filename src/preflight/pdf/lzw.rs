//! LZW, which old files use (PDF 32000-1, 7.4.4.2).

use super::decode::Undecodable;

const CLEAR: usize = 256;
const END: usize = 257;

/// Unpacks LZW data. `early` is the usual habit of widening codes one entry early.
pub(super) fn decode(data: &[u8], early: bool, ceiling: usize) -> Result<Vec<u8>, Undecodable> {
    let mut unpacked: Vec<u8> = Vec::new();
    // Each entry is a stretch of what was unpacked already: no strings are kept.
    let mut entries: Vec<(usize, usize)> = Vec::new();
    let mut previous: Option<(usize, usize)> = None;
    let mut bits = Bits { data, at: 0 };
    loop {
        let width = width(entries.len() + 258, early);
        let Some(code) = bits.next(width) else { break };
        if code == CLEAR {
            entries.clear();
            previous = None;
            continue;
        }
        if code == END {
            break;
        }
        let start = unpacked.len();
        if let Ok(byte) = u8::try_from(code) {
            unpacked.push(byte);
        } else if let Some(&(from, to)) = entries.get(code - 258) {
            unpacked.extend_from_within(from..to);
        } else {
            // The one code that may be used before it is known: the previous string and its first byte again.
            let (Some((from, to)), true) = (previous, code == entries.len() + 258) else { return Err(Undecodable::Damaged) };
            unpacked.extend_from_within(from..to);
            unpacked.extend_from_within(from..=from);
        }
        if unpacked.len() > ceiling {
            return Err(Undecodable::TooLarge);
        }
        // A new entry is the previous string and the first byte of this one, which follows it in the output.
        if let Some((from, to)) = previous
            && entries.len() < 4096 - 258
        {
            entries.push((from, to + 1));
        }
        previous = Some((start, unpacked.len()));
    }
    Ok(unpacked)
}

/// How many bits the next code has, when the table will hold that many entries before it is read.
fn width(entries: usize, early: bool) -> u32 {
    // The reader's table lags one entry behind the writer's.
    match entries + 1 + usize::from(early) {
        0..=512 => 9,
        513..=1024 => 10,
        1025..=2048 => 11,
        _ => 12,
    }
}

struct Bits<'a> {
    data: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn next(&mut self, width: u32) -> Option<usize> {
        let mut code = 0;
        for _ in 0..width {
            let byte = self.data.get(self.at / 8)?;
            code = code << 1 | usize::from(byte >> (7 - self.at % 8) & 1);
            self.at += 1;
        }
        Some(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_standard_is_unpacked() {
        let packed = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        assert_eq!(decode(&packed, true, 100), Ok(vec![45, 45, 45, 45, 45, 65, 45, 45, 45, 66]));
        assert_eq!(decode(&packed, true, 5), Err(Undecodable::TooLarge));
    }

    #[test]
    fn nonsense_ends() {
        for seed in 0..200_u32 {
            let data: Vec<u8> = (0..500_u32).map(|at| (at.wrapping_mul(seed.wrapping_mul(2_654_435_761)) >> 24) as u8).collect();
            let _ = decode(&data, true, 100_000);
        }
    }
}
