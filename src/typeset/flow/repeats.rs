//! Which passages pull quotes repeat, by the place of the pull quote in the manuscript.

use std::collections::BTreeMap;

use crate::base::Span;
use crate::model::{Block, BlockKind, Publication, Quote};

/// The repeated passage of each pull quote that repeats one.
pub(in crate::typeset) fn passages(publication: &Publication) -> BTreeMap<Span, Span> {
    let mut found = BTreeMap::new();
    for piece in &publication.pieces {
        collect(&piece.body, &mut found);
    }
    found
}

fn collect(blocks: &[Block], found: &mut BTreeMap<Span, Span>) {
    for block in blocks {
        match &block.kind {
            BlockKind::PullQuote(quote) => found.extend(quote.repeats.map(|repeat| (block.span, repeat.passage))),
            BlockKind::Quote(Quote { content, .. }) | BlockKind::Group(content) => collect(content, found),
            _ => {}
        }
    }
}
