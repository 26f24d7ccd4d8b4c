//! Computed values: what the cascade leaves for each element and for each kind of page.
//!
//! Names and meanings are those of the CSS specifications. Lengths are absolute where the font size settles them, and
//! shares of the containing measure otherwise. `Default` is the initial value of every property.

mod background;
mod content;
mod fonts;
mod pages;
mod shapes;
mod text;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Color, CounterStyles, Length, Pt, Sides};
use crate::model::NodeId;

pub use background::{Background, BackgroundImage, BackgroundSize};
pub use content::{ContentPart, Counter, StringPlace, Target};
pub use fonts::{Caps, Figures, FontStyle, Fractions, GlyphPosition, Ligatures};
pub use pages::{Faces, MarginBox, MarginBoxPlace, PageFace, PageKind, PageSpot, PageStyle};
pub use shapes::{Radius, Shape};
pub use text::{
    Decoration, DecorationStyle, HyphenateLast, Hyphenation, InitialLetter, LineBreak, TextAlign, TextTransform, TextWrap, VerticalAlign,
    WordBreak,
};

/// The computed styles of a whole tree, and of its pages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Styled {
    /// One style for each node of the tree, by its number. Text has the style of the element around it; elements that look
    /// alike share theirs.
    pub styles: Vec<Arc<Style>>,
    /// Generated content before an element.
    pub before: BTreeMap<NodeId, Style>,
    /// Generated content after an element.
    pub after: BTreeMap<NodeId, Style>,
    /// The style of an element's first letter, where a rule asks for one.
    pub first_letter: BTreeMap<NodeId, Style>,
    /// The style of an element's first line, where a rule asks for one.
    pub first_line: BTreeMap<NodeId, Style>,
    /// The style of a list item's marker, where a rule asks for one.
    pub marker: BTreeMap<NodeId, Style>,
    /// The pages, by kind.
    pub page: PageStyle,
    /// Whether pictures stand behind boxes or pages.
    pub has_pictures: bool,
    /// The counter styles that the stylesheet defines.
    pub counter_styles: CounterStyles,
}

impl Styled {
    /// The style of a node.
    ///
    /// # Panics
    /// Never for a node of the tree that was styled.
    pub fn of(&self, node: NodeId) -> &Style {
        &self.styles[node.0 as usize]
    }
}

