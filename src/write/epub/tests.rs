//! A small publication with everything an article can have, written and looked into.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use image::{DynamicImage, ImageFormat, RgbaImage};

use super::*;
use crate::base::{FileId, Span};
use crate::model::{
    Attributes, Block, BlockKind, BoxRole, Boxed, Cell, Contributor, Figure, Inline, InlineKind, Language, Metadata, Note, Picture,
    PictureFormat, PictureId, Piece, PullQuote, Repeat, Row, Table,
};

fn span() -> Span {
    Span::new(FileId(0), 0, 1)
}

fn block(kind: BlockKind) -> Block {
    Block { kind, attributes: Attributes::default(), span: span() }
}

fn inline(kind: InlineKind) -> Inline {
    Inline { kind, span: span() }
}

fn words(text: &str) -> Vec<Inline> {
    vec![inline(InlineKind::Text(text.to_owned()))]
}

fn paragraph(text: &str) -> Block {
    block(BlockKind::Paragraph(words(text)))
}

fn heading(level: u8, text: &str) -> Block {
    block(BlockKind::Heading { level, content: words(text) })
}

fn link(target: &str, text: &str) -> Inline {
    inline(InlineKind::Link { target: target.to_owned(), content: words(text) })
}

fn png(width: u32, height: u32, alpha: u8) -> Picture {
    let pixels = RgbaImage::from_pixel(width, height, image::Rgba([200, 0, 0, alpha]));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgba8(pixels).write_to(&mut bytes, ImageFormat::Png).expect("encoding into memory does not fail");
    Picture {
        path: "manuscript/Über die Grenze.png".to_owned(),
        bytes: Arc::from(bytes.into_inner()),
        format: PictureFormat::Png,
        width,
        height,
        own_width: None,
    }
}

fn body() -> Vec<Block> {
    let pull = |text: &str, exact: bool| {
        let repeats = exact.then(|| Repeat { passage: span(), exact: true });
        block(BlockKind::PullQuote(PullQuote { content: vec![paragraph(text)], attribution: None, repeats }))
    };
    let marked = vec![
        inline(InlineKind::Text("A line was drawn & kept.".to_owned())),
        inline(InlineKind::NoteMark(0)),
        inline(InlineKind::Text(" Then ".to_owned())),
        link("https://example.org/a b", "the treaty"),
        link("javascript:alert(1)", "a trap"),
        link("#nowhere", "a gap"),
        link("#fig-map", "the map"),
    ];
    let mut figure = block(BlockKind::Figure(Figure {
        picture: PictureId(0),
        alt: "A red map".to_owned(),
        caption: words("The border in 1893"),
        credit: Some("Drawing: the author".to_owned()),
        width: Some(0.5),
    }));
    figure.attributes.id = Some("fig-map".to_owned());
    let cell = |text: &str| Cell::of_line(words(text), span());
    let table = Table {
        caption: words("Lengths"),
        columns: Vec::new(),
        head: vec![Row { cells: vec![cell("Year"), cell("Miles")] }],
        rows: vec![Row { cells: vec![cell("1893"), cell("1,600")] }],
        row_headers: true,
    };
    let boxed =
        |role, text: &str| block(BlockKind::Boxed(Boxed { role, heading: None, content: vec![paragraph(text)], attribution: Vec::new() }));
    vec![
        paragraph("It began with a pencil."),
        heading(2, "The pencil"),
        block(BlockKind::Paragraph(marked)),
        pull("A line was drawn & kept.", true),
        heading(3, "The map"),
        figure,
        pull("Nobody asked the shepherds.", false),
        block(BlockKind::Table(table)),
        boxed(BoxRole::AuthorBio, "She writes."),
        boxed(BoxRole::Disclaimer, "Views are her own."),
    ]
}

fn article() -> Publication {
    let metadata = Metadata {
        title: "The Line & the Land".to_owned(),
        subtitle: Some("A history".to_owned()),
        kicker: Some("Borders".to_owned()),
        authors: vec![Contributor { name: "Jane Doe".to_owned(), file_as: "Doe, Jane".to_owned(), role: "aut".to_owned() }],
        language: Language("en-GB".to_owned()),
        date: Some("2026-11".to_owned()),
        publisher: Some("The House".to_owned()),
        identifier: "urn:uuid:6ba7b810-9dad-51d1-80b4-00c04fd430c8".to_owned(),
        keywords: vec!["borders".to_owned()],
        ..Metadata::default()
    };
    let notes = vec![Note { content: vec![paragraph("See the archive.")], span: span() }];
    let piece = Piece { standfirst: vec![paragraph("How it came.")], body: body(), notes, ..Piece::article(metadata.clone(), span()) };
    Publication {
        pictures: vec![png(40, 30, 128), png(60, 90, 255)],
        cover: Some((PictureId(1), "The cover".to_owned())),
        ..Publication::of(metadata, vec![piece])
    }
}

