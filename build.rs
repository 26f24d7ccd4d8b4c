//! Packs the ICC profile that comes along, once: a file for print holds it packed, and packing it takes longer than to set
//! an article.
#![expect(clippy::disallowed_methods, reason = "a build script reads the files that it packs")]

use std::env;
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::ZlibEncoder;

const PROFILE: &str = "profiles/ISOcoated_v2_300_bas.icc";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={PROFILE}");
    let packed = Path::new(&env::var("OUT_DIR")?).join("press.icc.deflated");
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&fs::read(PROFILE)?)?;
    fs::write(packed, encoder.finish()?)?;
    Ok(())
}
