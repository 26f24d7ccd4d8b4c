//! Whether the archive can be unpacked without harm.

use std::collections::BTreeSet;

use super::{Book, EPUB, Findings, Place, Rule, RuleInfo};

/// What all files together may unpack to; no store takes more.
const LARGEST: u64 = 2_048_000_000;
/// Deflate packs text to a fifth, and blank pictures to a hundredth. Beyond this it is a trap.
const MOST_PACKED: u64 = 500;
/// Smaller files can not do harm, however they are packed.
const SMALL: u64 = 10_000_000;

/// **No file leads out of the book, stands in it twice, is locked, or bursts.**
///
/// Checks the names in the archive's table for absolute paths, backslashes and `..`, for doubles that differ in case
/// only, for encryption and for packing methods other than Deflate, and adds up what everything unpacks to.
///
/// *How to mend it:* make the EPUB anew; such an archive was made by hand or in bad faith.
///
/// *Source:* EPUB 3.3, 4.2.2 to 4.2.6.
pub(in crate::preflight) struct ArchiveSafety;

impl Rule for ArchiveSafety {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "epub-archive", title: "the archive unpacks without harm", standards: EPUB, source: "EPUB 3.3, 4.2" }
    }

    fn check(&self, book: &Book, findings: &mut Findings<'_>) {
        const HINT: &str = "make the EPUB anew";
        let mut seen = BTreeSet::new();
        let mut total = 0_u64;
        for entry in &book.entries {
            let place = Place::inside(&entry.path, 0);
            let climbs = entry.path.split('/').any(|part| part == ".." || part == ".");
            let absolute = entry.path.starts_with('/') || entry.path.contains('\\') || entry.path.as_bytes().get(1) == Some(&b':');
            if climbs || absolute {
                findings.error(place, "the name of a file leads out of the book", HINT);
            }
            if !seen.insert(entry.path.to_lowercase()) {
                findings.error(place, "two files have the same name, but perhaps for capitals", HINT);
            }
            if entry.encrypted || !entry.stored && !entry.deflated {
                findings.error(place, "a file is locked, or packed in a way that EPUB does not allow", HINT);
            }
            if entry.size > SMALL && entry.size / entry.packed.max(1) > MOST_PACKED {
                findings.error(place, "a file unpacks to more than 500 times its size", HINT);
            }
            total = total.saturating_add(entry.size);
        }
        if total > LARGEST {
            findings.error(Place::default(), format!("the files unpack to {} MB together", total / 1_000_000), "use smaller pictures");
        }
    }
}
