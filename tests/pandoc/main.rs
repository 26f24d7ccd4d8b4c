//! Our reading of a manuscript beside Pandoc's: the same blocks and inlines, but for what DIFFERENCES.md lists and argues.
//!
//! Runs where Pandoc is: at RECTO_PANDOC, or in target/validators once tests/validators/install has been run. Tried on
//! every manuscript of the suite and, where RECTO_CORPORA names a folder of whole books, on those. Pandoc takes minutes over
//! a long novel: what it said of a text is kept in the target folder.

#![allow(clippy::disallowed_methods, reason = "tests read the suite and the corpora from disk, and start Pandoc")]

#[path = "../suite/manuscripts.rs"]
mod manuscripts;
mod shape;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use manuscripts::Manuscript;
use recto::base::{FileError, Workspace};
use recto::pandoc;
use recto::read::{self, Entry};
use similar::{ChangeTag, TextDiff};

/// Pandoc's Markdown, as far as it is ours: what we read besides CommonMark, and none of what we do not.
const BOOKS: &str = "markdown-smart-auto_identifiers-implicit_header_references-raw_tex-latex_macros-tex_math_single_backslash\
                     -abbreviations+lists_without_preceding_blankline+autolink_bare_uris-blank_before_header\
                     -blank_before_blockquote-space_in_atx_header+alerts\
                     +east_asian_line_breaks";
/// CommonMark with Pandoc's additions, for texts that were written for GitHub.
const GUIDES: &str = "commonmark_x-smart-gfm_auto_identifiers-emoji+alerts+implicit_figures+east_asian_line_breaks";

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let (pandoc, corpora) = (pandoc_program(), env::var_os("RECTO_CORPORA").map(PathBuf::from));
    if pandoc.is_none() {
        eprintln!("pandoc: ignored, because Pandoc is not installed: run tests/validators/install, or set RECTO_PANDOC");
    }
    if corpora.is_none() {
        eprintln!("pandoc: without whole books, because RECTO_CORPORA names no folder of them");
    }
    let listed = Arc::new(listed());
    let program = Arc::new(pandoc.clone().unwrap_or_default());
    let mut texts = suite();
    texts.extend(corpora.iter().flat_map(|corpora| books(corpora)));
    let mut trials = vec![every_listed_text_is_there(&listed, &texts, corpora.is_some())];
    trials.extend(texts.into_iter().map(|text| {
        let (listed, program) = (Arc::clone(&listed), Arc::clone(&program));
        let name = text.name.clone();
        Trial::test(name.clone(), move || judge(&differences(&text, &program)?, listed.get(&name).copied().unwrap_or_default()))
            .with_ignored_flag(pandoc.is_none())
    }));
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// A row about a text that is gone, or has another name by now, would stand in the list for nothing.
fn every_listed_text_is_there(listed: &BTreeMap<String, usize>, texts: &[Text], has_books: bool) -> Trial {
    let gone = listed.keys().filter(|name| has_books || !name.starts_with("book: "));
    let gone: Vec<String> = gone.filter(|name| !texts.iter().any(|text| text.name == **name)).cloned().collect();
    Trial::test("every listed text is there", move || if gone.is_empty() { Ok(()) } else { Err(format!("gone: {gone:?}").into()) })
}

/// How many blocks differ, by text, as DIFFERENCES.md lists it: `| text | blocks | why |`.
fn listed() -> BTreeMap<String, usize> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pandoc/DIFFERENCES.md");
    let list = fs::read_to_string(path).expect("the list is there");
    let rows = list.lines().filter_map(|line| line.strip_prefix("| "));
    rows.filter_map(|row| {
        let mut cells = row.split(" | ");
        Some((cells.next()?.to_owned(), cells.next()?.trim().parse().ok()?))
    })
    .collect()
}

fn judge(differences: &[String], expected: usize) -> Result<(), Failed> {
    let most = env::var("RECTO_SHOWN").ok().and_then(|most| most.parse().ok()).unwrap_or(16);
    let shown: Vec<&str> = differences.iter().take(most).map(String::as_str).collect();
    if differences.len() == expected {
        return Ok(());
    }
    Err(format!("{} differ, {expected} are listed\n{}", differences.len(), shown.join("\n")).into())
}

/// A manuscript to be read by both.
struct Text {
    name: String,
    text: String,
    /// Where its pictures are; without a folder, every picture is there.
    folder: Option<PathBuf>,
    format: &'static str,
}

impl Text {
    fn is_whole_book(&self) -> bool {
        self.folder.is_some()
    }
}

impl Workspace for Text {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        match &self.folder {
            _ if path == "a.md" || path == "a.json" => Ok(self.text.clone().into_bytes()),
            Some(folder) => fs::read(folder.join(path)).map_err(|_| FileError::NotFound),
            None if path.ends_with(".png") || path.ends_with(".jpg") => Ok(PICTURE.to_vec()),
            None => Err(FileError::NotFound),
        }
    }
}

/// A PNG of one pixel.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\0\0\0\x0aIDAT\x78\x9c\x63\x60\0\0\0\x02\0\x01\x48\xaf\xa4\x71\
    \0\0\0\0IEND\xaeB\x60\x82";

