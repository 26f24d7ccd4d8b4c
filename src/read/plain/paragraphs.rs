//! From lines to paragraphs.
//!
//! Pasted text comes in two makes. A browser or a word processor gives one line for each paragraph, with blank lines
//! between them or without: each line is a paragraph. Mail breaks paragraphs into lines of some 72 characters: these must be
//! joined. The make shows in the line ends: mail breaks a line only where the next word would no longer fit. So the width
//! is the length of the longest lines, and text is wrapped if most lines that have a neighbour below are *full*: the next
//! line's first word did not fit. In wrapped text, a line that is not full ends its paragraph even where no blank line
//! follows; so a title and a byline right below it stay apart.

use std::ops::Range;

use super::characters::Line;
use super::text::{closing, ends_sentence, starts_lowercase};

/// A paragraph of the pasted text: whatever stands alone there, before anybody knows what it is.
#[derive(Clone, Debug)]
pub(super) struct Paragraph {
    pub text: String,
    /// Its first line, from 1.
    pub line: usize,
    /// Its bytes in the text as it was given.
    pub bytes: Range<usize>,
}

/// The paragraphs, and the width at which their lines had been wrapped, if they had.
pub(super) fn join(lines: &[Line]) -> (Vec<Paragraph>, Option<usize>) {
    let width = wrap_width(lines);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut above: Option<&Line> = None;
    for line in lines {
        if line.text.is_empty() {
            above = None;
            continue;
        }
        match (above, width, paragraphs.last_mut()) {
            (Some(above), Some(width), Some(paragraph)) if continues(above, line, width, &paragraph.text) => {
                if !joins_at_hyphen(&above.text, &line.text) {
                    paragraph.text.push(' ');
                }
                paragraph.text.push_str(&line.text);
                paragraph.bytes.end = line.bytes.end;
            }
            _ => paragraphs.push(Paragraph { text: line.text.clone(), line: line.number, bytes: line.bytes.clone() }),
        }
        above = Some(line);
    }
    (paragraphs, width)
}

/// The width of wrapped text; nothing for text with a line for each paragraph.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let mut lengths: Vec<usize> = lines.iter().map(length).filter(|&length| length > 0).collect();
    lengths.sort_unstable();
    // One in fifty lines may be longer: addresses cannot be broken.
    let width = *lengths.get(lengths.len().saturating_sub(1 + lengths.len() / 50))?;
    let neighbours = || lines.windows(2).filter(|pair| pair.iter().all(|line| !line.text.is_empty()));
    let full = neighbours().filter(|pair| is_full(&pair[0], &pair[1], width)).count();
    let broken = neighbours().filter(|pair| is_full(&pair[0], &pair[1], width) && !ends_sentence(&pair[0].text)).count();
    let all = neighbours().count();
    ((40..=120).contains(&width) && full >= 3 && full * 5 >= all * 3 && broken * 2 >= full).then_some(width)
}

/// Whether the first word of the next line had no room in this one. Some programs count blanks differently, hence the slack.
fn is_full(line: &Line, next: &Line, width: usize) -> bool {
    let word = next.text.split_whitespace().next().map_or(0, |word| word.chars().count());
    length(line) + 1 + word + 2 > width
}

fn length(line: &Line) -> usize {
    line.text.chars().count()
}

fn continues(above: &Line, line: &Line, width: usize, so_far: &str) -> bool {
    let tabular = above.text.contains('\t') || line.text.contains('\t');
    let indented = line.indented && !above.indented;
    let sentence_over = closing(&above.text).is_none_or(|c| matches!(c, ':' | ';' | ',') || super::text::is_stop(c));
    let new_item = starts_item(&line.text) && (sentence_over || starts_item(so_far));
    if tabular || indented || new_item {
        return false;
    }
    is_full(above, line, width) || (starts_lowercase(&line.text) && !ends_sentence(&above.text) && length(above) * 2 > width)
}

/// Whether a line opens with the mark of a list item or a note.
fn starts_item(text: &str) -> bool {
    let mark = text.split_whitespace().next().unwrap_or_default();
    let number = mark.trim_start_matches(['(', '[']).trim_end_matches(['.', ')', ']']);
    matches!(mark, "-" | "*" | "•" | "–" | "·" | "▪" | "●" | "+")
        || (number.len() < mark.len() && number.len() <= 3 && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a word that was broken at its hyphen goes on below: `cross-` `border`. Not in `pre- and post-war`.
fn joins_at_hyphen(above: &str, below: &str) -> bool {
    let hyphenated = above.strip_suffix('-').is_some_and(|before| before.chars().next_back().is_some_and(char::is_alphanumeric));
    let next = below.split_whitespace().next().unwrap_or_default().to_lowercase();
    hyphenated
        && !matches!(
            next.as_str(),
            "and" | "or" | "to" | "und" | "oder" | "et" | "ou" | "y" | "o" | "e" | "en" | "of" | "bis" | "и" | "или"
        )
}

#[cfg(test)]
mod tests {
    use super::super::characters::clean;
    use super::*;

    fn joined(text: &str) -> Vec<String> {
        join(&clean(text).0).0.into_iter().map(|paragraph| paragraph.text).collect()
    }

    #[test]
    fn mail_is_joined_and_headings_stay_alone() {
        let mail = "The bridge\nBy A. Mason\n\nThe bridge was finished on a wet morning in the autumn of\n\
                    that year, and the whole town came to see whether it would\nstand. It stood, to the grief of those who had bet on cross-\n\
                    border trade by ferry.\n\nA New Day\n\nNobody slept that night, because the band played on until it\nwas time for the milk to be fetched from the other bank.\n";
        let paragraphs = joined(mail);
        assert_eq!(paragraphs.len(), 5, "{paragraphs:#?}");
        assert!(paragraphs[2].ends_with("bet on cross-border trade by ferry."));
        assert_eq!(paragraphs[3], "A New Day");
    }

    #[test]
    fn a_line_is_a_paragraph_where_nothing_was_wrapped() {
        let long = "It was a long paragraph that no mail program had ever touched. ".repeat(4);
        assert_eq!(joined(&format!("Title\n{long}\nHeading\n{long}\n{long}")).len(), 5);
        let verse = "Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you\nOr so it is said by the few who knew";
        assert_eq!(joined(verse).len(), 5);
    }
}
