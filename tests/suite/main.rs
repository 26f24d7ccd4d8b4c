//! The suite of text cases; see README.md beside this file.
#![expect(clippy::disallowed_methods, reason = "cases live in files, and whether to rewrite them is the caller's wish")]

mod case;
mod outline;
mod reading;
mod setting;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use case::{Case, Part};
use libtest_mimic::{Arguments, Failed, Trial};

/// Makes a part of a case's results.
type Make = fn(&Case) -> String;

/// What can be asked of a case: the name of the part, and how it is made.
const KINDS: [(&str, Make); 7] = [
    ("metadata", reading::metadata),
    ("outline", reading::outline),
    ("settings", reading::settings),
    ("lines", setting::lines),
    ("pages", setting::pages),
    ("remarks", setting::remarks),
    ("findings", reading::findings),
];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let bless = std::env::var_os("RECTO_BLESS").is_some();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let mut trials = Vec::new();
    for file in case_files(&folder) {
        let text = fs::read_to_string(&file).expect("a case file is text");
        let cases = case::parse(&text);
        if bless {
            let blessed: String = cases.iter().map(|case| with_results(case).to_string()).collect();
            if blessed != text {
                fs::write(&file, blessed).expect("the suite's folder can be written to");
            }
            continue;
        }
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        trials.extend(cases.into_iter().map(|case| Trial::test(format!("{stem}: {}", case.name), move || check(&case))));
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// All case files below a folder, in the order of their names.
fn case_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the suite's folder can be read") {
            let path = entry.expect("the suite's folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "case") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn check(case: &Case) -> Result<(), Failed> {
    if !case.parts.iter().any(|part| is_result(&part.name)) {
        return Err("the case asks for nothing".into());
    }
    reading::check_spans(case)?;
    let (expected, found) = (case.to_string(), with_results(case).to_string());
    if expected == found {
        return Ok(());
    }
    let difference = similar::TextDiff::from_lines(&expected, &found);
    Err(format!("- expected, + found\n{}", difference.unified_diff().context_radius(3)).into())
}

/// The case with all its results made anew. Findings belong to it even if it does not ask for them.
fn with_results(case: &Case) -> Case {
    let mut made = Case { name: case.name.clone(), parts: Vec::new() };
    for part in case.parts.iter().filter(|part| part.name != "findings") {
        let text = KINDS.iter().find(|(name, _)| *name == part.name).map_or_else(|| part.text.clone(), |(_, make)| make(case));
        made.parts.push(Part { name: part.name.clone(), text });
    }
    let findings = reading::findings(case);
    if !findings.is_empty() {
        made.parts.push(Part { name: "findings".to_owned(), text: findings });
    }
    made
}

fn is_result(name: &str) -> bool {
    KINDS.iter().any(|(kind, _)| *kind == name)
}
