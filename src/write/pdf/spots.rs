//! Spot colours: inks of their own, each a plate, with process inks that stand in for them (PDF 32000-1, 8.6.6.4).

use std::collections::BTreeMap;

use pdf_writer::{Dict, Name};

use super::sheet::round;
use crate::base::{Color, SpotName};
use crate::page::{ItemKind, Pages};

/// The spot colours of a PDF.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Spots {
    /// Name and stand-in, in the order of their names.
    inks: Vec<(SpotName, [f32; 4])>,
}

impl Spots {
    /// All that pages ask for. Where one name has several stand-ins, the first counts: a plate has one ink.
    pub(super) fn of(pages: &Pages) -> Self {
        let mut inks = BTreeMap::new();
        for item in pages.pages.iter().flat_map(|page| &page.items) {
            let colors = match &item.kind {
                ItemKind::Glyphs(run) => [Some(run.color), None],
                ItemKind::Shape(shape) => [shape.fill, shape.stroke.map(|stroke| stroke.color)],
                _ => [None, None],
            };
            for color in colors.into_iter().flatten() {
                if let Color::Spot(spot) = color {
                    inks.entry(spot.name).or_insert(spot.cmyk);
                }
            }
        }
        Self { inks: inks.into_iter().collect() }
    }

    /// The number of a colour.
    pub(super) fn number(&self, name: SpotName) -> Option<usize> {
        self.inks.iter().position(|(known, _)| *known == name)
    }

    /// The number of what prints on all plates, where there are more than the four.
    pub(super) fn all_plates(&self) -> Option<usize> {
        (!self.inks.is_empty()).then_some(self.inks.len())
    }

    /// Numbers of the inks.
    pub(super) fn numbers(&self) -> std::ops::Range<usize> {
        0..self.inks.len()
    }

    /// Writes the colour spaces into a dictionary of resources.
    pub(super) fn write(&self, resources: &mut Dict<'_>) {
        if self.inks.is_empty() {
            return;
        }
        let mut spaces = resources.insert(Name(b"ColorSpace")).dict();
        let inks = self.inks.iter().map(|(name, cmyk)| (name.as_bytes(), *cmyk)).chain([(b"All".as_slice(), [1.0; 4])]);
        for (number, (name, cmyk)) in inks.enumerate() {
            let mut space = spaces.insert(Name(space_name(number).as_bytes())).array();
            space.item(Name(b"Separation")).item(Name(name)).item(Name(b"DeviceCMYK"));
            let mut tint = space.push().dict();
            tint.pair(Name(b"FunctionType"), 2).pair(Name(b"N"), 1);
            tint.insert(Name(b"Domain")).array().items([0, 1]);
            tint.insert(Name(b"C0")).array().items([0, 0, 0, 0]);
            tint.insert(Name(b"C1")).array().items(cmyk.map(round));
        }
    }
}

/// What content streams call a colour space.
pub(super) fn space_name(number: usize) -> String {
    format!("S{number}")
}
