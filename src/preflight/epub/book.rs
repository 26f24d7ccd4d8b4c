//! An EPUB opened for the rules: its archive, its package and its documents, each read once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::package::Package;
use crate::base::archive::{Archive, Entry};
use crate::base::xml::{self, Element};

/// Where every EPUB says where its package is.
const CONTAINER: &str = "META-INF/container.xml";
/// Documents that are read; a lexicon in small files has some thousands.
const MOST_DOCUMENTS: usize = 20_000;

/// An opened EPUB. What could not be read is there as the reason why.
pub(super) struct Book {
    /// The files of the archive.
    pub entries: Vec<Entry>,
    /// The first bytes of the archive.
    pub head: Vec<u8>,
    /// What is wrong on the way from the container to the package, with the file it is wrong in.
    pub broken: Option<(String, String)>,
    /// The package, if the way to it holds.
    pub package: Option<Package>,
    /// The documents of text, by path.
    pub documents: BTreeMap<String, Document>,
    /// The texts of stylesheets, by path.
    pub stylesheets: BTreeMap<String, String>,
    /// Everything else that should have been readable, and why it was not.
    pub unreadable: Vec<(String, String)>,
}

/// A document of text.
pub(super) struct Document {
    /// Its root element.
    pub root: Element,
    /// The ids in it.
    pub ids: BTreeSet<String>,
}

impl Book {
    /// Opens an EPUB as far as it goes.
    ///
    /// # Errors
    /// In words, when it is not even an archive.
    pub(super) fn open(bytes: &Arc<[u8]>) -> Result<Self, String> {
        let mut archive = Archive::open(bytes)?;
        let mut book = Self {
            entries: std::mem::take(&mut archive.entries),
            head: std::mem::take(&mut archive.head),
            broken: None,
            package: None,
            documents: BTreeMap::new(),
            stylesheets: BTreeMap::new(),
            unreadable: Vec::new(),
        };
        archive.entries.clone_from(&book.entries);
        match package(&mut archive) {
            Ok(package) => {
                book.read_texts(&mut archive, &package);
                book.package = Some(package);
            }
            Err(broken) => book.broken = Some(broken),
        }
        Ok(book)
    }

    fn read_texts(&mut self, archive: &mut Archive, package: &Package) {
        for item in package.items.iter().take(MOST_DOCUMENTS) {
            let Some(path) = item.path() else { continue };
            let is_css = item.media_type == "text/css";
            let is_xml = item.is_xhtml() || item.media_type == "application/x-dtbncx+xml" || item.media_type == "image/svg+xml";
            // What is not in the archive is for another rule to say.
            if !is_css && !is_xml || archive.position(path).is_none() || self.documents.contains_key(path) {
                continue;
            }
            match archive.file(path) {
                Err(why) => self.unreadable.push((path.to_owned(), why)),
                Ok(bytes) if is_css => {
                    self.stylesheets.insert(path.to_owned(), String::from_utf8_lossy(&bytes).into_owned());
                }
                Ok(bytes) => match xml::parse(&bytes) {
                    Ok(root) => {
                        let ids = root.all().iter().filter_map(|element| element.get("id")).map(str::to_owned).collect();
                        self.documents.insert(path.to_owned(), Document { root, ids });
                    }
                    Err(error) => self.unreadable.push((path.to_owned(), format!("line {}: {}", error.line, error.why))),
                },
            }
        }
    }

    /// Whether the archive has a file at that path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.entries.iter().any(|entry| entry.path == path && !entry.folder)
    }

    /// The documents of text in XHTML, with their paths.
    pub(super) fn pages(&self) -> impl Iterator<Item = (&str, &Document)> {
        self.documents.iter().filter(|(_, document)| document.root.space == xml::XHTML).map(|(path, document)| (path.as_str(), document))
    }

    /// The navigation document.
    pub(super) fn navigation(&self) -> Option<(&str, &Document)> {
        let item = self.package.as_ref()?.items.iter().find(|item| item.is("nav"))?;
        let path = item.path()?;
        Some((path, self.documents.get(path)?))
    }
}

/// Follows the way from the container to the package.
fn package(archive: &mut Archive) -> Result<Package, (String, String)> {
    let broken = |file: &str, why: String| (file.to_owned(), why);
    let container = archive.file(CONTAINER).map_err(|why| broken(CONTAINER, why))?;
    let container = xml::parse(&container).map_err(|error| broken(CONTAINER, format!("line {}: {}", error.line, error.why)))?;
    let path = container
        .all()
        .into_iter()
        .find(|element| element.name == "rootfile" && element.get("media-type") == Some("application/oebps-package+xml"))
        .and_then(|element| element.get("full-path"))
        .map(str::to_owned)
        .ok_or_else(|| broken(CONTAINER, "it names no package document (rootfile)".to_owned()))?;
    let bytes = archive.file(&path).map_err(|why| broken(&path, why))?;
    let root = xml::parse(&bytes).map_err(|error| broken(&path, format!("line {}: {}", error.line, error.why)))?;
    if root.name != "package" {
        return Err(broken(&path, "its root element is not a package".to_owned()));
    }
    Ok(Package::read(&path, root))
}
