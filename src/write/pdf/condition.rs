//! Printing conditions: the one that comes along, and those that a printer's ICC profile describes.

use std::borrow::Cow;

use moxcms::{ColorProfile, DataColorSpace, ProfileClass, ProfileText};

use super::color;
use super::compress::deflate_tables;
use crate::base::{COATED, COATED_PACKED, REGISTERED_CONDITIONS, is_registered_condition};

/// A printing condition: how four inks come out on some paper, and how much ink that paper bears.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// Its name; in the ICC registry of characterizations if it is registered.
    pub identifier: String,
    /// Its description for people.
    pub description: String,
    /// Whether the name stands in the ICC registry.
    pub is_registered: bool,
    /// The sum of all inks that must not be passed, 4.0 being all four solid.
    pub ink_limit: f32,
    /// Its ICC profile: four channels, class `prtr`.
    icc: Cow<'static, [u8]>,
}

/// Why an ICC profile is none of a printing condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It cannot be read.
    Damaged,
    /// It describes a screen, a camera or a conversion.
    NotOfAPress,
    /// Its press prints with other inks than the four.
    NotFourInks,
    /// It lacks the tables that turn colours into inks.
    NoTables,
}

impl Condition {
    /// Offset on coated paper by ISO 12647-2:2004/Amd 1, paper types 1 and 2, at most 300 % ink.
    pub fn fogra39() -> Self {
        Self {
            identifier: "FOGRA39".to_owned(),
            description: "Offset printing, ISO 12647-2:2004/Amd 1, paper type 1 or 2 (gloss or matte coated), 115 g/m2".to_owned(),
            is_registered: true,
            ink_limit: 3.0,
            icc: Cow::Borrowed(COATED),
        }
    }

    /// The condition that an ICC profile describes, at most 300 % ink. `name` is what it is called in the ICC registry, or
    /// among those who use it; without one the profile's own description is its name.
    ///
    /// # Errors
    /// When no colour can be turned into four inks by the profile.
    pub fn of_profile(icc: Vec<u8>, name: Option<&str>) -> Result<Self, Unfit> {
        let profile = ColorProfile::new_from_slice(&icc).map_err(|_| Unfit::Damaged)?;
        // The length in the header, by which readers of PDFs know a profile that was cut.
        if icc.first_chunk::<4>().map(|length| u32::from_be_bytes(*length) as usize) != Some(icc.len()) {
            return Err(Unfit::Damaged);
        }
        if profile.profile_class != ProfileClass::OutputDevice {
            return Err(Unfit::NotOfAPress);
        }
        if profile.color_space != DataColorSpace::Cmyk {
            return Err(Unfit::NotFourInks);
        }
        if !color::converts(&profile) {
            return Err(Unfit::NoTables);
        }
        let own = profile.description.as_ref().map(words).filter(|words| !words.is_empty());
        let identifier = name.map(str::to_owned).or_else(|| own.clone()).unwrap_or_else(|| "Custom".to_owned());
        let is_registered = is_registered_condition(&identifier);
        Ok(Self { description: own.unwrap_or_else(|| identifier.clone()), identifier, is_registered, ink_limit: 3.0, icc: Cow::Owned(icc) })
    }

    /// Its ICC profile.
    pub(super) fn icc(&self) -> &Cow<'static, [u8]> {
        &self.icc
    }

    /// Its ICC profile, packed.
    pub(super) fn packed_icc(&self) -> Cow<'static, [u8]> {
        match &self.icc {
            Cow::Borrowed(_) => Cow::Borrowed(COATED_PACKED),
            Cow::Owned(icc) => Cow::Owned(deflate_tables(icc)),
        }
    }

    /// Whether another ICC profile is of the same condition: it is the same file, or made by others from the same measurements.
    pub(super) fn is_of_profile(&self, icc: &[u8], profile: &ColorProfile) -> bool {
        let own = measurements(&self.identifier).or_else(|| measurements(&self.description));
        let others = profile.description.as_ref().map(words);
        *self.icc == *icc || own.is_some() && own == others.as_deref().and_then(measurements)
    }

    /// Whether its ICC profile is of the second version, the last that PDF/X-1a knows.
    pub fn is_icc_2(&self) -> bool {
        self.icc.get(8).is_some_and(|&version| version <= 2)
    }
}

