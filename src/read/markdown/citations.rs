//! Citations and references by key: `@key`, `[see @key, p. 3; -@other]`, `@fig-map`.
//!
//! The syntax is Pandoc's, with Quarto's prefixes for figures, tables and the like.

use crate::model::{Attributes, Citation, CitationMode, Cited, Inline, InlineKind};

/// How the names of numbered things begin; every other key is that of a work.
const PREFIXES: [&str; 5] = ["fig-", "tbl-", "sec-", "eq-", "lst-"];

/// What brackets with keys in them hold.
pub(super) enum Group {
    /// Numbered things of this publication only: the brackets are not printed.
    References,
    /// Works of the bibliography.
    Works(Vec<Cited>),
}

/// The key that an at sign begins, and how many bytes both take. A key begins with a letter, a digit or `_` and may
/// hold single marks between letters; in braces it may be anything.
pub(super) fn key(text: &str) -> Option<(&str, usize)> {
    let rest = text.strip_prefix('@')?;
    if let Some(braced) = rest.strip_prefix('{') {
        let (key, _) = braced.split_once('}').filter(|(key, _)| !key.is_empty() && !key.contains(char::is_whitespace))?;
        return Some((key, key.len() + 3));
    }
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    let mut len = 0;
    let mut letters = rest.chars().peekable();
    while let Some(c) = letters.next() {
        let joins = len > 0 && ":.#$%&-+?<>~/".contains(c) && letters.peek().copied().is_some_and(is_letter);
        if !is_letter(c) && !joins {
            break;
        }
        len += c.len_utf8();
    }
    (len > 0).then(|| (rest.get(..len).unwrap_or_default(), len + 1))
}

/// Whether a key names a numbered thing of the publication.
pub(super) fn is_reference(key: &str) -> bool {
    PREFIXES.iter().any(|prefix| key.len() > prefix.len() && key.starts_with(prefix))
}

/// A work named in the sentence itself.
pub(super) fn in_text(key: &str, typed: Inline) -> InlineKind {
    let work = Cited { key: key.to_owned(), prefix: Vec::new(), suffix: Vec::new(), mode: CitationMode::AuthorInText };
    citation(vec![work], vec![typed])
}

/// A citation as typed.
pub(super) fn citation(works: Vec<Cited>, content: Vec<Inline>) -> InlineKind {
    InlineKind::Citation(Box::new(Citation { works, content }))
}

/// Whether an inline is a single key, of whatever it is.
pub(super) fn is_cited(inline: &Inline) -> bool {
    key_of(inline).is_some() || matches!(inline.kind, InlineKind::Reference { .. })
}

/// The key of a work named in the sentence.
fn key_of(inline: &Inline) -> Option<&str> {
    match &inline.kind {
        InlineKind::Citation(citation) => match citation.works.as_slice() {
            [work] if work.mode == CitationMode::AuthorInText && work.suffix.is_empty() => Some(&work.key),
            _ => None,
        },
        _ => None,
    }
}

/// What stands between two brackets, if every part between semicolons has one key.
pub(super) fn group(inside: &[Inline]) -> Option<Group> {
    let parts = parts(inside);
    let is_reference = |inline: &Inline| matches!(inline.kind, InlineKind::Reference { .. });
    if parts
        .iter()
        .all(|part| part.iter().filter(|inline| is_reference(inline)).count() == 1 && part.iter().all(|one| key_of(one).is_none()))
    {
        return Some(Group::References);
    }
    parts.into_iter().map(work).collect::<Option<Vec<Cited>>>().map(Group::Works)
}

/// References of which a hyphen asks for the number alone: `[-@sec-heat]`.
pub(super) fn numbers_only(content: Vec<Inline>) -> Vec<Inline> {
    let mut line: Vec<Inline> = Vec::with_capacity(content.len());
    for inline in content {
        let asks = matches!(line.last().map(|last| &last.kind), Some(InlineKind::Text(text)) if text.ends_with('-'));
        if !matches!(inline.kind, InlineKind::Reference { .. }) || !asks {
            line.push(inline);
            continue;
        }
        if let Some(Inline { kind: InlineKind::Text(text), .. }) = line.last_mut() {
            text.pop();
        }
        let attributes = Attributes { classes: vec!["number-only".to_owned()], ..Attributes::default() };
        let span = inline.span;
        line.push(Inline { kind: InlineKind::Span { attributes: Box::new(attributes), content: vec![inline] }, span });
    }
    line.retain(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()));
    line
}

