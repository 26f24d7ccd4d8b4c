//! HTML elements as the blocks and inlines that they mean.

use std::ops::Range;

use super::super::attributes::Found;
use super::super::{sections, typography};
use super::anatomy::{self, take};
use super::builder::Builder;
use super::captions;
use super::frame::{Frame, Open};
use super::tags::Tag;
use crate::model::{
    Alignment, Attributes, Block, BlockKind, Cell, Definition, Delimiter, Figure, Inline, InlineKind, Item, List, ListKind, NumberStyle,
    PartMut, Quote, Row, Table, plain_text,
};

/// Whether the width of a picture is one that a book can use: a share, or pixels.
fn is_width(value: &str) -> bool {
    let number = value.strip_suffix('%').or_else(|| value.strip_suffix("px")).unwrap_or(value);
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// What an element holds that is more than blocks.
pub(super) enum HtmlPart {
    /// An item of a list.
    Item(Vec<Block>),
    /// A row of a table; whether it is one of headers.
    Row(Row, bool),
    /// A cell of a row; whether it is a header.
    Cell(Cell, bool),
    /// A term of a list of definitions.
    Term(Vec<Inline>),
    /// What it means.
    Meaning(Vec<Block>),
    /// A caption, or the words of `summary`.
    Caption(Vec<Inline>),
    /// Text of `pre`.
    Verbatim(String),
}

/// Whether an open element ends when another begins, as HTML lets people leave out end tags (HTML, 13.1.2.4).
pub(super) fn ends_before(open: &str, next: &str) -> bool {
    match open {
        "p" => true,
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(next, "td" | "th" | "tr"),
        "tr" => next == "tr",
        _ => false,
    }
}

/// Text inside `pre`, as it stands.
pub(super) fn add_verbatim(stack: &mut [Frame], text: &str) {
    if let Some(Frame { kind: Open::Tag { parts, .. }, .. }) = stack.last_mut() {
        parts.push(HtmlPart::Verbatim(text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")));
    }
}

impl Builder<'_, '_, '_> {
    /// Makes a closed element what it means.
    pub(super) fn element(&mut self, tag: Tag, frame: Frame, attributes: Attributes, parts: Vec<HtmlPart>, end: usize) {
        let start = frame.start;
        let blocks = captions::attach(frame.blocks, self.manuscript.text);
        match tag.name.as_str() {
            _ if super::tags::kind(&tag.name) == Some(super::tags::Kind::Line) => {
                self.line_element(&tag, frame.inlines, attributes, start..end);
            }
            "p" => self.html_paragraph(blocks, attributes, start, end),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = tag.name.bytes().next_back().map_or(2, |digit| digit - b'0');
                let content = lines(blocks);
                if !content.is_empty() {
                    self.push_block(BlockKind::Heading { level, content }, sections::of_heading(plain(attributes)), start, end);
                }
            }
            "blockquote" => {
                let mut content = blocks;
                let attribution = super::attribution::take(&mut content);
                self.push_block(BlockKind::Quote(Quote { content, attribution }), plain(attributes), start, end);
            }
            "ul" | "ol" => self.html_list(&tag, parts, blocks, attributes, start..end),
            "dl" => self.html_definitions(parts, blocks, attributes, start..end),
            "table" => self.html_table(parts, blocks, attributes, start..end),
            "figure" => self.html_figure(parts, blocks, attributes, start..end),
            "pre" => self.html_code(parts, blocks, attributes, start..end),
            "li" => self.hand_up(HtmlPart::Item(blocks), &["ul", "ol"]),
            "dt" => self.hand_up(HtmlPart::Term(lines(blocks)), &["dl"]),
            "dd" => self.hand_up(HtmlPart::Meaning(blocks), &["dl"]),
            "td" | "th" => self.hand_up(cell(&tag, blocks), &["tr"]),
            "tr" => {
                // Words that stand between the cells.
                self.splice(blocks);
                let cells: Vec<(Cell, bool)> = parts
                    .into_iter()
                    .filter_map(|part| if let HtmlPart::Cell(cell, head) = part { Some((cell, head)) } else { None })
                    .collect();
                let is_head = !cells.is_empty() && cells.iter().all(|(_, head)| *head);
                self.hand_up(HtmlPart::Row(Row { cells: cells.into_iter().map(|(cell, _)| cell).collect() }, is_head), &["table"]);
            }
            "caption" | "figcaption" | "summary" | "legend" => {
                self.hand_up(HtmlPart::Caption(lines(blocks)), &["table", "figure", "details"]);
            }
            "details" => {
                let mut content: Vec<Block> = captions_of(parts).map(|line| self.classed(line, "summary", start, end)).collect();
                content.extend(blocks);
                self.group(content, attributes, Some("details"), start, end);
            }
            "listing" => self.numbered_listing(&tag, blocks, attributes, start..end),
            "aside" if attributes.classes.is_empty() => {
                self.div(Attributes { classes: vec!["sidebar".to_owned()], ..plain(attributes) }, blocks, start, end);
            }
            _ => self.group(blocks, attributes, None, start, end),
        }
    }

    /// A stretch of a line.
    fn line_element(&mut self, tag: &Tag, content: Vec<Inline>, attributes: Attributes, range: Range<usize>) {
        let Range { start, end } = range;
        let mut attributes = plain(attributes);
        let classed = |class: &str, mut attributes: Attributes| {
            attributes.classes.push(class.to_owned());
            attributes
        };
        let kind = match tag.name.as_str() {
            "em" | "i" | "cite" | "dfn" | "var" => InlineKind::Emphasis(content),
            "strong" | "b" => InlineKind::Strong(content),
            "s" | "del" | "strike" => InlineKind::Strikeout(content),
            "sup" => InlineKind::Superscript(content),
            "sub" => InlineKind::Subscript(content),
            "code" | "tt" | "samp" => InlineKind::Code(plain_text(&content)),
            "u" | "ins" => InlineKind::Span { attributes: Box::new(classed("underline", std::mem::take(&mut attributes))), content },
            "kbd" | "mark" | "small" => {
                InlineKind::Span { attributes: Box::new(classed(&tag.name, std::mem::take(&mut attributes))), content }
            }
            "a" => match tag.get("href").map(str::to_owned) {
                Some(target) => return self.close_inline(Open::Link(target), content, start, end),
                None => InlineKind::Span { attributes: Box::new(std::mem::take(&mut attributes)), content },
            },
            "q" => {
                let mark = |at| Inline { kind: InlineKind::Text("\"".to_owned()), span: self.span(at, at) };
                let quoted = std::iter::once(mark(start)).chain(content).chain([mark(end)]).collect();
                return self.append(quoted);
            }
            // Where a reading stands above the characters, a book without ruby sets it behind them.
            "rt" if !self.source(0..start).trim_end().ends_with("</rp>") => {
                let mark = |mark: &str, at| Inline { kind: InlineKind::Text(mark.to_owned()), span: self.span(at, at) };
                let reading = std::iter::once(mark("(", start)).chain(content).chain([mark(")", end)]).collect();
                return self.append(reading);
            }
            _ if attributes == Attributes::default() => return self.append(content),
            _ => InlineKind::Span { attributes: Box::new(std::mem::take(&mut attributes)), content },
        };
        if attributes == Attributes::default() {
            return self.push(kind, start, end);
        }
        let inner = Inline { kind, span: self.span(start, end) };
        self.push(InlineKind::Span { attributes: Box::new(attributes), content: vec![inner] }, start, end);
    }

    /// An image as a picture of ours.
    pub(super) fn img(&mut self, tag: &Tag, range: Range<usize>) {
        let Some(source) = tag.get("src").map(str::to_owned) else { return };
        let mut attributes = Attributes {
            id: tag.get("id").map(str::to_owned),
            classes: tag.get("class").unwrap_or_default().split_whitespace().map(str::to_owned).collect(),
            ..Attributes::default()
        };
        for key in ["alt", "width"] {
            attributes
                .others
                .extend(tag.get(key).filter(|value| key == "alt" || is_width(value)).map(|value| (key.to_owned(), value.to_owned())));
        }
        let len = range.end - range.start;
        self.picture_with(&source, Vec::new(), range, Some(Found { attributes, len }));
    }

    fn html_paragraph(&mut self, mut blocks: Vec<Block>, attributes: Attributes, start: usize, end: usize) {
        let attributes = plain(attributes);
        if let [block] = blocks.as_mut_slice()
            && block.attributes == Attributes::default()
        {
            block.attributes = attributes;
            return self.splice(blocks);
        }
        self.group(blocks, attributes, None, start, end);
    }

    /// Blocks, held together if anything was attached to them.
    fn group(&mut self, blocks: Vec<Block>, attributes: Attributes, class: Option<&str>, start: usize, end: usize) {
        let mut attributes = plain(attributes);
        attributes.classes.extend(class.map(str::to_owned));
        if blocks.is_empty() || attributes == Attributes::default() {
            return self.splice(blocks);
        }
        if attributes.classes.iter().any(|class| anatomy::is_known(class)) {
            return self.div(attributes, blocks, start, end);
        }
        self.push_block(BlockKind::Group(blocks), attributes, start, end);
    }

    /// Blocks as blocks of what is around them.
    pub(super) fn splice(&mut self, blocks: Vec<Block>) {
        if let Some(frame) = self.stack.last_mut() {
            frame.blocks.extend(blocks);
        }
    }

    fn html_list(&mut self, tag: &Tag, parts: Vec<HtmlPart>, strays: Vec<Block>, attributes: Attributes, range: Range<usize>) {
        self.splice(strays);
        let items: Vec<Item> = parts
            .into_iter()
            .filter_map(|part| if let HtmlPart::Item(content) = part { Some(Item { task: None, content }) } else { None })
            .collect();
        if items.is_empty() {
            return;
        }
        let style = match tag.get("type") {
            Some("a") => NumberStyle::LowerAlpha,
            Some("A") => NumberStyle::UpperAlpha,
            Some("i") => NumberStyle::LowerRoman,
            Some("I") => NumberStyle::UpperRoman,
            _ => NumberStyle::Decimal,
        };
        let start = tag.get("start").and_then(|start| start.parse().ok()).unwrap_or(1);
        let kind = if tag.name == "ul" { ListKind::Bullets } else { ListKind::Numbers { start, style, delimiter: Delimiter::Period } };
        let tight = items.iter().all(|item| item.content.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph(_))).count() <= 1);
        self.push_block(BlockKind::List(List { kind, tight, items }), plain(attributes), range.start, range.end);
    }

    fn html_definitions(&mut self, parts: Vec<HtmlPart>, strays: Vec<Block>, attributes: Attributes, range: Range<usize>) {
        self.splice(strays);
        let mut definitions: Vec<Definition> = Vec::new();
        for part in parts {
            match (part, definitions.last_mut()) {
                (HtmlPart::Term(term), _) => definitions.push(Definition { term, meanings: Vec::new() }),
                (HtmlPart::Meaning(meaning), Some(definition)) => definition.meanings.push(meaning),
                (HtmlPart::Meaning(meaning), None) => self.splice(meaning),
                _ => {}
            }
        }
        if !definitions.is_empty() {
            self.push_block(BlockKind::Definitions(definitions), plain(attributes), range.start, range.end);
        }
    }

    fn html_table(&mut self, parts: Vec<HtmlPart>, strays: Vec<Block>, attributes: Attributes, range: Range<usize>) {
        self.splice(strays);
        let (mut head, mut rows, mut caption) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts {
            match part {
                HtmlPart::Row(row, true) if rows.is_empty() => head.push(row),
                HtmlPart::Row(row, _) => rows.push(row),
                HtmlPart::Caption(words) => add_line(&mut caption, words),
                _ => {}
            }
        }
        let width = |row: &Row| row.cells.iter().map(|cell| usize::from(cell.columns)).sum::<usize>();
        let columns = vec![Alignment::Start; head.iter().chain(&rows).map(width).max().unwrap_or_default()];
        if columns.is_empty() {
            if !caption.is_empty() {
                let caption = self.classed(caption, "caption", range.start, range.end);
                self.splice(vec![caption]);
            }
            return;
        }
        let row_headers = super::blocks::names_rows(head.first());
        let table = Table { caption, columns, head, rows, row_headers };
        self.push_block(BlockKind::Table(table), plain(attributes), range.start, range.end);
    }

    /// A figure of one picture with a caption; else its blocks and the caption after them.
    fn html_figure(&mut self, parts: Vec<HtmlPart>, mut blocks: Vec<Block>, attributes: Attributes, range: Range<usize>) {
        let mut caption: Vec<Inline> = Vec::new();
        captions_of(parts).for_each(|words| add_line(&mut caption, words));
        let attributes = plain(attributes);
        if let [Block { kind: BlockKind::Figure(Figure { caption: own, .. }), attributes: given, .. }] = blocks.as_mut_slice()
            && own.is_empty()
        {
            *own = caption;
            given.id = given.id.take().or(attributes.id);
            given.classes.extend(attributes.classes);
            return self.splice(blocks);
        }
        if !caption.is_empty() {
            blocks.push(self.classed(caption, "caption", range.start, range.end));
        }
        self.group(blocks, attributes, None, range.start, range.end);
    }

    fn html_code(&mut self, parts: Vec<HtmlPart>, blocks: Vec<Block>, attributes: Attributes, range: Range<usize>) {
        let mut text: String =
            parts.into_iter().filter_map(|part| if let HtmlPart::Verbatim(text) = part { Some(text) } else { None }).collect();
        if let Some(rest) = text.strip_prefix('\n') {
            text = rest.to_owned();
        }
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        if !text.trim().is_empty() {
            self.push_block(BlockKind::Code { language: None, text }, plain(attributes), range.start, range.end);
        }
        self.splice(blocks);
    }

    /// A listing of the Rust book: code with the name of its file before it, and number and caption after it.
    fn numbered_listing(&mut self, tag: &Tag, mut blocks: Vec<Block>, attributes: Attributes, range: Range<usize>) {
        let Range { start, end } = range;
        let language = self.language();
        let words = |text: String| vec![Inline { kind: InlineKind::Text(text), span: self.span(start, end) }];
        if let Some(name) = tag.get("file-name") {
            let name = vec![Inline { kind: InlineKind::Code(name.to_owned()), span: self.span(start, end) }];
            blocks.insert(0, self.classed(name, "filename", start, end));
        }
        let number = tag.get("number").map(|number| format!("Listing {number}"));
        let caption = tag.get("caption").map(|caption| typography::words(&caption.replace('`', ""), &language));
        let label = [number, caption].into_iter().flatten().collect::<Vec<_>>().join(": ");
        if !label.is_empty() {
            blocks.push(self.classed(words(label), "caption", start, end));
        }
        self.group(blocks, attributes, Some("listing"), start, end);
    }

    /// A paragraph with a class.
    pub(super) fn classed(&self, line: Vec<Inline>, class: &str, start: usize, end: usize) -> Block {
        let attributes = Attributes { classes: vec![class.to_owned()], ..Attributes::default() };
        Block { kind: BlockKind::Paragraph(line), attributes, span: self.span(start, end) }
    }

    /// Gives a part to the element around it; what stands in none keeps its words.
    fn hand_up(&mut self, part: HtmlPart, wanted: &[&str]) {
        match self.stack.last_mut() {
            Some(Frame { kind: Open::Tag { name, parts, .. }, .. }) if wanted.contains(&name.as_str()) => parts.push(part),
            _ => {
                let blocks = match part {
                    HtmlPart::Item(blocks) | HtmlPart::Meaning(blocks) => blocks,
                    HtmlPart::Cell(cell, _) => cell.content,
                    HtmlPart::Row(row, _) => row.cells.into_iter().flat_map(|cell| cell.content).collect(),
                    HtmlPart::Term(line) | HtmlPart::Caption(line) => match line.first() {
                        Some(Inline { span, .. }) => {
                            let span = *span;
                            vec![Block { kind: BlockKind::Paragraph(line), attributes: Attributes::default(), span }]
                        }
                        None => Vec::new(),
                    },
                    HtmlPart::Verbatim(_) => Vec::new(),
                };
                self.splice(blocks);
            }
        }
    }
}

