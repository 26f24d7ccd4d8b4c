//! When two publications are the same: what they say and how, not where it stood.

use recto::base::{FileId, Span};
use recto::model::{Block, BlockKind, Gathered, Inline, InlineKind, PartMut, Piece, Publication};

/// The publication without its places. Line ends in the source are the spaces that they are in print.
pub fn bare(mut publication: Publication) -> Publication {
    publication.pieces.iter_mut().for_each(piece);
    publication
}

fn nowhere() -> Span {
    Span::new(FileId(0), 0, 0)
}

fn piece(piece: &mut Piece) {
    piece.span = nowhere();
    blocks(&mut piece.standfirst);
    blocks(&mut piece.body);
    for note in &mut piece.notes {
        note.span = nowhere();
        blocks(&mut note.content);
    }
}

fn blocks(all: &mut [Block]) {
    for block in all {
        block.span = nowhere();
        match &mut block.kind {
            BlockKind::PullQuote(quote) => quote.repeats.iter_mut().for_each(|repeat| repeat.passage = nowhere()),
            // The place for a bibliography has a name in a manuscript, whether or not anybody asked for it.
            BlockKind::Gathered(Gathered::Bibliography(_)) => block.attributes.id = None,
            // Without a second block, Markdown cannot say whether a list is tight.
            BlockKind::List(list) if list.items.len() == 1 && list.items.iter().all(|item| item.content.len() < 2) => list.tight = true,
            _ => {}
        }
        block.each_part_mut(&mut |part| match part {
            PartMut::Blocks(inside) => blocks(inside),
            PartMut::Line(inside) => line(inside),
        });
    }
}

fn line(inlines: &mut Vec<Inline>) {
    let mut joined: Vec<Inline> = Vec::new();
    for mut inline in std::mem::take(inlines) {
        inline.span = nowhere();
        match &mut inline.kind {
            InlineKind::SoftBreak => inline.kind = InlineKind::Text(" ".to_owned()),
            InlineKind::Math { source, .. } => *source = source.split_whitespace().collect::<Vec<_>>().join(" "),
            InlineKind::Code(code) => *code = code.replace('\n', " "),
            InlineKind::Citation(citation) => {
                for work in &mut citation.works {
                    line(&mut work.prefix);
                    line(&mut work.suffix);
                }
            }
            _ => {}
        }
        inline.kind.content_mut().into_iter().for_each(line);
        match (joined.last_mut(), &inline.kind) {
            (_, InlineKind::Text(text)) if text.is_empty() => {}
            (Some(Inline { kind: InlineKind::Text(before), .. }), InlineKind::Text(text)) => before.push_str(text),
            _ => joined.push(inline),
        }
    }
    for inline in &mut joined {
        if let InlineKind::Text(text) = &mut inline.kind {
            while text.contains("  ") {
                *text = text.replace("  ", " ");
            }
        }
    }
    *inlines = joined;
}

/// The pieces with a line for each block, for comparing by eye.
pub fn shown(publication: &Publication) -> String {
    let mut shown = String::new();
    for piece in &publication.pieces {
        shown.push_str(&format!("{:?} {:?} {:?} {:?}\n{:?}\n", piece.role, piece.id, piece.classes, piece.unnumbered, piece.metadata));
        let notes = piece.notes.iter().flat_map(|note| &note.content);
        piece.standfirst.iter().chain(&piece.body).chain(notes).for_each(|block| shown.push_str(&format!("{block:?}\n")));
    }
    let place = format!(", span: {:?}", nowhere());
    let shown = shown
        .replace(&place, "")
        .replace("Inline { kind: ", "{")
        .replace(", attributes: Attributes { id: None, classes: [], language: None, others: [] }", "");
    shown.replace(" }}", "}").replace("Text(", "(")
}
