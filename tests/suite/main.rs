//! The one test program: a module a topic.

mod authors;
mod content;
mod damage;
mod errands;
mod evidence;
mod layout;
mod lock;
mod mangled;
mod migration;
mod mutations;
mod outside;
mod packages;
mod player_words;
mod preview;
mod reference;
mod reports;
mod rules;
mod teaching;
mod tidy;
mod translations;
mod vectors;
mod whole;
