//! Citations in the styles that publishers use, from BibTeX and CSL-JSON.

use super::*;
use crate::base::{FileId, MemoryWorkspace};
use crate::model::{BlockKind, Cited, Gathered, Metadata, plain_text};

const BIB: &str = r#"
@book{woolf, author = {Virginia Woolf}, title = {To the Lighthouse}, publisher = {Hogarth Press}, address = {London}, year = {1927}}
@article{crick, author = {Watson, James D. and Crick, Francis H. C.}, title = {Molecular Structure of Nucleic Acids},
  journal = {Nature}, volume = 171, number = 4356, pages = {737--738}, year = 1953, doi = {10.1038/171737a0}}
@book{austen, author = {Jane Austen}, title = {Emma}, publisher = {John Murray}, address = {London}, year = 1815}
"#;

const JSON: &str = r#"[{"id": "woolf", "type": "book", "author": [{"family": "Woolf", "given": "Virginia"}],
  "title": "To the <i>Lighthouse</i> 10<sup>2</sup>", "publisher": "Hogarth Press", "publisher-place": "London",
  "issued": {"date-parts": [[1927], [1928]]}, "custom": {"rating": 5}}]"#;

fn span() -> Span {
    Span::new(FileId(0), 0, 0)
}

fn text(words: &str) -> Inline {
    Inline { kind: InlineKind::Text(words.to_owned()), span: span() }
}

fn cite(works: &[(&str, &str, &str, CitationMode)]) -> Inline {
    let line = |words: &str| if words.is_empty() { Vec::new() } else { vec![text(words)] };
    let work = |&(prefix, key, suffix, mode): &(&str, &str, &str, CitationMode)| Cited {
        key: key.to_owned(),
        prefix: line(prefix),
        suffix: line(suffix),
        mode,
    };
    let content = vec![text("[typed]")];
    Inline { kind: InlineKind::Citation(Box::new(Citation { works: works.iter().map(work).collect(), content })), span: span() }
}

struct Outcome {
    publication: Publication,
    report: Report,
}

impl Outcome {
    /// The paragraphs of the piece, in plain words.
    fn text(&self) -> Vec<String> {
        let line = |block: &crate::model::Block| match &block.kind {
            BlockKind::Paragraph(line) => Some(plain_text(line)),
            _ => None,
        };
        self.publication.pieces[0].body.iter().filter_map(line).collect()
    }

    fn notes(&self) -> Vec<String> {
        let words = |note: &Note| match &note.content[0].kind {
            BlockKind::Paragraph(line) => plain_text(line),
            _ => String::new(),
        };
        self.publication.pieces[0].notes.iter().map(words).collect()
    }

    fn works(&self) -> Vec<String> {
        let works = |piece: &Piece| match piece.body.last().map(|block| block.kind.clone()) {
            Some(BlockKind::Gathered(Gathered::Bibliography(works))) => works,
            _ => Vec::new(),
        };
        let entry = |work: crate::model::Work| format!("{}{}", work.label.unwrap_or_default(), plain_text(&work.content));
        self.publication.pieces.iter().flat_map(works).map(entry).collect()
    }

    fn codes(&self) -> Vec<&str> {
        self.report.diagnostics.iter().map(|diagnostic| diagnostic.code.0).collect()
    }
}

fn settled(style: &str, language: &str, files: &[(&str, &str)], lines: Vec<Vec<Inline>>) -> Outcome {
    let words = |text: &str| Words { text: text.to_owned(), span: span() };
    let workspace = files.iter().fold(MemoryWorkspace::default(), |workspace, (name, text)| workspace.with(name, *text));
    let metadata = Metadata { language: Language(language.to_owned()), ..Metadata::default() };
    let body = lines.into_iter().map(|line| placing::paragraph(line, span())).collect();
    let piece = Piece { body, ..Piece::article(metadata.clone(), span()) };
    let mut publication = Publication::of(metadata, vec![piece]);
    let wish = Wish { files: files.iter().map(|(name, _)| words(name)).collect(), style: Some(words(style)), uncited: None };
    let mut report = Report::default();
    settle(&mut publication, &wish, &workspace, &mut Sources::default(), &mut report);
    Outcome { publication, report }
}

const NORMAL: CitationMode = CitationMode::Normal;

#[test]
fn an_author_date_style_names_author_year_and_page() {
    let lines = vec![
        vec![text("A "), cite(&[("see", "woolf", ", pp. 3-4 and elsewhere", NORMAL), ("", "crick", "", NORMAL)]), text(".")],
        vec![cite(&[("", "woolf", "p. 9", CitationMode::AuthorInText)]), text(" says so.")],
        vec![text("She says "), cite(&[("", "woolf", "", CitationMode::SuppressAuthor)]), text(".")],
    ];
    let outcome = settled("chicago-author-date", "en", &[("refs.bib", BIB)], lines);
    assert_eq!(
        outcome.text(),
        ["A (see Woolf 1927, 3–4 and elsewhere; Watson and Crick 1953).", "Woolf (1927, 9) says so.", "She says (1927)."]
    );
    assert_eq!(outcome.codes(), [""; 0]);
    let works = outcome.works();
    assert_eq!(works.len(), 2, "{works:?}");
    assert!(works[0].starts_with("Watson, James D.") && works[1].starts_with("Woolf, Virginia."), "{works:?}");
}

