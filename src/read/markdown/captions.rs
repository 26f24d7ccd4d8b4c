//! Captions of tables: a paragraph `Table: ...` or `: ...` beside the table.

use crate::model::{Attributes, Block, BlockKind, Figure, Inline, InlineKind, Table};

/// The blocks with each caption moved into the table after it or, if there is none, before it.
/// `source` is the text in which they stand, which shows a colon that was escaped.
pub(super) fn attach(mut blocks: Vec<Block>, source: &str) -> Vec<Block> {
    let is_table = |block: &Block| matches!(block.kind, BlockKind::Table(_));
    let beside = |pair: &[Block]| match pair {
        [first, second] => (is_table(first) && is_caption(second, source)) || (is_table(second) && is_caption(first, source)),
        _ => false,
    };
    // Most texts hold no table, and not every table has a caption: what stands before the first stays as it is.
    let Some(first) = blocks.windows(2).position(beside) else { return blocks };
    let rest = blocks.split_off(first);
    let mut attached = blocks;
    for mut block in rest {
        if let BlockKind::Table(table) = &mut block.kind
            && table.caption.is_empty()
            && attached.last().is_some_and(|block| is_caption(block, source))
            && let Some(Block { kind: BlockKind::Paragraph(words), attributes, .. }) = attached.pop()
        {
            table.caption = words;
            strip(&mut table.caption);
            block.attributes = attributes;
        } else if let Some(Block { kind: BlockKind::Table(table), attributes, .. }) = attached.last_mut()
            && table.caption.is_empty()
            && is_caption(&block, source)
            && let BlockKind::Paragraph(words) = &mut block.kind
        {
            table.caption = std::mem::take(words);
            strip(&mut table.caption);
            table.caption.retain(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()));
            *attributes = block.attributes;
            continue;
        }
        attached.push(block);
    }
    attached
}

/// A figure or a table out of a div that is named like one, as Quarto writes them: what it shows, and a last paragraph that is the
/// caption. Any other div is given back.
pub(super) fn of_div(mut attributes: Attributes, mut content: Vec<Block>) -> Result<(BlockKind, Attributes), (Attributes, Vec<Block>)> {
    let id = attributes.id.as_deref().unwrap_or_default();
    if id.starts_with("fig-") && is_plate(&content) {
        if let Some(caption) = content.last_mut().filter(|last| matches!(last.kind, BlockKind::Paragraph(_))) {
            caption.attributes.classes = vec!["caption".to_owned()];
        }
        attributes.classes.retain(|class| class != "subfigures");
        attributes.classes.insert(0, "subfigures".to_owned());
        attributes.others.retain(|(key, _)| !key.starts_with("layout"));
        return Ok((BlockKind::Group(content), attributes));
    }
    let is_named = id.starts_with("fig-") || id.starts_with("tbl-");
    let wants_figure = id.starts_with("fig-");
    let [shown, caption] = content.as_mut_slice() else { return Err((attributes, content)) };
    let (kind, BlockKind::Paragraph(words)) = (&mut shown.kind, &mut caption.kind) else { return Err((attributes, content)) };
    let place = match kind {
        BlockKind::Figure(Figure { caption, .. }) if is_named && wants_figure => caption,
        BlockKind::Table(Table { caption, .. }) if is_named && !wants_figure => caption,
        _ => return Err((attributes, content)),
    };
    if !place.is_empty() || shown.attributes.id.is_some() {
        return Err((attributes, content));
    }
    *place = std::mem::take(words);
    let shown = content.swap_remove(0);
    attributes.classes.extend(shown.attributes.classes);
    // How Quarto lays out what it shows is for a stylesheet here.
    attributes.others.clear();
    Ok((shown.kind, attributes))
}

/// Whether blocks are several figures, and perhaps a caption after them.
fn is_plate(content: &[Block]) -> bool {
    let figures = content.iter().take_while(|block| matches!(block.kind, BlockKind::Figure(_))).count();
    let rest = content.get(figures..).unwrap_or_default();
    figures > 1 && (rest.is_empty() || matches!(rest, [Block { kind: BlockKind::Paragraph(_), .. }]))
}

/// Whether a paragraph with this source may be a caption.
pub(super) fn may_begin(source: &str) -> bool {
    source.starts_with("Table:") || source.starts_with(": ")
}

fn is_caption(block: &Block, source: &str) -> bool {
    let BlockKind::Paragraph(content) = &block.kind else { return false };
    let Some(Inline { kind: InlineKind::Text(text), .. }) = content.first() else { return false };
    let is_name = || text == ":" && block.attributes != Attributes::default();
    let typed = || source.get(block.span.start as usize..).and_then(|rest| rest.split(':').next());
    (text.starts_with(": ") || after_word(text).is_some() || is_name()) && typed().is_some_and(|typed| !typed.ends_with('\\'))
}

/// What follows `Table:`; French typography may have put a space before the colon.
fn after_word(text: &str) -> Option<&str> {
    text.strip_prefix("Table")?.trim_start_matches(['\u{a0}', '\u{202f}']).strip_prefix(':')
}

/// Takes the mark of a caption off its words.
pub(super) fn strip(words: &mut [Inline]) {
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = words.first_mut() {
        let rest = after_word(text).or_else(|| text.strip_prefix(':')).unwrap_or(text);
        *text = rest.trim_start_matches(' ').to_owned();
    }
}
