//! Compression of streams.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Deflates a stream that may grow by white space at its end.
///
/// Some validators take a last byte 0x0D with the line end after it for one line end, and find the stream a byte short.
/// A space more gives another checksum, which is what the stream ends with.
pub(super) fn deflate(mut data: Vec<u8>) -> Vec<u8> {
    let mut deflated = deflate_exactly(&data);
    while deflated.last() == Some(&b'\r') {
        data.push(b' ');
        deflated = deflate_exactly(&data);
    }
    deflated
}

/// Deflates a stream whose bytes all count. Measured on drawn pages: trying harder costs half the time again and saves
/// four per cent.
pub(super) fn deflate_exactly(data: &[u8]) -> Vec<u8> {
    encode(data, Compression::new(5))
}

/// Deflates pixels: there are many, and trying hard doubles the time for half a per cent.
pub(super) fn deflate_quickly(data: &[u8]) -> Vec<u8> {
    encode(data, Compression::new(4))
}

/// Deflates the tables of colour profiles, which hardly repeat: trying at all saves two per cent.
pub(super) fn deflate_tables(data: &[u8]) -> Vec<u8> {
    encode(data, Compression::fast())
}

fn encode(data: &[u8], level: Compression) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(data.len() / 3), level);
    // Writing into memory does not fail.
    let _ = encoder.write_all(data);
    encoder.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_stream_ends_like_a_line() {
        let unlucky =
            (0..u32::from(u16::MAX)).map(|n| n.to_string().into_bytes()).find(|data| deflate_exactly(data).last() == Some(&b'\r'));
        let unlucky = unlucky.expect("one in 256 ends so");
        assert_ne!(deflate(unlucky).last(), Some(&b'\r'));
    }
}
