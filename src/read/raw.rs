//! Passages that are meant for one output format only, as Pandoc marks them. None is ever passed on.

use crate::base::{Code, Diagnostic};

/// The format that braces name: `{=html}`; how many bytes they take.
pub(super) fn format(source: &str) -> Option<(&str, usize)> {
    let (format, _) = source.strip_prefix("{=")?.split_once('}')?;
    let is_name = !format.is_empty() && format.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'+'));
    is_name.then_some((format, format.len() + 3))
}

/// Whether a format is HTML, whatever its version.
pub(super) fn is_html(format: &str) -> bool {
    matches!(format, "html" | "html4" | "html5" | "epub" | "epub2" | "epub3")
}

/// Whether the format's words stand between tags.
pub(super) fn is_marked_up(format: &str) -> bool {
    is_html(format) || matches!(format, "openxml" | "opendocument" | "docbook" | "jats" | "tei")
}

/// Whether it is nothing but commands of TeX's without words, such as `\newpage`.
pub(super) fn is_command(text: &str) -> bool {
    let is_name = |name: &str| !name.is_empty() && name.trim_end_matches("{}").bytes().all(|byte| byte.is_ascii_alphabetic());
    let mut words = text.split_whitespace().peekable();
    words.peek().is_some() && words.all(|word| word.strip_prefix('\\').is_some_and(|names| names.split('\\').all(is_name)))
}

/// The finding that passages of a format were taken apart.
pub(super) fn found(format: &str, count: usize) -> Diagnostic {
    let what = if count == 1 { "one passage is".to_owned() } else { format!("{count} passages are") };
    let message = format!("{what} meant for the format “{format}” only; the words are kept, the commands are left out");
    Diagnostic::warning(Code("raw-format"), message).hint("look at what stands there, and write it as text")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_and_commands_are_known() {
        assert_eq!(format("{=html} x"), Some(("html", 7)));
        assert_eq!(format("{.html}"), None);
        assert_eq!(format("{=}"), None);
        for command in ["\\newpage", "\\clearpage\\thispagestyle", " \\newpage{}\n\\bigskip "] {
            assert!(is_command(command), "{command}");
        }
        for words in ["", "\\section{Words}", "words", "\\"] {
            assert!(!is_command(words), "{words}");
        }
    }
}
