//! From files to a publication: project settings, front matter, Markdown, pasted text.

mod about;
mod attributes;
mod fields;
mod front_matter;
mod identifier;
mod links;
mod markdown;
mod names;
mod pictures;
mod project;
mod pull_quotes;
pub mod repeats;
mod source;
mod structure;
mod typography;

use crate::base::{Code, Diagnostic, Report, Sources, Span, Workspace, resolve};
use crate::model::{Accessibility, Language, Metadata, PictureId, Piece, Publication};
use about::About;
use fields::{Fields, Words};
use markdown::Manuscript;
use pictures::Pictures;
use project::ProjectFile;

/// What to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A whole project, by the `publication.toml` at its root.
    Project,
    /// One manuscript file, by its path in the project.
    Manuscript(String),
}

/// What was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The files that a person wrote, for showing findings in them.
    pub sources: Sources,
    /// What was found. With an error in it, nothing should be made of the project, whole as it may look.
    pub report: Report,
    /// The project; none if an error left nothing to hand on.
    pub project: Option<Project>,
}

/// A publication and how it shall be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    /// What is made.
    pub publication: Publication,
    /// How it is made.
    pub settings: Settings,
}

/// How a publication shall be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The name of the output files, without an ending; safe as a file name.
    pub name: String,
    /// The name of the theme, and where it was given.
    pub theme: String,
    /// Where the theme was named, if it was.
    pub theme_span: Option<Span>,
    /// Paths in the project of the stylesheets that follow the theme; they exist.
    pub stylesheets: Vec<String>,
    /// Values for variables of the theme.
    pub tokens: Vec<Token>,
    /// What the press PDF shall be.
    pub press: PressSettings,
}

/// A value for a variable of the theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// The variable, without its two hyphens.
    pub name: String,
    /// The value, as CSS.
    pub value: String,
    /// Where it was given.
    pub span: Span,
}

/// What the press PDF shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PressSettings {
    /// The standard, in lower case: `x-4`.
    pub standard: String,
}

const DEFAULT_THEME: &str = "magazine";
const DEFAULT_STANDARD: &str = "x-4";

/// Reads a project or a single manuscript. Nothing outside the workspace is touched.
pub fn read(workspace: &dyn Workspace, entry: &Entry) -> Reading {
    let mut reader = Reader { workspace, sources: Sources::default(), report: Report::default() };
    let project = reader.project(entry);
    Reading { sources: reader.sources, report: reader.report, project }
}

struct Reader<'a> {
    workspace: &'a dyn Workspace,
    sources: Sources,
    report: Report,
}

impl Reader<'_> {
    fn project(&mut self, entry: &Entry) -> Option<Project> {
        let (file, path) = match entry {
            Entry::Project => {
                let file = self.project_file()?;
                let path = self.manuscript_path(&file)?;
                (Some(file), path)
            }
            Entry::Manuscript(path) => (None, Words { text: path.clone(), span: Span::new(crate::base::FileId(0), 0, 0) }),
        };
        let place = file.is_some().then_some(path.span);
        let (about, settings) = match file {
            Some(file) => self.settings(file, &path.text),
            None => (Publisher::default(), self.default_settings(&path.text)),
        };
        let publication = self.publication(&path.text, place, about)?;
        Some(Project { publication, settings })
    }

    fn project_file(&mut self) -> Option<ProjectFile> {
        let id = source::read(self.workspace, project::FILE, None, &mut self.sources, &mut self.report)?;
        let text = self.sources.get(id)?.text.clone();
        Some(project::parse(id, &text, &mut self.report))
    }

    fn manuscript_path(&mut self, file: &ProjectFile) -> Option<Words> {
        let Some(words) = &file.manuscript else {
            let problem = Diagnostic::error(Code("manuscript-unnamed"), format!("{} names no manuscript", project::FILE)).on(project::FILE);
            self.report.add(problem.hint("add manuscript = \"manuscript/article.md\""));
            return None;
        };
        match resolve("", &words.text) {
            Ok(text) => Some(Words { text, span: words.span }),
            Err(error) => {
                let problem = Diagnostic::error(Code("manuscript-missing"), format!("the manuscript cannot be read: {error}"));
                self.report.add(problem.at(words.span).hint("give its path inside the project folder"));
                None
            }
        }
    }

    fn settings(&mut self, file: ProjectFile, manuscript: &str) -> (Publisher, Settings) {
        let stylesheets = file.stylesheets.iter().filter_map(|words| self.stylesheet(words)).collect();
        let (theme, theme_span) = file.theme.map_or((DEFAULT_THEME.to_owned(), None), |words| (words.text, Some(words.span)));
        let token = |(name, Words { text: value, span })| Token { name, value, span };
        let settings = Settings {
            name: file.name.map_or_else(|| stem(manuscript), |words| words.text),
            theme,
            theme_span,
            stylesheets,
            tokens: file.tokens.into_iter().map(token).collect(),
            press: PressSettings { standard: file.standard.map_or(DEFAULT_STANDARD.to_owned(), |words| words.text) },
        };
        (Publisher { about: file.about, accessibility: file.accessibility }, settings)
    }

    fn default_settings(&self, manuscript: &str) -> Settings {
        Settings {
            name: stem(manuscript),
            theme: DEFAULT_THEME.to_owned(),
            theme_span: None,
            stylesheets: Vec::new(),
            tokens: Vec::new(),
            press: PressSettings { standard: DEFAULT_STANDARD.to_owned() },
        }
    }

    fn stylesheet(&mut self, words: &Words) -> Option<String> {
        let found = resolve("", &words.text).and_then(|path| self.workspace.read(&path).map(|_| path));
        found
            .map_err(|error| {
                let problem =
                    Diagnostic::error(Code("stylesheet-missing"), format!("the stylesheet “{}” cannot be read: {error}", words.text));
                self.report.add(problem.at(words.span).hint("give its path from the project folder"));
            })
            .ok()
    }

    fn publication(&mut self, path: &str, place: Option<Span>, publisher: Publisher) -> Option<Publication> {
        let id = source::read(self.workspace, path, place, &mut self.sources, &mut self.report)?;
        let text = self.sources.get(id)?.text.clone();
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let report = &mut self.report;

        let split = front_matter::split(id, &text, report);
        let fields = Fields::of(&split.settings, "front matter", &about::KEYS, report);
        let mut about = About::read(&fields, folder, report).or(publisher.about);
        let whole = Span::new(id, 0, text.len());
        let language = language(&about, whole, report);

        let mut pictures = Pictures::new(self.workspace);
        let manuscript = Manuscript { file: id, text: &text, body: split.body, folder, language: &language };
        let markdown::Parsed { mut blocks, notes } = markdown::parse(manuscript, &mut pictures, report);
        if blocks.is_empty() {
            if !report.has_errors() {
                let problem = Diagnostic::error(Code("manuscript-empty"), "the manuscript holds no text");
                report.add(problem.at(Span::new(id, split.body, split.body)).hint("write the text below the front matter"));
            }
            return None;
        }
        structure::take_title(&mut blocks, &mut about);
        let standfirst = structure::take_standfirst(&mut blocks, &mut about, &language);
        structure::shift_levels(&mut blocks);
        pull_quotes::match_to_body(&mut blocks, &self.sources, report);
        let cover = cover(&about, &mut pictures, report);
        let metadata = metadata(about, language, publisher.accessibility, path, Span::new(id, 0, 0), report);
        let piece = Piece { metadata: metadata.clone(), standfirst, body: blocks, notes, span: whole };
        let mut publication = Publication { metadata, pieces: vec![piece], pictures: pictures.finish(), cover };
        links::check(&mut publication, report);
        Some(publication)
    }
}

