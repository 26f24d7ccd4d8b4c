//! Looking at a finished file before it leaves the house.
