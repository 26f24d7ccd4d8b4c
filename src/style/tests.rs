//! The whole way through this module: sheets in, styles out.

use super::samples::{article, find};
use super::*;
use std::collections::BTreeSet;

use crate::base::{Color, FileId, Length, Pt, Report, Severity, Sides, Size};
use crate::model::PictureId;

fn styled(css: &str) -> (Styled, Report) {
    with_tokens(css, &[])
}

fn with_tokens(css: &str, tokens: &[(&str, &str)]) -> (Styled, Report) {
    let tokens: Vec<(String, String)> = tokens.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
    let mut report = Report::default();
    let sheet = Stylesheet::parse(&[(FileId(0), css)], &tokens, &mut report);
    let styled = cascade(&sheet, &article(), &mut report);
    (styled, report)
}

/// The style of the first element of that name or class.
fn style(css: &str, of: &str) -> Style {
    let (styled, report) = styled(css);
    assert_eq!(report.diagnostics, [], "{css}");
    styled.of(find(&article(), of)).clone()
}

fn messages(css: &str) -> Vec<String> {
    styled(css).1.diagnostics.into_iter().map(|finding| format!("{}; {}", finding.message, finding.hint.unwrap_or_default())).collect()
}

#[test]
fn our_own_sheets_need_no_finding() {
    let themes = THEMES.iter().map(|name| theme(name).expect("there is a theme of every name"));
    for css in themes.chain([include_str!("../../styles/base.css")]) {
        assert_eq!(messages(css), Vec::<String>::new());
    }
}

#[test]
fn the_magazine_is_set_as_it_says() {
    let (styled, _) = styled(theme("magazine").expect("there is such a theme"));
    let tree = article();
    let of = |name| styled.of(find(&tree, name)).clone();
    let text = of("opening");
    assert_eq!((text.font_size, text.line_height), (Pt(9.6), Pt(12.5)));
    assert_eq!((text.text_align, text.hyphens), (TextAlign::Justify, Hyphenation::Auto));
    assert_eq!(text.color, Color::BLACK);
    assert_eq!(text.text_indent, Length::ZERO);
    assert_eq!(of("article").columns, 2);
    assert!(of("head").column_span_all);
    assert_eq!(of("title").font_size, Pt(40.0));
    assert_eq!(of("footnote").float, Float::Footnote);
    assert_eq!(of("kicker").color, Color::BLACK, "small letters are in black ink alone");
    assert_eq!(of("pullquote").border.top.color, Some(Color::Cmyk([0.1, 0.95, 0.8, 0.25])));
    assert_eq!(styled.first_letter[&find(&tree, "opening")].initial_letter, Some(InitialLetter { size: 3.0, sink: 3 }));
    assert!(styled.after.contains_key(&find(&tree, "closing")));
    let page = &styled.page;
    assert!((page.size.width.to_mm() - 210.0).abs() < 0.01 && (page.bleed.to_mm() - 3.0).abs() < 0.01);
    assert!(page.crop_marks && page.registration_marks);
    assert_eq!(
        page.face(None, PageKind::Verso).boxes.iter().map(|one| one.place).collect::<Vec<_>>(),
        [MarginBoxPlace::TopLeft, MarginBoxPlace::BottomLeft]
    );
    assert_eq!(page.face(None, PageKind::First).boxes.iter().map(|one| one.place).collect::<Vec<_>>(), [MarginBoxPlace::BottomRight]);
    assert!(page.face(None, PageKind::BlankVerso).boxes.is_empty());
    assert_eq!(page.footnote_gap, Pt(12.5));
    assert_eq!(page.footnote_rule.width, Pt(0.5));
}

#[test]
fn specificity_then_order_then_importance_decide() {
    assert_eq!(style("p { widows: 3 } p { widows: 4 }", "opening").widows, 4);
    assert_eq!(style(".opening { widows: 3 } p { widows: 4 }", "opening").widows, 3);
    assert_eq!(style("p { widows: 3 !important } p.opening { widows: 4 }", "opening").widows, 3);
    assert_eq!(style(":where(.opening) { widows: 3 } p { widows: 4 }", "opening").widows, 4);
    assert_eq!(style(":is(.opening, #x) { widows: 3 } p.opening { widows: 4 }", "opening").widows, 3);
    assert_eq!(style("p { widows: calc(1 + 2) !important } p.opening { widows: 4 }", "opening").widows, 3);
    assert_eq!(style("p { widows: var(--x, 3)! IMPORTANT } p.opening { widows: 4 }", "opening").widows, 3);
    assert_eq!(style("h2 { hyphens: manual }", "h2").hyphens, Hyphenation::Manual, "our base sheet is weaker than any other");
}

