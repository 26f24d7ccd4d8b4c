//! What a paragraph is: by its style, its place in the outline, its list, or what stands in it.

use super::constructs::Construct;
use super::line::{self, Atom, Run};
use super::numbering::{Mark, Place};
use super::passage::{Part, Passage, place};
use super::properties::ParagraphProperties;
use super::reader::{Around, Line, Reader};
use super::styles::ParagraphStyle;
use crate::base::xml::Element;
use crate::model::{Alignment, Delimiter, Figure, Inline, InlineKind, ListKind, NumberStyle};

/// What the file says of a paragraph.
#[derive(Debug, Default)]
struct Said {
    style: ParagraphStyle,
    properties: ParagraphProperties,
}

impl Reader {
    /// Reads a paragraph: one passage, none, or several if things float beside it.
    pub(super) fn paragraph(&mut self, element: &Element, passages: &mut Vec<Passage>) {
        self.number += 1;
        let properties = element.child("pPr");
        properties.and_then(|properties| properties.child("sectPr")).into_iter().for_each(|section| self.section(section));
        let direct = ParagraphProperties::of(properties);
        let style = self.styles.paragraph(direct.style.as_deref());
        let said = Said { properties: direct.over(&style.paragraph), style };

        let mut line = self.held.take().unwrap_or_default();
        let anchors = std::mem::take(&mut self.anchors);
        line.runs.extend(anchors.into_iter().map(|id| Run { look: line::Look::default(), atom: Atom::Anchor(id) }));
        // The number of the note and of the annotation itself is no text; a mark that is not a note of ours either.
        let around = Around { style: said.style.run.clone(), link: None };
        self.line(element, &around, &mut line);

        let mark = properties.and_then(|properties| properties.child("rPr"));
        match mark.and_then(|mark| mark.child("del").or_else(|| mark.child("moveFrom"))) {
            Some(deleted) => {
                self.changed(deleted);
                self.held = Some(line);
            }
            None => self.finish(line, &said, passages),
        }
    }

    /// Ends a paragraph of which nothing is known.
    pub(super) fn finish_unstyled(&mut self, line: Line, passages: &mut Vec<Passage>) {
        self.finish(line, &Said::default(), passages);
    }

    fn finish(&mut self, line: Line, said: &Said, passages: &mut Vec<Passage>) {
        let Line { mut runs, beside, counter } = line;
        let construct = said.construct();
        if construct == Some(Construct::Generated) {
            self.tally.generated += usize::from(!runs.iter().all(Run::is_blank));
        } else {
            let figures = self.figures(&mut runs, construct);
            let alone = runs.iter().all(Run::is_blank);
            passages.extend(figures);
            if alone && construct == Some(Construct::Code) && matches!(passages.last(), Some(Passage { part: Part::Code(_), .. })) {
                // An empty line of a listing.
                passages.push(Passage::of(Part::Code(String::new()), self.number));
            } else if alone {
                self.no_words(runs, said, passages);
            } else {
                let passage = Passage { counter, ..self.worded(runs, said, construct) };
                self.report(&passage, said);
                passages.push(passage);
            }
        }
        for passage in beside {
            self.tally.said(&passage, if passage.part == Part::SceneBreak { "a rule that is drawn" } else { "beside the text" });
            passages.push(passage);
        }
    }

    /// A paragraph that shows nothing: its rule changes the scene, and its bookmarks are those of the next one.
    fn no_words(&mut self, runs: Vec<Run>, said: &Said, passages: &mut Vec<Passage>) {
        let index = runs.iter().any(|run| matches!(run.atom, Atom::Index { .. }));
        if said.properties.ruled && !index {
            let passage = Passage::of(Part::SceneBreak, self.number);
            self.tally.said(&passage, "an empty paragraph with a rule");
            passages.push(passage);
        }
        if index {
            // Index terms in a paragraph of their own mark this place all the same.
            passages.push(Passage { content: line::inlines(runs, place(self.number)), ..Passage::of(Part::Body, self.number) });
            return;
        }
        self.anchors.extend(runs.into_iter().filter_map(|run| if let Atom::Anchor(id) = run.atom { Some(id) } else { None }));
    }

