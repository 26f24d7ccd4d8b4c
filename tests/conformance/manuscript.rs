//! A manuscript as its author sees it: the words of the main text in their order, and the pieces that a page may move.
//!
//! A reading of its own, line by line and without a Markdown parser, so that a fault in ours cannot hide here. It knows the
//! forms that our two manuscripts use.

use std::collections::{BTreeMap, BTreeSet};

use crate::judges::Verdict;
use crate::words;

/// What must be found in every artifact.
#[derive(Debug, Default)]
pub(crate) struct Manuscript {
    /// Headings, paragraphs, list items, bio and disclaimer, one by one.
    main: Vec<Vec<String>>,
    /// Pull quotes, captions, credits, notes and table cells: each whole, wherever the page has room.
    displaced: Vec<Vec<String>>,
    /// Title, standfirst, authors: each whole, as often as the furniture repeats them.
    head: Vec<Vec<String>>,
    /// Words that an artifact may add: the front matter's and the project's, and what the program itself writes.
    furniture: BTreeSet<String>,
    /// Main and displaced words as they follow each other in the file.
    in_file_order: Vec<String>,
}

/// What the program may write of its own: the byline's, headings of bio and disclaimer, labels.
const OWN_WORDS: &str = "by about the author authors disclaimer note notes contents cover";

/// Keys of the front matter whose value a reader sees.
const SHOWN_KEYS: [&str; 5] = ["title", "subtitle", "kicker", "standfirst", "author"];

