//! The same manuscript gives the same bytes: in another folder, at another time, in another time zone, on another number of cores.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests reach files and clock as a user does")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use tempfile::TempDir;

/// Two circumstances that must not be seen in the artifacts.
struct Circumstances {
    folder: &'static str,
    time_zone: &'static str,
    language: &'static str,
    threads: &'static str,
    files_are_old: bool,
}

const HERE: Circumstances = Circumstances { folder: "a", time_zone: "UTC", language: "C", threads: "1", files_are_old: true };
const ELSEWHERE: Circumstances = Circumstances {
    folder: "another place/with a much longer name",
    time_zone: "Pacific/Kiritimati",
    language: "tr_TR.UTF-8",
    threads: "4",
    files_are_old: false,
};

/// ZIP counts time in steps of two seconds: builds closer than this could agree by chance.
const APART: Duration = Duration::from_millis(2100);

#[test]
fn the_sample_is_the_same_everywhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    built_twice(&|project| {
        fs::copy(root.join("publication.toml"), project.join("publication.toml")).expect("the sample has settings");
        copy_folder(&root.join("manuscript"), &project.join("manuscript"));
    });
}

/// Without a date in the manuscript the clock must not step in.
#[test]
fn a_manuscript_without_a_date_is_the_same_everywhere() {
    built_twice(&|project| {
        let manuscript = "---\ntitle: A note\nauthor: N. N.\nlanguage: en\n---\n\nIt has no date.\n\n## A part\n\nAnd two paragraphs.\n";
        fs::create_dir_all(project.join("manuscript")).expect("a folder can be made");
        fs::write(project.join("manuscript/note.md"), manuscript).expect("the note can be written");
        let settings = "kind = \"article\"\nmanuscript = \"manuscript/note.md\"\n";
        fs::write(project.join("publication.toml"), settings).expect("settings can be written");
    });
}

fn built_twice(lay_out: &dyn Fn(&Path)) {
    let scratch = TempDir::new().expect("a scratch folder can be made");
    let started = Instant::now();
    let first = build(scratch.path(), &HERE, lay_out);
    sleep(APART.saturating_sub(started.elapsed()));
    let second = build(scratch.path(), &ELSEWHERE, lay_out);

    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>(), "the builds have different files");
    assert_eq!(first.len(), 3, "an EPUB and two PDFs were expected: {:?}", first.keys());
    for ((name, first), second) in first.iter().zip(second.values()) {
        assert!(first == second, "{name} differs from byte {}:\n{}\n{}", parting(first, second), near(first, second), near(second, first));
    }
}

fn build(scratch: &Path, circumstances: &Circumstances, lay_out: &dyn Fn(&Path)) -> BTreeMap<String, Vec<u8>> {
    let project = scratch.join(circumstances.folder);
    fs::create_dir_all(&project).expect("the project folder can be made");
    lay_out(&project);
    if circumstances.files_are_old {
        age(&project);
    }
    let out = project.join("out");
    let done = Command::new(env!("CARGO_BIN_EXE_recto"))
        .arg("build")
        .arg(&project)
        .arg("--out")
        .arg(&out)
        .current_dir(&project)
        .env_remove("SOURCE_DATE_EPOCH")
        .env("TZ", circumstances.time_zone)
        .env("LC_ALL", circumstances.language)
        .env("RAYON_NUM_THREADS", circumstances.threads)
        .output()
        .expect("recto starts");
    assert!(done.status.success(), "recto ended with {}\n{}", done.status, String::from_utf8_lossy(&done.stderr));
    let entries = fs::read_dir(&out).expect("recto made the output folder").flatten();
    entries
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("an artifact is a file")))
        .collect()
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the sample can be listed").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}

/// Makes every file of a project look as if it had been written long ago.
fn age(folder: &Path) {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for entry in fs::read_dir(folder).expect("the project can be listed").flatten() {
        if entry.path().is_dir() {
            age(&entry.path());
        } else {
            let file = File::options().append(true).open(entry.path()).expect("a file can be opened");
            file.set_modified(long_ago).expect("a file's time can be set");
        }
    }
}

fn parting(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).position(|(a, b)| a != b).unwrap_or(one.len().min(other.len()))
}

/// What `one` says where it parts from `other`.
fn near(one: &[u8], other: &[u8]) -> String {
    let at = parting(one, other);
    String::from_utf8_lossy(&one[at.saturating_sub(40)..(at + 40).min(one.len())]).escape_debug().to_string()
}
