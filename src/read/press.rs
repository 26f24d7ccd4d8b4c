//! What the press PDF shall be: a vendor's norms, with the project's own values in their places.

use super::fields::{Fields, Kind, Value, Words, wrong_kind};
use crate::base::{Code, Diagnostic, Report, Span, nearest, resolve};
use crate::vendor::{Gutter, Marks, Norms, Points, PressColor, PressStandard, Vendor};

/// What the press PDF shall be.
#[derive(Clone, Debug, PartialEq)]
pub struct PressSettings {
    /// Who prints it, if that was said. Without a vendor the stylesheet says how wide the bleed is and which marks there are.
    pub vendor: Option<Vendor>,
    /// The vendor's norms, or those of offset print shops, with the project's values in their places.
    pub norms: Norms,
    /// The settings that the project gives itself, by their names.
    pub given: Vec<&'static str>,
    /// The printing condition, if it is not the one that comes along.
    pub profile: Option<OutputProfile>,
}

/// An ICC profile of a printing condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputProfile {
    /// Its path in the project.
    pub path: String,
    /// What the condition is called, if that was said.
    pub condition: Option<String>,
    /// Where it was named.
    pub span: Span,
}

impl Default for PressSettings {
    fn default() -> Self {
        Self { vendor: None, norms: Vendor::Offset.norms().clone(), given: Vec::new(), profile: None }
    }
}

impl PressSettings {
    /// Whether the project gives a setting itself.
    pub fn gives(&self, setting: &str) -> bool {
        self.given.contains(&setting)
    }
}

