//! All faces at hand, and which of them serves a wish for a family, a weight, a slant and a size.

use std::collections::BTreeMap;

use super::bundled;
use super::face::{DamagedFont, Face, FaceId, FontData};
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

/// A font of the machine that is taken in because the text needs it.
#[derive(Clone)]
pub struct Installed<'a> {
    /// The file.
    pub data: FontData,
    /// Its number in the file, from 0.
    pub index: u32,
    /// The family it answers to.
    pub family: &'a str,
    /// The languages it is drawn for, such as `zh-hant`, in lower case; none if it serves all alike.
    pub languages: &'static [&'static str],
}

/// All faces at hand.
#[derive(Debug, Default)]
pub struct FontLibrary {
    faces: Vec<Face>,
    /// The faces of each family, by its name in lower case.
    families: BTreeMap<String, Vec<FaceId>>,
    /// Families for characters that the families of a style have not, in the order in which they are tried.
    fallbacks: Vec<Fallback>,
    /// The faces of formulas, by name. No style can ask for them, and no text falls back on them.
    formulas: BTreeMap<&'static str, FaceId>,
}

/// A family to fall back on.
#[derive(Debug)]
struct Fallback {
    family: String,
    languages: &'static [&'static str],
}

impl FontLibrary {
    /// The bundled families.
    ///
    /// # Panics
    /// Only if a bundled font is damaged, which the tests of this module rule out.
    pub fn bundled() -> Self {
        let (named, others) = bundled::faces();
        let mut library = Self::default();
        for face in named {
            library.take(face);
        }
        for face in others {
            library.fall_back_on(&face.family, &[]);
            library.take(face);
        }
        for (name, face) in bundled::formula_faces() {
            let id = library.push(face);
            library.formulas.insert(name, id);
        }
        library
    }

    /// Takes a face of the project in and returns its number. What its family has, others fall back on.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn add(&mut self, data: Vec<u8>, family: &str, weight: Option<u16>, italic: Option<bool>) -> Result<FaceId, DamagedFont> {
        let mut face = Face::parse(data)?;
        face.family = family.to_owned();
        face.weight = weight.unwrap_or(face.weight);
        face.italic = italic.unwrap_or(face.italic);
        if !self.fallbacks.iter().any(|known| known.family.eq_ignore_ascii_case(family)) {
            self.fallbacks.insert(0, Fallback { family: family.to_owned(), languages: &[] });
        }
        Ok(self.take(face))
    }

    /// Takes in a face under the family that it names itself. What no other font has, it is fallen back on for.
    pub fn add_face(&mut self, face: Face) -> FaceId {
        self.fall_back_on(&face.family, &[]);
        self.take(face)
    }

    /// Takes in a font of the machine, to fall back on when everything else has failed.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn add_installed(&mut self, font: Installed<'_>) -> Result<FaceId, DamagedFont> {
        let mut face = Face::parse_at(font.data, font.index)?;
        face.family = font.family.to_owned();
        self.fall_back_on(font.family, font.languages);
        Ok(self.take(face))
    }

    fn take(&mut self, face: Face) -> FaceId {
        let family = face.family.to_ascii_lowercase();
        let id = self.push(face);
        self.families.entry(family).or_default().push(id);
        id
    }

    fn push(&mut self, face: Face) -> FaceId {
        let id = FaceId(u16::try_from(self.faces.len()).unwrap_or(u16::MAX));
        self.faces.push(face);
        id
    }

    fn fall_back_on(&mut self, family: &str, languages: &'static [&'static str]) {
        if !self.fallbacks.iter().any(|known| known.family == family) {
            self.fallbacks.push(Fallback { family: family.to_owned(), languages });
        }
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

    /// Whether any face that text can be set in has a character.
    pub fn has(&self, character: char) -> bool {
        self.families.values().flatten().any(|&id| self.face(id).glyph(character).is_some())
    }

    /// Whether there is a family of that name, whatever its case.
    pub fn has_family(&self, name: &str) -> bool {
        self.families.contains_key(&name.to_ascii_lowercase())
    }

    /// The families that a style can ask for, each by the name of its first face.
    pub fn families(&self) -> impl Iterator<Item = &str> {
        self.families.values().filter_map(|faces| Some(self.face(*faces.first()?).family.as_str()))
    }

    /// The face of formulas with that name, such as `Math-Italic`.
    pub fn formula_face(&self, name: &str) -> Option<FaceId> {
        self.formulas.get(name).copied()
    }

    /// The face of the wished family that comes nearest to the wish, if there is such a family.
    ///
    /// Slant goes before size, size before weight, as CSS Fonts 4 (5.2) puts style before weight.
    /// Faces added later win over earlier ones of the same kind.
    pub fn select(&self, wish: FontWish<'_>) -> Option<FaceId> {
        let family = match wish.family {
            "serif" | "ui-serif" => bundled::SERIF,
            "sans-serif" | "system-ui" | "ui-sans-serif" => bundled::SANS,
            "monospace" | "ui-monospace" => bundled::MONOSPACE,
            named => named,
        };
        let candidates = self.families.get(&family.to_ascii_lowercase())?;
        candidates.iter().rev().copied().min_by_key(|&id| distance(self.face(id), wish))
    }

    /// The face to fall back on for a character that no family of a style has; `wish` is what the style asks for, and
    /// its family is the one whose looks the other should be near.
    ///
    /// Families drawn for the language go first (BCP 47), then those that have or lack serifs as the wished one does,
    /// then the project's before the bundled ones.
    pub fn fallback(&self, character: char, wish: FontWish<'_>, language: &str) -> Option<FaceId> {
        let language = language.to_ascii_lowercase();
        let sans = is_sans(wish.family);
        let having = self.fallbacks.iter().filter_map(|fallback| {
            let face = self.select(FontWish { family: &fallback.family, ..wish })?;
            self.face(face).glyph(character)?;
            let foreign = !fallback.languages.is_empty() && !fallback.languages.iter().any(|own| is_of(&language, own));
            Some(((foreign, is_sans(&fallback.family) != sans), face))
        });
        having.min_by_key(|&(rank, _)| rank).map(|(_, face)| face)
    }
}

