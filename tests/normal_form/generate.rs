//! Publications out of numbers: every construct of the model, in every neighbourhood, the same for the same seed.

use recto::base::{FileId, Span};
use recto::model::*;

/// Words that Markdown, Pandoc's extensions or typography might take for something else.
const WORDS: [&str; 48] = [
    "word",
    "Über",
    "日本語",
    "“quoted”",
    "it’s",
    "a*b",
    "*",
    "_x_",
    "snake_case",
    "[x]",
    "](y)",
    "![z]",
    "<b>",
    "&amp;",
    "R&D",
    "`tick`",
    "\\",
    "x^2",
    "H~2~O",
    "~~no~~",
    "$5",
    "$6.",
    "#1",
    "1.",
    "2)",
    "(iv)",
    "a.",
    "(@)",
    "-",
    "--",
    "...",
    "+",
    ">",
    ":::",
    ": def",
    "Table:",
    "|",
    "{.x}",
    "@key",
    "me@home",
    "end.",
    "(paren)",
    "!",
    "?",
    "’",
    "—",
    "\u{a0}",
    "\"",
];

pub struct Seeded(u64);

impl Seeded {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `most` (xorshift64*).
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % most.max(1)
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let at = self.below(of.len());
        &of[at]
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

fn nowhere() -> Span {
    Span::new(FileId(0), 0, 0)
}

fn inline(kind: InlineKind) -> Inline {
    Inline { kind, span: nowhere() }
}

fn block(kind: BlockKind) -> Block {
    Block { kind, attributes: Attributes::default(), span: nowhere() }
}

/// Makes one piece.
pub struct Maker {
    random: Seeded,
    notes: Vec<Note>,
    ids: usize,
    in_note: bool,
    /// Inside a link or a caption, where no second link may stand.
    in_brackets: bool,
}

impl Maker {
    pub fn new(seed: u64) -> Self {
        Self { random: Seeded::new(seed), notes: Vec::new(), ids: 0, in_note: false, in_brackets: false }
    }

    /// An article of a few blocks.
    pub fn article(&mut self) -> Piece {
        let metadata = Metadata {
            title: "A title: with “marks” & more".to_owned(),
            language: Language("en".to_owned()),
            identifier: "urn:isbn:9780306406157".to_owned(),
            date: Some("2026-11-22".to_owned()),
            ..Metadata::default()
        };
        let mut body = vec![block(BlockKind::Heading { level: 2, content: vec![inline(InlineKind::Text("Start".to_owned()))] })];
        body.extend(self.blocks(6, 3));
        Piece { body, notes: std::mem::take(&mut self.notes), ..Piece::article(metadata, nowhere()) }
    }

    fn blocks(&mut self, most: usize, depth: usize) -> Vec<Block> {
        let count = 1 + self.random.below(most);
        (0..count).map(|_| self.block(depth)).collect()
    }

    fn block(&mut self, depth: usize) -> Block {
        let kinds = if depth == 0 { 4 } else { 16 };
        let kind = match self.random.below(kinds) {
            0..=2 => BlockKind::Paragraph(self.line(2)),
            3 => BlockKind::Code {
                language: self.random.one(&[None, Some("rust".to_owned())]).clone(),
                text: "let x = `y`;\n\n::: z\n# no\n".to_owned(),
            },
            4 => BlockKind::Quote(Quote { content: self.blocks(2, depth - 1), attribution: Vec::new() }),
            5 => {
                let mut content = self.blocks(2, depth - 1);
                content.push(block(BlockKind::Paragraph(vec![inline(InlineKind::Text("Said".to_owned()))])));
                BlockKind::Quote(Quote { content, attribution: vec![inline(InlineKind::Text("N. N., London".to_owned()))] })
            }
            6 => BlockKind::Verse((0..2).map(|_| self.stanza()).collect()),
            7..=9 => BlockKind::List(self.list(depth)),
            10 => BlockKind::Definitions((0..2).map(|_| self.definition(depth)).collect()),
            11 => BlockKind::Table(self.table()),
            12 => BlockKind::SceneBreak,
            13 => return self.group(depth),
            14 => BlockKind::Boxed(Boxed {
                role: *self.random.one(&[
                    BoxRole::AuthorBio,
                    BoxRole::Sidebar,
                    BoxRole::Callout(Callout::Tip),
                    BoxRole::Callout(Callout::Caution),
                ]),
                heading: self.random.chance(50).then(|| self.line(1)),
                content: vec![block(BlockKind::Paragraph(self.line(1)))],
                attribution: Vec::new(),
            }),
            _ => return self.heading(),
        };
        block(kind)
    }

