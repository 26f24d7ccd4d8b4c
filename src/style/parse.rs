//! Reads a stylesheet's text: rules, `@media`, `@page`, `@font-face`, each problem with its place.

use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState, QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser,
    SourcePosition, StyleSheetParser,
};

use super::computed::MarginBoxPlace;
use super::counter_style;
use super::declaration::{Declaration, Property, Said, written};
use super::findings::{Findings, shortened};
use super::font_face;
use super::media::Medium;
use super::misplaced;
use super::page::{PLACES, PageRule};
use super::page_selector::PageSelector;
use super::selector::{self, Selector};
use super::stylesheet::{Origin, Stylesheet};
use super::values::Refused;
use crate::base::{Code, Diagnostic, FileId, Span, nearest};

/// Reads a stylesheet into another, after all it already has.
pub(super) fn read(text: &str, file: FileId, origin: Origin, sheet: &mut Stylesheet, findings: &mut Findings) {
    let mut input = Parser::new(text);
    let mut reader = Reader { file, origin, medium: Medium::All, sheet, findings };
    let mut rules = StyleSheetParser::new(&mut input, &mut reader);
    while let Some(rule) = rules.next() {
        if let Err((error, slice, _)) = rule {
            let end = rules.input.position().byte_index();
            let start = end.saturating_sub(slice.len());
            rules.parser.refuse(&error, slice, start);
        }
    }
}

/// The reader of rules, at the top of a sheet or in `@media`.
struct Reader<'a> {
    file: FileId,
    origin: Origin,
    medium: Medium,
    sheet: &'a mut Stylesheet,
    findings: &'a mut Findings,
}

/// Trouble that was already told in full, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    Told,
    Untold,
}

impl From<Refused> for Trouble {
    fn from(_: Refused) -> Self {
        Self::Untold
    }
}

type Heard<T> = Result<T, ParseError<Trouble>>;

fn told<T>() -> Heard<T> {
    Err(ParseError::custom(Trouble::Told))
}

impl Reader<'_> {
    fn span(&self, start: SourcePosition, end: SourcePosition) -> Span {
        Span::new(self.file, start.byte_index(), end.byte_index())
    }

    /// Reports a rule that could not be read, unless what is wrong with it was said already.
    fn refuse(&mut self, error: &ParseError<Trouble>, slice: &str, start: usize) {
        if matches!(error.kind, cssparser::ParseErrorKind::Custom(Trouble::Told)) {
            return;
        }
        let head = slice.split('{').next().unwrap_or_default().trim();
        let span = Span::new(self.file, start, start + head.len().max(1));
        let head = shortened(head);
        self.findings.add(format!("rule {head}"), || {
            Diagnostic::warning(Code("css-syntax"), format!("this rule could not be read: `{head}`"))
                .at(span)
                .hint("a rule is a selector and declarations in braces: h2 { color: black; }")
        });
    }

    fn block(&mut self, input: &mut Parser<'_>, place: Place) -> Body {
        let mut body = BlockReader { reader: self, place, body: Body::default() };
        let mut items = RuleBodyParser::new(input, &mut body);
        while let Some(item) = items.next() {
            if let Err((error, slice, _)) = item {
                let end = items.input.position().byte_index();
                items.parser.refuse(&error, slice, end.saturating_sub(slice.len()));
            }
        }
        body.body
    }
}

/// What stands before the block of an at-rule.
enum Prelude {
    Media(Medium),
    Page(Vec<PageSelector>),
    FontFace,
    CounterStyle(String),
}

/// The at-rules there are.
const AT_RULES: &[&str] = &["media", "page", "font-face", "counter-style"];

