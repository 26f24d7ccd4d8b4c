//! Computed values of text: how lines are broken, aligned and decorated (CSS Text 3 and 4, CSS Text Decoration 3 and 4).

use super::BorderStyle;
use crate::base::{Color, Pt};

/// `text-wrap`, as far as paragraphs differ by it: they are always broken as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextWrap {
    /// As suits it: lines of headings and large words are made about equally long.
    Wrap,
    /// Lines about equally long.
    Balance,
    /// As full as they can be.
    Stable,
}

/// `word-break` (CSS Text 3, 5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordBreak {
    /// As the script does.
    Normal,
    /// Not within words, whatever their script.
    KeepAll,
    /// Anywhere.
    BreakAll,
}

/// `line-break` (CSS Text 3, 5.3): which marks may stand at the edges of lines in Chinese and Japanese.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineBreak {
    /// As books do.
    Auto,
    /// The fewest rules, for narrow columns.
    Loose,
    /// The usual rules.
    Normal,
    /// All rules.
    Strict,
    /// None.
    Anywhere,
}

/// `text-decoration`: lines under, over and through words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decoration {
    /// `underline`.
    pub under: bool,
    /// `overline`.
    pub over: bool,
    /// `line-through`.
    pub through: bool,
    /// How they are drawn.
    pub style: DecorationStyle,
    /// Their colour; `None` is `currentColor`.
    pub color: Option<Color>,
    /// How thick they are; `None` is what suits the font.
    pub thickness: Option<Pt>,
    /// `text-underline-offset`: how far below the baseline a line under words lies; `None` is what suits the font.
    pub offset: Option<Pt>,
}

impl Default for Decoration {
    fn default() -> Self {
        Self::NONE
    }
}

impl Decoration {
    /// No lines.
    pub const NONE: Self = Self {
        under: false,
        over: false,
        through: false,
        style: DecorationStyle::Straight(BorderStyle::Solid),
        color: None,
        thickness: None,
        offset: None,
    };

    /// Whether any line is drawn.
    pub fn is_drawn(&self) -> bool {
        self.under || self.over || self.through
    }
}

/// `text-decoration-style`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecorationStyle {
    /// As borders are.
    Straight(BorderStyle),
    /// As a wave.
    Wavy,
}

/// CSS Text 3 `text-align`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextAlign {
    /// Ragged right, in a language written from left to right.
    Start,
    /// Ragged left.
    End,
    /// In the middle.
    Center,
    /// Flush on both sides.
    Justify,
}

/// `text-transform`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextTransform {
    /// As written.
    None,
    /// All capitals.
    Uppercase,
    /// All small letters.
    Lowercase,
    /// Each word's first letter a capital.
    Capitalize,
}

/// `hyphens`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hyphenation {
    /// Never, not even at soft hyphens.
    None,
    /// At soft hyphens only.
    Manual,
    /// By the patterns of the language too.
    Auto,
}

/// `hyphenate-limit-last`: where no line may end in a hyphen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HyphenateLast {
    /// Anywhere it may.
    None,
    /// Not at the end of a column.
    Column,
    /// Nor the last full line of a paragraph.
    Always,
}

/// `vertical-align`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum VerticalAlign {
    /// On the baseline.
    Baseline,
    /// Raised, as note marks are.
    Super,
    /// Lowered.
    Sub,
    /// Raised by a length; negative lowers.
    Raised(Pt),
    /// Of a table cell or margin box: at its top. A picture in the line: its top level with small letters.
    Top,
    /// In the middle of the cell or box; a picture: its middle at half the height of small letters.
    Middle,
    /// At the foot of the cell or box; a picture: its foot as low as the letters reach.
    Bottom,
}

/// `initial-letter` (CSS Inline 3): a letter of several lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InitialLetter {
    /// How many lines high; at least 1.
    pub size: f32,
    /// On which line its baseline sits; at least 1.
    pub sink: u8,
}
