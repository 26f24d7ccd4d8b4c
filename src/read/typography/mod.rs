//! Smart punctuation by language: quotation marks, apostrophes, dashes, ellipses, and the spaces that must not break.
//!
//! It works over a whole line, since a quotation may open in one stretch of emphasis and close in another. What the
//! author already set as type stays as it is; code and escaped characters are left alone.

mod languages;
mod marks;

use super::markdown::is_escaped;
use crate::model::{Inline, InlineKind, Language};
use languages::Customs;
use marks::{Change, Mark, NOTE, OBJECT, changes, is_ideographic};

/// A line with smart punctuation, its edges trimmed and its neighbouring texts joined.
/// `source` is the text of the file, in which escapes can be seen.
pub(super) fn line(mut inlines: Vec<Inline>, language: &Language, source: &str) -> Vec<Inline> {
    let customs = languages::of(language);
    if customs.spaced || inlines.iter().any(is_unset) {
        let mut marks = Vec::new();
        collect(&inlines, customs, source, &mut marks);
        apply(&mut inlines, &mut 0, &mut changes(&marks).into_iter().peekable());
    }
    let mut line = join(inlines);
    trim(&mut line);
    close_up(line)
}

/// A line that is set already: its edges trimmed and its neighbouring texts joined.
pub(super) fn tidy(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut line = join(inlines);
    trim(&mut line);
    line
}

/// The marks around a quotation in a language, or around one inside another.
pub(super) fn quotation_marks(language: &Language, inside: bool) -> [&'static str; 2] {
    let customs = languages::of(language);
    if inside { customs.inner } else { customs.outer }
}

/// Words outside any line, such as a title, with smart punctuation.
pub(super) fn words(text: &str, language: &Language) -> String {
    let customs = languages::of(language);
    let marks: Vec<Mark> = text.chars().map(|c| Mark { c, fixed: false, customs }).collect();
    rewritten(text, &mut 0, &mut changes(&marks).into_iter().peekable())
}

/// Whether a part of a line may hold something to set. Most lines of a novel that was typeset before hold nothing, and are
/// not looked at character by character.
fn is_unset(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => {
            let bytes = text.as_bytes();
            let touches = |mark: u8| bytes.first() == Some(&mark) || bytes.last() == Some(&mark);
            bytes.iter().any(|byte| matches!(byte, b'"' | b'\'' | b'0'..=b'9'))
                || touches(b'-')
                || bytes.windows(2).any(|pair| matches!(pair, b"--" | b".."))
                || matches!(bytes, [b'.', ..])
        }
        InlineKind::Span { attributes, .. } if attributes.language.is_some() => true,
        kind => kind.content().is_some_and(|content| content.iter().any(is_unset)),
    }
}

/// All characters of a line in order; what is no text stands as one character that is.
fn collect(inlines: &[Inline], customs: &'static Customs, source: &str, marks: &mut Vec<Mark>) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => {
                // Only the first character of a text can be escaped: the parser begins a new text there.
                let escaped = text.starts_with(['"', '\'', '-', '.']) && is_escaped(source, inline.span.start as usize);
                marks.extend(text.chars().enumerate().map(|(at, c)| Mark { c, fixed: escaped && at == 0, customs }));
            }
            InlineKind::SoftBreak | InlineKind::HardBreak => marks.push(Mark { c: '\n', fixed: true, customs }),
            InlineKind::Code(_) | InlineKind::Picture { .. } | InlineKind::Math { .. } | InlineKind::Reference { .. } => {
                marks.push(Mark { c: OBJECT, fixed: true, customs })
            }
            InlineKind::NoteMark(_) => marks.push(Mark { c: NOTE, fixed: true, customs }),
            InlineKind::Span { attributes, content } => {
                let own = attributes.language.clone().map(|language| languages::of(&Language(language)));
                collect(content, own.unwrap_or(customs), source, marks);
            }
            kind => kind.content().into_iter().for_each(|content| collect(content, customs, source, marks)),
        }
    }
}

type Changes = std::iter::Peekable<std::vec::IntoIter<Change>>;

/// Puts the changes where they belong. `at` counts the characters as [`collect`] did.
fn apply(inlines: &mut [Inline], at: &mut usize, changes: &mut Changes) {
    for inline in inlines {
        match &mut inline.kind {
            InlineKind::Text(text) => *text = rewritten(text, at, changes),
            kind => match kind.content_mut() {
                Some(content) => apply(content, at, changes),
                None => *at += 1,
            },
        }
    }
}

fn rewritten(text: &str, at: &mut usize, changes: &mut Changes) -> String {
    let mut new = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match changes.next_if(|(place, _)| place == at) {
            Some((_, piece)) => new.push_str(&piece),
            None => new.push(c),
        }
        *at += 1;
    }
    new
}

/// Joins neighbouring texts and drops what is empty.
fn join(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut joined: Vec<Inline> = Vec::with_capacity(inlines.len());
    for mut inline in inlines {
        match &mut inline.kind {
            InlineKind::Text(text) if text.is_empty() => continue,
            InlineKind::Text(text) => {
                if let Some(Inline { kind: InlineKind::Text(before), span }) = joined.last_mut() {
                    before.push_str(text);
                    *span = span.to(inline.span);
                    continue;
                }
            }
            InlineKind::Span { content, .. } | InlineKind::Link { content, .. } => *content = join(std::mem::take(content)),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikeout(content)
            | InlineKind::Superscript(content)
            | InlineKind::Subscript(content) => {
                *content = join(std::mem::take(content));
                if content.is_empty() {
                    continue;
                }
            }
            _ => {}
        }
        joined.push(inline);
    }
    joined
}

