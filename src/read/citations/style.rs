//! Citation styles: by name from those that are built in, or a CSL file of the project.

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::{CitationFormat, IndependentStyle, Style, StyleCategory, StyleClass};

use super::super::fields::Words;
use crate::base::{Code, Diagnostic, FileError, Report, Workspace, nearest};

/// The style where none was named: it reads well in any text, and pandoc takes it too.
const DEFAULT: &str = "chicago-author-date";

/// A citation style, ready for use.
pub(super) struct CitationStyle {
    /// The style.
    pub(super) csl: IndependentStyle,
    /// The language it insists on, if it does.
    pub(super) locale: Option<String>,
}

impl CitationStyle {
    /// The style of that name or path. Nothing if it cannot be had, which is reported as an error.
    pub(super) fn find(wish: Option<&Words>, workspace: &dyn Workspace, report: &mut Report) -> Option<Self> {
        let name = wish.map_or(DEFAULT, |words| words.text.as_str());
        let found = if is_file(name) { from_file(name, workspace, report) } else { built_in(name).ok_or_else(|| unknown(name)) };
        found.map_err(|problem| report.add(problem.at(wish.map(|words| words.span)))).ok()
    }

    /// Whether citations stand in notes.
    pub(super) fn is_notes(&self) -> bool {
        self.csl.settings.class == StyleClass::Note
    }

    /// The style for an author's name in a sentence. Styles of numbers know names only as bibliographies write them.
    pub(super) fn naming(&self) -> IndependentStyle {
        let numbered =
            self.csl.info.category.iter().any(|category| {
                matches!(category, StyleCategory::CitationFormat { format: CitationFormat::Numeric | CitationFormat::Label })
            });
        let named = if numbered { built_in(DEFAULT) } else { None };
        named.map_or_else(|| self.csl.clone(), |style| style.csl)
    }
}

/// Whether a style is named by a file.
pub(in crate::read) fn is_file(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".csl")
}

/// A built-in style by its short name, or by the name that the CSL project gives it.
fn built_in(name: &str) -> Option<CitationStyle> {
    let name = name.trim().to_lowercase();
    // Names that Zotero and pandoc use for editions which are built in under a plainer name.
    let name = match name.as_str() {
        "chicago" => "chicago-author-date",
        "chicago-note-bibliography" | "chicago-notes-bibliography" => "chicago-notes",
        "chicago-fullnote-bibliography" | "chicago-note" => "chicago-fullnotes",
        "harvard" | "harvard-cite-them-right-12th-edition" => "harvard-cite-them-right",
        "mhra" => "modern-humanities-research-association",
        "acm" => "association-for-computing-machinery",
        "acs" => "american-chemical-society",
        "ama" => "american-medical-association",
        other => other,
    };
    let style = ArchivedStyle::by_name(name).or_else(|| ArchivedStyle::by_id(&format!("http://www.zotero.org/styles/{name}")))?;
    match style.get() {
        Style::Independent(csl) => Some(CitationStyle { csl, locale: None }),
        Style::Dependent(style) => dependent(&style),
    }
}

/// A style that only names another, which must be built in.
fn dependent(style: &hayagriva::citationberg::DependentStyle) -> Option<CitationStyle> {
    let parent = ArchivedStyle::by_id(&style.parent_link.href)?;
    let Style::Independent(csl) = parent.get() else { return None };
    Some(CitationStyle { csl, locale: style.default_locale.as_ref().map(|code| code.0.clone()) })
}

/// The style in a file. Where the file of a style that is built in is missing, as programs that fetch their styles leave it, that is
/// taken.
fn from_file(path: &str, workspace: &dyn Workspace, report: &mut Report) -> Result<CitationStyle, Diagnostic> {
    let unreadable = |why: String| {
        Diagnostic::error(Code("citation-style-unreadable"), format!("the citation style “{path}” cannot be read: {why}"))
            .hint("check the path, or name a style that is built in, such as apa")
    };
    let bytes = match workspace.read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".csl");
            let style = built_in(name).filter(|_| error == FileError::NotFound).ok_or_else(|| unreadable(error.to_string()))?;
            let message = format!("there is no file “{path}”; the style of that name which is built in is taken");
            report.add(Diagnostic::note(Code("citation-style-built-in"), message).hint(format!("name it without the ending: “{name}”")));
            return Ok(style);
        }
    };
    let text = std::str::from_utf8(&bytes).map_err(|_| unreadable("it is not text in UTF-8".to_owned()))?;
    let damaged = || unreadable("it is no citation style in CSL 1.0".to_owned());
    match Style::from_xml(text).map_err(|_| damaged())? {
        Style::Independent(csl) => Ok(CitationStyle { csl, locale: None }),
        Style::Dependent(style) => dependent(&style).ok_or_else(|| {
            unreadable(format!("it only refers to “{}”, which is not here", style.parent_link.href))
                .hint("use the CSL file that it refers to")
        }),
    }
}

fn unknown(name: &str) -> Diagnostic {
    let names = ArchivedStyle::all().iter().flat_map(|style| style.names()).copied();
    let hint = match nearest(name, names) {
        Some(near) => format!("did you mean “{near}”? A CSL file of the project works too: style = \"name.csl\""),
        None => "use a name such as chicago-author-date, apa or ieee, or a CSL file of the project".to_owned(),
    };
    Diagnostic::error(Code("citation-style-unknown"), format!("“{name}” is not a citation style that is built in")).hint(hint)
}
