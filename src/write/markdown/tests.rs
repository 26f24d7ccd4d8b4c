use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::*;
use crate::base::{FileId, Span};
use crate::model::*;

fn span() -> Span {
    Span::new(FileId(0), 0, 0)
}

fn text(words: &str) -> Inline {
    Inline { kind: InlineKind::Text(words.to_owned()), span: span() }
}

fn inline(kind: InlineKind) -> Inline {
    Inline { kind, span: span() }
}

fn block(kind: BlockKind) -> Block {
    Block { kind, attributes: Attributes::default(), span: span() }
}

fn paragraph(words: &str) -> Block {
    block(BlockKind::Paragraph(vec![text(words)]))
}

fn piece(body: Vec<Block>) -> Piece {
    Piece { body, ..Piece::article(Metadata::default(), span()) }
}

fn body(blocks: Vec<Block>) -> String {
    let whole = manuscript(&piece(blocks), &[], &[]);
    whole.split_once("\n---\n\n").expect("front matter ends").1.to_owned()
}

/// What a Markdown reader sees: paragraphs as their words, everything else as its name.
fn seen(markdown: &str) -> Vec<String> {
    let mut seen = Vec::new();
    let mut words = String::new();
    for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Text(part) => words.push_str(&part),
            Event::SoftBreak => words.push('\n'),
            Event::End(TagEnd::Paragraph) => seen.push(std::mem::take(&mut words)),
            Event::Start(Tag::Paragraph) | Event::End(_) => {}
            other => seen.push(format!("{other:?}")),
        }
    }
    seen
}

#[test]
fn nothing_that_looks_like_markup_is_read_as_markup() {
    let lookalikes = [
        "# no heading",
        "#hashtag",
        "- no item",
        "-5 degrees",
        "+ no item",
        "1. no item",
        "12) no item",
        "1984. A year",
        "> no quote",
        "::: no div",
        ": no definition",
        "*no* **emphasis** _no_ __stress__ snake_case",
        "`no code` ``` no fence",
        "~~~ no fence",
        "[no](link) [^1] [x] ![no](picture)",
        "<b>no tag</b> <http://no.link> 3 < 4",
        "&amp; no entity &#65; AT&T; R&D",
        "a | b | c",
        "2^10^ H~2~O ~~no~~",
        "$5 and $6 no $math$",
        "back\\slash \\* end\\",
        "---",
        "===",
        "***",
        "- - -",
        "* * *",
        "|---|---|",
        "Table: no caption",
        "{#no .attribute}",
        "[ ] no task",
        "\u{a0}«\u{a0}oui\u{a0}»",
        "| a |",
        "^no note",
    ];
    for words in lookalikes {
        assert_eq!(seen(&body(vec![paragraph(words)])), [words], "{}", body(vec![paragraph(words)]));
    }
}

#[test]
fn words_in_headings_lists_and_cells_stay_words() {
    let heading = block(BlockKind::Heading { level: 2, content: vec![text("1. C# and F# #")] });
    assert_eq!(body(vec![heading]), "## 1. C# and F# \\#\n");
    let items = ["# one", "- two", "| three"].map(|words| Item { task: None, content: vec![paragraph(words)] });
    let list = List { kind: ListKind::Bullets, tight: true, items: items.to_vec() };
    assert_eq!(body(vec![block(BlockKind::List(list))]), "- \\# one\n- \\- two\n- \\| three\n");
    let cell = |words: &str| Cell::of_line(vec![text(words)], span());
    let table = Table {
        caption: vec![text("Prices")],
        columns: vec![Alignment::Start, Alignment::End],
        head: vec![Row { cells: vec![cell("Bread"), cell("Price")] }],
        rows: vec![Row { cells: vec![cell("Rye | dark"), cell("$2")] }],
        row_headers: false,
    };
    assert_eq!(body(vec![block(BlockKind::Table(table))]), "| Bread | Price |\n| --- | --: |\n| Rye \\| dark | \\$2 |\n\nTable: Prices\n");
}

