//! What the import recognised, where, how sure it is, and why: the half of the import that an editor reads.

use std::fmt;

use crate::base::{Code, Diagnostic, FileId, Span};

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// There is no text at all.
    Empty,
    /// Characters were taken out or changed.
    Characters,
    /// Lines were joined to paragraphs.
    Wrapping,
    /// The language.
    Language,
    /// The title.
    Title,
    /// There is no title.
    NoTitle,
    /// The line above the title.
    Kicker,
    /// The line after the title.
    Subtitle,
    /// The sentences under the title.
    Standfirst,
    /// Who wrote it.
    Byline,
    /// There is no byline.
    NoAuthor,
    /// The date of publication.
    Date,
    /// The title of a section, of that level.
    Heading(u8),
    /// A sentence set large.
    PullQuote,
    /// Who said what a pull quote says.
    Attribution,
    /// A list.
    List,
    /// A table.
    Table,
    /// What stood under a picture.
    Caption,
    /// A change of scene.
    SceneBreak,
    /// The notes.
    Notes,
    /// Who the author is.
    Bio,
    /// What the publisher does not answer for.
    Disclaimer,
    /// A passage quoted from elsewhere, or verse.
    Quote,
    /// A picture.
    Figure,
    /// Text a computer reads.
    Code,
    /// Terms and what they mean.
    Definitions,
    /// Something that stands beside the text.
    Box,
    /// Something odd that was left in the text as it stands.
    Kept,
    /// Something that is not in the manuscript, on purpose.
    LeftOut,
}

impl Kind {
    /// What an editor calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Empty => "no text",
            Self::Characters => "characters",
            Self::Wrapping => "wrapped lines",
            Self::Language => "language",
            Self::Title => "title",
            Self::NoTitle => "no title",
            Self::Kicker => "kicker",
            Self::Subtitle => "subtitle",
            Self::Standfirst => "standfirst",
            Self::Byline => "byline",
            Self::NoAuthor => "no byline",
            Self::Date => "date",
            Self::Heading(level) if level > 2 => "heading of a lower level",
            Self::Heading(_) => "heading",
            Self::PullQuote => "pull quote",
            Self::Attribution => "attribution of the pull quote",
            Self::List => "list",
            Self::Table => "table",
            Self::Caption => "caption",
            Self::SceneBreak => "scene break",
            Self::Notes => "notes",
            Self::Bio => "author bio",
            Self::Disclaimer => "disclaimer",
            Self::Quote => "quote",
            Self::Figure => "picture",
            Self::Code => "code",
            Self::Definitions => "definitions",
            Self::Box => "box",
            Self::Kept => "left as text",
            Self::LeftOut => "left out",
        }
    }

    fn code(self) -> Code {
        Code(match self {
            Self::Empty => "import-empty",
            Self::Characters => "import-characters",
            Self::Wrapping => "import-wrapping",
            Self::Language => "import-language",
            Self::Title => "import-title",
            Self::NoTitle => "import-no-title",
            Self::Kicker => "import-kicker",
            Self::Subtitle => "import-subtitle",
            Self::Standfirst => "import-standfirst",
            Self::Byline => "import-byline",
            Self::NoAuthor => "import-no-author",
            Self::Date => "import-date",
            Self::Heading(_) => "import-heading",
            Self::PullQuote => "import-pull-quote",
            Self::Attribution => "import-attribution",
            Self::List => "import-list",
            Self::Table => "import-table",
            Self::Caption => "import-caption",
            Self::SceneBreak => "import-scene-break",
            Self::Notes => "import-notes",
            Self::Bio => "import-bio",
            Self::Disclaimer => "import-disclaimer",
            Self::Quote => "import-quote",
            Self::Figure => "import-figure",
            Self::Code => "import-code",
            Self::Definitions => "import-definitions",
            Self::Box => "import-box",
            Self::Kept => "import-kept",
            Self::LeftOut => "import-left-out",
        })
    }
}

/// How sure the import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// A guess: look at it.
    Low,
    /// More likely than not.
    Medium,
    /// As good as certain.
    High,
}

impl Confidence {
    /// In a word or two.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "a guess",
            Self::Medium => "likely",
            Self::High => "sure",
        }
    }
}

/// One thing that the import recognised, or that it missed.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is.
    pub what: Kind,
    /// The line of the text, from 1.
    pub line: usize,
    /// The first words of it.
    pub excerpt: String,
    /// Why, in plain words without a full stop at the end.
    pub reason: String,
    /// How sure.
    pub confidence: Confidence,
    /// What to do about it, or how to undo it.
    pub hint: Option<String>,
    /// Where in the text.
    pub span: Span,
}

impl Finding {
    /// The same as a diagnostic in the file of that number.
    pub fn diagnostic(&self, file: FileId) -> Diagnostic {
        let message = match self.excerpt.as_str() {
            "" => format!("{}: {}", self.what.name(), self.reason),
            _ => format!("{}, {}: {}", self.what.name(), self.confidence.name(), self.reason),
        };
        let diagnostic = match self.what {
            Kind::Empty => Diagnostic::error(self.what.code(), message),
            Kind::NoTitle => Diagnostic::warning(self.what.code(), message),
            _ => Diagnostic::note(self.what.code(), message),
        };
        let diagnostic = diagnostic.at(Span { file, ..self.span });
        match &self.hint {
            Some(hint) => diagnostic.hint(hint.clone()),
            None => diagnostic,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what.name())?;
        if !self.excerpt.is_empty() {
            write!(f, ", {}", self.confidence.name())?;
        }
        write!(f, " ({})", self.reason)
    }
}

/// The first words of a passage, for a report.
pub(in crate::read) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let start: String = text.chars().take(LONGEST).collect();
    let cut = start.rfind(char::is_whitespace).unwrap_or(start.len());
    format!("{}…", start.get(..cut).unwrap_or(&start))
}
