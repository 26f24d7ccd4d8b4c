//! What every stage stands on: measures, places in source files, diagnostics, colour, the outside world, and strangers' files.

pub(crate) mod archive;
mod color;
mod conditions;
pub(crate) mod counter_rules;
pub(crate) mod counter_styles;
mod diag;
mod nearest;
pub(crate) mod numerals;
mod press_profile;
mod screen;
mod source;
mod text_string;
mod units;
mod workspace;
pub(crate) mod xml;

pub use color::{Color, Spot, SpotName};
pub use conditions::{REGISTERED_CONDITIONS, is_registered_condition};
pub use counter_rules::CounterStyles;
pub use diag::{Code, Diagnostic, Region, Report, Severity, Whereabouts};
pub use nearest::{Names, nearest};
pub(crate) use press_profile::{COATED, COATED_PACKED, known_profile};
pub(crate) use screen::screen_width;
pub use source::{FileId, Location, SourceFile, Sources, Span};
pub(crate) use text_string::text_string;
pub use units::{Length, Point, Pt, Rect, Sides, Size};
pub use workspace::{FileError, InstalledFont, MemoryWorkspace, Workspace, resolve};
