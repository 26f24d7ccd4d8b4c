//! Rust source as words and marks with their lines: enough to follow paths, blind to comments and literals.

/// One word or mark of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'s> {
    /// An identifier, `::`, or a single mark; a literal of any kind is `"`.
    pub(crate) text: &'s str,
    /// Counted from 1.
    pub(crate) line: usize,
}

/// The tokens of `source`, without comments. Lifetimes lose their quote and become words, which no path contains.
pub(crate) fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut lexer = Lexer { rest: source, line: 1 };
    let mut tokens = Vec::new();
    while !lexer.rest.is_empty() {
        let line = lexer.line;
        if let Some(text) = lexer.next() {
            tokens.push(Token { text, line });
        }
    }
    tokens
}

struct Lexer<'s> {
    rest: &'s str,
    line: usize,
}

impl<'s> Lexer<'s> {
    fn next(&mut self) -> Option<&'s str> {
        let rest = self.rest;
        let first = rest.chars().next()?;
        if first.is_whitespace() {
            self.take(first.len_utf8());
            None
        } else if rest.starts_with("//") {
            self.take(rest.find('\n').unwrap_or(rest.len()));
            None
        } else if rest.starts_with("/*") {
            self.take(block_comment(rest));
            None
        } else if let Some(length) = literal(rest) {
            self.take(length);
            Some("\"")
        } else if first.is_alphabetic() || first == '_' {
            let raw = if rest.starts_with("r#") { 2 } else { 0 };
            Some(&self.take(raw + word(&rest[raw..]))[raw..])
        } else if rest.starts_with("::") {
            Some(self.take(2))
        } else {
            Some(self.take(first.len_utf8()))
        }
    }

    fn take(&mut self, length: usize) -> &'s str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        self.line += taken.matches('\n').count();
        taken
    }
}

fn word(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())
}

/// The length of the comment that `text` opens with; comments nest.
fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// The length of the string, character or number that `text` opens with, if it does.
fn literal(text: &str) -> Option<usize> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(word(text));
    }
    let prefix = ["br", "cr", "b", "c", "r"].into_iter().find(|prefix| text.starts_with(prefix)).unwrap_or("");
    // The longest prefix may be the start of a name; then no quote follows.
    let body = &text[prefix.len()..];
    if prefix.ends_with('r') {
        let hashes = body.find(|c| c != '#').unwrap_or(body.len());
        if body[hashes..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            let start = hashes + 1;
            let end = body[start..].find(&close).map_or(body.len(), |at| start + at + close.len());
            return Some(prefix.len() + end);
        }
        return None;
    }
    if body.starts_with('"') {
        return Some(prefix.len() + quoted(body, '"'));
    }
    if body.starts_with('\'') && is_character(body) {
        return Some(prefix.len() + quoted(body, '\''));
    }
    None
}

/// Tells `'a'` from the lifetime `'a`.
fn is_character(text: &str) -> bool {
    let mut chars = text.chars().skip(1);
    match chars.next() {
        Some('\\') => true,
        Some(_) => chars.next() == Some('\''),
        None => false,
    }
}

/// The length of a literal between two `quote`s, the escaped ones inside it skipped.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == quote {
            return at + c.len_utf8();
        }
    }
    text.len()
}

#[test]
fn comments_and_literals_are_no_words() {
    let source = "a // crate::x\n/* crate /* y */ z */ b \"crate::x\" r#\"\"crate\"\"# b'\\'' 'c' 1_u8 r#type";
    let texts: Vec<_> = tokens(source).iter().map(|token| token.text).collect();
    assert_eq!(texts, ["a", "b", "\"", "\"", "\"", "\"", "\"", "type"]);
}

#[test]
fn a_lifetime_does_not_open_a_literal() {
    let texts: Vec<_> = tokens("fn f<'a>(x: &'a str) { crate::x::y('b') }").iter().map(|token| token.text).collect();
    assert!(texts.windows(3).any(|three| three == ["crate", "::", "x"]), "{texts:?}");
}

#[test]
fn lines_are_counted_through_comments_and_strings() {
    let last = tokens("/* 1\n2 */ \"3\n4\" // 4\nfive").pop();
    assert_eq!(last, Some(Token { text: "five", line: 4 }));
}
