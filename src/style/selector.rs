//! Selectors: which of them are read, and how an element of the publication answers to them.

use std::fmt;

use cssparser::{ParseError, Parser as CssParser, ToCss, serialize_identifier};
use precomputed_hash::PrecomputedHash;
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::matching::{ElementSelectorFlags, MatchingContext};
use selectors::parser::{NonTSPseudoClass, ParseRelative, PseudoElement, SelectorImpl, SelectorList, SelectorParseErrorKind};
use selectors::{Element as SelectorElement, OpaqueElement};

use crate::model::{Content, Element, Elements, NodeId};

/// A selector as this crate reads it.
pub(super) type Selector = selectors::parser::Selector<Names>;

/// The name types of our selectors.
#[derive(Clone, Debug)]
pub(super) struct Names;

/// A name in a selector, with its hash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) text: String,
    hash: u32,
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        // FNV-1a: short, and the same on every machine.
        let hash = text.bytes().fold(0x811C_9DC5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        Self { text: text.to_owned(), hash }
    }
}

impl PrecomputedHash for Name {
    fn precomputed_hash(&self) -> u32 {
        self.hash
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        serialize_identifier(&self.text, dest)
    }
}

/// The pseudo-elements that can be styled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pseudo {
    Before,
    After,
    FirstLetter,
    FirstLine,
    Marker,
}

impl Pseudo {
    /// All of them, by their names.
    pub(super) const ALL: [(&'static str, Self); 5] = [
        ("before", Self::Before),
        ("after", Self::After),
        ("first-letter", Self::FirstLetter),
        ("first-line", Self::FirstLine),
        ("marker", Self::Marker),
    ];

    fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }
}

impl ToCss for Pseudo {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        write!(dest, "::{}", self.name())
    }
}

impl PseudoElement for Pseudo {}

/// Pseudo-classes that do not look at the tree alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PseudoClass {
    /// `:lang(en, fr)`.
    Language(Vec<String>),
}

impl ToCss for PseudoClass {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        let Self::Language(ranges) = self;
        write!(dest, ":lang({})", ranges.join(", "))
    }
}

impl NonTSPseudoClass for PseudoClass {
    fn is_active_or_hover(&self) -> bool {
        false
    }

    fn is_user_action_state(&self) -> bool {
        false
    }
}

impl SelectorImpl for Names {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Name;
    type Identifier = Name;
    type LocalName = Name;
    type NamespaceUrl = Name;
    type NamespacePrefix = Name;
    type BorrowedNamespaceUrl = Name;
    type BorrowedLocalName = Name;
    type NonTSPseudoClass = PseudoClass;
    type PseudoElement = Pseudo;
}

/// Why a selector was refused.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RefusedSelector(pub(super) SelectorParseErrorKind);

impl From<SelectorParseErrorKind> for RefusedSelector {
    fn from(kind: SelectorParseErrorKind) -> Self {
        Self(kind)
    }
}

/// The reader of selectors.
struct Reader;

impl<'i> selectors::parser::Parser<'i> for Reader {
    type Impl = Names;
    type Error = RefusedSelector;

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_nth_child_of(&self) -> bool {
        true
    }

    /// A part that is not understood must be heard of, not be dropped.
    fn allow_forgiving_selectors(&self) -> bool {
        false
    }

    fn parse_non_ts_functional_pseudo_class(
        &self,
        name: &str,
        input: &mut CssParser<'i>,
        _after_part: bool,
    ) -> Result<PseudoClass, ParseError<Self::Error>> {
        if !name.eq_ignore_ascii_case("lang") {
            return Err(ParseError::custom(SelectorParseErrorKind::UnsupportedPseudoClassOrElement));
        }
        let ranges = input.parse_comma_separated(|input| Ok(input.expect_ident_or_string()?.to_ascii_lowercase()))?;
        Ok(PseudoClass::Language(ranges))
    }

    fn parse_pseudo_element(&self, name: &str) -> Result<Pseudo, ParseError<Self::Error>> {
        let known = Pseudo::ALL.iter().find(|(known, _)| name.eq_ignore_ascii_case(known));
        known.map_or_else(|| Err(ParseError::custom(SelectorParseErrorKind::UnsupportedPseudoClassOrElement)), |&(_, pseudo)| Ok(pseudo))
    }
}

/// The selectors before a rule's block.
pub(super) fn parse(input: &mut CssParser<'_>) -> Result<Vec<Selector>, ParseError<RefusedSelector>> {
    Ok(SelectorList::parse(&Reader, input, ParseRelative::No)?.slice().to_vec())
}

