//! `recto import`.

use std::io;
use std::path::{Path, PathBuf};

use super::json::{JsonArtifact, JsonRecognised, JsonReport};
use super::report::{Reporter, counts};
use super::{Outcome, args, disk, outputs, terminal};
use crate::base::{Code, Diagnostic, FileError, Report, Severity};
use crate::pipeline::{self, Confidence, Finding, Given, Import, Target, Unit};

/// What findings call the text that comes in through standard input.
const STDIN: &str = "-";

/// Imports a file and says what was recognised.
pub(super) fn run(asked: &args::Import) -> Outcome {
    let (folder, target) = place(&asked.out);
    let Import { sources, mut report, recognised, unit, files } = match read(&asked.file) {
        Ok(bytes) => match disk::beside(&asked.file) {
            Ok(beside) => pipeline::import(&asked.file.display().to_string(), &bytes, &given(asked), &target, &beside),
            Err(error) => Import { report: Report { diagnostics: vec![unreadable(&asked.file, &error)] }, ..Import::default() },
        },
        Err(error) => Import { report: Report { diagnostics: vec![unreadable(&asked.file, &error)] }, ..Import::default() },
    };
    let written = if report.has_errors() { Vec::new() } else { write(asked, &folder, &files, &mut report) };
    let outcome = outcome(&report, asked.warnings_as_errors);
    if asked.json {
        let artifacts = files.iter().zip(&written).map(|((_, bytes), path)| artifact(path, bytes)).collect();
        let recognised = recognised.iter().map(|finding| json(finding, unit)).collect();
        JsonReport { artifacts, recognised, ..JsonReport::new("import", outcome, &report, &sources, Path::new("")) }.print();
    } else {
        recognised.iter().for_each(|finding| terminal::say(&words(finding, unit)));
        Reporter::new(&sources, Path::new("")).tell(&report);
        last_lines(outcome, &report, &recognised, &written);
    }
    outcome
}

fn read(file: &Path) -> Result<Vec<u8>, FileError> {
    if file == Path::new(STDIN) { disk::bounded(io::stdin().lock()) } else { disk::read_file(file) }
}

fn given(asked: &args::Import) -> Given {
    Given {
        title: asked.title.clone(),
        authors: asked.author.clone(),
        publisher: asked.publisher.clone(),
        language: asked.language.clone(),
    }
}

/// The folder that the files go to, and which they are: a path that ends in .md asks for a manuscript alone.
fn place(out: &Path) -> (PathBuf, Target) {
    let name = out.file_stem().filter(|_| out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md")));
    match name {
        Some(name) => {
            let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            (folder.to_owned(), Target::Manuscript(name.to_string_lossy().into_owned()))
        }
        None => (out.to_owned(), Target::Project),
    }
}

/// Writes the files, unless that would write over somebody's work.
fn write(asked: &args::Import, folder: &Path, files: &[(String, Vec<u8>)], report: &mut Report) -> Vec<PathBuf> {
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    if let Some(there) = outputs::first_present(folder, &names).filter(|_| !asked.force) {
        report.add(
            Diagnostic::error(Code("file-exists"), format!("{} is there already, and would be lost", there.display()))
                .hint("choose another place with --out, or write over it with --force"),
        );
        return Vec::new();
    }
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    outputs::write_all(folder, &files).unwrap_or_else(|problem| {
        report.add(problem);
        Vec::new()
    })
}

fn outcome(report: &Report, warnings_as_errors: bool) -> Outcome {
    if report.has_errors() {
        Outcome::Failed
    } else if warnings_as_errors && report.count(Severity::Warning) > 0 {
        Outcome::Findings
    } else {
        Outcome::Done
    }
}

fn unreadable(file: &Path, error: &FileError) -> Diagnostic {
    Diagnostic::error(Code("file-unreadable"), format!("{} cannot be read: {error}", file.display()))
        .hint("give the path of a text or a Word file, or - for standard input")
}

/// A finding on three lines at most: what and where, why, and how to undo it.
fn words(finding: &Finding, unit: Unit) -> String {
    let Finding { what, line, excerpt, reason, confidence, hint, .. } = finding;
    let mut words = format!("{} {line}: {}", unit.name(), what.name());
    if !excerpt.is_empty() {
        words.push_str(&format!(", {}: {excerpt}", confidence.name()));
    }
    words.push_str(&format!("\n    {reason}"));
    hint.iter().for_each(|hint| words.push_str(&format!("\n    {hint}")));
    terminal::printable(&words)
}

fn last_lines(outcome: Outcome, report: &Report, recognised: &[Finding], written: &[PathBuf]) {
    if outcome == Outcome::Failed {
        return terminal::tell(&format!("not imported: {}; nothing was written", counts(report)));
    }
    written.iter().for_each(|path| terminal::say(&format!("{} written", path.display())));
    let guesses = recognised.iter().filter(|finding| finding.confidence == Confidence::Low && !finding.excerpt.is_empty()).count();
    let look = match guesses {
        0 => String::new(),
        1 => "; look at the one guess above".to_owned(),
        many => format!("; look at the {many} guesses above"),
    };
    let findings = if recognised.len() == 1 { "1 finding".to_owned() } else { format!("{} findings", recognised.len()) };
    terminal::say(&format!("done: {findings}, {}{look}", counts(report)));
}

fn artifact(path: &Path, bytes: &[u8]) -> JsonArtifact {
    JsonArtifact { path: path.display().to_string(), bytes: bytes.len(), pages: None, checked: Vec::new(), not_checked: Vec::new() }
}

fn json(finding: &Finding, unit: Unit) -> JsonRecognised {
    let counted = |wanted| (unit == wanted).then_some(finding.line);
    JsonRecognised {
        what: finding.what.name().to_owned(),
        line: counted(Unit::Line),
        paragraph: counted(Unit::Paragraph),
        excerpt: finding.excerpt.clone(),
        reason: finding.reason.clone(),
        confidence: finding.confidence.name().to_owned(),
        hint: finding.hint.clone(),
    }
}
