//! A text, a Word file or a document of Pandoc's in, a project out: a manuscript in Markdown and the settings to build it with.

use std::path::Path;

use crate::base::{Code, Diagnostic, Report, Severity, Sources, Workspace};
use crate::model::{Picture, Piece};
use crate::read::{docx, pandoc, plain};
use crate::write::markdown;

pub use crate::read::plain::{Confidence, Finding, Given};

/// What came of an import.
#[derive(Clone, Debug, Default)]
pub struct Import {
    /// The text, for the places of the findings.
    pub sources: Sources,
    /// What stands in the way, and what is missing.
    pub report: Report,
    /// What was recognised and why, by the number of the line or the paragraph.
    pub recognised: Vec<Finding>,
    /// What the numbers of the findings count.
    pub unit: Unit,
    /// The files that come of it: path and content. None if the report has an error.
    pub files: Vec<(String, Vec<u8>)>,
}

/// What the number of a finding counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Lines of a text.
    #[default]
    Line,
    /// Paragraphs of a Word file.
    Paragraph,
}

impl Unit {
    /// In a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Paragraph => "paragraph",
        }
    }
}

/// Which files an import makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A project: `publication.toml` and a manuscript in a folder, named like the file that comes in.
    Project,
    /// A manuscript alone, by its name without ending, with its pictures in a folder beside it.
    Manuscript(String),
}

/// Makes a project or a manuscript of a text, a Word file or a document of Pandoc's. `name` is what findings call the
/// file, and `beside` the folder it stands in, where the pictures of Pandoc's document are.
pub fn import(name: &str, bytes: &[u8], given: &Given, target: &Target, beside: &dyn Workspace) -> Import {
    if is_word(name, bytes) {
        import_word(name, bytes, given, target)
    } else if is_pandoc(name, bytes) {
        import_pandoc(name, bytes, given, target, beside)
    } else {
        import_text(name, bytes, given, target)
    }
}

/// Whether a file is a document of Pandoc's, or calls itself JSON.
fn is_pandoc(name: &str, bytes: &[u8]) -> bool {
    let called = Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    called || bytes.starts_with(b"{\"pandoc-api-version\"")
}

/// Whether a file is one of Word's, by how it begins; a file that only calls itself one gets the finding that it is none.
fn is_word(name: &str, bytes: &[u8]) -> bool {
    let ending = Path::new(name).extension().map(|ending| ending.to_ascii_lowercase());
    let called = ending.is_some_and(|ending| ["docx", "docm", "dotx", "doc", "rtf", "odt"].iter().any(|word| ending == *word));
    called || bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") || bytes.starts_with(b"{\\rtf")
}

fn import_word(name: &str, bytes: &[u8], given: &Given, target: &Target) -> Import {
    let mut made = Import { unit: Unit::Paragraph, ..Import::default() };
    match docx::import(name, bytes, given, &pictures_folder(name, target)) {
        Err(problem) => made.report.add(problem),
        Ok(docx::Import { piece, pictures, files, remarks, findings, problems }) => {
            problems.into_iter().for_each(|problem| made.report.add(problem));
            made.recognised = findings;
            made.files = manuscript(name, target, &piece, &pictures, &remarks);
            made.files.extend(beside_manuscript(files, target));
        }
    }
    made
}

fn import_pandoc(name: &str, bytes: &[u8], given: &Given, target: &Target, beside: &dyn Workspace) -> Import {
    let mut made = Import::default();
    let Some(text) = utf8(name, bytes, &mut made.report) else { return made };
    let Some(read) = pandoc::import(text, name, given, beside, &mut made.sources, &mut made.report) else { return made };
    let pandoc::Import { piece, mut pictures } = read;
    let files = moved(&mut pictures, &pictures_folder(name, target));
    if !made.report.has_errors() {
        made.files = manuscript(name, target, &piece, &pictures, &[]);
        made.files.extend(beside_manuscript(files, target));
    }
    made
}

/// The text of a file, or a report of why it has none.
fn utf8<'b>(name: &str, bytes: &'b [u8], report: &mut Report) -> Option<&'b str> {
    std::str::from_utf8(bytes).map_err(|error| report.add(not_utf8(name, bytes, error.valid_up_to()))).ok()
}

/// Files that a manuscript names, where it looks for them: beside itself.
fn beside_manuscript(files: Vec<(String, Vec<u8>)>, target: &Target) -> impl Iterator<Item = (String, Vec<u8>)> {
    let folder = if *target == Target::Project { "manuscript/" } else { "" };
    files.into_iter().map(move |(path, bytes)| (format!("{folder}{path}"), bytes))
}