/// What the publisher says for everything it makes.
#[derive(Default)]
struct Publisher {
    about: About,
    accessibility: Accessibility,
}

fn language(about: &About, whole: Span, report: &mut Report) -> Language {
    about.language.clone().unwrap_or_else(|| {
        let problem = Diagnostic::warning(Code("language-missing"), "the language of the text is not given; English is taken");
        report.add(problem.at(Span { end: whole.start, ..whole }).hint("add “language: en” or another tag to the front matter"));
        Language::default()
    })
}

fn cover(about: &About, pictures: &mut Pictures, report: &mut Report) -> Option<(PictureId, String)> {
    let words = about.cover.as_ref()?;
    let picture = pictures.load(&words.text, words.span, report)?;
    let alt = about.cover_alt.as_ref().map(|words| words.text.clone());
    if alt.is_none() {
        let problem = Diagnostic::warning(Code("alt-missing"), "the cover has no description for those who do not see it");
        report.add(problem.at(words.span).hint("add “cover-alt: ...”"));
    }
    Some((picture, alt.unwrap_or_default()))
}

/// The metadata, with smart punctuation, a title and an identifier in any case.
fn metadata(about: About, language: Language, accessibility: Accessibility, path: &str, place: Span, report: &mut Report) -> Metadata {
    let smart = |words: Option<Words>| words.map(|words| typography::words(&words.text, &language));
    let title = smart(about.title).unwrap_or_else(|| {
        let title = readable(&stem(path));
        let problem =
            Diagnostic::warning(Code("title-missing"), format!("the manuscript has no title; it is called “{title}” after its file"));
        report.add(problem.at(place).hint("add “title: ...” to the front matter, or begin the text with a line “# The title”"));
        title
    });
    let mut metadata = Metadata {
        title,
        subtitle: smart(about.subtitle),
        kicker: smart(about.kicker),
        authors: about.authors.unwrap_or_default(),
        date: about.date,
        publisher: about.publisher.map(|words| words.text),
        description: smart(about.description),
        keywords: about.keywords.unwrap_or_default().into_iter().map(|words| words.text).collect(),
        rights: smart(about.rights),
        identifier: String::new(),
        accessibility,
        language: language.clone(),
    };
    metadata.identifier = about.identifier.unwrap_or_else(|| identifier::from_names(&metadata));
    metadata
}

/// A file's name without folder and ending.
fn stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

/// A file's name as a title: "the-long-way" becomes "The long way".
fn readable(stem: &str) -> String {
    let words = stem.split(['-', '_', ' ', '.']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    letters.next().map_or_else(|| "Untitled".to_owned(), |first| first.to_uppercase().chain(letters).collect())
}
