//! Which pages a rule is for: names, sides, first and blank pages, and places in a row (CSS Paged Media 3, Page selectors).

use cssparser::{Parser, Token};

use super::computed::PageKind;
use super::nth::Nth;
use super::values::{Parsed, keyword, refused};

/// Which pages a rule is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PageSelector {
    /// The name of the pages.
    pub(super) name: Option<String>,
    /// Their places in the publication or in their stretch.
    pub(super) nths: Vec<Nth>,
    first: bool,
    blank: bool,
    left: bool,
    right: bool,
}

impl PageSelector {
    /// `[ <name>? [ :first | :left | ... ]* ]#`: several choices, parted by commas.
    pub(super) fn parse(input: &mut Parser<'_>) -> Parsed<Vec<Self>> {
        if input.is_exhausted() {
            return Ok(vec![Self::default()]);
        }
        input.parse_comma_separated(Self::one)
    }

    fn one(input: &mut Parser<'_>) -> Parsed<Self> {
        let name = input.try_parse(|input| input.expect_ident_cloned()).ok().map(|name| name.as_ref().to_owned());
        let mut selector = Self { name, ..Self::default() };
        while !input.is_exhausted() {
            input.expect_colon()?;
            match input.next_including_whitespace()?.clone() {
                Token::Ident(name) if name.eq_ignore_ascii_case("first") => selector.first = true,
                Token::Ident(name) if name.eq_ignore_ascii_case("blank") => selector.blank = true,
                Token::Ident(name) if name.eq_ignore_ascii_case("left") => selector.left = true,
                Token::Ident(name) if name.eq_ignore_ascii_case("right") => selector.right = true,
                Token::Function(name) if name.eq_ignore_ascii_case("nth") => {
                    let (nth, of) = input.parse_nested_block(nth_of)?;
                    selector.nths.push(nth);
                    match (&selector.name, of) {
                        // Pages that have two names at once are none.
                        (Some(own), Some(of)) if *own != of => return refused(),
                        (_, Some(of)) => selector.name = Some(of),
                        (_, None) => {}
                    }
                }
                _ => return refused(),
            }
        }
        if selector == Self::default() {
            return refused();
        }
        // Pages of a name are counted in each stretch of them, as `:first` is the first page of each.
        let in_stretch = selector.name.is_some();
        selector.nths.iter_mut().for_each(|nth| nth.in_stretch = in_stretch);
        Ok(selector)
    }

    /// CSS Paged Media 3, Cascading in the page context; `:nth()` weighs as `:first` does.
    pub(super) fn specificity(&self) -> (bool, usize, u8) {
        let middle = usize::from(self.first) + usize::from(self.blank) + self.nths.len();
        (self.name.is_some(), middle, u8::from(self.left) + u8::from(self.right))
    }

    /// Whether pages of a name and kind at some places are chosen. A blank page stands between two stretches and has the
    /// name of neither.
    pub(super) fn matches(&self, name: &str, kind: PageKind, places: &[Nth]) -> bool {
        use PageKind::{BlankRecto, BlankVerso, First, OpeningRecto, OpeningVerso, Recto, Verso};
        let blank = matches!(kind, BlankVerso | BlankRecto);
        let right = match kind {
            Recto | OpeningRecto | First | BlankRecto => true,
            Verso | OpeningVerso | BlankVerso => false,
        };
        // With a name, the first page is that of the stretch; without one, that of the publication.
        let first = kind == First || (self.name.is_some() && matches!(kind, OpeningVerso | OpeningRecto));
        self.name.as_deref().is_none_or(|own| own == name && !blank)
            && self.nths.iter().all(|nth| places.contains(nth))
            && (!self.first || first)
            && (!self.blank || blank)
            && (!self.left || !right)
            && (!self.right || right)
    }
}

/// `<An+B> [ of <name> ]?` of `:nth()` (CSS GCPM 3, Selecting pages).
fn nth_of(input: &mut Parser<'_>) -> Parsed<(Nth, Option<String>)> {
    let nth = Nth::parse(input)?;
    if input.is_exhausted() {
        return Ok((nth, None));
    }
    keyword(input, &["of"])?;
    Ok((nth, Some(input.expect_ident()?.as_ref().to_owned())))
}
