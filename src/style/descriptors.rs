//! The blocks of `@font-face` and `@counter-style`: descriptors one after the other, each taken or refused by itself.

use cssparser::{AtRuleParser, CowRcStr, DeclarationParser, Parser, ParserState, QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser};

use super::declaration::written;
use super::values::{Parsed, Refused};
use crate::base::{FileId, Span};

/// Who takes the descriptors of a block.
pub(super) trait Descriptors {
    /// Takes a descriptor by its name in small letters.
    fn take(&mut self, name: &str, value: &mut Parser<'_>) -> Parsed<()>;

    /// Tells of one that could not be taken, by its name in small letters and the place of all of it.
    fn refuse(&mut self, name: &str, span: Span);
}

/// Reads a block of a file.
pub(super) fn read(input: &mut Parser<'_>, file: FileId, descriptors: &mut impl Descriptors) {
    let mut reader = Reader(descriptors);
    let mut items = RuleBodyParser::new(input, &mut reader);
    while let Some(item) = items.next() {
        if let Err((_, slice, _)) = item {
            let end = items.input.position().byte_index();
            let start = end.saturating_sub(slice.len());
            let name = slice.split(':').next().unwrap_or_default().trim().to_ascii_lowercase();
            items.parser.0.refuse(&name, Span::new(file, start, start + slice.trim_end().len()));
        }
    }
}

struct Reader<'d, D>(&'d mut D);

impl<'i, D: Descriptors> DeclarationParser<'i> for Reader<'_, D> {
    type Declaration = ();
    type Error = Refused;

    fn parse_value(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i>, _: &ParserState) -> Parsed<()> {
        let text = written(input)?.text;
        Parser::new(text).parse_entirely(|input| self.0.take(&name.to_ascii_lowercase(), input))
    }
}

impl<D> AtRuleParser<'_> for Reader<'_, D> {
    type Prelude = ();
    type AtRule = ();
    type Error = Refused;
}

impl<D> QualifiedRuleParser<'_> for Reader<'_, D> {
    type Prelude = ();
    type QualifiedRule = ();
    type Error = Refused;
}

impl<D: Descriptors> RuleBodyItemParser<'_, (), Refused> for Reader<'_, D> {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        false
    }
}
