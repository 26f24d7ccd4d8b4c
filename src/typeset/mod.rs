//! From styled elements to finished pages.
