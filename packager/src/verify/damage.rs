//! Packages that are damaged on purpose. For tests alone: each rule of a book must be seen broken, and alone.

use std::collections::{BTreeMap, BTreeSet};

use super::Book;

/// A package that is to be judged.
#[derive(Clone)]
pub(crate) struct Package {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    pub(crate) order: Vec<String>,
    /// Name of the file that everything begins with.
    entry: &'static str,
}

/// How a package is damaged.
pub(crate) enum Change {
    /// Words of its entry, each of which must be there, and what comes in their place.
    Text(&'static [(&'static str, &'static str)]),
    /// Anything else.
    Files(fn(&mut Package)),
}

/// A rule, and a damage that breaks it and no other.
pub(crate) type Damage = (&'static str, Change);

impl Package {
    pub(crate) fn new(book: &Book, files: BTreeMap<String, Vec<u8>>, order: Vec<String>) -> Self {
        Self { files, order, entry: book.entry }
    }

    /// A file as text.
    pub(crate) fn text(&self, name: &str) -> String {
        String::from_utf8(self.files[name].clone()).expect("UTF-8")
    }

    /// Changes words of a file; they must be there.
    pub(crate) fn edit(&mut self, name: &str, from: &str, to: &str) {
        let text = self.text(name);
        assert!(text.contains(from), "{name}: there is no {from}");
        self.files.insert(name.to_owned(), text.replace(from, to).into_bytes());
    }

    /// Adds a file as the packager would: at its place, and listed where files are listed.
    pub(crate) fn add(&mut self, name: &str, bytes: &[u8]) {
        self.add_unlisted(name, bytes);
        let text = self.text(self.entry);
        let listed = text.replacen("</resource>", &format!("<file href=\"{name}\"/></resource>"), 1);
        self.files.insert(self.entry.to_owned(), listed.into_bytes());
    }

    /// Adds a file at its place that the entry does not know.
    pub(crate) fn add_unlisted(&mut self, name: &str, bytes: &[u8]) {
        let at = self.order.iter().skip(1).filter(|other| other.as_str() < name).count() + 1;
        self.order.insert(at, name.to_owned());
        self.files.insert(name.to_owned(), bytes.to_vec());
    }

    /// Takes a file out, and out of the list.
    pub(crate) fn remove(&mut self, name: &str) {
        self.order.retain(|other| other != name);
        self.files.remove(name);
        let text = self.text(self.entry).replace(&format!("<file href=\"{name}\"/>"), "");
        self.files.insert(self.entry.to_owned(), text.into_bytes());
    }

    fn damaged(&self, change: &Change) -> Self {
        let mut package = self.clone();
        match change {
            Change::Text(replaced) => {
                replaced.iter().for_each(|(from, to)| package.edit(self.entry, from, to));
            }
            Change::Files(change) => change(&mut package),
        }
        package
    }
}

/// The numbers of the rules that a package breaks.
pub(crate) fn numbers(book: &Book, package: &Package) -> BTreeSet<&'static str> {
    book.broken(&package.files, &package.order).iter().map(|rule| rule.id).collect()
}

/// Holds a book to its damages: the package breaks nothing, each damage breaks its own rule alone, and every rule of
/// the book is broken at least once.
pub(crate) fn trial(book: &Book, package: &Package, damages: &[&[Damage]]) {
    assert_eq!(numbers(book, package), BTreeSet::new(), "{}: the package is whole", book.title);
    let (mut broken, mut wrong) = (BTreeSet::new(), Vec::new());
    for (at, (rule, change)) in damages.iter().copied().flatten().enumerate() {
        let found = numbers(book, &package.damaged(change));
        if found != BTreeSet::from([*rule]) {
            wrong.push(format!("damage {at} should break {rule} alone, and breaks {found:?}"));
        }
        broken.insert(*rule);
    }
    assert!(wrong.is_empty(), "{}: {}", book.title, wrong.join("\n"));
    let all: BTreeSet<_> = book.rules().map(|rule| rule.id).collect();
    let never: Vec<_> = all.difference(&broken).collect();
    assert!(never.is_empty(), "{}: no damage breaks {never:?}", book.title);
    assert_eq!(all.len(), book.rules().count(), "{}: two rules have one number", book.title);
}
