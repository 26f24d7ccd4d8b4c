//! The themes that come with the program.

/// Their names.
pub const THEMES: &[&str] = &["magazine"];

/// The stylesheet of a theme, if there is one of that name.
pub fn theme(name: &str) -> Option<&'static str> {
    match name {
        "magazine" => Some(include_str!("../../styles/magazine.css")),
        _ => None,
    }
}
