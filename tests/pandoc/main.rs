//! Our reading of a manuscript beside Pandoc's: the same blocks and inlines, but for what DIFFERENCES.md lists and argues.
//!
//! Runs where Pandoc is: at RECTO_PANDOC, or in target/validators once tests/validators/install has been run. Tried on
//! every manuscript of the suite and, where RECTO_CORPORA names a folder of whole books, on those.

#![allow(clippy::disallowed_methods, reason = "tests read the suite and the corpora from disk, and start Pandoc")]

mod shape;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use recto::base::{FileError, MemoryWorkspace, Workspace};
use recto::pandoc;
use recto::read::{self, Entry};
use similar::{ChangeTag, TextDiff};

/// Pandoc's Markdown, as far as it is ours: what we read besides CommonMark, and none of what we do not.
const BOOKS: &str = "markdown-smart-auto_identifiers-implicit_header_references-raw_tex-latex_macros-tex_math_single_backslash\
                     -example_lists-abbreviations+lists_without_preceding_blankline+autolink_bare_uris-blank_before_header\
                     -blank_before_blockquote-space_in_atx_header";
/// CommonMark with Pandoc's additions, for texts that were written for GitHub.
const GUIDES: &str = "commonmark_x-smart-auto_identifiers-gfm_auto_identifiers-emoji";

#[test]
#[ignore = "the list of differences is not written yet; run it to see them"]
fn the_suite_reads_like_pandoc() {
    let Some(pandoc) = pandoc_program() else { return };
    let mut found = BTreeMap::new();
    for (name, text) in suite() {
        let workspace = MemoryWorkspace::default().with("a.md", text.clone());
        if let Some(differences) = differences(&workspace, &text, &pandoc, BOOKS) {
            found.insert(name, differences);
        }
    }
    judge("suite", &found);
}

#[test]
#[ignore = "the list of differences is not written yet; run it to see them"]
fn whole_books_read_like_pandoc() {
    let (Some(pandoc), Some(corpora)) = (pandoc_program(), std::env::var_os("RECTO_CORPORA").map(PathBuf::from)) else { return };
    let mut found = BTreeMap::new();
    let mut folders: Vec<PathBuf> =
        fs::read_dir(corpora).expect("RECTO_CORPORA names a folder").flatten().map(|entry| entry.path()).collect();
    folders.sort();
    for folder in folders.iter().filter(|folder| folder.join("book.md").exists()) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(folder.join("book.md")).expect("it is text");
        let format = if name.starts_with("osguide") || name.starts_with("trpl") { GUIDES } else { BOOKS };
        if let Some(differences) = differences(&Folder { folder, text: &text }, &text, &pandoc, format) {
            found.insert(name, differences);
        }
    }
    judge("books", &found);
}

/// Compares what was found with what DIFFERENCES.md lists: `| text | blocks | why |` under the heading of the set.
fn judge(set: &str, found: &BTreeMap<String, Vec<String>>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pandoc/DIFFERENCES.md");
    let list = fs::read_to_string(path).expect("the list is there");
    let section = list.split("\n## ").find(|section| section.lines().next().is_some_and(|line| line.trim() == set)).unwrap_or_default();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| "));
    let listed: BTreeMap<&str, usize> = rows
        .filter_map(|row| {
            let mut cells = row.split(" | ");
            Some((cells.next()?, cells.next()?.trim().parse().ok()?))
        })
        .collect();
    let mut problems = Vec::new();
    for (name, differences) in found {
        let expected = listed.get(name.as_str()).copied().unwrap_or_default();
        if differences.len() != expected {
            let first: Vec<&str> = differences.iter().take(8).map(String::as_str).collect();
            problems.push(format!("{name}: {} differ, {expected} are listed\n{}", differences.len(), first.join("\n")));
        }
    }
    problems
        .extend(listed.keys().filter(|name| !found.contains_key(**name)).map(|name| format!("{name}: listed, but there is no such text")));
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
}

/// The blocks that differ, ours with `-` and Pandoc's with `+`; nothing if we cannot read the text at all.
fn differences(workspace: &dyn Workspace, text: &str, program: &Path, format: &str) -> Option<Vec<String>> {
    let project = read::read(workspace, &Entry::Manuscript("a.md".to_owned())).project?;
    let ours = recto::write::pandoc::document(&project.publication);
    let theirs = pandoc::read(&convert(program, format, text)).expect("Pandoc writes its own format");
    let (ours, theirs) = (shape::lines(&ours), shape::lines(&theirs));
    let (ours, theirs): (Vec<&str>, Vec<&str>) = (ours.iter().map(String::as_str).collect(), theirs.iter().map(String::as_str).collect());
    let diff = TextDiff::from_slices(&ours, &theirs);
    let changes = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
    Some(changes.map(|change| format!("{}{}", if change.tag() == ChangeTag::Delete { "-" } else { "+" }, change.value())).collect())
}

fn convert(program: &Path, format: &str, text: &str) -> String {
    let mut child = Command::new(program)
        .args(["--from", format, "--to", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Pandoc starts");
    let mut input = child.stdin.take().expect("it was asked for");
    let text = text.to_owned();
    // Written from the side: Pandoc may begin to write before it has read everything.
    let writing = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("Pandoc ends");
    writing.join().expect("no panic").expect("Pandoc reads");
    String::from_utf8(output.stdout).expect("JSON is UTF-8")
}

fn pandoc_program() -> Option<PathBuf> {
    let installed = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/validators/pandoc");
    let program = std::env::var_os("RECTO_PANDOC").map_or(installed, PathBuf::from);
    if !program.exists() {
        eprintln!("Pandoc is not installed: run tests/validators/install, or set RECTO_PANDOC");
        return None;
    }
    Some(program)
}

/// A folder of pictures with a manuscript.
struct Folder<'a> {
    folder: &'a Path,
    text: &'a str,
}

impl Workspace for Folder<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        if path == "a.md" { Ok(self.text.as_bytes().to_vec()) } else { fs::read(self.folder.join(path)).map_err(|_| FileError::NotFound) }
    }
}

/// The manuscripts of all cases that have one, with their names.
fn suite() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/read");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).expect("the suite is there").flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "case")) {
        let text = fs::read_to_string(file).expect("it is text");
        for case in text.split("\n=== ") {
            let (name, rest) = case.split_once('\n').unwrap_or((case, ""));
            let Some((_, manuscript)) = rest.split_once("--- manuscript\n") else { continue };
            let end = manuscript.find("\n--- ").map_or(manuscript.len(), |at| at + 1);
            let file = file.file_stem().unwrap_or_default().to_string_lossy();
            cases.push((format!("{file}: {}", name.trim_start_matches("=== ")), manuscript[..end].to_owned()));
        }
    }
    assert!(cases.len() > 50, "the suite has cases");
    cases
}
