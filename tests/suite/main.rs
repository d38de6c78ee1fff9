//! The one test program: a module a topic.

mod authors;
mod damage;
mod tidy;
