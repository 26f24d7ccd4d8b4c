//! CSL-JSON: a list of works, as reference managers and web services export it.

use hayagriva::citationberg::json::{Item, Value as Field};
use serde_json::{Map, Value};

use crate::base::{Code, Diagnostic, FileId, Report, Span};

/// The works of a file, each with its place. Nothing if the file cannot be read.
pub(super) fn items(file: FileId, text: &str, report: &mut Report) -> Option<Vec<(Item, Span)>> {
    let list = match serde_json::from_str::<Value>(text) {
        Ok(Value::Array(list)) => list,
        // Some services wrap the list.
        Ok(Value::Object(mut group)) => match group.remove("items") {
            Some(Value::Array(list)) => list,
            _ => return give_up(report, Span::new(file, 0, 0), "it is not a list of works"),
        },
        Ok(_) => return give_up(report, Span::new(file, 0, 0), "it is not a list of works"),
        Err(error) => {
            let at = offset(text, error.line(), error.column());
            return give_up(report, Span::new(file, at, at), "it is not valid JSON from here on");
        }
    };
    let mut found = Vec::new();
    for (number, value) in list.into_iter().enumerate() {
        let Value::Object(fields) = value else { continue };
        let item = item(fields);
        match item.id() {
            Some(id) => {
                let span = place(file, text, &id);
                found.push((item, span));
            }
            None => {
                let message = format!("work number {} of the bibliography has no “id”, so nothing can cite it", number + 1);
                report.add(
                    Diagnostic::warning(Code("bibliography-entry-damaged"), message).at(Span::new(file, 0, 0)).hint("give it an “id”"),
                );
            }
        }
    }
    Some(found)
}

/// A work with those of its fields that a citation style can use; programs add others of their own.
fn item(fields: Map<String, Value>) -> Item {
    let known = fields.into_iter().filter_map(|(name, mut value)| {
        // The citation library knows single dates only.
        if let Some(Value::Array(parts)) = value.get_mut("date-parts") {
            parts.truncate(1);
        }
        if let Some(Value::String(raw)) = value.get_mut("raw") {
            raw.truncate(raw.find('/').unwrap_or(raw.len()));
        }
        if let Value::String(words) = &mut value {
            *words = without_tags(words);
        }
        Some((name, serde_json::from_value::<Field>(value).ok()?))
    });
    Item(known.collect())
}

/// The words without the tags that reference managers write into them: a citation style would take a tag for letters of
/// the word. Raised and lowered digits become the characters for them.
fn without_tags(words: &str) -> String {
    const TAGS: [&str; 7] =
        ["<i>", "</i>", "<b>", "</b>", "<span class=\"nocase\">", "<span style=\"font-variant:small-caps;\">", "</span>"];
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    const LOWERED: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    let words = TAGS.iter().fold(words.to_owned(), |words, tag| words.replace(tag, ""));
    let words = with_digits(&words, "<sup>", "</sup>", RAISED);
    with_digits(&words, "<sub>", "</sub>", LOWERED)
}

fn with_digits(words: &str, open: &str, close: &str, digits: [char; 10]) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, (inside, after))) = rest.split_once(open).and_then(|(before, rest)| Some((before, rest.split_once(close)?))) {
        out.push_str(before);
        let digit = |c: char| c.to_digit(10).and_then(|digit| digits.get(digit as usize)).copied().unwrap_or(c);
        out.extend(inside.chars().map(digit));
        rest = after;
    }
    out + rest
}

fn give_up(report: &mut Report, place: Span, why: &str) -> Option<Vec<(Item, Span)>> {
    let problem = Diagnostic::error(Code("bibliography-damaged"), format!("the bibliography cannot be read: {why}"));
    report.add(problem.at(place).hint("export it again as CSL-JSON, or use BibTeX with the ending .bib"));
    None
}

/// The byte at a line and column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let at = (start + column.saturating_sub(1)).min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}

/// Where a key stands in the file.
fn place(file: FileId, text: &str, key: &str) -> Span {
    let at = text.find(&format!("\"{key}\"")).map_or(0, |at| at + 1);
    Span::new(file, at, if at == 0 { 0 } else { at + key.len() })
}
