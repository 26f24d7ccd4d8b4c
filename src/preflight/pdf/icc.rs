//! What the header and the tag table of an ICC profile say (ICC.1:2010, 7.2 and 7.3).

/// The facts of a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::preflight) struct Profile {
    /// Its class: `prtr` for printers, `mntr` for screens.
    pub class: String,
    /// The colours it describes: `CMYK`, `RGB`, `GRAY`.
    pub space: String,
    /// The major version of the format.
    pub version: u8,
    /// How many bytes it says it has.
    pub declared: usize,
    /// How many bytes there are.
    pub length: usize,
    /// The names of its tags.
    pub tags: Vec<String>,
    /// A tag that lies outside the profile, if one does.
    pub stray_tag: Option<String>,
}

impl Profile {
    /// Reads a profile's header; `None` for what is no ICC profile.
    pub(in crate::preflight) fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.get(36..40)? != b"acsp" {
            return None;
        }
        let count = number(bytes, 128)?.min(1000);
        let mut tags = Vec::new();
        let mut stray_tag = None;
        for index in 0..count {
            let entry = 132 + 12 * index;
            let Some(name) = word(bytes, entry) else {
                stray_tag = Some("the tag table".to_owned());
                break;
            };
            let end = number(bytes, entry + 4).zip(number(bytes, entry + 8)).map(|(offset, length)| offset.saturating_add(length));
            if end.is_none_or(|end| end > bytes.len()) {
                stray_tag.get_or_insert_with(|| format!("the tag {name}"));
            }
            tags.push(name);
        }
        Some(Self {
            class: word(bytes, 12)?,
            space: word(bytes, 16)?.trim_end().to_owned(),
            version: *bytes.get(8)?,
            declared: number(bytes, 0)?,
            length: bytes.len(),
            tags,
            stray_tag,
        })
    }

    /// How many components its colours have; `None` for spaces that no PDF may use.
    pub(in crate::preflight) fn components(&self) -> Option<usize> {
        match self.space.as_str() {
            "GRAY" => Some(1),
            "RGB" | "Lab" => Some(3),
            "CMYK" => Some(4),
            _ => None,
        }
    }

    /// Whether it has a tag of that name.
    pub(in crate::preflight) fn has(&self, tag: &str) -> bool {
        self.tags.iter().any(|found| found == tag)
    }
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(four)).ok()
}

/// Four letters; what is no letter becomes a question mark.
fn word(bytes: &[u8], at: usize) -> Option<String> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(four.iter().map(|&byte| if byte.is_ascii_graphic() || byte == b' ' { char::from(byte) } else { '?' }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::COATED;

    #[test]
    fn the_press_profile_that_we_ship_reads_well() {
        let bytes = COATED;
        let profile = Profile::read(bytes).expect("a profile");
        assert_eq!((profile.class.as_str(), profile.space.as_str(), profile.version), ("prtr", "CMYK", 2));
        assert_eq!((profile.declared, profile.components()), (bytes.len(), Some(4)));
        assert!(profile.has("B2A0") && profile.stray_tag.is_none());
    }

    #[test]
    fn a_cut_profile_is_seen() {
        let bytes = COATED;
        let profile = Profile::read(&bytes[..5000]).expect("the header is there");
        assert!(profile.declared > profile.length && profile.stray_tag.is_some());
        assert_eq!(Profile::read(b"not a profile"), None);
        for length in 0..200 {
            let _ = Profile::read(&bytes[..length]);
        }
    }
}
