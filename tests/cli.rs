//! The command line as a contract: what it makes, what it says where, and how it ends.

#![allow(clippy::disallowed_methods, reason = "tests reach files and programs as a user does")]

#[path = "cli/bad_input.rs"]
mod bad_input;
#[path = "cli/build.rs"]
mod build;
#[path = "cli/manners.rs"]
mod manners;
#[path = "cli/project.rs"]
mod project;
