//! Whether the book has as many pages as can be bound.

use super::super::findings::Place;
use super::{File, Findings, PRINT, Rule, RuleInfo, Standard};

/// **The number of pages is one that the printer binds.**
///
/// Counts the pages and compares with the fewest and the most that the vendor binds, and with the number that each
/// sheet makes. Offset shops set no such limits before the binding is chosen.
///
/// *How to mend it:* add blank pages at the end, or divide the book.
///
/// *Source:* the vendors' own pages.
pub(super) struct PageCount;

impl Rule for PageCount {
    fn info(&self) -> RuleInfo {
        RuleInfo {
            code: "print-page-count",
            title: "the number of pages suits the binding",
            standards: PRINT,
            source: "the vendor's own pages",
        }
    }

    fn document(&self, file: &File<'_>, _: Standard, findings: &mut Findings<'_>) {
        let (norms, pages) = (&file.norms.extent, file.pages().len());
        let (fewest, most, multiple) = (norms.fewest.is, norms.most.is, norms.multiple.is);
        let found = if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
        if pages < fewest && pages > 0 {
            let message = format!("the file has {found}, fewer than the {fewest} that {} binds", file.norms.name);
            findings.found(found).warning(Place::default(), message, "add pages, or choose another binding");
        } else if pages > most {
            let message = format!("the file has {found}, more than the {most} that {} binds", file.norms.name);
            findings.found(found).error(Place::default(), message, "divide the book, or choose another binding");
        } else if multiple > 1 && !pages.is_multiple_of(multiple) {
            let message = format!("the file has {found}, and the number must be a multiple of {multiple}");
            findings.found(found).warning(Place::default(), message, "add blank pages at the end");
        }
    }
}
