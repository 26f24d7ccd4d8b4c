//! Lists, and blocks behind a mark.

use super::Writer;
use super::blocks::APART;
use crate::model::{Block, BlockKind, Delimiter, Item, List, ListKind, NumberStyle};

impl Writer<'_> {
    pub(super) fn list(&mut self, list: &List, other_marker: bool) {
        if let ListKind::Numbers { start, style, delimiter: Delimiter::Period } = list.kind
            && !can_begin(start, style)
        {
            return self.tagged_list(list, start, style);
        }
        for (number, item) in (0u64..).zip(&list.items) {
            let marker = match list.kind {
                ListKind::Bullets if other_marker => "* ".to_owned(),
                ListKind::Bullets => "- ".to_owned(),
                ListKind::Numbers { start, style, delimiter } => marker(start, number, style, delimiter),
            };
            self.list_item(&marker, item, list.tight);
            if !list.tight {
                self.gap();
            }
        }
    }

    /// A list that begins with a letter which could be anything else.
    fn tagged_list(&mut self, list: &List, start: u64, style: NumberStyle) {
        let kind = match style {
            NumberStyle::Decimal => "1",
            NumberStyle::LowerAlpha => "a",
            NumberStyle::UpperAlpha => "A",
            NumberStyle::LowerRoman => "i",
            NumberStyle::UpperRoman => "I",
        };
        self.line(&format!("<ol start=\"{start}\" type=\"{kind}\">"));
        for item in &list.items {
            self.between("<li>", "</li>", |writer| writer.blocks(&item.content));
            self.lines.pop();
        }
        self.line("</ol>");
    }

    fn list_item(&mut self, marker: &str, item: &Item, tight: bool) {
        let task = match item.task {
            Some(true) => "[x] ",
            Some(false) => "[ ] ",
            None => "",
        };
        self.item(&format!("{marker}{task}"), marker.len(), &item.content, tight);
    }

    /// Blocks behind a marker, each further line indented. In a tight list no empty line parts them where none is needed.
    pub(super) fn item(&mut self, marker: &str, indent: usize, content: &[Block], tight: bool) {
        let inside = if tight && content.windows(2).all(|pair| matches!(pair, [one, next] if may_touch(one, next))) {
            let parts: Vec<Vec<String>> =
                content.iter().map(|block| self.apart(|writer| writer.blocks(std::slice::from_ref(block)))).collect();
            parts.concat()
        } else {
            self.apart(|writer| writer.blocks(content))
        };
        let indent = " ".repeat(indent);
        // A div and the mark of another list need a line of their own.
        let joint: &[&str] = match content.first().map(|block| &block.kind) {
            _ if inside.first().is_some_and(|line| line.trim_start_matches(['>', ' ']).starts_with(":::")) => &[APART],
            Some(kind) if begins_with_numbers(kind) => &[APART, ""],
            _ => &[],
        };
        let mut inside = joint.iter().copied().chain(inside.iter().map(String::as_str));
        self.line(format!("{marker}{}", inside.next().unwrap_or_default()).trim_end());
        for line in inside {
            self.line(format!("{indent}{line}").trim_end());
        }
    }
}

/// Whether the first thing that is written of a block is the number of a list.
fn begins_with_numbers(kind: &BlockKind) -> bool {
    match kind {
        BlockKind::List(list) => list.kind != ListKind::Bullets,
        BlockKind::Quote(quote) => quote.content.first().is_some_and(|block| begins_with_numbers(&block.kind)),
        _ => false,
    }
}

/// Whether one block may follow another without an empty line between them.
fn may_touch(one: &Block, next: &Block) -> bool {
    let starts_itself = match &next.kind {
        BlockKind::List(list) => match list.kind {
            ListKind::Bullets => true,
            ListKind::Numbers { start, style, delimiter: Delimiter::Period } if !can_begin(start, style) => true,
            ListKind::Numbers { start, style, delimiter } => start == 1 && style == NumberStyle::Decimal && delimiter != Delimiter::Parens,
        },
        BlockKind::Code { .. } | BlockKind::Quote(_) | BlockKind::Heading { .. } => true,
        _ => false,
    };
    let ends_itself = matches!(one.kind, BlockKind::Code { .. } | BlockKind::Heading { .. });
    match one.kind {
        BlockKind::Paragraph(_) => starts_itself,
        _ => ends_itself,
    }
}

/// The mark of an item. A list begins only with letters and roman numbers that cannot be anything else; where they could,
/// the number stands in figures.
fn marker(start: u64, number: u64, style: NumberStyle, delimiter: Delimiter) -> String {
    let value = start.saturating_add(number);
    let style = if can_begin(start, style) { style } else { NumberStyle::Decimal };
    // Only the first mark of a list counts, so that what is beyond z may be z.
    let digits = style.write(if matches!(style, NumberStyle::LowerAlpha | NumberStyle::UpperAlpha) { value.min(26) } else { value });
    match delimiter {
        // A capital letter and a full stop are an initial, unless two spaces follow.
        Delimiter::Period if digits.len() == 1 && digits.bytes().all(|byte| byte.is_ascii_uppercase()) => format!("{digits}.  "),
        Delimiter::Period => format!("{digits}. "),
        Delimiter::Paren => format!("{digits}) "),
        Delimiter::Parens => format!("({digits}) "),
    }
}

fn can_begin(start: u64, style: NumberStyle) -> bool {
    match style {
        NumberStyle::Decimal => true,
        NumberStyle::LowerAlpha | NumberStyle::UpperAlpha => start == 1,
        NumberStyle::LowerRoman | NumberStyle::UpperRoman => start == 1 || ((2..50).contains(&start) && style.write(start).len() > 1),
    }
}
