//! No word of HTML is lost, however its tags are nested, set in, left open or put where they do not belong.

#![allow(clippy::disallowed_methods, reason = "tests reach the environment as a user does")]

use recto::base::MemoryWorkspace;
use recto::model::{Block, BlockKind, Inline, InlineKind, Part};
use recto::read::{self, Entry};

const BLOCKS: [&str; 24] = [
    "div",
    "p",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "details",
    "summary",
    "figure",
    "figcaption",
    "section",
    "h3",
    "caption",
    "pre",
    "center",
];
const LINES: [&str; 8] = ["b", "i", "kbd", "span", "a href=\"https://example.org\"", "sup", "code", "q"];

struct Maker {
    random: u64,
    html: String,
    words: Vec<String>,
}

impl Maker {
    /// A number below `most` (xorshift64*).
    fn below(&mut self, most: usize) -> usize {
        self.random ^= self.random >> 12;
        self.random ^= self.random << 25;
        self.random ^= self.random >> 27;
        (self.random.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % most
    }

    fn word(&mut self) {
        let word = format!("w{}w", self.words.len());
        self.html.push_str(&word);
        self.words.push(word);
    }

    fn line_end(&mut self, depth: usize) {
        let ends = ["\n", "\n", "\n\n", "", " ", "\n\t", "\n\n\n"];
        let end = ends[self.below(ends.len())];
        self.html.push_str(end);
        if end.ends_with('\n') && self.below(2) == 0 {
            let spaces = 2 * depth + self.below(3);
            self.html.push_str(&" ".repeat(spaces));
        }
    }

    fn element(&mut self, depth: usize) {
        let name = BLOCKS[self.below(BLOCKS.len())];
        self.html.push_str(&format!("<{name}>"));
        for _ in 0..self.below(4) {
            self.line_end(depth);
            match self.below(if depth > 5 { 2 } else { 5 }) {
                0 => self.word(),
                1 => self.line(),
                _ => self.element(depth + 1),
            }
        }
        self.line_end(depth);
        if self.below(8) > 0 {
            self.html.push_str(&format!("</{name}>"));
        }
        self.line_end(depth);
    }

    fn line(&mut self) {
        let name = LINES[self.below(LINES.len())];
        self.word();
        self.html.push_str(&format!(" <{name}>"));
        self.word();
        self.html.push_str(&format!("</{}> ", name.split(' ').next().unwrap_or_default()));
        self.word();
    }
}

/// All words of blocks, one after the other.
fn words(blocks: &[Block], found: &mut String) {
    fn line(inlines: &[Inline], found: &mut String) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => found.push_str(text),
                kind => kind.content().into_iter().for_each(|content| line(content, found)),
            }
        }
    }
    for block in blocks {
        if let BlockKind::Code { text, .. } = &block.kind {
            found.push_str(text);
        }
        block.each_part(&mut |part| match part {
            Part::Blocks(blocks) => words(blocks, found),
            Part::Line(content) => line(content, found),
        });
        found.push('\n');
    }
}

#[test]
fn every_word_of_html_comes_through() {
    let seeds = std::env::var("RECTO_SEEDS").ok().and_then(|count| count.parse().ok()).unwrap_or(600);
    let mut failures = Vec::new();
    for seed in 0..seeds {
        let mut maker =
            Maker { random: (seed as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1, html: "Before.\n\n".to_owned(), words: Vec::new() };
        for _ in 0..3 {
            maker.element(0);
            maker.html.push_str("\n\n");
        }
        let text = format!("---\ntitle: T\nlanguage: en\n---\n\n{}", maker.html);
        let reading = read::read(&MemoryWorkspace::default().with("a.md", text), &Entry::Manuscript("a.md".to_owned()));
        let mut found = String::new();
        for piece in reading.project.iter().flat_map(|project| &project.publication.pieces) {
            words(&piece.standfirst, &mut found);
            words(&piece.body, &mut found);
            found.push_str(&piece.metadata.title);
        }
        let lost: Vec<&String> = maker.words.iter().filter(|word| !found.contains(word.as_str())).collect();
        if !lost.is_empty() {
            failures.push(format!("seed {seed} lost {lost:?}\n{}", maker.html));
        }
    }
    failures.sort_by_key(String::len);
    assert!(
        failures.is_empty(),
        "{} of {seeds} lose words\n{}",
        failures.len(),
        failures.iter().take(4).cloned().collect::<Vec<_>>().join("\n")
    );
}
