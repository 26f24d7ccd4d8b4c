//! Blocks made of what was closed: paragraphs, figures, lists, tables, notes.

use std::ops::Range;

use super::super::{sections, typography};
use super::anatomy::take;
use super::builder::Builder;
use super::frame::{Draft, Frame, Open};
use super::{attribution, captions, hidden, verse};
use crate::base::{Code, Diagnostic, Report, Span};
use crate::model::{
    Attributes, Block, BlockKind, BoxRole, Boxed, Callout, Cell, Definition, Figure, Inline, InlineKind, Item, List, Note, Quote, Row,
    Table,
};

impl Builder<'_, '_, '_> {
    /// Makes what was open into a part of what is around it.
    pub(super) fn close(&mut self, mut frame: Frame, end: usize) {
        let start = frame.start;
        let attributes = std::mem::take(&mut frame.attributes);
        match std::mem::replace(&mut frame.kind, Open::Document) {
            Open::Document => {}
            Open::Quote(alert) => self.quote(alert, captions::attach(frame.blocks, self.manuscript.text), attributes, start..end),
            Open::List { kind, tight, items } => {
                self.push_block(BlockKind::List(List { kind, tight, items }), attributes, start, end);
            }
            Open::Item { task } => {
                let item = Item { task, content: captions::attach(frame.blocks, self.manuscript.text) };
                if let Some(Frame { kind: Open::List { items, .. }, .. }) = self.stack.last_mut() {
                    items.push(item);
                }
            }
            Open::Note(label) => {
                let note = Note { content: captions::attach(frame.blocks, self.manuscript.text), span: self.span(start, end) };
                self.shared.notes.write(label, note, self.report);
            }
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
                    definition.meanings.push(captions::attach(frame.blocks, self.manuscript.text));
                }
            }
            Open::Table { columns, head, rows, caption } => {
                let (caption, attributes) = *caption.unwrap_or_default();
                let row_headers = names_rows(Some(&head));
                // A header row of empty cells is Markdown's way to have none.
                let head = if head.cells.iter().all(|cell| cell.content.is_empty()) { Vec::new() } else { vec![head] };
                let table = Table { caption, columns, head, rows, row_headers };
                self.push_block(BlockKind::Table(table), attributes, start, end);
            }
            Open::Row(row) => self.row(row, start, end),
            Open::Cell => {
                let content = self.line(frame.inlines);
                let span = self.span(start, end);
                self.cell_end = end;
                if let Some(Frame { kind: Open::Row(row), .. }) = self.stack.last_mut() {
                    row.cells.push(Cell::of_line(content, span));
                }
            }
            Open::Div => self.div(attributes, captions::attach(frame.blocks, self.manuscript.text), start, end),
            Open::Paragraph { .. } => self.paragraph(frame, attributes, end),
            Open::Heading(level) => self.heading(level, frame.inlines, attributes, start..end),
            Open::Code { language, text, is_cell: true } => {
                let (text, attributes) = self.cell(&text, attributes, start);
                self.code(language, text, attributes, start..end, self.span(start, end));
            }
            Open::Code { language, text, is_cell: false } => {
                let hides = self.manuscript.hides_lines && hidden::hides(language.as_deref());
                let text = if hides { hidden::shown(&text) } else { text };
                // Of an example that is for the compiler as a whole nothing is left.
                if !(hides && text.is_empty()) {
                    self.code(language, text, attributes, start..end, self.line_span(start));
                }
            }
            Open::Admonition { admonition, cut } => self.admonition(admonition, &cut, start..end),
            Open::Raw { format, cut } => self.raw_block(&format, &cut, start..end),
            Open::Html { cut, .. } => self.html_block(&cut),
            Open::Tag { tag, parts, .. } => self.element(*tag, frame, attributes, parts, end),
            kind => self.close_inline(kind, frame.inlines, start, end),
        }
    }

    /// A quotation with who said it, or one of GitHub's alerts.
    fn quote(&mut self, alert: Option<Callout>, mut content: Vec<Block>, attributes: Attributes, range: Range<usize>) {
        let kind = match alert {
            Some(callout) => BlockKind::Boxed(Boxed { role: BoxRole::Callout(callout), heading: None, content, attribution: Vec::new() }),
            None => {
                let attribution = attribution::take(&mut content);
                BlockKind::Quote(Quote { content, attribution })
            }
        };
        self.push_block(kind, attributes, range.start, range.end);
    }

    /// Code; with a caption or the name of a file, which stand in `head`, a group of both.
    fn code(&mut self, language: Option<String>, text: String, mut attributes: Attributes, range: Range<usize>, head: Span) {
        let Range { start, end } = range;
        let caption = take(&mut attributes, "caption").or_else(|| take(&mut attributes, "lst-cap"));
        let filename = take(&mut attributes, "filename");
        let code = BlockKind::Code { language, text };
        if caption.is_none() && filename.is_none() {
            return self.push_block(code, attributes, start, end);
        }
        let span = head;
        let mut content = Vec::new();
        content.extend(filename.map(|name| self.classed(vec![Inline { kind: InlineKind::Code(name), span }], "filename", start, end)));
        // The name is that of the whole: references lead to it.
        let outer = Attributes { id: attributes.id.take(), classes: vec!["listing".to_owned()], ..Attributes::default() };
        content.push(Block { kind: code, attributes, span: self.span(start, end) });
        let words = |caption: String| typography::words(&caption, &self.language());
        let caption = caption.map(|caption| vec![Inline { kind: InlineKind::Text(words(caption)), span }]);
        content.extend(caption.map(|caption| self.classed(caption, "caption", start, end)));
        self.push_block(BlockKind::Group(content), outer, start, end);
    }

    fn heading(&mut self, level: u8, words: Vec<Inline>, attributes: Attributes, range: Range<usize>) {
        let content = self.line_in(words, attributes.language.as_deref());
        let span = self.span(range.start, range.end);
        self.unused_attributes(&attributes, span);
        if content.is_empty() {
            let problem = Diagnostic::warning(Code("heading-empty"), "this heading has no words, so it is left out");
            self.report.add(problem.at(span).hint("write the heading after the number signs, or remove them"));
            return;
        }
        self.push_block(BlockKind::Heading { level, content }, sections::of_heading(attributes), range.start, range.end);
    }

    /// The paragraph, or the figure if a picture is all it holds.
    fn paragraph(&mut self, mut frame: Frame, attributes: Attributes, end: usize) {
        let is_blank = |inline: &Inline| match &inline.kind {
            InlineKind::Text(words) => words.trim().is_empty(),
            InlineKind::SoftBreak | InlineKind::HardBreak => true,
            _ => false,
        };
        let mut whole = frame.inlines.iter().filter(|inline| !is_blank(inline));
        let is_figure = matches!((whole.next(), whole.next()), (Some(Inline { kind: InlineKind::Picture { .. }, .. }), None));
        if is_figure && let Some(draft) = frame.picture.take() {
            return self.figure(*draft, frame.start, end);
        }
        if let Some(draft) = frame.picture {
            self.stays_in_line(&draft, self.span(frame.start, end));
        }
        let is_line_block = !self.is_escaped(frame.start) && verse::is_line_block(self.source(frame.start..end).trim_end());
        if is_line_block || self.in_verse() {
            // Line ends are the author's, even those between ideographs.
            for inline in frame.inlines.iter_mut().filter(|inline| inline.kind == InlineKind::SoftBreak) {
                inline.kind = InlineKind::HardBreak;
            }
        }
        let content = self.line(frame.inlines);
        match content.as_slice() {
            [] => {}
            // A name for a place, alone in its paragraph, is that of what follows.
            [Inline { kind: InlineKind::Span { attributes, content }, .. }] if content.is_empty() && attributes.id.is_some() => {
                self.shared.anchors.extend(attributes.id.clone());
            }
            _ if is_line_block => self.push_block(BlockKind::Verse(verse::line_block(content)), attributes, frame.start, end),
            _ => self.push_block(BlockKind::Paragraph(content), attributes, frame.start, end),
        }
    }

    /// Whether the innermost div is one of verse.
    fn in_verse(&self) -> bool {
        let div = self.stack.iter().rev().find(|frame| matches!(frame.kind, Open::Div));
        div.is_some_and(|frame| frame.attributes.classes.iter().any(|class| class == "verse"))
    }

    /// Reports what only a figure can use: this picture stands among words.
    pub(super) fn stays_in_line(&mut self, draft: &Draft, span: Span) {
        // In a line a picture is as wide as it is: what pages of the web say of that is nothing to speak of.
        let is_pixels = |value: &str| value.trim_end_matches("px").bytes().all(|byte| byte.is_ascii_digit());
        let is_unused = |(key, value): &&(String, String)| key != "alt" && !(key == "width" && is_pixels(value));
        let unused = draft.attributes.others.iter().filter(is_unused).cloned().collect();
        self.unused_attributes(&Attributes { others: unused, ..Attributes::default() }, span);
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
        self.unused_attributes(&attributes, span);
        let figure = Figure { picture, alt, caption, credit, width };
        self.push_block(BlockKind::Figure(figure), attributes, start, end);
    }

    fn row(&mut self, mut row: Row, start: usize, end: usize) {
        self.keep_further_cells(&mut row, start..end);
        let source = self.source(start..end).trim();
        let is_caption = captions::may_begin(source);
        let Some(Frame { kind: Open::Table { head, rows, caption, .. }, .. }) = self.stack.last_mut() else { return };
        if head.cells.is_empty() && rows.is_empty() {
            *head = row;
        } else if is_caption && !source.contains('|') && caption.is_none() {
            // Without an empty line between them, the parser takes the caption for a row.
            let mut words = row.cells.into_iter().next().and_then(|cell| cell.line().map(<[Inline]>::to_vec)).unwrap_or_default();
            captions::strip(&mut words);
            *caption = Some(Box::new((words, Attributes::default())));
        } else {
            rows.push(row);
        }
    }
}

