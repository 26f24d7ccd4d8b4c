//! One manuscript in, three checked files out: an EPUB 3.3, a reader PDF and a press PDF.
//!
//! The way of a manuscript: [`read`] makes a [`model::Publication`] of files; [`style`] says how each element of it
//! looks; [`typeset`] makes [`page::Pages`] of them; [`write`] turns those into bytes; [`preflight`] looks at the bytes
//! before they leave. [`cover`] lays out what goes around the pages of a book, [`font`] has the faces, [`vendor`] knows what printers ask for, and [`base`] is what all of them stand on.

pub mod base;
pub mod cli;
pub mod cover;
pub mod font;
pub mod model;
pub mod page;
pub mod pandoc;
pub mod pipeline;
pub mod preflight;
pub mod read;
pub mod style;
pub mod typeset;
pub mod vendor;
pub mod write;
