//! The operators of a content stream as they are written: where each one and its operands stand (PDF 32000-1, 7.8.2).

use std::ops::Range;

/// An operator with its operands.
#[derive(Debug, PartialEq)]
pub(super) struct Operator<'d> {
    /// Its name.
    pub name: &'d [u8],
    /// Its operands; what stands in arrays and dictionaries is listed as if it stood by itself.
    pub operands: &'d [Operand],
    /// Operands and name, as written.
    pub written: &'d [u8],
}

/// An operand, as far as its kind matters here.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Operand {
    /// A number within the limits that all parts of PDF/A share.
    Number,
    /// A name, with its slash.
    Name(Range<usize>),
    /// A string in parentheses, with them.
    Literal(Range<usize>),
    /// A string in angle brackets, with them.
    Hex(Range<usize>),
    /// A bracket of an array or a dictionary.
    Bracket(u8),
    /// A word: `true`, `false`, `null`, or a number beyond the limits.
    Other,
}

/// Goes over the operators of some content.
///
/// Returns whether all of it could be told apart: pictures in the line, strings without an end and operands without an
/// operator can not. `each` may say so too, by returning `false`.
pub(super) fn each(data: &[u8], mut each: impl FnMut(Operator<'_>) -> bool) -> bool {
    let mut operands = Vec::new();
    let mut at = 0;
    let mut start = None;
    while let Some(&byte) = data.get(at) {
        if is_space(byte) {
            at += 1;
            continue;
        }
        let from = *start.get_or_insert(at);
        let Some(end) = token_end(data, at) else { return false };
        let token = data.get(at..end).unwrap_or_default();
        match byte {
            b'/' => operands.push(Operand::Name(at..end)),
            b'(' => operands.push(Operand::Literal(at..end)),
            b'<' if token != b"<<" => operands.push(Operand::Hex(at..end)),
            b'[' | b']' | b'<' | b'>' => operands.push(Operand::Bracket(byte)),
            b'+' | b'-' | b'.' | b'0'..=b'9' => operands.push(if is_small(token) { Operand::Number } else { Operand::Other }),
            _ if matches!(token, b"true" | b"false" | b"null") => operands.push(Operand::Other),
            _ => {
                let written = data.get(from..end).unwrap_or_default();
                if token == b"BI" || !each(Operator { name: token, operands: &operands, written }) {
                    return false;
                }
                operands.clear();
                start = None;
            }
        }
        at = end;
    }
    operands.is_empty()
}

/// The bytes of a string; `None` if it is not written as it should be.
pub(super) fn string(data: &[u8], operand: &Operand) -> Option<Vec<u8>> {
    match operand {
        Operand::Literal(range) => literal(data.get(range.start + 1..range.end - 1)?),
        Operand::Hex(range) => hex(data.get(range.start + 1..range.end - 1)?),
        _ => None,
    }
}

/// Where the token that begins at a byte ends; `None` for comments and for what has no end.
fn token_end(data: &[u8], at: usize) -> Option<usize> {
    let rest = data.get(at + 1..)?;
    match data.get(at)? {
        b'(' => literal_end(data, at),
        b'<' if rest.first() == Some(&b'<') => Some(at + 2),
        b'>' => (rest.first() == Some(&b'>')).then_some(at + 2),
        b'<' => rest.iter().position(|&byte| byte == b'>').map(|length| at + length + 2),
        b'[' | b']' => Some(at + 1),
        b')' | b'{' | b'}' | b'%' => None,
        _ => Some(at + 1 + rest.iter().position(|&byte| is_space(byte) || is_delimiter(byte)).unwrap_or(rest.len())),
    }
}

fn literal_end(data: &[u8], at: usize) -> Option<usize> {
    let (mut depth, mut escaped) = (0_usize, false);
    for (length, &byte) in data.get(at..)?.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at + length + 1),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The bytes of a string between its parentheses (PDF 32000-1, 7.3.4.2); `None` where a line end is in it, which readers
/// take for different bytes.
fn literal(written: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'\r' | b'\n' => return None,
            b'\\' => match rest.next()? {
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                b'b' => 8,
                b'f' => 12,
                escaped @ (b'(' | b')' | b'\\') => escaped,
                digit @ b'0'..=b'7' => {
                    let mut code = u32::from(digit - b'0');
                    for _ in 0..2 {
                        let Some(digit) = rest.next_if(|byte| matches!(byte, b'0'..=b'7')) else { break };
                        code = code * 8 + u32::from(digit - b'0');
                    }
                    u8::try_from(code).ok()?
                }
                _ => return None,
            },
            byte => byte,
        });
    }
    Some(bytes)
}

