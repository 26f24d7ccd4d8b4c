//! Characters that a reader would take for markup.

/// What the quotation marks, dashes and ellipses of the words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Punctuation {
    /// As somebody typed them: reading sets them as the language does.
    Typed,
    /// Set already: those that are still straight shall stay so.
    Set,
}

/// Blanks that Markdown trims or counts; no-break spaces are words' own.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Adds words, with what means something in the middle of a line escaped.
pub(super) fn escape(words: &str, punctuation: Punctuation, text: &mut String) {
    for (at, c) in words.char_indices() {
        let (before, after) = (&words[..at], &words[at + c.len_utf8()..]);
        let means_something = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '^' | '~' | '$' | '{' => true,
            // Inside a word an underscore is only an underscore.
            '_' => !(ends_in_letter(before) && starts_with_letter(after)),
            '&' => starts_entity(after),
            // Typed words are those of a text without a bibliography, in which an address is only an address.
            '@' => {
                punctuation == Punctuation::Set
                    && !ends_in_letter(before)
                    && after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '{'))
            }
            '"' | '\'' => punctuation == Punctuation::Set,
            '-' | '.' => punctuation == Punctuation::Set && is_run(before, after, c),
            _ => false,
        };
        if means_something {
            text.push('\\');
        }
        text.push(if matches!(c, '\n' | '\r') { ' ' } else { c });
    }
}

/// Whether a hyphen or a full stop is one of so many that they would become a dash or an ellipsis.
fn is_run(before: &str, after: &str, c: char) -> bool {
    // At the edge of a stretch, the next stretch may go on with it.
    let is_edge = |rest: &str| rest.chars().all(|other| other == c);
    if (c == '-' || before.ends_with(c) || after.starts_with(c)) && (is_edge(before) || is_edge(after)) {
        return true;
    }
    let run = 1 + before.chars().rev().take_while(|&other| other == c).count() + after.chars().take_while(|&other| other == c).count();
    if c == '-' { matches!(run, 2 | 3) } else { run == 3 }
}

fn ends_in_letter(text: &str) -> bool {
    text.chars().next_back().is_some_and(char::is_alphanumeric)
}

fn starts_with_letter(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_alphanumeric)
}

/// Whether what follows an ampersand makes it a named or numbered character.
pub(super) fn starts_entity(rest: &str) -> bool {
    let name = rest.bytes().take(40).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    name > 0 && rest.as_bytes().get(name) == Some(&b';')
}

/// Escapes what means something only at the start of a line: heading, list, quote, div, definition, rule, caption, note.
pub(super) fn guard_start(line: &str) -> String {
    if let Some(at) = end_of_mark(line) {
        let (mark, rest) = line.split_at(at);
        return format!("{mark}\\{rest}");
    }
    let before_blank = |from: usize| line.as_bytes().get(from).is_none_or(|byte| *byte == b' ' || *byte == b'\t');
    let guarded = match line.as_bytes().first() {
        Some(b'#') => before_blank(line.bytes().take_while(|&byte| byte == b'#').count()),
        Some(b'+') => before_blank(1),
        Some(b'-' | b'=') => before_blank(1) || line.bytes().all(|byte| matches!(byte, b'-' | b'=' | b' ')),
        Some(b'>') => true,
        Some(b':') => before_blank(1) || line.starts_with(":::"),
        _ => false,
    };
    if guarded {
        return format!("\\{line}");
    }
    let colon = line.strip_prefix("Table").map(|rest| rest.trim_start_matches(['\u{a0}', '\u{202f}'])).filter(|rest| rest.starts_with(':'));
    let colon = colon.or_else(|| after_note_mark(line));
    match colon {
        Some(rest) => format!("{}\\{rest}", &line[..line.len() - rest.len()]),
        None => line.to_owned(),
    }
}

/// What follows the mark of a note at the start of a line, if that is a colon, which would make it the note itself.
fn after_note_mark(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("[^")?;
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(']')?;
    rest.starts_with(':').then_some(rest)
}

/// Where the mark ends that would make a line an item of a list, at the character to be escaped.
fn end_of_mark(line: &str) -> Option<usize> {
    let open = usize::from(line.starts_with('('));
    let word = line.bytes().skip(open).take_while(u8::is_ascii_alphanumeric).count();
    let is_sign = matches!(line.as_bytes().get(open), Some(b'#' | b'@'));
    let word = if word == 0 && is_sign { 1 } else { word };
    let (name, end) = (line.get(open..open + word)?, open + word);
    let closing = *line.as_bytes().get(end)?;
    let spaces = line.bytes().skip(end + 1).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let ends = end + 1 == line.len();
    if !(matches!(closing, b')') || (closing == b'.' && open == 0)) || (spaces == 0 && !ends) {
        return None;
    }
    let is_roman = name.len() <= 8 && name.bytes().all(|byte| b"ivxlcdmIVXLCDM".contains(&byte));
    // A capital letter and a full stop are an initial, unless two spaces follow.
    let is_initial = closing == b'.' && name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_uppercase()) && spaces < 2;
    let is_mark = match name {
        "#" | "@" => true,
        _ if name.bytes().all(|byte| byte.is_ascii_digit()) => (1..=9).contains(&name.len()),
        _ => (name.len() == 1 || is_roman) && !is_initial,
    };
    (is_mark && !name.is_empty()).then_some(end)
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
    let mut escaped = String::with_capacity(to.len());
    for (at, c) in to.char_indices() {
        let means_something = match c {
            '\\' => true,
            '&' => starts_entity(&to[at + 1..]),
            _ => false,
        };
        if means_something {
            escaped.push('\\');
        }
        escaped.push(if c.is_control() { ' ' } else { c });
    }
    if to.is_empty() || to.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '(' | ')' | '<' | '>')) {
        format!("<{}>", escaped.replace('<', "\\<").replace('>', "\\>"))
    } else {
        escaped
    }
}