/// Takes white space and breaks off the edges of a line.
fn trim(line: &mut Vec<Inline>) {
    const SPACE: [char; 4] = [' ', '\t', '\n', '\r'];
    let blank = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => text.trim_matches(SPACE).is_empty(),
        InlineKind::SoftBreak | InlineKind::HardBreak => true,
        _ => false,
    };
    while line.last().is_some_and(blank) {
        line.pop();
    }
    let lead = line.iter().take_while(|inline| blank(inline)).count();
    line.drain(..lead);
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = line.last_mut() {
        text.truncate(text.trim_end_matches(SPACE).len());
    }
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = line.first_mut() {
        *text = text.trim_start_matches(SPACE).to_owned();
    }
}

/// Drops line ends between ideographs: there is no space between words that they could stand for.
fn close_up(line: Vec<Inline>) -> Vec<Inline> {
    let edge = |inline: Option<&Inline>, last: bool| match inline.map(|inline| &inline.kind) {
        Some(InlineKind::Text(text)) => (if last { text.chars().next_back() } else { text.chars().next() }).is_some_and(is_ideographic),
        _ => false,
    };
    let drop: Vec<bool> = (0..line.len())
        .map(|at| {
            matches!(line.get(at), Some(Inline { kind: InlineKind::SoftBreak, .. }))
                && edge(at.checked_sub(1).and_then(|before| line.get(before)), true)
                && edge(line.get(at + 1), false)
        })
        .collect();
    if !drop.contains(&true) {
        return line;
    }
    join(line.into_iter().zip(drop).filter(|(_, drop)| !drop).map(|(inline, _)| inline).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(language: &str, text: &str) -> String {
        words(text, &Language(language.to_owned()))
    }

    #[test]
    fn quotation_marks_are_those_of_the_language() {
        for (language, expected) in [
            ("en", "“one ‘two’ three”"),
            ("de", "„one ‚two‘ three“"),
            ("de-CH", "«one ‹two› three»"),
            ("fr", "«\u{202f}one ‘two’ three\u{202f}»"),
            ("es", "«one “two” three»"),
            ("pt-BR", "“one ‘two’ three”"),
            ("pl", "„one «two» three”"),
            ("ru", "«one „two“ three»"),
            ("sv", "”one ’two’ three”"),
            ("da", "»one ›two‹ three«"),
            ("nb", "«one ‘two’ three»"),
            ("hu", "„one »two« three”"),
            ("cs", "„one ‚two‘ three“"),
        ] {
            let expected = if language == "fr" { expected.replace('‘', "“").replace('’', "”") } else { expected.to_owned() };
            assert_eq!(set(language, "\"one 'two' three\""), expected, "{language}");
        }
    }

    #[test]
    fn quotations_open_and_close_where_a_reader_would() {
        for (typed, expected) in [
            ("\"'Tis,\" he said.", "“’Tis,” he said."),
            ("\"'Well,' he said\"", "“‘Well,’ he said”"),
            ("(\"a\")--\"b\"", "(“a”)–“b”"),
            ("\"But I--\" he began.", "“But I–” he began."),
            ("\"a \"b\" c\"", "“a ‘b’ c”"),
            ("say \"no\".", "say “no”."),
            ("\"Open only", "“Open only"),
            ("one \" two", "one \" two"),
        ] {
            assert_eq!(set("en", typed), expected);
        }
    }

    #[test]
    fn apostrophes_are_no_quotation_marks() {
        for (typed, expected) in [
            ("don't", "don’t"),
            ("the dogs' bowls", "the dogs’ bowls"),
            ("the '90s and '68", "the ’90s and ’68"),
            ("rock 'n' roll", "rock ’n’ roll"),
            ("'twas 'em", "’twas ’em"),
            ("'quoted' isn't", "‘quoted’ isn’t"),
            ("the 1980's", "the 1980’s"),
            ("L'été", "L’été"),
        ] {
            assert_eq!(set("en", typed), expected);
        }
    }

    #[test]
    fn feet_and_inches_are_left_alone() {
        assert_eq!(set("en", "a 6\" pipe, 5'10\" tall"), "a 6\" pipe, 5'10\" tall");
    }

    #[test]
    fn dashes_and_dots() {
        assert_eq!(set("en", "1--2 --- a-b ... ---- .. --> <--"), "1–2 — a-b … ---- .. --> <--");
    }

    #[test]
    fn french_holds_its_marks_to_the_word() {
        assert_eq!(
            set("fr", "Quoi? Oui ! « mot » : 12:30 http://a"),
            "Quoi\u{202f}? Oui\u{202f}! «\u{202f}mot\u{202f}»\u{202f}: 12:30 http://a"
        );
        assert_eq!(set("fr", "Titre: sous-titre"), "Titre\u{a0}: sous-titre");
        assert_eq!(set("en", "Quoi ? Oui !"), "Quoi ? Oui !");
    }

    #[test]
    fn a_number_keeps_its_unit() {
        assert_eq!(set("de", "5 % und 10 km, 3 kmh"), "5\u{a0}% und 10\u{a0}km, 3 kmh");
    }

    #[test]
    fn what_is_set_stays() {
        let set_already = "“a ‘b’ c” – — … «d» ’90s";
        assert_eq!(set("en", set_already), set_already);
    }
}
