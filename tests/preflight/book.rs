//! A small EPUB whose every file can be changed before it is packed.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub const CONTAINER: &str = "META-INF/container.xml";
pub const PACKAGE: &str = "EPUB/package.opf";
pub const NAV: &str = "EPUB/nav.xhtml";
pub const TEXT: &str = "EPUB/text.xhtml";
pub const STYLE: &str = "EPUB/style.css";

/// A book in files.
pub struct Book {
    pub files: Vec<(String, Vec<u8>)>,
    pub pack_media_type: bool,
}

impl Book {
    /// A clean book of one document.
    pub fn clean() -> Self {
        let files = [
            ("mimetype", "application/epub+zip"),
            (
                CONTAINER,
                r#"<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#,
            ),
            (
                PACKAGE,
                r#"<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="uid">urn:uuid:0</dc:identifier>
<dc:title>A test</dc:title><dc:language>en</dc:language>
<meta property="dcterms:modified">2026-01-31T09:30:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>
<item id="style" href="style.css" media-type="text/css"/>
<item id="picture" href="img/a.png" media-type="image/png"/></manifest>
<spine><itemref idref="text"/></spine></package>"#,
            ),
            (
                NAV,
                r##"<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>Contents</title></head><body><nav epub:type="toc"><ol><li><a href="text.xhtml#one">One</a></li></ol></nav>
<nav epub:type="page-list"><ol><li><a href="text.xhtml#p1">1</a></li></ol></nav></body></html>"##,
            ),
            (
                TEXT,
                r##"<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>One</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body><span id="p1" epub:type="pagebreak" role="doc-pagebreak" aria-label="1"></span><h1 id="one">One</h1>
<p><a href="#one">up</a> <a href="https://example.org/">out</a> <img src="img/a.png" alt="A cart at dusk"/></p></body></html>"##,
            ),
            (STYLE, "p { margin: 0 } /* url(gone.png) */"),
            ("EPUB/img/a.png", "no picture, but nobody looks"),
        ];
        let files = files.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect();
        Self { files, pack_media_type: false }
    }

    /// Replaces words in a file. They must be there.
    pub fn replace(&mut self, path: &str, from: &str, to: &str) {
        let file = self.files.iter_mut().find(|(found, _)| found == path).expect("the file is there");
        let text = String::from_utf8(file.1.clone()).expect("the file is text");
        assert!(text.contains(from), "{path} has no {from:?} to plant a fault in");
        file.1 = text.replace(from, to).into_bytes();
    }

    /// Adds a file.
    pub fn add(&mut self, path: &str, bytes: &[u8]) {
        self.files.push((path.to_owned(), bytes.to_vec()));
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &str) {
        let before = self.files.len();
        self.files.retain(|(found, _)| found != path);
        assert_eq!(self.files.len() + 1, before, "{path} was not there");
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, bytes) in &self.files {
            let stored = path == "mimetype" && !self.pack_media_type;
            let method = if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
            let options = SimpleFileOptions::default().compression_method(method);
            zip.start_file(path.as_str(), options).expect("writing to memory");
            zip.write_all(bytes).expect("writing to memory");
        }
        zip.finish().expect("writing to memory").into_inner()
    }
}
