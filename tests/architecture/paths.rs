//! What a source file refers to: every path in its `use` trees and expressions, resolved to where it starts from.

use std::collections::BTreeMap;

use crate::tokens::{Token, tokens};

/// A path as the compiler would follow it: it begins with `crate` or with the name of another crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    pub(crate) path: Vec<String>,
    pub(crate) line: usize,
}

/// What one file says.
#[derive(Debug, Default)]
pub(crate) struct Sayings {
    /// In the order of the source; code that is compiled for tests only is left out.
    pub(crate) references: Vec<Reference>,
    /// Modules in files of their own that are compiled for tests only.
    pub(crate) test_modules: Vec<Vec<String>>,
}

/// Reads the source of the module `module` (for `src/a/b.rs`: `["crate", "a", "b"]`).
pub(crate) fn read(source: &str, module: &[String]) -> Sayings {
    let tokens = tokens(source);
    let mut reader = Reader {
        tokens: &tokens,
        at: 0,
        module: module.to_vec(),
        braces: Vec::new(),
        aliases: BTreeMap::new(),
        sayings: Sayings::default(),
    };
    reader.file();
    let Reader { aliases, mut sayings, .. } = reader;
    for reference in &mut sayings.references {
        // `use std::time;` makes `time::Instant` a path of std.
        if let Some(whole) = reference.path.first().and_then(|first| aliases.get(first)) {
            reference.path.splice(..1, whole.iter().cloned());
        }
    }
    sayings
}

struct Reader<'s> {
    tokens: &'s [Token<'s>],
    at: usize,
    /// Where we are: the file's module and the inline modules around this place.
    module: Vec<String>,
    /// For each open brace, whether it opened an inline module.
    braces: Vec<bool>,
    aliases: BTreeMap<String, Vec<String>>,
    sayings: Sayings,
}

