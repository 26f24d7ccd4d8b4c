//! What a picture's file says of its own colours.

use std::borrow::Cow;

use moxcms::{ColorProfile, DataColorSpace, ProfileClass};

use crate::write::pdf::condition::Condition;

/// The ICC profile that came with a picture.
pub(super) struct Source {
    icc: Vec<u8>,
    profile: ColorProfile,
}

impl Source {
    /// Reads a profile. Nothing if it is plain sRGB, which needs no saying, or if it cannot be used: damaged, or of a
    /// later version or another class than PDF knows.
    pub(super) fn new(icc: Vec<u8>) -> Option<Self> {
        const LATEST_VERSION: u8 = 4;
        if icc.get(8).is_none_or(|&version| version > LATEST_VERSION) || is_srgb(&icc) {
            return None;
        }
        let profile = ColorProfile::new_from_slice(&icc).ok()?;
        let device = matches!(
            profile.profile_class,
            ProfileClass::InputDevice | ProfileClass::DisplayDevice | ProfileClass::OutputDevice | ProfileClass::ColorSpace
        );
        device.then_some(Self { icc, profile })
    }

    /// Whether it describes channels of that kind.
    pub(super) fn is(&self, space: DataColorSpace) -> bool {
        self.profile.color_space == space
    }

    /// Whether it is of that printing condition.
    pub(super) fn is_of(&self, condition: &Condition) -> bool {
        condition.is_of_profile(&self.icc, &self.profile)
    }

    /// The profile, for conversions.
    pub(super) fn profile(&self) -> &ColorProfile {
        &self.profile
    }

    /// The profile's file, for the PDF.
    pub(super) fn into_icc(self) -> Cow<'static, [u8]> {
        Cow::Owned(self.icc)
    }
}

/// Whether the profile is the one that nearly every camera and editor writes.
fn is_srgb(icc: &[u8]) -> bool {
    const NAME: &[u8] = b"sRGB IEC61966-2";
    icc.windows(NAME.len()).any(|window| window == NAME)
}
