//! From files to a publication: project settings, front matter, Markdown, pasted text.

mod about;
mod assembly;
mod attributes;
mod citations;
mod code;
mod cover;
mod division;
pub mod docx;
mod fields;
mod formulas;
mod front_matter;
mod identifier;
mod includes;
mod lineup;
mod links;
mod made;
mod manuscript;
mod markdown;
mod masthead;
mod mathjax;
mod note_order;
mod numbering;
mod outputs;
pub mod pandoc;
mod pictures;
pub mod plain;
mod press;
mod project;
mod pull_quotes;
mod quarto;
mod raw;
pub mod repeats;
mod roles;
mod scan;
mod sections;
mod source;
mod structure;
mod summary;
mod survey;
mod typography;

use crate::base::{Code, Diagnostic, FileError, Report, Sources, Span, Workspace, resolve};
use crate::model::{
    Accessibility, Attributes, Block, BlockKind, Gathered, Kind, Metadata, NumberStyle, NumberWords, Numbering, Piece, Publication,
};
use about::About;
use assembly::{Arrangement, Bound};
use fields::Words;
use lineup::Lineup;
use manuscript::{Around, Draft};
use project::ProjectFile;
use summary::Foreign;

pub use citations::CitationSettings;
pub use cover::CoverSettings;
pub use pictures::{outlined, picture};
pub use press::{OutputProfile, PressSettings};

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
    /// Folders of the publisher's own fonts.
    pub fonts: Vec<FontFolder>,
    /// What the press PDF shall be.
    pub press: PressSettings,
    /// What the cover shall be.
    pub cover: CoverSettings,
    /// What is cited from, as the settings and all manuscripts say it together.
    pub cited: CitationSettings,
}

impl Project {
    fn of(bound: Bound, settings: Settings) -> Self {
        Self { publication: bound.publication, settings: Settings { cited: bound.cited, ..settings } }
    }
}

/// A folder of fonts in the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontFolder {
    /// Its path in the project; it may not be there.
    pub path: String,
    /// Where it was named.
    pub span: Span,
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

impl Settings {
    /// The settings of a manuscript for which nothing was asked.
    fn of(manuscript: &str) -> Self {
        Self {
            name: stem(manuscript),
            theme: "magazine".to_owned(),
            theme_span: None,
            stylesheets: Vec::new(),
            tokens: Vec::new(),
            fonts: Vec::new(),
            press: PressSettings::default(),
            cover: CoverSettings::default(),
            cited: CitationSettings::default(),
        }
    }
}

/// Reads a project or a single manuscript. Nothing outside the workspace is touched.
pub fn read(workspace: &dyn Workspace, entry: &Entry) -> Reading {
    let mut reader = Reader { workspace, sources: Sources::default(), report: Report::default() };
    let project = reader.project(entry);
    reader.report.count_repeats();
    Reading { sources: reader.sources, report: reader.report, project }
}

/// The name of the file that makes a folder a project.
pub const PROJECT_FILE: &str = project::FILE;

/// Whether the word for the role of a piece, in the lists of `publication.toml`, gives this very piece.
pub fn is_made_by_word(piece: &Piece, publication: &Metadata) -> bool {
    let mut own = piece.clone();
    // Which works it lists is found out again.
    if let [Block { kind: BlockKind::Gathered(Gathered::Bibliography(works)), attributes, .. }] = own.body.as_mut_slice() {
        works.clear();
        *attributes = Attributes::default();
    }
    own.body.iter_mut().for_each(|block| block.span = own.span);
    lineup::MADE.contains(&piece.role) && own == made::piece(piece.role, piece.matter, publication, piece.span)
}

struct Reader<'a> {
    workspace: &'a dyn Workspace,
    sources: Sources,
    report: Report,
}

