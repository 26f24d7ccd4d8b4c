//! Styles: CSS in, a computed style for every element and page out. One stylesheet serves the EPUB and both PDFs.

mod background;
mod cascade;
mod color;
mod computed;
mod computing;
mod counter_style;
mod declaration;
mod descriptors;
mod export;
mod findings;
mod font_face;
mod grammar;
mod index;
mod media;
mod misplaced;
mod nth;
mod page;
mod page_selector;
mod parse;
mod plain_selector;
mod print;
mod properties;
mod reference;
mod selector;
mod shapes;
mod shorthands;
mod stylesheet;
mod themes;
mod tokens;
mod values;
mod variables;

#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use background::PictureAddress;
pub use cascade::cascade;
pub use reference::reference;
pub use stylesheet::{FontFace, Stylesheet};
pub use themes::{THEMES, numbered_sections, theme};

pub use computed::{
    Background, BackgroundImage, BackgroundSize, Border, BorderStyle, BreakBetween, BreakInside, Caps, Clear, ContentPart, Counter,
    Decoration, DecorationStyle, Display, Faces, Figures, Float, FloatReference, FontStyle, Fractions, GlyphPosition, HyphenateLast,
    Hyphenation, InitialLetter, Ligatures, LineBreak, MarginBox, MarginBoxPlace, PageFace, PageKind, PageSpot, PageStyle, Plate,
    PullQuotePlacement, Radius, Shape, StringPlace, Style, Styled, Target, TextAlign, TextTransform, TextWrap, VerticalAlign, Width,
    WordBreak,
};
