//! Computed values of shapes that lines follow (CSS Shapes 1, Basic shapes).

use std::sync::Arc;

use crate::base::Length;

/// `shape-outside`: what the lines beside a float follow, as far as it lies in the float's margin box. Lengths count from the
/// upper left corner of that box, shares are of its width and height.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// The box itself.
    Box,
    /// The box without so much at its top, right, bottom and left.
    Inset([Length; 4]),
    /// A circle and the place of its middle.
    Circle(Radius, [Length; 2]),
    /// An ellipse: how far it reaches across and down, and the place of its middle.
    Ellipse([Radius; 2], [Length; 2]),
    /// Straight lines from point to point.
    Polygon(Arc<[[Length; 2]]>),
}

/// How far a circle or an ellipse reaches from its middle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Radius {
    /// To the nearest side of the box.
    Closest,
    /// To the farthest side.
    Farthest,
    /// So far; for a circle, shares are of the box's diagonal divided by the root of two.
    Length(Length),
}
