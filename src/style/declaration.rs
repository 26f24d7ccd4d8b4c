//! Declarations: a property's name and its value, as far as they can be understood before the cascade.

use cssparser::{Parser, Token};

use super::page::{self, PageValue};
use super::properties::LonghandId;
use super::shorthands::Shorthand;
use super::values::{Parsed, Value, refused};
use crate::base::Span;

/// A declaration with its weight and its place.
#[derive(Clone, Debug)]
pub(super) struct Declaration {
    /// What it says.
    pub(super) said: Said,
    /// Whether it ends in `!important`.
    pub(super) important: bool,
    /// Where it was written.
    pub(super) span: Span,
}

/// What a declaration says.
#[derive(Clone, Debug)]
pub(super) enum Said {
    /// A value for a longhand.
    Longhand(LonghandId, Spoken),
    /// A value for a page as a whole.
    Page(PageValue),
    /// A custom property, its value as it was written.
    Custom(String, String),
    /// A property whose value holds `var()`: it can be read only when the element is known.
    Pending(Property, String),
}

/// What is said of a longhand.
#[derive(Clone, Debug)]
pub(super) enum Spoken {
    /// A value.
    Value(Value),
    /// `initial`: as if no rule had spoken, and nothing were inherited.
    Initial,
    /// `inherit`: as the element around it.
    Inherit,
    /// `unset`: the one of both that the property would do by itself.
    Unset,
}

/// A property that can be declared.
#[derive(Clone, Copy)]
pub(super) enum Property {
    /// One value.
    Longhand(LonghandId),
    /// Several.
    Shorthand(&'static Shorthand),
    /// One for a page as a whole.
    Page(&'static page::Descriptor),
}

impl std::fmt::Debug for Property {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl Property {
    /// The property of that name, whatever its case.
    pub(super) fn of(name: &str, on_page: bool) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let longhand = || LonghandId::of(&name).map(Self::Longhand);
        let shorthand = || Shorthand::of(&name).map(Self::Shorthand);
        let page = || if on_page { page::Descriptor::of(&name).map(Self::Page) } else { None };
        longhand().or_else(shorthand).or_else(page)
    }

    /// Its name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Longhand(id) => id.row().name,
            Self::Shorthand(shorthand) => shorthand.name,
            Self::Page(descriptor) => descriptor.name,
        }
    }

    /// What may be written.
    pub(super) fn grammar(self) -> &'static str {
        match self {
            Self::Longhand(id) => id.row().grammar,
            Self::Shorthand(shorthand) => shorthand.grammar,
            Self::Page(descriptor) => descriptor.grammar,
        }
    }

    /// The longhands it sets.
    pub(super) fn longhands(self) -> Vec<LonghandId> {
        match self {
            Self::Longhand(id) => vec![id],
            Self::Shorthand(shorthand) => shorthand.ids().collect(),
            Self::Page(_) => Vec::new(),
        }
    }

    /// What a value without `var()` says.
    pub(super) fn read(self, text: &str) -> Parsed<Vec<Said>> {
        Parser::new(text).parse_entirely(|input| {
            if !matches!(self, Self::Page(_))
                && let Ok(spoken) = input.try_parse(for_every_property)
            {
                return Ok(self.longhands().into_iter().map(|id| Said::Longhand(id, spoken.clone())).collect());
            }
            match self {
                Self::Longhand(id) => Ok(vec![Said::Longhand(id, Spoken::Value((id.row().parse)(input)?))]),
                Self::Page(descriptor) => Ok(vec![Said::Page((descriptor.parse)(input)?)]),
                Self::Shorthand(shorthand) => {
                    let values = shorthand.expand(input)?;
                    Ok(values.into_iter().map(|(id, value)| Said::Longhand(id, value.map_or(Spoken::Initial, Spoken::Value))).collect())
                }
            }
        })
    }
}

/// The words that every property takes (CSS Cascade 5, 7.3).
fn for_every_property(input: &mut Parser<'_>) -> Parsed<Spoken> {
    let spoken = match input.expect_ident()? {
        word if word.eq_ignore_ascii_case("initial") => Spoken::Initial,
        word if word.eq_ignore_ascii_case("inherit") => Spoken::Inherit,
        word if word.eq_ignore_ascii_case("unset") => Spoken::Unset,
        _ => return refused(),
    };
    if input.is_exhausted() { Ok(spoken) } else { refused() }
}

/// A value as it was written, blanks and `!important` taken off.
pub(super) struct Written<'i> {
    /// The text of the value.
    pub(super) text: &'i str,
    /// Whether it ends in `!important`.
    pub(super) important: bool,
    /// Whether it holds `var()`.
    pub(super) has_variables: bool,
    /// Where it starts and ends, in bytes from the start of the file.
    pub(super) range: (usize, usize),
}

/// Takes a value whole, to the end of the declaration.
pub(super) fn written<'i>(input: &mut Parser<'i>) -> Parsed<Written<'i>> {
    input.skip_whitespace();
    let start = input.position();
    let (mut bang, mut important) = (None, false);
    input.look_for_arbitrary_substitution_functions(&["var"]);
    loop {
        match input.next() {
            Ok(Token::Delim('!')) if bang.is_none() => bang = Some(input.position().byte_index() - start.byte_index() - 1),
            Ok(token) if token.is_parse_error() => return refused(),
            Ok(Token::Ident(word)) if bang.is_some() && !important && word.eq_ignore_ascii_case("important") => important = true,
            Ok(_) if bang.is_some() => return refused(),
            Ok(_) => {}
            Err(_) => break,
        }
    }
    if bang.is_some() != important {
        return refused();
    }
    let has_variables = input.seen_arbitrary_substitution_functions();
    let whole = input.slice_from(start);
    let text = bang.and_then(|bang| whole.get(..bang)).unwrap_or(whole).trim();
    let begin = start.byte_index();
    Ok(Written { text, important, has_variables, range: (begin, begin + text.len()) })
}

impl Declaration {
    /// Whether it says something about the longhand of that name.
    pub(super) fn sets(&self, longhand: &str) -> bool {
        match &self.said {
            Said::Longhand(id, _) => id.row().name == longhand,
            Said::Pending(property, _) => property.longhands().iter().any(|id| id.row().name == longhand),
            Said::Page(_) | Said::Custom(..) => false,
        }
    }
}
