//! Smart punctuation by language: quotation marks, apostrophes, dashes, ellipses, and the spaces that must not break.
//!
//! It works over a whole line, since a quotation may open in one stretch of emphasis and close in another. What the
//! author already set as type stays as it is; code and escaped characters are left alone.

use super::markdown::is_escaped;
use crate::model::{Inline, InlineKind, Language};

/// How a language sets its punctuation.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Rules {
    /// Outer quotation marks, opening and closing.
    outer: [&'static str; 2],
    /// Quotation marks inside others.
    inner: [&'static str; 2],
    /// Whether a narrow space that does not break stands before `;`, `:`, `!` and `?`.
    spaced: bool,
}

const ENGLISH: Rules = rules(["“", "”"], ["‘", "’"]);
const GERMAN: Rules = rules(["„", "“"], ["‚", "‘"]);
const SWISS: Rules = rules(["«", "»"], ["‹", "›"]);
const POLISH: Rules = rules(["„", "”"], ["«", "»"]);
const HUNGARIAN: Rules = rules(["„", "”"], ["»", "«"]);
const SWEDISH: Rules = rules(["”", "”"], ["’", "’"]);
const GUILLEMETS: Rules = rules(["«", "»"], ["“", "”"]);
const RUSSIAN: Rules = rules(["«", "»"], ["„", "“"]);
const DANISH: Rules = rules(["»", "«"], ["›", "‹"]);
const FRENCH: Rules = Rules { outer: ["«\u{202f}", "\u{202f}»"], inner: ["“", "”"], spaced: true };

const fn rules(outer: [&'static str; 2], inner: [&'static str; 2]) -> Rules {
    Rules { outer, inner, spaced: false }
}

/// The customs of a language as its dictionaries and style guides describe them; where none are known, the English ones.
fn rules_of(language: &Language) -> Rules {
    let region = language.0.split('-').find(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_uppercase()));
    match (language.primary().as_str(), region) {
        ("de" | "it" | "fr" | "rm", Some("CH" | "LI")) => SWISS,
        ("de" | "cs" | "sk" | "sl" | "lt" | "et" | "is" | "bg" | "ka", _) => GERMAN,
        ("fr", _) => FRENCH,
        ("es" | "it" | "pt" | "ca" | "gl" | "el" | "no" | "nb" | "nn" | "sq", region) if region != Some("BR") => GUILLEMETS,
        ("ru" | "uk" | "be" | "hy" | "az" | "kk", _) => RUSSIAN,
        ("pl" | "ro" | "hr" | "sr", _) => POLISH,
        ("hu", _) => HUNGARIAN,
        ("sv" | "fi", _) => SWEDISH,
        ("da", _) => DANISH,
        _ => ENGLISH,
    }
}

/// A character of a line, with what it needs to be set.
#[derive(Clone, Copy)]
struct Mark {
    c: char,
    /// Escaped, in code, or no character at all: seen by its neighbours, never changed.
    fixed: bool,
    rules: Rules,
}

/// A line with smart punctuation, its edges trimmed and its neighbouring texts joined.
/// `source` is the text of the file, in which escapes can be seen.
pub(super) fn line(mut inlines: Vec<Inline>, language: &Language, source: &str) -> Vec<Inline> {
    let mut marks = Vec::new();
    collect(&inlines, rules_of(language), source, &mut marks);
    let mut set = set(&marks).into_iter();
    give_back(&mut inlines, &mut set);
    tidy(inlines, true)
}

/// Words outside any line, such as a title, with smart punctuation.
pub(super) fn words(text: &str, language: &Language) -> String {
    let rules = rules_of(language);
    let marks: Vec<Mark> = text.chars().map(|c| Mark { c, fixed: false, rules }).collect();
    set(&marks).concat()
}

/// All characters of a line in order; what is no text stands as one character that is.
fn collect(inlines: &[Inline], rules: Rules, source: &str, marks: &mut Vec<Mark>) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => {
                let escaped = is_escaped(source, inline.span.start as usize);
                marks.extend(text.chars().enumerate().map(|(at, c)| Mark { c, fixed: escaped && at == 0, rules }));
            }
            InlineKind::SoftBreak | InlineKind::HardBreak => marks.push(Mark { c: '\n', fixed: true, rules }),
            InlineKind::Code(_) | InlineKind::Picture { .. } => marks.push(Mark { c: '\u{fffc}', fixed: true, rules }),
            // A note's mark clings to the word before it: a quotation mark after it closes.
            InlineKind::NoteMark(_) => marks.push(Mark { c: '\u{2060}', fixed: true, rules }),
            InlineKind::Span { attributes, content } => {
                let own = attributes.language.clone().map(|language| rules_of(&Language(language)));
                collect(content, own.unwrap_or(rules), source, marks);
            }
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikeout(content)
            | InlineKind::Superscript(content)
            | InlineKind::Subscript(content)
            | InlineKind::Link { content, .. } => collect(content, rules, source, marks),
        }
    }
}

