//! What a line can give: its word spaces, its letters, and the gaps between characters of scripts without word spaces.
//!
//! A line is made to fit by all of them at once. Letters give at twice the pace of the spaces until their small limit is
//! reached, so that spaces, which readers see, stay near their natural width; what is left over is the spaces' alone.

use crate::typeset::words::Words;
use unicode_script::Script;

/// How far a word space may stretch before a line counts as bad, as a share of its width.
pub(super) const STRETCH: f32 = 0.5;
/// The least a word space may shrink to is 1 - `SHRINK` of its width.
const SHRINK: f32 = 0.25;
/// How much wider or narrower letters may be drawn: under what readers notice (H. T. Thanh, Micro-typographic
/// Extensions to the TeX Typesetting System, 2000, puts that at about 2 %).
const EXPANSION: f32 = 0.02;
/// How much letters may be moved apart, as a share of their widths: about a seventieth of an em.
const APART: f32 = 0.03;
/// How much letters may be moved together, as a share of their widths.
const TOGETHER: f32 = 0.01;
/// How far characters of scripts without word spaces may be moved apart, as a share of their size.
const SPACED_OUT: f32 = 0.06;
/// How much faster letters give than spaces.
const EAGER: f32 = 2.0;
/// The least share by which a line can be stretched, in points: one word alone has nothing to give.
const STIFF: f32 = 0.1;

/// The parts of a line that give, in points.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Parts {
    /// The widths of its word spaces.
    pub spaces: f32,
    /// The widths of its letters.
    pub letters: f32,
    /// The sizes of the characters that may be spaced out.
    pub gaps: f32,
}

/// What a line takes from its parts, as shares of them.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Give {
    /// By how much word spaces are wider.
    pub spaces: f32,
    /// By how much letters are drawn wider.
    pub letters: f32,
    /// By how much letters have more room than that, as a share of their widths; it is dealt out evenly among them.
    pub apart: f32,
    /// By how much characters of scripts without word spaces stand apart, as a share of their size.
    pub gaps: f32,
}

/// How far the letters of a paragraph may give.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Limits {
    /// How far they may be moved apart, as a share of their widths.
    apart: f32,
    /// How far they may be moved together.
    together: f32,
}

impl Limits {
    /// The limits for a paragraph: letters that join, or that have marks above and below them, keep their places.
    pub(in crate::typeset) fn of(words: &Words) -> Self {
        let loose = |script| matches!(script, Script::Latin | Script::Greek | Script::Cyrillic | Script::Common | Script::Inherited);
        if words.runs.iter().all(|run| loose(run.script)) {
            Self { apart: APART, together: TOGETHER }
        } else {
            Self { apart: 0.0, together: 0.0 }
        }
    }

    /// How far a line is stretched (positive) or shrunk (negative) that has room left or lacks it; 1.0 is all that is good.
    pub(in crate::typeset) fn ratio(self, room: f32, parts: Parts) -> f32 {
        let (spaces, letters) = self.reach(room, parts);
        let size = room.abs();
        let eager = spaces / EAGER + letters;
        let ratio = if size <= eager { size / (spaces + letters * EAGER).max(STIFF) } else { (size - letters) / spaces.max(STIFF) };
        ratio.copysign(room)
    }

    /// What a line takes from its parts to be so much wider.
    pub(in crate::typeset) fn give(self, room: f32, parts: Parts) -> Give {
        let ratio = self.ratio(room, parts);
        let share = (ratio * EAGER).clamp(-1.0, 1.0);
        let letters = share * EXPANSION;
        let apart = share * if room < 0.0 { self.together } else { self.apart };
        let rest = room - parts.letters * (letters + apart);
        let (spaces, _) = self.reach(room, parts);
        if spaces <= 0.0 {
            return Give { letters, apart, ..Give::default() };
        }
        let (by_space, by_gap) = if room < 0.0 { (SHRINK, 0.0) } else { (STRETCH, SPACED_OUT) };
        // Spaces never close altogether, however full the line.
        Give { spaces: (rest / spaces * by_space).max(-0.45), letters, apart, gaps: rest / spaces * by_gap }
    }

    /// How far the spaces and the letters of a line reach at a ratio of 1.
    fn reach(self, room: f32, parts: Parts) -> (f32, f32) {
        if room < 0.0 {
            (parts.spaces * SHRINK, parts.letters * (EXPANSION + self.together))
        } else {
            (parts.spaces * STRETCH + parts.gaps * SPACED_OUT, parts.letters * (EXPANSION + self.apart))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { apart: APART, together: TOGETHER };

    #[test]
    fn what_is_given_fills_the_room() {
        let parts = Parts { spaces: 28.0, letters: 270.0, gaps: 0.0 };
        for room in [-12.0, -5.0, -0.5, 0.0, 3.0, 9.0, 17.0, 40.0] {
            let give = LIMITS.give(room, parts);
            let filled = parts.spaces * give.spaces + parts.letters * (give.letters + give.apart);
            assert!((filled - room).abs() < 0.01, "{room}: {filled}");
        }
    }

    #[test]
    fn letters_stay_within_their_limits_and_spaces_take_the_rest() {
        let parts = Parts { spaces: 28.0, letters: 270.0, gaps: 0.0 };
        let give = LIMITS.give(60.0, parts);
        assert!((give.letters - EXPANSION).abs() < 1e-6 && (give.apart - APART).abs() < 1e-6);
        assert!(give.spaces > 1.0);
        let all = parts.spaces * STRETCH + parts.letters * (EXPANSION + APART);
        assert!((LIMITS.ratio(all, parts) - 1.0).abs() < 0.01);
    }

    #[test]
    fn a_word_alone_is_as_bad_as_it_looks() {
        assert!(LIMITS.ratio(100.0, Parts { spaces: 0.0, letters: 50.0, gaps: 0.0 }) > 100.0);
    }
}
