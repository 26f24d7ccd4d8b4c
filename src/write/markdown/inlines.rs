//! The words of a line in Markdown, with everything escaped that a reader would take for markup.

use crate::model::{Attributes, Inline, InlineKind, Picture, PictureId};

/// Writes lines; knows the pictures that stand in them.
pub(super) struct Inlines<'a> {
    pub(super) pictures: &'a [Picture],
}

impl Inlines<'_> {
    /// A paragraph: one line, or more where the author wants line ends.
    pub(super) fn paragraph(&self, content: &[Inline]) -> Vec<String> {
        let mut text = String::new();
        self.write(content, "\\\n", &mut text);
        let text = text.trim_matches(is_blank);
        // A break at the very end would show as a backslash.
        let text = text.strip_suffix("\\\n").unwrap_or(text);
        text.split('\n').map(|line| guard_start(line.trim_matches(is_blank))).collect()
    }

    /// Words that must stay in one line: a heading, a caption, a table cell.
    pub(super) fn in_one_line(&self, content: &[Inline]) -> String {
        let mut text = String::new();
        self.write(content, " ", &mut text);
        let text = text.trim_matches(is_blank);
        // Closing `#`s would be taken off a heading.
        let open = text.trim_end_matches('#');
        format!("{open}{}", "\\#".repeat(text.len() - open.len()))
    }

    /// The path of a picture; nothing for a picture that the publication does not have.
    pub(super) fn path(&self, picture: PictureId) -> &str {
        self.pictures.get(picture.0).map_or("", |picture| picture.path.as_str())
    }

    fn write(&self, content: &[Inline], line_break: &str, text: &mut String) {
        for inline in content {
            match &inline.kind {
                InlineKind::Text(words) => escape(words, text),
                InlineKind::Emphasis(inside) => self.wrap("*", inside, "*", line_break, text),
                InlineKind::Strong(inside) => self.wrap("**", inside, "**", line_break, text),
                InlineKind::Strikeout(inside) => self.wrap("~~", inside, "~~", line_break, text),
                InlineKind::Superscript(inside) => self.wrap("^", inside, "^", line_break, text),
                InlineKind::Subscript(inside) => self.wrap("~", inside, "~", line_break, text),
                InlineKind::Code(code) => write_code(code, text),
                InlineKind::Span { attributes, content } => {
                    let closing = format!("]{{{}}}", span_attributes(attributes));
                    self.wrap("[", content, &closing, line_break, text);
                }
                InlineKind::Link { target: to, content } => self.wrap("[", content, &format!("]({})", target(to)), line_break, text),
                InlineKind::Picture { picture, alt } => {
                    text.push_str("![");
                    escape(alt, text);
                    text.push_str(&format!("]({})", target(self.path(*picture))));
                }
                InlineKind::Math { source, display } => {
                    let fence = if *display { "$$" } else { "$" };
                    text.push_str(&format!("{fence}{source}{fence}"));
                }
                InlineKind::Reference { target } => text.push_str(&format!("[](#{target})")),
                InlineKind::Citation(citation) => self.write(&citation.content, line_break, text),
                InlineKind::IndexMark { content, .. } => self.write(content, line_break, text),
                InlineKind::NoteMark(index) => text.push_str(&format!("[^{}]", index + 1)),
                InlineKind::SoftBreak => text.push(' '),
                InlineKind::HardBreak => text.push_str(line_break),
            }
        }
    }

    /// Marks around words. Marks do not work next to blanks inside them, so blanks move outside.
    fn wrap(&self, open: &str, content: &[Inline], close: &str, line_break: &str, text: &mut String) {
        let mut inside = String::new();
        self.write(content, line_break, &mut inside);
        let words = inside.trim_matches(is_blank);
        let (before, after) = match inside.find(words) {
            Some(at) if !words.is_empty() => (&inside[..at], &inside[at + words.len()..]),
            _ => ("", inside.as_str()),
        };
        text.push_str(before);
        if !words.is_empty() {
            text.push_str(open);
            text.push_str(words);
            text.push_str(close);
        }
        text.push_str(after);
    }
}

/// Blanks that Markdown trims or counts; no-break spaces are words' own.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Escapes what means something in the middle of a line.
fn escape(words: &str, text: &mut String) {
    for (at, c) in words.char_indices() {
        let means_something = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '^' | '~' | '$' | '{' => true,
            // Inside a word an underscore is only an underscore.
            '_' => !(ends_in_letter(&words[..at]) && starts_with_letter(&words[at + 1..])),
            '&' => starts_entity(&words[at + 1..]),
            _ => false,
        };
        if means_something {
            text.push('\\');
        }
        text.push(if matches!(c, '\n' | '\r') { ' ' } else { c });
    }
}

fn ends_in_letter(text: &str) -> bool {
    text.chars().next_back().is_some_and(char::is_alphanumeric)
}

fn starts_with_letter(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_alphanumeric)
}

/// Whether what follows an ampersand makes it a named or numbered character.
fn starts_entity(rest: &str) -> bool {
    let name = rest.bytes().take(40).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    name > 0 && rest.as_bytes().get(name) == Some(&b';')
}

/// Escapes what means something only at the start of a line: heading, list, quote, div, definition, rule, caption.
fn guard_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let before_blank = |from: usize| line.as_bytes().get(from).is_none_or(|byte| *byte == b' ' || *byte == b'\t');
    let first = line.as_bytes().first().copied();
    if (1..=9).contains(&digits) && matches!(line.as_bytes().get(digits), Some(b'.' | b')')) && before_blank(digits + 1) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    let guarded = match first {
        Some(b'#') => before_blank(line.bytes().take_while(|&byte| byte == b'#').count()),
        Some(b'+') => before_blank(1),
        Some(b'-' | b'=') => before_blank(1) || line.bytes().all(|byte| matches!(byte, b'-' | b'=' | b' ')),
        Some(b'>') => true,
        Some(b':') => before_blank(1) || line.starts_with(":::"),
        _ => false,
    };
    match line.strip_prefix("Table:") {
        Some(rest) => format!("Table\\:{rest}"),
        None if guarded => format!("\\{line}"),
        None => line.to_owned(),
    }
}

fn write_code(code: &str, text: &mut String) {
    let fence = "`".repeat(longest_run(code, '`') + 1);
    let space = if code.starts_with('`') || code.ends_with('`') || (code.starts_with(' ') && code.ends_with(' ')) { " " } else { "" };
    text.push_str(&format!("{fence}{space}{}{space}{fence}", code.replace('\n', " ")));
}

/// The longest run of a character.
pub(super) fn longest_run(text: &str, of: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == of { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// A link's target; in angle brackets where blanks or brackets would end it.
pub(super) fn target(to: &str) -> String {
    if to.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>')) {
        format!("<{}>", to.replace('\n', " ").replace('<', "\\<").replace('>', "\\>"))
    } else {
        to.to_owned()
    }
}

fn span_attributes(given: &Attributes) -> String {
    let whole = super::attributes(given, &[]);
    whole.trim_start_matches('{').trim_end_matches('}').to_owned()
}