impl<'i> AtRuleParser<'i> for Reader<'_> {
    type Prelude = Prelude;
    type AtRule = ();
    type Error = Trouble;

    fn parse_prelude(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i>) -> Heard<Prelude> {
        let start = input.position();
        let prelude = match name.to_ascii_lowercase().as_str() {
            "media" => Medium::parse(input).map(Prelude::Media),
            "page" => PageSelector::parse(input).map(Prelude::Page),
            "font-face" => Ok(Prelude::FontFace),
            "counter-style" => counter_style::name(input).map(Prelude::CounterStyle),
            _ => {
                while input.next().is_ok() {}
                let span = self.span(start, input.position());
                self.findings.add(format!("at-rule {name}"), || unknown_at_rule(&name).at(span));
                return told();
            }
        };
        prelude.or_else(|_| {
            while input.next().is_ok() {}
            let span = self.span(start, input.position());
            let written = shortened(input.slice_from(start));
            self.findings.add(format!("at-rule {name} {written}"), || {
                let hint = match name.to_ascii_lowercase().as_str() {
                    "media" => "the media are print, epub and all",
                    "page" => "pages are chosen by a name, :left, :right, :first, :blank and :nth(2n+1 of name)",
                    _ => "a counter style has one name of its own, not decimal, disc, circle, square or none",
                };
                Diagnostic::warning(Code("css-at-rule"), format!("`@{name} {written}` is not supported")).at(span).hint(hint)
            });
            told()
        })
    }

    fn parse_block(&mut self, prelude: Prelude, start: &ParserState, input: &mut Parser<'i>) -> Heard<()> {
        match prelude {
            Prelude::Media(medium) => {
                let outer = self.medium;
                self.medium = outer.and(medium);
                let mut rules = RuleBodyParser::new(input, self);
                while let Some(rule) = rules.next() {
                    if let Err((error, slice, _)) = rule {
                        let end = rules.input.position().byte_index();
                        rules.parser.refuse(&error, slice, end.saturating_sub(slice.len()));
                    }
                }
                self.medium = outer;
            }
            Prelude::Page(selectors) => {
                let Body { declarations, boxes, footnote } = self.block(input, Place::Page);
                let rule = PageRule { selector: PageSelector::default(), medium: self.medium, declarations, boxes, footnote };
                self.sheet.pages.extend(selectors.into_iter().map(|selector| PageRule { selector, ..rule.clone() }));
            }
            Prelude::CounterStyle(name) => {
                let span = self.span(start.position(), input.position());
                let style = counter_style::read(input, self.file, span, self.findings);
                if let Some(style) = style.filter(|_| self.origin == Origin::Author) {
                    self.sheet.add_counter_style(self.medium, &name, style);
                }
            }
            Prelude::FontFace => {
                let from = start.position();
                let face = font_face::read(input, self.file, self.findings);
                let span = self.span(from, input.position());
                if let Some(face) = face.finish(span, self.findings) {
                    self.sheet.add_font_face(face);
                }
            }
        }
        Ok(())
    }
}

fn unknown_at_rule(name: &str) -> Diagnostic {
    if name.eq_ignore_ascii_case("import") {
        return Diagnostic::error(Code("css-import"), "`@import` is not supported")
            .hint("name every stylesheet in publication.toml, in the order in which they shall hold");
    }
    let finding = Diagnostic::warning(Code("css-at-rule"), format!("`@{name}` is not supported"));
    match nearest(name, AT_RULES.iter().copied()) {
        Some(near) => finding.hint(format!("the nearest supported rule is `@{near}`")),
        None => finding.hint("the rules are @page, @media, @font-face and @counter-style"),
    }
}

impl<'i> QualifiedRuleParser<'i> for Reader<'_> {
    type Prelude = Vec<Selector>;
    type QualifiedRule = ();
    type Error = Trouble;

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Heard<Vec<Selector>> {
        let start = input.position();
        selector::parse(input).or_else(|_| {
            while input.next().is_ok() {}
            let text = input.slice_from(start);
            let lead = text.len() - text.trim_start().len();
            let from = start.byte_index() + lead;
            let span = Span::new(self.file, from, from + text.trim().len());
            let text = shortened(text);
            self.findings.add(format!("selector {text}"), || {
                Diagnostic::warning(Code("css-selector"), format!("the selector `{text}` is not supported")).at(span).hint(
                    "selectors are made of names, .class, #id, [attribute], > + ~, :first-child and its kin, \
                     :not(), :is(), :where(), :lang(), :root, ::before, ::after, ::first-letter, ::first-line and ::marker",
                )
            });
            told()
        })
    }

    fn parse_block(&mut self, selectors: Vec<Selector>, _: &ParserState, input: &mut Parser<'i>) -> Heard<()> {
        let body = self.block(input, Place::Element);
        for selector in &selectors {
            for declaration in &body.declarations {
                if let Some(finding) = misplaced::on_the_whole(selector, declaration).filter(|_| self.medium.in_print()) {
                    self.findings.add(format!("ground {}", finding.message), || finding);
                }
                if let Some((property, finding)) = misplaced::on_pseudo_element(selector, declaration) {
                    self.findings.add(format!("misplaced {property} {:?}", selector.pseudo_element()), || finding);
                }
            }
        }
        self.sheet.add_rules(self.origin, self.medium, selectors, body.declarations);
        Ok(())
    }
}

impl<'i> DeclarationParser<'i> for Reader<'_> {
    type Declaration = ();
    type Error = Trouble;
}

impl RuleBodyItemParser<'_, (), Trouble> for Reader<'_> {
    fn parse_declarations(&self) -> bool {
        false
    }

    fn parse_qualified(&self) -> bool {
        true
    }
}

/// What a block belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Elements.
    Element,
    /// A page.
    Page,
    /// A margin box or the footnote area of a page.
    PageBox,
}

