//! The YAML at the head of a manuscript.

use crate::model::{Contributor, Metadata, file_as};

/// The front matter with its two fences, ended by a line end.
pub(super) fn front_matter(metadata: &Metadata, remarks: &[String]) -> String {
    let mut yaml = Yaml { text: "---\n".to_owned() };
    yaml.entry("kicker", metadata.kicker.as_deref());
    yaml.entry("title", Some(metadata.title.as_str()).filter(|title| !title.is_empty()));
    yaml.entry("subtitle", metadata.subtitle.as_deref());
    yaml.authors(&metadata.authors);
    yaml.entry("date", metadata.date.as_deref());
    yaml.entry("language", Some(&metadata.language.0));
    yaml.entry("publisher", metadata.publisher.as_deref());
    yaml.entry("description", metadata.description.as_deref());
    yaml.list("keywords", &metadata.keywords);
    yaml.entry("rights", metadata.rights.as_deref());
    yaml.entry("issue", metadata.issue.as_deref());
    yaml.entry("volume", metadata.volume.as_deref());
    yaml.entry("issn", metadata.issn.as_deref());
    yaml.entry("running-head", metadata.running_head.as_deref());
    yaml.entry("identifier", Some(metadata.identifier.as_str()).filter(|identifier| !identifier.is_empty()));
    for remark in remarks {
        yaml.text.push_str(&format!("# {}\n", remark.replace(char::is_control, " ")));
    }
    yaml.text.push_str("---\n");
    yaml.text
}

struct Yaml {
    text: String,
}

impl Yaml {
    fn entry(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text.push_str(&format!("{key}: {}\n", quoted(value)));
        }
    }

    fn list(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
            self.text.push_str(&format!("{key}: [{}]\n", values.join(", ")));
        }
    }

    /// Names alone where names are all there is to say; file-as and role where they differ from what a reader would guess.
    fn authors(&mut self, authors: &[Contributor]) {
        let plain = authors.iter().all(is_plain);
        match authors {
            [] => {}
            [author] if plain => self.entry("author", Some(&author.name)),
            _ => {
                self.text.push_str("author:\n");
                for author in authors {
                    if is_plain(author) {
                        self.text.push_str(&format!("  - {}\n", quoted(&author.name)));
                    } else {
                        let Contributor { name, file_as, role } = author;
                        let entry = format!("  - name: {}\n    file-as: {}\n    role: {}\n", quoted(name), quoted(file_as), quoted(role));
                        self.text.push_str(&entry);
                    }
                }
            }
        }
    }
}

fn is_plain(author: &Contributor) -> bool {
    (author.role.is_empty() || author.role == "aut") && (author.file_as.is_empty() || author.file_as == file_as(&author.name))
}

/// A double-quoted YAML string: the one style that can hold anything.
pub(super) fn quoted(value: &str) -> String {
    let mut text = String::from("\"");
    for c in value.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\t' => text.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{FEFF}' | '\u{2028}' | '\u{2029}') => text.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => text.push(c),
        }
    }
    text.push('"');
    text
}