#[test]
fn inheritance_and_the_words_for_every_property() {
    assert_eq!(style("body { widows: 5; columns: 3 }", "opening").widows, 5);
    assert_eq!(style("body { widows: 5; columns: 3 }", "opening").columns, 0);
    assert_eq!(style("article { columns: 3 } p { columns: inherit }", "opening").columns, 3);
    assert_eq!(style("body { widows: 5 } p { widows: initial }", "opening").widows, 2);
    assert_eq!(style("body { widows: 5 } p { widows: 6 } p { widows: unset }", "opening").widows, 5);
    assert_eq!(style("article { columns: 3 } article { columns: unset }", "article").columns, 0);
}

#[test]
fn measures_refer_to_the_right_font_size() {
    let css = "html { font-size: 10pt } body { font-size: 2em } p { font-size: 150%; margin-left: 1em; margin-right: 1rem }";
    let paragraph = style(css, "opening");
    assert_eq!(paragraph.font_size, Pt(30.0));
    assert_eq!(paragraph.margin.left, Some(Length::Fixed(Pt(30.0))));
    assert_eq!(paragraph.margin.right, Some(Length::Fixed(Pt(10.0))));
    assert_eq!(style("html { font-size: 10pt; line-height: 1.5 } p { font-size: 20pt }", "opening").line_height, Pt(30.0));
    assert_eq!(style("html { font-size: 10pt; line-height: 150% } p { font-size: 20pt }", "opening").line_height, Pt(15.0));
    assert_eq!(style("html { font-size: 2rem }", "html").font_size, Pt(24.0));
}

#[test]
fn variables_are_replaced_where_the_element_stands() {
    assert_eq!(style(":root { --w: 4 } p { widows: var(--w) }", "opening").widows, 4);
    assert_eq!(style(":root { --w: 4 } article { --w: 5 } p { widows: var(--w) }", "opening").widows, 5);
    assert_eq!(style("p { margin: var(--none, 1pt 2pt) }", "opening").margin.right, Some(Length::Fixed(Pt(2.0))));
    let (styled, report) = styled("p { widows: 7 } p { widows: var(--none) }");
    assert_eq!(styled.of(find(&article(), "opening")).widows, 2, "invalid at computed-value time is unset, not the rule before");
    assert_eq!(report.diagnostics.len(), 1);
}

#[test]
fn selectors_find_their_elements() {
    for (css, of) in [
        ("article > p { widows: 9 }", "opening"),
        ("article p { widows: 9 }", "opening"),
        ("header + p { widows: 9 }", "opening"),
        ("header ~ p { widows: 9 }", "opening"),
        ("p:not(.closing) { widows: 9 }", "opening"),
        ("[class~=opening] { widows: 9 }", "opening"),
        ("a[href^='#note'] { widows: 9 }", "a"),
        ("#title { widows: 9 }", "title"),
        ("header > :first-child { widows: 9 }", "kicker"),
        ("header > :last-child { widows: 9 }", "byline"),
        ("header > :nth-child(2n) { widows: 9 }", "title"),
        ("article > p:first-of-type { widows: 9 }", "opening"),
        ("tr > td:last-of-type { widows: 9 }", "td"),
        (":lang(en) { widows: 9 }", "opening"),
        (":root { widows: 9 }", "html"),
        ("H2 { widows: 9 }", "h2"),
        ("aside.pullquote > p:is(.attribution, .other) { widows: 9 }", "attribution"),
    ] {
        assert_eq!(style(css, of).widows, 9, "{css}");
    }
    for css in ["p > article { widows: 9 }", ":lang(fr) { widows: 9 }", "p:nth-child(1) { widows: 9 }", "h1 + p.opening { widows: 9 }"] {
        assert_eq!(style(css, "opening").widows, 2, "{css}");
    }
}

