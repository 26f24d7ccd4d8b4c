//! Whether the boxes of the pages fit into each other.

use super::super::content::Area;
use super::super::pdf::Boxes;
use super::{PRESS, File, Findings, Rule, RuleInfo, Standard};

/// Boxes that differ by less than this, in points, are the same: half a hair's breadth.
const TOLERANCE: f64 = 0.01;

/// **Every page says where it is cut, and its boxes nest.**
///
/// Each page has a TrimBox (or an ArtBox, never both), which lies in the BleedBox, which lies in the MediaBox; a
/// CropBox must not hide the bleed. Imposition places pages by the TrimBox: without it, or with one that is off, every
/// page lands wrong on the sheet.
///
/// *How to mend it:* export with "crop marks and bleed" from the layout, and do not crop pages afterwards.
///
/// *Source:* ISO 15930-7, 6.5; PDF 32000-1, 14.11.2.
pub(super) struct PageBoxes;

impl Rule for PageBoxes {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdfx-page-boxes", title: "trim, bleed and media boxes nest", standards: PRESS, source: "ISO 15930-7, 6.5" }
    }

    fn document(&self, file: &File<'_>, _: Standard, findings: &mut Findings<'_>) {
        for boxes in &file.boxes {
            check(boxes, findings);
        }
    }
}

fn check(boxes: &Boxes, findings: &mut Findings<'_>) {
    const HINT: &str = "export with the page size, bleed and marks of the layout";
    let place = boxes.whole();
    if boxes.media.is_none() {
        findings.error(place, "the page has no MediaBox", HINT);
    }
    let finished = match (boxes.trim, boxes.art) {
        (Some(_), Some(_)) => {
            findings.error(place, "the page has both a TrimBox and an ArtBox", HINT);
            return;
        }
        (None, None) => {
            findings.error(place, "the page has neither a TrimBox nor an ArtBox", HINT);
            return;
        }
        (Some(finished), None) | (None, Some(finished)) => finished,
    };
    if finished.width() < 1.0 || finished.height() < 1.0 {
        findings.error(place, "the trimmed page has no size", HINT);
    }
    let outer = boxes.bleed.unwrap_or_else(|| boxes.sheet());
    let outer_name = if boxes.bleed.is_some() { "BleedBox" } else { "MediaBox" };
    if !finished.is_inside(outer, TOLERANCE) {
        findings.error(place, format!("the trimmed page ({}) reaches out of the {outer_name} ({})", mm(finished), mm(outer)), HINT);
    }
    if let Some(bleed) = boxes.bleed
        && !bleed.is_inside(boxes.sheet(), TOLERANCE)
    {
        findings.error(place, format!("the BleedBox ({}) reaches out of the MediaBox ({})", mm(bleed), mm(boxes.sheet())), HINT);
    }
    if let Some(crop) = boxes.crop
        && !boxes.printed().is_inside(crop, TOLERANCE)
    {
        findings.error(place, format!("the CropBox ({}) cuts into the page or its bleed", mm(crop)), "do not crop pages after export");
    }
    if boxes.turned % 360 != 0 {
        let message = format!("the page is turned by {} degrees, which some imposition programs do not see", boxes.turned);
        findings.warning(place, message, "export the page as it stands");
    }
    if (boxes.user_unit - 1.0).abs() > 1e-6 {
        findings.error(place, format!("the page's unit is {} points", boxes.user_unit), "export the page in its true size");
    }
}

/// An area's size in millimetres.
fn mm(area: Area) -> String {
    let mm = |points: f64| points * 25.4 / 72.0;
    format!("{:.1} x {:.1} mm at {:.1}, {:.1}", mm(area.width()), mm(area.height()), mm(area.x0), mm(area.y0))
}
