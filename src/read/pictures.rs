//! Pictures of a publication: each file read once and its header checked.
//!
//! PNG and JPEG keep their bytes; drawings are written anew, and other kinds become PNG.

mod convert;
mod drawing;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use image::{ImageFormat, ImageReader};

use crate::base::{Code, Diagnostic, FileError, Report, Span, Workspace, resolve};
use crate::model::{Block, BlockKind, Inline, InlineKind, PartMut, Picture, PictureFormat, PictureId};

/// More pixels than any page needs: A3 at 600 dpi has 70 million with its bleed, a double page at 300 dpi 18 million.
const MOST_PIXELS: u64 = 64_000_000;
/// No picture is packed tighter than this, in pixels to a byte: deflate reaches 1032:1 at best, on one-bit pixels.
const MOST_PIXELS_PER_BYTE: u64 = 1032 * 8;

/// A drawing with its words as outlines; nothing if it is none.
pub fn outlined(drawing: &str) -> Option<Vec<u8>> {
    drawing::plain(drawing.as_bytes()).ok().map(|plain| plain.bytes)
}

/// The picture at a path in the project, for whoever names one outside the text.
///
/// # Errors
/// When it cannot be read, is damaged or in another format, or claims more pixels than can be meant. The finding has no place.
pub fn picture(workspace: &dyn Workspace, path: &str) -> Result<Picture, Diagnostic> {
    Pictures::new(workspace).open(path)
}

/// The pictures found so far.
pub(super) struct Pictures<'a> {
    workspace: &'a dyn Workspace,
    pictures: Vec<Picture>,
    /// What became of each path; nothing if it could not be used, which was reported then.
    seen: BTreeMap<String, Option<PictureId>>,
}

impl<'a> Pictures<'a> {
    pub(super) fn new(workspace: &'a dyn Workspace) -> Self {
        Self { workspace, pictures: Vec::new(), seen: BTreeMap::new() }
    }

    /// All pictures, in the order of their first use.
    pub(super) fn finish(self) -> Vec<Picture> {
        self.pictures
    }

    /// Takes in pictures that were found elsewhere; returns the number that each has here.
    pub(super) fn absorb(&mut self, pictures: Vec<Picture>) -> Vec<PictureId> {
        pictures.into_iter().map(|picture| self.take(picture)).collect()
    }

    fn take(&mut self, picture: Picture) -> PictureId {
        if let Some(Some(known)) = self.seen.get(&picture.path) {
            return *known;
        }
        let id = PictureId(self.pictures.len());
        self.seen.insert(picture.path.clone(), Some(id));
        self.pictures.push(picture);
        id
    }

    /// The picture that a reference in a file of `folder` means.
    pub(super) fn referred(&mut self, folder: &str, reference: &str, span: Span, report: &mut Report) -> Option<PictureId> {
        if is_remote(reference) {
            report.add(remote(reference, span));
            return None;
        }
        match resolve(folder, reference) {
            Ok(path) => self.load(&path, span, report),
            Err(_) => {
                report.add(outside(reference, span));
                None
            }
        }
    }

    /// The picture at a path in the project.
    pub(super) fn load(&mut self, path: &str, span: Span, report: &mut Report) -> Option<PictureId> {
        if let Some(&known) = self.seen.get(path) {
            return known;
        }
        let picture = match self.open(path) {
            Ok(picture) => {
                self.pictures.push(picture);
                Some(PictureId(self.pictures.len() - 1))
            }
            Err(problem) => {
                report.add(problem.at(span));
                None
            }
        };
        self.seen.insert(path.to_owned(), picture);
        picture
    }

    fn open(&self, path: &str) -> Result<Picture, Diagnostic> {
        let bytes = self.workspace.read(path).map_err(|error| unreadable(path, &error))?;
        checked(path, bytes)
    }
}

/// A picture of bytes that somebody has, if they are one that can be used. What neither EPUB nor PDF can hold as it is
/// is converted.
///
/// # Errors
/// When they are damaged, in another format, or claim more pixels than can be meant.
pub(super) fn checked(path: &str, bytes: Vec<u8>) -> Result<Picture, Diagnostic> {
    if is_drawing(&bytes) {
        let plain = drawing::plain(&bytes).map_err(|_| damaged(path))?;
        let drawing::Plain { bytes, width, height, own_width } = plain;
        return Ok(Picture { path: path.to_owned(), bytes: Arc::from(bytes), format: PictureFormat::Svg, width, height, own_width });
    }
    let found = image::guess_format(&bytes).map_err(|_| wrong_format(path, &bytes))?;
    let format = match found {
        ImageFormat::Jpeg => PictureFormat::Jpeg,
        ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP => PictureFormat::Png,
        _ => return Err(wrong_format(path, &bytes)),
    };
    let (mut width, mut height) = dimensions(path, &bytes, found)?;
    let converted = match found {
        ImageFormat::Jpeg => convert::upright(&bytes),
        ImageFormat::Png => Ok(None),
        _ => convert::to_png(&bytes, found).map(Some),
    };
    let bytes = match converted.map_err(|_| damaged(path))? {
        Some(converted) if format == PictureFormat::Jpeg => {
            (width, height) = dimensions(path, &converted, found)?;
            converted
        }
        Some(converted) => converted,
        None => bytes,
    };
    Ok(Picture { path: path.to_owned(), bytes: Arc::from(bytes), format, width, height, own_width: None })
}

