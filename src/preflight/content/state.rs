//! The graphics state (PDF 32000-1, 8.4), as far as rules ask about it.

use std::rc::Rc;

use super::area::{Area, Matrix};
use super::color::{Inks, Space};
use super::font::Font;

/// A colour to paint with.
#[derive(Clone, Debug)]
pub(super) struct Paint {
    /// Its space.
    pub space: Rc<Space>,
    /// Its numbers.
    pub color: Vec<f64>,
    /// The most ink in a blend of colours, if it is one and that can be told.
    pub blend: Option<Inks>,
}

impl Paint {
    /// A colour of a space.
    pub(super) fn new(space: Rc<Space>, color: Vec<f64>) -> Self {
        Self { space, color, blend: None }
    }

    /// The inks it asks for, if that can be told.
    pub(super) fn inks(&self) -> Option<Inks> {
        self.space.inks(&self.color)
    }
}

/// What holds while drawing.
#[derive(Clone, Debug)]
pub(super) struct State {
    /// From the coordinates in use to the page's.
    pub matrix: Matrix,
    /// Outside of this nothing shows.
    pub clip: Area,
    /// The colour of insides.
    pub fill: Paint,
    /// The colour of outlines.
    pub stroke: Paint,
    /// The width of outlines.
    pub line_width: f64,
    /// Overprint of insides.
    pub fill_overprint: bool,
    /// Overprint of outlines.
    pub stroke_overprint: bool,
    /// The overprint mode.
    pub overprint_mode: i32,
    /// Text state.
    pub text: Text,
}

/// What holds while setting text (PDF 32000-1, 9.3).
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// The font.
    pub font: Option<Rc<Font>>,
    /// Its size.
    pub size: f64,
    /// Fill, stroke, both, or nothing, and whether it clips.
    pub mode: i32,
    /// Extra space after each character.
    pub letter_space: f64,
    /// Extra space after each blank.
    pub word_space: f64,
    /// Distance between lines.
    pub leading: f64,
    /// Horizontal scale; 1.0 is as it is.
    pub stretch: f64,
    /// Shift from the baseline.
    pub rise: f64,
    /// Where the next glyph goes.
    pub matrix: Matrix,
    /// Where the line began.
    pub line: Matrix,
}

impl State {
    /// The state in which a page begins.
    pub(super) fn initial() -> Self {
        let black = Paint::new(Rc::new(Space::GRAY), vec![0.0]);
        Self {
            matrix: Matrix::IDENTITY,
            clip: Area::EVERYWHERE,
            fill: black.clone(),
            stroke: black,
            line_width: 1.0,
            fill_overprint: false,
            stroke_overprint: false,
            overprint_mode: 0,
            text: Text {
                font: None,
                size: 0.0,
                mode: 0,
                letter_space: 0.0,
                word_space: 0.0,
                leading: 0.0,
                stretch: 1.0,
                rise: 0.0,
                matrix: Matrix::IDENTITY,
                line: Matrix::IDENTITY,
            },
        }
    }

    /// Makes the clip smaller.
    pub(super) fn clip_to(&mut self, area: Area) {
        // A clip of nothing is kept as a point outside of every page.
        self.clip = self.clip.within(area).unwrap_or(Area { x0: f64::MAX, y0: f64::MAX, x1: f64::MAX, y1: f64::MAX });
    }
}

impl Text {
    /// Goes to a new line, some way from the start of this one.
    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.matrix = self.line;
    }
}
