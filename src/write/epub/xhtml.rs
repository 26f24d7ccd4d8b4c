//! One file of text: a stretch of the tree written down as XHTML, with the begins of printed pages in it.

use super::links::{self, Link};
use super::page_marks::{PageMark, PageMarks};
use super::pictures::Pictures;
use super::plan::{Document, Plan};
use super::xml::{Attribute, Xml};
use crate::base::{Code, Diagnostic, Report};
use crate::model::{Content, Element, Elements, Language, NodeId, Wording, is_right_to_left};

/// Namespace of XHTML.
pub(super) const XHTML: &str = "http://www.w3.org/1999/xhtml";
/// Namespace of `epub:type`.
pub(super) const OPS: &str = "http://www.idpf.org/2007/ops";
/// The stylesheet of every file.
pub(super) const STYLESHEET: &str = "style.css";

/// What the files of text are written from.
pub(super) struct Text<'a> {
    /// The tree.
    pub(super) tree: &'a Elements,
    /// Where everything goes.
    pub(super) plan: &'a Plan,
    /// The pictures and their files.
    pub(super) pictures: &'a Pictures,
    /// The begins of printed pages.
    pub(super) pages: &'a PageMarks,
}

/// Opens `html`, writes `head` and opens `body`.
pub(super) fn open_page(xml: &mut Xml, title: &str, language: &str) {
    xml.html_doctype();
    let direction = if is_right_to_left(language) { "rtl" } else { "ltr" };
    let attributes = [("xmlns", XHTML), ("xmlns:epub", OPS), ("lang", language), ("xml:lang", language), ("dir", direction)];
    xml.open("html", &attributes);
    xml.line();
    xml.open("head", &[]);
    xml.leaf("title", &[], title);
    xml.line();
    xml.empty("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
    xml.line();
    xml.empty("link", &[("rel", "stylesheet"), ("type", "text/css"), ("href", STYLESHEET)]);
    xml.close("head");
    xml.line();
}

/// Whether it has the form of a language tag (BCP 47): words of up to eight letters and digits, joined by hyphens.
pub(super) fn is_language_tag(tag: &str) -> bool {
    let word = |word: &str| (1..=8).contains(&word.len()) && word.chars().all(|c| c.is_ascii_alphanumeric());
    let primary = tag.split('-').next().unwrap_or_default();
    (2..=3).contains(&primary.len()) && primary.chars().all(|c| c.is_ascii_alphabetic()) && tag.split('-').all(word)
}

impl Text<'_> {
    /// The XHTML of one file.
    pub(super) fn write(&self, document: &Document, report: &mut Report) -> Vec<u8> {
        let language = self.tree.language(document.from);
        let mut page = Page {
            text: self,
            document,
            wording: Wording::of(&Language(language.to_owned())),
            xml: Xml::new(),
            report,
            inside_link: false,
        };
        open_page(&mut page.xml, &document.title, language);
        page.xml.open("body", &[]);
        // The stretch lies in one article: that is the outermost element to open.
        let article = self.article_around(document.from);
        page.node(article);
        page.xml.line();
        page.xml.close("body");
        page.xml.line();
        page.xml.close("html");
        page.xml.finish()
    }

    fn article_around(&self, node: NodeId) -> NodeId {
        let mut at = node;
        while let Some(parent) = self.tree.node(at).parent {
            if self.tree.element(parent).is_some_and(|element| element.name == "body") {
                break;
            }
            at = parent;
        }
        at
    }
}

/// A file of text in the making.
struct Page<'a> {
    text: &'a Text<'a>,
    document: &'a Document,
    wording: &'static Wording,
    xml: Xml,
    report: &'a mut Report,
    inside_link: bool,
}

