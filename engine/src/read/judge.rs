//! A tree is held against the shape of what an author may write: every fault of shape in one pass.
//!
//! What is sound is written out again for ron, in the tree's order; what is not is mended where it is plain what
//! was meant, and otherwise left out or filled with something that nothing is said of. So one run tells of all
//! faults, and no fault only follows from another.

mod lists;
mod missing;
mod plain;

use super::tree::{Body, Element, Fault, Gaps, Node};
use super::words::{article, place_of};
use crate::diagnostic::{Fix, did_you_mean};
use crate::limits;
use crate::raw::shape::{Field, Fields, Kind, Kinds, Shape};
use crate::rule::Rule;
use crate::source::Span;

/// What judging yields.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// The sound part as RON; `None` if nothing is left.
    pub(super) text: Option<String>,
    /// Where pieces of `text` come from: a byte of it, and a span of the source.
    pub(super) marks: Vec<(usize, Span)>,
    pub(super) faults: Vec<Fault>,
    pub(super) gaps: Gaps,
    /// Text that was left out; `"*"` in quotes stands for text that is not there at all.
    pub(super) lost: Vec<String>,
}

/// Judges a value; `refused` are values that ron would not have although nothing here speaks against them.
pub(super) fn judge(root: &Node, text: &str, shape: Shape, refused: &[Span]) -> Judged {
    let mut judge = Judge { text, out: String::new(), refused, found: Judged::default() };
    let whole = judge.value(root, shape);
    judge.found.text = whole.then_some(judge.out);
    judge.found
}

struct Judge<'a> {
    text: &'a str,
    out: String,
    refused: &'a [Span],
    found: Judged,
}

/// How deep a stand-in for a missing value may go.
const STAND_IN: usize = 4;

impl<'a> Judge<'a> {
    fn fault(&mut self, rule: Rule, span: Span, message: String, label: &str) -> &mut Fault {
        if self.found.faults.len() > limits::CUTS {
            self.found.faults.pop();
        }
        let label = label.to_owned();
        let fault =
            Fault { rule, span, message, label, help: None, also: Vec::new(), fix: None, grave: false };
        self.found.faults.push(fault);
        self.found.faults.last_mut().expect("one was pushed just now")
    }

    /// Judges a value and writes out what is sound. `false`: it cannot be read, and nothing was written.
    fn value(&mut self, node: &Node, shape: Shape) -> bool {
        let start = (self.out.len(), self.found.marks.len());
        let good = !self.refused.contains(&node.span) && !matches!(node.body, Body::Junk) && {
            self.found.marks.push((start.0, node.span.clone()));
            let node = match shape {
                Shape::Maybe(_) => node,
                _ => self.without_some(node),
            };
            match shape {
                Shape::Maybe(inner) => self.maybe(node, inner()),
                Shape::List(inner) => self.list(node, inner),
                Shape::Fields(fields) => self.fields(node, fields),
                Shape::Kinds(kinds) => self.kinds(node, kinds),
                plain => self.plain(node, plain),
            }
        };
        if !good {
            self.out.truncate(start.0);
            self.found.marks.truncate(start.1);
        }
        good
    }

