//! Writing finished files: all of them or none, and never half of one.

#![expect(clippy::disallowed_methods, reason = "artifacts leave the house here")]

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::base::{Code, Diagnostic};

/// Writes files into a folder, which is made if need be, and returns their paths.
///
/// Every file is first written whole beside its place and then renamed: whoever looks sees the old file or the new one.
///
/// # Errors
/// When the folder or a file cannot be written. Then no file has been replaced, unless the disk failed while renaming.
pub(super) fn write_all(folder: &Path, files: &[(&str, &[u8])]) -> Result<Vec<PathBuf>, Diagnostic> {
    let mut ready = Vec::new();
    for (name, bytes) in files {
        let path = place(folder, name);
        if path.is_dir() {
            return Err(cannot_write(&path, &io::Error::other("there is a folder of that name")));
        }
        let staged = stage(&path, bytes).map_err(|error| cannot_write(&path, &error))?;
        ready.push((staged, path));
    }
    let mut written = Vec::new();
    for (staged, path) in ready {
        staged.persist(&path).map_err(|error| cannot_write(&path, &error.error))?;
        written.push(path);
    }
    Ok(written)
}

/// The first of these files that is there already.
pub(super) fn first_present(folder: &Path, names: &[&str]) -> Option<PathBuf> {
    names.iter().map(|name| place(folder, name)).find(|path| path.symlink_metadata().is_ok())
}

/// A file in a folder, by the path that a person would write.
fn place(folder: &Path, name: &str) -> PathBuf {
    if folder == Path::new(".") { PathBuf::from(name) } else { folder.join(name) }
}

fn stage(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = Builder::new();
    builder.prefix(".recto-");
    // Temporary files are for their owner only; a finished file is for whom the user's own settings say.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut staged = builder.tempfile_in(folder)?;
    staged.write_all(bytes)?;
    Ok(staged)
}

fn cannot_write(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error(Code("output-not-written"), format!("{} cannot be written: {error}", path.display()))
        .hint("look at the folder's permissions and the room on the disk, or choose another folder with --out")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_files_are_written_or_none() {
        let folder = tempfile::tempdir().expect("there is a place for temporary files");
        let out = folder.path().join("a/b");
        let written = write_all(&out, &[("x.txt", b"one"), ("deep/y.txt", b"two")]).expect("the folder is ours");
        assert_eq!(written, [out.join("x.txt"), out.join("deep/y.txt")]);

        fs::create_dir(out.join("z.txt")).expect("the folder is ours");
        assert!(write_all(&out, &[("x.txt", b"new"), ("z.txt", b"new")]).is_err());
        assert_eq!(fs::read(out.join("x.txt")).ok().as_deref(), Some(b"one".as_slice()), "the old file is as it was");
        let left: Vec<_> = fs::read_dir(&out).expect("the folder is there").flatten().map(|entry| entry.file_name()).collect();
        assert_eq!(left.len(), 3, "no temporary file is left behind: {left:?}");
    }
}
