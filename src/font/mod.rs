//! Fonts: the bundled families, the ones a project brings, and which face serves which wish.

mod bundled;
mod face;
mod library;
mod script;

pub use bundled::{MONOSPACE, SANS, SERIF, bundled_files};
pub use face::{DamagedFont, Face, FaceId, FaceMetrics};
pub use library::{FontLibrary, FontWish, Installed};
pub use script::{Eastern, families, help};
