//! The command `recto`.

fn main() {}
