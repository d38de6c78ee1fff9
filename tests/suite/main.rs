//! The suite.

mod outside;
