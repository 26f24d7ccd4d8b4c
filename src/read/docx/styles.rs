//! The styles of a Word file: each with all that it takes over from those it is based on (ECMA-376-1, 17.7).

use std::collections::BTreeMap;

use super::constructs::{self, Construct, Stress};
use super::properties::{ParagraphProperties, RunProperties};
use crate::base::xml::Element;

/// Styles are based on each other no deeper than this; a circle ends here too.
const DEEPEST: usize = 32;

/// All styles by their id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// What holds for every run unless something else is said.
    pub defaults: RunProperties,
    /// The style of paragraphs that name none.
    default_paragraph: Option<String>,
}

/// A style as it is written.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    run: RunProperties,
    paragraph: ParagraphProperties,
}

/// What a paragraph has from its style.
#[derive(Clone, Debug, Default)]
pub(super) struct ParagraphStyle {
    /// What the style means, if its name or that of one it is based on says so.
    pub construct: Option<Construct>,
    /// Whether its own name says so.
    pub by_own_name: bool,
    /// The name that people see.
    pub name: String,
    pub run: RunProperties,
    pub paragraph: ParagraphProperties,
}

/// What a run has from its character style.
#[derive(Clone, Debug, Default)]
pub(super) struct CharacterStyle {
    pub stress: Option<Stress>,
    pub run: RunProperties,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn of(root: &Element) -> Self {
        let mut own = Self::default();
        for element in root.elements() {
            match element.name.as_str() {
                "docDefaults" => {
                    let run = element.child("rPrDefault").and_then(|defaults| defaults.child("rPr"));
                    own.defaults = RunProperties::of(run);
                }
                "style" => own.take(element),
                _ => {}
            }
        }
        own
    }

    fn take(&mut self, element: &Element) {
        let Some(id) = element.any("styleId") else { return };
        let value = |name: &str| element.child(name).and_then(|child| child.any("val"));
        if element.any("type") == Some("paragraph") && matches!(element.any("default"), Some("1" | "true" | "on")) {
            self.default_paragraph = Some(id.to_owned());
        }
        let style = Style {
            name: value("name").unwrap_or(id).to_owned(),
            based_on: value("basedOn").map(str::to_owned),
            run: RunProperties::of(element.child("rPr")),
            paragraph: ParagraphProperties::of(element.child("pPr")),
        };
        self.styles.insert(id.to_owned(), style);
    }

    /// The style of that id and those it is based on, nearest first.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let first = id.and_then(|id| Some((id, self.styles.get(id)?)));
        let based_on = |(_, style): &(&'a str, &'a Style)| {
            let id = style.based_on.as_deref()?;
            Some((id, self.styles.get(id)?))
        };
        std::iter::successors(first, based_on).take(DEEPEST)
    }

    /// What a paragraph has from the style of that id.
    pub(super) fn paragraph(&self, id: Option<&str>) -> ParagraphStyle {
        let id = id.or(self.default_paragraph.as_deref());
        let mut whole = ParagraphStyle { name: id.unwrap_or_default().to_owned(), ..ParagraphStyle::default() };
        for (depth, (id, style)) in self.chain(id).enumerate() {
            if depth == 0 {
                whole.name.clone_from(&style.name);
            }
            if whole.construct.is_none() {
                whole.construct = constructs::paragraph(&style.name).or_else(|| constructs::paragraph(id));
                whole.by_own_name = depth == 0 && whole.construct.is_some();
            }
            whole.run = whole.run.over(&style.run);
            whole.paragraph = whole.paragraph.over(&style.paragraph);
        }
        // A style that the file does not define may still have a name that says it all.
        if whole.construct.is_none() {
            whole.construct = id.and_then(constructs::paragraph);
        }
        whole.run = whole.run.over(&self.defaults);
        whole
    }

    /// What a run has from the character style of that id.
    pub(super) fn characters(&self, id: Option<&str>) -> CharacterStyle {
        let mut whole = CharacterStyle { stress: id.and_then(constructs::characters), ..CharacterStyle::default() };
        for (id, style) in self.chain(id) {
            whole.stress = whole.stress.or_else(|| constructs::characters(&style.name)).or_else(|| constructs::characters(id));
            whole.run = whole.run.over(&style.run);
        }
        whole
    }

    /// The list that a style of that id puts paragraphs in.
    pub(super) fn list_of(&self, id: &str) -> Option<u32> {
        self.styles.get(id)?.paragraph.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::xml::parse;

    #[test]
    fn styles_take_over_and_circles_end() {
        let styles = Styles::of(
            &parse(
                b"<styles><style type='paragraph' styleId='H'><name val='heading 1'/><rPr><b/></rPr></style>\
                  <style type='paragraph' styleId='Mine'><name val='Chapter opening'/><basedOn val='H'/><rPr><i/></rPr></style>\
                  <style type='paragraph' styleId='A'><name val='A'/><basedOn val='B'/></style>\
                  <style type='paragraph' styleId='B'><name val='B'/><basedOn val='A'/></style></styles>",
            )
            .expect("well-formed"),
        );
        let mine = styles.paragraph(Some("Mine"));
        assert_eq!((mine.construct, mine.by_own_name, mine.name.as_str()), (Some(Construct::Heading(1)), false, "Chapter opening"));
        assert_eq!((mine.run.bold, mine.run.italic), (Some(true), Some(true)));
        assert_eq!(styles.paragraph(Some("A")).construct, None);
        assert_eq!(styles.paragraph(Some("Quote")).construct, Some(Construct::Quote));
    }
}
