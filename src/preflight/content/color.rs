//! Colour spaces as a file names them (PDF 32000-1, 8.6), and the inks that a colour asks for.

use std::rc::Rc;

use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};
use hayro_syntax::page::Resources;

use super::super::pdf::decode::decode;

/// How deep spaces are built on each other; three is the most that makes sense.
const DEEPEST: usize = 8;
/// The largest table of an indexed space: 256 colours of 32 components.
const LARGEST_TABLE: usize = 8192;

/// The kinds of colour that rules tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::preflight) enum Family {
    DeviceGray,
    DeviceRgb,
    DeviceCmyk,
    CalGray,
    CalRgb,
    Lab,
    IccGray,
    IccRgb,
    IccCmyk,
    IccOther,
    Indexed,
    Separation,
    DeviceN,
    Pattern,
    Unknown,
}

impl Family {
    /// Its name as specialists know it.
    pub(in crate::preflight) fn name(self) -> &'static str {
        match self {
            Self::DeviceGray => "DeviceGray",
            Self::DeviceRgb => "DeviceRGB",
            Self::DeviceCmyk => "DeviceCMYK",
            Self::CalGray => "CalGray",
            Self::CalRgb => "CalRGB",
            Self::Lab => "Lab",
            Self::IccGray => "ICC-based grey",
            Self::IccRgb => "ICC-based RGB",
            Self::IccCmyk => "ICC-based CMYK",
            Self::IccOther => "an ICC-based space",
            Self::Indexed => "Indexed",
            Self::Separation => "Separation",
            Self::DeviceN => "DeviceN",
            Self::Pattern => "Pattern",
            Self::Unknown => "an unknown space",
        }
    }
}

/// A colour space.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::preflight) enum Space {
    /// One that stands for itself.
    Simple(Family),
    /// Described by an ICC profile.
    Icc {
        /// The object that the profile is.
        object: u32,
        /// How many components its colours have.
        components: usize,
    },
    /// A table of colours.
    Indexed {
        /// What the colours are of.
        base: Rc<Space>,
        /// The table.
        table: Vec<u8>,
    },
    /// Named inks: one for a Separation, several for DeviceN.
    Inks {
        /// Whether it is a DeviceN.
        several: bool,
        /// The names of the inks.
        names: Vec<String>,
        /// What stands in for them where they are not to be had.
        alternate: Rc<Space>,
        /// How each of them is told on its own, and what the others are mixed of (PDF 32000-1, 8.6.6.5).
        parts: Vec<Space>,
    },
    /// A pattern, with the space of its colour if it has none of its own.
    Pattern(Option<Rc<Space>>),
}

impl Space {
    /// The grey that every page starts with.
    pub(in crate::preflight) const GRAY: Self = Self::Simple(Family::DeviceGray);

    /// Reads a space: a name of the standard, a name in the resources, or an array.
    pub(in crate::preflight) fn read(object: &Object<'_>, resources: &Resources<'_>) -> Self {
        read(object, resources, 0)
    }

    /// What kind it is.
    pub(in crate::preflight) fn family(&self) -> Family {
        match self {
            Self::Simple(family) => *family,
            Self::Icc { components: 1, .. } => Family::IccGray,
            Self::Icc { components: 3, .. } => Family::IccRgb,
            Self::Icc { components: 4, .. } => Family::IccCmyk,
            Self::Icc { .. } => Family::IccOther,
            Self::Indexed { .. } => Family::Indexed,
            Self::Inks { several: false, .. } => Family::Separation,
            Self::Inks { several: true, .. } => Family::DeviceN,
            Self::Pattern(_) => Family::Pattern,
        }
    }

    /// How many numbers make one of its colours.
    pub(in crate::preflight) fn components(&self) -> usize {
        match self {
            Self::Simple(Family::DeviceRgb | Family::CalRgb | Family::Lab) => 3,
            Self::Simple(Family::DeviceCmyk) => 4,
            Self::Icc { components, .. } => *components,
            Self::Inks { names, .. } => names.len(),
            Self::Pattern(Some(under)) => under.components(),
            Self::Simple(_) | Self::Indexed { .. } | Self::Pattern(None) => 1,
        }
    }

