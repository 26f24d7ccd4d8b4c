//! The report as a page for the browser: one file that needs no other, with a picture of each page that has findings,
//! the places outlined, and the essay of each rule.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::check::CheckedFile;
use super::report::{counts, size};
use crate::base::{Diagnostic, Region, Severity};
use crate::pipeline::{self, ManualEntry, Proof};

/// The report on some files. Each comes with the bytes of its file, of which the pictures are made.
pub(super) fn report(files: &[(CheckedFile, Vec<u8>)]) -> String {
    let manual = pipeline::manual();
    let mut page = Html(String::new());
    page.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Preflight");
    files.iter().for_each(|(file, _)| page.raw(" ").text(&file.path.display().to_string()).done());
    page.raw("</title><style>").raw(include_str!("html.css")).raw("</style></head><body><main>");
    for (index, (file, bytes)) in files.iter().enumerate() {
        section(&mut page, index, file, bytes, &manual);
    }
    page.raw("<footer>recto ").text(env!("CARGO_PKG_VERSION")).raw("</footer></main></body></html>\n");
    page.0
}

/// What came of one file: the verdict, the pages, the findings by rule, and what nobody looked at.
fn section(page: &mut Html, index: usize, file: &CheckedFile, bytes: &[u8], manual: &[ManualEntry]) {
    let findings: Vec<Numbered<'_>> =
        (1..).zip(&file.checked.report.diagnostics).map(|(number, finding)| Numbered { number, finding }).collect();
    page.raw("<section><h1>").text(&file.path.display().to_string()).raw("</h1><p class=\"facts\">").text(&size(file.size));
    page.raw(" · ").text(&counts(&file.checked.report)).raw("</p><ul class=\"verdict\">");
    for line in &file.checked.lines {
        let class = if line.contains("no violation") { "good" } else { "bad" };
        page.raw("<li class=\"").raw(class).raw("\">").text(line).raw("</li>");
    }
    page.raw("</ul>");
    pages(page, index, &findings, bytes);
    rules(page, index, &findings, manual);
    if !file.checked.not_checked.is_empty() {
        page.raw("<h2>Not checked</h2><ul class=\"open\">");
        file.checked.not_checked.iter().for_each(|line| page.raw("<li>").text(line).raw("</li>").done());
        page.raw("</ul>");
    }
    page.raw("</section>");
}

/// A finding with its number in the report.
struct Numbered<'r> {
    number: usize,
    finding: &'r Diagnostic,
}

impl Numbered<'_> {
    fn page(&self) -> Option<usize> {
        self.finding.whereabouts.as_ref().and_then(|place| place.page)
    }

    fn regions(&self) -> &[Region] {
        self.finding.whereabouts.as_ref().map_or(&[], |place| &place.regions)
    }

    fn class(&self) -> &'static str {
        match self.finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// The pages with findings, each with its picture, the places outlined and numbered.
