//! Blocks.

use super::lines::attr;
use super::{Writer, no_attr};
use crate::model::{
    Attributes, Block, BlockKind, Boxed, Definition, Delimiter, Figure, Gathered, Inline, Item, List, ListKind, NumberStyle, PullQuote,
    Quote, Stanza, Work,
};
use crate::pandoc::{self, Attr, Caption, ListAttributes};

impl Writer<'_> {
    pub(super) fn blocks(&self, blocks: &[Block]) -> Vec<pandoc::Block> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    pub(super) fn standfirst(&self, paragraphs: &[Block]) -> Vec<pandoc::Block> {
        if paragraphs.is_empty() { Vec::new() } else { vec![pandoc::Block::Div(class("standfirst"), self.blocks(paragraphs))] }
    }

    fn block(&self, block: &Block) -> pandoc::Block {
        use pandoc::Block as Out;
        let given = &block.attributes;
        let written = match &block.kind {
            BlockKind::Heading { level, content } => {
                let level = (i64::from(*level) + self.shift).max(1);
                return Out::Header(level, attr(given), self.line(content));
            }
            BlockKind::Code { language, text } => return Out::CodeBlock(code_attr(language.as_deref(), given), unended(text)),
            BlockKind::Figure(figure) => return self.figure(figure, given),
            BlockKind::Table(table) => return self.table(table, given),
            BlockKind::PullQuote(quote) => return self.pull_quote(quote, given),
            BlockKind::Boxed(boxed) => return self.boxed(boxed, given),
            BlockKind::Group(content) => return Out::Div(attr(given), self.blocks(content)),
            BlockKind::Gathered(gathered) => return self.gathered(gathered, given),
            BlockKind::Paragraph(content) => Out::Para(self.line(content)),
            BlockKind::Quote(quote) => self.quote(quote),
            BlockKind::Verse(stanzas) => Out::LineBlock(self.verse(stanzas)),
            BlockKind::List(list) => self.list(list),
            BlockKind::Definitions(all) => Out::DefinitionList(all.iter().map(|one| self.definition(one)).collect()),
            BlockKind::SceneBreak => Out::HorizontalRule,
        };
        // What carries no attributes in Pandoc gets a div around it that does, known by the sign that Pandoc has for such.
        if *given == Attributes::default() {
            return written;
        }
        let mut attr = attr(given);
        attr.2.push((pandoc::WRAPPER.0.to_owned(), pandoc::WRAPPER.1.to_owned()));
        Out::Div(attr, vec![written])
    }

    fn quote(&self, quote: &Quote) -> pandoc::Block {
        let mut content = self.blocks(&quote.content);
        content.extend(self.attribution(&quote.attribution));
        pandoc::Block::BlockQuote(content)
    }

    /// Who said it, as a last paragraph after a dash.
    fn attribution(&self, attribution: &[Inline]) -> Option<pandoc::Block> {
        if attribution.is_empty() {
            return None;
        }
        let mut line = vec![pandoc::Inline::Str("—".to_owned()), pandoc::Inline::Space];
        line.extend(self.line(attribution));
        Some(pandoc::Block::Para(line))
    }

    /// All lines, an empty one between stanzas. Spaces before a line are such as do not break.
    fn verse(&self, stanzas: &[Stanza]) -> Vec<Vec<pandoc::Inline>> {
        let mut lines = Vec::new();
        for stanza in stanzas {
            if !lines.is_empty() {
                lines.push(Vec::new());
            }
            for line in &stanza.lines {
                let indent = (line.indent > 0).then(|| pandoc::Inline::Str("\u{a0}".repeat(usize::from(line.indent))));
                lines.push(joined(indent.into_iter().chain(self.line(&line.content))));
            }
        }
        lines
    }

    fn pull_quote(&self, quote: &PullQuote, given: &Attributes) -> pandoc::Block {
        let mut attr = with_class("pullquote", given);
        attr.2.extend(quote.attribution.clone().map(|name| ("attribution".to_owned(), name)));
        attr.2.extend(quote.source().map(|source| ("source".to_owned(), source.to_owned())));
        pandoc::Block::Div(attr, self.blocks(&quote.content))
    }

    fn boxed(&self, boxed: &Boxed, given: &Attributes) -> pandoc::Block {
        let heading = boxed.heading.iter().map(|words| pandoc::Block::Header((2 + self.shift).max(1), no_attr(), self.line(words)));
        let mut content: Vec<pandoc::Block> = heading.collect();
        content.extend(self.blocks(&boxed.content));
        content.extend(self.attribution(&boxed.attribution));
        pandoc::Block::Div(with_class(boxed.role.class(), given), content)
    }

    fn list(&self, list: &List) -> pandoc::Block {
        let items = list.items.iter().map(|item| self.item(item, list.tight)).collect();
        match list.kind {
            ListKind::Bullets => pandoc::Block::BulletList(items),
            ListKind::Numbers { start, style, delimiter } => {
                let start = i64::try_from(start).unwrap_or(i64::MAX);
                pandoc::Block::OrderedList(ListAttributes(start, number_style(style), number_delimiter(delimiter)), items)
            }
        }
    }

    fn item(&self, item: &Item, tight: bool) -> Vec<pandoc::Block> {
        let mut blocks = self.blocks(&item.content);
        if let Some(done) = item.task {
            // Pandoc's own way to say it.
            let mark = pandoc::Inline::Str(if done { "☒" } else { "☐" }.to_owned());
            match blocks.first_mut() {
                Some(pandoc::Block::Para(line)) => drop(line.splice(0..0, [mark, pandoc::Inline::Space])),
                _ => blocks.insert(0, pandoc::Block::Para(vec![mark])),
            }
        }
        if tight { blocks.into_iter().map(plain).collect() } else { blocks }
    }

    fn definition(&self, definition: &Definition) -> (Vec<pandoc::Inline>, Vec<Vec<pandoc::Block>>) {
        let meanings = definition.meanings.iter().map(|meaning| match self.blocks(meaning) {
            blocks if blocks.len() == 1 => blocks.into_iter().map(plain).collect(),
            blocks => blocks,
        });
        (self.line(&definition.term), meanings.collect())
    }

    fn figure(&self, figure: &Figure, given: &Attributes) -> pandoc::Block {
        let width = figure.width.map(|share| ("width".to_owned(), percentage(share)));
        let image = self.picture(figure.picture, &figure.alt, (String::new(), Vec::new(), width.into_iter().collect()));
        let mut attr = attr(given);
        attr.2.extend(figure.credit.clone().map(|credit| ("credit".to_owned(), credit)));
        pandoc::Block::Figure(attr, self.caption(&figure.caption), vec![pandoc::Block::Plain(vec![image])])
    }

    pub(super) fn caption(&self, words: &[Inline]) -> Caption {
        Caption(None, if words.is_empty() { Vec::new() } else { vec![pandoc::Block::Plain(self.line(words))] })
    }

    /// A div that is empty but for a bibliography: Pandoc makes such lists itself, if asked to.
    fn gathered(&self, gathered: &Gathered, given: &Attributes) -> pandoc::Block {
        let mut attr = with_class(gathered.class(), given);
        let content = match gathered {
            Gathered::Contents { depth } => {
                attr.2.push(("depth".to_owned(), depth.to_string()));
                Vec::new()
            }
            Gathered::Bibliography(works) => {
                attr.0 = "refs".to_owned();
                works.iter().map(|work| self.work(work)).collect()
            }
            _ => Vec::new(),
        };
        pandoc::Block::Div(attr, content)
    }

    /// An entry as Pandoc's citeproc makes it.
    fn work(&self, work: &Work) -> pandoc::Block {
        let mut line = Vec::new();
        if let Some(label) = &work.label {
            line.extend([pandoc::Inline::Str(label.clone()), pandoc::Inline::Space]);
        }
        line.extend(self.line(&work.content));
        let attr = (format!("ref-{}", work.key), vec!["csl-entry".to_owned()], Vec::new());
        pandoc::Block::Div(attr, vec![pandoc::Block::Para(line)])
    }
}

