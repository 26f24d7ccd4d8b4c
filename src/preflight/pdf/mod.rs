//! Checking a PDF: what it claims, which rules apply, and what they find.

mod bombs;
pub(super) mod decode;
pub(super) mod file;
pub(super) mod icc;
mod lzw;
mod pages;
pub(super) mod survey;
pub(super) mod trailer;
pub(super) mod xmp;

use std::sync::Arc;

use crate::base::{Code, Diagnostic, Severity};
use crate::vendor::{Norms, Vendor};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::conformance;
use super::findings::Findings;
use super::guard::guarded;
use super::ledger;
use super::profile::{Profile, Standard};
use super::rules;
use super::verdict::{Checked, Verdict};

pub(super) use file::File;
pub(super) use pages::Boxes;

/// Checks a PDF against a profile, or against each standard it claims to follow.
pub(super) fn check(name: &str, bytes: &Arc<[u8]>, profile: Option<Profile>) -> Verdict {
    match profile {
        Some(profile) if conformance::covers(profile) => {
            let abridged = with_file(name, bytes, |pdf, bytes| Arc::from(conformance::abridged(pdf, bytes)));
            // What our parser cannot open the validator may still say something about.
            conformance::check(name, abridged.as_ref().unwrap_or(bytes), &[profile])
        }
        Some(profile) => check_press(name, bytes, profile, profile.vendor().norms()),
        None => by_claims(name, bytes),
    }
}

/// Checks a PDF against a profile of press files, within limits of somebody's own.
pub(super) fn check_press(name: &str, bytes: &Arc<[u8]>, profile: Profile, norms: &Norms) -> Verdict {
    let (owned, norms) = (name.to_owned(), norms.clone());
    with_file(name, bytes, move |pdf, bytes| press(&File::open(&owned, bytes, pdf, profile.vendor(), norms), profile))
        .unwrap_or_else(|verdict| verdict)
}

/// Opens a PDF and does something with it and its claims.
pub(super) fn opened<T: Send + 'static>(
    name: &str,
    bytes: &Arc<[u8]>,
    job: impl FnOnce(&Pdf, &[Profile]) -> T + Send + 'static,
) -> Result<T, Verdict> {
    let owned = name.to_owned();
    with_file(name, bytes, move |pdf, bytes| {
        let claims = File::open(&owned, bytes, pdf, Vendor::Offset, Vendor::Offset.norms().clone()).claims();
        job(pdf, &claims)
    })
}

/// Checks a file against all the standards it claims. Those of print are checked while the file is open for its claims.
///
/// A claim that we can not check, such as PDF/UA-2, is no claim here; the verdict names what it checked.
fn by_claims(name: &str, bytes: &Arc<[u8]>) -> Verdict {
    let owned = name.to_owned();
    let opened = with_file(name, bytes, move |pdf, bytes| {
        let file = File::open(&owned, bytes, pdf, Vendor::Offset, Vendor::Offset.norms().clone());
        let (others, for_press): (Vec<Profile>, Vec<Profile>) = file.claims().into_iter().partition(|&claim| conformance::covers(claim));
        let verdict = match for_press.first() {
            Some(&claim) => press(&file, claim),
            None if others.is_empty() => unclaimed(&file),
            None => Verdict::default(),
        };
        let abridged: Option<Arc<[u8]>> = (!others.is_empty()).then(|| conformance::abridged(pdf, bytes).into());
        (others, abridged, verdict)
    });
    match opened {
        Ok((others, abridged, verdict)) => {
            let bytes = abridged.as_ref().unwrap_or(bytes);
            let mut all = conformance::check(name, bytes, &others);
            all.absorb(verdict);
            all
        }
        Err(verdict) => verdict,
    }
}

