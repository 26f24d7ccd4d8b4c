//! Unpacking streams with a ceiling: a kilobyte can be made to unpack to a gigabyte, and here it may not.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, Object, Stream};

use super::lzw;

/// The most that one stream of drawing, font or metadata may unpack to.
pub(in crate::preflight) const LARGEST_STREAM: usize = 256 * 1024 * 1024;

/// Why a stream could not be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::preflight) enum Undecodable {
    /// It unpacks to more than the ceiling.
    TooLarge,
    /// Its data are damaged.
    Damaged,
    /// Its data are in another file.
    External,
    /// It is encrypted or packed in a way that is not known.
    UnknownFilter,
}

impl Undecodable {
    /// In words, after "the stream".
    pub(in crate::preflight) fn words(self) -> &'static str {
        match self {
            Self::TooLarge => "unpacks to more than can be checked",
            Self::Damaged => "is damaged and can not be unpacked",
            Self::External => "lies in another file",
            Self::UnknownFilter => "is packed in a way that is not known",
        }
    }
}

/// A stream's data with its general filters undone.
pub(in crate::preflight) struct Decoded<'a> {
    /// The data.
    pub data: Cow<'a, [u8]>,
    /// The picture filter that was not undone: JPEG, JPEG 2000, fax or JBIG2.
    pub picture: Option<Filter>,
}

/// Undoes the filters of a stream up to a picture's own, if it has one.
///
/// # Errors
/// When the data are damaged, elsewhere, or larger than `ceiling` bytes.
pub(in crate::preflight) fn decode<'a>(stream: &Stream<'a>, ceiling: usize) -> Result<Decoded<'a>, Undecodable> {
    let dict = stream.dict();
    if matches!(dict.get::<Object<'_>>("F"), Some(Object::String(_) | Object::Dict(_))) {
        return Err(Undecodable::External);
    }
    let filters = stream.filters();
    if filters.len() < named_filters(dict) {
        return Err(Undecodable::UnknownFilter);
    }
    let mut data = stream.raw_data();
    for (index, filter) in filters.iter().enumerate() {
        let parameters = parameters(dict, index);
        data = match filter {
            Filter::FlateDecode => Cow::Owned(unpredict(inflate(&data, ceiling)?, &parameters)?),
            Filter::LzwDecode => {
                let early = parameters.get::<i32>("EarlyChange").unwrap_or(1) != 0;
                Cow::Owned(unpredict(lzw::decode(&data, early, ceiling)?, &parameters)?)
            }
            Filter::AsciiHexDecode => Cow::Owned(hex(&data)),
            Filter::Ascii85Decode => Cow::Owned(base85(&data)),
            Filter::RunLengthDecode => Cow::Owned(run_lengths(&data, ceiling)?),
            Filter::Crypt => continue,
            picture => return Ok(Decoded { data, picture: Some(*picture) }),
        };
    }
    Ok(Decoded { data, picture: None })
}

/// How many filters the dictionary names, known or not.
fn named_filters(dict: &Dict<'_>) -> usize {
    let filter = dict.get::<Object<'_>>("Filter").or_else(|| dict.get::<Object<'_>>("F"));
    match filter {
        Some(Object::Name(_)) => 1,
        Some(Object::Array(names)) => names.raw_iter().count(),
        _ => 0,
    }
}

fn parameters<'a>(dict: &Dict<'a>, index: usize) -> Dict<'a> {
    let key = if dict.contains_key("DecodeParms") { "DecodeParms" } else { "DP" };
    if let Some(one) = dict.get::<Dict<'a>>(key) {
        return one;
    }
    let several = dict.get::<Array<'a>>(key);
    several.and_then(|array| array.iter::<Object<'a>>().nth(index)).and_then(Object::into_dict).unwrap_or_default()
}

/// Inflates zlib data. Data that break off give what there is, as every reader does; data with nothing are damaged.
fn inflate(data: &[u8], ceiling: usize) -> Result<Vec<u8>, Undecodable> {
    // Drawings and tables grow to about three times their size; asking for room again and again takes longer than unpacking.
    let mut unpacked = Vec::with_capacity(data.len().saturating_mul(3).min(ceiling));
    let limit = u64::try_from(ceiling).unwrap_or(u64::MAX).saturating_add(1);
    let outcome = ZlibDecoder::new(data).take(limit).read_to_end(&mut unpacked);
    if unpacked.len() > ceiling {
        Err(Undecodable::TooLarge)
    } else if outcome.is_err() && unpacked.is_empty() && !data.is_empty() {
        Err(Undecodable::Damaged)
    } else {
        Ok(unpacked)
    }
}

/// Undoes a PNG or TIFF predictor (PDF 32000-1, 7.4.4.4).
fn unpredict(data: Vec<u8>, parameters: &Dict<'_>) -> Result<Vec<u8>, Undecodable> {
    let predictor = parameters.get::<i32>("Predictor").unwrap_or(1);
    if predictor <= 1 {
        return Ok(data);
    }
    let number = |key: &str, default: usize| parameters.get::<u32>(key).map_or(default, |value| value as usize);
    let (colors, bits, columns) = (number("Colors", 1), number("BitsPerComponent", 8), number("Columns", 1));
    let pixel_bits = colors.checked_mul(bits).ok_or(Undecodable::Damaged)?;
    let row = pixel_bits.checked_mul(columns).ok_or(Undecodable::Damaged)?.div_ceil(8);
    let pixel = pixel_bits.div_ceil(8).max(1);
    if row == 0 || row > LARGEST_STREAM {
        return Err(Undecodable::Damaged);
    }
    if predictor == 2 { Ok(tiff(data, row, pixel, bits)) } else { Ok(png(&data, row, pixel)) }
}

