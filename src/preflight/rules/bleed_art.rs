//! Whether art that should run over the edge does.

use super::super::content::{MarkKind, PageContent};
use super::norms::{TOLERANCE, mm, spine_of};
use super::{PRINT, File, Findings, Rule, RuleInfo, Standard};

/// How near to the trim, in points, art must come to be meant to reach it (a quarter of a millimetre).
const NEAR: f64 = 0.7;
/// Art that touches the edge for less than this, in points, leaves no gap that anybody sees (2 mm).
const SHORT: f64 = 5.7;

/// **Art that reaches the trim runs on through the bleed.**
///
/// Looks at every fill, picture and blend that has ink and comes to the edge of the trimmed page: it must go on to the
/// end of the bleed. A colour area that ends exactly at the trim leaves a white flash on half of the copies, because no cutter is
/// that exact. White areas and text do not count.
///
/// *How to mend it:* pull the area or the picture out to the bleed edge in the layout.
///
/// *Source:* print practice.
pub(super) struct BleedArt;

impl Rule for BleedArt {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "print-bleed-art", title: "art that reaches the trim runs through the bleed", standards: PRINT, source: "print practice" }
    }

    fn page(&self, file: &File<'_>, _: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        let norms = &file.norms.page;
        let bleed = norms.bleed.is.0;
        // Where boxes are not asked for, a page without a trim box may end at its trim or at its bleed.
        if norms.bleed_optional.is && page.boxes.trim.or(page.boxes.art).is_none() {
            return;
        }
        let spine = if norms.bleed_at_spine.is { None } else { Some(spine_of(page.boxes.number)) };
        let trim = page.boxes.finished();
        for mark in &page.marks {
            let what = match &mark.kind {
                MarkKind::Fill => "a colour area",
                MarkKind::Picture(_) => "a picture",
                MarkKind::Shading => "a blend",
                MarkKind::Text { .. } | MarkKind::Stroke { .. } => continue,
            };
            if mark.inks.as_ref().is_some_and(super::super::content::Inks::is_white) || !mark.area.overlaps(trim) {
                continue;
            }
            let area = mark.area;
            // For each side: how far the art comes short of the trim, and how long the edge is that it touches.
            let across = area.y1.min(trim.y1) - area.y0.max(trim.y0);
            let along = area.x1.min(trim.x1) - area.x0.max(trim.x0);
            let sides = [
                ("left", area.x0 - trim.x0, across),
                ("right", trim.x1 - area.x1, across),
                ("top", trim.y1 - area.y1, along),
                ("bottom", area.y0 - trim.y0, along),
            ];
            for (side, inwards, length) in sides {
                if Some(side) != spine && inwards < NEAR && inwards > -(bleed - TOLERANCE - 0.01) && length > SHORT {
                    let beyond = (-inwards).max(0.0) * page.boxes.user_unit * 25.4 / 72.0;
                    let message = format!("{what} reaches the {side} edge of the page and runs {beyond:.1} mm over it, not {}", mm(bleed));
                    findings.found(format!("{beyond:.1} mm")).error(page.place_of(mark), message, "pull it out to the bleed edge in the layout");
                }
            }
        }
    }
}
