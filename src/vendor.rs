//! What printers ask for: the limits of each vendor, read from the files in `presets/`.
//!
//! Every value stands in its file beside its source. The checker asks for them, and whoever makes a press file for a
//! vendor finds the same values here.

mod paper;

use std::sync::OnceLock;

use serde::de::Error;
use serde::{Deserialize, Deserializer};

pub use paper::Paper;

/// A vendor with limits of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Vendor {
    /// Offset print shops, by their customs.
    Offset,
    /// Amazon KDP, paperbacks.
    Kdp,
    /// IngramSpark.
    IngramSpark,
    /// Lulu.
    Lulu,
}

impl Vendor {
    /// All of them, in the order of a manual.
    pub const ALL: [Self; 4] = [Self::Offset, Self::Kdp, Self::IngramSpark, Self::Lulu];

    /// What it is called in settings and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Offset => "offset",
            Self::Kdp => "kdp",
            Self::IngramSpark => "ingramspark",
            Self::Lulu => "lulu",
        }
    }

    /// What it asks for.
    pub fn norms(self) -> &'static Norms {
        static READ: [OnceLock<Norms>; 4] = [const { OnceLock::new() }; 4];
        READ[self as usize].get_or_init(|| toml::from_str(self.preset()).expect("a test reads every preset"))
    }

    /// The vendor that settings call so.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|vendor| vendor.name() == name)
    }

    /// The text of its preset.
    fn preset(self) -> &'static str {
        match self {
            Self::Offset => include_str!("../presets/offset.toml"),
            Self::Kdp => include_str!("../presets/kdp.toml"),
            Self::IngramSpark => include_str!("../presets/ingramspark.toml"),
            Self::Lulu => include_str!("../presets/lulu.toml"),
        }
    }
}

/// All that a vendor asks for.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Norms {
    /// The vendor as people call it.
    pub name: String,
    /// The file as a whole.
    pub file: FileNorms,
    /// The page and its edges.
    pub page: PageNorms,
    /// How many pages there are.
    pub extent: ExtentNorms,
    /// How much ink there is.
    pub ink: InkNorms,
    /// How fine pictures are.
    pub pictures: PictureNorms,
    /// How thick lines are.
    pub lines: LineNorms,
    /// How large text is.
    pub text: TextNorms,
}

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Norm<T> {
    /// The value.
    pub is: T,
    /// Where the vendor says so, or whose custom it is.
    pub source: String,
}

/// What kind of file it is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FileNorms {
    /// The standard it follows.
    pub standard: Norm<PressStandard>,
    /// The colours it is in.
    pub color: Norm<PressColor>,
    /// Whether it has crop marks and the like.
    pub marks: Norm<Marks>,
    /// Whether it may have bookmarks.
    pub bookmarks: Norm<bool>,
    /// Whether it may ask for inks beyond the four.
    pub spot_colors: Norm<bool>,
}

/// A press standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum PressStandard {
    /// PDF/X-4.
    #[serde(rename = "x-4")]
    X4,
    /// PDF/X-1a.
    #[serde(rename = "x-1a")]
    X1a,
    /// Any PDF will do.
    #[serde(rename = "none")]
    None,
}

impl PressStandard {
    /// What it is called in settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::X4 => "x-4",
            Self::X1a => "x-1a",
            Self::None => "none",
        }
    }
}

/// The colours of a press file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PressColor {
    /// The inks of the press.
    Cmyk,
    /// sRGB, which the vendor converts.
    Srgb,
}

/// What a vendor thinks of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Marks {
    /// They may be there.
    Allowed,
    /// The file is sent back.
    Forbidden,
}

/// The page and its edges.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PageNorms {
    /// How far art runs over the trim.
    pub bleed: Norm<Points>,
    /// Whether files in which no page has bleed are taken too.
    pub bleed_optional: Norm<bool>,
    /// Whether there is bleed at the spine too.
    pub bleed_at_spine: Norm<bool>,
    /// How far text keeps from the trim.
    pub safety: Norm<Points>,
    /// How far it keeps from the trim in a file with bleed.
    pub safety_with_bleed: Norm<Points>,
    /// How far text keeps from the spine, by the number of pages.
    pub gutters: Vec<Gutter>,
}