/// Undoes differences between neighbours in a row; only bytes occur in practice.
fn tiff(mut data: Vec<u8>, row: usize, pixel: usize, bits: usize) -> Vec<u8> {
    if bits == 8 {
        for line in data.chunks_mut(row) {
            for at in pixel..line.len() {
                line[at] = line[at].wrapping_add(line[at - pixel]);
            }
        }
    }
    data
}

/// Undoes PNG filters, which are chosen row by row.
fn png(data: &[u8], row: usize, pixel: usize) -> Vec<u8> {
    let mut above = vec![0_u8; row];
    let mut unpacked = Vec::with_capacity(data.len());
    for line in data.chunks(row + 1) {
        let Some((&kind, filtered)) = line.split_first() else { break };
        let mut current = filtered.to_vec();
        // Rows are long and pictures are many: the filter is chosen once a row, not once a byte.
        match kind {
            1 => (pixel..current.len()).for_each(|at| current[at] = current[at].wrapping_add(current[at - pixel])),
            2 => current.iter_mut().zip(&above).for_each(|(byte, &up)| *byte = byte.wrapping_add(up)),
            3 | 4 => {
                for at in 0..current.len() {
                    let (left, corner) = if at >= pixel { (current[at - pixel], above[at - pixel]) } else { (0, 0) };
                    let predicted = if kind == 3 { left.midpoint(above[at]) } else { paeth(left, above[at], corner) };
                    current[at] = current[at].wrapping_add(predicted);
                }
            }
            _ => {}
        }
        unpacked.extend_from_slice(&current);
        current.resize(row, 0);
        above = current;
    }
    unpacked
}

/// The neighbour nearest to left + up - upper left (PNG specification, 9.4).
fn paeth(left: u8, up: u8, upper_left: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(up) - i16::from(upper_left);
    let distance = |neighbour: u8| (estimate - i16::from(neighbour)).abs();
    if distance(left) <= distance(up) && distance(left) <= distance(upper_left) {
        left
    } else if distance(up) <= distance(upper_left) {
        up
    } else {
        upper_left
    }
}

fn hex(data: &[u8]) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let digits: Vec<u8> = data.iter().take_while(|&&byte| byte != b'>').filter_map(|&byte| digit(byte)).collect();
    digits.chunks(2).map(|pair| pair.first().copied().unwrap_or(0) << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

/// ASCII base-85 (PDF 32000-1, 7.4.3).
fn base85(data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(data.len());
    let mut group: Vec<u32> = Vec::with_capacity(5);
    let mut flush = |group: &mut Vec<u32>| {
        let count = group.len();
        if count > 1 {
            group.resize(5, 84);
            let value = group.iter().fold(0_u32, |value, &digit| value.wrapping_mul(85).wrapping_add(digit));
            bytes.extend_from_slice(value.to_be_bytes().get(..count - 1).unwrap_or_default());
        }
        group.clear();
    };
    for &byte in data.iter().take_while(|&&byte| byte != b'~') {
        match byte {
            b'z' if group.is_empty() => {
                group.extend([0; 5]);
                flush(&mut group);
            }
            b'!'..=b'u' => {
                group.push(u32::from(byte - b'!'));
                if group.len() == 5 {
                    flush(&mut group);
                }
            }
            _ => {}
        }
    }
    flush(&mut group);
    bytes
}

fn run_lengths(data: &[u8], ceiling: usize) -> Result<Vec<u8>, Undecodable> {
    let mut unpacked = Vec::new();
    let mut rest = data;
    while let Some((&length, after)) = rest.split_first() {
        match length {
            0..=127 => {
                let count = (usize::from(length) + 1).min(after.len());
                let (run, after) = after.split_at(count);
                unpacked.extend_from_slice(run);
                rest = after;
            }
            128 => break,
            129..=255 => {
                let Some((&byte, after)) = after.split_first() else { break };
                unpacked.extend(std::iter::repeat_n(byte, 257 - usize::from(length)));
                rest = after;
            }
        }
        if unpacked.len() > ceiling {
            return Err(Undecodable::TooLarge);
        }
    }
    Ok(unpacked)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn deflate(data: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(data).expect("writing to memory");
        encoder.finish().expect("writing to memory")
    }

    #[test]
    fn a_bomb_is_stopped_at_the_ceiling() {
        let bomb = deflate(&vec![0; 10_000_000]);
        assert!(bomb.len() < 20_000);
        assert_eq!(inflate(&bomb, 1_000_000), Err(Undecodable::TooLarge));
        assert_eq!(inflate(&bomb, 10_000_000).map(|data| data.len()), Ok(10_000_000));
        assert_eq!(run_lengths(&[129, 7].repeat(100), 1000), Err(Undecodable::TooLarge));
    }

    #[test]
    fn text_filters_are_undone() {
        assert_eq!(hex(b"48 65 6C6c 6F>"), b"Hello");
        assert_eq!(base85(b"87cURD]j7BEbo80~>"), b"Hello world!");
        assert_eq!(base85(b"z~>"), [0; 4]);
        assert_eq!(run_lengths(&[1, b'a', b'b', 254, b'c', 128], 99), Ok(b"abccc".to_vec()));
    }

    #[test]
    fn predictors_are_undone() {
        // One row of each PNG filter over three-byte rows of one-byte pixels.
        let filtered = [0, 1, 2, 3, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 1, 1, 4, 1, 1, 1];
        let expected = [1, 2, 3, 1, 2, 3, 2, 3, 4, 2, 3, 4, 3, 4, 5];
        assert_eq!(png(&filtered, 3, 1), expected);
        assert_eq!(tiff(vec![1, 1, 1, 5, 1, 1], 3, 1, 8), [1, 2, 3, 5, 6, 7]);
    }
}
