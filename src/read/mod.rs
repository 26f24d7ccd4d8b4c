//! From files to a publication: project settings, front matter, Markdown, pasted text.

mod about;
mod article;
mod attributes;
pub mod docx;
mod fields;
mod front_matter;
mod identifier;
mod links;
mod markdown;
mod names;
mod note_order;
pub mod pandoc;
mod pictures;
pub mod plain;
mod project;
mod pull_quotes;
pub mod repeats;
mod source;
mod structure;
mod typography;

use crate::base::{Code, Diagnostic, Report, Sources, Span, Workspace, resolve};
use crate::model::Publication;
use article::Publisher;
use fields::Words;
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
    /// The name of the theme.
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

impl Settings {
    /// The settings of a manuscript for which nothing was asked.
    fn of(manuscript: &str) -> Self {
        Self {
            name: stem(manuscript),
            theme: "magazine".to_owned(),
            theme_span: None,
            stylesheets: Vec::new(),
            tokens: Vec::new(),
            press: PressSettings { standard: "x-4".to_owned() },
        }
    }
}

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
        match entry {
            Entry::Project => {
                let file = self.project_file()?;
                let path = self.manuscript_path(&file);
                let (publisher, settings) = self.settings(file, path.as_ref().map_or("", |path| path.text.as_str()));
                let Words { text: path, span } = path?;
                let publication = self.publication(&path, Some(span), publisher)?;
                Some(Project { publication, settings })
            }
            Entry::Manuscript(path) => {
                let publication = self.publication(path, None, Publisher::default())?;
                Some(Project { publication, settings: Settings::of(path) })
            }
        }
    }

    fn project_file(&mut self) -> Option<ProjectFile> {
        let id = source::read(self.workspace, project::FILE, None, &mut self.sources, &mut self.report)?;
        let text = self.sources.get(id)?.text.clone();
        project::parse(id, &text, &mut self.report)
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
                let problem = Diagnostic::error(Code("file-outside-project"), format!("“{}” cannot be read: {error}", words.text));
                self.report.add(problem.at(words.span).hint("keep the manuscript in the project folder and give its path from there"));
                None
            }
        }
    }

    fn settings(&mut self, file: ProjectFile, manuscript: &str) -> (Publisher, Settings) {
        let mut settings = Settings::of(manuscript);
        settings.stylesheets = file.stylesheets.iter().filter_map(|words| self.stylesheet(words)).collect();
        settings.tokens = file.tokens.into_iter().map(|(name, Words { text: value, span })| Token { name, value, span }).collect();
        if let Some(name) = file.name {
            settings.name = name.text;
        }
        if let Some(theme) = file.theme {
            settings.theme = theme.text;
            settings.theme_span = Some(theme.span);
        }
        if let Some(standard) = file.standard {
            settings.press.standard = standard.text;
        }
        (Publisher { about: file.about, accessibility: file.accessibility }, settings)
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
        article::read(self.workspace, id, path, publisher, &self.sources, &mut self.report)
    }
}

/// A file's name without folder and ending.
fn stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}
