//! Notes in the order in which a reader meets their marks.

use crate::base::{Code, Diagnostic, Report};
use crate::model::{Block, Inline, InlineKind, Note, PartMut};

/// The notes of a manuscript that have not found their piece yet.
pub(super) struct Unsettled {
    /// The notes that no mark was met for.
    notes: Vec<Option<Note>>,
    /// How many those are.
    left: usize,
}

impl Unsettled {
    /// All notes of a manuscript.
    pub(super) fn of(notes: Vec<Note>) -> Self {
        Self { left: notes.len(), notes: notes.into_iter().map(Some).collect() }
    }

    /// Takes the notes that a piece marks, in the order of their marks in title, standfirst and body, and numbers the marks
    /// anew, after those that the piece has already.
    pub(super) fn settle(&mut self, title: &mut [Inline], standfirst: &mut [Block], body: &mut [Block], already: usize) -> Vec<Note> {
        if self.left == 0 {
            return Vec::new();
        }
        let mut order = Order { notes: &mut self.notes, left: &mut self.left, settled: Vec::new(), already };
        order.line(title);
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
        order.settled
    }

    /// Reports the notes that no piece marks: their marks stood in the description of a picture.
    pub(super) fn report_lost(self, report: &mut Report) {
        for note in self.notes.into_iter().flatten() {
            let problem = Diagnostic::warning(Code("note-lost"), "the mark of this note cannot be kept, so the note is left out");
            report
                .add(problem.at(note.span).hint("a title and the description of a picture are plain words: refer to the note in the text"));
        }
    }
}

struct Order<'a> {
    notes: &'a mut Vec<Option<Note>>,
    /// How many of them wait for their mark; after the last, no text needs to be looked through.
    left: &'a mut usize,
    settled: Vec<Note>,
    already: usize,
}

impl Order<'_> {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            if *self.left == 0 {
                return;
            }
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
                    *self.left -= 1;
                    *number = self.already + self.settled.len() - 1;
                }
            } else if let Some(content) = inline.kind.content_mut() {
                self.line(content);
            }
        }
    }
}
