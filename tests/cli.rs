//! The command line as a contract: what it makes, what it says where, and how it ends.

#![allow(
    clippy::disallowed_methods,
    clippy::panic,
    reason = "tests reach files and programs as a user does, and say what went wrong by ending"
)]

#[path = "cli/bad_input.rs"]
mod bad_input;
#[path = "cli/build.rs"]
mod build;
#[path = "cli/check.rs"]
mod check;
#[path = "cli/fonts.rs"]
mod fonts;
#[path = "cli/import.rs"]
mod import;
#[path = "cli/manners.rs"]
mod manners;
#[path = "cli/new.rs"]
mod new;
#[path = "cli/project.rs"]
mod project;
