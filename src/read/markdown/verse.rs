//! Verse: line blocks (`| a line`) and divs of verse, whose line ends are the author's.

use crate::model::{Block, BlockKind, Inline, InlineKind, PartMut, Stanza, VerseLine};

/// The stanzas of a div of verse: every paragraph is one, every line end in it is one in print.
pub(super) fn stanzas(content: Vec<Block>, source: &str) -> Vec<Stanza> {
    let mut stanzas = Vec::new();
    for block in content {
        match block.kind {
            BlockKind::Paragraph(line) => stanzas.push(Stanza { lines: lines(line, source) }),
            BlockKind::Verse(inside) => stanzas.extend(inside),
            // Lines set in by four spaces look like code to the parser.
            BlockKind::Code { language: None, text } => {
                let lines = text.lines().map(|line| {
                    let words = line.trim_start();
                    let content = vec![Inline { kind: InlineKind::Text(words.to_owned()), span: block.span }];
                    VerseLine { indent: narrow(line.len() - words.len() + 4), content }
                });
                stanzas.push(Stanza { lines: lines.collect() });
            }
            other => {
                // Whatever else stands in verse keeps its words, line by line.
                let block = Block { kind: other, ..block };
                stanzas.extend(stanzas_of(block, source));
            }
        }
    }
    stanzas
}

fn stanzas_of(mut block: Block, source: &str) -> Vec<Stanza> {
    let mut found = Vec::new();
    block.each_part_mut(&mut |part| match part {
        PartMut::Blocks(blocks) => found.extend(stanzas(std::mem::take(blocks), source)),
        PartMut::Line(line) if !line.is_empty() => found.push(Stanza { lines: lines(std::mem::take(line), source) }),
        PartMut::Line(_) => {}
    });
    found
}

/// The lines between breaks, each with the spaces before it in the source.
fn lines(content: Vec<Inline>, source: &str) -> Vec<VerseLine> {
    let mut lines = vec![VerseLine::default()];
    for inline in content {
        match (&inline.kind, lines.last_mut()) {
            (InlineKind::SoftBreak | InlineKind::HardBreak, _) => lines.push(VerseLine::default()),
            (_, Some(line)) => {
                if line.content.is_empty() {
                    line.indent = indent(source, inline.span.start as usize);
                }
                line.content.push(inline);
            }
            (_, None) => {}
        }
    }
    lines.iter_mut().for_each(|line| strip(&mut line.content));
    lines
}

/// How many spaces stand between the start of its line and a byte, after the marks of quotes.
fn indent(source: &str, at: usize) -> u8 {
    let before = source.get(..at).unwrap_or_default().as_bytes();
    narrow(before.iter().rev().take_while(|&&byte| byte == b' ').count())
}

fn narrow(spaces: usize) -> u8 {
    u8::try_from(spaces).unwrap_or(u8::MAX)
}

/// Takes spaces off the start of a line.
fn strip(line: &mut Vec<Inline>) {
    while let Some(Inline { kind: InlineKind::Text(text), .. }) = line.first_mut() {
        *text = text.trim_start_matches([' ', '\t']).to_owned();
        if !text.is_empty() {
            break;
        }
        line.remove(0);
    }
}

/// Whether the source of a paragraph is a line block: every line begins with a bar and a space, or goes on with a space.
pub(super) fn is_line_block(source: &str) -> bool {
    let own = |line: &str| line.trim_start_matches(['>', ' ']).to_owned();
    let bar = |line: &str| own(line) == "|" || own(line).starts_with("| ") || own(line).starts_with("|\u{a0}");
    source.starts_with('|') && source.lines().all(|line| bar(line.trim_end()) || (line.starts_with(' ') && !own(line).starts_with('|')))
}

/// The stanzas of a line block out of its paragraph: a bar alone ends a stanza, spaces after a bar set the line in.
pub(super) fn line_block(content: Vec<Inline>) -> Vec<Stanza> {
    let mut stanzas = vec![Stanza::default()];
    for line in content.split(|inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak)) {
        let mut line = line.to_vec();
        let barred = match line.first_mut() {
            Some(Inline { kind: InlineKind::Text(text), .. }) if text.starts_with('|') => {
                text.remove(0);
                true
            }
            _ => false,
        };
        let indent = match line.first() {
            Some(Inline { kind: InlineKind::Text(text), .. }) => text.len() - text.trim_start_matches(' ').len(),
            _ => 0,
        };
        strip(&mut line);
        let Some(stanza) = stanzas.last_mut() else { continue };
        match stanza.lines.last_mut() {
            _ if line.is_empty() && barred => stanzas.push(Stanza::default()),
            Some(before) if !barred => {
                let span = line.first().or(before.content.last()).map(|inline| inline.span);
                before.content.extend(span.map(|span| Inline { kind: InlineKind::SoftBreak, span }));
                before.content.extend(line);
            }
            _ => stanza.lines.push(VerseLine { indent: narrow(indent.saturating_sub(1)), content: line }),
        }
    }
    stanzas.retain(|stanza| !stanza.lines.is_empty());
    stanzas
}
