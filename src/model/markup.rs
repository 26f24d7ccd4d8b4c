//! Which element each part of a publication becomes. The one place that decides names, roles and reading order.

use std::collections::BTreeSet;

mod blocks;
mod callouts;
mod inlines;

use super::block::{Attributes, Block, BlockKind};
use super::elements::{Content, Element, Elements, NodeId};
use super::metadata::Metadata;
use super::publication::{Note, Piece, Publication};
use super::visit::Part;
use super::wording::Wording;
use crate::base::Span;

/// The tree of a publication: `html > body > article`.
pub(super) fn elements(publication: &Publication) -> Elements {
    let language = Some(publication.metadata.language.0.clone());
    let mut tree = Elements::with_root(Element { language, ..Element::new("html") });
    let body = tree.push(tree.root(), Content::Element(Element::new("body")), None);
    let mut ids = authors_ids(publication);
    for (number, piece) in publication.pieces.iter().enumerate() {
        Builder { tree: &mut tree, ids: &mut ids, piece, number, wording: Wording::of(&piece.metadata.language) }.piece(body);
    }
    tree
}

/// Ids that authors gave: ids that the program makes must keep clear of them.
fn authors_ids(publication: &Publication) -> BTreeSet<String> {
    fn collect(blocks: &[Block], ids: &mut BTreeSet<String>) {
        for block in blocks {
            ids.extend(block.attributes.id.clone());
            block.each_part(&mut |part| {
                if let Part::Blocks(blocks) = part {
                    collect(blocks, ids);
                }
            });
        }
    }
    let mut ids = BTreeSet::new();
    for piece in &publication.pieces {
        collect(&piece.body, &mut ids);
    }
    ids
}

struct Builder<'a> {
    tree: &'a mut Elements,
    ids: &'a mut BTreeSet<String>,
    piece: &'a Piece,
    number: usize,
    wording: &'static Wording,
}