    /// The colour that a space starts with (PDF 32000-1, 8.6.5.1).
    pub(in crate::preflight) fn initial(&self) -> Vec<f64> {
        match self {
            Self::Simple(Family::DeviceCmyk) => vec![0.0, 0.0, 0.0, 1.0],
            Self::Icc { components: 4, .. } => vec![0.0, 0.0, 0.0, 1.0],
            Self::Inks { names, .. } => vec![1.0; names.len()],
            other => vec![0.0; other.components()],
        }
    }

    /// It and every space that it is built on.
    pub(in crate::preflight) fn layers(&self) -> Vec<&Self> {
        let mut layers = vec![self];
        let mut current = self;
        loop {
            if let Self::Inks { parts, .. } = current {
                layers.extend(parts.iter().flat_map(Self::layers));
            }
            current = match current {
                Self::Indexed { base: under, .. } | Self::Inks { alternate: under, .. } | Self::Pattern(Some(under)) => under,
                _ => return layers,
            };
            layers.push(current);
        }
    }

    /// The inks beyond the four that it is made of.
    pub(in crate::preflight) fn spots(&self) -> impl Iterator<Item = &str> {
        let names = self.layers().into_iter().filter_map(|layer| if let Self::Inks { names, .. } = layer { Some(names) } else { None });
        names.flatten().map(String::as_str).filter(|name| !matches!(*name, "Cyan" | "Magenta" | "Yellow" | "Black" | "None" | "All"))
    }

    /// The inks that a colour asks for; `None` where that depends on a conversion.
    pub(in crate::preflight) fn inks(&self, color: &[f64]) -> Option<Inks> {
        let at = |index: usize| color.get(index).copied().unwrap_or(0.0).clamp(0.0, 1.0);
        match self {
            Self::Simple(Family::DeviceGray | Family::CalGray) | Self::Icc { components: 1, .. } => Some(Inks::black(1.0 - at(0))),
            Self::Simple(Family::DeviceCmyk) | Self::Icc { components: 4, .. } => {
                Some(Inks { cyan: at(0), magenta: at(1), yellow: at(2), black: at(3), spots: Vec::new() })
            }
            Self::Indexed { base, table } => {
                let (size, index) = (base.components(), color.first().copied().unwrap_or(0.0).clamp(0.0, 255.0) as usize);
                let entry = table.get(index * size..(index + 1) * size)?;
                base.inks(&entry.iter().map(|&byte| f64::from(byte) / 255.0).collect::<Vec<_>>())
            }
            Self::Inks { names, .. } => {
                let mut inks = Inks::default();
                for (index, name) in names.iter().enumerate() {
                    inks.add(name, at(index));
                }
                Some(inks)
            }
            Self::Simple(_) | Self::Icc { .. } | Self::Pattern(_) => None,
        }
    }
}

fn read(object: &Object<'_>, resources: &Resources<'_>, depth: usize) -> Space {
    let unknown = Space::Simple(Family::Unknown);
    if depth > DEEPEST {
        return unknown;
    }
    match object {
        Object::Name(name) => named(name, resources, depth),
        Object::Array(array) => array_space(array, resources, depth).unwrap_or(unknown),
        _ => unknown,
    }
}

/// A space by its name, long or as inline images abbreviate it.
fn named(name: &Name<'_>, resources: &Resources<'_>, depth: usize) -> Space {
    match name.as_str() {
        "DeviceGray" | "G" => Space::GRAY,
        // A page may redefine what RGB means on it, and then no device RGB is left (PDF 32000-1, 8.6.5.6).
        "DeviceRGB" | "RGB" => match resources.color_spaces.get::<Object<'_>>("DefaultRGB") {
            Some(Object::Array(default)) => read(&Object::Array(default), resources, depth + 1),
            _ => Space::Simple(Family::DeviceRgb),
        },
        "DeviceCMYK" | "CMYK" => Space::Simple(Family::DeviceCmyk),
        "Pattern" => Space::Pattern(None),
        _ => match resources.color_spaces.get::<Object<'_>>(name) {
            Some(object) => read(&object, resources, depth + 1),
            None => Space::Simple(Family::Unknown),
        },
    }
}

