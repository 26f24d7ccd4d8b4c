//! Press files as each kind of printer wants them: clean by our rules, by others', and on the plates.

use std::sync::Arc;

use libtest_mimic::Trial;

use crate::judges;
use crate::publication::{Built, Publication, shared_tool};
use crate::trial;

/// What is ordered, and how the file is judged.
struct Order {
    name: &'static str,
    /// The lines of `[output.press]`.
    press: &'static str,
    /// Our own profile.
    profile: &'static str,
    /// The rules of the independent checker; nothing for files in sRGB, which it does not know.
    rules: &'static [&'static str],
}

/// Nothing bleeds on the sample's pages, so that those whose printers take bare pages have no bleed.
const ORDERS: [Order; 6] = [
    Order {
        name: "offset",
        press: "vendor = \"offset\"",
        profile: "x-4",
        rules: &["--profile", "x4", "--black-overprint", "--black-text-only", "--marks", "require"],
    },
    Order {
        name: "offset, old machines",
        press: "vendor = \"offset\"\nstandard = \"x-1a\"",
        profile: "x-1a",
        rules: &["--profile", "x1a", "--black-overprint", "--black-text-only", "--marks", "require"],
    },
    Order {
        name: "offset, in fours and with more bleed",
        press: "vendor = \"offset\"\nbleed = \"5 mm\"\nmarks = true\npage-multiple = 4",
        profile: "x-4",
        rules: &["--profile", "x4", "--black-overprint", "--bleed-mm", "5", "--marks", "require", "--multiple", "4"],
    },
    Order { name: "kdp", press: "vendor = \"kdp\"", profile: "kdp", rules: &[] },
    Order {
        name: "ingramspark",
        press: "vendor = \"ingramspark\"",
        profile: "ingramspark",
        rules: &["--profile", "x1a", "--black-text-only", "--bleed-mm", "0", "--tac", "240", "--multiple", "2"],
    },
    Order { name: "lulu", press: "vendor = \"lulu\"", profile: "lulu", rules: &[] },
];

/// One trial for each order and judge.
pub(crate) fn trials() -> Vec<Trial> {
    let mut trials: Vec<Trial> = ORDERS.iter().flat_map(trials_of).collect();
    let chinese = Arc::new(Publication::chinese());
    trials.push(trial(&chinese, "press: qpdf", |built| judges::qpdf(&built.press).accepts()));
    trials.push(trial(&chinese, "press: recto check", |built| judges::recto_check_by("x-1a", &built.press).accepts()));
    trials.push(trial(&chinese, "press: every word", |built| {
        let text = judges::pdf_text(&built.press)?;
        if text.contains("标点也不例外") { Ok(()) } else { Err(format!("words are lost: {text}")) }
    }));
    if is_here() {
        let rules = ["--profile", "x1a", "--black-overprint"];
        trials.push(trial(&chinese, "press: pdfx_check", move |built| judges::pdfx_check_by(&rules, &built.press).accepts()));
    }
    trials
}

fn trials_of(order: &'static Order) -> Vec<Trial> {
    let publication = Arc::new(Publication::ordered(order.name, order.press));
    let own = |name, run: fn(&Built) -> judges::Verdict| trial(&publication, name, run);
    let mut trials = vec![
        own("press: qpdf", |built| judges::qpdf(&built.press).accepts()),
        own("press: text is on the black plate", |built| judges::black_plate(&built.press)),
        trial(&publication, "press: recto check", |built| judges::recto_check_by(order.profile, &built.press).accepts()),
    ];
    if !order.rules.is_empty() && is_here() {
        trials.push(trial(&publication, "press: pdfx_check", |built| judges::pdfx_check_by(order.rules, &built.press).accepts()));
    }
    trials
}

/// Whether the independent checker is among the shared tools.
fn is_here() -> bool {
    shared_tool("pdfx_check.py").exists()
}