/// How far a face is from a wish: smaller is nearer.
fn distance(face: &Face, wish: FontWish<'_>) -> (u32, u32, u16) {
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
}

/// Whether a family's name says that it has no serifs.
fn is_sans(family: &str) -> bool {
    family.split([' ', '-']).any(|word| word.eq_ignore_ascii_case("sans") || word.eq_ignore_ascii_case("ui"))
}

/// Whether a language is the other or a kind of it; `zh-tw` is a kind of `zh`.
fn is_of(language: &str, other: &str) -> bool {
    language.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(family: &str, weight: u16, italic: bool, size: f32) -> FontWish<'_> {
        FontWish { family, weight, italic, size: Pt(size) }
    }

    fn name(library: &FontLibrary, family: &str, weight: u16, italic: bool, size: f32) -> String {
        let wish = wish(family, weight, italic, size);
        library.face(library.select(wish).expect("the family is bundled")).postscript_name.clone()
    }

    #[test]
    fn optical_sizes_follow_the_point_size() {
        let library = FontLibrary::bundled();
        assert_eq!(name(&library, "Source Serif 4", 400, false, 9.5), "SourceSerif4SmText-Regular");
        assert_eq!(name(&library, "serif", 400, true, 7.0), "SourceSerif4Caption-It");
        assert_eq!(name(&library, "source serif 4", 600, false, 44.0), "SourceSerif4Display-Semibold");
        assert_eq!(name(&library, "Source Sans 3", 700, true, 44.0), "SourceSans3-BoldIt");
        assert_eq!(name(&library, "monospace", 400, false, 9.0), "SourceCodePro-Regular");
    }

    #[test]
    fn no_face_is_offered_for_an_unknown_family() {
        assert_eq!(FontLibrary::bundled().select(wish("Comic Sans", 400, false, 10.0)), None);
    }

    #[test]
    fn every_script_has_a_face_to_fall_back_on() {
        let library = FontLibrary::bundled();
        for (character, family) in [
            ('क', "Noto Serif Devanagari"),
            ('ক', "Noto Serif Bengali"),
            ('ਕ', "Noto Serif Gurmukhi"),
            ('ક', "Noto Serif Gujarati"),
            ('க', "Noto Serif Tamil"),
            ('క', "Noto Serif Telugu"),
            ('ಕ', "Noto Serif Kannada"),
            ('ക', "Noto Serif Malayalam"),
            ('ක', "Noto Serif Sinhala"),
            ('ع', "Noto Naskh Arabic"),
            ('א', "Noto Serif Hebrew"),
            ('ก', "Noto Serif Thai"),
            ('ກ', "Noto Serif Lao"),
            ('ក', "Noto Serif Khmer"),
            ('က', "Noto Serif Myanmar"),
            ('Ա', "Noto Serif Armenian"),
            ('ა', "Noto Serif Georgian"),
            ('ሀ', "Noto Serif Ethiopic"),
            ('∀', "Noto Sans Math"),
            ('🎉', "Noto Emoji"),
        ] {
            let face = library.fallback(character, wish("serif", 400, false, 10.0), "en");
            assert_eq!(face.map(|face| library.face(face).family.as_str()), Some(family), "{character}");
        }
        let bold = library.fallback('क', wish("serif", 700, true, 10.0), "hi").expect("it is bundled");
        assert_eq!(library.face(bold).weight, 700);
        assert_eq!(library.fallback('\u{10FFFD}', wish("serif", 400, false, 10.0), "en"), None);
    }

    #[test]
    fn installed_fonts_are_chosen_by_language_and_kind() {
        let mut library = FontLibrary::bundled();
        let data = include_bytes!("../../fonts/noto/NotoSerifThai-Regular.ttf").as_slice();
        let fonts: [(&str, &'static [&'static str]); 3] = [("A Serif", &["ja"]), ("B Sans", &["zh-hant", "zh-tw"]), ("C Serif", &["zh"])];
        for (family, languages) in fonts {
            library.add_installed(Installed { data: data.into(), index: 0, family, languages }).expect("it is whole");
        }
        // The bundled face for this letter serves all languages; the others are asked as if it were not there.
        library.fallbacks.retain(|fallback| !fallback.languages.is_empty());
        let family = |language, family| {
            let face = library.fallback('ก', wish(family, 400, false, 10.0), language).expect("three have it");
            library.face(face).family.as_str()
        };
        assert_eq!(family("ja", "serif"), "A Serif");
        assert_eq!(family("zh-Hant", "sans-serif"), "B Sans");
        assert_eq!(family("zh-Hans", "sans-serif"), "C Serif", "the language goes before the looks");
        assert_eq!(family("en", "sans-serif"), "B Sans");
        assert!(is_of("zh-tw", "zh") && !is_of("zha", "zh"));
    }
}
