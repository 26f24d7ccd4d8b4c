//! The themes, on the books in `tests/books`: each sets all of them without a finding, and each in its own way.
#![expect(clippy::disallowed_methods, reason = "the manuscripts live in files")]

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use recto::base::{FileError, Severity, Workspace};
use recto::pipeline::{Order, Output, build};
use recto::read::Entry;
use recto::style::THEMES;

/// A book of ours.
struct Book(&'static str);

impl Workspace for Book {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        std::fs::read(format!("{}/tests/books/{}/{path}", env!("CARGO_MANIFEST_DIR"), self.0)).map_err(|_| FileError::NotFound)
    }
}

/// A file of a book in a theme.
fn made(book: &'static str, theme: &str, output: Output) -> Vec<u8> {
    let order = Order { outputs: [output].into(), theme: Some(theme.to_owned()), date: None };
    let built = build(&Book(book), &Entry::Project, &order, &|_| {});
    let findings: Vec<_> = built.report.diagnostics.iter().filter(|finding| finding.severity != Severity::Note).collect();
    assert!(findings.is_empty(), "{book} in {theme}: {findings:?}");
    built.artifacts.into_iter().next().expect("a book without findings is made").bytes
}

#[test]
fn every_theme_sets_every_book_in_its_own_way() {
    for book in ["night-ferry", "field-guide", "kitchen-sink"] {
        let different: BTreeSet<Vec<u8>> = THEMES.iter().map(|theme| made(book, theme, Output::Reader)).collect();
        assert_eq!(different.len(), THEMES.len(), "two themes set {book} alike");
    }
}

/// How many headings of the kitchen sink have a number in a theme.
fn numbered_headings(theme: &str) -> usize {
    let epub = made("kitchen-sink", theme, Output::Epub);
    let mut archive = zip::ZipArchive::new(Cursor::new(epub)).expect("an EPUB is a ZIP");
    let mut count = 0;
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("the archive was just written");
        let mut text = String::new();
        // Pictures are no text, and have no headings.
        if file.read_to_string(&mut text).is_ok() {
            count += text.matches("><span class=\"number\">").count();
        }
    }
    count
}

#[test]
fn reports_number_their_sections_unless_the_publication_says_otherwise() {
    assert_eq!(numbered_headings("plain"), 0);
    assert!(numbered_headings("report") > 3);
}
