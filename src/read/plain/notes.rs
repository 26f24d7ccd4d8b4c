//! Notes: marks in the text, and their list at the end.
//!
//! They become footnotes only where nothing can go wrong: each number of the list is marked once, in order, in one style, and
//! nothing else is marked. In all other cases marks and list stay as the words they are.

use super::article::{Article, Role};
use super::findings::{Confidence, Kind};
use super::lexicon;

/// The styles of marks that were recognised in this article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Notes {
    style: Style,
    /// How many, numbered from 1.
    pub count: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Square,
    Round,
    Raised,
}

/// A part of a text: words, or the mark of a note.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Words(&'a str),
    /// The mark of that note, from 1.
    Mark(usize),
}

impl Notes {
    /// Takes a text apart at the marks of its notes.
    pub(super) fn parts<'a>(&self, text: &'a str) -> Vec<Part<'a>> {
        let mut parts = Vec::new();
        let mut done = 0;
        for (number, start, end) in marks(text, self.style) {
            parts.extend(text.get(done..start).filter(|words| !words.is_empty()).map(Part::Words));
            parts.push(Part::Mark(number));
            done = end;
        }
        parts.extend(text.get(done..).filter(|words| !words.is_empty()).map(Part::Words));
        parts
    }
}

/// Marks the list of notes and its heading, if marks and list match one to one.
pub(super) fn mark(article: &mut Article) {
    let Some((first, count)) = list(article) else { return };
    let labelled = first > 0 && is_label(article.text(first - 1));
    let styles = [Style::Square, Style::Raised, Style::Round];
    let style = styles.into_iter().find(|&style| {
        let before = (0..first).flat_map(|at| marks(article.text(at), style)).map(|(number, ..)| number);
        let certain = style != Style::Round || labelled || count >= 2;
        certain && before.eq(1..=count) && (first + count..article.len()).all(|at| marks(article.text(at), style).is_empty())
    });
    match style {
        Some(style) => {
            let reason = format!("{count} notes, and each of their numbers is marked once in the text, in order");
            article.find(first, Kind::Notes, Confidence::High, reason);
            if labelled {
                article.take_whole(first - 1);
            }
            for number in 1..=count {
                let at = first + number - 1;
                article.set(at, Role::Note(number));
                let length = item(article.text(at)).map_or(0, |(_, length)| length);
                let words = article.text(at).get(length..).unwrap_or_default().trim_start().to_owned();
                if let Some(passage) = article.passages.get_mut(at) {
                    passage.text = words;
                }
            }
            article.notes = Some(Notes { style, count });
        }
        None if labelled => {
            article.find(
                first,
                Kind::Notes,
                Confidence::Low,
                "a list of notes, but its numbers and the marks in the text do not match one to one, so both stay as they stand",
            );
            article.hint("write each mark as [^1] and its note as a paragraph that begins with [^1]:");
        }
        None => {}
    }
}

/// The last run of passages numbered from 1 in the second half of the article: its first passage and its length.
fn list(article: &Article) -> Option<(usize, usize)> {
    let number = |at: usize| item(article.text(at)).map(|(number, _)| number);
    let first = (article.len() / 2..article.len()).rev().find(|&at| number(at) == Some(1) && article.is_body(at))?;
    let count = (first..article.len()).zip(1..).take_while(|&(at, expected)| number(at) == Some(expected)).count();
    (first > 0).then_some((first, count))
}

fn is_label(text: &str) -> bool {
    let label = text.trim_end_matches([':', ' ', '.']).to_lowercase();
    lexicon::NOTE_LABELS.contains(&label.as_str())
}

/// The number of a note in the list and the bytes of its mark: `[1]`, `(1)`, `1.`, `1)`, `¹`.
fn item(text: &str) -> Option<(usize, usize)> {
    for style in [Style::Square, Style::Round, Style::Raised] {
        if let Some(&(number, 0, end)) = marks(text, style).first() {
            return Some((number, end));
        }
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text.get(digits..)?;
    (after.starts_with(['.', ')']) && (1..=3).contains(&digits)).then_some(())?;
    Some((text.get(..digits)?.parse().ok()?, digits + 1))
}

/// All marks of a style in a text, with their bytes. Years in brackets are no marks: at most three digits.
fn marks(text: &str, style: Style) -> Vec<(usize, usize, usize)> {
    match style {
        Style::Square => bracketed(text, '[', ']'),
        Style::Round => bracketed(text, '(', ')'),
        Style::Raised => raised(text),
    }
}

fn bracketed(text: &str, open: char, close: char) -> Vec<(usize, usize, usize)> {
    let mark = |(start, _): (usize, &str)| {
        let inside = text.get(start + 1..)?;
        let digits = inside.bytes().take(4).take_while(u8::is_ascii_digit).count();
        let number = inside.get(..digits).filter(|_| (1..=3).contains(&digits))?.parse().ok()?;
        inside.get(digits..)?.starts_with(close).then_some((number, start, start + digits + 2))
    };
    text.match_indices(open).filter_map(mark).collect()
}

fn raised(text: &str) -> Vec<(usize, usize, usize)> {
    let mut marks: Vec<(usize, usize, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        let Some(digit) = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'].iter().position(|&raised| raised == c) else {
            continue;
        };
        match marks.last_mut() {
            Some((number, _, end)) if *end == at => (*number, *end) = (number.saturating_mul(10).saturating_add(digit), at + c.len_utf8()),
            _ => marks.push((digit, at, at + c.len_utf8())),
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_all_styles() {
        assert_eq!(bracketed("a [1], b [12] (2020) [x] [1234]", '[', ']'), [(1, 2, 5), (12, 9, 13)]);
        assert_eq!(raised("m² and so on¹²").iter().map(|mark| mark.0).collect::<Vec<_>>(), [2, 12]);
        assert_eq!(item("1. One"), Some((1, 2)));
        assert_eq!(item("[3] Three"), Some((3, 3)));
        assert_eq!(item("1984 was a year"), None);
    }
}
