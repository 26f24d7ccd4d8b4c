//! Raised marks and the punctuation around them: "text [@key]." becomes "text.¹".

use super::{output, walk};
use crate::model::{Inline, InlineKind, Piece};

/// Closes up citations that the style raises.
pub(super) fn settle(piece: &mut Piece) {
    let after = piece.metadata.language.primary() != "fr";
    let mut line = |line: &mut Vec<Inline>| settle_line(line, after);
    walk::each_line(&mut piece.standfirst, &mut line);
    walk::each_line(&mut piece.body, &mut line);
    for note in &mut piece.notes {
        walk::each_line(&mut note.content, &mut line);
    }
}

fn settle_line(line: &mut Vec<Inline>, after_punctuation: bool) {
    let mut at = 0;
    while let Some(inline) = line.get_mut(at) {
        match &mut inline.kind {
            InlineKind::Citation(citation) => {
                if output::is_raised(&citation.content) {
                    at = raise(line, at, after_punctuation);
                }
            }
            kind => {
                if let Some(content) = kind.content_mut() {
                    settle_line(content, after_punctuation);
                }
            }
        }
        at += 1;
    }
}

/// Closes a raised mark up to the word before it and puts it behind the punctuation after it, but for French, where it
/// stands before. Returns where the mark stands then.
pub(super) fn raise(line: &mut Vec<Inline>, at: usize, after_punctuation: bool) -> usize {
    if let Some(Inline { kind: InlineKind::Text(words), .. }) = at.checked_sub(1).and_then(|before| line.get_mut(before)) {
        words.truncate(words.trim_end_matches([' ', '\u{A0}']).len());
    } else if at.checked_sub(1).and_then(|before| line.get(before)).is_some_and(|before| before.kind == InlineKind::SoftBreak) {
        line.remove(at - 1);
        return raise(line, at - 1, after_punctuation);
    }
    let Some(Inline { kind: InlineKind::Text(words), span }) = line.get_mut(at + 1).filter(|_| after_punctuation) else { return at };
    let length = words.find(|c| !matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | '”' | '’')).unwrap_or(words.len());
    if length == 0 {
        return at;
    }
    let moved = Inline { kind: InlineKind::Text(words.drain(..length).collect()), span: *span };
    line.insert(at, moved);
    at + 1
}
