//! Pasted text in, a project out: a manuscript in Markdown and the settings to build it with.

use std::path::Path;

use crate::base::{Code, Diagnostic, Report, Severity, Sources};
use crate::read::plain;
use crate::write::markdown;

pub use crate::read::plain::{Confidence, Finding, Given};

/// What came of an import.
#[derive(Clone, Debug, Default)]
pub struct Import {
    /// The text, for the places of the findings.
    pub sources: Sources,
    /// What stands in the way, and what is missing.
    pub report: Report,
    /// What was recognised and why, by line.
    pub recognised: Vec<Finding>,
    /// The files of the project: path and content. None if the report has an error.
    pub files: Vec<(String, String)>,
}

/// Makes a project of a pasted text. `name` is what findings call the text; the manuscript is named like it.
pub fn import(name: &str, bytes: &[u8], given: &Given) -> Import {
    let mut made = Import::default();
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            made.report.add(not_utf8(name, bytes, error.valid_up_to()));
            return made;
        }
    };
    let file = made.sources.add(name, text);
    let plain::Import { piece, remarks, findings } = plain::import(text, given);
    let worrying = findings.iter().map(|finding| finding.diagnostic(file)).filter(|diagnostic| diagnostic.severity > Severity::Note);
    worrying.for_each(|diagnostic| made.report.add(diagnostic));
    made.recognised = findings;
    if !made.report.has_errors() {
        let manuscript = format!("manuscript/{}.md", stem(name));
        made.files =
            vec![("publication.toml".to_owned(), settings(&manuscript)), (manuscript, markdown::manuscript(&piece, &[], &remarks))];
    }
    made
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
        let made = import("a.txt", b"one\ncaf\xe9\n", &Given::default());
        assert!(made.files.is_empty());
        assert_eq!(made.report.diagnostics[0].place.as_deref(), Some("a.txt:2"));
    }
}
