use crate::base::{FileId, Report, Sources, Span};
use crate::model::*;
use crate::pandoc;

fn span() -> Span {
    Span::new(FileId(0), 0, 0)
}

fn inline(kind: InlineKind) -> Inline {
    Inline { kind, span: span() }
}

fn text(words: &str) -> Inline {
    inline(InlineKind::Text(words.to_owned()))
}

fn block(kind: BlockKind) -> Block {
    Block { kind, attributes: Attributes::default(), span: span() }
}

fn paragraph(words: &str) -> Block {
    block(BlockKind::Paragraph(vec![text(words)]))
}

/// What Pandoc's document of an article with this body holds.
fn written(body: Vec<Block>) -> Vec<pandoc::Block> {
    let piece = Piece { body, ..Piece::article(Metadata::default(), span()) };
    super::document(&Publication::of(Metadata::default(), vec![piece])).blocks
}

#[test]
fn constructs_get_the_names_that_pandoc_has_for_them() {
    let heading = block(BlockKind::Heading { level: 2, content: vec![text("A b")] });
    let caps = Attributes { classes: vec!["smallcaps".into()], ..Attributes::default() };
    let line = vec![
        inline(InlineKind::Span { attributes: Box::new(caps), content: vec![text("nato")] }),
        inline(InlineKind::HardBreak),
        text("x\u{a0}y"),
    ];
    let verse = Stanza { lines: vec![VerseLine { indent: 2, content: vec![text("so")] }] };
    let quote = Quote { content: vec![paragraph("q")], attribution: vec![text("N. N.")] };
    let item = Item { task: Some(true), content: vec![paragraph("done")] };
    let blocks = written(vec![
        heading,
        block(BlockKind::Paragraph(line)),
        block(BlockKind::Verse(vec![verse.clone(), verse])),
        block(BlockKind::Quote(quote)),
        block(BlockKind::List(List { kind: ListKind::Bullets, tight: true, items: vec![item] })),
        block(BlockKind::SceneBreak),
    ]);
    let json = serde_json::to_string(&blocks).expect("texts and numbers");
    let expected = [
        r#"{"t":"Header","c":[1,["",[],[]],[{"t":"Str","c":"A"},{"t":"Space"},{"t":"Str","c":"b"}]]}"#,
        r#"{"t":"Para","c":[{"t":"SmallCaps","c":[{"t":"Str","c":"nato"}]},{"t":"LineBreak"},{"t":"Str","c":"x~y"}]}"#,
        r#"{"t":"LineBlock","c":[[{"t":"Str","c":"~~so"}],[],[{"t":"Str","c":"~~so"}]]}"#,
        r#"{"t":"BlockQuote","c":[{"t":"Para","c":[{"t":"Str","c":"q"}]},{"t":"Para","c":[{"t":"Str","c":"—"},{"t":"Space"},{"t":"Str","c":"N."},{"t":"Space"},{"t":"Str","c":"N."}]}]}"#,
        r#"{"t":"BulletList","c":[[{"t":"Plain","c":[{"t":"Str","c":"☒"},{"t":"Space"},{"t":"Str","c":"done"}]}]]}"#,
        r#"{"t":"HorizontalRule"}"#,
    ];
    assert_eq!(json, format!("[{}]", expected.join(",")).replace('~', "\u{a0}"));
}

