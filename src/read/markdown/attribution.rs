//! Who said it: the last line of a quotation, if it begins with a dash.

use crate::model::{Attributes, Block, BlockKind, Inline, InlineKind, plain_text};

/// No one's name and work take more words: what is longer is a line of dialogue.
const LONGEST: usize = 240;

/// Takes the attribution off the end of a quotation, without its dash; nothing if the end is none. It is a paragraph of
/// its own, or the last line of the last one. What begins with a dash although nothing stands before it, or although
/// what stands before begins with one too, is dialogue.
pub(super) fn take(content: &mut Vec<Block>) -> Vec<Inline> {
    let Some((Block { kind: BlockKind::Paragraph(last), attributes, .. }, before)) = content.split_last_mut() else {
        return Vec::new();
    };
    if *attributes != Attributes::default() {
        return Vec::new();
    }
    if begins_with_dash(last) {
        let speaks = before.last().is_none_or(|block| matches!(&block.kind, BlockKind::Paragraph(line) if begins_with_dash(line)));
        if speaks || before.is_empty() || is_long(last) {
            return Vec::new();
        }
        let line = std::mem::take(last);
        content.pop();
        return without_dash(line);
    }
    let Some(at) = last.iter().rposition(|inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak)) else {
        return Vec::new();
    };
    let is_attribution = last.get(at + 1..).is_some_and(|line| begins_with_dash(line) && !is_long(line));
    if !is_attribution {
        return Vec::new();
    }
    let line = last.split_off(at + 1);
    last.pop();
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = last.last_mut() {
        text.truncate(text.trim_end().len());
    }
    without_dash(line)
}

fn is_long(line: &[Inline]) -> bool {
    plain_text(line).len() > LONGEST
}

fn begins_with_dash(line: &[Inline]) -> bool {
    let Some(Inline { kind: InlineKind::Text(text), .. }) = line.first() else { return false };
    after_dash(text).is_some_and(|rest| !rest.is_empty() || line.len() > 1)
}

/// The words after a dash. A dash of two hyphens is an en dash by now, and needs a space to be one.
fn after_dash(text: &str) -> Option<&str> {
    match text.strip_prefix(['—', '―']) {
        // Word processors leave one dash of their own beside one that was typed.
        Some(rest) => Some(rest.trim_start_matches(|c: char| matches!(c, '—' | '―') || c.is_whitespace())),
        None => text.strip_prefix("– ").map(str::trim_start),
    }
}

fn without_dash(mut line: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = line.first_mut() {
        *text = after_dash(text).unwrap_or(text).to_owned();
        if text.is_empty() {
            line.remove(0);
        }
    }
    line
}
