//! PDF/UA-1 and PDF/A, by the crate `page_validation`, its findings put into our words.

mod abridge;
mod known;
mod operators;
mod stored;

use std::sync::Arc;

use page_validation::{PageError, SafetyLimits, ValidationFailure, ValidationOptions, ValidationProfile, validate_pdf_bytes};

use crate::base::{Code, Diagnostic, Report};

use super::guard::guarded_each;
use super::ledger;
use super::profile::{Profile, Standard};
use super::verdict::{Checked, Verdict};

/// Larger files are not handed to the validator, which keeps several copies of everything in memory.
const LARGEST_INPUT: u64 = 512 * 1024 * 1024;
/// The validator unpacks every stream, pictures too; a full page in CMYK at 600 ppi takes 140 MB.
const LARGEST_STREAM: usize = 256 * 1024 * 1024;

/// Files from this size on are checked against one profile after the other. The validator takes a dozen times their size for
/// each, and with two at once a book of a million words would need most of its memory here.
const LARGE: usize = 8 * 1024 * 1024;

/// Whether a profile is one that this module checks.
pub(super) fn covers(profile: Profile) -> bool {
    counterpart(profile).is_some()
}

/// The validator's name for a profile.
fn counterpart(profile: Profile) -> Option<ValidationProfile> {
    Some(match profile {
        Profile::X4 | Profile::X1a | Profile::Kdp | Profile::IngramSpark | Profile::Lulu => return None,
        Profile::Ua1 => ValidationProfile::PdfUa1,
        Profile::A1a => ValidationProfile::PdfA1a,
        Profile::A1b => ValidationProfile::PdfA1b,
        Profile::A2a => ValidationProfile::PdfA2a,
        Profile::A2b => ValidationProfile::PdfA2b,
        Profile::A2u => ValidationProfile::PdfA2u,
        Profile::A3a => ValidationProfile::PdfA3a,
        Profile::A3b => ValidationProfile::PdfA3b,
        Profile::A3u => ValidationProfile::PdfA3u,
    })
}

pub(super) use abridge::abridged;

/// Checks a PDF against PDF/UA-1 and levels of PDF/A; an abridged copy will do (see [`abridged`]). Profiles that it does
/// not cover add nothing to the verdict.
///
/// The validator parses the file anew for each profile, and has no way to share: side by side it takes less time, where there
/// is the room.
pub(super) fn check(name: &str, bytes: &Arc<[u8]>, profiles: &[Profile]) -> Verdict {
    let covered: Vec<(Profile, ValidationProfile)> = profiles.iter().filter_map(|&own| Some((own, counterpart(own)?))).collect();
    let at_once = if bytes.len() < LARGE { covered.len().max(1) } else { 1 };
    let validated = |&(_, profile): &(Profile, ValidationProfile)| {
        let bytes = Arc::clone(bytes);
        move || validated(&bytes, profile)
    };
    let outcomes: Vec<_> = covered.chunks(at_once).flat_map(|some| guarded_each(some, validated)).collect();
    let mut all = Verdict::default();
    for ((profile, _), outcome) in covered.into_iter().zip(outcomes) {
        all.absorb(match outcome {
            Ok(Ok((rules, failures))) => verdict(name, profile, rules, &failures),
            Ok(Err(error)) => Verdict::unreadable(unreadable(name, profile, &why(&error))),
            Err(failure) => Verdict::unreadable(unreadable(name, profile, failure.words())),
        });
    }
    all
}

/// How many rules the validator put to a file, and what failed them.
fn validated(bytes: &[u8], profile: ValidationProfile) -> Result<(usize, Vec<ValidationFailure>), PageError> {
    let limits = SafetyLimits::default().with_max_input_size(LARGEST_INPUT).with_max_decoded_stream_size(LARGEST_STREAM);
    let options = ValidationOptions::default().profile(profile).limits(limits);
    validate_pdf_bytes(bytes, &options).map(|report| (report.rules.total, report.failures))
}

fn verdict(name: &str, profile: Profile, rules: usize, failures: &[ValidationFailure]) -> Verdict {
    let mut report = Report::default();
    for failure in failures {
        report.add(finding(name, profile, failure));
    }
    // The levels of PDF/A leave the same things open.
    let open = if profile == Profile::Ua1 { ledger::PDF_UA_1 } else { ledger::PDF_A_2A };
    Verdict {
        report,
        checked: vec![Checked { standard: Standard::Pdf(profile), rules, violated: !failures.is_empty() }],
        not_checked: ledger::not_checked(open, &profile.to_string()),
    }
}

/// One failure as a finding: the validator's sentence, the clause it names, and the remedy it knows.
fn finding(name: &str, profile: Profile, failure: &ValidationFailure) -> Diagnostic {
    let code = if profile == Profile::Ua1 { Code("pdfua-violated") } else { Code("pdfa-violated") };
    let sentence = failure.message.trim().trim_end_matches('.');
    let finding = Diagnostic::error(code, format!("{sentence} ({})", clause(&failure.rule_id))).on(place(name, sentence));
    match &failure.guidance {
        Some(guidance) => finding.hint(guidance.suggested_fix.trim_end_matches('.')),
        None => finding,
    }
}

/// `ISO 14289-1:2014:7.1:3` as people cite it: `ISO 14289-1, clause 7.1, test 3`.
fn clause(rule_id: &str) -> String {
    let parts: Vec<&str> = rule_id.split(':').collect();
    match parts.as_slice() {
        [standard, _year, clause, test] => format!("{standard}, clause {clause}, test {test}"),
        _ => rule_id.to_owned(),
    }
}

/// The place of a failure: the validator names objects inside its sentences, as in `12 0 R` or `object 12 0`.
fn place(name: &str, sentence: &str) -> String {
    let words: Vec<&str> = sentence.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let number = |word: &str| word.parse::<u32>().ok();
    let object = words.windows(3).find_map(|triple| match triple {
        [object, generation, "R"] if number(generation).is_some() => number(object),
        ["object", object, generation] if number(generation).is_some() => number(object),
        _ => None,
    });
    object.map_or_else(|| name.to_owned(), |object| format!("{name}, object {object}"))
}

fn why(error: &PageError) -> String {
    error.to_string().trim_end_matches('.').to_owned()
}

fn unreadable(name: &str, profile: Profile, why: &str) -> Diagnostic {
    Diagnostic::error(Code("pdf-unreadable"), format!("{name} could not be checked against {profile}: {why}"))
        .on(name)
        .hint("make the PDF anew; a file that a strict reader refuses can not be archived or relied on")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_and_objects_are_named() {
        assert_eq!(clause("ISO 14289-1:2014:7.1:3"), "ISO 14289-1, clause 7.1, test 3");
        assert_eq!(place("a.pdf", "font 12 0 R is not embedded"), "a.pdf, object 12");
        assert_eq!(place("a.pdf", "no title"), "a.pdf");
    }

    #[test]
    fn a_file_that_is_no_pdf_inside_is_a_finding() {
        let bytes: Arc<[u8]> = b"%PDF-1.7\nnothing else"[..].into();
        let verdict = check("a.pdf", &bytes, &[Profile::Ua1]);
        assert!(!verdict.was_read());
        assert_eq!(verdict.report.diagnostics[0].code, Code("pdf-unreadable"));
    }
}
