//! Fonts: the bundled families, the ones a project brings, and which face serves which wish.

mod bundled;
mod face;
mod library;

pub use face::{DamagedFont, Face, FaceId, FaceMetrics};
pub use library::{FontLibrary, FontWish, Installed};
