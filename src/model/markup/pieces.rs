//! A piece as an element: its role, its head, its sections.

use super::super::block::BlockKind;
use super::super::elements::{Element, NodeId};
use super::super::metadata::{Contributor, Metadata};
use super::super::publication::{Matter, Piece, Role};
use super::Builder;

impl Builder<'_, '_> {
    /// One piece, from its title to its notes.
    pub(super) fn piece(&mut self, body: NodeId) {
        let piece = self.piece;
        let element = self.piece_element();
        let node = self.open(body, element, Some(piece.span));
        match piece.role {
            Role::HalfTitle if piece.body.is_empty() => return self.half_title(node),
            Role::TitlePage if piece.body.is_empty() => return self.title_page(node),
            Role::Imprint if piece.body.is_empty() => return self.imprint(node),
            _ => {}
        }
        self.head(node);
        self.body(node);
        self.notes(node);
    }

    /// The element of the piece with everything that says what it is.
    fn piece_element(&self) -> Element {
        let piece = self.piece;
        let mut element = Element::new(if piece.role == Role::Article { "article" } else { "section" });
        element.id = self.register.pieces.get(self.number).map(|name| name.id.clone());
        element.language = Some(piece.metadata.language.0.clone());
        // The class of an article by itself would say no more than its element.
        if piece.role != Role::Article {
            element.classes.push(piece.role.name().to_owned());
            element.classes.push(matter(piece.matter).to_owned());
        }
        if self.is_in_part() {
            element.classes.push("in-part".to_owned());
        }
        element.classes.extend(piece.classes.iter().cloned());
        let (epub_type, role) = meaning(piece.role);
        element.epub_type = epub_type;
        element.role = role;
        if let Some(words) = &piece.metadata.running_head {
            element = element.attribute("data-running-head", words.clone());
        }
        if piece.untitled && !piece.metadata.title.is_empty() {
            element = element.attribute("aria-label", piece.metadata.title.clone());
        }
        element
    }

    /// Whether the piece stands in a part of a book.
    fn is_in_part(&self) -> bool {
        is_in_part(&self.publication.pieces, self.number)
    }

    /// Kicker, title, subtitle, standfirst and byline, in the order in which a page shows them.
    fn head(&mut self, article: NodeId) {
        let piece = self.piece;
        let Metadata { kicker, subtitle, authors, .. } = &piece.metadata;
        if piece.untitled && kicker.is_none() && subtitle.is_none() && piece.standfirst.is_empty() && authors.is_empty() {
            return;
        }
        let head = self.open(article, Element::new("header").class("head"), None);
        if let Some(kicker) = kicker {
            self.line(head, Element::new("p").class("kicker"), kicker);
        }
        if !piece.untitled {
            self.title(head);
        }
        if let Some(subtitle) = subtitle {
            self.line(head, Element { role: Some("doc-subtitle"), ..Element::new("p").class("subtitle") }, subtitle);
        }
        if !piece.standfirst.is_empty() {
            let standfirst = self.open(head, Element::new("div").class("standfirst"), None);
            self.blocks(standfirst, &piece.standfirst);
        }
        self.byline(head, authors);
    }

    /// The title, after its label if it has one: `<span class="label">Chapter 1</span> <span class="title-words">...</span>`.
    fn title(&mut self, head: NodeId) {
        let piece = self.piece;
        let id = self.unique_id("title");
        let title = self.open(head, Element { id: Some(id), ..Element::new("h1").class("title") }, None);
        let label = self.register.pieces.get(self.number).and_then(|name| name.label.clone());
        let mut words = title;
        if let Some(label) = label {
            self.line(title, Element::new("span").class("label"), &label);
            if piece.title.is_empty() && piece.metadata.title.is_empty() {
                return;
            }
            self.text(title, " ", None);
            words = self.open(title, Element::new("span").class("title-words"), None);
        }
        if piece.title.is_empty() {
            self.text(words, &piece.metadata.title, None);
        } else {
            self.inlines(words, &piece.title);
        }
    }