/// A paragraph without its room above and below, as in a tight list. One that begins with display math stays: alike.
pub(super) fn plain(block: pandoc::Block) -> pandoc::Block {
    match block {
        pandoc::Block::Para(line) => pandoc::Block::Plain(line),
        other => other,
    }
}

fn class(class: &str) -> Attr {
    (String::new(), vec![class.to_owned()], Vec::new())
}

fn with_class(class: &str, given: &Attributes) -> Attr {
    let mut attr = attr(given);
    attr.1.insert(0, class.to_owned());
    attr
}

fn code_attr(language: Option<&str>, given: &Attributes) -> Attr {
    let mut attr = attr(given);
    attr.1.splice(0..0, language.map(str::to_owned));
    attr
}

/// Pandoc's code has no line end after its last line.
fn unended(text: &str) -> String {
    text.strip_suffix('\n').unwrap_or(text).to_owned()
}

/// Neighbouring words as one.
fn joined(line: impl Iterator<Item = pandoc::Inline>) -> Vec<pandoc::Inline> {
    let mut joined: Vec<pandoc::Inline> = Vec::new();
    for inline in line {
        match (joined.last_mut(), inline) {
            (Some(pandoc::Inline::Str(before)), pandoc::Inline::Str(word)) => before.push_str(&word),
            (_, inline) => joined.push(inline),
        }
    }
    joined
}

fn percentage(share: f32) -> String {
    let rounded = format!("{:.2}", f64::from(share) * 100.0);
    format!("{}%", rounded.trim_end_matches('0').trim_end_matches('.'))
}

fn number_style(style: NumberStyle) -> pandoc::NumberStyle {
    match style {
        NumberStyle::Decimal => pandoc::NumberStyle::Decimal,
        NumberStyle::LowerAlpha => pandoc::NumberStyle::LowerAlpha,
        NumberStyle::UpperAlpha => pandoc::NumberStyle::UpperAlpha,
        NumberStyle::LowerRoman => pandoc::NumberStyle::LowerRoman,
        NumberStyle::UpperRoman => pandoc::NumberStyle::UpperRoman,
    }
}

fn number_delimiter(delimiter: Delimiter) -> pandoc::NumberDelimiter {
    match delimiter {
        Delimiter::Period => pandoc::NumberDelimiter::Period,
        Delimiter::Paren => pandoc::NumberDelimiter::OneParen,
        Delimiter::Parens => pandoc::NumberDelimiter::TwoParens,
    }
}
