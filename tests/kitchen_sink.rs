//! The kitchen sink: a manuscript with every construct is read without a finding, and each construct arrives as the right
//! element of the EPUB and with the right tag of the PDF.
#![expect(clippy::disallowed_methods, reason = "the manuscript lives in files")]

use std::io::{Cursor, Read};

use recto::base::{FileError, FileId, Report, Workspace};
use recto::font::FontLibrary;
use recto::model::{Elements, Publication};
use recto::page::{Kid, Role};
use recto::read::{Entry, read};
use recto::style::{Stylesheet, cascade, theme};
use recto::typeset::typeset;
use recto::write::epub;

struct Folder;

impl Workspace for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        std::fs::read(format!("{}/tests/books/kitchen-sink/{path}", env!("CARGO_MANIFEST_DIR"))).map_err(|_| FileError::NotFound)
    }
}

fn publication() -> Publication {
    let reading = read(&Folder, &Entry::Project);
    assert_eq!(reading.report.diagnostics, []);
    reading.project.expect("a manuscript without errors makes a project").publication
}

/// All tags of the EPUB's pages, each as it is written.
fn tags() -> Vec<String> {
    let publication = publication();
    let tree = Elements::of(&publication);
    let (bytes, report) = epub::write(&publication, &tree, "", &[], &epub::Options { undated: "1980-01-01".to_owned() });
    assert!(!report.has_errors(), "{report:?}");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an EPUB is a ZIP");
    let mut tags = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("the archive was just written");
        let name = file.name().expect("our names are UTF-8").into_owned();
        if name.ends_with(".xhtml") && !name.contains("nav") {
            let mut text = String::new();
            file.read_to_string(&mut text).expect("XHTML is text");
            tags.extend(text.split('<').filter_map(|piece| piece.split('>').next()).map(str::to_owned));
        }
    }
    tags
}

#[test]
fn every_construct_is_the_right_element() {
    let tags = tags();
    for (name, parts) in [
        ("em", [""].as_slice()),
        ("strong", &[""]),
        ("s", &[""]),
        ("sub", &[""]),
        ("sup", &[""]),
        ("code", &[""]),
        ("kbd", &[""]),
        ("u", &["underline"]),
        ("br", &[""]),
        ("mark", &[""]),
        ("small", &[""]),
        ("span", &["index-term"]),
        ("math", &["alttext=\"a^2 + b^2 = c^2\""]),
        ("span", &["class=\"equation\"", "id=\"eq-soup\""]),
        ("span", &["class=\"equation-number\""]),
        ("math", &["display=\"block\""]),
        ("a", &["#ref-glasse1747"]),
        ("span", &["smallcaps"]),
        ("span", &["lang=\"fr\""]),
        ("a", &["https://example.org/there"]),
        ("a", &["epub:type=\"noteref\"", "role=\"doc-noteref\""]),
        ("aside", &["epub:type=\"footnote\"", "role=\"doc-footnote\""]),
        ("section", &["class=\"epigraph\"", "epub:type=\"epigraph\"", "role=\"doc-epigraph\""]),
        ("section", &["class=\"dedication\"", "epub:type=\"dedication\"", "role=\"doc-dedication\""]),
        ("blockquote", &[""]),
        ("p", &["class=\"attribution\""]),
        ("div", &["class=\"verse\""]),
        ("p", &["class=\"stanza\""]),
        ("blockquote", &["class=\"letter\""]),
        ("hr", &[""]),
        ("ul", &[""]),
        ("ol", &["lower-alpha", "type=\"a\""]),
        ("ol", &["lower-roman", "parens"]),
        ("ol", &["upper-alpha", "paren"]),
        ("ol", &["start=\"3\""]),
        ("li", &["class=\"task\""]),
        ("p", &["class=\"task\""]),
        ("dl", &[""]),
        ("dt", &[""]),
        ("dd", &[""]),
        ("figure", &["id=\"lst-main\"", "listing"]),
        ("code", &["language-rust"]),
        ("span", &["class=\"tok-keyword\""]),
        ("span", &["class=\"tok-comment\""]),
        ("table", &["id=\"tbl-prices\""]),
        ("caption", &[""]),
        ("td", &["end"]),
        ("th", &["scope=\"col\""]),
        ("th", &["scope=\"row\""]),
        ("td", &["rowspan=\"2\""]),
        ("figure", &["id=\"fig-sheet\""]),
        ("img", &["alt=\"Rectangles in each other\""]),
        ("figcaption", &[""]),
        ("span", &["class=\"credit\""]),
        ("aside", &["class=\"sidebar\"", "epub:type=\"sidebar\""]),
        ("section", &["class=\"callout note\"", "epub:type=\"notice\"", "role=\"doc-notice\""]),
        ("section", &["class=\"callout important\""]),
        ("section", &["class=\"callout caution\""]),
        ("section", &["class=\"callout warning\""]),
        ("aside", &["class=\"callout tip\"", "epub:type=\"tip\"", "role=\"doc-tip\""]),
        ("aside", &["epub:type=\"pullquote\"", "role=\"doc-pullquote\"", "aria-hidden=\"true\""]),
        ("section", &["class=\"acknowledgements\"", "role=\"doc-acknowledgments\""]),
        ("section", &["class=\"author-bio\""]),
        ("section", &["class=\"disclaimer\""]),
        ("div", &["class=\"standfirst\""]),
        ("div", &["bibliography-list"]),
    ] {
        let is_it = |tag: &&String| {
            tag.strip_prefix(name).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
                && parts.iter().all(|part| tag.contains(part))
        };
        assert!(tags.iter().any(|tag| is_it(&tag)), "no <{name}> with {parts:?}");
    }
}

#[test]
fn every_construct_has_its_tag() {
    let publication = publication();
    let tree = Elements::of(&publication);
    let mut report = Report::default();
    let sheet = Stylesheet::parse(&[(FileId(0), theme("magazine").expect("the theme is built in"))], &[], &mut report);
    let styled = cascade(&sheet, &tree, &mut report);
    let (pages, found) = typeset(&publication, &tree, &styled, &FontLibrary::bundled());
    assert!(!report.has_errors() && !found.has_errors(), "{report:?} {found:?}");
    let mut roles = Vec::new();
    let mut open = vec![pages.structure.root()];
    while let Some(tag) = open.pop().map(|id| pages.structure.get(id)) {
        roles.push(tag.role);
        open.extend(tag.kids.iter().filter_map(|kid| if let Kid::Tag(id) = kid { Some(*id) } else { None }));
    }
    for wanted in [
        Role::Section,
        Role::Heading(1),
        Role::Heading(2),
        Role::Heading(3),
        Role::Paragraph,
        Role::BlockQuote,
        Role::List { numbered: false },
        Role::List { numbered: true },
        Role::ListItem,
        Role::Table,
        Role::TableHead,
        Role::TableRow,
        Role::TableCell,
        Role::Figure,
        Role::Formula,
        Role::Label,
        Role::Caption,
        Role::Note,
        Role::Reference,
        Role::Link,
        Role::Code,
    ] {
        assert!(roles.contains(&wanted), "nothing is tagged {wanted:?}");
    }
}
