//! Whether the drawing on the pages is sound.

use super::super::content::{PageContent, Problem};
use super::{EVERY, File, Findings, Rule, RuleInfo, Standard};

/// **The content of every page can be read to its end, and means one thing.**
///
/// Reports streams that can not be unpacked, operators that PDF does not have, saved states that do not match or are too many, names of
/// resources that are not there, text without a font, and forms that draw themselves. Viewers skip over each of these in their own way, so that the proof and
/// the sheet may differ.
///
/// *How to mend it:* export the page again; if that does not help, the placed graphic on it is at fault.
///
/// *Source:* PDF 32000-1, 7.8.2 and annex A.
pub(super) struct ContentSyntax;

impl Rule for ContentSyntax {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdf-content-damaged", title: "the drawing on every page is sound", standards: EVERY, source: "PDF 32000-1, 7.8.2" }
    }

    fn page(&self, _: &File<'_>, standard: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        const HINT: &str = "export the page again, and look at the graphics placed on it";
        for (problem, object) in &page.problems {
            let place = page.place(*object);
            match problem {
                Problem::Undecodable(why) => findings.error(place, format!("a stream of the page {why}"), HINT),
                Problem::UnknownOperator(name) => findings.error(place, format!("the drawing uses an operator that PDF does not have: {name:?}"), HINT),
                Problem::Unbalanced => findings.error(place, "saved and restored states do not match (q and Q)", HINT),
                Problem::Missing(kind, name) => findings.error(place, format!("the {kind} {name} is used but not in the file"), HINT),
                Problem::NoFont => findings.error(place, "text is shown before a font is chosen", HINT),
                Problem::ManyStates if standard == Standard::AnyPdf => {}
                Problem::ManyStates => findings.warning(place, "more than 28 states are saved into each other, which not every machine can keep", HINT),
                Problem::TooDeep => findings.error(place, "forms draw themselves, or nest too deep", HINT),
                Problem::TooMuch => findings.warning(place, "there is more drawing on the page than can be checked", HINT),
            }
        }
    }
}