fn options() -> Options {
    Options { undated: "1980-01-01".to_owned() }
}

fn text_node(tree: &Elements, words: &str) -> crate::model::NodeId {
    tree.ids().find(|&node| tree.text(node).is_some_and(|text| text.contains(words))).expect("the words are in the tree")
}

fn page(tree: &Elements, label: &str, words: &str, offset: usize) -> PageBreak {
    PageBreak { label: label.to_owned(), node: text_node(tree, words), offset }
}

/// The files of an EPUB as text; what is no text is empty.
fn unpack(bytes: Vec<u8>) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is a ZIP file");
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("the entry exists");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("the entry is whole");
        let name = entry.name().expect("names are ASCII").into_owned();
        files.insert(name, String::from_utf8(bytes).unwrap_or_default());
    }
    files
}

fn written() -> (BTreeMap<String, String>, Report) {
    let publication = article();
    let tree = Elements::of(&publication);
    let pages = [page(&tree, "1", "The Line & the Land", 0), page(&tree, "2", "A line was drawn & kept.", 7)];
    let (bytes, report) = write(&publication, &tree, "p { margin: 0 }", &pages, &options());
    (unpack(bytes), report)
}

#[test]
fn an_article_has_its_anatomy_in_the_text() {
    let (files, _) = written();
    let text = &files["EPUB/article.xhtml"];
    for part in [
        "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"en-GB\" xml:lang=\"en-GB\"",
        "<title>The Line &amp; the Land</title>",
        "<sup class=\"noteref\"><a id=\"noteref-1\" epub:type=\"noteref\" role=\"doc-noteref\" href=\"#note-1\">1</a></sup>",
        "href=\"#noteref-1\">1</a> See the archive.</p>",
        "epub:type=\"pullquote\" role=\"doc-pullquote\" aria-hidden=\"true\"",
        "<figcaption>The border in 1893 <span class=\"credit\">Drawing: the author</span></figcaption>",
        "src=\"images/01-ber-die-grenze.png\"",
        "<th scope=\"col\">Year</th>",
        "<th scope=\"row\">1893</th>",
        "<a href=\"#fig-map\">the map</a>",
    ] {
        assert!(text.contains(part), "{part} is missing from\n{text}");
    }
    assert!(!text.contains("style="), "{text}");
}

#[test]
fn links_that_lead_nowhere_or_astray_become_plain_text_with_a_warning() {
    let (files, report) = written();
    let text = &files["EPUB/article.xhtml"];
    assert!(text.contains("<a href=\"https://example.org/a%20b\">the treaty</a>a trapa gap<a"), "{text}");
    let codes: Vec<_> = report.diagnostics.iter().map(|diagnostic| diagnostic.code.0).collect();
    assert_eq!(codes, ["link-unusable", "link-broken"]);
    assert!(report.diagnostics.iter().all(|diagnostic| diagnostic.span.is_some()));
}

#[test]
fn printed_pages_begin_where_they_were_found_and_are_listed() {
    let (files, _) = written();
    let text = &files["EPUB/article.xhtml"];
    let mark = |n: u32| format!("<span epub:type=\"pagebreak\" role=\"doc-pagebreak\" aria-label=\" page {n}. \" id=\"page-{n}\"/>");
    assert!(text.contains(&format!("lang=\"en-GB\" xml:lang=\"en-GB\">{}", mark(1))), "{text}");
    assert!(text.contains(&format!("A line {}was drawn &amp; kept.", mark(2))), "{text}");
    let nav = &files["EPUB/nav.xhtml"];
    assert!(nav.contains("<a href=\"article.xhtml#page-1\">1</a>") && nav.contains("<a href=\"article.xhtml#page-2\">2</a>"), "{nav}");
    assert!(files["EPUB/toc.ncx"].contains("<pageTarget id=\"page-target-2\" type=\"normal\" value=\"2\""), "{}", files["EPUB/toc.ncx"]);
    assert!(files["EPUB/package.opf"].contains("property=\"source-of\">pagination<"));
}

#[test]
fn a_page_that_begins_in_a_link_or_a_hidden_quote_is_marked_before_it() {
    let publication = article();
    let tree = Elements::of(&publication);
    let second = tree.ids().filter(|&node| tree.text(node) == Some("A line was drawn & kept.")).nth(1).expect("the quote repeats it");
    let pages = [page(&tree, "1", "the treaty", 3), PageBreak { label: "2".to_owned(), node: second, offset: 4 }];
    let (bytes, _) = write(&publication, &tree, "", &pages, &options());
    let text = &unpack(bytes)["EPUB/article.xhtml"];
    assert!(text.contains("id=\"page-1\"/><a href=\"https"), "{text}");
    assert!(text.contains("id=\"page-2\"/>\n<aside class=\"pullquote\""), "{text}");
}

