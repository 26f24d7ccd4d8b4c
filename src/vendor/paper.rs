//! How thick printers' papers are, read from `presets/papers.toml`: what makes a spine of so many pages.

use std::sync::OnceLock;

use serde::Deserialize;

use super::{Norm, Points, Vendor};

/// A paper for the inside of books.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Paper {
    /// Whose it is.
    pub vendor: Vendor,
    /// What it is called.
    pub name: String,
    /// What one page, half a leaf, adds to the spine.
    pub page: Norm<Points>,
    /// What the cover adds to it.
    pub cover: Norm<Points>,
    /// From how many pages on the spine is wide enough for text.
    pub spine_text_from: Norm<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Papers {
    paper: Vec<Paper>,
}

impl Paper {
    /// The papers of a vendor; the first is the usual one.
    pub fn of(vendor: Vendor) -> impl Iterator<Item = &'static Self> {
        static READ: OnceLock<Papers> = OnceLock::new();
        let read = || toml::from_str(include_str!("../../presets/papers.toml")).expect("a test reads the papers");
        READ.get_or_init(read).paper.iter().filter(move |paper| paper.vendor == vendor)
    }

    /// How wide the spine of so many pages is, in points.
    pub fn spine(&self, pages: usize) -> f64 {
        self.page.is.0 * pages as f64 + self.cover.is.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vendor_has_papers_that_make_spines() {
        for vendor in Vendor::ALL {
            assert!(Paper::of(vendor).count() > 0, "{vendor:?}");
            assert!(Paper::of(vendor).all(|paper| (5.0..40.0).contains(&(paper.spine(200) * 25.4 / 72.0))), "{vendor:?}");
        }
        let white = Paper::of(Vendor::Kdp).next().expect("it has papers");
        assert!((white.spine(300) / 72.0 - 0.6756).abs() < 1e-6);
    }
}
