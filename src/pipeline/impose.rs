//! The pages of a finished PDF on sheets, checked again as they lie there.

use hayro_syntax::Pdf;

use crate::base::{Code, Diagnostic, Report};
use crate::preflight::{self, Profile, Standard};
use crate::write::pdf::{self, Exchange, Imposed, Unplaced};

pub use crate::write::pdf::{ImposeOrder, Layout, MOST_IN_A_ROW};

/// What came of putting pages on sheets.
#[derive(Clone, Debug, Default)]
pub struct Sheets {
    /// The PDF; nothing if there is none, for a reason in the report.
    pub bytes: Option<Vec<u8>>,
    /// What there is to say of it: how many sheets of which size, and what it was checked against.
    pub lines: Vec<String>,
    /// All findings.
    pub report: Report,
}

/// Puts the pages of a PDF on sheets. `source` is what findings call the PDF, and `name` what they call the sheets.
///
/// Sheets of a file that claims PDF/X claim the same, and are checked for it.
pub fn impose(source: &str, name: &str, bytes: &[u8], order: &ImposeOrder) -> Sheets {
    let (title, order) = (stem(source).to_owned(), *order);
    let placed = preflight::opened(source, bytes, move |pdf: &Pdf, claims: &[Profile]| pdf::impose(pdf, &title, exchange(claims), &order));
    let imposed = match placed {
        Err(report) => return Sheets { report, ..Sheets::default() },
        Ok(Err(unplaced)) => return Sheets { report: Report { diagnostics: vec![refusal(source, unplaced)] }, ..Sheets::default() },
        Ok(Ok(imposed)) => imposed,
    };
    let mut report = Report { diagnostics: remarks(source, &imposed) };
    let mut lines = vec![summary(&imposed)];
    if imposed.exchange.is_some() {
        let verdict = preflight::check(name, &imposed.bytes, None);
        // What print shops like was a question to the pages: on sheets, creep takes some of the bleed, and marks lie anywhere.
        let of_print = Standard::Print.to_string();
        lines.extend(verdict.lines().into_iter().filter(|line| !line.starts_with(&of_print)));
        let mut found = verdict.report;
        found.diagnostics.retain(|finding| !finding.code.0.starts_with("print-"));
        report.absorb(found);
    }
    Sheets { bytes: Some(imposed.bytes), lines, report }
}

fn exchange(claims: &[Profile]) -> Option<Exchange> {
    claims.iter().find_map(|claim| match claim {
        Profile::X4 => Some(Exchange::X4),
        Profile::X1a => Some(Exchange::X1a),
        _ => None,
    })
}

fn summary(imposed: &Imposed) -> String {
    let Imposed { pages, sides, blanks, sheet, scale, .. } = imposed;
    let blank = if *blanks > 0 { format!(", {blanks} blank") } else { String::new() };
    let smaller = if *scale < 0.9999 { format!(", pages at {:.0} %", scale * 100.0) } else { String::new() };
    format!("{pages} pages on {sides} sides of {:.0} x {:.0} mm{blank}{smaller}", sheet.width.to_mm(), sheet.height.to_mm())
}

fn remarks(source: &str, imposed: &Imposed) -> Vec<Diagnostic> {
    let mut remarks = Vec::new();
    if imposed.sizes_differ {
        let message = format!("the pages of {source} differ in size; each stands in the middle of its place");
        remarks.push(
            Diagnostic::warning(Code("page-sizes-differ"), message).on(source).hint("make all pages of one size before they go on sheets"),
        );
    }
    if imposed.annotations_lost {
        let message = format!("{source} has notes, stamps or form fields on its pages, which are not on the sheets");
        remarks.push(
            Diagnostic::warning(Code("annotations-left-out"), message)
                .on(source)
                .hint("flatten them in a PDF editor first if they are to be printed"),
        );
    }
    remarks
}

fn refusal(source: &str, unplaced: Unplaced) -> Diagnostic {
    match unplaced {
        Unplaced::NoPages => Diagnostic::error(Code("no-pages"), format!("{source} has no pages")).on(source).hint("make the PDF anew"),
        Unplaced::TooLarge { needs } => {
            let (width, height) = (needs.width.to_mm().ceil(), needs.height.to_mm().ceil());
            Diagnostic::error(Code("sheet-too-small"), format!("the pages of {source} need a sheet of {width} x {height} mm"))
                .on(source)
                .hint("take a larger sheet, leave --sheet out, or make the pages smaller with --fit")
        }
    }
}

/// A file's name without folder and ending.
fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
