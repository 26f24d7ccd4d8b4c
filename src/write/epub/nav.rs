//! The ways through the publication: table of contents, landmarks and list of printed pages.
//!
//! They are written twice: as XHTML (EPUB 3.3, 7), and as NCX for reading systems that only know EPUB 2.

use super::cover::COVER;
use super::page_marks::PageMarks;
use super::plan::{Plan, articles, heading_level, heading_words};
use super::xhtml::open_page;
use super::xml::Xml;
use crate::model::{Elements, NodeId, Wording};

/// File name of the navigation document.
pub(super) const NAV: &str = "nav.xhtml";
/// File name of the NCX.
pub(super) const NCX: &str = "toc.ncx";

/// Kobo shows no more levels.
const LEVELS: usize = 3;

/// An entry of the table of contents.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    title: String,
    address: String,
    children: Vec<Entry>,
}

/// Everything the two forms are written from.
pub(super) struct Navigation<'a> {
    /// The title of the publication.
    pub(super) title: &'a str,
    /// The identifier of the publication.
    pub(super) identifier: &'a str,
    /// The language of the publication.
    pub(super) language: &'a str,
    /// The program's words in that language.
    pub(super) wording: &'static Wording,
    /// Whether there is a cover page.
    pub(super) has_cover: bool,
    /// The table of contents.
    pub(super) contents: Vec<Entry>,
    /// Where the text begins.
    pub(super) start: String,
    /// Pieces to find by what they are: `epub:type`, address and name.
    pub(super) landmarks: Vec<(&'static str, String, String)>,
    /// The begins of printed pages.
    pub(super) pages: &'a PageMarks,
}

/// The table of contents: the pieces with their sections, chapters under their part.
pub(super) fn contents(tree: &Elements, plan: &Plan) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut part: Option<usize> = None;
    for article in articles(tree) {
        let Some(element) = tree.element(article) else { continue };
        let title = piece_name(tree, article);
        let address = plan.address_of(article).unwrap_or_default();
        if title.is_empty() || address.is_empty() {
            continue;
        }
        let is_in_part = element.has_class("in-part");
        let around = part.filter(|_| is_in_part).and_then(|part| entries.get_mut(part));
        let levels = if around.is_some() { LEVELS - 2 } else { LEVELS - 1 };
        let entry = Entry { title, address, children: sections(tree, plan, article, levels) };
        match around {
            Some(around) => around.children.push(entry),
            None => {
                entries.push(entry);
                part = element.has_class("part").then_some(entries.len() - 1);
            }
        }
    }
    entries
}

/// What lists call a piece: by its title, or by the name that it has for those who listen.
pub(super) fn piece_name(tree: &Elements, piece: NodeId) -> String {
    let heads = tree.children(piece).iter().copied();
    let heads = heads.flat_map(|child| {
        let is_head = tree.element(child).is_some_and(|element| element.name == "header");
        if is_head { tree.children(child).to_vec() } else { vec![child] }
    });
    let title = heads.into_iter().find(|&node| tree.element(node).is_some_and(|element| element.name == "h1"));
    let title = title.map(|title| heading_words(tree, title)).filter(|title| !title.is_empty());
    title.or_else(|| tree.element(piece)?.get("aria-label").map(str::to_owned)).unwrap_or_default()
}

