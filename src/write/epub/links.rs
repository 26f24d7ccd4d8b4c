//! Which links may stand in an EPUB, and how their addresses are written.

use super::plan::Plan;

/// What becomes of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// It is written with this address.
    To(String),
    /// It leads to a place that does not exist.
    Broken,
    /// It leads where no link of a publication may lead.
    Unsafe,
}

/// What becomes of a link to `target`. Places inside start with `#`.
pub(super) fn link(target: &str, plan: &Plan) -> Link {
    if let Some(name) = target.strip_prefix('#') {
        return plan.address(name).map_or(Link::Broken, Link::To);
    }
    let Some((scheme, rest)) = target.split_once(':') else { return Link::Unsafe };
    let usable = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest.strip_prefix("//").is_some_and(has_host),
        "mailto" => rest.contains('@'),
        _ => false,
    };
    if usable { Link::To(encoded(target)) } else { Link::Unsafe }
}

fn has_host(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let (host, port) = host.rsplit_once(':').unwrap_or((host, ""));
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_') || !c.is_ascii();
    !host.is_empty() && host.chars().all(plain) && port.chars().all(|c| c.is_ascii_digit())
}

/// The address with everything percent-encoded that a URL cannot hold as it stands (WHATWG URL, query percent-encode set).
fn encoded(target: &str) -> String {
    let mut url = String::with_capacity(target.len());
    let mut rest = target.trim().chars();
    while let Some(c) = rest.next() {
        let escape_follows = || rest.as_str().get(..2).is_some_and(|two| two.chars().all(|c| c.is_ascii_hexdigit()));
        match c {
            '%' if escape_follows() => url.push('%'),
            '%' => url.push_str("%25"),
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']' => url.push_str(&format!("%{:02X}", u32::from(c))),
            c if c.is_control() => {}
            c => url.push(c),
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_and_mail_addresses_have_hosts_and_are_encoded() {
        assert!(has_host("www.example.org:80/a"));
        assert!(!has_host("/a"));
        assert!(!has_host("exa mple.org/"));
        assert_eq!(encoded("https://x.org/a b%20c%zz|[1]"), "https://x.org/a%20b%20c%25zz%7C%5B1%5D");
    }
}
