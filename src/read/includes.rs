//! What mdBook and Quarto put into a chapter before it is read: `{{#include file}}`, with lines or a named stretch of it, and
//! `{{< include file >}}`.
//!
//! Findings in such a chapter count the lines of the text as it is after that.

use super::mathjax;
use crate::base::{FileError, Workspace, resolve};

/// Files in files in files: more than a person can follow.
const MOST_NESTED: usize = 8;
/// More than any name of a file takes, in bytes.
const MOST_TAG: usize = 1000;
/// More than any chapter holds, in bytes.
const MOST_BYTES: usize = 16_000_000;

/// The bytes of a chapter with everything in it that it includes. What cannot be had stays as it was written.
///
/// # Errors
/// When the chapter itself cannot be read.
pub(super) fn read(workspace: &dyn Workspace, path: &str) -> Result<Vec<u8>, FileError> {
    let bytes = workspace.read(path)?;
    match String::from_utf8(bytes) {
        Ok(text) if text.contains("{{#") || text.contains("{{<") => {
            let mut out = String::with_capacity(text.len());
            expand(workspace, path, &text, MOST_NESTED, &mut out);
            Ok(with_formulas(path, out).into_bytes())
        }
        Ok(text) => Ok(with_formulas(path, text).into_bytes()),
        Err(error) => Ok(error.into_bytes()),
    }
}

/// A chapter of mdBook with its formulas as everybody else writes them; Quarto has dollar signs itself.
fn with_formulas(path: &str, text: String) -> String {
    if path.ends_with(".qmd") { text } else { mathjax::with_dollars(&text).unwrap_or(text) }
}

fn expand(workspace: &dyn Workspace, path: &str, text: &str, depth: usize, out: &mut String) {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut rest = text;
    while let Some(at) = rest.find("{{") {
        let (before, tag) = rest.split_at(at);
        let line = tag.get(..tag.floor_char_boundary(MOST_TAG)).unwrap_or_default().lines().next().unwrap_or_default();
        let close = match line.as_bytes().get(2) {
            Some(b'#') => "}}",
            Some(b'<') => ">}}",
            _ => "",
        };
        let Some(end) = line.find(close).filter(|_| !close.is_empty()) else {
            out.push_str(before);
            out.push_str("{{");
            rest = tag.get(2..).unwrap_or_default();
            continue;
        };
        let words = tag.get(3..end).unwrap_or_default().trim();
        let end = end + close.len();
        let (tag, after) = tag.split_at(end);
        rest = after;
        // A backslash before it is how the tag itself is shown.
        if let Some(before) = before.strip_suffix('\\') {
            out.push_str(before);
            out.push_str(tag);
            continue;
        }
        out.push_str(before);
        let (name, argument) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        match name {
            // The title of a web page, and the end of a page, which a stylesheet decides.
            "title" | "pagebreak" => {}
            // A small program is code wherever it stands.
            "playground" | "playpen" if !is_in_code(out) => {
                let block = format!("```rust\n{{{{#include {argument}}}}}\n```");
                expand(workspace, path, &block, depth, out);
            }
            "video" if argument.starts_with("http") => {
                out.push_str(&format!("<{}>", argument.split_whitespace().next().unwrap_or_default()));
            }
            "kbd" => out.push_str(&format!("[{argument}]{{.kbd}}")),
            "include" | "rustdoc_include" | "playground" | "playpen" => {
                match included(workspace, folder, argument).filter(|(_, text)| depth > 0 && out.len() + text.len() <= MOST_BYTES) {
                    Some((path, text)) => expand(workspace, &path, text.trim_end_matches('\n'), depth - 1, out),
                    None => out.push_str(tag),
                }
            }
            _ => out.push_str(tag),
        }
    }
    out.push_str(rest);
}

