//! Dollar signs that begin no formula, since the next one stands in code: `*$HOME/bin*, if it is in your `$PATH``.
//!
//! The parser looks for the end of a formula with no regard for code, although code means nothing else everywhere else.
//! All that lies between the two would be taken for TeX.

/// The bytes of such signs, in order.
pub(super) fn stray(text: &str) -> Vec<usize> {
    let mut stray = Vec::new();
    let mut at = 0;
    while let Some(found) = text.as_bytes().get(at..).and_then(|rest| memchr::memchr(b'$', rest)) {
        let paragraph = paragraph(text, at, at + found);
        at = paragraph.end;
        stray_in(text, paragraph, &mut stray);
    }
    stray
}

/// The lines around a byte up to empty ones, and none before `from`. Few paragraphs hold a dollar sign: the others are not gone
/// through line by line.
fn paragraph(text: &str, from: usize, at: usize) -> std::ops::Range<usize> {
    let is_empty = |line: &str| line.trim().is_empty();
    let before = text.get(from..at).unwrap_or_default();
    let own = before.rfind('\n').map_or(0, |end| end + 1);
    let lines = before.get(..own).unwrap_or_default().split_inclusive('\n').rev();
    let start = at - (before.len() - own) - lines.take_while(|line| !is_empty(line)).map(str::len).sum::<usize>();
    let lines = text.get(at..).unwrap_or_default().split_inclusive('\n');
    start..at + lines.take_while(|line| !is_empty(line)).map(str::len).sum::<usize>()
}

fn stray_in(text: &str, paragraph: std::ops::Range<usize>, stray: &mut Vec<usize>) {
    let start = paragraph.start;
    let bytes = text.as_bytes().get(paragraph).unwrap_or_default();
    if !bytes.contains(&b'$') || !bytes.contains(&b'`') {
        return;
    }
    // Signs that may begin a formula.
    let mut open = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        at += match byte {
            b'\\' => 2,
            b'`' => {
                let len = code_span(bytes.get(at..).unwrap_or_default());
                if bytes.get(at..at + len).is_some_and(|code| code.contains(&b'$')) {
                    stray.extend(open.drain(..).map(|at: usize| start + at));
                }
                len
            }
            // In addresses and tags the parser must see what stands there.
            b']' if matches!(rest.first(), Some(b'(' | b':')) => {
                2 + rest.iter().skip(1).take_while(|&&byte| byte != b')' && !byte.is_ascii_whitespace()).count()
            }
            b'<' if rest.first().is_some_and(|&byte| byte.is_ascii_alphabetic() || byte == b'/') => {
                1 + rest.iter().position(|&byte| byte == b'>' || byte == b'\n').unwrap_or(0)
            }
            b'$' => {
                let may_end = at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(|byte| !byte.is_ascii_whitespace());
                if may_end && !open.is_empty() {
                    open.clear();
                } else if rest.first().is_some_and(|byte| !byte.is_ascii_whitespace()) {
                    open.push(at);
                }
                1
            }
            _ => 1,
        };
    }
}

/// How long the code is that begins with a text's first backticks; if it has no end, how many of them there are.
pub(super) fn code_span(text: &[u8]) -> usize {
    // Nobody writes more. Each number that is met would be one more search to the end of the paragraph.
    const MOST: usize = 16;
    let run = |at: usize| text.get(at..).unwrap_or_default().iter().take_while(|&&byte| byte == b'`').count();
    let ticks = run(0);
    let mut at = if ticks > MOST { text.len() } else { ticks };
    while let Some(found) = text.get(at..).and_then(|rest| memchr::memchr(b'`', rest)) {
        at += found;
        let len = run(at);
        at += len;
        if len == ticks {
            return at;
        }
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_does_not_end_in_code() {
        for (text, expected) in [
            ("*$HOME/bin*, in your `$PATH`.", vec![1]),
            ("$5 or $HOME and `$PATH`", vec![0, 6]),
            ("$x$ and `$PATH`", vec![]),
            ("`$a` and $x$ and `$b`", vec![]),
            ("$`x`$ and `y`", vec![]),
            ("$HOME\n\n`$PATH`", vec![]),
            ("\\$HOME and `$PATH`", vec![]),
            ("``a ` $b`` $c `$d`", vec![11]),
            ("[a](b$c) and `$d`", vec![]),
            ("$HOME and `$PATH", vec![]),
        ] {
            assert_eq!(stray(text), expected, "{text}");
        }
    }
}
