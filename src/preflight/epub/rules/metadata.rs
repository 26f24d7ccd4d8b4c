//! Whether the book says what it is.

use super::{Book, EPUB, Findings, Place, Rule, RuleInfo};

/// **The package gives an identifier, a title, a language and the moment of its last change.**
///
/// The identifier that `unique-identifier` names, `dc:title`, `dc:language` (a language tag) and exactly one
/// `dcterms:modified` in the form `2026-01-31T09:30:00Z` are required. Stores and libraries list the book by them, and voices choose their language by them.
///
/// *How to mend it:* fill in the book's metadata and make the EPUB anew.
///
/// *Source:* EPUB 3.3, 5.5.3 and 5.5.6.
pub(in crate::preflight) struct Metadata;

impl Rule for Metadata {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "epub-metadata", title: "identifier, title, language and date are given", standards: EPUB, source: "EPUB 3.3, 5.5" }
    }

    fn check(&self, book: &Book, findings: &mut Findings<'_>) {
        const HINT: &str = "fill in the metadata and make the EPUB anew";
        let Some(package) = &book.package else { return };
        let place = Place::inside(&package.path, package.section("metadata").map_or(0, |metadata| metadata.line));
        for (name, what) in [("identifier", "identifier"), ("title", "title"), ("language", "language")] {
            let values = package.dublin_core(name);
            if values.is_empty() {
                findings.error(place, format!("the book has no {what} (dc:{name})"), HINT);
            }
            for empty in values.iter().filter(|value| value.text().is_empty()) {
                findings.error(Place::inside(&package.path, empty.line), format!("dc:{name} is empty"), HINT);
            }
        }
        let unique = package.root.get("unique-identifier");
        if !package.dublin_core("identifier").iter().any(|identifier| unique.is_some() && identifier.get("id") == unique) {
            findings.error(place, "the package does not say which identifier is the book's own (unique-identifier)", HINT);
        }
        for language in package.dublin_core("language") {
            let tag = language.text();
            if !tag.is_empty() && !is_language_tag(&tag) {
                findings.error(Place::inside(&package.path, language.line), format!("{tag:?} is no language tag"), "write it like en or pt-BR");
            }
        }
        match package.meta("dcterms:modified").as_slice() {
            [] => findings.error(place, "the book does not say when it was changed (dcterms:modified)", HINT),
            [moment] if !is_moment(moment) => {
                findings.error(place, format!("dcterms:modified is {moment:?}"), "write it like 2026-01-31T09:30:00Z");
            }
            [_] => {}
            _ => findings.error(place, "the book says more than once when it was changed (dcterms:modified)", HINT),
        }
    }
}

/// Whether a word has the form of a language tag (BCP 47), whatever its parts mean.
pub(super) fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let first = (2..=8).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_alphabetic()) || matches!(language, "x" | "i");
    first && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether a moment is written as EPUB asks: `CCYY-MM-DDThh:mm:ssZ`.
fn is_moment(text: &str) -> bool {
    let pattern = b"0000-00-00T00:00:00Z";
    text.len() == pattern.len()
        && text.bytes().zip(pattern).all(|(byte, &like)| if like == b'0' { byte.is_ascii_digit() } else { byte == like })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_moments_are_judged_by_their_form() {
        assert!(is_language_tag("en") && is_language_tag("zh-Hant-TW") && is_language_tag("x-klingon"));
        assert!(!is_language_tag("") && !is_language_tag("e") && !is_language_tag("en_US") && !is_language_tag("English!"));
        assert!(is_moment("2026-01-31T09:30:00Z") && !is_moment("2026-01-31") && !is_moment("2026-01-31T09:30:00+01"));
    }
}
