//! Settings as a tree of values with their places, whatever language they were written in, and a careful way to take them out.

use crate::base::{Code, Diagnostic, FileId, Report, Severity, Span, nearest};

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Value {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// What settings are made of. YAML and TOML both come down to this.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Text(String),
    /// As written: nobody wants "1984" as a title to become 1.984e3.
    Number(String),
    Bool(bool),
    List(Vec<Value>),
    Map(Vec<Entry>),
    Nothing,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) key_span: Span,
    pub(super) value: Value,
}

/// A text with its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) span: Span,
}

impl Kind {
    /// What a person would call this kind of value.
    fn name(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Number(_) => "a number",
            Self::Bool(_) => "true or false",
            Self::List(_) => "a list",
            Self::Map(_) => "a group of settings",
            Self::Nothing => "nothing",
        }
    }
}

/// The settings of one group, taken out by name. Whatever is wrong with one is reported where it is taken.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    entries: &'a [Entry],
    /// How much it matters that a setting makes no sense.
    severity: Severity,
}

impl<'a> Fields<'a> {
    /// The settings in a group, once every key is known to be one of `known`; those that are not are reported.
    /// `place` completes the sentence "... is not a setting of".
    pub(super) fn of(value: &'a Value, place: &str, known: &[&str], report: &mut Report) -> Self {
        Self::judged(value, place, known, Severity::Error, report)
    }

    /// The same for settings that may be there for other programs: what they mean is not ours to say, so they are warned of
    /// and left out.
    pub(super) fn of_manuscript(value: &'a Value, place: &str, known: &[&str], report: &mut Report) -> Self {
        Self::judged(value, place, known, Severity::Warning, report)
    }

    fn judged(value: &'a Value, place: &str, known: &[&str], severity: Severity, report: &mut Report) -> Self {
        let entries = match &value.kind {
            Kind::Map(entries) => entries.as_slice(),
            Kind::Nothing => &[],
            other => {
                report.add(wrong_kind(place, "a group of settings, each a name and a value", other, value.span));
                &[]
            }
        };
        for entry in entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            report.add(Diagnostic { severity, ..unknown_key(entry, place, known) });
        }
        Self { entries, severity }
    }

    /// No settings at all.
    pub(super) fn none() -> Self {
        Self { entries: &[], severity: Severity::Error }
    }

    /// How much it matters that a setting makes no sense.
    pub(super) fn severity(&self) -> Severity {
        self.severity
    }

    /// The setting of that name. One that was left empty counts as not given.
    pub(super) fn value(&self, key: &str) -> Option<&'a Value> {
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        (entry.value.kind != Kind::Nothing).then_some(&entry.value)
    }

    /// The settings of a group inside this one, with the place it has in the file; empty if it was not given.
    pub(super) fn group(&self, key: &str, place: &str, known: &[&str], report: &mut Report) -> Self {
        self.value(key).map_or(Self::none(), |value| Self::of(value, place, known, report))
    }

    /// A text. White space around it and line ends inside it are no part of it.
    pub(super) fn words(&self, key: &str, report: &mut Report) -> Option<Words> {
        self.value(key).and_then(|value| words(value, key, report))
    }

    /// A list of texts; a single text counts as a list of one.
    pub(super) fn list(&self, key: &str, report: &mut Report) -> Option<Vec<Words>> {
        let value = self.value(key)?;
        match &value.kind {
            Kind::List(values) => Some(values.iter().filter_map(|value| words(value, key, report)).collect()),
            _ => words(value, key, report).map(|one| vec![one]),
        }
    }
}

/// The text of a value that should be one; anything else is reported.
pub(super) fn words(value: &Value, key: &str, report: &mut Report) -> Option<Words> {
    match &value.kind {
        Kind::Text(text) | Kind::Number(text) => {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            (!text.is_empty()).then_some(Words { text, span: value.span })
        }
        other => {
            report.add(wrong_kind(&format!("“{key}”"), "text", other, value.span));
            None
        }
    }
}

/// The finding that a value is of another kind than the setting wants.
pub(super) fn wrong_kind(setting: &str, wanted: &str, found: &Kind, span: Span) -> Diagnostic {
    let hint = match found {
        Kind::Bool(_) if wanted == "text" => "put it in quotation marks".to_owned(),
        _ => format!("write {wanted} here"),
    };
    Diagnostic::error(Code("wrong-type"), format!("{setting} should be {wanted}, not {}", found.name())).at(span).hint(hint)
}

fn unknown_key(entry: &Entry, place: &str, known: &[&str]) -> Diagnostic {
    let hint = match nearest(&entry.key, known.iter().copied()) {
        Some(near) => format!("did you mean “{near}”?"),
        None => format!("known here: {}", known.join(", ")),
    };
    Diagnostic::error(Code("unknown-key"), format!("“{}” is not a setting of {place}", entry.key)).at(entry.key_span).hint(hint)
}

/// The finding that a key was given twice in one group.
pub(super) fn duplicate_key(key: &str, span: Span) -> Diagnostic {
    Diagnostic::error(Code("duplicate-key"), format!("“{key}” is given twice")).at(span).hint("keep one of the two")
}

/// An empty group at the start of a file, for files that give no settings.
pub(super) fn nothing(file: FileId) -> Value {
    Value { kind: Kind::Nothing, span: Span::new(file, 0, 0) }
}
