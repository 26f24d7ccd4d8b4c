//! Colour as an author may ask for it. What becomes of it in ink is the PDF profile's business.

use std::fmt;

/// A colour as a stylesheet names it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Color {
    /// Shades of black ink alone, 0.0 (paper) to 1.0 (solid black). All text that asks for no colour is this.
    Black(f32),
    /// sRGB.
    Rgb([u8; 3]),
    /// Process inks cyan, magenta, yellow, black, each 0.0 to 1.0 (CSS Color 5, `device-cmyk()`).
    Cmyk([f32; 4]),
    /// An ink of its own, beyond the four.
    Spot(Spot),
}

/// Some amount of a spot colour: an ink that is mixed before it comes to the press.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// The name that stands on the tin.
    pub name: SpotName,
    /// The process inks that stand in for it solid, where it is not to be had.
    pub cmyk: [f32; 4],
    /// How much of it, 0.0 to 1.0.
    pub tint: f32,
}

impl Spot {
    /// The process inks of this tint.
    pub fn in_process(self) -> [f32; 4] {
        self.cmyk.map(|ink| ink * self.tint)
    }
}

/// The name of a spot colour, short enough to be copied about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SpotName {
    length: u8,
    bytes: [u8; Self::LONGEST],
}

impl SpotName {
    /// The longest name in bytes. PDF takes 127; the names of the trade, such as "PANTONE Warm Gray 10 C", are shorter.
    pub const LONGEST: usize = 40;

    /// A name; nothing if it is empty or too long, or means something else on a press: the process inks, all plates, none.
    pub fn new(name: &str) -> Option<Self> {
        let name = name.trim();
        let is_taken = ["Cyan", "Magenta", "Yellow", "Black", "All", "None"].iter().any(|taken| taken.eq_ignore_ascii_case(name));
        if name.is_empty() || name.len() > Self::LONGEST || is_taken || name.chars().any(char::is_control) {
            return None;
        }
        let mut bytes = [0; Self::LONGEST];
        bytes.iter_mut().zip(name.bytes()).for_each(|(place, byte)| *place = byte);
        Some(Self { length: u8::try_from(name.len()).ok()?, bytes })
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.length)).unwrap_or_default()
    }
}

impl fmt::Debug for SpotName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", String::from_utf8_lossy(self.as_bytes()))
    }
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
            Self::Spot(_) => false,
        }
    }
}