/// Everything the typesetter asks about an element.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// CSS Display 3.
    pub display: Display,
    /// CSS Fonts 4: families in order of wish.
    pub font_family: Vec<String>,
    /// Font size.
    pub font_size: Pt,
    /// 1 to 1000; 400 is regular.
    pub font_weight: u16,
    /// Upright or italic.
    pub font_style: FontStyle,
    /// `font-variant-caps`.
    pub font_variant_caps: Caps,
    /// `font-variant-numeric`, as far as it chooses the shape of figures.
    pub figures: Figures,
    /// Whether figures have one width, for tables (`tabular-nums`).
    pub tabular_figures: bool,
    /// How fractions such as 1/2 are drawn.
    pub fractions: Fractions,
    /// Whether the letters of 1st and 2nd are raised (`ordinal`).
    pub ordinals: bool,
    /// Whether the figure nought has a stroke (`slashed-zero`).
    pub slashed_zero: bool,
    /// `font-variant-position`: letters and figures drawn to be raised or lowered.
    pub position: GlyphPosition,
    /// `font-optical-sizing`: whether a family's face is chosen by the size it is set in.
    pub optical_sizing: bool,
    /// `font-feature-settings`: OpenType tags and their values.
    pub font_features: Vec<([u8; 4], u32)>,
    /// `font-kerning`: false is `none`.
    pub kerning: bool,
    /// `font-variant-ligatures`.
    pub ligatures: Ligatures,
    /// Distance between baselines. In `Pt` once the font size is known, also for `line-height: 1.4`.
    pub line_height: Pt,
    /// Text colour.
    pub color: Color,
    /// Extra space after each character.
    pub letter_spacing: Pt,
    /// Extra space at each space.
    pub word_spacing: Pt,
    /// CSS Text 3.
    pub text_align: TextAlign,
    /// The last line of a block.
    pub text_align_last: Option<TextAlign>,
    /// First-line indent.
    pub text_indent: Length,
    /// `text-indent: hanging`: all lines but the first are set in instead.
    pub indent_hanging: bool,
    /// `text-indent: each-line`: every line after a forced line end counts as a first one.
    pub indent_each_line: bool,
    /// `text-transform`.
    pub text_transform: TextTransform,
    /// `hyphens: auto`, `manual` or `none`.
    pub hyphens: Hyphenation,
    /// `hyphenate-character`: what is put where a word is divided; `None` is what the language uses.
    pub hyphenate_character: Option<char>,
    /// `hyphenate-limit-chars`: shortest word, least characters before, least after a hyphen.
    pub hyphenate_limit_chars: [u8; 3],
    /// `hyphenate-limit-lines`: most lines in a row that may end in a hyphen; `None` is no limit.
    pub hyphenate_limit_lines: Option<u8>,
    /// `hyphenate-limit-zone`: how short a line that is not justified may be before a word is divided to fill it.
    pub hyphenate_limit_zone: Length,
    /// `hyphenate-limit-last`.
    pub hyphenate_limit_last: HyphenateLast,
    /// Whether stops and hyphens may hang into the margin (`hanging-punctuation: allow-end`; ours: both edges, by glyph).
    pub hanging_punctuation: bool,
    /// Whether white space and line ends are kept (`white-space: pre` or `pre-wrap`).
    pub preserve_space: bool,
    /// Whether no line ends in it (`white-space: nowrap`).
    pub unbroken: bool,
    /// `text-wrap`.
    pub text_wrap: TextWrap,
    /// `word-break`.
    pub word_break: WordBreak,
    /// `line-break`.
    pub line_break: LineBreak,
    /// `text-decoration`: the lines drawn with its words and all that they hold.
    pub decoration: Decoration,
    /// `vertical-align`, as far as lines of text know it.
    pub vertical_align: VerticalAlign,
    /// Lines that must stand together at the head of a column.
    pub widows: u8,
    /// Lines that must stand together at the foot of a column.
    pub orphans: u8,
    /// CSS Fragmentation 3.
    pub break_before: BreakBetween,
    /// CSS Fragmentation 3.
    pub break_after: BreakBetween,
    /// CSS Fragmentation 3.
    pub break_inside: BreakInside,
    /// Margins. Vertical ones collapse as in CSS 2. `None` is `auto`.
    pub margin: Sides<Option<Length>>,
    /// Padding.
    pub padding: Sides<Length>,
    /// Borders.
    pub border: Sides<Border>,
    /// `border-radius`, clockwise from the upper left corner.
    pub border_radius: [Pt; 4],
    /// Background; `None` is `transparent`.
    pub background_color: Option<Color>,
    /// The picture behind it.
    pub background: Background,
    /// `width`.
    pub width: Width,
    /// `max-width`.
    pub max_width: Option<Length>,
    /// `height`: of a picture that says nothing of its width; other things are at least so high. `None` is `auto`.
    pub height: Option<Pt>,
    /// `min-height`.
    pub min_height: Pt,
    /// `max-height`, for pictures: a share is of the column's height.
    pub max_height: Option<Length>,
    /// `float`.
    pub float: Float,
    /// `float-reference`: what a float at the top or bottom is at the top or bottom of.
    pub float_reference: FloatReference,
    /// `clear`: past which boxes at a side it begins.
    pub clear: Clear,
    /// `shape-outside`: what lines beside a float follow.
    pub shape_outside: Shape,
    /// `shape-margin`: the space between that and the lines.
    pub shape_margin: Pt,
    /// `-recto-plate`: whether a figure has a page of its own.
    pub plate: Plate,
    /// How many columns the element's contents are set in, at most if their width is given; 0 is `auto`.
    pub columns: u8,
    /// `column-width`: how wide they are at least; `None` is `auto`.
    pub column_width: Option<Pt>,
    /// The space between columns; `None` is `normal`, 1em.
    pub column_gap: Option<Pt>,
    /// The rule between columns.
    pub column_rule: Border,
    /// `column-fill: balance`: whether the last columns end level.
    pub column_balance: bool,
    /// `column-span: all`.
    pub column_span_all: bool,
    /// `initial-letter`, meant for `::first-letter`.
    pub initial_letter: Option<InitialLetter>,
    /// `content`; `None` is `normal` or `none`.
    pub content: Option<Vec<ContentPart>>,
    /// `string-set`: names and what they are set to, `content()` standing for the element's words.
    pub string_set: Vec<(String, Vec<ContentPart>)>,
    /// `counter-reset`.
    pub counter_reset: Vec<(String, i32)>,
    /// `counter-increment`.
    pub counter_increment: Vec<(String, i32)>,
    /// `counter-set`.
    pub counter_set: Vec<(String, i32)>,
    /// `list-style-type` as the marker it gives: a string with `{}` for the number, or `None`.
    pub list_marker: Option<ContentPart>,
    /// `border-collapse: collapse`: whether borders that cells share are one.
    pub border_collapse: bool,
    /// `caption-side: bottom`.
    pub caption_below: bool,
    /// `-recto-pullquote`: where a pull quote may stand.
    pub pull_quote: PullQuotePlacement,
    /// `bookmark-level`: 1 to 6; `None` is `none`.
    pub bookmark_level: Option<u8>,
    /// `bookmark-label`; `None` is the words of the element.
    pub bookmark_label: Option<Vec<ContentPart>>,
    /// `page`: the name of the pages it stands on; `None` is `auto`, those of the element around it.
    pub page: Option<String>,
}

