//! The ICC profile of offset on coated paper that comes along, as it is and as files for print hold it.

/// The profile.
pub(crate) const COATED: &[u8] = include_bytes!("../../profiles/ISOcoated_v2_300_bas.icc");

/// The same, packed by the build script.
pub(crate) const COATED_PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/press.icc.deflated"));

/// What packed data unpack to, if they are the packed profile: to compare a megabyte takes less than to unpack it.
pub(crate) fn known_profile(packed: &[u8]) -> Option<&'static [u8]> {
    (packed.trim_ascii_end() == COATED_PACKED.trim_ascii_end()).then_some(COATED)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn the_packed_profile_is_the_profile() {
        let mut unpacked = Vec::new();
        flate2::read::ZlibDecoder::new(COATED_PACKED).read_to_end(&mut unpacked).expect("it is packed well");
        assert_eq!(unpacked, COATED);
        assert_eq!(known_profile(COATED_PACKED), Some(COATED));
        assert_eq!(known_profile(&COATED_PACKED[1..]), None);
    }
}
