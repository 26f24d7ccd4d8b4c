//! Fonts as a file describes them (PDF 32000-1, 9.5 to 9.8).

use hayro_syntax::object::{Array, Dict, Name, Stream};

use super::glyphs::defect;

/// What rules ask about a font.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::preflight) struct Font {
    /// The object it is, 0 if it stands in the resources.
    pub object: u32,
    /// Its name, such as `ABCDEF+SourceSerif4-Regular`.
    pub name: String,
    /// Its kind: `Type0`, `TrueType`, `Type3` and so on.
    pub kind: String,
    /// Whether its outlines are in the file. Glyphs of Type 3 fonts always are.
    pub embedded: bool,
    /// What is wrong with its program, in words to follow "the font".
    pub defect: Option<&'static str>,
    /// Its number among the fonts that were opened for their glyphs.
    pub(super) number: usize,
}

impl Font {
    /// Reads a font dictionary.
    pub(super) fn read(dict: &Dict<'_>, number: usize) -> Self {
        let text = |key: &str| dict.get::<Name<'_>>(key).map(|name| name.as_str().to_owned()).unwrap_or_default();
        let kind = text("Subtype");
        let descendant = dict.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let described = descendant.as_ref().unwrap_or(dict);
        Self {
            object: dict.obj_id().map_or(0, |id| id.obj_number),
            name: text("BaseFont"),
            embedded: kind == "Type3" || has_outlines(described),
            defect: defect(dict).or_else(|| lacks_glyph_map(described).then_some("does not say which glyph each code means (CIDToGIDMap)")),
            kind,
            number,
        }
    }

    /// What to call it in a message.
    pub(in crate::preflight) fn title(&self) -> String {
        if self.name.is_empty() { format!("a {} font without a name", self.kind) } else { self.name.clone() }
    }
}

/// An embedded TrueType font of a composite font must say how its codes become glyphs (PDF 32000-1, table 117).
fn lacks_glyph_map(dict: &Dict<'_>) -> bool {
    let is_true_type = dict.get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_str() == "CIDFontType2");
    is_true_type && has_outlines(dict) && !dict.contains_key("CIDToGIDMap")
}

fn has_outlines(dict: &Dict<'_>) -> bool {
    let Some(descriptor) = dict.get::<Dict<'_>>("FontDescriptor") else { return false };
    ["FontFile", "FontFile2", "FontFile3"]
        .iter()
        .filter_map(|key| descriptor.get::<Stream<'_>>(key))
        .any(|stream| !stream.raw_data().is_empty())
}