/// No page has more columns than this.
pub(super) const MOST_COLUMNS: u8 = 6;

impl Style {
    /// Into how many columns it divides a measure (CSS Multi-column 1, 3.4); 1 is none.
    pub fn columns_in(&self, measure: Pt) -> usize {
        let gap = self.column_gap.unwrap_or(self.font_size);
        let most = match self.column_width {
            Some(width) => ((measure + gap) / (width + gap).max(Pt(1.0))).clamp(1.0, f32::from(MOST_COLUMNS)) as usize,
            None => usize::from(self.columns),
        };
        let count = if self.columns == 0 { most } else { most.min(usize::from(self.columns)) };
        count.max(1)
    }

    /// Whether any of its sides has a border.
    pub fn has_border(&self) -> bool {
        let Sides { top, right, bottom, left } = self.border;
        [top, right, bottom, left].iter().any(|side| side.width > Pt::ZERO)
    }

    /// How high it is at least, without its padding and borders.
    pub fn least_height(&self) -> Pt {
        self.height.unwrap_or(Pt::ZERO).max(self.min_height)
    }
}

impl Default for Style {
    fn default() -> Self {
        Self {
            display: Display::Inline,
            font_family: vec!["serif".to_owned()],
            font_size: Pt(12.0),
            font_weight: 400,
            font_style: FontStyle::Normal,
            font_variant_caps: Caps::Normal,
            figures: Figures::Normal,
            tabular_figures: false,
            fractions: Fractions::Normal,
            ordinals: false,
            slashed_zero: false,
            position: GlyphPosition::Normal,
            optical_sizing: true,
            font_features: Vec::new(),
            kerning: true,
            ligatures: Ligatures::NORMAL,
            line_height: Pt(14.4),
            color: Color::BLACK,
            letter_spacing: Pt::ZERO,
            word_spacing: Pt::ZERO,
            text_align: TextAlign::Start,
            text_align_last: None,
            text_indent: Length::ZERO,
            indent_hanging: false,
            indent_each_line: false,
            text_transform: TextTransform::None,
            hyphens: Hyphenation::Manual,
            hyphenate_character: None,
            hyphenate_limit_chars: [5, 2, 2],
            hyphenate_limit_lines: None,
            hyphenate_limit_zone: Length::ZERO,
            hyphenate_limit_last: HyphenateLast::None,
            hanging_punctuation: false,
            preserve_space: false,
            unbroken: false,
            text_wrap: TextWrap::Wrap,
            word_break: WordBreak::Normal,
            line_break: LineBreak::Auto,
            decoration: Decoration::NONE,
            vertical_align: VerticalAlign::Baseline,
            widows: 2,
            orphans: 2,
            break_before: BreakBetween::Auto,
            break_after: BreakBetween::Auto,
            break_inside: BreakInside::Auto,
            margin: Sides::all(Some(Length::ZERO)),
            padding: Sides::all(Length::ZERO),
            border: Sides::all(Border::NONE),
            border_radius: [Pt::ZERO; 4],
            background_color: None,
            background: Background::NONE,
            width: Width::Auto,
            max_width: None,
            height: None,
            min_height: Pt::ZERO,
            max_height: None,
            float: Float::None,
            float_reference: FloatReference::Column,
            clear: Clear::None,
            shape_outside: Shape::Box,
            shape_margin: Pt::ZERO,
            plate: Plate::None,
            columns: 0,
            column_width: None,
            column_gap: None,
            column_rule: Border::NONE,
            column_balance: true,
            column_span_all: false,
            initial_letter: None,
            content: None,
            string_set: Vec::new(),
            counter_reset: Vec::new(),
            counter_increment: Vec::new(),
            counter_set: Vec::new(),
            list_marker: None,
            border_collapse: false,
            caption_below: false,
            pull_quote: PullQuotePlacement::Column,
            bookmark_level: None,
            bookmark_label: None,
            page: None,
        }
    }
}

