//! Word files written out by hand, and the words that show in one.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const SPACES: &str = "xmlns:w='w' xmlns:r='r' xmlns:v='v' xmlns:wp='wp' xmlns:a='a' xmlns:wps='wps' xmlns:mc='mc' xmlns:m='m'";

/// A file in the making.
pub struct Word {
    body: String,
    doctype: String,
    parts: Vec<(String, String)>,
    relations: String,
}

/// A paragraph without any style.
pub fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>")
}

impl Word {
    pub fn of(blocks: &[&str]) -> Self {
        Self { body: blocks.concat(), doctype: String::new(), parts: Vec::new(), relations: String::new() }
    }

    pub fn styles(self, styles: &str) -> Self {
        self.part("styles", &format!("<w:styles xmlns:w='w'>{styles}</w:styles>"))
    }

    /// One more part of that kind.
    pub fn part(mut self, kind: &str, text: &str) -> Self {
        self.parts.push((format!("word/{kind}.xml"), text.to_owned()));
        self.relation(&format!("rId-{kind}"), kind, &format!("{kind}.xml"))
    }

    pub fn relation(mut self, id: &str, kind: &str, target: &str) -> Self {
        self.relations.push_str(&format!("<Relationship Id='{id}' Type='http://example.org/{kind}' Target='{target}'/>"));
        self
    }

    pub fn doctype(mut self, doctype: &str) -> Self {
        self.doctype = doctype.to_owned();
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let document = format!("{}<w:document {SPACES}><w:body>{}</w:body></w:document>", self.doctype, self.body);
        let relations = format!("<Relationships>{}</Relationships>", self.relations);
        let mut files = vec![("word/document.xml", document.as_str()), ("word/_rels/document.xml.rels", relations.as_str())];
        files.extend(self.parts.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        zip(&files)
    }
}

/// An archive of texts.
pub fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in files {
        archive.start_file(*path, SimpleFileOptions::default()).expect("memory can be written to");
        archive.write_all(text.as_bytes()).expect("memory can be written to");
    }
    archive.finish().expect("memory can be written to").into_inner()
}

/// The words that show in a file: those of its text and its notes, in paragraphs, without what is deleted or repeated for
/// older programs, and without contents that Word put together.
pub fn shown(bytes: &[u8]) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    for path in ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"] {
        let Ok(mut file) = archive.by_name(path) else { continue };
        let mut xml = String::new();
        file.read_to_string(&mut xml).expect("a part in UTF-8");
        text.push_str(&words_of(&xml));
    }
    text
}

fn words_of(xml: &str) -> String {
    use quick_xml::Reader;
    use quick_xml::events::Event;
    let mut reader = Reader::from_str(xml);
    let (mut text, mut skipped, mut in_words, mut in_contents) = (String::new(), 0_usize, false, false);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => match start.name().local_name().into_inner() {
                "del" | "moveFrom" | "Fallback" => skipped += 1,
                "t" => in_words = true,
                _ => {}
            },
            Event::End(end) => match end.name().local_name().into_inner() {
                "del" | "moveFrom" | "Fallback" => skipped = skipped.saturating_sub(1),
                "t" => {
                    in_words = false;
                    // The signs of a formula are not one word in TeX.
                    text.push_str(if end.name().into_inner().starts_with("m:") { " " } else { "" });
                }
                "p" => {
                    text.push('\n');
                    in_contents = false;
                }
                _ => {}
            },
            Event::Empty(empty) if matches!(empty.name().local_name().into_inner(), "tab" | "br" | "cr") => text.push(' '),
            Event::Text(words) if skipped == 0 && in_words && !in_contents => text.push_str(&words.into_inner()),
            Event::Text(words) if words.clone().into_inner().trim_start().starts_with("TOC") => in_contents = true,
            Event::Eof => return text,
            _ => {}
        }
    }
}
