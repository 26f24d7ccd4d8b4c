//! Blocks out of the parser's events: a stack of what is open, closed from the inside out.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{
    Alignment as Column, BlockQuoteKind, BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd,
};

use super::super::about::{language_invalid, language_tag};
use super::super::attributes;
use super::super::pictures::Pictures;
use super::super::scan;
use super::super::typography;
use super::cover::{self, Markers};
use super::examples::Examples;
use super::frame::{Frame, Open};
use super::inner::Cut;
use super::notes::Notes;
use super::{Manuscript, Parsed, admonish, captions, cells, citations, raw};
use crate::base::{Code, Diagnostic, Report, Span, nearest};
use crate::model::{Alignment, Attributes, Block, BlockKind, Callout, Inline, InlineKind, Language, Row};

/// How many blocks and inlines may be open at once. Stages after this one walk the tree recursively.
pub(super) const MOST_OPEN: usize = 64;

/// The usual paragraph of a novel, in bytes: there is room for as many blocks as there are of those.
const USUAL_BLOCK: usize = 250;

/// Attributes that mean something somewhere, besides id, class and lang.
const ATTRIBUTES: [&str; 11] = ["alt", "credit", "width", "attribution", "source", "lang", "entry", "see", "caption", "title", "filename"];

/// The state of reading a body.
pub(super) struct Builder<'a, 'p, 'w> {
    pub(super) manuscript: Manuscript<'a>,
    /// How its language sets what was typed.
    customs: &'static typography::Customs,
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
    pub(super) shared: Shared,
    /// Whether there is any caret in the text, without which there is no note.
    carets: bool,
    /// Whether there is any at sign, without which there is no citation and no numbered example.
    ats: bool,
    /// How much is open around this text, if it is a piece of another.
    pub(super) depth: usize,
    /// Whether it is.
    pub(super) is_inner: bool,
    /// Lines before this byte are those of a drawn table.
    pub(super) drawn_until: usize,
    /// Where the last cell of a table ended.
    pub(super) cell_end: usize,
    told_of_depth: bool,
}

/// What a manuscript has in common with the pieces of it that are read by themselves.
#[derive(Default)]
pub(super) struct Shared {
    pub(super) notes: Notes,
    ids: BTreeSet<String>,
    /// Where reference links lead, by label.
    references: Arc<BTreeMap<String, String>>,
    /// The labels of all notes that are written.
    pub(super) note_labels: BTreeSet<String>,
    /// Names of places that stood by themselves and wait for the block after them.
    pub(super) anchors: Vec<String>,
    /// Whether `@key` outside brackets names a work: there is a bibliography, or the text cites in brackets too.
    pub(super) bare_keys: bool,
    /// Whether it was told that code is not run.
    pub(super) told_of_cells: bool,
    /// Whether any key was met.
    pub(super) has_keys: bool,
    /// Tags that mean nothing here, whose ends mean nothing either.
    pub(super) unknown_tags: BTreeSet<String>,
    /// The numbered examples.
    pub(super) examples: Examples,
    /// The places of settings between the blocks.
    pub(super) settings: Vec<Range<usize>>,
}

impl<'a, 'p, 'w> Builder<'a, 'p, 'w> {
    pub(super) fn new(manuscript: Manuscript<'a>, pictures: &'p mut Pictures<'w>, report: &'p mut Report) -> Self {
        let document = Frame::new(Open::Document, manuscript.body, Attributes::default());
        let [carets, ats] = scan::holds(manuscript.text, *b"^@");
        Self {
            manuscript,
            customs: typography::customs(manuscript.language),
            report,
            pictures,
            stack: vec![document],
            markers: Markers::new(),
            skip: 0,
            hide: usize::MAX,
            drowned: 0,
            shared: Shared { bare_keys: manuscript.cites || cites(&manuscript, ats), ..Shared::default() },
            carets,
            ats,
            depth: 0,
            is_inner: false,
            drawn_until: 0,
            cell_end: 0,
            told_of_depth: false,
        }
    }

