//! What an editor should know about the setting: characters without a glyph, lines that stayed too loose or too tight.

use std::collections::BTreeSet;
use std::ops::Range;

use super::line::justify::Line;
use super::words::Words;
use crate::base::{Code, Diagnostic, Point, Pt, Report, Span};
use crate::font::{self, FontLibrary};
use crate::model::{Elements, NodeId};
use crate::page::{ContentId, GlyphRun, ItemKind, Mark, Pages};
use crate::style::Hyphenation;

/// A line whose word spaces are more than doubled.
const TOO_LOOSE: f32 = 2.2;
/// The mark of a line that stands out of its measure.
const STANDS_OUT: f32 = -1.5;

/// Looks at every set paragraph.
pub(super) fn report(paragraphs: &[Words], lines: &[Vec<Line>], tree: &Elements, fonts: &FontLibrary) -> Report {
    let mut finder = Finder { tree, fonts, missing: Vec::new(), report: Report::default() };
    for (words, lines) in paragraphs.iter().zip(lines) {
        broken_words(words, lines, tree, &mut finder.report);
        for line in lines {
            missing_glyphs(words, line, &mut finder);
            looseness(words, line, tree, &mut finder.report);
        }
    }
    let mut report = finder.report;
    finder.missing.into_iter().for_each(|missing| report.add(missing.diagnostic()));
    report
}

struct Finder<'f> {
    tree: &'f Elements,
    fonts: &'f FontLibrary,
    /// Characters without a glyph, by script: one finding for each is enough.
    missing: Vec<Missing>,
    report: Report,
}

/// What an editor must know of the finished pages: words that stand outside them, or nowhere.
pub(super) fn of_pages(pages: &Pages, paragraphs: &[Words], dropped: &BTreeSet<ContentId>, tree: &Elements) -> Report {
    let mut report = Report::default();
    let mut placed = vec![false; pages.structure.contents() as usize];
    for page in &pages.pages {
        let mut off: Option<&str> = None;
        for item in &page.items {
            let Mark::Content(content) = item.mark else { continue };
            if let Some(placed) = placed.get_mut(content.0 as usize) {
                *placed = true;
            }
            if let ItemKind::Glyphs(run) = &item.kind
                && !on_page(run, pages)
            {
                off = off.or(Some(&run.text));
            }
        }
        if let Some(words) = off {
            let message = format!("the words “{}” run off page {}", shortened(words), page.label);
            report.add(Diagnostic::error(Code("text-off-page"), message).hint("make the text smaller or its margins narrower, or cut it"));
        }
    }
    dropped.iter().for_each(|content| placed[content.0 as usize] = true);
    let lost = Lost::of(paragraphs, &mut placed);
    let count = placed.iter().filter(|placed| !**placed).count() + lost.len();
    if count > 0 {
        let (first, at) = lost.first().map_or((String::new(), None), |lost| (format!(", like “{}”", lost.words), lost.place(tree)));
        let message = match count {
            1 => format!("a stretch of text found no place on the pages{}", first.replace(", like", ":")),
            count => format!("{count} stretches of text found no place on the pages{first}"),
        };
        let error = Diagnostic::error(Code("text-lost"), message).at(at);
        report.add(error.hint("look for margins or sizes in the stylesheets that no page can hold"));
    }
    report
}

/// A stretch of a paragraph that stands on no page.
struct Lost<'w> {
    paragraph: &'w Words,
    range: Range<usize>,
    words: String,
}

impl<'w> Lost<'w> {
    /// The lost stretches of words. All content of the paragraphs is marked as accounted for: a space that stood by itself,
    /// as between two links, is none when a line ends there.
    fn of(paragraphs: &'w [Words], placed: &mut [bool]) -> Vec<Self> {
        let mut lost = Vec::new();
        let mut accounted = Vec::new();
        for paragraph in paragraphs {
            for run in &paragraph.runs {
                let Mark::Content(content) = run.mark else { continue };
                if placed.get(content.0 as usize).is_none_or(|placed| *placed) {
                    continue;
                }
                accounted.push(content);
                let text = paragraph.text.get(run.range.clone()).unwrap_or_default();
                if text.contains(|c: char| !c.is_whitespace()) {
                    lost.push(Self { paragraph, range: run.range.clone(), words: shortened(text) });
                }
            }
        }
        accounted.into_iter().for_each(|content| placed[content.0 as usize] = true);
        lost
    }

