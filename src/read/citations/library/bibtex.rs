//! BibTeX and BibLaTeX. An entry that cannot be used is left out; a file whose braces do not match cannot be read.

use biblatex::{Bibliography, ParseErrorKind, RawBibliography, Token};
use hayagriva::Entry;

use crate::base::{Code, Diagnostic, FileId, Report, Span};

/// After how many damaged entries a file is given up: it is something else then.
const MOST_DAMAGED: usize = 50;

/// The entries of a file, each with its place. Nothing if the file cannot be read.
pub(super) fn entries(file: FileId, text: &str, report: &mut Report) -> Option<Vec<(Entry, Span)>> {
    let mut raw = RawBibliography::parse(text).map_err(|error| report.add(syntax(file, text, &error))).ok()?;
    raw.entries.retain(|entry| !entry.v.kind.v.eq_ignore_ascii_case("comment"));
    let span = |range: &std::ops::Range<usize>| Span::new(file, range.start, range.end);
    first_of_each_key(&mut raw, file, report);
    let places: std::collections::BTreeMap<String, Span> =
        raw.entries.iter().map(|entry| (entry.v.key.v.to_owned(), span(&entry.v.key.span))).collect();
    let bibliography = without_damage(raw, file, report)?;
    let mut found = Vec::new();
    for entry in bibliography.iter() {
        let place = places.get(&entry.key).copied().unwrap_or_else(|| Span::new(file, 0, 0));
        match Entry::try_from(entry) {
            Ok(converted) => found.push((converted, place)),
            Err(error) => report.add(left_out(&entry.key, &error.kind.to_string()).at(place)),
        }
    }
    Some(found)
}

/// The entries with fields and cross-references worked out, without those that cannot be.
fn without_damage(mut raw: RawBibliography<'_>, file: FileId, report: &mut Report) -> Option<Bibliography> {
    for _ in 0..MOST_DAMAGED {
        let error = match Bibliography::from_raw(raw.clone()) {
            Ok(bibliography) => return Some(bibliography),
            Err(error) => error,
        };
        let damaged = raw.entries.iter().position(|entry| entry.span.start <= error.span.start && error.span.end <= entry.span.end);
        let place = Span::new(file, error.span.start, error.span.end);
        let Some(damaged) = damaged else {
            report.add(unreadable(&error.kind).at(place));
            return None;
        };
        let entry = raw.entries.remove(damaged);
        report.add(left_out(entry.v.key.v, &words(&error.kind)).at(place));
    }
    let message = format!("more than {MOST_DAMAGED} entries of the bibliography are damaged");
    report.add(
        Diagnostic::error(Code("bibliography-damaged"), message)
            .at(Span::new(file, 0, 0))
            .hint("export the file again from where it comes"),
    );
    None
}

/// Keeps the first of several entries with one key.
fn first_of_each_key(raw: &mut RawBibliography<'_>, file: FileId, report: &mut Report) {
    let mut seen = std::collections::BTreeSet::new();
    raw.entries.retain(|entry| {
        let key = &entry.v.key;
        let first = seen.insert(key.v);
        if !first {
            let message = format!("two works have the key “{}”; the first one counts", key.v);
            let place = Span::new(file, key.span.start, key.span.end);
            report.add(Diagnostic::warning(Code("bibliography-key-twice"), message).at(place).hint("give each work a key of its own"));
        }
        first
    });
}

fn syntax(file: FileId, text: &str, error: &biblatex::ParseError) -> Diagnostic {
    // A brace that is missing is felt only where the next entry begins: that place helps more than the end of the file.
    let end = error.span.end.min(text.len());
    unreadable(&error.kind).at(Span::new(file, error.span.start.min(end), end))
}

fn unreadable(kind: &ParseErrorKind) -> Diagnostic {
    Diagnostic::error(Code("bibliography-damaged"), format!("the bibliography cannot be read from here on: {}", words(kind)))
        .hint("look at this entry and the one before it: each field is name = {value}, with a comma after it and both braces")
}

fn left_out(key: &str, why: &str) -> Diagnostic {
    Diagnostic::warning(Code("bibliography-entry-damaged"), format!("the work “{key}” is left out of the bibliography: {why}"))
        .hint("correct this field in the bibliography file")
}

/// What is wrong, in an editor's words.
fn words(kind: &ParseErrorKind) -> String {
    match kind {
        ParseErrorKind::UnexpectedEof => "it ends in the middle of an entry".to_owned(),
        ParseErrorKind::Expected(token) => format!("{} is missing here", sign(*token)),
        ParseErrorKind::Unexpected(token) => format!("{} should not stand here", sign(*token)),
        ParseErrorKind::UnknownAbbreviation(word) => format!("“{word}” needs braces or quotation marks around it"),
        ParseErrorKind::MalformedCommand => "a TeX command is incomplete".to_owned(),
        other => other.to_string(),
    }
}

fn sign(token: Token) -> &'static str {
    match token {
        Token::Identifier => "a name",
        Token::OpeningBrace => "an opening brace {",
        Token::ClosingBrace => "a closing brace }",
        Token::Comma => "a comma",
        Token::QuotationMark => "a quotation mark",
        Token::Equals => "an equals sign",
        Token::DecimalPoint => "a decimal point",
    }
}
