//! Which pieces a publication has and in which order, as `publication.toml` lists them.

use super::fields::{Fields, Kind as ValueKind, Value, Words, words, wrong_kind};
use super::roles;
use crate::base::{Code, Diagnostic, Report, Span, nearest, resolve};
use crate::model::{Kind, Matter, Role};

/// The settings that say which pieces there are.
pub(super) const KEYS: [&str; 7] = ["kind", "manuscript", "front", "chapters", "parts", "pieces", "back"];

/// The pieces that the program makes, by the words that ask for them.
pub(super) const MADE: [Role; 10] = [
    Role::HalfTitle,
    Role::TitlePage,
    Role::Imprint,
    Role::Masthead,
    Role::Contents,
    Role::Figures,
    Role::Tables,
    Role::Notes,
    Role::Bibliography,
    Role::Index,
];

/// What a publication is made of.
#[derive(Debug, Default)]
pub(super) struct Lineup {
    pub(super) kind: Kind,
    /// The pieces in reading order.
    pub(super) planned: Vec<Planned>,
    /// Whether somebody said what stands before the text.
    pub(super) front_is_given: bool,
    /// Whether somebody said what stands after the text.
    pub(super) back_is_given: bool,
}

/// A piece, or a file of pieces.
#[derive(Debug)]
pub(super) struct Planned {
    pub(super) what: What,
    pub(super) matter: Matter,
    /// Where it was listed.
    pub(super) span: Option<Span>,
}

/// Where a piece comes from.
#[derive(Debug)]
pub(super) enum What {
    /// The program makes it.
    Made(Role),
    /// The title page of a part.
    Part { title: String, subtitle: Option<String> },
    /// A manuscript, by its path in the project.
    File(ListedFile),
}

/// A manuscript in a list.
#[derive(Debug, Default)]
pub(super) struct ListedFile {
    /// Its path in the project.
    pub(super) path: String,
    /// The part it plays, if the list says so.
    pub(super) role: Option<Role>,
    /// Its title in the list, for a manuscript that has none itself.
    pub(super) title: Option<String>,
    /// What is done with several headings of the highest level.
    pub(super) way: Way,
    /// Whether it includes other files, as chapters of mdBook and Quarto may.
    pub(super) has_includes: bool,
    /// Whether lines of Rust that begin with a number sign are for the compiler only, as in mdBook.
    pub(super) hides_lines: bool,
}

/// How a manuscript becomes pieces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Way {
    /// It is one piece, or several if it has several headings of the highest level.
    #[default]
    AsItIs,
    /// It is a whole book: every heading of the highest level begins a chapter.
    Whole,
    /// It is one piece, whatever its headings.
    One,
    /// It goes on in the piece before it, as a section so many levels down.
    Section(u8),
}

/// Reads the lists. The manuscript of an article is one of them, and the only one.
pub(super) fn read(fields: &Fields, report: &mut Report) -> Lineup {
    let kind = kind(fields, report);
    let mut lineup = Lineup { kind, ..Lineup::default() };
    let (body_role, body_key) = match kind {
        Kind::Article => (Role::Article, "manuscript"),
        Kind::Issue => (Role::Article, "pieces"),
        Kind::Book => (Role::Chapter, "chapters"),
    };
    for key in ["front", "chapters", "parts", "pieces", "back"] {
        let fits = match key {
            "chapters" | "parts" => kind == Kind::Book,
            "pieces" => kind == Kind::Issue,
            _ => kind != Kind::Article,
        };
        if let Some(value) = fields.value(key).filter(|_| !fits) {
            report.add(misplaced(key, kind, value.span));
        }
    }
    if kind != Kind::Article {
        lineup.front_is_given = fields.value("front").is_some();
        lineup.back_is_given = fields.value("back").is_some();
        lineup.list(fields, "front", Matter::Front, None, report);
    }
    if let Some(manuscript) = fields.words("manuscript", report) {
        let way = if kind == Kind::Book { Way::Whole } else { Way::One };
        lineup.file(&manuscript, Matter::Body, Some(body_role).filter(|_| kind != Kind::Book), way, report);
    }
    match kind {
        Kind::Article => {}
        Kind::Issue => lineup.list(fields, "pieces", Matter::Body, Some(Role::Article), report),
        Kind::Book => {
            lineup.list(fields, "chapters", Matter::Body, None, report);
            lineup.parts(fields, report);
        }
    }
    if kind != Kind::Article {
        lineup.list(fields, "back", Matter::Back, None, report);
    }
    if !lineup.planned.iter().any(|planned| planned.matter == Matter::Body) && !report.has_errors() {
        report.add(nothing_listed(kind, body_key));
    }
    lineup
}

impl Lineup {
    /// A publication of one manuscript.
    pub(super) fn of_manuscript(kind: Kind, path: &str, span: Option<Span>) -> Self {
        let way = if kind == Kind::Book { Way::Whole } else { Way::One };
        let file = ListedFile { path: path.to_owned(), way, ..ListedFile::default() };
        Self { kind, planned: vec![Planned { what: What::File(file), matter: Matter::Body, span }], ..Self::default() }
    }

