//! Notes in the order in which a reader meets their marks.

use crate::base::{Code, Diagnostic, Report};
use crate::model::{Block, Inline, InlineKind, Note, PartMut};

/// Puts the notes in the order of their marks in standfirst and body, and numbers the marks anew. A note whose mark is in
/// neither has lost it: it stood in the title, or in the description of a picture.
pub(super) fn settle(standfirst: &mut [Block], body: &mut [Block], notes: Vec<Note>, report: &mut Report) -> Vec<Note> {
    let mut order = Order { notes: notes.into_iter().map(Some).collect(), settled: Vec::new() };
    order.blocks(standfirst);
    order.blocks(body);
    // A note may hold another; it follows all those that the text marks.
    let mut at = 0;
    while let Some(note) = order.settled.get_mut(at) {
        let mut content = std::mem::take(&mut note.content);
        order.blocks(&mut content);
        if let Some(note) = order.settled.get_mut(at) {
            note.content = content;
        }
        at += 1;
    }
    for note in order.notes.into_iter().flatten() {
        let problem = Diagnostic::warning(Code("note-lost"), "the mark of this note cannot be kept, so the note is left out");
        report.add(problem.at(note.span).hint("a title and the description of a picture are plain words: refer to the note in the text"));
    }
    order.settled
}

struct Order {
    /// The notes that no mark was met for.
    notes: Vec<Option<Note>>,
    settled: Vec<Note>,
}

impl Order {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            block.each_part_mut(&mut |part| match part {
                PartMut::Blocks(blocks) => self.blocks(blocks),
                PartMut::Line(line) => self.line(line),
            });
        }
    }

    fn line(&mut self, line: &mut [Inline]) {
        for inline in line {
            if let InlineKind::NoteMark(number) = &mut inline.kind {
                if let Some(note) = self.notes.get_mut(*number).and_then(Option::take) {
                    self.settled.push(note);
                    *number = self.settled.len() - 1;
                }
            } else if let Some(content) = inline.kind.content_mut() {
                self.line(content);
            }
        }
    }
}
