//! Whether links lead somewhere.

use super::{Book, EPUB, Findings, Place, Rule, RuleInfo, Target, resolve};

/// Schemes that a link may have.
const SCHEMES: [&str; 6] = ["http", "https", "mailto", "tel", "doi", "urn"];

/// **Every link inside the book leads to a place that exists.**
///
/// Follows the links of all documents, the navigation among them: the file must be in the manifest, a document must
/// have the id that is named, and lead to no script and out of no archive.
///
/// *How to mend it:* correct the link, or put the id where it should lead.
///
/// *Source:* EPUB 3.3, 6.1 and 7.
pub(in crate::preflight) struct Links;

impl Rule for Links {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "epub-broken-link", title: "links lead somewhere", standards: EPUB, source: "EPUB 3.3, 6.1" }
    }

    fn check(&self, book: &Book, findings: &mut Findings<'_>) {
        const HINT: &str = "correct the link, or put the id where it should lead";
        let Some(package) = &book.package else { return };
        for (path, document) in &book.documents {
            for element in document.root.all() {
                let is_link = matches!(element.name.as_str(), "a" | "area");
                let href = if is_link {
                    element.attributes.iter().find(|attribute| attribute.name == "href").map(|attribute| attribute.value.as_str())
                } else if element.name == "content" {
                    element.get("src")
                } else {
                    None
                };
                let Some(href) = href else { continue };
                let place = Place::inside(path, element.line);
                match resolve(path, href) {
                    Target::Outside(scheme) if SCHEMES.contains(&scheme.as_str()) => {}
                    Target::Outside(scheme) => findings.error(place, format!("a link goes to an address of the kind {scheme}:"), "link to a web address"),
                    Target::Escapes => findings.error(place, format!("the link {href} leads out of the book"), HINT),
                    Target::Inside { path: target, fragment } => {
                        let Some(item) = package.item_at(&target) else {
                            findings.error(place, format!("the link {href} leads to a file that is not in the book"), HINT);
                            continue;
                        };
                        if item.is_xhtml() && !package.spine.iter().any(|(id, _)| *id == item.id) && !item.is("nav") {
                            findings.error(place, format!("the link {href} leads to a document that is not in the order of reading"), "add it to the spine");
                        }
                        let exists = fragment.as_ref().is_none_or(|id| book.documents.get(&target).is_none_or(|found| found.ids.contains(id)));
                        if !exists {
                            findings.error(place, format!("the link {href} leads to a place that does not exist"), HINT);
                        }
                    }
                }
            }
        }
    }
}
