//! The normal form of a manuscript: reading it back gives the same publication, and writing that gives the same text.
//!
//! Tried on publications made of numbers, on every manuscript of the suite, and, where RECTO_CORPORA names a folder of
//! whole books (one folder each, with a `book.md`), on those.

#![allow(clippy::disallowed_methods, reason = "tests read the suite and the corpora from disk")]

mod generate;
#[path = "../suite/manuscripts.rs"]
mod manuscripts;
mod projects;
mod same;

use std::fs;
use std::path::{Path, PathBuf};

use manuscripts::Manuscript;
use recto::base::{FileError, MemoryWorkspace, Severity, Workspace};
use recto::model::Publication;
use recto::read::{self, Entry};
use recto::write::markdown;
use same::{bare, shown};
use similar::TextDiff;

#[test]
fn publications_of_any_shape_come_back() {
    let seeds = std::env::var("RECTO_SEEDS").ok().and_then(|count| count.parse().ok()).unwrap_or(400);
    let failures: Vec<String> = (0..seeds)
        .filter_map(|seed| {
            let piece = generate::Maker::new(seed).article();
            let made = Publication::of(piece.metadata.clone(), vec![piece]);
            let text = markdown::publication(&made);
            let Some((read, _)) = read_text(&MemoryWorkspace::default().with("a.md", text.clone())) else {
                return Some(format!("seed {seed} cannot be read:\n{text}"));
            };
            difference(&bare(made), &bare(read)).map(|difference| format!("seed {seed}:\n{text}\n{difference}"))
        })
        .collect();
    assert!(
        failures.is_empty(),
        "{} of {seeds} differ\n{}",
        failures.len(),
        failures.iter().take(3).cloned().collect::<Vec<_>>().join("\n")
    );
}

/// What Markdown cannot say, by the name of the case, and why; the test fails when it can.
const UNSPEAKABLE: [(&str, &str); 2] = [
    ("html, a table", "a cell stands otherwise than its column"),
    ("html, lists, definitions, details, quotes, headings and code", "a list that begins with c stands in a tight one"),
];

#[test]
fn manuscripts_of_the_suite_come_back() {
    let mut failures = Vec::new();
    for Manuscript { file, name, text } in manuscripts::all() {
        let name = format!("{file}, {name}");
        let Some((first, _)) = read_text(&MemoryWorkspace::default().with("a.md", text)) else { continue };
        let why = trip(&first, |text| read_text(&MemoryWorkspace::default().with("a.md", text)));
        match (why, UNSPEAKABLE.iter().any(|(case, _)| *case == name)) {
            (Some(why), false) => failures.push(format!("{name}: {why}")),
            (None, true) => failures.push(format!("{name}: comes back, although it is said that it cannot")),
            _ => {}
        }
    }
    assert!(failures.is_empty(), "{} differ\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn whole_books_come_back() {
    let Some(corpora) = std::env::var_os("RECTO_CORPORA").map(PathBuf::from) else { return };
    let mut failures = Vec::new();
    let mut folders: Vec<PathBuf> =
        fs::read_dir(corpora).expect("RECTO_CORPORA names a folder").flatten().map(|entry| entry.path()).collect();
    folders.sort();
    for folder in folders.iter().filter(|folder| folder.join("book.md").exists()) {
        let text = fs::read_to_string(folder.join("book.md")).expect("it is text");
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        match read_text(&Folder { folder, text }) {
            Some((first, _)) => {
                let again = trip(&first, |text| read_text(&Folder { folder, text }));
                failures.extend(again.map(|why| format!("{name}: {why}")));
            }
            None => failures.push(format!("{name} cannot be read")),
        }
    }
    assert!(failures.is_empty(), "{} differ\n{}", failures.len(), failures.join("\n"));
}

/// What is wrong with writing a publication down and reading it back, if anything is.
fn trip(first: &Publication, read: impl Fn(String) -> Option<(Publication, usize)>) -> Option<String> {
    let text = markdown::publication(first);
    let Some((second, _)) = read(text.clone()) else { return Some(format!("the normal form cannot be read\n{text}")) };
    if let Some(difference) = difference(&bare(first.clone()), &bare(second.clone())) {
        return Some(difference.to_string());
    }
    let again = markdown::publication(&second);
    (again != text).then(|| format!("the second text is another\n{}", diff(&text, &again)))
}

fn difference(one: &Publication, other: &Publication) -> Option<String> {
    let (one, other) = (shown(one), shown(other));
    (one != other).then(|| diff(&one, &other))
}

fn diff(one: &str, other: &str) -> String {
    let diff = TextDiff::from_lines(one, other).unified_diff().context_radius(0).to_string();
    diff.lines().take(24).collect::<Vec<_>>().join("\n")
}

/// The publication and how many errors were found, if there is anything at all.
fn read_text(workspace: &dyn Workspace) -> Option<(Publication, usize)> {
    let reading = read::read(workspace, &Entry::Manuscript("a.md".to_owned()));
    let errors = reading.report.count(Severity::Error);
    reading.project.map(|project| (project.publication, errors))
}

/// A folder of pictures with a manuscript that is not in it.
struct Folder<'a> {
    folder: &'a Path,
    text: String,
}

impl Workspace for Folder<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        if path == "a.md" { Ok(self.text.clone().into_bytes()) } else { fs::read(self.folder.join(path)).map_err(|_| FileError::NotFound) }
    }
}
