//! The report for machines: one JSON object on standard output, with what people are told and no more.

use std::path::Path;

use serde::Serialize;

use super::report::shown_path;
use super::{Outcome, terminal};
use crate::base::{Diagnostic, Region, Report, Severity, Sources};

/// The object.
#[derive(Debug, Serialize)]
pub(super) struct JsonReport {
    /// `build`, `import` or `check`.
    pub(super) command: &'static str,
    /// `done`, `findings` or `failed`.
    pub(super) outcome: &'static str,
    /// What the program exits with.
    pub(super) exit_code: u8,
    /// The files that were written or checked.
    pub(super) artifacts: Vec<JsonArtifact>,
    /// What an import recognised.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) recognised: Vec<JsonRecognised>,
    /// The findings, in their order.
    pub(super) findings: Vec<JsonFinding>,
    /// The findings in numbers.
    pub(super) counts: JsonCounts,
}

/// A file.
#[derive(Debug, Serialize)]
pub(super) struct JsonArtifact {
    pub(super) path: String,
    pub(super) bytes: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pages: Option<usize>,
    pub(super) checked: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) not_checked: Vec<String>,
}

/// Something that an import recognised.
#[derive(Debug, Serialize)]
pub(super) struct JsonRecognised {
    pub(super) what: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line: Option<usize>,
    /// In a Word file, which has no lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) paragraph: Option<usize>,
    pub(super) excerpt: String,
    pub(super) reason: String,
    pub(super) confidence: String,
    pub(super) hint: Option<String>,
}

/// A finding. Lines and columns count from 1, columns in characters.
#[derive(Debug, Serialize)]
pub(super) struct JsonFinding {
    severity: &'static str,
    code: &'static str,
    message: String,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    place: Option<String>,
    /// In a finished file: the page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    /// The number of the object.
    #[serde(skip_serializing_if = "Option::is_none")]
    object: Option<u32>,
    /// The places on the page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    regions: Vec<JsonRegion>,
    /// The value that was found, with its unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<String>,
    hint: Option<String>,
}

/// A rectangle on a page, in millimetres from the upper left corner of the trimmed page, to hundredths.
#[derive(Debug, Serialize)]
pub(super) struct JsonRegion {
    left_mm: f64,
    top_mm: f64,
    width_mm: f64,
    height_mm: f64,
}

impl From<&Region> for JsonRegion {
    fn from(region: &Region) -> Self {
        let hundredths = |mm: f64| (mm * 100.0).round() / 100.0;
        Self {
            left_mm: hundredths(region.left),
            top_mm: hundredths(region.top),
            width_mm: hundredths(region.width),
            height_mm: hundredths(region.height),
        }
    }
}

/// The findings in numbers.
#[derive(Debug, Serialize)]
pub(super) struct JsonCounts {
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl JsonReport {
    /// The report of a command that ended so, with these findings.
    pub(super) fn new(command: &'static str, outcome: Outcome, report: &Report, sources: &Sources, folder: &Path) -> Self {
        let (outcome, exit_code) = match outcome {
            Outcome::Done => ("done", 0),
            Outcome::Findings => ("findings", 1),
            Outcome::Failed => ("failed", 2),
        };
        Self {
            command,
            outcome,
            exit_code,
            artifacts: Vec::new(),
            recognised: Vec::new(),
            findings: report.diagnostics.iter().map(|diagnostic| finding(diagnostic, sources, folder)).collect(),
            counts: JsonCounts {
                errors: report.count(Severity::Error),
                warnings: report.count(Severity::Warning),
                notes: report.count(Severity::Note),
            },
        }
    }

    /// Prints it.
    pub(super) fn print(&self) {
        terminal::say(&serde_json::to_string_pretty(self).expect("strings and numbers are always valid JSON"));
    }
}

fn finding(diagnostic: &Diagnostic, sources: &Sources, folder: &Path) -> JsonFinding {
    let file = diagnostic.span.and_then(|span| Some((sources.get(span.file)?, span)));
    let location = file.map(|(file, span)| file.location(span.start));
    JsonFinding {
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        code: diagnostic.code.0,
        message: diagnostic.message.clone(),
        file: file.map(|(file, _)| shown_path(folder, &file.name)),
        line: location.map(|location| location.line),
        column: location.map(|location| location.column),
        place: diagnostic.place.clone(),
        page: diagnostic.whereabouts.as_ref().and_then(|place| place.page),
        object: diagnostic.whereabouts.as_ref().and_then(|place| place.object),
        regions: diagnostic.whereabouts.iter().flat_map(|place| &place.regions).map(JsonRegion::from).collect(),
        found: diagnostic.whereabouts.as_ref().and_then(|place| place.found.clone()),
        hint: diagnostic.hint.clone(),
    }
}
