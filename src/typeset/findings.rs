//! What an editor should know about the setting: characters without a glyph, lines that stayed too loose or too tight.

use std::collections::BTreeSet;

use super::justify::Line;
use super::words::Words;
use crate::base::{Code, Diagnostic, Report, Span};
use crate::model::Elements;
use crate::page::ItemKind;

/// A line whose word spaces are more than doubled.
const TOO_LOOSE: f32 = 2.2;
/// The mark of a line that stands out of its measure.
const STANDS_OUT: f32 = -1.5;

/// Looks at every set paragraph.
pub(super) fn report(paragraphs: &[Words], lines: &[Vec<Line>], tree: &Elements) -> Report {
    let mut report = Report::default();
    let mut missing = BTreeSet::new();
    for (words, lines) in paragraphs.iter().zip(lines) {
        for line in lines {
            missing_glyphs(words, line, tree, &mut missing, &mut report);
            looseness(words, line, tree, &mut report);
        }
    }
    report
}

fn missing_glyphs(words: &Words, line: &Line, tree: &Elements, known: &mut BTreeSet<String>, report: &mut Report) {
    for item in &line.items {
        let ItemKind::Glyphs(run) = &item.kind else { continue };
        for glyph in run.glyphs.iter().filter(|glyph| glyph.id == 0) {
            let cluster = run.text.get(glyph.start as usize..glyph.end as usize).unwrap_or_default();
            if cluster.trim().is_empty() || !known.insert(cluster.to_owned()) {
                continue;
            }
            let codes: Vec<String> = cluster.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
            report.add(
                Diagnostic::warning(Code("glyph-missing"), format!("no font at hand has the character {cluster} ({})", codes.join(" ")))
                    .at(place(words, line, tree))
                    .hint("add a font that has it with @font-face in a stylesheet of the project"),
            );
        }
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
            .at(place(words, line, tree))
            .hint("a small change of the words nearby, or a soft hyphen in a long word, mends it"),
        );
    }
}

fn stands_out(words: &Words, line: &Line, tree: &Elements) -> Diagnostic {
    Diagnostic::warning(Code("line-overfull"), format!("the line \u{201C}{}\u{201D} does not fit its measure", excerpt(words, line)))
        .at(place(words, line, tree))
        .hint("a soft hyphen in the long word, or other words, mends it")
}

fn excerpt(words: &Words, line: &Line) -> String {
    words.text.get(line.start..line.end).unwrap_or_default().trim().to_owned()
}

/// Where a line's words stand in the manuscript.
fn place(words: &Words, line: &Line, tree: &Elements) -> Option<Span> {
    let run = words.runs.iter().find(|run| run.range.end > line.start && run.source.is_some())?;
    let (node, offset) = run.source?;
    let span = tree.node(node).span?;
    let start = span.start as usize + offset + line.start.saturating_sub(run.range.start);
    Some(Span::new(span.file, start.min(span.end as usize), (start + (line.end - line.start)).min(span.end as usize)))
}
