//! Divs as the parts of a piece that they name.

use super::super::sections;
use super::Reader;
use super::blocks::attributed;
use crate::model::{
    Attributes, Block, BlockKind, BoxRole, Boxed, Callout, Gathered, Inline, InlineKind, Language, PullQuote, Stanza, VerseLine, Work,
};
use crate::pandoc::{self, Attr};

/// The boxes, by the class of their div.
const BOXES: [BoxRole; 12] = [
    BoxRole::AuthorBio,
    BoxRole::Disclaimer,
    BoxRole::Acknowledgements,
    BoxRole::Dedication,
    BoxRole::Epigraph,
    BoxRole::Letter,
    BoxRole::Sidebar,
    BoxRole::Callout(Callout::Note),
    BoxRole::Callout(Callout::Tip),
    BoxRole::Callout(Callout::Important),
    BoxRole::Callout(Callout::Warning),
    BoxRole::Callout(Callout::Caution),
];

impl Reader<'_, '_> {
    pub(super) fn div(&mut self, attr: &Attr, content: &[pandoc::Block], blocks: &mut Vec<Block>) {
        let mut attributes = self.attributes(attr);
        let is_wrapper = attributes.others.iter().any(|(key, value)| (key.as_str(), value.as_str()) == pandoc::WRAPPER);
        attributes.others.retain(|(key, value)| (key.as_str(), value.as_str()) != pandoc::WRAPPER);
        let outside = self.language.clone();
        if let Some(own) = &attributes.language {
            self.language = Language(own.clone());
        }
        let kind = self.part(&mut attributes, content);
        self.language = outside;
        let (kind, attributes) = match kind {
            Some(BlockKind::Group(content)) if !is_wrapper => match sections::dissolve(attributes, content) {
                Ok(own) => return blocks.extend(own),
                Err((attributes, content)) => (Some(BlockKind::Group(content)), attributes),
            },
            kind => (kind, attributes),
        };
        let block = kind.map(|kind| Block { kind, attributes, span: self.place });
        blocks.extend(block.map(|block| if is_wrapper { unwrapped(block) } else { block }));
    }

    fn part(&mut self, attributes: &mut Attributes, content: &[pandoc::Block]) -> Option<BlockKind> {
        if let Some(gathered) = self.gathered(attributes, content) {
            return Some(BlockKind::Gathered(gathered));
        }
        if let Some(callout) = alert(&attributes.classes, content) {
            attributes.classes.clear();
            return Some(BlockKind::Boxed(boxed(BoxRole::Callout(callout), self.blocks(content.get(1..).unwrap_or_default()))));
        }
        let read = self.blocks(content);
        let mut take = |class: &str| {
            let at = attributes.classes.iter().position(|own| own == class)?;
            Some(attributes.classes.remove(at))
        };
        if take("pullquote").is_some() {
            let at = attributes.others.iter().position(|(key, _)| key == "attribution");
            let attribution = at.map(|at| attributes.others.remove(at).1);
            return Some(BlockKind::PullQuote(PullQuote { content: read, attribution, repeats: None }));
        }
        if is_verse(&read) && take("verse").is_some() {
            return Some(verse(read));
        }
        if let Some(role) = BOXES.into_iter().find(|role| take(role.class()).is_some()) {
            return Some(BlockKind::Boxed(boxed(role, read)));
        }
        // Pandoc wraps whatever a format has in divs of its own; those that say nothing are nothing, their blocks remain.
        if read.is_empty() { None } else { Some(BlockKind::Group(read)) }
    }