/// The characterization data that a condition or a profile names, as the ICC registry calls them. Profiles of the usual makers
/// go by other names.
fn measurements(name: &str) -> Option<&'static str> {
    /// How names of profiles begin, and the data that they were made from (<https://www.color.org/registry2.xalter>, the
    /// European Color Initiative's and Idealliance's lists).
    const PROFILES: &[(&str, &str)] = &[
        ("iso coated v2", "FOGRA39"),
        ("isocoated_v2", "FOGRA39"),
        ("pso coated v3", "FOGRA51"),
        ("psocoated_v3", "FOGRA51"),
        ("pso uncoated v3", "FOGRA52"),
        ("psouncoated_v3", "FOGRA52"),
        ("pso uncoated iso12647", "FOGRA47"),
        ("gracol2006_coated1", "CGATS TR 006"),
        ("swop2006_coated3", "CGATS TR 003"),
        ("swop2006_coated5", "CGATS TR 005"),
        ("u.s. web coated (swop) v2", "CGATS TR 001"),
        ("japan color 2001 coated", "JC200103"),
        ("japan color 2001 uncoated", "JC200104"),
    ];
    let name = name.to_ascii_lowercase();
    let made_from = PROFILES.iter().find(|(start, _)| name.starts_with(start)).map(|(_, data)| *data);
    made_from.or_else(|| REGISTERED_CONDITIONS.iter().copied().find(|data| name.contains(&data.to_ascii_lowercase())))
}

/// The words of a profile's description, in English where there is a choice.
fn words(text: &ProfileText) -> String {
    let words = match text {
        ProfileText::PlainString(words) => words.clone(),
        ProfileText::Localizable(all) => {
            let english = all.iter().find(|one| one.language == "en").or(all.first());
            english.map(|one| one.value.clone()).unwrap_or_default()
        }
        ProfileText::Description(description) => description.ascii_string.clone(),
    };
    words.trim_matches(|c: char| c.is_control() || c.is_whitespace()).to_owned()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::ZlibDecoder;

    use super::*;

    #[test]
    fn a_packed_profile_is_the_profile() {
        for condition in [Condition::fogra39(), Condition { icc: Cow::Owned(COATED.to_vec()), ..Condition::fogra39() }] {
            let mut unpacked = Vec::new();
            ZlibDecoder::new(&*condition.packed_icc()).read_to_end(&mut unpacked).unwrap();
            assert_eq!(unpacked, COATED);
        }
    }

    #[test]
    fn a_profile_of_a_press_is_a_condition() {
        let own = Condition::of_profile(COATED.to_vec(), None).expect("it is ours");
        assert!(own.description.contains("Coated") && !own.is_registered, "{own:?}");
        let named = Condition::of_profile(COATED.to_vec(), Some("FOGRA39")).expect("it is ours");
        assert!(named.is_registered && named.is_icc_2() && named.identifier == "FOGRA39");
    }

    #[test]
    fn profiles_of_one_condition_go_by_many_names() {
        for name in ["FOGRA39", "Coated FOGRA39 (ISO 12647-2:2004)", "ISO Coated v2 300% (ECI)", "ISOcoated_v2_300_bas.icc"] {
            assert_eq!(measurements(name), Some("FOGRA39"), "{name}");
        }
        assert_eq!(measurements("PSO Coated v3"), Some("FOGRA51"));
        assert_eq!((measurements("Our press"), measurements("FOGRA3")), (None, None));
        let own = ColorProfile::new_from_slice(COATED).expect("it is ours");
        assert!(Condition::fogra39().is_of_profile(&[], &own), "by its name");
        let other = Condition { identifier: "FOGRA51".to_owned(), ..Condition::fogra39() };
        assert!(!other.is_of_profile(&[], &own) && other.is_of_profile(COATED, &own), "or by its bytes");
    }

    #[test]
    fn what_is_no_profile_of_a_press_is_refused() {
        assert_eq!(Condition::of_profile(Vec::new(), None), Err(Unfit::Damaged));
        assert_eq!(Condition::of_profile(COATED[..5000].to_vec(), None), Err(Unfit::Damaged));
        let screen = ColorProfile::new_display_p3().encode().expect("the crate can write what it built");
        assert_eq!(Condition::of_profile(screen, None), Err(Unfit::NotOfAPress));
    }
}
