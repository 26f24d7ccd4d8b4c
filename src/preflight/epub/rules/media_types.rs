//! Whether files are what they are said to be.

use super::{Book, EPUB, Findings, Place, Rule, RuleInfo};

/// **Each media type in the manifest fits the name of its file.**
///
/// Reading systems go by the media type; a picture that is called `application/octet-stream` does not show. Also says
/// when a type is not among those that every reading system must know and that is not given a fallback.
///
/// *How to mend it:* correct the media type.
///
/// *Source:* EPUB 3.3, 3.2 (core media types).
pub(in crate::preflight) struct MediaTypes;

impl Rule for MediaTypes {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "epub-media-types", title: "media types fit the files", standards: EPUB, source: "EPUB 3.3, 3.2" }
    }

    fn check(&self, book: &Book, findings: &mut Findings<'_>) {
        let Some(package) = &book.package else { return };
        for item in &package.items {
            let place = Place::inside(&package.path, item.line);
            let media_type = item.media_type.split(';').next().unwrap_or_default().trim();
            let extension = item.href.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
            let expected = expected(&extension);
            if !media_type.contains('/') {
                findings.error(place, format!("{} has no proper media type ({media_type:?})", item.href), "give it its media type");
            } else if !expected.is_empty() && !expected.contains(&media_type) {
                let hint = format!("for .{extension} it is {}", expected.first().copied().unwrap_or_default());
                findings.error(place, format!("{} has the media type {media_type}", item.href), &hint);
            }
        }
    }
}

/// The media types that go with the end of a file name, the usual one first; none for ends that are not known.
fn expected(extension: &str) -> &'static [&'static str] {
    match extension {
        "xhtml" | "html" | "htm" => &["application/xhtml+xml"],
        "css" => &["text/css"],
        "ncx" => &["application/x-dtbncx+xml"],
        "jpg" | "jpeg" => &["image/jpeg"],
        "png" => &["image/png"],
        "gif" => &["image/gif"],
        "webp" => &["image/webp"],
        "svg" => &["image/svg+xml"],
        "otf" => &["font/otf", "application/vnd.ms-opentype", "application/font-sfnt"],
        "ttf" => &["font/ttf", "application/font-sfnt", "application/x-font-ttf"],
        "woff" => &["font/woff", "application/font-woff"],
        "woff2" => &["font/woff2"],
        "mp3" => &["audio/mpeg"],
        "smil" => &["application/smil+xml"],
        "js" => &["application/javascript", "text/javascript", "application/ecmascript"],
        _ => &[],
    }
}
