//! The limits of print practice. They are defaults: a print shop may set its own, and its word goes.

/// How far art runs over the trim, in points (3 mm: the custom of European offset printers).
pub(super) const BLEED: f64 = 3.0 * 72.0 / 25.4;
/// Lengths on the page may differ by this much and still be the same, in points.
pub(super) const TOLERANCE: f64 = 0.06;
/// The most ink that coated paper takes, in percent of one solid (ISO 12647-2 and the FOGRA39 condition).
pub(super) const INK_LIMIT: f64 = 300.0;
/// More than this area over the ink limit is a finding, in square millimetres: less dries.
pub(super) const INK_AREA: f64 = 1.0;
/// Pictures below this print coarse, in pixels per inch.
pub(super) const PPI_ERROR: f64 = 225.0;
/// Pictures below this may print coarse, in pixels per inch.
pub(super) const PPI_WARNING: f64 = 300.0;
/// Pictures of only black and white show steps below this, in pixels per inch.
pub(super) const PPI_ONE_BIT: f64 = 550.0;
/// Lines thinner than this may break up or vanish, in points.
pub(super) const HAIRLINE: f64 = 0.25;
/// Text smaller than this shows every misregister of a second ink, in points.
pub(super) const RICH_TEXT: f64 = 18.0;
/// Text smaller than this fills in or breaks up, in points.
pub(super) const SMALL_TEXT: f64 = 5.0;
/// Text smaller than this should use at most two inks, in points.
pub(super) const COLORED_TEXT: f64 = 9.0;
/// How much black makes a colour a black.
pub(super) const BLACK: f64 = 0.85;
