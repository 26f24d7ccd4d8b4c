//! Whether anything lies on the pages that is no ink.

use hayro_syntax::object::{Array, Dict, Name, Rect};

use super::super::content::Area;
use super::{File, Findings, KDP, Rule, RuleInfo, Standard, X1A, X4};

/// **Links, notes and form fields stay outside of the bleed.**
///
/// Annotations are for screens. Some print with the page on some machines: comments, stamps, the frames of links.
/// Printer's marks may be annotations, but must also stay out of the page; trap networks are what PDF/X made room for.
///
/// *How to mend it:* export for print without hyperlinks and comments.
///
/// *Source:* ISO 15930-7, 6.11; ISO 15930-4, 6.10.
pub(super) struct Annotations;

impl Rule for Annotations {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdfx-annotation", title: "no annotations inside the bleed", standards: &[X4, X1A, KDP], source: "ISO 15930-7, 6.11" }
    }

    fn document(&self, file: &File<'_>, standard: Standard, findings: &mut Findings<'_>) {
        const HINT: &str = "export for print without links, comments and form fields";
        for (page, boxes) in file.pages().iter().zip(&file.boxes) {
            let annotations = page.raw().get::<Array<'_>>("Annots");
            for annotation in annotations.iter().flat_map(|all| all.iter::<Dict<'_>>()).take(100_000) {
                let kind = annotation.get::<Name<'_>>("Subtype").map(|kind| kind.as_str().to_owned()).unwrap_or_default();
                let area = annotation.get::<Rect>("Rect").map(Area::from);
                let object = annotation.obj_id().map_or(boxes.object, |id| id.obj_number);
                let inside = area.is_none_or(|area| area.overlaps(boxes.printed()));
                let place = area.map_or_else(|| boxes.whole(), |area| boxes.place(area)).of(object);
                if inside && kind != "TrapNet" {
                    let what = if kind.is_empty() { "an annotation" } else { &format!("an annotation ({kind})") };
                    findings.error(place, format!("{what} lies inside the bleed"), HINT);
                }
                if standard == X1A && (annotation.contains_key("A") || annotation.contains_key("AA")) {
                    findings.error(place, "an annotation has an action", HINT);
                }
            }
        }
    }
}
