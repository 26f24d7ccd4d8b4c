//! Formulas as mdBook's books have them for MathJax: `\\( x \\)` in a line, `\\[ x \\]` by themselves. They become `$x$` and `$$x$$`.

/// No formula is longer, in bytes.
const LONGEST: usize = 4000;

/// The text with such formulas between dollar signs. Code stays as it is.
pub(super) fn with_dollars(text: &str) -> Option<String> {
    if !text.contains(r"\\(") && !text.contains(r"\\[") {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let (mut at, mut line) = (0, 0);
    let mut begins_line = true;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let taken = if begins_line && let Some(len) = fenced(rest) {
            out.push_str(rest.get(..len).unwrap_or_default());
            len
        } else if let Some((formula, len)) = formula(rest) {
            out.push_str(&formula);
            len
        } else {
            let len = code(rest).unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8));
            out.push_str(rest.get(..len).unwrap_or_default());
            len
        };
        if let Some(end) = rest.get(..taken).and_then(|taken| taken.rfind('\n')) {
            line = at + end + 1;
        }
        at += taken;
        begins_line = at - line < 4 && text.get(line..at).is_some_and(|before| before.trim().is_empty());
    }
    Some(out)
}

/// How long fenced code is that begins here, with its last line.
fn fenced(rest: &str) -> Option<usize> {
    let sign = if rest.starts_with("```") { '`' } else { '~' };
    let fence = rest.len() - rest.trim_start_matches(sign).len();
    if fence < 3 {
        return None;
    }
    let mut lines = rest.split_inclusive('\n');
    let mut len = lines.next()?.len();
    for line in lines {
        len += line.len();
        let own = line.trim();
        if own.len() >= fence && own.chars().all(|c| c == sign) {
            break;
        }
    }
    Some(len)
}

/// How long code in a line is that begins here.
fn code(rest: &str) -> Option<usize> {
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    let fence = rest.get(..ticks).filter(|fence| !fence.is_empty())?;
    let inside = rest.get(ticks..rest.floor_char_boundary(LONGEST))?.split("\n\n").next()?;
    Some(inside.find(fence).map_or(ticks, |end| 2 * ticks + end))
}

/// A formula that begins here as it is written between dollar signs, and how long it was.
fn formula(rest: &str) -> Option<(String, usize)> {
    let (close, dollars) = if rest.starts_with(r"\\(") {
        (r"\\)", "$")
    } else if rest.starts_with(r"\\[") {
        (r"\\]", "$$")
    } else {
        return None;
    };
    let inside = rest.get(3..rest.floor_char_boundary(LONGEST))?.split("\n\n").next()?;
    let end = inside.find(close)?;
    let source = inside.get(..end)?.trim();
    (!source.is_empty() && !source.contains('$')).then(|| (format!("{dollars}{source}{dollars}"), end + 6))
}

#[cfg(test)]
mod tests {
    use super::with_dollars;

    #[test]
    fn formulas_get_dollar_signs_and_code_none() {
        for (text, expected) in [
            (r"a \\( x^2 \\) b", "a $x^2$ b"),
            ("\\\\[\na = b\n\\\\]\n", "$$a = b$$\n"),
            ("`\\\\( x \\\\)` \\\\( y \\\\)", "`\\\\( x \\\\)` $y$"),
            ("```\n\\\\( x \\\\)\n```\n\\\\( y \\\\)\n", "```\n\\\\( x \\\\)\n```\n$y$\n"),
            ("é \\\\( open", "é \\\\( open"),
            ("\\\\( a\n\nb \\\\)", "\\\\( a\n\nb \\\\)"),
        ] {
            assert_eq!(with_dollars(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(with_dollars("plain"), None);
    }
}
