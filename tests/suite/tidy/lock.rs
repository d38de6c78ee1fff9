//! How many packages of others each crate of ours stands on, counted in `Cargo.lock`.
//!
//! Counted are all that the lock file names below a crate's own dependencies, for every platform and with
//! build scripts, but without what only its tests use. A ceiling is raised with a reason in the commit.

use std::collections::{BTreeMap, BTreeSet};

use super::Findings;
use super::tree::{File, files};

/// Folder, and the most packages of others that may stand under it.
const CEILINGS: [(&str, usize); 3] = [("engine", 85), ("packager", 160), ("cli", 270)];

/// `name version` → what it depends on.
type Lock = BTreeMap<String, Vec<String>>;

fn ceilings(files: &[File], ceilings: &[(&str, usize)]) -> Findings {
    let lock = parse(text(files, "Cargo.lock"));
    let mut findings = Findings::default();
    for (folder, ceiling) in ceilings {
        let below = below(&lock, files, folder);
        findings.judged += below.len();
        if below.len() > *ceiling {
            findings.faults.push(format!("{folder}: stands on {} packages, at most {ceiling}", below.len()));
        }
    }
    findings
}

fn text<'a>(files: &'a [File], path: &str) -> &'a str {
    files.iter().find(|file| file.path == path).map_or("", |file| &file.text)
}

/// The packages of others under a crate of ours, and under those crates of ours that it takes.
fn below(lock: &Lock, files: &[File], folder: &str) -> BTreeSet<String> {
    let manifest = |folder: &str| dependencies(text(files, &format!("{folder}/Cargo.toml")));
    let mut wanted = manifest(folder);
    let mut found = BTreeSet::new();
    while let Some(name) = wanted.pop() {
        if let Some(ours) = name.strip_prefix("bona-") {
            wanted.extend(manifest(ours));
            continue;
        }
        let full = lock.get_key_value(&name).or_else(|| lock.iter().find(|(key, _)| short(key) == name));
        let (full, needs) = full.unwrap_or_else(|| panic!("`{name}` is in Cargo.lock"));
        if found.insert(full.clone()) {
            wanted.extend(needs.iter().cloned());
        }
    }
    found
}

/// Members of ours are in the lock file with what their tests use; their manifests tell the two apart.
fn dependencies(manifest: &str) -> Vec<String> {
    let part = manifest.split("\n[").find(|part| part.starts_with("dependencies]")).unwrap_or_default();
    let named = part.lines().skip(1).filter_map(|line| line.split(['.', ' ', '=']).next());
    named.filter(|name| !name.is_empty() && !name.starts_with('#')).map(str::to_owned).collect()
}

/// The lock file says `name` where there is one version of it, and `name version` where there are more.
fn parse(text: &str) -> Lock {
    let value = |part: &str, key: &str| {
        let line = part.lines().find_map(|line| line.strip_prefix(key));
        line.unwrap_or_default().trim_matches('"').to_owned()
    };
    let mut lock = Lock::new();
    for part in text.split("[[package]]\n").skip(1) {
        let name = value(part, "name = ");
        let listed = part.split("dependencies = [").nth(1).unwrap_or_default();
        let needs = listed
            .lines()
            .map(|line| line.trim_matches([' ', '"', ',', ']']))
            .filter(|need| !need.is_empty());
        lock.insert(format!("{name} {}", value(part, "version = ")), needs.map(str::to_owned).collect());
    }
    lock
}

fn short(full: &str) -> &str {
    full.split(' ').next().unwrap_or(full)
}

#[test]
fn no_crate_stands_on_more_packages_than_it_may() {
    ceilings(&files(), &CEILINGS).hold("dependencies", 150);
    let made_up = [
        File::made_up(
            "engine/Cargo.toml",
            "[package]\n\n[dependencies]\na.workspace = true\nb = \"1\"\n\n[dev-dependencies]\nd = \"1\"\n",
        ),
        File::made_up(
            "Cargo.lock",
            "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\ndependencies = [\n \"c 2.0.0\",\n]\n\n\
             [[package]]\nname = \"b\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"c\"\nversion = \"1.0.0\"\n\n\
             [[package]]\nname = \"c\"\nversion = \"2.0.0\"\ndependencies = [\n \"a\",\n]\n\n\
             [[package]]\nname = \"d\"\nversion = \"1.0.0\"\n",
        ),
    ];
    ceilings(&made_up, &[("engine", 3)]).hold("three packages", 3);
    ceilings(&made_up, &[("engine", 2)]).refuse(&["engine: stands on 3 packages, at most 2"]);
}
