//! Blocks out of the parser's events: a stack of what is open, closed from the inside out.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Alignment as Column, CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::super::about::{language_invalid, language_tag};
use super::super::attributes;
use super::super::pictures::Pictures;
use super::super::typography;
use super::cover::Markers;
use super::frame::{Frame, Open};
use super::notes::Notes;
use super::{Manuscript, Parsed, captions};
use crate::base::{Code, Diagnostic, Report, Span, nearest};
use crate::model::{Alignment, Attributes, Block, BlockKind, Inline, Language, Row};

/// How many blocks and inlines may be open at once. Stages after this one walk the tree recursively.
pub(super) const MOST_OPEN: usize = 64;

/// Attributes that mean something somewhere, besides id, class and lang.
const ATTRIBUTES: [&str; 6] = ["alt", "credit", "width", "attribution", "source", "lang"];

/// The state of reading a body.
pub(super) struct Builder<'a, 'p, 'w> {
    pub(super) manuscript: Manuscript<'a>,
    pub(super) report: &'p mut Report,
    pub(super) pictures: &'p mut Pictures<'w>,
    pub(super) stack: Vec<Frame>,
    pub(super) markers: Markers,
    /// Text before this byte was an attribute and is no text.
    pub(super) skip: usize,
    /// Text from this byte on, to the end of the block, is an attribute.
    pub(super) hide: usize,
    /// How many tags are open inside one that was nested too deep.
    drowned: usize,
    pub(super) notes: Notes,
    ids: BTreeSet<String>,
    told_of_depth: bool,
    /// Whether any link leads to a place inside the publication.
    pub(super) has_inside_links: bool,
}

impl<'a, 'p, 'w> Builder<'a, 'p, 'w> {
    pub(super) fn new(manuscript: Manuscript<'a>, markers: Markers, pictures: &'p mut Pictures<'w>, report: &'p mut Report) -> Self {
        let document = Frame::new(Open::Document, manuscript.body, Attributes::default());
        Self {
            manuscript,
            report,
            pictures,
            stack: vec![document],
            markers,
            skip: 0,
            hide: usize::MAX,
            drowned: 0,
            notes: Notes::default(),
            ids: BTreeSet::new(),
            told_of_depth: false,
            has_inside_links: false,
        }
    }

