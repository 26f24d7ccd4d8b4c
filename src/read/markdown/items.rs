//! Lists and their items by the marks that Pandoc knows, and the parser only as numbers.

use std::ops::Range;

use super::builder::Builder;
use super::cover::Marker;
use super::frame::{Frame, Open};
use super::markers::{ItemMark, Number};
use crate::model::{Attributes, Delimiter, ListKind, NumberStyle};

impl Builder<'_, '_, '_> {
    /// The kind of a list by the mark of its first item.
    pub(super) fn list_kind(&mut self, start: Option<u64>, range: &Range<usize>) -> ListKind {
        let Some(start) = start else { return ListKind::Bullets };
        match self.item_mark(range) {
            Some(mark) => mark.list(self.shared.examples.count),
            None => {
                let after = self.source(range.clone()).trim_start_matches(|c: char| c.is_whitespace() || c.is_ascii_digit());
                let delimiter = if after.starts_with(')') { Delimiter::Paren } else { Delimiter::Period };
                ListKind::Numbers { start, style: NumberStyle::Decimal, delimiter }
            }
        }
    }

    /// The covered mark of the item that begins here.
    fn item_mark(&self, range: &Range<usize>) -> Option<ItemMark> {
        let body = self.manuscript.body;
        let start = range.start.saturating_sub(body);
        let before = self.source(body..range.start).len() - self.source(body..range.start).trim_end_matches('(').len();
        match self.markers.range(start - before.min(1)..start + 4).next() {
            Some((_, Marker::Item(mark))) => Some(*mark),
            _ => None,
        }
    }

    /// Counts an example, and leaves its label out of its words.
    fn begin_example(&mut self, range: &Range<usize>) {
        let body = self.manuscript.body;
        let label = self.markers.range(range.start - body..range.start + 8 - body).find_map(|(&at, marker)| match marker {
            Marker::Label(len) => Some(at + body..at + body + len),
            _ => None,
        });
        let Some(label) = label else { return self.shared.examples.begin("") };
        self.skip = self.skip.max(label.end);
        let mark = self.source(range.start..label.end);
        let words = mark.trim_start_matches([' ', '(', '@']).trim_end_matches(')').to_owned();
        self.shared.examples.begin(&words);
    }

    /// Begins a list of its own where the marks change: for the parser all numbers are the same.
    pub(super) fn start_item(&mut self, range: &Range<usize>) {
        let mark = self.item_mark(range);
        if mark.is_some_and(|mark| mark.number == Number::Example) {
            self.begin_example(range);
        }
        let Some(Frame { kind: Open::List { kind: kind @ ListKind::Numbers { .. }, items, .. }, .. }) = self.stack.last() else { return };
        let kind = *kind;
        let continues = match mark {
            Some(mark) => mark.continues(kind),
            None => matches!(kind, ListKind::Numbers { style: NumberStyle::Decimal, delimiter: Delimiter::Period | Delimiter::Paren, .. }),
        };
        if continues || items.is_empty() {
            return;
        }
        let digits = self.source(range.clone()).trim_start().bytes().take_while(u8::is_ascii_digit).count();
        let number = self.source(range.clone()).trim_start().get(..digits).and_then(|digits| digits.parse().ok());
        if let Some(frame) = self.stack.pop() {
            self.close(frame, range.start);
        }
        let kind = self.list_kind(number.or(Some(1)), range);
        self.stack.push(Frame::new(Open::List { kind, tight: true, items: Vec::new() }, range.start, Attributes::default()));
    }
}
