//! Whether the book has a way around it.

use super::{Book, EPUB, Findings, Place, Rule, RuleInfo};

/// **There is one navigation document, with a table of contents.**
///
/// Exactly one item of the manifest has the property `nav`; it holds a `nav` of the type `toc` with a list of links,
/// and each link has words. Readers find chapters by it, and those who do not see, by nothing else.
///
/// *How to mend it:* make the EPUB anew from a text with headings.
///
/// *Source:* EPUB 3.3, 7.
pub(in crate::preflight) struct Navigation;

impl Rule for Navigation {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "epub-navigation", title: "there is a table of contents", standards: EPUB, source: "EPUB 3.3, 7" }
    }

    fn check(&self, book: &Book, findings: &mut Findings<'_>) {
        const HINT: &str = "make the EPUB anew from a text with headings";
        let Some(package) = &book.package else { return };
        let items: Vec<_> = package.items.iter().filter(|item| item.is("nav")).collect();
        if items.len() != 1 || !items.iter().all(|item| item.is_xhtml()) {
            let place = Place::inside(&package.path, package.section("manifest").map_or(0, |manifest| manifest.line));
            findings.error(place, format!("the manifest names {} navigation documents, not one", items.len()), HINT);
        }
        let Some((path, document)) = book.navigation() else { return };
        let navs: Vec<_> = document.root.all().into_iter().filter(|element| element.name == "nav").collect();
        let contents: Vec<_> = navs.iter().filter(|nav| nav.has_type("toc")).collect();
        if contents.len() != 1 {
            findings.error(Place::inside(path, 0), format!("the navigation has {} tables of contents, not one", contents.len()), HINT);
        }
        for nav in navs.iter().filter(|nav| nav.has_type("toc") || nav.has_type("landmarks") || nav.has_type("page-list")) {
            let place = Place::inside(path, nav.line);
            let links: Vec<_> = nav.all().into_iter().filter(|element| element.name == "a").collect();
            if nav.child("ol").is_none() || links.is_empty() {
                findings.error(place, "a list of the navigation has no links in an ordered list", HINT);
            }
            for link in links {
                let has_words = !link.text().is_empty() || link.get("title").is_some() || link.all().iter().any(|inner| inner.get("alt").is_some_and(|alt| !alt.is_empty()));
                if !has_words {
                    findings.error(Place::inside(path, link.line), "a link of the navigation has no words", HINT);
                }
            }
        }
    }
}