    /// Reads the whole text and returns its blocks.
    pub(super) fn read_all(&mut self) -> Vec<Block> {
        let (text, body) = (self.manuscript.text, self.manuscript.body);
        if let Some(document) = self.stack.first_mut() {
            document.blocks.reserve(text.len() / USUAL_BLOCK);
        }
        let (mut covered, markers) = cover::cover(text.get(body..).unwrap_or_default());
        self.markers = markers;
        if self.is_inner {
            // Notes and the targets of reference links are written outside of it.
            let references = Arc::clone(&self.shared.references);
            let mut resolve = |link: BrokenLink<'_>| {
                let target = references.get(&label(&link.reference))?;
                Some((CowStr::from(target.clone()), CowStr::from("")))
            };
            // For the parser a mark is one only if the note is there: here are their labels, without their words.
            let labels = note_labels(&covered, |label, _| self.shared.note_labels.contains(label));
            let end = covered.len();
            for label in labels {
                covered.to_mut().push_str(&format!("\n\n[^{label}]: a note"));
            }
            let parser = Parser::new_with_broken_link_callback(&covered, super::options(), Some(&mut resolve));
            for (event, range) in parser.into_offset_iter().take_while(|(_, range)| range.start < end) {
                self.event(event, range.start + body..range.end.min(end) + body);
            }
        } else {
            if self.carets {
                self.shared.note_labels = note_labels(&covered, |_, rest| rest.starts_with(':'));
            }
            if self.ats {
                self.shared.examples = Examples::of(text.get(body..).unwrap_or_default());
            }
            let parser = Parser::new_ext(&covered, super::options());
            let references = parser.reference_definitions().iter().map(|(name, link)| (label(name), link.dest.to_string()));
            self.shared.references = Arc::new(references.collect());
            for (event, range) in parser.into_offset_iter() {
                self.event(event, range.start + body..range.end + body);
            }
        }
        self.end_implied(text.len());
        self.close_divs(text.len());
        self.stack.first_mut().map_or_else(Vec::new, |frame| captions::attach(std::mem::take(&mut frame.blocks), text))
    }

    /// Takes the next event; `range` is its place in the file.
    fn event(&mut self, event: Event, range: Range<usize>) {
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

    /// What was read, with its notes.
    pub(super) fn finish(self, mut blocks: Vec<Block>) -> Parsed {
        let mut notes = self.shared.notes.finish(self.report);
        self.shared.examples.settle(&mut blocks, &mut notes);
        Parsed { blocks, notes, settings: self.shared.settings }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        if !self.has_room() {
            self.drown(range);
            return;
        }
        let is_inline =
            matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Subscript | Tag::Link { .. } | Tag::Image { .. });
        if is_inline {
            self.ensure_line(range.start);
        } else {
            self.end_implied(range.start);
        }
        let mut attributes = Attributes::default();
        let kind = match tag {
            Tag::Paragraph => {
                attributes = self.trailing_attributes(&range, captions::may_begin);
                if let [.., list, item] = self.stack.as_mut_slice()
                    && let (Open::List { tight, .. }, Open::Item { .. }) = (&mut list.kind, &item.kind)
                {
                    *tight = false;
                }
                Open::Paragraph { announced: true }
            }
            Tag::Heading { level, .. } => {
                // A heading is one of the text, not of a paragraph whose end tag was forgotten.
                self.close_before("h1", range.start);
                attributes = self.trailing_attributes(&range, |_| true);
                Open::Heading(number(level))
            }
            Tag::BlockQuote(alert) => Open::Quote(alert.map(callout)),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) if cells::language(&info).is_some() => {
                Open::Code { language: cells::language(&info).map(str::to_owned), text: String::new(), is_cell: true }
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) if info.starts_with("admonish") => {
                match admonish::of_fence(self.source(range.clone())) {
                    Some(admonition) => Open::Admonition { admonition, cut: Cut::default() },
                    None => Open::Code { language: Some(info.into_string()), text: String::new(), is_cell: false },
                }
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) if info.trim_start().starts_with("{=") => {
                match raw::of_fence(self.source(range.clone())) {
                    Some(format) => Open::Raw { format, cut: Cut::default() },
                    None => Open::Code { language: None, text: String::new(), is_cell: false },
                }
            }
            // Between the tags of an element, lines that are set in are lines of HTML: the tags before them were covered.
            Tag::CodeBlock(CodeBlockKind::Indented) if self.goes_on_in_html(range.start) => {
                Open::Raw { format: "html".to_owned(), cut: Cut::default() }
            }
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(_) => {
                        // As typed: the parser would take the backslashes out of values.
                        let (language, found) = code_info(self.source(range.clone()));
                        attributes = found;
                        language
                    }
                    CodeBlockKind::Indented => None,
                };
                Open::Code { language, text: String::new(), is_cell: false }
            }
            Tag::List(start) => {
                let kind = self.list_kind(start, &range);
                Open::List { kind, tight: true, items: Vec::new() }
            }
            Tag::Item => {
                self.start_item(&range);
                Open::Item { task: None }
            }
            Tag::FootnoteDefinition(label) => Open::Note(label.into_string()),
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
            Tag::Subscript | Tag::Superscript => Open::Subscript,
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => Open::Link(format!("mailto:{dest_url}")),
            Tag::Link { dest_url, .. } => Open::Link(dest_url.into_string()),
            Tag::Image { dest_url, .. } => Open::Picture(dest_url.into_string()),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => Open::Html { cut: Cut::default(), in_comment: false },
        };
        self.stack.push(Frame::new(kind, range.start, attributes));
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        let is_inline =
            matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Subscript | TagEnd::Link | TagEnd::Image);
        if is_inline || matches!(tag, TagEnd::Paragraph) {
            self.close_tags(range.end);
        }
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

    /// Whether an element of HTML is open and no empty line stands before a byte.
    fn goes_on_in_html(&self, at: usize) -> bool {
        let before = self.source(self.manuscript.body..at).trim_end_matches([' ', '\t', '>']);
        let line = before.strip_suffix('\n').and_then(|before| before.rsplit('\n').next());
        self.stack.last().is_some_and(Frame::is_html_block) && line.is_some_and(|line| !line.trim_matches([' ', '\t', '>']).is_empty())
    }

    fn in_verbatim(&self) -> bool {
        matches!(
            self.stack.last(),
            Some(Frame { kind: Open::Admonition { .. } | Open::Code { .. } | Open::Raw { .. } | Open::Html { .. }, .. })
        )
    }

    /// Text of code, from the source where a line of it was covered.
    fn verbatim(&mut self, words: &str, range: Range<usize>) {
        if let Some(Frame { kind: Open::Raw { cut, .. } | Open::Admonition { cut, .. }, .. }) = self.stack.last_mut() {
            return cut.add(self.manuscript.text, range);
        }
        let body = self.manuscript.body;
        let covered = self.markers.range(range.start - body..range.end - body).next().is_some();
        let Some(Frame { kind: Open::Code { text, .. }, .. }) = self.stack.last_mut() else { return };
        if covered {
            text.push_str(&self.manuscript.text.get(range).unwrap_or_default().replace("\r\n", "\n"));
        } else {
            text.push_str(words);
        }
    }

    /// Opens a paragraph where the parser has announced none.
    pub(super) fn ensure_line(&mut self, start: usize) {
        let holds_blocks = self.stack.last().is_none_or(|frame| {
            matches!(
                frame.kind,
                Open::Document | Open::Quote(_) | Open::Item { .. } | Open::Note(_) | Open::Meaning | Open::Div | Open::Definitions(_)
            ) || frame.is_html_block()
        });
        if holds_blocks {
            self.stack.push(Frame::new(Open::Paragraph { announced: false }, start, Attributes::default()));
        }
    }

    /// Ends a paragraph that was only implied, since a block begins or ends.
    pub(super) fn end_implied(&mut self, at: usize) {
        let lines = self.stack.iter().rev().take_while(|frame| frame.is_inline_tag()).count();
        let implied = self.stack.len().checked_sub(lines + 1).and_then(|at| self.stack.get(at));
        if lines > 0 && matches!(implied, Some(Frame { kind: Open::Paragraph { announced: false }, .. })) {
            self.close_tags(at);
        }
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
            if self.shared.ids.insert(id.clone()) {
                attributes.id = Some(id);
            } else if !self.stands_in(&id) {
                let problem = Diagnostic::warning(Code("id-duplicate"), format!("the name #{id} is given twice"));
                self.report.add(problem.at(span).hint("links lead to the first; give one of the two another name"));
            }
        }
        // Quarto’s name for the same.
        attributes.others.iter_mut().filter(|(key, _)| key == "fig-alt").for_each(|(key, _)| "alt".clone_into(key));
        if let Some(text) = attributes.language.take() {
            attributes.language = language_tag(&text).map(|language| language.0);
            if attributes.language.is_none() {
                self.report.add(language_invalid(&text, span));
            }
        }
        attributes
    }

    /// Whether what is open has this name: an anchor in a heading may repeat the heading’s, and both are one place.
    fn stands_in(&self, id: &str) -> bool {
        self.stack.iter().any(|frame| frame.attributes.id.as_deref() == Some(id))
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
        self.line_in(inlines, None)
    }

    /// The same for a line that may be in a language of its own.
    pub(super) fn line_in(&self, inlines: Vec<Inline>, language: Option<&str>) -> Vec<Inline> {
        let own = language.or_else(|| self.stack.iter().rev().find_map(|frame| frame.attributes.language.as_deref()));
        let customs = own.map_or(self.customs, |own| typography::customs(&Language(own.to_owned())));
        let inlines = if self.shared.has_keys && !self.shared.bare_keys { citations::forget_bare_keys(inlines) } else { inlines };
        typography::line(inlines, customs, self.manuscript.text)
    }

    /// The language that holds here.
    pub(super) fn language(&self) -> Language {
        let own = self.stack.iter().rev().find_map(|frame| frame.attributes.language.clone());
        own.map_or_else(|| self.manuscript.language.clone(), Language)
    }

    pub(super) fn push_block(&mut self, mut kind: BlockKind, mut attributes: Attributes, start: usize, end: usize) {
        let end = start + self.source(start..end).trim_end().len();
        let span = self.span(start, end);
        if !self.shared.anchors.is_empty() {
            self.take_anchors(&mut kind, &mut attributes, span);
        }
        if let Some(frame) = self.stack.last_mut() {
            frame.blocks.push(Block { kind, attributes, span });
        }
    }

    /// Gives the names that stood before a block to it, and to its line if there are several.
    fn take_anchors(&mut self, kind: &mut BlockKind, attributes: &mut Attributes, span: Span) {
        let mut names = std::mem::take(&mut self.shared.anchors).into_iter();
        if attributes.id.is_none() {
            attributes.id = names.next();
        }
        let place = |id| {
            let attributes = Attributes { id: Some(id), ..Attributes::default() };
            Inline {
                kind: InlineKind::Span { attributes: Box::new(attributes), content: Vec::new() },
                span: Span { end: span.start, ..span },
            }
        };
        match kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => drop(content.splice(0..0, names.map(place))),
            _ => self.shared.anchors = names.collect(),
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

/// Whether the text, which may hold at signs, cites works: it names a bibliography, or cites in brackets.
fn cites(manuscript: &Manuscript, ats: bool) -> bool {
    let (front, body) = manuscript.text.split_at(manuscript.body.min(manuscript.text.len()));
    let is_citation = |at: usize| {
        // In a link, it is what people call each other by.
        let after = body.get(at..).and_then(|rest| rest.split_once(']')).map(|(_, after)| after);
        after.is_some_and(|after| !after.starts_with(['(', '[', ':']))
    };
    front.lines().any(|line| line.starts_with("bibliography:") || line.starts_with("references:"))
        || (ats && memchr::memmem::find_iter(body.as_bytes(), "[@").take(100).any(is_citation))
}

/// The labels of notes in a text of which a test holds, which sees the label and what follows.
fn note_labels(text: &str, wanted: impl Fn(&str, &str) -> bool) -> BTreeSet<String> {
    let starts = memchr::memmem::find_iter(text.as_bytes(), "[^").filter_map(|at| {
        let rest = text.get(at + 2..)?;
        // Labels are short; how far the next bracket is would be asked again and again.
        let end = rest.bytes().take(100).position(|byte| byte == b']')?;
        Some((rest.get(..end)?, rest.get(end + 1..)?))
    });
    starts.filter(|(label, rest)| wanted(label, rest)).map(|(label, _)| label.to_owned()).collect()
}

/// A label of reference links as it is compared: case and spaces do not matter.
fn label(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn callout(alert: BlockQuoteKind) -> Callout {
    match alert {
        BlockQuoteKind::Note => Callout::Note,
        BlockQuoteKind::Tip => Callout::Tip,
        BlockQuoteKind::Important => Callout::Important,
        BlockQuoteKind::Warning => Callout::Warning,
        BlockQuoteKind::Caution => Callout::Caution,
    }
}

/// The language of a fenced block and its attributes: `rust`, `rust {.numbered}` or `{.rust .numbered}`.
fn code_info(source: &str) -> (Option<String>, Attributes) {
    let info = source.lines().next().unwrap_or_default().trim_start_matches([' ', '`', '~']);
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
