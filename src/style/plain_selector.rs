//! Selectors as every reading system understands them: `:is()`, `:where()` and lists of languages written out.

use cssparser::ToCss;
use selectors::parser::Component;

use super::selector::{Names, PseudoClass, Selector};

/// The most selectors that one may become.
const MOST: usize = 32;

/// A part of a selector between combinators: the name first, as the grammar asks, then the rest.
#[derive(Clone, Default)]
struct Compound {
    name: String,
    rest: String,
    /// Whether it asks for two names at once, as `p:is(div)` does: such a one matches nothing.
    void: bool,
}

impl Compound {
    fn names(&mut self, name: &str) {
        self.void |= !self.name.is_empty() && self.name != name;
        self.name = name.to_owned();
    }
}

/// The plain selectors that together match what one matches; nothing if there are none, or too many.
pub(super) fn plain(selector: &Selector) -> Option<Vec<String>> {
    let mut drafts = vec![(String::new(), Compound::default())];
    for component in selector.iter_raw_parse_order_from(0) {
        match component {
            Component::Combinator(combinator) => {
                for (done, compound) in &mut drafts {
                    done.push_str(&compound.name);
                    done.push_str(&compound.rest);
                    combinator.to_css(done).ok()?;
                    *compound = Compound::default();
                }
            }
            Component::Is(list) | Component::Where(list) => {
                drafts = grown(&drafts, &list.slice().iter().map(compound).collect::<Option<Vec<_>>>()?);
            }
            // CSS 3 has :lang() of one language.
            Component::NonTSPseudoClass(PseudoClass::Language(ranges)) => {
                let one = |range: &String| PseudoClass::Language(vec![range.clone()]).to_css_string();
                let one = |range| Compound { rest: one(range), ..Compound::default() };
                drafts = grown(&drafts, &ranges.iter().map(one).collect::<Vec<_>>());
            }
            component => {
                for (_, compound) in &mut drafts {
                    add(component, compound)?;
                }
            }
        }
        drafts.retain(|(_, compound)| !compound.void);
        if drafts.len() > MOST {
            return None;
        }
    }
    Some(drafts.into_iter().map(|(done, compound)| format!("{done}{}{}", compound.name, compound.rest)).collect())
}

/// Every draft with every alternative.
fn grown(drafts: &[(String, Compound)], alternatives: &[Compound]) -> Vec<(String, Compound)> {
    let mut grown = Vec::new();
    for (done, draft) in drafts {
        for alternative in alternatives {
            let mut compound = draft.clone();
            compound.rest.push_str(&alternative.rest);
            if !alternative.name.is_empty() {
                compound.names(&alternative.name);
            }
            grown.push((done.clone(), compound));
        }
    }
    grown
}

/// A selector without combinators.
fn compound(selector: &Selector) -> Option<Compound> {
    let mut compound = Compound::default();
    for component in selector.iter_raw_parse_order_from(0) {
        add(component, &mut compound)?;
    }
    Some(compound)
}

fn add(component: &Component<Names>, compound: &mut Compound) -> Option<()> {
    match component {
        Component::LocalName(name) => compound.names(&name.lower_name.to_css_string()),
        Component::Root => compound.names("html"),
        Component::Combinator(_) | Component::Is(_) | Component::Where(_) | Component::NthOf(_) | Component::Invalid(_) => return None,
        Component::Negation(list) => {
            // CSS 3 has :not() of one simple part; several are several.
            for selector in list.slice() {
                let inner = self::compound(selector).filter(|_| selector.len() == 1)?;
                compound.rest.push_str(&format!(":not({}{})", inner.name, inner.rest));
            }
        }
        other => other.to_css(&mut compound.rest).ok()?,
    }
    Some(())
}

/// Whether a selector speaks of body text as a whole: nothing but names, the last of them a carrier of plain text.
pub(super) fn is_body_text(selector: &Selector) -> bool {
    let plain = |component: &Component<Names>| {
        matches!(component, Component::LocalName(_) | Component::Root | Component::Combinator(_) | Component::ExplicitUniversalType)
    };
    let carrier = |component: &Component<Names>| match component {
        Component::Root | Component::ExplicitUniversalType => true,
        Component::LocalName(name) => ["html", "body", "article", "section", "div", "p"].contains(&name.lower_name.text.as_str()),
        _ => false,
    };
    selector.iter_raw_match_order().all(plain) && selector.iter_raw_match_order().next().is_some_and(carrier)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::selector::parse;
    use cssparser::Parser;

    fn written(css: &str) -> Option<Vec<String>> {
        let selectors = Parser::new(css).parse_entirely(parse).expect(css);
        plain(&selectors[0])
    }

    #[test]
    fn is_and_where_are_written_out() {
        assert_eq!(written("h2 + p"), Some(vec!["h2 + p".into()]));
        assert_eq!(written(":is(h2, h3) + p"), Some(vec!["h2 + p".into(), "h3 + p".into()]));
        assert_eq!(
            written(".a:is(p, .b):where(.c, .d)::before").map(|all| all.join(",")),
            Some("p.c.a::before,.c.b.a::before,p.d.a::before,.d.b.a::before".into())
        );
        assert_eq!(written("p:is(div, .x)"), Some(vec!["p.x".into()]));
        assert_eq!(written(":root > body"), Some(vec!["html > body".into()]));
        assert_eq!(written("p:not(.a, .b)"), Some(vec!["p:not(.a):not(.b)".into()]));
        assert_eq!(written("p:lang(de, fr)").map(|all| all.join(",")), Some("p:lang(de),p:lang(fr)".into()));
        assert_eq!(written(":is(h2 + p, .a)"), None);
        assert_eq!(written(":is(a,b,c,d,e,f,g)").map(|all| all.len()), Some(7));
        assert_eq!(written(&format!("x {}", ":is(.a,.b,.c,.d)".repeat(10))), None);
    }

    #[test]
    fn body_text_is_what_has_only_names() {
        for (css, expected) in [
            ("p", true),
            ("article > p", true),
            (":root", true),
            ("*", true),
            (".note p", false),
            ("h2", false),
            ("p.x", false),
            ("h2 + p", true),
        ] {
            let selectors = Parser::new(css).parse_entirely(parse).expect(css);
            assert_eq!(is_body_text(&selectors[0]), expected, "{css}");
        }
    }
}
