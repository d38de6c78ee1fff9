//! The one test program: a module a topic.

mod authors;
mod content;
mod damage;
mod evidence;
mod layout;
mod lock;
mod migration;
mod mutations;
mod outside;
mod packages;
mod reference;
mod reports;
mod rules;
mod teaching;
mod tidy;
mod vectors;