impl Builder<'_> {
    fn piece(&mut self, body: NodeId) {
        let mut article = Element { id: Some(self.unique_id("article")), ..Element::new("article") };
        article.language = Some(self.piece.metadata.language.0.clone());
        let article = self.open(body, article, Some(self.piece.span));
        self.head(article);
        self.body(article);
        self.notes(article);
    }

    /// Kicker, title, subtitle, standfirst and byline, in the order in which a page shows them.
    fn head(&mut self, article: NodeId) {
        let piece = self.piece;
        let Metadata { kicker, title, subtitle, authors, .. } = &piece.metadata;
        let head = self.open(article, Element::new("header").class("head"), None);
        if let Some(kicker) = kicker {
            self.line(head, Element::new("p").class("kicker"), kicker);
        }
        let id = self.unique_id("title");
        self.line(head, Element { id: Some(id), ..Element::new("h1").class("title") }, title);
        if let Some(subtitle) = subtitle {
            self.line(head, Element { role: Some("doc-subtitle"), ..Element::new("p").class("subtitle") }, subtitle);
        }
        if !piece.standfirst.is_empty() {
            let standfirst = self.open(head, Element::new("div").class("standfirst"), None);
            self.blocks(standfirst, &piece.standfirst);
        }
        if !authors.is_empty() {
            let byline = self.open(head, Element::new("p").class("byline"), None);
            self.text(byline, &format!("{} ", self.wording.by), None);
            for (index, author) in authors.iter().enumerate() {
                if index > 0 {
                    let joint = if index + 1 == authors.len() { format!(" {} ", self.wording.and) } else { ", ".to_owned() };
                    self.text(byline, &joint, None);
                }
                self.line(byline, Element::new("span").class("author"), &author.name);
            }
        }
    }

    /// Blocks between head and notes, each under the section that its heading opened.
    fn body(&mut self, article: NodeId) {
        let piece = self.piece;
        let mut sections: Vec<(u8, NodeId)> = Vec::new();
        let (mut opening, mut closing) = (None, None);
        for block in &piece.body {
            match &block.kind {
                BlockKind::Heading { level, .. } => {
                    while sections.last().is_some_and(|(open, _)| open >= level) {
                        sections.pop();
                    }
                    let parent = sections.last().map_or(article, |&(_, section)| section);
                    // A section's rank is its depth, so that no level is skipped whatever the author wrote (PDF/UA-1 7.4.2).
                    let rank = sections.len() + 2;
                    let section = self.open(parent, Element::new("section"), Some(block.span));
                    self.heading(section, block, rank);
                    sections.push((*level, section));
                }
                BlockKind::Boxed(boxed) if boxed.role.closes_piece() => {
                    sections.clear();
                    self.boxed(article, block, boxed);
                }
                kind => {
                    let parent = sections.last().map_or(article, |&(_, section)| section);
                    let node = self.block(parent, block);
                    if matches!(kind, BlockKind::Paragraph(_)) {
                        opening = opening.or(Some(node));
                        closing = Some(node);
                    }
                }
            }
        }
        for (node, class) in [(opening, "opening"), (closing, "closing")] {
            if let Some(element) = node.and_then(|node| self.tree.element_mut(node)) {
                element.classes.push(class.to_owned());
            }
        }
    }

    /// The notes stand after the body; a stylesheet sends them to the foot of the page with their mark.
    fn notes(&mut self, article: NodeId) {
        let piece = self.piece;
        for (index, note) in piece.notes.iter().enumerate() {
            self.note(article, index, note);
        }
    }

    fn note(&mut self, article: NodeId, index: usize, note: &Note) {
        let aside = Element { id: Some(self.note_id(index)), ..Element::new("aside").class("footnote") };
        let aside = self.open(article, aside.meaning("footnote", Some("doc-footnote")), Some(note.span));
        let label = Element::new("a")
            .class("backlink")
            .meaning("backlink", Some("doc-backlink"))
            .attribute("href", format!("#{}", self.mark_id(index)))
            .attribute("aria-label", format!("{}, {}", index + 1, self.wording.back_to_text));
        // The mark leads the note's first paragraph: Kindle wants the way back first.
        let (first, rest) = match note.content.split_first() {
            Some((Block { kind: BlockKind::Paragraph(content), span, .. }, rest)) => (Some((content, *span)), rest),
            _ => (None, note.content.as_slice()),
        };
        let paragraph = self.open(aside, Element::new("p"), first.map(|(_, span)| span));
        self.line(paragraph, label, &(index + 1).to_string());
        if let Some((content, _)) = first {
            self.text(paragraph, " ", None);
            self.inlines(paragraph, content);
        }
        self.blocks(aside, rest);
    }

    fn note_id(&self, index: usize) -> String {
        if self.number == 0 { format!("note-{}", index + 1) } else { format!("note-{}-{}", self.number + 1, index + 1) }
    }

    fn mark_id(&self, index: usize) -> String {
        if self.number == 0 { format!("noteref-{}", index + 1) } else { format!("noteref-{}-{}", self.number + 1, index + 1) }
    }

    fn unique_id(&mut self, wish: &str) -> String {
        let free = |id: &String| !self.ids.contains(id);
        let id = std::iter::once(wish.to_owned()).chain((2u32..).map(|number| format!("{wish}-{number}"))).find(free);
        let id = id.unwrap_or_default();
        self.ids.insert(id.clone());
        id
    }

    /// An element with what the author attached to the block.
    fn dressed(&self, name: &'static str, attributes: &Attributes) -> Element {
        let Attributes { id, classes, language, .. } = attributes.clone();
        Element { id, classes, language, ..Element::new(name) }
    }

    fn open_dressed(&mut self, parent: NodeId, name: &'static str, block: &Block) -> NodeId {
        let element = self.dressed(name, &block.attributes);
        self.open(parent, element, Some(block.span))
    }

    fn open(&mut self, parent: NodeId, element: Element, span: Option<Span>) -> NodeId {
        self.tree.push(parent, Content::Element(element), span)
    }

    fn text(&mut self, parent: NodeId, text: &str, span: Option<Span>) {
        self.tree.push(parent, Content::Text(text.to_owned()), span);
    }

    /// An element that holds nothing but words.
    fn line(&mut self, parent: NodeId, element: Element, text: &str) {
        let node = self.open(parent, element, None);
        self.text(node, text, None);
    }
}

/// A name for references made from words: ASCII letters and digits, joined by hyphens, at most 48 long.
fn slug(words: &str) -> String {
    let mut slug = String::new();
    for part in words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()) {
        if slug.len() + part.len() > 48 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&part.to_ascii_lowercase());
    }
    if slug.starts_with(|c: char| c.is_ascii_alphabetic()) { slug } else { format!("section-{slug}").trim_end_matches('-').to_owned() }
}
