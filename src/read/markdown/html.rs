//! HTML in a manuscript: never passed on. Its words are kept, its tags are reported, its comments are nothing.

use crate::base::{Code, Diagnostic};

/// What a stretch of HTML holds.
pub(super) struct Found {
    /// The words between the tags.
    pub(super) words: String,
    /// The tags, as written.
    pub(super) tags: Vec<String>,
}

/// Takes tags and comments out of HTML. Scripts and style sheets hold no words.
pub(super) fn strip(html: &str) -> Found {
    let mut found = Found { words: String::new(), tags: Vec::new() };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        found.words.push_str(before);
        if let Some(comment) = tag.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if tag.starts_with(|c: char| c == '<')
            && tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
        {
            let end = tag.find('>').map_or(tag.len(), |end| end + 1);
            let (tag, after) = tag.split_at(end);
            found.tags.push(tag.to_owned());
            rest = ["script", "style"].iter().find(|name| is_named(tag, name)).map_or(after, |name| after_element(after, name));
        } else {
            found.words.push('<');
            rest = tag.strip_prefix('<').unwrap_or_default();
        }
    }
    found.words.push_str(rest);
    found
}

/// Whether a comment is open at the end of this HTML.
pub(super) fn is_in_comment(html: &str) -> bool {
    html.rfind("<!--").is_some_and(|start| !html.get(start..).is_some_and(|rest| rest.contains("-->")))
}

/// The finding about a tag.
pub(super) fn problem(tag: &str) -> Diagnostic {
    let tag: String = tag.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
    let hint = match tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default() {
        "br" => "end the line with a backslash instead",
        "i" | "em" => "put the words between asterisks instead: *words*",
        "b" | "strong" => "put the words between two asterisks instead: **words**",
        "sup" => "put the words between carets instead: ^words^",
        "sub" => "put the words between tildes instead: ~words~",
        "img" => "write the picture as ![caption](file.png){alt=\"what it shows\"}",
        "script" | "style" => "remove it; how things look is for a stylesheet",
        _ => "write it in Markdown, with a div (::: name) or a span ([words]{.name})",
    };
    Diagnostic::warning(Code("html-tag"), format!("HTML is not passed on; the words stay, the tag “{tag}” does not")).hint(hint)
}

fn is_named(tag: &str, name: &str) -> bool {
    let rest = tag.strip_prefix('<').and_then(|rest| rest.get(..name.len()));
    rest.is_some_and(|start| start.eq_ignore_ascii_case(name))
        && !tag[1 + name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
}

/// What follows the end of an element; nothing if it has no end.
fn after_element<'a>(html: &'a str, name: &str) -> &'a str {
    let end = format!("</{name}");
    // ASCII lower case keeps every byte where it was.
    let at = html.to_ascii_lowercase().find(&end);
    at.and_then(|at| html.get(at..)).and_then(|rest| rest.split_once('>')).map_or("", |(_, after)| after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_and_tags_go() {
        let found = strip("<div class=\"a\">one <b>two</b></div><!-- no\nwords --> 3 < 4 <script>alert('<x>')</script>five");
        assert_eq!(found.words, "one two 3 < 4 five");
        assert_eq!(found.tags, ["<div class=\"a\">", "<b>", "</b>", "</div>", "<script>"]);
    }

    #[test]
    fn what_is_not_closed_ends_with_the_text() {
        for html in ["<", "<a", "<!--", "<!-- x", "<script>x", "<style", "<!"] {
            let _ = strip(html);
        }
        assert!(is_in_comment("<!-- a"));
        assert!(!is_in_comment("<!-- a -->"));
    }
}
