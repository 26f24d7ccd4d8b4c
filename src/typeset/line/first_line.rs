//! The first line: where a style asks for a look of its own for it (`::first-line`), words take that look as far as the
//! line reaches, which in turn depends on the look.

use super::itemize;
use super::justify::{self, Line};
use super::shaper::Shaper;
use crate::model::NodeId;
use crate::style::Style;
use crate::typeset::flow::inline::LineBuilder;
use crate::typeset::words::{Carried, Run, Words};

/// How often the end of the first line is looked for.
const ROUNDS: usize = 4;

/// The runs of a whole paragraph, as they look in its first line and as they look in the others.
#[derive(Debug, Clone)]
pub(in crate::typeset) struct FirstLine {
    first: Vec<Run>,
    rest: Vec<Run>,
    /// Where the first line must end, and the byte up to which it must not, where its end would depend on itself.
    settled: Option<(usize, usize)>,
}

impl FirstLine {
    /// What the first line of a block looks like, if its style says so; `styles` has the style of each run.
    pub fn of(words: &Words, block: NodeId, styles: &[&Style], line: &LineBuilder<'_, '_>) -> Option<Self> {
        let collector = &*line.collector;
        let own = collector.styled.first_line.get(&block)?;
        // Numbers of pages come and go in their runs while pages are made.
        if words.runs.iter().any(|run| run.filler.is_some()) {
            return None;
        }
        let around = collector.styled.of(block);
        let styles_first: Vec<Style> = styles.iter().map(|style| inherited(style, around, own)).collect();
        let itemized = |runs: Vec<Run>, styles: &[&Style]| {
            let mut version = Words { runs, ..Words::new(words.text.clone(), Vec::new(), words.setting.clone()) };
            itemize::itemize(&mut version, styles, collector.fonts);
            version.runs
        };
        let dressed = words.runs.iter().zip(&styles_first).map(|(run, style)| {
            let carried = Carried { rise: run.look.rise, drawn: run.look.drawn };
            Run { look: line.look(style, carried), ..run.clone() }
        });
        let references: Vec<&Style> = styles_first.iter().collect();
        Some(Self { first: itemized(dressed.collect(), &references), rest: itemized(words.runs.clone(), styles), settled: None })
    }

    /// Both versions of the runs.
    pub fn versions(&mut self) -> [&mut Vec<Run>; 2] {
        [&mut self.first, &mut self.rest]
    }

    /// Whether no line may end at a byte, since the first one is settled to end at another.
    pub fn forbids(&self, at: usize) -> bool {
        self.settled.is_some_and(|(end, beyond)| at < end || (end < at && at <= beyond))
    }

    /// The runs of a paragraph whose first line ends before a byte.
    fn until(&self, end: usize) -> Vec<Run> {
        let first = self.first.iter().filter(|run| run.range.start < end).map(|run| clipped(run, run.range.start, end));
        let rest = self.rest.iter().filter(|run| run.range.end > end).map(|run| clipped(run, end, run.range.end));
        first.chain(rest).collect()
    }
}

/// A run as far as it lies between two bytes.
fn clipped(run: &Run, from: usize, to: usize) -> Run {
    let range = run.range.start.max(from)..run.range.end.min(to);
    let source = run.source.map(|(node, offset)| (node, offset + range.start - run.range.start));
    Run { range, source, ..run.clone() }
}

/// A style as it is where the first line's style stands between it and its block (CSS Pseudo-Elements 4, 2.1): it inherits
/// from the first line all that it would have from the block.
fn inherited(style: &Style, block: &Style, first: &Style) -> Style {
    let mut to = style.clone();
    macro_rules! inherit {
        ($($field:ident),+) => { $(if style.$field == block.$field { to.$field.clone_from(&first.$field); })+ };
    }
    inherit!(
        font_family,
        font_weight,
        font_style,
        font_variant_caps,
        figures,
        tabular_figures,
        fractions,
        position,
        font_features,
        kerning,
        ligatures,
        color,
        letter_spacing,
        word_spacing
    );
    to.font_size = style.font_size * (first.font_size / block.font_size.max(crate::base::Pt(0.1)));
    to
}

/// Sets a paragraph; its first line in its own look, if it has one.
pub(in crate::typeset) fn paragraph(words: &mut Words, shaper: &mut Shaper<'_>) -> Vec<Line> {
    let Some(looks) = &mut words.first_line else { return justify::paragraph(words, shaper) };
    looks.settled = None;
    let mut end = words.text.len();
    let mut round = 0;
    loop {
        if let Some(looks) = &words.first_line {
            words.runs = looks.until(end);
        }
        let lines = justify::paragraph(words, shaper);
        let found = lines.get(1).map_or(words.text.len(), |line| line.start);
        if found == end || round == ROUNDS {
            return lines;
        }
        // With the look of the first line, a word does not fit that would fit without it: it goes to the second.
        if found > end
            && let Some(looks) = &mut words.first_line
        {
            looks.settled = Some((end, found));
        }
        end = end.min(found);
        round += 1;
    }
}
