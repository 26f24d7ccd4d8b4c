//! `docs/css.md` says what the program does: it is made of the program's own tables. `RECTO_BLESS=1` rewrites it.

#![expect(clippy::disallowed_methods, reason = "a test of a file in the repository reads that file")]

use std::path::Path;

#[test]
fn the_reference_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/css.md");
    let expected = recto::style::reference();
    if std::env::var_os("RECTO_BLESS").is_some() {
        std::fs::write(&path, &expected).expect("docs/css.md can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == expected, "docs/css.md is not what the tables say; run the tests with RECTO_BLESS=1 and look at the change");
}