#[test]
fn the_package_says_what_was_found_and_what_was_asserted_and_no_more() {
    let (files, _) = written();
    let package = &files["EPUB/package.opf"];
    for part in [
        "<meta property=\"dcterms:modified\">2026-11-01T00:00:00Z</meta>",
        "<meta property=\"schema:accessibilityFeature\">alternativeText</meta>",
        "<meta property=\"schema:accessMode\">visual</meta>",
        "<meta refines=\"#subtitle\" property=\"title-type\">subtitle</meta>",
        "<meta refines=\"#creator-1\" property=\"file-as\">Doe, Jane</meta>",
        "properties=\"cover-image\"",
    ] {
        assert!(package.contains(part), "{part} is missing from\n{package}");
    }
    assert!(!package.contains("conformsTo"));

    let mut bare = article();
    bare.cover = None;
    bare.metadata.date = None;
    bare.metadata.accessibility.conforms_to = Some("EPUB Accessibility 1.1 - WCAG 2.1 Level AA".to_owned());
    bare.pieces[0].body.retain(|block| !matches!(block.kind, BlockKind::Figure(_)));
    let (bytes, _) = write(&bare, &Elements::of(&bare), "", &[], &options());
    let package = &unpack(bytes)["EPUB/package.opf"];
    for absent in ["visual", "alternativeText", "pageNavigation", "cover", "pagination"] {
        assert!(!package.contains(absent), "{absent} is claimed in\n{package}");
    }
    assert!(package.contains("1980-01-01T00:00:00Z"));
    assert!(package.contains("<meta property=\"dcterms:conformsTo\">EPUB Accessibility 1.1 - WCAG 2.1 Level AA</meta>"));
}

#[test]
fn long_pieces_are_divided_at_sections_and_links_find_their_way() {
    let mut publication = article();
    let long = "All work and no play makes a very long section. ".repeat(2000);
    publication.pieces[0].body = (1..=6).flat_map(|n| [heading(2, &format!("Part {n}")), paragraph(&long)]).collect();
    let reference = vec![link("#part-1", "back"), inline(InlineKind::NoteMark(0))];
    publication.pieces[0].body.push(block(BlockKind::Paragraph(reference)));
    let tree = Elements::of(&publication);
    let (bytes, report) = write(&publication, &tree, "", &[], &options());
    assert_eq!(report, Report::default());
    let files = unpack(bytes);
    let texts: Vec<_> = files.iter().filter(|(name, _)| name.starts_with("EPUB/article")).collect();
    assert!(texts.len() > 2);
    assert!(texts.iter().all(|(_, text)| text.len() < 250_000));
    let together: String = texts.iter().map(|(_, text)| text.as_str()).collect();
    assert!(together.contains("<a href=\"article.xhtml#part-1\">back</a>"), "the link names the file that the heading went to");
    assert_eq!(together.matches("<h2").count(), 6);
    assert_eq!(together.matches("id=\"article\"").count(), 1, "a continued element does not repeat its id");
    let titles: std::collections::BTreeSet<_> =
        texts.iter().filter_map(|(_, text)| text.split("<title>").nth(1)?.split("</title>").next()).collect();
    assert_eq!(titles.len(), texts.len());
}

#[test]
fn pictures_are_opaque_and_small_enough() {
    let mut publication = article();
    publication.pictures[0] = png(3000, 2500, 128);
    let tree = Elements::of(&publication);
    let pictures = Pictures::of(&publication, &tree, "", &mut Report::default());
    let file = pictures.file(PictureId(0)).expect("the figure shows it");
    assert!(u64::from(file.width) * u64::from(file.height) <= 5_600_000);
    let bytes = pictures.into_files().next().expect("there are two").bytes;
    let decoded = image::load_from_memory(&bytes).expect("it is whole");
    assert!(!decoded.color().has_alpha());
    // Half transparent red on white.
    let pixel = decoded.to_rgb8().get_pixel(5, 5).0;
    assert!(pixel[0] > 220 && pixel[1].abs_diff(127) < 3, "{pixel:?}");
}

#[test]
fn a_damaged_picture_is_an_error_that_names_its_file() {
    let mut publication = article();
    let mut bytes = publication.pictures[0].bytes.to_vec();
    bytes.truncate(bytes.len() / 2);
    publication.pictures[0].bytes = Arc::from(bytes);
    let (_, report) = write(&publication, &Elements::of(&publication), "", &[], &options());
    assert!(report.has_errors());
    assert_eq!(report.diagnostics[0].place.as_deref(), Some("manuscript/Über die Grenze.png"));
}

#[test]
fn two_writings_are_the_same_bytes() {
    let publication = article();
    let tree = Elements::of(&publication);
    let once = || write(&publication, &tree, "", &[page(&tree, "1", "The Line & the Land", 0)], &options()).0;
    assert_eq!(once(), once());
}
