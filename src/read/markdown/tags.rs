//! HTML as a row of tags and words, and what each element is.

use std::ops::Range;

/// A tag.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tag {
    /// Its name in lower case.
    pub(super) name: String,
    /// Its attributes with their values, names in lower case.
    pub(super) attributes: Vec<(String, String)>,
    /// Whether it ends an element.
    pub(super) ends: bool,
}

impl Tag {
    /// The value of an attribute.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

/// A part of HTML.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// Words, entities in them as typed.
    Words,
    /// A tag.
    Tag(Tag),
    /// A comment, a declaration or an instruction.
    Nothing,
    /// What a script or a style sheet says.
    Script,
}

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It stands in a line and holds words.
    Line,
    /// It is a whole in a line: a break, a picture, a box to tick.
    Whole,
    /// It is a block.
    Block,
    /// It groups parts of a table, or the page, and means nothing here.
    Hull,
    /// Scripts, forms and players: they cannot be printed.
    Machine,
}

/// What the element of that name is; `None` for names that HTML does not know.
pub(super) fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "a" | "abbr" | "b" | "bdi" | "bdo" | "big" | "cite" | "code" | "data" | "del" | "dfn" | "em" | "font" | "i" | "ins" | "kbd"
        | "label" | "mark" | "q" | "rb" | "rp" | "rt" | "ruby" | "s" | "samp" | "small" | "span" | "strike" | "strong" | "sub" | "sup"
        | "time" | "tt" | "u" | "var" => Kind::Line,
        "br" | "img" | "input" | "wbr" => Kind::Whole,
        "address" | "article" | "aside" | "blockquote" | "caption" | "center" | "dd" | "details" | "div" | "dl" | "dt" | "figcaption"
        | "figure" | "footer" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hr" | "legend" | "li" | "listing" | "main"
        | "nav" | "ol" | "p" | "pre" | "section" | "summary" | "table" | "td" | "th" | "tr" | "ul" => Kind::Block,
        "base" | "body" | "col" | "colgroup" | "fieldset" | "form" | "head" | "hgroup" | "html" | "link" | "meta" | "picture"
        | "source" | "tbody" | "tfoot" | "thead" | "title" | "template" | "nobr" => Kind::Hull,
        "audio" | "button" | "canvas" | "embed" | "iframe" | "math" | "meter" | "noscript" | "object" | "option" | "progress"
        | "script" | "select" | "style" | "svg" | "textarea" | "video" => Kind::Machine,
        _ => return None,
    })
}

/// How many more elements a piece of HTML opens than it closes, counted among those that must be closed.
pub(in crate::read) fn balance(html: &str) -> i32 {
    const CLOSED: [&str; 14] =
        ["table", "div", "ul", "ol", "dl", "figure", "details", "section", "article", "aside", "blockquote", "pre", "center", "header"];
    let tags = tokens(html).into_iter().filter_map(|(token, _)| if let Token::Tag(tag) = token { Some(tag) } else { None });
    tags.filter(|tag| CLOSED.contains(&tag.name.as_str())).map(|tag| if tag.ends { -1 } else { 1 }).sum()
}

/// The path and the description of a picture, if the HTML is one.
pub(in crate::read) fn image(html: &str) -> Option<(String, String)> {
    let (tag, _) = tag(html.trim()).filter(|(tag, len)| tag.name == "img" && *len == html.trim().len())?;
    Some((tag.get("src")?.to_owned(), tag.get("alt").unwrap_or_default().to_owned()))
}

/// The parts of a piece of HTML with their places. Takes time linear in its length.
pub(super) fn tokens(html: &str) -> Vec<(Token, Range<usize>)> {
    let mut tokens: Vec<(Token, Range<usize>)> = Vec::new();
    let mut at = 0;
    let words = |tokens: &mut Vec<(Token, Range<usize>)>, range: Range<usize>| match tokens.last_mut() {
        Some((Token::Words, before)) if before.end == range.start => before.end = range.end,
        _ if range.is_empty() => {}
        _ => tokens.push((Token::Words, range)),
    };
    while let Some(rest) = html.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(found) = rest.find('<') else {
            words(&mut tokens, at..html.len());
            break;
        };
        words(&mut tokens, at..at + found);
        at += found;
        let rest = html.get(at..).unwrap_or_default();
        if let Some(len) = nothing(rest) {
            tokens.push((Token::Nothing, at..at + len));
            at += len;
        } else if let Some((tag, len)) = tag(rest) {
            let script = (!tag.ends && matches!(tag.name.as_str(), "script" | "style")).then(|| tag.name.clone());
            tokens.push((Token::Tag(tag), at..at + len));
            at += len;
            if let Some(name) = script {
                let len = to_end_of(html.get(at..).unwrap_or_default(), &name);
                tokens.push((Token::Script, at..at + len));
                at += len;
            }
        } else {
            words(&mut tokens, at..at + 1);
            at += 1;
        }
    }
    tokens
}