    /// The names after "By".
    pub(super) fn byline(&mut self, parent: NodeId, authors: &[Contributor]) {
        if authors.is_empty() {
            return;
        }
        let byline = self.open(parent, Element::new("p").class("byline"), None);
        self.text(byline, self.wording.by, None);
        for (index, author) in authors.iter().enumerate() {
            if index > 0 {
                let joint = if index + 1 == authors.len() { self.wording.and } else { self.wording.comma };
                self.text(byline, joint, None);
            }
            self.line(byline, Element::new("span").class("author"), &author.name);
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
                    match kind {
                        BlockKind::Paragraph(_) => {
                            opening = opening.or(Some(node));
                            closing = Some(node);
                        }
                        // What stands by the text does not end it; what is read in its turn does.
                        BlockKind::PullQuote(_) | BlockKind::Figure(_) | BlockKind::SceneBreak | BlockKind::Boxed(_) => {}
                        _ => closing = None,
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
}

/// Whether the piece of that number stands in a part of a book: after a part, and before the text ends.
pub(super) fn is_in_part(pieces: &[Piece], number: usize) -> bool {
    let in_body = |piece: &&Piece| piece.matter == Matter::Body;
    let piece = pieces.get(number).filter(in_body);
    let before = pieces.get(..number).unwrap_or_default();
    piece.is_some_and(|piece| piece.role != Role::Part && !matches!(piece.role, Role::Epilogue | Role::Prologue))
        && before.iter().rev().take_while(in_body).any(|piece| piece.role == Role::Part)
}

fn matter(matter: Matter) -> &'static str {
    match matter {
        Matter::Front => "frontmatter",
        Matter::Body => "bodymatter",
        Matter::Back => "backmatter",
    }
}

/// The `epub:type` of a role (EPUB Structural Semantics Vocabulary 1.1) and the ARIA role that goes with it (DPUB-ARIA 1.1).
fn meaning(role: Role) -> (Option<&'static str>, Option<&'static str>) {
    match role {
        Role::HalfTitle => (Some("halftitlepage"), None),
        Role::TitlePage => (Some("titlepage"), None),
        Role::Imprint => (Some("copyright-page"), None),
        Role::Masthead | Role::AboutTheAuthor => (Some("contributors"), None),
        Role::Dedication => (Some("dedication"), Some("doc-dedication")),
        Role::Epigraph => (Some("epigraph"), Some("doc-epigraph")),
        Role::Contents => (Some("toc"), Some("doc-toc")),
        Role::Figures => (Some("loi"), None),
        Role::Tables => (Some("lot"), None),
        Role::Foreword => (Some("foreword"), Some("doc-foreword")),
        Role::Preface => (Some("preface"), Some("doc-preface")),
        Role::Acknowledgements => (Some("acknowledgments"), Some("doc-acknowledgments")),
        Role::Introduction => (Some("introduction"), Some("doc-introduction")),
        Role::Part => (Some("part"), Some("doc-part")),
        Role::Prologue => (Some("prologue"), Some("doc-prologue")),
        Role::Chapter => (Some("chapter"), Some("doc-chapter")),
        Role::Epilogue => (Some("epilogue"), Some("doc-epilogue")),
        Role::Afterword => (Some("afterword"), Some("doc-afterword")),
        Role::Appendix => (Some("appendix"), Some("doc-appendix")),
        Role::Notes => (Some("endnotes"), Some("doc-endnotes")),
        Role::Glossary => (Some("glossary"), Some("doc-glossary")),
        Role::Bibliography => (Some("bibliography"), Some("doc-bibliography")),
        Role::Index => (Some("index"), Some("doc-index")),
        Role::Colophon => (Some("colophon"), Some("doc-colophon")),
        Role::Article | Role::FrontMatter | Role::BackMatter => (None, None),
    }
}