#[test]
fn generated_content_has_a_style_of_its_own() {
    let (styled, _) = styled(".title::before { content: 'x'; color: red } .title::after { color: red }");
    let title = find(&article(), "title");
    assert_eq!(styled.before[&title].content, Some(vec![ContentPart::Text("x".into())]));
    assert!(!styled.after.contains_key(&title), "no content, no box");
    assert_eq!(styled.of(title).color, Color::BLACK);
}

#[test]
fn borders_are_as_wide_as_they_are_drawn() {
    assert_eq!(
        style("p { border: 1pt solid red }", "opening").border.left,
        Border { width: Pt(1.0), style: BorderStyle::Solid, color: Some(Color::Rgb([255, 0, 0])) }
    );
    assert_eq!(style("p { border-top-width: 1pt }", "opening").border.top.width, Pt::ZERO);
    assert_eq!(style("p { border-top-style: solid }", "opening").border.top.width, Pt(2.25));
    assert_eq!(style("p { border: 1pt solid; border-top: none }", "opening").border.top, Border::NONE);
}

#[test]
fn pages_have_a_cascade_of_their_own() {
    let css = "@page { size: A5 landscape; margin: 10% ; @top-center { content: 'all' } @bottom-center { content: counter(page) } }
               @page :left { margin-left: 30mm } @page :first { margin: 1in; @top-center { content: none } } @page :blank { @bottom-center { content: none } }";
    let page = styled(css).0.page;
    assert!((page.size.width.to_mm() - 210.0).abs() < 0.01 && (page.size.height.to_mm() - 148.0).abs() < 0.01);
    assert!((page.face(None, PageKind::Recto).margin.top.to_mm() - 14.8).abs() < 0.01, "shares at the top are of the height");
    assert!((page.face(None, PageKind::Recto).margin.left.to_mm() - 21.0).abs() < 0.01);
    assert!((page.face(None, PageKind::Verso).margin.left.to_mm() - 30.0).abs() < 0.01);
    assert_eq!(page.face(None, PageKind::First).margin, Sides::all(Pt(72.0)));
    assert_eq!(
        (
            page.face(None, PageKind::Recto).boxes.len(),
            page.face(None, PageKind::First).boxes.len(),
            page.face(None, PageKind::BlankVerso).boxes.len()
        ),
        (2, 1, 1)
    );
    assert_eq!(page.face(None, PageKind::Recto).boxes[0].style.text_align, TextAlign::Center);
}

#[test]
fn pages_have_names_that_are_stronger_than_their_kinds() {
    let css = "@page :first { margin: 1in } @page { margin: 10pt } @page front, :blank { margin: 20pt } @page front:first { margin: 30pt }
               @page :nth(1 of plate):left { margin-top: 40pt }";
    let page = styled(css).0.page;
    let margin = |name, kind| page.face(name, kind).margin.top.0;
    assert_eq!(margin(None, PageKind::First), 72.0);
    assert_eq!(margin(None, PageKind::OpeningVerso), 10.0, "without a name, only the first page of all is :first");
    assert_eq!(margin(Some("front"), PageKind::Recto), 20.0);
    assert_eq!(margin(Some("front"), PageKind::OpeningVerso), 30.0);
    assert_eq!(margin(Some("front"), PageKind::First), 30.0, "a name is stronger than :first");
    assert_eq!(margin(Some("front"), PageKind::BlankVerso), 20.0);
    let opening = |kind| page.face_at(Some("plate"), PageSpot { kind, page: 4, in_stretch: 1 }).margin.top.0;
    assert_eq!((opening(PageKind::OpeningVerso), opening(PageKind::OpeningRecto)), (40.0, 10.0));
    assert_eq!(margin(Some("other"), PageKind::First), 72.0, "a name that no rule speaks of is none");
}