    fn list(&mut self, fields: &Fields, key: &str, matter: Matter, role: Option<Role>, report: &mut Report) {
        for words in fields.list(key, report).unwrap_or_default() {
            self.entry(&words, matter, role, report);
        }
    }

    /// A word for a piece that the program makes, or a path.
    fn entry(&mut self, words: &Words, matter: Matter, role: Option<Role>, report: &mut Report) {
        let made = roles::of_name(&words.text).filter(|role| MADE.contains(role) && matter != Matter::Body);
        if let Some(role) = made {
            return self.planned.push(Planned { what: What::Made(role), matter, span: Some(words.span) });
        }
        if !words.text.contains(['.', '/']) {
            let names = MADE.map(Role::name);
            let hint = match nearest(&words.text, names) {
                Some(near) => format!("did you mean “{near}”? A manuscript is named with its ending: “{}.md”", words.text),
                None => format!("name a manuscript with its ending, “{}.md”, or one of: {}", words.text, names.join(", ")),
            };
            let message = format!("“{}” is neither a manuscript nor a piece that is made for you", words.text);
            report.add(Diagnostic::error(Code("piece-unknown"), message).at(words.span).hint(hint));
            return;
        }
        self.file(words, matter, role, Way::AsItIs, report);
    }

    fn file(&mut self, words: &Words, matter: Matter, role: Option<Role>, way: Way, report: &mut Report) {
        match resolve("", &words.text) {
            Ok(path) => {
                let file = ListedFile { path, role, way, ..ListedFile::default() };
                self.planned.push(Planned { what: What::File(file), matter, span: Some(words.span) });
            }
            Err(error) => {
                let problem = Diagnostic::error(Code("file-outside-project"), format!("“{}” cannot be read: {error}", words.text));
                report.add(problem.at(words.span).hint("keep the manuscript in the project folder and give its path from there"));
            }
        }
    }

    fn parts(&mut self, fields: &Fields, report: &mut Report) {
        let Some(value) = fields.value("parts") else { return };
        let ValueKind::List(parts) = &value.kind else {
            report.add(wrong_kind("[[parts]]", "a list of parts", &value.kind, value.span));
            return;
        };
        parts.iter().for_each(|part| self.part(part, report));
    }

    fn part(&mut self, value: &Value, report: &mut Report) {
        let part = Fields::of(value, "[[parts]]", &["title", "subtitle", "chapters"], report);
        let title = part.value("title").and_then(|value| words(value, "title", report)).map(|words| words.text).unwrap_or_default();
        let subtitle = part.words("subtitle", report).map(|words| words.text);
        self.planned.push(Planned { what: What::Part { title, subtitle }, matter: Matter::Body, span: Some(value.span) });
        self.list(&part, "chapters", Matter::Body, None, report);
    }
}

fn kind(fields: &Fields, report: &mut Report) -> Kind {
    fields.words("kind", report).and_then(|words| kind_named(&words, report)).unwrap_or_default()
}

/// The kind of publication that a setting names; a wrong one is reported.
pub(super) fn kind_named(words: &Words, report: &mut Report) -> Option<Kind> {
    const KINDS: [(&str, Kind); 3] = [("article", Kind::Article), ("issue", Kind::Issue), ("book", Kind::Book)];
    let found = KINDS.iter().find(|(name, _)| *name == words.text).map(|(_, kind)| *kind);
    if found.is_none() {
        let near = nearest(&words.text, KINDS.map(|(name, _)| name)).unwrap_or("article");
        let message = format!("“{}” is not a kind of publication", words.text);
        report.add(Diagnostic::error(Code("kind-unknown"), message).at(words.span).hint(format!("did you mean “{near}”?")));
    }
    found
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Article => "an article",
        Kind::Issue => "an issue",
        Kind::Book => "a book",
    }
}

fn misplaced(key: &str, kind: Kind, span: Span) -> Diagnostic {
    let hint = match kind {
        Kind::Article => "add kind = \"book\" or kind = \"issue\", or name the text with manuscript = \"article.md\"",
        Kind::Issue => "list the pieces of an issue with pieces = [\"first.md\", \"second.md\"]",
        Kind::Book => "list the chapters of a book with chapters = [\"01.md\", \"02.md\"]",
    };
    Diagnostic::error(Code("key-misplaced"), format!("{} has no “{key}”", name(kind))).at(span).hint(hint)
}

fn nothing_listed(kind: Kind, key: &str) -> Diagnostic {
    let hint = match kind {
        Kind::Article => "add manuscript = \"manuscript/article.md\"",
        Kind::Issue => "add pieces = [\"manuscript/first.md\", \"manuscript/second.md\"]",
        Kind::Book => "add chapters = [\"manuscript/01.md\", \"manuscript/02.md\"], or manuscript = \"book.md\" for a book in one file",
    };
    let file = super::project::FILE;
    let message = if kind == Kind::Article { format!("{file} names no manuscript") } else { format!("{file} lists no {key}") };
    Diagnostic::error(Code("manuscript-unnamed"), message).on(file).hint(hint)
}
