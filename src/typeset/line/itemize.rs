//! Itemising: a paragraph's runs are divided where script, direction or font change, so that each can be shaped.
//!
//! Characters of no script of their own, such as spaces and stops, belong to the script before them, or at the start of
//! the paragraph to the first that comes (Unicode Standard Annex 24, 5.1). Directions are the levels of the bidirectional
//! algorithm (Annex 9). A character's font is that of its style if it is in it, and else one to fall back on, which is
//! kept as long as it serves: words stay in one font.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};
use unicode_script::{Script, UnicodeScript};

use crate::font::{FaceId, FontLibrary, FontWish};
use crate::model::is_right_to_left;
use crate::style::{FontStyle, Style};
use crate::typeset::words::{Direction, Run, Words, optical_size};

/// Divides the runs of a paragraph; `styles` has the style of each.
pub(in crate::typeset) fn itemize(words: &mut Words, styles: &[&Style], fonts: &FontLibrary) {
    let levels = levels(&words.text, words.setting.direction);
    let runs = std::mem::take(&mut words.runs);
    // Most runs stay as they are.
    words.runs.reserve_exact(runs.len());
    let mut scripts = Scripts::default();
    for (run, style) in runs.into_iter().zip(styles) {
        if run.inset.is_some() {
            let level = levels.as_ref().map_or(0, |levels| levels[run.range.start].number());
            words.runs.push(Run { level, ..run });
            continue;
        }
        let mut faces = Faces::of(run.look.face, style, fonts, &run.language);
        let mut part: Option<Item> = None;
        let mut parts = Vec::new();
        let mut at = run.range.start;
        loop {
            if let Some(part) = &part
                && levels.is_none()
                && faces.go_on_in(part)
            {
                at += words.text.as_bytes()[at..run.range.end].iter().take_while(|byte| is_plain(**byte)).count();
            }
            let Some(character) = words.text[at..run.range.end].chars().next() else { break };
            let level = levels.as_ref().map_or(0, |levels| levels[at].number());
            let script = scripts.next(character, &words.text[at..]);
            let face = faces.face(character, script);
            match &mut part {
                Some(part) if part.face == face && part.script == script && part.level == level => {}
                _ => parts.extend(part.replace(Item { start: at, face, script, level })),
            }
            at += character.len_utf8();
        }
        parts.extend(part);
        divide(run, &parts, &mut words.runs);
    }
}

/// What may be shaped together, and where it starts.
struct Item {
    start: usize,
    face: FaceId,
    script: Script,
    level: u8,
}

/// Adds a run's parts; each knows where its own words come from.
fn divide(run: Run, parts: &[Item], runs: &mut Vec<Run>) {
    let ends = parts.iter().skip(1).map(|part| part.start).chain([run.range.end]);
    for (part, end) in parts.iter().zip(ends) {
        let range: Range<usize> = part.start..end;
        let mut own = Run { script: part.script, level: part.level, ..run.clone() };
        own.look.face = part.face;
        own.source = run.source.map(|(node, offset)| (node, offset + range.start - run.range.start));
        own.range = range;
        runs.push(own);
    }
}

/// The level of each byte; nothing if all is read from left to right.
fn levels(text: &str, direction: Direction) -> Option<Vec<Level>> {
    let base = match direction {
        Direction::LeftToRight if !text.chars().any(may_be_right_to_left) => return None,
        Direction::LeftToRight => Level::ltr(),
        Direction::RightToLeft => Level::rtl(),
    };
    Some(BidiInfo::new(text, Some(base)).levels)
}

/// Whether a character belongs to the blocks that hold letters and signs of right-to-left scripts. Those before Hebrew
/// never do.
fn may_be_right_to_left(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8FF}' | '\u{200F}' | '\u{202B}' | '\u{202E}' | '\u{2067}' | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// The direction of a paragraph that says nothing of it itself: that of its language, or of its letters if they all
/// run from right to left.
pub(in crate::typeset) fn direction(text: &str, language: &str) -> Direction {
    if is_right_to_left(language) || text.chars().any(may_be_right_to_left) && !text.chars().any(is_left_to_right_letter) {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    }
}

fn is_left_to_right_letter(character: char) -> bool {
    unicode_bidi::bidi_class(character) == unicode_bidi::BidiClass::L
}

/// Gives each character its script, from the start of a paragraph.
#[derive(Default)]
struct Scripts {
    last: Option<Script>,
}

impl Scripts {
    /// The script of the next character; `rest` is the text from it on.
    fn next(&mut self, character: char, rest: &str) -> Script {
        let own = match character {
            'A'..='Z' | 'a'..='z' => Script::Latin,
            // The table is long, and stops and quotes are many.
            '\0'..='\x7F' | '\u{2010}'..='\u{2027}' => Script::Common,
            _ => character.script(),
        };
        if is_real(own) {
            self.last = Some(own);
        }
        // Looked ahead for once: from then on there is a script before every character.
        *self.last.get_or_insert_with(|| rest.chars().map(|c| c.script()).find(|&script| is_real(script)).unwrap_or(Script::Latin))
    }
}

