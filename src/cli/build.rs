//! `recto build`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::json::{JsonArtifact, JsonReport};
use super::progress::Progress;
use super::report::{Reporter, counts, size};
use super::{Outcome, args, disk, outputs, terminal};
use crate::base::{Code, Diagnostic, Report, Severity, Sources};
use crate::pipeline::{self, Artifact, Build, Order, Output};

/// Builds what is asked for and says what came of it.
pub(super) fn run(asked: &args::Build) -> Outcome {
    #[expect(clippy::disallowed_methods, reason = "how long it took is said, and stands in no output")]
    let begun = Instant::now();
    let (built, folder) = match order(asked).and_then(|order| Ok((order, disk::locate(&asked.path)?))) {
        Ok((order, (workspace, entry, folder))) => {
            let progress = Progress::start(asked.json);
            let built = pipeline::build(&workspace, &entry, &order, &|step| progress.step(step));
            progress.finish();
            (built, folder)
        }
        Err(problem) => (Build { report: Report { diagnostics: vec![problem] }, ..Build::default() }, PathBuf::new()),
    };
    let Build { sources, mut report, artifacts, .. } = built;
    let written = write(&asked.out, &artifacts, &mut report);
    let outcome = outcome(&report, &written, asked.warnings_as_errors);
    if asked.json {
        tell_machines(outcome, &report, &sources, &folder, &artifacts, &written);
    } else {
        Reporter::new(&sources, &folder).tell(&report);
        table(&artifacts, &written);
        last_line(outcome, &report, asked.warnings_as_errors, begun);
    }
    outcome
}

/// What the pipeline is asked for.
fn order(asked: &args::Build) -> Result<Order, Diagnostic> {
    let outputs = if asked.only.is_empty() { Output::ALL.to_vec() } else { asked.only.iter().map(|&only| only.into()).collect() };
    Ok(Order { outputs: outputs.into_iter().collect(), theme: asked.theme.clone(), date: source_date()? })
}

/// The date that a build server sets (<https://reproducible-builds.org/specs/source-date-epoch/>).
pub(super) fn source_date() -> Result<Option<i64>, Diagnostic> {
    // Years that neither PDF nor EPUB could write down are mistakes.
    const YEAR_10000: i64 = 253_402_300_800;
    let Some(text) = terminal::environment("SOURCE_DATE_EPOCH") else { return Ok(None) };
    match text.parse::<i64>() {
        Ok(seconds) if (0..YEAR_10000).contains(&seconds) => Ok(Some(seconds)),
        _ => Err(Diagnostic::error(
            Code("date-unusable"),
            format!("SOURCE_DATE_EPOCH is \"{text}\", which is no time in seconds since 1970"),
        )
        .hint("set it to a whole number such as 1795305600, or not at all")),
    }
}

fn write(folder: &Path, artifacts: &[Artifact], report: &mut Report) -> Vec<PathBuf> {
    let files: Vec<(&str, &[u8])> = artifacts.iter().map(|artifact| (artifact.name.as_str(), artifact.bytes.as_slice())).collect();
    outputs::write_all(folder, &files).unwrap_or_else(|problem| {
        report.add(problem);
        Vec::new()
    })
}

fn outcome(report: &Report, written: &[PathBuf], warnings_as_errors: bool) -> Outcome {
    if written.is_empty() {
        Outcome::Failed
    } else if report.has_errors() || (warnings_as_errors && report.count(Severity::Warning) > 0) {
        Outcome::Findings
    } else {
        Outcome::Done
    }
}

/// The files with their pages and sizes, and under each what it was checked against.
fn table(artifacts: &[Artifact], written: &[PathBuf]) {
    let names: Vec<String> = written.iter().map(|path| path.display().to_string()).collect();
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or_default();
    for (artifact, name) in artifacts.iter().zip(names) {
        let pages = match artifact.pages {
            None => String::new(),
            Some(1) => "1 page".to_owned(),
            Some(pages) => format!("{pages} pages"),
        };
        terminal::say(&format!("{name:width$}  {pages:>9}  {:>8}", size(artifact.bytes.len())));
        for line in &artifact.checked {
            terminal::say(&format!("  {line}"));
        }
    }
}

fn last_line(outcome: Outcome, report: &Report, warnings_as_errors: bool, begun: Instant) {
    match outcome {
        Outcome::Failed => terminal::tell(&format!("not built: {}; files of an earlier build are as they were", counts(report))),
        _ => {
            let strict = if warnings_as_errors && report.count(Severity::Warning) > 0 { ", warnings counted as errors" } else { "" };
            terminal::say(&format!("done in {:.1} s: {}{strict}", begun.elapsed().as_secs_f32(), counts(report)));
        }
    }
}

fn tell_machines(outcome: Outcome, report: &Report, sources: &Sources, folder: &Path, artifacts: &[Artifact], written: &[PathBuf]) {
    let artifacts = artifacts.iter().zip(written).map(|(artifact, path)| JsonArtifact {
        path: path.display().to_string(),
        bytes: artifact.bytes.len(),
        pages: artifact.pages,
        checked: artifact.checked.clone(),
        not_checked: artifact.not_checked.clone(),
    });
    JsonReport { artifacts: artifacts.collect(), ..JsonReport::new("build", outcome, report, sources, folder) }.print();
}