    fn place(&self, tree: &Elements) -> Option<Span> {
        place(self.paragraph, self.range.clone(), tree)
    }
}

/// A pull quote that should stand across columns and found no place there.
pub(super) fn kept_in_column(quote: NodeId, tree: &Elements) -> Diagnostic {
    Diagnostic::note(Code("pull-quote-in-column"), "this pull quote stands in one column: no page has room for it across columns")
        .at(tree.node(quote).span)
        .hint("take it out, or one near it; a page takes one or two")
}

/// A picture that would be repeated behind a box more often than can be meant.
pub(super) fn too_many_tiles(path: &str) -> Diagnostic {
    Diagnostic::warning(
        Code("background-too-fine"),
        format!("the picture “{path}” would be repeated thousands of times, so it is left out"),
    )
    .hint("give it a background-size, or make one picture of many")
}

/// Numbers of pages that change the pages they name, round and round.
pub(super) fn unsettled() -> Diagnostic {
    Diagnostic::warning(
        Code("page-references"),
        "some page numbers in the text may be off by one: they push what they name to another page",
    )
    .hint("a small change of the text near the references mends it")
}

/// A running head with more words than its margin box can hold.
pub(super) fn cut_head(words: &str) -> Diagnostic {
    Diagnostic::warning(Code("running-head"), format!("the running head is too long for its place and was cut: \"{}\"", shortened(words)))
        .hint("give a shorter one: running-head: Short title, at the top of the manuscript")
}

/// A table whose columns do not fit side by side.
pub(super) fn too_wide(table: NodeId, tree: &Elements) -> Diagnostic {
    Diagnostic::warning(
        Code("table-too-wide"),
        "the table has more columns, or longer words, than its measure can hold: its longest words are broken",
    )
    .at(tree.node(table).span)
    .hint("split the table, or shorten its longest words")
}

/// Formulas that could be read but not set.
pub(super) fn unset_formulas(formulas: &[NodeId], tree: &Elements) -> Option<Diagnostic> {
    let first = formulas.first()?;
    let message = match formulas.len() {
        1 => "the formula stands in the PDFs as its TeX source; in the EPUB it is set".to_owned(),
        count => format!("{count} formulas stand in the PDFs as their TeX source; in the EPUB they are set"),
    };
    let span = tree.node(*first).span;
    Some(
        Diagnostic::warning(Code("formula-as-source"), message)
            .at(span)
            .hint("for print, write it with plainer commands, or put a picture in its place"),
    )
}

/// Whether a run's ink lies on the trimmed page.
fn on_page(run: &GlyphRun, pages: &Pages) -> bool {
    let width = run.glyphs.width();
    let Point { x, y } = run.origin;
    x >= -run.size && x + width <= pages.trim.width + run.size && y >= Pt::ZERO && y <= pages.trim.height
}

/// The first words of a text, for messages.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let text = text.trim();
    if text.chars().count() <= MOST { text.to_owned() } else { text.chars().take(MOST).chain(['…']).collect() }
}

