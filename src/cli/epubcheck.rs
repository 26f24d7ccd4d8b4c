//! EPUBCheck, the validator of the W3C, where it is installed.

#![expect(clippy::disallowed_methods, reason = "another program is looked for and run here")]

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use serde::Deserialize;

use super::terminal;
use crate::base::{Code, Diagnostic, Severity};
use crate::pipeline::Checked;

/// Longer than the largest honest book takes.
const PATIENCE: Duration = Duration::from_secs(300);

/// A way to run EPUBCheck.
#[derive(Debug)]
pub(super) struct EpubCheck {
    program: PathBuf,
    arguments: Vec<PathBuf>,
    /// Whether somebody asked for it by name: then it must run.
    named: bool,
}

/// What EPUBCheck writes with `--json`, as far as we read it.
#[derive(Debug, Deserialize)]
struct Assessment {
    messages: Vec<Message>,
    checker: Checker,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Checker {
    checker_version: String,
}

#[derive(Debug, Deserialize)]
struct Message {
    #[serde(rename = "ID")]
    id: String,
    severity: String,
    message: String,
    #[serde(default)]
    suggestion: Option<String>,
    #[serde(default)]
    locations: Vec<Place>,
}

#[derive(Debug, Deserialize)]
struct Place {
    path: String,
    line: i64,
    column: i64,
}

impl EpubCheck {
    /// Where `RECTO_EPUBCHECK` says, or `epubcheck` on the `PATH`.
    pub(super) fn find() -> Option<Self> {
        match terminal::environment("RECTO_EPUBCHECK").filter(|named| !named.is_empty()) {
            Some(named) if named.to_ascii_lowercase().ends_with(".jar") => {
                // A check is short: starting fast matters more than running fast.
                let options = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar"].map(PathBuf::from);
                Some(Self {
                    program: PathBuf::from("java"),
                    arguments: options.into_iter().chain([PathBuf::from(named)]).collect(),
                    named: true,
                })
            }
            Some(named) => Some(Self { program: PathBuf::from(named), arguments: Vec::new(), named: true }),
            None => Some(Self { program: on_path("epubcheck")?, arguments: Vec::new(), named: false }),
        }
    }

    /// Adds what EPUBCheck finds in a file.
    pub(super) fn check(&self, file: &Path, checked: &mut Checked) {
        match self.assess(file) {
            Ok(assessment) => {
                let mut wanting = false;
                for diagnostic in assessment.messages.iter().filter_map(|message| diagnostic(message, file)) {
                    wanting |= diagnostic.severity == Severity::Error;
                    checked.report.add(diagnostic);
                }
                let verdict = if wanting { "violations found" } else { "no errors" };
                checked.lines.push(format!("EPUBCheck {}: {verdict}", assessment.checker.checker_version));
            }
            Err(why) => {
                let words = format!("EPUBCheck: {} {why}", self.program.display());
                if self.named {
                    let hint = "RECTO_EPUBCHECK names it: correct the path, or take the variable away";
                    checked.report.add(Diagnostic::error(Code("epubcheck-failed"), words.clone()).hint(hint));
                }
                checked.not_checked.push(words);
            }
        }
    }

    fn assess(&self, file: &Path) -> Result<Assessment, String> {
        let folder = tempfile::tempdir().map_err(|error| format!("has no place for its report: {error}"))?;
        let report = folder.path().join("report.json");
        // Its name is made whole, so that no file name is taken for an option.
        let file = fs::canonicalize(file).map_err(|error| format!("cannot find the file: {error}"))?;
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).arg(file).arg("--json").arg(&report);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let status = ended(&mut command).map_err(|error| format!("does not run: {error}"))?;
        let bytes = fs::read(&report).map_err(|_| format!("ended with {status} and wrote no report"))?;
        serde_json::from_slice(&bytes).map_err(|error| format!("wrote a report that is none: {error}"))
    }
}

/// Runs a program to its end, or ends it when patience does.
fn ended(command: &mut Command) -> io::Result<ExitStatus> {
    let mut child = command.spawn()?;
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if begun.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            return Err(io::Error::new(io::ErrorKind::TimedOut, format!("it was still at work after {} s", PATIENCE.as_secs())));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn on_path(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
}

fn diagnostic(message: &Message, file: &Path) -> Option<Diagnostic> {
    let words = format!("{}: {}", message.id, message.message.trim_end_matches('.'));
    let diagnostic = match message.severity.as_str() {
        "FATAL" | "ERROR" => Diagnostic::error(Code("epubcheck"), words),
        "WARNING" => Diagnostic::warning(Code("epubcheck"), words),
        _ => return None,
    };
    let inside = message.locations.first().map(|place| match (place.line, place.column) {
        (1.., 1..) => format!(", {}:{}:{}", place.path, place.line, place.column),
        _ => format!(", {}", place.path),
    });
    let diagnostic = diagnostic.on(format!("{}{}", file.display(), inside.unwrap_or_default()));
    Some(match message.suggestion.as_deref().filter(|hint| !hint.is_empty()) {
        Some(hint) => diagnostic.hint(hint),
        None => diagnostic,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_become_findings_with_their_places() {
        let json = r#"{"messages":[{"ID":"RSC-005","severity":"ERROR","message":"Error while parsing file.","suggestion":null,
            "locations":[{"path":"EPUB/a.xhtml","line":7,"column":3,"context":null}]},
            {"ID":"ACC-007","severity":"USAGE","message":"no","suggestion":null,"locations":[]}],
            "checker":{"checkerVersion":"5.3.0"}}"#;
        let assessment: Assessment = serde_json::from_str(json).expect("this is how EPUBCheck writes it");
        let found: Vec<_> = assessment.messages.iter().filter_map(|message| diagnostic(message, Path::new("a.epub"))).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "RSC-005: Error while parsing file");
        assert_eq!(found[0].place.as_deref(), Some("a.epub, EPUB/a.xhtml:7:3"));
    }

    #[test]
    fn a_program_that_is_not_there_is_said_not_to_run() {
        let nowhere = EpubCheck { program: PathBuf::from("no-such-program-anywhere"), arguments: Vec::new(), named: true };
        let mut checked = Checked::default();
        nowhere.check(Path::new("Cargo.toml"), &mut checked);
        assert!(checked.lines.is_empty());
        assert!(checked.not_checked[0].contains("does not run"), "{:?}", checked.not_checked);
        assert!(checked.report.has_errors(), "somebody asked for it");
    }
}