fn array_space(array: &Array<'_>, resources: &Resources<'_>, depth: usize) -> Option<Space> {
    let mut items = array.iter::<Object<'_>>().take(6);
    let kind = items.next()?;
    let Object::Name(kind) = kind else { return None };
    let under = |object: Option<Object<'_>>| Some(Rc::new(read(&object?, resources, depth + 1)));
    Some(match kind.as_str() {
        "CalGray" => Space::Simple(Family::CalGray),
        "CalRGB" => Space::Simple(Family::CalRgb),
        "Lab" => Space::Simple(Family::Lab),
        "ICCBased" => icc(items.next()?),
        "Indexed" | "I" => {
            let base = under(items.next())?;
            let _highest = items.next();
            Space::Indexed { base, table: table(items.next()?) }
        }
        "Separation" => {
            let Object::Name(ink) = items.next()? else { return None };
            Space::Inks { several: false, names: vec![ink.as_str().to_owned()], alternate: under(items.next())?, parts: Vec::new() }
        }
        "DeviceN" => {
            let Object::Array(inks) = items.next()? else { return None };
            let names = inks.iter::<Name<'_>>().take(32).map(|ink| ink.as_str().to_owned()).collect();
            let alternate = under(items.next())?;
            let attributes = items.nth(1).and_then(Object::into_dict);
            let parts = attributes.map(|attributes| parts(&attributes, resources, depth)).unwrap_or_default();
            Space::Inks { several: true, names, alternate, parts }
        }
        "Pattern" => Space::Pattern(under(items.next())),
        _ => named(&kind, resources, depth + 1),
    })
}

/// The spaces in the attributes of a DeviceN: those of single inks, and that of the process.
fn parts(attributes: &Dict<'_>, resources: &Resources<'_>, depth: usize) -> Vec<Space> {
    let inks = attributes.get::<Dict<'_>>("Colorants").unwrap_or_default();
    let single = inks.entries().take(32).filter_map(|(name, _)| inks.get::<Object<'_>>(&name));
    let process = attributes.get::<Dict<'_>>("Process").and_then(|process| process.get::<Object<'_>>("ColorSpace"));
    single.chain(process).map(|object| read(&object, resources, depth + 1)).collect()
}

fn icc(object: Object<'_>) -> Space {
    let Object::Stream(stream) = object else { return Space::Simple(Family::Unknown) };
    let components = stream.dict().get::<i32>("N").and_then(|n| usize::try_from(n).ok()).filter(|n| (1..=32).contains(n));
    Space::Icc { object: stream.obj_id().obj_number, components: components.unwrap_or(2) }
}

fn table(object: Object<'_>) -> Vec<u8> {
    let mut table = match object {
        Object::String(string) => PdfString::as_bytes(&string).to_vec(),
        Object::Stream(stream) => decode(&stream, LARGEST_TABLE * 16).map(|decoded| decoded.data.into_owned()).unwrap_or_default(),
        _ => Vec::new(),
    };
    table.truncate(LARGEST_TABLE);
    table
}

/// The space of a group, a shading or a picture: the entry of its dictionary.
pub(super) fn space_of(dict: &Dict<'_>, resources: &Resources<'_>) -> Option<Space> {
    let object = dict.get::<Object<'_>>("ColorSpace").or_else(|| dict.get::<Object<'_>>("CS"))?;
    Some(Space::read(&object, resources))
}

/// Amounts of ink, each from 0.0 to 1.0.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::preflight) struct Inks {
    /// Cyan.
    pub cyan: f64,
    /// Magenta.
    pub magenta: f64,
    /// Yellow.
    pub yellow: f64,
    /// Black.
    pub black: f64,
    /// Others by name. `All` means every plate.
    pub spots: Vec<(String, f64)>,
}

/// Which plates overprinting leaves as they are (PDF 32000-1, 8.6.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::preflight) enum Plates {
    /// Those of inks beyond the four: the four are printed together, or not at all.
    Spots,
    /// All that no ink is asked for on.
    Unused,
}

/// Less ink than this is none: no press holds such a dot.
const TRACE: f64 = 0.002;

impl Inks {
    fn black(amount: f64) -> Self {
        Self { black: amount, ..Self::default() }
    }

    /// What these inks and those under them come to, where these overprint: the plates that `keeps` names stay as they are
    /// if nothing is printed on them.
    pub(in crate::preflight) fn over(&self, under: &Self, keeps: Plates) -> Self {
        let plate = |own: f64, below: f64| if own > TRACE || keeps == Plates::Spots { own } else { below };
        let mut both = Self {
            cyan: plate(self.cyan, under.cyan),
            magenta: plate(self.magenta, under.magenta),
            yellow: plate(self.yellow, under.yellow),
            black: plate(self.black, under.black),
            spots: under.spots.clone(),
        };
        for (name, amount) in &self.spots {
            both.spots.retain(|(known, _)| known != name);
            both.spots.push((name.clone(), *amount));
        }
        both
    }

