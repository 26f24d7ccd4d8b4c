//! What the cover shall be: `[output.cover]`.

use super::fields::{Fields, Kind, Words, wrong_kind};
use super::pictures::Pictures;
use crate::base::{Code, Diagnostic, Report, Span, Workspace};
use crate::model::Picture;
use crate::vendor::Points;

/// What the cover shall be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CoverSettings {
    /// One picture around back, spine and front.
    pub art: Option<Picture>,
    /// A picture for the front, in the place of the publication's cover.
    pub front: Option<Picture>,
    /// A picture for the back.
    pub back: Option<Picture>,
    /// The ground, in sRGB.
    pub color: Option<[u8; 3]>,
    /// The colour of the words, in sRGB.
    pub text_color: Option<[u8; 3]>,
    /// What stands on the spine; "none" for nothing.
    pub spine: Option<String>,
    /// Paragraphs on the back.
    pub blurb: Vec<String>,
    /// The paper of the inside, by the vendor's name for it.
    pub paper: Option<(String, Span)>,
    /// What one page adds to the spine, if the paper is none of the vendor's.
    pub page_thickness: Option<Points>,
    /// The width of the spine, if the printer gave it.
    pub spine_width: Option<Points>,
    /// Whether there is no barcode, though the publication has an ISBN.
    pub no_barcode: bool,
}

/// The settings of the cover.
pub(super) const KEYS: [&str; 11] =
    ["art", "front", "back", "color", "text-color", "spine", "blurb", "paper", "page-thickness", "spine-width", "barcode"];

/// Reads the settings, and the pictures that they name.
pub(super) fn read(fields: &Fields, workspace: &dyn Workspace, report: &mut Report) -> CoverSettings {
    let mut pictures = Pictures::new(workspace);
    let mut picture = |key, report: &mut Report| {
        let Words { text, span } = fields.words(key, report)?;
        pictures.referred("", &text, span, report)
    };
    let [art, front, back] = ["art", "front", "back"].map(|key| picture(key, report));
    let pictures = pictures.finish();
    let picture = |id: Option<crate::model::PictureId>| id.and_then(|id| pictures.get(id.0).cloned());
    CoverSettings {
        art: picture(art),
        front: picture(front),
        back: picture(back),
        color: color(fields, "color", report),
        text_color: color(fields, "text-color", report),
        spine: fields.words("spine", report).map(|words| words.text),
        blurb: fields.list("blurb", report).unwrap_or_default().into_iter().map(|words| words.text).collect(),
        paper: fields.words("paper", report).map(|words| (words.text, words.span)),
        page_thickness: length(fields, "page-thickness", 3.0, report),
        spine_width: length(fields, "spine-width", 300.0, report),
        no_barcode: !barcode(fields, report),
    }
}

fn color(fields: &Fields, key: &str, report: &mut Report) -> Option<[u8; 3]> {
    let Words { text, span } = fields.words(key, report)?;
    let found = hex(&text);
    if found.is_none() {
        let message = format!("“{text}” is not a colour");
        report.add(Diagnostic::error(Code("setting-unusable"), message).at(span).hint("write it as \"#1d3557\""));
    }
    found
}

/// `#rrggbb`, or `#rgb` for short.
fn hex(text: &str) -> Option<[u8; 3]> {
    let digits: Vec<u8> = text.strip_prefix('#')?.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect::<Option<_>>()?;
    match digits[..] {
        [r, g, b] => Some([r * 17, g * 17, b * 17]),
        [r1, r2, g1, g2, b1, b2] => Some([r1 * 16 + r2, g1 * 16 + g2, b1 * 16 + b2]),
        _ => None,
    }
}

/// A length up to so many points.
fn length(fields: &Fields, key: &str, most: f64, report: &mut Report) -> Option<Points> {
    let Words { text, span } = fields.words(key, report)?;
    let found = Points::read(&text).filter(|length| length.0 <= most);
    if found.is_none() {
        let message = format!("“{key}” should be a length, not “{text}”");
        report.add(Diagnostic::error(Code("setting-unusable"), message).at(span).hint("write a number with mm, in or pt: \"12.4 mm\""));
    }
    found
}

fn barcode(fields: &Fields, report: &mut Report) -> bool {
    let Some(value) = fields.value("barcode") else { return true };
    if let Kind::Bool(wanted) = &value.kind {
        return *wanted;
    }
    report.add(wrong_kind("“barcode”", "true or false", &value.kind, value.span));
    true
}
