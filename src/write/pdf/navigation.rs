//! Ways into the pages: bookmarks, page labels and links.

use pdf_writer::types::{ActionType, AnnotationFlags, AnnotationType, NumberingStyle};
use pdf_writer::{Chunk, Finish, Name, Ref, Str, TextStr};

use super::sheet::Sheet;
use crate::base::{Rect, numerals};
use crate::page::{Destination, LinkTarget, OutlineEntry, Page};

/// Where places in the pages are in the PDF.
#[derive(Clone, Copy)]
pub(super) struct Map<'a> {
    pub(super) sheet: Sheet,
    /// The objects of the pages.
    pub(super) pages: &'a [Ref],
}

impl Map<'_> {
    fn write(self, to: pdf_writer::writers::Destination<'_>, destination: Destination) {
        // A place on a page that is not there shows the last page rather than none.
        let Some(&page) = self.pages.get(destination.page).or(self.pages.last()) else { return };
        to.page(page).xyz(0.0, self.sheet.height(destination.y), None);
    }
}

/// Writes the bookmarks. Returns their root, or nothing if there are none.
pub(super) fn write_outline(chunk: &mut Chunk, entries: &[OutlineEntry], map: Map<'_>, next: &mut impl FnMut() -> Ref) -> Option<Ref> {
    if entries.is_empty() {
        return None;
    }
    let root = next();
    let (first, last) = write_entries(chunk, entries, root, map, next)?;
    chunk.outline(root).first(first).last(last).count(entries.len() as i32);
    Some(root)
}

/// Writes bookmarks of one level and all under them. Returns the first and the last of the level.
fn write_entries(
    chunk: &mut Chunk,
    entries: &[OutlineEntry],
    parent: Ref,
    map: Map<'_>,
    next: &mut impl FnMut() -> Ref,
) -> Option<(Ref, Ref)> {
    let objects: Vec<Ref> = entries.iter().map(|_| next()).collect();
    for (index, (entry, &object)) in entries.iter().zip(&objects).enumerate() {
        let under = write_entries(chunk, &entry.children, object, map, next);
        let mut item = chunk.outline_item(object);
        item.title(TextStr(&entry.title)).parent(parent);
        if let Some(&before) = index.checked_sub(1).and_then(|before| objects.get(before)) {
            item.prev(before);
        }
        if let Some(&after) = objects.get(index + 1) {
            item.next(after);
        }
        if let Some((first, last)) = under {
            // A negative count: closed when the file opens, and so many would show when it is opened.
            item.first(first).last(last).count(-(entry.children.len() as i32));
        }
        map.write(item.dest(), entry.destination);
    }
    Some((*objects.first()?, *objects.last()?))
}

/// A link on a page.
pub(super) struct Link<'a> {
    pub(super) area: Rect,
    pub(super) target: &'a LinkTarget,
    pub(super) description: &'a str,
    /// Its key in the structure's parent tree.
    pub(super) parent_key: i32,
}

/// Writes a link annotation.
pub(super) fn write_link(chunk: &mut Chunk, id: Ref, link: &Link<'_>, page: Ref, map: Map<'_>) {
    let mut annotation = chunk.annotation(id);
    annotation
        .subtype(AnnotationType::Link)
        .rect(map.sheet.area(link.area))
        .border(0.0, 0.0, 0.0, None)
        .flags(AnnotationFlags::PRINT)
        .contents(TextStr(link.description))
        .page(page)
        .struct_parent(link.parent_key);
    match link.target {
        LinkTarget::Web(address) => {
            annotation.action().action_type(ActionType::Uri).uri(Str(ascii_address(address).as_bytes()));
        }
        LinkTarget::Place(destination) => {
            map.write(annotation.insert(Name(b"Dest")).start(), *destination);
        }
    }
}

/// An address in ASCII, as PDF wants it: every other character in percent signs of its UTF-8 bytes (RFC 3987, 3.1).
fn ascii_address(address: &str) -> String {
    let mut ascii = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() {
            ascii.push(char::from(byte));
        } else {
            ascii.push_str(&format!("%{byte:02X}"));
        }
    }
    ascii
}

/// How a stretch of pages is numbered.
#[derive(Clone, Debug, PartialEq)]
struct Numbering {
    style: Option<NumberingStyle>,
    prefix: String,
    number: i32,
}

/// Writes the labels of pages that count on as one stretch. Returns the first page of each stretch with its object.
pub(super) fn write_page_labels(chunk: &mut Chunk, pages: &[Page], next: &mut impl FnMut() -> Ref) -> Vec<(i32, Ref)> {
    let mut stretches = Vec::new();
    let mut expected: Option<Numbering> = None;
    for (index, page) in pages.iter().enumerate() {
        let numbering = Numbering::of(&page.label);
        if expected.as_ref() != Some(&numbering) {
            let object = next();
            let mut label = chunk.indirect(object).start::<pdf_writer::writers::PageLabel<'_>>();
            if let Some(style) = numbering.style {
                label.style(style).offset(numbering.number);
            }
            if !numbering.prefix.is_empty() {
                label.prefix(TextStr(&numbering.prefix));
            }
            label.finish();
            stretches.push((index as i32, object));
        }
        expected = Some(Numbering { number: numbering.number.saturating_add(1), ..numbering });
    }
    stretches
}

impl Numbering {
    fn of(label: &str) -> Self {
        let digits = label.len() - label.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (prefix, number) = label.split_at(label.len() - digits);
        // Leading zeros are no part of a number that PDF can count.
        let zeros = number.len() - number.trim_start_matches('0').len();
        let (prefix, number) = label.split_at(prefix.len() + zeros);
        if let Some(number) = number.parse().ok().filter(|&number: &i32| number < i32::MAX) {
            return Self { style: Some(NumberingStyle::Arabic), prefix: prefix.to_owned(), number };
        }
        match numerals::from_roman(label).and_then(|number| i32::try_from(number).ok()) {
            Some(number) => Self { style: Some(NumberingStyle::LowerRoman), prefix: String::new(), number },
            None => Self { style: None, prefix: label.to_owned(), number: 0 },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_numbers_numerals_or_words() {
        let style = |label: &str| {
            let numbering = Numbering::of(label);
            (numbering.style, numbering.prefix, numbering.number)
        };
        assert_eq!(style("12"), (Some(NumberingStyle::Arabic), String::new(), 12));
        assert_eq!(style("xiv"), (Some(NumberingStyle::LowerRoman), String::new(), 14));
        assert_eq!(style("A-07"), (Some(NumberingStyle::Arabic), "A-0".to_owned(), 7));
        assert_eq!(style("Cover"), (None, "Cover".to_owned(), 0));
        assert_eq!(style("iiii"), (None, "iiii".to_owned(), 0));
        assert_eq!(style("99999999999"), (None, "99999999999".to_owned(), 0));
    }

    #[test]
    fn addresses_become_ascii() {
        assert_eq!(ascii_address("https://example.org/é x"), "https://example.org/%C3%A9%20x");
    }
}
