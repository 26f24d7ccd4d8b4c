//! Smart punctuation by language: quotation marks, apostrophes, dashes, ellipses, and the spaces that must not break.
//!
//! It works over a whole line, since a quotation may open in one stretch of emphasis and close in another. What the
//! author already set as type stays as it is; code and escaped characters are left alone.

mod languages;
mod marks;

use super::markdown::is_escaped;
use crate::base::Span;
use crate::model::{Inline, InlineKind, Language};
pub(in crate::read) use languages::{Customs, of as customs};
use marks::{Change, NOTE, OBJECT, Typed, changes, is_ideographic};

/// A line with smart punctuation, its edges trimmed and its neighbouring texts joined.
/// `source` is the text of the file, in which escapes can be seen.
pub(super) fn line(mut inlines: Vec<Inline>, customs: &'static Customs, source: &str) -> Vec<Inline> {
    let changes = changes(&typed(&inlines, customs, source));
    if let [Inline { kind: InlineKind::Text(text), .. }] = inlines.as_mut_slice() {
        // Most lines of a novel are a single text: there is nothing to join.
        if let Some(new) = rewritten(text, &mut 0, &mut changes.iter().peekable()) {
            *text = new;
        }
        trim(&mut inlines);
        return inlines;
    }
    if !changes.is_empty() {
        apply(&mut inlines, &mut 0, &mut changes.iter().peekable());
    }
    let mut line = tidy(inlines);
    close_up(&mut line);
    line
}

/// A line that is set already: its edges trimmed and its neighbouring texts joined.
pub(super) fn tidy(mut line: Vec<Inline>) -> Vec<Inline> {
    join(&mut line);
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
    let changes = changes(&Typed::new(text, languages::of(language)));
    rewritten(text, &mut 0, &mut changes.iter().peekable()).unwrap_or_else(|| text.to_owned())
}

/// A line as it was typed.
fn typed<'a>(inlines: &'a [Inline], customs: &'static Customs, source: &str) -> Typed<'a> {
    if let [Inline { kind: InlineKind::Text(text), span }] = inlines {
        // Most lines of a novel are a single text, which need not be copied to be looked at.
        let mut typed = Typed::new(text, customs);
        if begins_escaped(text, *span, source) {
            typed.fix(0);
        }
        return typed;
    }
    let length = inlines.first().zip(inlines.last()).map_or(0, |(first, last)| last.span.end.saturating_sub(first.span.start));
    let mut typed = Typed::with_capacity(length as usize, customs);
    collect(inlines, customs, source, &mut typed);
    typed
}

/// Whether the first character of a text is escaped. Only that can be: the parser begins a new text there.
fn begins_escaped(text: &str, span: Span, source: &str) -> bool {
    text.starts_with(['"', '\'', '-', '.']) && is_escaped(source, span.start as usize)
}

/// All words of a line in order; what is no text stands as one character that is.
fn collect(inlines: &[Inline], customs: &'static Customs, source: &str, typed: &mut Typed) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => {
                if begins_escaped(text, inline.span, source) {
                    typed.fix(typed.len());
                }
                typed.push_str(text);
            }
            InlineKind::Span { attributes, content } => {
                let own = attributes.language.clone().map(|language| languages::of(&Language(language)));
                typed.change_customs(own.unwrap_or(customs));
                collect(content, own.unwrap_or(customs), source, typed);
                typed.change_customs(customs);
            }
            kind => match kind.content() {
                Some(content) => collect(content, customs, source, typed),
                None => typed.push(stand_in(kind)),
            },
        }
    }
}

/// The character that stands for a part of a line that holds no words of it.
fn stand_in(kind: &InlineKind) -> char {
    match kind {
        InlineKind::SoftBreak | InlineKind::HardBreak => '\n',
        InlineKind::NoteMark(_) => NOTE,
        _ => OBJECT,
    }
}

type Changes<'a> = std::iter::Peekable<std::slice::Iter<'a, Change>>;

/// Puts the changes where they belong. `at` counts the bytes as [`collect`] did.
fn apply(inlines: &mut [Inline], at: &mut usize, changes: &mut Changes) {
    for inline in inlines {
        match &mut inline.kind {
            InlineKind::Text(text) => {
                if let Some(new) = rewritten(text, at, changes) {
                    *text = new;
                }
            }
            kind => match kind.content_mut() {
                Some(content) => apply(content, at, changes),
                None => *at += stand_in(kind).len_utf8(),
            },
        }
    }
}

/// The text with the changes that fall into it, if any do.
fn rewritten(text: &str, at: &mut usize, changes: &mut Changes) -> Option<String> {
    let start = *at;
    *at += text.len();
    let end = *at;
    changes.peek().filter(|change| change.at < end)?;
    let mut new = String::with_capacity(text.len() + 8);
    let mut from = 0;
    while let Some(change) = changes.next_if(|change| change.at < end) {
        new.push_str(text.get(from..change.at - start).unwrap_or_default());
        new.push_str(change.to);
        // What changes is a single byte: a mark of a typewriter.
        from = change.at - start + 1;
    }
    new.push_str(text.get(from..).unwrap_or_default());
    Some(new)
}

/// Joins neighbouring texts and drops what is empty.
fn join(line: &mut Vec<Inline>) {
    line.retain_mut(|inline| match &mut inline.kind {
        InlineKind::Text(text) => !text.is_empty(),
        InlineKind::Span { content, .. } | InlineKind::Link { content, .. } => {
            join(content);
            true
        }
        InlineKind::Emphasis(content)
        | InlineKind::Strong(content)
        | InlineKind::Strikeout(content)
        | InlineKind::Superscript(content)
        | InlineKind::Subscript(content) => {
            join(content);
            !content.is_empty()
        }
        _ => true,
    });
    line.dedup_by(|next, before| match (&next.kind, &mut before.kind) {
        (InlineKind::Text(words), InlineKind::Text(text)) => {
            text.push_str(words);
            before.span = before.span.to(next.span);
            true
        }
        _ => false,
    });
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
    let drop_lead = |text: &mut String| {
        if text.starts_with(SPACE) {
            text.drain(..text.len() - text.trim_start_matches(SPACE).len());
        }
    };
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = line.first_mut() {
        drop_lead(text);
    }
    let mut after_break = false;
    for inline in line {
        if let InlineKind::Text(text) = &mut inline.kind
            && after_break
        {
            drop_lead(text);
        }
        after_break = matches!(inline.kind, InlineKind::HardBreak);
    }
}

/// Drops line ends between ideographs: there is no space between words that they could stand for.
fn close_up(line: &mut Vec<Inline>) {
    line.iter_mut().filter_map(|inline| inline.kind.content_mut()).for_each(close_up);
    let closes = |three: &[Inline]| match three {
        [before, Inline { kind: InlineKind::SoftBreak, .. }, after] => {
            edge(before, true).is_some_and(is_ideographic) && edge(after, false).is_some_and(is_ideographic)
        }
        _ => false,
    };
    let gone: Vec<usize> = line.windows(3).enumerate().filter(|(_, three)| closes(three)).map(|(at, _)| at + 1).collect();
    if !gone.is_empty() {
        for at in gone.into_iter().rev() {
            line.remove(at);
        }
        join(line);
    }
}

/// The first or the last character of a part of a line, also of one in italics.
fn edge(inline: &Inline, last: bool) -> Option<char> {
    match &inline.kind {
        InlineKind::Text(text) if last => text.chars().next_back(),
        InlineKind::Text(text) => text.chars().next(),
        kind => kind.content().and_then(|content| if last { content.last() } else { content.first() }).and_then(|part| edge(part, last)),
    }
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
