//! Whether the pages of the printed book can be found.

use super::{Book, EPUB, Findings, Place, Rule, RuleInfo, Target, resolve};

/// **The list of pages and the page breaks in the text fit together.**
///
/// When a book says where the printed pages begin, its list of pages must lead to those places, and every place must
/// be in it: a class that opens "page 37" must land on page 37. The package should say which edition the pages are of.
///
/// *How to mend it:* make the list anew from the page breaks.
///
/// *Source:* EPUB 3.3, 7.4.3; EPUB Accessibility 1.1, 3.3.
pub(in crate::preflight) struct PageList;

impl Rule for PageList {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "epub-page-list", title: "the list of pages fits the text", standards: EPUB, source: "EPUB Accessibility 1.1, 3.3" }
    }

    fn check(&self, book: &Book, findings: &mut Findings<'_>) {
        const HINT: &str = "make the list of pages anew from the page breaks";
        let Some((nav_path, navigation)) = book.navigation() else { return };
        let list = navigation.root.all().into_iter().find(|element| element.name == "nav" && element.has_type("page-list"));
        let listed: Vec<_> = list
            .into_iter()
            .flat_map(|list| list.all())
            .filter(|element| element.name == "a")
            .filter_map(|link| Some((resolve(nav_path, link.get("href")?), link.line)))
            .collect();
        let breaks: Vec<_> = book
            .pages()
            .flat_map(|(path, document)| document.root.all().into_iter().map(move |element| (path, element)))
            .filter(|(_, element)| element.has_type("pagebreak") || element.get("role") == Some("doc-pagebreak"))
            .collect();
        for (path, element) in &breaks {
            let place = Place::inside(path, element.line);
            let Some(id) = element.get("id") else {
                findings.error(place, "a page break has no id, so that nothing can lead to it", HINT);
                continue;
            };
            let target = Target::Inside { path: (*path).to_owned(), fragment: Some(id.to_owned()) };
            if list.is_some() && !listed.iter().any(|(found, _)| *found == target) {
                findings.error(place, format!("the page break {id} is not in the list of pages"), HINT);
            }
            let named = element.get("aria-label").or_else(|| element.get("title")).is_some() || !element.text().is_empty();
            if !named {
                findings.warning(place, format!("the page break {id} does not say which page begins"), "give it an aria-label with the page's number");
            }
        }
        if !breaks.is_empty() && list.is_none() {
            findings.warning(Place::inside(nav_path, 0), "the text has page breaks, and the navigation no list of pages", HINT);
        }
        for (target, line) in &listed {
            let Target::Inside { path, fragment: Some(id) } = target else { continue };
            let is_break = breaks.iter().any(|(found, element)| found == path && element.get("id") == Some(id));
            if !is_break {
                findings.warning(Place::inside(nav_path, *line), format!("the list of pages leads to {id}, which is no page break"), HINT);
            }
        }
    }
}
