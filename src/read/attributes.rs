//! Attributes as Pandoc writes them: `{#id .class key=value}`.

use crate::model::Attributes;

/// Attributes with how many bytes of the source they take, braces included.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) attributes: Attributes,
    pub(super) len: usize,
}

/// The attributes that begin exactly at the start of `source`, if there are any.
/// They end in the same paragraph; a brace that is not closed, or not filled as attributes are, is just a brace.
pub(super) fn parse(source: &str) -> Option<Found> {
    let mut rest = source.strip_prefix('{')?;
    let mut attributes = Attributes::default();
    loop {
        rest = skip_space(rest)?;
        if let Some(after) = rest.strip_prefix('}') {
            return Some(Found { attributes, len: source.len() - after.len() });
        }
        rest = one(rest, &mut attributes)?;
    }
}

/// A div's line after its colons: attributes in braces, or a bare class name.
pub(super) fn parse_div(line: &str) -> Option<Attributes> {
    let line = line.trim().trim_end_matches(':').trim_end();
    if line.starts_with('{') {
        return parse(line).filter(|found| found.len == line.len()).map(|found| found.attributes);
    }
    let (class, rest) = line.split_at(line.find(|c: char| c.is_whitespace() || c == '{').unwrap_or(line.len()));
    if class.is_empty() || !is_word(class) {
        return None;
    }
    // `::: pullquote {#id}` is not Pandoc's, but what people write, and clear.
    let mut attributes = match rest.trim_start() {
        "" => Attributes::default(),
        rest => parse(rest).filter(|found| found.len == rest.len())?.attributes,
    };
    attributes.classes.insert(0, class.to_owned());
    Some(attributes)
}

/// White space, but no empty line: that ends a paragraph.
fn skip_space(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches([' ', '\t', '\r', '\n']);
    let space = text.get(..text.len() - rest.len())?;
    (space.matches('\n').count() < 2).then_some(rest)
}

/// Takes one attribute off the start and returns what follows.
fn one<'a>(text: &'a str, attributes: &mut Attributes) -> Option<&'a str> {
    let end = |text: &str| text.find(|c: char| c.is_whitespace() || matches!(c, '}' | '=' | '{')).unwrap_or(text.len());
    if let Some(rest) = text.strip_prefix('#') {
        let (id, rest) = rest.split_at(end(rest));
        (!id.is_empty()).then(|| attributes.id = Some(id.to_owned()))?;
        return Some(rest);
    }
    if let Some(rest) = text.strip_prefix('.') {
        let (class, rest) = rest.split_at(end(rest));
        (!class.is_empty()).then(|| attributes.classes.push(class.to_owned()))?;
        return Some(rest);
    }
    // Pandoc's short form of `.unnumbered`.
    if let Some(rest) = text.strip_prefix('-').filter(|rest| rest.starts_with(|c: char| c == '}' || c.is_whitespace())) {
        attributes.classes.push("unnumbered".to_owned());
        return Some(rest);
    }
    let (key, rest) = text.split_at(end(text));
    let rest = rest.strip_prefix('=').filter(|_| is_word(key))?;
    let (value, rest) = value(rest)?;
    match key {
        "id" => attributes.id = Some(value),
        "class" => attributes.classes.extend(value.split_whitespace().map(str::to_owned)),
        "lang" => attributes.language = Some(value),
        key => attributes.others.push((key.to_owned(), value)),
    }
    Some(rest)
}

/// A value, in quotation marks or without, and what follows.
fn value(text: &str) -> Option<(String, &str)> {
    let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        let (value, rest) = text.split_at(text.find(|c: char| c.is_whitespace() || c == '}').unwrap_or(text.len()));
        return Some((value.to_owned(), rest));
    };
    let mut value = String::new();
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => match chars.next_if(|&(_, next)| next.is_ascii_punctuation()) {
                Some((_, escaped)) => value.push(escaped),
                None => value.push('\\'),
            },
            '\n' if value.ends_with('\n') => return None,
            c if c == quote => return Some((value.split_whitespace().collect::<Vec<_>>().join(" "), text.get(at + 1..)?)),
            c => value.push(c),
        }
    }
    None
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_as_pandoc_does() {
        let found = parse(r#"{#fig-x .wide alt="It is \"big\" }" width=50% lang=fr} rest"#).expect("well formed");
        assert_eq!(found.attributes.id.as_deref(), Some("fig-x"));
        assert_eq!(found.attributes.classes, ["wide"]);
        assert_eq!(found.attributes.language.as_deref(), Some("fr"));
        assert_eq!(found.attributes.get("alt"), Some("It is \"big\" }"));
        assert_eq!(found.attributes.get("width"), Some("50%"));
        assert_eq!(found.len, r#"{#fig-x .wide alt="It is \"big\" }" width=50% lang=fr}"#.len());
    }

    #[test]
    fn other_braces_are_just_braces() {
        for text in ["{", "{a, b}", "{ #}", "{.}", "{k=\"open}", "{#a\n\n.b}", "no", "{=html}"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert!(parse("{}").is_some_and(|found| found.attributes == Attributes::default()));
    }

    #[test]
    fn a_div_is_named_by_a_word_or_by_attributes() {
        let classes = |line: &str| parse_div(line).map(|attributes| attributes.classes);
        assert_eq!(classes(" pullquote :::"), Some(vec!["pullquote".to_owned()]));
        assert_eq!(classes(" {.pullquote .wide}"), Some(vec!["pullquote".to_owned(), "wide".to_owned()]));
        assert_eq!(classes(" note {.wide}"), Some(vec!["note".to_owned(), "wide".to_owned()]));
        assert_eq!(classes(" two words"), None);
    }
}
