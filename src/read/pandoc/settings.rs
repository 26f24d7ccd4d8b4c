//! Pandoc's metadata as the settings of front matter.

use std::collections::BTreeMap;

use super::super::about::{KEYS, language_tag};
use super::super::fields::{Entry, Kind, Value};
use super::super::manuscript::OWN_KEYS;
use super::words;
use crate::base::{Code, Diagnostic, FileId, Report, Span};
use crate::pandoc::Meta;

/// Names that Pandoc's readers and templates have for what we call otherwise.
const OTHER_NAMES: [(&str, &str); 8] = [
    ("lang", "language"),
    ("authors", "author"),
    ("creator", "author"),
    ("abstract", "standfirst"),
    ("copyright", "rights"),
    ("cover-image", "cover"),
    ("subject", "description"),
    ("tags", "keywords"),
];

/// The settings that a piece can have. What is left out is reported: Pandoc's metadata can hold anything.
pub(in crate::read) fn settings(meta: &BTreeMap<String, Meta>, file: FileId, report: &mut Report) -> Value {
    let span = Span::new(file, 0, 0);
    let mut entries: Vec<Entry> = Vec::new();
    let mut left_out = Vec::new();
    for (name, value) in meta {
        let key = OTHER_NAMES.iter().find(|(other, _)| other == name).map_or(name.as_str(), |(_, key)| key);
        let is_own = key == name;
        let value = Value { kind: kind(value, span), span };
        let (value, is_author) = if name == "creator" { creators(value) } else { (value, false) };
        if !(KEYS.contains(&key) || OWN_KEYS.contains(&key)) || !is_sound(key, &value) {
            left_out.push(format!("“{name}”"));
        } else if let Some(entry) = entries.iter_mut().find(|entry| entry.key == key) {
            // Two names for one setting: ours goes before Pandoc's, but a creator who wrote it says more than a name.
            if is_own || is_author {
                entry.value = value;
            }
        } else {
            entries.push(Entry { key: key.to_owned(), key_span: span, value });
        }
    }
    if !left_out.is_empty() {
        let message = format!("these parts of the metadata are no settings here, and are left out: {}", left_out.join(", "));
        report.add(Diagnostic::warning(Code("metadata-left-out"), message).at(span).hint("add what matters to the front matter by hand"));
    }
    Value { kind: Kind::Map(entries), span }
}

/// The creators that Pandoc's EPUB has, as authors are here: their names are called so. Whether one of them is told to be the author.
fn creators(mut value: Value) -> (Value, bool) {
    let mut is_author = false;
    let list = if let Kind::List(list) = &mut value.kind { list.as_mut_slice() } else { std::slice::from_mut(&mut value) };
    for creator in list {
        let Kind::Map(entries) = &mut creator.kind else { continue };
        entries.iter_mut().filter(|entry| entry.key == "text").for_each(|entry| "name".clone_into(&mut entry.key));
        is_author |= entries
            .iter()
            .any(|entry| entry.key == "role" && matches!(&entry.value.kind, Kind::Text(role) if matches!(role.as_str(), "aut" | "author")));
    }
    (value, is_author)
}

/// Whether a setting is in the form that we ask for, where Pandoc asks for none.
fn is_sound(key: &str, value: &Value) -> bool {
    match (key, &value.kind) {
        ("date", Kind::Text(date)) => super::super::about::is_date(date.split(['T', ' ']).next().unwrap_or_default()),
        ("language", Kind::Text(tag)) => language_tag(tag).is_some(),
        ("identifier" | "cover", Kind::Text(_)) => true,
        ("date" | "language" | "identifier" | "cover", _) => false,
        _ => true,
    }
}

fn kind(value: &Meta, span: Span) -> Kind {
    match value {
        Meta::MetaMap(map) => {
            let entries =
                map.iter().map(|(key, value)| Entry { key: key.clone(), key_span: span, value: Value { kind: kind(value, span), span } });
            Kind::Map(entries.collect())
        }
        Meta::MetaList(values) => Kind::List(values.iter().map(|value| Value { kind: kind(value, span), span }).collect()),
        Meta::MetaBool(answer) => Kind::Bool(*answer),
        Meta::MetaString(text) => Kind::Text(text.clone()),
        Meta::MetaInlines(line) => Kind::Text(words::of_line(line)),
        Meta::MetaBlocks(blocks) => Kind::Text(words::of_blocks(blocks)),
    }
}
