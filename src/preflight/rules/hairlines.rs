//! Whether lines are thick enough to print.

use super::super::content::{MarkKind, PageContent};
use super::{PRINT, File, Findings, Rule, RuleInfo, Standard};

/// Areas shorter than this in points are dots or parts of drawings, not lines.
const SHORT: f64 = 3.0;

/// **Lines are at least a quarter of a point thick.**
///
/// Measures strokes, and areas that are drawn as lines, as thick as they come out after all scaling. A stroke of width
/// 0 is "as thin as the device can": a hair on a proof printer, invisible on a plate setter.
///
/// *How to mend it:* give the line 0.25 pt or more, 0.5 pt if it is tinted or printed negative.
///
/// *Source:* print practice.
pub(super) struct Hairlines;

impl Rule for Hairlines {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "print-hairline", title: "lines are thick enough", standards: PRINT, source: "print practice" }
    }

    fn page(&self, file: &File<'_>, _: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        let hairline = file.norms.lines.hairline.is.0;
        for mark in page.printed() {
            if mark.inks.as_ref().is_some_and(super::super::content::Inks::is_white) {
                continue;
            }
            let (width, height) = (mark.area.width(), mark.area.height());
            let thin = match mark.kind {
                MarkKind::Stroke { width } => Some(width),
                MarkKind::Fill if width.max(height) > SHORT => Some(width.min(height)),
                _ => None,
            };
            let thin = thin.map(|points| points * page.boxes.user_unit);
            if let Some(points) = thin.filter(|&points| points < hairline - 0.001) {
                let message = format!("a line is {points:.2} pt thick, less than {hairline} pt");
                let hint = format!("give the line {hairline} pt or more");
                findings.found(format!("{points:.2} pt")).error(page.place_of(mark), message, &hint);
            }
        }
    }
}
