//! A style in the making: initial values, inheritance, and what must be settled before what.

use super::background::PictureAddress;
use super::computed::{Border, BorderStyle, ContentPart, Style};
use super::properties::LONGHANDS;
use super::values::Measure;
use crate::base::{Length, Pt, Sides};

/// A style in the making, with what its measures refer to.
#[derive(Clone, Debug)]
pub(super) struct Computing {
    /// The style.
    pub(super) style: Style,
    /// The size of the parent's font, which `font-size` refers to.
    pub(super) parent_font_size: Pt,
    /// The size of the root's font; `None` above the root.
    root_font_size: Option<Pt>,
    /// The line height in sizes of the font, where it was given so: it is inherited as that (CSS 2, 10.8.1).
    pub(super) leading: Option<f32>,
    /// How long the rule over the footnotes is: a matter of `@footnote`, which is no element and has no style to keep it.
    pub(super) rule_length: Option<Measure>,
    /// The picture behind it, as the stylesheet names it.
    pub(super) picture: Option<PictureAddress>,
}

/// `line-height: normal`, in sizes of the font: near what Source Serif and most text faces ask for.
pub(super) const NORMAL_LEADING: f32 = 1.2;
/// The width of a border that has a style but no width: 3 px (CSS Backgrounds 3, 3.3).
pub(super) const MEDIUM: Measure = Measure::fixed(2.25);

impl Computing {
    /// The initial values, CSS's own where a style's default says less.
    pub(super) fn initial() -> Self {
        let medium = Border { width: Pt(MEDIUM.fixed), ..Border::NONE };
        let style = Style {
            border: Sides::all(medium),
            column_rule: medium,
            list_marker: Some(ContentPart::Text("•".to_owned())),
            ..Style::default()
        };
        let parent_font_size = style.font_size;
        Self { style, parent_font_size, root_font_size: None, leading: Some(NORMAL_LEADING), rule_length: None, picture: None }
    }

    /// What a child starts from: the initial values, and the parent's for all that is inherited.
    pub(super) fn child_of(parent: &Self, initial: &Self) -> Self {
        let mut child = initial.clone();
        for row in LONGHANDS.iter().filter(|row| row.inherited) {
            (row.copy)(parent, &mut child);
        }
        child.parent_font_size = parent.style.font_size;
        child.root_font_size = parent.root_font_size;
        child
    }

    /// Settles what the font size settles. Every other measure waits for this.
    pub(super) fn font_size_is_known(&mut self) {
        self.root_font_size.get_or_insert(self.style.font_size);
        if let Some(leading) = self.leading {
            self.style.line_height = self.style.font_size * leading;
        }
    }

    /// Settles what only the whole style settles: a line that is not drawn has no width (CSS Backgrounds 3, 3.3).
    pub(super) fn finish(&mut self) {
        let style = &mut self.style;
        let Sides { top, right, bottom, left } = &mut style.border;
        for line in [top, right, bottom, left, &mut style.column_rule] {
            if line.style == BorderStyle::None {
                line.width = Pt::ZERO;
            }
        }
    }

    /// A measure, a percentage in it waiting for layout.
    pub(super) fn length(&self, measure: Measure) -> Length {
        measure.length(self.style.font_size, self.root())
    }

    pub(super) fn points(&self, measure: Measure) -> Pt {
        measure.points(self.style.font_size, self.root())
    }

    /// The size of the root's font; at the root, before its own is known, its parent's.
    pub(super) fn root(&self) -> Pt {
        self.root_font_size.unwrap_or(self.parent_font_size)
    }

    /// Leading in sizes of the font.
    pub(super) fn lead(&mut self, factor: f32) {
        self.leading = Some(factor);
        self.style.line_height = self.style.font_size * factor;
    }
}