impl Page<'_> {
    /// Writes as much of a node as lies in this file.
    fn node(&mut self, node: NodeId) {
        let text = self.text;
        if text.plan.end(node) <= self.document.from || node >= self.document.to {
            return;
        }
        if self.owns(node) {
            for mark in text.pages.before(node) {
                self.page_break(mark);
            }
        }
        match &text.tree.node(node).content {
            Content::Text(words) => {
                for (mark, piece) in text.pages.pieces(node, words) {
                    mark.into_iter().for_each(|mark| self.page_break(mark));
                    self.xml.text(piece);
                }
            }
            Content::Element(element) => match element.name {
                "a" => self.link(node, element),
                "img" => self.image(node, element),
                _ => self.element(node, element, &[]),
            },
        }
    }

    /// Whether a node begins in this file, and is not continued from the one before.
    fn owns(&self, node: NodeId) -> bool {
        node >= self.document.from
    }

    fn element(&mut self, node: NodeId, element: &Element, more: &[Attribute<'_>]) {
        let block = is_block(element.name);
        if block {
            self.xml.line();
        }
        let id = self.text.plan.id(node).filter(|_| self.owns(node));
        let classes = element.classes.join(" ");
        let mut attributes: Vec<Attribute<'_>> = Vec::new();
        attributes.extend(id.map(|id| ("id", id)));
        attributes.extend((!classes.is_empty()).then_some(("class", classes.as_str())));
        if let Some(language) = element.language.as_deref().filter(|tag| is_language_tag(tag)) {
            attributes.extend([("lang", language), ("xml:lang", language)]);
        }
        attributes.extend(element.epub_type.map(|kind| ("epub:type", kind)));
        attributes.extend(element.role.map(|role| ("role", role)));
        attributes.extend(element.attributes.iter().filter(|(name, _)| *name != "href").map(|(name, value)| (*name, value.as_str())));
        attributes.extend(more);
        let children = self.text.tree.children(node);
        if children.is_empty() && is_void(element.name) {
            return self.xml.empty(element.name, &attributes);
        }
        self.xml.open(element.name, &attributes);
        self.children(node);
        if block && holds_blocks(self.text.tree, node) {
            self.xml.line();
        }
        self.xml.close(element.name);
    }

    fn children(&mut self, node: NodeId) {
        for &child in self.text.tree.children(node) {
            self.node(child);
        }
    }

    fn link(&mut self, node: NodeId, element: &Element) {
        let target = element.get("href").unwrap_or_default();
        let link = links::link(target, self.text.plan);
        let problem = match &link {
            // HTML has no links inside links; the inner one is mostly the mark of a note, which must work.
            Link::To(_) if has_link_inside(self.text.tree, node) => Some(
                Diagnostic::warning(
                    Code("link-around-link"),
                    "this link has a link or the mark of a note inside; in the EPUB only the inner one works",
                )
                .hint("end the link before the mark"),
            ),
            Link::To(_) => None,
            Link::Broken => Some(
                Diagnostic::warning(Code("link-broken"), format!("no heading, figure or other place here is called \"{target}\""))
                    .hint("give the place that name in braces: ## The heading {#name}"),
            ),
            Link::Unsafe => Some(
                Diagnostic::warning(
                    Code("link-unusable"),
                    format!("\"{target}\" is no address that a reader could open, so it is set as plain text"),
                )
                .hint("links lead to http:, https: or mailto: addresses, or to #places in the text"),
            ),
        };
        match (link, problem) {
            (Link::To(address), None) if !self.inside_link => {
                // A place in this very file needs no file name.
                let here = address.strip_prefix(self.document.file.as_str()).filter(|rest| rest.starts_with('#'));
                self.inside_link = true;
                self.element(node, element, &[("href", here.unwrap_or(&address))]);
                self.inside_link = false;
            }
            (_, problem) => {
                let span = self.text.tree.node(node).span;
                problem.into_iter().for_each(|problem| self.report.add(problem.at(span)));
                self.children(node);
            }
        }
    }

    fn image(&mut self, node: NodeId, element: &Element) {
        let Some(file) = element.picture.and_then(|picture| self.text.pictures.file(picture)) else { return };
        let (width, height) = (file.width.to_string(), file.height.to_string());
        self.element(node, element, &[("src", &file.path), ("width", &width), ("height", &height)]);
    }

    fn page_break(&mut self, mark: &PageMark) {
        let label = format!(" {} {}. ", self.wording.page, mark.label);
        let attributes = [("epub:type", "pagebreak"), ("role", "doc-pagebreak"), ("aria-label", label.as_str()), ("id", &mark.id)];
        self.xml.empty("span", &attributes);
    }
}

fn has_link_inside(tree: &Elements, node: NodeId) -> bool {
    tree.children(node).iter().any(|&child| tree.element(child).is_some_and(|element| element.name == "a") || has_link_inside(tree, child))
}

fn holds_blocks(tree: &Elements, node: NodeId) -> bool {
    tree.children(node).iter().any(|&child| tree.element(child).is_some_and(|element| is_block(element.name)))
}

/// Elements that stand on lines of their own in the file, for people who read it.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "article"
            | "section"
            | "header"
            | "aside"
            | "div"
            | "p"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "blockquote"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "figure"
            | "figcaption"
            | "table"
            | "caption"
            | "thead"
            | "tbody"
            | "tr"
            | "th"
            | "td"
            | "pre"
            | "hr"
    )
}

fn is_void(name: &str) -> bool {
    matches!(name, "br" | "hr" | "img")
}
