//! Refusing files that would burst when opened, before the parser opens them.
//!
//! The parser unpacks object streams and cross-reference streams on its own and without a ceiling, and takes any
//! stream for one if the file says so. So what could be too much is unpacked once here, into nothing, and counted.

use std::io::Read;

use flate2::read::ZlibDecoder;
use memchr::memmem;

use super::{lzw, trailer};
use crate::base::known_profile;

/// All that streams other than pictures may unpack to. A thousand pages of text take a hundredth of it.
const ALL_TOGETHER: u64 = 500_000_000;
/// What one picture may unpack to; a poster in CMYK at 300 ppi takes half of it.
const ONE_PICTURE: u64 = 1_000_000_000;
/// Deflate packs at best so many bytes into one: 258 into each two bits (RFC 1951, 3.2.5).
const DEFLATED: u64 = 1_032;
/// Streams in one file.
const MOST_STREAMS: usize = 1_000_000;

/// Whether a stream in the file unpacks to more than anybody would mean, or could.
pub(super) fn bursts(bytes: &[u8]) -> bool {
    let pictures_matter = pictures_matter(bytes);
    let mut streams: Vec<(u64, &[u8], &[u8])> = Vec::new();
    for (count, (head, data)) in (Packed { bytes, at: 0 }).enumerate() {
        if count >= MOST_STREAMS {
            return true;
        }
        let most = at_most(head, data);
        if !has(head, b"/Image") {
            streams.push((most, head, data));
        } else if pictures_matter && most > ONE_PICTURE && unpacked(head, data, ONE_PICTURE) > ONE_PICTURE {
            return true;
        }
    }
    // The largest are unpacked first: mostly the others cannot be too much whatever is in them.
    streams.sort_by_key(|&(most, ..)| std::cmp::Reverse(most));
    let mut rest = streams.iter().fold(0u64, |sum, (most, ..)| sum.saturating_add(*most));
    let mut known = 0;
    for (most, head, data) in streams {
        if known + rest <= ALL_TOGETHER {
            return false;
        }
        rest -= most.min(rest);
        known += unpacked(head, data, ALL_TOGETHER - known);
        if known > ALL_TOGETHER {
            return true;
        }
    }
    false
}

/// The most that a stream can unpack to, as far as that is known from its length.
fn at_most(head: &[u8], data: &[u8]) -> u64 {
    let length = data.len() as u64;
    match (times_deflated(head), has(head, b"LZW")) {
        (0, false) if !looks_deflated(data) => 0,
        (0 | 1, false) => known_profile(data).map_or(length.saturating_mul(DEFLATED), |profile| profile.len() as u64),
        _ => u64::from(u32::MAX),
    }
}

/// How often a stream says it is packed. A name may be spelt with escapes (`/Fl#61te`).
fn times_deflated(head: &[u8]) -> usize {
    memmem::find_iter(head, b"Fl").count()
}

/// Whether data look packed, whatever is said of them.
fn looks_deflated(data: &[u8]) -> bool {
    data.starts_with(b"\x78")
}

/// Whether a picture could be passed off as an object stream: only by a cross-reference stream.
fn pictures_matter(bytes: &[u8]) -> bool {
    let plain = trailer::find(bytes).is_some_and(|trailer| !trailer.contains_key("XRefStm") && !trailer.contains_key("Prev"));
    trailer::has_stream_table(bytes) || !plain
}

/// How much a stream unpacks to, counted up to just past the limit.
fn unpacked(head: &[u8], data: &[u8], limit: u64) -> u64 {
    let times = times_deflated(head);
    if times == 0 && has(head, b"LZW") {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        return lzw::decode(data, true, limit.min(100_000_000)).map_or(limit as u64 + 1, |data| data.len() as u64);
    }
    match times {
        0 if !looks_deflated(data) => 0,
        0 | 1 => length(ZlibDecoder::new(data), limit),
        // What is packed twice can be a million times its size; nobody does it for any other reason.
        _ => length(ZlibDecoder::new(ZlibDecoder::new(data)), limit),
    }
}

/// How much can be read, up to just past the limit. Data that break off count as far as they go.
fn length(mut reader: impl Read, limit: u64) -> u64 {
    let mut buffer = vec![0; 64 * 1024];
    let mut total = 0;
    while total <= limit {
        match reader.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(read) => total += read as u64,
        }
    }
    total
}

/// The streams of a file, found by the word alone: what stands before each one, and what follows it.
struct Packed<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Packed<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let mut from = start;
        loop {
            let found = from + memmem::find(self.bytes.get(from..)?, b"stream")?;
            from = found + b"stream".len();
            if !self.bytes.get(..found)?.ends_with(b"end") {
                let head = self.bytes.get(start..found)?;
                let rest = self.bytes.get(from..)?;
                let data =
                    rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).or_else(|| rest.strip_prefix(b"\r")).unwrap_or(rest);
                let length = memmem::find(data, b"endstream").unwrap_or(data.len());
                self.at = from + (rest.len() - data.len()) + length;
                // Only the dictionary right before the stream describes it.
                let dictionary = memmem::rfind(head, b"obj").and_then(|at| head.get(at..)).unwrap_or(head);
                return Some((dictionary, data.get(..length)?));
            }
        }
    }
}

fn has(bytes: &[u8], word: &[u8]) -> bool {
    memmem::find(bytes, word).is_some()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn file(dictionary: &str, data: &[u8]) -> Vec<u8> {
        let mut file = format!("%PDF-1.5\n1 0 obj\n<<{dictionary}>>\nstream\n").into_bytes();
        file.extend_from_slice(data);
        file.extend_from_slice(b"\nendstream endobj");
        file
    }

    fn deflate(data: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(data).expect("writing to memory");
        encoder.finish().expect("writing to memory")
    }

    #[test]
    fn only_bombs_burst() {
        let honest = deflate(b"0 0 m");
        assert!(!bursts(&file("/Filter/FlateDecode", &honest)));
        let twice = deflate(&deflate(&vec![0; 50_000_000]));
        assert!(twice.len() < 2_000);
        // Packed twice, one of them stays below the ceiling, thirty do not.
        let many: Vec<u8> = (0..30).flat_map(|_| file("/Filter[/FlateDecode/FlateDecode]", &twice)).collect();
        assert!(bursts(&many));
        assert!(!bursts(&file("/Filter[/FlateDecode/FlateDecode]", &twice)));
    }
}
