//! How long each stage takes on the sample publication, and on a book-length text of the same sentences.
//!
//! `cargo bench` prints the times; compare them with each other in one run, not with those of another machine.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a benchmark reads the sample from the repository and may stop")]

use std::path::Path;

use divan::{Bencher, black_box};
use recto::base::{MemoryWorkspace, Report};
use recto::font::FontLibrary;
use recto::model::Elements;
use recto::page::Pages;
use recto::read::{Entry, Project, read};
use recto::style::{Styled, Stylesheet, cascade, theme};
use recto::typeset::typeset;
use recto::write::{epub, pdf};

fn main() {
    divan::main();
}

/// How many times the sample's text stands in the manuscript.
const LENGTHS: [usize; 2] = [1, 20];

fn workspace(times: usize) -> MemoryWorkspace {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = |name: &str| std::fs::read(root.join(name)).unwrap();
    let manuscript = String::from_utf8(file("manuscript/article.md")).unwrap();
    let (front, body) = manuscript.split_at(manuscript[3..].find("\n---\n").unwrap() + 8);
    // Notes and ids must stay unique, so only the running text is repeated.
    let plain: Vec<&str> = body.split("\n\n").filter(|block| block.chars().next().is_some_and(char::is_alphabetic)).collect();
    let more = plain.join("\n\n").replace("[^", "[note ");
    let text = std::iter::once(format!("{front}{body}")).chain(std::iter::repeat_n(more, times - 1)).collect::<Vec<_>>().join("\n\n");
    let mut workspace = MemoryWorkspace::default().with("publication.toml", file("publication.toml")).with("manuscript/article.md", text);
    for name in ["manuscript/house.css", "manuscript/cover.png", "manuscript/pictures/a-series.png"] {
        if root.join(name).exists() {
            workspace = workspace.with(name, file(name));
        }
    }
    workspace
}

fn project(times: usize) -> Project {
    read(&workspace(times), &Entry::Project).project.unwrap()
}

fn styled(tree: &Elements) -> Styled {
    let mut report = Report::default();
    let css = theme("magazine").unwrap();
    let sheet = Stylesheet::parse(&[(recto::base::FileId(0), css)], &[], &mut report);
    cascade(&sheet, tree, &mut report)
}

fn pages(project: &Project, fonts: &FontLibrary) -> Pages {
    let tree = Elements::of(&project.publication);
    typeset(&project.publication, &tree, &styled(&tree), fonts).0
}

#[divan::bench(args = LENGTHS)]
fn reading(bencher: Bencher<'_, '_>, times: usize) {
    let workspace = workspace(times);
    bencher.bench(|| read(black_box(&workspace), &Entry::Project));
}

#[divan::bench(args = LENGTHS)]
fn styling(bencher: Bencher<'_, '_>, times: usize) {
    let tree = Elements::of(&project(times).publication);
    bencher.bench(|| styled(black_box(&tree)));
}

#[divan::bench(args = LENGTHS)]
fn typesetting(bencher: Bencher<'_, '_>, times: usize) {
    let project = project(times);
    let tree = Elements::of(&project.publication);
    let (styled, fonts) = (styled(&tree), FontLibrary::bundled());
    bencher.bench(|| typeset(&project.publication, black_box(&tree), &styled, &fonts));
}

#[divan::bench(args = LENGTHS)]
fn writing_the_epub(bencher: Bencher<'_, '_>, times: usize) {
    let project = project(times);
    let tree = Elements::of(&project.publication);
    bencher.bench(|| epub::write(&project.publication, black_box(&tree), "", &[], &epub::Options { undated: "1980-01-01".to_owned() }));
}

#[divan::bench(args = LENGTHS)]
fn writing_the_reader_pdf(bencher: Bencher<'_, '_>, times: usize) {
    let (project, fonts) = (project(times), FontLibrary::bundled());
    let pages = pages(&project, &fonts);
    bencher.bench(|| pdf::write(black_box(&pages), &fonts, &pdf::Profile::reader()));
}

#[divan::bench(args = LENGTHS)]
fn writing_the_press_pdf(bencher: Bencher<'_, '_>, times: usize) {
    let (project, fonts) = (project(times), FontLibrary::bundled());
    let pages = pages(&project, &fonts);
    bencher.bench(|| pdf::write(black_box(&pages), &fonts, &pdf::Profile::press()));
}
