//! All faces at hand, and which of them serves a wish for a family, a weight, a slant and a size.

use super::face::{DamagedFont, Face, FaceId};
use crate::base::Pt;

/// What a style asks of a face.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FontWish<'a> {
    /// The family's name, or `serif`, `sans-serif`, `monospace`.
    pub family: &'a str,
    /// 1 to 1000.
    pub weight: u16,
    /// Italic or upright.
    pub italic: bool,
    /// The size it will be set in: families with optical sizes have a face for it.
    pub size: Pt,
}

/// All faces at hand.
#[derive(Debug, Default)]
pub struct FontLibrary {
    faces: Vec<Face>,
}

/// A bundled face: its file, its family, and the sizes it is drawn for.
type Bundled = (&'static [u8], &'static str, (f32, f32));

macro_rules! serif {
    ($file:literal, $sizes:expr) => {
        (include_bytes!(concat!("../../fonts/source-serif-4/SourceSerif4", $file, ".otf")).as_slice(), "Source Serif 4", $sizes)
    };
}

macro_rules! sans {
    ($file:literal) => {
        (include_bytes!(concat!("../../fonts/source-sans-3/SourceSans3-", $file, ".otf")).as_slice(), "Source Sans 3", ANY_SIZE)
    };
}

const ANY_SIZE: (f32, f32) = (0.0, f32::INFINITY);

// Which optical size serves which point size in print. The fonts name design sizes for screens (8, 16, 20, 32, 60);
// print at full resolution carries finer drawings at smaller sizes than screens do, so the bounds lie lower.
const CAPTION: (f32, f32) = (0.0, 8.2);
const SMALL_TEXT: (f32, f32) = (8.2, 11.0);
const TEXT: (f32, f32) = (11.0, 16.0);
const SUBHEAD: (f32, f32) = (16.0, 30.0);
const DISPLAY: (f32, f32) = (30.0, f32::INFINITY);

const BUNDLED: &[Bundled] = &[
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
];

impl FontLibrary {
    /// The bundled families.
    ///
    /// # Panics
    /// Only if a bundled font is damaged, which the tests of this module rule out.
    pub fn bundled() -> Self {
        let faces = BUNDLED.iter().map(|&(data, family, (from, to))| {
            let mut face = Face::parse(data).expect("bundled fonts are whole: a test reads every one");
            face.family = family.to_owned();
            face.sizes = (Pt(from), Pt(to));
            face
        });
        Self { faces: faces.collect() }
    }

    /// Takes a face in and returns its number.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn add(&mut self, data: Vec<u8>, family: &str, weight: Option<u16>, italic: Option<bool>) -> Result<FaceId, DamagedFont> {
        let mut face = Face::parse(data)?;
        face.family = family.to_owned();
        face.weight = weight.unwrap_or(face.weight);
        face.italic = italic.unwrap_or(face.italic);
        self.faces.push(face);
        Ok(FaceId(u16::try_from(self.faces.len() - 1).unwrap_or(u16::MAX)))
    }

    /// The face of that number.
    ///
    /// # Panics
    /// Never for a number that came from this library.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[usize::from(id.0)]
    }

    /// How many faces there are; every number below it is one.
    pub fn len(&self) -> usize {
        self.faces.len()
    }

    /// Whether there is no face at all.
    pub fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    /// The face of the wished family that comes nearest to the wish, if there is such a family.
    ///
    /// Slant goes before size, size before weight, as CSS Fonts 4 (5.2) puts style before weight.
    /// Faces added later win over earlier ones of the same kind.
    pub fn select(&self, wish: FontWish<'_>) -> Option<FaceId> {
        let family = match wish.family {
            "serif" | "ui-serif" => "Source Serif 4",
            "sans-serif" | "system-ui" | "ui-sans-serif" | "monospace" => "Source Sans 3",
            named => named,
        };
        let distance = |face: &Face| {
            let slant = u32::from(face.italic != wish.italic);
            let (from, to) = face.sizes;
            let size = if wish.size < from {
                from - wish.size
            } else if wish.size >= to {
                wish.size - to
            } else {
                Pt::ZERO
            };
            let off_size = u32::from(wish.size < from || wish.size >= to);
            // Rounded to hundredths of a point: an order among whole numbers is total.
            let size = off_size + (size.0 * 100.0) as u32;
            let weight = face.weight.abs_diff(wish.weight);
            // Halfway between two, light wishes go lighter and heavy ones heavier (CSS Fonts 4, 5.2).
            let wrong_way = u16::from((wish.weight > 450) != (face.weight > wish.weight));
            // A face a whole step of weight away is worse than one drawn for a neighbouring size.
            let weight_steps = u32::from(weight / 100);
            (slant, weight_steps * 300 + size, weight * 2 + wrong_way)
        };
        let candidates = self.faces.iter().enumerate().filter(|(_, face)| face.family.eq_ignore_ascii_case(family));
        let best = candidates.rev().min_by_key(|(_, face)| distance(face))?;
        Some(FaceId(u16::try_from(best.0).unwrap_or(u16::MAX)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(library: &FontLibrary, family: &str, weight: u16, italic: bool, size: f32) -> String {
        let wish = FontWish { family, weight, italic, size: Pt(size) };
        library.face(library.select(wish).expect("the family is bundled")).postscript_name.clone()
    }

    #[test]
    fn every_bundled_face_is_whole() {
        let library = FontLibrary::bundled();
        assert_eq!(library.len(), BUNDLED.len());
    }

    #[test]
    fn optical_sizes_follow_the_point_size() {
        let library = FontLibrary::bundled();
        assert_eq!(name(&library, "Source Serif 4", 400, false, 9.5), "SourceSerif4SmText-Regular");
        assert_eq!(name(&library, "serif", 400, true, 7.0), "SourceSerif4Caption-It");
        assert_eq!(name(&library, "source serif 4", 600, false, 44.0), "SourceSerif4Display-Semibold");
        assert_eq!(name(&library, "Source Sans 3", 700, true, 44.0), "SourceSans3-BoldIt");
    }

    #[test]
    fn no_face_is_offered_for_an_unknown_family() {
        let wish = FontWish { family: "Comic Sans", weight: 400, italic: false, size: Pt(10.0) };
        assert_eq!(FontLibrary::bundled().select(wish), None);
    }

    #[test]
    fn damaged_files_are_refused() {
        assert!(Face::parse(vec![0u8; 100]).is_err());
        let mut cut = BUNDLED[0].0.to_vec();
        cut.truncate(2000);
        assert!(Face::parse(cut).is_err());
    }
}
