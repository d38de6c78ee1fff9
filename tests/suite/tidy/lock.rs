//! How many packages of others each crate of ours stands on, counted in `Cargo.lock`.
//!
//! Counted are all that the lock file names below a crate's own dependencies, for every platform and with
//! build scripts, but without what only its tests use: once those of a default build, and once those of a build with every
//! feature. What several take is in the lock file with the needs of all of them, so a default build is never counted for
//! less than it takes. A ceiling is raised with a reason in the commit.

use std::collections::{BTreeMap, BTreeSet};

use super::Findings;
use super::tree::{File, files};

/// Folder, how it is built, and the most packages of others that may stand under it then.
const CEILINGS: [(&str, Built, usize); 4] = [
    ("engine", Built::Whole, 85),
    ("packager", Built::Whole, 160),
    ("cli", Built::Default, 270),
    // With PostgreSQL: 295, and three since keys can be kept under a passphrase.
    ("cli", Built::Whole, 298),
];

/// Which features a crate is built with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Built {
    /// Those that are on unless somebody says otherwise.
    Default,
    /// All.
    Whole,
}

/// `name version` → what it depends on.
type Lock = BTreeMap<String, Vec<String>>;

fn ceilings(files: &[File], ceilings: &[(&str, Built, usize)]) -> Findings {
    let lock = parse(text(files, "Cargo.lock"));
    let mut findings = Findings::default();
    for (folder, built, ceiling) in ceilings {
        let below = below(&lock, files, folder, *built);
        findings.judged += below.len();
        if below.len() > *ceiling {
            findings
                .faults
                .push(format!("{folder}, {built:?}: stands on {} packages, at most {ceiling}", below.len()));
        }
    }
    findings
}

fn text<'a>(files: &'a [File], path: &str) -> &'a str {
    files.iter().find(|file| file.path == path).map_or("", |file| &file.text)
}

/// The packages of others under a crate of ours, and under those crates of ours that it takes.
fn below(lock: &Lock, files: &[File], folder: &str, built: Built) -> BTreeSet<String> {
    let manifest = |folder: &str| dependencies(text(files, &format!("{folder}/Cargo.toml")), built);
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
fn dependencies(manifest: &str, built: Built) -> Vec<String> {
    let on = on_by_default(manifest);
    let named = part(manifest, "dependencies]").filter_map(|line| {
        let left_out = built == Built::Default && line.contains("optional = true");
        let name =
            line.split(['.', ' ', '=']).next().filter(|name| !name.is_empty() && !name.starts_with('#'))?;
        (!left_out || on.contains(&format!("dep:{name}"))).then(|| name.to_owned())
    });
    named.collect()
}

/// What the default features of a manifest lead to: features and, as `dep:name`, dependencies.
fn on_by_default(manifest: &str) -> BTreeSet<String> {
    let features: BTreeMap<&str, Vec<&str>> = part(manifest, "features]")
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, leads)| (name, leads.split('"').skip(1).step_by(2).collect()))
        .collect();
    let (mut on, mut wanted) = (BTreeSet::new(), vec!["default"]);
    while let Some(name) = wanted.pop() {
        if on.insert(name.to_owned()) {
            wanted.extend(features.get(name).into_iter().flatten());
        }
    }
    on
}

/// The lines of a part of a manifest.
fn part<'a>(manifest: &'a str, head: &str) -> impl Iterator<Item = &'a str> {
    manifest.split("\n[").find(|part| part.starts_with(head)).unwrap_or_default().lines().skip(1)
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
            "[package]\n\n[features]\ndefault = [\"x\"]\nx = [\"dep:a\"]\ny = [\"x\", \"dep:e\"]\n\n\
             [dependencies]\na = { workspace = true, optional = true }\nb = \"1\"\n\
             e = { workspace = true, optional = true }\n\n[dev-dependencies]\nd = \"1\"\n",
        ),
        File::made_up(
            "Cargo.lock",
            "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\ndependencies = [\n \"c 2.0.0\",\n]\n\n\
             [[package]]\nname = \"b\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"c\"\nversion = \"1.0.0\"\n\n\
             [[package]]\nname = \"c\"\nversion = \"2.0.0\"\ndependencies = [\n \"a\",\n]\n\n\
             [[package]]\nname = \"d\"\nversion = \"1.0.0\"\n\n\
             [[package]]\nname = \"e\"\nversion = \"1.0.0\"\ndependencies = [\n \"c 1.0.0\",\n]\n",
        ),
    ];
    ceilings(&made_up, &[("engine", Built::Default, 3)]).hold("three packages", 3);
    ceilings(&made_up, &[("engine", Built::Whole, 5)]).hold("five packages", 5);
    let both = [("engine", Built::Default, 2), ("engine", Built::Whole, 4)];
    ceilings(&made_up, &both).refuse(&[
        "engine, Default: stands on 3 packages, at most 2",
        "engine, Whole: stands on 5 packages, at most 4",
    ]);
}
