//! Looking for the next byte that means something, many bytes at a time.

use std::iter::Peekable;

use memchr::Memchr3;

/// Where bytes of six kinds stand in a text. Each byte of it is looked at once for three of them, however often one asks.
pub(super) struct Places<'a> {
    halves: [Peekable<Memchr3<'a>>; 2],
}

impl<'a> Places<'a> {
    /// Of these bytes in a text.
    pub(super) fn of(text: &'a str, [[a, b, c], [d, e, f]]: [[u8; 3]; 2]) -> Self {
        let text = text.as_bytes();
        Self { halves: [memchr::memchr3_iter(a, b, c, text).peekable(), memchr::memchr3_iter(d, e, f, text).peekable()] }
    }

    /// The first at a place or after it, which is not before one that was asked for.
    pub(super) fn next_from(&mut self, at: usize) -> Option<usize> {
        let next = |half: &mut Peekable<Memchr3>| {
            while half.next_if(|&place| place < at).is_some() {}
            half.peek().copied()
        };
        self.halves.iter_mut().filter_map(next).min()
    }
}

/// Whether two bytes stand in a text, each at least once.
pub(super) fn holds(text: &str, [first, second]: [u8; 2]) -> [bool; 2] {
    let text = text.as_bytes();
    let other = |byte| if byte == first { second } else { first };
    let Some(at) = memchr::memchr2(first, second, text) else { return [false; 2] };
    let (found, rest) = (text.get(at).copied().unwrap_or_default(), text.get(at..).unwrap_or_default());
    let has_other = memchr::memchr(other(found), rest).is_some();
    if found == first { [true, has_other] } else { [has_other, true] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_is_found_wherever_it_stands() {
        for length in [0, 1, 63, 64, 65, 200] {
            let text = format!("{}[{}]^", "é".repeat(length), "x".repeat(length));
            let mut places = Places::of(&text, [*b"[]@", *b"^~|"]);
            assert_eq!(places.next_from(0), text.find('['));
            assert_eq!(places.next_from(0), text.find('['));
            assert_eq!(places.next_from(2 * length + 1), text.find(']'));
            assert_eq!(places.next_from(3 * length + 2), text.find('^'));
            assert_eq!(places.next_from(text.len()), None);
        }
    }

    #[test]
    fn what_a_text_holds_is_known() {
        for (text, expected) in [("", [false; 2]), ("a@b", [false, true]), ("^^", [true, false]), ("@^", [true; 2]), ("^@", [true; 2])] {
            assert_eq!(holds(text, *b"^@"), expected, "{text}");
        }
    }
}
