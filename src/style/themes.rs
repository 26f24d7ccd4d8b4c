//! The themes that come with the program. Each stands alone: its file can be copied and changed.

/// Their names.
pub const THEMES: &[&str] = &["magazine", "novel", "technical", "report", "plain"];

/// The stylesheet of a theme, if there is one of that name.
pub fn theme(name: &str) -> Option<&'static str> {
    match name {
        "magazine" => Some(include_str!("../../styles/magazine.css")),
        "novel" => Some(include_str!("../../styles/novel.css")),
        "technical" => Some(include_str!("../../styles/technical.css")),
        "report" => Some(include_str!("../../styles/report.css")),
        "plain" => Some(include_str!("../../styles/plain.css")),
        _ => None,
    }
}

/// Down to which level sections are numbered in a theme where the publication does not say: people refer to the sections
/// of a report by their numbers.
pub fn numbered_sections(theme: &str) -> u8 {
    if theme == "report" { 3 } else { 0 }
}