    /// Takes the next event; `range` is its place in the file.
    pub(super) fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(_) if self.drowned > 0 => self.drowned += 1,
            Event::End(_) if self.drowned > 0 => self.drowned -= 1,
            _ if self.drowned > 0 => {}
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Rule => {
                self.end_implied(range.start);
                self.push_block(BlockKind::SceneBreak, Attributes::default(), range.start, range.end);
            }
            Event::Html(text) => self.html(&text, range),
            Event::TaskListMarker(done) => {
                if let Some(Open::Item { task }) =
                    self.stack.iter_mut().rev().map(|frame| &mut frame.kind).find(|kind| matches!(kind, Open::Item { .. }))
                {
                    *task = Some(done);
                }
            }
            Event::Text(text) if self.in_verbatim() => self.verbatim(&text, range),
            inline => self.inline(inline, range),
        }
    }

    /// Closes what the end of the text leaves open.
    pub(super) fn finish(mut self) -> Parsed {
        let end = self.manuscript.text.len();
        self.end_implied(end);
        self.close_divs(end);
        let blocks = self.stack.pop().map_or_else(Vec::new, |frame| captions::attach(frame.blocks));
        let notes = self.notes.finish(self.report);
        Parsed { blocks, notes, has_inside_links: self.has_inside_links }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        if self.stack.len() >= MOST_OPEN {
            self.drown(range);
            return;
        }
        let is_inline = matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. } | Tag::Image { .. }
        );
        if is_inline {
            self.ensure_line(range.start);
        } else {
            self.end_implied(range.start);
        }
        let mut attributes = Attributes::default();
        let kind = match tag {
            Tag::Paragraph => {
                attributes = self.trailing_attributes(&range, |text| text.starts_with("Table:") || text.starts_with(": "));
                if let [.., list, item] = self.stack.as_mut_slice()
                    && let (Open::List { tight, .. }, Open::Item { .. }) = (&mut list.kind, &item.kind)
                {
                    *tight = false;
                }
                Open::Paragraph { announced: true }
            }
            Tag::Heading { level, .. } => {
                attributes = self.trailing_attributes(&range, |_| true);
                Open::Heading(number(level))
            }
            Tag::BlockQuote(_) => Open::Quote,
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => {
                        let (language, found) = code_info(&info);
                        attributes = found;
                        language
                    }
                    CodeBlockKind::Indented => None,
                };
                Open::Code { language, text: String::new() }
            }
            Tag::List(start) => Open::List { start, tight: true, items: Vec::new() },
            Tag::Item => Open::Item { task: None },
            Tag::FootnoteDefinition(label) => Open::Note(label.to_string()),
            Tag::DefinitionList => Open::Definitions(Vec::new()),
            Tag::DefinitionListTitle => Open::Term,
            Tag::DefinitionListDefinition => Open::Meaning,
            Tag::Table(columns) => {
                let columns = columns.into_iter().map(alignment).collect();
                Open::Table { columns, head: Row::default(), rows: Vec::new(), caption: None }
            }
            Tag::TableHead | Tag::TableRow => Open::Row(Row::default()),
            Tag::TableCell => Open::Cell,
            Tag::Emphasis => Open::Emphasis,
            Tag::Strong => Open::Strong,
            Tag::Strikethrough => Open::Strikeout,
            Tag::Superscript => Open::Superscript,
            Tag::Subscript => Open::Subscript,
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => Open::Link(format!("mailto:{dest_url}")),
            Tag::Link { dest_url, .. } => Open::Link(dest_url.to_string()),
            Tag::Image { dest_url, .. } => Open::Picture(dest_url.to_string()),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => Open::Html { text: String::new(), in_comment: false },
        };
        self.stack.push(Frame::new(kind, range.start, attributes));
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        let is_inline = matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
                | TagEnd::Link
                | TagEnd::Image
        );
        if !is_inline {
            if !matches!(tag, TagEnd::Paragraph) {
                self.end_implied(range.end);
            }
            self.close_divs(range.end);
        }
        // The document stays: the parser ends nothing that it did not start.
        if self.stack.len() > 1
            && let Some(frame) = self.stack.pop()
        {
            self.close(frame, range.end);
        }
        if !is_inline {
            self.hide = usize::MAX;
        }
    }

    fn in_verbatim(&self) -> bool {
        matches!(self.stack.last(), Some(Frame { kind: Open::Code { .. } | Open::Html { .. }, .. }))
    }

    /// Text of code, from the source where a line of it was covered.
    fn verbatim(&mut self, words: &str, range: Range<usize>) {
        let body = self.manuscript.body;
        let covered = self.markers.range(range.start - body..range.end - body).next().is_some();
        let words = if covered { self.manuscript.text.get(range).unwrap_or_default().replace("\r\n", "\n") } else { words.to_owned() };
        if let Some(Frame { kind: Open::Code { text, .. }, .. }) = self.stack.last_mut() {
            text.push_str(&words);
        }
    }

    /// Opens a paragraph where the parser has announced none.
    pub(super) fn ensure_line(&mut self, start: usize) {
        let holds_blocks = self.stack.last().is_none_or(|frame| {
            matches!(
                frame.kind,
                Open::Document | Open::Quote | Open::Item { .. } | Open::Note(_) | Open::Meaning | Open::Div | Open::Definitions(_)
            )
        });
        if holds_blocks {
            self.stack.push(Frame::new(Open::Paragraph { announced: false }, start, Attributes::default()));
        }
    }

    /// Ends a paragraph that was only implied, since a block begins or ends.
    fn end_implied(&mut self, at: usize) {
        if let Some(Frame { kind: Open::Paragraph { announced: false }, .. }) = self.stack.last()
            && let Some(frame) = self.stack.pop()
        {
            let end = frame.inlines.last().map_or(at, |inline| inline.span.end as usize);
            self.close(frame, end);
        }
    }

    /// Leaves out all that is inside a tag which is nested too deep.
    fn drown(&mut self, range: Range<usize>) {
        self.drowned = 1;
        self.report_depth(range);
    }

    /// Reports once that the text is nested too deep.
    pub(super) fn report_depth(&mut self, range: Range<usize>) {
        if !self.told_of_depth {
            let message = format!("lists, quotes and emphasis are nested more than {MOST_OPEN} deep");
            let problem = Diagnostic::error(Code("nesting-too-deep"), message).at(self.line_span(range.start));
            self.report.add(problem.hint("check the line for stray marks such as > or *"));
            self.told_of_depth = true;
        }
    }

    /// Attributes at the end of a block's own line, set off by a space, as headings and captions have them.
    fn trailing_attributes(&mut self, range: &Range<usize>, wanted: impl Fn(&str) -> bool) -> Attributes {
        let source = self.source(range.clone());
        let line = source.trim_end().trim_end_matches(['=', '-', '\n', '\r', ' ']);
        if !line.ends_with('}') || !wanted(source) {
            return Attributes::default();
        }
        let found = line.match_indices('{').rev().take(8).find_map(|(at, _)| {
            let apart = line.get(..at)?.ends_with([' ', '\t']);
            let found = attributes::parse(line.get(at..)?).filter(|found| apart && found.len == line.len() - at)?;
            Some((at, found))
        });
        let Some((at, found)) = found else { return Attributes::default() };
        self.hide = range.start + at;
        self.dress(found.attributes, self.span(self.hide, range.start + line.len()))
    }

    /// Attributes as they may be used: with an id that is not taken and a language that is one.
    pub(super) fn dress(&mut self, mut attributes: Attributes, span: Span) -> Attributes {
        if let Some(id) = attributes.id.take() {
            if self.ids.insert(id.clone()) {
                attributes.id = Some(id);
            } else {
                let problem = Diagnostic::error(Code("id-duplicate"), format!("the name #{id} is given twice"));
                self.report.add(problem.at(span).hint("give one of the two another name"));
            }
        }
        if let Some(text) = attributes.language.take() {
            attributes.language = language_tag(&text).map(|language| language.0);
            if attributes.language.is_none() {
                self.report.add(language_invalid(&text, span));
            }
        }
        attributes
    }

    /// Reports attributes that mean nothing where they stand.
    pub(super) fn unused_attributes(&mut self, attributes: &Attributes, span: Span) {
        for (key, _) in &attributes.others {
            let hint = match nearest(key, ATTRIBUTES) {
                Some(near) if near != key => format!("did you mean “{near}”?"),
                _ => "remove it, or check where it belongs".to_owned(),
            };
            let problem = Diagnostic::warning(Code("unknown-attribute"), format!("the attribute “{key}” means nothing here"));
            self.report.add(problem.at(span).hint(hint));
        }
    }

    /// A finished line: smart punctuation applied, edges trimmed.
    pub(super) fn line(&self, inlines: Vec<Inline>) -> Vec<Inline> {
        self.line_in(inlines, &self.language())
    }

    /// The same for a line in a language of its own.
    pub(super) fn line_in(&self, inlines: Vec<Inline>, language: &Language) -> Vec<Inline> {
        typography::line(inlines, language, self.manuscript.text)
    }

    /// The language that holds here.
    pub(super) fn language(&self) -> Language {
        let own = self.stack.iter().rev().find_map(|frame| frame.attributes.language.clone());
        own.map_or_else(|| self.manuscript.language.clone(), Language)
    }

    pub(super) fn push_block(&mut self, kind: BlockKind, attributes: Attributes, start: usize, end: usize) {
        let end = start + self.source(start..end).trim_end().len();
        let span = self.span(start, end);
        if let Some(frame) = self.stack.last_mut() {
            frame.blocks.push(Block { kind, attributes, span });
        }
    }

    pub(super) fn source(&self, range: Range<usize>) -> &'a str {
        self.manuscript.text.get(range).unwrap_or_default()
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.manuscript.file, start, end)
    }

    /// From a byte to the end of its line.
    pub(super) fn line_span(&self, start: usize) -> Span {
        let rest = self.manuscript.text.get(start..).unwrap_or_default();
        self.span(start, start + rest.lines().next().unwrap_or_default().trim_end().len())
    }
}

/// The language of a fenced block and its attributes: `rust`, `rust {.numbered}` or `{.rust .numbered}`.
fn code_info(info: &str) -> (Option<String>, Attributes) {
    let (word, rest) = info.split_at(info.find('{').unwrap_or(info.len()));
    let mut attributes = attributes::parse(rest).map(|found| found.attributes).unwrap_or_default();
    let language = match word.split_whitespace().next() {
        Some(word) => Some(word.to_owned()),
        None if attributes.classes.is_empty() => None,
        None => Some(attributes.classes.remove(0)),
    };
    (language, attributes)
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn alignment(column: Column) -> Alignment {
    match column {
        Column::None | Column::Left => Alignment::Start,
        Column::Center => Alignment::Center,
        Column::Right => Alignment::End,
    }
}
