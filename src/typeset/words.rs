//! A paragraph's words, with what each stretch of them looks like and means.

use std::ops::Range;
use std::sync::Arc;

use unicode_script::Script;

use super::flow::formula::Formula;
use super::line::first_line::FirstLine;
use crate::base::{Color, Pt, Size};
use crate::font::{FaceId, FontLibrary, FontWish};
use crate::model::NodeId;
use crate::page::{Mark, TagId};
use crate::style::{
    Caps, Decoration, Figures, FontStyle, Fractions, GlyphPosition, HyphenateLast, Hyphenation, LineBreak, Style, TextAlign, TextTransform,
    WordBreak,
};

/// A paragraph before it is set.
#[derive(Debug)]
pub(super) struct Words {
    /// Its text.
    pub text: String,
    /// Stretches of it, one after the other, that cover all of it.
    pub runs: Vec<Run>,
    /// How it is to be set.
    pub setting: Setting,
    /// Where elements begin in it that links lead to: the byte, and the element.
    pub anchors: Vec<(usize, NodeId)>,
    /// Bytes at which a line may end inside a word, since the word is wider than a line.
    pub forced: Vec<usize>,
    /// How many lines more than are best it is to be set in, for the sake of its page.
    pub more: i8,
    /// In which other numbers of lines it could be set without being noticed.
    pub others: Vec<Other>,
    /// After how many lines a column ends, where no word is to be divided.
    pub column_ends: Vec<usize>,
    /// What its first line looks like, if it differs from the others.
    pub first_line: Option<FirstLine>,
}

impl Words {
    /// Words that are to be set in the best way there is.
    pub fn new(text: String, runs: Vec<Run>, setting: Setting) -> Self {
        let (anchors, forced, others, column_ends) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { text, runs, setting, anchors, forced, more: 0, others, column_ends, first_line: None }
    }
}

/// Another number of lines in which a paragraph may be set.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Other {
    /// How many lines more than are best; fewer if negative.
    pub more: i8,
    /// How much worse it is, in demerits for the whole paragraph.
    pub demerits: f32,
    /// For each line, whether a word is divided at its end.
    pub divided: Vec<bool>,
}

/// A stretch of one look and one meaning.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// Its bytes in the text of the paragraph.
    pub range: Range<usize>,
    /// What it looks like.
    pub look: Look,
    /// What it means.
    pub mark: Mark,
    /// The text node it came from and the offset at which it starts there; none for generated words.
    pub source: Option<(NodeId, usize)>,
    /// The link it belongs to, as an index into the flow's links.
    pub link: Option<usize>,
    /// The notes whose mark this is.
    pub note: Option<usize>,
    /// What stands here instead of words.
    pub inset: Option<Inset>,
    /// BCP 47.
    pub language: String,
    /// Whether words may be divided here by the patterns of the language.
    pub hyphenate: bool,
    /// Whether no line may end within it.
    pub unbroken: bool,
    /// What these words stand in for, if that is known only later.
    pub filler: Option<Filler>,
    /// The script of all its letters.
    pub script: Script,
    /// How deep it is nested in other directions of writing: runs of odd levels are read from right to left (Unicode
    /// Standard Annex 9, BD2).
    pub level: u8,
}

impl Run {
    /// A stretch without any meaning beyond its words.
    pub fn plain(range: Range<usize>, look: Look, mark: Mark, language: &str) -> Self {
        let (source, link, note, inset, filler, language) = (None, None, None, None, None, language.to_owned());
        let (hyphenate, unbroken, script, level) = (false, false, Script::Latin, 0);
        Self { range, look, mark, source, link, note, inset, language, hyphenate, unbroken, filler, script, level }
    }

    /// Whether it is read from right to left.
    pub fn is_right_to_left(&self) -> bool {
        self.level % 2 == 1
    }

    /// Whether full lines are made by space between its characters, as it has none between words.
    pub fn is_spaced_out(&self) -> bool {
        matches!(self.script, Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo)
    }
}

/// What may stand in a line instead of words.
#[derive(Debug, Clone)]
pub(super) enum Inset {
    /// A picture, by number, and its size.
    Picture(usize, Size),
    /// A formula, or a part of one.
    Formula(Arc<Formula>),
}

impl Inset {
    /// How much of the line it takes.
    pub fn width(&self) -> Pt {
        match self {
            Self::Picture(_, size) => size.width,
            Self::Formula(formula) => formula.width,
        }
    }
}

/// Which way a paragraph is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// As this.
    LeftToRight,
    /// As Arabic and Hebrew.
    RightToLeft,
}

/// What is filled in when the room or the pages are known.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Filler {
    /// A row of dots as long as the line has room.
    Leader,
    /// The number of the page on which an element begins.
    Page {
        /// The element.
        target: NodeId,
        /// How the number is written; as that page is numbered if nothing is said.
        style: Option<String>,
        /// Whether it is one of an index, where neighbours are merged.
        locator: bool,
    },
}