#[test]
fn pages_are_chosen_by_their_place() {
    let css = "@page { margin: 10pt } @page :nth(4n+2) { margin-top: 20pt } @page :nth(2n) { margin-top: 30pt; margin-bottom: 31pt }
               @page :left { margin-top: 5pt } @page plate { margin-bottom: 40pt } @page :nth(n+3 of plate) { margin-top: 50pt }
               @page plate:nth(3):right { margin-top: 60pt } @page :nth(6):left { margin-top: 70pt } @page :nth(2):blank { margin-top: 80pt }";
    let (styled, report) = styled(css);
    assert_eq!(report.diagnostics, []);
    let margin = |name, kind, page, in_stretch| {
        let margin = styled.page.face_at(name, PageSpot { kind, page, in_stretch }).margin;
        (margin.top.0, margin.bottom.0)
    };
    assert_eq!(margin(None, PageKind::Recto, 3, 3), (10.0, 10.0));
    assert_eq!(margin(None, PageKind::Verso, 2, 2), (30.0, 31.0), "the later of two wins");
    assert_eq!(margin(None, PageKind::Verso, 6, 2), (70.0, 31.0), "with a side it is stronger");
    assert_eq!(margin(None, PageKind::BlankVerso, 2, 0), (80.0, 31.0));
    assert_eq!(margin(Some("plate"), PageKind::OpeningVerso, 4, 1), (30.0, 40.0), "pages of the publication are counted through");
    assert_eq!(margin(Some("plate"), PageKind::Verso, 6, 3), (50.0, 40.0), "a name is stronger");
    assert_eq!(margin(Some("plate"), PageKind::Recto, 7, 3), (60.0, 40.0));
    assert_eq!(margin(Some("plate"), PageKind::Recto, 9, 5), (50.0, 40.0));
    assert_eq!(margin(None, PageKind::Recto, 7, 3), (10.0, 10.0));
}

#[test]
fn print_rules_hold_and_epub_rules_do_not() {
    assert_eq!(style("@media print { p { widows: 4 } } @media epub { p { widows: 5 } }", "opening").widows, 4);
    assert_eq!(style("@media print, epub { @media epub { p { widows: 5 } } }", "opening").widows, 2);
}

#[test]
fn tokens_set_what_the_theme_declares() {
    let css = ":root { --accent: red; --size: 10pt } p { color: var(--accent) }";
    let (styled, report) = with_tokens(css, &[("accent", "device-cmyk(1 0 0 0)"), ("acent", "blue"), ("size", "1pt } p { color: red")]);
    assert_eq!(styled.of(find(&article(), "opening")).color, Color::Cmyk([1.0, 0.0, 0.0, 0.0]));
    let hints: Vec<_> = report.diagnostics.iter().filter_map(|finding| finding.hint.as_deref()).collect();
    assert_eq!(hints.len(), 2, "{report:?}");
    assert_eq!(hints[0], "the nearest is `accent`");
}

#[test]
fn what_is_not_supported_is_said_once_with_a_remedy() {
    let css = "p { colour: red; margin: 1 } h2 { colour: blue }\nh3 { margin: 1 }";
    let (_, report) = styled(css);
    let [property, value] = report.diagnostics.as_slice() else { panic!("{report:?}") };
    assert_eq!((property.severity, property.message.as_str()), (Severity::Warning, "the property `colour` is not supported (2 times)"));
    assert_eq!(property.hint.as_deref(), Some("the nearest supported property is `color`"));
    assert_eq!(property.span.map(|span| &css[span.start as usize..span.end as usize]), Some("colour"));
    assert_eq!(value.hint.as_deref(), Some("it takes [ auto | <length> | <percentage> ]{1,4}"));
    assert_eq!(value.span.map(|span| &css[span.start as usize..span.end as usize]), Some("1"));
}

