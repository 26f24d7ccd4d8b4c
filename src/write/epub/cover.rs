//! The cover as a page of its own, alone in its file as Kobo wants it.

use super::pictures::PictureFile;
use super::xhtml::open_page;
use super::xml::Xml;

/// File name of the cover page.
pub(super) const COVER: &str = "cover.xhtml";

/// The cover page.
pub(super) fn cover(picture: &PictureFile, alt: &str, title: &str, language: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    open_page(&mut xml, title, language);
    xml.open("body", &[("class", "cover")]);
    xml.line();
    xml.open("section", &[("id", "cover"), ("class", "cover"), ("epub:type", "cover")]);
    // A picture without words has no role, and the cover says at least what it is the cover of.
    let alt = if alt.trim().is_empty() { title } else { alt };
    let (width, height) = (picture.width.to_string(), picture.height.to_string());
    xml.empty("img", &[("role", "doc-cover"), ("src", &picture.path), ("alt", alt), ("width", &width), ("height", &height)]);
    xml.close("section");
    xml.line();
    xml.close("body");
    xml.line();
    xml.close("html");
    xml.finish()
}
