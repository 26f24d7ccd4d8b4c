//! Walks over the body of a text: paragraphs, tables, and what stands around them.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::fields::{self, Field};
use super::line::Run;
use super::media::Media;
use super::notes::Notes;
use super::numbering::Numbering;
use super::package::{Package, Relations};
use super::passage::{Part, Passage};
use super::properties::RunProperties;
use super::styles::Styles;
use super::tally::Tally;
use crate::base::xml::Element;

/// What is known of the file, and what has been met so far.
pub(super) struct Reader {
    pub package: Package,
    pub styles: Styles,
    pub numbering: Numbering,
    /// What the part that is being read refers to.
    pub relations: Relations,
    pub notes: Notes,
    pub media: Media,
    /// Bookmarks that something in the text refers to.
    pub referred: BTreeSet<String>,
    pub tally: Tally,
    /// Paragraphs met so far.
    pub number: usize,
    /// The width of the text, in EMU (914400 to the inch).
    pub measure: Option<f32>,
    /// How many letters are in each language, as far as it is said.
    pub letters: BTreeMap<Rc<str>, usize>,
    /// The fields that are open, outermost first. A field may go on over many paragraphs.
    pub fields: Vec<OpenField>,
    /// A paragraph whose end was deleted: it goes on in the next one.
    pub held: Option<Line>,
    /// Whether a cell of a table is being read.
    pub in_cell: bool,
    /// Bookmarks between paragraphs; they mark the next one.
    pub anchors: Vec<String>,
}

/// A field that has begun.
#[derive(Debug, Default)]
pub(super) struct OpenField {
    pub instruction: String,
    /// What it is for, once the instruction is complete.
    pub field: Option<Field>,
}

/// A paragraph while it is being read.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub runs: Vec<Run>,
    /// What floats beside it: text boxes and pictures.
    pub beside: Vec<Passage>,
    /// What its caption counts.
    pub counter: Option<String>,
}

/// What runs inherit from the paragraph around them.
#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    /// The look of the paragraph's style.
    pub style: RunProperties,
    /// Where the words lead, inside a link.
    pub link: Option<Rc<str>>,
}

impl Reader {
    /// All that an element holds: the body of the text, a note, a cell, a text box.
    pub(super) fn passages(&mut self, parent: &Element) -> Vec<Passage> {
        let around = self.held.take();
        let mut passages = Vec::new();
        self.take_all(parent, &mut passages);
        if let Some(line) = self.held.take() {
            self.finish_unstyled(line, &mut passages);
        }
        self.held = around;
        passages
    }

    fn take_all(&mut self, parent: &Element, passages: &mut Vec<Passage>) {
        for element in parent.elements() {
            self.take(element, passages);
        }
    }

    fn take(&mut self, element: &Element, passages: &mut Vec<Passage>) {
        match element.name.as_str() {
            "p" => self.paragraph(element, passages),
            "tbl" => self.table(element, passages),
            "sdt" if is_generated(element) => {
                let content = element.child("sdtContent");
                self.tally.generated += content.map_or(0, |content| content.all().into_iter().filter(|part| part.name == "p").count());
            }
            "sdt" => element.child("sdtContent").into_iter().for_each(|content| self.take_all(content, passages)),
            "AlternateContent" => alternative(element).into_iter().for_each(|content| self.take_all(content, passages)),
            "bookmarkStart" => self.anchors.extend(self.anchor(element)),
            "sectPr" => self.section(element),
            "del" | "moveFrom" => self.changed(element),
            "altChunk" | "subDoc" => self.tally.objects += 1,
            "oMathPara" | "oMath" => self.stray_formula(element, passages),
            name if name.ends_with("Pr") => {}
            _ => self.take_all(element, passages),
        }
    }

    /// A formula between paragraphs.
    fn stray_formula(&mut self, element: &Element, passages: &mut Vec<Passage>) {
        let mut line = Line::default();
        self.formula(element, &Around::default(), &mut line);
        self.finish_unstyled(line, passages);
    }

    /// The id of a bookmark, if something refers to it.
    pub(super) fn anchor(&self, element: &Element) -> Option<String> {
        let name = element.any("name")?;
        self.referred.contains(name).then(|| id(name))
    }

    /// Takes the width of the text from the properties of a section.
    pub(super) fn section(&mut self, element: &Element) {
        let number = |child: &str, name: &str| element.child(child)?.any(name)?.parse::<f32>().ok();
        let width = number("pgSz", "w").zip(number("pgMar", "left")).zip(number("pgMar", "right"));
        // Twentieths of a point to EMU.
        let measure = width.map(|((page, left), right)| (page - left - right) * 635.0).filter(|measure| *measure > 0.0);
        self.measure = measure.or(self.measure);
    }

