//! `recto check`.

use std::path::{Path, PathBuf};

use super::epubcheck::EpubCheck;
use super::json::{JsonArtifact, JsonReport};
use super::progress::Progress;
use super::report::{Reporter, counts, size};
use super::{Outcome, args, disk, html, outputs, sarif, terminal};
use crate::base::{Code, Diagnostic, Report, Severity, Sources};
use crate::pipeline::{self, Checked, Profile};

/// A file and what its check came to.
pub(super) struct CheckedFile {
    /// Its path as it was given.
    pub(super) path: PathBuf,
    /// Its size in bytes.
    pub(super) size: usize,
    /// What the check came to.
    pub(super) checked: Checked,
}

/// Checks the files and says what was found.
pub(super) fn run(asked: &args::Check) -> Outcome {
    let epubcheck = EpubCheck::find();
    let html = asked.html_report();
    let for_people = !asked.json && !asked.sarif && html != Some(None);
    let mut files = Vec::new();
    for path in asked.inputs() {
        let progress = Progress::start(!for_people);
        progress.say(format!("checking {}", path.display()));
        let file = check(path, asked.profile, epubcheck.as_ref());
        progress.finish();
        if for_people {
            tell(&file.0);
        }
        files.push(file);
    }
    let mut whole = Report::default();
    files.iter().for_each(|(file, _)| whole.absorb(file.checked.report.clone()));
    let outcome = outcome(&whole, files.iter().any(|(file, _)| file.checked.impossible), asked.warnings_as_errors);
    if asked.json {
        let artifacts = files.into_iter().map(|(file, _)| json_artifact(file)).collect();
        JsonReport { artifacts, ..JsonReport::new("check", outcome, &whole, &Sources::default(), Path::new("")) }.print();
        return outcome;
    }
    if asked.sarif {
        terminal::say(&sarif::report(files.iter().map(|(file, _)| file)));
        return outcome;
    }
    match html {
        Some(None) => terminal::say(html::report(&files).trim_end()),
        Some(Some(path)) => return write_html(path, &files, outcome),
        None => {}
    }
    if for_people {
        let what = if files.len() == 1 { "1 file".to_owned() } else { format!("{} files", files.len()) };
        terminal::say(&format!("{what} checked: {}", counts(&whole)));
    }
    outcome
}

fn write_html(path: &Path, files: &[(CheckedFile, Vec<u8>)], outcome: Outcome) -> Outcome {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("report.html");
    match outputs::write_all(folder, &[(name, html::report(files).as_bytes())]) {
        Ok(_) => {
            terminal::say(&format!("{}  the report with pictures", path.display()));
            outcome
        }
        Err(finding) => {
            let mut report = Report::default();
            report.add(finding);
            Reporter::new(&Sources::default(), Path::new("")).tell(&report);
            Outcome::Failed
        }
    }
}

/// Checks a file. Its bytes come along for pictures of its pages.
fn check(path: &Path, profile: Option<Profile>, epubcheck: Option<&EpubCheck>) -> (CheckedFile, Vec<u8>) {
    let name = path.display().to_string();
    let bytes = match disk::read_file(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let mut report = Report::default();
            report.add(
                Diagnostic::error(Code("file-unreadable"), format!("{name} cannot be read: {error}"))
                    .hint("give the paths of EPUB or PDF files"),
            );
            let checked = Checked { report, lines: vec!["not checked".to_owned()], impossible: true, ..Checked::default() };
            return (CheckedFile { path: path.to_owned(), size: 0, checked }, Vec::new());
        }
    };
    let mut checked = pipeline::check(&name, &bytes, profile);
    if checked.is_epub && !checked.impossible {
        match epubcheck {
            Some(epubcheck) => epubcheck.check(path, &mut checked),
            None => checked.not_checked.push("EPUBCheck: it was not found; put it on the PATH, or name it in RECTO_EPUBCHECK".to_owned()),
        }
    }
    (CheckedFile { path: path.to_owned(), size: bytes.len(), checked }, bytes)
}

fn tell(file: &CheckedFile) {
    Reporter::new(&Sources::default(), Path::new("")).tell(&file.checked.report);
    terminal::say(&format!("{}  {}", file.path.display(), size(file.size)));
    for line in &file.checked.lines {
        terminal::say(&format!("  {line}"));
    }
    for line in &file.checked.not_checked {
        terminal::say(&format!("  not checked: {line}"));
    }
}

fn json_artifact(file: CheckedFile) -> JsonArtifact {
    JsonArtifact {
        path: file.path.display().to_string(),
        bytes: file.size,
        pages: None,
        checked: file.checked.lines,
        not_checked: file.checked.not_checked,
    }
}

fn outcome(report: &Report, impossible: bool, warnings_as_errors: bool) -> Outcome {
    if impossible {
        Outcome::Failed
    } else if report.has_errors() || (warnings_as_errors && report.count(Severity::Warning) > 0) {
        Outcome::Findings
    } else {
        Outcome::Done
    }
}
