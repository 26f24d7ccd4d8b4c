//! Packed streams of an exact length: nothing in them is squeezed, and spaces fill them up.

/// What a stored block of a packed stream may hold (RFC 1951, 3.2.4).
const LARGEST_BLOCK: usize = 65_535;
/// What such a block takes beside what it holds.
const BLOCK_HEAD: usize = 5;
/// What a packed stream takes beside its blocks: its head and its checksum (RFC 1950, 2.2).
const STREAM_HEAD: usize = 6;

/// Content that ends in a space, as a packed stream of that length; `None` if it does not fit. Not to squeeze it costs no time
/// here nor where it is read.
pub(super) fn of_length(mut content: Vec<u8>, length: usize) -> Option<Vec<u8>> {
    let blocks = length.checked_sub(STREAM_HEAD)?.div_ceil(LARGEST_BLOCK + BLOCK_HEAD).max(1);
    let room = length.checked_sub(STREAM_HEAD + blocks * BLOCK_HEAD)?;
    if content.len() > room {
        return None;
    }
    content.resize(room, b' ');
    let mut checksum = adler2::adler32_slice(&content).to_be_bytes();
    if let ([.., b'\r'], Some(last)) = (&checksum, content.last_mut()) {
        // With the line end after it, it would be taken for one; another kind of space at the end changes it.
        *last = if *last == b' ' { b'\n' } else { b' ' };
        checksum = adler2::adler32_slice(&content).to_be_bytes();
    }
    let mut stream = Vec::with_capacity(length);
    stream.extend([0x78, 0x01]);
    let mut parts = content.chunks(room.div_ceil(blocks).max(1));
    for block in 0..blocks {
        let part = parts.next().unwrap_or_default();
        let size = u16::try_from(part.len()).ok()?;
        stream.push(u8::from(block + 1 == blocks));
        stream.extend(size.to_le_bytes());
        stream.extend((!size).to_le_bytes());
        stream.extend(part);
    }
    stream.extend(checksum);
    (stream.len() == length).then_some(stream)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_stream_is_as_long_as_asked() {
        for length in [40, 500, 65_546, 65_547, 65_551, 65_552, 70_000, 200_000] {
            let stream = of_length(b"BT ET".to_vec(), length).unwrap();
            assert_eq!(stream.len(), length);
            let mut content = String::new();
            flate2::read::ZlibDecoder::new(stream.as_slice()).read_to_string(&mut content).unwrap();
            assert_eq!(content.trim_end(), "BT ET");
        }
        assert_eq!(of_length(b"BT ET".to_vec(), 15), None);
    }

    #[test]
    fn a_stream_does_not_end_like_a_line() {
        for number in 0..2000 {
            let stream = of_length(format!("{number} Tr\n").into_bytes(), 30).unwrap();
            assert_ne!(stream.last(), Some(&b'\r'), "{number}");
        }
    }
}
