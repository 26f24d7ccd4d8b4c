//! Citations and bibliographies: from keys in the text to words in a citation style.

mod engine;
mod library;
mod locator;
mod output;
mod placing;
mod punctuation;
mod style;
pub(super) mod walk;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::fields::{Fields, Words};
use super::note_order::Unsettled;
use crate::base::{Code, Diagnostic, Report, Sources, Span, Workspace, nearest, resolve};
use crate::model::{Citation, CitationMode, Inline, InlineKind, Kind, Language, Note, Piece, Publication};
use engine::{Rendering, Request};
use library::Library;
use style::CitationStyle;

/// What the settings say about citations.
#[derive(Clone, Debug, Default)]
pub(super) struct Wish {
    /// The bibliography files, by their paths in the project.
    pub(super) files: Vec<Words>,
    /// The name of a citation style, or the path of a CSL file in the project.
    pub(super) style: Option<Words>,
    /// Works that stand in the bibliography though nothing cites them: `@key` each, or `@*` for all.
    pub(super) uncited: Option<Words>,
}

impl Wish {
    /// Takes the settings of those names (files, style, works not cited) out of a file in `folder`, to which paths are relative.
    pub(super) fn read(fields: &Fields, [files, style, uncited]: [&str; 3], folder: &str, report: &mut Report) -> Self {
        let path = |words: Words, report: &mut Report| match resolve(folder, &words.text) {
            Ok(text) => Some(Words { text, span: words.span }),
            Err(error) => {
                let problem = Diagnostic::error(Code("file-outside-project"), format!("“{}” cannot be read: {error}", words.text));
                report.add(problem.at(words.span).hint("keep the file in the project folder"));
                None
            }
        };
        let style = fields.words(style, report);
        Self {
            files: fields.list(files, report).unwrap_or_default().into_iter().filter_map(|file| path(file, report)).collect(),
            style: style.and_then(|style| if style::is_file(&style.text) { path(style, report) } else { Some(style) }),
            uncited: fields.words(uncited, report),
        }
    }

    /// These wishes, and where one was not given, the other's.
    pub(super) fn or(self, other: Self) -> Self {
        let files = if self.files.is_empty() { other.files } else { self.files };
        Self { files, style: self.style.or(other.style), uncited: self.uncited.or(other.uncited) }
    }

    /// Adds the wishes of another part of the same publication: all files count, but only one style.
    pub(super) fn join(&mut self, other: Self) {
        let known: Vec<String> = self.files.iter().map(|file| file.text.clone()).collect();
        self.files.extend(other.files.into_iter().filter(|file| !known.contains(&file.text)));
        self.style = self.style.take().or(other.style);
        self.uncited = self.uncited.take().or(other.uncited);
    }
}

/// What is cited from and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CitationSettings {
    /// The bibliography files, by their paths in the project.
    pub files: Vec<String>,
    /// The name of a citation style, or the path of a CSL file in the project.
    pub style: Option<String>,
    /// Works that are listed though nothing cites them: `@key` each, or `@*` for all.
    pub uncited: Option<String>,
}

impl CitationSettings {
    /// The path of the citation style in the project, if it is a file there.
    pub fn style_file(&self) -> Option<&str> {
        self.style.as_deref().filter(|style| style::is_file(style))
    }
}

impl From<Wish> for CitationSettings {
    fn from(wish: Wish) -> Self {
        let text = |words: Words| words.text;
        Self { files: wish.files.into_iter().map(text).collect(), style: wish.style.map(text), uncited: wish.uncited.map(text) }
    }
}

/// Gives every citation of the publication its words, makes notes of them where the style wants notes, and adds the
/// bibliography: to each article of an issue, else once.
pub(super) fn settle(publication: &mut Publication, wish: &Wish, workspace: &dyn Workspace, sources: &mut Sources, report: &mut Report) {
    if wish.files.is_empty() {
        return leave_as_typed(publication, report);
    }
    let library = Library::read(&wish.files, workspace, sources, report);
    let style = CitationStyle::find(wish.style.as_ref(), workspace, report);
    let (Some(library), Some(style)) = (library, style) else { return };
    let uncited = wish.uncited.as_ref().map(|words| uncited(words, &library, report)).unwrap_or_default();
    let mut room = Room { library: &library, style: &style, uncited: &uncited, report };
    if publication.kind == Kind::Issue {
        for piece in &mut publication.pieces {
            let language = piece.metadata.language.clone();
            let works = room.settle(std::slice::from_mut(piece), &language);
            placing::in_piece(piece, works);
        }
    } else {
        let language = publication.metadata.language.clone();
        let works = room.settle(&mut publication.pieces, &language);
        placing::in_publication(publication, works);
    }
}

/// What the citations of one stretch of pieces are rendered with.
struct Room<'a> {
    library: &'a Library,
    style: &'a CitationStyle,
    uncited: &'a [String],
    report: &'a mut Report,
}

