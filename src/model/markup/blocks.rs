//! Blocks as elements.

use super::super::block::{
    Alignment, Block, BlockKind, BoxRole, Boxed, Callout, Cell, Definition, Delimiter, Figure, Item, List, ListKind, NumberStyle,
    PullQuote, Quote, Row, Stanza, Table, VerseLine,
};
use super::super::elements::{Element, NodeId};
use super::super::inline::{Inline, plain_text};
use super::super::register::is_plate;
use super::{Builder, callouts};

impl Builder<'_, '_> {
    pub(super) fn heading(&mut self, section: NodeId, block: &Block, rank: usize) {
        const NAMES: [&str; 5] = ["h2", "h3", "h4", "h5", "h6"];
        let BlockKind::Heading { content, .. } = &block.kind else { return };
        let mut element = self.dressed(NAMES[(rank - 2).min(NAMES.len() - 1)], &block.attributes);
        element.id = element.id.or_else(|| self.register.id(block).map(str::to_owned));
        let heading = self.open(section, element, Some(block.span));
        self.number_of(heading, block);
        self.inlines(heading, content);
    }

    pub(super) fn boxed(&mut self, article: NodeId, block: &Block, boxed: &Boxed) -> NodeId {
        let (name, class, epub_type, role) = match boxed.role {
            BoxRole::AuthorBio => ("section", "author-bio", Some("contributors"), None),
            BoxRole::Disclaimer => ("section", "disclaimer", None, None),
            BoxRole::Acknowledgements => ("section", "acknowledgements", Some("acknowledgments"), Some("doc-acknowledgments")),
            BoxRole::Dedication => ("section", "dedication", Some("dedication"), Some("doc-dedication")),
            BoxRole::Epigraph => ("section", "epigraph", Some("epigraph"), Some("doc-epigraph")),
            BoxRole::Letter => ("blockquote", "letter", None, None),
            BoxRole::Sidebar => ("aside", "sidebar", Some("sidebar"), None),
            BoxRole::Callout(Callout::Tip) => ("aside", "callout", Some("tip"), Some("doc-tip")),
            BoxRole::Callout(_) => ("section", "callout", Some("notice"), Some("doc-notice")),
        };
        let mut element = self.dressed(name, &block.attributes);
        element.classes.insert(0, class.to_owned());
        if let BoxRole::Callout(callout) = boxed.role {
            element.classes.insert(1, callouts::class(callout).to_owned());
        }
        (element.epub_type, element.role) = (epub_type, role);
        let node = self.open(article, element, Some(block.span));
        self.box_heading(node, block, boxed, class);
        self.blocks(node, &boxed.content);
        self.attribution(node, &boxed.attribution);
        node
    }

    /// What stands over a box. The closing parts of a piece have headings that belong in its outline; what stands
    /// inside the text has a line that does not.
    fn box_heading(&mut self, node: NodeId, block: &Block, boxed: &Boxed, class: &str) {
        let own = match boxed.role {
            BoxRole::AuthorBio => self.wording.about_the_author,
            BoxRole::Disclaimer => self.wording.disclaimer,
            BoxRole::Callout(callout) => callouts::word(callout, &self.piece.metadata.language),
            _ => "",
        };
        if boxed.heading.is_none() && own.is_empty() {
            return;
        }
        let label = match boxed.role {
            BoxRole::AuthorBio | BoxRole::Disclaimer | BoxRole::Acknowledgements => {
                Element { id: Some(self.unique_id(class)), ..Element::new("h2").class("label") }
            }
            _ => Element::new("p").class("label"),
        };
        let label = self.open(node, label, Some(block.span));
        match &boxed.heading {
            Some(words) => self.inlines(label, words),
            None => self.text(label, own, None),
        }
    }

    pub(super) fn blocks(&mut self, parent: NodeId, blocks: &[Block]) {
        for block in blocks {
            self.block(parent, block);
        }
    }

    pub(super) fn block(&mut self, parent: NodeId, block: &Block) -> NodeId {
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
            BlockKind::Quote(Quote { content, attribution }) => {
                let node = self.open_dressed(parent, "blockquote", block);
                self.blocks(node, content);
                self.attribution(node, attribution);
                node
            }
            BlockKind::Verse(stanzas) => {
                let mut element = self.dressed("div", attributes);
                element.classes.insert(0, "verse".to_owned());
                let node = self.open(parent, element, Some(block.span));
                stanzas.iter().for_each(|stanza| self.stanza(node, stanza));
                node
            }
            BlockKind::Gathered(gathered) => self.gathered(parent, block, gathered),
            BlockKind::Group(content) if is_plate(block) || block.attributes.classes.iter().any(|class| class == "listing") => {
                self.listing(parent, block, content)
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
            BlockKind::Code { language, text } => self.code(parent, block, language.as_deref(), text),
            BlockKind::SceneBreak => self.open_dressed(parent, "hr", block),
            BlockKind::Boxed(boxed) => self.boxed(parent, block, boxed),
        }
    }

