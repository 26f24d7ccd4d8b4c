//! A book of Quarto as it stands: `_quarto.yml` says what it is and lists its chapters.

use super::about::About;
use super::fields::{Fields, Kind as ValueKind, Value, words};
use super::lineup::{Lineup, ListedFile, Planned, Way, What};
use super::summary::Foreign;
use super::{Reader, front_matter, source};
use crate::base::{Code, Diagnostic, Report, resolve};
use crate::model::{Kind, Matter, Role};

/// The name of Quarto's settings.
pub(super) const FILE: &str = "_quarto.yml";

impl Reader<'_> {
    /// The book that `_quarto.yml` lists; nothing if there is no such file.
    pub(super) fn quarto(&mut self) -> Option<Foreign> {
        self.workspace.read(FILE).ok()?;
        let file = source::read(self.workspace, FILE, None, &mut self.sources, &mut self.report)?;
        let text = self.sources.get(file)?.text.clone();
        let settings = front_matter::yaml(file, &text, &mut self.report);
        // Most settings of Quarto are about its own outputs: what means nothing here is nothing to speak of.
        let mut ignored = Report::default();
        let fields = Fields::of(&settings, FILE, &[], &mut ignored);
        let book = fields.group("book", "book", &[], &mut ignored);
        // Quarto's names for the same.
        let named = |key: &str| book.words(key, &mut Report::default());
        let (cover, cover_alt) = (named("cover-image"), named("cover-image-alt"));
        let about = About::read(&book, "", &mut ignored).or(About::read(&fields, "", &mut ignored));
        let about = About { cover: about.cover.or(cover), cover_alt: about.cover_alt.or(cover_alt), ..about };
        let mut list = List { lineup: Lineup { kind: Kind::Book, ..Lineup::default() }, report: &mut self.report };
        list.chapters(book.value("chapters"), Matter::Body, None);
        list.chapters(book.value("appendices"), Matter::Back, Some(Role::Appendix));
        let lineup = list.lineup;
        if lineup.planned.is_empty() {
            let problem = Diagnostic::error(Code("manuscript-unnamed"), format!("{FILE} lists no chapters")).on(FILE);
            self.report.add(problem.hint("only books are read: add book: with chapters: below it"));
        }
        Some(Foreign { lineup, about })
    }
}

struct List<'a> {
    lineup: Lineup,
    report: &'a mut Report,
}

impl List<'_> {
    fn chapters(&mut self, value: Option<&Value>, matter: Matter, role: Option<Role>) {
        let Some(ValueKind::List(chapters)) = value.map(|value| &value.kind) else { return };
        for chapter in chapters {
            match &chapter.kind {
                ValueKind::Map(_) => self.group(chapter, matter, role),
                _ => self.file(chapter, matter, role),
            }
        }
    }

    /// A part with its chapters, or a chapter with a text for the side bar.
    fn group(&mut self, value: &Value, matter: Matter, role: Option<Role>) {
        let mut ignored = Report::default();
        let fields = Fields::of(value, FILE, &[], &mut ignored);
        if let Some(file) = fields.value("href").or_else(|| fields.value("file")) {
            return self.file(file, matter, role);
        }
        match fields.value("part") {
            Some(part) if words(part, "part", &mut ignored).is_some_and(|words| is_manuscript(&words.text)) => {
                self.file(part, matter, Some(Role::Part));
            }
            Some(part) => {
                let title = words(part, "part", self.report).map(|words| words.text).unwrap_or_default();
                self.push(What::Part { title, subtitle: None }, matter, part);
            }
            None => {}
        }
        self.chapters(fields.value("chapters"), matter, role);
    }

    fn file(&mut self, value: &Value, matter: Matter, role: Option<Role>) {
        let Some(path) = words(value, "chapters", self.report) else { return };
        let Some(resolved) = resolve("", &path.text).ok().filter(|path| is_manuscript(path)) else {
            let problem = Diagnostic::error(Code("chapter-unreadable"), format!("the chapter “{}” cannot be read", path.text));
            self.report.add(problem.at(path.span).hint("chapters are .qmd or .md files in the project folder; turn a notebook into one"));
            return;
        };
        // Quarto's first file is what a reader meets first: a preface, mostly without a number.
        let is_first = self.lineup.planned.is_empty() && resolved.starts_with("index.");
        let matter = if is_first { Matter::Front } else { matter };
        let file = ListedFile { path: resolved, role, way: Way::One, has_includes: true, ..ListedFile::default() };
        self.push(What::File(file), matter, value);
    }

    fn push(&mut self, what: What, matter: Matter, value: &Value) {
        self.lineup.planned.push(Planned { what, matter, span: Some(value.span) });
    }
}

fn is_manuscript(path: &str) -> bool {
    path.ends_with(".qmd") || path.ends_with(".md") || path.ends_with(".markdown")
}
