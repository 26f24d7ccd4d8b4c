//! What strangers say of our files: every artifact of the sample publication, and of a real article as it was pasted from a
//! page, goes through outside validators that share no code with us. Then the validators are shown spoiled files, for a judge
//! that never objects proves nothing.
//!
//! `tests/all` installs the validators and runs this. Without `RECTO_VALIDATORS` the trials are listed and ignored.

#![allow(clippy::disallowed_methods, reason = "tests reach files and environment as a user does")]

#[path = "conformance/judges.rs"]
mod judges;
#[path = "conformance/manuscript.rs"]
mod manuscript;
#[path = "conformance/publication.rs"]
mod publication;
#[path = "conformance/spoiled.rs"]
mod spoiled;
#[path = "conformance/vendors.rs"]
mod vendors;
#[path = "conformance/words.rs"]
mod words;

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Trial};

use judges::{Judge, Verdict};
use publication::{Built, Publication};

/// A claim that only a publisher can make.
const ABSENT_FROM_SAMPLE: [&str; 1] = ["dcterms:conformsTo"];

/// A pasted text brings no pictures, notes or tables, and no subtitle.
const ABSENT_FROM_ARTICLE: [&str; 6] = [
    "dc:title subtitle typed",
    "every noteref has backlink",
    "no <sup>/child inside noteref",
    "th scope",
    "cover-image property + cover doc",
    "dcterms:conformsTo",
];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let judged = env::var_os("RECTO_VALIDATORS").is_some();
    if !judged {
        eprintln!("conformance: ignored, because RECTO_VALIDATORS is not set; tests/all installs the validators and runs these trials");
    }
    let sample = Arc::new(Publication::sample());
    let article = Arc::new(Publication::article());
    let mut trials = words::trials();
    trials.extend(trials_of(&sample, &ABSENT_FROM_SAMPLE));
    if Publication::article_is_here() {
        trials.extend(trials_of(&article, &ABSENT_FROM_ARTICLE));
        trials.push(trial(&article, "import keeps every word", |built| {
            let pasted = publication::article_text()?;
            words::same(&words::of(&pasted), &built.manuscript()?.all_words())
        }));
    }
    trials.extend(outsiders(&Arc::new(Publication::kitchen_sink())));
    trials.extend(spoiled_trials(&sample));
    trials.extend(vendors::trials());
    trials.extend(corpora_trials());
    let trials = trials.into_iter().map(|trial| trial.with_ignored_flag(!judged)).collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// The shared corpora that `RECTO_BOOKS` names, apart by commas, or `all` of them, which takes long where there are few cores.
fn corpora_trials() -> Vec<Trial> {
    let asked = env::var("RECTO_BOOKS").unwrap_or_default();
    let wanted = |name: &String| asked == "all" || asked.split(',').any(|one| one == name);
    Publication::corpora().into_iter().filter(wanted).flat_map(|name| corpus_trials(&name)).collect()
}

/// What must hold for every book: files without a fault, and every word of the manuscript in each, in order.
fn corpus_trials(name: &str) -> Vec<Trial> {
    let publication = Arc::new(Publication::corpus(name));
    let own = |name, run: fn(&Built) -> Verdict| trial(&publication, name, run);
    let mut trials = outsiders(&publication);
    trials.extend([
        own("epub: words in order", |built| judges::words_kept(&built.project, &built.epub).accepts()),
        own("reader: words in order", |built| judges::words_kept(&built.project, &built.reader).accepts()),
        own("press: words in order", |built| judges::words_kept(&built.project, &built.press).accepts()),
        own("spoiled: lost words are missed", |built| {
            judges::words_kept(&built.project, &spoiled::epub(&built.epub, "lost-words", &[(" and ", " ")])?).objects()
        }),
    ]);
    trials
}

/// What the outside validators say of each artifact.
fn outsiders(publication: &Arc<Publication>) -> Vec<Trial> {
    let own = |name, run: fn(&Built) -> Verdict| trial(publication, name, run);
    let mut trials = vec![
        own("epub: EPUBCheck", |built| judges::wrapper("epubcheck", &[], &built.epub).accepts()),
        own("epub: Ace", |built| judges::wrapper("ace", &[], &built.epub).accepts()),
        own("reader: veraPDF ua1", |built| judges::wrapper("verapdf", &["--flavour", "ua1"], &built.reader).accepts()),
        own("reader: veraPDF 2a", |built| judges::wrapper("verapdf", &["--flavour", "2a"], &built.reader).accepts()),
        own("reader: qpdf", |built| judges::qpdf(&built.reader).accepts()),
        own("press: qpdf", |built| judges::qpdf(&built.press).accepts()),
    ];
    if publication::shared_tool("pdfx_check.py").exists() {
        trials.push(own("press: pdfx_check", |built| judges::pdfx_check(&built.press).accepts()));
    }
    trials
}

