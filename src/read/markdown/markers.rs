//! The marks of list items that Pandoc knows and the parser does not: `a.`, `B)`, `(iv)`, `#.`, `(@)`.

use crate::base::numerals::from_roman;
use crate::model::{Delimiter, ListKind, NumberStyle};

/// The mark of an item, in every sense that it can have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ItemMark {
    pub(super) delimiter: Delimiter,
    pub(super) number: Number,
}

/// What stands in an item's mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    /// Digits.
    Digits(u64),
    /// `#`: whatever comes next.
    Next,
    /// `@`: whatever comes next in the whole text.
    Example,
    /// One letter or a roman number: its place in the alphabet, if one letter, and its roman value, if it has one.
    Letters { upper: bool, alpha: Option<u64>, roman: Option<u64> },
}

impl ItemMark {
    /// The kind of list that begins with this mark. `examples` counts those in the whole text.
    pub(super) fn list(self, examples: u64) -> ListKind {
        let (start, style) = match self.number {
            Number::Digits(number) => (number, NumberStyle::Decimal),
            Number::Next => (1, NumberStyle::Decimal),
            Number::Example => (examples + 1, NumberStyle::Decimal),
            // A list that begins with i is roman; any other letter by itself is a letter.
            Number::Letters { upper, alpha, roman } => match (alpha, roman) {
                (Some(alpha), roman) if roman != Some(1) => (alpha, if upper { NumberStyle::UpperAlpha } else { NumberStyle::LowerAlpha }),
                (alpha, roman) => (roman.or(alpha).unwrap_or(1), if upper { NumberStyle::UpperRoman } else { NumberStyle::LowerRoman }),
            },
        };
        ListKind::Numbers { start, style, delimiter: self.delimiter }
    }

    /// Whether an item with this mark belongs to a list that is open.
    pub(super) fn continues(self, list: ListKind) -> bool {
        let ListKind::Numbers { style, delimiter, .. } = list else { return false };
        delimiter == self.delimiter
            && match (style, self.number) {
                (NumberStyle::Decimal, number) => !matches!(number, Number::Letters { .. }),
                (NumberStyle::LowerAlpha, Number::Letters { upper: false, alpha, .. }) => alpha.is_some(),
                (NumberStyle::UpperAlpha, Number::Letters { upper: true, alpha, .. }) => alpha.is_some(),
                (NumberStyle::LowerRoman, Number::Letters { upper: false, roman, .. }) => roman.is_some(),
                (NumberStyle::UpperRoman, Number::Letters { upper: true, roman, .. }) => roman.is_some(),
                _ => false,
            }
    }

    /// Whether a list may begin with this mark. Paragraphs begin with "v. supra" or "p. 3", so a list of letters begins
    /// at the beginning, or goes on where the last one ended.
    pub(super) fn begins_list(self, last: Option<Self>) -> bool {
        let Number::Letters { upper, alpha, roman } = self.number else { return true };
        let follows = |mine: Option<u64>, theirs: Option<u64>| mine.is_some() && mine == theirs.map(|number| number + 1);
        let goes_on = last.is_some_and(|last| match last.number {
            Number::Letters { upper: case, alpha: letter, roman: number } if case == upper && last.delimiter == self.delimiter => {
                follows(alpha, letter) || follows(roman, number)
            }
            _ => false,
        });
        // Two letters and more are hardly anything but a roman number.
        alpha == Some(1) || roman == Some(1) || (alpha.is_none() && roman.is_some_and(|number| number < 50)) || goes_on
    }
}

/// No example has a longer label.
const LONGEST_LABEL: usize = 64;

