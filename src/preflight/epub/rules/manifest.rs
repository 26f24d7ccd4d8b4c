//! Whether the manifest and the archive list the same files.

use std::collections::BTreeSet;

use super::{Book, EPUB, Findings, Place, Rule, RuleInfo, Target};

/// **Every file of the book is in the manifest once, and everything in the manifest is a file of the book.**
///
/// Reading systems load what the manifest names. A file that is missing from it may not show, one that is named and
/// not there is an error on opening.
///
/// *How to mend it:* make the EPUB anew; after changes by hand, bring the manifest up to date.
///
/// *Source:* EPUB 3.3, 5.6.
pub(in crate::preflight) struct Manifest;

impl Rule for Manifest {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "epub-manifest", title: "manifest and archive agree", standards: EPUB, source: "EPUB 3.3, 5.6" }
    }

    fn check(&self, book: &Book, findings: &mut Findings<'_>) {
        const HINT: &str = "bring the manifest up to date, or make the EPUB anew";
        let Some(package) = &book.package else { return };
        let mut ids = BTreeSet::new();
        let mut paths = BTreeSet::new();
        for item in &package.items {
            let place = Place::inside(&package.path, item.line);
            if item.id.is_empty() || !ids.insert(item.id.as_str()) {
                findings.error(place, format!("the manifest has the id {:?} twice, or an item without one", item.id), HINT);
            }
            match &item.target {
                Target::Inside { path, fragment } => {
                    if fragment.is_some() || item.href.is_empty() {
                        findings.error(place, format!("{:?} in the manifest names no whole file", item.href), HINT);
                    } else if !book.has(path) {
                        findings.error(place, format!("{} is in the manifest, and not in the archive", item.href), HINT);
                    }
                    if *path == package.path {
                        findings.error(place, "the package lists itself in its manifest", HINT);
                    }
                    if !paths.insert(path.as_str()) {
                        findings.error(place, format!("{} is in the manifest twice", item.href), HINT);
                    }
                }
                Target::Escapes => findings.error(place, format!("{} leads out of the book", item.href), HINT),
                // Only sound and film may stay on the web; another rule looks at that.
                Target::Outside(_) => {}
            }
        }
        for entry in &book.entries {
            let known = entry.folder || entry.path == "mimetype" || entry.path == package.path || entry.path.starts_with("META-INF/");
            if !known && package.item_at(&entry.path).is_none() {
                findings.warning(Place::inside(&entry.path, 0), format!("{} is in the archive, and not in the manifest", entry.path), HINT);
            }
        }
    }
}
