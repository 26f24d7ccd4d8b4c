//! The XMP packet of a PDF: its properties by namespace and name (XMP specification, part 1).

use crate::base::xml::{self, Element, Malformed};

/// `dc:`
pub(in crate::preflight) const DC: &str = "http://purl.org/dc/elements/1.1/";
/// `xmp:`
pub(in crate::preflight) const BASIC: &str = "http://ns.adobe.com/xap/1.0/";
/// `xmpMM:`
pub(in crate::preflight) const MANAGEMENT: &str = "http://ns.adobe.com/xap/1.0/mm/";
/// `pdf:`
pub(in crate::preflight) const PDF: &str = "http://ns.adobe.com/pdf/1.3/";
/// `pdfxid:`
pub(in crate::preflight) const PDFX: &str = "http://www.npes.org/pdfx/ns/id/";
/// `pdfx:`, where PDF/X-1a writers of old put their version too
pub(in crate::preflight) const PDFX_OLD: &str = "http://ns.adobe.com/pdfx/1.3/";
/// `pdfaid:`
pub(in crate::preflight) const PDFA: &str = "http://www.aiim.org/pdfa/ns/id/";
/// `pdfuaid:`
pub(in crate::preflight) const PDFUA: &str = "http://www.aiim.org/pdfua/ns/id/";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// A packet that could be read.
#[derive(Clone, Debug)]
pub(in crate::preflight) struct Xmp {
    root: Element,
}

impl Xmp {
    /// Reads a packet.
    ///
    /// # Errors
    /// Where it is not well-formed.
    pub(in crate::preflight) fn parse(bytes: &[u8]) -> Result<Self, Malformed> {
        // Writers pad packets with blanks, and some with zero bytes, which XML does not know.
        let end = bytes.iter().rposition(|&byte| byte != 0).map_or(0, |at| at + 1);
        xml::parse(bytes.get(..end).unwrap_or_default()).map(|root| Self { root })
    }

    /// The value of a property: an attribute or an element of a description, or the first item of its list. Empty
    /// values are none.
    pub(in crate::preflight) fn get(&self, space: &str, name: &str) -> Option<String> {
        let descriptions = self.root.all().into_iter().filter(|element| element.space == RDF && element.name == "Description");
        let value = descriptions.into_iter().find_map(|description| {
            description.get_in(space, name).map(str::to_owned).or_else(|| {
                let property = description.elements().find(|element| element.space == space && element.name == name)?;
                let item = property.all().into_iter().find(|element| element.space == RDF && element.name == "li");
                Some(item.unwrap_or(property).text())
            })
        });
        value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_read_from_attributes_elements_and_lists() {
        let packet = br#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
            xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Trapped="False" xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">A &amp; B</rdf:li></rdf:Alt></dc:title></rdf:Description>
            </rdf:RDF></x:xmpmeta><?xpacket end="w"?>   "#;
        let xmp = Xmp::parse(packet).expect("well-formed");
        assert_eq!(xmp.get(PDF, "Trapped").as_deref(), Some("False"));
        assert_eq!(xmp.get(PDFX, "GTS_PDFXVersion").as_deref(), Some("PDF/X-4"));
        assert_eq!(xmp.get(DC, "title").as_deref(), Some("A & B"));
        assert_eq!(xmp.get(DC, "creator"), None);
    }
}