fn is_real(script: Script) -> bool {
    !matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}

/// Finds the face of each character of a run.
struct Faces<'a> {
    style: &'a Style,
    fonts: &'a FontLibrary,
    language: &'a str,
    /// The face that the style asks for.
    own: FaceId,
    /// Whether it has all plain characters.
    has_plain: bool,
    /// The face that was fallen back on last.
    last: Option<FaceId>,
    /// Whether that was for a character of no script, such as an emoji.
    last_is_sign: bool,
}

impl<'a> Faces<'a> {
    fn of(own: FaceId, style: &'a Style, fonts: &'a FontLibrary, language: &'a str) -> Self {
        let has_plain = (0x21..0x7F).all(|byte| fonts.face(own).glyph(char::from(byte)).is_some());
        Self { style, fonts, language, own, has_plain, last: None, last_is_sign: false }
    }

    /// Whether plain characters that follow an item belong to it, whichever they are.
    fn go_on_in(&self, item: &Item) -> bool {
        item.face == self.own && item.script == Script::Latin && self.last.is_none() && self.has_plain
    }

    fn face(&mut self, character: char, script: Script) -> FaceId {
        // Most characters of most texts: nothing but letters and stops of the font that is asked for.
        if character.is_ascii_graphic() && self.fonts.face(self.own).glyph(character).is_some() {
            self.last = None;
            return self.own;
        }
        let previous = self.last.unwrap_or(self.own);
        // The spaces of sign fonts fit no text.
        if character.is_whitespace() && self.last_is_sign {
            self.last = None;
            return self.own;
        }
        if is_blank(character) || is_joined(character) && self.fonts.face(previous).glyph(character).is_some() {
            return previous;
        }
        if !self.is_eastern(character, script) && self.fonts.face(self.own).glyph(character).is_some() {
            self.last = None;
            return self.own;
        }
        if let Some(last) = self.last.filter(|&last| self.fonts.face(last).glyph(character).is_some()) {
            return last;
        }
        let face = self.named(character).or_else(|| self.fonts.fallback(character, self.wish(self.family()), self.language));
        self.last = face;
        self.last_is_sign = !is_real(character.script());
        face.unwrap_or(self.own)
    }

    /// The first face of the style's families that has the character.
    fn named(&self, character: char) -> Option<FaceId> {
        let families = self.style.font_family.iter().map(String::as_str).chain(["serif", "sans-serif"]);
        let mut faces = families.filter_map(|family| self.fonts.select(self.wish(family)));
        faces.find(|&face| self.fonts.face(face).glyph(character).is_some())
    }

    fn wish<'f>(&self, family: &'f str) -> FontWish<'f> {
        let style = self.style;
        FontWish { family, weight: style.font_weight, italic: style.font_style == FontStyle::Italic, size: optical_size(style) }
    }

    fn family(&self) -> &str {
        &self.fonts.face(self.own).family
    }

    /// Whether a mark that Western and Eastern fonts both have is wanted in its Eastern form, a square wide.
    fn is_eastern(&self, character: char, script: Script) -> bool {
        matches!(character, '‘' | '’' | '“' | '”' | '…' | '—' | '·')
            && matches!(script, Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo)
            && ["ja", "zh", "yue"].contains(&self.language.split('-').next().unwrap_or_default())
    }
}

/// Whether a byte is a letter of Latin, a space, or a sign that all scripts share.
fn is_plain(byte: u8) -> bool {
    byte == b' ' || byte.is_ascii_graphic()
}

/// Whether a character shows nothing, so that every font has it.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFFC}')
}

/// Whether a character is a mark on the one before it, and best drawn by the same font.
fn is_joined(c: char) -> bool {
    c.script() == Script::Inherited || unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scripts(text: &str) -> Vec<&'static str> {
        let mut scripts = Scripts::default();
        text.char_indices().map(|(at, character)| scripts.next(character, &text[at..]).short_name()).collect()
    }

    #[test]
    fn stops_and_spaces_belong_to_the_script_before_them() {
        assert_eq!(scripts("(क) a।"), ["Deva", "Deva", "Deva", "Deva", "Latn", "Latn"]);
        assert_eq!(scripts("12"), ["Latn", "Latn"]);
    }

    #[test]
    fn directions_follow_the_language_and_else_the_letters() {
        assert_eq!(direction("C++", "ar"), Direction::RightToLeft);
        assert_eq!(direction("שלום.", "en"), Direction::RightToLeft);
        assert_eq!(direction("a שלום", "en"), Direction::LeftToRight);
    }
}
