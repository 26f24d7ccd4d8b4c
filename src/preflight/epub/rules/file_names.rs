//! Whether the names of files travel well.

use super::{Book, EPUB, Findings, Place, Rule, RuleInfo};

/// Characters that EPUB does not allow in names of files.
const FORBIDDEN: [char; 8] = ['"', '*', ':', '<', '>', '?', '|', '\u{7f}'];

/// **Names of files are plain.**
///
/// EPUB forbids some characters, control characters and full stops at the end; spaces and letters beyond ASCII are
/// allowed, but some reading systems and stores trip over them, and so they are a warning.
///
/// *How to mend it:* use small letters, digits and hyphens.
///
/// *Source:* EPUB 3.3, 4.2.3; practice of stores.
pub(in crate::preflight) struct FileNames;

impl Rule for FileNames {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "epub-file-name", title: "names of files are plain", standards: EPUB, source: "EPUB 3.3, 4.2.3" }
    }

    fn check(&self, book: &Book, findings: &mut Findings<'_>) {
        const HINT: &str = "use small letters, digits and hyphens";
        for entry in &book.entries {
            let place = Place::inside(&entry.path, 0);
            let forbidden = entry.path.chars().any(|c| FORBIDDEN.contains(&c) || c.is_control());
            if !entry.readable_name || forbidden || entry.path.split('/').any(|part| part.ends_with('.') && part != "." && part != "..") {
                findings.error(place, format!("{:?} is no allowed name of a file", entry.path), HINT);
            } else if !entry.path.is_ascii() || entry.path.contains(' ') {
                findings.warning(place, format!("some reading systems do not open {:?}", entry.path), HINT);
            }
            if entry.path.len() > 65_535 || entry.path.split('/').any(|part| part.len() > 255) {
                findings.error(place, "the name of a file is too long", HINT);
            }
        }
    }
}
