//! Blocks.

use super::super::sections;
use super::{Reader, words};
use crate::model::{
    Attributes, Block, BlockKind, Definition, Delimiter, Figure, Inline, InlineKind, Item, List, ListKind, NumberStyle, Quote, Stanza,
    VerseLine,
};
use crate::pandoc::{self, Attr, Caption, ListAttributes};

impl Reader<'_, '_> {
    pub(super) fn block(&mut self, block: &pandoc::Block, blocks: &mut Vec<Block>) {
        use pandoc::Block as In;
        let (kind, attributes) = match block {
            In::Plain(line) | In::Para(line) => match self.paragraph(line) {
                Some(made) => made,
                None => return,
            },
            In::LineBlock(lines) => (BlockKind::Verse(self.verse(lines)), Attributes::default()),
            In::CodeBlock(attr, text) => self.code(attr, text),
            In::RawBlock(format, text) => return self.raw_block(format, text, blocks),
            In::BlockQuote(content) => {
                let (content, attribution) = attributed(self.blocks(content));
                (BlockKind::Quote(Quote { content, attribution }), Attributes::default())
            }
            In::OrderedList(attributes, items) => (BlockKind::List(self.list(numbers(*attributes), items)), Attributes::default()),
            In::BulletList(items) => (BlockKind::List(self.list(ListKind::Bullets, items)), Attributes::default()),
            In::DefinitionList(all) => {
                let all = all.iter().map(|(term, meanings)| Definition {
                    term: self.line(term),
                    meanings: meanings.iter().map(|meaning| self.blocks(meaning)).collect(),
                });
                (BlockKind::Definitions(all.collect()), Attributes::default())
            }
            In::Header(level, attr, line) => {
                let content = self.line(line);
                if content.is_empty() {
                    return self.warn("heading-empty", "this heading has no words, so it is left out", "write the heading, or remove it");
                }
                let level = u8::try_from((*level).clamp(1, 6)).unwrap_or(6);
                (BlockKind::Heading { level, content }, sections::of_heading(self.attributes(attr)))
            }
            In::HorizontalRule => (BlockKind::SceneBreak, Attributes::default()),
            In::Table(attr, caption, columns, head, bodies, foot) => {
                let table = self.table(caption, columns, head, bodies, foot);
                (BlockKind::Table(table), self.attributes(attr))
            }
            In::Figure(attr, caption, content) => return self.figure(attr, caption, content, blocks),
            In::Div(attr, content) => return self.div(attr, content, blocks),
            In::Null => return,
        };
        blocks.push(Block { kind, attributes, span: self.place });
    }

    /// A paragraph, or the figure if a picture is all it holds; nothing if it holds nothing.
    fn paragraph(&mut self, line: &[pandoc::Inline]) -> Option<(BlockKind, Attributes)> {
        if let [pandoc::Inline::Image(attr, alt, (path, _))] = line
            && let Some(figure) = self.picture(attr, alt, path)
        {
            let mut attributes = self.attributes(attr);
            attributes.others.retain(|(key, _)| !matches!(key.as_str(), "width" | "height" | "alt"));
            return Some((BlockKind::Figure(figure), attributes));
        }
        let content = self.line(line);
        (!content.is_empty()).then(|| (BlockKind::Paragraph(content), Attributes::default()))
    }

    /// Stanzas, with an empty line between them. Spaces that do not break set a line in.
    fn verse(&mut self, lines: &[Vec<pandoc::Inline>]) -> Vec<Stanza> {
        let mut stanzas = vec![Stanza::default()];
        for line in lines {
            if line.is_empty() {
                stanzas.push(Stanza::default());
                continue;
            }
            let mut content = self.line(line);
            let mut indent = 0;
            if let Some(Inline { kind: InlineKind::Text(text), .. }) = content.first_mut() {
                let words = text.trim_start_matches('\u{a0}');
                indent = u8::try_from((text.len() - words.len()) / '\u{a0}'.len_utf8()).unwrap_or(u8::MAX);
                *text = words.to_owned();
            }
            if let Some(stanza) = stanzas.last_mut() {
                stanza.lines.push(VerseLine { indent, content });
            }
        }
        stanzas.retain(|stanza| !stanza.lines.is_empty());
        stanzas
    }

    fn code(&mut self, attr: &Attr, text: &str) -> (BlockKind, Attributes) {
        let mut attributes = self.attributes(attr);
        let language = (!attributes.classes.is_empty()).then(|| attributes.classes.remove(0));
        let text = if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") };
        (BlockKind::Code { language, text }, attributes)
    }

    fn list(&mut self, kind: ListKind, items: &[Vec<pandoc::Block>]) -> List {
        let is_loose = items.iter().flatten().any(|block| matches!(block, pandoc::Block::Para(_)));
        let items = items.iter().map(|item| self.item(item)).collect();
        List { kind, tight: !is_loose, items }
    }

