//! Who speaks: the labels and names that open the turns of an interview or a talk.
//!
//! A turn is running text, whoever speaks. Its label ("Q:", "Weber:") and a bare name on a line of its own look like titles,
//! subtitles and headings, but they come again and again, and those do not.

use std::collections::BTreeMap;

use super::article::Article;

/// How often each label and each short line occurs.
pub(super) struct Speakers {
    labels: BTreeMap<String, usize>,
    lines: BTreeMap<String, usize>,
}

impl Speakers {
    /// Counts labels and short lines.
    pub(super) fn of(article: &Article) -> Self {
        let mut speakers = Self { labels: BTreeMap::new(), lines: BTreeMap::new() };
        for passage in &article.passages {
            if let Some(label) = label(&passage.text) {
                *speakers.labels.entry(label.to_owned()).or_default() += 1;
            }
            if passage.words <= 4 {
                *speakers.lines.entry(passage.text.clone()).or_default() += 1;
            }
        }
        speakers
    }

    /// Whether a text begins with a label that opens other passages too.
    pub(super) fn is_turn(&self, text: &str) -> bool {
        label(text).and_then(|label| self.labels.get(label)).is_some_and(|&times| times >= 2)
    }

    /// Whether a short line stands in the article more than once, like the name above each turn.
    pub(super) fn is_name_over_turns(&self, text: &str) -> bool {
        self.lines.get(text).is_some_and(|&times| times >= 2)
    }
}

/// Up to three words before a colon and a blank.
fn label(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once(':')?;
    let label = label.trim();
    let short = (1..=3).contains(&label.split_whitespace().count()) && label.chars().count() <= 30;
    (short && rest.starts_with(char::is_whitespace) && label.starts_with(char::is_alphabetic)).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_short() {
        assert_eq!(label("Q: Why here?"), Some("Q"));
        assert_eq!(label("Ada Weber : Why not?"), Some("Ada Weber"));
        for text in ["10:30 in the morning", "At 10:30 it rained", "Why here?", "There was one thing to do: wait"] {
            assert_eq!(label(text), None, "{text}");
        }
    }
}
