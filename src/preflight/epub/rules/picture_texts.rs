//! Whether pictures can be heard.

use super::{Book, EPUB, Findings, Place, Rule, RuleInfo};

/// **Every picture has a text that stands for it, or says that it needs none.**
///
/// Each `img` needs `alt`: words for what the picture shows, or an empty one for mere ornament. Drawings in SVG need a
/// title or an `aria-label`. A text that is only a file name is no text.
///
/// *How to mend it:* write what the picture tells the reader, in a sentence.
///
/// *Source:* EPUB Accessibility 1.1, 3.2; WCAG 2.1, 1.1.1.
pub(in crate::preflight) struct PictureTexts;

impl Rule for PictureTexts {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "epub-picture-without-text", title: "pictures have texts", standards: EPUB, source: "WCAG 2.1, 1.1.1" }
    }

    fn check(&self, book: &Book, findings: &mut Findings<'_>) {
        const HINT: &str = "write what the picture tells the reader, in a sentence";
        for (path, document) in book.pages() {
            for element in document.root.all() {
                let place = Place::inside(path, element.line);
                if element.name == "svg" {
                    let named = element.get("aria-label").is_some() || element.get("aria-labelledby").is_some() || element.child("title").is_some();
                    if !named && element.get("aria-hidden") != Some("true") && element.get("role") != Some("presentation") {
                        findings.warning(place, "a drawing has no title", "give the svg a title or an aria-label");
                    }
                }
                if element.name != "img" {
                    continue;
                }
                match element.get("alt") {
                    None => findings.error(place, "a picture has no text that stands for it (alt)", HINT),
                    Some(alt) if is_file_name(alt) => findings.warning(place, format!("the text of a picture is only a file name ({alt})"), HINT),
                    Some(_) => {}
                }
            }
        }
    }
}

fn is_file_name(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    !text.contains(' ') && [".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp"].iter().any(|end| text.ends_with(end))
}
