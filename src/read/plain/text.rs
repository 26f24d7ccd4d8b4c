//! What can be seen in a line of text without knowing its place: case, closing punctuation, quotation marks, sentences.

use std::ops::Range;

use crate::read::repeats;

/// How many words a text has.
pub(super) fn word_count(text: &str) -> usize {
    repeats::words(text).count()
}

/// The last character that says how a text ends, past closing quotation marks, brackets and note marks.
pub(super) fn closing(text: &str) -> Option<char> {
    let text = without_note_mark(text);
    text.chars().rev().find(|&c| !(c.is_whitespace() || is_quotation_mark(c) || matches!(c, ')' | ']' | '}' | '*')))
}

/// Whether a text ends as sentences do.
pub(super) fn ends_sentence(text: &str) -> bool {
    closing(text).is_some_and(is_stop)
}

/// Full stops of the scripts we know, and what may stand in their place.
pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '।' | '॥' | '。' | '！' | '？' | '؟' | '۔' | '։' | '።')
}

/// Question marks.
pub(super) fn is_question_mark(c: char) -> bool {
    matches!(c, '?' | '？' | '؟')
}

/// Quotation marks of any style, single ones included.
pub(super) fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』')
}

/// Dashes that open an attribution, a signature or a line of dialogue.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '-' | '―' | '‒' | '−')
}

/// A text without the note mark at its end: `[3]`, `(3)`, raised digits.
pub(super) fn without_note_mark(text: &str) -> &str {
    let text = text.trim_end().trim_end_matches(|c| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹'));
    for (open, close) in [('[', ']'), ('(', ')')] {
        if let Some((before, number)) = text.strip_suffix(close).and_then(|text| text.rsplit_once(open))
            && !number.is_empty()
            && number.len() <= 3
            && number.bytes().all(|byte| byte.is_ascii_digit())
        {
            return before.trim_end();
        }
    }
    text
}

/// Whether all of a text stands in one pair of quotation marks.
pub(super) fn is_quoted(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ',', ' ']);
    let first = text.chars().next().is_some_and(is_quotation_mark);
    let last = text.chars().next_back().is_some_and(is_quotation_mark);
    first && last && text.chars().count() > 2
}

/// Whether every letter that has a case is a capital, and there are enough of them to mean it.
pub(super) fn is_all_caps(text: &str) -> bool {
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 4 && !text.chars().any(char::is_lowercase)
}

/// Whether the words of a title are capitalised as English titles are: all but the short ones, and at least two.
pub(super) fn is_title_case(text: &str) -> bool {
    let mut capitals = 0;
    for word in text.split_whitespace() {
        let letters: Vec<char> = word.chars().filter(|c| c.is_alphanumeric()).collect();
        match letters.first() {
            Some(first) if first.is_uppercase() => capitals += 1,
            Some(first) if first.is_lowercase() && letters.len() > 3 && !is_long_function_word(word) => return false,
            _ => {}
        }
    }
    capitals >= 2
}

fn is_long_function_word(word: &str) -> bool {
    let word = word.to_lowercase();
    matches!(
        word.as_str(),
        "with" | "from" | "into" | "over" | "upon" | "toward" | "towards" | "between" | "under" | "about" | "versus" | "than"
    )
}

/// Whether a text begins in the middle of a sentence.
pub(super) fn starts_lowercase(text: &str) -> bool {
    text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase)
}

/// Whether the script of a text has capitals at all.
pub(super) fn has_case(text: &str) -> bool {
    text.chars().any(|c| c.is_lowercase() || c.is_uppercase())
}

/// The sentences of a paragraph, as bytes. A stop ends one if a blank and something other than a small letter follow, and
/// what stands before it is no initial and no abbreviation of one to three letters.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().filter(|&(_, c)| is_stop(c)) {
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        let closed = after.trim_start_matches(|c| is_stop(c) || is_quotation_mark(c) || matches!(c, ')' | ']'));
        let rest = closed.trim_start();
        let apart = rest.len() < closed.len() || (rest.is_empty() || !matches!(c, '.' | '!' | '?' | '…'));
        let before = text.get(start..at).unwrap_or_default();
        let abbreviated = c == '.' && ends_in_abbreviation(before);
        if apart && !abbreviated && !rest.is_empty() && !starts_lowercase(rest) {
            let next = text.len() - rest.len();
            if next > start {
                sentences.push(start..next);
                start = next;
            }
        }
    }
    if start < text.len() {
        sentences.push(start..text.len());
    }
    sentences
}

fn ends_in_abbreviation(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let known = matches!(
        word,
        "Dr" | "Mr" | "Mrs" | "Ms" | "Prof" | "St" | "Gen" | "Col" | "Lt" | "Maj" | "No" | "Nr" | "Sr" | "Sra" | "Jr" | "Hr" | "Fr"
    );
    known || word.contains('.') || (letters == 1 && word.chars().count() == 1 && word.chars().any(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_looks_past_marks_and_quotes() {
        assert_eq!(closing("He said: “No.”[12]"), Some('.'));
        assert_eq!(closing("Nein!«"), Some('!'));
        assert_eq!(closing("A heading with a mark¹"), Some('k'));
        assert!(ends_sentence("यह सच है।"));
        assert!(!ends_sentence("The Road Ahead"));
    }

    #[test]
    fn cases_of_titles() {
        assert!(is_title_case("The Taliban’s Shift toward Independence"));
        assert!(!is_title_case("How the bridge was built"));
        assert!(is_all_caps("THE END OF 1989"));
        assert!(!is_all_caps("NATO"[..3].into()));
    }

    #[test]
    fn sentences_know_initials() {
        let text = "The author, J. R. Smith, met Dr. Who. He lives in the U.S. now. “Why?” Nobody knows";
        let parts: Vec<_> = sentences(text).into_iter().map(|range| text[range].trim()).collect();
        assert_eq!(parts, ["The author, J. R. Smith, met Dr. Who.", "He lives in the U.S. now.", "“Why?”", "Nobody knows"]);
    }
}
