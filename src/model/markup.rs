//! Which element each part of a publication becomes. The one place that decides names, roles and reading order.

use std::collections::BTreeSet;

use super::block::{
    Alignment, Attributes, Block, BlockKind, BoxRole, Boxed, Cell, Definition, Figure, Item, List, ListKind, PullQuote, Row, Table,
};
use super::elements::{Content, Element, Elements, NodeId};
use super::inline::{Inline, InlineKind, plain_text};
use super::metadata::Metadata;
use super::publication::{Note, Piece, Publication};
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
            match &block.kind {
                BlockKind::Quote(content) | BlockKind::Group(content) => collect(content, ids),
                BlockKind::PullQuote(quote) => collect(&quote.content, ids),
                BlockKind::Boxed(boxed) => collect(&boxed.content, ids),
                BlockKind::List(list) => list.items.iter().for_each(|item| collect(&item.content, ids)),
                BlockKind::Definitions(all) => all.iter().flat_map(|one| &one.meanings).for_each(|meaning| collect(meaning, ids)),
                _ => {}
            }
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
                BlockKind::Boxed(boxed) => {
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

    fn heading(&mut self, section: NodeId, block: &Block, rank: usize) {
        const NAMES: [&str; 5] = ["h2", "h3", "h4", "h5", "h6"];
        let BlockKind::Heading { content, .. } = &block.kind else { return };
        let mut element = self.dressed(NAMES[(rank - 2).min(NAMES.len() - 1)], &block.attributes);
        if element.id.is_none() {
            let id = self.unique_id(&slug(&plain_text(content)));
            element.id = Some(id);
        }
        let heading = self.open(section, element, Some(block.span));
        self.inlines(heading, content);
    }

    fn boxed(&mut self, article: NodeId, block: &Block, boxed: &Boxed) {
        let (class, heading, epub_type) = match boxed.role {
            BoxRole::AuthorBio => ("author-bio", self.wording.about_the_author, Some("contributors")),
            BoxRole::Disclaimer => ("disclaimer", self.wording.disclaimer, None),
        };
        let mut element = self.dressed("section", &block.attributes);
        element.classes.insert(0, class.to_owned());
        element.epub_type = epub_type;
        let section = self.open(article, element, Some(block.span));
        let id = self.unique_id(class);
        let label = self.open(section, Element { id: Some(id), ..Element::new("h2").class("label") }, Some(block.span));
        match &boxed.heading {
            Some(words) => self.inlines(label, words),
            None => self.text(label, heading, None),
        }
        self.blocks(section, &boxed.content);
    }

    fn blocks(&mut self, parent: NodeId, blocks: &[Block]) {
        for block in blocks {
            self.block(parent, block);
        }
    }

    fn block(&mut self, parent: NodeId, block: &Block) -> NodeId {
        let attributes = &block.attributes;
        match &block.kind {
            BlockKind::Heading { level, content } => {
                // A heading inside a quote or a list is a line of that quote, not a section of the piece.
                let element = self.dressed("p", attributes).class("heading").class(&format!("level-{level}"));
                let node = self.open(parent, element, Some(block.span));
                self.inlines(node, content);
                node
            }
            BlockKind::Paragraph(content) => {
                let node = self.open_dressed(parent, "p", block);
                self.inlines(node, content);
                node
            }
            BlockKind::Quote(content) => {
                let node = self.open_dressed(parent, "blockquote", block);
                self.blocks(node, content);
                node
            }
            BlockKind::Group(content) => {
                let node = self.open_dressed(parent, "div", block);
                self.blocks(node, content);
                node
            }
            BlockKind::PullQuote(quote) => self.pull_quote(parent, block, quote),
            BlockKind::List(list) => self.list(parent, block, list),
            BlockKind::Definitions(definitions) => self.definitions(parent, block, definitions),
            BlockKind::Figure(figure) => self.figure(parent, block, figure),
            BlockKind::Table(table) => self.table(parent, block, table),
            BlockKind::Code { language, text } => {
                let pre = self.open_dressed(parent, "pre", block);
                let mut code = Element::new("code");
                code.classes.extend(language.iter().map(|language| format!("language-{language}")));
                self.line(pre, code, text);
                pre
            }
            BlockKind::SceneBreak => self.open_dressed(parent, "hr", block),
            BlockKind::Boxed(boxed) => {
                let article = parent;
                self.boxed(article, block, boxed);
                article
            }
        }
    }

    fn pull_quote(&mut self, parent: NodeId, block: &Block, quote: &PullQuote) -> NodeId {
        let mut element = self.dressed("aside", &block.attributes).meaning("pullquote", Some("doc-pullquote"));
        element.classes.insert(0, "pullquote".to_owned());
        // A pull quote of many words needs another size than a short one, and a stylesheet cannot count.
        if quote.content.iter().map(words).sum::<usize>() > LONG_PULL_QUOTE {
            element.classes.push("long".to_owned());
        }
        // Who listens to the text should not hear a sentence twice; who has only this place for it must hear it.
        if quote.repeats.is_some_and(|repeat| repeat.exact) {
            element = element.attribute("aria-hidden", "true");
        }
        let node = self.open(parent, element, Some(block.span));
        self.blocks(node, &quote.content);
        if let Some(attribution) = &quote.attribution {
            self.line(node, Element::new("p").class("attribution"), attribution);
        }
        node
    }

    fn list(&mut self, parent: NodeId, block: &Block, list: &List) -> NodeId {
        let mut element = match list.kind {
            ListKind::Bullets => self.dressed("ul", &block.attributes),
            ListKind::Numbers { start } => {
                let element = self.dressed("ol", &block.attributes);
                if start == 1 { element } else { element.attribute("start", start.to_string()) }
            }
        };
        if list.tight {
            element = element.class("tight");
        }
        let node = self.open(parent, element, Some(block.span));
        for Item { task, content } in &list.items {
            let item = self.open(node, Element::new("li"), None);
            match (task, content.split_first()) {
                (Some(done), Some((Block { kind: BlockKind::Paragraph(words), span, .. }, rest))) => {
                    let paragraph = self.open(item, Element::new("p").class("task"), Some(*span));
                    self.text(paragraph, if *done { "☑ " } else { "☐ " }, None);
                    self.inlines(paragraph, words);
                    self.blocks(item, rest);
                }
                _ => self.blocks(item, content),
            }
        }
        node
    }

    fn definitions(&mut self, parent: NodeId, block: &Block, definitions: &[Definition]) -> NodeId {
        let node = self.open_dressed(parent, "dl", block);
        for Definition { term, meanings } in definitions {
            let name = self.open(node, Element::new("dt"), None);
            self.inlines(name, term);
            for meaning in meanings {
                let description = self.open(node, Element::new("dd"), None);
                self.blocks(description, meaning);
            }
        }
        node
    }

    fn figure(&mut self, parent: NodeId, block: &Block, figure: &Figure) -> NodeId {
        let node = self.open_dressed(parent, "figure", block);
        let mut image = Element { picture: Some(figure.picture), ..Element::new("img") }.attribute("alt", figure.alt.clone());
        if figure.alt.is_empty() {
            image.role = Some("presentation");
        }
        if let Some(width) = figure.width {
            // Tenths of the measure: a class, since the EPUB carries no style of its own on an element.
            image = image.class(&format!("width-{}", (width * 10.0).round().clamp(1.0, 10.0) * 10.0));
        }
        self.open(node, image, Some(block.span));
        if !figure.caption.is_empty() || figure.credit.is_some() {
            let caption = self.open(node, Element::new("figcaption"), Some(block.span));
            self.inlines(caption, &figure.caption);
            if let Some(credit) = &figure.credit {
                if !figure.caption.is_empty() {
                    self.text(caption, " ", None);
                }
                self.line(caption, Element::new("span").class("credit"), credit);
            }
        }
        node
    }

    fn table(&mut self, parent: NodeId, block: &Block, table: &Table) -> NodeId {
        let node = self.open_dressed(parent, "table", block);
        if !table.caption.is_empty() {
            let caption = self.open(node, Element::new("caption"), None);
            self.inlines(caption, &table.caption);
        }
        if !table.head.cells.is_empty() {
            let head = self.open(node, Element::new("thead"), None);
            let row = self.open(head, Element::new("tr"), None);
            for (Cell { content }, alignment) in table.head.cells.iter().zip(alignments(table)) {
                // An empty corner names nothing, so it is no header (WCAG H51).
                let cell = if content.is_empty() { Element::new("td") } else { Element::new("th").attribute("scope", "col") };
                let cell = self.open(row, aligned(cell, alignment), None);
                self.inlines(cell, content);
            }
        }
        let rows = self.open(node, Element::new("tbody"), None);
        for Row { cells } in &table.rows {
            let row = self.open(rows, Element::new("tr"), None);
            for (index, (Cell { content }, alignment)) in cells.iter().zip(alignments(table)).enumerate() {
                let names_row = table.row_headers && index == 0 && !content.is_empty();
                let cell = if names_row { Element::new("th").attribute("scope", "row") } else { Element::new("td") };
                let cell = self.open(row, aligned(cell, alignment), None);
                self.inlines(cell, content);
            }
        }
        node
    }

    fn inlines(&mut self, parent: NodeId, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(parent, inline);
        }
    }

    fn inline(&mut self, parent: NodeId, inline: &Inline) {
        let span = Some(inline.span);
        let (element, content) = match &inline.kind {
            InlineKind::Text(text) => return self.text(parent, text, span),
            InlineKind::SoftBreak => return self.text(parent, " ", span),
            InlineKind::HardBreak => {
                self.open(parent, Element::new("br"), span);
                return;
            }
            InlineKind::Code(text) => return self.line(parent, Element::new("code"), text),
            InlineKind::Picture { picture, alt } => {
                self.open(parent, Element { picture: Some(*picture), ..Element::new("img") }.attribute("alt", alt.clone()), span);
                return;
            }
            InlineKind::NoteMark(index) => return self.note_mark(parent, *index, span),
            InlineKind::Emphasis(content) => (Element::new("em"), content),
            InlineKind::Strong(content) => (Element::new("strong"), content),
            InlineKind::Strikeout(content) => (Element::new("s"), content),
            InlineKind::Superscript(content) => (Element::new("sup"), content),
            InlineKind::Subscript(content) => (Element::new("sub"), content),
            InlineKind::Span { attributes, content } => (self.dressed("span", attributes), content),
            InlineKind::Link { target, content } => (Element::new("a").attribute("href", target.clone()), content),
        };
        let node = self.open(parent, element, span);
        self.inlines(node, content);
    }

    /// `sup` around the link, not inside it: Apple Books shows no pop-up otherwise.
    fn note_mark(&mut self, parent: NodeId, index: usize, span: Option<Span>) {
        let raised = self.open(parent, Element::new("sup").class("noteref"), span);
        let mark = Element { id: Some(self.mark_id(index)), ..Element::new("a") };
        let mark = mark.meaning("noteref", Some("doc-noteref")).attribute("href", format!("#{}", self.note_id(index)));
        self.line(raised, mark, &(index + 1).to_string());
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

/// From how many words on a pull quote has the class `long`.
const LONG_PULL_QUOTE: usize = 24;

/// How many words a paragraph has.
fn words(block: &Block) -> usize {
    match &block.kind {
        BlockKind::Paragraph(content) => plain_text(content).split_whitespace().count(),
        _ => 0,
    }
}

fn alignments(table: &Table) -> impl Iterator<Item = Alignment> {
    table.columns.iter().copied().chain(std::iter::repeat(Alignment::Start))
}

fn aligned(cell: Element, alignment: Alignment) -> Element {
    match alignment {
        Alignment::Start => cell,
        Alignment::Center => cell.class("center"),
        Alignment::End => cell.class("end"),
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