    fn add(&mut self, name: &str, amount: f64) {
        match name {
            "Cyan" => self.cyan = amount,
            "Magenta" => self.magenta = amount,
            "Yellow" => self.yellow = amount,
            "Black" => self.black = amount,
            "None" => {}
            spot => self.spots.push((spot.to_owned(), amount)),
        }
    }

    /// Whether there is no ink at all.
    pub(in crate::preflight) fn is_white(&self) -> bool {
        self.amounts().all(|amount| amount < TRACE)
    }

    /// Whether black is the only ink.
    pub(in crate::preflight) fn is_black_only(&self) -> bool {
        self.black >= TRACE && self.colored() < TRACE && self.spots.iter().all(|(_, amount)| *amount < TRACE)
    }

    /// Cyan, magenta and yellow together.
    pub(in crate::preflight) fn colored(&self) -> f64 {
        self.cyan + self.magenta + self.yellow
    }

    /// All inks together; 4.0 is four solids.
    pub(in crate::preflight) fn total(&self) -> f64 {
        self.amounts().sum()
    }

    /// How many inks take part.
    pub(in crate::preflight) fn count(&self) -> usize {
        self.amounts().filter(|&amount| amount >= TRACE).count()
    }

    /// Whether it prints on every plate, as registration marks do.
    pub(in crate::preflight) fn is_registration(&self) -> bool {
        self.spots.iter().any(|(name, amount)| name == "All" && *amount >= TRACE)
    }

    fn amounts(&self) -> impl Iterator<Item = f64> {
        [self.cyan, self.magenta, self.yellow, self.black].into_iter().chain(self.spots.iter().map(|(_, amount)| *amount))
    }

    /// In words: `C 60 M 40 Y 40 K 100`, in percent.
    pub(in crate::preflight) fn words(&self) -> String {
        let percent = |amount: f64| (amount * 100.0).round();
        let mut words: Vec<String> = [("C", self.cyan), ("M", self.magenta), ("Y", self.yellow), ("K", self.black)]
            .into_iter()
            .filter(|(_, amount)| *amount >= TRACE)
            .map(|(name, amount)| format!("{name} {}", percent(amount)))
            .collect();
        words.extend(self.spots.iter().map(|(name, amount)| format!("{name} {}", percent(*amount))));
        if words.is_empty() { "no ink".to_owned() } else { words.join(" ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn space(source: &'static str) -> Space {
        use hayro_syntax::object::FromBytes;
        let object = Object::from_bytes(source.as_bytes()).expect("an object");
        Space::read(&object, &Resources::new(Dict::empty()))
    }

    #[test]
    fn spaces_are_read_to_their_ground() {
        let spot = space("[/Indexed [/Separation /Gold /DeviceRGB 0] 1 <00FF>]");
        let families: Vec<Family> = spot.layers().into_iter().map(Space::family).collect();
        assert_eq!(families, [Family::Indexed, Family::Separation, Family::DeviceRgb]);
        assert_eq!(spot.inks(&[1.0]).expect("inks").words(), "Gold 100");
        assert_eq!(space("[/DeviceN [/Cyan /Black] /DeviceCMYK 0]").inks(&[0.5, 1.0]).expect("inks").words(), "C 50 K 100");
    }

    #[test]
    fn endless_nesting_ends() {
        let nested = format!("{}/DeviceRGB{}", "[/Pattern ".repeat(30), "]".repeat(30));
        use hayro_syntax::object::FromBytes;
        let object = Object::from_bytes(nested.as_bytes()).expect("an object");
        let deep = Space::read(&object, &Resources::new(Dict::empty()));
        assert!(deep.layers().len() <= DEEPEST + 2);
    }

    #[test]
    fn inks_know_what_they_are() {
        let rich = Inks { cyan: 0.6, black: 1.0, ..Inks::default() };
        assert!(!rich.is_black_only() && rich.count() == 2 && (rich.total() - 1.6).abs() < 1e-9);
        assert!(Inks::black(1.0).is_black_only() && Inks::black(0.0).is_white());
        assert_eq!(Space::GRAY.inks(&[0.0]), Some(Inks::black(1.0)));
        assert_eq!(Space::Simple(Family::DeviceRgb).inks(&[0.0; 3]), None);
    }
}