impl Reader<'_> {
    fn file(&mut self) {
        while self.at < self.tokens.len() {
            match self.text(0) {
                "#" => self.attribute(),
                "use" if self.text(1) != "<" => self.use_item(),
                "mod" if self.text(2) == "{" => {
                    self.module.push(self.text(1).to_owned());
                    self.braces.push(true);
                    self.at += 3;
                }
                "{" => {
                    self.braces.push(false);
                    self.at += 1;
                }
                "}" => {
                    if self.braces.pop() == Some(true) {
                        self.module.pop();
                    }
                    self.at += 1;
                }
                "::" => self.at += 2, // the rest of `<T as Trait>::name`
                _ => self.expression_path(),
            }
        }
    }

    fn text(&self, ahead: usize) -> &str {
        self.tokens.get(self.at + ahead).map_or("", |token| token.text)
    }

    /// Steps over an attribute, and over the item it stands on when that is for tests only.
    fn attribute(&mut self) {
        let inner = self.text(1) == "!";
        let start = self.at + 1 + usize::from(inner);
        if self.tokens.get(start).map(|token| token.text) != Some("[") {
            self.at += 1;
            return;
        }
        let end = self.closing(start);
        let words: Vec<_> = self.tokens[start..end].iter().map(|token| token.text).collect();
        self.at = end + 1;
        if words.get(1) == Some(&"cfg") && words.contains(&"test") && !words.contains(&"not") {
            self.skip_item();
        }
    }

    fn skip_item(&mut self) {
        while self.text(0) == "#" && self.text(1) == "[" {
            self.at = self.closing(self.at + 1) + 1;
        }
        let mut before = "";
        while self.at < self.tokens.len() {
            let text = self.tokens[self.at].text;
            match text {
                ";" => {
                    self.at += 1;
                    return;
                }
                "{" => {
                    self.at = self.closing(self.at) + 1;
                    return;
                }
                "(" | "[" => self.at = self.closing(self.at),
                name if before == "mod" => {
                    let mut module = self.module.clone();
                    module.push(name.to_owned());
                    self.sayings.test_modules.push(module);
                }
                _ => {}
            }
            before = text;
            self.at += 1;
        }
    }

    /// The index of the bracket that closes the one at `open`; the last token when none does.
    fn closing(&self, open: usize) -> usize {
        let mut depth = 0_usize;
        for (at, token) in self.tokens.iter().enumerate().skip(open) {
            match token.text {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return at;
            }
        }
        self.tokens.len().saturating_sub(1)
    }

    fn use_item(&mut self) {
        self.at += 1;
        self.use_tree(Vec::new());
    }

    /// One branch of a `use`, after `prefix`: ends before `,`, `}` or `;`.
    fn use_tree(&mut self, mut prefix: Vec<String>) {
        let line = self.tokens.get(self.at).map_or(0, |token| token.line);
        loop {
            match self.text(0) {
                "{" => {
                    self.at += 1;
                    while !matches!(self.text(0), "}" | "") {
                        self.use_tree(prefix.clone());
                        self.at += usize::from(self.text(0) == ",");
                    }
                    self.at += 1;
                    return;
                }
                "::" => self.at += 1,
                "as" => {
                    let name = self.text(1).to_owned();
                    self.at += 2;
                    return self.imported(prefix, name, line);
                }
                "," | "}" | ";" | "" => {
                    let name = prefix.last().cloned().unwrap_or_default();
                    return self.imported(prefix, name, line);
                }
                segment => {
                    // `use a::b::{self}` imports `a::b` itself.
                    if segment != "self" || prefix.is_empty() {
                        prefix.push(segment.to_owned());
                    }
                    self.at += 1;
                }
            }
        }
    }

    fn imported(&mut self, path: Vec<String>, name: String, line: usize) {
        let path = self.absolute(path);
        self.aliases.insert(name, path.clone());
        self.sayings.references.push(Reference { path, line });
    }

    /// `a::b::c` in types, expressions and macros.
    fn expression_path(&mut self) {
        let line = self.tokens[self.at].line;
        let mut path = vec![self.text(0).to_owned()];
        self.at += 1;
        while self.text(0) == "::" && self.text(1).starts_with(|c: char| c.is_alphabetic() || c == '_') {
            path.push(self.text(1).to_owned());
            self.at += 2;
        }
        if path.len() > 1 {
            let path = self.absolute(path);
            self.sayings.references.push(Reference { path, line });
        }
    }

    /// Follows `self` and `super` from here; the library's own name means `crate`.
    fn absolute(&self, path: Vec<String>) -> Vec<String> {
        let mut whole = match path.first().map(String::as_str) {
            Some("self" | "super") => self.module.clone(),
            Some("recto") => vec!["crate".to_owned()],
            _ => return path,
        };
        for (at, segment) in path.into_iter().enumerate() {
            match segment.as_str() {
                "super" => {
                    whole.pop();
                }
                "self" => {}
                "recto" if at == 0 => {}
                _ => whole.push(segment),
            }
        }
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(source: &str) -> Vec<String> {
        let module = ["crate", "write", "pdf"].map(str::to_owned);
        read(source, &module).references.iter().map(|found| format!("{}:{}", found.path.join("::"), found.line)).collect()
    }

    #[test]
    fn use_trees_are_followed_to_their_leaves() {
        let found = paths("use crate::{\n  base::{Pt, units::*},\n  page::{self, Page as P},\n};");
        assert_eq!(found, ["crate::base::Pt:2", "crate::base::units::*:2", "crate::page:3", "crate::page::Page:3"]);
    }

    #[test]
    fn paths_in_types_expressions_and_macros_count() {
        let found = paths("fn f(x: &crate::a::B) -> u8 {\n vec![crate::c::d::<u8>(x)]; recto::e::f() }");
        assert_eq!(found, ["crate::a::B:1", "crate::c::d:2", "crate::e::f:2"]);
    }

    #[test]
    fn super_climbs_from_the_inline_module_it_stands_in() {
        let found = paths("use super::epub::x; mod inner { use super::y; } use self::z;");
        assert_eq!(found, ["crate::write::epub::x:1", "crate::write::pdf::y:1", "crate::write::pdf::z:1"]);
    }

    #[test]
    fn an_imported_module_is_seen_through() {
        let found = paths("use std::time as clock;\nfn f() { clock::Instant::now(); }");
        assert_eq!(found, ["std::time:1", "std::time::Instant::now:2"]);
    }

    #[test]
    fn code_for_tests_only_is_left_out() {
        let source = "#[cfg(test)]\n#[allow(x)]\nmod tests { use crate::read::x; }\n#[cfg(test)] mod cases;\n#[cfg(test)] use crate::a::b;\n#[cfg(not(test))] use crate::c::d;";
        assert_eq!(paths(source), ["crate::c::d:6"]);
        let module = ["crate", "m"].map(str::to_owned);
        let test_modules = read(source, &module).test_modules;
        assert_eq!(test_modules.last().map(|path| path.join("::")), Some("crate::m::cases".to_owned()));
    }
}
