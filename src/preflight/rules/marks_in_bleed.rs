//! Whether marks keep clear of the page.

use super::super::content::{MarkKind, PageContent};
use super::{PRINT, File, Findings, Rule, RuleInfo, Standard};

/// **Crop marks, colour bars and slug lines stand outside of the bleed.**
///
/// Looks for strokes, text and areas that lie wholly in the margin between trim and bleed. Nothing belongs there but
/// art that runs over the edge: a crop mark in it shows on the finished page as soon as the cutter is off by a little.
///
/// *How to mend it:* set the offset of the marks to the width of the bleed or more.
///
/// *Source:* ISO 15930-7, 6.11, for marks that are annotations; print practice.
pub(super) struct MarksInBleed;

impl Rule for MarksInBleed {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "print-marks-in-bleed", title: "marks stand outside of the bleed", standards: PRINT, source: "print practice" }
    }

    fn page(&self, _: &File<'_>, _: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        let (Some(bleed), trim) = (page.boxes.bleed, page.boxes.finished()) else { return };
        for mark in page.printed() {
            let small = matches!(mark.kind, MarkKind::Stroke { .. } | MarkKind::Text { .. } | MarkKind::Fill);
            let white = mark.inks.as_ref().is_some_and(super::super::content::Inks::is_white);
            // Half a line's width may look over the edge.
            let clear = mark.area.grown(0.01).overlaps(trim) || !mark.area.overlaps(bleed.grown(-0.5)) && mark.area.width().min(mark.area.height()) > 0.0;
            let in_margin = mark.area.within(bleed.grown(-0.5)).is_some();
            if small && !white && !clear && in_margin {
                findings.error(page.place_of(mark), "a mark stands in the bleed", "set the offset of printer's marks to the width of the bleed");
            }
        }
    }
}