/// The bytes of a string between its angle brackets; `None` if it is anything but pairs of digits.
fn hex(written: &[u8]) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let (pairs, rest) = written.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs.iter().map(|&[high, low]| Some(digit(high)? << 4 | digit(low)?)).collect()
}

/// Whether a number is one, and so small that no part of PDF/A has anything against it: below 10000.
fn is_small(token: &[u8]) -> bool {
    let digits = token.strip_prefix(b"-").or_else(|| token.strip_prefix(b"+")).unwrap_or(token);
    let whole = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let after = digits.get(whole..).unwrap_or_default();
    let part = after.strip_prefix(b".").unwrap_or(after);
    whole <= 4
        && part.len() <= 9
        && whole + part.len() > 0
        && part.iter().all(u8::is_ascii_digit)
        && (after.is_empty() || after.len() > part.len())
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(data: &[u8]) -> Option<Vec<String>> {
        let mut names = Vec::new();
        each(data, |operator| {
            names.push(String::from_utf8_lossy(operator.written).into_owned());
            true
        })
        .then_some(names)
    }

    #[test]
    fn operators_are_told_apart() {
        let found = names(b"/P <</MCID 0>> BDC\nBT /F1 9.5 Tf 1 0 0 1 -3 .5 Tm[(a\\)b)-20<4142>]TJ(x(y)z)' ET EMC");
        let wanted = ["/P <</MCID 0>> BDC", "BT", "/F1 9.5 Tf", "1 0 0 1 -3 .5 Tm", "[(a\\)b)-20<4142>]TJ", "(x(y)z)'", "ET", "EMC"];
        assert_eq!(found.unwrap(), wanted);
    }

    #[test]
    fn what_cannot_be_told_apart_is_said_so() {
        for odd in [&b"BI /W 1 ID x EI"[..], b"(open Tj", b"1 2", b"% note\nq Q", b"<41 Tj", b") Tj", b"{ q }"] {
            assert_eq!(names(odd), None, "{}", String::from_utf8_lossy(odd));
        }
    }

    #[test]
    fn strings_are_read_as_readers_do() {
        let read = |written: &[u8]| {
            let mut found = None;
            each(written, |operator| {
                found = string(written, &operator.operands[0]);
                true
            });
            found
        };
        assert_eq!(read(b"(a\\(\\\\\\101\\0b) Tj").unwrap(), b"a(\\A\0b");
        assert_eq!(read(b"<4aFf> Tj").unwrap(), [0x4A, 0xFF]);
        for odd in [&b"<4> Tj"[..], b"<4 1> Tj", b"(a\nb) Tj", b"(\\x) Tj", b"(\\777) Tj"] {
            assert_eq!(read(odd), None, "{}", String::from_utf8_lossy(odd));
        }
    }

    #[test]
    fn small_numbers_are_numbers() {
        for number in ["0", "-9999", "+.5", "12.", "3.25", "-0"] {
            assert!(is_small(number.as_bytes()), "{number}");
        }
        for other in ["", "-", ".", "10000", "1e5", "1.2.3", "--1", "12-3", "0.0000000001"] {
            assert!(!is_small(other.as_bytes()), "{other}");
        }
    }
}