fn captions_of(parts: Vec<HtmlPart>) -> impl Iterator<Item = Vec<Inline>> {
    parts.into_iter().filter_map(|part| if let HtmlPart::Caption(line) = part { Some(line) } else { None })
}

fn cell(tag: &Tag, content: Vec<Block>) -> HtmlPart {
    let count = |key| tag.get(key).and_then(|count| count.parse().ok()).unwrap_or(1u16).clamp(1, 1000);
    let aligned = tag.get("align").map(str::to_owned).or_else(|| {
        let style = tag.get("style")?.split_once("text-align:")?.1;
        Some(style.split(';').next().unwrap_or_default().trim().to_owned())
    });
    let alignment = match aligned.as_deref() {
        Some("center") => Some(Alignment::Center),
        Some("right") => Some(Alignment::End),
        _ => None,
    };
    HtmlPart::Cell(Cell { content, columns: count("colspan"), rows: count("rowspan"), alignment }, tag.name == "th")
}

/// The attributes without those that only a page on a screen has.
fn plain(mut attributes: Attributes) -> Attributes {
    let _ = take(&mut attributes, "dir");
    attributes
}

/// Adds words to a line, on a line of their own if there are some.
fn add_line(line: &mut Vec<Inline>, words: Vec<Inline>) {
    if let (false, Some(Inline { span, .. })) = (line.is_empty(), words.first()) {
        line.push(Inline { kind: InlineKind::HardBreak, span: *span });
    }
    line.extend(words);
}

/// All words of blocks as one line, for what may hold nothing else.
fn lines(blocks: Vec<Block>) -> Vec<Inline> {
    let mut line: Vec<Inline> = Vec::new();
    for mut block in blocks {
        let span = block.span;
        match &block.kind {
            BlockKind::Code { text, .. } => line.push(Inline { kind: InlineKind::Code(text.trim_end().to_owned()), span }),
            BlockKind::Figure(Figure { picture, alt, .. }) => {
                let attributes = Attributes { others: Vec::new(), ..block.attributes.clone() }.some();
                line.push(Inline { kind: InlineKind::Picture { picture: *picture, alt: alt.clone(), attributes }, span });
            }
            _ => {}
        }
        block.each_part_mut(&mut |part| {
            let words = match part {
                PartMut::Line(words) => std::mem::take(words),
                PartMut::Blocks(blocks) => lines(std::mem::take(blocks)),
            };
            add_line(&mut line, words);
        });
    }
    line
}
