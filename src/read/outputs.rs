//! Passages that stand in one of the outputs only: `::: only-epub`, `::: only-print`, and what Quarto has for the same,
//! `::: {.content-visible when-format="html"}`. The whole publication holds them; stylesheets show them where they belong.

use crate::base::{Code, Diagnostic};
use crate::model::Attributes;

/// The class of what stands in the EPUB only.
pub(super) const EPUB: &str = "only-epub";
/// The class of what stands in the PDFs only.
pub(super) const PRINT: &str = "only-print";

/// Puts our class for Quarto's classes and conditions. A condition that no output of ours answers is reported, and taken away:
/// the words stay everywhere.
pub(super) fn settle(attributes: &mut Attributes) -> Option<Diagnostic> {
    let at = attributes.classes.iter().position(|class| class == "content-visible" || class == "content-hidden")?;
    let is_visible = attributes.classes.remove(at) == "content-visible";
    let conditions: Vec<(String, String)> =
        attributes.others.extract_if(.., |(key, _)| key.starts_with("when-") || key.starts_with("unless-")).collect();
    let class = match conditions.as_slice() {
        [(key, format)] if key == "when-format" => class(format, is_visible),
        [(key, format)] if key == "unless-format" => class(format, !is_visible),
        _ => None,
    };
    let Some(class) = class else {
        let said = conditions.iter().map(|(key, value)| format!("{key}=\"{value}\"")).collect::<Vec<_>>().join(" ");
        let message = format!("this passage is for some outputs only ({said}), which are none of ours; it stands in all of them");
        let problem = Diagnostic::warning(Code("output-unknown"), message);
        return Some(problem.hint(format!("remove it, or write ::: {EPUB} or ::: {PRINT} before it")));
    };
    attributes.classes.insert(at, class.to_owned());
    None
}

/// The class of what stands in a format of Quarto's only, or everywhere but there.
fn class(format: &str, is_in: bool) -> Option<&'static str> {
    let is_epub = match format {
        "html" | "html4" | "html5" | "epub" | "epub2" | "epub3" => true,
        "pdf" | "latex" | "typst" | "context" | "print" => false,
        _ => return None,
    };
    Some(if is_epub == is_in { EPUB } else { PRINT })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(class: &str, key: &str, format: &str) -> (Vec<String>, bool) {
        let others = vec![(key.to_owned(), format.to_owned())];
        let mut attributes = Attributes { classes: vec!["wide".to_owned(), class.to_owned()], others, ..Attributes::default() };
        let problem = settle(&mut attributes);
        assert!(attributes.others.is_empty());
        (attributes.classes, problem.is_some())
    }

    #[test]
    fn the_conditions_of_quarto_become_classes() {
        let ours = |class: &str| (vec!["wide".to_owned(), class.to_owned()], false);
        assert_eq!(settled("content-visible", "when-format", "html"), ours(EPUB));
        assert_eq!(settled("content-visible", "unless-format", "epub"), ours(PRINT));
        assert_eq!(settled("content-hidden", "when-format", "pdf"), ours(EPUB));
        assert_eq!(settled("content-hidden", "unless-format", "latex"), ours(PRINT));
    }

    #[test]
    fn what_no_output_answers_stays_everywhere_and_is_told() {
        assert_eq!(settled("content-visible", "when-format", "docx"), (vec!["wide".to_owned()], true));
        assert_eq!(settled("content-hidden", "when-profile", "advanced"), (vec!["wide".to_owned()], true));
    }
}
