//! Notes: marked in one place, written in another, brought together at the end.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Code, Diagnostic, Report, Span};
use crate::model::Note;

/// A note marked again is printed again, as Pandoc does. Beyond so many bytes of repetition it is an attack or a slip.
const MOST_REPEATED: usize = 1_000_000;

/// The notes of a piece while it is read.
#[derive(Default)]
pub(super) struct Notes {
    /// What each mark stands for, in order.
    marks: Vec<Mark>,
    /// Notes written apart from their marks, by label.
    written: BTreeMap<String, Note>,
}

enum Mark {
    /// A reference to a note of that label, and its place.
    Label(String, Span),
    /// A note written where its mark stands.
    Here(Note),
}

impl Notes {
    /// Takes a reference to a note and returns the number of its mark.
    pub(super) fn refer(&mut self, label: &str, span: Span) -> usize {
        self.marks.push(Mark::Label(label.to_owned(), span));
        self.marks.len() - 1
    }

    /// Takes a note written in the line and returns the number of its mark.
    pub(super) fn here(&mut self, note: Note) -> usize {
        self.marks.push(Mark::Here(note));
        self.marks.len() - 1
    }

    /// How many marks there are.
    pub(super) fn count(&self) -> usize {
        self.marks.len()
    }

    /// Changes the notes that were written in the line since there were so many marks.
    pub(super) fn each_note_from(&mut self, count: usize, mut change: impl FnMut(&mut Note)) {
        for mark in self.marks.iter_mut().skip(count) {
            if let Mark::Here(note) = mark {
                change(note);
            }
        }
    }

    /// Takes a note written apart. The second of two with one label is no note.
    pub(super) fn write(&mut self, label: String, note: Note, report: &mut Report) {
        if self.written.contains_key(&label) {
            let message = format!("the note “{label}” is written twice");
            report.add(Diagnostic::error(Code("note-duplicate"), message).at(note.span).hint("give one of the two another label"));
            return;
        }
        self.written.insert(label, note);
    }

    /// The notes in the order of their marks. Notes that nothing refers to are reported.
    pub(super) fn finish(self, report: &mut Report) -> Vec<Note> {
        let mut notes = Vec::with_capacity(self.marks.len());
        let (mut used, mut repeated) = (BTreeSet::new(), 0);
        for mark in self.marks {
            let (label, span) = match mark {
                Mark::Here(note) => {
                    notes.push(note);
                    continue;
                }
                Mark::Label(label, span) => (label, span),
            };
            // The parser takes a mark for one only if its note is written, and every written note was taken in.
            let Some(note) = self.written.get(&label) else { continue };
            if !used.insert(label) {
                repeated += (note.span.end - note.span.start) as usize;
            }
            if repeated > MOST_REPEATED {
                let problem = Diagnostic::error(Code("note-repeated"), "the same notes are marked too many times").at(span);
                report.add(problem.hint("refer to a long note once, and to its number after that"));
                break;
            }
            notes.push(note.clone());
        }
        for (label, note) in self.written.iter().filter(|(label, _)| !used.contains(*label)) {
            let message = format!("no text refers to the note “{label}”, so it is left out");
            let hint = format!("put [^{label}] where the note belongs");
            report.add(Diagnostic::warning(Code("note-unused"), message).at(note.span).hint(hint));
        }
        notes
    }
}
