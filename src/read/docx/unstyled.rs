//! What the styles do not say: the plain import's eye looks at the paragraphs, and its findings are put back into them.

use std::ops::Range;

use super::assemble;
use super::numbering::{Mark, Place};
use super::paragraph::without_strong;
use super::passage::{Part, Passage, place};
use crate::model::{
    Alignment, Block, BlockKind, BoxRole, Cell, Delimiter, Inline, InlineKind, ListKind, NumberStyle, PullQuote, Repeat, Row, Table,
    plain_text,
};
use crate::read::plain::eye::{self, Paragraph, Seen, SeenPassage, Sign};
use crate::read::plain::{Given, Role};

/// Lists that the author typed by hand have no number in the file.
const TYPED: u32 = u32::MAX - 1;

/// What was made of the passages: those that stay, and those that are the standfirst.
pub(super) struct Looked {
    pub passages: Vec<Passage>,
    pub standfirst: Vec<Passage>,
    /// What stood in lines that are in the front matter now, and has no place there: marks of notes, pictures.
    pub left: Vec<Inline>,
    pub seen: Seen,
}

/// Looks at the passages of a text.
pub(super) fn look(passages: Vec<Passage>, given: &Given, tagged: Option<&str>) -> Looked {
    let paragraphs: Vec<Paragraph> = passages.iter().map(paragraph).collect();
    let mut seen = eye::look(&paragraphs, given, tagged);
    let parts = std::mem::take(&mut seen.passages);
    let numbers: Vec<usize> = parts.iter().map(|part| paragraphs.get(part.paragraph).map_or(0, |paragraph| paragraph.number)).collect();
    let mut looked = Looked { passages: Vec::new(), standfirst: Vec::new(), left: Vec::new(), seen };
    let mut rest = parts.into_iter().peekable();
    for (at, (passage, paragraph)) in passages.into_iter().zip(&paragraphs).enumerate() {
        let mut own = Vec::new();
        while let Some(part) = rest.next_if(|part| part.paragraph == at) {
            own.push(part);
        }
        looked.take(passage, &paragraph.text, own, &numbers);
    }
    looked.passages = tables(looked.passages);
    looked
}

fn paragraph(passage: &Passage) -> Paragraph {
    let (text, sign) = match &passage.part {
        Part::Body | Part::Title if passage.heavy => (plain_text(&passage.content), Sign::Bold(passage.size)),
        Part::Body | Part::Title => (plain_text(&passage.content), Sign::None),
        Part::Heading(level) => (plain_text(&passage.content), Sign::Heading((level + 1).min(6))),
        Part::Quote => (plain_text(&passage.content), Sign::Apart),
        Part::Frame(blocks) => (single(blocks).map(plain_text).unwrap_or_default(), Sign::Apart),
        Part::Item(_) => (plain_text(&passage.content), Sign::Item),
        // What is no running text must not be looked through for it.
        Part::Code(_) | Part::Figure(_) | Part::Table(_) | Part::SceneBreak => (String::new(), Sign::Settled),
        _ => (plain_text(&passage.content), Sign::Settled),
    };
    Paragraph { text, number: passage.number, sign }
}

/// The line of a box that holds nothing but one.
fn single(blocks: &[Block]) -> Option<&[Inline]> {
    match blocks {
        [Block { kind: BlockKind::Paragraph(line), .. }] => Some(line),
        _ => None,
    }
}

impl Looked {
    /// Gives a passage the parts that were seen in it.
    fn take(&mut self, passage: Passage, text: &str, parts: Vec<SeenPassage>, numbers: &[usize]) {
        let mut from = 0;
        let last = parts.len().saturating_sub(1);
        for (index, part) in parts.into_iter().enumerate() {
            let found = text.get(from..).and_then(|rest| rest.find(&part.text)).map(|at| from + at);
            let start = found.unwrap_or(from);
            let end = if found.is_some() { start + part.text.len() } else { text.len() };
            let whole = last == 0 && start == 0 && end == text.len();
            let until = if index == last { usize::MAX } else { end };
            let content = if whole { passage.content.clone() } else { slice(&passage.content, start..end, from..until, index == 0) };
            self.put(Passage { content, ..passage.clone() }, part.role, numbers);
            from = end;
        }
    }

