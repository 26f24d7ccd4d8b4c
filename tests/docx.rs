//! Word files of several makes and habits, and what the import should make of each.

#![allow(clippy::disallowed_methods, reason = "tests read their cases from disk")]

#[path = "docx/package.rs"]
mod package;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use package::{Word, paragraph};
use recto::model::{Block, BlockKind, BoxRole, Inline, InlineKind, ListKind, Part, plain_text};
use recto::read::docx::{Import, import};
use recto::read::plain::Given;
use recto::read::repeats::words;
use recto::write::markdown::manuscript;

fn imported(bytes: &[u8]) -> Import {
    import("text.docx", bytes, &Given::default(), "pictures").expect("a sound file is read")
}

fn body(word: &Word) -> String {
    let made = imported(&word.bytes());
    let whole = manuscript(&made.piece, &made.pictures, &[]);
    whole.split_once("\n---\n").map(|(_, body)| body.trim().to_owned()).expect("a manuscript has front matter")
}

fn codes(made: &Import) -> Vec<&str> {
    made.problems.iter().map(|problem| problem.code.0).collect()
}

fn fixtures() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/docx");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("the fixtures are there").map(|entry| entry.expect("a readable folder").path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "docx"));
    files.sort();
    files
}

#[test]
fn files_of_every_make_give_what_is_expected() {
    let mut wrong = Vec::new();
    for path in fixtures() {
        let made = imported(&fs::read(&path).expect("a file"));
        let findings: Vec<String> = made.findings.iter().map(ToString::to_string).collect();
        let problems: Vec<&str> = made.problems.iter().map(|problem| problem.message.as_str()).collect();
        let text = manuscript(&made.piece, &made.pictures, &made.remarks);
        let seen = format!("{text}{}\n{}\n{}\n", "=".repeat(60), findings.join("\n"), problems.join("\n"));
        let expected_path = path.with_extension("expected");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected_path, &seen).expect("a writable folder");
        }
        let expected = fs::read_to_string(&expected_path).unwrap_or_default().replace("\r\n", "\n");
        if expected != seen {
            let difference = similar::TextDiff::from_lines(&expected, &seen);
            wrong.push(format!("{}\n{}", path.display(), difference.unified_diff().context_radius(1)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// All words of an import: of the piece, of its metadata, and of what is reported as left out.
fn arrived(made: &Import) -> BTreeMap<String, i64> {
    let mut text = String::new();
    let mut add = |words: &str| text.extend([words, "\n"]);
    let piece = &made.piece;
    let metadata = &piece.metadata;
    [Some(&metadata.title), metadata.subtitle.as_ref(), metadata.kicker.as_ref(), metadata.date.as_ref()]
        .into_iter()
        .flatten()
        .for_each(|words| add(words));
    metadata.authors.iter().for_each(|author| add(&author.name));
    made.remarks.iter().for_each(|remark| add(remark));
    made.findings.iter().filter(|finding| finding.what.name() == "left out").for_each(|finding| add(&finding.reason));
    let notes = piece.notes.iter().flat_map(|note| &note.content);
    piece.standfirst.iter().chain(&piece.body).chain(notes).for_each(|block| block_words(block, &mut add));
    counted(&text)
}

fn block_words(block: &Block, add: &mut dyn FnMut(&str)) {
    match &block.kind {
        BlockKind::Code { text, .. } => add(text),
        BlockKind::PullQuote(quote) => quote.attribution.iter().for_each(|name| add(name)),
        _ => {}
    }
    block.each_part(&mut |part| match part {
        Part::Blocks(blocks) => blocks.iter().for_each(|block| block_words(block, add)),
        Part::Line(line) => add(&plain_text(line)),
    });
}

fn counted(text: &str) -> BTreeMap<String, i64> {
    let mut counted = BTreeMap::new();
    words(text).for_each(|(word, _)| *counted.entry(word).or_insert(0) += 1);
    counted
}

/// Words that show in Word and did not arrive.
fn lost(bytes: &[u8]) -> Vec<String> {
    let arrived = arrived(&imported(bytes));
    let shown = counted(&package::shown(bytes));
    shown.into_iter().filter(|(word, count)| arrived.get(word).unwrap_or(&0) < count).map(|(word, _)| word).collect()
}

#[test]
fn no_word_that_shows_is_lost() {
    for path in fixtures() {
        assert_eq!(lost(&fs::read(&path).expect("a file")), [""; 0], "{}", path.display());
    }
    for word in [styled(), changed(), fielded(), unstyled(), boxed(), table()] {
        assert_eq!(lost(&word.bytes()), [""; 0]);
    }
}

fn styled() -> Word {
    Word::of(&[
        "<w:p><w:pPr><w:pStyle w:val='Titel'/></w:pPr><w:r><w:t>The Quay</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:pStyle w:val='H'/></w:pPr><w:r><w:t>Morning</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>It was </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>very </w:t></w:r><w:r><w:rPr><w:b/><w:i/></w:rPr><w:t>cold</w:t></w:r>\
         <w:r><w:t xml:space='preserve'> there.</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:pStyle w:val='Q'/></w:pPr><w:r><w:t>Nobody came.</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:pStyle w:val='Q'/></w:pPr><w:r><w:t>— A. Weber</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:pStyle w:val='Mine'/></w:pPr><w:r><w:t>A paragraph of a style of its own, which says nothing to anybody.</w:t></w:r></w:p>",
    ])
    .styles(
        "<w:style w:type='paragraph' w:styleId='Titel'><w:name w:val='Title'/></w:style>\
         <w:style w:type='paragraph' w:styleId='H'><w:name w:val='heading 1'/><w:rPr><w:b/></w:rPr></w:style>\
         <w:style w:type='paragraph' w:styleId='Q'><w:name w:val='My quotes'/><w:basedOn w:val='Quote'/></w:style>\
         <w:style w:type='paragraph' w:styleId='Quote'><w:name w:val='Quote'/><w:rPr><w:i/></w:rPr></w:style>\
         <w:style w:type='paragraph' w:styleId='Mine'><w:name w:val='Wobbly'/></w:style>",
    )
}

#[test]
fn styles_say_what_a_paragraph_is() {
    let made = imported(&styled().bytes());
    assert_eq!(made.piece.metadata.title, "The Quay");
    let [heading, text, quote, other] = made.piece.body.as_slice() else { panic!("{:#?}", made.piece.body) };
    assert!(
        matches!(&heading.kind, BlockKind::Heading { level: 2, content } if matches!(content.as_slice(), [Inline { kind: InlineKind::Text(text), .. }] if text == "Morning"))
    );
    let BlockKind::Paragraph(line) = &text.kind else { panic!("{text:?}") };
    let InlineKind::Strong(strong) = &line[1].kind else { panic!("{line:?}") };
    assert!(matches!(&strong[1].kind, InlineKind::Emphasis(_)));
    assert!(matches!(&quote.kind, BlockKind::Quote(quote) if quote.content.len() == 1 && plain_text(&quote.attribution) == "A. Weber"));
    assert!(matches!(&other.kind, BlockKind::Paragraph(_)));
    assert!(made.findings.iter().any(|finding| finding.reason.contains("“Wobbly”")), "{:#?}", made.findings);
}

fn changed() -> Word {
    let by = "w:id='1' w:author='Ada' w:date='2024-01-01T00:00:00Z'";
    Word::of(&[
        &paragraph("The ferry went at nine and came back in the evening, as it always did."),
        &format!(
            "<w:p><w:r><w:t xml:space='preserve'>It was </w:t></w:r><w:ins {by}><w:r><w:t>late</w:t></w:r></w:ins>\
             <w:del {by}><w:r><w:delText>early</w:delText></w:r></w:del><w:r><w:commentReference w:id='0'/><w:t>.</w:t></w:r></w:p>"
        ),
        &format!("<w:p><w:pPr><w:rPr><w:del {by}/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>One half </w:t></w:r></w:p>"),
        &paragraph("and the other."),
        &format!("<w:moveFrom {by}><w:r><w:t>gone</w:t></w:r></w:moveFrom>"),
    ])
    .part("comments", "<w:comments xmlns:w='w'><w:comment w:id='0'><w:p><w:r><w:t>Really?</w:t></w:r></w:p></w:comment></w:comments>")
}

#[test]
fn changes_are_accepted_with_one_warning() {
    let word = changed();
    let text = body(&word);
    assert!(text.contains("It was late.") && !text.contains("early"), "{text}");
    assert!(text.contains("One half and the other."), "{text}");
    let made = imported(&word.bytes());
    let changes: Vec<_> = made.problems.iter().filter(|problem| problem.code.0 == "import-changes").collect();
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].message, "there are 4 tracked changes by Ada; all are taken as accepted");
    assert!(codes(&made).contains(&"import-comments"));
}

fn fielded() -> Word {
    let field = |instruction: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText xml:space='preserve'>{instruction}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
        )
    };
    Word::of(&[
        &format!("<w:p>{}</w:p>", field("TOC \\o &quot;1-3&quot;", "Harbours 7")),
        "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:bookmarkStart w:id='0' w:name='_Ref7'/><w:r><w:t>Harbours</w:t></w:r><w:bookmarkEnd w:id='0'/></w:p>",
        "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>Quays</w:t></w:r></w:p>",
        &format!(
            "<w:p><w:r><w:t xml:space='preserve'>See </w:t></w:r>{}<w:r><w:t xml:space='preserve'> and </w:t></w:r>{}<w:r><w:t>.</w:t></w:r></w:p>",
            field("REF _Ref7 \\h", "above"),
            field("HYPERLINK &quot;https://example.org/&quot;", "elsewhere")
        ),
        "<w:p><w:r><w:t xml:space='preserve'>The </w:t></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>XE \"Tide:spring\"</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t xml:space='preserve'>tide </w:t></w:r><w:r><w:sym w:font='Symbol' w:char='F061'/></w:r></w:p>",
    ])
}