impl Reader<'_> {
    fn project(&mut self, entry: &Entry) -> Option<Project> {
        match entry {
            Entry::Project if self.is_foreign() => self.foreign(),
            Entry::Project => {
                let mut file = self.project_file()?;
                let (lineup, arrangement) = (std::mem::take(&mut file.lineup), std::mem::take(&mut file.arrangement));
                let title = file.about.title.as_ref().map(|title| file_name(&title.text));
                let name = if lineup.kind == Kind::Article { None } else { title };
                let (publisher, settings) = self.settings(file, name.as_deref().unwrap_or(first_file(&lineup)));
                let bound = self.assemble(lineup, publisher, arrangement)?;
                Some(Project::of(bound, settings))
            }
            Entry::Manuscript(path) => {
                let bound = self.lone(path)?;
                Some(Project::of(bound, Settings::of(path)))
            }
        }
    }

    /// Whether there are no settings of ours, but a book of another program.
    fn is_foreign(&self) -> bool {
        let there = |path: &str| self.workspace.read(path).is_ok();
        matches!(self.workspace.read(project::FILE), Err(FileError::NotFound)) && FOREIGN.iter().any(|path| there(path))
    }

    /// A book of mdBook or Quarto, with the numbers that it has there.
    fn foreign(&mut self) -> Option<Project> {
        let is_quarto = self.workspace.read(quarto::FILE).is_ok();
        let found = if is_quarto { self.quarto() } else { self.mdbook() };
        let Some(Foreign { lineup, about }) = found else {
            let problem = Diagnostic::error(
                Code("manuscript-unnamed"),
                format!("{} names a book, but there is no {}", summary::SETTINGS, summary::FILE),
            );
            self.report.add(problem.on(summary::SETTINGS).hint("put a list of chapters there, or write a publication.toml"));
            return None;
        };
        let chapters = Some(NumberWords::Number(NumberStyle::Decimal));
        let numbering = Numbering { chapters, sections: Some(if is_quarto { 5 } else { 0 }), ..Numbering::default() };
        let mut settings = Settings::of("book");
        if let Some(title) = &about.title {
            settings.name = file_name(&title.text);
        }
        let publisher = Publisher { about, ..Publisher::default() };
        let bound = self.assemble(lineup, publisher, Arrangement { numbering, ..Arrangement::default() })?;
        Some(Project::of(bound, settings))
    }

    fn project_file(&mut self) -> Option<ProjectFile> {
        let id = source::read(self.workspace, project::FILE, None, &mut self.sources, &mut self.report)?;
        let text = self.sources.get(id)?.text.clone();
        project::parse(self.workspace, id, &text, &mut self.report)
    }

    /// A manuscript without settings around it: a book if it says so or looks like one, else an article.
    fn lone(&mut self, path: &str) -> Option<Bound> {
        let id = source::read(self.workspace, path, None, &mut self.sources, &mut self.report)?;
        let text = self.sources.get(id)?.text.clone();
        let draft = manuscript::read(self.workspace, id, path, &text, Around::default(), &mut self.report);
        let kind = self.kind_of(&draft);
        let lineup = Lineup::of_manuscript(kind, path, None);
        self.bind(lineup, vec![Some(draft)], Publisher::default(), Arrangement::default())
    }

    fn kind_of(&mut self, draft: &Draft) -> Kind {
        /// Some 15,000 words: longer than any article of a magazine, shorter than any book.
        const LENGTH_OF_A_BOOK: u32 = 90_000;
        if let Some(words) = &draft.kind {
            return lineup::kind_named(words, &mut self.report).unwrap_or_default();
        }
        let chapters = draft.blocks.iter().filter(|block| structure::level(block) == Some(1)).count();
        if draft.about.title.is_none() || chapters < 2 || draft.span.end < LENGTH_OF_A_BOOK {
            return Kind::Article;
        }
        let message = format!("the manuscript is taken for a book: it is long and has {chapters} headings of the highest level");
        let place = Span::new(draft.span.file, 0, 0);
        self.report.add(
            Diagnostic::note(Code("kind-guessed"), message)
                .at(place)
                .hint("write “kind: book” in the front matter to say so, or “kind: article” to have it as one article"),
        );
        Kind::Book
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
        settings.fonts = file.fonts;
        settings.press = file.press;
        settings.cover = file.cover;
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
}

/// What the publisher says about everything it makes; a manuscript's front matter goes before it.
#[derive(Default)]
struct Publisher {
    about: About,
    accessibility: Accessibility,
}

/// The manuscript after which the output is named if nobody names it.
fn first_file(lineup: &Lineup) -> &str {
    lineup.planned.iter().find_map(|planned| Some(planned.file()?.0.path.as_str())).unwrap_or_default()
}

/// The files by which books of other programs are known.
const FOREIGN: [&str; 4] = [quarto::FILE, summary::SETTINGS, summary::FILE, "src/SUMMARY.md"];

/// A title as the name of a file: its letters and digits, in lower case, with hyphens between the words.
fn file_name(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    if name.is_empty() { "book".to_owned() } else { name }
}

/// A file's name without folder and ending.
fn stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}