/// What a block holds.
#[derive(Default)]
struct Body {
    declarations: Vec<Declaration>,
    boxes: Vec<(MarginBoxPlace, Vec<Declaration>)>,
    footnote: Vec<Declaration>,
}

/// The reader of what stands between braces.
struct BlockReader<'r, 'a> {
    reader: &'r mut Reader<'a>,
    place: Place,
    body: Body,
}

impl BlockReader<'_, '_> {
    fn refuse(&mut self, error: &ParseError<Trouble>, slice: &str, start: usize) {
        if matches!(error.kind, cssparser::ParseErrorKind::Custom(Trouble::Told)) {
            return;
        }
        let written = slice.trim_end();
        let span = Span::new(self.reader.file, start, start + written.len());
        let nested = written.contains('{');
        let written = shortened(written);
        self.reader.findings.add(format!("declaration {written}"), || {
            let hint = if nested {
                "a rule inside a rule is not supported; write it after this one, with its whole selector"
            } else {
                "a declaration is a property, a colon, a value and a semicolon: color: black;"
            };
            Diagnostic::warning(Code("css-syntax"), format!("this could not be read: `{written}`")).at(span).hint(hint)
        });
    }
}

impl<'i> DeclarationParser<'i> for BlockReader<'_, '_> {
    type Declaration = ();
    type Error = Trouble;

    fn parse_value(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i>, start: &ParserState) -> Heard<()> {
        let value = written(input).map_err(ParseError::into)?;
        let file = self.reader.file;
        let from = start.position().byte_index();
        let span = Span::new(file, from, value.range.1);
        let important = value.important;
        let declarations = &mut self.body.declarations;
        if name.starts_with("--") {
            let said = Said::Custom(name.as_ref().to_owned(), value.text.to_owned());
            declarations.push(Declaration { said, important, span });
            return Ok(());
        }
        let Some(property) = Property::of(&name, self.place == Place::Page) else {
            self.reader.findings.unknown_property(&name, self.place == Place::Page, Span::new(file, from, from + name.len()));
            return told();
        };
        if value.has_variables {
            declarations.push(Declaration { said: Said::Pending(property, value.text.to_owned()), important, span });
            return Ok(());
        }
        match property.read(value.text) {
            Ok(said) => {
                if let Some(finding) = misplaced::content(&said, self.place == Place::PageBox) {
                    self.reader.findings.add(format!("content {}", value.text), || finding.at(span));
                }
                declarations.extend(said.into_iter().map(|said| Declaration { said: said.located(span), important, span }));
            }
            Err(_) => {
                self.reader.findings.bad_value(property, value.text, Span::new(file, value.range.0, value.range.1));
                return told();
            }
        }
        Ok(())
    }
}

impl<'i> AtRuleParser<'i> for BlockReader<'_, '_> {
    /// The margin box, or `None` for the footnote area.
    type Prelude = Option<MarginBoxPlace>;
    type AtRule = ();
    type Error = Trouble;

    fn parse_prelude(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i>) -> Heard<Self::Prelude> {
        let end = input.position();
        let lower = name.to_ascii_lowercase();
        if self.place == Place::Page {
            if lower == "footnote" {
                return Ok(None);
            }
            if let Some(&(_, place)) = PLACES.iter().find(|(known, _)| *known == lower) {
                return Ok(Some(place));
            }
        }
        while input.next().is_ok() {}
        let start = end.byte_index().saturating_sub(name.len() + 1);
        let span = Span::new(self.reader.file, start, end.byte_index());
        let on_page = self.place == Place::Page;
        self.reader.findings.add(format!("box {name}"), || {
            let finding = Diagnostic::warning(Code("css-at-rule"), format!("`@{name}` is not supported here")).at(span);
            match nearest(&lower, PLACES.iter().map(|(known, _)| *known).chain(["footnote"])).filter(|_| on_page) {
                Some(near) => finding.hint(format!("the nearest supported box is `@{near}`")),
                None => finding.hint("margin boxes and @footnote stand in @page; @page and @media stand by themselves"),
            }
        });
        told()
    }

    fn parse_block(&mut self, place: Self::Prelude, _: &ParserState, input: &mut Parser<'i>) -> Heard<()> {
        let body = self.reader.block(input, Place::PageBox);
        match place {
            Some(place) => self.body.boxes.push((place, body.declarations)),
            None => self.body.footnote.extend(body.declarations),
        }
        Ok(())
    }
}

impl QualifiedRuleParser<'_> for BlockReader<'_, '_> {
    type Prelude = ();
    type QualifiedRule = ();
    type Error = Trouble;
}

impl RuleBodyItemParser<'_, (), Trouble> for BlockReader<'_, '_> {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        false
    }
}
