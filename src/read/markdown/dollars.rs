//! Dollar signs that begin no formula, since the next one stands in code: `*$HOME/bin*, if it is in your `$PATH``.
//!
//! The parser looks for the end of a formula with no regard for code, although code means nothing else everywhere else.
//! All that lies between the two would be taken for TeX.

use super::super::scan;

/// The bytes of such signs, in order.
pub(super) fn stray(text: &str) -> Vec<usize> {
    let mut stray = Vec::new();
    if scan::find(text, |byte| byte == b'$').is_none() {
        return stray;
    }
    let mut paragraph = 0..0;
    for line in text.split_inclusive('\n') {
        paragraph.end += line.len();
        if line.trim().is_empty() {
            stray_in(text, paragraph.clone(), &mut stray);
            paragraph.start = paragraph.end;
        }
    }
    stray_in(text, paragraph, &mut stray);
    stray
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
                let ticks = 1 + rest.iter().take_while(|&&byte| byte == b'`').count();
                let code = code_len(bytes.get(at + ticks..).unwrap_or_default(), ticks);
                if rest.get(..ticks - 1 + code).is_some_and(|code| code.contains(&b'$')) {
                    stray.extend(open.drain(..).map(|at: usize| start + at));
                }
                ticks + code
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

/// How far a code span goes after so many backticks, with those that end it; nothing if it has no end.
fn code_len(rest: &[u8], ticks: usize) -> usize {
    // Nobody writes more. Each number that is met would be one more search to the end of the paragraph.
    const MOST: usize = 16;
    let mut at = if ticks > MOST { rest.len() } else { 0 };
    while let Some(found) = rest.get(at..).and_then(|rest| rest.iter().position(|&byte| byte == b'`')) {
        at += found;
        let run = rest.get(at..).unwrap_or_default().iter().take_while(|&&byte| byte == b'`').count();
        at += run;
        if run == ticks {
            return at;
        }
    }
    0
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