/// CSS Display 3, as far as pages know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Display {
    /// Not shown, in print.
    None,
    /// A block.
    Block,
    /// Part of a line.
    Inline,
    /// A block with a marker.
    ListItem,
    /// A table.
    Table,
    /// A group of header rows.
    TableHeaderGroup,
    /// A group of rows.
    TableRowGroup,
    /// A row.
    TableRow,
    /// A cell.
    TableCell,
    /// A table's caption.
    TableCaption,
}

/// `break-before`, `break-after`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreakBetween {
    /// Where it falls.
    Auto,
    /// Not here.
    Avoid,
    /// A new column.
    Column,
    /// A new page.
    Page,
    /// A new left page.
    Left,
    /// A new right page.
    Right,
}

/// `break-inside`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreakInside {
    /// Where it falls.
    Auto,
    /// Kept whole, if a column can hold it.
    Avoid,
}

/// One side of a border, or a rule between columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Border {
    /// Its thickness; zero where the style is `none`.
    pub width: Pt,
    /// How it is drawn.
    pub style: BorderStyle,
    /// Its colour; `None` is `currentColor`.
    pub color: Option<Color>,
}

impl Border {
    /// No border.
    pub const NONE: Self = Self { width: Pt::ZERO, style: BorderStyle::None, color: None };
}

/// How a border is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BorderStyle {
    /// Not at all.
    None,
    /// As one line.
    Solid,
    /// As two lines.
    Double,
    /// As dashes.
    Dashed,
    /// As dots.
    Dotted,
}

/// `width`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Width {
    /// What is there.
    Auto,
    /// A length or a share.
    Length(Length),
}

/// `float`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Float {
    /// In the flow.
    None,
    /// To the foot of the page of its mark (GCPM 3).
    Footnote,
    /// To the left side of its column, the text beside it.
    Left,
    /// To the right side of its column, the text beside it.
    Right,
    /// To the side of its column where lines start.
    Start,
    /// To the side of its column where lines end.
    End,
    /// To the head of a column or page.
    Top,
    /// To the foot of a column or page.
    Bottom,
    /// To the head or the foot, if that makes better pages than its own place in the text (`snap-block`).
    Near,
}

/// `float-reference`: what a float is at the head or foot of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatReference {
    /// Of its column.
    Column,
    /// Of its page, across all columns.
    Page,
}

/// `clear`: which boxes at a side a block does not stand beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clear {
    /// It stands beside all of them.
    None,
    /// Those at the left.
    Left,
    /// Those at the right.
    Right,
    /// Any.
    Both,
}

/// `-recto-plate`: a figure on a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plate {
    /// In the text.
    None,
    /// As large as the type area allows.
    Page,
    /// Over the edges of the page.
    Bleed,
}

/// `-recto-pullquote`: where a pull quote may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PullQuotePlacement {
    /// In a column, moved away from the passage it repeats.
    Column,
    /// Where it was written.
    Here,
    /// Across the gap between two columns, the text beside it, away from the passage it repeats.
    Straddle,
    /// Across all columns, away from the passage it repeats.
    Span,
}
