//! Whether every character has a glyph.

use super::super::content::PageContent;
use super::{EVERY, File, Findings, Rule, RuleInfo, Standard};

/// **No character is shown as an empty box.**
///
/// When a font lacks a character, programs show its glyph number 0, usually a box or nothing at all. Counts those
/// glyphs, and codes for which an embedded font has no glyph at all; blanks do not count.
///
/// *How to mend it:* set the character in a font that has it.
///
/// *Source:* ISO 15930-7, 6.3, for fonts that must hold all glyphs shown; print practice.
pub(super) struct MissingGlyphs;

impl Rule for MissingGlyphs {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdf-missing-glyph", title: "every character has a glyph", standards: EVERY, source: "ISO 15930-7, 6.3" }
    }

    fn page(&self, _: &File<'_>, _: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        for (&object, &count) in &page.missing_glyphs {
            let title = page.fonts.get(&object).map_or_else(|| "a font".to_owned(), |font| format!("the font {}", font.title()));
            let characters = if count == 1 { "one character".to_owned() } else { format!("{count} characters") };
            findings.error(
                page.place(object),
                format!("{title} has no glyph for {characters} of this page"),
                "set these characters in a font that has them",
            );
        }
    }
}
