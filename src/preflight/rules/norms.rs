//! Measures that all rules share, whoever prints.

/// Lengths on the page may differ by this much and still be the same, in points.
pub(super) const TOLERANCE: f64 = 0.06;
/// How much black makes a colour a black.
pub(super) const BLACK: f64 = 0.85;

/// A length in words, in millimetres: `3 mm`, `3.2 mm`.
pub(super) fn mm(points: f64) -> String {
    let tenths = (points * 254.0 / 72.0).round() / 10.0;
    format!("{tenths} mm")
}

/// The side of a page at which the book is bound: recto pages, the odd ones, are bound at the left.
pub(super) fn spine_of(page: usize) -> &'static str {
    if page % 2 == 1 { "left" } else { "right" }
}
