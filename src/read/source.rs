//! Source texts: read, known to be UTF-8, and entered among the sources.

use crate::base::{Code, Diagnostic, FileError, FileId, Report, Sources, Span, Workspace};

/// Reads a text file of the project. A byte order mark at its start is left off. `place` is where the file was named.
pub(super) fn read(
    workspace: &dyn Workspace,
    path: &str,
    place: Option<Span>,
    sources: &mut Sources,
    report: &mut Report,
) -> Option<FileId> {
    enter(path, workspace.read(path), place, sources, report)
}

/// Enters a file among the sources that has been read, or reports why it could not be. A document of Pandoc's is entered as
/// its words stand in it.
pub(super) fn enter(
    path: &str,
    bytes: Result<Vec<u8>, FileError>,
    place: Option<Span>,
    sources: &mut Sources,
    report: &mut Report,
) -> Option<FileId> {
    let text = text(path, bytes, place, sources, report)?;
    if super::pandoc::is_document(path) {
        return super::pandoc::open(&text, path, sources, report).map(|(file, _)| file);
    }
    Some(sources.add(path, text))
}

/// Reads a text file that is no manuscript, whatever its name ends in.
pub(super) fn read_data(
    workspace: &dyn Workspace,
    path: &str,
    place: Option<Span>,
    sources: &mut Sources,
    report: &mut Report,
) -> Option<FileId> {
    let text = text(path, workspace.read(path), place, sources, report)?;
    Some(sources.add(path, text))
}

/// The byte order mark that some programs write before a text.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The text of a file, or a report of why there is none.
fn text(path: &str, bytes: Result<Vec<u8>, FileError>, place: Option<Span>, sources: &mut Sources, report: &mut Report) -> Option<String> {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => {
            report.add(missing(path, &error, place));
            return None;
        }
    };
    let bytes = bytes.strip_prefix(MARK).unwrap_or(&bytes);
    // Looked through and copied in less time than the standard library takes to look through it.
    match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => {
            let Some(at) = memchr::memchr(0, bytes) else { return Some(text.to_owned()) };
            let problem = not_text(path, bytes);
            let id = sources.add(path, text.replace('\0', "\u{FFFD}"));
            report.add(problem.at(Span::new(id, at, at + 1)));
            None
        }
        Err(error) => {
            let at = error.valid_up_to();
            // The text up to the bad byte is the same in both, so that its line and column are right.
            let id = sources.add(path, String::from_utf8_lossy(bytes).into_owned());
            report.add(not_text(path, bytes).at(Span::new(id, at, at + '\u{FFFD}'.len_utf8())));
            None
        }
    }
}

fn missing(path: &str, error: &FileError, place: Option<Span>) -> Diagnostic {
    let problem = Diagnostic::error(Code("file-missing"), format!("“{path}” cannot be read: {error}")).at(place);
    let problem = if place.is_none() { problem.on(path) } else { problem };
    problem.hint("check the path; capitals count")
}

fn not_text(path: &str, bytes: &[u8]) -> Diagnostic {
    let hint = match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "it is saved as UTF-16; save it again with the encoding UTF-8",
        [b'P', b'K', 3, 4, ..] => "it looks like a Word or other office file; export its text",
        [b'%', b'P', b'D', b'F', ..] => "it is a PDF; export its text",
        _ => "save it again with the encoding UTF-8",
    };
    Diagnostic::error(Code("not-utf-8"), format!("“{path}” is not text in UTF-8")).hint(hint)
}