/// The inlines between semicolons.
fn parts(inside: &[Inline]) -> Vec<Vec<Inline>> {
    let mut parts = vec![Vec::new()];
    for inline in inside {
        let InlineKind::Text(text) = &inline.kind else {
            parts.last_mut().into_iter().for_each(|part: &mut Vec<Inline>| part.push(inline.clone()));
            continue;
        };
        for (number, piece) in text.split(';').enumerate() {
            if number > 0 {
                parts.push(Vec::new());
            }
            if let Some(part) = parts.last_mut().filter(|_| !piece.is_empty()) {
                part.push(Inline { kind: InlineKind::Text(piece.to_owned()), span: inline.span });
            }
        }
    }
    parts
}

fn work(part: Vec<Inline>) -> Option<Cited> {
    let at = part.iter().position(|inline| key_of(inline).is_some())?;
    let mut words = part.into_iter();
    let mut prefix: Vec<Inline> = words.by_ref().take(at).collect();
    let key = words.next().as_ref().and_then(key_of)?.to_owned();
    let mut suffix: Vec<Inline> = words.collect();
    if suffix.iter().any(|inline| key_of(inline).is_some()) {
        return None;
    }
    let mut mode = CitationMode::Normal;
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = prefix.last_mut()
        && text.ends_with('-')
    {
        text.pop();
        mode = CitationMode::SuppressAuthor;
    }
    // The comma before a place belongs to neither.
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = suffix.first_mut()
        && let Some(rest) = text.trim_start().strip_prefix(',')
    {
        *text = rest.to_owned();
    }
    // The words are printed where they were typed, too, and a note has one mark only.
    let words_only = |inlines: Vec<Inline>| inlines.into_iter().filter(|inline| !matches!(inline.kind, InlineKind::NoteMark(_))).collect();
    Some(Cited { key, prefix: words_only(prefix), suffix: words_only(suffix), mode })
}

/// Gives a work that is named in the sentence the place that follows it in brackets.
pub(super) fn locate(work: &mut Inline, suffix: Vec<Inline>, space: Inline, typed: Vec<Inline>) {
    if let InlineKind::Citation(citation) = &mut work.kind {
        let Citation { works, content } = citation.as_mut();
        works.last_mut().into_iter().for_each(|work| work.suffix.clone_from(&suffix));
        content.push(space);
        content.extend(typed);
    }
}

/// The words as the author typed them, without single works among them.
pub(super) fn typed(inlines: Vec<Inline>) -> impl Iterator<Item = Inline> {
    inlines.into_iter().flat_map(|inline| match inline.kind {
        InlineKind::Citation(citation) => citation.content,
        _ => vec![inline],
    })
}

/// Makes works that are named in the sentence into words again: in a text without a bibliography, `@name` is what
/// people call each other by.
pub(super) fn forget_bare_keys(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut words = Vec::with_capacity(inlines.len());
    for mut inline in inlines {
        match &mut inline.kind {
            InlineKind::Citation(citation) if matches!(citation.works.as_slice(), [work] if work.mode == CitationMode::AuthorInText) => {
                words.append(&mut citation.content);
            }
            kind => {
                if let Some(content) = kind.content_mut() {
                    *content = forget_bare_keys(std::mem::take(content));
                }
                words.push(inline);
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_end_where_pandoc_ends_them() {
        for (text, expected) in [
            ("@doe99, p. 3", Some(("doe99", 6))),
            ("@a:b.c-d.", Some(("a:b.c-d", 8))),
            ("@{https://x.y/?a}b", Some(("https://x.y/?a", 17))),
            ("@Foo__bar--baz", Some(("Foo__bar", 9))),
            ("@", None),
            ("@ a", None),
            ("@-a", None),
            ("@{}", None),
        ] {
            assert_eq!(key(text), expected, "{text}");
        }
    }
}
