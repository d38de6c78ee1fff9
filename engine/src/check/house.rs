//! The house's lists: sources that facts cite, and places to turn to.

use super::HouseList;
use super::context::{Context, Spot};
use crate::course::{Source, Support};
use crate::diagnostic::Diagnostic;
use crate::id::{SourceId, SupportId};
use crate::raw::{RawSource, RawSupport};
use crate::rule::Rule;

/// Reads the house's files; a later file replaces entries of an earlier one by id.
pub(super) fn read(context: &mut Context<'_>) {
    let input = context.input;
    for (at, file) in input.house.iter().enumerate() {
        let key = format!("~house/{at:04}");
        match file.lists {
            HouseList::Sources => {
                let read = context.read_given::<Vec<RawSource>>(
                    key,
                    file.name.clone(),
                    &file.given,
                    "list of sources",
                );
                if let Some((list, spot)) = read {
                    let entries = list.into_iter().enumerate();
                    let entries = entries.map(|(at, entry)| (entry.id.clone(), (entry, spot.index(at))));
                    context.house_sources.extend(entries);
                }
            }
            HouseList::Support => {
                let read = context.read_given::<Vec<RawSupport>>(
                    key,
                    file.name.clone(),
                    &file.given,
                    "list of support",
                );
                if let Some((list, spot)) = read {
                    let entries = list.into_iter().enumerate();
                    let entries = entries.map(|(at, entry)| (entry.id.clone(), (entry, spot.index(at))));
                    context.house_support.extend(entries);
                }
            }
        }
    }
}

/// The sources that the course cites, in order of first use, checked.
pub(super) fn cited(context: &mut Context<'_>) -> Vec<Source> {
    let cited = context.cited.clone();
    cited
        .iter()
        .filter_map(|id| {
            let (raw, spot) = context.house_sources.get(id).cloned()?;
            check_source(context, raw, &spot)
        })
        .collect()
}

fn check_source(context: &mut Context<'_>, raw: RawSource, spot: &Spot) -> Option<Source> {
    let id = context.id(&spot.field("id"), &raw.id, SourceId::parse);
    if raw.month.is_some_and(|month| !(1..=12).contains(&month)) {
        let message = format!("{} is no month", raw.month.unwrap_or_default());
        context.fault(Diagnostic::new(Rule::SourceForm, spot.field("month").at(), message).label("1 to 12"));
    }
    for (field, date) in [("retrieved", &raw.retrieved), ("review_by", &raw.review_by)] {
        if let Some(date) = date
            && !is_date(date)
        {
            let message = format!("`{date}` is no date");
            context.fault(
                Diagnostic::new(Rule::SourceForm, spot.field(field).at(), message)
                    .label("YYYY-MM or YYYY-MM-DD"),
            );
        }
    }
    https(context, raw.url.as_deref(), &spot.field("url"));
    if let (Some(today), Some(by)) = (&context.options.as_of, &raw.review_by)
        && is_date(by)
        && today.get(..by.len()).is_some_and(|today| today > by.as_str())
    {
        let message = format!("`{}` was to be looked at again by {by}", raw.id);
        let fault = Diagnostic::new(Rule::SourceStale, spot.field("review_by").at(), message);
        context.fault(
            fault
                .label("past")
                .help("read the source again, mend the facts that cite it, and set a later date"),
        );
    }
    let title = context.title(&spot.field("title"), &raw.title);
    let publisher = context.title(&spot.field("publisher"), &raw.publisher);
    Some(Source {
        id: id?,
        title,
        publisher,
        year: raw.year,
        month: raw.month,
        url: raw.url,
        retrieved: raw.retrieved,
        review_by: raw.review_by,
    })
}

/// Looks entries of support up.
pub(super) fn support(context: &mut Context<'_>, ids: &[String], spot: &Spot) -> Vec<Support> {
    let mut found = Vec::new();
    for (at, id) in ids.iter().enumerate() {
        let Some((raw, entry)) = context.house_support.get(id).cloned() else {
            let known: Vec<String> = context.house_support.keys().cloned().collect();
            let place = spot.index(at).at();
            context.unknown(Rule::UnknownSupport, place, "support", id, known.iter().map(String::as_str));
            continue;
        };
        https(context, raw.url.as_deref(), &entry.field("url"));
        let details = raw.phone.is_some() || raw.url.is_some();
        if raw.checked.is_none() && details && !context.unchecked.contains(id) {
            context.unchecked.push(id.clone());
            let message = format!("nobody has checked the details of `{id}` with it");
            let fault = Diagnostic::new(Rule::SupportUnchecked, spot.index(at).at(), message);
            context.fault(
                fault
                    .label("used here")
                    .help("call or write to it, then write `checked: \"YYYY-MM-DD\"` in house/support.ron"),
            );
        }
        let name = context.title(&entry.field("name"), &raw.name);
        let what = context.title(&entry.field("what"), &raw.what);
        let Some(id) = context.id(&entry.field("id"), &raw.id, SupportId::parse) else { continue };
        let RawSupport { phone, url, nations, checked, .. } = raw;
        found.push(Support { id, name, what, phone, url, nations, checked });
    }
    found
}

fn https(context: &mut Context<'_>, url: Option<&str>, spot: &Spot) {
    if let Some(url) = url
        && !(url.starts_with("https://") && url.len() > 10 && !url.contains([' ', '"', '<', '>']))
    {
        let fault = Diagnostic::new(
            Rule::SourceForm,
            spot.at(),
            format!("`{url}` is no address that can be printed"),
        );
        context.fault(fault.label("https only").help("write the https address, or leave `url` out"));
    }
}

/// `YYYY-MM` or `YYYY-MM-DD`.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, length: usize, most: u32| {
        part.len() == length && part.parse::<u32>().is_ok_and(|number| (1..=most).contains(&number))
    };
    match parts.as_slice() {
        [year, month] => number(year, 4, 9999) && number(month, 2, 12),
        [year, month, day] => number(year, 4, 9999) && number(month, 2, 12) && number(day, 2, 31),
        _ => false,
    }
}