    /// Code with the name of its file, or several figures, with their number and caption under them.
    fn listing(&mut self, parent: NodeId, block: &Block, content: &[Block]) -> NodeId {
        let node = self.open_dressed(parent, "figure", block);
        let mut caption = None;
        for part in content {
            match &part.kind {
                BlockKind::Paragraph(words) if part.attributes.classes.iter().any(|class| class == "caption") => {
                    caption = Some((words, part.span));
                }
                _ => drop(self.block(node, part)),
            }
        }
        if caption.is_some() || self.register.label(block).is_some() {
            let under = self.open(node, Element::new("figcaption"), Some(caption.map_or(block.span, |(_, span)| span)));
            self.label(under, block);
            caption.into_iter().for_each(|(words, _)| self.inlines(under, words));
        }
        node
    }

    /// Who said it, under what was said.
    fn attribution(&mut self, parent: NodeId, words: &[Inline]) {
        if !words.is_empty() {
            let node = self.open(parent, Element::new("p").class("attribution"), None);
            self.inlines(node, words);
        }
    }

    fn stanza(&mut self, parent: NodeId, stanza: &Stanza) {
        let node = self.open(parent, Element::new("p").class("stanza"), None);
        for (number, VerseLine { indent, content }) in stanza.lines.iter().enumerate() {
            if number > 0 {
                self.open(node, Element::new("br"), None);
            }
            if *indent > 0 {
                self.text(node, &"\u{2003}".repeat(usize::from(*indent).div_ceil(2)), None);
            }
            self.inlines(node, content);
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
            ListKind::Numbers { start, style, delimiter } => {
                let element = numbered(self.dressed("ol", &block.attributes), style, delimiter);
                if start == 1 { element } else { element.attribute("start", start.to_string()) }
            }
        };
        if list.tight {
            element = element.class("tight");
        }
        let node = self.open(parent, element, Some(block.span));
        for Item { task, content } in &list.items {
            let element = Element::new("li");
            let item = self.open(node, if task.is_some() { element.class("task") } else { element }, None);
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
        if !figure.caption.is_empty() || figure.credit.is_some() || self.register.label(block).is_some() {
            let caption = self.open(node, Element::new("figcaption"), Some(block.span));
            self.label(caption, block);
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
        if !table.caption.is_empty() || self.register.label(block).is_some() {
            let caption = self.open(node, Element::new("caption"), None);
            self.label(caption, block);
            self.inlines(caption, &table.caption);
        }
        if !table.head.is_empty() {
            let head = self.open(node, Element::new("thead"), None);
            for Row { cells } in &table.head {
                let row = self.open(head, Element::new("tr"), None);
                for (cell, alignment) in cells.iter().zip(alignments(table)) {
                    // An empty corner names nothing, so it is no header (WCAG H51).
                    let element = if cell.content.is_empty() { Element::new("td") } else { Element::new("th").attribute("scope", "col") };
                    self.cell(row, element, cell, alignment);
                }
            }
        }
        let rows = self.open(node, Element::new("tbody"), None);
        for Row { cells } in &table.rows {
            let row = self.open(rows, Element::new("tr"), None);
            for (index, (cell, alignment)) in cells.iter().zip(alignments(table)).enumerate() {
                let names_row = table.row_headers && index == 0 && !cell.content.is_empty();
                let element = if names_row { Element::new("th").attribute("scope", "row") } else { Element::new("td") };
                self.cell(row, element, cell, alignment);
            }
        }
        node
    }

    fn cell(&mut self, row: NodeId, mut element: Element, cell: &Cell, of_column: Alignment) {
        for (name, count) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
            if count > 1 {
                element = element.attribute(name, count.to_string());
            }
        }
        let node = self.open(row, aligned(element, cell.alignment.unwrap_or(of_column)), None);
        match cell.line() {
            Some(line) => self.inlines(node, line),
            None => self.blocks(node, &cell.content),
        }
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

/// How a list's numbers are written: by `type`, which reading systems know, and by class, which stylesheets can select.
fn numbered(element: Element, style: NumberStyle, delimiter: Delimiter) -> Element {
    let element = match style {
        NumberStyle::Decimal => element,
        NumberStyle::LowerAlpha => element.class("lower-alpha").attribute("type", "a"),
        NumberStyle::UpperAlpha => element.class("upper-alpha").attribute("type", "A"),
        NumberStyle::LowerRoman => element.class("lower-roman").attribute("type", "i"),
        NumberStyle::UpperRoman => element.class("upper-roman").attribute("type", "I"),
    };
    match delimiter {
        Delimiter::Period => element,
        Delimiter::Paren => element.class("paren"),
        Delimiter::Parens => element.class("parens"),
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
