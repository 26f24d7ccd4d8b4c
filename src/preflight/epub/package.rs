//! The package document: metadata, manifest and spine (EPUB 3.3, 5).

use std::collections::BTreeMap;

use super::links::{Target, resolve};
use crate::base::xml::Element;

/// The namespace of the package document.
const OPF: &str = "http://www.idpf.org/2007/opf";
/// The namespace of the metadata elements.
const DC: &str = "http://purl.org/dc/elements/1.1/";

/// A package document.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Package {
    /// Its path in the archive.
    pub path: String,
    /// Its root element.
    pub root: Element,
    /// The manifest, in its order.
    pub items: Vec<Item>,
    /// The spine: the ids it names and their lines.
    pub spine: Vec<(String, usize)>,
    /// The first item at each path: books have thousands of links, and each is looked up.
    by_path: BTreeMap<String, usize>,
    /// The first item of each id.
    by_id: BTreeMap<String, usize>,
}

/// An item of the manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// Its id.
    pub id: String,
    /// Where it is.
    pub target: Target,
    /// How that is written.
    pub href: String,
    /// Its media type.
    pub media_type: String,
    /// Its properties, such as `nav`.
    pub properties: Vec<String>,
    /// The line of its element.
    pub line: usize,
}

impl Item {
    /// Its path in the archive, if it is in it.
    pub(super) fn path(&self) -> Option<&str> {
        if let Target::Inside { path, .. } = &self.target { Some(path) } else { None }
    }

    /// Whether it has that property.
    pub(super) fn is(&self, property: &str) -> bool {
        self.properties.iter().any(|found| found == property)
    }

    /// Whether it is a document of text.
    pub(super) fn is_xhtml(&self) -> bool {
        self.media_type == "application/xhtml+xml"
    }
}

impl Package {
    /// Reads a package document.
    pub(super) fn read(path: &str, root: Element) -> Self {
        let text = |element: &Element, name: &str| element.get(name).unwrap_or_default().to_owned();
        let items = section(&root, "manifest").into_iter().flat_map(Element::elements).filter(|element| element.name == "item");
        let items: Vec<Item> = items
            .map(|element| Item {
                id: text(element, "id"),
                target: resolve(path, element.get("href").unwrap_or_default()),
                href: text(element, "href"),
                media_type: text(element, "media-type"),
                properties: element.get("properties").unwrap_or_default().split_ascii_whitespace().map(str::to_owned).collect(),
                line: element.line,
            })
            .collect();
        let spine = section(&root, "spine").into_iter().flat_map(Element::elements).filter(|element| element.name == "itemref");
        let spine = spine.map(|element| (text(element, "idref"), element.line)).collect();
        let (mut by_path, mut by_id) = (BTreeMap::new(), BTreeMap::new());
        for (index, item) in items.iter().enumerate() {
            by_id.entry(item.id.clone()).or_insert(index);
            if let Some(path) = item.path() {
                by_path.entry(path.to_owned()).or_insert(index);
            }
        }
        Self { path: path.to_owned(), items, spine, by_path, by_id, root }
    }

    /// A part of the package: `metadata`, `manifest`, `spine`.
    pub(super) fn section(&self, name: &str) -> Option<&Element> {
        section(&self.root, name)
    }

    /// The metadata elements of Dublin Core with that name.
    pub(super) fn dublin_core(&self, name: &str) -> Vec<&Element> {
        let metadata = self.section("metadata").into_iter().flat_map(Element::elements);
        metadata.filter(|element| element.space == DC && element.name == name).collect()
    }

    /// The values of `meta` elements with that property.
    pub(super) fn meta(&self, property: &str) -> Vec<String> {
        let metadata = self.section("metadata").into_iter().flat_map(Element::elements);
        let meta = metadata
            .filter(|element| element.name == "meta" && element.get("property") == Some(property) && element.get("refines").is_none());
        meta.map(Element::text).collect()
    }

    /// The item of that id.
    pub(super) fn item(&self, id: &str) -> Option<&Item> {
        self.items.get(*self.by_id.get(id)?)
    }

    /// The item at that path.
    pub(super) fn item_at(&self, path: &str) -> Option<&Item> {
        self.items.get(*self.by_path.get(path)?)
    }
}

fn section<'a>(root: &'a Element, name: &str) -> Option<&'a Element> {
    root.elements().find(|element| element.space == OPF && element.name == name)
}
