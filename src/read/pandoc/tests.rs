use crate::base::{MemoryWorkspace, Report, Sources};
use crate::model::{Block, BlockKind, InlineKind, Piece, plain_text};
use crate::read::plain::Given;

/// The piece of a document with these blocks, and the codes of what was found.
fn read(blocks: &str) -> (Piece, Vec<&'static str>) {
    let json = format!(r#"{{"pandoc-api-version":[1,23,1],"meta":{{}},"blocks":[{blocks}]}}"#);
    let (mut sources, mut report) = (Sources::default(), Report::default());
    let import = super::import(&json, "a.json", &Given::default(), &MemoryWorkspace::default(), &mut sources, &mut report);
    let piece = import.expect("there are words in it").piece;
    (piece, report.diagnostics.iter().map(|diagnostic| diagnostic.code.0).collect())
}

fn words(piece: &Piece) -> Vec<String> {
    let words = piece.body.iter().map(|block| match &block.kind {
        BlockKind::Paragraph(line) => plain_text(line),
        BlockKind::Code { text, .. } => format!("code {text}"),
        other => format!("{other:?}"),
    });
    words.collect()
}

#[test]
fn words_meant_for_another_format_are_kept_and_counted() {
    let (piece, found) = read(
        r#"{"t":"RawBlock","c":["html","<div class=\"x\">One <b>two</b></div>"]},{"t":"RawBlock","c":["html","<!-- no -->"]},
           {"t":"RawBlock","c":["latex","\\newpage"]},{"t":"RawBlock","c":["latex","\\begin{x}three\\end{x}"]},
           {"t":"Para","c":[{"t":"Str","c":"four"},{"t":"RawInline","c":["html","<br/>"]},{"t":"Str","c":"five"}]}"#,
    );
    assert!(
        matches!(&piece.body[0].kind, BlockKind::Group(blocks) if words(&Piece { body: blocks.clone(), ..piece.clone() }) == ["One two"])
    );
    assert_eq!(words(&piece)[1..], ["code \\begin{x}three\\end{x}\n", "four five"]);
    assert_eq!(found, ["raw-format"]);
}

#[test]
fn html_between_blocks_is_read_for_what_it_means() {
    let json = r#"{"pandoc-api-version":[1,23,1],"meta":{},"blocks":[{"t":"RawBlock","c":["html","<table>"]},{"t":"RawBlock","c":["html","<tr><td>"]},
        {"t":"Plain","c":[{"t":"RawInline","c":["html","<img src=\"a.png\" alt=\"Grey\">"]}]},{"t":"RawBlock","c":["html","</td><td>"]},
        {"t":"Plain","c":[{"t":"Emph","c":[{"t":"Str","c":"so"}]},{"t":"Space"},{"t":"Str","c":"*far*"}]},{"t":"RawBlock","c":["html","</td></tr></table>"]},
        {"t":"Para","c":[{"t":"Str","c":"After"},{"t":"Space"},{"t":"RawInline","c":["html","<img src=\"a.png\" alt=\"Grey\">"]}]}]}"#;
    let picture = include_bytes!("../../../tests/books/kitchen-sink/picture.png");
    let (mut sources, mut report) = (Sources::default(), Report::default());
    let workspace = MemoryWorkspace::default().with("a.png", picture);
    let import = super::import(json, "a.json", &Given::default(), &workspace, &mut sources, &mut report).expect("there are words in it");
    assert_eq!(report, Report::default());
    let [Block { kind: BlockKind::Table(table), .. }, Block { kind: BlockKind::Paragraph(after), .. }] = import.piece.body.as_slice()
    else {
        panic!("{:?}", import.piece.body)
    };
    let cells = &table.rows[0].cells;
    let is_picture = |block: &Block| matches!(&block.kind, BlockKind::Figure(figure) if figure.alt == "Grey");
    assert!(cells[0].content.iter().any(is_picture), "{:?}", cells[0]);
    let line = cells[1].line().expect("it is a line");
    assert_eq!((plain_text(line).as_str(), matches!(line[0].kind, InlineKind::Emphasis(_))), ("so *far*", true));
    assert!(matches!(after.last().map(|last| &last.kind), Some(InlineKind::Picture { alt, .. }) if alt == "Grey"));
}

#[test]
fn a_note_in_a_note_is_one_of_its_own() {
    let (piece, found) = read(
        r#"{"t":"Para","c":[{"t":"Str","c":"A"},{"t":"Note","c":[{"t":"Para","c":[{"t":"Str","c":"outer"},
           {"t":"Note","c":[{"t":"Para","c":[{"t":"Str","c":"inner"}]}]}]}]}]}"#,
    );
    assert_eq!(found, [] as [&str; 0]);
    let notes: Vec<Vec<String>> = piece.notes.iter().map(|note| words(&Piece { body: note.content.clone(), ..piece.clone() })).collect();
    assert_eq!(notes, [["outer"], ["inner"]]);
}

#[test]
fn quotations_get_the_marks_of_their_language() {
    let quoted =
        r#"{"t":"Quoted","c":[{"t":"DoubleQuote"},[{"t":"Str","c":"a"},{"t":"Quoted","c":[{"t":"SingleQuote"},[{"t":"Str","c":"b"}]]}]]}"#;
    let (piece, _) = read(&format!(
        r#"{{"t":"Para","c":[{quoted}]}},{{"t":"Div","c":[["",[],[["lang","de"]]],[{{"t":"Para","c":[{quoted}]}}]]}},{{"t":"Para","c":[{quoted}]}}"#
    ));
    let inner = match &piece.body[1].kind {
        BlockKind::Group(blocks) => blocks.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(words(&piece)[0], "“a‘b’”");
    assert_eq!(words(&Piece { body: inner, ..piece.clone() }), ["„a‚b‘“"]);
    assert_eq!(words(&piece)[2], "“a‘b’”");
}

#[test]
fn a_cell_reaches_no_further_than_its_table() {
    let cell = r#"[["",[],[]],{"t":"AlignDefault"},2000000,-5,[{"t":"Plain","c":[{"t":"Str","c":"x"}]}]]"#;
    let (piece, _) = read(&format!(
        r#"{{"t":"Table","c":[["",[],[]],[null,[]],[[{{"t":"AlignDefault"}},{{"t":"ColWidthDefault"}}]],[["",[],[]],[]],
           [[["",[],[]],0,[],[[["",[],[]],[{cell}]]]]],[["",[],[]],[]]]}}"#
    ));
    let BlockKind::Table(table) = &piece.body[0].kind else { panic!("it is a table") };
    assert_eq!((table.rows[0].cells[0].rows, table.rows[0].cells[0].columns), (1, 1));
}

#[test]
fn findings_point_at_the_words_of_their_block() {
    let json = r#"{"pandoc-api-version":[1,23],"meta":{},"blocks":[{"t":"Para","c":[{"t":"Str","c":"One"}]},
        {"t":"Para","c":[{"t":"Str","c":"Two"},{"t":"Space"},{"t":"Link","c":[["",[],[]],[{"t":"Str","c":"here"}],["javascript:x",""]]}]}]}"#;
    let (mut sources, mut report) = (Sources::default(), Report::default());
    super::import(json, "a.json", &Given::default(), &MemoryWorkspace::default(), &mut sources, &mut report)
        .expect("there are words in it");
    let span = report.diagnostics[0].span.expect("a place");
    assert_eq!(report.diagnostics[0].code.0, "link-unsafe");
    assert_eq!(sources.text(span), "Two here");
    assert_eq!(sources.get(span.file).map(|file| file.location(span.start).line), Some(2));
}
