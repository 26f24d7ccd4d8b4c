//! Blocks out of the parser's events: a stack of what is open, closed from the inside out.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Alignment as Column, CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::super::about::{language_invalid, language_tag};
use super::super::attributes;
use super::super::pictures::Pictures;
use super::super::typography;
use super::divs::{Marker, Markers};
use super::{Manuscript, Parsed, captions, html};
use crate::base::{Code, Diagnostic, Report, Span, nearest};
use crate::model::{
    Alignment, Attributes, Block, BlockKind, BoxRole, Boxed, Cell, Definition, Figure, Inline, InlineKind, Item, Language, List, ListKind,
    Note, PictureId, PullQuote, Row, Table, plain_text,
};

/// How many blocks and inlines may be open at once. Stages after this one walk the tree recursively.
const MOST_OPEN: usize = 64;

/// Divs that mean something.
pub(in crate::read) const DIVS: [&str; 4] = ["pullquote", "author-bio", "disclaimer", "standfirst"];

/// Something that was opened and not yet closed.
pub(super) struct Frame {
    pub(super) kind: Open,
    pub(super) start: usize,
    pub(super) attributes: Attributes,
    pub(super) blocks: Vec<Block>,
    pub(super) inlines: Vec<Inline>,
    /// Places in `inlines` where a bracket opened that may become a span.
    pub(super) brackets: Vec<usize>,
    /// The picture that was read last, with what only a figure can use.
    pub(super) picture: Option<Draft>,
}

/// What is open.
pub(super) enum Open {
    Document,
    Quote,
    List {
        start: Option<u64>,
        tight: bool,
        items: Vec<Item>,
    },
    Item {
        task: Option<bool>,
    },
    Note(String),
    Definitions(Vec<Definition>),
    Term,
    Meaning,
    Table {
        columns: Vec<Alignment>,
        head: Row,
        rows: Vec<Row>,
        caption: Option<(Vec<Inline>, Attributes)>,
    },
    Row(Row),
    Cell,
    Div,
    /// A paragraph; in a tight list the parser announces none, so that it ends when something else begins.
    Paragraph {
        announced: bool,
    },
    Heading(u8),
    Code {
        language: Option<String>,
        text: String,
    },
    Html {
        text: String,
        start: usize,
    },
    Emphasis,
    Strong,
    Strikeout,
    Superscript,
    Subscript,
    Link(String),
    Picture(String),
}

/// A picture in a line, with what it needs to become a figure.
pub(super) struct Draft {
    pub(super) picture: PictureId,
    pub(super) alt: String,
    pub(super) caption: Vec<Inline>,
    pub(super) attributes: Attributes,
}

