//! Drawings (SVG): read whole and written anew as plain lines and areas.
//!
//! What is written has no scripts, animations, links or references to other files, whatever the drawing had, and its
//! words are outlines: they look the same on every screen, and a drawing's description says what they say.

use std::sync::{Arc, LazyLock};

use quick_xml::events::Event;
use resvg::usvg::{self, ImageHrefResolver, Options, Tree, WriteOptions, fontdb};

use crate::base::Pt;
use crate::font;

/// A drawing in plain form.
pub(super) struct Plain {
    /// SVG 1.1.
    pub bytes: Vec<u8>,
    /// Pixels across, at 96 to the inch.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// How wide it asks to be, if it does.
    pub own_width: Option<Pt>,
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
    // A pixel of CSS is three quarters of a point.
    let own_width = asks_for_size(bytes).then(|| Pt(size.width() * 0.75));
    Ok(Plain { bytes: text.into_bytes(), width: pixels(size.width()), height: pixels(size.height()), own_width })
}

/// Whether a drawing says how wide or high it wants to be: a share of its place, as in `100%`, is no size.
fn asks_for_size(drawing: &[u8]) -> bool {
    let mut reader = quick_xml::Reader::from_reader(drawing);
    loop {
        match reader.read_event() {
            Ok(Event::Start(root) | Event::Empty(root)) => {
                return ["width", "height"].iter().any(|side| {
                    let value = root.try_get_attribute(side).ok().flatten();
                    value.is_some_and(|value| {
                        value.value.trim_start().starts_with(|c: char| c.is_ascii_digit()) && !value.value.contains('%')
                    })
                });
            }
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_asks_for_a_size_or_leaves_it_open() {
        let width = |root: &str| {
            let drawing =
                format!("<?xml version='1.0'?><!-- by hand --><svg xmlns='http://www.w3.org/2000/svg' {root}><path d='M0 0h9v9z'/></svg>");
            plain(drawing.as_bytes()).unwrap().own_width
        };
        assert_eq!(width("width='96' height='48'"), Some(Pt(72.0)));
        assert_eq!(width("height='200pt' viewBox='0 0 90 60'"), Some(Pt(300.0)));
        assert_eq!(width("viewBox='0 0 90 60'"), None);
        assert_eq!(width("width='100%' viewBox='0 0 90 60'"), None);
    }
}
