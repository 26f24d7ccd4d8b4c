//! Whether the order of reading is whole.

use std::collections::BTreeSet;

use super::{Book, EPUB, Findings, Place, Rule, RuleInfo};

/// **The spine lists documents of the manifest, each once.**
///
/// Turning the page follows the spine. Each of its entries must name an item of the manifest that is a document of text
/// (or has a fallback that is).
///
/// *How to mend it:* correct the spine in the package document.
///
/// *Source:* EPUB 3.3, 5.7.
pub(in crate::preflight) struct Spine;

impl Rule for Spine {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "epub-spine", title: "the order of reading is whole", standards: EPUB, source: "EPUB 3.3, 5.7" }
    }

    fn check(&self, book: &Book, findings: &mut Findings<'_>) {
        const HINT: &str = "correct the spine in the package document";
        let Some(package) = &book.package else { return };
        let Some(spine) = package.section("spine") else { return };
        if package.spine.is_empty() {
            findings.error(Place::inside(&package.path, spine.line), "the spine is empty", HINT);
        }
        let mut seen = BTreeSet::new();
        for (id, line) in &package.spine {
            let place = Place::inside(&package.path, *line);
            if !seen.insert(id) {
                findings.error(place, format!("the spine names {id:?} twice"), HINT);
            }
            match package.item(id) {
                None => findings.error(place, format!("the spine names {id:?}, which is not in the manifest"), HINT),
                Some(item) if !item.is_xhtml() && item.media_type != "image/svg+xml" && !has_fallback(package, id) => {
                    findings.error(place, format!("the spine names {}, which is no document of text", item.href), HINT);
                }
                Some(_) => {}
            }
        }
        if let Some(ncx) = spine.get("toc")
            && package.item(ncx).is_none_or(|item| item.media_type != "application/x-dtbncx+xml")
        {
            findings.error(Place::inside(&package.path, spine.line), "the spine's toc does not name an NCX", HINT);
        }
    }
}

/// Whether the item of that id gives another one to fall back on.
fn has_fallback(package: &super::Package, id: &str) -> bool {
    let items = package.section("manifest").into_iter().flat_map(crate::base::xml::Element::elements);
    items.filter(|element| element.get("id") == Some(id)).any(|element| element.get("fallback").is_some())
}
