//! Marks around a stretch of words: `*stress*`, `**importance**`, `H~2~O`.
//!
//! Whether a run of stars opens or closes anything depends on its neighbours (CommonMark, 6.2): a star between a letter and
//! a bracket, as in CJK text before a quotation mark, does neither. There an empty comment is put between, which every
//! reader drops, and which is a neighbour that lets marks be marks.

use super::escape::is_blank;

/// What every reader drops.
pub(super) const JOINT: &str = "<!-- -->";

/// Adds marks around words. Blanks at the edges move outside, where marks still work.
pub(super) fn wrap(mark: &str, inside: &str, text: &mut String) {
    let words = inside.trim_matches(is_blank);
    let lead = inside.len() - inside.trim_start_matches(is_blank).len();
    text.push_str(&inside[..lead]);
    if words.is_empty() {
        return text.push_str(&inside[lead..]);
    }
    let words = with_visible_edges(words);
    let mark = other_mark(mark, &words);
    // A letter before the mark, and no letter after it: the mark would not open.
    let before = text.chars().next_back();
    let clashes = mark.chars().next() == before && !ends_escaped(text);
    let opens = before.is_none_or(|before| !before.is_alphanumeric()) || words.starts_with(char::is_alphanumeric);
    if clashes || !opens {
        text.push_str(JOINT);
    }
    text.push_str(mark);
    text.push_str(&words);
    text.push_str(mark);
    text.push_str(&inside[lead + inside.trim_matches(is_blank).len()..]);
}

/// Adds tags around words, which stand wherever they like.
pub(super) fn tag(name: &str, inside: &str, text: &mut String) {
    text.push_str(&format!("<{name}>{inside}</{name}>"));
}

/// Puts a joint after a closing mark if the words that follow would keep it from closing.
pub(super) fn join(text: &mut String, following: &str) {
    let Some(mark) = text.chars().next_back().filter(|c| matches!(c, '*' | '_' | '~' | '^')) else { return };
    let inside = text.trim_end_matches(mark);
    if ends_escaped(text) || inside.len() == text.len() {
        return;
    }
    let closes = inside.ends_with(char::is_alphanumeric) || !following.starts_with(char::is_alphanumeric);
    if !closes || following.starts_with(mark) {
        text.push_str(JOINT);
    }
}

/// Stars in stars are told apart by underscores, which work wherever they do not touch a letter outside.
fn other_mark<'a>(mark: &'a str, words: &str) -> &'a str {
    let touches = words.starts_with('*') || (words.ends_with('*') && !ends_escaped(words));
    match mark {
        "*" if touches => "_",
        "**" if touches => "__",
        mark => mark,
    }
}

/// Spaces that do not break, at the edges, as numbers: next to white space no mark is one.
pub(super) fn with_visible_edges(words: &str) -> String {
    let visible = |c: char| format!("&#{};", u32::from(c));
    let mut text = words.to_owned();
    if let Some(first) = text.chars().next().filter(|c| c.is_whitespace()) {
        text.replace_range(..first.len_utf8(), &visible(first));
    }
    if let Some(last) = text.chars().next_back().filter(|c| c.is_whitespace()) {
        let at = text.len() - last.len_utf8();
        text.replace_range(at.., &visible(last));
    }
    text
}

/// Whether the last character is escaped.
pub(super) fn ends_escaped(text: &str) -> bool {
    let mut before = text.chars();
    before.next_back();
    before.as_str().bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1
}

/// Whether the backslash at the end of a text is a line break that nothing follows.
pub(super) fn ends_broken(text: &str) -> bool {
    text.ends_with('\\') && !ends_escaped(text)
}
