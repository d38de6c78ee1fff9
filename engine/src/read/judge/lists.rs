//! Lists that lost their brackets or their name: what was meant is plain, and is told with the brackets in place.

use super::{Judge, article};
use crate::diagnostic::Fix;
use crate::raw::shape::{Field, Fields, Shape};
use crate::read::tree::{Body, Element, Node};
use crate::read::words;
use crate::rule::Rule;
use crate::source::Span;

/// Elements of a value that are a list of one of its fields.
pub(super) struct Loose {
    pub(super) field: &'static Field,
    inner: fn() -> Shape,
    /// How many elements, from the first on.
    pub(super) many: usize,
    /// What is missing.
    lacks: Lacks,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lacks {
    /// `modules: "one", "two"`.
    Brackets,
    /// `SingleChoice(Right(…), Wrong(…))`.
    BracketsAndName,
    /// `SingleChoice([Right(…), Wrong(…)])`.
    Name,
}

impl Judge<'_> {
    /// The list that begins with an element, if it lacks its brackets or its name.
    pub(super) fn loose(&self, node: &Node, at: usize, fields: &'static Fields) -> Option<Loose> {
        let elements = node.elements();
        let first = elements.get(at).filter(|_| !node.damaged)?;
        let run = |from: usize, inner: fn() -> Shape| {
            let fits = |one: &&Element| one.key.is_none() && self.fits(&one.value, inner());
            elements[from..].iter().take_while(fits).count()
        };
        if let Some(key) = &first.key {
            let field = fields.fields.iter().find(|field| *field.name == self.text[key.clone()])?;
            let Shape::List(inner) = (field.shape)() else { return None };
            let many = 1 + run(at + 1, inner);
            let loose = many > 1 && self.fits(&first.value, inner());
            return loose.then_some(Loose { field, inner, many, lacks: Lacks::Brackets });
        }
        let given = |field: &Field| {
            let mut keys = elements.iter().filter_map(|element| element.key.clone());
            keys.any(|key| self.text[key] == *field.name)
        };
        fields.fields.iter().filter(|field| !given(field)).find_map(|field| {
            let Shape::List(inner) = (field.shape)() else { return None };
            let (many, lacks) = match &first.value.body {
                Body::Bracket('[', inside) => {
                    let fits = inside.first().is_some_and(|one| self.fits(&one.value, inner()));
                    (usize::from(fits), Lacks::Name)
                }
                // Bare texts could be of any list.
                Body::Bracket(..) => (run(at, inner), Lacks::BracketsAndName),
                _ => (0, Lacks::Name),
            };
            (many > 0).then_some(Loose { field, inner, many, lacks })
        })
    }

    /// Whether one value alone could only be an element of a list of these fields.
    pub(super) fn is_loose(&self, node: &Node, one: &Element, fields: &'static Fields) -> bool {
        let name = one.value.name.clone().map_or("", |name| &self.text[name]);
        name != fields.name && self.loose(node, 0, fields).is_some()
    }