/// The pieces that readers look for by what they are: `epub:type`, address and name of each.
pub(super) fn landmarks(tree: &Elements, plan: &Plan) -> Vec<(&'static str, String, String)> {
    const WANTED: [&str; 10] =
        ["titlepage", "copyright-page", "foreword", "preface", "introduction", "glossary", "endnotes", "bibliography", "index", "colophon"];
    let mut marks: Vec<(&'static str, String, String)> = Vec::new();
    for piece in articles(tree) {
        let Some(kind) = tree.element(piece).and_then(|element| element.epub_type).filter(|kind| WANTED.contains(kind)) else { continue };
        let (name, address) = (piece_name(tree, piece), plan.address_of(piece));
        if let Some(address) = address.filter(|_| !name.is_empty() && marks.iter().all(|(known, ..)| *known != kind)) {
            marks.push((kind, address, name));
        }
    }
    marks
}

/// The file in which the text itself begins.
pub(super) fn start(tree: &Elements, plan: &Plan) -> String {
    let is_text = |node: &NodeId| tree.element(*node).is_some_and(|element| element.name == "article" || element.has_class("bodymatter"));
    let piece = articles(tree).find(is_text).or_else(|| articles(tree).next());
    piece.and_then(|piece| plan.document(piece)).map(|document| document.file.clone()).unwrap_or_default()
}

fn sections(tree: &Elements, plan: &Plan, parent: NodeId, levels: usize) -> Vec<Entry> {
    let mut entries = Vec::new();
    if levels == 0 {
        return entries;
    }
    for &section in tree.children(parent).iter().filter(|&&child| tree.element(child).is_some_and(|element| element.name == "section")) {
        let heading = tree.children(section).first().copied().filter(|&first| is_heading(tree, first));
        let title = heading.map(|heading| heading_words(tree, heading)).unwrap_or_default();
        let address = heading.and_then(|heading| plan.address_of(heading));
        let children = sections(tree, plan, section, levels - 1);
        match address {
            Some(address) if !title.is_empty() => entries.push(Entry { title, address, children }),
            // A heading without words names nothing; its subsections stand in its place.
            _ => entries.extend(children),
        }
    }
    entries
}

fn is_heading(tree: &Elements, node: NodeId) -> bool {
    tree.element(node).is_some_and(|element| heading_level(element.name).is_some())
}

impl Navigation<'_> {
    /// The navigation document.
    pub(super) fn xhtml(&self) -> Vec<u8> {
        let mut xml = Xml::new();
        open_page(&mut xml, self.wording.contents, self.language);
        xml.open("body", &[("class", "nav")]);
        self.toc(&mut xml);
        self.landmarks(&mut xml);
        if !self.pages.all.is_empty() {
            self.page_list(&mut xml);
        }
        xml.close("body");
        xml.line();
        xml.close("html");
        xml.finish()
    }

    fn toc(&self, xml: &mut Xml) {
        xml.line();
        xml.open("nav", &[("epub:type", "toc"), ("role", "doc-toc"), ("id", "toc"), ("aria-labelledby", "toc-title")]);
        xml.line();
        xml.leaf("h1", &[("id", "toc-title")], self.wording.contents);
        list(xml, &self.contents);
        xml.line();
        xml.close("nav");
    }

    fn landmarks(&self, xml: &mut Xml) {
        let toc = format!("{NAV}#toc");
        let mut marks = vec![("toc", toc.as_str(), self.wording.contents), ("bodymatter", self.start.as_str(), self.wording.start)];
        if self.has_cover {
            marks.insert(0, ("cover", COVER, self.wording.cover));
        }
        marks.extend(self.landmarks.iter().map(|(kind, address, name)| (*kind, address.as_str(), name.as_str())));
        self.open_hidden(xml, "landmarks", None, self.wording.landmarks);
        for (kind, address, name) in marks {
            xml.line();
            xml.open("li", &[]);
            xml.leaf("a", &[("epub:type", kind), ("href", address)], name);
            xml.close("li");
        }
        close_hidden(xml);
    }

    fn page_list(&self, xml: &mut Xml) {
        self.open_hidden(xml, "page-list", Some("doc-pagelist"), self.wording.pages);
        for page in &self.pages.all {
            xml.line();
            xml.open("li", &[]);
            xml.leaf("a", &[("href", &page.address)], &page.label);
            xml.close("li");
        }
        close_hidden(xml);
    }

    /// Reading systems show these lists in their own way; on the page they would only be in it.
    fn open_hidden(&self, xml: &mut Xml, kind: &str, role: Option<&str>, name: &str) {
        let title = format!("{kind}-title");
        let mut attributes = vec![("epub:type", kind)];
        attributes.extend(role.map(|role| ("role", role)));
        attributes.extend([("id", kind), ("aria-labelledby", title.as_str()), ("hidden", "hidden")]);
        xml.line();
        xml.open("nav", &attributes);
        xml.line();
        xml.leaf("h2", &[("id", &title)], name);
        xml.line();
        xml.open("ol", &[]);
    }

    /// The NCX (OPF 2.0.1, 2.4.1).
    pub(super) fn ncx(&self) -> Vec<u8> {
        let mut xml = Xml::new();
        xml.open("ncx", &[("xmlns", "http://www.daisy.org/z3986/2005/ncx/"), ("version", "2005-1"), ("xml:lang", self.language)]);
        xml.line();
        xml.open("head", &[]);
        let pages = self.pages.all.len().to_string();
        let depth = depth(&self.contents).to_string();
        let counted = [("dtb:uid", self.identifier), ("dtb:depth", &depth), ("dtb:totalPageCount", &pages), ("dtb:maxPageNumber", &pages)];
        for (name, content) in counted {
            xml.line();
            xml.empty("meta", &[("name", name), ("content", content)]);
        }
        xml.line();
        xml.close("head");
        xml.line();
        label(&mut xml, "docTitle", self.title);
        xml.line();
        xml.open("navMap", &[]);
        let mut order = 0;
        nav_points(&mut xml, &self.contents, &mut order);
        xml.line();
        xml.close("navMap");
        if !self.pages.all.is_empty() {
            self.ncx_pages(&mut xml, order);
        }
        xml.line();
        xml.close("ncx");
        xml.finish()
    }

    fn ncx_pages(&self, xml: &mut Xml, mut order: usize) {
        xml.line();
        xml.open("pageList", &[]);
        label(xml, "navLabel", self.wording.pages);
        for (index, page) in self.pages.all.iter().enumerate() {
            order += 1;
            let (id, order, value) = (format!("page-target-{}", index + 1), order.to_string(), (index + 1).to_string());
            xml.line();
            xml.open("pageTarget", &[("id", &id), ("type", "normal"), ("value", &value), ("playOrder", &order)]);
            label(xml, "navLabel", &page.label);
            xml.empty("content", &[("src", &page.address)]);
            xml.close("pageTarget");
        }
        xml.line();
        xml.close("pageList");
    }
}