#[test]
fn fields_show_their_results() {
    let word = fielded();
    let made = imported(&word.bytes());
    let text = body(&word);
    assert!(text.contains("## Harbours {#ref7}"), "{text}");
    assert!(text.contains("See [above](#ref7) and [elsewhere](https://example.org/)."), "{text}");
    assert!(!text.contains('7') || !text.contains("Harbours 7"), "{text}");
    let index = |inline: &Inline| matches!(&inline.kind, InlineKind::IndexMark { entry, .. } if entry.words == ["Tide", "spring"]);
    assert!(made.piece.body.iter().any(|block| matches!(&block.kind, BlockKind::Paragraph(line) if line.iter().any(index))));
    assert!(text.ends_with("tide α"), "{text}");
}

fn unstyled() -> Word {
    let bold = |text: &str| format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>");
    let sentence =
        "The harbour was built by the people of the town, and it is still there, though nobody knows how deep it was in those days.";
    let pulled = "nobody knows how deep it was in those days";
    Word::of(&[
        &paragraph("The Deep Harbour"),
        &paragraph("By Ada Weber"),
        &paragraph(sentence),
        &bold("How it began"),
        &paragraph(&format!("It is said that {sentence}")),
        &bold("How it went on"),
        &paragraph(
            "Later on there were boats in it, and then there were none, because the river had moved to the other side of the valley.",
        ),
        &format!(
            "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
            paragraph(pulled)
        ),
        &paragraph("It was a long time before anybody went down to look, and what they found there was of no use to the town."),
        &paragraph("Ada Weber is a writer who lives by the sea and teaches at the school of the town."),
    ])
}

