//! The themes that come with the program.

/// Their names.
pub const THEMES: &[&str] = &["magazine", "novel", "technical"];

/// The stylesheet of a theme, if there is one of that name.
pub fn theme(name: &str) -> Option<&'static str> {
    match name {
        "magazine" => Some(include_str!("../../styles/magazine.css")),
        "novel" => Some(include_str!("../../styles/novel.css")),
        "technical" => Some(include_str!("../../styles/technical.css")),
        _ => None,
    }
}
