//! The report for people: each finding with its place, an excerpt and a hint, and a last line that counts.

use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::terminal::{self, printable};
use crate::base::{Diagnostic, Report, Severity, SourceFile, Sources};

/// A reporter to standard error.
pub(super) struct Reporter<'a> {
    sources: &'a Sources,
    /// The project folder as the user wrote it, so that places can be found from where the user is.
    folder: PathBuf,
    renderer: Renderer,
}

impl<'a> Reporter<'a> {
    /// Reports findings in these sources, which lie in `folder`.
    pub(super) fn new(sources: &'a Sources, folder: &Path) -> Self {
        let renderer = if terminal::has_colours() { Renderer::styled() } else { Renderer::plain() };
        Self { sources, folder: folder.to_owned(), renderer }
    }

    /// Tells all findings, in their order.
    pub(super) fn tell(&self, report: &Report) {
        for diagnostic in &report.diagnostics {
            terminal::tell(&format!("{}\n", self.words(diagnostic)));
        }
    }

    /// A finding in words: its head, its place, the excerpt, the hint.
    fn words(&self, diagnostic: &Diagnostic) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let mut group = level.primary_title(printable(&diagnostic.message)).id(diagnostic.code.0);
        let mut group = match excerpt(self.sources, diagnostic) {
            Some(excerpt) => group.element(excerpt.snippet(&self.folder)),
            None => match &diagnostic.place {
                Some(place) => group.element(Origin::path(printable(place))),
                None => {
                    group = group.clone();
                    Group::with_title(group)
                }
            },
        };
        if let Some(hint) = &diagnostic.hint {
            group = group.element(Level::HELP.message(printable(hint)));
        }
        self.renderer.render(&[group])
    }
}

/// The line that a finding points at.
struct Excerpt<'a> {
    file: &'a SourceFile,
    line: usize,
    text: &'a str,
    /// The bytes to mark, within the line.
    marked: std::ops::Range<usize>,
}

/// Only the first line of a finding's place is shown: the paragraphs of a manuscript are long enough as they are.
fn excerpt<'a>(sources: &'a Sources, diagnostic: &Diagnostic) -> Option<Excerpt<'a>> {
    let span = diagnostic.span?;
    let file = sources.get(span.file)?;
    let start = floor(&file.text, span.start as usize);
    let end = floor(&file.text, span.end as usize).max(start);
    let line_start = file.text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = file.text[start..].find('\n').map_or(file.text.len(), |at| start + at);
    let text = file.text.get(line_start..line_end)?.trim_end_matches('\r');
    let marked = (start - line_start).min(text.len())..(end.min(line_end) - line_start).min(text.len());
    Some(Excerpt { file, line: file.location(span.start).line, text, marked })
}

impl<'a> Excerpt<'a> {
    fn snippet(self, folder: &Path) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let path = shown_path(folder, &self.file.name);
        Snippet::source(self.text).line_start(self.line).path(path).annotation(AnnotationKind::Primary.span(self.marked))
    }
}

/// The path of a source file from where the user is.
pub(super) fn shown_path(folder: &Path, name: &str) -> String {
    let is_here = folder.as_os_str().is_empty() || folder == Path::new(".");
    let is_built_in = name.starts_with("theme ");
    printable(&if is_here || is_built_in { name.to_owned() } else { folder.join(name).display().to_string() })
}

fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}

/// The findings of a report in numbers: `2 errors, 1 warning`. Notes are not counted; nothing at all is `no findings`.
pub(super) fn counts(report: &Report) -> String {
    let count = |severity, one: &str| match report.count(severity) {
        0 => None,
        1 => Some(format!("1 {one}")),
        many => Some(format!("{many} {one}s")),
    };
    let parts: Vec<String> = [count(Severity::Error, "error"), count(Severity::Warning, "warning")].into_iter().flatten().collect();
    if parts.is_empty() { "no warnings".to_owned() } else { parts.join(", ") }
}

/// A size in bytes as people say it.
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Code, Span};

    #[test]
    fn a_finding_shows_its_place_an_excerpt_and_a_hint() {
        let mut sources = Sources::default();
        let file = sources.add("manuscript/a.md", "één line\nünd a second with a word in it\n");
        let at = "één line\nünd a second with a ".len();
        let diagnostic = Diagnostic::error(Code("word-odd"), "the word is odd").at(Span::new(file, at, at + 4)).hint("choose another");
        let reporter = Reporter { sources: &sources, folder: PathBuf::from("."), renderer: Renderer::plain() };
        let words = reporter.words(&diagnostic);
        let expected = "\
error[word-odd]: the word is odd
 --> manuscript/a.md:2:21
  |
2 | ünd a second with a word in it
  |                     ^^^^
  |
  = help: choose another";
        assert_eq!(words, expected);
    }

    #[test]
    fn a_place_past_the_end_or_over_many_lines_is_still_shown() {
        let mut sources = Sources::default();
        let file = sources.add("a.md", "one\ntwo\nthree");
        let reporter = Reporter { sources: &sources, folder: PathBuf::from("x"), renderer: Renderer::plain() };
        let long = reporter.words(&Diagnostic::warning(Code("c"), "long").at(Span::new(file, 4, 12)));
        assert!(long.contains("x/a.md:2:1") && long.contains("^^^") && !long.contains("three"), "{long}");
        let past = reporter.words(&Diagnostic::warning(Code("c"), "past").at(Span::new(file, 900, 901)));
        assert!(past.contains("x/a.md:3:6"), "{past}");
    }

    #[test]
    fn counts_agree_with_their_nouns() {
        let mut report = Report::default();
        assert_eq!(counts(&report), "no warnings");
        report.add(Diagnostic::warning(Code("c"), "w"));
        report.add(Diagnostic::error(Code("c"), "e"));
        report.add(Diagnostic::error(Code("c"), "e"));
        assert_eq!(counts(&report), "2 errors, 1 warning");
        assert_eq!(size(999), "999 bytes");
        assert_eq!(size(1_001), "2 kB");
        assert_eq!(size(2_340_000), "2.3 MB");
    }
}