impl PageNorms {
    /// How far text keeps from the spine of a book of so many pages, in points.
    pub fn gutter(&self, pages: usize) -> f64 {
        let fits = self.gutters.iter().find(|gutter| pages <= gutter.pages);
        fits.or(self.gutters.last()).map_or(0.0, |gutter| gutter.is.0)
    }
}

/// How far text keeps from the spine of books up to a number of pages.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gutter {
    /// The most pages.
    pub pages: usize,
    /// The width.
    pub is: Points,
    /// Where the vendor says so.
    pub source: String,
}

/// How many pages there are.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtentNorms {
    /// The fewest pages.
    pub fewest: Norm<usize>,
    /// The most pages.
    pub most: Norm<usize>,
    /// The number of pages is a multiple of this.
    pub multiple: Norm<usize>,
}

/// How much ink there is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InkNorms {
    /// The most ink in any place, in percent of one solid.
    pub limit: Norm<f64>,
    /// How large a place over the limit may be, in square millimetres.
    pub area: Norm<f64>,
}

/// How fine pictures are, in pixels per inch where they stand.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PictureNorms {
    /// Below this they print coarse.
    pub coarse: Norm<f64>,
    /// Below this they may print coarse.
    pub fine: Norm<f64>,
    /// Below this pictures of pure black and white show steps.
    pub one_bit: Norm<f64>,
    /// Above this nothing is gained.
    pub most: Norm<f64>,
}

/// How thick lines are.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineNorms {
    /// Thinner lines may break up or vanish.
    pub hairline: Norm<Points>,
}

/// How large text is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TextNorms {
    /// Smaller text fills in or breaks up.
    pub smallest: Norm<Points>,
    /// Smaller black text is of black ink alone.
    pub rich_black_from: Norm<Points>,
    /// Smaller text is of two inks at most.
    pub three_inks_from: Norm<Points>,
    /// Whether black text should overprint.
    pub black_overprints: Norm<bool>,
}

/// A length in points, written with its unit: `3 mm`, `0.125 in`, `5 pt`.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Points(pub f64);

impl Points {
    /// Reads a length: a number and `mm`, `in` or `pt`.
    pub fn read(text: &str) -> Option<Self> {
        let (number, unit) = text.split_at(text.find(|c: char| c.is_ascii_alphabetic())?);
        let points = match unit {
            "mm" => 72.0 / 25.4,
            "in" => 72.0,
            "pt" => 1.0,
            _ => return None,
        };
        let length = number.trim().parse::<f64>().ok().filter(|length| length.is_finite() && *length >= 0.0)?;
        Some(Self(length * points))
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::read(&text).ok_or_else(|| D::Error::custom(format!("{text:?} is no length; write 3 mm, 0.125 in or 5 pt")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_is_read_and_names_its_sources() {
        for vendor in Vendor::ALL {
            let norms = vendor.norms();
            assert!(norms.page.bleed.is.0 > 8.0 && norms.ink.limit.is >= 240.0, "{vendor:?}");
            let values = vendor.preset().matches(" is = ").count();
            let sources = vendor.preset().matches("source = \"").count();
            assert_eq!(values, sources, "{vendor:?}");
            assert!(!vendor.preset().contains("source = \"\""), "{vendor:?}");
        }
    }

    #[test]
    fn thick_books_have_wide_gutters() {
        let page = &Vendor::Kdp.norms().page;
        assert_eq!([24, 150, 151, 501, 9999].map(|pages| page.gutter(pages) / 72.0), [0.375, 0.375, 0.5, 0.75, 0.875]);
    }

    #[test]
    fn lengths_have_units() {
        assert_eq!(Points::read("1 in"), Some(Points(72.0)));
        assert_eq!(Points::read("25.4 mm"), Some(Points(72.0)));
        assert_eq!(Points::read("10mm"), Points::read("10 mm"));
        assert_eq!(Points::read("3"), None);
        assert_eq!(Points::read("-3 mm"), None);
        assert_eq!(Points::read("3 em"), None);
    }
}
