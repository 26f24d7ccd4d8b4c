//! Computed values of fonts: which face is asked for, and which of its glyphs (CSS Fonts 4).

/// Upright or italic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FontStyle {
    /// Upright.
    Normal,
    /// Italic.
    Italic,
}

/// `font-variant-caps`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caps {
    /// As written.
    Normal,
    /// Small letters as small capitals (`smcp`).
    Small,
    /// All letters as small capitals (`c2sc`, `smcp`).
    AllSmall,
    /// Small letters as petite capitals (`pcap`).
    Petite,
    /// All letters as petite capitals (`c2pc`, `pcap`).
    AllPetite,
    /// Capitals and small letters of one height (`unic`).
    Unicase,
    /// Capitals for titles (`titl`).
    Titling,
}

/// The shape of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figures {
    /// As the font has them.
    Normal,
    /// On the baseline, of capital height (`lnum`).
    Lining,
    /// With ascenders and descenders (`onum`).
    OldStyle,
}

/// How fractions such as 1/2 are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fractions {
    /// As figures and a stroke.
    Normal,
    /// Small figures beside a slanting stroke (`frac`).
    Diagonal,
    /// Small figures over and under a bar (`afrc`).
    Stacked,
}

/// `font-variant-position`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlyphPosition {
    /// On the baseline.
    Normal,
    /// Drawn to hang low (`subs`).
    Sub,
    /// Drawn to stand high (`sups`).
    Super,
}

/// `font-variant-ligatures`: which letters may be drawn as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ligatures {
    /// Those that every text has, such as fi (`liga`, `clig`).
    pub common: bool,
    /// Those for show, such as ct (`dlig`).
    pub discretionary: bool,
    /// Those of old books (`hlig`).
    pub historical: bool,
    /// Letters that suit themselves to their neighbours (`calt`).
    pub contextual: bool,
}

impl Ligatures {
    /// `normal`.
    pub const NORMAL: Self = Self { common: true, discretionary: false, historical: false, contextual: true };
    /// `none`.
    pub const NONE: Self = Self { common: false, discretionary: false, historical: false, contextual: false };
}
