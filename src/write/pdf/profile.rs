//! What a PDF is for: the reader's and the printer's PDF as two values of one type.

use crate::base::Pt;

/// How pages become a PDF. The same pages give a reader PDF or a press PDF, by these values alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// The PDF version in the header: major, minor.
    pub version: (u8, u8),
    /// The standards that the file says it meets.
    pub claims: Claims,
    /// What colours are made of.
    pub ink: Ink,
    /// Whether the structure tree, languages and artifacts are written.
    pub tagged: bool,
    /// Whether links, bookmarks, page labels and the way a viewer opens the file are written.
    pub navigation: bool,
    /// The sheet around the trimmed page; `None` when the page is the sheet.
    pub sheet: Option<SheetPlan>,
    /// When the file was made, in seconds since 1970-01-01 00:00 UTC. `None`: at the start of the day of publication.
    pub made: Option<i64>,
}

/// The standards that a file says it meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claims {
    /// PDF/A: part and conformance level (ISO 19005).
    pub archive: Option<(i32, &'static str)>,
    /// PDF/UA: part (ISO 14289).
    pub accessible: Option<i32>,
    /// PDF/X: version (ISO 15930).
    pub exchange: Option<&'static str>,
}

/// What colours are made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ink {
    /// sRGB light, for screens.
    Rgb,
    /// The four process inks under a printing condition.
    Process(Condition),
}

/// A printing condition: how four inks come out on some paper, and how much ink that paper bears.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Condition {
    /// Its name in the ICC registry of characterizations.
    pub identifier: &'static str,
    /// Its description for people.
    pub description: &'static str,
    /// The sum of all inks that must not be passed, 4.0 being all four solid.
    pub ink_limit: f32,
    /// Its ICC profile: four channels, class `prtr`.
    pub(super) icc: &'static [u8],
}

/// What the sheet has around the trimmed page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SheetPlan {
    /// Room for marks and the slug line outside the bleed, on every side. Left out when the pages ask for no marks.
    pub margin: Pt,
    /// Length of crop marks.
    pub mark_length: Pt,
    /// Gap between the bleed and the marks.
    pub mark_gap: Pt,
}

impl Profile {
    /// For readers: PDF 1.7, tagged, linked, sRGB; PDF/UA-1 and PDF/A-2a at once.
    pub fn reader() -> Self {
        Self {
            version: (1, 7),
            claims: Claims { archive: Some((2, "A")), accessible: Some(1), exchange: None },
            ink: Ink::Rgb,
            tagged: true,
            navigation: true,
            sheet: None,
            made: None,
        }
    }

    /// For printers: PDF/X-4 for coated paper (FOGRA39), with bleed and marks; nothing to click, nothing to hear.
    pub fn press() -> Self {
        Self {
            version: (1, 6),
            claims: Claims { archive: None, accessible: None, exchange: Some("PDF/X-4") },
            ink: Ink::Process(Condition::FOGRA39),
            tagged: false,
            navigation: false,
            sheet: Some(SheetPlan { margin: Pt::mm(10.0), mark_length: Pt::mm(5.0), mark_gap: Pt::mm(1.0) }),
            made: None,
        }
    }
}

impl Condition {
    /// Offset on coated paper by ISO 12647-2:2004/Amd 1, paper types 1 and 2, at most 300 % ink.
    pub const FOGRA39: Self = Self {
        identifier: "FOGRA39",
        description: "Offset printing, ISO 12647-2:2004/Amd 1, paper type 1 or 2 (gloss or matte coated), 115 g/m2",
        ink_limit: 3.0,
        icc: include_bytes!("../../../profiles/ISOcoated_v2_300_bas.icc"),
    };
}
