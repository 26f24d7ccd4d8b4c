//! The command `recto`.

use std::process::ExitCode;

/// A book is millions of small pieces; with the system's allocator, asking for them and giving them back takes an eighth
/// of a build.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    recto::cli::run()
}