/// A value of the norms that a setting replaces.
enum Slot<'a> {
    Standard(&'a mut PressStandard),
    Color(&'a mut PressColor),
    Marks(&'a mut Marks),
    Truth(&'a mut bool),
    Length(&'a mut Points),
    Gutters(&'a mut Vec<Gutter>),
    Number(&'a mut f64),
    Count(&'a mut usize),
}

/// The settings that replace a value of the norms.
const OVERRIDES: [&str; 23] = [
    "standard",
    "color",
    "marks",
    "bookmarks",
    "spot-colors",
    "bleed",
    "bleed-at-spine",
    "safety",
    "gutter",
    "fewest-pages",
    "most-pages",
    "page-multiple",
    "ink-limit",
    "ink-area",
    "coarse-ppi",
    "fine-ppi",
    "one-bit-ppi",
    "most-ppi",
    "hairline",
    "smallest-text",
    "rich-black-from",
    "three-inks-from",
    "black-overprints",
];

fn slot<'a>(norms: &'a mut Norms, setting: &str) -> Option<Slot<'a>> {
    Some(match setting {
        "standard" => Slot::Standard(&mut norms.file.standard.is),
        "color" => Slot::Color(&mut norms.file.color.is),
        "marks" => Slot::Marks(&mut norms.file.marks.is),
        "bookmarks" => Slot::Truth(&mut norms.file.bookmarks.is),
        "spot-colors" => Slot::Truth(&mut norms.file.spot_colors.is),
        "bleed" => Slot::Length(&mut norms.page.bleed.is),
        "bleed-at-spine" => Slot::Truth(&mut norms.page.bleed_at_spine.is),
        "safety" => Slot::Length(&mut norms.page.safety.is),
        "gutter" => Slot::Gutters(&mut norms.page.gutters),
        "fewest-pages" => Slot::Count(&mut norms.extent.fewest.is),
        "most-pages" => Slot::Count(&mut norms.extent.most.is),
        "page-multiple" => Slot::Count(&mut norms.extent.multiple.is),
        "ink-limit" => Slot::Number(&mut norms.ink.limit.is),
        "ink-area" => Slot::Number(&mut norms.ink.area.is),
        "coarse-ppi" => Slot::Number(&mut norms.pictures.coarse.is),
        "fine-ppi" => Slot::Number(&mut norms.pictures.fine.is),
        "one-bit-ppi" => Slot::Number(&mut norms.pictures.one_bit.is),
        "most-ppi" => Slot::Number(&mut norms.pictures.most.is),
        "hairline" => Slot::Length(&mut norms.lines.hairline.is),
        "smallest-text" => Slot::Length(&mut norms.text.smallest.is),
        "rich-black-from" => Slot::Length(&mut norms.text.rich_black_from.is),
        "three-inks-from" => Slot::Length(&mut norms.text.three_inks_from.is),
        "black-overprints" => Slot::Truth(&mut norms.text.black_overprints.is),
        _ => return None,
    })
}

/// All settings of the press PDF.
pub(super) fn keys() -> Vec<&'static str> {
    ["vendor", "profile", "condition"].into_iter().chain(OVERRIDES).collect()
}

/// Reads the settings of the press PDF. What is wrong is reported, and the vendor's value stays.
pub(super) fn read(fields: &Fields, report: &mut Report) -> PressSettings {
    let mut settings = PressSettings::default();
    settings.vendor = vendor(fields, report);
    settings.norms = settings.vendor.unwrap_or(Vendor::Offset).norms().clone();
    for setting in OVERRIDES {
        let Some(value) = fields.value(setting) else { continue };
        let Some(slot) = slot(&mut settings.norms, setting) else { continue };
        match slot.fill(&value.kind) {
            Some(()) => settings.given.push(setting),
            None => report.add(unusable(setting, value)),
        }
    }
    if settings.gives("safety") {
        settings.norms.page.safety_with_bleed.is = settings.norms.page.safety.is;
    }
    settings.profile = profile(fields, report);
    if settings.gives("color") && !settings.gives("standard") && settings.norms.file.color.is == PressColor::Srgb {
        settings.norms.file.standard.is = PressStandard::None;
    }
    if let Some(value) = fields.value("standard").or(fields.value("color")) {
        fitting(&mut settings.norms, value.span, report);
    }
    settings
}

fn vendor(fields: &Fields, report: &mut Report) -> Option<Vendor> {
    let words = fields.words("vendor", report)?;
    let found = Vendor::named(&words.text);
    if found.is_none() {
        let names = Vendor::ALL.map(Vendor::name);
        let hint = match nearest(&words.text, names) {
            Some(near) => format!("did you mean “{near}”?"),
            None => format!("the vendors are {}; “offset” is for print shops of all kinds", names.join(", ")),
        };
        report.add(Diagnostic::error(Code("vendor-unknown"), format!("there is no vendor “{}”", words.text)).at(words.span).hint(hint));
    }
    found
}

fn profile(fields: &Fields, report: &mut Report) -> Option<OutputProfile> {
    let condition = fields.words("condition", report);
    let Some(Words { text, span }) = fields.words("profile", report) else {
        if let Some(condition) = condition {
            let message = "“condition” names the printing condition of an ICC profile, and none is given";
            report.add(Diagnostic::error(Code("profile-missing"), message).at(condition.span).hint("add profile = \"icc/paper.icc\""));
        }
        return None;
    };
    match resolve("", &text) {
        Ok(path) => Some(OutputProfile { path, condition: condition.map(|words| words.text), span }),
        Err(error) => {
            let problem = Diagnostic::error(Code("file-outside-project"), format!("“{text}” cannot be read: {error}"));
            report.add(problem.at(span).hint("keep the profile in the project folder and give its path from there"));
            None
        }
    }
}

/// PDF/X is printed in inks: a file of screen colours follows no standard of print.
fn fitting(norms: &mut Norms, span: Span, report: &mut Report) {
    if norms.file.color.is == PressColor::Srgb && norms.file.standard.is != PressStandard::None {
        norms.file.standard.is = PressStandard::None;
        let message = "a press PDF in sRGB follows no PDF/X standard";
        report.add(
            Diagnostic::error(Code("standard-unfit"), message)
                .at(span)
                .hint("write color = \"cmyk\" for PDF/X, or standard = \"none\" with color = \"srgb\""),
        );
    }
}

impl Slot<'_> {
    /// Puts a value in its place; nothing if it is of another kind or out of range.
    fn fill(self, value: &Kind) -> Option<()> {
        let number = || match value {
            Kind::Number(text) => text.parse::<f64>().ok().filter(|number| (1.0..=100_000.0).contains(number)),
            _ => None,
        };
        let text = || if let Kind::Text(text) = value { Some(text.as_str()) } else { None };
        let truth = || if let Kind::Bool(truth) = value { Some(*truth) } else { None };
        /// More than any edge of any book needs.
        const LONGEST: f64 = 144.0;
        let length = || match text()? {
            "none" => Some(Points(0.0)),
            text => Points::read(text).filter(|length| length.0 <= LONGEST),
        };
        match self {
            Slot::Standard(place) => {
                *place = match text()?.to_ascii_lowercase().as_str() {
                    "x-4" => PressStandard::X4,
                    "x-1a" => PressStandard::X1a,
                    "none" => PressStandard::None,
                    _ => return None,
                }
            }
            Slot::Color(place) => {
                *place = match text()? {
                    "cmyk" => PressColor::Cmyk,
                    "srgb" => PressColor::Srgb,
                    _ => return None,
                }
            }
            Slot::Marks(place) => *place = if truth()? { Marks::Allowed } else { Marks::Forbidden },
            Slot::Truth(place) => *place = truth()?,
            Slot::Length(place) => *place = length()?,
            Slot::Gutters(place) => *place = vec![Gutter { pages: usize::MAX, is: length()?, source: "publication.toml".to_owned() }],
            Slot::Number(place) => *place = number()?,
            Slot::Count(place) => *place = number()? as usize,
        }
        Some(())
    }
}

fn unusable(setting: &str, value: &Value) -> Diagnostic {
    let (wanted, hint) = match setting {
        "standard" => ("a standard", "write \"x-4\", \"x-1a\" or \"none\""),
        "color" => ("a kind of colour", "write \"cmyk\" or \"srgb\""),
        "marks" | "bookmarks" | "spot-colors" | "bleed-at-spine" | "black-overprints" => {
            ("true or false", "write true or false, without quotation marks")
        }
        "bleed" | "safety" | "gutter" | "hairline" | "smallest-text" | "rich-black-from" | "three-inks-from" => {
            ("a length up to 2 in", "write a number with mm, in or pt: \"3 mm\", \"0.125 in\", \"5 pt\"; or \"none\"")
        }
        _ => ("a number", "write a number from 1 on, without quotation marks"),
    };
    match &value.kind {
        Kind::Text(text) if setting == "standard" => {
            Diagnostic::error(Code("standard-unknown"), format!("the press PDF cannot be made to the standard “{text}”"))
                .at(value.span)
                .hint(hint)
        }
        Kind::Text(text) => {
            Diagnostic::error(Code("setting-unusable"), format!("“{setting}” should be {wanted}, not “{text}”")).at(value.span).hint(hint)
        }
        Kind::Number(number) => {
            Diagnostic::error(Code("setting-unusable"), format!("“{setting}” should be {wanted}, not {number}")).at(value.span).hint(hint)
        }
        other => wrong_kind(&format!("“{setting}”"), wanted, other, value.span),
    }
}
