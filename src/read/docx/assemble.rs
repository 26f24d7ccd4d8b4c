//! From passages to blocks: neighbours that belong together become one list, quote, listing or figure.

use std::iter::Peekable;
use std::vec::IntoIter;

use super::captions;
use super::lists;
use super::passage::{Part, Passage, place};
use crate::model::{
    Attributes, Block, BlockKind, BoxRole, Boxed, Definition, Inline, InlineKind, PullQuote, Quote, Stanza, VerseLine, plain_text,
};

/// The blocks that passages make.
pub(super) fn blocks(passages: Vec<Passage>) -> Vec<Block> {
    let mut waiting = Waiting { passages: captions::attached(passages).into_iter().peekable() };
    let mut blocks = Vec::new();
    while let Some(passage) = waiting.passages.next() {
        blocks.push(waiting.block(passage));
    }
    blocks
}

/// Passages that no block has yet.
pub(super) struct Waiting {
    pub passages: Peekable<IntoIter<Passage>>,
}

impl Waiting {
    fn block(&mut self, passage: Passage) -> Block {
        let number = passage.number;
        let attributes = Attributes { id: passage.id.clone(), ..Attributes::default() };
        let kind = match passage.part {
            Part::Heading(level) => BlockKind::Heading { level: (level + 1).clamp(2, 6), content: line(passage.content) },
            Part::Title => BlockKind::Heading { level: 2, content: line(passage.content) },
            Part::Quote => self.quote(passage),
            Part::PullQuote => self.pull_quote(passage),
            Part::Pulled(quote) => {
                let attribution = self.attribution().map(|line| plain_text(&line)).or(quote.attribution);
                BlockKind::PullQuote(PullQuote { attribution, ..quote })
            }
            Part::Code(text) => self.code(text),
            Part::Verse => self.verse(passage),
            Part::Item(_) => return self.list(passage),
            Part::Term | Part::Meaning => self.definitions(passage),
            Part::SceneBreak => BlockKind::SceneBreak,
            Part::Boxed(role) => self.boxed(role, None, Some(passage)),
            Part::BoxLabel(role) => self.boxed(role, Some(without_colon(line(passage.content))), None),
            Part::Figure(figure) => BlockKind::Figure(figure),
            Part::Table(table) => BlockKind::Table(table),
            Part::Frame(content) => BlockKind::Boxed(Boxed { role: BoxRole::Sidebar, heading: None, content, attribution: Vec::new() }),
            Part::Body
            | Part::Subtitle
            | Part::Kicker
            | Part::Author
            | Part::Date
            | Part::Standfirst
            | Part::StandfirstLabel
            | Part::Attribution
            | Part::Caption { .. }
            | Part::Row
            | Part::ListContinue => return paragraph(passage),
        };
        Block { kind, attributes, span: place(number) }
    }

    fn list(&mut self, passage: Passage) -> Block {
        lists::list(self, passage)
    }

    /// The next passage, if it is of that part.
    fn next_of(&mut self, wanted: impl Fn(&Part) -> bool) -> Option<Passage> {
        self.passages.next_if(|passage| wanted(&passage.part))
    }

    fn attribution(&mut self) -> Option<Vec<Inline>> {
        self.next_of(|part| *part == Part::Attribution).map(|passage| without_dash(line(passage.content)))
    }

    fn quote(&mut self, first: Passage) -> BlockKind {
        let mut passages = vec![first];
        passages.extend(std::iter::from_fn(|| self.next_of(|part| *part == Part::Quote)));
        let signed = passages.len() > 1 && passages.last().is_some_and(is_signature);
        let attribution = match passages.pop_if(|_| signed) {
            Some(last) => without_dash(line(last.content)),
            None => self.attribution().unwrap_or_default(),
        };
        BlockKind::Quote(Quote { content: passages.into_iter().map(paragraph).collect(), attribution })
    }

    fn pull_quote(&mut self, first: Passage) -> BlockKind {
        let mut passages = vec![first];
        passages.extend(std::iter::from_fn(|| self.next_of(|part| *part == Part::PullQuote)));
        let signed = passages.len() > 1 && passages.last().is_some_and(is_signature);
        let attribution = passages.pop_if(|_| signed).map(|last| without_dash(line(last.content))).or_else(|| self.attribution());
        let attribution = attribution.map(|line| plain_text(&line));
        BlockKind::PullQuote(PullQuote { content: passages.into_iter().map(paragraph).collect(), attribution, repeats: None })
    }