    /// What stands in `Some(…)` where no value may be left out.
    fn without_some<'n>(&mut self, node: &'n Node) -> &'n Node {
        let (Some("Some"), [one]) = (self.name(node), node.elements()) else { return node };
        if one.key.is_some() || node.damaged {
            return node;
        }
        let message = "`Some(…)` stands around no value of this language";
        let inner = one.value.span.clone();
        let edits =
            vec![(node.span.start..inner.start, String::new()), (inner.end..node.span.end, String::new())];
        let shown: String = self.text[inner].chars().take(40).collect();
        let fault = self.fault(Rule::WrongType, node.shown(), message.to_owned(), "not wanted here");
        fault.help = Some(match shown.contains('\n') {
            true => "write what stands in it alone".to_owned(),
            false => format!("write `{shown}` alone"),
        });
        fault.fix = Some(Fix { edits, safe: true });
        &one.value
    }

    fn maybe(&mut self, node: &Node, inner: Shape) -> bool {
        match (self.name(node), node.elements()) {
            (Some("None"), []) => {
                self.out.push_str("None");
                true
            }
            (Some("Some"), [one]) if one.key.is_none() => self.value(&one.value, inner),
            _ => self.value(node, inner),
        }
    }

    fn list(&mut self, node: &Node, inner: fn() -> Shape) -> bool {
        let Body::Bracket('[', elements) = &node.body else {
            return self.no_list(node, inner);
        };
        self.out.push('[');
        for element in elements {
            if let Some(key) = &element.key {
                let colon = key.end..element.value.span.start.max(key.end);
                let name = &self.text[key.clone()];
                let message = format!("the field `{name}` stands in a list");
                let fault = self.fault(Rule::NotRon, key.start..colon.end, message, "a list has no fields");
                fault.help = Some("write what it belongs to around it, or take the name away".to_owned());
                self.leave_out(element);
            } else if self.value(&element.value, inner()) {
                self.out.push(',');
            } else {
                self.leave_out(element);
            }
        }
        self.out.push(']');
        true
    }

    fn fields(&mut self, node: &Node, fields: &'static Fields) -> bool {
        let found = self.name(node);
        if !matches!(node.body, Body::Bracket('(', _)) {
            return self.wrong(node, Shape::Fields(fields));
        }
        if let Some(found) = found.filter(|found| *found != fields.name) {
            let message = format!("`{}(…)` is expected here, and this is `{found}`", fields.name);
            let near = did_you_mean(found, [fields.name]).is_some();
            let fault = self.fault(Rule::WrongType, node.shown(), message, "not what is expected here");
            fault.help = Some(format!("write `{}(`", fields.name));
            if near {
                fault.fix = Some(Fix { edits: vec![(node.shown(), fields.name.to_owned())], safe: near });
            } else {
                if let Some(help) = self.around(node, fields) {
                    self.found.faults.last_mut().expect("one was pushed just now").help = Some(help);
                }
                return false;
            }
        }
        self.out.push('(');
        let good = self.inside(node, fields);
        self.out.push(')');
        good
    }

    /// The fields between the brackets.
    fn inside(&mut self, node: &Node, fields: &'static Fields) -> bool {
        let mut good = true;
        let mut given: Vec<(&'static str, &Element)> = Vec::new();
        let mut bound = 0;
        for (at, element) in node.elements().iter().enumerate() {
            if at < bound {
                continue;
            }
            if let Some(loose) = self.loose(node, at, fields) {
                bound = at + loose.many;
                given.push((loose.field.name, element));
                self.bind(node, &node.elements()[at..bound], &loose, fields);
                continue;
            }
            let Some(key) = element.key.clone() else {
                self.nameless(node, element, fields);
                continue;
            };
            let name = &self.text[key.clone()];
            let known = fields.fields.iter().find(|field| field.name == name);
            let field = match known {
                Some(field) => field,
                None => match self.unknown_field(node, element, &key, fields) {
                    Some(field) => field,
                    None => continue,
                },
            };
            if let Some((_, first)) = given.iter().find(|(name, _)| *name == field.name) {
                let first = first.key.clone().unwrap_or_else(|| first.span.clone());
                if !element.value.damaged {
                    let message = format!("{} has the field `{}` twice", article(fields.name), field.name);
                    let fault = self.fault(Rule::TwiceGiven, key, message, "given again here");
                    fault.help = Some("keep one of the two".to_owned());
                    fault.also.push((first, "first given here".to_owned()));
                }
                self.leave_out(element);
                continue;
            }
            given.push((field.name, element));
            let start = self.out.len();
            self.out.push_str(field.name);
            self.out.push(':');
            if self.value(&element.value, (field.shape)()) {
                self.out.push(',');
                continue;
            }
            self.out.truncate(start);
            self.leave_out(element);
            if field.required() {
                good &= self.stand_in(field.name, (field.shape)());
            }
        }
        let absent =
            |field: &&'static Field| field.required() && !given.iter().any(|(name, _)| *name == field.name);
        let absent: Vec<&'static Field> = fields.fields.iter().filter(absent).collect();
        if !node.damaged {
            self.missing(node, fields, &absent, &given);
        }
        for field in absent {
            self.found.gaps.holes.insert((node.span.start, field.name));
            if field.name == "id" || !matches!((field.shape)(), Shape::Text | Shape::Whole | Shape::Number) {
                self.found.lost.push("\"*\"".to_owned());
            }
            good &= self.stand_in(field.name, (field.shape)());
        }
        good
    }

    /// A value without a name where fields stand.
    fn nameless(&mut self, node: &Node, element: &Element, fields: &'static Fields) {
        if !matches!(element.value.body, Body::Junk) && !node.damaged {
            let message = format!("{} takes fields with names, and this has none", article(fields.name));
            let known: Vec<&str> = fields.fields.iter().map(|field| field.name).collect();
            let help = format!("{} takes: {}", article(fields.name), known.join(", "));
            self.fault(Rule::WrongType, element.value.shown(), message, "a name and a colon are missing")
                .help = Some(help);
        }
        self.leave_out(element);
    }

    /// Names an unknown field; yields the field that was meant, if that is plain.
    fn unknown_field(
        &mut self,
        node: &Node,
        element: &Element,
        key: &Span,
        fields: &'static Fields,
    ) -> Option<&'static Field> {
        if self.found.faults.len() > limits::CUTS {
            self.leave_out(element);
            return None;
        }
        let text = self.text;
        let name = &text[key.clone()];
        let known: Vec<&str> = fields.fields.iter().map(|field| field.name).collect();
        let owner = article(fields.name);
        let given = |meant: &str| {
            let keys = node.elements().iter().filter_map(|element| element.key.clone());
            keys.into_iter().any(|key| text[key] == *meant)
        };
        let meant = did_you_mean(name, known.iter().copied());
        let free = meant.filter(|meant| !given(meant));
        let list = format!("{owner} takes: {}", known.join(", "));
        let inside = meant.is_none().then(|| self.holder(node, name, fields)).flatten();
        let message = format!("{owner} has no field `{name}`");
        let fault = self.fault(Rule::UnknownField, key.clone(), message, "not known here");
        fault.help = Some(suggest(meant, &list));
        if let Some((field, kind)) = inside {
            fault.label = format!("stands inside `{}`", field.name);
            fault.help = Some(format!("write `{}: {kind}({name}: …)`", field.name));
            self.found.gaps.meant.insert((node.span.start, field.name));
        }
        let fault = self.found.faults.last_mut().expect("one was pushed just now");
        fault.fix = free.map(|free| Fix {
            edits: vec![(key.clone(), free.to_owned())],
            safe: only_near(name, free, &known),
        });
        let Some(free) = free else {
            self.leave_out(element);
            return None;
        };
        let field = fields.fields.iter().find(|field| field.name == free)?;
        self.found.gaps.renamed.insert((element.span.start, field.name));
        Some(field)
    }

    fn kinds(&mut self, node: &Node, kinds: &'static Kinds) -> bool {
        let Some(found) = self.name(node) else {
            return self.in_a_list(node, kinds) || self.wrong(node, Shape::Kinds(kinds));
        };
        let kind = match kinds.kinds.iter().find(|kind| kind.name == found) {
            Some(kind) => kind,
            None => match self.unknown_kind(node, found, kinds) {
                Some(kind) => kind,
                None => return false,
            },
        };
        self.out.push_str(kind.name);
        match (kind.holds, &node.body) {
            ([], _) => {
                if matches!(node.body, Body::Bracket(..)) && !node.damaged {
                    let message = format!("`{}` is a bare word", kind.name);
                    let brackets = node.name.clone().map_or(node.span.start, |name| name.end)..node.span.end;
                    let fault =
                        self.fault(Rule::WrongType, brackets.clone(), message, "nothing stands in it");
                    fault.help = Some(format!("write `{}`", kind.name));
                    fault.fix = Some(Fix { edits: vec![(brackets, String::new())], safe: false });
                }
                true
            }
            (_, Body::Bracket('(', elements)) => {
                self.out.push('(');
                let good = self.held(node, elements, kind);
                self.out.push(')');
                good
            }
            _ => {
                let message = format!("`{}` needs something in brackets", kind.name);
                let fault = self.fault(Rule::WrongType, node.shown(), message, "nothing follows this");
                fault.help = Some(format!("write `{}(…)`", kind.name));
                false
            }
        }
    }

    /// A list of one, where the one alone is wanted: it is read, and whether it was such a list.
    fn in_a_list(&mut self, node: &Node, kinds: &'static Kinds) -> bool {
        let (Body::Bracket('[', _), [one]) = (&node.body, node.elements()) else { return false };
        let name = self.name(&one.value);
        let known = name.filter(|name| kinds.kinds.iter().any(|kind| kind.name == *name));
        let (Some(name), None, false) = (known, &one.key, node.damaged) else { return false };
        let message = format!("a list stands where one `{name}` should");
        let open = node.span.start..node.span.start + 1;
        let fault = self.fault(Rule::WrongType, open, message, "not wanted here");
        fault.help = Some(format!("write `{name}(…)` without `[` and `]`"));
        self.kinds(&one.value, kinds)
    }

    /// What stands in a kind's brackets.
    fn held(&mut self, node: &Node, elements: &[Element], kind: &Kind) -> bool {
        if let [one] = kind.holds
            && let Shape::Fields(fields) = one()
        {
            return match elements {
                [inner]
                    if inner.key.is_none()
                        && matches!(inner.value.body, Body::Bracket('(', _))
                        && !self.is_loose(node, inner, fields) =>
                {
                    self.value(&inner.value, Shape::Fields(fields))
                }
                _ => self.inside(node, fields),
            };
        }
        if let Some(named) = elements.iter().find_map(|element| element.key.clone()) {
            if !node.damaged {
                let message = format!("`{}(…)` takes its values without names", kind.name);
                let name = &self.text[named.clone()];
                let help = format!("leave `{name}:` out");
                self.fault(Rule::WrongType, named, message, "no name is wanted here").help = Some(help);
            }
            return false;
        }
        if elements.len() != kind.holds.len() {
            if !node.damaged {
                let (needs, has) = (kind.holds.len(), elements.len());
                let values = if needs == 1 { "value" } else { "values" };
                let message = format!("`{}(…)` takes {needs} {values}, and here it has {has}", kind.name);
                self.fault(Rule::WrongType, node.shown(), message, "not what is expected here");
            }
            return false;
        }
        let mut good = true;
        for (element, shape) in elements.iter().zip(kind.holds) {
            good &= self.value(&element.value, shape());
            self.out.push(',');
        }
        good
    }

    fn unknown_kind(&mut self, node: &Node, found: &str, kinds: &'static Kinds) -> Option<&'static Kind> {
        let known: Vec<&str> = kinds.kinds.iter().map(|kind| kind.name).collect();
        let place = place_of(kinds.name);
        let meant = did_you_mean(found, known.iter().copied());
        let span = node.shown();
        let message = format!("`{found}` is not known {place}");
        let fault = self.fault(Rule::UnknownKind, span.clone(), message, "not known");
        fault.help = Some(suggest(meant, &format!("known {place}: {}", known.join(", "))));
        let meant = meant?;
        let safe = only_near(found, meant, &known);
        fault.fix = Some(Fix { edits: vec![(span, meant.to_owned())], safe });
        kinds.kinds.iter().find(|kind| kind.name == meant)
    }

    fn leave_out(&mut self, element: &Element) {
        self.found.gaps.left_out.insert(element.span.start);
        self.found.lost.push(self.text[element.span.clone()].to_owned());
    }

    /// Writes something for a field that ron needs and the text has not.
    fn stand_in(&mut self, name: &str, shape: Shape) -> bool {
        let start = self.out.len();
        self.out.push_str(name);
        self.out.push(':');
        let good = write_stand_in(&mut self.out, shape, 0);
        if good {
            self.out.push(',');
        } else {
            self.out.truncate(start);
        }
        good
    }

    fn name(&self, node: &Node) -> Option<&'a str> {
        let text = self.text;
        node.name.clone().map(|name| &text[name])
    }
}