/// One trial for each artifact and judge. `absent` names what an excellent EPUB has and this content cannot bring.
fn trials_of(publication: &Arc<Publication>, absent: &'static [&'static str]) -> Vec<Trial> {
    let own = |name, run: fn(&Built) -> Verdict| trial(publication, name, run);
    let mut trials = outsiders(publication);
    trials.extend([
        own("epub: recto check", |built| judges::recto_check(&built.epub).accepts()),
        own("epub: words in order", |built| built.manuscript()?.compare(&judges::epub_text(&built.epub)?)),
        own("reader: recto check", |built| judges::recto_check(&built.reader).accepts()),
        own("reader: words in order", |built| built.manuscript()?.compare(&judges::pdf_text(&built.reader)?)),
        own("reader: words in the order of the tags", |built| built.manuscript()?.compare_tags(&judges::pdf_tags(&built.reader)?)),
        own("press: recto check", |built| judges::recto_check(&built.press).accepts()),
        own("press: words in order", |built| built.manuscript()?.compare(&judges::pdf_text(&built.press)?)),
        own("press: text is on the black plate", |built| judges::black_plate(&built.press)),
    ]);
    if publication::shared_tool("epub_features.py").exists() {
        trials.push(trial(publication, "epub: features", move |built| judges::epub_features(&built.epub, absent)));
    }
    trials
}

/// The judges are shown files with faults that each must find.
fn spoiled_trials(sample: &Arc<Publication>) -> Vec<Trial> {
    type Spoil = fn(&Built) -> Result<PathBuf, String>;
    let seen = |fault: &str, spoil: Spoil, judge: fn(&Path) -> Judge| {
        trial(sample, &format!("spoiled: {fault}"), move |built| judge(&spoil(built)?).objects())
    };
    let mut trials = vec![
        seen(
            "EPUBCheck sees a wrong element",
            |built| spoiled::epub(&built.epub, "wrong-element", &[("<h1", "<h7"), ("</h1", "</h7")]),
            |file| judges::wrapper("epubcheck", &[], file),
        ),
        seen(
            "Ace sees a missing language",
            |built| spoiled::epub(&built.epub, "no-language", &[("xml:lang=", "data-a="), (" lang=", " data-b=")]),
            |file| judges::wrapper("ace", &[], file),
        ),
        seen(
            "veraPDF ua1 sees missing tags",
            |built| Ok(built.press.clone()),
            |file| judges::wrapper("verapdf", &["--flavour", "ua1"], file),
        ),
        seen(
            "veraPDF 2a sees press colours",
            |built| Ok(built.press.clone()),
            |file| judges::wrapper("verapdf", &["--flavour", "2a"], file),
        ),
        seen("qpdf sees a cut file", |built| spoiled::cut(&built.press, "qpdf.pdf"), judges::qpdf),
        seen("recto check sees a cut PDF", |built| spoiled::cut(&built.reader, "recto.pdf"), judges::recto_check),
        seen("recto check sees a cut EPUB", |built| spoiled::cut(&built.epub, "recto.epub"), judges::recto_check),
        trial(sample, "spoiled: the plates show rich black", |_| match judges::black_plate(&spoiled::rich_black()?) {
            Err(told) if told.contains("coloured ink") => Ok(()),
            other => Err(format!("rich black went unseen: {other:?}")),
        }),
        trial(sample, "spoiled: the words miss a lost line", |built| {
            let text = judges::pdf_text(&built.reader)?;
            let middle = text.lines().count() / 2;
            let lost: Vec<_> =
                text.lines().enumerate().filter(|(at, _)| !(middle..middle + 2).contains(at)).map(|(_, line)| line).collect();
            if built.manuscript()?.compare(&lost.join("\n")).is_ok() { Err("the loss went unseen".to_owned()) } else { Ok(()) }
        }),
    ];
    trials.extend(spoiled::PAGE_FAULTS.map(|fault| {
        let name = format!("spoiled: recto check sees a page with a fault: {fault}");
        trial(sample, &name, |built| judges::recto_check(&spoiled::pages(&built.reader, fault)?).objects())
    }));
    trials.push(trial(sample, "spoiled: recto check sees no fault in pages that others wrote anew", |built| {
        judges::recto_check(&spoiled::pages(&built.reader, "none")?).accepts()
    }));
    if publication::shared_tool("pdfx_check.py").exists() {
        trials.push(seen("pdfx_check sees screen colours", |built| Ok(built.reader.clone()), judges::pdfx_check));
    }
    trials
}

fn trial(publication: &Arc<Publication>, name: &str, run: impl FnOnce(&Built) -> Verdict + Send + 'static) -> Trial {
    let publication = Arc::clone(publication);
    Trial::test(format!("{}: {name}", publication.name()), move || Ok(publication.built().and_then(run)?))
}
