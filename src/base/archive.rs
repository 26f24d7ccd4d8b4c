//! A ZIP archive from a stranger, read with ceilings: a small archive can be made to unpack to anything.

use std::io::{Cursor, Read};
use std::sync::Arc;

use zip::{CompressionMethod, ZipArchive};

/// Files in one archive.
const MOST_ENTRIES: usize = 50_000;
/// What one file may unpack to.
const LARGEST_FILE: u64 = 64_000_000;
/// What all files that are read may unpack to.
const ALL_FILES: u64 = 1_000_000_000;

/// A file in the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its path, as it is written.
    pub path: String,
    /// Whether its name is valid UTF-8.
    pub readable_name: bool,
    /// Whether it is a folder.
    pub folder: bool,
    /// Whether it stands in the archive unpacked.
    pub stored: bool,
    /// Whether it is packed with deflate, the one way that EPUB allows.
    pub deflated: bool,
    /// Whether it is locked.
    pub encrypted: bool,
    /// How large it says it is.
    pub size: u64,
    /// How large it is in the archive.
    pub packed: u64,
}

/// An archive with its table of files.
pub(crate) struct Archive {
    zip: ZipArchive<Cursor<Arc<[u8]>>>,
    /// Its files, in the order of its table.
    pub entries: Vec<Entry>,
    /// The first bytes of the file, where the media type must stand.
    pub head: Vec<u8>,
    read: u64,
}

impl Archive {
    /// Opens an archive.
    ///
    /// # Errors
    /// In words, when it is no archive or has too many files.
    pub(crate) fn open(bytes: &Arc<[u8]>) -> Result<Self, String> {
        let mut zip =
            ZipArchive::new(Cursor::new(Arc::clone(bytes))).map_err(|error| format!("it is not a sound ZIP archive ({error})"))?;
        if zip.len() > MOST_ENTRIES {
            return Err(format!("it holds more than {MOST_ENTRIES} files"));
        }
        let mut entries = Vec::new();
        for index in 0..zip.len() {
            let file = zip.by_index_raw(index).map_err(|error| format!("its table of files is damaged ({error})"))?;
            let readable_name = std::str::from_utf8(file.name_raw()).is_ok();
            entries.push(Entry {
                path: String::from_utf8_lossy(file.name_raw()).into_owned(),
                readable_name,
                folder: file.name_raw().ends_with(b"/"),
                stored: file.compression() == CompressionMethod::Stored,
                deflated: file.compression() == CompressionMethod::Deflated,
                encrypted: file.encrypted(),
                size: file.size(),
                packed: file.compressed_size(),
            });
        }
        let head = bytes.get(..bytes.len().min(128)).unwrap_or_default().to_vec();
        Ok(Self { zip, entries, head, read: 0 })
    }

    /// Where a file stands in the table.
    pub(crate) fn position(&self, path: &str) -> Option<usize> {
        self.entries.iter().position(|entry| entry.path == path)
    }

    /// The bytes of a file in the archive.
    ///
    /// # Errors
    /// In words, when it is not there, damaged or too large.
    pub(crate) fn file(&mut self, path: &str) -> Result<Vec<u8>, String> {
        let index = self.position(path).ok_or("it is not in the archive")?;
        self.file_at(index)
    }

    /// The bytes of the file at a place in the table.
    ///
    /// # Errors
    /// In words, when it is damaged or too large.
    pub(crate) fn file_at(&mut self, index: usize) -> Result<Vec<u8>, String> {
        let file = self.zip.by_index(index).map_err(|error| format!("it can not be unpacked ({error})"))?;
        let limit = LARGEST_FILE.min(ALL_FILES.saturating_sub(self.read));
        let mut bytes = Vec::new();
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| format!("it can not be unpacked ({error})"))?;
        self.read += bytes.len() as u64;
        if bytes.len() as u64 > limit {
            return Err(format!("it is larger than {} MB", LARGEST_FILE / 1_000_000));
        }
        Ok(bytes)
    }
}
