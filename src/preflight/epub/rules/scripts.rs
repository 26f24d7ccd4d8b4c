//! Whether the book runs programs.

use super::{Book, EPUB, Findings, Place, Rule, RuleInfo};

/// **A book runs no scripts.**
///
/// Looks for `script` elements, for attributes such as `onclick`, and for frames. EPUB allows scripts if the manifest
/// says so, but stores refuse them and most reading systems do not run them: what depends on them is not there.
///
/// *How to mend it:* make the page without scripts.
///
/// *Source:* EPUB 3.3, 6.4, for the manifest property; practice of stores.
pub(in crate::preflight) struct Scripts;

impl Rule for Scripts {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "epub-script", title: "no scripts", standards: EPUB, source: "EPUB 3.3, 6.4" }
    }

    fn check(&self, book: &Book, findings: &mut Findings<'_>) {
        let Some(package) = &book.package else { return };
        for (path, document) in &book.documents {
            let declared = package.item_at(path).is_some_and(|item| item.is("scripted"));
            for element in document.root.all() {
                let program = element.name == "script" && element.get("type").is_none_or(|kind| kind.contains("script") || kind == "module");
                let handler = element.attributes.iter().any(|attribute| attribute.space.is_empty() && is_handler(&attribute.name));
                if !program && !handler && !matches!(element.name.as_str(), "iframe" | "form") {
                    continue;
                }
                let place = Place::inside(path, element.line);
                if program && !declared {
                    findings.error(place, "the document has a script, and the manifest does not say so", "make the page without scripts");
                } else {
                    findings.warning(place, format!("<{}> needs a program to run", element.name), "make the page without scripts, frames and forms");
                }
            }
        }
    }
}

/// Whether an attribute runs a program when something happens.
fn is_handler(name: &str) -> bool {
    name.len() > 3 && name.starts_with("on") && name.bytes().all(|byte| byte.is_ascii_lowercase())
}
