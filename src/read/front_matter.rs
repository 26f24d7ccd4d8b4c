//! Front matter: the YAML between `---` lines at the head of a manuscript, the TOML between `+++` lines, as Hugo has it, or
//! Pandoc's lines `% Title`, `% Author`, `% Date`.

use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, StrInput};

use super::fields::{Entry, Kind, Value, duplicate_key, nothing};
use super::project;
use crate::base::{Code, Diagnostic, FileId, Report, Span};

/// Larger front matter than any person writes is a mistake or an attack.
const MOST_BYTES: usize = 256 * 1024;
/// Settings in a text have no more lines than this.
const MOST_LINES: usize = 200;
/// Groups in groups in groups: more than a person can follow.
const MOST_NESTED: usize = 16;

/// A manuscript taken apart: its settings, and where its text begins, in bytes.
pub(super) struct Split {
    pub(super) settings: Value,
    pub(super) body: usize,
}

/// Takes the front matter off a manuscript. A manuscript without any gives empty settings.
pub(super) fn split(file: FileId, text: &str, report: &mut Report) -> Split {
    if let Some((start, end, body)) = find_toml(text) {
        // Spaces in the place of what stands before it keep every place where it is.
        let toml = " ".repeat(start) + text.get(start..end).unwrap_or_default();
        let settings = project::tree(file, "the front matter", &toml, report);
        return Split { settings: settings.unwrap_or_else(|| nothing(file)), body };
    }
    if let Some(split) = title_block(file, text) {
        return split;
    }
    let Some((yaml, body)) = find(text) else {
        return Split { settings: nothing(file), body: 0 };
    };
    let Some((start, end)) = yaml else {
        report.add(
            Diagnostic::error(Code("front-matter-unclosed"), "the front matter does not end")
                .at(Span::new(file, 0, 3))
                .hint("put a line of three hyphens after the last setting"),
        );
        return Split { settings: nothing(file), body };
    };
    Split { settings: parse(file, text, start, end, report), body }
}

/// The settings of a file that is nothing but YAML.
pub(super) fn yaml(file: FileId, text: &str, report: &mut Report) -> Value {
    parse(file, text, 0, text.len(), report)
}

/// Where the YAML lies and where the text after it begins: nothing if there is no front matter,
/// no YAML if the front matter has no end. A first `---` counts only if a setting or its end follows,
/// since it may also be a scene break.
fn find(text: &str) -> Option<(Option<(usize, usize)>, usize)> {
    let mut lines = lines(text);
    let (_, first) = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let start = text.find('\n')? + 1;
    let rest = text.get(start..)?;
    let opening = rest.lines().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))?;
    let closed_at_once = matches!(opening.trim_end(), "---" | "...");
    if rest.lines().next().is_some_and(|line| line.trim().is_empty()) || !(closed_at_once || opening.contains(':')) {
        return None;
    }
    match lines.find(|(_, line)| matches!(line.trim_end(), "---" | "...")) {
        Some((end, line)) => Some((Some((start, end)), (end + line.len()).min(text.len()))),
        None => Some((None, text.len())),
    }
}

/// The lines of settings that stand in a text, as Pandoc allows, with those of hyphens around them; nothing if the text does not begin
/// with some. Between two scene breaks may stand a line with a colon: one of the settings must be known.
pub(super) fn in_text(text: &str) -> Option<Vec<Range<usize>>> {
    if !text.starts_with("---") {
        return None;
    }
    let mut found = Vec::new();
    let mut holds_known = false;
    for (at, line) in lines(text).take(MOST_LINES) {
        let words = line.trim_end();
        found.push(at..at + words.len());
        match (found.len(), words) {
            (1, "---") => {}
            (1, _) | (2, "") => return None,
            (_, "---" | "...") => return holds_known.then_some(found),
            (_, words) if words.starts_with([' ', '\t', '#', '-']) || words.is_empty() => {}
            (_, words) => {
                let (key, _) = words.split_once(':').filter(|(_, value)| value.is_empty() || value.starts_with([' ', '\t']))?;
                holds_known |= super::about::KEYS.contains(&key);
            }
        }
    }
    None
}