/// Writes the set characters back to where they came from.
fn give_back(inlines: &mut [Inline], set: &mut impl Iterator<Item = String>) {
    for inline in inlines {
        match &mut inline.kind {
            InlineKind::Text(text) => *text = set.by_ref().take(text.chars().count()).collect(),
            InlineKind::SoftBreak | InlineKind::HardBreak | InlineKind::Code(_) | InlineKind::Picture { .. } | InlineKind::NoteMark(_) => {
                set.next();
            }
            InlineKind::Span { content, .. }
            | InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikeout(content)
            | InlineKind::Superscript(content)
            | InlineKind::Subscript(content)
            | InlineKind::Link { content, .. } => give_back(content, set),
        }
    }
}

/// Joins neighbouring texts, drops empty ones, and trims the edges of the line.
fn tidy(inlines: Vec<Inline>, is_line: bool) -> Vec<Inline> {
    let mut tidied: Vec<Inline> = Vec::with_capacity(inlines.len());
    for mut inline in inlines {
        match &mut inline.kind {
            InlineKind::Text(text) => {
                if text.is_empty() {
                    continue;
                }
                if let Some(Inline { kind: InlineKind::Text(before), span }) = tidied.last_mut() {
                    before.push_str(text);
                    *span = span.to(inline.span);
                    continue;
                }
            }
            InlineKind::Span { content, .. }
            | InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikeout(content)
            | InlineKind::Superscript(content)
            | InlineKind::Subscript(content)
            | InlineKind::Link { content, .. } => *content = tidy(std::mem::take(content), false),
            _ => {}
        }
        tidied.push(inline);
    }
    if is_line {
        trim(&mut tidied);
    }
    tidied
}

fn trim(line: &mut Vec<Inline>) {
    let blank = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => text.trim_matches([' ', '\t', '\n', '\r']).is_empty(),
        InlineKind::SoftBreak | InlineKind::HardBreak => true,
        _ => false,
    };
    while line.last().is_some_and(blank) {
        line.pop();
    }
    let lead = line.iter().take_while(|inline| blank(inline)).count();
    line.drain(..lead);
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = line.last_mut() {
        text.truncate(text.trim_end_matches([' ', '\t']).len());
    }
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = line.first_mut() {
        *text = text.trim_start_matches([' ', '\t']).to_owned();
    }
}

/// A quotation that is open.
#[derive(Clone, Copy, PartialEq)]
enum Quote {
    Double,
    Single,
}

/// What is set for each character.
fn set(marks: &[Mark]) -> Vec<String> {
    let mut set: Vec<String> = Vec::with_capacity(marks.len());
    let mut open: Vec<Quote> = Vec::new();
    let mut at = 0;
    while let Some(&mark) = marks.get(at) {
        let run = marks[at..].iter().take_while(|other| other.c == mark.c && !other.fixed).count();
        let before = at.checked_sub(1).and_then(|index| marks.get(index)).map(|mark| mark.c);
        let after = marks.get(at + 1).map(|mark| mark.c);
        let rules = mark.rules;
        let piece = match mark.c {
            c if mark.fixed => c.to_string(),
            '-' if run > 1 => {
                let dash = match run {
                    2 => "–".to_owned(),
                    3 => "—".to_owned(),
                    more => "-".repeat(more),
                };
                at = spread(&mut set, dash, run, at);
                continue;
            }
            '.' if run == 3 => {
                at = spread(&mut set, "…".to_owned(), run, at);
                continue;
            }
            '"' => double(rules, before, after, &mut open),
            '\'' => single(rules, marks, at, &mut open),
            ' ' if rules.spaced && space_is_french(before, after, marks.get(at + 2).map(|mark| mark.c)) => "\u{202f}".to_owned(),
            c @ (';' | '!' | '?' | ':') if rules.spaced && wants_space(before, after) => {
                if c == ':' {
                    "\u{a0}:".to_owned()
                } else {
                    format!("\u{202f}{c}")
                }
            }
            ' ' if before.is_some_and(|c| c.is_ascii_digit()) && unit_follows(&marks[at + 1..]) => "\u{a0}".to_owned(),
            c => c.to_string(),
        };
        set.push(piece);
        at += 1;
    }
    set
}

/// Sets one piece for a run of characters, so that each still has its own; returns where the line goes on.
fn spread(set: &mut Vec<String>, piece: String, run: usize, at: usize) -> usize {
    set.push(piece);
    set.extend(std::iter::repeat_n(String::new(), run - 1));
    at + run
}

fn double(rules: Rules, before: Option<char>, after: Option<char>, open: &mut Vec<Quote>) -> String {
    let is_open = open.contains(&Quote::Double);
    if opens(before, after, is_open) {
        open.push(Quote::Double);
        return marks_for(rules, open, Quote::Double)[0].to_owned();
    }
    // An inch mark: a digit before it, and no quotation that it could close.
    if !is_open && before.is_some_and(|c| c.is_ascii_digit()) {
        return "\"".to_owned();
    }
    close(rules, open, Quote::Double)
}

