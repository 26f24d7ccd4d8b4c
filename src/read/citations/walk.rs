//! The citations of a piece, in the order of reading.

use crate::base::Span;
use crate::model::{Block, Citation, Inline, InlineKind, PartMut, Piece};

/// Shows every citation of a piece, with the number of the note it stands in. A note is read where its mark stands.
pub(super) fn each_citation(piece: &mut Piece, visit: &mut impl FnMut(&mut Citation, Span, Option<usize>)) {
    let Piece { title, standfirst, body, notes, .. } = piece;
    let mut pending: Vec<Option<Vec<Block>>> = notes.iter_mut().map(|note| Some(std::mem::take(&mut note.content))).collect();
    let mut read: Vec<Vec<Block>> = notes.iter().map(|_| Vec::new()).collect();
    let mut walk = Walk { pending: &mut pending, read: &mut read, visit };
    walk.line(title, None);
    walk.blocks(standfirst, None);
    walk.blocks(body, None);
    // Notes without a mark are text all the same.
    for number in 0..notes.len() {
        walk.note(number);
    }
    for (note, content) in notes.iter_mut().zip(read) {
        note.content = content;
    }
}

struct Walk<'a, V> {
    /// Notes that no mark has been met for yet.
    pending: &'a mut Vec<Option<Vec<Block>>>,
    read: &'a mut Vec<Vec<Block>>,
    visit: &'a mut V,
}

impl<V: FnMut(&mut Citation, Span, Option<usize>)> Walk<'_, V> {
    fn blocks(&mut self, blocks: &mut [Block], note: Option<usize>) {
        for block in blocks {
            block.each_part_mut(&mut |part| match part {
                PartMut::Blocks(blocks) => self.blocks(blocks, note),
                PartMut::Line(line) => self.line(line, note),
            });
        }
    }

    fn line(&mut self, line: &mut [Inline], note: Option<usize>) {
        for inline in line {
            match &mut inline.kind {
                InlineKind::Citation(citation) => (self.visit)(citation, inline.span, note),
                InlineKind::NoteMark(number) => self.note(*number),
                kind => {
                    if let Some(content) = kind.content_mut() {
                        self.line(content, note);
                    }
                }
            }
        }
    }

    fn note(&mut self, number: usize) {
        let Some(mut content) = self.pending.get_mut(number).and_then(Option::take) else { return };
        self.blocks(&mut content, Some(number));
        if let Some(place) = self.read.get_mut(number) {
            *place = content;
        }
    }
}

/// Puts the typed words in the place of the citations that the judge picks.
pub(super) fn unwrap(piece: &mut Piece, judge: &mut impl FnMut(&Citation, Span) -> bool) {
    let mut unwrap = |line: &mut Vec<Inline>| unwrap_line(line, judge);
    unwrap(&mut piece.title);
    each_line(&mut piece.standfirst, &mut unwrap);
    each_line(&mut piece.body, &mut unwrap);
    for note in &mut piece.notes {
        each_line(&mut note.content, &mut unwrap);
    }
}

fn unwrap_line(line: &mut Vec<Inline>, judge: &mut impl FnMut(&Citation, Span) -> bool) {
    let picked = |inline: &Inline, judge: &mut dyn FnMut(&Citation, Span) -> bool| matches!(&inline.kind, InlineKind::Citation(citation) if judge(citation, inline.span));
    if !line.iter().any(holds_citation) {
        return;
    }
    let mut out = Vec::with_capacity(line.len());
    for mut inline in line.drain(..) {
        if picked(&inline, judge) {
            out.append(inline.kind.content_mut().unwrap_or(&mut Vec::new()));
            continue;
        }
        if !matches!(inline.kind, InlineKind::Citation(_))
            && let Some(content) = inline.kind.content_mut()
        {
            unwrap_line(content, judge);
        }
        out.push(inline);
    }
    *line = out;
}

fn holds_citation(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Citation(_)) || inline.kind.content().is_some_and(|content| content.iter().any(holds_citation))
}

/// Shows every line of blocks; lines inside lines are left to the visitor.
pub(in crate::read) fn each_line(blocks: &mut [Block], visit: &mut impl FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        block.each_part_mut(&mut |part| match part {
            PartMut::Blocks(blocks) => each_line(blocks, visit),
            PartMut::Line(line) => visit(line),
        });
    }
}
