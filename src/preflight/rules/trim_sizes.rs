//! Whether all pages have one size.

use std::collections::BTreeMap;

use super::super::findings::Place;
use super::{PRINT, File, Findings, Rule, RuleInfo, Standard};

/// **All pages are cut to the same size.**
///
/// A book block is cut in one go. A single page of another size, often an advertisement or a placed PDF, stops the
/// imposition or is cut wrong.
///
/// *How to mend it:* set the page in the size of the others.
///
/// *Source:* print practice.
pub(super) struct TrimSizes;

impl Rule for TrimSizes {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "print-trim-sizes", title: "all pages have one size", standards: PRINT, source: "print practice" }
    }

    fn document(&self, file: &File<'_>, _: Standard, findings: &mut Findings<'_>) {
        // Tenths of a millimetre: no cutter is finer.
        let size = |points: f64| (points * 254.0 / 72.0).round() as i64;
        let mut sizes: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
        for boxes in &file.boxes {
            let finished = boxes.finished();
            sizes.entry((size(finished.width()), size(finished.height()))).or_default().push(boxes.number);
        }
        let usual = sizes.iter().max_by_key(|(_, pages)| pages.len()).map(|(&size, _)| size);
        for (&(width, height), pages) in sizes.iter().filter(|(size, _)| Some(**size) != usual) {
            for &page in pages {
                let message = format!("the page is {} x {} mm, unlike most of the file", width as f64 / 10.0, height as f64 / 10.0);
                findings.error(Place::page(page), message, "set the page in the size of the others");
            }
        }
    }
}