    /// Tells of such a list, and writes it out as it was meant.
    pub(super) fn bind(&mut self, owner: &Node, elements: &[Element], loose: &Loose, fields: &Fields) {
        let (Some(first), Some(last)) = (elements.first(), elements.last()) else { return };
        let name = loose.field.name;
        // What is said of the list may only follow from that it was not read as it stands.
        self.found.gaps.holes.insert((owner.span.start, name));
        let shown = match loose.lacks {
            Lacks::Name => format!("[{}]", self.row(first.value.elements())),
            _ => format!("[{}]", self.row(elements)),
        };
        let (message, label) = match loose.lacks {
            Lacks::Brackets => (format!("the list `{name}` has no brackets"), "begins here"),
            Lacks::BracketsAndName => {
                (format!("{} takes its {name} in a list", article(fields.name)), "the first of them")
            }
            Lacks::Name => {
                (format!("{} says which list this is", article(fields.name)), "its name is missing")
            }
        };
        let (open, close) = match loose.lacks {
            Lacks::Brackets => ("[".to_owned(), Some("]")),
            Lacks::BracketsAndName => (format!("{name}: ["), Some("]")),
            Lacks::Name => (format!("{name}: "), None),
        };
        let (start, end) = (first.value.span.start, last.value.span.end);
        let mut edits: Vec<(Span, String)> = vec![(start..start, open)];
        edits.extend(close.map(|close| (end..end, close.to_owned())));
        let span = match loose.lacks {
            Lacks::Name => start..start + 1,
            _ => first.value.shown(),
        };
        let fault = self.fault(Rule::WrongType, span, message, label);
        fault.help = Some(format!("write `{name}: {shown}`"));
        fault.fix = Some(Fix { edits, safe: true });
        // What the list names may be defined or listed in it: it was not read as it stands.
        self.found.lost.push(self.text[start..end].to_owned());
        self.out.push_str(name);
        self.out.push(':');
        if loose.lacks == Lacks::Name {
            self.value(&first.value, Shape::List(loose.inner));
        } else {
            self.out.push('[');
            for element in elements {
                if self.value(&element.value, (loose.inner)()) {
                    self.out.push(',');
                } else {
                    self.leave_out(element);
                }
            }
            self.out.push(']');
        }
        self.out.push(',');
    }

    /// What stands in a list, short enough to be read in a message.
    fn row(&self, elements: &[Element]) -> String {
        let mut shown: Vec<String> = elements
            .iter()
            .take(3)
            .map(|element| match (&element.value.name, &element.value.body) {
                (Some(name), Body::Bracket(..)) => format!("{}(…)", &self.text[name.clone()]),
                (_, Body::Text(_) | Body::Plain) => {
                    self.text[element.value.span.clone()].chars().take(40).collect()
                }
                _ => "…".to_owned(),
            })
            .collect();
        if elements.len() > shown.len() {
            shown.push("…".to_owned());
        }
        shown.join(", ")
    }

    /// Whether a value could be of a shape, as far as its name and its quotes say.
    pub(super) fn fits(&self, node: &Node, shape: Shape) -> bool {
        let name = node.name.clone().map_or("", |name| &self.text[name]);
        match (shape, &node.body) {
            (Shape::Text, Body::Text(_)) => true,
            (Shape::Fields(fields), Body::Bracket('(', _)) => name == fields.name,
            (Shape::Kinds(kinds), Body::Bracket('(', _) | Body::Plain) => {
                kinds.kinds.iter().any(|kind| kind.name == name)
            }
            (Shape::Maybe(inner), _) => self.fits(node, inner()),
            _ => false,
        }
    }

    /// A value where a list should be.
    pub(super) fn no_list(&mut self, node: &Node, inner: fn() -> Shape) -> bool {
        let fits = match (inner(), &node.body) {
            (Shape::Text, Body::Text(_)) => true,
            (Shape::Fields(_) | Shape::Kinds(_), Body::Bracket('(', _)) => node.name.is_some(),
            _ => false,
        };
        let span = node.shown();
        let shown = &self.text[span.clone()];
        let (message, mut help) = words::wrong_type(&Shape::List(inner), shown);
        if matches!(node.body, Body::Bracket('(', _)) {
            help = Some(format!("write it in square brackets: [{shown}(…)]"));
        } else if let (Shape::Kinds(kinds), Body::Text(_)) = (inner(), &node.body)
            && let Some(kind) = words::of_text(kinds).filter(|_| shown.chars().count() <= 40)
        {
            help = Some(format!("write it in square brackets: [{kind}({shown})]"));
        }
        let whole = node.span.clone();
        let fault = self.fault(Rule::WrongType, span, message, "not what is expected here");
        fault.help = help;
        if !fits {
            return false;
        }
        let edits = vec![(whole.start..whole.start, "[".to_owned()), (whole.end..whole.end, "]".to_owned())];
        fault.fix = Some(Fix { edits, safe: true });
        // There may have been more of it, further on: what else is there is not called unlisted.
        self.found.lost.push(self.text[whole].to_owned());
        self.out.push('[');
        let good = self.value(node, inner());
        self.out.push(']');
        good
    }
}
