//! A book of mdBook as it stands: `book.toml` says what it is, `SUMMARY.md` lists its chapters.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::about::About;
use super::fields::Fields;
use super::lineup::{Lineup, ListedFile, Planned, Way, What};
use super::{Reader, project, source};
use crate::base::{Code, Diagnostic, FileId, Report, Span, resolve};
use crate::model::{Kind, Matter};

/// The name of mdBook's settings.
pub(super) const SETTINGS: &str = "book.toml";
/// The name of the list of chapters.
pub(super) const FILE: &str = "SUMMARY.md";

/// A book by the files of another program.
pub(super) struct Foreign {
    pub(super) lineup: Lineup,
    pub(super) about: About,
}

impl Reader<'_> {
    /// The book that `SUMMARY.md` lists, where mdBook looks for it; nothing if there is none.
    pub(super) fn mdbook(&mut self) -> Option<Foreign> {
        let (about, folder) = self.book_toml();
        let candidates = [resolve(&folder, FILE).ok()?, FILE.to_owned()];
        let path = candidates.into_iter().find(|path| self.workspace.read(path).is_ok())?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let file = source::read(self.workspace, &path, None, &mut self.sources, &mut self.report)?;
        let text = self.sources.get(file)?.text.clone();
        let lineup = parse(file, &text, &folder, &mut self.report);
        Some(Foreign { lineup, about })
    }

    /// What `book.toml` says about the book, and the folder of its manuscripts.
    fn book_toml(&mut self) -> (About, String) {
        let src = "src".to_owned();
        if self.workspace.read(SETTINGS).is_err() {
            return (About::default(), src);
        }
        let file = source::read(self.workspace, SETTINGS, None, &mut self.sources, &mut self.report);
        let text = file.and_then(|file| Some((file, self.sources.get(file)?.text.clone())));
        let Some((file, text)) = text else { return (About::default(), src) };
        let Some(tree) = project::tree(file, SETTINGS, &text, &mut self.report) else { return (About::default(), src) };
        // Most settings of mdBook are about its web pages: what means nothing here is nothing to speak of.
        let mut ignored = Report::default();
        let book = Fields::of(&tree, SETTINGS, &["book"], &mut ignored).group("book", "[book]", &[], &mut ignored);
        let folder = book.words("src", &mut ignored).map_or(src, |words| words.text);
        let about = About {
            authors: book.value("authors").map(|value| super::about::authors(value, &mut ignored)),
            ..About::read(&book, "", &mut ignored)
        };
        (about, folder)
    }
}

/// The chapters in the order of the summary: what stands before the list is front matter, what stands after it back matter.
fn parse(file: FileId, text: &str, folder: &str, report: &mut Report) -> Lineup {
    let mut summary = Summary { lineup: Lineup { kind: Kind::Book, ..Lineup::default() }, folder, report, matter: Matter::Front };
    let (mut depth, mut link, mut heading) = (0u8, None, None);
    let mut has_content = false;
    for (event, range) in Parser::new(text).into_offset_iter() {
        let span = Span::new(file, range.start, range.end);
        match event {
            Event::Start(Tag::List(_)) => {
                depth = depth.saturating_add(1);
                summary.matter = Matter::Body;
            }
            Event::End(TagEnd::List(_)) => depth = depth.saturating_sub(1),
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => {
                // The first heading is the title of the list.
                if let Some(title) = heading.take().filter(|_| has_content) {
                    summary.matter = Matter::Body;
                    summary.push(What::Part { title, subtitle: None }, span);
                }
                has_content = true;
            }
            Event::Start(Tag::Link { dest_url, .. }) => link = Some((dest_url.to_string(), String::new())),
            Event::End(TagEnd::Link) => {
                has_content = true;
                if let Some((path, title)) = link.take() {
                    if depth == 0 && summary.matter == Matter::Body {
                        summary.matter = Matter::Back;
                    }
                    summary.chapter(&path, title, depth, span);
                }
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some((_, title)) = &mut link {
                    title.push_str(&words);
                } else if let Some(title) = &mut heading {
                    title.push_str(&words);
                }
            }
            _ => {}
        }
    }
    let mut lineup = summary.lineup;
    if lineup.planned.is_empty() {
        let problem = Diagnostic::error(Code("manuscript-unnamed"), format!("{FILE} lists no chapters"));
        report.add(problem.at(Span::new(file, 0, 0)).hint("add lines such as: - [The first chapter](first.md)"));
    }
    lineup.back_is_given = false;
    lineup
}

struct Summary<'a> {
    lineup: Lineup,
    folder: &'a str,
    report: &'a mut Report,
    matter: Matter,
}

impl Summary<'_> {
    fn chapter(&mut self, target: &str, title: String, depth: u8, span: Span) {
        if target.is_empty() {
            let message = format!("the chapter “{title}” is a draft without a file, so it is left out");
            self.report.add(Diagnostic::note(Code("chapter-draft"), message).at(span));
            return;
        }
        let path = target.split('#').next().unwrap_or_default().replace("%20", " ");
        let Ok(path) = resolve(self.folder, &path) else {
            let problem = Diagnostic::error(Code("file-outside-project"), format!("“{target}” lies outside the project folder"));
            self.report.add(problem.at(span).hint("keep the manuscript in the project folder and give its path from there"));
            return;
        };
        let follows_chapter = matches!(self.lineup.planned.last(), Some(Planned { what: What::File(_), matter: Matter::Body, .. }));
        let way = if depth > 1 && follows_chapter { Way::Section(depth - 1) } else { Way::One };
        let file = ListedFile { path, title: Some(title), way, has_includes: true, hides_lines: true, ..ListedFile::default() };
        self.push(What::File(file), span);
    }

    fn push(&mut self, what: What, span: Span) {
        self.lineup.planned.push(Planned { what, matter: self.matter, span: Some(span) });
    }
}
