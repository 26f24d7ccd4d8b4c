//! From files to a publication: project settings, front matter, Markdown, pasted text.

pub mod repeats;
