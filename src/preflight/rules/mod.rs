//! The rules for PDFs: one to a file, each with an essay that says what it checks, why a printer minds, how to mend
//! it, and where it comes from.
//!
//! To add a rule, write its file next to the others, name it in `ALL`, and plant its fault in the tests: the rule
//! must fire on the fault, and stay quiet on a clean file.

mod norms;

use super::content::PageContent;
use super::findings::Findings;
use super::pdf::File;
use super::profile::{Profile, Standard};

/// What a rule is, for lists and manuals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleInfo {
    /// The code of its findings.
    pub code: &'static str,
    /// What it asks for, in a few words.
    pub title: &'static str,
    /// The standards it belongs to.
    pub standards: &'static [Standard],
    /// The clause of the standard, or the practice, that it comes from.
    pub source: &'static str,
}

/// A rule for PDFs.
pub(super) trait Rule: Sync {
    /// What it is.
    fn info(&self) -> RuleInfo;

    /// Looks at the file as a whole.
    fn document(&self, _file: &File<'_>, _standard: Standard, _findings: &mut Findings<'_>) {}

    /// Looks at what one page draws.
    fn page(&self, _file: &File<'_>, _standard: Standard, _page: &PageContent, _findings: &mut Findings<'_>) {}
}

/// PDF/X-4.
const X4: Standard = Standard::Pdf(Profile::X4);
/// PDF/X-1a.
const X1A: Standard = Standard::Pdf(Profile::X1a);
/// What both press standards ask for.
const PRESS: &[Standard] = &[X4, X1A];
/// Amazon KDP.
const KDP: Standard = Standard::Pdf(Profile::Kdp);
/// Lulu.
const LULU: Standard = Standard::Pdf(Profile::Lulu);
/// What both press standards and the vendors ask for, and what every PDF should keep to.
const EVERY: &[Standard] = &[X4, X1A, KDP, LULU, Standard::AnyPdf];
/// What print shops and vendors ask for, each within its own limits.
const PRINT: &[Standard] = &[Standard::Print, KDP, Standard::Pdf(Profile::IngramSpark), LULU];

macro_rules! rules {
    ($($module:ident :: $rule:ident),* $(,)?) => {
        $(mod $module;)*
        /// Every rule, in the order in which findings are listed.
        pub(super) static ALL: &[&dyn Rule] = &[$(&$module::$rule),*];
        /// The files they stand in, in the same order, for their essays.
        pub(super) static SOURCES: &[&str] = &[$(include_str!(concat!(stringify!($module), ".rs"))),*];
    };
}

rules! {
    damage::Damage,
    encryption::Encryption,
    identification::Identification,
    version::Version,
    file_id::FileId,
    metadata_keys::MetadataKeys,
    metadata_agreement::MetadataAgreement,
    trapped::Trapped,
    output_intent::OutputIntent,
    output_profile::OutputProfile,
    page_boxes::PageBoxes,
    fonts_embedded::FontsEmbedded,
    font_programs::FontPrograms,
    missing_glyphs::MissingGlyphs,
    font_widths::FontWidths,
    device_rgb::DeviceRgb,
    managed_color::ManagedColor,
    color_profiles::ColorProfiles,
    transparency::Transparency,
    blend_space::BlendSpace,
    layers::Layers,
    annotations::Annotations,
    actions::Actions,
    embedded_files::EmbeddedFiles,
    foreign_streams::ForeignStreams,
    compression::Compression,
    halftones::Halftones,
    content_syntax::ContentSyntax,
    trim_sizes::TrimSizes,
    page_count::PageCount,
    marks::PrintersMarks,
    bookmarks::Bookmarks,
    bleed_margin::BleedMargin,
    bleed_art::BleedArt,
    safety::Safety,
    marks_in_bleed::MarksInBleed,
    registration_color::RegistrationColor,
    ink_limit::InkLimit,
    picture_ink::PictureInkLimit,
    picture_resolution::PictureResolution,
    hairlines::Hairlines,
    black_overprint::BlackOverprint,
    white_overprint::WhiteOverprint,
    rich_black_text::RichBlackText,
    small_text::SmallText,
    spot_colors::SpotColors,
    blank_pages::BlankPages,
    view_settings::ViewSettings,
}

/// The rules that belong to any of some standards.
pub(super) fn of(standards: &[Standard]) -> impl Iterator<Item = &'static dyn Rule> {
    ALL.iter().copied().filter(move |rule| rule.info().standards.iter().any(|standard| standards.contains(standard)))
}
