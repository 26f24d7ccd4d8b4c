//! The known word that a misspelt one most likely means.

use std::borrow::Cow;

/// How alike two words must be, 0.0 to 1.0 (Jaro and Winkler), for one to be suggested in place of the other.
const NEAR: f64 = 0.8;

/// The known word that a misspelt one most likely means, if any is near enough to suggest. Of equals it is the last.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    Names::of(known).nearest(word)
}

/// Known words, to look for the nearest of more than once.
#[derive(Clone, Debug, Default)]
pub struct Names<'a> {
    names: Vec<(&'a str, Letters<'a>)>,
}

impl<'a> Names<'a> {
    /// The words, in any order.
    pub fn of(known: impl IntoIterator<Item = &'a str>) -> Self {
        Self { names: known.into_iter().map(|name| (name, Letters::of(name))).collect() }
    }

    /// The one that a misspelt word most likely means, if any is near enough to suggest. Of equals it is the last.
    pub fn nearest(&self, word: &str) -> Option<&'a str> {
        let letters = Letters::of(word);
        let likely: Vec<_> = self.names.iter().map(|(name, known)| (name, known, letters.likeness_at_most(known))).collect();
        // Once the most promising is compared letter by letter, hardly any other needs to be.
        let (_, promising, _) = likely.iter().max_by(|one, other| one.2.total_cmp(&other.2))?;
        let (mut best, mut least) = (None, NEAR.max(letters.likeness(promising)));
        for (name, known, at_most) in likely {
            let likeness = if at_most >= least { letters.likeness(known) } else { 0.0 };
            if likeness >= least {
                (best, least) = (Some(*name), likeness);
            }
        }
        best
    }
}

/// A word in lower case, and how often each letter stands in it.
#[derive(Clone, Debug)]
struct Letters<'a> {
    text: Cow<'a, str>,
    count: usize,
    /// By the last bits of the letters' numbers: some that are far apart in Unicode are counted together.
    counts: [u8; 32],
}

impl<'a> Letters<'a> {
    fn of(word: &'a str) -> Self {
        let is_lower = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let text = if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
        let (mut count, mut counts) = (0, [0_u8; 32]);
        for letter in text.chars() {
            count += 1;
            if let Some(alike) = counts.get_mut((u32::from(letter) % 32) as usize) {
                *alike = alike.saturating_add(1);
            }
        }
        Self { text, count, counts }
    }

    /// How alike two words are, 0.0 to 1.0.
    fn likeness(&self, other: &Self) -> f64 {
        strsim::jaro_winkler(&self.text, &other.text)
    }

    /// What their likeness cannot be above, by the letters that they have in common wherever those stand.
    fn likeness_at_most(&self, other: &Self) -> f64 {
        let shared: u32 = self.counts.iter().zip(&other.counts).map(|(&one, &other)| u32::from(one.min(other))).sum();
        if shared == 0 || self.count.max(other.count) > usize::from(u8::MAX) {
            return if shared == 0 { 0.0 } else { 1.0 };
        }
        let (shared, one, two) = (f64::from(shared), self.count as f64, other.count as f64);
        let jaro = (shared / one + shared / two + 1.0) / 3.0;
        let prefix = self.text.bytes().zip(other.text.bytes()).take(4).take_while(|(one, other)| one == other).count();
        // A little more, lest rounding turn away what is just near enough.
        jaro + 0.1 * prefix as f64 * (1.0 - jaro) + 1e-9
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_suggested_only_when_near() {
        assert_eq!(nearest("auther", ["title", "author"]), Some("author"));
        assert_eq!(nearest("Überschift", ["inhalt", "Überschrift"]), Some("Überschrift"));
        assert_eq!(nearest("xyzzy", ["title", "author"]), None);
        assert_eq!(nearest("", ["title", "author"]), None);
    }

    #[test]
    fn no_word_is_passed_over_that_is_near() {
        let words = ["title", "titel", "subtitle", "the-title", "Entitled", "été", "eté", "été-2", "a", "ab", "ba", "language", "luggage"];
        for word in words {
            for other in words {
                let likeness = strsim::jaro_winkler(&word.to_lowercase(), &other.to_lowercase());
                assert!(Letters::of(word).likeness_at_most(&Letters::of(other)) >= likeness || likeness < NEAR, "{word} {other}");
            }
        }
    }
}