/// An element of the publication, as selectors see it.
#[derive(Clone, Copy)]
pub(super) struct Handle<'a> {
    pub(super) tree: &'a Elements,
    pub(super) node: NodeId,
    pub(super) element: &'a Element,
}

impl fmt::Debug for Handle<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.element.name, self.node)
    }
}

impl<'a> Handle<'a> {
    /// The element at a node, unless the node is text.
    pub(super) fn at(tree: &'a Elements, node: NodeId) -> Option<Self> {
        tree.element(node).map(|element| Self { tree, node, element })
    }

    fn siblings(self) -> &'a [NodeId] {
        self.tree.node(self.node).parent.map_or(&[], |parent| self.tree.children(parent))
    }

    fn index(self) -> usize {
        self.tree.node(self.node).index
    }

    /// An attribute as the EPUB will have it.
    fn attribute(self, name: &str) -> Option<String> {
        let element = self.element;
        match name {
            "id" => element.id.clone(),
            "class" if !element.classes.is_empty() => Some(element.classes.join(" ")),
            "lang" => element.language.clone(),
            "role" => element.role.map(str::to_owned),
            "type" => element.epub_type.map(str::to_owned),
            other => element.get(other).map(str::to_owned),
        }
    }
}

impl SelectorElement for Handle<'_> {
    type Impl = Names;

    fn opaque(&self) -> OpaqueElement {
        OpaqueElement::new(self.element)
    }

    fn parent_element(&self) -> Option<Self> {
        self.tree.node(self.node).parent.and_then(|parent| Self::at(self.tree, parent))
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.siblings().iter().take(self.index()).rev().find_map(|&node| Self::at(self.tree, node))
    }

    fn next_sibling_element(&self) -> Option<Self> {
        self.siblings().iter().skip(self.index() + 1).find_map(|&node| Self::at(self.tree, node))
    }

    fn first_element_child(&self) -> Option<Self> {
        self.tree.children(self.node).iter().find_map(|&node| Self::at(self.tree, node))
    }

    fn is_html_element_in_html_document(&self) -> bool {
        true
    }

    fn has_local_name(&self, name: &Name) -> bool {
        self.element.name == name.text
    }

    fn has_namespace(&self, _namespace: &Name) -> bool {
        true
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.element.name == other.element.name
    }

    fn attr_matches(&self, _: &NamespaceConstraint<&Name>, name: &Name, operation: &AttrSelectorOperation<&Name>) -> bool {
        let Some(value) = self.attribute(&name.text) else { return false };
        match operation {
            AttrSelectorOperation::Exists => true,
            AttrSelectorOperation::WithValue { operator, case_sensitivity, value: wanted } => {
                operator.eval_str(&value, &wanted.text, *case_sensitivity)
            }
        }
    }

    fn match_non_ts_pseudo_class(&self, class: &PseudoClass, _: &mut MatchingContext<'_, Names>) -> bool {
        let PseudoClass::Language(ranges) = class;
        let language = self.tree.language(self.node).to_ascii_lowercase();
        // Selectors 4, 7.2, without wildcards inside a range.
        ranges.iter().any(|range| match range.as_str() {
            "" => language.is_empty(),
            "*" => !language.is_empty(),
            range => language.strip_prefix(range).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')),
        })
    }

    fn match_pseudo_element(&self, _: &Pseudo, _: &mut MatchingContext<'_, Names>) -> bool {
        // Rules are sorted by their pseudo-element beforehand, and matched from the element it belongs to.
        true
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        self.element.name == "a"
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &Name, case: CaseSensitivity) -> bool {
        self.element.id.as_ref().is_some_and(|own| case.eq(own.as_bytes(), id.text.as_bytes()))
    }

    fn has_class(&self, name: &Name, case: CaseSensitivity) -> bool {
        self.element.classes.iter().any(|own| case.eq(own.as_bytes(), name.text.as_bytes()))
    }

    fn has_custom_state(&self, _: &Name) -> bool {
        false
    }

    fn imported_part(&self, _: &Name) -> Option<Name> {
        None
    }

    fn is_part(&self, _: &Name) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        self.tree.children(self.node).iter().all(|&child| match &self.tree.node(child).content {
            Content::Element(_) => false,
            Content::Text(text) => text.is_empty(),
        })
    }

    fn is_root(&self) -> bool {
        self.node == self.tree.root()
    }

    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}