#[test]
fn a_numbered_style_counts_works() {
    let lines = vec![vec![text("A "), cite(&[("", "woolf", "", NORMAL), ("", "crick", "", NORMAL), ("", "austen", "", NORMAL)])]];
    let outcome = settled("ieee", "en", &[("refs.bib", BIB)], lines);
    assert_eq!(outcome.text(), ["A [1], [2], [3]"]);
    assert!(outcome.works()[0].starts_with("[1]V. Woolf"), "{:?}", outcome.works());
    let lines =
        vec![vec![text("A "), cite(&[("", "woolf", "", NORMAL)]), text(". "), cite(&[("", "crick", "", CitationMode::AuthorInText)])]];
    let outcome = settled("nature", "en", &[("refs.bib", BIB)], lines);
    assert_eq!(outcome.text(), ["A.1 Watson and Crick2"]);
}

#[test]
fn a_style_of_notes_makes_notes_in_their_order() {
    let lines = vec![vec![
        text("One "),
        cite(&[("", "woolf", "p. 3", NORMAL)]),
        text(", two "),
        cite(&[("", "woolf", "p. 4", NORMAL)]),
        text(". "),
        cite(&[("", "austen", "", CitationMode::AuthorInText)]),
        text(" ends."),
    ]];
    let outcome = settled("chicago-notes", "en", &[("refs.bib", BIB)], lines);
    assert_eq!(outcome.text(), ["One, two. Jane Austen ends."]);
    let notes = outcome.notes();
    let full = ["Virginia Woolf, To the Lighthouse (Hogarth Press, 1927), 3.", "Jane Austen, Emma (John Murray, 1815)."];
    assert_eq!(notes, [full[0], "Woolf, To the Lighthouse, 4.", full[1]]);
}

#[test]
fn terms_are_in_the_language_of_the_text() {
    let outcome = settled("apa", "de", &[("refs.bib", BIB)], vec![vec![cite(&[("", "crick", "S. 737", NORMAL)])]]);
    assert_eq!(outcome.text(), ["(Watson & Crick, 1953, S. 737)"]);
    let outcome = settled("chicago-author-date", "de", &[("refs.bib", BIB)], vec![vec![cite(&[("", "crick", "", NORMAL)])]]);
    assert_eq!(outcome.text(), ["(Watson und Crick 1953)"]);
}

#[test]
fn csl_json_gives_the_same_words() {
    let outcome = settled("chicago-author-date", "en", &[("refs.json", JSON)], vec![vec![cite(&[("", "woolf", "", NORMAL)])]]);
    assert_eq!(outcome.text(), ["(Woolf 1927)"]);
    assert!(outcome.works()[0].contains("To the Lighthouse 10². Hogarth Press"), "{:?}", outcome.works());
    assert_eq!(outcome.codes(), [""; 0]);
}

#[test]
fn an_unknown_key_keeps_its_words_and_names_the_nearest() {
    let outcome = settled("apa", "en", &[("refs.bib", BIB)], vec![vec![cite(&[("", "wolf", "", NORMAL)])]]);
    assert_eq!(outcome.text(), ["[typed]"]);
    assert_eq!(outcome.codes(), ["citation-unknown"]);
    assert_eq!(outcome.report.diagnostics[0].hint.as_deref(), Some("did you mean “@woolf”?"));
}

#[test]
fn without_a_bibliography_one_warning_says_so() {
    let lines = vec![vec![cite(&[("", "a", "", NORMAL)]), cite(&[("", "b", "", NORMAL)])]];
    let outcome = settled("apa", "en", &[], lines);
    assert_eq!((outcome.text(), outcome.codes()), (vec!["[typed][typed]".to_owned()], vec!["bibliography-missing"]));
}

#[test]
fn damage_is_named_with_its_place() {
    let cited = || vec![vec![cite(&[("", "woolf", "", NORMAL)])]];
    let twice = format!("{BIB}@book{{woolf, title = {{Again}}}}");
    assert_eq!(settled("apa", "en", &[("refs.bib", &twice)], cited()).codes(), ["bibliography-key-twice"]);
    let bare = format!("{BIB}@book{{x, title = {{Again}}, month = Brumaire}}");
    let outcome = settled("apa", "en", &[("refs.bib", &bare)], cited());
    assert_eq!((outcome.codes(), outcome.text()), (vec!["bibliography-entry-damaged"], vec!["(Woolf, 1927)".to_owned()]));
    let open = "@book{woolf, title = {Never closed";
    let outcome = settled("apa", "en", &[("refs.bib", open)], cited());
    assert_eq!(outcome.codes(), ["bibliography-damaged"]);
    assert!(outcome.report.has_errors() && outcome.report.diagnostics[0].span.is_some());
    assert_eq!(settled("apa", "en", &[("refs.json", "[{\"id\": }]")], cited()).codes(), ["bibliography-damaged"]);
    assert_eq!(settled("apaa", "en", &[("refs.bib", BIB)], cited()).codes(), ["citation-style-unknown"]);
}
