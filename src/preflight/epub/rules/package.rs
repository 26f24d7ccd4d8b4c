//! Whether the way to the package holds.

use super::{Book, EPUB, Findings, Place, Rule, RuleInfo};

/// **`META-INF/container.xml` leads to a package document of version 3.0.**
///
/// Everything a reading system knows of a book it learns on this way. If it breaks, the book does not open at all, and
/// no other rule can say anything.
///
/// *How to mend it:* make the EPUB anew.
///
/// *Source:* EPUB 3.3, 4.2.6.3.1 and 5.4.
pub(in crate::preflight) struct PackageFound;

impl Rule for PackageFound {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "epub-package", title: "the package document is found", standards: EPUB, source: "EPUB 3.3, 5.4" }
    }

    fn check(&self, book: &Book, findings: &mut Findings<'_>) {
        if let Some((path, why)) = &book.broken {
            findings.error(Place::inside(path, 0), format!("{path} can not be read: {why}"), "make the EPUB anew");
        }
        let Some(package) = &book.package else { return };
        let version = package.root.get("version").unwrap_or_default();
        if version != "3.0" {
            let place = Place::inside(&package.path, package.root.line);
            findings.error(place, format!("the package is of version {version:?}, not 3.0"), "convert the book to EPUB 3");
        }
        for part in ["metadata", "manifest", "spine"] {
            if package.section(part).is_none() {
                findings.error(Place::inside(&package.path, package.root.line), format!("the package has no {part}"), "make the EPUB anew");
            }
        }
    }
}
