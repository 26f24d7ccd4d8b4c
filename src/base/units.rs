//! Measures: points on the page, lengths as a stylesheet writes them, and the rectangles made of them.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length on the page in PostScript points, 1/72 inch.
///
/// Always finite in practice: every constructor is fed from checked numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Pt(pub f32);

impl Pt {
    /// No length at all.
    pub const ZERO: Self = Self(0.0);

    /// A length given in millimetres.
    pub const fn mm(millimetres: f32) -> Self {
        Self(millimetres * 72.0 / 25.4)
    }

    /// This length in millimetres, for messages.
    pub fn to_mm(self) -> f32 {
        self.0 * 25.4 / 72.0
    }

    /// The larger of two lengths.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }

    /// The smaller of two lengths.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }

    /// The length without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }
}

impl Add for Pt {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Pt {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Pt {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<f32> for Pt {
    type Output = Self;
    fn mul(self, factor: f32) -> Self {
        Self(self.0 * factor)
    }
}

impl Div<f32> for Pt {
    type Output = Self;
    fn div(self, divisor: f32) -> Self {
        Self(self.0 / divisor)
    }
}

/// How many times one length goes into another.
impl Div for Pt {
    type Output = f32;
    fn div(self, other: Self) -> f32 {
        self.0 / other.0
    }
}

impl AddAssign for Pt {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Pt {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Sum for Pt {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Pt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}pt", self.0)
    }
}

/// A length as a stylesheet leaves it after the cascade: absolute, or a share of something known only at layout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Length {
    /// A fixed length.
    Fixed(Pt),
    /// A share of the containing measure, 1.0 being all of it.
    Share(f32),
    /// A fixed length and a share together.
    Sum(Pt, f32),
}

impl Length {
    /// No length at all.
    pub const ZERO: Self = Self::Fixed(Pt::ZERO);

    /// The length once the measure it refers to is known.
    pub fn of(self, measure: Pt) -> Pt {
        match self {
            Self::Fixed(length) => length,
            Self::Share(share) => measure * share,
            Self::Sum(length, share) => length + measure * share,
        }
    }
}

/// A place on a page: from its left edge rightwards, from its top edge downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Distance from the left edge.
    pub x: Pt,
    /// Distance from the top edge.
    pub y: Pt,
}

/// A width and a height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: Pt,
    /// From top to bottom.
    pub height: Pt,
}

/// An upright rectangle, measured like [`Point`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: Pt,
    /// Top edge.
    pub y: Pt,
    /// From left to right; not negative.
    pub width: Pt,
    /// From top to bottom; not negative.
    pub height: Pt,
}

impl Rect {
    /// The right edge.
    pub fn right(self) -> Pt {
        self.x + self.width
    }

    /// The bottom edge.
    pub fn bottom(self) -> Pt {
        self.y + self.height
    }

    /// The same rectangle moved by a distance.
    #[must_use]
    pub fn moved(self, dx: Pt, dy: Pt) -> Self {
        Self { x: self.x + dx, y: self.y + dy, ..self }
    }
}

/// One value for each side of a box.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sides<T> {
    /// The upper side.
    pub top: T,
    /// The right side.
    pub right: T,
    /// The lower side.
    pub bottom: T,
    /// The left side.
    pub left: T,
}

impl<T: Copy> Sides<T> {
    /// The same value on all four sides.
    pub const fn all(value: T) -> Self {
        Self { top: value, right: value, bottom: value, left: value }
    }

    /// Each side's value put through a function.
    pub fn map<U>(self, f: impl Fn(T) -> U) -> Sides<U> {
        Sides { top: f(self.top), right: f(self.right), bottom: f(self.bottom), left: f(self.left) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inch_is_72_points() {
        assert!((Pt::mm(25.4).0 - 72.0).abs() < 1e-4);
        assert!((Pt(72.0).to_mm() - 25.4).abs() < 1e-4);
    }

    #[test]
    fn a_share_waits_for_its_measure() {
        assert_eq!(Length::Share(0.5).of(Pt(80.0)), Pt(40.0));
        assert_eq!(Length::Fixed(Pt(3.0)).of(Pt(80.0)), Pt(3.0));
        assert_eq!(Length::Sum(Pt(-3.0), 0.5).of(Pt(80.0)), Pt(37.0));
    }
}
