//! `publication.toml`: what the publisher says about the publication, and how it shall be made.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::FontFolder;
use super::about::{About, KEYS};
use super::assembly::Arrangement;
use super::citations::Wish;
use super::cover::{self, CoverSettings};
use super::fields::{Entry, Fields, Kind, Value, Words, nothing, words, wrong_kind};
use super::lineup::{self, Lineup};
use super::masthead::Masthead;
use super::numbering;
use super::press::{self, PressSettings};
use crate::base::{Code, Diagnostic, FileId, Report, Span, Workspace, resolve};
use crate::model::Accessibility;

/// The name of the project file.
pub(super) const FILE: &str = "publication.toml";
const MOST_NESTED: usize = 16;

/// What the project file says.
pub(super) struct ProjectFile {
    /// What it is made of.
    pub(super) lineup: Lineup,
    /// How that is put together.
    pub(super) arrangement: Arrangement,
    /// The name of the output files, if given.
    pub(super) name: Option<Words>,
    /// Metadata, in the way of front matter.
    pub(super) about: About,
    /// What the publisher asserts.
    pub(super) accessibility: Accessibility,
    /// The theme, if given.
    pub(super) theme: Option<Words>,
    /// Stylesheets after the theme, as written.
    pub(super) stylesheets: Vec<Words>,
    /// Values for the theme's variables: name and value.
    pub(super) tokens: Vec<(String, Words)>,
    /// Folders of the publisher's own fonts.
    pub(super) fonts: Vec<FontFolder>,
    /// What the press PDF shall be.
    pub(super) press: PressSettings,
    /// What the cover shall be.
    pub(super) cover: CoverSettings,
}

/// Reads the project file. What is wrong in it is reported and what is right is kept, but nothing of a file whose syntax
/// is broken: what the parser makes of the rest is guesswork.
pub(super) fn parse(workspace: &dyn Workspace, file: FileId, text: &str, report: &mut Report) -> Option<ProjectFile> {
    let tree = tree(file, FILE, text, report)?;
    let known: Vec<&str> = ["name", "masthead", "numbering", "notes", "accessibility", "style", "fonts", "output", "citations"]
        .into_iter()
        .chain(lineup::KEYS)
        .chain(KEYS)
        .collect();
    let fields = Fields::of(&tree, FILE, &known, report);
    let style = fields.group("style", "[style]", &["theme", "stylesheets", "tokens"], report);
    let output = fields.group("output", "[output]", &["press", "cover"], report);
    let cover = output.group("cover", "[output.cover]", &cover::KEYS, report);
    let press = output.group("press", "[output.press]", &press::keys(), report);
    let accessibility = fields.group("accessibility", "[accessibility]", &["conforms-to", "certified-by"], report);
    let cited = fields.group("citations", "[citations]", &["file", "style", "uncited"], report);
    let mut about = About::read(&fields, "", report);
    about.citations = Wish::read(&cited, ["file", "style", "uncited"], "", report).or(about.citations);
    let lineup = lineup::read(&fields, report);
    let arrangement = Arrangement {
        numbering: numbering::read(&fields, report),
        notes: numbering::notes(&fields, report),
        masthead: Masthead::read(&fields, lineup.kind, report),
    };
    Some(ProjectFile {
        lineup,
        arrangement,
        name: name(&fields, report),
        about,
        accessibility: Accessibility {
            conforms_to: accessibility.words("conforms-to", report).map(|words| words.text),
            certified_by: accessibility.words("certified-by", report).map(|words| words.text),
        },
        theme: style.words("theme", report),
        stylesheets: style.list("stylesheets", report).unwrap_or_default(),
        tokens: tokens(&style, report),
        fonts: font_folders(&fields, report),
        press: press::read(&press, report),
        cover: cover::read(&cover, workspace, report),
    })
}

/// A name that is safe as a file name everywhere.
fn name(fields: &Fields, report: &mut Report) -> Option<Words> {
    let name = fields.words("name", report)?;
    let bad = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    if name.text.contains(bad) || name.text.starts_with('.') {
        let hint = "use letters, digits and hyphens; the files get their endings from the program";
        report.add(Diagnostic::error(Code("name-invalid"), format!("“{}” cannot be a file name", name.text)).at(name.span).hint(hint));
        return None;
    }
    Some(name)
}