    /// What the program puts together, asked for by an empty div; a bibliography may be there already.
    fn gathered(&mut self, attributes: &mut Attributes, content: &[pandoc::Block]) -> Option<Gathered> {
        let is_refs = attributes.id.as_deref() == Some("refs");
        if is_refs || (content.is_empty() && attributes.classes.iter().any(|class| class == "references")) {
            *attributes = Attributes::default();
            let works = content.iter().filter_map(|block| self.work(block));
            return Some(Gathered::Bibliography(works.collect()));
        }
        if !content.is_empty() {
            return None;
        }
        let depth = attributes.others.iter().find(|(key, _)| key == "depth").and_then(|(_, depth)| depth.parse().ok());
        let contents = Gathered::Contents { depth: depth.unwrap_or(2).clamp(1, 6) };
        let known = [contents, Gathered::Figures, Gathered::Tables, Gathered::Index, Gathered::Notes];
        let found = known.into_iter().find(|gathered| attributes.classes.iter().any(|class| class == gathered.class()))?;
        attributes.classes.retain(|class| class != found.class());
        attributes.others.retain(|(key, _)| key != "depth");
        Some(found)
    }

    /// An entry of a bibliography as Pandoc's citeproc makes it.
    fn work(&mut self, block: &pandoc::Block) -> Option<Work> {
        let pandoc::Block::Div((id, _, _), content) = block else { return None };
        let key = id.strip_prefix("ref-")?.to_owned();
        let mut line: Vec<Inline> = Vec::new();
        for block in self.blocks(content) {
            if let BlockKind::Paragraph(words) = block.kind {
                line.extend(words);
            }
        }
        Some(Work { key, label: None, content: line })
    }
}

/// The only block of a group with the attributes of the group, if it has none itself.
fn unwrapped(mut block: Block) -> Block {
    match &mut block.kind {
        BlockKind::Group(content) if content.len() == 1 => match content.pop() {
            Some(only) if only.attributes == Attributes::default() => Block { attributes: block.attributes, ..only },
            only => {
                content.extend(only);
                block
            }
        },
        _ => block,
    }
}

/// The kind of an alert as Pandoc reads them from GitHub's Markdown: a div of that class with a div for the title.
fn alert(classes: &[String], content: &[pandoc::Block]) -> Option<Callout> {
    let [class] = classes else { return None };
    let Some(pandoc::Block::Div((_, title, _), _)) = content.first() else { return None };
    if !title.iter().any(|class| class == "title") {
        return None;
    }
    match class.as_str() {
        "note" => Some(Callout::Note),
        "tip" => Some(Callout::Tip),
        "important" => Some(Callout::Important),
        "warning" => Some(Callout::Warning),
        "caution" => Some(Callout::Caution),
        _ => None,
    }
}

/// The box with its first heading, if it begins with one, as its heading, and who it is by.
fn boxed(role: BoxRole, mut content: Vec<Block>) -> Boxed {
    let heading = match content.first_mut().map(|block| &mut block.kind) {
        Some(BlockKind::Heading { content: words, .. }) => Some(std::mem::take(words)),
        _ => None,
    };
    if heading.is_some() {
        content.remove(0);
    }
    let is_signed = matches!(role, BoxRole::Epigraph | BoxRole::Letter);
    let (content, attribution) = if is_signed { attributed(content) } else { (content, Vec::new()) };
    Boxed { role, heading, content, attribution }
}

/// Whether all of it can be lines of verse.
fn is_verse(blocks: &[Block]) -> bool {
    blocks.iter().all(|block| matches!(block.kind, BlockKind::Verse(_) | BlockKind::Paragraph(_)))
}

/// Paragraphs as stanzas, their line ends as the ends of lines; line blocks as they are.
fn verse(blocks: Vec<Block>) -> BlockKind {
    let mut stanzas = Vec::new();
    for block in blocks {
        match block.kind {
            BlockKind::Verse(more) => stanzas.extend(more),
            BlockKind::Paragraph(line) => {
                let lines = line.split(|inline| matches!(inline.kind, InlineKind::HardBreak | InlineKind::SoftBreak));
                stanzas.push(Stanza { lines: lines.map(|line| VerseLine { indent: 0, content: line.to_vec() }).collect() });
            }
            _ => {}
        }
    }
    BlockKind::Verse(stanzas)
}
