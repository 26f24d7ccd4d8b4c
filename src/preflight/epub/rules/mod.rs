//! The rules for EPUBs: one to a file, each with an essay.

use super::super::findings::{Findings, Place};
use super::super::profile::Standard;
use super::super::rules::RuleInfo;
use super::book::Book;
use super::links::{Target, resolve};
use super::package::{Item, Package};

/// A rule for EPUBs.
pub(in crate::preflight) trait Rule: Sync {
    /// What it is.
    fn info(&self) -> RuleInfo;

    /// Looks at a book.
    fn check(&self, book: &Book, findings: &mut Findings<'_>);
}

/// The standard that all of them belong to.
const EPUB: &[Standard] = &[Standard::Epub];

macro_rules! rules {
    ($($module:ident :: $rule:ident),* $(,)?) => {
        $(mod $module;)*
        /// Every rule, in the order in which findings are listed.
        pub(in crate::preflight) static ALL: &[&dyn Rule] = &[$(&$module::$rule),*];
        /// The files they stand in, in the same order, for their essays.
        pub(in crate::preflight) static SOURCES: &[&str] = &[$(include_str!(concat!(stringify!($module), ".rs"))),*];
    };
}

rules! {
    media_type::MediaType,
    archive::ArchiveSafety,
    package::PackageFound,
    metadata::Metadata,
    manifest::Manifest,
    media_types::MediaTypes,
    spine::Spine,
    well_formed::WellFormed,
    unique_ids::UniqueIds,
    links::Links,
    resources::Resources,
    scripts::Scripts,
    navigation::Navigation,
    page_list::PageList,
    picture_texts::PictureTexts,
    languages::Languages,
    file_names::FileNames,
}
