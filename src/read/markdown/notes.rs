//! Notes: marked in one place, written in another, brought together at the end.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Code, Diagnostic, Report, Span};
use crate::model::{Block, Inline, InlineKind, Note, PartMut};

/// A note marked again is printed again, as Pandoc does. Beyond so many bytes of repetition it is an attack or a slip.
const MOST_REPEATED: usize = 1_000_000;
/// How deep notes may stand in notes that are printed again.
const DEEPEST: usize = 8;

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

    /// The notes in the order of their marks, and after them those that notes repeat. Notes that nothing refers to are reported.
    pub(super) fn finish(self, report: &mut Report) -> Vec<Note> {
        let mut finish = Finish { marks: &self.marks, written: &self.written, repeats: Vec::new(), repeated: 0, report };
        let mut notes = Vec::with_capacity(self.marks.len());
        let mut used = BTreeSet::new();
        for mark in &self.marks {
            notes.push(match mark {
                Mark::Here(note) => note.clone(),
                Mark::Label(label, span) => {
                    // The parser takes a mark for one only if its note is written, and every written note was taken in.
                    let Some(note) = self.written.get(label) else { continue };
                    if used.insert(label) { note.clone() } else { finish.again(note, label, *span, &mut Vec::new()) }
                }
            });
        }
        notes.append(&mut finish.repeats);
        for (label, note) in self.written.iter().filter(|(label, _)| !used.contains(label)) {
            let message = format!("no text refers to the note “{label}”, so it is left out");
            let hint = format!("put [^{label}] where the note belongs");
            report.add(Diagnostic::warning(Code("note-unused"), message).at(note.span).hint(hint));
        }
        notes
    }
}

/// Notes that are printed again, each with notes of its own in it: a mark stands for one note.
struct Finish<'a> {
    marks: &'a [Mark],
    written: &'a BTreeMap<String, Note>,
    /// The notes in notes that are repeated, which follow all others.
    repeats: Vec<Note>,
    /// How many bytes of the manuscript were repeated.
    repeated: usize,
    report: &'a mut Report,
}

impl<'a> Finish<'a> {
    /// A note once more. `chain` has the labels of those it stands in.
    fn again(&mut self, note: &Note, label: &'a str, span: Span, chain: &mut Vec<&'a str>) -> Note {
        let before = self.repeated;
        self.repeated += (note.span.end - note.span.start) as usize + 1;
        if self.repeated > MOST_REPEATED {
            if before <= MOST_REPEATED {
                let problem = Diagnostic::error(Code("note-repeated"), "the same notes are marked too many times").at(span);
                self.report.add(problem.hint("refer to a long note once, and to its number after that"));
            }
            return Note { content: Vec::new(), span: note.span };
        }
        let mut note = note.clone();
        chain.push(label);
        self.blocks(&mut note.content, chain);
        chain.pop();
        note
    }

    fn blocks(&mut self, blocks: &mut [Block], chain: &mut Vec<&'a str>) {
        for block in blocks {
            block.each_part_mut(&mut |part| match part {
                PartMut::Blocks(blocks) => self.blocks(blocks, chain),
                PartMut::Line(line) => self.line(line, chain),
            });
        }
    }

    fn line(&mut self, line: &mut [Inline], chain: &mut Vec<&'a str>) {
        let (marks, written) = (self.marks, self.written);
        for inline in line {
            if let Some(content) = inline.kind.content_mut() {
                self.line(content, chain);
            }
            let InlineKind::NoteMark(number) = &mut inline.kind else { continue };
            let note = match marks.get(*number) {
                Some(Mark::Here(note)) => {
                    let mut note = note.clone();
                    self.blocks(&mut note.content, chain);
                    note
                }
                Some(Mark::Label(label, span)) if chain.contains(&label.as_str()) || chain.len() > DEEPEST => {
                    let message = format!("the note “{label}” stands in itself, or in too many others");
                    self.report
                        .add(Diagnostic::error(Code("note-in-itself"), message).at(*span).hint("write out what the inner note says"));
                    inline.kind = InlineKind::Text(format!("[^{label}]"));
                    continue;
                }
                Some(Mark::Label(label, span)) => match written.get(label) {
                    Some(note) => self.again(note, label, *span, chain),
                    None => continue,
                },
                None => continue,
            };
            *number = marks.len() + self.repeats.len();
            self.repeats.push(note);
        }
    }
}
