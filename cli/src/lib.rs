//! Bona.
