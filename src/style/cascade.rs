//! The cascade: which declaration wins at each element, and the style that comes of it.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use selectors::context::{MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches};
use selectors::matching::matches_selector;

use super::computed::{Style, Styled};
use super::computing::Computing;
use super::counter_style;
use super::declaration::{Declaration, Said, Spoken};
use super::findings::Findings;
use super::index::RuleIndex;
use super::page::{self, PageValue};
use super::properties::LONGHANDS;
use super::selector::{Handle, Pseudo};
use super::stylesheet::{Rule, Stylesheet};
use super::variables::{self, Variables};
use crate::base::{Report, Span};
use crate::model::{Elements, NodeId};

/// The styles of a tree and of its pages.
///
/// Every element is visited once, in document order, so a parent's style is there before its children's. What a
/// stylesheet gets wrong only at some element (a `var()` without a value) is added to the report, once for each place.
pub fn cascade(sheet: &Stylesheet, tree: &Elements, report: &mut Report) -> Styled {
    let mut findings = Findings::default();
    let mut context = Context::new(&mut findings, sheet);
    let mut walk = Walk {
        index: RuleIndex::for_print(sheet),
        sheet,
        tree,
        caches: SelectorCaches::default(),
        found: Vec::with_capacity(tree.len()),
        shared: HashMap::new(),
    };
    let counter_styles = sheet.counters_in_print.clone();
    let mut styled =
        Styled { styles: Vec::with_capacity(tree.len()), counter_styles, has_pictures: sheet.has_pictures(), ..Styled::default() };
    for node in tree.ids() {
        walk.style(node, &mut context, &mut styled);
    }
    let root = walk.found.first().cloned().unwrap_or_else(|| context.nothing());
    context.variables = root.variables;
    context.generation = root.generation;
    styled.page = page::cascade(&sheet.pages, &root.look.computing, &mut context);
    findings.tell(report);
    styled
}

/// What the cascade keeps of each node while it walks the tree.
#[derive(Clone)]
struct Found {
    look: Look,
    variables: Rc<Variables>,
    generation: u32,
}

/// A style as the walk needs it, and as others see it.
#[derive(Clone)]
struct Look {
    computing: Rc<Computing>,
    style: Arc<Style>,
}

impl Look {
    fn of(computing: Computing) -> Self {
        Self { style: Arc::new(computing.style.clone()), computing: Rc::new(computing) }
    }
}

struct Walk<'a> {
    index: RuleIndex<'a>,
    sheet: &'a Stylesheet,
    tree: &'a Elements,
    caches: SelectorCaches,
    found: Vec<Found>,
    /// Styles by their parent's style and their declarations. Only ever asked for one key, so its order reaches no output.
    shared: HashMap<(usize, Vec<usize>), Look>,
}

impl<'a> Walk<'a> {
    fn style(&mut self, node: NodeId, context: &mut Context<'_>, styled: &mut Styled) {
        let parent = self.tree.node(node).parent.and_then(|parent| self.found.get(parent.0 as usize)).cloned();
        let parent = parent.unwrap_or_else(|| context.nothing());
        let Some(element) = Handle::at(self.tree, node) else {
            // Words look as the element around them does.
            styled.styles.push(Arc::clone(&parent.look.style));
            self.found.push(parent);
            return;
        };
        let declarations = self.declarations(element, None);
        context.enter(&declarations, &parent);
        let look = self.computed(&declarations, &parent, context);
        for (pseudo, styles) in [
            (Pseudo::Before, &mut styled.before),
            (Pseudo::After, &mut styled.after),
            (Pseudo::FirstLetter, &mut styled.first_letter),
            (Pseudo::FirstLine, &mut styled.first_line),
            (Pseudo::Marker, &mut styled.marker),
        ] {
            let declarations = self.declarations(element, Some(pseudo));
            if declarations.is_empty() {
                continue;
            }
            let style = context.compute(&declarations, &look.computing).style;
            if style.content.is_some() || !matches!(pseudo, Pseudo::Before | Pseudo::After) {
                styles.insert(node, style);
            }
        }
        styled.styles.push(Arc::clone(&look.style));
        self.found.push(Found { look, variables: Rc::clone(&context.variables), generation: context.generation });
    }

