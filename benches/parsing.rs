//! How fast a manuscript is read, in bytes a second, beside the bare Markdown parser on the same text in the same run.
//!
//! Reading should be a small part of a build: at least a third as fast as the parser alone. The texts are the books that
//! `RECTO_CORPORA` names the folder of, and a generated one where there are none.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a benchmark reads books where they are and may stop")]

use std::path::Path;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use pulldown_cmark::{Options, Parser};
use recto::base::MemoryWorkspace;
use recto::read::{Entry, read};

/// That of the program; the bare parser has it, too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// The books; `generated` is made of the sample's sentences.
const TEXTS: [&str; 4] = ["generated", "pride", "moby", "trpl"];

fn text(name: &str) -> Option<String> {
    let corpora = std::env::var_os("RECTO_CORPORA");
    if name != "generated" {
        return std::fs::read_to_string(Path::new(&corpora?).join(name).join("book.md")).ok();
    }
    if corpora.is_some() {
        return None;
    }
    let sample = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("manuscript/article.md")).unwrap();
    // Notes and names must stay unique, so only the running text is repeated.
    let plain: Vec<&str> = sample.split("\n\n").filter(|block| block.starts_with(char::is_alphabetic) && !block.contains("[^")).collect();
    Some(format!("---\ntitle: Generated\nlanguage: en\n---\n\n{}", format!("{}\n\n", plain.join("\n\n")).repeat(100)))
}

#[divan::bench(args = TEXTS)]
fn ours(bencher: Bencher<'_, '_>, name: &str) {
    let Some(text) = text(name) else { return };
    let workspace = MemoryWorkspace::default().with("book.md", text.as_str());
    let bencher = bencher.counter(BytesCount::of_str(&text));
    bencher.bench(|| read(black_box(&workspace), &Entry::Manuscript("book.md".to_owned())));
}

#[divan::bench(args = TEXTS)]
fn bare_parser(bencher: Bencher<'_, '_>, name: &str) {
    let Some(text) = text(name) else { return };
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_DEFINITION_LIST;
    let bencher = bencher.counter(BytesCount::of_str(&text));
    bencher.bench(|| Parser::new_ext(black_box(&text), options).into_offset_iter().count());
}