    fn put(&mut self, passage: Passage, role: Role, numbers: &[usize]) {
        if passage.part == Part::Title || role == Role::InFrontMatter {
            return keep_marks(passage.content, &mut self.left);
        }
        let part = match (role, &passage.part) {
            (Role::PullQuote { repeats, exact }, _) => {
                let passage_repeated = place(numbers.get(repeats).copied().unwrap_or_default());
                return self.pull_quote(passage, Repeat { passage: passage_repeated, exact });
            }
            (Role::Standfirst, Part::Body) => return self.standfirst.push(passage),
            (Role::Heading(level), Part::Body) => {
                let content = without_strong(passage.content);
                return self.passages.push(Passage { part: Part::Heading(level.saturating_sub(1)), content, ..passage });
            }
            (Role::Attribution, Part::Body) => Part::Attribution,
            (Role::SceneBreak, Part::Body) => return self.passages.push(Passage::of(Part::SceneBreak, passage.number)),
            (Role::Item(number), Part::Body) => Part::Item(typed(number)),
            (Role::BioLabel, Part::Body) => Part::BoxLabel(BoxRole::AuthorBio),
            (Role::Bio, Part::Body) => Part::Boxed(BoxRole::AuthorBio),
            (Role::DisclaimerLabel, Part::Body) => Part::BoxLabel(BoxRole::Disclaimer),
            (Role::Disclaimer, Part::Body) => Part::Boxed(BoxRole::Disclaimer),
            (Role::TableCaption, Part::Body) => Part::Caption { table: true },
            (Role::TableRow, Part::Body) => Part::Row,
            (Role::Caption, Part::Body) if matches!(self.passages.last(), Some(Passage { part: Part::Figure(_), .. })) => {
                Part::Caption { table: false }
            }
            _ => passage.part.clone(),
        };
        self.passages.push(Passage { part, ..passage });
    }

    fn pull_quote(&mut self, passage: Passage, repeat: Repeat) {
        let content = match passage.part.clone() {
            Part::Frame(blocks) => blocks,
            _ => vec![assemble::paragraph(Passage { content: without_strong(passage.content.clone()), ..passage.clone() })],
        };
        let quote = PullQuote { content, attribution: None, repeats: Some(repeat) };
        self.passages.push(Passage::of(Part::Pulled(quote), passage.number));
    }
}

/// The place of an item whose mark was typed.
fn typed(number: Option<u64>) -> Place {
    let numbered = |start| ListKind::Numbers { start, style: NumberStyle::Decimal, delimiter: Delimiter::Period };
    Place { list: TYPED, level: 0, mark: Mark::Item(number.map_or(ListKind::Bullets, numbered)), indent: None }
}

/// Marks of notes and pictures in a line whose words go elsewhere.
pub(super) fn keep_marks(content: Vec<Inline>, left: &mut Vec<Inline>) {
    for mut inline in content {
        match &mut inline.kind {
            InlineKind::NoteMark(_) | InlineKind::Picture { .. } | InlineKind::IndexMark { .. } => left.push(inline),
            kind => kind.content_mut().map(std::mem::take).into_iter().for_each(|content| keep_marks(content, left)),
        }
    }
}

/// The inlines whose words lie in a range of the line's plain text. What has no words, such as the mark of a note, goes along if
/// it stands in the wider range `marks`, and at its very start only where the line begins there (`first`).
fn slice(content: &[Inline], range: Range<usize>, marks: Range<usize>, first: bool) -> Vec<Inline> {
    let mut at = 0;
    sliced(content, &range, &marks, first, &mut at)
}

