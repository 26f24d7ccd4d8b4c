//! The bundled families: the Source faces that the themes are set in, Noto faces for what those have not, and the KaTeX
//! faces for formulas.

use super::face::Face;
use crate::base::Pt;

/// A bundled face: its file, its family, and the sizes it is drawn for.
type Bundled = (&'static [u8], &'static str, (f32, f32));

macro_rules! face {
    ($family:expr, $sizes:expr, $($file:literal),+) => {
        (include_bytes!(concat!("../../fonts/", $($file),+)).as_slice(), $family, $sizes)
    };
}

macro_rules! serif {
    ($file:literal, $sizes:expr) => {
        face!(SERIF, $sizes, "source-serif-4/SourceSerif4", $file, ".otf")
    };
}

macro_rules! sans {
    ($file:literal) => {
        face!(SANS, ANY_SIZE, "source-sans-3/SourceSans3-", $file, ".otf")
    };
}

macro_rules! mono {
    ($file:literal) => {
        face!(MONOSPACE, ANY_SIZE, "source-code-pro/SourceCodePro-", $file, ".otf")
    };
}

macro_rules! noto {
    ($($file:literal => $family:literal),* $(,)?) => {
        &[$(face!($family, ANY_SIZE, "noto/Noto", $file, ".ttf")),*]
    };
}

macro_rules! formulas {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../fonts/katex/KaTeX_", $name, ".ttf")).as_slice())),*]
    };
}

/// The family that `serif` means.
pub const SERIF: &str = "Source Serif 4";
/// The family that `sans-serif` means.
pub const SANS: &str = "Source Sans 3";
/// The family that `monospace` means.
pub const MONOSPACE: &str = "Source Code Pro";

const ANY_SIZE: (f32, f32) = (0.0, f32::INFINITY);

// Which optical size serves which point size in print. The fonts name design sizes for screens (8, 16, 20, 32, 60);
// print at full resolution carries finer drawings at smaller sizes than screens do, so the bounds lie lower.
const CAPTION: (f32, f32) = (0.0, 8.2);
const SMALL_TEXT: (f32, f32) = (8.2, 11.0);
const TEXT: (f32, f32) = (11.0, 16.0);
const SUBHEAD: (f32, f32) = (16.0, 30.0);
const DISPLAY: (f32, f32) = (30.0, f32::INFINITY);

/// The families of the themes.
const SOURCE: &[Bundled] = &[
    serif!("Caption-Regular", CAPTION),
    serif!("Caption-It", CAPTION),
    serif!("Caption-Semibold", CAPTION),
    serif!("SmText-Regular", SMALL_TEXT),
    serif!("SmText-It", SMALL_TEXT),
    serif!("SmText-Semibold", SMALL_TEXT),
    serif!("SmText-Bold", SMALL_TEXT),
    serif!("SmText-BoldIt", SMALL_TEXT),
    serif!("-Regular", TEXT),
    serif!("-It", TEXT),
    serif!("-Semibold", TEXT),
    serif!("-SemiboldIt", TEXT),
    serif!("-Bold", TEXT),
    serif!("-BoldIt", TEXT),
    serif!("Subhead-Regular", SUBHEAD),
    serif!("Subhead-It", SUBHEAD),
    serif!("Subhead-Semibold", SUBHEAD),
    serif!("Display-Regular", DISPLAY),
    serif!("Display-It", DISPLAY),
    serif!("Display-Semibold", DISPLAY),
    serif!("Display-Bold", DISPLAY),
    sans!("Regular"),
    sans!("It"),
    sans!("Semibold"),
    sans!("SemiboldIt"),
    sans!("Bold"),
    sans!("BoldIt"),
    mono!("Regular"),
    mono!("It"),
    mono!("Bold"),
    mono!("BoldIt"),
];