fn close_hidden(xml: &mut Xml) {
    xml.line();
    xml.close("ol");
    xml.line();
    xml.close("nav");
    xml.line();
}

fn list(xml: &mut Xml, entries: &[Entry]) {
    xml.line();
    xml.open("ol", &[]);
    for entry in entries {
        xml.line();
        xml.open("li", &[]);
        xml.leaf("a", &[("href", &entry.address)], &entry.title);
        if !entry.children.is_empty() {
            list(xml, &entry.children);
            xml.line();
        }
        xml.close("li");
    }
    xml.line();
    xml.close("ol");
}

fn nav_points(xml: &mut Xml, entries: &[Entry], order: &mut usize) {
    for entry in entries {
        *order += 1;
        let (id, number) = (format!("nav-point-{order}"), order.to_string());
        xml.line();
        xml.open("navPoint", &[("id", &id), ("playOrder", &number)]);
        label(xml, "navLabel", &entry.title);
        xml.empty("content", &[("src", &entry.address)]);
        nav_points(xml, &entry.children, order);
        xml.close("navPoint");
    }
}

fn label(xml: &mut Xml, name: &str, text: &str) {
    xml.open(name, &[]);
    xml.leaf("text", &[], text);
    xml.close(name);
}

fn depth(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| 1 + depth(&entry.children)).max().unwrap_or_default()
}