#[test]
fn a_note_that_holds_itself_ends() {
    let mark = block(BlockKind::Paragraph(vec![text("a"), inline(InlineKind::NoteMark(0))]));
    let note = Note { content: vec![mark.clone()], span: span() };
    let piece = Piece { body: vec![mark], notes: vec![note], ..Piece::article(Metadata::default(), span()) };
    let json = super::json(&Publication::of(Metadata::default(), vec![piece]));
    assert_eq!(json.matches(r#""t":"Note""#).count(), 2);
}

#[test]
fn what_is_written_reads_the_same_as_json() {
    let cell = |words: &str| Cell::of_line(vec![text(words)], span());
    let wide = Cell { columns: 2, rows: 1, alignment: Some(Alignment::End), content: vec![paragraph("x"), paragraph("y")] };
    let table = Table {
        caption: vec![text("Prices")],
        columns: vec![Alignment::Start, Alignment::Center],
        head: vec![Row { cells: vec![cell("a"), cell("b")] }],
        rows: vec![Row { cells: vec![wide] }],
        row_headers: true,
    };
    let boxed = |role, attribution| {
        block(BlockKind::Boxed(Boxed { role, heading: Some(vec![text("H")]), content: vec![paragraph("p")], attribution }))
    };
    let numbers = ListKind::Numbers { start: 4, style: NumberStyle::LowerRoman, delimiter: Delimiter::Parens };
    let mark = InlineKind::IndexMark {
        entry: Box::new(IndexEntry { words: vec!["dogs".into(), "terriers".into()], see: Some("cats".into()) }),
        content: vec![text("dog")],
    };
    let works = vec![Cited { key: "k".into(), prefix: vec![text("see")], suffix: vec![text("p. 3")], mode: CitationMode::SuppressAuthor }];
    let body = vec![
        block(BlockKind::Table(table)),
        boxed(BoxRole::Callout(Callout::Tip), Vec::new()),
        boxed(BoxRole::Letter, vec![text("N.")]),
        block(BlockKind::PullQuote(PullQuote { content: vec![paragraph("far")], attribution: Some("A.".into()), repeats: None })),
        block(BlockKind::List(List { kind: numbers, tight: true, items: vec![Item { task: None, content: vec![paragraph("i")] }] })),
        block(BlockKind::Definitions(vec![Definition { term: vec![text("t")], meanings: vec![vec![paragraph("m")]] }])),
        block(BlockKind::Gathered(Gathered::Contents { depth: 3 })),
        block(BlockKind::Gathered(Gathered::Index)),
        block(BlockKind::Code { language: Some("rust".into()), text: "fn x() {}\n".into() }),
        block(BlockKind::Paragraph(vec![
            inline(mark),
            inline(InlineKind::Reference { target: "fig".into() }),
            inline(InlineKind::Math { source: "x^2".into(), display: true }),
            inline(InlineKind::Citation(Box::new(Citation { works, content: vec![text("[see @k]")] }))),
            inline(InlineKind::NoteMark(0)),
        ])),
    ];
    let notes = vec![Note { content: vec![paragraph("n"), paragraph("m")], span: span() }];
    let piece = Piece { body, notes, ..Piece::article(Metadata::default(), span()) };
    let json = super::json(&Publication::of(Metadata::default(), vec![piece.clone()]));

    let (mut sources, mut report) = (Sources::default(), Report::default());
    let workspace = crate::base::MemoryWorkspace::default();
    let mut read =
        crate::read::pandoc::import(&json, "a.json", &crate::read::plain::Given::default(), &workspace, &mut sources, &mut report)
            .expect("a document")
            .piece;
    assert_eq!(report, Report::default());
    unplace(&mut read.body);
    read.notes.iter_mut().for_each(|note| {
        note.span = span();
        unplace(&mut note.content);
    });
    // Where the words of a pull quote come from is settled when the whole text is known.
    let mut body = piece.body;
    if let Some(Block { kind: BlockKind::PullQuote(_), attributes, .. }) = body.get_mut(3) {
        attributes.others.push(("source".to_owned(), "own".to_owned()));
    }
    assert_eq!(read.body, body);
    assert_eq!(read.notes, piece.notes);
}

#[test]
fn names_come_back_as_they_are_sorted() {
    let author = |name: &str, file_as: &str| Contributor { name: name.into(), file_as: file_as.into(), role: "aut".into() };
    let odd = vec![author("Ursula Le Guin", "Guin, Ursula Le"), author("Jane Austen", "Austen, Jane")];
    let plain = vec![author("Jane Austen", "Austen, Jane")];
    for (authors, is_told) in [(odd, true), (plain, false)] {
        let metadata = Metadata { title: "A".into(), authors: authors.clone(), ..Metadata::default() };
        let piece = Piece { body: vec![paragraph("words")], ..Piece::article(metadata.clone(), span()) };
        let json = super::json(&Publication::of(metadata, vec![piece]));
        assert_eq!(json.contains("creator"), is_told);

        let (mut sources, mut report) = (Sources::default(), Report::default());
        let (workspace, given) = (crate::base::MemoryWorkspace::default(), crate::read::plain::Given::default());
        let read = crate::read::pandoc::import(&json, "a.json", &given, &workspace, &mut sources, &mut report).expect("a document");
        assert_eq!(read.piece.metadata.authors, authors);
        assert_eq!(report, Report::default());
    }
}

/// Takes all places away, since JSON has none.
fn unplace(blocks: &mut [Block]) {
    fn line(inlines: &mut [Inline]) {
        for inline in inlines {
            inline.span = span();
            if let InlineKind::Citation(citation) = &mut inline.kind {
                citation.works.iter_mut().for_each(|work| {
                    line(&mut work.prefix);
                    line(&mut work.suffix);
                });
            }
            inline.kind.content_mut().into_iter().for_each(|content| line(content));
        }
    }
    for block in blocks {
        block.span = span();
        block.each_part_mut(&mut |part| match part {
            PartMut::Blocks(blocks) => unplace(blocks),
            PartMut::Line(inlines) => line(inlines),
        });
    }
}
