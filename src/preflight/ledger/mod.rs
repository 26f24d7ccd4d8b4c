//! A ledger for every standard we claim: each requirement, and what becomes of it.
//!
//! The ledgers are tables for people, next to this file. They are read here, so that a verdict can name what nobody
//! checks, and so that a test can hold every "enforced" to a rule that exists.

use std::fmt;

/// A ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    /// The standard.
    pub title: String,
    /// Its requirements, in the order of the table.
    pub entries: Vec<Entry>,
}

/// A requirement of a standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What is asked for.
    pub requirement: String,
    /// Where the standard asks for it; `practice` for what print shops ask for.
    pub clause: String,
    /// What becomes of it.
    pub standing: Standing,
    /// The codes of the rules that enforce it.
    pub rules: Vec<String>,
}

/// What becomes of a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A rule checks it.
    Enforced,
    /// It holds in our own files, because nothing else can come out. In files of others nobody looks.
    ByConstruction,
    /// Only the author can see to it.
    Author,
    /// Nobody looks.
    NotChecked,
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Enforced => "enforced",
            Self::ByConstruction => "by construction",
            Self::Author => "author",
            Self::NotChecked => "not checked",
        })
    }
}

/// The ledger of PDF/X-4.
pub const PDF_X_4: &str = include_str!("pdf-x-4.md");
/// The ledger of PDF/X-1a:2003.
pub const PDF_X_1A: &str = include_str!("pdf-x-1a.md");
/// The ledger of print practice.
pub const PRINT: &str = include_str!("print.md");
/// The ledger of what vendors ask for.
pub const VENDORS: &str = include_str!("vendors.md");
/// The ledger of PDF/UA-1.
pub const PDF_UA_1: &str = include_str!("pdf-ua-1.md");
/// The ledger of PDF/A-2a.
pub const PDF_A_2A: &str = include_str!("pdf-a-2a.md");
/// The ledger of EPUB 3.3.
pub const EPUB: &str = include_str!("epub-3.3.md");
/// The ledger of EPUB Accessibility 1.1.
pub const EPUB_ACCESSIBILITY: &str = include_str!("epub-accessibility-1.1.md");

impl Ledger {
    /// Reads the table of a ledger. Rows that are none, or have an unknown standing, are left out.
    pub fn read(markdown: &str) -> Self {
        let title = markdown.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default().to_owned();
        Self { title, entries: rows(markdown).filter_map(entry).collect() }
    }
}

/// What nobody looks at of a standard, in words for a verdict: all that no machine checks, the author's part too.
/// The standard is called as the caller calls it: a ledger can serve several that leave the same open.
pub(super) fn not_checked(markdown: &str, standard: &str) -> Vec<String> {
    let ledger = Ledger::read(markdown);
    let open = ledger.entries.iter().filter(|entry| matches!(entry.standing, Standing::NotChecked | Standing::Author));
    open.map(|entry| format!("{standard}, {}: {}", entry.clause, lower(&entry.requirement))).collect()
}

/// A sentence to stand after a colon; names in capitals keep them.
fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(letters).collect(),
        _ => sentence.to_owned(),
    }
}

/// The rows of the table, without its head.
fn rows(markdown: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = markdown.lines().filter(|line| line.starts_with('|')).skip(2);
    lines.map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
}

fn entry(row: Vec<&str>) -> Option<Entry> {
    let [requirement, clause, standing, place] = row.try_into().ok()?;
    let known = [Standing::Enforced, Standing::ByConstruction, Standing::Author, Standing::NotChecked];
    let standing = known.into_iter().find(|known| known.to_string() == standing)?;
    let rules = if standing == Standing::Enforced { place.split('`').skip(1).step_by(2).map(str::to_owned).collect() } else { Vec::new() };
    Some(Entry { requirement: requirement.to_owned(), clause: clause.to_owned(), standing, rules })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::profile::{Profile, Standard};
    use super::super::rules;
    use super::*;

    const ALL: [&str; 8] = [PDF_X_4, PDF_X_1A, PRINT, VENDORS, PDF_UA_1, PDF_A_2A, EPUB, EPUB_ACCESSIBILITY];

    #[test]
    fn every_row_of_every_ledger_is_read() {
        for markdown in ALL {
            let ledger = Ledger::read(markdown);
            assert_eq!(ledger.entries.len(), rows(markdown).count(), "{}", ledger.title);
            assert!(ledger.entries.len() > 10, "{}", ledger.title);
        }
    }

    #[test]
    fn what_is_enforced_is_enforced_by_a_rule_that_exists() {
        let own: Vec<&str> = rules().map(|rule| rule.code).collect();
        let of_others = ["pdfua-violated", "pdfa-violated", "pdf-unreadable"];
        for markdown in ALL {
            for entry in Ledger::read(markdown).entries.iter().filter(|entry| entry.standing == Standing::Enforced) {
                assert!(!entry.rules.is_empty(), "{} names no rule", entry.requirement);
                for code in &entry.rules {
                    assert!(own.contains(&code.as_str()) || of_others.contains(&code.as_str()), "there is no rule {code}");
                }
            }
        }
    }

    #[test]
    fn every_rule_stands_in_a_ledger() {
        let entered: BTreeSet<String> =
            ALL.iter().flat_map(|markdown| Ledger::read(markdown).entries).flat_map(|entry| entry.rules).collect();
        for rule in rules() {
            assert!(entered.contains(rule.code), "{} stands in no ledger", rule.code);
        }
        // Each press standard has its own ledger, and a rule of both stands in both.
        for (standard, markdown) in
            [(Standard::Pdf(Profile::X4), PDF_X_4), (Standard::Pdf(Profile::X1a), PDF_X_1A), (Standard::Print, PRINT)]
        {
            let own: BTreeSet<String> = Ledger::read(markdown).entries.into_iter().flat_map(|entry| entry.rules).collect();
            for rule in rules().filter(|rule| rule.standards.contains(&standard)) {
                assert!(own.contains(rule.code), "{} does not stand in the ledger of {standard}", rule.code);
            }
        }
    }

    #[test]
    fn a_verdict_can_name_what_is_open() {
        let open = not_checked(PDF_UA_1, "PDF/UA-1");
        assert!(open.contains(&"PDF/UA-1, 7.1: the order of tags is the order of reading".to_owned()), "{open:?}");
        assert!(not_checked(EPUB, "EPUB 3.3")[0].starts_with("EPUB 3.3, 5.5"));
    }
}
