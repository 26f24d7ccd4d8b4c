//! The writers: each turns what earlier stages made into bytes.

pub mod epub;
pub mod markdown;
pub mod pandoc;
pub mod pdf;