#[test]
fn lines_carry_their_dress() {
    let content = vec![
        text("It was "),
        inline(InlineKind::Emphasis(vec![text("very ")])),
        inline(InlineKind::Strong(vec![text("late")])),
        inline(InlineKind::NoteMark(0)),
        inline(InlineKind::HardBreak),
        inline(InlineKind::Link { target: "https://example.org/a (b)".into(), content: vec![text("a link")] }),
        inline(InlineKind::Code("a `tick`".into())),
        inline(InlineKind::Span {
            attributes: Box::new(Attributes { language: Some("fr".into()), classes: vec!["smallcaps".into()], ..Attributes::default() }),
            content: vec![text("faux pas")],
        }),
    ];
    let mut piece = piece(vec![block(BlockKind::Paragraph(content))]);
    piece.notes = vec![Note { content: vec![paragraph("One."), paragraph("Two.")], span: span() }];
    let whole = manuscript(&piece, &[], &[]);
    assert!(
        whole.ends_with(
            "It was *very* **late**[^1]\\\n[a link](<https://example.org/a (b)>)`` a `tick` ``[faux pas]{.smallcaps lang=fr}\n\n[^1]: One.\n\n    Two.\n"
        ),
        "{whole}"
    );
}

#[test]
fn the_anatomy_of_an_article_stands_in_divs() {
    let quote = PullQuote { content: vec![paragraph("Far-off days")], attribution: Some("The \"Boss\"".into()), repeats: None };
    let boxed = Boxed {
        role: BoxRole::AuthorBio,
        heading: Some(vec![text("Who")]),
        content: vec![paragraph("She writes.")],
        attribution: Vec::new(),
    };
    let inner = block(BlockKind::PullQuote(PullQuote { content: vec![paragraph("In a group")], attribution: None, repeats: None }));
    let mut group = block(BlockKind::Group(vec![inner]));
    group.attributes.classes.push("wide".into());
    let text = body(vec![block(BlockKind::PullQuote(quote)), block(BlockKind::SceneBreak), block(BlockKind::Boxed(boxed)), group]);
    let expected = "::: {.pullquote attribution=\"The \\\"Boss\\\"\"}\nFar-off days\n:::\n\n* * *\n\n::: author-bio\n## Who\n\nShe writes.\n:::\n\n\
                    :::: {.wide}\n::: pullquote\nIn a group\n:::\n::::\n";
    assert_eq!(text, expected);
}

#[test]
fn figures_name_their_picture() {
    let picture =
        Picture { path: "images/a map.png".into(), bytes: [].into(), format: PictureFormat::Png, width: 1, height: 1, own_width: None };
    let figure = Figure {
        picture: PictureId(0),
        alt: "A map".into(),
        caption: vec![text("The [old] map")],
        credit: Some("N. N.".into()),
        width: Some(0.5),
    };
    let piece = piece(vec![block(BlockKind::Figure(figure))]);
    let whole = manuscript(&piece, &[picture], &[]);
    assert!(whole.ends_with("![The \\[old\\] map](<images/a map.png>){alt=\"A map\" credit=\"N. N.\" width=\"50%\"}\n"), "{whole}");
}

#[test]
fn front_matter_holds_anything() {
    let mut piece = piece(Vec::new());
    piece.metadata.title = "Say \"yes\": a\\b # no comment".into();
    piece.metadata.authors =
        ["Ada Lovelace", "Zoë O’Neil"].map(|name| Contributor { name: name.into(), file_as: String::new(), role: "aut".into() }).to_vec();
    let whole = manuscript(&piece, &[], &["line 2: By".to_owned()]);
    let expected = "---\ntitle: \"Say \\\"yes\\\": a\\\\b # no comment\"\nauthor:\n  - \"Ada Lovelace\"\n  - \"Zoë O’Neil\"\nlanguage: \"en\"\n# line 2: By\n---\n";
    assert_eq!(whole, expected);
}
