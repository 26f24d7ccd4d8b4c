//! Code that Quarto runs, ```` ```{python} ````, and the lines of settings at its head, `#| fig-cap: ...`. Nothing is run here.

use super::builder::Builder;
use crate::base::{Code, Diagnostic};
use crate::model::Attributes;

/// The signs with which lines of settings begin, after what begins a comment in the language.
const SIGNS: [&str; 4] = ["#|", "//|", "--|", "%%|"];

/// The language of code that is to be run, if the words after the fence name one: `{r}`, `{python, echo=FALSE}`.
pub(super) fn language(info: &str) -> Option<&str> {
    let inside = info.trim().strip_prefix('{')?.strip_suffix('}')?;
    let (name, rest) = inside.split_at(inside.find([' ', ',']).unwrap_or(inside.len()));
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_name && !rest.starts_with('=')).then_some(name)
}

/// The code without its settings, and the value of each.
fn settings(text: &str) -> (String, Vec<(String, String)>) {
    let mut settings = Vec::new();
    let mut rest = text;
    while let Some((line, after)) = rest.split_once('\n') {
        let Some(words) = SIGNS.iter().find_map(|sign| line.trim_start().strip_prefix(sign)) else { break };
        if let Some((key, value)) = words.split_once(':') {
            settings.push((key.trim().to_owned(), value.trim().trim_matches(['"', '\'']).to_owned()));
        }
        rest = after;
    }
    (rest.to_owned(), settings)
}

impl Builder<'_, '_, '_> {
    /// The code of a cell with what its settings say of it: its name, its caption and its file.
    pub(super) fn cell(&mut self, text: &str, attributes: Attributes, start: usize) -> (String, Attributes) {
        let (text, settings) = settings(text);
        let value = |keys: &[&str]| settings.iter().find(|(key, _)| keys.contains(&key.as_str())).map(|(_, value)| value.clone());
        let mut attributes = Attributes { id: value(&["label", "lst-label"]).or(attributes.id), ..attributes };
        for (name, keys) in [("caption", &["lst-cap", "fig-cap", "tbl-cap"][..]), ("filename", &["filename"])] {
            attributes.others.extend(value(keys).map(|value| (name.to_owned(), value)));
        }
        let span = self.line_span(start);
        if !std::mem::replace(&mut self.shared.told_of_cells, true) {
            let problem =
                Diagnostic::warning(Code("code-not-run"), "code is not run here: it is printed, and what it would show is missing");
            self.report.add(problem.at(span).hint("let Quarto run it first (quarto render --to markdown), and build what comes of it"));
        }
        (text, self.dress(attributes, span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_told_from_code() {
        for (info, name) in [
            ("{r}", Some("r")),
            ("{python, echo=FALSE}", Some("python")),
            ("{r setup}", Some("r")),
            ("{.rust #x}", None),
            ("{=html}", None),
            ("rust", None),
            ("{}", None),
            ("{#lst-a .r}", None),
        ] {
            assert_eq!(language(info), name, "{info}");
        }
    }

    #[test]
    fn settings_stand_at_the_head() {
        let (code, found) = settings("#| label: fig-a\n#| fig-cap: \"Levels: 1890\"\nplot(x)\n#| no\n");
        assert_eq!(code, "plot(x)\n#| no\n");
        assert_eq!(found, [("label".to_owned(), "fig-a".to_owned()), ("fig-cap".to_owned(), "Levels: 1890".to_owned())]);
    }
}