    /// An item; one that begins with a ballot box is a task, as Pandoc writes them.
    fn item(&mut self, blocks: &[pandoc::Block]) -> Item {
        let mut content = self.blocks(blocks);
        let mut task = None;
        if let Some(Block { kind: BlockKind::Paragraph(line), .. }) = content.first_mut()
            && let Some(Inline { kind: InlineKind::Text(text), .. }) = line.first_mut()
        {
            let rest = [("☐", false), ("☒", true)].into_iter().find_map(|(mark, done)| Some((text.strip_prefix(mark)?, done)));
            if let Some((rest, done)) = rest.filter(|(rest, _)| rest.is_empty() || rest.starts_with(' ')) {
                task = Some(done);
                *text = rest.trim_start().to_owned();
            }
        }
        Item { task, content }
    }

    fn figure(&mut self, attr: &Attr, caption: &Caption, content: &[pandoc::Block], blocks: &mut Vec<Block>) {
        let image = match content {
            [pandoc::Block::Plain(line) | pandoc::Block::Para(line)] => match line.as_slice() {
                [pandoc::Inline::Image(image, alt, (path, _))] => self.picture(image, alt, path),
                _ => None,
            },
            _ => None,
        };
        let mut attributes = self.attributes(attr);
        match image {
            Some(mut figure) => {
                figure.caption = self.caption(caption);
                let at = attributes.others.iter().position(|(key, _)| key == "credit");
                figure.credit = at.map(|at| attributes.others.remove(at).1);
                blocks.push(Block { kind: BlockKind::Figure(figure), attributes, span: self.place });
            }
            // Anything can be a figure to Pandoc; what is not a picture stays as it is, its caption after it.
            None => {
                let mut content = self.blocks(content);
                let caption = self.caption(caption);
                if !caption.is_empty() {
                    content.push(Block { kind: BlockKind::Paragraph(caption), attributes: Attributes::default(), span: self.place });
                }
                blocks.push(Block { kind: BlockKind::Group(content), attributes, span: self.place });
            }
        }
    }

    /// A picture without a caption; nothing if it cannot be had, which is reported.
    fn picture(&mut self, (_, _, others): &Attr, alt: &[pandoc::Inline], path: &str) -> Option<Figure> {
        let picture = self.open_picture(path)?;
        let width = others.iter().find(|(key, _)| key == "width").and_then(|(_, width)| {
            let share = width.trim().strip_suffix('%').and_then(|number| number.trim().parse::<f32>().ok());
            let share = share.filter(|share| *share > 0.0 && *share <= 100.0);
            if share.is_none() {
                self.warn(
                    "width-invalid",
                    format!("the width “{width}” is left out"),
                    "give it in per cent of the column, such as width=50%",
                );
            }
            share.map(|share| share / 100.0)
        });
        Some(Figure { picture, alt: words::of_line(alt), caption: Vec::new(), credit: None, width })
    }

    /// The words of a caption; of one with several paragraphs, all of them in one line.
    pub(super) fn caption(&mut self, Caption(_, blocks): &Caption) -> Vec<Inline> {
        let mut line = Vec::new();
        for block in blocks {
            if !line.is_empty() {
                line.push(Inline { kind: InlineKind::SoftBreak, span: self.place });
            }
            match block {
                pandoc::Block::Plain(words) | pandoc::Block::Para(words) => line.extend(self.line(words)),
                other => self.words(&words::of_blocks(std::slice::from_ref(other)), &mut line),
            }
        }
        line
    }
}

fn numbers(ListAttributes(start, style, delimiter): ListAttributes) -> ListKind {
    ListKind::Numbers {
        start: u64::try_from(start).unwrap_or(0),
        style: match style {
            pandoc::NumberStyle::DefaultStyle | pandoc::NumberStyle::Example | pandoc::NumberStyle::Decimal => NumberStyle::Decimal,
            pandoc::NumberStyle::LowerRoman => NumberStyle::LowerRoman,
            pandoc::NumberStyle::UpperRoman => NumberStyle::UpperRoman,
            pandoc::NumberStyle::LowerAlpha => NumberStyle::LowerAlpha,
            pandoc::NumberStyle::UpperAlpha => NumberStyle::UpperAlpha,
        },
        delimiter: match delimiter {
            pandoc::NumberDelimiter::DefaultDelim | pandoc::NumberDelimiter::Period => Delimiter::Period,
            pandoc::NumberDelimiter::OneParen => Delimiter::Paren,
            pandoc::NumberDelimiter::TwoParens => Delimiter::Parens,
        },
    }
}

/// Blocks, and the words of their last paragraph if that follows a dash: who said it.
pub(super) fn attributed(mut blocks: Vec<Block>) -> (Vec<Block>, Vec<Inline>) {
    let is_attribution = |block: &Block| {
        let BlockKind::Paragraph(line) = &block.kind else { return false };
        matches!(line.first(), Some(Inline { kind: InlineKind::Text(text), .. }) if text.starts_with('—'))
    };
    if blocks.len() < 2 || !blocks.last().is_some_and(is_attribution) {
        return (blocks, Vec::new());
    }
    let Some(Block { kind: BlockKind::Paragraph(mut line), .. }) = blocks.pop() else { return (blocks, Vec::new()) };
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = line.first_mut() {
        *text = text.trim_start_matches('—').trim_start().to_owned();
    }
    line.retain(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()));
    (blocks, line)
}
