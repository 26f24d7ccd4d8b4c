//! Footnotes and endnotes: parts of their own, to which marks in the text refer.

use std::collections::BTreeMap;

use super::assemble;
use super::package::Relations;
use super::passage::place;
use super::reader::Reader;
use crate::base::xml::Element;
use crate::model::Note;

/// The notes of a file.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub footnotes: NotePart,
    pub endnotes: NotePart,
    /// Those that are marked, in the order of their marks.
    pub made: Vec<Note>,
}

/// All notes of one kind.
#[derive(Debug, Default)]
pub(super) struct NotePart {
    waiting: BTreeMap<String, Element>,
    numbers: BTreeMap<String, usize>,
    relations: Relations,
}

impl NotePart {
    /// The notes of a part. The lines that part notes from the text are kept there too, and are none.
    pub(super) fn of(root: Element, relations: Relations) -> Self {
        let notes = root.kids.into_iter().filter_map(|kid| match kid {
            crate::base::xml::Node::Element(note) if matches!(note.any("type"), None | Some("normal")) => {
                Some((note.any("id")?.to_owned(), note))
            }
            _ => None,
        });
        Self { waiting: notes.collect(), numbers: BTreeMap::new(), relations }
    }

    /// What the notes hold, for looking through it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.waiting.values()
    }
}

impl Reader {
    /// The number of a note that is marked here; nothing if there is no such note.
    pub(super) fn note(&mut self, id: &str, at_the_end: bool) -> Option<usize> {
        let part = if at_the_end { &mut self.notes.endnotes } else { &mut self.notes.footnotes };
        if let Some(&number) = part.numbers.get(id) {
            return Some(number);
        }
        // Taken out before it is read: a note that marks itself ends here.
        let note = part.waiting.remove(id)?;
        let number = self.notes.made.len();
        part.numbers.insert(id.to_owned(), number);
        let span = place(self.number);
        self.notes.made.push(Note { content: Vec::new(), span });

        let around = std::mem::replace(&mut self.relations, part.relations.clone());
        let fields = std::mem::take(&mut self.fields);
        let counted = self.number;
        let passages = self.passages(&note);
        (self.relations, self.fields, self.number) = (around, fields, counted);
        let content = assemble::blocks(passages);
        if let Some(note) = self.notes.made.get_mut(number) {
            note.content = content;
        }
        Some(number)
    }
}