/// The settings that stand in a text, between two byte offsets.
pub(super) fn further(file: FileId, text: &str, range: Range<usize>, report: &mut Report) -> Value {
    parse(file, text, range.start, range.end, report)
}

/// The title, the authors and the date in the lines with percent signs that a text begins with; lines that are set in go on
/// in them.
fn title_block(file: FileId, text: &str) -> Option<Split> {
    let mut fields: Vec<(usize, usize)> = Vec::new();
    let mut body = 0;
    for (at, line) in lines(text) {
        let count = fields.len();
        match (line.as_bytes(), fields.last_mut()) {
            ([b'%', b' ' | b'\t' | b'\r' | b'\n', ..] | [b'%'], _) if count < 3 => fields.push((at + 1, at + line.len())),
            ([b' ' | b'\t', ..], Some((_, end))) if !line.trim().is_empty() => *end = at + line.len(),
            _ => break,
        }
        body = at + line.len();
    }
    let place = |(start, end): (usize, usize)| Some((text.get(start..end)?, start));
    let one = |(words, start): (&str, usize)| {
        let lead = words.len() - words.trim_start().len();
        let span = Span::new(file, start + lead, start + words.trim_end().len());
        (!words.trim().is_empty()).then(|| Value { kind: Kind::Text(words.trim().to_owned()), span })
    };
    let several = |(words, start): (&str, usize)| {
        let mut at = start;
        let names = words.split_inclusive([';', '\n']).filter_map(|name| {
            at += name.len();
            one((name.trim_end_matches([';', '\n', '\r']), at - name.len()))
        });
        Value { kind: Kind::List(names.collect()), span: Span::new(file, start, start + words.len()) }
    };
    let mut fields = fields.into_iter().filter_map(place);
    let title = fields.next().and_then(one);
    let authors = fields.next().filter(|(words, _)| !words.trim().is_empty()).map(several);
    let values = [("title", title), ("author", authors), ("date", fields.next().and_then(one))];
    let entries: Vec<Entry> = values
        .into_iter()
        .filter_map(|(key, value)| value.map(|value| Entry { key: key.to_owned(), key_span: value.span, value }))
        .collect();
    let settings = Value { kind: Kind::Map(entries), span: Span::new(file, 0, body) };
    (body > 0).then_some(Split { settings, body })
}

/// Where TOML begins and ends, and where the text after it begins.
fn find_toml(text: &str) -> Option<(usize, usize, usize)> {
    let mut lines = lines(text);
    let is_fence = |line: &str| line.trim_end() == "+++";
    lines.next().filter(|(_, line)| is_fence(line))?;
    let start = text.find('\n')? + 1;
    let (end, line) = lines.find(|(_, line)| is_fence(line))?;
    let holds_setting = end - start <= MOST_BYTES && text.get(start..end)?.contains('=');
    holds_setting.then_some((start, end, end + line.len()))
}

/// The lines of a text with the byte offset of each; line ends included.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    })
}

/// The settings in the YAML between two byte offsets.
fn parse(file: FileId, text: &str, start: usize, end: usize, report: &mut Report) -> Value {
    let yaml = text.get(start..end).unwrap_or_default();
    let span = Span::new(file, start, end);
    if yaml.len() > MOST_BYTES {
        let message = format!("the front matter is longer than {} KB", MOST_BYTES / 1024);
        report.add(
            Diagnostic::error(Code("front-matter-too-large"), message).at(span).hint("move the text below the second line of hyphens"),
        );
        return nothing(file);
    }
    let mut reader = Reader { file, base: start, offsets: Offsets::new(yaml), events: Parser::new_from_str(yaml), report };
    match reader.document() {
        Ok(value) => value,
        Err(problem) => {
            report.add(*problem);
            nothing(file)
        }
    }
}

/// Byte offsets of characters: the YAML parser counts in characters, spans count in bytes.
struct Offsets {
    bytes: Vec<u32>,
    len: usize,
}

impl Offsets {
    fn new(text: &str) -> Self {
        let bytes = text.char_indices().map(|(at, _)| u32::try_from(at).unwrap_or(u32::MAX)).collect();
        Self { bytes, len: text.len() }
    }

    fn of(&self, marker: Marker) -> usize {
        self.bytes.get(marker.index()).map_or(self.len, |&at| at as usize)
    }
}