    fn code(&mut self, mut text: String) -> BlockKind {
        while let Some(Passage { part: Part::Code(more), .. }) = self.next_of(|part| matches!(part, Part::Code(_))) {
            text.push('\n');
            text.push_str(&more);
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
        BlockKind::Code { language: None, text }
    }

    /// Lines of verse: each paragraph a stanza if it has line ends of its own, else each paragraph a line.
    fn verse(&mut self, first: Passage) -> BlockKind {
        let mut passages = vec![first];
        passages.extend(std::iter::from_fn(|| self.next_of(|part| *part == Part::Verse)));
        let broken = passages.iter().any(|passage| passage.content.iter().any(|inline| inline.kind == InlineKind::HardBreak));
        let stanzas: Vec<Vec<VerseLine>> = passages.into_iter().map(|passage| verse_lines(line(passage.content))).collect();
        BlockKind::Verse(match broken {
            true => stanzas.into_iter().map(|lines| Stanza { lines }).collect(),
            false => vec![Stanza { lines: stanzas.into_iter().flatten().collect() }],
        })
    }

    fn definitions(&mut self, first: Passage) -> BlockKind {
        let mut all: Vec<Definition> = Vec::new();
        let mut next = Some(first);
        while let Some(passage) = next {
            match (&passage.part, all.last_mut()) {
                (Part::Term, _) | (_, None) => all.push(Definition { term: line(passage.content), meanings: Vec::new() }),
                (_, Some(definition)) => definition.meanings.push(vec![paragraph(passage)]),
            }
            next = self.next_of(|part| matches!(part, Part::Term | Part::Meaning));
        }
        BlockKind::Definitions(all)
    }

    fn boxed(&mut self, role: BoxRole, heading: Option<Vec<Inline>>, first: Option<Passage>) -> BlockKind {
        let mut content: Vec<Block> = first.into_iter().map(paragraph).collect();
        content.extend(std::iter::from_fn(|| self.next_of(|part| *part == Part::Boxed(role))).map(paragraph));
        let signed = matches!(role, BoxRole::Epigraph | BoxRole::Letter | BoxRole::Dedication);
        let attribution = if signed { self.attribution().unwrap_or_default() } else { Vec::new() };
        BlockKind::Boxed(Boxed { role, heading, content, attribution })
    }
}

/// A passage as a paragraph, whatever it was called.
pub(super) fn paragraph(passage: Passage) -> Block {
    let attributes = Attributes { id: passage.id, ..Attributes::default() };
    let kind = match passage.part {
        Part::Code(text) => BlockKind::Code { language: None, text: text + "\n" },
        _ => BlockKind::Paragraph(line(passage.content)),
    };
    Block { kind, attributes, span: place(passage.number) }
}

/// The words of a passage. A tab that parts no cells of a table is a blank.
pub(super) fn line(mut content: Vec<Inline>) -> Vec<Inline> {
    fn untab(inlines: &mut [Inline]) {
        for inline in inlines {
            match &mut inline.kind {
                InlineKind::Text(text) => *text = text.replace('\t', " "),
                kind => kind.content_mut().into_iter().for_each(|content| untab(content)),
            }
        }
    }
    untab(&mut content);
    content
}

fn verse_lines(content: Vec<Inline>) -> Vec<VerseLine> {
    let lines = content.split(|inline| inline.kind == InlineKind::HardBreak);
    lines.map(|content| VerseLine { indent: 0, content: content.to_vec() }).collect()
}

/// Whether a paragraph is a name behind a dash.
fn is_signature(passage: &Passage) -> bool {
    let text = plain_text(&passage.content);
    text.starts_with(is_dash) && text.chars().count() <= 120
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '―' | '-')
}

/// A name without the dash before it.
pub(super) fn without_dash(mut content: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = content.first_mut() {
        *text = text.trim_start_matches(|c: char| is_dash(c) || c.is_whitespace()).to_owned();
    }
    content.retain(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()));
    content
}

fn without_colon(mut content: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = content.last_mut() {
        text.truncate(text.trim_end_matches([':', ' ']).len());
    }
    content
}
