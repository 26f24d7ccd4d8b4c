//! Files with a fault put in on purpose, made from good ones.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::judges;
use crate::publication::scratch;

/// A copy of an EPUB with `replacements` made in its XHTML files.
pub(crate) fn epub(good: &Path, name: &str, replacements: &[(&str, &str)]) -> Result<PathBuf, String> {
    let told = |error: &dyn std::fmt::Display| format!("the EPUB cannot be spoiled: {error}");
    let bytes = fs::read(good).map_err(|error| told(&error))?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| told(&error))?;
    let mut spoiled = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|error| told(&error))?;
        let path = entry.name().map_err(|error| told(&error))?.into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).map_err(|error| told(&error))?;
        if path.ends_with(".xhtml") {
            let text = String::from_utf8(content).map_err(|error| told(&error))?;
            content = replacements.iter().fold(text, |text, (from, to)| text.replace(from, to)).into_bytes();
        }
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        spoiled.start_file(path, stored).map_err(|error| told(&error))?;
        spoiled.write_all(&content).map_err(|error| told(&error))?;
    }
    let bytes = spoiled.finish().map_err(|error| told(&error))?.into_inner();
    keep(&format!("{name}.epub"), &bytes)
}

/// The first two thirds of a file.
pub(crate) fn cut(good: &Path, name: &str) -> Result<PathBuf, String> {
    let bytes = fs::read(good).map_err(|error| format!("{}: {error}", good.display()))?;
    keep(name, &bytes[..bytes.len() * 2 / 3])
}

/// What `tests/validators/spoil_pages.py` can put into the pages of a PDF.
pub(crate) const PAGE_FAULTS: [&str; 7] =
    ["first-code", "late-code", "untagged", "unknown-operator", "large-number", "odd-string", "press-colour"];

/// A PDF with a fault in what a page draws; written anew without one if the fault is `none`.
pub(crate) fn pages(good: &Path, fault: &str) -> Result<PathBuf, String> {
    let copy = keep(&format!("{fault}.pdf"), b"")?;
    let script = crate::publication::root().join("tests/validators/spoil_pages.py");
    let done = Command::new(judges::python()).arg(script).arg(fault).args([good, &copy]).output();
    let done = done.map_err(|error| format!("Python does not start: {error}"))?;
    if done.status.success() { Ok(copy) } else { Err(String::from_utf8_lossy(&done.stderr).into_owned()) }
}

/// A page of text in all four inks.
pub(crate) fn rich_black() -> Result<PathBuf, String> {
    let page = "%!PS\n.75 .66 .64 .95 setcmykcolor /Times-Roman 12 selectfont 72 720 moveto (Everything in black) show showpage\n";
    let script = keep("rich-black.ps", page.as_bytes())?;
    let pdf = script.with_extension("pdf");
    let options = ["-q", "-dSAFER", "-sDEVICE=pdfwrite", "-dColorConversionStrategy=/LeaveColorUnchanged", "-o"];
    let done = Command::new("gs").args(options).arg(&pdf).arg(&script).status().map_err(|error| format!("gs does not start: {error}"))?;
    if done.success() { Ok(pdf) } else { Err(format!("Ghostscript makes no PDF: {done}")) }
}

fn keep(name: &str, bytes: &[u8]) -> Result<PathBuf, String> {
    let folder = scratch("spoiled");
    let path = folder.join(name);
    fs::create_dir_all(&folder).and_then(|()| fs::write(&path, bytes)).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(path)
}
