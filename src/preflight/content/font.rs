//! Fonts as a file describes them (PDF 32000-1, 9.5 to 9.8).

use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

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
    /// Whether its codes are glyph numbers in two bytes, so that code 0 is the glyph for "no such character".
    pub by_glyph_number: bool,
}

impl Font {
    /// Reads a font dictionary.
    pub(super) fn read(dict: &Dict<'_>) -> Self {
        let text = |key: &str| dict.get::<Name<'_>>(key).map(|name| name.as_str().to_owned()).unwrap_or_default();
        let kind = text("Subtype");
        let descendant = dict.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let described = descendant.as_ref().unwrap_or(dict);
        Self {
            object: dict.obj_id().map_or(0, |id| id.obj_number),
            name: text("BaseFont"),
            embedded: kind == "Type3" || has_outlines(described),
            by_glyph_number: kind == "Type0"
                && matches!(dict.get::<Object<'_>>("Encoding"), Some(Object::Name(name)) if name.as_str().starts_with("Identity-")),
            kind,
        }
    }

    /// What to call it in a message.
    pub(in crate::preflight) fn title(&self) -> String {
        if self.name.is_empty() { format!("a {} font without a name", self.kind) } else { self.name.clone() }
    }
}

fn has_outlines(dict: &Dict<'_>) -> bool {
    let Some(descriptor) = dict.get::<Dict<'_>>("FontDescriptor") else { return false };
    ["FontFile", "FontFile2", "FontFile3"]
        .iter()
        .filter_map(|key| descriptor.get::<Stream<'_>>(key))
        .any(|stream| !stream.raw_data().is_empty())
}
