//! The package of a Word file: a ZIP archive of parts, and the relations by which one part names another (ECMA-376-2).

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::archive::Archive;
use crate::base::xml::{self, Element};
use crate::base::{Code, Diagnostic};

/// The first bytes of the container that encrypted Word files and old .doc files are kept in ([MS-CFB] 2.2).
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// An opened package.
pub(super) struct Package {
    archive: Archive,
    /// Where each part stands in the archive. Names of parts do not tell capitals from small letters.
    places: BTreeMap<String, usize>,
}

/// What a part says about another one, by the id that its text uses.
pub(super) type Relations = BTreeMap<String, Relation>;

/// How a part refers to something.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    /// The last word of its type: `styles`, `image`, `hyperlink`.
    pub kind: String,
    /// The path of a part in the package, or the address of something outside.
    pub target: String,
    /// Whether the target is outside.
    pub external: bool,
}

impl Package {
    /// Opens a Word file.
    ///
    /// # Errors
    /// When it is something else, or is locked; the finding says what to do.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Diagnostic> {
        refuse_others(bytes)?;
        let archive = Archive::open(&Arc::from(bytes)).map_err(|why| damaged(&why))?;
        let places = archive.entries.iter().enumerate().map(|(index, entry)| (entry.path.to_lowercase(), index)).collect();
        Ok(Self { archive, places })
    }

    /// The path of the text itself.
    ///
    /// # Errors
    /// When the package holds no text of Word's kind.
    pub(super) fn main_document(&mut self) -> Result<String, Diagnostic> {
        let named = self.relations("").into_values().find(|relation| relation.kind == "officeDocument").map(|relation| relation.target);
        let path = named.filter(|path| self.has(path)).unwrap_or_else(|| "word/document.xml".to_owned());
        if self.has(&path) && !path.starts_with("xl/") && !path.starts_with("ppt/") {
            return Ok(path);
        }
        let what = if self.has("xl/workbook.xml") {
            "it is a spreadsheet"
        } else if self.has("ppt/presentation.xml") {
            "it is a slide show"
        } else if self.has("content.xml") {
            "it is an OpenDocument text"
        } else if self.has("META-INF/container.xml") {
            "it is an EPUB"
        } else {
            "there is no text in it"
        };
        Err(not_word(what))
    }

    fn has(&self, path: &str) -> bool {
        self.places.contains_key(&path.to_lowercase())
    }

    /// The bytes of a part; none if there is no such part.
    ///
    /// # Errors
    /// In words, when it is damaged or too large.
    pub(super) fn bytes(&mut self, path: &str) -> Result<Option<Vec<u8>>, String> {
        match self.places.get(&path.to_lowercase()) {
            Some(&index) => self.archive.file_at(index).map(Some),
            None => Ok(None),
        }
    }

    /// A part as XML; none if there is no such part.
    ///
    /// # Errors
    /// In words, when it is damaged or too large.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<Element>, String> {
        let Some(bytes) = self.bytes(path)? else { return Ok(None) };
        xml::parse(&bytes).map(Some).map_err(|error| format!("line {}: {}", error.line, error.why))
    }

    /// What a part refers to; nothing if it says nothing or that is damaged. The package itself is the empty path.
    pub(super) fn relations(&mut self, path: &str) -> Relations {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let own = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
        let Ok(Some(root)) = self.part(&own) else { return Relations::new() };
        root.elements().filter(|element| element.name == "Relationship").filter_map(|element| relation(folder, element)).collect()
    }
}

fn relation(folder: &str, element: &Element) -> Option<(String, Relation)> {
    let external = element.get("TargetMode") == Some("External");
    let target = element.get("Target")?;
    let target = if external { target.to_owned() } else { inside(folder, target) };
    let kind = element.get("Type")?.rsplit('/').next()?.to_owned();
    Some((element.get("Id")?.to_owned(), Relation { kind, target, external }))
}

/// The path in the package that a target means, seen from a folder. One that climbs out of the package stays at its root,
/// where it finds nothing: a package is all that can be read.
fn inside(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

/// Tells the files that people take for Word files, and what to do with each.
fn refuse_others(bytes: &[u8]) -> Result<(), Diagnostic> {
    if bytes.starts_with(COMPOUND) {
        return Err(if has_stream(bytes, "EncryptedPackage") {
            Diagnostic::error(Code("docx-locked"), "the Word file is locked with a password")
                .hint("open it in Word or LibreOffice, take the password off, and save it again")
        } else {
            Diagnostic::error(Code("docx-old"), "the file is in the format of Word 97 to 2003, whatever its name ends in")
                .hint("open it in Word or LibreOffice and save it as .docx")
        });
    }
    match bytes {
        [] => Err(not_word("it is empty")),
        [b'{', b'\\', b'r', b't', b'f', ..] => Err(not_word("it is in Rich Text Format")),
        [b'%', b'P', b'D', b'F', ..] => Err(not_word("it is a PDF")),
        [b'P', b'K', ..] => Ok(()),
        _ => Err(not_word("it is no ZIP archive, as every .docx is")),
    }
}

/// Whether the table of a compound file names a stream; names stand there in UTF-16.
fn has_stream(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

fn not_word(what: &str) -> Diagnostic {
    Diagnostic::error(Code("docx-none"), format!("the file is not a Word file: {what}"))
        .hint("open it in the program it was made with and save it as .docx, or as plain text for `recto import FILE.txt`")
}

/// The finding that a Word file, or the part of it without which there is nothing, cannot be read.
pub(super) fn damaged(why: &str) -> Diagnostic {
    Diagnostic::error(Code("docx-damaged"), format!("the Word file is damaged: {why}"))
        .hint("open it in Word or LibreOffice, which may mend it, and save it again as .docx")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_stay_in_the_package() {
        assert_eq!(inside("word", "media/a.png"), "word/media/a.png");
        assert_eq!(inside("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(inside("word", "../../../etc/passwd"), "etc/passwd");
    }

    #[test]
    fn other_files_are_told_apart() {
        let code = |bytes: &[u8]| Package::open(bytes).err().map(|problem| (problem.code.0, problem.hint.is_some()));
        let mut locked = COMPOUND.to_vec();
        assert_eq!(code(&locked), Some(("docx-old", true)));
        locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(code(&locked), Some(("docx-locked", true)));
        for other in ["", "{\\rtf1 text}", "%PDF-1.7", "just text"] {
            assert_eq!(code(other.as_bytes()), Some(("docx-none", true)), "{other}");
        }
        assert_eq!(code(b"PK\x03\x04 and no more"), Some(("docx-damaged", true)));
    }
}
