//! Reading: the sample publication, as a user builds it.

use recto::base::{FileError, Workspace};
use recto::model::BlockKind;
use recto::read::{Entry, read};

struct Folder;

impl Workspace for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        std::fs::read(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).map_err(|_| FileError::NotFound)
    }
}

#[test]
fn the_sample_is_read_whole() {
    let reading = read(&Folder, &Entry::Project);
    assert_eq!(reading.report.diagnostics, []);
    let project = reading.project.expect("the sample has no errors");
    let piece = &project.publication.pieces[0];
    let count = |wanted: fn(&BlockKind) -> bool| piece.body.iter().filter(|block| wanted(&block.kind)).count();
    assert_eq!(project.settings.name, "the-sheet");
    assert_eq!(piece.metadata.title, "The Sheet That Keeps Its Shape");
    assert_eq!(piece.metadata.authors[0].file_as, "recto desk, The");
    assert_eq!(count(|kind| matches!(kind, BlockKind::PullQuote(_))), 3);
    assert_eq!(count(|kind| matches!(kind, BlockKind::Figure(_))), 1);
    assert_eq!(count(|kind| matches!(kind, BlockKind::Table(_))), 1);
    assert_eq!(count(|kind| matches!(kind, BlockKind::Boxed(_))), 2);
    assert_eq!(piece.notes.len(), 1);
    assert!(project.publication.cover.is_some());
}
