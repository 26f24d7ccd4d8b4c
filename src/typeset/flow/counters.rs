//! Counters and where they hold: in the element that sets them anew, its later siblings, and all that these hold (CSS
//! Lists 3, 4.3).

use crate::model::{Elements, NodeId};
use crate::style::Style;

/// The counters in force while a tree is walked in its order.
#[derive(Debug, Default)]
pub(in crate::typeset) struct Counters {
    /// Outermost first.
    scopes: Vec<Scope>,
}

/// A counter and the element in whose children it holds.
#[derive(Debug)]
struct Scope {
    name: String,
    within: NodeId,
    value: i32,
}

impl Counters {
    /// Does what the style of an element says of counters, when the walk comes to it.
    pub fn enter(&mut self, node: NodeId, style: &Style, tree: &Elements) {
        let Style { counter_reset, counter_increment, counter_set, .. } = style;
        if counter_reset.is_empty() && counter_increment.is_empty() && counter_set.is_empty() {
            return;
        }
        // Counters of elements that the walk has left hold no longer.
        self.scopes.retain(|scope| is_within(node, scope.within, tree));
        let parent = tree.node(node).parent.unwrap_or(node);
        // The number of the page is the pages' own.
        for (name, value) in counter_reset.iter().filter(|(name, _)| name != "page") {
            self.scopes.retain(|scope| scope.name != *name || scope.within != parent);
            self.scopes.push(Scope { name: name.clone(), within: parent, value: *value });
        }
        for (name, by) in counter_increment {
            let value = self.innermost(name, parent);
            *value = value.saturating_add(*by);
        }
        for (name, number) in counter_set {
            *self.innermost(name, parent) = *number;
        }
    }

    /// The innermost counter of a name, made where there is none.
    fn innermost(&mut self, name: &str, parent: NodeId) -> &mut i32 {
        let at = self.scopes.iter().rposition(|scope| scope.name == name).unwrap_or_else(|| {
            self.scopes.push(Scope { name: name.to_owned(), within: parent, value: 0 });
            self.scopes.len() - 1
        });
        &mut self.scopes[at].value
    }

    /// The value of a counter at an element; 0 where there is no such counter.
    pub fn value(&self, name: &str, node: NodeId, tree: &Elements) -> i32 {
        self.in_force(name, node, tree).next_back().unwrap_or(0)
    }

    /// The values of all counters of a name that an element stands within, outermost first; 0 where there is none.
    pub fn values(&self, name: &str, node: NodeId, tree: &Elements) -> Vec<i32> {
        let values: Vec<i32> = self.in_force(name, node, tree).collect();
        if values.is_empty() { vec![0] } else { values }
    }

    fn in_force(&self, name: &str, node: NodeId, tree: &Elements) -> impl DoubleEndedIterator<Item = i32> {
        self.scopes.iter().filter(move |scope| scope.name == name && is_within(node, scope.within, tree)).map(|scope| scope.value)
    }
}

/// Whether a node stands in an element, however deep. The root is taken to stand in itself.
fn is_within(node: NodeId, element: NodeId, tree: &Elements) -> bool {
    let mut at = Some(tree.node(node).parent.unwrap_or(node));
    while let Some(inner) = at {
        if inner == element {
            return true;
        }
        at = tree.node(inner).parent;
    }
    false
}