/// Gives pictures a new folder, each its own name there, and returns them as files.
fn moved(pictures: &mut [Picture], folder: &str) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for (number, picture) in pictures.iter_mut().enumerate() {
        let name = picture.path.rsplit('/').next().unwrap_or(&picture.path);
        let path = format!("{folder}/{name}");
        let is_taken = files.iter().any(|(other, _)| *other == path);
        picture.path = if is_taken { format!("{folder}/{}-{name}", number + 1) } else { path };
        files.push((picture.path.clone(), picture.bytes.to_vec()));
    }
    files
}

fn import_text(name: &str, bytes: &[u8], given: &Given, target: &Target) -> Import {
    let mut made = Import::default();
    let Some(text) = utf8(name, bytes, &mut made.report) else { return made };
    let file = made.sources.add(name, text);
    let plain::Import { piece, remarks, findings } = plain::import(text, given);
    let worrying = findings.iter().map(|finding| finding.diagnostic(file)).filter(|diagnostic| diagnostic.severity > Severity::Note);
    worrying.for_each(|diagnostic| made.report.add(diagnostic));
    made.recognised = findings;
    if !made.report.has_errors() {
        made.files = manuscript(name, target, &piece, &[], &remarks);
    }
    made
}

/// The manuscript, and before it the settings of its project if it gets one.
fn manuscript(name: &str, target: &Target, piece: &Piece, pictures: &[Picture], remarks: &[String]) -> Vec<(String, Vec<u8>)> {
    let text = markdown::manuscript(piece, pictures, remarks).into_bytes();
    match target {
        Target::Project => {
            let path = format!("manuscript/{}.md", stem(name));
            vec![("publication.toml".to_owned(), settings(&path).into_bytes()), (path, text)]
        }
        Target::Manuscript(name) => vec![(format!("{name}.md"), text)],
    }
}

/// The folder for pictures, beside the manuscript and named like it, so that two manuscripts may stand in one folder.
fn pictures_folder(name: &str, target: &Target) -> String {
    let stem = match target {
        Target::Project => stem(name),
        Target::Manuscript(name) => stem(&format!("{name}.md")),
    };
    format!("{}-pictures", stem.split_whitespace().collect::<Vec<_>>().join("-"))
}

/// The settings of a project of one manuscript, for a person to go on with.
fn settings(manuscript: &str) -> String {
    let manuscript = toml::Value::String(manuscript.to_owned());
    format!(
        "# `recto build` reads this file. What belongs to the article itself, such as title and author, stands at the top of\n\
         # the manuscript; what belongs to the publisher can stand here.\n\
         \n\
         kind = \"article\"\n\
         manuscript = {manuscript}\n\
         \n\
         [style]\n\
         theme = \"magazine\"\n"
    )
}

/// The name for a manuscript made of a file: without folder and ending, and without characters that paths give a meaning to.
fn stem(name: &str) -> String {
    let stem = Path::new(name).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let stem: String = stem.chars().map(|c| if c.is_control() || matches!(c, '/' | '\\' | ':' | '"') { '-' } else { c }).collect();
    let stem = stem.trim_matches(['.', '-', ' ']);
    if stem.is_empty() { "article".to_owned() } else { stem.to_owned() }
}

fn not_utf8(name: &str, bytes: &[u8], at: usize) -> Diagnostic {
    let line = bytes.iter().take(at).filter(|&&byte| byte == b'\n').count() + 1;
    Diagnostic::error(Code("not-utf-8"), format!("the text is not UTF-8 from line {line} on"))
        .on(format!("{name}:{line}"))
        .hint("open it in an editor and save it as UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::MemoryWorkspace;

    #[test]
    fn the_manuscript_is_named_like_the_text() {
        assert_eq!(stem("mails/My article.txt"), "My article");
        assert_eq!(stem("-"), "article");
        assert_eq!(stem("a:b\".txt"), "a-b");
    }

    #[test]
    fn the_settings_can_be_read_back() {
        let table: toml::Table = settings("manuscript/it’s \"so\".md").parse().expect("it is TOML");
        assert_eq!(table["manuscript"].as_str(), Some("manuscript/it’s \"so\".md"));
    }

    #[test]
    fn text_in_another_encoding_is_refused_with_its_line() {
        let made = import("a.txt", b"one\ncaf\xe9\n", &Given::default(), &Target::Project, &MemoryWorkspace::default());
        assert!(made.files.is_empty());
        assert_eq!(made.report.diagnostics[0].place.as_deref(), Some("a.txt:2"));
    }
}