/// Whether a file starts as a drawing does.
fn is_drawing(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(4000)).unwrap_or_default();
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    start.trim_ascii_start().starts_with(b"<") && start.windows(4).any(|window| window == b"<svg")
}

/// How many pixels a picture has; an error if that is more than anyone can want.
fn dimensions(path: &str, bytes: &[u8], format: ImageFormat) -> Result<(u32, u32), Diagnostic> {
    let (width, height) = ImageReader::with_format(Cursor::new(bytes), format).into_dimensions().map_err(|_| damaged(path))?;
    if width == 0 || height == 0 {
        return Err(damaged(path));
    }
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS || pixels > MOST_PIXELS_PER_BYTE.saturating_mul(bytes.len() as u64) {
        return Err(too_large(path, width, height, bytes.len()));
    }
    Ok((width, height))
}

/// Gives the pictures of a text the numbers that they have elsewhere.
pub(super) fn renumber(blocks: &mut [Block], numbers: &[PictureId]) {
    for block in blocks {
        if let BlockKind::Figure(figure) = &mut block.kind
            && let Some(&number) = numbers.get(figure.picture.0)
        {
            figure.picture = number;
        }
        block.each_part_mut(&mut |part| match part {
            PartMut::Blocks(blocks) => renumber(blocks, numbers),
            PartMut::Line(line) => renumber_line(line, numbers),
        });
    }
}

fn renumber_line(line: &mut [Inline], numbers: &[PictureId]) {
    for inline in line {
        if let InlineKind::Picture { picture, .. } = &mut inline.kind
            && let Some(&number) = numbers.get(picture.0)
        {
            *picture = number;
        }
        if let Some(content) = inline.kind.content_mut() {
            renumber_line(content, numbers);
        }
    }
}

/// Whether a reference means a picture on the web.
pub(super) fn is_remote(reference: &str) -> bool {
    let scheme = reference.split_once("://").map_or("", |(scheme, _)| scheme);
    scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
}

fn remote(reference: &str, span: Span) -> Diagnostic {
    Diagnostic::warning(Code("image-remote"), format!("the picture “{reference}” is on the web: a link stands in its place"))
        .at(span)
        .hint("copy the picture into the project folder and give its path from there")
}

/// The finding that a path leads out of the project.
pub(super) fn outside(reference: &str, span: Span) -> Diagnostic {
    let hint = "copy the picture into the project folder and give its path from there";
    Diagnostic::error(Code("image-outside-project"), format!("the picture “{reference}” lies outside the project folder"))
        .at(span)
        .hint(hint)
}

fn unreadable(path: &str, error: &FileError) -> Diagnostic {
    match error {
        FileError::NotFound => Diagnostic::error(Code("image-missing"), format!("there is no picture “{path}”"))
            .hint("check the spelling, capitals included; the path is relative to the manuscript"),
        FileError::OutsideProject => {
            Diagnostic::error(Code("image-outside-project"), format!("the picture “{path}” lies outside the project folder"))
                .hint("copy the picture itself, not a link to it, into the project folder")
        }
        error => Diagnostic::error(Code("image-unreadable"), format!("the picture “{path}” cannot be read: {error}"))
            .hint("check that the file is a picture and that you may read it"),
    }
}

fn damaged(path: &str) -> Diagnostic {
    Diagnostic::error(Code("image-damaged"), format!("the picture “{path}” is damaged"))
        .hint("open it in a picture editor and save it again")
}

fn wrong_format(path: &str, bytes: &[u8]) -> Diagnostic {
    let what = match bytes {
        [b'I', b'I', b'*', ..] | [b'M', b'M', 0, ..] => "a TIFF",
        [b'%', b'P', b'D', b'F', ..] => "a PDF",
        [b'<', ..] => "a web page",
        [] => "an empty file",
        _ => "of no kind that can be read",
    };
    Diagnostic::error(Code("image-format"), format!("the picture “{path}” is {what}")).hint("save it as PNG, JPEG or SVG")
}

fn too_large(path: &str, width: u32, height: u32, bytes: usize) -> Diagnostic {
    let message = format!("the picture “{path}” claims {width} × {height} pixels in {bytes} bytes");
    let hint = format!(
        "scale it to the size at which it is printed: at 300 pixels to the inch a full page has about 9 million; at most {} million are read",
        MOST_PIXELS / 1_000_000
    );
    Diagnostic::error(Code("image-too-large"), message).hint(hint)
}