/// What a stretch of words looks like.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Look {
    /// Its font.
    pub face: FaceId,
    /// Its size.
    pub size: Pt,
    /// Its colour.
    pub color: Color,
    /// How far it is raised.
    pub rise: Pt,
    /// Space after each character.
    pub letter_spacing: Pt,
    /// Space at each word space, beyond the font's.
    pub word_spacing: Pt,
    /// OpenType features beyond the default ones.
    pub features: Vec<([u8; 4], u32)>,
    /// What is drawn with the words.
    pub drawn: Drawn,
}

/// What is drawn with words: a ground behind them, and lines under, over and through them.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Drawn {
    /// The colour behind them.
    pub ground: Option<Color>,
    /// The lines.
    pub lines: Decoration,
}

impl Drawn {
    /// What is drawn with the words of an element: what is drawn around it, and what its style adds (CSS Text Decoration 3,
    /// 2: lines reach all that the element holds, and keep the colour and thickness they have there).
    pub fn within(self, style: &Style) -> Self {
        let ground = style.background_color.or(self.ground);
        let own = style.decoration;
        if !own.is_drawn() {
            return Self { ground, ..self };
        }
        let lines = Decoration {
            under: own.under || self.lines.under,
            over: own.over || self.lines.over,
            through: own.through || self.lines.through,
            style: own.style,
            color: Some(own.color.unwrap_or(style.color)),
            thickness: Some(own.thickness.unwrap_or(style.font_size * 0.05)),
            offset: Some(own.offset.unwrap_or(style.font_size * 0.11)),
        };
        Self { ground, lines }
    }
}

/// How a paragraph is set into lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Setting {
    /// The measure.
    pub measure: Pt,
    /// At which edge its lines start.
    pub direction: Direction,
    /// First-line indent.
    pub indent: Pt,
    /// Flush, ragged or centred.
    pub align: TextAlign,
    /// The last line.
    pub align_last: TextAlign,
    /// Distance between baselines.
    pub line_height: Pt,
    /// From the top of a line to its baseline.
    pub baseline: Pt,
    /// Whether words may be divided at all.
    pub hyphens: Hyphenation,
    /// What is put where a word is divided.
    pub hyphen: char,
    /// Where lines may end within and between words.
    pub word_break: WordBreak,
    /// Which marks may stand at the edges of lines.
    pub line_break: LineBreak,
    /// Shortest word that may be divided; least characters before and after the hyphen.
    pub hyphen_limits: [u8; 3],
    /// Most lines in a row that may end in a hyphen.
    pub hyphen_ladder: Option<u8>,
    /// Lines that are not justified may end so short before a word is divided for their sake.
    pub hyphen_zone: Pt,
    /// Where no line ends in a hyphen.
    pub hyphen_last: HyphenateLast,
    /// Whether stops and hyphens hang into the margin.
    pub hang: bool,
    /// Whether the lines should be about equally long (headings, pull quotes).
    pub balance: bool,
    /// Lines that give way to an initial: how many, and how much.
    pub initial: Option<(usize, Pt)>,
    /// Lines that give way to boxes beside them.
    pub beside: Vec<Beside>,
    /// The size of the text, for the measures of looseness.
    pub size: Pt,
    /// Whether lines that go on have a sign: those of code.
    pub continued: bool,
}

/// Lines that give way to a box beside them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Beside {
    /// Their numbers, from 0.
    pub lines: Range<usize>,
    /// What they lose at the left.
    pub left: Pt,
    /// What they lose at the right.
    pub right: Pt,
}

impl Setting {
    /// The measure of a line, by its number from 0.
    pub fn measure_of(&self, line: usize) -> Pt {
        let (left, right) = self.lost(line);
        // A box leaves some room, or nothing stands beside it.
        (self.measure - self.start_of(line) - left - right).max(self.size)
    }

    /// Where a line starts that fills its measure, from the left edge of the paragraph's.
    pub fn left_edge(&self, line: usize) -> Pt {
        // Initials and indents take their room where the line starts.
        let start = if self.direction == Direction::LeftToRight { self.start_of(line) } else { Pt::ZERO };
        start + self.lost(line).0
    }

    /// Where a line starts, from the edge of the measure at which lines start.
    fn start_of(&self, line: usize) -> Pt {
        let initial = self.initial.filter(|&(lines, _)| line < lines).map_or(Pt::ZERO, |(_, width)| width);
        let indent = if line == 0 { self.indent } else { Pt::ZERO };
        initial + indent
    }

    /// What a line loses to boxes beside it, at the left and at the right.
    pub fn lost(&self, line: usize) -> (Pt, Pt) {
        let beside = self.beside.iter().find(|beside| beside.lines.contains(&line));
        beside.map_or((Pt::ZERO, Pt::ZERO), |beside| (beside.left, beside.right))
    }

    /// How many lines have a measure of their own.
    pub fn special_lines(&self) -> usize {
        let initial = self.initial.map_or(1, |(lines, _)| lines.max(1));
        self.beside.iter().map(|beside| beside.lines.end).fold(initial, usize::max)
    }
}