fn sliced(content: &[Inline], range: &Range<usize>, marks: &Range<usize>, first: bool, at: &mut usize) -> Vec<Inline> {
    let mut kept = Vec::new();
    for inline in content {
        let start = *at;
        let cut = |text: &str| {
            let from = range.start.saturating_sub(start).min(text.len());
            let to = range.end.saturating_sub(start).min(text.len());
            text.get(from..to.max(from)).unwrap_or_default().to_owned()
        };
        let kind = match &inline.kind {
            InlineKind::Text(text) => {
                *at += text.len();
                Some(InlineKind::Text(cut(text))).filter(|kind| !matches!(kind, InlineKind::Text(text) if text.is_empty()))
            }
            InlineKind::Code(text) => {
                *at += text.len();
                Some(InlineKind::Code(cut(text))).filter(|kind| !matches!(kind, InlineKind::Code(text) if text.is_empty()))
            }
            InlineKind::Math { source, .. } => {
                *at += source.len();
                (range.contains(&start) && *at <= range.end).then(|| inline.kind.clone())
            }
            InlineKind::SoftBreak | InlineKind::HardBreak => {
                *at += 1;
                range.contains(&start).then(|| inline.kind.clone())
            }
            kind => match kind.content().filter(|content| !content.is_empty()) {
                Some(content) => {
                    let content = sliced(content, range, marks, first, at);
                    (!content.is_empty()).then(|| with_content(kind, content))
                }
                None => ((start > marks.start || first) && start <= marks.end).then(|| inline.kind.clone()),
            },
        };
        kept.extend(kind.map(|kind| Inline { kind, span: inline.span }));
    }
    kept
}

fn with_content(kind: &InlineKind, content: Vec<Inline>) -> InlineKind {
    let mut kind = kind.clone();
    if let Some(inside) = kind.content_mut() {
        *inside = content;
    }
    kind
}

/// Makes tables of lines that tabs cut into cells; the first line names the columns.
fn tables(passages: Vec<Passage>) -> Vec<Passage> {
    let mut made: Vec<Passage> = Vec::new();
    let mut rest = passages.into_iter().peekable();
    while let Some(passage) = rest.next() {
        if passage.part != Part::Row {
            made.push(passage);
            continue;
        }
        let number = passage.number;
        let head = cells(&passage);
        let columns = head.cells.len();
        let rows: Vec<Row> = std::iter::from_fn(|| rest.next_if(|next| next.part == Part::Row && cells(next).cells.len() == columns))
            .map(|row| cells(&row))
            .collect();
        let table = Table { caption: Vec::new(), columns: vec![Alignment::Start; columns], head: vec![head], rows, row_headers: false };
        made.push(Passage::of(Part::Table(table), number));
    }
    made
}

fn cells(passage: &Passage) -> Row {
    let text = plain_text(&passage.content);
    let mut start = 0;
    let mut cells = Vec::new();
    for cell in text.split('\t') {
        let end = start + cell.len();
        let first = start == 0;
        let until = if end == text.len() { usize::MAX } else { end };
        let content = slice(&passage.content, start..end, start..until, first);
        cells.push(Cell::of_line(assemble::line(content), place(passage.number)));
        start = end + 1;
    }
    Row { cells }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inline(kind: InlineKind) -> Inline {
        Inline { kind, span: place(1) }
    }

    #[test]
    fn a_line_is_cut_without_losing_its_marks() {
        let text = |text: &str| inline(InlineKind::Text(text.to_owned()));
        let line = vec![
            text("1. one"),
            inline(InlineKind::NoteMark(0)),
            inline(InlineKind::Strong(vec![text(" two")])),
            inline(InlineKind::NoteMark(1)),
        ];
        let first = slice(&line, 3..6, 0..6, true);
        assert_eq!(first, [text("one"), inline(InlineKind::NoteMark(0))]);
        let second = slice(&line, 7..10, 6..usize::MAX, false);
        assert_eq!(second, [inline(InlineKind::Strong(vec![text("two")])), inline(InlineKind::NoteMark(1))]);
    }
}
