//! How fast finished files are checked, in bytes of file for each second.
//!
//! `cargo bench --bench preflight` prints the times and the rates; compare them with each other in one run.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a benchmark reads the sample from the repository and may stop")]

use std::collections::BTreeSet;
use std::path::Path;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use recto::base::MemoryWorkspace;
use recto::pipeline::{Entry, Order, Output, build};
use recto::preflight::{Profile, check};

fn main() {
    divan::main();
}

/// How many times the sample's first paragraphs stand in the file; 100 make about three hundred pages.
const LENGTHS: [usize; 2] = [10, 100];

/// A file of running text.
fn file(times: usize, output: Output) -> Vec<u8> {
    let manuscript = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("manuscript/article.md")).unwrap();
    let plain = |block: &&str| block.chars().next().is_some_and(char::is_alphabetic) && !block.contains(['[', '{', '!']);
    let text: Vec<&str> = manuscript.split("\n\n").filter(plain).collect();
    let text = vec![text.join("\n\n"); times].join("\n\n");
    let front = "---\ntitle: A long text\nauthor: Nobody\nlanguage: en\ndate: 2026-01-31\n---\n\n";
    let workspace = MemoryWorkspace::default().with("long.md", format!("{front}{text}\n"));
    let order = Order { outputs: BTreeSet::from([output]), theme: None, date: None };
    let built = build(&workspace, &Entry::Manuscript("long.md".to_owned()), &order, &|_| ());
    built.artifacts.into_iter().next().unwrap().bytes
}

fn checking(bencher: Bencher<'_, '_>, bytes: &[u8], profile: Profile) {
    bencher.counter(BytesCount::of_slice(bytes)).bench(|| check("long.pdf", black_box(bytes), Some(profile)));
}

#[divan::bench(args = LENGTHS, max_time = 5)]
fn a_press_file_as_x_4(bencher: Bencher<'_, '_>, times: usize) {
    checking(bencher, &file(times, Output::Press), Profile::X4);
}

#[divan::bench(args = LENGTHS, max_time = 5)]
fn a_reader_file_as_ua_1(bencher: Bencher<'_, '_>, times: usize) {
    checking(bencher, &file(times, Output::Reader), Profile::Ua1);
}