/// The face for a style, by the first family in its list that is at hand.
pub(super) fn face(style: &Style, fonts: &FontLibrary) -> FaceId {
    let wish =
        |family| FontWish { family, weight: style.font_weight, italic: style.font_style == FontStyle::Italic, size: optical_size(style) };
    let named = style.font_family.iter().find_map(|family| fonts.select(wish(family)));
    named.or_else(|| fonts.select(wish("serif"))).unwrap_or(FaceId(0))
}

/// The size that a family's face is chosen for; where a style wants none, that of plain text.
pub(super) fn optical_size(style: &Style) -> Pt {
    const PLAIN_TEXT: Pt = Pt(11.0);
    if style.optical_sizing { style.font_size } else { PLAIN_TEXT }
}

/// The face for code in the place of a style's words.
pub(super) fn monospace(style: &Style, fonts: &FontLibrary) -> FaceId {
    let wish = FontWish { family: "monospace", weight: style.font_weight, italic: false, size: style.font_size };
    fonts.select(wish).unwrap_or(FaceId(0))
}

/// The look of a style's words.
pub(super) fn look(style: &Style, rise: Pt, fonts: &FontLibrary) -> Look {
    Look {
        face: face(style, fonts),
        size: style.font_size,
        color: style.color,
        rise,
        letter_spacing: style.letter_spacing,
        word_spacing: style.word_spacing,
        features: features(style),
        drawn: Drawn::default(),
    }
}

fn features(style: &Style) -> Vec<([u8; 4], u32)> {
    let mut features = Vec::new();
    match style.font_variant_caps {
        Caps::Normal => {}
        Caps::Small => features.push((*b"smcp", 1)),
        Caps::AllSmall => features.extend([(*b"smcp", 1), (*b"c2sc", 1)]),
        Caps::Petite => features.push((*b"pcap", 1)),
        Caps::AllPetite => features.extend([(*b"pcap", 1), (*b"c2pc", 1)]),
        Caps::Unicase => features.push((*b"unic", 1)),
        Caps::Titling => features.push((*b"titl", 1)),
    }
    match style.figures {
        Figures::Normal => {}
        Figures::Lining => features.push((*b"lnum", 1)),
        Figures::OldStyle => features.push((*b"onum", 1)),
    }
    match style.fractions {
        Fractions::Normal => {}
        Fractions::Diagonal => features.push((*b"frac", 1)),
        Fractions::Stacked => features.push((*b"afrc", 1)),
    }
    match style.position {
        GlyphPosition::Normal => {}
        GlyphPosition::Sub => features.push((*b"subs", 1)),
        GlyphPosition::Super => features.push((*b"sups", 1)),
    }
    let wanted = [
        (style.tabular_figures, *b"tnum"),
        (style.ordinals, *b"ordn"),
        (style.slashed_zero, *b"zero"),
        (style.ligatures.discretionary, *b"dlig"),
        (style.ligatures.historical, *b"hlig"),
    ];
    features.extend(wanted.into_iter().filter(|(wanted, _)| *wanted).map(|(_, tag)| (tag, 1)));
    if !style.kerning {
        features.push((*b"kern", 0));
    }
    // Letter-spaced words lose their ligatures, or the spacing would show gaps (CSS Text 3, 8.2).
    if !style.ligatures.common || style.letter_spacing != Pt::ZERO {
        features.extend([(*b"liga", 0), (*b"clig", 0)]);
    }
    if !style.ligatures.contextual {
        features.push((*b"calt", 0));
    }
    features.extend(&style.font_features);
    features
}

/// Words as a style wants them written.
pub(super) fn transformed(text: &str, transform: TextTransform) -> String {
    match transform {
        TextTransform::None => text.to_owned(),
        TextTransform::Uppercase => text.to_uppercase(),
        TextTransform::Lowercase => text.to_lowercase(),
        TextTransform::Capitalize => {
            let mut after_letter = false;
            let mut words = String::with_capacity(text.len());
            for character in text.chars() {
                if after_letter {
                    words.push(character);
                } else {
                    words.extend(character.to_uppercase());
                }
                after_letter = character.is_alphanumeric() || character == '’' || character == '\'';
            }
            words
        }
    }
}

/// From the top of a line to its baseline: the leading is halved above and below the letters (CSS Inline 3, 4.1).
pub(super) fn baseline(style: &Style, fonts: &FontLibrary) -> Pt {
    let metrics = fonts.face(face(style, fonts)).metrics;
    let (ascent, descent) = (style.font_size * (metrics.ascent / 1000.0), style.font_size * (metrics.descent / 1000.0));
    (style.line_height - (ascent - descent)) / 2.0 + ascent
}

/// What a run means, while tags are given.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meaning {
    /// The tag that words directly belong to.
    pub tag: TagId,
    /// The link around them.
    pub link: Option<usize>,
    /// The note whose mark they are.
    pub note: Option<usize>,
}

/// What an inline element takes from those around it besides its style.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Carried {
    /// How far they are raised.
    pub rise: Pt,
    /// What is drawn with their words.
    pub drawn: Drawn,
}