#[test]
fn every_kind_of_mistake_is_heard_of() {
    for (css, expected) in [
        ("a:hover { color: red }", "the selector `a:hover` is not supported"),
        ("p { cursor: pointer }", "the property `cursor` is not supported"),
        ("@import url(x.css);", "`@import` is not supported"),
        ("@supports (x: y) { p { color: red } }", "`@supports` is not supported"),
        ("@media screen { p { color: red } }", "`@media screen` is not supported"),
        ("@page :nth(2m) { margin: 0 }", "`@page :nth(2m)` is not supported"),
        ("@page front:nth(2 of back) { margin: 0 }", "`@page front:nth(2 of back)` is not supported"),
        ("@page :nth(2) { margin: 0 }", "side margins that leave another width"),
        ("@page { @left-centre { content: 'x' } }", "`@left-centre` is not supported here"),
        ("ol { list-style-type: klingon }", "no counter style is called `klingon`"),
        ("p { string-set: x counter(y, lower-romen) }", "the nearest is `lower-roman`"),
        (":root { --s: klingon } p::before { content: counter(y, var(--s)) }", "no counter style is called `klingon`"),
        ("@page { @top-left { content: counter(page, klingon) } }", "no counter style is called `klingon`"),
        ("@counter-style decimal { symbols: a }", "a counter style has one name of its own"),
        ("@counter-style x { system: numeric; symbols: a }", "this `@counter-style` has no signs to count with"),
        ("@counter-style x { symbols: a; sufix: b }", "`sufix` is not known of a counter style; the nearest is `suffix`"),
        ("@counter-style x { symbols: url(a.png) }", "`symbols` cannot be said like this of a counter style"),
        ("@counter-style x { system: additive; additive-symbols: 1 a, 5 b }", "from large to small"),
        ("@counter-style x { symbols: a; pad: 200 \"0\" }", "`pad` cannot be said like this"),
        ("@counter-style x { symbols: a; range: 5 1 }", "`range` cannot be said like this"),
        ("html, body { background: url(paper.png) }", "`background-image` of `body` is not printed; what lies behind"),
        ("p { color red; }", "this could not be read: `color red;`"),
        ("p { b { color: red } }", "this could not be read"),
        ("p { size: A4 }", "the property `size` is not supported"),
        ("{ color: red }", "is not supported"),
        ("p", "could not be read"),
        ("p::selection { color: red }", "the selector `p::selection` is not supported"),
        ("p::first-line { margin-top: 2pt }", "`margin-top` has no effect on `::first-line`"),
        ("li::marker { text-indent: 2pt }", "`text-indent` has no effect on `::marker`"),
        ("p::before { content: string(title) }", "`string(title)` stands outside the margin boxes"),
        ("@page { @top-left { content: content() } }", "a margin box has no element to take this from"),
        ("@page { @top-left { content: counter(chapter) } }", "`counter(chapter)` stands in a margin box"),
    ] {
        let messages = messages(css);
        assert!(messages.iter().any(|message| message.contains(expected)), "{css}: {messages:?}");
    }
    assert!(styled("@import 'x.css';").1.has_errors());
    assert_eq!(
        messages("body { background: none } @media epub { body { background-image: url(x.png) } } body p { background: red }"),
        [""; 0]
    );
}

