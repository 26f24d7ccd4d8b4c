//! The project folder on disk. Nothing outside it can be read through here, whatever a manuscript asks for.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is the workspace that files are reached through")]

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use crate::base::{Code, Diagnostic, FileError, InstalledFont, Workspace};
use crate::pipeline::Entry;

/// The largest file that is read, in bytes.
const LARGEST_FILE: u64 = 256 * 1_000_000;
/// The settings of a project.
const SETTINGS: &str = "publication.toml";
/// Files by which a folder is known as a project: ours, and the books of mdBook and Quarto.
const PROJECTS: [&str; 5] = [SETTINGS, "_quarto.yml", "book.toml", "SUMMARY.md", "src/SUMMARY.md"];

/// A project folder.
#[derive(Debug)]
pub(super) struct DiskWorkspace {
    /// Without links and `..`, so that paths below it can be told by comparing.
    root: PathBuf,
}

impl DiskWorkspace {
    fn new(folder: &Path) -> io::Result<Self> {
        Ok(Self { root: fs::canonicalize(folder)? })
    }
}

impl Workspace for DiskWorkspace {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        let relative = Path::new(path);
        if !relative.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
            return Err(FileError::OutsideProject);
        }
        // A link inside the project may lead out of it: the place that counts is the one at its end.
        let real = fs::canonicalize(self.root.join(relative)).map_err(file_error)?;
        if !real.starts_with(&self.root) {
            return Err(FileError::OutsideProject);
        }
        read_file(&real)
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, FileError> {
        let real = fs::canonicalize(self.root.join(folder)).map_err(file_error)?;
        if !real.starts_with(&self.root) {
            return Err(FileError::OutsideProject);
        }
        let mut paths = Vec::new();
        files_below(&real, folder, 0, &mut paths)?;
        paths.sort();
        Ok(paths)
    }

    fn installed_fonts(&self) -> Vec<InstalledFont> {
        let mut database = fontdb::Database::new();
        database.load_system_fonts();
        let upright = database.faces().filter(|face| face.style == fontdb::Style::Normal && face.stretch == fontdb::Stretch::Normal);
        let mut fonts: Vec<_> = upright.filter_map(installed).collect();
        fonts.sort();
        fonts
    }

    fn read_installed(&self, font: &InstalledFont) -> Result<Vec<u8>, FileError> {
        read_file(Path::new(&font.file))
    }
}

/// Adds the files in a folder, by their paths in the project. Links to folders are not followed: they may lead anywhere.
fn files_below(folder: &Path, name: &str, depth: usize, paths: &mut Vec<String>) -> Result<(), FileError> {
    const DEEPEST: usize = 8;
    const MOST: usize = 4000;
    for entry in fs::read_dir(folder).map_err(file_error)? {
        let entry = entry.map_err(file_error)?;
        let Ok(own) = entry.file_name().into_string() else { continue };
        let path = if name.is_empty() { own } else { format!("{name}/{own}") };
        if entry.file_type().map_err(file_error)?.is_dir() {
            if depth < DEEPEST {
                files_below(&entry.path(), &path, depth + 1, paths)?;
            }
        } else if paths.len() < MOST {
            paths.push(path);
        } else {
            return Err(FileError::Other(format!("it holds more than {MOST} files")));
        }
    }
    Ok(())
}

fn installed(face: &fontdb::FaceInfo) -> Option<InstalledFont> {
    // The first family is the English one.
    let (family, _) = face.families.first()?;
    let path = match &face.source {
        fontdb::Source::File(path) | fontdb::Source::SharedFile(path, _) => path,
        fontdb::Source::Binary(_) => return None,
    };
    Some(InstalledFont { family: family.clone(), weight: face.weight.0, file: path.to_str()?.to_owned(), index: face.index })
}

/// The folder that a file stands in; for standard input, that of the user.
pub(super) fn beside(file: &Path) -> Result<DiskWorkspace, FileError> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    DiskWorkspace::new(folder).map_err(file_error)
}

/// The bytes of a file anywhere, if it is a plain file of a bearable size.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, FileError> {
    // Asked before opening, because opening a pipe waits for somebody to write into it.
    let about = fs::metadata(path).map_err(file_error)?;
    if about.is_dir() {
        return Err(FileError::Other("it is a folder".to_owned()));
    }
    if !about.is_file() {
        return Err(FileError::Other("it is a device or a pipe, not a file".to_owned()));
    }
    if about.len() > LARGEST_FILE {
        return Err(FileError::TooLarge(LARGEST_FILE));
    }
    bounded(File::open(path).map_err(file_error)?)
}

/// Everything that comes, up to the limit.
pub(super) fn bounded(from: impl Read) -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::new();
    from.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(file_error)?;
    if bytes.len() as u64 > LARGEST_FILE { Err(FileError::TooLarge(LARGEST_FILE)) } else { Ok(bytes) }
}

