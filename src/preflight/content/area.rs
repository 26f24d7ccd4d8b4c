//! Places in a page's own coordinates: points, from the lower left, and the matrices that move them.

use hayro_syntax::object::Rect;

/// An upright rectangle. Its corners are in order, whatever order the file gave them in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::preflight) struct Area {
    /// Left edge.
    pub x0: f64,
    /// Lower edge.
    pub y0: f64,
    /// Right edge.
    pub x1: f64,
    /// Upper edge.
    pub y1: f64,
}

impl From<Rect> for Area {
    fn from(rect: Rect) -> Self {
        Self { x0: rect.x0, y0: rect.y0, x1: rect.x1, y1: rect.y1 }.ordered()
    }
}

impl Area {
    /// The whole plane.
    pub(in crate::preflight) const EVERYWHERE: Self = Self { x0: f64::MIN, y0: f64::MIN, x1: f64::MAX, y1: f64::MAX };

    /// The area of one point.
    pub(in crate::preflight) fn point((x, y): (f64, f64)) -> Self {
        Self { x0: x, y0: y, x1: x, y1: y }
    }

    /// The same area, with its corners in order.
    #[must_use]
    pub(in crate::preflight) fn ordered(self) -> Self {
        Self { x0: self.x0.min(self.x1), y0: self.y0.min(self.y1), x1: self.x0.max(self.x1), y1: self.y0.max(self.y1) }
    }

    /// From left to right.
    pub(in crate::preflight) fn width(self) -> f64 {
        self.x1 - self.x0
    }

    /// From bottom to top.
    pub(in crate::preflight) fn height(self) -> f64 {
        self.y1 - self.y0
    }

    /// The smallest area that holds both.
    #[must_use]
    pub(in crate::preflight) fn and(self, other: Self) -> Self {
        Self { x0: self.x0.min(other.x0), y0: self.y0.min(other.y0), x1: self.x1.max(other.x1), y1: self.y1.max(other.y1) }
    }

    /// What lies in both; `None` if nothing does.
    pub(in crate::preflight) fn within(self, other: Self) -> Option<Self> {
        let both = Self { x0: self.x0.max(other.x0), y0: self.y0.max(other.y0), x1: self.x1.min(other.x1), y1: self.y1.min(other.y1) };
        (both.x0 <= both.x1 && both.y0 <= both.y1).then_some(both)
    }

    /// Whether the two share more than an edge.
    pub(in crate::preflight) fn overlaps(self, other: Self) -> bool {
        self.x0 < other.x1 && self.x1 > other.x0 && self.y0 < other.y1 && self.y1 > other.y0
    }

    /// Whether it lies wholly in the other, give or take a tolerance.
    pub(in crate::preflight) fn is_inside(self, other: Self, tolerance: f64) -> bool {
        self.x0 >= other.x0 - tolerance
            && self.y0 >= other.y0 - tolerance
            && self.x1 <= other.x1 + tolerance
            && self.y1 <= other.y1 + tolerance
    }

    /// The same area, larger on all sides.
    #[must_use]
    pub(in crate::preflight) fn grown(self, by: f64) -> Self {
        Self { x0: self.x0 - by, y0: self.y0 - by, x1: self.x1 + by, y1: self.y1 + by }
    }
}

/// A transformation of the plane (PDF 32000-1, 8.3.3).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub [f64; 6]);

impl Matrix {
    /// The one that changes nothing.
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// A shift.
    pub(super) fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First this one, then the other.
    #[must_use]
    pub(super) fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [na, nb, nc, nd, ne, nf]) = (self.0, next.0);
        Self([a * na + b * nc, a * nb + b * nd, c * na + d * nc, c * nb + d * nd, e * na + f * nc + ne, e * nb + f * nd + nf])
    }

    /// Where a point goes.
    pub(super) fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The upright area that holds a moved one.
    pub(super) fn apply_area(self, area: Area) -> Area {
        let corners = [(area.x0, area.y0), (area.x1, area.y0), (area.x0, area.y1), (area.x1, area.y1)];
        let moved = corners.map(|(x, y)| Area::point(self.apply(x, y)));
        moved.into_iter().skip(1).fold(moved[0], Area::and)
    }

    /// How much it stretches in the direction in which it stretches least: the smaller singular value.
    pub(super) fn least_scale(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        let mean = (a * a + b * b + c * c + d * d) / 2.0;
        let determinant = a * d - b * c;
        (mean - (mean * mean - determinant * determinant).max(0.0).sqrt()).max(0.0).sqrt()
    }

    /// How long the sides of the unit square become.
    pub(super) fn sides(self) -> (f64, f64) {
        let [a, b, c, d, ..] = self.0;
        (a.hypot(b), c.hypot(d))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matrices_compose_in_the_order_of_drawing() {
        let doubled_then_moved = Matrix([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]).then(Matrix::shift(10.0, 0.0));
        assert_eq!(doubled_then_moved.apply(3.0, 4.0), (16.0, 8.0));
        assert_eq!(doubled_then_moved.sides(), (2.0, 2.0));
    }

    #[test]
    fn the_least_scale_does_not_mind_rotation() {
        let turned = Matrix([0.0, 3.0, -2.0, 0.0, 0.0, 0.0]);
        assert!((turned.least_scale() - 2.0).abs() < 1e-9);
        assert!(Matrix([1.0, 1.0, 1.0, 1.0, 0.0, 0.0]).least_scale() < 1e-6);
    }

    #[test]
    fn areas_meet_and_miss() {
        let a = Area { x0: 0.0, y0: 0.0, x1: 10.0, y1: 10.0 };
        let b = Area { x0: 10.0, y0: 0.0, x1: 20.0, y1: 10.0 };
        assert!(!a.overlaps(b) && a.overlaps(b.grown(1.0)));
        assert!(a.is_inside(a.and(b), 0.0) && a.within(b.grown(1.0)).is_some());
    }
}
