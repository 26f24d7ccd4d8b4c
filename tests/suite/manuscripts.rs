//! The manuscripts of the suite, for tests that try them in other ways than the suite does.

use std::fs;
use std::path::{Path, PathBuf};

/// A case that has a manuscript.
pub struct Manuscript {
    /// The file it stands in, without its ending.
    pub file: String,
    /// Its name.
    pub name: String,
    /// The manuscript.
    pub text: String,
}

/// The manuscripts of all cases about reading, in the order of the files.
pub fn all() -> Vec<Manuscript> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/read");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).expect("the suite is there").flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut manuscripts = Vec::new();
    for path in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "case")) {
        let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for case in fs::read_to_string(path).expect("it is text").split("\n=== ") {
            let (name, rest) = case.split_once('\n').unwrap_or((case, ""));
            let Some((_, text)) = rest.split_once("--- manuscript\n") else { continue };
            let end = text.find("\n--- ").map_or(text.len(), |at| at + 1);
            let name = name.trim_start_matches("=== ").to_owned();
            manuscripts.push(Manuscript { file: file.clone(), name, text: text[..end].to_owned() });
        }
    }
    assert!(manuscripts.len() > 50, "the suite has cases");
    manuscripts
}