    /// The style that declarations make of a parent's. Most paragraphs of a text are children of few elements and meet the
    /// same declarations: they share one style, computed once.
    fn computed(&mut self, declarations: &[&'a Declaration], parent: &Found, context: &mut Context<'_>) -> Look {
        // An element that declares custom properties has a set of its own, and values of its own.
        if context.generation != parent.generation {
            return Look::of(context.compute(declarations, &parent.look.computing));
        }
        // Addresses of things that live as long as the walk: parents are kept in `found`, declarations in the sheet.
        let key = (Rc::as_ptr(&parent.look.computing) as usize, declarations.iter().map(|&one| std::ptr::from_ref(one) as usize).collect());
        self.shared.entry(key).or_insert_with(|| Look::of(context.compute(declarations, &parent.look.computing))).clone()
    }

    /// The declarations that speak of an element or a pseudo-element of it, from weak to strong.
    fn declarations(&mut self, element: Handle<'_>, pseudo: Option<Pseudo>) -> Vec<&'a Declaration> {
        let mode = if pseudo.is_some() { MatchingMode::ForStatelessPseudoElement } else { MatchingMode::Normal };
        let (flags, invalidation) = (NeedsSelectorFlags::No, MatchingForInvalidation::No);
        let mut matching = MatchingContext::new(mode, None, &mut self.caches, QuirksMode::NoQuirks, flags, invalidation);
        let mut matched: Vec<(usize, &'a Rule)> = Vec::new();
        self.index.candidates(element.element, pseudo, |order, rule| {
            if matches_selector(&rule.selector, 0, None, element, &mut matching) {
                matched.push((order, rule));
            }
        });
        matched.sort_by_key(|&(order, rule)| (rule.origin.rank(), rule.selector.specificity(), order));
        let mut declarations: Vec<&Declaration> = Vec::new();
        for (_, rule) in &matched {
            declarations.extend(self.sheet.block(rule).iter().filter(|declaration| !declaration.important));
        }
        // Importance turns the origins round (CSS Cascade 5, 6.1): our own sheet is the user agent's, and insists on little.
        for (_, rule) in &matched {
            declarations.extend(self.sheet.block(rule).iter().filter(|declaration| declaration.important));
        }
        declarations
    }
}

/// What computing needs besides declarations: custom properties, and values that were settled before.
pub(super) struct Context<'s> {
    pub(super) findings: &'s mut Findings,
    sheet: &'s Stylesheet,
    /// Values with `var()`, by the place of their declaration and the set of custom properties.
    settled: BTreeMap<(Span, u32), Rc<[Said]>>,
    initial: Rc<Computing>,
    variables: Rc<Variables>,
    /// Which set of custom properties holds: sets that differ have different numbers.
    generation: u32,
    last_generation: u32,
}

impl<'s> Context<'s> {
    fn new(findings: &'s mut Findings, sheet: &'s Stylesheet) -> Self {
        let initial = Rc::new(Computing::initial());
        Self { findings, sheet, settled: BTreeMap::new(), initial, variables: Rc::default(), generation: 0, last_generation: 0 }
    }

    /// What stands above the root.
    fn nothing(&self) -> Found {
        let look = Look { computing: Rc::clone(&self.initial), style: Arc::new(self.initial.style.clone()) };
        Found { look, variables: Rc::default(), generation: 0 }
    }

    /// Takes the custom properties of an element: its parent's, unless it declares some.
    fn enter(&mut self, declarations: &[&Declaration], parent: &Found) {
        let mut declared: BTreeMap<&str, &str> = BTreeMap::new();
        for declaration in declarations {
            if let Said::Custom(name, value) = &declaration.said {
                declared.insert(name, value);
            }
        }
        self.variables = Rc::clone(&parent.variables);
        self.generation = parent.generation;
        if !declared.is_empty() {
            self.variables = Rc::new(variables::resolve(&declared, &parent.variables));
            self.last_generation += 1;
            self.generation = self.last_generation;
        }
    }

    /// What a declaration says once every `var()` has its value; nothing if it holds none.
    fn settled(&mut self, declaration: &Declaration) -> Option<Rc<[Said]>> {
        let Said::Pending(property, text) = &declaration.said else { return None };
        let key = (declaration.span, self.generation);
        if let Some(said) = self.settled.get(&key) {
            return Some(Rc::clone(said));
        }
        let value = variables::substitute(text, &self.variables);
        let said = value.as_deref().and_then(|value| property.read(value).ok()).unwrap_or_else(|| {
            self.findings.unusable(*property, value.as_deref(), declaration.span);
            // Invalid at computed-value time: not the declaration before, but none at all (CSS Variables 1, 3.1).
            property.longhands().into_iter().map(|id| Said::Longhand(id, Spoken::Unset)).collect()
        });
        let said: Vec<Said> = said.into_iter().map(|said| said.located(declaration.span)).collect();
        for said in &said {
            counter_style::check(said, declaration.span, &self.sheet.counters_in_print, self.findings);
        }
        let said: Rc<[Said]> = said.into();
        self.settled.insert(key, Rc::clone(&said));
        Some(said)
    }

    /// The page values among declarations, from weak to strong.
    pub(super) fn page_values(&mut self, declarations: &[&Declaration]) -> Vec<PageValue> {
        let mut values = Vec::new();
        for declaration in declarations {
            let settled = self.settled(declaration);
            let said = settled.as_deref().unwrap_or(std::slice::from_ref(&declaration.said));
            values.extend(said.iter().filter_map(|said| if let Said::Page(value) = said { Some(*value) } else { None }));
        }
        values
    }

    /// The style that declarations, from weak to strong, make of a parent's.
    pub(super) fn compute(&mut self, declarations: &[&Declaration], parent: &Computing) -> Computing {
        let settled: Vec<Option<Rc<[Said]>>> = declarations.iter().map(|declaration| self.settled(declaration)).collect();
        let mut winners: Vec<Option<&Spoken>> = vec![None; LONGHANDS.len()];
        for (declaration, settled) in declarations.iter().zip(&settled) {
            for said in settled.as_deref().unwrap_or(std::slice::from_ref(&declaration.said)) {
                if let Said::Longhand(id, spoken) = said
                    && let Some(winner) = winners.get_mut(usize::from(id.0))
                {
                    *winner = Some(spoken);
                }
            }
        }
        let mut to = Computing::child_of(parent, &self.initial);
        for (row, winner) in LONGHANDS.iter().zip(winners) {
            match winner {
                None => {}
                Some(Spoken::Value(value)) => (row.compute)(value, &mut to),
                Some(Spoken::Inherit) => (row.copy)(parent, &mut to),
                Some(Spoken::Unset) if row.inherited => (row.copy)(parent, &mut to),
                Some(Spoken::Initial | Spoken::Unset) => (row.copy)(&self.initial, &mut to),
            }
            if row.name == "font-size" {
                to.font_size_is_known();
            }
        }
        to.style.background.image = to.picture.as_ref().and_then(|address| self.sheet.picture(address));
        to.finish();
        to
    }
}