fn font_folders(fields: &Fields, report: &mut Report) -> Vec<FontFolder> {
    let fonts = fields.group("fonts", "[fonts]", &["folders"], report);
    let folders = fonts.list("folders", report).unwrap_or_default();
    let folder = |Words { text, span }: Words| match resolve("", &text) {
        Ok(path) => Some(FontFolder { path, span }),
        Err(error) => {
            let problem = Diagnostic::error(Code("file-outside-project"), format!("the folder of fonts “{text}” cannot be read: {error}"));
            report.add(problem.at(span).hint("keep the fonts in the project folder and give the path from there"));
            None
        }
    };
    folders.into_iter().filter_map(folder).collect()
}

fn tokens(style: &Fields, report: &mut Report) -> Vec<(String, Words)> {
    let Some(value) = style.value("tokens") else { return Vec::new() };
    let Kind::Map(entries) = &value.kind else {
        report.add(wrong_kind("[style.tokens]", "a group of settings", &value.kind, value.span));
        return Vec::new();
    };
    let token = |entry: &Entry, report: &mut Report| {
        let value = words(&entry.value, &entry.key, report)?;
        Some((entry.key.trim_start_matches("--").to_owned(), value))
    };
    entries.iter().filter_map(|entry| token(entry, report)).collect()
}

/// A file of that name as a tree of values. Only its first fault is reported: the others mostly follow from it.
pub(super) fn tree(file: FileId, name: &str, text: &str, report: &mut Report) -> Option<Value> {
    match DeTable::parse(text) {
        Ok(table) => Some(map(file, table.get_ref(), Span::new(file, 0, text.len()), 0, report)),
        Err(error) => {
            let span = error.span().map(|range| Span::new(file, range.start, range.end));
            let message = format!("{name} is not valid TOML: {}", error.message().lines().next().unwrap_or_default());
            let hint = "write settings as name = \"value\", with the quotation marks";
            report.add(Diagnostic::error(Code("project-syntax"), message).at(span).hint(hint));
            None
        }
    }
}

fn map(file: FileId, table: &DeTable, span: Span, depth: usize, report: &mut Report) -> Value {
    let entry = |(key, value): (&Spanned<_>, &Spanned<DeValue>), report: &mut Report| {
        let key_text: &std::borrow::Cow<str> = key.get_ref();
        let key_span = Span::new(file, key.span().start, key.span().end);
        Entry { key: key_text.to_string(), key_span, value: value_of(file, value, depth + 1, report) }
    };
    let mut entries: Vec<Entry> = table.iter().map(|pair| entry(pair, report)).collect();
    // In the order of writing: the table itself is sorted by name.
    entries.sort_by_key(|entry| entry.key_span.start);
    Value { kind: Kind::Map(entries), span }
}

fn value_of(file: FileId, value: &Spanned<DeValue>, depth: usize, report: &mut Report) -> Value {
    let span = Span::new(file, value.span().start, value.span().end);
    if depth > MOST_NESTED {
        let message = format!("settings are nested more than {MOST_NESTED} deep");
        report.add(Diagnostic::error(Code("nesting-too-deep"), message).at(span).hint("no setting needs this"));
        return nothing(file);
    }
    let kind = match value.get_ref() {
        DeValue::String(text) => Kind::Text(text.to_string()),
        DeValue::Integer(number) => Kind::Number(number.to_string()),
        DeValue::Float(number) => Kind::Number(number.to_string()),
        DeValue::Boolean(truth) => Kind::Bool(*truth),
        DeValue::Datetime(date) => Kind::Text(date.to_string()),
        DeValue::Array(values) => Kind::List(values.iter().map(|value| value_of(file, value, depth + 1, report)).collect()),
        DeValue::Table(table) => return map(file, table, span, depth, report),
    };
    Value { kind, span }
}
