//! Places in the files a person wrote, so that every finding can point at one.

use std::sync::{Arc, OnceLock};

/// A file of the project, as a number into [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A stretch of a source file, in bytes from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte; not before `start`.
    pub end: u32,
}

impl Span {
    /// The stretch from `start` up to `end`. Offsets past 4 GiB are cut there.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { file, start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The smallest stretch that covers both; both must be of one file.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A source file's name and text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its path as the user would write it, relative to the project folder.
    pub name: String,
    /// Its text.
    pub text: Arc<String>,
    /// The byte offset at which each line starts; counted when somebody asks, since most texts are without a fault.
    lines: OnceLock<Vec<u32>>,
}

/// A line and column as editors count them, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

impl SourceFile {
    /// Where a byte offset lies. Offsets past the end give the end.
    pub fn location(&self, offset: u32) -> Location {
        let lines = self.lines.get_or_init(|| line_starts(&self.text));
        let line = lines.partition_point(|&start| start <= offset).saturating_sub(1);
        let start = lines.get(line).map_or(0, |&start| start as usize);
        let end = (offset as usize).min(self.text.len());
        let before = self.text.as_bytes().get(start..end).unwrap_or_default();
        // Count characters by their first bytes, so that an offset inside a character does no harm.
        let column = before.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() + 1;
        Location { line: line + 1, column }
    }
}

fn line_starts(text: &str) -> Vec<u32> {
    let starts = text.match_indices('\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(starts).map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect()
}

/// All source files that were read, in the order of reading.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Takes a file in and returns its number.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.files.push(SourceFile { name: name.into(), text: Arc::new(text.into()), lines: OnceLock::new() });
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The file of that number.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// The text that a span covers, or nothing if the span does not fit its file.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.file).and_then(|file| file.text.get(span.start as usize..span.end as usize)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let mut sources = Sources::default();
        let id = sources.add("a.md", "één\ntwo");
        let file = sources.get(id).expect("just added");
        assert_eq!(file.location(0), Location { line: 1, column: 1 });
        assert_eq!(file.location(2), Location { line: 1, column: 2 });
        assert_eq!(file.location(6), Location { line: 2, column: 1 });
        assert_eq!(file.location(999).line, 2);
    }
}