/// What a stretch of HTML holds, taken apart.
pub(in crate::read) struct Found {
    /// The words between the tags.
    pub(in crate::read) words: String,
    /// The tags as written, without those that only end something.
    pub(in crate::read) tags: Vec<String>,
}

/// Takes tags and comments out of HTML. Scripts and style sheets hold no words.
pub(in crate::read) fn strip(html: &str) -> Found {
    let mut found = Found { words: String::new(), tags: Vec::new() };
    for (token, range) in tokens(html) {
        let source = html.get(range).unwrap_or_default();
        match token {
            Token::Words => found.words.push_str(source),
            Token::Tag(tag) if !tag.ends => found.tags.push(source.to_owned()),
            Token::Tag(_) | Token::Nothing | Token::Script => {}
        }
    }
    found
}

/// How long a comment, a declaration or an instruction is that begins here.
fn nothing(html: &str) -> Option<usize> {
    let end = |open: &str, close: &str| {
        let rest = html.strip_prefix(open)?;
        Some(rest.find(close).map_or(html.len(), |at| open.len() + at + close.len()))
    };
    let declares = html.strip_prefix("<!").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '['));
    end("<!--", "-->").or_else(|| end("<?", "?>")).or_else(|| if declares { end("<!", ">") } else { None })
}

/// How far it is to the end tag of an element; to the end of the text if it has none.
fn to_end_of(html: &str, name: &str) -> usize {
    let mut at = 0;
    while let Some(found) = html.get(at..).and_then(|rest| rest.find("</")) {
        at += found;
        let rest = html.get(at + 2..).unwrap_or_default();
        if rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
            return at;
        }
        at += 2;
    }
    html.len()
}

/// The tag that begins here, and how long it is.
pub(super) fn tag(html: &str) -> Option<(Tag, usize)> {
    let rest = html.strip_prefix('<')?;
    let (ends, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let (name, mut rest) = rest.split_at(rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_')))?);
    let mut tag = Tag { name: name.to_ascii_lowercase(), attributes: Vec::new(), ends };
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            return Some((tag, html.len() - after.len()));
        }
        if let Some(after) = rest.strip_prefix('/') {
            rest = after;
            continue;
        }
        let (key, after) = rest.split_at(rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/'))?);
        if key.is_empty() || key.contains(['<', '"', '\'', '`']) {
            return None;
        }
        let spaced = after.trim_start();
        let Some(value) = spaced.strip_prefix('=').map(str::trim_start) else {
            tag.attributes.push((key.to_ascii_lowercase(), String::new()));
            rest = after;
            continue;
        };
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value.strip_prefix(quote)?.split_once(quote)?,
            _ => value.split_at(value.find(|c: char| c.is_whitespace() || c == '>')?),
        };
        let value = unescaped(&value.split_whitespace().collect::<Vec<_>>().join(" "));
        tag.attributes.push((key.to_ascii_lowercase(), value));
        rest = after;
    }
}

/// A value with the characters that must be named in HTML.
fn unescaped(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&nbsp;", "\u{a0}"), ("&amp;", "&")];
    named.iter().fold(value.to_owned(), |value, (name, c)| value.replace(name, c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_words_and_comments_are_told_apart() {
        let html = "a<b class='x y' id=z hidden/>b</B ><!-- <i> -->3 < 4 <script>if (a < b) {}</script>";
        let found: Vec<(Token, &str)> = tokens(html).into_iter().map(|(token, range)| (token, &html[range])).collect();
        let names: Vec<String> = found
            .iter()
            .map(|(token, text)| match token {
                Token::Words => format!("words {text}"),
                Token::Tag(tag) => format!("{}{} {:?}", if tag.ends { "/" } else { "" }, tag.name, tag.attributes),
                Token::Nothing => "nothing".to_owned(),
                Token::Script => format!("script {text}"),
            })
            .collect();
        assert_eq!(
            names,
            [
                "words a",
                "b [(\"class\", \"x y\"), (\"id\", \"z\"), (\"hidden\", \"\")]",
                "words b",
                "/b []",
                "nothing",
                "words 3 < 4 ",
                "script []",
                "script if (a < b) {}",
                "/script []"
            ]
        );
    }

    #[test]
    fn what_is_not_closed_is_no_tag() {
        for html in ["<", "<a", "<a b", "<a b=\"", "</", "<a \"", "<1>", "< a>"] {
            assert_eq!(tag(html), None, "{html}");
            assert!(!tokens(html).is_empty());
        }
        assert_eq!(tokens("<!-- x").len(), 1);
    }
}
