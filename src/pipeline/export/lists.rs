//! Which pieces a publication has, as `publication.toml` lists them: words for those that are made, files for the others.

use crate::model::{Kind, Matter, Piece, Publication, Role};
use crate::read;

/// The lists of a project file, and the pieces that need a file.
#[derive(Debug, Default)]
pub(super) struct Lists<'p> {
    /// What stands before the text.
    pub(super) front: Vec<String>,
    /// The text as far as it stands in no part.
    pub(super) body: Vec<String>,
    /// The parts, in their order.
    pub(super) parts: Vec<Part>,
    /// What stands after the text.
    pub(super) back: Vec<String>,
    /// The pieces with the names of their files.
    pub(super) files: Vec<(String, &'p Piece)>,
}

/// A part of a book that is no more than a title over chapters.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) title: String,
    pub(super) subtitle: Option<String>,
    pub(super) chapters: Vec<String>,
}

impl<'p> Lists<'p> {
    /// The lists of a publication. Files are numbered in their order and named by their titles.
    pub(super) fn of(publication: &'p Publication, ending: &str) -> Self {
        let digits = publication.pieces.len().to_string().len().max(2);
        let has_plain_parts = publication.kind == Kind::Book && parts(publication).all(is_plain);
        let mut lists = Self::default();
        for piece in &publication.pieces {
            if has_plain_parts && is_part(piece) {
                let (title, subtitle) = (piece.metadata.title.clone(), piece.metadata.subtitle.clone());
                lists.parts.push(Part { title, subtitle, chapters: Vec::new() });
                continue;
            }
            let name = if read::is_made_by_word(piece, &publication.metadata) {
                piece.role.name().to_owned()
            } else {
                let name = format!("{:0digits$}-{}.{ending}", lists.files.len() + 1, slug(&piece.metadata.title));
                lists.files.push((name.clone(), piece));
                name
            };
            lists.place(piece.matter).push(name);
        }
        lists
    }

    fn place(&mut self, matter: Matter) -> &mut Vec<String> {
        match (matter, self.parts.last_mut()) {
            (Matter::Front, _) => &mut self.front,
            (Matter::Body, Some(part)) => &mut part.chapters,
            (Matter::Body, None) => &mut self.body,
            (Matter::Back, _) => &mut self.back,
        }
    }
}

fn parts(publication: &Publication) -> impl Iterator<Item = &Piece> {
    publication.pieces.iter().filter(|piece| is_part(piece))
}

fn is_part(piece: &Piece) -> bool {
    piece.role == Role::Part && piece.matter == Matter::Body
}

/// Whether a part has nothing but what the settings can say of it.
fn is_plain(part: &Piece) -> bool {
    let Piece { metadata, id, classes, unnumbered, title, standfirst, body, .. } = part;
    let is_bare = id.is_none() && classes.is_empty() && !unnumbered && title.is_empty() && standfirst.is_empty() && body.is_empty();
    is_bare && metadata.authors.is_empty() && metadata.kicker.is_none() && metadata.running_head.is_none()
}

/// A title as the name of a file: its words in lower case, joined by hyphens.
fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric() && c != '’').filter(|word| !word.is_empty());
    let slug = words.map(|word| word.replace('’', "").to_lowercase()).collect::<Vec<_>>().join("-");
    let slug: String = slug.chars().take(48).collect();
    if slug.is_empty() { "untitled".to_owned() } else { slug.trim_end_matches('-').to_owned() }
}