/// The blocks that differ, ours with `-` and Pandoc's with `+`; none if we cannot read the text at all.
fn differences(text: &Text, program: &Path) -> Result<Vec<String>, Failed> {
    let Some(project) = read::read(text, &Entry::Manuscript("a.md".to_owned())).project else { return Ok(Vec::new()) };
    let ours = recto::write::pandoc::document(&project.publication);
    let json = converted(program, text)?;
    let theirs = pandoc::read(&json).map_err(|error| format!("Pandoc's own format is not understood: {error:?}"))?;
    let theirs = if text.is_whole_book() { through_our_door(text, json)? } else { theirs };
    let (ours, theirs) = (shape::lines(&ours), shape::lines(&theirs));
    let (ours, theirs): (Vec<&str>, Vec<&str>) = (ours.iter().map(String::as_str).collect(), theirs.iter().map(String::as_str).collect());
    let diff = TextDiff::from_slices(&ours, &theirs);
    let changes = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
    Ok(changes.map(|change| format!("{}{}", if change.tag() == ChangeTag::Delete { "-" } else { "+" }, change.value())).collect())
}

/// A whole book as Pandoc read it, read by us and written again: what is a chapter, where links lead and what HTML means is
/// then our own doing on both sides, and what differs is how the Markdown was read.
fn through_our_door(text: &Text, json: String) -> Result<pandoc::Document, Failed> {
    let book = Text { text: json, folder: text.folder.clone(), name: text.name.clone(), format: text.format };
    let project = read::read(&book, &Entry::Manuscript("a.json".to_owned())).project.ok_or("what Pandoc wrote cannot be read")?;
    Ok(recto::write::pandoc::document(&project.publication))
}

/// What Pandoc makes of a text, if need be by asking it.
fn converted(program: &Path, text: &Text) -> Result<String, Failed> {
    let mut hasher = DefaultHasher::new();
    (text.format, &text.text).hash(&mut hasher);
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("pandoc-{:016x}.json", hasher.finish()));
    if let Ok(json) = fs::read_to_string(&kept) {
        return Ok(json);
    }
    let json = convert(program, text)?;
    // Written beside and moved, since another run may read it at this moment.
    let beside = kept.with_extension(std::process::id().to_string());
    fs::write(&beside, &json).and_then(|()| fs::rename(&beside, &kept)).map_err(|error| format!("{}: {error}", kept.display()))?;
    Ok(json)
}

fn convert(program: &Path, text: &Text) -> Result<String, Failed> {
    let mut child = Command::new(program)
        .args(["--from", text.format, "--to", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("Pandoc does not start: {error}"))?;
    let mut input = child.stdin.take().expect("it was asked for");
    let words = text.text.clone();
    // Written from the side: Pandoc may begin to write before it has read everything.
    let writing = std::thread::spawn(move || input.write_all(words.as_bytes()));
    let output = child.wait_with_output().map_err(|error| format!("Pandoc does not end: {error}"))?;
    let written = writing.join().expect("no panic");
    if !output.status.success() || written.is_err() {
        return Err(format!("Pandoc says: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(String::from_utf8(output.stdout).expect("JSON is UTF-8"))
}

fn pandoc_program() -> Option<PathBuf> {
    let installed = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/validators/pandoc");
    Some(env::var_os("RECTO_PANDOC").map_or(installed, PathBuf::from)).filter(|program| program.exists())
}

/// The whole books of a folder: one folder each, with a `book.md`.
fn books(corpora: &Path) -> Vec<Text> {
    let mut folders: Vec<PathBuf> = fs::read_dir(corpora).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    folders.sort();
    let book = |folder: PathBuf| {
        let text = fs::read_to_string(folder.join("book.md")).ok()?;
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let format = if name.starts_with("osguide") || name.starts_with("trpl") { GUIDES } else { BOOKS };
        let text = without_tags(&text);
        Some(Text { name: format!("book: {name}"), text, folder: Some(folder), format })
    };
    folders.into_iter().filter_map(book).collect()
}

/// A text without the tags and comments of HTML, which Pandoc keeps as they are and we read for what they mean: the cases of
/// the suite tell of that.
fn without_tags(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        left.push_str(before);
        let name = tag[1..].trim_start_matches('/');
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        let follows = tag[1..].trim_start_matches('/')[name.len()..].starts_with(['>', ' ', '/', '\n']);
        let end = if tag.starts_with("<!--") { tag.find("-->").map(|at| at + 3) } else { tag.find('>').map(|at| at + 1) };
        match end.filter(|_| tag.starts_with("<!--") || (name.starts_with(|c: char| c.is_ascii_alphabetic()) && follows)) {
            Some(end) => rest = &tag[end..],
            None => {
                left.push('<');
                rest = &tag[1..];
            }
        }
    }
    left.push_str(rest);
    left
}

/// The manuscripts of all cases that have one.
fn suite() -> Vec<Text> {
    let text = |case: Manuscript| Text { name: format!("{}: {}", case.file, case.name), text: case.text, folder: None, format: BOOKS };
    manuscripts::all().into_iter().map(text).collect()
}