/// The families for what the Source faces have not. Letters come before signs, and emoji last: they have figures too.
const NOTO: &[Bundled] = noto! {
    "SerifDevanagari-Regular" => "Noto Serif Devanagari",
    "SerifDevanagari-Bold" => "Noto Serif Devanagari",
    "SerifBengali-Regular" => "Noto Serif Bengali",
    "SerifBengali-Bold" => "Noto Serif Bengali",
    "SerifGurmukhi-Regular" => "Noto Serif Gurmukhi",
    "SerifGurmukhi-Bold" => "Noto Serif Gurmukhi",
    "SerifGujarati-Regular" => "Noto Serif Gujarati",
    "SerifGujarati-Bold" => "Noto Serif Gujarati",
    "SerifTamil-Regular" => "Noto Serif Tamil",
    "SerifTamil-Bold" => "Noto Serif Tamil",
    "SerifTelugu-Regular" => "Noto Serif Telugu",
    "SerifTelugu-Bold" => "Noto Serif Telugu",
    "SerifKannada-Regular" => "Noto Serif Kannada",
    "SerifKannada-Bold" => "Noto Serif Kannada",
    "SerifMalayalam-Regular" => "Noto Serif Malayalam",
    "SerifMalayalam-Bold" => "Noto Serif Malayalam",
    "SerifSinhala-Regular" => "Noto Serif Sinhala",
    "SerifSinhala-Bold" => "Noto Serif Sinhala",
    "NaskhArabic-Regular" => "Noto Naskh Arabic",
    "NaskhArabic-Bold" => "Noto Naskh Arabic",
    "SerifHebrew-Regular" => "Noto Serif Hebrew",
    "SerifHebrew-Bold" => "Noto Serif Hebrew",
    "SerifThai-Regular" => "Noto Serif Thai",
    "SerifThai-Bold" => "Noto Serif Thai",
    "SerifLao-Regular" => "Noto Serif Lao",
    "SerifLao-Bold" => "Noto Serif Lao",
    "SerifKhmer-Regular" => "Noto Serif Khmer",
    "SerifKhmer-Bold" => "Noto Serif Khmer",
    "SerifMyanmar-Regular" => "Noto Serif Myanmar",
    "SerifMyanmar-Bold" => "Noto Serif Myanmar",
    "SerifArmenian-Regular" => "Noto Serif Armenian",
    "SerifArmenian-Bold" => "Noto Serif Armenian",
    "SerifGeorgian-Regular" => "Noto Serif Georgian",
    "SerifGeorgian-Bold" => "Noto Serif Georgian",
    "SerifEthiopic-Regular" => "Noto Serif Ethiopic",
    "SerifEthiopic-Bold" => "Noto Serif Ethiopic",
    "SansMath-Regular" => "Noto Sans Math",
    "SansSymbols-Regular" => "Noto Sans Symbols",
    "Emoji-Regular" => "Noto Emoji",
};

/// The faces that formulas are set in, by the names that their layout calls them by.
const FORMULAS: &[(&str, &[u8])] = formulas![
    "AMS-Regular",
    "Caligraphic-Bold",
    "Caligraphic-Regular",
    "Fraktur-Bold",
    "Fraktur-Regular",
    "Main-Bold",
    "Main-BoldItalic",
    "Main-Italic",
    "Main-Regular",
    "Math-BoldItalic",
    "Math-Italic",
    "SansSerif-Bold",
    "SansSerif-Italic",
    "SansSerif-Regular",
    "Script-Regular",
    "Size1-Regular",
    "Size2-Regular",
    "Size3-Regular",
    "Size4-Regular",
    "Typewriter-Regular",
];

/// The faces of formulas, each with its name.
///
/// # Panics
/// Only if a bundled font is damaged, which the tests of this module rule out.
pub(super) fn formula_faces() -> impl Iterator<Item = (&'static str, Face)> {
    let read = |data| Face::parse(data).expect("bundled fonts are whole: a test reads every one");
    FORMULAS.iter().map(move |&(name, data)| (name, read(data)))
}

/// All bundled faces: those of the themes, and those to fall back on, in the order in which they are tried.
///
/// # Panics
/// Only if a bundled font is damaged, which the tests of this module rule out.
pub(super) fn faces() -> (Vec<Face>, Vec<Face>) {
    (SOURCE.iter().map(read).collect(), NOTO.iter().map(read).collect())
}

/// The files of all bundled faces, for drawings that have words.
pub fn bundled_files() -> impl Iterator<Item = &'static [u8]> {
    SOURCE.iter().chain(NOTO).map(|&(data, ..)| data)
}

fn read(&(data, family, (from, to)): &Bundled) -> Face {
    let mut face = Face::parse(data).expect("bundled fonts are whole: a test reads every one");
    face.family = family.to_owned();
    face.sizes = (Pt(from), Pt(to));
    face
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_face_is_whole() {
        let (source, noto) = faces();
        assert_eq!((source.len(), noto.len()), (SOURCE.len(), NOTO.len()));
        assert_eq!(formula_faces().count(), FORMULAS.len());
    }

    #[test]
    fn damaged_files_are_refused() {
        assert!(Face::parse(vec![0u8; 100]).is_err());
        let mut cut = SOURCE[0].0.to_vec();
        cut.truncate(2000);
        assert!(Face::parse(cut).is_err());
    }
}
