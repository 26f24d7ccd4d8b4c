//! Who made it, what it is called, in which language, under which rights.

/// What a publication or a piece says about itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// The title, plain text; empty only while reading.
    pub title: String,
    /// The line after the title.
    pub subtitle: Option<String>,
    /// The line above the title.
    pub kicker: Option<String>,
    /// The authors, in the order of the byline.
    pub authors: Vec<Contributor>,
    /// The language of the text.
    pub language: Language,
    /// The date of publication, as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub date: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// What it is about, in a sentence or two.
    pub description: Option<String>,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// Who holds which rights.
    pub rights: Option<String>,
    /// What the shops know it by, as a URN: `urn:isbn:...`, `urn:uuid:...`. Never empty after reading.
    pub identifier: String,
    /// The number or name of an issue of a magazine: "12", "Autumn".
    pub issue: Option<String>,
    /// The number of the volume that an issue belongs to.
    pub volume: Option<String>,
    /// The number of the magazine among all serials: `1234-567X`.
    pub issn: Option<String>,
    /// What runs at the head of the pages where the title is too long for it.
    pub running_head: Option<String>,
    /// What the publisher asserts about accessibility.
    pub accessibility: Accessibility,
}

/// Somebody who took part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contributor {
    /// The name as printed.
    pub name: String,
    /// The name as shops sort it: "Austen, Jane".
    pub file_as: String,
    /// What they did, as a MARC relator code: `aut`, `ill`, `trl`.
    pub role: String,
}

/// A language tag (BCP 47), such as `en-GB`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(pub String);

impl Default for Language {
    fn default() -> Self {
        Self("en".to_owned())
    }
}

impl Language {
    /// The language without region and script, in lower case: `en`.
    pub fn primary(&self) -> String {
        self.0.split(['-', '_']).next().unwrap_or_default().to_lowercase()
    }

    /// Whether this is Chinese in traditional characters: by the script in the tag, or else by the region.
    pub fn is_traditional_chinese(&self) -> bool {
        let is_any = |names: &[&str]| self.0.split(['-', '_']).any(|part| names.iter().any(|name| part.eq_ignore_ascii_case(name)));
        self.primary() == "zh" && (is_any(&["Hant"]) || is_any(&["TW", "HK", "MO"]) && !is_any(&["Hans"]))
    }
}

/// Whether a language is written from right to left: by the script in its tag, or else by the language (BCP 47).
pub fn is_right_to_left(tag: &str) -> bool {
    let mut subtags = tag.split(['-', '_']);
    let primary = subtags.next().unwrap_or_default().to_ascii_lowercase();
    match subtags.find(|subtag| subtag.len() == 4) {
        Some(script) => ["arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "aran", "rohg"].contains(&script.to_ascii_lowercase().as_str()),
        None => matches!(
            primary.as_str(),
            "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "iw" | "ji" | "nqo" | "ps" | "sd" | "syr" | "ug" | "ur" | "yi"
        ),
    }
}

/// What the publisher asserts about accessibility. Copied, never invented.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accessibility {
    /// The standard it conforms to, in the words of that standard.
    pub conforms_to: Option<String>,
    /// Who certifies it.
    pub certified_by: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_in_the_tag_goes_before_the_language() {
        for (tag, expected) in [("az-Arab", true), ("fa-IR", true), ("ar-Latn", false), ("en", false)] {
            assert_eq!(is_right_to_left(tag), expected, "{tag}");
        }
    }
}
