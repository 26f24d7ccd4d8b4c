//! The themes, on the books in `tests/books`: each sets all of them without a finding, and each in its own way.
#![expect(clippy::disallowed_methods, reason = "the manuscripts live in files")]

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use recto::base::{FileError, MemoryWorkspace, Severity, Workspace};
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

/// The texts in an EPUB, its stylesheet among them.
fn texts(epub: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(epub)).expect("an EPUB is a ZIP");
    let mut texts = String::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("the archive was just written");
        // Pictures are no text: of those nothing is added.
        let _ = file.read_to_string(&mut texts);
    }
    texts
}

/// How many headings of the kitchen sink have a number in a theme.
fn numbered_headings(theme: &str) -> usize {
    texts(made("kitchen-sink", theme, Output::Epub)).matches("><span class=\"number\">").count()
}

#[test]
fn reports_number_their_sections_unless_the_publication_says_otherwise() {
    assert_eq!(numbered_headings("plain"), 0);
    assert!(numbered_headings("report") > 3);
}

/// A file of a text in a language and a theme.
fn made_of(text: &str, language: &str, theme: &str, output: Output) -> Vec<u8> {
    let front = format!("---\ntitle: A\nlanguage: {language}\ndate: 2026-01-01\n---\n\n");
    let workspace = MemoryWorkspace::default().with("a.md", front + text);
    let order = Order { outputs: [output].into(), theme: Some(theme.to_owned()), date: None };
    let built = build(&workspace, &Entry::Manuscript("a.md".to_owned()), &order, &|_| {});
    built.artifacts.into_iter().next().expect("the text is sound").bytes
}

#[test]
fn passages_for_print_are_hidden_in_the_epub_and_no_others() {
    for theme in THEMES {
        let epub = made_of("Read [the screen]{.only-epub}[the paper]{.only-print}.\n", "en", theme, Output::Epub);
        let texts = texts(epub);
        assert!(texts.contains(".only-print {\n  display: none !important;\n}"), "{theme}");
        assert!(!texts.contains(".only-epub {"), "{theme}");
    }
}

/// The names of the fonts in the reader PDF of a text in Tamil.
fn fonts(text: &str, theme: &str) -> String {
    let pdf = made_of(text, "ta", theme, Output::Reader);
    String::from_utf8_lossy(&pdf).split("/BaseFont").skip(1).filter_map(|rest| rest.lines().next()).collect()
}

/// Tamil has no italics, and no small capitals.
#[test]
fn small_headings_are_told_from_the_text_in_every_script() {
    for theme in ["novel", "plain"] {
        let bold = "NotoSerifTamil-Bold";
        // The headings above are in Latin letters: whatever they are set in, it is no Tamil.
        assert!(!fonts("## A\n\n### B\n\nதமிழ்\n", theme).contains(bold), "{theme}");
        for headings in ["## A\n\n### தமிழ்", "## A\n\n### B\n\n#### தமிழ்"] {
            assert!(fonts(&format!("தமிழ்\n\n{headings}\n\nதமிழ்\n"), theme).contains(bold), "{theme}: {headings}");
        }
    }
}

/// The reader's PDF of an article with a figure that has a class.
fn with_figure(class: &str, theme: &str) -> Vec<u8> {
    let mut picture = Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(40, 30).write_to(&mut picture, image::ImageFormat::Png).expect("it is a picture");
    let words = "The compositor took the stick in the left hand and set the line letter by letter, from right to left. ".repeat(4);
    let manuscript = format!(
        "---\ntitle: Sides\nauthor: N. N.\nlang: en\ndate: 2026-01-02\n---\n\n{words}\n\n![A caption.](a.png){{.{class} width=40% alt=\"a\"}}\n\n{words}\n"
    );
    let files = MemoryWorkspace::default().with("a.md", manuscript).with("a.png", picture.into_inner());
    let order = Order { outputs: [Output::Reader].into(), theme: Some(theme.to_owned()), date: None };
    build(&files, &Entry::Manuscript("a.md".to_owned()), &order, &|_| {}).artifacts.into_iter().next().expect("it is made").bytes
}

#[test]
fn what_a_manuscript_asks_for_holds_in_every_theme() {
    for theme in THEMES {
        for class in ["side", "plate"] {
            assert!(with_figure(class, theme) != with_figure("plain", theme), ".{class} does nothing in {theme}");
        }
    }
}
