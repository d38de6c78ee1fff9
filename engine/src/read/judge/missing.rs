//! Fields that are missing or stand one bracket too far out: what to write, and where.

use super::{Judge, article};
use crate::raw::shape::{Field, Fields, Kinds, Shape};
use crate::read::tree::{Element, Node};
use crate::read::words::hole;
use crate::rule::Rule;
use crate::source::Span;

impl Judge<'_> {
    /// Tells of the fields that a value lacks: in one message those that are to be written at one place.
    pub(super) fn missing(
        &mut self,
        node: &Node,
        fields: &Fields,
        absent: &[&'static Field],
        given: &[(&'static str, &Element)],
    ) {
        let owner = node.name.clone().unwrap_or(node.span.start..node.span.start + 1);
        let mut places: Vec<(Option<Span>, Vec<&'static Field>)> = Vec::new();
        for field in absent {
            // It was written, one bracket too far out, and that is told.
            if self.found.gaps.meant.contains(&(node.span.start, field.name)) {
                continue;
            }
            let before = fields.fields.iter().take_while(|one| one.name != field.name);
            let before = before.filter_map(|one| given.iter().find(|(name, _)| *name == one.name)).last();
            // The name of a kind's only content may be another than its own: `Right(…)` holds an option.
            let far = before.map(|(_, element)| element.span.clone());
            let far = far.filter(|before| self.text[owner.start..before.end].contains('\n'));
            match places.iter_mut().find(|(place, _)| *place == far) {
                Some((_, there)) => there.push(field),
                None => places.push((far, vec![field])),
            }
        }
        for (far, there) in places {
            self.missing_at(&owner, fields, far, &there);
        }
    }

    fn missing_at(&mut self, owner: &Span, fields: &Fields, far: Option<Span>, there: &[&'static Field]) {
        let names: Vec<String> = there.iter().map(|field| format!("`{}`", field.name)).collect();
        let (names, word, are) = match names.split_last() {
            Some((last, [])) => (last.clone(), "field", "is"),
            Some((last, rest)) => (format!("{} and {last}", rest.join(", ")), "fields", "are"),
            None => return,
        };
        let message = format!("{} needs the {word} {names}", article(fields.name));
        let holes: Vec<String> = there.iter().map(|field| hole(field.name, (field.shape)())).collect();
        let holes = holes.join(", ");
        let Some(before) = far else {
            let label = format!("{names} {are} missing");
            let fault = self.fault(Rule::MissingField, owner.clone(), message, &label);
            fault.help = Some(format!("write `{holes}` inside it"));
            return;
        };
        let last = self.text[..before.end].chars().next_back().map_or(0, char::len_utf8);
        let label = format!("{names} {are} missing after this");
        let fault = self.fault(Rule::MissingField, before.end - last..before.end, message, &label);
        fault.also.push((owner.clone(), "in this".to_owned()));
        fault.help = Some(format!("write `{holes},` on a line of its own"));
    }

    /// The field of which a kind has a field with this name, and that kind: `options` stands in
    /// `kind: SingleChoice(…)`.
    pub(super) fn holder(
        &self,
        node: &Node,
        name: &str,
        fields: &'static Fields,
    ) -> Option<(&'static Field, &'static str)> {
        let keys: Vec<&str> = node
            .elements()
            .iter()
            .filter_map(|element| element.key.clone())
            .map(|key| &self.text[key])
            .collect();
        let open = fields.fields.iter().filter(|field| !keys.contains(&field.name));
        open.filter_map(|field| match (field.shape)() {
            Shape::Kinds(kinds) => Some((field, kind_with(kinds, name)?)),
            _ => None,
        })
        .next()
    }

    /// What to write round a value that stands where its owner should: a page where a module is wanted.
    pub(super) fn around(&self, node: &Node, fields: &'static Fields) -> Option<String> {
        let name = node.name.clone().map(|name| &self.text[name])?;
        let list = fields.fields.iter().find(|field| match (field.shape)() {
            Shape::List(inner) => self.fits(node, inner()),
            _ => false,
        })?;
        let holes = fields.fields.iter().filter(|field| field.required()).map(|field| {
            if field.name == list.name {
                format!("{}: [{name}(…)]", list.name)
            } else {
                hole(field.name, (field.shape)())
            }
        });
        Some(format!("write it inside one: `{}({})`", fields.name, holes.collect::<Vec<_>>().join(", ")))
    }
}

/// The first kind that has a field with this name.
fn kind_with(kinds: &'static Kinds, name: &str) -> Option<&'static str> {
    let has = |shape: Shape| matches!(shape, Shape::Fields(fields) if fields.fields.iter().any(|field| field.name == name));
    kinds.kinds.iter().find(|kind| kind.holds.iter().any(|inner| has(inner()))).map(|kind| kind.name)
}
