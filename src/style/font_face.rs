//! `@font-face`: a font file of the project and the name it goes by (CSS Fonts 4, 4).

use cssparser::{Parser, Token};

use super::descriptors::{self, Descriptors};
use super::findings::Findings;
use super::grammar::weight;
use super::stylesheet::FontFace;
use super::values::{Parsed, Value, keyword, refused};
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
const NAMES: &[&str] = &["font-family", "src", "font-weight", "font-style"];

/// Reads the block of a rule.
pub(super) fn read(input: &mut Parser<'_>, file: FileId, findings: &mut Findings) -> Draft {
    let mut reader = Reader { findings, draft: Draft::default() };
    descriptors::read(input, file, &mut reader);
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
    findings: &'a mut Findings,
    draft: Draft,
}

impl Descriptors for Reader<'_> {
    fn take(&mut self, name: &str, input: &mut Parser<'_>) -> Parsed<()> {
        let draft = &mut self.draft;
        match name {
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
    }

    fn refuse(&mut self, name: &str, span: Span) {
        self.findings.add(format!("font-face {name}"), || {
            let finding = Diagnostic::warning(Code("css-font-face"), format!("`{name}` cannot be said like this of a font file")).at(span);
            match nearest(name, NAMES.iter().copied()) {
                Some("src") => finding.hint("write src: url(fonts/name.otf); local fonts and web formats are not used"),
                Some("font-weight") => finding.hint("write one weight: normal, bold or a number from 1 to 1000"),
                Some(near) => finding.hint(format!("the nearest is `{near}`")),
                None => finding.hint("a font has font-family, src, font-weight and font-style"),
            }
        });
    }
}

/// `url(path)`, perhaps with `format()`; the first of several is taken.
fn source(input: &mut Parser<'_>) -> Parsed<String> {
    let path = input.expect_url()?.as_ref().to_owned();
    while input.next().is_ok_and(|token| !matches!(token, Token::BadUrl(_))) {}
    if path.is_empty() || path.contains("://") { refused() } else { Ok(path) }
}
