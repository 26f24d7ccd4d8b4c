//! What is right by itself, but says nothing where it stands: content of pages in elements and the other way round, and
//! properties that a pseudo-element does not take.

use selectors::parser::Component;

use super::computed::{ContentPart, Counter};
use super::declaration::{Declaration, Property, Said, Spoken};
use super::selector::{Pseudo, Selector};
use super::values::Value;
use crate::base::{Code, Diagnostic};

/// What is wrong with generated content in the place where it stands, if anything is.
pub(super) fn content(said: &[Said], in_margin_box: bool) -> Option<Diagnostic> {
    let parts = said.iter().find_map(|said| match said {
        Said::Longhand(id, Spoken::Value(Value::Content(parts))) if id.row().name == "content" => Some(parts),
        _ => None,
    })?;
    let finding = |what: &str| Diagnostic::warning(Code("css-content"), format!("{what}, so it says nothing"));
    parts.iter().find_map(|part| match part {
        ContentPart::NamedString(name, _) if !in_margin_box => Some(
            finding(&format!("`string({name})` stands outside the margin boxes"))
                .hint("a named string belongs to a page: use it in @top-left or another margin box of @page"),
        ),
        ContentPart::Counter(Counter { name, .. }) if in_margin_box && name != "page" && name != "pages" => {
            Some(finding(&format!("`counter({name})` stands in a margin box")).hint(format!(
                "let the element that counts keep its number, string-set: {name} counter({name}), and write string({name}) here"
            )))
        }
        ContentPart::ElementText
        | ContentPart::Attribute(_)
        | ContentPart::Counters(..)
        | ContentPart::TargetPage { .. }
        | ContentPart::TargetText(_)
        | ContentPart::Leader(_)
            if in_margin_box =>
        {
            Some(
                finding("a margin box has no element to take this from")
                    .hint("it takes strings, string(), counter(page) and counter(pages)"),
            )
        }
        _ => None,
    })
}

/// What is said of a ground behind the whole text, which only pages have.
pub(super) fn on_the_whole(selector: &Selector, declaration: &Declaration) -> Option<Diagnostic> {
    let Said::Longhand(id, Spoken::Value(Value::Picture(_) | Value::Color(_))) = &declaration.said else { return None };
    let name = id.row().name;
    let whole = selector.iter_raw_match_order().take_while(|component| !component.is_combinator()).find_map(|component| match component {
        Component::LocalName(local) if matches!(local.lower_name.text.as_str(), "html" | "body") => Some(local.lower_name.text.clone()),
        Component::Root => Some(":root".to_owned()),
        _ => None,
    });
    let whole = whole.filter(|_| name.starts_with("background") && selector.pseudo_element().is_none())?;
    let finding = Diagnostic::warning(Code("css-ground"), format!("`{name}` of `{whole}` is not printed")).at(declaration.span);
    Some(finding.hint("what lies behind the text of a page is a matter of the page: @page { background: ... }"))
}

/// The property of a declaration that a pseudo-element does not take, and what to say of it.
pub(super) fn on_pseudo_element(selector: &Selector, declaration: &Declaration) -> Option<(&'static str, Diagnostic)> {
    let pseudo = *selector.pseudo_element()?;
    let takes: &[&str] = match pseudo {
        Pseudo::FirstLine => &[],
        Pseudo::Marker => &["content", "text-transform"],
        Pseudo::Before | Pseudo::After | Pseudo::FirstLetter => return None,
    };
    let property = match &declaration.said {
        Said::Longhand(id, _) => Property::Longhand(*id),
        Said::Pending(property, _) => *property,
        Said::Page(_) | Said::Custom(..) => return None,
    };
    let name = property.name();
    // What a shorthand for fonts resets besides does no harm.
    let of_fonts = name.starts_with("font") || matches!(name, "line-height" | "color" | "letter-spacing" | "word-spacing");
    if of_fonts || takes.contains(&name) {
        return None;
    }
    let finding = Diagnostic::warning(
        Code("css-pseudo-element"),
        format!("`{name}` has no effect on `{}`", cssparser::ToCss::to_css_string(&pseudo)),
    )
    .at(declaration.span)
    .hint("it takes fonts, color, letter-spacing and word-spacing");
    Some((name, finding))
}