/// Checks a press file by our own rules.
fn press(file: &File<'_>, profile: Profile) -> Verdict {
    let of_x1a = Standard::Pdf(Profile::X1a);
    let (standards, ledgers): (&[Standard], &[(&str, &str)]) = match profile {
        Profile::X1a => (&[of_x1a, Standard::Print], &[(ledger::PDF_X_1A, "PDF/X-1a:2003"), (ledger::PRINT, "print practice")]),
        Profile::IngramSpark => {
            (&[of_x1a, Standard::Pdf(Profile::IngramSpark)], &[(ledger::PDF_X_1A, "PDF/X-1a:2003"), (ledger::VENDORS, "IngramSpark")])
        }
        Profile::Kdp => (&[Standard::Pdf(Profile::Kdp)], &[(ledger::VENDORS, "Amazon KDP")]),
        Profile::Lulu => (&[Standard::Pdf(Profile::Lulu)], &[(ledger::VENDORS, "Lulu")]),
        _ => (&[Standard::Pdf(Profile::X4), Standard::Print], &[(ledger::PDF_X_4, "PDF/X-4"), (ledger::PRINT, "print practice")]),
    };
    let mut verdict = run(file, standards);
    verdict.not_checked.extend(ledgers.iter().flat_map(|(markdown, name)| ledger::not_checked(markdown, name)));
    verdict
}

/// A file that claims nothing gets the rules that hold for every PDF, and is told so.
fn unclaimed(file: &File<'_>) -> Verdict {
    let mut verdict = run(file, &[Standard::AnyPdf]);
    let claim = Diagnostic::note(Code("no-standard-claimed"), format!("{} does not claim to follow any PDF standard", file.name));
    verdict.report.add(claim.on(file.name).hint("name a profile to check it against, such as x-4 or ua-1"));
    verdict.not_checked.push("every standard: the file claims none, and none was asked for".to_owned());
    verdict
}

/// Puts every rule of some standards to a file: document by document, then page by page, so that one page's drawing at
/// a time is in memory.
fn run(file: &File<'_>, standards: &[Standard]) -> Verdict {
    let standard = standards.first().copied().unwrap_or(Standard::AnyPdf);
    let mut sheets: Vec<_> = rules::of(standards).map(|rule| (rule, Findings::new(file.name, rule.info().code))).collect();
    for (rule, findings) in &mut sheets {
        rule.document(file, standard, findings);
    }
    let mut content = super::content::Reading::new(file);
    for index in 0..file.pages().len() {
        let page = content.page(index);
        for (rule, findings) in &mut sheets {
            rule.page(file, standard, &page, findings);
        }
    }
    let mut verdict = Verdict { not_checked: content.not_read(), ..Verdict::default() };
    let mut violated = Vec::new();
    for (rule, findings) in sheets {
        let has_error = findings.finish(&mut verdict.report);
        violated.push((rule.info(), has_error));
    }
    // Each rule is counted under the first standard that asks for it.
    for &standard in standards {
        let own = |info: &rules::RuleInfo| standards.iter().find(|of| info.standards.contains(of)) == Some(&standard);
        let rules = violated.iter().filter(|(info, _)| own(info));
        verdict.checked.push(Checked { standard, rules: rules.clone().count(), violated: rules.clone().any(|&(_, has_error)| has_error) });
    }
    verdict.report.diagnostics.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity == Severity::Error));
    verdict
}

/// Opens a file and does something with it, all under guard.
pub(super) fn with_file<T: Send + 'static>(
    name: &str,
    bytes: &Arc<[u8]>,
    job: impl FnOnce(&Pdf, &[u8]) -> T + Send + 'static,
) -> Result<T, Verdict> {
    let owned = Arc::clone(bytes);
    let outcome = guarded(move || {
        if bombs::bursts(&owned) {
            return Err("it unpacks to more than any book would");
        }
        let pdf = Pdf::new(Arc::new(Arc::clone(&owned))).map_err(why_unreadable)?;
        Ok(job(&pdf, &owned))
    });
    let why = match outcome {
        Ok(Ok(value)) => return Ok(value),
        Ok(Err(why)) => why,
        Err(failure) => failure.words(),
    };
    let finding = Diagnostic::error(Code("pdf-unreadable"), format!("{name} could not be checked: {why}"));
    Err(Verdict::unreadable(finding.on(name).hint("make the PDF anew, without a password")))
}

fn why_unreadable(error: LoadPdfError) -> &'static str {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => "it asks for a password",
        LoadPdfError::Decryption(_) => "it is encrypted in a way that is not known",
        LoadPdfError::Invalid => "it is too damaged to be read",
    }
}
