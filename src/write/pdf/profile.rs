//! What a PDF is for: the reader's and the printer's PDF as two values of one type.

use std::sync::Arc;

use super::condition::Condition;
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
    /// Pictures with more pixels to the inch than this where they stand are made coarser; `None` leaves them as they are.
    pub resolution: Option<Resolution>,
    /// Whether pictures in inks may stay so in a file of sRGB, beside the ICC profile that says how they look.
    pub keeps_inks: bool,
    /// Whether spot colours are plates of their own; if not, process inks stand in for them.
    pub spot_inks: bool,
    /// Whether what stands behind a picture is seen where the picture is see-through. If not, it is laid on white.
    pub see_through: bool,
    /// Thinner lines are drawn as thick as this.
    pub thinnest_line: Pt,
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
    /// PDF/X (ISO 15930).
    pub exchange: Option<Exchange>,
}

/// The PDF/X standards that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exchange {
    /// PDF/X-4 (ISO 15930-7).
    X4,
    /// PDF/X-1a:2003 (ISO 15930-4): inks alone, PDF 1.4, nothing transparent.
    X1a,
}

/// What colours are made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Ink {
    /// sRGB light, for screens.
    Rgb,
    /// The four process inks under a printing condition.
    Process(Arc<Condition>),
}

/// How fine pictures are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolution {
    /// From so many pixels to the inch on nothing is gained.
    pub most: f32,
    /// As many as pictures with more get.
    pub enough: f32,
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
    /// Whether art runs over the trim at the spine too.
    pub bleed_at_spine: bool,
    /// Where a cover is folded, from the left edge of the trim.
    pub folds: Option<[Pt; 2]>,
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
            resolution: None,
            keeps_inks: true,
            spot_inks: false,
            see_through: true,
            thinnest_line: Pt::ZERO,
            made: None,
        }
    }

    /// For printers: PDF/X-4 for coated paper (FOGRA39), with bleed and marks; nothing to click, nothing to hear.
    pub fn press() -> Self {
        Self {
            version: (1, 6),
            claims: Claims { archive: None, accessible: None, exchange: Some(Exchange::X4) },
            ink: Ink::Process(Arc::new(Condition::fogra39())),
            tagged: false,
            navigation: false,
            sheet: Some(SheetPlan {
                margin: Pt::mm(10.0),
                mark_length: Pt::mm(5.0),
                mark_gap: Pt::mm(1.0),
                bleed_at_spine: true,
                folds: None,
            }),
            resolution: None,
            keeps_inks: false,
            spot_inks: true,
            see_through: true,
            thinnest_line: Pt::ZERO,
            made: None,
        }
    }

    /// The press PDF to another standard, or to none. Colours, sheet and all else stay, but that only PDF/X-4 has what is
    /// see-through: vendors without a standard warn of it.
    #[must_use]
    pub fn to_standard(self, exchange: Option<Exchange>) -> Self {
        let version = if exchange == Some(Exchange::X1a) { (1, 4) } else { (1, 6) };
        let see_through = self.see_through && exchange == Some(Exchange::X4);
        Self { version, claims: Claims { exchange, ..self.claims }, see_through, ..self }
    }
}

impl Exchange {
    /// What it is called in files.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::X4 => "PDF/X-4",
            Self::X1a => "PDF/X-1a:2003",
        }
    }
}