fn single(rules: Rules, marks: &[Mark], at: usize, open: &mut Vec<Quote>) -> String {
    let before = at.checked_sub(1).and_then(|index| marks.get(index)).map(|mark| mark.c);
    let after = marks.get(at + 1).map(|mark| mark.c);
    let is_open = open.contains(&Quote::Single);
    let word_before = before.is_some_and(char::is_alphanumeric);
    let word_after = after.is_some_and(char::is_alphanumeric);
    if word_before && word_after {
        let feet = before.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit());
        return if feet { "'" } else { "’" }.to_owned();
    }
    if opens(before, after, is_open) && !elides(&marks[at + 1..]) && closes_later(&marks[at + 1..]) {
        open.push(Quote::Single);
        return marks_for(rules, open, Quote::Single)[0].to_owned();
    }
    if is_open && !opens(before, after, is_open) {
        return close(rules, open, Quote::Single);
    }
    let feet = before.is_some_and(|c| c.is_ascii_digit()) && !word_after;
    if feet { "'" } else { "’" }.to_owned()
}

/// The quotation marks for the innermost open quotation: outer ones for the first of all, inner ones inside another.
/// Single marks stand for outer ones in print only where the author writes them so in English.
fn marks_for(rules: Rules, open: &[Quote], quote: Quote) -> [&'static str; 2] {
    let inside = open.len() > 1;
    match quote {
        Quote::Double if inside && open.len() % 2 == 0 => rules.inner,
        Quote::Double => rules.outer,
        Quote::Single if inside && open.len() % 2 == 1 => rules.outer,
        Quote::Single => rules.inner,
    }
}

fn close(rules: Rules, open: &mut Vec<Quote>, quote: Quote) -> String {
    let Some(at) = open.iter().rposition(|&other| other == quote) else {
        return match quote {
            Quote::Double => rules.outer[1].to_owned(),
            Quote::Single => "’".to_owned(),
        };
    };
    open.truncate(at + 1);
    let mark = marks_for(rules, open, quote)[1].to_owned();
    open.pop();
    mark
}

/// Whether a quotation mark between two characters opens: nothing that it could close stands before it.
fn opens(before: Option<char>, after: Option<char>, is_open: bool) -> bool {
    let free = before.is_none_or(|c| c.is_whitespace() || "([{<-–—/‘“„‚«‹»¿¡=\"'".contains(c) || c == '\u{202f}');
    let word = after.is_some_and(|c| !c.is_whitespace() && !(is_open && ".,;:!?)]}".contains(c)));
    // A quotation mark right after another of its kind closes it if it is open: `""` is an empty quotation.
    let just_opened = is_open && before.is_some_and(|c| matches!(c, '"' | '\''));
    free && word && !just_opened
}

/// Whether letters were left out at the start of a word: '90s, 'tis, 'n'.
fn elides(rest: &[Mark]) -> bool {
    const ELIDED: [&str; 16] =
        ["tis", "twas", "twere", "twill", "em", "til", "till", "cause", "bout", "round", "n", "s", "t", "k", "ns", "nen"];
    let word: String = rest.iter().map(|mark| mark.c).take_while(|c| c.is_alphanumeric()).take(6).collect();
    let decade = word.strip_suffix('s').unwrap_or(&word);
    (decade.len() == 2 && decade.bytes().all(|byte| byte.is_ascii_digit())) || ELIDED.contains(&word.to_lowercase().as_str())
}

/// Whether a single quotation mark that could close stands later in the line.
fn closes_later(rest: &[Mark]) -> bool {
    let next = |at: usize| rest.get(at + 1).map(|mark| mark.c);
    rest.iter().enumerate().skip(1).any(|(at, mark)| {
        let before = at.checked_sub(1).and_then(|index| rest.get(index)).map(|mark| mark.c);
        mark.c == '\'' && !mark.fixed && before.is_some_and(|c| !c.is_whitespace()) && !next(at).is_some_and(char::is_alphanumeric)
    })
}

/// Whether a space is one that French sets narrow and unbreakable.
fn space_is_french(before: Option<char>, after: Option<char>, beyond: Option<char>) -> bool {
    let ends = beyond.is_none_or(|c| !c.is_alphanumeric());
    before == Some('«') || after == Some('»') || (ends && after.is_some_and(|c| matches!(c, ';' | '!' | '?' | ':')))
}

/// Whether French wants a space before this mark and the author left none.
fn wants_space(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '»' | ')' | ']' | '”' | '’' | '"'))
        && after.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '»' | ')' | '\u{2060}'))
}

/// Whether a unit stands here that may not part from the number before it.
fn unit_follows(rest: &[Mark]) -> bool {
    const UNITS: [&str; 12] = ["%", "‰", "°C", "°F", "km", "cm", "mm", "kg", "mg", "m²", "km²", "kWh"];
    let unit: String = rest.iter().map(|mark| mark.c).take_while(|c| c.is_alphanumeric() || matches!(c, '%' | '‰' | '°')).take(6).collect();
    UNITS.contains(&unit.as_str())
}