#[test]
fn counter_styles_are_read_and_reach_the_epub() {
    let css = "@counter-style parts { system: fixed 2; symbols: one \"two\"; prefix: \"(\"; suffix: \") \"; negative: \"-\" \"!\";
                 range: infinite 5, 9 9; pad: 3 \"0\"; fallback: Marks }
               @media print { @counter-style Marks { symbols: \"*\" } } @counter-style roman { system: extends Upper-Roman }
               @counter-style worth { system: additive; additive-symbols: \"V\" 5, 1 I }
               ol { list-style-type: parts } ul { list-style-type: Marks } h2::before { content: counter(x, ROMAN) counter(x, roman) }";
    let (styled, report) = styled(css);
    assert_eq!(
        report.diagnostics.iter().map(|finding| finding.message.as_str()).collect::<Vec<_>>(),
        ["no counter style is called `ROMAN`"]
    );
    let count = |number, style| styled.counter_styles.counted(number, style);
    assert_eq!(
        (count(2, "parts"), count(3, "parts"), count(4, "parts"), count(7, "parts")),
        ("one".into(), "two".into(), "****".into(), "*******".into())
    );
    assert_eq!((count(4, "roman"), count(7, "worth")), ("IV".into(), "VII".into()));
    let epub = exported(css);
    let expected = "@counter-style parts {\n  system: fixed 2;\n  symbols: \"one\" \"two\";\n  negative: \"-\" \"!\";\n  prefix: \"(\";\n  \
         suffix: \") \";\n  range: infinite 5, 9 9;\n  pad: 3 \"0\";\n  fallback: Marks;\n}\n@counter-style roman {\n  system: extends \
         upper-roman;\n}\n@counter-style worth {\n  system: additive;\n  additive-symbols: 5 \"V\", 1 \"I\";\n}\n";
    assert!(epub.starts_with(expected), "{epub}");
    assert!(epub.contains("ol {\n  list-style-type: parts;\n}"), "{epub}");
}

#[test]
fn pictures_behind_boxes_are_looked_up_and_reach_the_epub() {
    let css = ":root { --paper: url(a.png) no-repeat } p { background: var(--paper) } h2 { background: url(b.png) center / 2em auto red }
               @page { background: url(c.png) } h3 { background-image: url(d.png) } html { font-size: 10pt } h2 { font-size: 10pt }";
    let mut report = Report::default();
    let mut sheet = Stylesheet::parse(&[(FileId(0), css)], &[], &mut report);
    let asked = sheet.pictures();
    assert_eq!(asked.iter().map(|address| address.url.as_str()).collect::<BTreeSet<_>>(), ["a.png", "b.png", "c.png", "d.png"].into());
    let own = Size { width: Pt(20.0), height: Pt(10.0) };
    for address in asked.iter().filter(|address| address.url != "d.png") {
        let number = usize::from(address.url.as_bytes()[0] - b'a');
        sheet.set_picture(address, BackgroundImage { picture: PictureId(number), own, ratio: 0.5 });
    }
    let tree = article();
    let styled = cascade(&sheet, &tree, &mut report);
    assert_eq!(report.diagnostics, []);
    let of = |name| &styled.of(find(&tree, name)).background;
    let picture = |background: &Background| background.image.map(|image| image.picture.0);
    assert_eq!((picture(of("opening")), of("opening").repeat), (Some(0), [false, false]));
    assert_eq!((picture(of("h2")), of("h2").size), (Some(1), BackgroundSize::Sides([Some(Length::Fixed(Pt(20.0))), None])));
    assert_eq!(picture(&styled.page.face(None, PageKind::Verso).background), Some(2));
    assert_eq!(picture(of("h3")), None, "it was not found");
    let epub = sheet.for_epub(&tree, &styled, &|picture| format!("images/{}.png", picture.0), &mut report);
    assert!(epub.contains("p {\n  background-image: url(\"images/0.png\");\n  background-repeat: no-repeat;\n}"), "{epub}");
    let expected = "h2 {\n  background-image: url(\"images/1.png\");\n  background-size: 2em auto;\n  background-position: 50% 50%;\n}";
    assert!(epub.contains(expected), "{epub}");
}

#[test]
fn fonts_of_the_project_are_found() {
    let mut report = Report::default();
    let css = "@font-face { font-family: 'My Font'; src: url(fonts/my.otf) format('opentype'); font-weight: bold; font-style: italic }
               @font-face { font-family: x }";
    let sheet = Stylesheet::parse(&[(FileId(0), css)], &[], &mut report);
    let [face] = sheet.font_faces() else { panic!("{sheet:?}") };
    assert_eq!((face.family.as_str(), face.path.as_str(), face.weight, face.italic), ("My Font", "fonts/my.otf", Some(700), Some(true)));
    assert_eq!(report.diagnostics.len(), 1);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test that nothing hangs looks at the clock")]
fn hostile_sheets_do_no_harm() {
    let deep = |open: &str, close: &str| format!("p {{ widows: {}1{} }}", open.repeat(20_000), close.repeat(20_000));
    let bomb = (0..60).map(|n| format!("--v{n}: var(--v{m}) var(--v{m});", m = n + 1)).collect::<String>();
    for css in [
        deep("calc(", ")"),
        deep("(", ")"),
        deep("{", "}"),
        format!("p{} {{ widows: 3 }}", ":is(p".repeat(5_000)),
        format!("{} p {{ widows: 3 }}", "@media print {".repeat(10_000)),
        format!(":root {{ {bomb} --v60: lol; }} p {{ color: var(--v0) }}"),
        "}{;:@#\"'\\\u{0}é".repeat(20_000),
        "p{color:red".repeat(20_000),
        format!("p {{ {} }}", "x: y; ".repeat(100_000)),
        format!("p {{ string-set: {} }}", "a 'b',".repeat(100_000)),
        "/*".repeat(100_000),
        format!("{} {{ widows: 3 }}", "p ".repeat(50_000)),
    ] {
        let start = std::time::Instant::now();
        let (_, report) = styled(&css);
        assert!(report.diagnostics.len() < 2000, "{} findings for {}", report.diagnostics.len(), &css[..20]);
        assert!(start.elapsed().as_secs() < 20, "{}", &css[..20]);
    }
}

fn exported(css: &str) -> String {
    let mut report = Report::default();
    let sheet = Stylesheet::parse(&[(FileId(0), css)], &[], &mut report);
    let tree = article();
    let styled = cascade(&sheet, &tree, &mut report);
    sheet.for_epub(&tree, &styled, &|picture| format!("images/{}.png", picture.0), &mut report)
}

#[test]
fn the_epub_has_resolved_values_and_plain_selectors_only() {
    let css = exported(theme("magazine").expect("there is such a theme"));
    for forbidden in [
        "var(",
        "calc(",
        "--",
        ":is(",
        ":where(",
        "@",
        "color",
        "background",
        "column",
        "string-set",
        "initial-letter",
        "float",
        "pt;",
        "mm;",
        "recto",
    ] {
        assert!(!css.contains(forbidden), "{forbidden} in:\n{css}");
    }
    assert!(!css.contains("first-letter"), "a letter dressed for its size is odd without it");
    for expected in
        ["border-top: 2px solid;", "font-family: \"Source Sans 3\", sans-serif;", "-epub-hyphens: none;", "page-break-inside: avoid;"]
    {
        assert!(css.contains(expected), "no {expected} in:\n{css}");
    }
}

#[test]
fn body_text_keeps_the_readers_looks() {
    let css = exported("html, body, p, .x { font: 9pt/12pt Test; text-align: justify } p { margin: 0 1em } article p { line-height: 2 }");
    assert!(css.contains("}\n.x {\n  font-size") && !css.contains("html") && !css.contains("body"), "{css}");
    assert!(css.ends_with("p {\n  margin: 0 1em;\n}\n"), "{css}");
}

#[test]
fn sizes_in_the_epub_refer_to_the_element_around() {
    let css = "html { font-size: 10pt } .pullquote { font-size: 20pt; margin-top: 10pt; line-height: 25pt } .attribution { font-size: 8pt }
               h2 { font-size: 1.5rem; padding: 2pt; border: 0.3pt solid red }";
    let exported = exported(css);
    assert!(exported.contains(".pullquote {\n  font-size: 2em;\n  line-height: 1.25;\n  margin-top: 0.5em;\n}"), "{exported}");
    assert!(exported.contains(".attribution {\n  font-size: 0.4em;\n}"), "{exported}");
    assert!(
        exported.contains("h2 {\n  font-size: 1.5em;\n  padding: 0.133em;\n  border-width: 1px;\n  border-style: solid;\n}"),
        "{exported}"
    );
}

#[test]
fn epub_rules_and_breaks_reach_the_epub() {
    let css = ":root { --gap: 1em } @media epub { .kicker { margin-top: var(--gap) !important } } @media print { h2 { margin-top: 9em } }
               article { break-before: right } h3 { break-before: column; hyphens: auto } h1::after { content: 'a' string(title) } h1::before { content: 'a' }
               :is(h2, h3) + p { text-indent: 0 } :is(h2 + p) { text-indent: 0 } ";
    let exported = exported(css);
    let expected = ".kicker {\n  margin-top: 1em !important;\n}\narticle {\n  page-break-before: always;\n  break-before: page;\n}\n\
         h3 {\n  -webkit-hyphens: auto;\n  -epub-hyphens: auto;\n  hyphens: auto;\n}\nh1::before {\n  content: \"a\";\n}\nh2 + p, h3 + p {\n  text-indent: 0;\n}\n";
    assert!(exported.ends_with(&format!("}}\n{expected}")), "{exported}");
}

#[test]
fn what_the_base_sheet_says_of_classes_in_the_text_reaches_the_epub() {
    let exported = exported("");
    assert!(exported.contains(".attribution::before {\n  content: \"— \";\n}"), "{exported}");
    assert!(!exported.contains(".verse") && !exported.contains("blockquote"), "{exported}");
}

#[test]
fn sizes_in_the_epub_are_those_of_most_elements() {
    let exported = exported("html { font-size: 10pt } .kicker { font-size: 20pt } p { margin-top: 5pt }");
    assert!(exported.ends_with("p {\n  margin-top: 0.5em;\n}\n"), "{exported}");
}
