//! Styles: CSS in, a computed style for every element and page out. One stylesheet serves the EPUB and both PDFs.

mod computed;

pub use computed::{
    Border, BorderStyle, BreakBetween, BreakInside, Caps, ContentPart, Counter, Display, Figures, Float, FontStyle, Hyphenation,
    InitialLetter, MarginBox, MarginBoxPlace, PageFace, PageStyle, PullQuotePlacement, Style, Styled, TextAlign, TextTransform,
    VerticalAlign, Width,
};
