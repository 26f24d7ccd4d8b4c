//! Families that the style asks for and nobody has.

use std::collections::BTreeSet;

use crate::base::{Code, Diagnostic, Report, nearest};
use crate::font::FontLibrary;
use crate::read::Settings;
use crate::style::{Styled, Stylesheet};

/// The families that every style can ask for (CSS Fonts 4, 2.1.3).
const GENERIC: [&str; 12] = [
    "serif",
    "sans-serif",
    "monospace",
    "cursive",
    "fantasy",
    "math",
    "emoji",
    "fangsong",
    "system-ui",
    "ui-serif",
    "ui-sans-serif",
    "ui-monospace",
];

/// Reports each list of families of which none is at hand. A list that ends in a generic family has foreseen it.
pub(in crate::pipeline) fn check(
    styled: &Styled,
    stylesheet: &Stylesheet,
    settings: &Settings,
    library: &FontLibrary,
    report: &mut Report,
) {
    let lists: BTreeSet<&[String]> = styled.styles.iter().map(|style| style.font_family.as_slice()).collect();
    for list in lists {
        let named: Vec<&str> = list.iter().map(String::as_str).filter(|family| !GENERIC.contains(family)).collect();
        let Some(first) = named.first().filter(|_| !named.iter().any(|family| library.has_family(family))) else { continue };
        let words = named.iter().map(|family| format!("“{family}”")).collect::<Vec<_>>().join(" or ");
        let is_foreseen = named.len() < list.len();
        let message = format!("there is no font called {words}; another is taken in its place");
        let problem =
            if is_foreseen { Diagnostic::note(Code("font-unknown"), message) } else { Diagnostic::warning(Code("font-unknown"), message) };
        let token = settings.tokens.iter().find(|token| token.value.contains(first)).map(|token| token.span);
        let place = token.or_else(|| stylesheet.mention(first));
        report.add(problem.at(place).hint(match nearest(first, library.families()) {
            Some(near) => format!("did you mean “{near}”?"),
            None => {
                "put its files into a folder of the project and name that in publication.toml: [fonts], folders = [\"fonts\"]".to_owned()
            }
        }));
    }
}
