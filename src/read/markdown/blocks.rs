//! Blocks made of what was closed: paragraphs, figures, lists, tables, notes.

use std::ops::Range;

use super::super::typography;
use super::builder::Builder;
use super::captions;
use super::frame::{Draft, Frame, Open};
use crate::base::{Code, Diagnostic, Report, Span};
use crate::model::{
    Attributes, BlockKind, Cell, Definition, Delimiter, Figure, Inline, InlineKind, Item, Language, List, ListKind, Note, NumberStyle,
    Quote, Row, Table,
};

impl Builder<'_, '_, '_> {
    /// Makes what was open into a part of what is around it.
    pub(super) fn close(&mut self, mut frame: Frame, end: usize) {
        let start = frame.start;
        let attributes = std::mem::take(&mut frame.attributes);
        match frame.kind {
            Open::Document => {}
            Open::Quote => self.push_block(
                BlockKind::Quote(Quote { content: captions::attach(frame.blocks), attribution: Vec::new() }),
                attributes,
                start,
                end,
            ),
            Open::List { start: first, tight, items } => {
                let kind = first.map_or(ListKind::Bullets, |start| ListKind::Numbers {
                    start,
                    style: NumberStyle::Decimal,
                    delimiter: Delimiter::Period,
                });
                self.push_block(BlockKind::List(List { kind, tight, items }), attributes, start, end);
            }
            Open::Item { task } => {
                let item = Item { task, content: captions::attach(frame.blocks) };
                if let Some(Frame { kind: Open::List { items, .. }, .. }) = self.stack.last_mut() {
                    items.push(item);
                }
            }
            Open::Note(label) => {
                let note = Note { content: captions::attach(frame.blocks), span: self.span(start, end) };
                self.notes.write(label, note, self.report);
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
                    definition.meanings.push(captions::attach(frame.blocks));
                }
            }
            Open::Table { columns, head, rows, caption } => {
                let (caption, attributes) = caption.unwrap_or_default();
                let row_headers = head.cells.len() > 1 && head.cells.first().is_some_and(|cell| cell.content.is_empty());
                let table = Table { caption, columns, head: vec![head], rows, row_headers };
                self.push_block(BlockKind::Table(table), attributes, start, end);
            }
            Open::Row(row) => self.row(row, start, end),
            Open::Cell => {
                let content = self.line(frame.inlines);
                let span = self.span(start, end);
                if let Some(Frame { kind: Open::Row(row), .. }) = self.stack.last_mut() {
                    row.cells.push(Cell::of_line(content, span));
                }
            }
            Open::Div => self.div(attributes, captions::attach(frame.blocks), start, end),
            Open::Paragraph { .. } => self.paragraph(frame, attributes, end),
            Open::Heading(level) => self.heading(level, frame.inlines, attributes, start..end),
            Open::Code { language, text } => self.push_block(BlockKind::Code { language, text }, attributes, start, end),
            Open::Html { text, .. } => self.html_words(&text, start, end),
            kind => self.close_inline(kind, frame.inlines, start, end),
        }
    }

    fn heading(&mut self, level: u8, words: Vec<Inline>, attributes: Attributes, range: Range<usize>) {
        let language = attributes.language.clone().map_or_else(|| self.language(), Language);
        let content = self.line_in(words, &language);
        let span = self.span(range.start, range.end);
        self.unused_attributes(&attributes, span);
        if content.is_empty() {
            let problem = Diagnostic::warning(Code("heading-empty"), "this heading has no words, so it is left out");
            self.report.add(problem.at(span).hint("write the heading after the number signs, or remove them"));
            return;
        }
        self.push_block(BlockKind::Heading { level, content }, attributes, range.start, range.end);
    }

    /// The paragraph, or the figure if a picture is all it holds.
    fn paragraph(&mut self, mut frame: Frame, attributes: Attributes, end: usize) {
        let is_figure = matches!(frame.inlines.as_slice(), [Inline { kind: InlineKind::Picture { .. }, .. }]);
        if is_figure && let Some(draft) = frame.picture.take() {
            return self.figure(draft, frame.start, end);
        }
        if let Some(draft) = frame.picture {
            self.stays_in_line(&draft, self.span(frame.start, end));
        }
        let content = self.line(frame.inlines);
        if !content.is_empty() {
            self.push_block(BlockKind::Paragraph(content), attributes, frame.start, end);
        }
    }

    /// Reports what only a figure can use: this picture stands among words.
    pub(super) fn stays_in_line(&mut self, draft: &Draft, span: Span) {
        let unused = draft.attributes.others.iter().filter(|(key, _)| key != "alt").cloned().collect();
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

    fn row(&mut self, row: Row, start: usize, end: usize) {
        let source = self.source(start..end).trim();
        let is_caption = source.starts_with("Table:") || source.starts_with(": ");
        let Some(Frame { kind: Open::Table { head, rows, caption, .. }, .. }) = self.stack.last_mut() else { return };
        if head.cells.is_empty() && rows.is_empty() {
            *head = row;
        } else if is_caption && !source.contains('|') && caption.is_none() {
            // Without an empty line between them, the parser takes the caption for a row.
            let mut words = row.cells.into_iter().next().and_then(|cell| cell.line().map(<[Inline]>::to_vec)).unwrap_or_default();
            captions::strip(&mut words);
            *caption = Some((words, Attributes::default()));
        } else {
            rows.push(row);
        }
    }
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