    fn heading(&mut self) -> Block {
        let content = self.line(1).into_iter().filter(|inline| inline.kind != InlineKind::HardBreak).collect::<Vec<_>>();
        let mut heading = block(BlockKind::Heading { level: 2 + self.random.below(3) as u8, content });
        if self.random.chance(40) {
            heading.attributes = self.attributes();
        }
        heading
    }

    fn group(&mut self, depth: usize) -> Block {
        let mut group = block(BlockKind::Group(self.blocks(2, depth - 1)));
        group.attributes = self.attributes();
        group
    }

    fn stanza(&mut self) -> Stanza {
        let lines = (0..2).map(|_| {
            let indent = self.random.below(4) as u8;
            let content = self.line(1).into_iter().filter(|inline| inline.kind != InlineKind::HardBreak).collect();
            VerseLine { indent, content }
        });
        Stanza { lines: lines.collect() }
    }

    fn list(&mut self, depth: usize) -> List {
        let numbers = |start, style, delimiter| ListKind::Numbers { start, style, delimiter };
        let kinds = [
            ListKind::Bullets,
            ListKind::Bullets,
            numbers(1, NumberStyle::Decimal, Delimiter::Period),
            numbers(7, NumberStyle::Decimal, Delimiter::Paren),
            numbers(1, NumberStyle::LowerAlpha, Delimiter::Parens),
            numbers(1, NumberStyle::UpperAlpha, Delimiter::Period),
            numbers(4, NumberStyle::LowerRoman, Delimiter::Parens),
            numbers(1, NumberStyle::UpperRoman, Delimiter::Period),
        ];
        let kind = *self.random.one(&kinds);
        let tight = self.random.chance(50);
        let count = 1 + self.random.below(3);
        let items = (0..count).map(|_| {
            let mut content = vec![block(BlockKind::Paragraph(self.line(1)))];
            if !tight {
                content.extend(self.blocks(2, depth - 1));
            }
            let task = if kind == ListKind::Bullets && self.random.chance(20) { Some(self.random.chance(50)) } else { None };
            Item { task, content }
        });
        List { kind, tight, items: items.collect() }
    }

    fn definition(&mut self, depth: usize) -> Definition {
        let term = self.line(1).into_iter().filter(|inline| inline.kind != InlineKind::HardBreak).collect();
        Definition { term, meanings: vec![vec![block(BlockKind::Paragraph(self.line(1)))], self.blocks(2, depth - 1)] }
    }

    fn table(&mut self) -> Table {
        let columns = vec![Alignment::Start, Alignment::Center, Alignment::End];
        let caption = self.line(1);
        let mut row = || Row { cells: (0..3).map(|_| Cell::of_line(self.line(1), nowhere())).collect() };
        let (head, rows) = (vec![row()], vec![row(), row()]);
        Table { caption, columns, head, rows, row_headers: false }
    }

    fn attributes(&mut self) -> Attributes {
        self.ids += 1;
        Attributes {
            id: Some(format!("id-{}", self.ids)),
            classes: vec!["wide".to_owned(), "x1".to_owned()],
            language: self.random.chance(30).then(|| "en-GB".to_owned()),
            others: Vec::new(),
        }
    }

