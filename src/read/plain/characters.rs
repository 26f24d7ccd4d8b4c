//! The characters of a pasted text: what no manuscript wants is taken out, and the rest is cut into lines.
//!
//! Soft hyphens and zero-width spaces are left over from other people's line breaks; control characters and picture
//! placeholders from other programs. No-break spaces and joiners belong to the spelling and stay.

use std::ops::Range;

/// A line of the text.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its words, without blanks at the ends.
    pub text: String,
    /// Whether blanks stood before them.
    pub indented: bool,
    /// From 1, as editors count.
    pub number: usize,
    /// Its bytes in the text as it was given.
    pub bytes: Range<usize>,
}

/// How much was taken out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct TakenOut {
    pub soft_hyphens: usize,
    pub controls: usize,
    pub placeholders: usize,
}

/// Cuts a text into lines and takes out what no manuscript wants.
pub(super) fn clean(text: &str) -> (Vec<Line>, TakenOut) {
    let mut lines = Vec::new();
    let mut taken_out = TakenOut::default();
    let mut line = Line { text: String::new(), indented: false, number: 1, bytes: 0..0 };
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        match c {
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                let windows = c == '\r' && characters.next_if(|&(_, next)| next == '\n').is_some();
                let start = at + c.len_utf8() + usize::from(windows);
                let number = line.number + usize::from(matches!(c, '\n' | '\r'));
                line.bytes.end = at;
                lines.push(finished(std::mem::replace(
                    &mut line,
                    Line { text: String::new(), indented: false, number, bytes: start..start },
                )));
            }
            '\u{AD}' | '\u{200B}' => taken_out.soft_hyphens += 1,
            '\u{FEFF}' => taken_out.controls += usize::from(at > 0),
            '\u{FFFC}' => taken_out.placeholders += 1,
            '\t' => line.text.push('\t'),
            _ if c.is_control() => taken_out.controls += 1,
            _ => line.text.push(c),
        }
    }
    line.bytes.end = text.len();
    lines.push(finished(line));
    (lines, taken_out)
}

fn finished(mut line: Line) -> Line {
    let indent = line.text.chars().take_while(|c| c.is_whitespace()).count();
    line.indented = indent >= 2 || line.text.starts_with(['\t', '\u{3000}']);
    line.text = line.text.trim().to_owned();
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_ends_a_line() {
        let (lines, _) = clean("\u{FEFF}one\r\ntwo\rthree\n\n  five\u{2028}still five");
        let seen: Vec<_> = lines.iter().map(|line| (line.number, line.text.as_str())).collect();
        assert_eq!(seen, [(1, "one"), (2, "two"), (3, "three"), (4, ""), (5, "five"), (5, "still five")]);
        assert!(lines[4].indented);
    }

    #[test]
    fn soft_hyphens_go_and_spaces_that_belong_stay() {
        let (lines, taken_out) = clean("Frei\u{AD}heit\u{A0}! a\u{0}b\u{FFFC}");
        assert_eq!(lines[0].text, "Freiheit\u{A0}! ab");
        assert_eq!(taken_out, TakenOut { soft_hyphens: 1, controls: 1, placeholders: 1 });
    }
}
