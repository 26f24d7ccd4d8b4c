//! Which inks the job needs besides the four.

use std::collections::BTreeSet;

use super::super::content::{Mark, MarkKind, PageContent};
use super::{PRINT, File, Findings, Rule, RuleInfo, Standard};

/// **Spot colours are there because somebody wants them.**
///
/// Each named ink is a plate, a cleaned press unit and a line on the bill. Many come along unasked with a placed logo.
/// A warning for each name on the page where it is used,
/// and an error with vendors that print in four inks.
///
/// *How to mend it:* convert the colour to CMYK, unless the print shop has quoted for the ink.
///
/// *Source:* print practice.
pub(super) struct SpotColors;

impl Rule for SpotColors {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "print-spot-color", title: "spot colours are wanted", standards: PRINT, source: "print practice" }
    }

    fn page(&self, file: &File<'_>, _: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        let names: BTreeSet<&str> = page
            .printed()
            .filter_map(|mark| mark.inks.as_ref())
            .flat_map(|inks| inks.spots.iter())
            .map(|(name, _)| name.as_str())
            .filter(|&name| name != "All")
            .chain(page.printed().flat_map(of_picture))
            .chain(page.blended_spots.iter().map(String::as_str))
            .collect();
        for name in names {
            let message = format!("the spot colour {name} is used");
            if file.norms.file.spot_colors.is {
                findings.found(name).warning(page.boxes.whole(), message, "convert it to CMYK, unless the print shop has quoted for it");
            } else {
                findings.found(name).error(page.boxes.whole(), message, "convert it to CMYK");
            }
        }
    }
}

/// The inks that a picture is made of.
fn of_picture(mark: &Mark) -> Vec<&str> {
    if let MarkKind::Picture(picture) = &mark.kind { picture.space.spots().collect() } else { Vec::new() }
}