fn file_error(error: io::Error) -> FileError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => FileError::NotFound,
        io::ErrorKind::PermissionDenied => FileError::Other("this user may not read it".to_owned()),
        _ => FileError::Other(error.to_string()),
    }
}

/// Whether something is at a path that writing there could spoil: anything but an empty folder.
pub(super) fn holds_anything(path: &Path) -> bool {
    match fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => path.symlink_metadata().is_ok(),
    }
}

/// What a path on the command line means: a project, or one manuscript.
///
/// # Errors
/// When there is nothing to build at that path; the finding says what to do.
pub(super) fn locate(path: &Path) -> Result<(DiskWorkspace, Entry, PathBuf), Diagnostic> {
    let shown = path.display().to_string();
    let failed = |error: io::Error| {
        Diagnostic::error(Code("path-unreadable"), format!("there is nothing to build at {shown}: {}", file_error(error)))
            .hint("give a project folder with a publication.toml, or a manuscript file")
    };
    let about = fs::metadata(path).map_err(failed)?;
    if about.is_dir() {
        if !PROJECTS.iter().any(|file| path.join(file).exists()) {
            return Err(no_project(path));
        }
        return Ok((DiskWorkspace::new(path).map_err(failed)?, Entry::Project, path.to_owned()));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().and_then(|name| name.to_str()).ok_or_else(|| {
        Diagnostic::error(Code("path-unreadable"), format!("the name of {shown} is not UTF-8")).hint("give the file another name")
    })?;
    let entry = if PROJECTS.contains(&name) { Entry::Project } else { Entry::Manuscript(name.to_owned()) };
    Ok((DiskWorkspace::new(folder).map_err(failed)?, entry, folder.to_owned()))
}

fn no_project(folder: &Path) -> Diagnostic {
    let shown = if folder == Path::new(".") { "this folder".to_owned() } else { folder.display().to_string() };
    Diagnostic::error(Code("project-missing"), format!("there is no {SETTINGS} in {shown}")).hint(
        "build a manuscript on its own with `recto build FILE.md`, make a project of a plain text with `recto import FILE.txt`, \
         or write a publication.toml that says: manuscript = \"FILE.md\"",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_files_inside_the_project_are_read() {
        let folder = tempfile::tempdir().expect("there is a place for temporary files");
        let project = folder.path().join("project");
        fs::create_dir_all(project.join("art")).expect("the folder is ours");
        fs::write(project.join("art/a.png"), b"inside").expect("the folder is ours");
        fs::write(folder.path().join("secret"), b"outside").expect("the folder is ours");
        let workspace = DiskWorkspace::new(&project).expect("the folder is there");

        assert_eq!(workspace.read("art/a.png").as_deref(), Ok(b"inside".as_slice()));
        assert_eq!(workspace.read("art/b.png"), Err(FileError::NotFound));
        assert_eq!(workspace.read("art/a.png/b"), Err(FileError::NotFound));
        assert_eq!(workspace.read("../secret"), Err(FileError::OutsideProject));
        assert_eq!(workspace.read("art/../../secret"), Err(FileError::OutsideProject));
        assert_eq!(workspace.read(&folder.path().join("secret").display().to_string()), Err(FileError::OutsideProject));
        assert!(matches!(workspace.read("art"), Err(FileError::Other(_))));
        assert_eq!(workspace.list("art"), Ok(vec!["art/a.png".to_owned()]));
        assert_eq!(workspace.list(""), Ok(vec!["art/a.png".to_owned()]));
        assert_eq!(workspace.list(".."), Err(FileError::OutsideProject));
        assert_eq!(workspace.list("fonts"), Err(FileError::NotFound));
    }

    #[cfg(unix)]
    #[test]
    fn links_and_devices_lead_nowhere() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("there is a place for temporary files");
        let project = folder.path().join("project");
        fs::create_dir_all(&project).expect("the folder is ours");
        fs::write(folder.path().join("secret"), b"outside").expect("the folder is ours");
        fs::write(project.join("a"), b"inside").expect("the folder is ours");
        symlink("../secret", project.join("out")).expect("links can be made");
        symlink("a", project.join("in")).expect("links can be made");
        symlink("round", project.join("round")).expect("links can be made");
        symlink("/dev/zero", project.join("zero")).expect("links can be made");
        let workspace = DiskWorkspace::new(&project).expect("the folder is there");

        assert_eq!(workspace.read("in").as_deref(), Ok(b"inside".as_slice()));
        assert_eq!(workspace.read("out"), Err(FileError::OutsideProject));
        assert_eq!(workspace.read("zero"), Err(FileError::OutsideProject));
        assert!(workspace.read("round").is_err());
        assert!(matches!(read_file(Path::new("/dev/zero")), Err(FileError::Other(_))));
    }

    #[test]
    fn what_never_ends_is_cut_off() {
        assert_eq!(bounded(io::repeat(0)), Err(FileError::TooLarge(LARGEST_FILE)));
    }
}