/// The state of reading a body.
pub(super) struct Builder<'a, 'p, 'w> {
    pub(super) manuscript: Manuscript<'a>,
    pub(super) report: &'p mut Report,
    pub(super) pictures: &'p mut Pictures<'w>,
    pub(super) stack: Vec<Frame>,
    markers: Markers,
    /// Text before this byte was an attribute and is no text.
    pub(super) skip: usize,
    /// Text from this byte on, to the end of the block, is an attribute.
    pub(super) hide: usize,
    /// How many tags are open inside one that was nested too deep.
    drowned: usize,
    /// Labels of the notes in the order of their marks, with their places.
    pub(super) marks: Vec<String>,
    notes: BTreeMap<String, Note>,
    ids: BTreeSet<String>,
    told_of_depth: bool,
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
            marks: Vec::new(),
            notes: BTreeMap::new(),
            ids: BTreeSet::new(),
            told_of_depth: false,
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
                self.end_lines(range.start);
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
        self.end_lines(end);
        self.close_divs(end);
        let blocks = self.stack.pop().map_or_else(Vec::new, |frame| captions::attach(frame.blocks));
        let notes = self.marks.iter().filter_map(|label| self.notes.get(label).cloned()).collect();
        let marks: BTreeSet<&String> = self.marks.iter().collect();
        for (label, note) in &self.notes {
            if !marks.contains(label) {
                let message = format!("no text refers to the note “{label}”, so it is left out");
                let hint = format!("put [^{label}] where the note belongs");
                self.report.add(Diagnostic::warning(Code("note-unused"), message).at(note.span).hint(hint));
            }
        }
        Parsed { blocks, notes }
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
            self.end_lines(range.start);
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
            Tag::HtmlBlock | Tag::MetadataBlock(_) => Open::Html { text: String::new(), start: range.start },
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

    /// Makes what was open into a part of what is around it.
    fn close(&mut self, mut frame: Frame, end: usize) {
        let start = frame.start;
        let attributes = std::mem::take(&mut frame.attributes);
        match frame.kind {
            Open::Document => {}
            Open::Quote => self.push_block(BlockKind::Quote(captions::attach(frame.blocks)), attributes, start, end),
            Open::List { start: first, tight, items } => {
                let kind = first.map_or(ListKind::Bullets, |start| ListKind::Numbers { start });
                self.push_block(BlockKind::List(List { kind, tight, items }), attributes, start, end);
            }
            Open::Item { task } => {
                let item = Item { task, content: captions::attach(frame.blocks) };
                if let Some(Frame { kind: Open::List { items, .. }, .. }) = self.stack.last_mut() {
                    items.push(item);
                }
            }
            Open::Note(label) => self.note(label, frame.blocks, start, end),
            Open::Definitions(definitions) => self.push_block(BlockKind::Definitions(definitions), attributes, start, end),
            Open::Term => {
                let term = self.line(frame.inlines);
                if let Some(Frame { kind: Open::Definitions(definitions), .. }) = self.stack.last_mut() {
                    definitions.push(Definition { term, meanings: Vec::new() });
                }
            }
            Open::Meaning => {
                if let Some(Frame { kind: Open::Definitions(definitions), .. }) = self.stack.last_mut()
                    && let Some(definition) = definitions.last_mut()
                {
                    definition.meanings.push(captions::attach(frame.blocks));
                }
            }
            Open::Table { columns, head, rows, caption } => {
                let (caption, attributes) = caption.unwrap_or_default();
                let row_headers =
                    head.cells.len() > 1 && head.cells.first().is_some_and(|cell| plain_text(&cell.content).trim().is_empty());
                let table = Table { caption, columns, head, rows, row_headers };
                self.push_block(BlockKind::Table(table), attributes, start, end);
            }
            Open::Row(row) => self.row(row, start, end),
            Open::Cell => {
                let content = self.line(frame.inlines);
                if let Some(Frame { kind: Open::Row(row), .. }) = self.stack.last_mut() {
                    row.cells.push(Cell { content });
                }
            }
            Open::Div => self.div(attributes, captions::attach(frame.blocks), start, end),
            Open::Paragraph { .. } => self.paragraph(frame, attributes, end),
            Open::Heading(level) => {
                let content = self.line(frame.inlines);
                self.push_block(BlockKind::Heading { level, content }, attributes, start, end);
            }
            Open::Code { language, text } => self.push_block(BlockKind::Code { language, text }, attributes, start, end),
            Open::Html { text, start } => self.html_words(&text, start, end),
            kind => self.close_inline(kind, frame.inlines, start, end),
        }
    }

    /// The paragraph, or the figure if a picture is all it holds.
    fn paragraph(&mut self, frame: Frame, attributes: Attributes, end: usize) {
        let is_figure = matches!(frame.inlines.as_slice(), [Inline { kind: InlineKind::Picture { .. }, .. }]);
        if is_figure && let Some(draft) = frame.picture {
            return self.figure(draft, frame.start, end);
        }
        let content = self.line(frame.inlines);
        if !content.is_empty() {
            self.push_block(BlockKind::Paragraph(content), attributes, frame.start, end);
        }
    }

    fn figure(&mut self, draft: Draft, start: usize, end: usize) {
        let Draft { picture, alt, caption, mut attributes } = draft;
        let span = self.span(start, end);
        let mut take = |key: &str| {
            let at = attributes.others.iter().position(|(name, _)| name == key)?;
            Some(attributes.others.remove(at).1)
        };
        take("alt");
        let credit = take("credit").map(|credit| typography::words(&credit, self.manuscript.language));
        let width = take("width").and_then(|width| share(&width, span, self.report));
        let caption = self.line(caption);
        let figure = Figure { picture, alt, caption, credit, width };
        self.push_block(BlockKind::Figure(figure), attributes, start, end);
    }

    fn row(&mut self, row: Row, start: usize, end: usize) {
        let source = self.source(start..end).trim();
        let is_caption = source.starts_with("Table:") || source.starts_with(": ");
        let Some(Frame { kind: Open::Table { head, rows, caption, .. }, .. }) = self.stack.last_mut() else { return };
        if head.cells.is_empty() && rows.is_empty() {
            *head = row;
        } else if is_caption && !source.contains('|') && caption.is_none() {
            // Without an empty line between them, the parser takes the caption for a row.
            let mut words = row.cells.into_iter().next().unwrap_or_default().content;
            captions::strip(&mut words);
            *caption = Some((words, Attributes::default()));
        } else {
            rows.push(row);
        }
    }

    fn note(&mut self, label: String, blocks: Vec<Block>, start: usize, end: usize) {
        let note = Note { content: captions::attach(blocks), span: self.span(start, end) };
        if self.notes.contains_key(&label) {
            let message = format!("the note “{label}” is written twice");
            self.report.add(Diagnostic::error(Code("note-duplicate"), message).at(note.span).hint("give one of the two another label"));
            return;
        }
        self.notes.insert(label, note);
    }

    /// A div, as the part of the anatomy that its class names.
    fn div(&mut self, mut attributes: Attributes, content: Vec<Block>, start: usize, end: usize) {
        let role = attributes.classes.iter().position(|class| DIVS.contains(&class.as_str()));
        let role = match role {
            Some(at) => attributes.classes.remove(at),
            None => {
                self.unknown_div(&attributes, start);
                return self.push_block(BlockKind::Group(content), attributes, start, end);
            }
        };
        let kind = match role.as_str() {
            "pullquote" => {
                let attribution = attributes.others.iter().position(|(key, _)| key == "attribution");
                let attribution = attribution.map(|at| attributes.others.remove(at).1);
                let attribution = attribution.map(|words| typography::words(&words, self.manuscript.language));
                BlockKind::PullQuote(PullQuote { content, attribution, repeats: None })
            }
            "author-bio" => BlockKind::Boxed(boxed(BoxRole::AuthorBio, content)),
            "disclaimer" => BlockKind::Boxed(boxed(BoxRole::Disclaimer, content)),
            _ => {
                // Which blocks stand under the title is decided where the whole piece is known.
                attributes.classes.insert(0, role);
                BlockKind::Group(content)
            }
        };
        self.push_block(kind, attributes, start, end);
    }

    fn unknown_div(&mut self, attributes: &Attributes, start: usize) {
        let Some(class) = attributes.classes.first() else { return };
        let hint = match nearest(class, DIVS) {
            Some(near) => format!("did you mean “{near}”?"),
            None => format!("its text is kept, for a stylesheet to select as .{class}; known here: {}", DIVS.join(", ")),
        };
        let span = self.line_span(start);
        self.report.add(Diagnostic::warning(Code("unknown-div"), format!("“{class}” is not a kind of div we know")).at(span).hint(hint));
    }

    /// What a line of HTML brings: a div's line, or HTML to be read when the block is complete.
    fn html(&mut self, line: &str, range: Range<usize>) {
        let marker = self.markers.remove(&(range.start - self.manuscript.body + indent(line)));
        let Some(Frame { kind: Open::Html { text, .. }, .. }) = self.stack.last_mut() else { return };
        match marker {
            Some(marker) if !html::is_in_comment(text) => {
                let html = std::mem::take(text);
                let Some(Frame { kind: Open::Html { start, .. }, .. }) = self.stack.pop() else { return };
                self.html_words(&html, start, range.start);
                self.marker(marker, range.start + indent(line), range.end);
                self.stack.push(Frame::new(Open::Html { text: String::new(), start: range.end }, range.end, Attributes::default()));
            }
            _ => text.push_str(self.manuscript.text.get(range).unwrap_or_default()),
        }
    }

    fn marker(&mut self, marker: Marker, start: usize, end: usize) {
        match marker {
            Marker::Open(attributes) if self.stack.len() < MOST_OPEN => {
                let attributes = self.dress(attributes, self.line_span(start));
                self.stack.push(Frame::new(Open::Div, start, attributes));
            }
            Marker::Open(_) => self.told_depth(start..end),
            Marker::Unclear => {
                let hint = "write it as ::: name, or as ::: {.name key=\"value\"}";
                let problem = Diagnostic::error(Code("div-unclear"), "the name or the attributes of this div make no sense");
                self.report.add(problem.at(self.line_span(start)).hint(hint));
                self.stack.push(Frame::new(Open::Div, start, Attributes::default()));
            }
            Marker::Close => {
                if let Some(Frame { kind: Open::Div, .. }) = self.stack.last()
                    && let Some(frame) = self.stack.pop()
                {
                    return self.close(frame, end.min(self.line_span(start).end as usize));
                }
                let problem = Diagnostic::error(Code("div-stray"), "this line closes a div, but none is open here");
                self.report.add(problem.at(self.line_span(start)).hint("remove it, or open the div before it in the same list or quote"));
            }
        }
    }

    /// Closes divs that the block around them, or the text, leaves open.
    fn close_divs(&mut self, end: usize) {
        while let Some(Frame { kind: Open::Div, start, attributes, .. }) = self.stack.last() {
            let name = attributes.classes.first().map_or("this div".to_owned(), |class| format!("the div “{class}”"));
            let span = self.line_span(*start);
            let problem = Diagnostic::error(Code("div-unclosed"), format!("{name} is not closed"));
            self.report.add(problem.at(span).hint("put a line of three colons (:::) after its last line"));
            if let Some(frame) = self.stack.pop() {
                self.close(frame, end);
            }
        }
    }

    /// The words in a block of HTML, as paragraphs of plain text; the tags are reported.
    fn html_words(&mut self, html: &str, start: usize, end: usize) {
        let found = html::strip(html);
        if let Some(tag) = found.tags.first() {
            self.report.add(html::problem(tag).at(self.span(start, end)));
        }
        for paragraph in found.words.split("\n\n").map(str::trim).filter(|words| !words.is_empty()) {
            let words = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
            let content = self.line(vec![Inline { kind: InlineKind::Text(words), span: self.span(start, end) }]);
            self.push_block(BlockKind::Paragraph(content), Attributes::default(), start, end);
        }
    }

    fn in_verbatim(&self) -> bool {
        matches!(self.stack.last(), Some(Frame { kind: Open::Code { .. } | Open::Html { .. }, .. }))
    }

    /// Text of code, from the source where a div's line was covered in it.
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

    /// Ends a paragraph that was only implied, since a block begins.
    fn end_lines(&mut self, at: usize) {
        self.end_implied(at);
    }

    fn end_implied(&mut self, at: usize) {
        if let Some(Frame { kind: Open::Paragraph { announced: false }, .. }) = self.stack.last()
            && let Some(frame) = self.stack.pop()
        {
            let end = frame.inlines.last().map_or(at, |inline| inline.span.end as usize);
            self.close(frame, end);
        }
    }

    fn drown(&mut self, range: Range<usize>) {
        self.drowned = 1;
        self.told_depth(range);
    }

    fn told_depth(&mut self, range: Range<usize>) {
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

    /// A finished line: smart punctuation applied, edges trimmed.
    pub(super) fn line(&self, inlines: Vec<Inline>) -> Vec<Inline> {
        typography::line(inlines, &self.language(), self.manuscript.text)
    }

    /// The language that holds here.
    pub(super) fn language(&self) -> Language {
        let own = self.stack.iter().rev().find_map(|frame| frame.attributes.language.clone());
        own.map_or_else(|| self.manuscript.language.clone(), Language)
    }

    fn push_block(&mut self, kind: BlockKind, attributes: Attributes, start: usize, end: usize) {
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
    fn line_span(&self, start: usize) -> Span {
        let rest = self.manuscript.text.get(start..).unwrap_or_default();
        self.span(start, start + rest.lines().next().unwrap_or_default().trim_end().len())
    }
}

impl Frame {
    pub(super) fn new(kind: Open, start: usize, attributes: Attributes) -> Self {
        Self { kind, start, attributes, blocks: Vec::new(), inlines: Vec::new(), brackets: Vec::new(), picture: None }
    }
}

/// The box with its first heading, if it begins with one, as its heading.
fn boxed(role: BoxRole, mut content: Vec<Block>) -> Boxed {
    let heading = match content.first_mut().map(|block| &mut block.kind) {
        Some(BlockKind::Heading { content: words, .. }) => Some(std::mem::take(words)),
        _ => None,
    };
    if heading.is_some() {
        content.remove(0);
    }
    Boxed { role, heading, content }
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

/// A width as a share of the measure.
fn share(width: &str, span: Span, report: &mut Report) -> Option<f32> {
    let percent = width.strip_suffix('%').and_then(|number| number.trim().parse::<f32>().ok());
    match percent {
        Some(percent) if percent > 0.0 && percent <= 100.0 => Some(percent / 100.0),
        _ => {
            let problem = Diagnostic::warning(Code("width-invalid"), format!("“{width}” is not a width we know"));
            report.add(problem.at(span).hint("give it in per cent of the column, such as width=50%"));
            None
        }
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t', '>']).len()
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
