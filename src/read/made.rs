//! Pieces that the program makes: half-title, title page, imprint, contents, lists, notes, index.

use super::survey::Survey;
use crate::base::{Code, Diagnostic, FileId, Report, Span};
use crate::model::{
    Attributes, Block, BlockKind, Gathered, Inline, InlineKind, Kind, Matter, Metadata, NotesPlace, Part, Piece, Publication, Role, Term,
    Wording,
};

/// How deep the table of contents goes: the pieces and their first sections.
const DEPTH: u8 = 2;

/// A piece that the program makes, of what the publication says about itself.
pub(super) fn piece(role: Role, matter: Matter, publication: &Metadata, span: Span) -> Piece {
    let language = publication.language.clone();
    let title = match role {
        Role::Contents => Wording::of(&language).contents,
        Role::Notes => Wording::of(&language).notes,
        role => Term::of_role(role).map_or("", |term| term.of(&language)),
    };
    let gathered = match role {
        Role::Contents => Some(Gathered::Contents { depth: DEPTH }),
        Role::Figures => Some(Gathered::Figures),
        Role::Tables => Some(Gathered::Tables),
        Role::Bibliography => Some(Gathered::Bibliography(Vec::new())),
        Role::Index => Some(Gathered::Index),
        Role::Notes => Some(Gathered::Notes),
        _ => None,
    };
    let block = |gathered| Block { kind: BlockKind::Gathered(gathered), attributes: Attributes::default(), span };
    let body = gathered.map(block).into_iter().collect();
    let metadata = Metadata { title: title.to_owned(), language, identifier: publication.identifier.clone(), ..Metadata::default() };
    Piece { role, matter, untitled: stands_without_title(role), body, ..Piece::article(metadata, span) }
}

/// Whether pieces of that role mostly have no title on the page.
pub(super) fn stands_without_title(role: Role) -> bool {
    matches!(
        role,
        Role::HalfTitle | Role::TitlePage | Role::Imprint | Role::Dedication | Role::Epigraph | Role::FrontMatter | Role::BackMatter
    )
}

/// Adds the pieces that readers expect where nobody said which there shall be, and takes out lists of nothing.
pub(super) fn complete(publication: &mut Publication, survey: Survey, front_is_given: bool, back_is_given: bool, report: &mut Report) {
    let made = |publication: &Publication, role, matter| piece(role, matter, &publication.metadata, Span::new(FileId(0), 0, 0));
    if !front_is_given {
        let titles: &[Role] = match publication.kind {
            Kind::Book => &[Role::HalfTitle, Role::TitlePage, Role::Imprint],
            _ => &[Role::TitlePage],
        };
        let has = |publication: &Publication, role| publication.pieces.iter().any(|piece| piece.role == role);
        let before = publication.pieces.iter().take_while(|piece| matches!(piece.role, Role::Dedication | Role::Epigraph | Role::Masthead));
        let at = before.count();
        if !has(publication, Role::Contents) {
            publication.pieces.insert(at, made(publication, Role::Contents, Matter::Front));
        }
        let missing: Vec<Role> = titles.iter().copied().filter(|&role| !has(publication, role)).collect();
        for (at, role) in missing.into_iter().enumerate() {
            publication.pieces.insert(at, made(publication, role, Matter::Front));
        }
    }
    if !back_is_given {
        for role in [Role::Notes, Role::Index] {
            let wanted = role == Role::Index || publication.notes == NotesPlace::End;
            if wanted && has_content(publication, survey, role) && !publication.pieces.iter().any(|piece| piece.role == role) {
                publication.pieces.push(made(publication, role, Matter::Back));
            }
        }
    }
    let empty: Vec<Role> = [Role::Notes, Role::Index, Role::Figures, Role::Tables]
        .into_iter()
        .filter(|role| publication.pieces.iter().any(|piece| piece.role == *role) && !has_content(publication, survey, *role))
        .collect();
    for role in empty {
        let piece = publication.pieces.iter().position(|piece| piece.role == role && is_gathered(piece));
        let Some(piece) = piece.map(|at| publication.pieces.remove(at)) else { continue };
        let (what, remedy) = match role {
            Role::Notes => ("there are no notes", "take “notes” out of the list, or write a note: text[^1], and below [^1]: The note"),
            Role::Index => ("no term is marked for the index", "take “index” out of the list, or mark terms: [term]{.index}"),
            Role::Figures => ("no figure has a caption", "take “figures” out of the list"),
            _ => ("no table has a caption", "take “tables” out of the list"),
        };
        let message = format!("{what}, so the piece “{}” is left out", role.name());
        report.add(Diagnostic::warning(Code("piece-empty"), message).at(piece.span).hint(remedy));
    }
}

fn is_gathered(piece: &Piece) -> bool {
    matches!(piece.body.as_slice(), [Block { kind: BlockKind::Gathered(_), .. }])
}

/// Whether there is anything to gather for a piece of that role.
fn has_content(publication: &Publication, survey: Survey, role: Role) -> bool {
    let pieces = &publication.pieces;
    match role {
        Role::Notes => pieces.iter().any(|piece| !piece.notes.is_empty()),
        Role::Index if !survey.index_terms => false,
        Role::Index => pieces.iter().any(|piece| {
            let in_notes = piece.notes.iter().any(|note| any_block(&note.content, &|_| false, &is_mark));
            in_notes || any_line(&piece.title, &is_mark) || any_block(&piece.body, &|_| false, &is_mark)
        }),
        Role::Figures => pieces.iter().any(|piece| {
            any_block(&piece.body, &|kind| matches!(kind, BlockKind::Figure(figure) if !figure.caption.is_empty()), &|_| false)
        }),
        Role::Tables => pieces
            .iter()
            .any(|piece| any_block(&piece.body, &|kind| matches!(kind, BlockKind::Table(table) if !table.caption.is_empty()), &|_| false)),
        _ => true,
    }
}

fn is_mark(inline: &InlineKind) -> bool {
    matches!(inline, InlineKind::IndexMark { .. })
}

fn any_block(blocks: &[Block], block_fits: &impl Fn(&BlockKind) -> bool, inline_fits: &impl Fn(&InlineKind) -> bool) -> bool {
    blocks.iter().any(|block| {
        let mut found = block_fits(&block.kind);
        block.each_part(&mut |part| {
            found = found
                || match part {
                    Part::Blocks(blocks) => any_block(blocks, block_fits, inline_fits),
                    Part::Line(line) => any_line(line, inline_fits),
                };
        });
        found
    })
}

fn any_line(line: &[Inline], fits: &impl Fn(&InlineKind) -> bool) -> bool {
    line.iter().any(|inline| fits(&inline.kind) || inline.kind.content().is_some_and(|content| any_line(content, fits)))
}
