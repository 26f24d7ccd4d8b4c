//! What reading makes of a case.

use std::fmt::Write;

use recto::base::{Diagnostic, MemoryWorkspace, Severity, Sources};
use recto::read::{Entry, Reading, read};

use crate::case::Case;
use crate::outline::{self, Outline};

const PROJECT: &str = "manuscript = \"article.md\"\ntitle = \"A case\"\nlanguage = \"en\"\nname = \"a-case\"\n";

/// Reads the project that a case describes.
pub(crate) fn read_case(case: &Case) -> Reading {
    let (workspace, entry) = workspace(case);
    read(&workspace, &entry)
}

/// The files of a case, and what of them is to be read.
pub(crate) fn workspace(case: &Case) -> (MemoryWorkspace, Entry) {
    let mut workspace = MemoryWorkspace::default()
        .with("picture.png", png(40, 30))
        .with("huge.png", png(10_000, 10_000))
        .with("damaged.png", &png(40, 30)[..20])
        .with("photo.jpg", JPEG);
    for part in &case.parts {
        if let Some(name) = part.name.strip_prefix("file ") {
            workspace = workspace.with(name, part.text.as_str());
        }
    }
    let entry = match (case.part("manuscript"), case.part("lone manuscript")) {
        (_, Some(text)) => {
            workspace = workspace.with("the-case.md", text);
            Entry::Manuscript("the-case.md".to_owned())
        }
        (text, None) => {
            if case.part("no publication.toml").is_none() {
                workspace = workspace.with("publication.toml", case.part("publication.toml").unwrap_or(PROJECT));
            }
            workspace = text.into_iter().fold(workspace, |workspace, text| workspace.with("article.md", text));
            Entry::Project
        }
    };
    (workspace, entry)
}

/// The blocks of the piece.
pub(crate) fn outline(case: &Case) -> String {
    let Some(project) = read_case(case).project else { return "nothing\n".to_owned() };
    Outline::of(&project.publication)
}

/// What the publication says about itself.
pub(crate) fn metadata(case: &Case) -> String {
    read_case(case).project.map_or_else(|| "nothing\n".to_owned(), |project| outline::metadata(&project.publication))
}

/// How the publication shall be made.
pub(crate) fn settings(case: &Case) -> String {
    let Some(project) = read_case(case).project else { return "nothing\n".to_owned() };
    let settings = project.settings;
    let mut text = format!("name {}\ntheme {}\npress {}\n", settings.name, settings.theme, settings.press.norms.file.standard.is.name());
    for path in settings.stylesheets {
        let _ = writeln!(text, "stylesheet {path}");
    }
    for token in settings.tokens {
        let _ = writeln!(text, "token {} = {}", token.name, token.value);
    }
    text
}

/// What is reported: `severity line:column code: message`, and the hint in the next line.
pub(crate) fn findings(case: &Case) -> String {
    let reading = read_case(case);
    reading.report.diagnostics.iter().map(|finding| line(finding, &reading.sources)).collect()
}

fn line(finding: &Diagnostic, sources: &Sources) -> String {
    let severity = match finding.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let file = finding.span.and_then(|span| Some((span, sources.get(span.file)?)));
    let place = file.map_or_else(
        || finding.place.clone().unwrap_or_default(),
        |(span, file)| {
            let at = file.location(span.start);
            let name = if file.name.ends_with(".md") { String::new() } else { format!("{}:", file.name) };
            format!("{name}{}:{}", at.line, at.column)
        },
    );
    let hint = finding.hint.as_ref().map(|hint| format!("    {hint}\n")).unwrap_or_default();
    format!("{severity} {place} {}: {}\n{hint}", finding.code.0, finding.message)
}

/// Every span of the piece lies where its words are.
pub(crate) fn check_spans(case: &Case) -> Result<(), String> {
    let reading = read_case(case);
    reading.project.map_or(Ok(()), |project| outline::check_spans(&project.publication, &reading.sources))
}

/// The header of a PNG of a size, and no pixels.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = b"IHDR".to_vec();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    for chunk in [header, b"IDAT".to_vec(), b"IEND".to_vec()] {
        bytes.extend((chunk.len() as u32 - 4).to_be_bytes());
        bytes.extend(&chunk);
        bytes.extend(crc(&chunk).to_be_bytes());
    }
    bytes
}

/// The checksum of a PNG chunk (PNG, annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 })
    })
}

/// The header of a JPEG of 16 by 8 pixels in four inks, and no pixels.
const JPEG: &[u8] = &[
    0xFF, 0xD8, 0xFF, 0xC0, 0, 20, 8, 0, 8, 0, 16, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0, 0xFF, 0xDA, 0, 14, 4, 1, 0, 2, 0, 3,
    0, 4, 0, 0, 63, 0, 0xFF, 0xD9,
];