impl Room<'_> {
    /// Renders the citations of pieces that share a bibliography, and returns its works.
    fn settle(&mut self, pieces: &mut [Piece], language: &Language) -> Vec<crate::model::Work> {
        self.check_keys(pieces);
        if self.style.is_notes() {
            pieces.iter_mut().for_each(into_notes);
        }
        let mut requests = Vec::new();
        let mut notes_before = 0;
        for piece in pieces.iter_mut() {
            walk::each_citation(piece, &mut |citation, span, note| {
                requests.push(Request::of(citation, span, note.map(|note| notes_before + note + 1)));
            });
            notes_before += piece.notes.len();
        }
        if requests.is_empty() && self.uncited.is_empty() {
            return Vec::new();
        }
        let Rendering { citations, works } = engine::render(self.library, self.style, language, &requests, self.uncited);
        let mut rendered = citations.into_iter();
        for piece in pieces {
            walk::each_citation(piece, &mut |citation, _, _| {
                if let Some(content) = rendered.next().filter(|content| !content.is_empty()) {
                    citation.content = content;
                }
            });
            punctuation::settle(piece);
        }
        works
    }

    /// A citation with a key that no bibliography has becomes the words that were typed.
    fn check_keys(&mut self, pieces: &mut [Piece]) {
        let mut unknown: BTreeMap<String, Span> = BTreeMap::new();
        for piece in pieces {
            walk::unwrap(piece, &mut |citation, span| {
                let missing: Vec<&str> = citation.works.iter().map(|work| work.key.as_str()).filter(|key| !self.library.has(key)).collect();
                for key in &missing {
                    unknown.entry((*key).to_owned()).or_insert(span);
                }
                !missing.is_empty()
            });
        }
        let mut unknown: Vec<(String, Span)> = unknown.into_iter().collect();
        unknown.sort_by_key(|(_, span)| *span);
        for (key, span) in unknown {
            self.report.add(unknown_key(&key, self.library).at(span));
        }
    }
}

/// Without a bibliography there is nothing to cite from: the words stay as they were typed.
fn leave_as_typed(publication: &mut Publication, report: &mut Report) {
    let mut first = None;
    for piece in &mut publication.pieces {
        walk::unwrap(piece, &mut |citation, span| {
            // A lone @name may be a person's handle.
            if citation.works.iter().any(|work| work.mode != CitationMode::AuthorInText) {
                first.get_or_insert(span);
            }
            true
        });
    }
    if let Some(span) = first {
        let problem = Diagnostic::warning(Code("bibliography-missing"), "there is no bibliography for the citations; they stay as typed");
        let hint = "name the file: bibliography: references.bib in the front matter, or file = \"references.bib\" under [citations]";
        report.add(problem.at(span).hint(hint));
    }
}

/// Makes a note of every citation in the text of a piece; those in notes stay where they are. An author who is part of the
/// sentence stays in it.
fn into_notes(piece: &mut Piece) {
    let mut notes = std::mem::take(&mut piece.notes);
    let after_punctuation = piece.metadata.language.primary() != "fr";
    lift(&mut piece.title, &mut notes, after_punctuation);
    walk::each_line(&mut piece.standfirst, &mut |line| lift(line, &mut notes, after_punctuation));
    walk::each_line(&mut piece.body, &mut |line| lift(line, &mut notes, after_punctuation));
    piece.notes = Unsettled::of(notes).settle(&mut piece.title, &mut piece.standfirst, &mut piece.body, 0);
}

/// Takes the citations out of a line, into notes.
fn lift(line: &mut Vec<Inline>, notes: &mut Vec<Note>, after_punctuation: bool) {
    let mut at = 0;
    while let Some(inline) = line.get_mut(at) {
        let span = inline.span;
        if let InlineKind::Citation(citation) = &mut inline.kind {
            let mark = InlineKind::NoteMark(notes.len());
            notes.push(note_of(citation, span));
            if citation.works.first().is_some_and(|work| work.mode == CitationMode::AuthorInText) {
                citation.works.truncate(1);
                line.insert(at + 1, Inline { kind: mark, span });
                at += 1;
            } else {
                inline.kind = mark;
            }
            at = punctuation::raise(line, at, after_punctuation);
        } else if let Some(content) = inline.kind.content_mut() {
            lift(content, notes, after_punctuation);
        }
        at += 1;
    }
}

/// A note that holds nothing but the citation.
fn note_of(citation: &Citation, span: Span) -> Note {
    let mut citation = citation.clone();
    if let Some(first) = citation.works.first_mut()
        && first.mode == CitationMode::AuthorInText
    {
        first.mode = CitationMode::Normal;
    }
    let line = vec![Inline { kind: InlineKind::Citation(Box::new(citation)), span }];
    Note { content: vec![placing::paragraph(line, span)], span }
}

/// The keys of works that shall be listed without being cited.
fn uncited(words: &Words, library: &Library, report: &mut Report) -> Vec<String> {
    let keys = words.text.split([' ', ',', ';']).map(|key| key.trim_start_matches('@')).filter(|key| !key.is_empty());
    let mut found = Vec::new();
    for key in keys {
        if key == "*" {
            found.extend(library.keys().map(str::to_owned));
        } else if library.has(key) {
            found.push(key.to_owned());
        } else {
            report.add(unknown_key(key, library).at(words.span));
        }
    }
    found
}

fn unknown_key(key: &str, library: &Library) -> Diagnostic {
    let hint = match nearest(key, library.keys()) {
        Some(near) => format!("did you mean “@{near}”?"),
        None => format!("add it to {}", library.names()),
    };
    Diagnostic::warning(Code("citation-unknown"), format!("no work in the bibliography has the key “{key}”; the words stay as typed"))
        .hint(hint)
}