fn write_stand_in(out: &mut String, shape: Shape, depth: usize) -> bool {
    match shape {
        Shape::Text => out.push_str("\"\""),
        Shape::Whole => out.push('1'),
        Shape::Number => out.push_str("0.5"),
        Shape::Truth => out.push_str("true"),
        Shape::List(_) => out.push_str("[]"),
        Shape::Maybe(_) => out.push_str("None"),
        Shape::Fields(_) | Shape::Kinds(_) if depth >= STAND_IN => return false,
        Shape::Fields(fields) => {
            out.push('(');
            let good = write_fields(out, fields, depth);
            out.push(')');
            return good;
        }
        Shape::Kinds(kinds) => {
            let bare = kinds.kinds.iter().find(|kind| kind.holds.is_empty());
            let Some(kind) = bare.or(kinds.kinds.first()) else { return false };
            out.push_str(kind.name);
            return match kind.holds {
                [] => true,
                [one] => {
                    out.push('(');
                    let good = match one() {
                        Shape::Fields(fields) => write_fields(out, fields, depth + 1),
                        other => write_stand_in(out, other, depth + 1),
                    };
                    out.push(')');
                    good
                }
                _ => false,
            };
        }
    }
    true
}

fn write_fields(out: &mut String, fields: &Fields, depth: usize) -> bool {
    fields.fields.iter().filter(|field| field.required()).all(|field| {
        out.push_str(field.name);
        out.push(':');
        let good = write_stand_in(out, (field.shape)(), depth + 1);
        out.push(',');
        good
    })
}

/// Names what may have been meant, before all that is known.
fn suggest(meant: Option<&str>, known: &str) -> String {
    match meant {
        Some(meant) => format!("did you mean `{meant}`? {known}"),
        None => known.to_owned(),
    }
}

/// Whether no other name is near enough to be meant.
fn only_near(found: &str, meant: &str, known: &[&str]) -> bool {
    did_you_mean(found, known.iter().copied().filter(|name| *name != meant)).is_none()
}
