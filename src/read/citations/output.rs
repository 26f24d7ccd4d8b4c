//! What hayagriva renders, as inlines.

use hayagriva::citationberg::{FontStyle, FontVariant, FontWeight, TextDecoration, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, ElemMeta, Formatted};

use crate::base::Span;
use crate::model::{Attributes, Inline, InlineKind};

/// Rendered words as inlines, all at `span`. `around` is handed the words of each work of a citation, with its number
/// among those that were asked for, and gives them back with what belongs around them.
pub(super) fn inlines(children: &ElemChildren, span: Span, around: &mut dyn FnMut(usize, Vec<Inline>) -> Vec<Inline>) -> Vec<Inline> {
    let mut words = Vec::new();
    for child in &children.0 {
        match child {
            ElemChild::Text(formatted) => push(&mut words, dressed(formatted, span), span),
            ElemChild::Elem(element) => {
                let inner = inlines(&element.children, span, around);
                let inner = match element.meta {
                    Some(ElemMeta::Entry(number)) => around(number, inner),
                    _ => inner,
                };
                // Parts that stand on lines of their own in a wider layout are parts of one line here.
                if element.display.is_some() && !words.is_empty() {
                    push(&mut words, vec![text(" ", span)], span);
                }
                push(&mut words, inner, span);
            }
            ElemChild::Markup(source) => {
                let source = source.trim_matches('$').to_owned();
                words.push(Inline { kind: InlineKind::Math { source, display: false }, span });
            }
            ElemChild::Link { text, url } => {
                words.push(Inline { kind: InlineKind::Link { target: url.clone(), content: dressed(text, span) }, span });
            }
            ElemChild::Transparent { .. } => {}
        }
    }
    words
}

/// Words without dress.
pub(super) fn text(words: &str, span: Span) -> Inline {
    Inline { kind: InlineKind::Text(words.to_owned()), span }
}

/// Adds inlines; words that follow words become one text.
fn push(line: &mut Vec<Inline>, more: Vec<Inline>, span: Span) {
    for inline in more {
        match (line.last_mut().map(|last| &mut last.kind), inline.kind) {
            (Some(InlineKind::Text(words)), InlineKind::Text(new)) => words.push_str(&new),
            (_, kind) => line.push(Inline { kind, span }),
        }
    }
}

/// Words in the dress that the style gives them.
fn dressed(formatted: &Formatted, span: Span) -> Vec<Inline> {
    let Formatted { text, formatting } = formatted;
    if text.is_empty() {
        return Vec::new();
    }
    let wrap = |content: Vec<Inline>, kind: fn(Vec<Inline>) -> InlineKind| vec![Inline { kind: kind(content), span }];
    let mut content = vec![self::text(text, span)];
    if formatting.font_variant == FontVariant::SmallCaps {
        content = wrap(content, |content| classed("smallcaps", content));
    }
    if formatting.text_decoration == TextDecoration::Underline {
        content = wrap(content, |content| classed("underline", content));
    }
    if formatting.font_weight == FontWeight::Bold {
        content = wrap(content, InlineKind::Strong);
    }
    if formatting.font_style == FontStyle::Italic {
        content = wrap(content, InlineKind::Emphasis);
    }
    match formatting.vertical_align {
        VerticalAlign::Sup => wrap(content, InlineKind::Superscript),
        VerticalAlign::Sub => wrap(content, InlineKind::Subscript),
        VerticalAlign::None | VerticalAlign::Baseline => content,
    }
}

fn classed(class: &str, content: Vec<Inline>) -> InlineKind {
    let attributes = Attributes { classes: vec![class.to_owned()], ..Attributes::default() };
    InlineKind::Span { attributes: Box::new(attributes), content }
}

/// Whether a link is among the inlines or inside them.
pub(super) fn has_link(line: &[Inline]) -> bool {
    line.iter()
        .any(|inline| matches!(inline.kind, InlineKind::Link { .. }) || inline.kind.content().is_some_and(|content| has_link(content)))
}

/// Whether everything in a line is raised.
pub(super) fn is_raised(line: &[Inline]) -> bool {
    let raised = |inline: &Inline| match &inline.kind {
        InlineKind::Superscript(_) => true,
        InlineKind::Link { content, .. } => is_raised(content),
        _ => false,
    };
    !line.is_empty() && line.iter().all(raised)
}

/// Takes the words off the start of a line, if it starts with them, and the marks and spaces after them.
pub(super) fn cut_start(line: &mut Vec<Inline>, words: &str) {
    if words.is_empty() || !crate::model::plain_text(line).starts_with(words) {
        return;
    }
    let mut left = words.chars().count();
    cut(line, &mut |c| {
        let named = left > 0;
        left = left.saturating_sub(1);
        named || c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':')
    });
}

/// Takes characters off the start of a line as long as the judge says so; true once one stays.
fn cut(line: &mut Vec<Inline>, goes: &mut dyn FnMut(char) -> bool) -> bool {
    while let Some(first) = line.first_mut() {
        let stays = match &mut first.kind {
            InlineKind::Text(words) => {
                let start = words.find(|c| !goes(c));
                words.drain(..start.unwrap_or(words.len()));
                start.is_some()
            }
            kind => kind.content_mut().is_none_or(|content| cut(content, goes)),
        };
        if stays {
            return true;
        }
        line.remove(0);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FileId;
    use crate::model::plain_text;

    #[test]
    fn a_name_is_cut_off_through_its_dress() {
        let span = Span::new(FileId(0), 0, 0);
        let inline = |kind| Inline { kind, span };
        let mut line = vec![inline(InlineKind::Emphasis(vec![text("Woolf", span)])), text(", 1925, 12", span)];
        cut_start(&mut line, "Woolf");
        assert_eq!(plain_text(&line), "1925, 12");
        cut_start(&mut line, "Austen");
        assert_eq!(plain_text(&line), "1925, 12");
        cut_start(&mut line, "1925, 12");
        assert!(line.is_empty());
    }
}
