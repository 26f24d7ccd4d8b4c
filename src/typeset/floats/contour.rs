//! Contours: how far a shape reaches to the left and the right between two heights, for the lines beside it.

use crate::base::{Length, Pt};
use crate::style::{Radius, Shape};

/// A box whose lines follow a shape.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::typeset) struct Contour {
    /// What they follow.
    pub shape: Shape,
    /// How far from it they stay.
    pub margin: Pt,
}

impl Contour {
    /// Whether lines keep to the box itself.
    pub(super) fn is_box(&self) -> bool {
        self.shape == Shape::Box
    }

    /// The leftmost and the rightmost point between two heights, both from the upper left corner of a box of a size; nothing
    /// if the shape does not reach there. What lies outside the box does not count (CSS Shapes 1, The shape-outside
    /// property: the float area is cut off at the margin box).
    pub(super) fn between(&self, (above, below): (Pt, Pt), (width, height): (Pt, Pt)) -> Option<(Pt, Pt)> {
        let (left, right) = self.reach((above, below), (width, height))?;
        let (left, right) = (left.max(Pt::ZERO), right.min(width));
        (left < right).then_some((left, right))
    }

    fn reach(&self, (above, below): (Pt, Pt), (width, height): (Pt, Pt)) -> Option<(Pt, Pt)> {
        let margin = self.margin;
        match &self.shape {
            Shape::Box => Some((Pt::ZERO, width)),
            Shape::Inset([top, right, bottom, left]) => {
                let (first, last) = (top.of(height) - margin, height - bottom.of(height) + margin);
                (above < last && below > first).then(|| (left.of(width) - margin, width - right.of(width) + margin))
            }
            Shape::Circle(radius, [x, y]) => {
                let (x, y) = (x.of(width), y.of(height));
                let sides = [x, width - x, y, height - y].map(|side| Pt(side.0.abs()));
                // CSS Shapes 1, Basic shapes: so that a share means the same in a square.
                let whole = Pt((width.0.hypot(height.0)) / std::f32::consts::SQRT_2);
                let radius = radius.of(&sides, whole) + margin;
                ellipse((x, y), (radius, radius), (above, below))
            }
            Shape::Ellipse([across, down], [x, y]) => {
                let (x, y) = (x.of(width), y.of(height));
                let across = across.of(&[x, width - x].map(|side| Pt(side.0.abs())), width);
                let down = down.of(&[y, height - y].map(|side| Pt(side.0.abs())), height);
                ellipse((x, y), (across + margin, down + margin), (above, below))
            }
            Shape::Polygon(points) => {
                let (left, right) = polygon(points, (above - margin, below + margin), (width, height))?;
                Some((left - margin, right + margin))
            }
        }
    }
}

impl Radius {
    /// How far it is, the distances to the sides of the box and what shares are of given.
    fn of(self, sides: &[Pt], whole: Pt) -> Pt {
        match self {
            Self::Closest => sides.iter().copied().fold(Pt(f32::MAX), Pt::min),
            Self::Farthest => sides.iter().copied().fold(Pt::ZERO, Pt::max),
            Self::Length(length) => length.of(whole),
        }
    }
}

fn ellipse((x, y): (Pt, Pt), (across, down): (Pt, Pt), (above, below): (Pt, Pt)) -> Option<(Pt, Pt)> {
    // It is widest at its middle, or where the stretch comes nearest to that.
    let off = (above - y).max(y - below).max(Pt::ZERO) / down.max(Pt(0.01));
    let half = across * (1.0 - off * off).max(0.0).sqrt();
    (off < 1.0).then(|| (x - half, x + half))
}

fn polygon(points: &[[Length; 2]], (above, below): (Pt, Pt), (width, height): (Pt, Pt)) -> Option<(Pt, Pt)> {
    let place = |[x, y]: &[Length; 2]| (x.of(width).0, y.of(height).0);
    let ends = points.iter().zip(points.iter().cycle().skip(1)).map(|(from, to)| (place(from), place(to)));
    let seen = ends.filter_map(|((x0, y0), (x1, y1))| {
        let (first, last) = (y0.min(y1).max(above.0), y0.max(y1).min(below.0));
        if first > last {
            return None;
        }
        let at = |y: f32| if y0 == y1 { x0 } else { x0 + (x1 - x0) * (y - y0) / (y1 - y0) };
        let far = if y0 == y1 { x1 } else { at(last) };
        Some((at(first).min(far), at(first).max(far)))
    });
    seen.reduce(|(left, right), (more_left, more_right)| (left.min(more_left), right.max(more_right)))
        .map(|(left, right)| (Pt(left), Pt(right)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: (Pt, Pt) = (Pt(100.0), Pt(50.0));
    const HALF: Length = Length::Share(0.5);

    fn between(shape: Shape, margin: f32, above: f32, below: f32) -> Option<(f32, f32)> {
        let contour = Contour { shape, margin: Pt(margin) };
        contour.between((Pt(above), Pt(below)), SIZE).map(|(left, right)| (left.0.round(), right.0.round()))
    }

    #[test]
    fn circles_and_ellipses_are_widest_at_their_middle() {
        let circle = |radius| Shape::Circle(radius, [HALF, HALF]);
        assert_eq!(between(circle(Radius::Closest), 0.0, 20.0, 30.0), Some((25.0, 75.0)));
        assert_eq!(between(circle(Radius::Farthest), 0.0, 20.0, 30.0), Some((0.0, 100.0)));
        assert_eq!(between(circle(Radius::Length(Length::Fixed(Pt(10.0)))), 0.0, 0.0, 10.0), None);
        assert_eq!(between(circle(Radius::Length(Length::Fixed(Pt(10.0)))), 5.0, 20.0, 30.0), Some((35.0, 65.0)));
        let ellipse = Shape::Ellipse([Radius::Closest; 2], [HALF, HALF]);
        assert_eq!(between(ellipse, 0.0, 0.0, 10.0), Some((10.0, 90.0)));
    }

    #[test]
    fn polygons_are_as_wide_as_their_corners_between_two_heights() {
        let point = |x, y| [Length::Share(x), Length::Share(y)];
        let triangle = || Shape::Polygon([point(0.0, 0.0), point(1.0, 0.0), point(0.0, 1.0)].into());
        assert_eq!(between(triangle(), 0.0, 0.0, 10.0), Some((0.0, 100.0)));
        assert_eq!(between(triangle(), 0.0, 25.0, 30.0), Some((0.0, 50.0)));
        assert_eq!(between(triangle(), 5.0, 30.0, 40.0), Some((0.0, 55.0)), "the margin reaches up, and to the side");
        assert_eq!(between(Shape::Polygon([point(0.2, 0.0), point(0.8, 0.0), point(0.5, 0.4)].into()), 0.0, 30.0, 40.0), None);
    }

    #[test]
    fn insets_leave_rows_free() {
        let inset = Shape::Inset([10.0, 20.0, 30.0, 5.0].map(|side| Length::Fixed(Pt(side))));
        assert_eq!(between(inset.clone(), 0.0, 0.0, 10.0), None);
        assert_eq!(between(inset.clone(), 0.0, 10.0, 20.0), Some((5.0, 80.0)));
        assert_eq!(between(inset, 2.0, 0.0, 10.0), Some((3.0, 82.0)));
    }
}
