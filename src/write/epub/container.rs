//! The EPUB as a ZIP file whose bytes depend on its content alone (EPUB 3.3, OCF).

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::Xml;

/// The folder of everything but `mimetype` and `META-INF`.
const FOLDER: &str = "EPUB";

/// A file of the publication: its path inside [`FOLDER`] and its bytes.
pub(super) struct File {
    /// The path, ASCII, with `/` between the parts.
    pub(super) path: String,
    /// The bytes.
    pub(super) bytes: Vec<u8>,
}

/// Packs the files in the order given, behind `mimetype` and the container file that names the package document.
pub(super) fn pack(package: &str, files: &[File]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |path: &str, bytes: &[u8], method: CompressionMethod| {
        // The time in a ZIP entry is that of the disk it came from; ours came from no disk.
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::DEFAULT).unix_permissions(0o644);
        zip.start_file(path, options).and_then(|()| Ok(zip.write_all(bytes)?)).expect("packing into memory does not fail");
    };
    add("mimetype", b"application/epub+zip", CompressionMethod::Stored);
    add("META-INF/container.xml", &container(package), CompressionMethod::Deflated);
    for file in files {
        let method = if is_compressed(&file.path) { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        add(&format!("{FOLDER}/{}", file.path), &file.bytes, method);
    }
    zip.finish().expect("packing into memory does not fail").into_inner()
}

/// Pictures are compressed by their own format; to do it twice costs time and saves nothing.
fn is_compressed(path: &str) -> bool {
    path.ends_with(".png") || path.ends_with(".jpg")
}

fn container(package: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("container", &[("version", "1.0"), ("xmlns", "urn:oasis:names:tc:opendocument:xmlns:container")]);
    xml.open("rootfiles", &[]);
    let path = format!("{FOLDER}/{package}");
    xml.empty("rootfile", &[("full-path", &path), ("media-type", "application/oebps-package+xml")]);
    xml.close("rootfiles");
    xml.close("container");
    xml.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_media_type_stands_at_byte_38_and_no_clock_shows() {
        let files = [File { path: "a.xhtml".to_owned(), bytes: b"<html/>".to_vec() }];
        let bytes = pack("package.opf", &files);
        assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is a ZIP file");
        for index in 0..archive.len() {
            let entry = archive.by_index(index).expect("the entry exists");
            assert_eq!(entry.last_modified(), Some(DateTime::DEFAULT), "{:?}", entry.name());
            assert!(entry.extra_data().is_none_or(|data| data.is_empty()), "{:?}", entry.name());
        }
    }
}