fn pages(page: &mut Html, index: usize, findings: &[Numbered<'_>], bytes: &[u8]) {
    let numbers: BTreeSet<usize> = findings.iter().filter_map(Numbered::page).collect();
    if numbers.is_empty() || !bytes.get(..1024).unwrap_or(bytes).windows(5).any(|word| word == b"%PDF-") {
        return;
    }
    let proofs = pipeline::proofs(bytes, &numbers);
    if proofs.is_empty() {
        return;
    }
    page.raw("<h2>Pages</h2><div class=\"pages\">");
    for proof in &proofs {
        let here: Vec<&Numbered<'_>> = findings.iter().filter(|found| found.page() == Some(proof.page)).collect();
        page.raw("<figure>");
        picture(page, index, proof, &here);
        write!(page.0, "<figcaption>Page {}", proof.page).ok();
        for found in here {
            write!(page.0, " <a class=\"{}\" href=\"#f{index}-{}\">{}</a>", found.class(), found.number, found.number).ok();
        }
        page.raw("</figcaption></figure>");
    }
    page.raw("</div>");
    if proofs.len() < numbers.len() {
        write!(page.0, "<p>{} more pages with findings are not pictured.</p>", numbers.len() - proofs.len()).ok();
    }
}

/// The picture of a page, measured in millimetres, with the trim and the places of findings drawn over it.
fn picture(page: &mut Html, index: usize, proof: &Proof, here: &[&Numbered<'_>]) {
    let Region { left, top, width, height } = proof.sheet;
    write!(
        page.0,
        "<svg viewBox=\"{left:.2} {top:.2} {width:.2} {height:.2}\" role=\"img\" aria-label=\"Page {}\">\
         <image x=\"{left:.2}\" y=\"{top:.2}\" width=\"{width:.2}\" height=\"{height:.2}\" href=\"data:image/png;base64,",
        proof.page
    )
    .ok();
    page.base64(&proof.png).raw("\"/>");
    write!(page.0, "<rect class=\"trim\" width=\"{:.2}\" height=\"{:.2}\"/>", proof.trim.width, proof.trim.height).ok();
    for found in here {
        for (count, region) in found.regions().iter().enumerate() {
            // The smallest things get an outline that can be seen.
            let (w, h) = (region.width.max(1.0), region.height.max(1.0));
            let (x, y) = (region.left - (w - region.width) / 2.0, region.top - (h - region.height) / 2.0);
            write!(page.0, "<a href=\"#f{index}-{}\"><title>", found.number).ok();
            page.text(&found.finding.message).raw("</title>");
            write!(page.0, "<rect class=\"{}\" x=\"{x:.2}\" y=\"{y:.2}\" width=\"{w:.2}\" height=\"{h:.2}\"/>", found.class()).ok();
            if count == 0 {
                let above = (y - 0.8).max(top + 3.0);
                write!(page.0, "<text class=\"{}\" x=\"{x:.2}\" y=\"{above:.2}\">{}</text>", found.class(), found.number).ok();
            }
            page.raw("</a>");
        }
    }
    page.raw("</svg>");
}

/// The findings, rule by rule, each rule with its essay.
fn rules(page: &mut Html, index: usize, findings: &[Numbered<'_>], manual: &[ManualEntry]) {
    let mut order: Vec<&str> = Vec::new();
    let mut by_rule: BTreeMap<&str, Vec<&Numbered<'_>>> = BTreeMap::new();
    for found in findings {
        let code = found.finding.code.0;
        if !order.contains(&code) {
            order.push(code);
        }
        by_rule.entry(code).or_default().push(found);
    }
    if order.is_empty() {
        page.raw("<p>Nothing was found.</p>");
        return;
    }
    page.raw("<h2>Findings</h2>");
    for code in order {
        let entry = manual.iter().find(|entry| entry.rule.code == code);
        page.raw("<article><h3>").text(&plain(entry.map_or(code, |entry| entry.essay.heading.trim_end_matches('.'))));
        page.raw(" <code>").text(code).raw("</code></h3><ol>");
        by_rule.get(code).into_iter().flatten().for_each(|found| finding(page, index, found));
        page.raw("</ol>");
        if let Some(ManualEntry { essay, .. }) = entry {
            page.raw("<details><summary>What this is about</summary>");
            essay.paragraphs.iter().for_each(|paragraph| page.raw("<p>").text(&plain(paragraph)).raw("</p>").done());
            page.raw("<p><b>How to mend it:</b> ")
                .text(&plain(&essay.remedy))
                .raw("</p><p class=\"source\">")
                .text(&essay.source)
                .raw("</p></details>");
        }
        page.raw("</article>");
    }
}

/// An essay's words without the marks that set off code.
fn plain(words: &str) -> String {
    words.replace('`', "")
}

fn finding(page: &mut Html, index: usize, found: &Numbered<'_>) {
    let class = found.class();
    write!(page.0, "<li id=\"f{index}-{}\" value=\"{}\" class=\"{class}\"><b>{class}</b> ", found.number, found.number).ok();
    page.text(&found.finding.message);
    let place = found.finding.whereabouts.clone().unwrap_or_default();
    let mut facts = Vec::new();
    facts.extend(place.page.map(|number| format!("page {number}")));
    if let Some(first) = place.regions.first() {
        facts.push(format!("{:.1} mm from the left, {:.1} mm from the top", first.left, first.top));
    }
    if place.regions.len() > 1 {
        facts.push(format!("and {} more places on the page", place.regions.len() - 1));
    }
    facts.extend(place.object.map(|object| format!("object {object}")));
    facts.extend(place.found.map(|value| format!("found: {value}")));
    if !facts.is_empty() {
        page.raw("<div class=\"facts\">").text(&facts.join(" · ")).raw("</div>");
    }
    if let Some(hint) = &found.finding.hint {
        page.raw("<div class=\"hint\">").text(hint).raw("</div>");
    }
    page.raw("</li>");
}

/// A page under construction.
struct Html(String);

impl Html {
    /// Adds markup as it is.
    fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds text of strangers: nothing in it is markup, and nothing controls the reader.
    fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                c if c.is_control() => self.0.push('\u{FFFD}'),
                c => self.0.push(c),
            }
        }
        self
    }

    /// Adds bytes in the alphabet of data URIs (RFC 4648, 4).
    fn base64(&mut self, bytes: &[u8]) -> &mut Self {
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for group in bytes.chunks(3) {
            let byte = |index: usize| group.get(index).copied().map_or(0, u32::from);
            let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
            for letter in 0..4 {
                let at = (bits >> (18 - 6 * letter)) & 63;
                self.0.push(if letter as usize > group.len() { '=' } else { char::from(LETTERS[at as usize]) });
            }
        }
        self
    }

    /// Ends a chain of additions.
    fn done(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_in_sixty_four_letters() {
        for (bytes, letters) in [(&b""[..], ""), (b"M", "TQ=="), (b"Ma", "TWE="), (b"Man", "TWFu"), (&[255, 254, 0, 1], "//4AAQ==")] {
            assert_eq!(Html(String::new()).base64(bytes).0, letters);
        }
    }

    #[test]
    fn text_of_strangers_is_no_markup() {
        assert_eq!(Html(String::new()).text("<a href=\"x\">&\u{7}").0, "&lt;a href=&quot;x&quot;&gt;&amp;\u{FFFD}");
    }
}