    /// Takes the pictures out of a paragraph that holds nothing else, or the words below one.
    fn figures(&mut self, runs: &mut Vec<Run>, construct: Option<Construct>) -> Vec<Passage> {
        let pictures = runs.iter().filter(|run| matches!(run.atom, Atom::Picture { .. })).count();
        let others = runs.iter().any(|run| !run.is_blank() && !matches!(run.atom, Atom::Picture { .. }));
        if pictures == 0 || (others && !matches!(construct, Some(Construct::Caption))) {
            return Vec::new();
        }
        let mut figures = Vec::new();
        let number = self.number;
        runs.retain(|run| {
            let Atom::Picture { picture, alt, width } = &run.atom else { return true };
            let figure = Figure { picture: *picture, alt: alt.clone(), caption: Vec::new(), credit: None, width: *width };
            figures.push(Passage::of(Part::Figure(figure), number));
            false
        });
        figures.iter().for_each(|figure| self.tally.said(figure, "a picture that stands alone"));
        figures
    }

    fn worded(&mut self, mut runs: Vec<Run>, said: &Said, construct: Option<Construct>) -> Passage {
        let words = |run: &&Run| !run.is_blank() && matches!(run.atom, Atom::Text(_));
        let all = |has: &dyn Fn(&Run) -> bool| runs.iter().any(|run| words(&run)) && runs.iter().filter(words).all(has);
        let heavy = all(&|run| run.look.heavy);
        let size = runs.iter().filter(words).map(|run| run.look.size).max().unwrap_or_default();
        // In a cell, a line of code is words of the table.
        let code = (all(&|run| run.look.code && run.look.typed) && !self.in_cell) || said.style.run.is_monospaced();
        let part = self.part(said, construct, &runs, code);
        if is_dressed(&part) {
            plain(&mut runs);
        }
        display_if_alone(&mut runs);
        let mut id = None;
        if matches!(part, Part::Heading(_) | Part::Caption { .. } | Part::Figure(_)) {
            let first = runs.iter().position(|run| matches!(run.atom, Atom::Anchor(_)));
            if let Some(Run { atom: Atom::Anchor(name), .. }) = first.map(|at| runs.remove(at)) {
                id = Some(name);
            }
        }
        let alignment = match said.properties.alignment.as_deref() {
            Some("center") => Some(Alignment::Center),
            Some("right" | "end") => Some(Alignment::End),
            Some(_) => Some(Alignment::Start),
            None => None,
        };
        let content = if matches!(part, Part::Code(_)) { Vec::new() } else { line::inlines(runs, place(self.number)) };
        let indent = said.properties.indent.unwrap_or_default();
        Passage { content, id, alignment, indent, heavy, size, ..Passage::of(part, self.number) }
    }

    fn part(&mut self, said: &Said, construct: Option<Construct>, runs: &[Run], code: bool) -> Part {
        let only_words = runs.iter().all(|run| matches!(run.atom, Atom::Text(_) | Atom::Break | Atom::Anchor(_)));
        match construct {
            Some(Construct::Title) => Part::Title,
            Some(Construct::Subtitle) => Part::Subtitle,
            Some(Construct::Kicker) => Part::Kicker,
            Some(Construct::Author) => Part::Author,
            Some(Construct::Date) => Part::Date,
            Some(Construct::Standfirst) => Part::Standfirst,
            Some(Construct::StandfirstLabel) => Part::StandfirstLabel,
            Some(Construct::Heading(level)) => Part::Heading(level),
            Some(Construct::Quote) => Part::Quote,
            Some(Construct::PullQuote) => Part::PullQuote,
            Some(Construct::Attribution) => Part::Attribution,
            Some(Construct::Caption) => Part::Caption { table: false },
            Some(Construct::TableCaption) => Part::Caption { table: true },
            Some(Construct::Verse) => Part::Verse,
            Some(Construct::Term) => Part::Term,
            Some(Construct::Meaning) => Part::Meaning,
            Some(Construct::SceneBreak) => Part::SceneBreak,
            Some(Construct::Boxed(role)) => Part::Boxed(role),
            Some(Construct::Code) if only_words => Part::Code(verbatim(runs)),
            Some(
                Construct::Body | Construct::Bullet | Construct::Number | Construct::ListContinue | Construct::Code | Construct::Generated,
            )
            | None => match self.item(said, construct) {
                Some(place) => Part::Item(place),
                None if construct == Some(Construct::ListContinue) => Part::ListContinue,
                None if code && only_words => Part::Code(verbatim(runs)),
                None => Part::Body,
            },
        }
    }

