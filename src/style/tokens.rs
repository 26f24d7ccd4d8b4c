//! Design tokens: custom properties of the theme's `:root` that a project may set without writing CSS.

use std::collections::BTreeSet;

use cssparser::Parser;
use selectors::parser::Component;

use super::declaration::{Declaration, Said, written};
use super::findings::{Findings, shortened};
use super::media::Medium;
use super::selector;
use super::stylesheet::{Origin, Rule, Stylesheet};
use crate::base::{Code, Diagnostic, FileId, Span, nearest};

/// Sets tokens, over all that the stylesheets say of them.
pub(super) fn set(tokens: &[(String, String)], sheet: &mut Stylesheet, findings: &mut Findings) {
    let known = known(sheet);
    let mut declarations = Vec::new();
    for (name, value) in tokens {
        let bare = name.trim_start_matches("--");
        let full = format!("--{bare}");
        if !known.contains(&full) {
            findings.add(format!("token {bare}"), || unknown(bare, &known));
            continue;
        }
        let whole = Parser::new(value).parse_entirely(written).is_ok_and(|written| !written.text.is_empty() && !written.important);
        if !whole || value.contains(['{', '}', ';']) {
            findings.add(format!("token value {bare}"), || {
                let value = shortened(value);
                Diagnostic::warning(Code("token-value"), format!("the token `{bare}` cannot be set to `{value}`"))
                    .hint("write one CSS value, such as #8a1c1c, 9.5pt or \"Source Serif 4\"")
            });
            continue;
        }
        // A token has no place in a stylesheet; its declaration is told apart from others by its number.
        let span = Span::new(FileId(u32::MAX), declarations.len(), declarations.len());
        declarations.push(Declaration { said: Said::Custom(full, value.trim().to_owned()), important: true, span });
    }
    if !declarations.is_empty()
        && let Ok(root) = Parser::new(":root").parse_entirely(selector::parse)
    {
        sheet.add_rules(Origin::Tokens, Medium::All, root, declarations);
    }
}

/// The custom properties of `:root`.
fn known(sheet: &Stylesheet) -> BTreeSet<String> {
    let for_root = |rule: &&Rule| rule.selector.iter_raw_match_order().all(|component| matches!(component, Component::Root));
    let declarations = sheet.rules.iter().filter(for_root).flat_map(|rule| sheet.block(rule));
    declarations.filter_map(|declaration| if let Said::Custom(name, _) = &declaration.said { Some(name.clone()) } else { None }).collect()
}

fn unknown(bare: &str, known: &BTreeSet<String>) -> Diagnostic {
    let finding = Diagnostic::warning(Code("token-unknown"), format!("the theme has no token `{}`", shortened(bare)));
    let names = || known.iter().map(|name| name.trim_start_matches("--"));
    match nearest(bare, names()) {
        Some(near) => finding.hint(format!("the nearest is `{near}`")),
        None => finding.hint(format!("it has {}", names().collect::<Vec<_>>().join(", "))),
    }
}