/// The mark that a line begins with, if it is one that the parser does not know, and how many bytes it takes.
pub(super) fn mark(line: &str) -> Option<(ItemMark, usize)> {
    let (open, rest) = line.strip_prefix('(').map_or((false, line), |rest| (true, rest));
    // Marks are short: most lines are words, and their first full stop is far away. Labels of examples may be longer.
    let most = if rest.starts_with('@') { LONGEST_LABEL } else { 10 };
    let end = rest.bytes().take(most).position(|byte| matches!(byte, b'.' | b')'))?;
    let (word, after) = rest.split_at(end.min(rest.len()));
    let delimiter = match (open, after.starts_with(')')) {
        (true, true) => Delimiter::Parens,
        (false, true) => Delimiter::Paren,
        (false, false) => Delimiter::Period,
        (true, false) => return None,
    };
    let after = after.get(1..)?;
    let number = match word {
        "#" => Number::Next,
        _ if word.starts_with('@') => {
            if !word.bytes().skip(1).all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
                return None;
            }
            Number::Example
        }
        _ if open && (1..=9).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit()) => Number::Digits(word.parse().ok()?),
        _ => letters(word)?,
    };
    // "B. Russell" is a name: a capital letter and a full stop want two spaces after them (Pandoc).
    let is_initial = delimiter == Delimiter::Period && matches!(number, Number::Letters { upper: true, .. }) && word.len() == 1;
    let spaces = after.bytes().take_while(|&byte| byte == b' ').count();
    let spaced = after.starts_with('\t') || spaces >= if is_initial { 2 } else { 1 };
    if !spaced || after.trim().is_empty() {
        return None;
    }
    Some((ItemMark { delimiter, number }, line.len() - after.len()))
}

/// What letters may mean as a number.
fn letters(word: &str) -> Option<Number> {
    if !(1..=8).contains(&word.len()) {
        return None;
    }
    let upper = word.bytes().all(|byte| byte.is_ascii_uppercase());
    if !upper && !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let alpha = match word.as_bytes() {
        [letter] => Some(u64::from(letter.to_ascii_lowercase() - b'a') + 1),
        _ => None,
    };
    let roman = from_roman(&word.to_ascii_lowercase());
    (alpha.is_some() || roman.is_some()).then_some(Number::Letters { upper, alpha, roman })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_those_of_pandoc() {
        let kind = |line: &str| mark(line).map(|(mark, len)| (mark.list(0), len));
        let numbers = |start, style, delimiter| ListKind::Numbers { start, style, delimiter };
        for (line, expected) in [
            ("a. x", Some((numbers(1, NumberStyle::LowerAlpha, Delimiter::Period), 2))),
            ("B) x", Some((numbers(2, NumberStyle::UpperAlpha, Delimiter::Paren), 2))),
            ("(iv) x", Some((numbers(4, NumberStyle::LowerRoman, Delimiter::Parens), 4))),
            ("(2) x", Some((numbers(2, NumberStyle::Decimal, Delimiter::Parens), 3))),
            ("#. x", Some((numbers(1, NumberStyle::Decimal, Delimiter::Period), 2))),
            ("(@the-second_one) x", Some((numbers(1, NumberStyle::Decimal, Delimiter::Parens), 17))),
            ("(@) x", Some((numbers(1, NumberStyle::Decimal, Delimiter::Parens), 3))),
            ("I.  x", Some((numbers(1, NumberStyle::UpperRoman, Delimiter::Period), 2))),
            ("I. x", None),
            ("a.x", None),
            ("(a. x", None),
            ("Mr. x", None),
            ("iiii. x", None),
            ("1. x", None),
            ("a. ", None),
        ] {
            assert_eq!(kind(line), expected, "{line}");
        }
    }

    #[test]
    fn a_list_begins_at_the_beginning() {
        let of = |line: &str| mark(line).map(|(mark, _)| mark);
        assert!(of("a. x").is_some_and(|mark| mark.begins_list(None)));
        assert!(of("p. 3").is_some_and(|mark| !mark.begins_list(None)));
        assert!(of("(c) 2020").is_some_and(|mark| !mark.begins_list(None)));
        assert!(of("c. x").is_some_and(|mark| mark.begins_list(of("b. x"))));
    }
}