#[test]
fn where_no_style_says_it_the_looks_do() {
    let made = imported(&unstyled().bytes());
    let metadata = &made.piece.metadata;
    assert_eq!(
        (metadata.title.as_str(), metadata.authors[0].name.as_str(), metadata.language.0.as_str()),
        ("The Deep Harbour", "Ada Weber", "en")
    );
    let headings = made.piece.body.iter().filter(|block| matches!(block.kind, BlockKind::Heading { level: 2, .. })).count();
    assert_eq!(headings, 2, "{:#?}", made.piece.body);
    let pulled = made.piece.body.iter().find_map(|block| if let BlockKind::PullQuote(quote) = &block.kind { quote.repeats } else { None });
    assert!(pulled.is_some_and(|repeat| repeat.exact), "{:#?}", made.findings);
    assert!(made.piece.body.iter().any(|block| matches!(&block.kind, BlockKind::Boxed(boxed) if boxed.role == BoxRole::AuthorBio)));
}

fn boxed() -> Word {
    Word::of(&[
        &paragraph("A text with a box beside it that nobody has given a style, and that says something else."),
        &format!(
            "<w:p><w:r><w:t>Words.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wp:docPr id='1' name='x'/>\
             <a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{0}{1}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>\
             </wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{0}{1}</w:txbxContent></v:textbox></v:shape></w:pict>\
             </mc:Fallback></mc:AlternateContent></w:r></w:p>",
            paragraph("In the box."),
            paragraph("More of it.")
        ),
    ])
}

#[test]
fn text_boxes_become_boxes_once() {
    let made = imported(&boxed().bytes());
    let boxes: Vec<usize> = made
        .piece
        .body
        .iter()
        .filter_map(|block| if let BlockKind::Boxed(boxed) = &block.kind { Some(boxed.content.len()) } else { None })
        .collect();
    assert_eq!(boxes, [2], "{:#?}", made.piece.body);
}

