//! Drawings (SVG): read whole and written anew as plain lines and areas.
//!
//! What is written has no scripts, animations, links or references to other files, whatever the drawing had, and its
//! words are outlines: they look the same on every screen, and a drawing's description says what they say.

use std::sync::{Arc, LazyLock};

use resvg::usvg::{self, ImageHrefResolver, Options, Tree, WriteOptions, fontdb};

use crate::font;

/// A drawing in plain form.
pub(super) struct Plain {
    /// SVG 1.1.
    pub bytes: Vec<u8>,
    /// Pixels across, at 96 to the inch.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// Writes a drawing anew.
///
/// # Errors
/// When it is no SVG, or damaged, or grows beyond measure where it uses its own parts.
pub(super) fn plain(bytes: &[u8]) -> Result<Plain, usvg::Error> {
    // Read when the first drawing comes, since most texts have none.
    static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| Arc::new(fonts()));
    let options = Options {
        font_family: font::SERIF.to_owned(),
        fontdb: Arc::clone(&FONTS),
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            // Other files are none of a drawing's business.
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_data(bytes, &options)?;
    let size = tree.size();
    let text = tree.to_string(&WriteOptions { coordinates_precision: 3, transforms_precision: 6, ..WriteOptions::default() });
    let pixels = |length: f32| (length.ceil() as u32).max(1);
    Ok(Plain { bytes: text.into_bytes(), width: pixels(size.width()), height: pixels(size.height()) })
}

fn fonts() -> fontdb::Database {
    let mut fonts = fontdb::Database::new();
    for file in font::bundled_files() {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(file)));
    }
    fonts.set_serif_family(font::SERIF);
    fonts.set_sans_serif_family(font::SANS);
    fonts.set_monospace_family(font::MONOSPACE);
    fonts
}
