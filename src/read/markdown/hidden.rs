//! Lines of Rust code that are for the compiler only: mdBook hides them from its readers.

/// Whether mdBook hides lines of code in a language, as the fence names it: `rust`, `rust,ignore`.
pub(super) fn hides(language: Option<&str>) -> bool {
    language.is_some_and(|language| language.split(',').next() == Some("rust"))
}

/// The code without the lines that are a number sign, or begin with one and a space. Of two number signs one is shown;
/// attributes, `#[...]` and `#![...]`, are code like any other (mdBook, "Hiding code lines").
pub(super) fn shown(code: &str) -> String {
    let mut shown = String::with_capacity(code.len());
    for line in code.split_inclusive('\n') {
        let (lead, own) = line.split_at(line.len() - line.trim_start().len());
        match own.strip_prefix('#') {
            Some(rest) if rest.starts_with(' ') || rest.trim_end_matches(['\r', '\n']).is_empty() => {}
            Some(rest) if rest.starts_with('#') => shown.extend([lead, rest]),
            _ => shown.push_str(line),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_for_the_compiler_is_hidden() {
        let code = "#![allow(unused)]\n# fn main() {\n#[derive(Debug)]\nlet a = 1;\n\n    # let b = 2;\n    ## escaped\n#\n#x\n# }";
        assert_eq!(shown(code), "#![allow(unused)]\n#[derive(Debug)]\nlet a = 1;\n\n    # escaped\n#x\n");
        assert_eq!(shown("##\n"), "#\n");
        assert!(hides(Some("rust,ignore")) && hides(Some("rust")));
        assert!(!hides(Some("rustic")) && !hides(Some("sh")) && !hides(None));
    }
}
