//! The spaces of Chinese and Japanese: marks that are half blank close up to each other, a typed space beside them is
//! none, and between their characters and Western letters stands a little room (W3C, Requirements for Japanese Text
//! Layout, 3.1 and 3.2; CSS Text 4, text-autospace).

use unicode_script::{Script, UnicodeScript};

use crate::base::Pt;
use crate::page::Glyph;
use crate::typeset::words::{Run, Words};

/// The room between Eastern characters and Western letters or figures, in sizes of the Eastern ones.
const ROOM: f32 = 0.125;
/// What part of a mark is blank.
const BLANK: f32 = 0.5;
/// A mark narrower than this was drawn without its blank.
const FULL_WIDTH: f32 = 0.9;

/// What a character is to its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// An Eastern character.
    Eastern,
    /// A Western letter or figure.
    Western,
    /// A mark with its blank before it.
    Opening,
    /// A mark with its blank after it.
    Closing,
    /// A mark in the middle of its square, or with little after it.
    Stop,
    /// A typed space.
    Space,
    Other,
}

fn kind(character: char) -> Kind {
    match character {
        '「' | '『' | '（' | '【' | '《' | '〈' | '〔' | '［' | '｛' => Kind::Opening,
        '」' | '』' | '）' | '】' | '》' | '〉' | '〕' | '］' | '｝' | '、' | '。' | '，' | '．' => Kind::Closing,
        '：' | '；' | '！' | '？' | '・' => Kind::Stop,
        ' ' => Kind::Space,
        '々' | '〇' | 'ー' => Kind::Eastern,
        _ => match character.script() {
            Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo => Kind::Eastern,
            Script::Latin | Script::Greek | Script::Cyrillic if character.is_alphabetic() => Kind::Western,
            _ if character.is_ascii_digit() => Kind::Western,
            _ => Kind::Other,
        },
    }
}

/// Whether a run is in a language that is spaced like this. Korean has spaces between its words, and Western marks.
fn is_eastern(run: &Run) -> bool {
    matches!(run.language.split(['-', '_']).next(), Some("ja" | "zh" | "yue"))
}

/// The glyph before the one that is looked at.
struct Last {
    run: usize,
    glyph: usize,
    kind: Kind,
}

/// Spaces the glyphs of a paragraph's runs.
pub(in crate::typeset) fn space(own_runs: &[Run], text: &str, runs: &mut [(Vec<Glyph>, Vec<bool>)]) {
    let mut last: Option<Last> = None;
    for (index, run) in own_runs.iter().enumerate() {
        if run.inset.is_some() || !is_eastern(run) || run.is_right_to_left() {
            last = None;
            continue;
        }
        for glyph in 0..runs[index].0.len() {
            let start = runs[index].0[glyph].start as usize;
            let Some(character) = text.get(start..).and_then(|text| text.chars().next()) else { continue };
            let own = kind(character);
            let Some(before) = &last else {
                last = Some(Last { run: index, glyph, kind: own });
                continue;
            };
            let size = |run: usize| own_runs.get(run).map_or(Pt::ZERO, |run| run.look.size);
            match (before.kind, own) {
                // The space is none; the marks around it are neighbours.
                (Kind::Opening | Kind::Closing | Kind::Stop, Kind::Space) => {
                    runs[index].0[glyph].advance = Pt::ZERO;
                    continue;
                }
                (Kind::Closing, Kind::Closing | Kind::Opening) => {
                    close_up(&mut runs[before.run].0[before.glyph], size(before.run), false);
                }
                (Kind::Opening, Kind::Opening) => close_up(&mut runs[index].0[glyph], size(index), true),
                (Kind::Space, Kind::Opening | Kind::Closing | Kind::Stop) => runs[before.run].0[before.glyph].advance = Pt::ZERO,
                (Kind::Eastern, Kind::Western) => runs[before.run].0[before.glyph].advance += size(before.run) * ROOM,
                (Kind::Western, Kind::Eastern) => runs[before.run].0[before.glyph].advance += size(index) * ROOM,
                _ => {}
            }
            last = Some(Last { run: index, glyph, kind: own });
        }
    }
}

/// Takes the blank from a mark.
fn close_up(glyph: &mut Glyph, size: Pt, leading: bool) {
    if glyph.advance >= size * FULL_WIDTH {
        let blank = size * BLANK;
        glyph.advance -= blank;
        if leading {
            glyph.dx -= blank;
        }
    }
}

/// Whether the mark before a byte has lost its blank to the mark that follows it, on the same line or the next.
pub(super) fn is_closed_up(words: &Words, end: usize, run: &Run) -> bool {
    let next = words.text.get(end..).and_then(|text| text.trim_start_matches(' ').chars().next());
    let last = words.text.get(..end).and_then(|text| text.chars().next_back());
    is_eastern(run)
        && last.is_some_and(|last| kind(last) == Kind::Closing)
        && next.is_some_and(|next| matches!(kind(next), Kind::Closing | Kind::Opening))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Color;
    use crate::font::FaceId;
    use crate::page::{Furniture, Mark};
    use crate::typeset::words::{Drawn, Look};

    /// The widths of the characters of a text in a language, all of them drawn in squares of 8pt.
    fn widths(text: &str, language: &str) -> Vec<f32> {
        let (size, none) = (Pt(8.0), Pt::ZERO);
        let (face, color, features, drawn) = (FaceId(0), Color::BLACK, Vec::new(), Drawn::default());
        let look = Look { face, size, color, rise: none, letter_spacing: none, word_spacing: none, features, drawn };
        let run = Run::plain(0..text.len(), look, Mark::Furniture(Furniture::Decoration), language);
        let glyphs = text.char_indices().map(|(at, c)| {
            let (start, end) = (at as u32, (at + c.len_utf8()) as u32);
            Glyph { id: 1, advance: size, dx: none, dy: none, start, end }
        });
        let mut runs = [(glyphs.collect::<Vec<_>>(), vec![true; text.chars().count()])];
        space(&[run], text, &mut runs);
        runs[0].0.iter().map(|glyph| glyph.advance.0).collect()
    }

    #[test]
    fn marks_close_up_and_letters_of_two_scripts_stand_apart() {
        assert_eq!(widths("は、「W」は", "ja"), [8.0, 4.0, 8.0, 8.0, 8.0, 8.0]);
        assert_eq!(widths("（「は", "ja"), [8.0, 4.0, 8.0]);
        assert_eq!(widths("はW1は", "zh-Hans"), [9.0, 8.0, 9.0, 8.0]);
        assert_eq!(widths("は、「W", "en"), [8.0; 4]);
    }

    #[test]
    fn typed_spaces_beside_marks_are_none() {
        assert_eq!(widths("、 「W", "ja"), [4.0, 0.0, 8.0, 8.0]);
        assert_eq!(widths("： 开 W", "zh"), [8.0, 0.0, 8.0, 8.0, 8.0]);
    }

    #[test]
    fn marks_are_told_from_letters() {
        let kinds: Vec<Kind> = "あA、「 1－ー한：".chars().map(kind).collect();
        use Kind::{Closing, Eastern, Opening, Other, Space, Stop, Western};
        assert_eq!(kinds, [Eastern, Western, Closing, Opening, Space, Western, Other, Eastern, Other, Stop]);
    }
}
