//! Fonts: the bundled families, the ones a project brings, and which face serves which wish.

mod bundled;
mod face;
mod library;
mod licence;
mod script;

pub use bundled::{MONOSPACE, SANS, SERIF, bundled_files};
pub use face::{DamagedFont, Face, FaceId, FaceMetrics, FontData, faces_in};
pub use library::{FontLibrary, FontWish, Installed};
pub use licence::{Refusal, refusal};
pub use script::{Eastern, families, help};
