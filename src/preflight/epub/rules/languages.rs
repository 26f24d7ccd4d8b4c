//! Whether a voice knows which language to speak.

use crate::base::xml::XML;
use super::{Book, EPUB, Findings, Place, Rule, RuleInfo};

/// **Every document says its language, and says it alike in both attributes.**
///
/// Voices, hyphenation and quotation marks depend on `lang` and `xml:lang` of the root. Where both stand, they must be
/// the same.
///
/// *How to mend it:* give the root of each document both attributes.
///
/// *Source:* WCAG 2.1, 3.1.1; HTML, 3.2.6.2.
pub(in crate::preflight) struct Languages;

impl Rule for Languages {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "epub-language", title: "documents say their language", standards: EPUB, source: "WCAG 2.1, 3.1.1" }
    }

    fn check(&self, book: &Book, findings: &mut Findings<'_>) {
        for (path, document) in book.pages() {
            let root = &document.root;
            match (root.get("lang"), root.get_in(XML, "lang")) {
                (None, None) => {
                    findings.warning(Place::inside(path, root.line), format!("{path} does not say its language"), "give its root lang and xml:lang");
                }
                (Some(html), Some(xml)) if !html.eq_ignore_ascii_case(xml) => {
                    let message = format!("{path} says two languages: {html} and {xml}");
                    findings.error(Place::inside(path, root.line), message, "let lang and xml:lang say the same");
                }
                _ => {}
            }
            for element in root.all() {
                for tag in [element.get("lang"), element.get_in(XML, "lang")].into_iter().flatten() {
                    if !tag.is_empty() && !super::metadata::is_language_tag(tag) {
                        findings.error(Place::inside(path, element.line), format!("{tag:?} is no language tag"), "write it like en or pt-BR");
                    }
                }
            }
        }
    }
}