impl Manuscript {
    /// Reads a Markdown manuscript; `settings` is the text of its publication.toml.
    pub(crate) fn read(markdown: &str, settings: &str) -> Self {
        let mut manuscript = Self::default();
        manuscript.furniture.extend(words::of(OWN_WORDS));
        manuscript.furniture.extend(words::of(settings));
        let body = match markdown.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
            Some((front, body)) => {
                manuscript.front_matter(front);
                body
            }
            None => markdown,
        };
        manuscript.body(body);
        manuscript
    }

    /// The words of the body as they stand in the file.
    pub(crate) fn all_words(&self) -> Vec<String> {
        self.in_file_order.clone()
    }

    /// Whether `text`, taken from an artifact, has every word once, the main text in order, and nothing but furniture besides.
    pub(crate) fn compare(&self, text: &str) -> Verdict {
        let known = self.main.iter().chain(&self.displaced).chain(&self.head).flatten().cloned().collect();
        let found = words::of_pages(text, &known);
        for piece in self.head.iter().chain(&self.displaced) {
            if words::find(&found, piece).is_none() {
                return Err(format!("not found in one piece: {}", piece.join(" ")));
            }
        }
        words::in_order(&self.main.concat(), &found)?;
        let present = words::counted(&found);
        let expected = words::counted(self.main.iter().chain(&self.displaced).flatten());
        let count = |counts: &BTreeMap<&str, usize>, word: &str| counts.get(word).copied().unwrap_or(0);
        let lost: Vec<_> = expected.keys().filter(|word| count(&present, word) < count(&expected, word)).collect();
        if !lost.is_empty() {
            return Err(format!("fewer times than in the manuscript: {lost:?}"));
        }
        let may_repeat = |word: &str| self.furniture.contains(word) || word.chars().all(|c| c.is_ascii_digit());
        let added: Vec<_> = present.keys().filter(|word| !may_repeat(word) && count(&present, word) > count(&expected, word)).collect();
        if added.is_empty() { Ok(()) } else { Err(format!("more times than in the manuscript: {added:?}")) }
    }

    /// Whether `tagged`, the text of a PDF by its tags, has every piece whole and the main text in order.
    pub(crate) fn compare_tags(&self, tagged: &str) -> Verdict {
        // The mark of a note stands in the middle of a sentence.
        let without_numbers =
            |words: &[String]| -> Vec<String> { words.iter().filter(|word| !word.chars().all(|c| c.is_ascii_digit())).cloned().collect() };
        let found = without_numbers(&words::of(tagged));
        let mut from = 0;
        for piece in self.main.iter().map(|piece| without_numbers(piece)).filter(|piece| !piece.is_empty()) {
            let at = words::find(&found[from..], &piece).ok_or_else(|| format!("not whole or not in order: {}", piece.join(" ")))?;
            from += at + piece.len();
        }
        let lost = self.displaced.iter().find(|piece| words::find(&found, &without_numbers(piece)).is_none());
        lost.map_or(Ok(()), |piece| Err(format!("not whole: {}", piece.join(" "))))
    }

    fn front_matter(&mut self, front: &str) {
        self.furniture.extend(words::of(front));
        let mut current = "";
        for line in front.lines().filter(|line| !line.starts_with('#')) {
            let (key, value) = line.split_once(':').unwrap_or(("", line));
            let starts_value = !key.is_empty() && !key.starts_with([' ', '-']);
            if starts_value {
                current = key;
            }
            if !SHOWN_KEYS.contains(&current) {
                continue;
            }
            let author_detail = current == "author" && !starts_value && !key.is_empty();
            if author_detail && !key.ends_with("name") {
                continue; // sorting name or role
            }
            if starts_value || current == "author" {
                self.head.push(Vec::new());
            }
            let text = if starts_value || author_detail { value } else { line };
            self.head.last_mut().into_iter().for_each(|piece| piece.extend(words::of(text)));
        }
        self.head.retain(|piece| !piece.is_empty());
    }

    fn body(&mut self, body: &str) {
        let mut divs: Vec<bool> = Vec::new();
        let mut joins_last_piece = false;
        for line in body.lines() {
            let line = line.trim();
            if let Some(opening) = line.strip_prefix(":::") {
                let name = opening.trim_matches([':', ' ']);
                if name.is_empty() {
                    divs.pop();
                } else {
                    divs.push(name.contains("pullquote"));
                    self.displaced_piece(attribute(name, "attribution").unwrap_or_default());
                }
                joins_last_piece = false;
            } else if line.is_empty() {
                joins_last_piece = false;
            } else if let Some((_, note)) = line.strip_prefix("[^").and_then(|rest| rest.split_once("]:")) {
                self.displaced_piece(note);
                joins_last_piece = true;
            } else if let Some((caption, rest)) = line.strip_prefix("![").and_then(|rest| rest.split_once("](")) {
                self.displaced_piece(caption);
                self.displaced_piece(attribute(rest, "credit").unwrap_or_default());
            } else if line.starts_with('|') {
                let rule = line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
                line.split('|').filter(|_| !rule).for_each(|cell| self.displaced_piece(cell));
            } else if let Some(caption) = line.strip_prefix("Table: ").or_else(|| line.strip_prefix(": ")) {
                self.displaced_piece(caption);
                joins_last_piece = true;
            } else if joins_last_piece {
                let more = words::of(&without_markup(line));
                self.in_file_order.extend(more.iter().cloned());
                self.displaced.last_mut().into_iter().for_each(|piece| piece.extend(more.iter().cloned()));
            } else if divs.contains(&true) {
                self.displaced_piece(line);
                joins_last_piece = true;
            } else {
                let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
                let text = numbered.strip_prefix(". ").unwrap_or(line);
                let words = words::of(&without_markup(text));
                self.in_file_order.extend(words.iter().cloned());
                self.main.push(words);
            }
        }
    }

    fn displaced_piece(&mut self, text: &str) {
        let words = words::of(&without_markup(text));
        if !words.is_empty() {
            self.in_file_order.extend(words.iter().cloned());
            self.displaced.push(words);
        }
    }
}

/// The value of `key="..."` among attributes.
fn attribute<'t>(attributes: &'t str, key: &str) -> Option<&'t str> {
    let (_, value) = attributes.split_once(&format!("{key}=\""))?;
    value.split('"').next()
}

/// Inline text without links' addresses, attributes, note references and marks of emphasis.
fn without_markup(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = match c {
            '[' if rest.starts_with("[^") => rest.find(']').map(|end| end + 1),
            ']' if rest.starts_with("](") => rest.find(')').map(|end| end + 1),
            '{' => rest.find('}').map(|end| end + 1),
            '*' | '_' | '~' | '^' | '`' | '\\' | '[' | ']' => Some(1),
            _ => None,
        };
        if skipped.is_none() {
            plain.push(c);
        }
        rest = &rest[skipped.unwrap_or(c.len_utf8())..];
    }
    plain
}
