//! Which passage of the piece each pull quote repeats.

use std::ops::Range;

use super::repeats::{Likeness, Passages};
use crate::base::{Code, Diagnostic, Report, Sources, Span};
use crate::model::{Block, BlockKind, Inline, InlineKind, Quote, Repeat, plain_text};

/// Finds for each pull quote of a body what it repeats. The author's `source="repeat"` and `source="own"` go before
/// what we find.
pub(super) fn match_to_body(body: &mut [Block], sources: &Sources, report: &mut Report) {
    let mut quotes = 0;
    visit(body, &mut |_| quotes += 1);
    if quotes == 0 {
        return;
    }
    let lines = lines(body);
    let passages = Passages::of(lines.iter().map(|line| line.text.as_str()));
    visit(body, &mut |block| {
        let source = take_source(block, report);
        let BlockKind::PullQuote(quote) = &mut block.kind else { return };
        let words = quote.content.iter().map(words_of).collect::<Vec<_>>().join(" ");
        let likeness = passages.find(&words, |_| false);
        let repeat = |likeness: &Likeness, exact: bool| {
            let line = lines.get(likeness.passage)?;
            Some(Repeat { passage: line.place(&likeness.range, sources), exact })
        };
        quote.repeats = match source {
            Some(Source::Own) => None,
            // Whoever listens need not hear it twice: the author says that it is one and the same sentence.
            Some(Source::Repeat) => likeness.as_ref().and_then(|likeness| repeat(likeness, true)),
            None => likeness.as_ref().filter(|likeness| likeness.is_repeat()).and_then(|likeness| repeat(likeness, likeness.exact)),
        };
        if source == Some(Source::Repeat) && quote.repeats.is_none() {
            let problem = Diagnostic::warning(Code("repeat-missing"), "this pull quote should repeat the text, but no passage is like it");
            report.add(problem.at(block.span).hint("compare its words with the text, or write source=\"own\""));
        }
    });
}

/// Where the author says that a pull quote's words come from.
#[derive(Clone, Copy, PartialEq)]
enum Source {
    Repeat,
    Own,
}

fn take_source(block: &mut Block, report: &mut Report) -> Option<Source> {
    let others = &mut block.attributes.others;
    let at = others.iter().position(|(key, _)| key == "source")?;
    match others.remove(at).1.as_str() {
        "repeat" => Some(Source::Repeat),
        "own" => Some(Source::Own),
        other => {
            let problem = Diagnostic::warning(Code("source-unknown"), format!("“{other}” is no source of a pull quote"));
            report.add(problem.at(block.span).hint("write source=\"repeat\" or source=\"own\", or leave it out"));
            None
        }
    }
}

/// Comes by all pull quotes of a body.
fn visit(blocks: &mut [Block], visitor: &mut impl FnMut(&mut Block)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::PullQuote(_) => visitor(block),
            BlockKind::Group(content) | BlockKind::Quote(Quote { content, .. }) => visit(content, visitor),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| visit(&mut item.content, visitor)),
            _ => {}
        }
    }
}

/// A paragraph or the like of the body, in plain words.
struct Line {
    text: String,
    /// Where each stretch of words begins in `text`, and where it was written.
    stretches: Vec<(usize, Span)>,
}

impl Line {
    /// The place in the manuscript of some bytes of the text.
    fn place(&self, range: &Range<usize>, sources: &Sources) -> Span {
        let start = self.offset(range.start, sources);
        let end = self.offset(range.end, sources);
        match (start, end) {
            (Some(start), Some(end)) => Span { end: end.start.max(start.start), ..start },
            _ => self.stretches.first().map_or(Span::new(crate::base::FileId(0), 0, 0), |&(_, span)| span),
        }
    }

    /// The place of one byte. Punctuation may be longer or shorter in print than in the manuscript, but letters and
    /// digits are the same: they are counted.
    fn offset(&self, at: usize, sources: &Sources) -> Option<Span> {
        let index = self.stretches.partition_point(|&(start, _)| start < at).saturating_sub(1);
        let &(start, span) = self.stretches.get(index)?;
        let before = self.text.get(start..at)?.chars().filter(|c| c.is_alphanumeric()).count();
        let mut letters = sources.text(span).char_indices().filter(|(_, c)| c.is_alphanumeric());
        let offset = match before.checked_sub(1) {
            None => letters.next().map_or(0, |(at, _)| at),
            Some(last) => letters.nth(last).map_or(span.end - span.start, |(at, c)| (at + c.len_utf8()) as u32) as usize,
        };
        Some(Span { start: span.start.saturating_add(offset as u32).min(span.end), end: span.end, file: span.file })
    }
}

/// The lines of a body that a pull quote may repeat: all but other pull quotes and the boxes.
fn lines(blocks: &[Block]) -> Vec<Line> {
    let mut lines = Vec::new();
    collect(blocks, &mut lines);
    lines
}

fn collect(blocks: &[Block], lines: &mut Vec<Line>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                let mut line = Line { text: String::new(), stretches: Vec::new() };
                stretch(content, &mut line);
                lines.push(line);
            }
            BlockKind::Quote(Quote { content, .. }) | BlockKind::Group(content) => collect(content, lines),
            BlockKind::List(list) => list.items.iter().for_each(|item| collect(&item.content, lines)),
            _ => {}
        }
    }
}

fn stretch(inlines: &[Inline], line: &mut Line) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(words) | InlineKind::Code(words) => {
                line.stretches.push((line.text.len(), inline.span));
                line.text.push_str(words);
            }
            InlineKind::SoftBreak | InlineKind::HardBreak => line.text.push(' '),
            kind => kind.content().into_iter().for_each(|content| stretch(content, line)),
        }
    }
}

fn words_of(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => plain_text(content),
        BlockKind::Quote(Quote { content, .. }) | BlockKind::Group(content) => content.iter().map(words_of).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}
