//! The publisher's own fonts: folders of them, and families that nobody has.

use std::fs;
use std::path::Path;

use crate::project::Project;

const SETTINGS: &str = "manuscript = \"manuscript/article.md\"\nname = \"line\"\npublisher = \"The House\"\n\
                        [style.tokens]\ntext-font = \"\\\"House Serif\\\", serif\"\n[fonts]\nfolders = [\"art/fonts\"]\n";

/// A font under the name "House Serif", with these permissions to embed it.
fn house_serif(permissions: u16) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts/source-sans-3/SourceSans3-Regular.otf");
    let mut data = fs::read(path).expect("the font comes along");
    let record = data[12..].chunks(16).find(|record| record.starts_with(b"OS/2")).expect("the font has the table");
    let offset = u32::from_be_bytes([record[8], record[9], record[10], record[11]]) as usize;
    data[offset + 8..offset + 10].copy_from_slice(&permissions.to_be_bytes());
    // Of the same length as the old name, which stands as UTF-16 in the table of names.
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let (old, new) = (wide("Source Sans"), wide("House Serif"));
    while let Some(at) = data.windows(old.len()).position(|window| window == old) {
        data[at..at + new.len()].copy_from_slice(&new);
    }
    data
}

fn project() -> Project {
    Project::whole().with("publication.toml", SETTINGS)
}

#[test]
fn a_family_in_a_folder_can_be_asked_for() {
    let settings = SETTINGS.replace("House Serif", "House Serif 3");
    let project = project().with("publication.toml", settings).with("art/fonts/text/house.otf", house_serif(0));
    let said = project.recto(["build"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(!said.err.contains("font"), "{said:?}");
    assert!(
        String::from_utf8_lossy(&fs::read(project.path("out/line.pdf")).expect("it was built")).contains("+SourceSans3-Regular"),
        "the font is in the PDF"
    );
}

#[test]
fn a_family_that_nobody_has_is_named_with_the_nearest() {
    let said = project().with("art/fonts/house.otf", house_serif(0)).recto(["build"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    for words in ["[font-unknown]", "publication.toml:5:13", "“House Serif”", "did you mean “House Serif 3”?"] {
        assert!(said.err.contains(words), "{words}: {said:?}");
    }
}

#[test]
fn folders_and_fonts_that_cannot_be_used() {
    let said = project().recto(["build"]);
    assert_eq!(said.code, Some(2), "{said:?}");
    for words in ["error[font-folder-missing]", "publication.toml:7:12", "art/fonts"] {
        assert!(said.err.contains(words), "{words}: {said:?}");
    }
    let said = project().with("publication.toml", SETTINGS.replace("art/fonts", "../fonts")).recto(["build"]);
    assert!(said.err.contains("error[file-outside-project]"), "{said:?}");
    let said = project().with("art/fonts/a.woff2", "wOF2").recto(["build"]);
    assert!(said.err.contains("warning[font-folder-empty]") && said.err.contains("WOFF"), "{said:?}");
    let broken = project().with("art/fonts/a.otf", "OTTO, not").with("art/fonts/b.otf", house_serif(2));
    let said = broken.recto(["build"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    for words in ["warning[font-damaged]", "art/fonts/a.otf", "warning[font-embedding-forbidden]", "art/fonts/b.otf", "[font-unknown]"] {
        assert!(said.err.contains(words), "{words}: {said:?}");
    }
}
