//! The outside world as the stages see it: the files of one project, and nothing else.

use std::collections::BTreeMap;
use std::fmt;

/// Why a file could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// There is no such file.
    NotFound,
    /// The path leads out of the project folder: by `..`, from the root, or through a link.
    OutsideProject,
    /// Larger than any file we are willing to read; the limit in bytes.
    TooLarge(u64),
    /// The system refused; its words.
    Other(String),
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => write!(f, "there is no such file"),
            Self::OutsideProject => write!(f, "it lies outside the project folder"),
            Self::TooLarge(limit) => write!(f, "it is larger than {} MB", limit / 1_000_000),
            Self::Other(words) => write!(f, "{words}"),
        }
    }
}

/// The files of one project. Paths are relative to the project folder, with `/` between the parts.
pub trait Workspace: Sync {
    /// The bytes of a file inside the project.
    ///
    /// # Errors
    /// When the file is missing, unreadable, too large, or not inside the project.
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError>;

    /// The paths of all files in a folder of the project and in the folders in it, sorted.
    ///
    /// # Errors
    /// When there is no such folder, when it is not inside the project, or when it holds more files than anybody means.
    fn list(&self, folder: &str) -> Result<Vec<String>, FileError> {
        let _ = folder;
        Err(FileError::NotFound)
    }

    /// The fonts that are installed on this machine, in an order that does not change. Asked only for characters that
    /// no other font has; a workspace that knows of no machine has none.
    fn installed_fonts(&self) -> Vec<InstalledFont> {
        Vec::new()
    }

    /// The bytes of an installed font's file.
    ///
    /// # Errors
    /// When it cannot be read.
    fn read_installed(&self, font: &InstalledFont) -> Result<Vec<u8>, FileError> {
        let _ = font;
        Err(FileError::NotFound)
    }
}

/// A font that is installed on the machine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InstalledFont {
    /// The family's English name.
    pub family: String,
    /// 1 to 1000; 400 is regular.
    pub weight: u16,
    /// Its file, as the workspace knows it.
    pub file: String,
    /// Its number in the file, from 0.
    pub index: u32,
}

/// The path that a reference in a file means: `reference` seen from `folder`, with `.` and `..` worked out.
///
/// # Errors
/// [`FileError::OutsideProject`] when it is absolute, names a drive or a web address, or climbs out of the project.
pub fn resolve(folder: &str, reference: &str) -> Result<String, FileError> {
    if reference.starts_with(['/', '\\']) || reference.contains(':') {
        return Err(FileError::OutsideProject);
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    for part in reference.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(FileError::OutsideProject)?;
            }
            name => parts.push(name),
        }
    }
    Ok(parts.join("/"))
}

/// A project that lives in memory, for tests and for embedding.
#[derive(Clone, Debug, Default)]
pub struct MemoryWorkspace {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryWorkspace {
    /// The same project with one more file.
    #[must_use]
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), bytes.into());
        self
    }
}

impl Workspace for MemoryWorkspace {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        if path.starts_with('/') || path.split('/').any(|part| part == "..") {
            return Err(FileError::OutsideProject);
        }
        self.files.get(path).cloned().ok_or(FileError::NotFound)
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, FileError> {
        let within = |path: &&String| folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        let paths: Vec<String> = self.files.keys().filter(within).cloned().collect();
        if paths.is_empty() { Err(FileError::NotFound) } else { Ok(paths) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_worked_out_and_kept_inside() {
        assert_eq!(resolve("manuscript", "../art/./a.png").as_deref(), Ok("art/a.png"));
        assert_eq!(resolve("", "a.png").as_deref(), Ok("a.png"));
        for outside in ["../../a.png", "/etc/passwd", "file:///etc/passwd", "https://x.org/a.png", "\\\\host\\a"] {
            assert_eq!(resolve("manuscript", outside), Err(FileError::OutsideProject), "{outside}");
        }
    }
}
