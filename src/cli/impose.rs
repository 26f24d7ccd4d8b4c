//! `recto impose`.

use std::path::{Path, PathBuf};

use super::report::{Reporter, counts, size};
use super::{Outcome, args, disk, outputs, terminal};
use crate::base::{Code, Diagnostic, FileError, Pt, Report, Severity, Size, Sources};
use crate::pipeline::{self, ImposeOrder, Layout};

/// Puts the pages of a PDF on sheets and says how they lie.
pub(super) fn run(asked: &args::Impose) -> Outcome {
    let mut report = Report::default();
    let done = sheets(asked, &mut report);
    Reporter::new(&Sources::default(), Path::new("")).tell(&report);
    match done {
        None => {
            terminal::tell(&format!("not imposed: {}; nothing was written", counts(&report)));
            Outcome::Failed
        }
        Some((path, lines)) => {
            terminal::say(&path.display().to_string());
            lines.iter().for_each(|line| terminal::say(&format!("  {line}")));
            if report.has_errors() || asked.warnings_as_errors && report.count(Severity::Warning) > 0 {
                Outcome::Findings
            } else {
                Outcome::Done
            }
        }
    }
}

/// The file that was written, and what there is to say of it; nothing if none was.
fn sheets(asked: &args::Impose, report: &mut Report) -> Option<(PathBuf, Vec<String>)> {
    let source = asked.file.display().to_string();
    let bytes = disk::read_file(&asked.file).map_err(|error| report.add(unreadable(&source, &error))).ok()?;
    let output = asked.output.clone().unwrap_or_else(|| beside(&asked.file));
    let name = output.file_name().and_then(|name| name.to_str()).map(str::to_owned).or_else(|| {
        let problem = Diagnostic::error(Code("output-unnamed"), format!("{} is no name for a file", output.display()));
        report.add(problem.hint("give the file a name with --output"));
        None
    })?;
    let pipeline::Sheets { bytes, lines, report: found } = pipeline::impose(&source, &name, &bytes, &order(asked));
    report.absorb(found);
    let bytes = bytes?;
    let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Some(there) = outputs::first_present(folder, &[&name]).filter(|_| !asked.force) {
        let problem = Diagnostic::error(Code("file-exists"), format!("{} is there already, and would be lost", there.display()));
        report.add(problem.hint("choose another name with --output, or write over it with --force"));
        return None;
    }
    let mut lines = lines;
    lines.push(size(bytes.len()));
    let written = outputs::write_all(folder, &[(&name, &bytes)]).map_err(|problem| report.add(problem)).ok()?;
    written.into_iter().next().map(|path| (path, lines))
}

fn unreadable(source: &str, error: &FileError) -> Diagnostic {
    Diagnostic::error(Code("file-unreadable"), format!("{source} cannot be read: {error}")).on(source).hint("check its path")
}

/// `book.pdf` becomes `book-sheets.pdf`.
fn beside(file: &Path) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!("{stem}-sheets.pdf"))
}

fn order(asked: &args::Impose) -> ImposeOrder {
    let layout = match (asked.signature, asked.grid) {
        (Some(pages), _) => Layout::Signatures { pages: usize::from(pages) },
        (None, Some((across, down))) => Layout::Grid { across, down },
        (None, None) => Layout::Booklet,
    };
    let sheet = asked.sheet.map(|(width, height)| Size { width: Pt::mm(width), height: Pt::mm(height) });
    ImposeOrder { layout, sheet, fit: asked.fit, paper: Pt::mm(asked.paper), marks: !asked.no_marks }
}