type Outcome<T> = Result<T, Box<Diagnostic>>;

struct Reader<'a, 'r> {
    file: FileId,
    base: usize,
    offsets: Offsets,
    events: Parser<'a, StrInput<'a>>,
    report: &'r mut Report,
}

impl<'a> Reader<'a, '_> {
    fn document(&mut self) -> Outcome<Value> {
        loop {
            match self.next()? {
                (Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _) => {}
                (Event::StreamEnd | Event::DocumentEnd, _) => return Ok(nothing(self.file)),
                (event, span) => return self.value(event, span, 0),
            }
        }
    }

    fn next(&mut self) -> Outcome<(Event<'a>, Span)> {
        match self.events.next_event() {
            Some(Ok((event, span))) => {
                let span = Span::new(self.file, self.base + self.offsets.of(span.start), self.base + self.offsets.of(span.end));
                Ok((event, span))
            }
            Some(Err(error)) => {
                let at = self.base + self.offsets.of(*error.marker());
                let message = format!("the front matter is not valid YAML: {}", error.info());
                let hint = "put a text that contains a colon, a quotation mark or a leading symbol between quotation marks";
                Err(Box::new(Diagnostic::error(Code("front-matter-syntax"), message).at(Span::new(self.file, at, at + 1)).hint(hint)))
            }
            None => Ok((Event::StreamEnd, Span::new(self.file, self.base, self.base))),
        }
    }

    fn value(&mut self, event: Event<'a>, span: Span, depth: usize) -> Outcome<Value> {
        if depth > MOST_NESTED {
            let message = format!("settings are nested more than {MOST_NESTED} deep");
            return Err(Box::new(
                Diagnostic::error(Code("nesting-too-deep"), message).at(span).hint("front matter needs lists of names at most"),
            ));
        }
        let (kind, end) = match event {
            Event::Scalar(text, style, ..) => (scalar(&text, style), span),
            Event::SequenceStart(..) => self.list(depth)?,
            Event::MappingStart(..) => self.map(depth)?,
            // An alias repeats a value by name; repeated often enough it fills all memory, and no byline needs it.
            Event::Alias(_) => {
                return Err(Box::new(
                    Diagnostic::error(Code("front-matter-alias"), "the front matter repeats a value by an alias (*)")
                        .at(span)
                        .hint("write the value out"),
                ));
            }
            _ => (Kind::Nothing, span),
        };
        Ok(Value { kind, span: span.to(end) })
    }

    fn list(&mut self, depth: usize) -> Outcome<(Kind, Span)> {
        let mut values = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd | Event::StreamEnd, span) => return Ok((Kind::List(values), span)),
                (event, span) => values.push(self.value(event, span, depth + 1)?),
            }
        }
    }

    fn map(&mut self, depth: usize) -> Outcome<(Kind, Span)> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let (key, key_span) = match self.next()? {
                (Event::MappingEnd | Event::StreamEnd, span) => return Ok((Kind::Map(entries), span)),
                (Event::Scalar(key, ..), span) => (key.into_owned(), span),
                (_, span) => {
                    let problem = Diagnostic::error(Code("front-matter-syntax"), "the name of a setting should be a plain word");
                    return Err(Box::new(problem.at(span).hint("write it as “name: value”")));
                }
            };
            let (event, span) = self.next()?;
            let value = self.value(event, span, depth + 1)?;
            if entries.iter().any(|entry| entry.key == key) {
                self.report.add(duplicate_key(&key, key_span));
            } else {
                entries.push(Entry { key, key_span, value });
            }
        }
    }
}

/// What a scalar is, by the core schema of YAML 1.2 (10.3.2): only plain ones may be other than text.
fn scalar(text: &str, style: ScalarStyle) -> Kind {
    if style != ScalarStyle::Plain {
        return Kind::Text(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Kind::Nothing,
        "true" | "True" | "TRUE" => Kind::Bool(true),
        "false" | "False" | "FALSE" => Kind::Bool(false),
        number if number.parse::<f64>().is_ok() && number.contains(|c: char| c.is_ascii_digit()) => Kind::Number(number.to_owned()),
        other => Kind::Text(other.to_owned()),
    }
}