    /// Counts a tracked change.
    pub(super) fn changed(&mut self, element: &Element) {
        self.tally.changes += 1;
        let author = element.any("author").map(str::trim).filter(|author| !author.is_empty());
        self.tally.changed_by.extend(author.map(str::to_owned));
    }

    /// Whether what is being read was put together by Word, in a field or by its style.
    pub(super) fn is_generated(&self) -> bool {
        self.fields.iter().any(|field| field.field == Some(Field::Generated))
    }

    /// Whether an instruction is being read, which is not text.
    pub(super) fn in_instruction(&self) -> bool {
        self.fields.iter().any(|field| field.field.is_none())
    }

    /// The target of the innermost link whose field is open.
    pub(super) fn field_link(&self) -> Option<Rc<str>> {
        self.fields.iter().rev().find_map(|open| match open.field.as_ref()? {
            Field::Link(target) => self.inside_target(target),
            Field::Reference { bookmark, linked: true, .. } => self.inside_target(&format!("#{bookmark}")),
            _ => None,
        })
    }

    /// A link's target with the id in place of a bookmark; nothing if there is no such bookmark.
    pub(super) fn inside_target(&self, target: &str) -> Option<Rc<str>> {
        match target.strip_prefix('#') {
            Some(bookmark) => self.referred.contains(bookmark).then(|| Rc::from(format!("#{}", id(bookmark)))),
            None => Some(Rc::from(target)),
        }
    }
}

/// The alternative of something that this program understands best.
pub(super) fn alternative(element: &Element) -> Option<&Element> {
    let fallback = element.child("Fallback");
    // Charts of Word 2016 have a picture of themselves as the other choice.
    let choice = element.child("Choice").filter(|choice| !choice.get("Requires").is_some_and(|needs| needs.starts_with("cx")));
    choice.or(fallback)
}

/// Whether a content control holds a table of contents or the like.
fn is_generated(element: &Element) -> bool {
    let gallery =
        element.child("sdtPr").and_then(|properties| properties.child("docPartObj")).and_then(|part| part.child("docPartGallery"));
    gallery.and_then(|gallery| gallery.any("val")).is_some_and(|name| name.contains("Table of Contents") || name.contains("Index"))
}

/// The id that a bookmark's name becomes.
pub(super) fn id(bookmark: &str) -> String {
    let id: String = bookmark.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '-' }).collect();
    let id = id.trim_matches('-').to_lowercase();
    if id.starts_with(char::is_alphabetic) { id } else { format!("mark-{id}") }
}

/// The bookmarks that links and fields of a part refer to, and that are there.
pub(super) fn referred<'a>(parts: impl Iterator<Item = &'a Element>) -> BTreeSet<String> {
    let mut wanted = BTreeSet::new();
    let mut there = BTreeSet::new();
    for element in parts.flat_map(Element::all) {
        let named = |name: &str| element.any(name).map(str::to_owned);
        match element.name.as_str() {
            "bookmarkStart" => there.extend(named("name")),
            "hyperlink" => wanted.extend(named("anchor")),
            "fldSimple" => wanted.extend(named("instr").and_then(|instruction| bookmark(&instruction))),
            // An instruction may be cut into several pieces; the name is in one of them.
            "instrText" => wanted.extend(element.text().split(|c: char| c.is_whitespace() || c == '"').map(str::to_owned)),
            _ => {}
        }
    }
    // Contents are made anew, and what Word marks for itself nobody refers to.
    wanted.retain(|name| there.contains(name) && !name.starts_with("_Toc") && !name.starts_with("_GoBack"));
    wanted
}

fn bookmark(instruction: &str) -> Option<String> {
    match fields::parse(instruction) {
        Field::Link(target) => target.strip_prefix('#').map(str::to_owned),
        Field::Reference { bookmark, .. } => Some(bookmark),
        _ => None,
    }
}

/// A text box: its figures and captions by themselves if it holds nothing else.
pub(super) fn is_only_figures(passages: &[Passage]) -> bool {
    passages.iter().any(|passage| matches!(passage.part, Part::Figure(_)))
        && passages.iter().all(|passage| matches!(passage.part, Part::Figure(_) | Part::Caption { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bookmarks_become_ids() {
        assert_eq!(id("_Ref4711"), "ref4711");
        assert_eq!(id("My mark"), "my-mark");
        assert_eq!(id("_12"), "mark-12");
    }
}
