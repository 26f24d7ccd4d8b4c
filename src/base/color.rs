//! Colour as an author may ask for it. What becomes of it in ink is the PDF profile's business.

/// A colour as a stylesheet names it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Color {
    /// Shades of black ink alone, 0.0 (paper) to 1.0 (solid black). All text that asks for no colour is this.
    Black(f32),
    /// sRGB.
    Rgb([u8; 3]),
    /// Process inks cyan, magenta, yellow, black, each 0.0 to 1.0 (CSS Color 5, `device-cmyk()`).
    Cmyk([f32; 4]),
}

impl Color {
    /// Solid black ink.
    pub const BLACK: Self = Self::Black(1.0);
    /// Bare paper.
    pub const WHITE: Self = Self::Black(0.0);

    /// Whether the three or four channels ask for no more than a shade of grey.
    pub fn is_neutral(self) -> bool {
        match self {
            Self::Black(_) => true,
            Self::Rgb([r, g, b]) => r == g && g == b,
            Self::Cmyk([c, m, y, _]) => c == 0.0 && m == 0.0 && y == 0.0,
        }
    }
}