fn table() -> Word {
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(text));
    Word::of(&[
        &paragraph("A table stands below, and a list of two kinds below that."),
        &format!(
            "<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>\
             <w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
            cell("", "Place"),
            cell("<w:gridSpan w:val='2'/>", "Depth"),
            cell("<w:vMerge w:val='restart'/>", "Quay"),
            cell("", "three"),
            cell("", "four"),
            cell("<w:vMerge/>", ""),
            cell("", "five"),
            cell("<w:gridSpan w:val='60000'/>", "six")
        ),
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>first</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>under it</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>second</w:t></w:r></w:p>",
    ])
    .part(
        "numbering",
        "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='4'/><w:numFmt w:val='lowerRoman'/><w:lvlText w:val='(%1)'/></w:lvl>\
         <w:lvl w:ilvl='1'><w:numFmt w:val='bullet'/><w:lvlText w:val='-'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num></w:numbering>",
    )
}

#[test]
fn tables_and_lists_keep_their_shape() {
    let made = imported(&table().bytes());
    let [_, table, list] = made.piece.body.as_slice() else { panic!("{:#?}", made.piece.body) };
    let BlockKind::Table(table) = &table.kind else { panic!("{table:?}") };
    assert_eq!((table.head.len(), table.head[0].cells[1].columns), (1, 2));
    assert_eq!((table.rows[0].cells[0].rows, table.rows[1].cells.len()), (2, 2));
    assert!(table.columns.len() <= 65);
    let BlockKind::List(list) = &list.kind else { panic!("{list:?}") };
    assert!(matches!(list.kind, ListKind::Numbers { start: 4, .. }));
    assert_eq!((list.items.len(), list.items[0].content.len()), (2, 2));
}

#[test]
fn what_is_no_sound_word_file_is_refused_in_words() {
    let refused = |bytes: &[u8]| {
        let problem = import("text.docx", bytes, &Given::default(), "pictures").expect_err("it cannot be read");
        assert!(problem.hint.is_some() && problem.place.as_deref() == Some("text.docx"), "{problem:?}");
        problem.code.0
    };
    assert_eq!(refused(b""), "docx-none");
    assert_eq!(refused(&Word::of(&[]).bytes()), "import-empty");
    assert_eq!(refused(&Word::of(&["<w:p>", "<w:p><w:r>"]).bytes()), "docx-damaged");
    let deep = "<w:sdt><w:sdtContent>".repeat(50_000);
    assert_eq!(refused(&Word::of(&[&deep]).bytes()), "docx-damaged");
    let entities = "<w:p><w:r><w:t>&lol;</w:t></w:r></w:p>";
    assert_eq!(refused(&Word::of(&[entities]).doctype("<!DOCTYPE w [<!ENTITY lol 'ha'>]>").bytes()), "docx-damaged");
    let bomb = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", " ".repeat(70_000_000));
    assert_eq!(refused(&Word::of(&[&bomb]).bytes()), "docx-damaged");
    assert_eq!(refused(&package::zip(&[("xl/workbook.xml", "<workbook/>")])), "docx-none");
}

#[test]
fn what_is_missing_or_points_elsewhere_is_done_without() {
    let word = Word::of(&[
        &paragraph("A picture should stand here, and a note, and a link, but none of them is in the file."),
        "<w:p><w:r><w:t>Here</w:t></w:r><w:r><w:footnoteReference w:id='9'/></w:r><w:hyperlink r:id='rIdNone'><w:r><w:t>there</w:t></w:r></w:hyperlink>\
         <w:r><w:drawing><wp:inline><wp:docPr id='1' descr='A lamp'/><a:blip r:embed='rId77'/></wp:inline></w:drawing></w:r></w:p>",
    ])
    .relation("rId77", "image", "../../../etc/passwd")
    .part("styles", "<w:styles xmlns:w='w'><unclosed></w:styles>");
    let made = imported(&word.bytes());
    assert!(made.files.is_empty());
    let text = body(&word);
    assert!(text.contains("Herethere") && text.contains("A lamp"), "{text}");
    assert_eq!(codes(&made).iter().filter(|code| **code == "import-picture").count(), 1, "{:?}", made.problems);
    assert!(codes(&made).contains(&"import-part"), "{:?}", made.problems);
}

#[test]
fn languages_that_change_are_kept() {
    let run = |language: &str, text: &str| {
        format!("<w:r><w:rPr><w:lang w:val='{language}'/></w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>")
    };
    let word = Word::of(&[&format!(
        "<w:p>{}{}{}</w:p>",
        run("en-GB", "It was a mistake in the plan of the harbour, what is called a "),
        run("fr-FR", "faux pas"),
        run("en-US", " by those who know.")
    )]);
    let made = imported(&word.bytes());
    assert_eq!(made.piece.metadata.language.0, "en-GB");
    assert_eq!(body(&word), "It was a mistake in the plan of the harbour, what is called a [faux pas]{lang=fr-FR} by those who know.");
}
