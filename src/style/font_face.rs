//! `@font-face`: a font file of the project and the name it goes by (CSS Fonts 4, 4).

use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, Parser, ParserState, QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, Token,
};

use super::declaration::written;
use super::findings::Findings;
use super::grammar::weight;
use super::stylesheet::FontFace;
use super::values::{Parsed, Refused, Value, keyword, refused};
use crate::base::{Code, Diagnostic, FileId, Span, nearest};

/// What a rule said so far.
#[derive(Default)]
pub(super) struct Draft {
    family: Option<String>,
    path: Option<String>,
    weight: Option<u16>,
    italic: Option<bool>,
}

/// What can be said of a font.
const DESCRIPTORS: &[&str] = &["font-family", "src", "font-weight", "font-style"];

/// Reads the block of a rule.
pub(super) fn read(input: &mut Parser<'_>, file: FileId, findings: &mut Findings) -> Draft {
    let mut reader = Reader { file, findings, draft: Draft::default() };
    let mut items = RuleBodyParser::new(input, &mut reader);
    while let Some(item) = items.next() {
        if let Err((_, slice, _)) = item {
            let end = items.input.position().byte_index();
            let start = end.saturating_sub(slice.len());
            let span = Span::new(items.parser.file, start, start + slice.trim_end().len());
            items.parser.refuse(slice, span);
        }
    }
    reader.draft
}

impl Draft {
    /// The font, if the rule says which file and which name.
    pub(super) fn finish(self, span: Span, findings: &mut Findings) -> Option<FontFace> {
        let Self { family, path, weight, italic } = self;
        let (Some(family), Some(path)) = (family, path) else {
            findings.add(format!("font-face {span:?}"), || {
                Diagnostic::warning(Code("css-font-face"), "this `@font-face` names no file or no family")
                    .at(span)
                    .hint("write font-family: \"Name\"; src: url(fonts/name.otf);")
            });
            return None;
        };
        Some(FontFace { family, path, weight, italic, span })
    }
}

struct Reader<'a> {
    file: FileId,
    findings: &'a mut Findings,
    draft: Draft,
}

impl Reader<'_> {
    fn refuse(&mut self, slice: &str, span: Span) {
        let name = slice.split(':').next().unwrap_or_default().trim().to_ascii_lowercase();
        self.findings.add(format!("font-face {name}"), || {
            let finding = Diagnostic::warning(Code("css-font-face"), format!("`{name}` cannot be said like this of a font file")).at(span);
            match nearest(&name, DESCRIPTORS.iter().copied()) {
                Some("src") => finding.hint("write src: url(fonts/name.otf); local fonts and web formats are not used"),
                Some("font-weight") => finding.hint("write one weight: normal, bold or a number from 1 to 1000"),
                Some(near) => finding.hint(format!("the nearest is `{near}`")),
                None => finding.hint("a font has font-family, src, font-weight and font-style"),
            }
        });
    }
}

impl<'i> DeclarationParser<'i> for Reader<'_> {
    type Declaration = ();
    type Error = Refused;

    fn parse_value(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i>, _: &ParserState) -> Parsed<()> {
        let text = written(input)?.text;
        Parser::new(text).parse_entirely(|input| {
            let draft = &mut self.draft;
            match name.to_ascii_lowercase().as_str() {
                "font-family" => draft.family = Some(input.expect_ident_or_string()?.as_ref().to_owned()),
                "src" => draft.path = Some(source(input)?),
                "font-weight" => {
                    let Value::Number(weight) = weight(input)? else { return refused() };
                    // In range: 1 to 1000.
                    draft.weight = Some(weight as u16);
                }
                "font-style" => draft.italic = Some(keyword(input, &["normal", "italic", "oblique"])? != "normal"),
                _ => return refused(),
            }
            Ok(())
        })
    }
}

/// `url(path)`, perhaps with `format()`; the first of several is taken.
fn source(input: &mut Parser<'_>) -> Parsed<String> {
    let path = input.expect_url()?.as_ref().to_owned();
    while input.next().is_ok_and(|token| !matches!(token, Token::BadUrl(_))) {}
    if path.is_empty() || path.contains("://") { refused() } else { Ok(path) }
}

impl AtRuleParser<'_> for Reader<'_> {
    type Prelude = ();
    type AtRule = ();
    type Error = Refused;
}

impl QualifiedRuleParser<'_> for Reader<'_> {
    type Prelude = ();
    type QualifiedRule = ();
    type Error = Refused;
}

impl RuleBodyItemParser<'_, (), Refused> for Reader<'_> {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        false
    }
}
