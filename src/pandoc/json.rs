//! The document from and to JSON.

use std::fmt;

use super::Document;

/// The versions of pandoc-types whose documents we understand: those of Pandoc 2.11 to 3.
const VERSIONS: [[u32; 2]; 2] = [[1, 22], [1, 23]];

/// Why a text is no document of Pandoc's that we can read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is written for another version of pandoc-types.
    Version(Vec<u32>),
    /// It is nested deeper than we follow.
    TooDeep,
    /// It is JSON, but no document of Pandoc's; with the words of the parser.
    NoDocument(String),
    /// It is no JSON; with the words of the parser.
    NoJson(String),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version(version) => {
                let version = version.iter().map(u32::to_string).collect::<Vec<_>>().join(".");
                write!(f, "it has pandoc-api-version {version}; 1.22 and 1.23 can be read")
            }
            Self::TooDeep => write!(f, "lists, quotes and the like are nested too deep in it"),
            Self::NoDocument(why) => write!(f, "it is JSON, but not a document of Pandoc: {why}"),
            Self::NoJson(why) => write!(f, "it is not JSON: {why}"),
        }
    }
}

/// Reads a document. The parser follows 128 brackets into each other, enough for some 40 nested lists.
///
/// # Errors
/// When the text is not JSON, not a document, or one of a version we do not know.
pub fn read(text: &str) -> Result<Document, Unreadable> {
    let document: Document = serde_json::from_str(text).map_err(|error| match error.classify() {
        // The parser has no other name for it.
        _ if error.to_string().starts_with("recursion limit") => Unreadable::TooDeep,
        serde_json::error::Category::Data => Unreadable::NoDocument(error.to_string()),
        _ => Unreadable::NoJson(error.to_string()),
    })?;
    let known = VERSIONS.iter().any(|known| document.version.starts_with(known));
    if known { Ok(document) } else { Err(Unreadable::Version(document.version)) }
}

/// Writes a document, on one line as Pandoc does.
pub fn write(document: &Document) -> String {
    // No key is anything but a text and no number is infinite, which is all that serialising could stumble over.
    let mut text = serde_json::to_string(document).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_are_told_from_documents() {
        let read = |text: &str| read(text).map(|document| document.blocks.len());
        assert_eq!(read(r#"{"pandoc-api-version":[1,22,2,1],"meta":{},"blocks":[{"t":"Null"}]}"#), Ok(1));
        assert_eq!(read(r#"{"pandoc-api-version":[1,23,1],"meta":{},"blocks":[{"t":"HorizontalRule"}]}"#), Ok(1));
        assert_eq!(read(r#"{"pandoc-api-version":[1,20],"meta":{},"blocks":[]}"#), Err(Unreadable::Version(vec![1, 20])));
        assert!(matches!(read("{}"), Err(Unreadable::NoDocument(_))));
        assert!(matches!(read("# Title"), Err(Unreadable::NoJson(_))));
        let deep = format!(r#"{{"pandoc-api-version":[1,23],"meta":{{}},"blocks":{}"#, r#"[{"t":"BlockQuote","c":"#.repeat(500_000));
        assert_eq!(read(&deep), Err(Unreadable::TooDeep));
    }
}
