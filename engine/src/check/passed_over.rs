//! Files that lie where a course is read and were not read: somebody may wait for what stands in them.

use super::context::Context;
use crate::diagnostic::{At, Diagnostic, Place, did_you_mean};
use crate::rule::Rule;

/// Most of them that are named one by one.
const NAMED: usize = 20;

/// A file or a folder that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// As messages name it, with its folder.
    pub name: String,
    /// Why it was not.
    pub because: Because,
}

/// Why something was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// In its folder only files are read whose names end in `.ron`. `taken` are the names of those that are.
    NoRon {
        /// Names of files that were read there.
        taken: Vec<String>,
    },
    /// It is a folder where only files are read.
    Folder,
    /// It ends in `.ron`, and nothing is read that is called so. These are the names that are.
    NoSuchList(&'static [&'static str]),
    /// It is a folder that was meant to be called this.
    Called {
        /// The name.
        meant: &'static str,
        /// Whether a folder of that name is there as well.
        taken: bool,
    },
}

/// Tells of them.
pub(super) fn check(context: &mut Context<'_>) {
    let all = &context.input.passed_over;
    let more = all.len().saturating_sub(NAMED);
    for one in all.iter().take(NAMED) {
        let mut fault = fault(one);
        if let (1.., Some(help)) = (more, &mut fault.help) {
            help.push_str(&format!(" ({more} more are not read either)"));
        }
        context.fault(fault);
    }
}

fn fault(one: &PassedOver) -> Diagnostic {
    let (folder, name) = one.name.rsplit_once(['/', '\\']).unwrap_or((".", &one.name));
    let folder = folder.rsplit(['/', '\\']).next().unwrap_or(folder);
    let (message, help) = match &one.because {
        Because::NoRon { taken } => (
            format!("`{name}` is not read: only files whose names end in `.ron` are read in `{folder}`"),
            meant(folder, name, taken),
        ),
        Because::Folder => (
            format!("the folder `{name}` in `{folder}` is not read"),
            format!("move its files up into `{folder}`, or move it away from there"),
        ),
        Because::NoSuchList(known) => (
            format!("`{name}` is not read: nothing is called so here"),
            match did_you_mean(name, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`? Otherwise move it away from there"),
                None => format!("move it away from there; what is read is {}", known.join(", ")),
            },
        ),
        Because::Called { meant, taken } => (
            format!("nothing is read from the folder `{name}`"),
            match taken {
                true => format!("move what is to be read into `{meant}`, and this folder away from there"),
                false => format!("rename it to `{meant}`, or move it away from there"),
            },
        ),
    };
    let at = At { file: one.name.clone(), place: Place::Whole };
    Diagnostic::new(Rule::FileNotRead, at, message).help(help)
}

/// What is to be done with a file without the ending: by its name it may be one that was meant to be read.
fn meant(folder: &str, name: &str, taken: &[String]) -> String {
    let away = format!("move it out of `{folder}`");
    let lower = name.to_ascii_lowercase();
    let stem = match (lower.find(".ron"), lower.rsplit_once('.')) {
        (Some(end), _) => &name[..end],
        (None, Some((stem, "txt" | "rtf" | "doc" | "docx" | "odt"))) => &name[..stem.len()],
        _ => return away,
    };
    let right = format!("{stem}.ron");
    if stem.is_empty() || taken.contains(&right) {
        return away;
    }
    match lower.rsplit_once('.') {
        Some((_, "rtf" | "doc" | "docx" | "odt")) => {
            format!("save it as plain text, and name that `{right}`; or {away}")
        }
        _ => format!("rename it to `{right}`, or {away}"),
    }
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn what_a_name_was_meant_to_be_is_said_where_it_can_be_told() {
        let told = |name| meant("variants", name, &["oak.ron".to_owned()]);
        assert_eq!(told("elm.txt"), "rename it to `elm.ron`, or move it out of `variants`");
        assert_eq!(told("elm.RON"), "rename it to `elm.ron`, or move it out of `variants`");
        assert_eq!(told("elm.ron.txt"), "rename it to `elm.ron`, or move it out of `variants`");
        assert!(told("elm.ron.docx").starts_with("save it as plain text, and name that `elm.ron`"));
        for away in ["oak.ron.bak", "oak.txt", "notes.md", ".ron.txt", "İ.md"] {
            assert_eq!(told(away), "move it out of `variants`", "{away}");
        }
    }
}