/// Whether a text ends in a line of fenced code.
fn is_in_code(text: &str) -> bool {
    text.lines().filter(|line| line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~")).count() % 2 == 1
}

/// The path of an included file and the stretch of it that is meant: `file`, `file:3`, `file:2:8`, `file:name`.
fn included(workspace: &dyn Workspace, folder: &str, argument: &str) -> Option<(String, String)> {
    let mut parts = argument.split_whitespace().next()?.trim_matches('"').split(':');
    let path = parts.next()?;
    // For Quarto, a path may begin at the project's folder.
    let path = path.strip_prefix('/').map_or_else(|| resolve(folder, path), |path| resolve("", path)).ok()?;
    let text = String::from_utf8(workspace.read(&path).ok()?).ok()?;
    let (first, last) = (parts.next(), parts.next());
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<usize>().ok());
    let stretch = match first {
        None => lines(&text, 1, usize::MAX),
        Some(name) if !name.is_empty() && number(first).is_none() => anchored(&text, name),
        Some(_) => {
            let from = number(first).unwrap_or(1);
            let to = if last.is_none() { from } else { number(last).unwrap_or(usize::MAX) };
            lines(&text, from, to)
        }
    };
    Some((path, stretch))
}

/// Lines from one to another, counted from 1, without those that only name a stretch.
fn lines(text: &str, from: usize, to: usize) -> String {
    let wanted = text.lines().enumerate().filter(|(index, _)| (from..=to).contains(&(index + 1)));
    joined(wanted.map(|(_, line)| line))
}

/// The lines between `ANCHOR: name` and `ANCHOR_END: name`.
fn anchored(text: &str, name: &str) -> String {
    let says = |line: &str, word: &str| line.split_once(word).is_some_and(|(_, rest)| rest.split_whitespace().next() == Some(name));
    let inside = text.lines().skip_while(|line| !says(line, "ANCHOR:")).skip(1).take_while(|line| !says(line, "ANCHOR_END:"));
    joined(inside)
}

fn joined<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let kept = lines.filter(|line| !line.contains("ANCHOR:") && !line.contains("ANCHOR_END:"));
    kept.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::MemoryWorkspace;

    fn read_with(text: &str) -> String {
        let workspace = MemoryWorkspace::default()
            .with("src/a.md", text)
            .with("src/code.rs", "one\n// ANCHOR: part\ntwo\n// ANCHOR_END: part\nthree\n")
            .with("src/again.md", "{{#include again.md}}")
            .with("outside.md", "outside");
        String::from_utf8(read(&workspace, "src/a.md").expect("it is there")).expect("it is text")
    }

    #[test]
    fn files_and_stretches_of_them_are_put_in() {
        assert_eq!(read_with("a {{#include code.rs}} b"), "a one\ntwo\nthree b");
        assert_eq!(read_with("{{#rustdoc_include code.rs:part}}"), "two");
        assert_eq!(read_with("{{#include code.rs:5}}{{#title Web}}"), "three");
        assert_eq!(read_with("{{#include code.rs:3:}}"), "two\nthree");
        assert_eq!(read_with("{{#include ../outside.md}}"), "outside");
        assert_eq!(read_with("{{#playground code.rs:part}}"), "```rust\ntwo\n```");
        assert_eq!(read_with("```rust\n{{#playground code.rs:part}}\n```"), "```rust\ntwo\n```");
        assert_eq!(read_with("{{< video https://x.org/v >}}, {{< kbd Ctrl-C >}}"), "<https://x.org/v>, [Ctrl-C]{.kbd}");
        assert_eq!(read_with("{{< include ../outside.md >}} {{< include /outside.md >}}{{< pagebreak >}}"), "outside outside");
    }

    #[test]
    fn what_cannot_be_had_stays() {
        for text in [
            "{{#include ../../etc/passwd}}",
            "{{#include none.md}}",
            "{{#unknown x}}",
            "{{#include",
            "{{<",
            "{{#include\n}}",
            "{{< video x >}}",
            "{{#include again.md}} x",
        ] {
            let read = read_with(text);
            assert!(read.starts_with(&text[..3]), "{read}");
        }
        assert_eq!(read_with("\\{{#include code.rs}}"), "{{#include code.rs}}");
    }
}
