//! `recto cover`.

use std::path::PathBuf;

use super::report::{Reporter, counts, size};
use super::{Outcome, args, build, disk, outputs, terminal};
use crate::base::{Report, Severity};
use crate::pipeline::{self, CoverOrder, MadeCover};

/// Makes the cover and says how wide it is.
pub(super) fn run(asked: &args::Cover) -> Outcome {
    let order = build::source_date().and_then(|date| {
        let order = CoverOrder { pages: asked.pages, theme: asked.theme.clone(), date };
        Ok((order, disk::locate(&asked.path)?))
    });
    let (MadeCover { sources, mut report, file, lines }, folder) = match order {
        Ok((order, (workspace, entry, folder))) => (pipeline::cover(&workspace, &entry, &order), folder),
        Err(problem) => (MadeCover { report: Report { diagnostics: vec![problem] }, ..MadeCover::default() }, PathBuf::new()),
    };
    let written = file.and_then(|(name, bytes)| {
        let written = outputs::write_all(&asked.out, &[(&name, &bytes)]).map_err(|problem| report.add(problem)).ok()?;
        Some((written.into_iter().next()?, bytes.len()))
    });
    Reporter::new(&sources, &folder).tell(&report);
    let Some((path, length)) = written else {
        terminal::tell(&format!("no cover made: {}; nothing was written", counts(&report)));
        return Outcome::Failed;
    };
    terminal::say(&format!("{}  {}", path.display(), size(length)));
    lines.iter().for_each(|line| terminal::say(&format!("  {line}")));
    if report.has_errors() || asked.warnings_as_errors && report.count(Severity::Warning) > 0 { Outcome::Findings } else { Outcome::Done }
}
