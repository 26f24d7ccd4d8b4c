//! The report in SARIF 2.1.0, the form in which build servers and editors read findings of any tool.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::check::CheckedFile;
use super::json::JsonRegion;
use crate::base::{Diagnostic, Severity};
use crate::pipeline::{self, ManualEntry};

/// The report on some files, as one JSON object.
pub(super) fn report<'f>(files: impl Iterator<Item = &'f CheckedFile>) -> String {
    let files: Vec<&CheckedFile> = files.collect();
    let manual = pipeline::manual();
    let mut rules = Rules { manual: &manual, listed: Vec::new(), numbers: BTreeMap::new() };
    let results: Vec<Value> = files
        .iter()
        .enumerate()
        .flat_map(|(index, file)| file.checked.report.diagnostics.iter().map(move |finding| (index, *file, finding)))
        .map(|(index, file, finding)| result(index, file, finding, rules.number(finding.code.0)))
        .collect();
    let run = json!({
        "tool": {"driver": {"name": "recto", "version": env!("CARGO_PKG_VERSION"), "rules": rules.listed}},
        "invocations": [{"executionSuccessful": !files.iter().any(|file| file.checked.impossible)}],
        "artifacts": files.iter().map(|file| json!({"location": {"uri": uri(&file.path)}, "length": file.size})).collect::<Vec<_>>(),
        "results": results,
        "columnKind": "unicodeCodePoints",
        "properties": {
            "checked": files.iter().map(|file| json!({"path": file.path.display().to_string(), "lines": file.checked.lines,
                "not_checked": file.checked.not_checked})).collect::<Vec<_>>(),
        },
    });
    let log = json!({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]});
    serde_json::to_string_pretty(&log).expect("strings and numbers are always valid JSON")
}

/// The rules that found something, each listed once.
struct Rules<'m> {
    manual: &'m [ManualEntry],
    listed: Vec<Value>,
    numbers: BTreeMap<&'static str, usize>,
}

impl Rules<'_> {
    /// The number of a rule among the listed; it is listed if it was not.
    fn number(&mut self, code: &'static str) -> usize {
        if let Some(&number) = self.numbers.get(code) {
            return number;
        }
        let entry = self.manual.iter().find(|entry| entry.rule.code == code);
        self.listed.push(match entry {
            Some(ManualEntry { essay, .. }) => json!({
                "id": code,
                "shortDescription": {"text": essay.heading},
                "fullDescription": {"text": essay.paragraphs.join("\n\n")},
                "help": {"text": format!("How to mend it: {}\n\nSource: {}", essay.remedy, essay.source)},
            }),
            None => json!({"id": code}),
        });
        self.numbers.insert(code, self.listed.len() - 1);
        self.listed.len() - 1
    }
}

fn result(index: usize, file: &CheckedFile, finding: &Diagnostic, rule: usize) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let whereabouts = finding.whereabouts.clone().unwrap_or_default();
    let mut location = json!({"physicalLocation": {"artifactLocation": {"uri": uri(&file.path), "index": index}}});
    let mut logical = Vec::new();
    logical.extend(whereabouts.page.map(|page| json!({"name": format!("page {page}"), "kind": "page"})));
    logical.extend(whereabouts.object.map(|object| json!({"name": format!("object {object}"), "kind": "object"})));
    if !logical.is_empty() {
        location["logicalLocations"] = Value::Array(logical);
    }
    if let Some(place) = &finding.place {
        location["message"] = json!({"text": place});
    }
    let text = match &finding.hint {
        Some(hint) => format!("{}: {hint}", finding.message),
        None => finding.message.clone(),
    };
    json!({
        "ruleId": finding.code.0,
        "ruleIndex": rule,
        "level": level,
        "message": {"text": text},
        "locations": [location],
        "properties": {
            "page": whereabouts.page,
            "object": whereabouts.object,
            "found": whereabouts.found,
            "regions": whereabouts.regions.iter().map(JsonRegion::from).collect::<Vec<_>>(),
        },
    })
}

/// A path as a relative or `file:` reference: what a URI may not hold is written as `%` and two digits (RFC 3986).
fn uri(path: &Path) -> String {
    let text = path.display().to_string();
    let mut uri = if path.is_absolute() { "file://".to_owned() } else { String::new() };
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri += &format!("%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri(Path::new("out/a b#1.pdf")), "out/a%20b%231.pdf");
        assert_eq!(uri(Path::new("C:x.pdf")), "C%3Ax.pdf");
    }
}
