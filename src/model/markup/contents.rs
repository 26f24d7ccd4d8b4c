//! Lists of what is where: contents, figures, tables, and the works cited.

use super::super::block::{Attributes, Block, BlockKind};
use super::super::elements::{Element, NodeId};
use super::super::inline::{Inline, InlineKind};
use super::super::publication::{Kind, Matter, Piece, Role};
use super::super::visit::Part;
use super::Builder;
use super::pieces::is_in_part;

impl Builder<'_, '_> {
    /// The table of contents: parts, the chapters in them, and their sections down to a depth.
    ///
    /// Lists in lists of links: `ol.level-1 > li.chapter > a.page-ref`. In an issue each piece has its byline and standfirst.
    pub(super) fn contents(&mut self, node: NodeId, depth: u8) {
        let publication = self.publication;
        let list = self.open(node, Element::new("ol").class("level-1"), None);
        let mut part: Option<(NodeId, Option<NodeId>)> = None;
        for (number, piece) in publication.pieces.iter().enumerate().filter(|(_, piece)| is_listed(piece)) {
            let (parent, level) = match &mut part {
                Some((item, inner)) if is_in_part(&publication.pieces, number) => {
                    let item = *item;
                    (*inner.get_or_insert_with(|| self.open(item, Element::new("ol").class("level-2"), None)), 2)
                }
                _ => (list, 1),
            };
            let item = self.open(parent, Element::new("li").class(piece.role.name()), None);
            let mut entry = self.for_piece(number);
            entry.entry(item);
            if depth > level {
                entry.sections(item, level, depth);
            }
            part = if piece.role == Role::Part { Some((item, None)) } else { part.filter(|_| level == 2) };
        }
    }

    /// The line of one piece: a link with its label and its title.
    fn entry(&mut self, item: NodeId) {
        let piece = self.piece;
        let Some(id) = self.register.pieces.get(self.number).map(|name| name.id.clone()) else { return };
        let link = self.open(item, Element::new("a").class("page-ref").attribute("href", format!("#{id}")), None);
        self.name(link);
        if self.publication.kind == Kind::Issue && piece.role == Role::Article {
            self.byline(item, &piece.metadata.authors);
            if !piece.standfirst.is_empty() {
                let standfirst = self.open(item, Element::new("div").class("standfirst"), None);
                let plain: Vec<Block> = piece.standfirst.iter().map(plain_block).collect();
                self.blocks(standfirst, &plain);
            }
        }
    }

    /// The label and the title of the piece, as lists show them.
    pub(super) fn name(&mut self, parent: NodeId) {
        let piece = self.piece;
        if let Some(label) = self.register.pieces.get(self.number).and_then(|name| name.label.clone()) {
            self.line(parent, Element::new("span").class("label"), &label);
            self.text(parent, " ", None);
        }
        let words = self.open(parent, Element::new("span").class("title-words"), None);
        if piece.title.is_empty() {
            self.text(words, &piece.metadata.title, None);
        } else {
            self.inlines(words, &plain_line(&piece.title));
        }
    }

    /// The sections of the piece, each in the list of its level.
    fn sections(&mut self, item: NodeId, level: u8, depth: u8) {
        let piece = self.piece;
        // The items that are open, with the level of their heading and the list of their sections.
        let mut open: Vec<(u8, NodeId, Option<NodeId>)> = vec![(0, item, None)];
        for block in &piece.body {
            let BlockKind::Heading { level: own, content } = &block.kind else { continue };
            while open.len() > 1 && open.last().is_some_and(|(above, ..)| above >= own) {
                open.pop();
            }
            let rank = u8::try_from(open.len()).unwrap_or(u8::MAX).saturating_add(level);
            let Some(id) = self.register.id(block).map(str::to_owned) else { continue };
            let Some((_, parent, inner)) = open.last_mut().filter(|_| rank <= depth) else { continue };
            let list = match inner {
                Some(list) => *list,
                None => {
                    let list = Element::new("ol").class(&format!("level-{rank}"));
                    let list = self.tree.push(*parent, super::Content::Element(list), None);
                    *inner = Some(list);
                    list
                }
            };
            let item = self.open(list, Element::new("li").class("section"), None);
            let link = self.open(item, Element::new("a").class("page-ref").attribute("href", format!("#{id}")), None);
            self.number_of(link, block);
            let words = self.open(link, Element::new("span").class("title-words"), None);
            self.inlines(words, &plain_line(content));
            open.push((*own, item, None));
        }
    }

