//! `recto export`.

use std::path::{Path, PathBuf};

use super::report::{Reporter, counts};
use super::{Outcome, args, disk, outputs, terminal};
use crate::base::{Code, Diagnostic, Report, Severity};
use crate::pipeline::{self, Export};

/// Where the text goes.
enum Destination {
    Standard,
    File { folder: PathBuf, name: String },
    Folder(PathBuf),
}

/// Writes a manuscript down in another form, and says what was found while reading it.
pub(super) fn run(asked: &args::Export) -> Outcome {
    let destination = match destination(asked.output.as_deref()) {
        Ok(destination) => destination,
        Err(problem) => return fail(problem),
    };
    let (workspace, entry, root) = match disk::locate(&asked.path) {
        Ok(found) => found,
        Err(problem) => return fail(problem),
    };
    let by_piece = matches!(destination, Destination::Folder(_));
    let Export { sources, mut report, files } = pipeline::export(&workspace, &entry, asked.to.into(), by_piece);
    let written = if report.has_errors() { None } else { write(&destination, &files, asked.force, &mut report) };
    Reporter::new(&sources, &root).tell(&report);
    let Some(written) = written else {
        terminal::tell(&format!("not exported: {}; nothing was written", counts(&report)));
        return Outcome::Failed;
    };
    // Where the text itself goes to standard output, nothing else may.
    for path in &written {
        terminal::tell(&format!("{} written", path.display()));
    }
    if asked.warnings_as_errors && report.count(Severity::Warning) > 0 { Outcome::Findings } else { Outcome::Done }
}

fn fail(problem: Diagnostic) -> Outcome {
    Reporter::new(&Default::default(), Path::new("")).tell(&Report { diagnostics: vec![problem] });
    Outcome::Failed
}

#[expect(clippy::disallowed_methods, reason = "where the outputs go is a matter of the disk")]
fn destination(output: Option<&Path>) -> Result<Destination, Diagnostic> {
    let Some(path) = output else { return Ok(Destination::Standard) };
    if path.is_dir() || path.to_string_lossy().ends_with('/') {
        return Ok(Destination::Folder(path.to_owned()));
    }
    let name = path.file_name().and_then(|name| name.to_str()).ok_or_else(|| {
        Diagnostic::error(Code("output-unnamed"), format!("{} is no name for a file", path.display())).hint("give the file a name")
    })?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(Destination::File { folder: folder.to_owned(), name: name.to_owned() })
}

/// The paths that were written; nothing if something stood in the way, which is reported.
fn write(destination: &Destination, files: &[(String, Vec<u8>)], force: bool, report: &mut Report) -> Option<Vec<PathBuf>> {
    let (folder, files): (&Path, Vec<(&str, &[u8])>) = match destination {
        Destination::Standard => {
            files.iter().take(1).for_each(|(_, text)| terminal::print(text));
            return Some(Vec::new());
        }
        Destination::File { folder, name } => (folder, files.iter().take(1).map(|(_, text)| (name.as_str(), text.as_slice())).collect()),
        Destination::Folder(folder) => (folder, files.iter().map(|(name, text)| (name.as_str(), text.as_slice())).collect()),
    };
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    if let Some(there) = outputs::first_present(folder, &names).filter(|_| !force) {
        let problem = Diagnostic::error(Code("file-exists"), format!("{} is there already, and would be lost", there.display()));
        report.add(problem.hint("choose another place with --output, or write over it with --force"));
        return None;
    }
    outputs::write_all(folder, &files).map_err(|problem| report.add(problem)).ok()
}
