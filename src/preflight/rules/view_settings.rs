//! Whether the file wants to be printed in parts.

use hayro_syntax::object::{Dict, Name};

use super::super::findings::Place;
use super::{PRESS, File, Findings, Rule, RuleInfo, Standard};

/// **The file does not ask to be clipped for view or print.**
///
/// `ViewArea`, `ViewClip`, `PrintArea` and `PrintClip` may ask a viewer to show or print one of the boxes only. For a
/// press file that may be the media box or the bleed box: anything smaller hides what the press needs.
///
/// *How to mend it:* export the file again without viewer settings.
///
/// *Source:* ISO 15930-7, 6.15.
pub(super) struct ViewSettings;

impl Rule for ViewSettings {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdfx-view-settings", title: "view and print areas are whole", standards: PRESS, source: "ISO 15930-7, 6.15" }
    }

    fn document(&self, file: &File<'_>, _: Standard, findings: &mut Findings<'_>) {
        let preferences = file.catalog.get::<Dict<'_>>("ViewerPreferences").unwrap_or_default();
        for key in ["ViewArea", "ViewClip", "PrintArea", "PrintClip"] {
            if let Some(value) = preferences.get::<Name<'_>>(key)
                && !matches!(value.as_str(), "MediaBox" | "BleedBox")
            {
                findings.error(Place::default(), format!("{key} asks for the {}", value.as_str()), "export the PDF without viewer settings");
            }
        }
    }
}
