//! From passages and their parts to a piece.

use super::article::{Article, Passage, Role};
use super::notes::Part;
use crate::base::Span;
use crate::model::{
    Alignment, Attributes, Block, BlockKind, BoxRole, Boxed, Cell, Delimiter, Inline, InlineKind, Item, List, ListKind, Note, NumberStyle,
    Piece, PullQuote, Repeat, Row, Table, plain_text,
};

/// The piece that the recognised parts make. Passages keep their order; only the notes move to theirs.
pub(super) fn piece(article: &Article) -> Piece {
    let mut piece = Piece::article(article.metadata.clone(), article.span);
    let mut at = 0;
    while let Some(passage) = article.get(at) {
        let mut next = at + 1;
        match &passage.role {
            Role::InFrontMatter => {}
            Role::Standfirst => piece.standfirst.push(paragraph(article, passage)),
            Role::Note(_) => piece.notes.push(Note { content: vec![paragraph(article, passage)], span: passage.span }),
            _ => {
                let (kind, used) = block(article, at, passage);
                next = at + used.max(1);
                piece.body.push(self::at(kind, passage.span));
            }
        }
        at = next;
    }
    piece
}

/// The block that begins at a passage, and how many passages it takes.
fn block(article: &Article, at: usize, passage: &Passage) -> (BlockKind, usize) {
    let run = |roles: &dyn Fn(&Role) -> bool| article.passages.iter().skip(at).take_while(|passage| roles(&passage.role)).count();
    match &passage.role {
        Role::Heading(level) => (BlockKind::Heading { level: *level, content: inlines(article, passage) }, 1),
        Role::PullQuote { repeats, exact } => pull_quote(article, at, passage, *repeats, *exact),
        Role::SceneBreak => (BlockKind::SceneBreak, 1),
        Role::Item(number) => {
            let numbered = number.is_some();
            let used = 1 + article.passages.iter().skip(at + 1).zip(number.unwrap_or_default() + 1..).take_while(|(passage, expected)| {
                matches!(passage.role, Role::Item(other) if other.is_some() == numbered && other.is_none_or(|other| other == *expected))
            }).count();
            (BlockKind::List(list(article, at, used, *number)), used)
        }
        Role::TableCaption | Role::TableRow => {
            let caption = usize::from(passage.role == Role::TableCaption);
            let rows = article
                .passages
                .iter()
                .skip(at + caption)
                .take_while(|row| row.role == Role::TableRow && cells(row) == article.get(at + caption).map_or(0, cells))
                .count();
            (BlockKind::Table(table(article, at, caption, rows)), caption + rows)
        }
        Role::BioLabel | Role::Bio => {
            let label = usize::from(passage.role == Role::BioLabel);
            let used = label + article.passages.iter().skip(at + label).take_while(|passage| passage.role == Role::Bio).count();
            (boxed(article, BoxRole::AuthorBio, at, label, used), used)
        }
        Role::DisclaimerLabel | Role::Disclaimer => {
            let label = usize::from(passage.role == Role::DisclaimerLabel);
            let used = label
                + run(&|role| matches!(role, Role::Disclaimer))
                    .max(article.passages.iter().skip(at + label).take_while(|passage| passage.role == Role::Disclaimer).count());
            (boxed(article, BoxRole::Disclaimer, at, label, used), used)
        }
        _ => (BlockKind::Paragraph(inlines(article, passage)), 1),
    }
}

fn pull_quote(article: &Article, at: usize, passage: &Passage, repeats: usize, exact: bool) -> (BlockKind, usize) {
    let attribution = article.get(at + 1).filter(|below| below.role == Role::Attribution);
    let name = attribution.map(|below| below.text.trim_start_matches(|c: char| super::text::is_dash(c) || c.is_whitespace()).to_owned());
    let used = 1 + usize::from(name.is_some());
    let repeats = article.get(repeats).map(|source| Repeat { passage: source.span, exact });
    (BlockKind::PullQuote(PullQuote { content: vec![paragraph(article, passage)], attribution: name, repeats }), used)
}

fn list(article: &Article, at: usize, used: usize, first: Option<u64>) -> List {
    let items: Vec<&Passage> = article.passages.iter().skip(at).take(used).collect();
    let kind =
        first.map_or(ListKind::Bullets, |start| ListKind::Numbers { start, style: NumberStyle::Decimal, delimiter: Delimiter::Period });
    let tight = items.iter().all(|item| item.words <= 40);
    List { kind, tight, items: items.into_iter().map(|item| Item { task: None, content: vec![paragraph(article, item)] }).collect() }
}

fn table(article: &Article, at: usize, caption: usize, rows: usize) -> Table {
    let row = |passage: &Passage| {
        let cell = |text: &str| Cell::of_line(words(article, text.trim(), passage.span), passage.span);
        Row { cells: passage.text.split('\t').map(cell).collect() }
    };
    let mut body = article.passages.iter().skip(at + caption).take(rows).map(row);
    let head = body.next().unwrap_or_default();
    let rows: Vec<Row> = body.collect();
    // Figures stand to the right, so that their units stand below each other.
    let figures = |column: usize| {
        rows.iter().all(|row| row.cells.get(column).is_some_and(|cell| cell.line().is_some_and(|line| is_figure(&plain_text(line)))))
    };
    let columns = (0..head.cells.len()).map(|column| if figures(column) { Alignment::End } else { Alignment::Start }).collect();
    let caption = article.get(at).filter(|_| caption == 1).map(|passage| inlines(article, passage)).unwrap_or_default();
    Table { caption, columns, head: vec![head], rows, row_headers: false }
}

fn is_figure(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(|c| !c.is_alphabetic())
}

fn cells(passage: &Passage) -> usize {
    passage.text.split('\t').count()
}

fn boxed(article: &Article, role: BoxRole, at: usize, label: usize, used: usize) -> BlockKind {
    let heading =
        article.get(at).filter(|_| label == 1).map(|passage| words(article, passage.text.trim_end_matches([':', ' ']), passage.span));
    let content = article.passages.iter().skip(at + label).take(used - label).map(|passage| paragraph(article, passage)).collect();
    BlockKind::Boxed(Boxed { role, heading, content, attribution: Vec::new() })
}

fn paragraph(article: &Article, passage: &Passage) -> Block {
    at(BlockKind::Paragraph(inlines(article, passage)), passage.span)
}

fn at(kind: BlockKind, span: Span) -> Block {
    Block { kind, attributes: Attributes::default(), span }
}

fn inlines(article: &Article, passage: &Passage) -> Vec<Inline> {
    words(article, &passage.text, passage.span)
}

/// Words, with the marks of notes among them where the article has notes. Tabs outside tables are blanks.
fn words(article: &Article, text: &str, span: Span) -> Vec<Inline> {
    let text = text.replace('\t', " ");
    let inline = |kind| Inline { kind, span };
    let Some(notes) = article.notes else { return vec![inline(InlineKind::Text(text))] };
    let part = |part| match part {
        Part::Words(words) => inline(InlineKind::Text(words.to_owned())),
        Part::Mark(number) => inline(InlineKind::NoteMark(number.saturating_sub(1).min(notes.count))),
    };
    notes.parts(&text).into_iter().map(part).collect()
}
