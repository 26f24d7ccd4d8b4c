//! Fields: instructions in the text of which Word shows the result (ECMA-376-1, 17.16).

use std::rc::Rc;

/// What a field is for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Field {
    /// A link; the target is an address, or `#` and the name of a bookmark.
    Link(Rc<str>),
    /// The words or the number of what a bookmark marks, or the page it stands on.
    Reference { bookmark: String, page: bool, linked: bool },
    /// A list that Word puts together: contents, index, list of figures.
    Generated,
    /// The number of a caption of that sort: `Figure`.
    Counter(String),
    /// An index term, with its sub-terms.
    IndexTerm { entry: Vec<String>, see: Option<String> },
    /// A character by its number in a font.
    Symbol { code: u32, font: Option<String> },
    /// Anything else: its result is text.
    Other,
}

/// What an instruction asks for.
pub(super) fn parse(instruction: &str) -> Field {
    let words = words(instruction);
    let name = words.first().map(|word| word.text.to_uppercase()).unwrap_or_default();
    // The value behind a switch, such as the anchor in `\l "top"`.
    let switch = |wanted: &str| words.iter().position(|word| !word.quoted && word.text.eq_ignore_ascii_case(wanted));
    let value = |wanted: &str| switch(wanted).and_then(|at| words.get(at + 1)).map(|word| word.text.clone());
    let first = words.get(1).filter(|word| word.quoted || !word.text.starts_with('\\')).map(|word| word.text.clone());
    match name.as_str() {
        "HYPERLINK" => {
            let address = first.unwrap_or_default();
            let target = match value("\\l") {
                Some(place) => format!("{address}#{place}"),
                None => address,
            };
            if target.is_empty() { Field::Other } else { Field::Link(Rc::from(target)) }
        }
        "REF" | "PAGEREF" | "NOTEREF" => match first {
            Some(bookmark) => Field::Reference { bookmark, page: name == "PAGEREF", linked: switch("\\h").is_some() },
            None => Field::Other,
        },
        "TOC" | "INDEX" | "TOA" | "RD" | "TC" => Field::Generated,
        "SEQ" => first.map_or(Field::Other, Field::Counter),
        "XE" => index_term(first.as_deref().unwrap_or_default(), value("\\t")),
        "SYMBOL" => match first.as_deref().and_then(number) {
            Some(code) => Field::Symbol { code, font: value("\\f") },
            None => Field::Other,
        },
        _ => Field::Other,
    }
}

/// `Term:sub-term`, with `\:` for a colon in a term.
fn index_term(text: &str, see: Option<String>) -> Field {
    let mut entry = vec![String::new()];
    let mut letters = text.chars();
    while let Some(c) = letters.next() {
        match (c, entry.last_mut()) {
            ('\\', Some(term)) => term.extend(letters.next()),
            (':', _) => entry.push(String::new()),
            (c, Some(term)) => term.push(c),
            (_, None) => {}
        }
    }
    let entry: Vec<String> = entry.iter().map(|term| term.trim().to_owned()).filter(|term| !term.is_empty()).collect();
    if entry.is_empty() { Field::Other } else { Field::IndexTerm { entry, see: see.map(without_see) } }
}

/// The entry to look under, without the word "see" that the index writes itself.
fn without_see(text: String) -> String {
    let rest = ["See also ", "see also ", "See ", "see "].iter().find_map(|see| text.strip_prefix(see));
    rest.map_or_else(|| text.clone(), |rest| rest.trim().to_owned())
}

fn number(text: &str) -> Option<u32> {
    match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => text.parse().ok(),
    }
}

struct Word {
    text: String,
    quoted: bool,
}

/// The words of an instruction; what stands in quotation marks is one word.
fn words(instruction: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open: Option<Word> = None;
    let mut letters = instruction.chars().peekable();
    while let Some(c) = letters.next() {
        match (c, &mut open) {
            ('"' | '“' | '”', Some(word)) if word.quoted => words.extend(open.take()),
            ('"' | '“' | '”', None) => open = Some(Word { text: String::new(), quoted: true }),
            // In quotation marks a backslash makes the next mark a plain one.
            ('\\', Some(word)) if word.quoted && matches!(letters.peek(), Some('"' | '\\')) => word.text.extend(letters.next()),
            (c, Some(word)) if word.quoted || !c.is_whitespace() => word.text.push(c),
            (_, Some(_)) => words.extend(open.take()),
            (c, None) if !c.is_whitespace() => open = Some(Word { text: c.to_string(), quoted: false }),
            (_, None) => {}
        }
    }
    words.extend(open);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_are_understood() {
        let link = |target: &str| Field::Link(Rc::from(target));
        assert_eq!(parse(" HYPERLINK \"https://example.org/a b\" \\o \"tip\" "), link("https://example.org/a b"));
        assert_eq!(parse("HYPERLINK \\l \"_Toc1\""), link("#_Toc1"));
        assert_eq!(parse("REF _Ref12 \\h"), Field::Reference { bookmark: "_Ref12".into(), page: false, linked: true });
        assert_eq!(parse("SEQ Figure \\* ARABIC"), Field::Counter("Figure".into()));
        assert_eq!(parse("TOC \\o \"1-3\""), Field::Generated);
        let term = Field::IndexTerm { entry: vec!["Sea".into(), "deep: blue".into()], see: Some("Water".into()) };
        assert_eq!(parse("XE \"Sea:deep\\: blue\" \\t \"See Water\""), term);
        assert_eq!(parse("SYMBOL 0x61 \\f Symbol"), Field::Symbol { code: 0x61, font: Some("Symbol".into()) });
        assert_eq!(parse("\"\\"), Field::Other);
    }
}
