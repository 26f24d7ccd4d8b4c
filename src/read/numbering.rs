//! What carries numbers and where notes stand: `[numbering]` and `notes` in `publication.toml`.

use super::fields::{Fields, Words};
use crate::base::{Code, Diagnostic, Report};
use crate::model::{Counting, NotesPlace, NumberStyle, NumberWords, Numbering};

/// Reads `[numbering]`.
pub(super) fn read(fields: &Fields, report: &mut Report) -> Numbering {
    let group = fields.group("numbering", "[numbering]", &["parts", "chapters", "sections", "figures", "tables"], report);
    Numbering {
        parts: group.words("parts", report).and_then(|words| label(&words, "Part", report)),
        chapters: group.words("chapters", report).and_then(|words| label(&words, "Chapter", report)),
        sections: group.words("sections", report).and_then(|words| depth(&words, report)),
        figures: group.words("figures", report).and_then(|words| counting(&words, report)),
        tables: group.words("tables", report).and_then(|words| counting(&words, report)),
    }
}

/// Reads `notes`.
pub(super) fn notes(fields: &Fields, report: &mut Report) -> Option<NotesPlace> {
    let words = fields.words("notes", report)?;
    match words.text.as_str() {
        "foot" => Some(NotesPlace::Foot),
        "chapter" | "piece" => Some(NotesPlace::Piece),
        "end" => Some(NotesPlace::End),
        _ => {
            report.add(unknown(&words, "a place for notes", "use notes = \"foot\", \"chapter\" or \"end\""));
            None
        }
    }
}

/// How numbers are written, by an example: "1", "I", "a", "Chapter 1", "Chapter One", "one". The word before the number is
/// that of the publication's language, whatever stands here.
fn label(words: &Words, term: &str, report: &mut Report) -> Option<NumberWords> {
    let (word, number) = words.text.rsplit_once(' ').map_or((None, words.text.as_str()), |(word, number)| (Some(word), number));
    let style = match number {
        "none" if word.is_none() => return None,
        "1" => NumberStyle::Decimal,
        "I" => NumberStyle::UpperRoman,
        "i" => NumberStyle::LowerRoman,
        "A" => NumberStyle::UpperAlpha,
        "a" => NumberStyle::LowerAlpha,
        number if number.eq_ignore_ascii_case("one") => {
            return Some(if word.is_some() { NumberWords::NamedWords } else { NumberWords::Words });
        }
        _ => {
            let hint = format!("give the first one as an example: \"1\", \"I\", \"A\", \"{term} 1\", \"{term} One\", \"One\" or \"none\"");
            report.add(unknown(words, "a way to write numbers", &hint));
            return None;
        }
    };
    Some(if word.is_some() { NumberWords::Named(style) } else { NumberWords::Number(style) })
}

fn depth(words: &Words, report: &mut Report) -> Option<u8> {
    let depth = words.text.parse().ok().filter(|depth| *depth <= 5);
    if depth.is_none() {
        report.add(unknown(words, "a depth of numbering", "use a number from 0, for none, to 5"));
    }
    depth
}

fn counting(words: &Words, report: &mut Report) -> Option<Counting> {
    match words.text.as_str() {
        "through" => Some(Counting::Through),
        "by-chapter" | "by-piece" => Some(Counting::ByPiece),
        "none" => Some(Counting::Never),
        _ => {
            report.add(unknown(words, "a way to count", "use \"through\", \"by-chapter\" or \"none\""));
            None
        }
    }
}

fn unknown(words: &Words, what: &str, hint: &str) -> Diagnostic {
    Diagnostic::error(Code("value-unknown"), format!("“{}” is not {what}", words.text)).at(words.span).hint(hint)
}
