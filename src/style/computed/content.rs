//! Computed values of generated content: its parts, and what they refer to (CSS Generated Content 3, CSS GCPM 3).

/// A part of generated content.
#[derive(Clone, Debug, PartialEq)]
pub enum ContentPart {
    /// These words.
    Text(String),
    /// The words of the element (`content()` in `string-set`).
    ElementText,
    /// An attribute of the element.
    Attribute(String),
    /// A counter.
    Counter(Counter),
    /// All counters of one name that an element stands within, outermost first, with words between them
    /// (`counters(item, ".")`).
    Counters(Counter, String),
    /// A named string of the page, as `string-set` left it.
    NamedString(String, StringPlace),
    /// The number of the page on which the target of a link begins (`target-counter(attr(href), page)`).
    TargetPage {
        /// The attribute that holds the target, or the target itself.
        target: Target,
        /// How the number is written; `None` as the page itself is numbered.
        style: Option<String>,
    },
    /// The words of the element that a link leads to (`target-text(attr(href))`).
    TargetText(Target),
    /// A row of these characters, as long as the line has room (`leader()`).
    Leader(String),
}

/// Where a link leads, in generated content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Where an attribute of the element says.
    Attribute(String),
    /// To this address.
    Address(String),
}

/// Which value of a named string a page shows (CSS GCPM 3, 1.1.2). "Entry" is the value in force at the page's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StringPlace {
    /// The first value set on the page, else the entry.
    First,
    /// The value set by what opens the page, else the entry.
    Start,
    /// The last value set on the page, else the entry.
    Last,
    /// Nothing on a page that sets it, else the entry.
    FirstExcept,
}

/// A counter and the way it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counter {
    /// Its name; `page` and `pages` are the pages'.
    pub name: String,
    /// `decimal`, `lower-roman`, `upper-roman`, `lower-alpha`, `upper-alpha`, `disc`...
    pub style: String,
}
