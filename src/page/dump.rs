//! Pages as readable text: what stands where, for tests and reviews.
//!
//! ```text
//! page 1 recto 595x779
//!   text   54.0,72.0   "It was late when the"  SourceSerif4SmText-Regular 9.6
//!   box    54.0,90.0   200.0x0.5
//! ```

use std::fmt::Write;

use super::{Item, ItemKind, LinkTarget, Pages, Side};
use crate::font::FontLibrary;

/// Writes pages as text, one thing a line, in the order of drawing.
pub fn dump(pages: &Pages, fonts: &FontLibrary) -> String {
    let mut text = String::new();
    for page in &pages.pages {
        let side = if page.side == Side::Recto { "recto" } else { "verso" };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "page {} {side} {:.0}x{:.0}", page.label, pages.trim.width.0, pages.trim.height.0);
        for item in &page.items {
            line(item, pages, fonts, &mut text);
        }
    }
    text
}

fn line(item: &Item, pages: &Pages, fonts: &FontLibrary, text: &mut String) {
    let _ = match &item.kind {
        ItemKind::Glyphs(run) => writeln!(
            text,
            "  text   {:.1},{:.1}   \"{}\"  {} {:.1}",
            run.origin.x.0,
            run.origin.y.0,
            run.text.replace('\u{AD}', "-").trim_end(),
            fonts.face(run.face).postscript_name,
            run.size.0
        ),
        ItemKind::Shape(shape) => {
            let area = shape.area;
            writeln!(text, "  box    {:.1},{:.1}   {:.1}x{:.1}", area.x.0, area.y.0, area.width.0, area.height.0)
        }
        ItemKind::Outline(outline) => {
            writeln!(text, "  path   {:.1},{:.1}   {} steps", outline.origin.x.0, outline.origin.y.0, outline.steps.len())
        }
        ItemKind::Picture { picture, area } => {
            let path = pages.pictures.get(*picture).map_or("", |picture| picture.path.as_str());
            writeln!(text, "  image  {:.1},{:.1}   {:.1}x{:.1}  {path}", area.x.0, area.y.0, area.width.0, area.height.0)
        }
        ItemKind::Backdrop(backdrop) => {
            let path = pages.pictures.get(backdrop.picture).map_or("", |picture| picture.path.as_str());
            let (area, tile, (across, down)) = (backdrop.area, backdrop.tile, backdrop.count());
            let all = format!("{:.1},{:.1}   {:.1}x{:.1}", area.x.0, area.y.0, area.width.0, area.height.0);
            let one = format!("{:.1},{:.1}   {:.1}x{:.1}", tile.x.0, tile.y.0, tile.width.0, tile.height.0);
            writeln!(text, "  ground {all}  {path} {one}, {across} by {down}")
        }
        ItemKind::Link { area, target, .. } => {
            let target = match target {
                LinkTarget::Web(address) => address.clone(),
                LinkTarget::Place(place) => format!("page {}", place.page + 1),
            };
            writeln!(text, "  link   {:.1},{:.1}   {:.1}x{:.1}  {target}", area.x.0, area.y.0, area.width.0, area.height.0)
        }
    };
}