    /// The number of a heading before its words, if it has one.
    pub(super) fn number_of(&mut self, heading: NodeId, block: &Block) {
        if let Some(number) = self.register.label(block).map(str::to_owned) {
            self.line(heading, Element::new("span").class("number"), &number);
            self.text(heading, " ", None);
        }
    }

    /// The figures or the tables that have a caption, with their labels.
    pub(super) fn captions(&mut self, node: NodeId, wanted: fn(&Block) -> bool) {
        let list = self.open(node, Element::new("ol").class("level-1"), None);
        let mut found = Vec::new();
        for piece in &self.publication.pieces {
            captioned(&piece.body, wanted, &mut found);
        }
        for block in found {
            let caption = match &block.kind {
                BlockKind::Figure(figure) => &figure.caption,
                BlockKind::Table(table) => &table.caption,
                _ => continue,
            };
            let Some(id) = self.register.id(block).map(str::to_owned) else { continue };
            let item = self.open(list, Element::new("li"), None);
            let link = self.open(item, Element::new("a").class("page-ref").attribute("href", format!("#{id}")), None);
            self.label(link, block);
            let words = self.open(link, Element::new("span").class("title-words"), None);
            self.inlines(words, &plain_line(caption));
        }
    }
}

/// Whether the table of contents names a piece: not what stands before it, and not itself.
fn is_listed(piece: &Piece) -> bool {
    let before =
        matches!(piece.role, Role::HalfTitle | Role::TitlePage | Role::Imprint | Role::Contents | Role::Dedication | Role::Masthead)
            || (piece.role == Role::Epigraph && piece.matter == Matter::Front);
    !before && !piece.metadata.title.is_empty()
}

fn captioned<'b>(blocks: &'b [Block], wanted: fn(&Block) -> bool, found: &mut Vec<&'b Block>) {
    for block in blocks {
        let has_caption = match &block.kind {
            BlockKind::Figure(figure) => !figure.caption.is_empty(),
            BlockKind::Table(table) => !table.caption.is_empty(),
            _ => false,
        };
        if has_caption && wanted(block) {
            found.push(block);
        }
        block.each_part(&mut |part| {
            if let Part::Blocks(blocks) = part {
                captioned(blocks, wanted, found);
            }
        });
    }
}

/// A line as a list repeats it: its words in their dress, but no places, links and marks of notes a second time.
fn plain_line(line: &[Inline]) -> Vec<Inline> {
    let mut plain = Vec::with_capacity(line.len());
    for inline in line {
        match &inline.kind {
            InlineKind::NoteMark(_) => {}
            InlineKind::HardBreak => plain.push(Inline { kind: InlineKind::SoftBreak, span: inline.span }),
            InlineKind::Link { content, .. } | InlineKind::IndexMark { content, .. } => plain.extend(plain_line(content)),
            InlineKind::Citation(citation) => plain.extend(plain_line(&citation.content)),
            kind => {
                let mut kind = kind.clone();
                if let Some(attributes) = kind.attributes_mut() {
                    attributes.id = None;
                }
                if let Some(content) = kind.content_mut() {
                    *content = plain_line(content);
                }
                plain.push(Inline { kind, span: inline.span });
            }
        }
    }
    plain
}

fn plain_block(block: &Block) -> Block {
    let mut plain = Block { attributes: Attributes { id: None, ..block.attributes.clone() }, ..block.clone() };
    if let BlockKind::Paragraph(line) = &mut plain.kind {
        *line = plain_line(line);
    }
    plain
}
