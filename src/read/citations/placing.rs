//! Where the bibliography stands: where the author wants it, else at the end.

use super::super::made;
use crate::base::Span;
use crate::model::{
    Attributes, Block, BlockKind, BoxRole, Gathered, Inline, InlineKind, Kind, Matter, PartMut, Piece, Publication, Role, Term, Work,
};

/// Puts the bibliography of a book on its own pages, and that of an article at its end.
pub(super) fn in_publication(publication: &mut Publication, works: Vec<Work>) {
    let Some(works) = publication.pieces.iter_mut().try_fold(works, |works, piece| where_wanted(piece, works)) else { return };
    if works.is_empty() {
        return;
    }
    match publication.pieces.as_mut_slice() {
        [piece] if publication.kind != Kind::Book => at_end(piece, works),
        _ => own_piece(publication, works),
    }
}

/// Puts the bibliography of one article where its author wants it, or at its end.
pub(super) fn in_piece(piece: &mut Piece, works: Vec<Work>) {
    if let Some(works) = where_wanted(piece, works).filter(|works| !works.is_empty()) {
        at_end(piece, works);
    }
}

/// Fills the place that the author left for the bibliography. Gives the works back if there is none.
fn where_wanted(piece: &mut Piece, works: Vec<Work>) -> Option<Vec<Work>> {
    let mut works = Some(works);
    fill(&mut piece.body, &mut works);
    works
}

fn fill(blocks: &mut [Block], works: &mut Option<Vec<Work>>) {
    for block in blocks {
        let is_place = match &block.kind {
            BlockKind::Gathered(Gathered::Bibliography(_)) => true,
            // Pandoc’s way to say it.
            BlockKind::Group(_) => block.attributes.id.as_deref() == Some("refs"),
            _ => false,
        };
        if is_place && works.is_some() {
            block.kind = BlockKind::Gathered(Gathered::Bibliography(works.take().unwrap_or_default()));
            return;
        }
        block.each_part_mut(&mut |part| {
            if let PartMut::Blocks(blocks) = part {
                fill(blocks, works);
            }
        });
    }
}

/// After the text, before what is said about the author. A heading that stands last without a text is meant for it.
fn at_end(piece: &mut Piece, works: Vec<Work>) {
    let is_closing =
        |block: &Block| matches!(&block.kind, BlockKind::Boxed(boxed) if matches!(boxed.role, BoxRole::AuthorBio | BoxRole::Disclaimer));
    let at = piece.body.iter().rposition(|block| !is_closing(block)).map_or(0, |last| last + 1);
    let span = Span { start: piece.span.end, ..piece.span };
    let headed = at.checked_sub(1).and_then(|last| piece.body.get(last)).is_some_and(|last| matches!(last.kind, BlockKind::Heading { .. }));
    let mut blocks = Vec::new();
    if !headed {
        let words = Term::Bibliography.of(&piece.metadata.language);
        let content = vec![Inline { kind: InlineKind::Text(words.to_owned()), span }];
        let attributes = Attributes { classes: vec!["unnumbered".to_owned()], ..Attributes::default() };
        blocks.push(Block { kind: BlockKind::Heading { level: 2, content }, attributes, span });
    }
    blocks.push(bibliography(works, span));
    piece.body.splice(at..at, blocks);
}

/// A piece of its own among the back matter, before an index.
fn own_piece(publication: &mut Publication, works: Vec<Work>) {
    let span = works.first().and_then(|work| work.content.first()).map(|inline| inline.span);
    let Some(span) = span.or_else(|| publication.pieces.last().map(|piece| piece.span)) else { return };
    let body = vec![bibliography(works, span)];
    let piece = Piece { body, ..made::piece(Role::Bibliography, Matter::Back, &publication.metadata, span) };
    let after = |role: Role| matches!(role, Role::Index | Role::AboutTheAuthor | Role::Colophon);
    let at = publication.pieces.iter().rposition(|piece| !after(piece.role)).map_or(0, |last| last + 1);
    publication.pieces.insert(at, piece);
}

fn bibliography(works: Vec<Work>, span: Span) -> Block {
    Block { kind: BlockKind::Gathered(Gathered::Bibliography(works)), attributes: Attributes::default(), span }
}

/// A paragraph of that line.
pub(super) fn paragraph(line: Vec<Inline>, span: Span) -> Block {
    Block { kind: BlockKind::Paragraph(line), attributes: Attributes::default(), span }
}
