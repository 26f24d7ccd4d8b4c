//! Echoes: the words and hyphens at the ends and starts of lines, so that the same need not stand twice, one over the
//! other.

use super::hyphenate::{BreakKind, Opportunity, ends_in_hyphen};

/// The words around each place where a line may end, as numbers that are the same for the same word.
#[derive(Debug, Default)]
pub(super) struct Echoes {
    /// The word before each place; 0 where there is none to be seen twice.
    pub before: Vec<u32>,
    /// The word after each place; the first entry is the paragraph's first word.
    pub after: Vec<u32>,
    /// Whether each line ends in a hyphen, added or not.
    pub hyphen: Vec<bool>,
}

/// The least number of letters that a reader notices twice.
const NOTICED: usize = 3;

impl Echoes {
    /// The words around the places of a text.
    pub(in crate::typeset) fn of(text: &str, places: &[Opportunity]) -> Self {
        let whole = |place: &&Opportunity| place.kind != BreakKind::Hyphen;
        let last_word = |end: usize| number(text[..end].rsplit(char::is_whitespace).next().unwrap_or_default());
        let first_word = |start: usize| number(text[start..].split(char::is_whitespace).next().unwrap_or_default());
        let before = places.iter().map(|place| Some(place).filter(whole).map_or(0, |place| last_word(place.end)));
        let after = places.iter().map(|place| Some(place).filter(whole).map_or(0, |place| first_word(place.next)));
        let hyphen = |place: &Opportunity| ends_in_hyphen(text, place.end, place.kind);
        Self {
            hyphen: places.iter().map(hyphen).collect(),
            before: before.collect(),
            after: std::iter::once(first_word(0)).chain(after).collect(),
        }
    }
}

/// A number for a word without the marks around it (the hash of Fowler, Noll and Vo); two words of one number are no harm,
/// a line break is only a little dearer.
fn number(word: &str) -> u32 {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    if word.chars().count() < NOTICED {
        return 0;
    }
    word.chars().flat_map(char::to_lowercase).fold(0x811C_9DC5u32, |hash, c| (hash ^ u32::from(c)).wrapping_mul(0x0100_0193)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_word_has_the_same_number_whatever_stands_around_it() {
        assert_eq!(number("“There,"), number("there"));
        assert_ne!(number("there"), number("these"));
        assert_eq!(number("of"), 0);
    }
}
