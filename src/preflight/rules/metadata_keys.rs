//! Whether the metadata are there that printers work with.

use super::super::findings::Place;
use super::super::pdf::file::Metadata;
use super::super::pdf::xmp::{BASIC, DC, MANAGEMENT};
use super::{PRESS, File, Findings, Rule, RuleInfo, Standard, X1A};

/// **The file has a title, dates and an identity.**
///
/// PDF/X-4 asks for `dc:title`, three dates and the document's identity (`xmpMM:DocumentID`, `VersionID`,
/// `RenditionClass`) in XMP; PDF/X-1a for `Title`, `CreationDate` and `ModDate` in the information dictionary, and it should name
/// the programs that made the file there (`Creator`, `Producer`). Job tickets are filled from them.
///
/// *How to mend it:* give the document a title before exporting; the rest is the program's duty.
///
/// *Source:* ISO 15930-7, 6.16 and 6.17; ISO 15930-4, 6.15.
pub(super) struct MetadataKeys;

impl Rule for MetadataKeys {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdfx-metadata", title: "title, dates and identity are given", standards: PRESS, source: "ISO 15930-7, 6.16" }
    }

    fn document(&self, file: &File<'_>, standard: Standard, findings: &mut Findings<'_>) {
        if standard == X1A {
            for key in ["Title", "CreationDate", "ModDate"] {
                if file.info_text(key).is_none() {
                    findings.error(Place::default(), format!("the document information has no {key}"), hint(key));
                }
            }
            for key in ["Creator", "Producer"] {
                if file.info_text(key).is_none() {
                    findings.warning(Place::default(), format!("the document information has no {key}: nobody knows what made the file"), hint(key));
                }
            }
            return;
        }
        match &file.metadata {
            Metadata::Missing => findings.error(Place::default(), "the file has no XMP metadata", "export as PDF/X-4"),
            Metadata::Malformed(why) => findings.error(
                Place::default(),
                format!("the XMP metadata can not be read: line {}: {}", why.line, why.why),
                "export the PDF again",
            ),
            Metadata::Read(xmp) => {
                for (space, prefix, name) in [
                    (DC, "dc", "title"),
                    (BASIC, "xmp", "CreateDate"),
                    (BASIC, "xmp", "ModifyDate"),
                    (BASIC, "xmp", "MetadataDate"),
                    (MANAGEMENT, "xmpMM", "DocumentID"),
                    (MANAGEMENT, "xmpMM", "VersionID"),
                    (MANAGEMENT, "xmpMM", "RenditionClass"),
                ] {
                    if xmp.get(space, name).is_none() {
                        findings.error(Place::default(), format!("the XMP metadata have no {prefix}:{name}"), hint(name));
                    }
                }
            }
        }
    }
}

fn hint(key: &str) -> &'static str {
    if key.eq_ignore_ascii_case("title") { "give the document a title and export it again" } else { "export with the PDF/X preset of your program" }
}