/// Notes the characters of a line that its fonts have not.
fn missing_glyphs(words: &Words, line: &Line, finder: &mut Finder<'_>) {
    for item in &line.items {
        let ItemKind::Glyphs(run) = &item.kind else { continue };
        let face = finder.fonts.face(run.face);
        let substitute = face.substitute();
        for glyph in run.glyphs.iter().filter(|glyph| glyph.id == substitute) {
            let cluster = run.text.get(glyph.start as usize..glyph.end as usize).unwrap_or_default();
            let Some(character) = cluster.chars().find(|&c| !c.is_whitespace() && face.glyph(c).is_none()) else { continue };
            // The line as it was set may differ from the text in its hyphen only: the first match is the place.
            let at = words.text.get(line.start..).and_then(|rest| rest.find(cluster)).map_or(line.start, |at| line.start + at);
            let language = words.runs.iter().find(|run| run.range.end > at).map_or("", |run| run.language.as_str());
            let (kind, hint) = font::help(character, language);
            let known = finder.missing.iter_mut().find(|missing| missing.kind == kind);
            match known {
                Some(missing) => {
                    missing.characters.insert(character);
                }
                None => finder.missing.push(Missing {
                    kind,
                    hint,
                    first: character,
                    characters: BTreeSet::from([character]),
                    place: place(words, at..at + cluster.len(), finder.tree),
                }),
            }
        }
    }
}

/// Characters of one script that no font has.
struct Missing {
    kind: String,
    hint: String,
    first: char,
    characters: BTreeSet<char>,
    place: Option<Span>,
}

impl Missing {
    fn diagnostic(self) -> Diagnostic {
        let Self { kind, hint, first, characters, place } = self;
        let code = format!("{first} (U+{:04X})", u32::from(first));
        let message = match characters.len() {
            1 => format!("no font at hand has the character {code}: a box stands for it"),
            many => format!("no font at hand has {many} characters ({kind}), such as {code}: boxes stand for them"),
        };
        Diagnostic::warning(Code("glyph-missing"), message).at(place).hint(hint)
    }
}

fn looseness(words: &Words, line: &Line, tree: &Elements, report: &mut Report) {
    if words.setting.align != crate::style::TextAlign::Justify {
        if line.ratio < STANDS_OUT {
            report.add(stands_out(words, line, tree));
        }
        return;
    }
    if line.ratio < STANDS_OUT {
        report.add(stands_out(words, line, tree));
    } else if line.ratio > TOO_LOOSE {
        let text = excerpt(words, line);
        report.add(
            Diagnostic::note(
                Code("line-loose"),
                format!(
                    "the line \u{201C}{text}\u{201D} is set loose: its word spaces are {:.1} times as wide as they should be",
                    1.0 + line.ratio * 0.5
                ),
            )
            .at(place(words, line.start..line.end, tree))
            .hint("a small change of the words nearby, or a soft hyphen in a long word, mends it"),
        );
    }
}

/// Words that were broken at any character. Code is broken like that wherever its lines are long.
fn broken_words(words: &Words, lines: &[Line], tree: &Elements, report: &mut Report) {
    if words.setting.hyphens == Hyphenation::None {
        return;
    }
    for line in lines.iter().filter(|line| words.forced.contains(&line.end)) {
        let text = excerpt(words, line);
        report.add(
            Diagnostic::warning(
                Code("line-overfull"),
                format!("the line \u{201C}{text}\u{201D} does not fit its measure: a word in it is broken without a hyphen"),
            )
            .at(place(words, line.start..line.end, tree))
            .hint("a soft hyphen in the long word, or other words, mends it"),
        );
    }
}

fn stands_out(words: &Words, line: &Line, tree: &Elements) -> Diagnostic {
    Diagnostic::warning(Code("line-overfull"), format!("the line \u{201C}{}\u{201D} does not fit its measure", excerpt(words, line)))
        .at(place(words, line.start..line.end, tree))
        .hint("a soft hyphen in the long word, or other words, mends it")
}

fn excerpt(words: &Words, line: &Line) -> String {
    shortened(words.text.get(line.start..line.end).unwrap_or_default())
}

/// Where some of a paragraph's words stand in the manuscript.
fn place(words: &Words, range: Range<usize>, tree: &Elements) -> Option<Span> {
    let first = words.runs.partition_point(|run| run.range.end <= range.start);
    let run = words.runs.iter().skip(first).find(|run| run.source.is_some())?;
    let (node, offset) = run.source?;
    let span = tree.node(node).span?;
    let start = span.start as usize + offset + range.start.saturating_sub(run.range.start);
    Some(Span::new(span.file, start.min(span.end as usize), (start + range.len()).min(span.end as usize)))
}
