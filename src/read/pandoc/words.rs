//! The words of a block of Pandoc's, for findings to show.

use crate::pandoc::{Block, Body, Caption, Foot, Head, Inline};

/// How many bytes of a block are shown.
const SHOWN: usize = 100;

/// A line for each block.
pub(super) fn lines(blocks: &[Block]) -> String {
    let mut lines = String::new();
    for block in blocks {
        lines.push_str(&line(block));
        lines.push('\n');
    }
    lines
}

/// The first words of a block, in one line.
pub(super) fn line(block: &Block) -> String {
    let mut line = String::new();
    of_block(block, &mut line);
    let mut end = line.len().min(SHOWN);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    line.truncate(end);
    line.replace(char::is_control, " ").trim().to_owned()
}

/// All words of a line, single spaces between them.
pub(super) fn of_line(line: &[Inline]) -> String {
    let mut text = String::new();
    of_inlines(line, usize::MAX, &mut text);
    text.split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// All words of blocks.
pub(super) fn of_blocks(blocks: &[Block]) -> String {
    let lines = blocks.iter().map(|block| {
        let mut text = String::new();
        of_block_up_to(block, usize::MAX, &mut text);
        text
    });
    lines.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn of_block(block: &Block, text: &mut String) {
    of_block_up_to(block, SHOWN, text);
}

fn of_block_up_to(block: &Block, most: usize, text: &mut String) {
    if text.len() > most {
        return;
    }
    let inside = |blocks: &[Block], text: &mut String| blocks.iter().for_each(|block| of_block_up_to(block, most, text));
    match block {
        Block::Plain(line) | Block::Para(line) | Block::Header(_, _, line) => of_inlines(line, most, text),
        Block::LineBlock(lines) => lines.iter().for_each(|line| {
            of_inlines(line, most, text);
            text.push(' ');
        }),
        Block::CodeBlock(_, code) | Block::RawBlock(_, code) => text.push_str(code),
        Block::BlockQuote(blocks) | Block::Div(_, blocks) => inside(blocks, text),
        Block::BulletList(items) | Block::OrderedList(_, items) => items.iter().for_each(|item| inside(item, text)),
        Block::DefinitionList(all) => {
            for (term, meanings) in all {
                of_inlines(term, most, text);
                text.push(' ');
                meanings.iter().for_each(|meaning| inside(meaning, text));
            }
        }
        Block::Figure(_, Caption(_, caption), blocks) => {
            inside(caption, text);
            inside(blocks, text);
        }
        Block::Table(_, Caption(_, caption), _, Head(_, head), bodies, Foot(_, foot)) => {
            inside(caption, text);
            let rows = head.iter().chain(bodies.iter().flat_map(|Body(_, _, head, rows)| head.iter().chain(rows))).chain(foot);
            rows.flat_map(|row| &row.1).for_each(|cell| inside(&cell.4, text));
        }
        Block::HorizontalRule | Block::Null => {}
    }
    text.push(' ');
}

fn of_inlines(line: &[Inline], most: usize, text: &mut String) {
    for inline in line {
        if text.len() > most {
            return;
        }
        match inline {
            Inline::Str(word) => text.push_str(word),
            Inline::Space | Inline::SoftBreak | Inline::LineBreak => text.push(' '),
            Inline::Code(_, code) | Inline::Math(_, code) => text.push_str(code),
            Inline::RawInline(..) | Inline::Note(_) => {}
            Inline::Quoted(_, content) => {
                text.push('“');
                of_inlines(content, most, text);
                text.push('”');
            }
            Inline::Emph(content)
            | Inline::Underline(content)
            | Inline::Strong(content)
            | Inline::Strikeout(content)
            | Inline::Superscript(content)
            | Inline::Subscript(content)
            | Inline::SmallCaps(content)
            | Inline::Cite(_, content)
            | Inline::Link(_, content, _)
            | Inline::Image(_, content, _)
            | Inline::Span(_, content) => of_inlines(content, most, text),
        }
    }
}
