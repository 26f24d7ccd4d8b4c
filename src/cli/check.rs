//! `recto check`.

use std::path::Path;

use super::epubcheck::EpubCheck;
use super::json::{JsonArtifact, JsonReport};
use super::progress::Progress;
use super::report::{Reporter, counts, size};
use super::{Outcome, args, disk, terminal};
use crate::base::{Code, Diagnostic, Report, Severity, Sources};
use crate::pipeline::{self, Checked};

/// Checks the files and says what was found.
pub(super) fn run(asked: &args::Check) -> Outcome {
    let epubcheck = EpubCheck::find();
    let sources = Sources::default();
    let mut whole = Report::default();
    let mut files = Vec::new();
    let mut impossible = false;
    for path in &asked.files {
        let progress = Progress::start(asked.json);
        progress.say(format!("checking {}", path.display()));
        let (checked, bytes) = check(path, asked, epubcheck.as_ref());
        progress.finish();
        impossible |= checked.impossible;
        if !asked.json {
            tell(path, &checked, bytes, &sources);
        }
        whole.absorb(checked.report.clone());
        files.push(JsonArtifact {
            path: path.display().to_string(),
            bytes,
            pages: None,
            checked: checked.lines,
            not_checked: checked.not_checked,
        });
    }
    let outcome = outcome(&whole, impossible, asked.warnings_as_errors);
    if asked.json {
        JsonReport { artifacts: files, ..JsonReport::new("check", outcome, &whole, &sources, Path::new("")) }.print();
    } else {
        let what = if files.len() == 1 { "1 file".to_owned() } else { format!("{} files", files.len()) };
        terminal::say(&format!("{what} checked: {}", counts(&whole)));
    }
    outcome
}

fn check(path: &Path, asked: &args::Check, epubcheck: Option<&EpubCheck>) -> (Checked, usize) {
    let name = path.display().to_string();
    let bytes = match disk::read_file(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let mut report = Report::default();
            report.add(
                Diagnostic::error(Code("file-unreadable"), format!("{name} cannot be read: {error}"))
                    .hint("give the paths of EPUB or PDF files"),
            );
            return (Checked { report, lines: vec!["not checked".to_owned()], impossible: true, ..Checked::default() }, 0);
        }
    };
    let mut checked = pipeline::check(&name, &bytes, asked.profile);
    if checked.is_epub && !checked.impossible {
        match epubcheck {
            Some(epubcheck) => epubcheck.check(path, &mut checked),
            None => checked.not_checked.push("EPUBCheck: it was not found; put it on the PATH, or name it in RECTO_EPUBCHECK".to_owned()),
        }
    }
    (checked, bytes.len())
}

fn tell(path: &Path, checked: &Checked, bytes: usize, sources: &Sources) {
    Reporter::new(sources, Path::new("")).tell(&checked.report);
    terminal::say(&format!("{}  {}", path.display(), size(bytes)));
    for line in &checked.lines {
        terminal::say(&format!("  {line}"));
    }
    for line in &checked.not_checked {
        terminal::say(&format!("  not checked: {line}"));
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