    /// The place of a paragraph in a list, if it stands in one.
    fn item(&mut self, said: &Said, construct: Option<Construct>) -> Option<Place> {
        let level = said.properties.list_level.unwrap_or_default();
        let counted = said.properties.list.filter(|list| *list != 0).and_then(|list| self.numbering.next(list, level, &self.styles));
        let mark = match construct {
            _ if counted.is_some() => return counted,
            Some(Construct::Bullet) => ListKind::Bullets,
            Some(Construct::Number) => ListKind::Numbers { start: 1, style: NumberStyle::Decimal, delimiter: Delimiter::Period },
            _ => return None,
        };
        // A style that says "list" in a file that does not say how it is marked.
        Some(Place { list: u32::MAX, level, mark: Mark::Item(mark), indent: said.properties.indent })
    }

    fn report(&mut self, passage: &Passage, said: &Said) {
        let named = said.style.construct.is_some_and(|construct| construct != Construct::Body);
        match &passage.part {
            Part::Item(_) => self.tally.said(passage, "paragraphs with the marks of a list"),
            Part::Code(_) if !named => self.tally.said(passage, "letters of one width"),
            Part::Heading(_) if !named => self.tally.said(passage, "its level in the outline"),
            _ if named => self.tally.said(passage, &format!("the style “{}”", said.style.name)),
            Part::Body if said.style.construct.is_none() && !said.style.name.is_empty() => {
                let entry = self.tally.unknown_styles.entry(said.style.name.clone()).or_insert((0, self.number));
                entry.0 += 1;
            }
            _ => {}
        }
    }
}

impl Said {
    /// What the style means; else what the outline says.
    fn construct(&self) -> Option<Construct> {
        let outline = self.properties.outline.filter(|level| *level < 9).map(|level| Construct::Heading(level + 1));
        match self.style.construct {
            None | Some(Construct::Body) => outline.or(self.style.construct),
            known => known,
        }
    }
}

/// Whether readers see by the look of the whole what it is, so that the same look on all its words says nothing.
fn is_dressed(part: &Part) -> bool {
    !matches!(part, Part::Body | Part::Item(_) | Part::ListContinue | Part::Meaning | Part::Code(_))
}

/// Takes off what all words share: bold headings, quotes in italics.
fn plain(runs: &mut [Run]) {
    let words = |run: &&Run| !run.is_blank();
    let strong = runs.iter().filter(words).all(|run| run.look.strong);
    let emphasis = runs.iter().filter(words).all(|run| run.look.emphasis);
    let underline = runs.iter().filter(words).all(|run| run.look.underline);
    for run in runs {
        run.look.strong &= !strong;
        run.look.emphasis &= !emphasis;
        run.look.underline &= !underline;
    }
}

/// A formula that has a paragraph to itself is displayed, whether the file says so or not.
fn display_if_alone(runs: &mut [Run]) {
    let mut showing = runs.iter_mut().filter(|run| !run.is_blank());
    if let (Some(Run { atom: Atom::Math { display, .. }, .. }), None) = (showing.next(), showing.next()) {
        *display = true;
    }
}

/// Code as it was typed.
fn verbatim(runs: &[Run]) -> String {
    let text = runs.iter().map(|run| match &run.atom {
        Atom::Text(text) => text.as_str(),
        Atom::Break => "\n",
        _ => "",
    });
    text.collect()
}

/// Takes `Strong` off words that are all strong.
pub(super) fn without_strong(content: Vec<Inline>) -> Vec<Inline> {
    match <[Inline; 1]>::try_from(content) {
        Ok([Inline { kind: InlineKind::Strong(inside), .. }]) => inside,
        Ok([other]) => vec![other],
        Err(content) => content,
    }
}