    /// A line that begins and ends with a word, as reading makes them.
    fn line(&mut self, depth: usize) -> Vec<Inline> {
        let mut line = vec![self.words()];
        for _ in 0..self.random.below(4) {
            line.push(self.inline(depth));
            line.push(self.words());
        }
        trimmed(joined(line))
    }

    fn words(&mut self) -> Inline {
        let count = 1 + self.random.below(3);
        let words: Vec<&str> = (0..count).map(|_| *self.random.one(&WORDS)).collect();
        let space = if self.random.chance(70) { " " } else { "" };
        inline(InlineKind::Text(format!("{space}{}{space}", words.join(" "))))
    }

    fn inside(&mut self, depth: usize) -> Vec<Inline> {
        let line = if depth == 0 { vec![self.words()] } else { self.line(depth - 1) };
        trimmed(joined(line))
    }

    fn inline(&mut self, depth: usize) -> Inline {
        let kind = match self.random.below(15) {
            0 | 1 => InlineKind::Emphasis(self.inside(depth)),
            2 => InlineKind::Strong(self.inside(depth)),
            3 => InlineKind::Strikeout(self.inside(depth)),
            4 => InlineKind::Superscript(vec![inline(InlineKind::Text("2".to_owned()))]),
            5 => InlineKind::Subscript(vec![inline(InlineKind::Text("n".to_owned()))]),
            6 => InlineKind::Code(self.random.one(&["x", "a`b", "``", " y ", "|", "*z*"]).to_string()),
            7 => InlineKind::Span { attributes: Box::new(self.attributes()), content: self.inside(depth) },
            8 if !self.in_brackets => {
                self.in_brackets = true;
                let content = self.inside(depth.min(1));
                self.in_brackets = false;
                InlineKind::Link { target: "https://example.org/a_(b)?c=d&amp;e".to_owned(), content }
            }
            9 => InlineKind::Math { source: "a_1 + |b| \\le \\frac{1}{2}".to_owned(), display: self.random.chance(30) },
            10 => InlineKind::HardBreak,
            11 if !self.in_note && !self.in_brackets => self.note(),
            12 => InlineKind::IndexMark {
                entry: Box::new(IndexEntry { words: vec!["dogs".to_owned(), "terriers".to_owned()], see: None }),
                content: self.inside(0),
            },
            _ => InlineKind::Emphasis(self.inside(0)),
        };
        inline(kind)
    }

    fn note(&mut self) -> InlineKind {
        self.in_note = true;
        let mut content = vec![block(BlockKind::Paragraph(self.line(1)))];
        if self.random.chance(30) {
            content.extend(self.blocks(2, 1));
        }
        self.in_note = false;
        self.notes.push(Note { content, span: nowhere() });
        InlineKind::NoteMark(self.notes.len() - 1)
    }
}

/// Neighbouring texts as one, as reading leaves them.
fn joined(line: Vec<Inline>) -> Vec<Inline> {
    let mut joined: Vec<Inline> = Vec::new();
    for inline in line {
        match (joined.last_mut(), &inline.kind) {
            (Some(Inline { kind: InlineKind::Text(before), .. }), InlineKind::Text(text)) => before.push_str(text),
            _ => joined.push(inline),
        }
    }
    joined
}

/// Without blanks at the edges and around line breaks, as reading leaves it.
fn trimmed(mut line: Vec<Inline>) -> Vec<Inline> {
    let breaks: Vec<bool> = line.iter().map(|inline| inline.kind == InlineKind::HardBreak).collect();
    let last = line.len().saturating_sub(1);
    for (at, inline) in line.iter_mut().enumerate() {
        if let InlineKind::Text(text) = &mut inline.kind {
            let mut squeezed = text.clone();
            while squeezed.contains("  ") {
                squeezed = squeezed.replace("  ", " ");
            }
            if at == 0 || breaks[at - 1] {
                squeezed = squeezed.trim_start_matches(' ').to_owned();
            }
            if at == last || breaks[at + 1] {
                squeezed = squeezed.trim_end_matches(' ').to_owned();
            }
            *text = squeezed;
        }
    }
    line
}