/// Whether the first column names the rows: the corner above it is empty, and something stands beside the corner.
pub(super) fn names_rows(head: Option<&Row>) -> bool {
    let Some([corner, others @ ..]) = head.map(|head| head.cells.as_slice()) else { return false };
    corner.content.is_empty() && others.iter().any(|cell| !cell.content.is_empty())
}

/// The width of the text of a page that a length is compared with, in millimetres: about that of a trade book.
const MEASURE: f32 = 110.0;

/// A width as a share of the measure. A length is made one with a remark, since the measure is the stylesheet's.
fn share(width: &str, span: Span, report: &mut Report) -> Option<f32> {
    let number = |unit: &str| width.trim().strip_suffix(unit)?.trim().parse::<f32>().ok().filter(|number| *number > 0.0);
    if let Some(percent) = number("%").filter(|percent| *percent <= 100.0) {
        return Some(percent / 100.0);
    }
    // A pixel is a ninety-sixth of an inch (CSS Values 4, 6.2).
    let units = [("mm", 1.0), ("cm", 10.0), ("in", 25.4), ("pt", 25.4 / 72.0), ("px", 25.4 / 96.0), ("", 25.4 / 96.0)];
    if let Some(millimetres) = units.iter().find_map(|(unit, worth)| Some(number(unit)? * worth)) {
        let share = (millimetres / MEASURE * 10.0).round().clamp(1.0, 10.0) / 10.0;
        let message = format!("the width “{width}” becomes {:.0}% of the column", share * 100.0);
        report.add(Diagnostic::note(Code("width-converted"), message).at(span).hint("give it in per cent of the column to be sure"));
        return Some(share);
    }
    let problem = Diagnostic::warning(Code("width-invalid"), format!("“{width}” is not a width we know"));
    report.add(problem.at(span).hint("give it in per cent of the column, such as width=50%"));
    None
}
