//! Lists: neighbouring paragraphs with marks, nested by their levels.

use super::assemble::{Waiting, line, paragraph};
use super::numbering::{Mark, Place};
use super::passage::{Part, Passage, place};
use crate::model::{Attributes, Block, BlockKind, Inline, InlineKind, Item, List, ListKind};

/// The list that begins with a passage.
pub(super) fn list(waiting: &mut Waiting, first: Passage) -> Block {
    let number = first.number;
    let Part::Item(start) = first.part.clone() else { return paragraph(first) };
    let mut list = Open { kind: kind(&start), items: Vec::new(), indent: indent(&first, &start), place: start };
    list.add(first);
    while let Some(next) = waiting.passages.next_if(|passage| list.takes(passage)) {
        match &next.part {
            Part::Item(place) if place.level > list.place.level && place.mark != Mark::Nothing => {
                let nested = self::list(waiting, next);
                list.append(nested);
            }
            Part::Item(Place { mark: Mark::Nothing, .. }) | Part::ListContinue | Part::Body | Part::Code(_) => list.append(paragraph(next)),
            _ => list.add(next),
        }
    }
    let tight = list.items.iter().all(|item| item.content.iter().filter(|block| !matches!(block.kind, BlockKind::List(_))).count() <= 1);
    let kind = BlockKind::List(List { kind: list.kind, tight, items: list.items });
    Block { kind, attributes: Attributes::default(), span: place(number) }
}

/// A list while it is being put together.
struct Open {
    kind: ListKind,
    items: Vec<Item>,
    /// The place of its first item.
    place: Place,
    /// How far its words are set in.
    indent: i32,
}

impl Open {
    /// Whether a passage belongs to this list: as an item, in a list below, or as a further paragraph of an item.
    fn takes(&self, passage: &Passage) -> bool {
        match &passage.part {
            Part::Item(place) if place.level > self.place.level => true,
            Part::Item(place) if place.level < self.place.level => false,
            Part::Item(Place { mark: Mark::Task(_), .. }) => matches!(self.place.mark, Mark::Task(_)),
            Part::Item(place) => place.mark == Mark::Nothing || (place.list == self.place.list && self.counts_on(place)),
            Part::ListContinue => true,
            // A paragraph without a mark that stands below the words of the item, not below its mark.
            Part::Body | Part::Code(_) => self.indent > 0 && passage.indent > 0 && passage.indent >= self.indent,
            _ => false,
        }
    }

    /// Whether the next item counts on from the last one.
    fn counts_on(&self, next: &Place) -> bool {
        match (self.kind, kind(next)) {
            (ListKind::Bullets, ListKind::Bullets) => true,
            (ListKind::Numbers { start, style, .. }, ListKind::Numbers { start: number, style: next_style, .. }) => {
                let expected = start.saturating_add(self.items.len() as u64);
                style == next_style && (number == expected || next.list == u32::MAX)
            }
            _ => false,
        }
    }

    fn add(&mut self, passage: Passage) {
        let mark = if let Part::Item(place) = &passage.part { place.mark } else { Mark::Nothing };
        let mut content = line(passage.content);
        let box_before = task(&mut content);
        let task = if let Mark::Task(done) = mark { Some(done) } else { box_before };
        let passage = Passage { content, ..Passage::of(Part::Body, passage.number) };
        self.items.push(Item { task, content: vec![paragraph(passage)] });
    }

    fn append(&mut self, block: Block) {
        if let Some(item) = self.items.last_mut() {
            item.content.push(block);
        }
    }
}

fn kind(place: &Place) -> ListKind {
    match place.mark {
        Mark::Item(kind) => kind,
        Mark::Task(_) | Mark::Nothing => ListKind::Bullets,
    }
}

fn indent(passage: &Passage, place: &Place) -> i32 {
    if passage.indent > 0 { passage.indent } else { place.indent.unwrap_or_default() }
}

/// Takes the box of a task off the words behind it, where the box was typed.
fn task(content: &mut [Inline]) -> Option<bool> {
    let Some(Inline { kind: InlineKind::Text(text), .. }) = content.first_mut() else { return None };
    let done = match text.chars().next()? {
        '☐' => false,
        '☒' | '☑' => true,
        _ => return None,
    };
    *text = text.trim_start_matches(['☐', '☒', '☑']).trim_start().to_owned();
    Some(done)
}
