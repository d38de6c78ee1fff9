//! The house's lists: sources that facts cite, facts that courses tell, places to turn to, words that
//! need care, and frameworks that outcomes lead to.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::context::{Context, Spot};
use super::{HouseFile, HouseList, Purpose, statement, theme, variables};
use crate::course::{Source, Support, Term, Unchecked};
use crate::diagnostic::{At, Diagnostic, Severity};
use crate::id::{SourceId, SupportId, TermId};
use crate::raw::shape::Authored;
use crate::raw::{
    RawAccessibility, RawFramework, RawHouseFact, RawPeopleGroup, RawSource, RawSupport, RawTerm, RawTheme,
    RawVariable,
};
use crate::rule::Rule;

/// Reads the house's files; a later file replaces entries of an earlier one by id.
pub(super) fn read(context: &mut Context<'_>) {
    let input = context.input;
    for (at, file) in input.house.iter().enumerate() {
        let key = format!("~house/{at:04}");
        match file.lists {
            HouseList::Sources => {
                let all = list(context, key, file, "list of sources", |entry: &RawSource| &entry.id);
                Arc::make_mut(&mut context.house_sources).extend(all);
            }
            HouseList::Facts => {
                let all = list(context, key, file, "list of facts", |entry: &RawHouseFact| &entry.id);
                Arc::make_mut(&mut context.house_facts).extend(all);
            }
            HouseList::Support => {
                let all = list(context, key, file, "list of support", |entry: &RawSupport| &entry.id);
                Arc::make_mut(&mut context.house_support).extend(all);
            }
            HouseList::Terms => {
                let all = list(context, key, file, "list of terms", |entry: &RawTerm| &entry.id);
                Arc::make_mut(&mut context.house_terms).extend(all);
            }
            HouseList::Frameworks => {
                let all = list(context, key, file, "list of frameworks", |entry: &RawFramework| &entry.id);
                Arc::make_mut(&mut context.house_frameworks).extend(all);
            }
            HouseList::People => {
                let what = "list of groups of people";
                let all = list(context, key, file, what, |entry: &RawPeopleGroup| &entry.id);
                Arc::make_mut(&mut context.house_people).extend(all);
            }
            HouseList::Theme => {
                let read = context.read_given::<RawTheme>(key, file.name.clone(), &file.given, "theme");
                if let Some((raw, spot)) = read {
                    theme::take(context, raw, spot);
                }
            }
            HouseList::Accessibility => {
                let (name, what) = (file.name.clone(), "what is known of accessibility");
                context.house_accessibility =
                    context.read_given::<RawAccessibility>(key, name, &file.given, what);
            }
            HouseList::Variables => read_variables(context, key, file),
            // Only who asks for a place reads it: there may be many.
            HouseList::Place => {}
        }
    }
}

/// Reads a file of the house that is a list, by the ids of its entries.
fn list<T: serde::de::DeserializeOwned + Authored>(
    context: &mut Context<'_>,
    key: String,
    file: &HouseFile,
    what: &'static str,
    id: impl Fn(&T) -> &String,
) -> BTreeMap<String, (T, Spot)> {
    match context.read_given::<Vec<T>>(key, file.name.clone(), &file.given, what) {
        Some((list, spot)) => by_id(context, list, &spot, id),
        None => BTreeMap::new(),
    }
}

fn read_variables(context: &mut Context<'_>, key: String, file: &HouseFile) {
    let name = file.name.clone();
    let read = context.read_given::<Vec<RawVariable>>(key, name, &file.given, "list of variables");
    if let Some((list, spot)) = read {
        let entries = by_id(context, list, &spot, |entry| &entry.id);
        variables::take(context, entries);
    }
}

/// Reads the house's variables and no other of its files.
pub(super) fn variables(context: &mut Context<'_>) {
    let input = context.input;
    let files = input.house.iter().enumerate().filter(|(_, file)| file.lists == HouseList::Variables);
    files.for_each(|(at, file)| read_variables(context, format!("~house/{at:04}"), file));
}

/// The entries of one file by id, each with where it stands; an id that stands twice is a fault.
fn by_id<T>(
    context: &mut Context<'_>,
    list: Vec<T>,
    spot: &Spot,
    id: impl Fn(&T) -> &String,
) -> BTreeMap<String, (T, Spot)> {
    let mut entries: BTreeMap<String, (T, Spot)> = BTreeMap::new();
    for (at, entry) in list.into_iter().enumerate() {
        let here = spot.index(at);
        if let Some((_, before)) = entries.get(id(&entry)) {
            let message = format!("`{}` stands twice in this list", id(&entry));
            let fault = Diagnostic::new(Rule::DuplicateHouseId, here.field("id").at(), message);
            context.fault(
                fault
                    .label("used again here")
                    .also(before.field("id").at(), "first used here")
                    .help("keep one, or give the other an id of its own"),
            );
        }
        entries.insert(id(&entry).clone(), (entry, here));
    }
    entries
}

/// The terms that the course uses, in order of first use. What they cite is cited by the course.
pub(super) fn terms(context: &mut Context<'_>) -> Vec<Term> {
    let used = context.termed.clone();
    used.iter()
        .filter_map(|id| {
            let (raw, spot) = context.house_terms.get(id).cloned()?;
            context.cite(&raw.source, spot.field("source").at());
            let term = context.title(&spot.field("term"), &raw.term);
            let says = context.title(&spot.field("says"), &raw.says);
            let use_when = raw.use_when.as_ref().map(|text| context.title(&spot.field("use_when"), text));
            let avoid = raw.avoid.as_ref().map(|text| context.title(&spot.field("avoid"), text));
            let id = context.id(&spot.field("id"), &raw.id, TermId::parse);
            Some(Term { id: id?, term, says, use_when, avoid, source: SourceId::parse(&raw.source)? })
        })
        .collect()
}

/// The sources that the course cites, in order of first use, checked.
pub(super) fn cited(context: &mut Context<'_>) -> Vec<Source> {
    let cited = context.cited.clone();
    twice(context, &cited);
    cited
        .iter()
        .filter_map(|id| {
            let (raw, spot) = context.house_sources.get(id).cloned()?;
            check_source(context, raw, &spot)
        })
        .collect()
}

/// One text under two ids goes out of date apart.
fn twice(context: &mut Context<'_>, cited: &[String]) {
    let mut seen: BTreeMap<(String, String, u16), (String, Spot)> = BTreeMap::new();
    for id in cited {
        let Some((raw, spot)) = context.house_sources.get(id).cloned() else { continue };
        let key = (raw.title.to_lowercase(), raw.publisher.to_lowercase(), raw.year);
        if let Some((other, before)) = seen.insert(key, (id.clone(), spot.clone())) {
            let message = format!("`{id}` and `{other}` are one text");
            let fault = Diagnostic::new(Rule::SameSource, spot.field("id").at(), message);
            context.fault(
                fault
                    .label("listed again here")
                    .also(before.field("id").at(), "first listed here")
                    .help(format!("cite `{other}` everywhere, and take `{id}` out")),
            );
        }
    }
}

/// Checks a source as it is printed, and that somebody has read it in time.
pub(super) fn check_source(context: &mut Context<'_>, raw: RawSource, spot: &Spot) -> Option<Source> {
    let id = context.id(&spot.field("id"), &raw.id, SourceId::parse);
    if raw.month.is_some_and(|month| !(1..=12).contains(&month)) {
        let message = format!("{} is no month", raw.month.unwrap_or_default());
        let fault = Diagnostic::new(Rule::SourceForm, spot.field("month").at(), message).label("1 to 12");
        context.fault(fault.help("write `month: 5` for May, or leave `month` out"));
    }
    for (field, date) in [("retrieved", &raw.retrieved), ("review_by", &raw.review_by)] {
        if let Some(date) = date
            && !is_date(date)
        {
            let message = format!("`{date}` is no date");
            context.fault(
                Diagnostic::new(Rule::SourceForm, spot.field(field).at(), message)
                    .label("a year and a month, or a day")
                    .help(format!("write `{field}: \"2027-08\"` for August 2027")),
            );
        }
    }
    dates(context, &raw, spot);
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

/// That a source was read, and stands in no future.
fn dates(context: &mut Context<'_>, raw: &RawSource, spot: &Spot) {
    if raw.retrieved.is_none() {
        let message = format!("nobody of the house has read `{}`", raw.id);
        let fault =
            Diagnostic::new(Rule::SourceUnread, spot.field("id").at(), message).label("cited, and unread");
        context.fault(fault.help("read it, then write `retrieved: \"YYYY-MM\"`"));
    }
    let Some(today) = context.options.as_of.clone() else { return };
    let later = |date: &str| is_date(date) && today.get(..date.len()).is_some_and(|today| today < date);
    let field = if later(&format!("{:04}-01", raw.year)) {
        "year"
    } else if raw.retrieved.as_deref().is_some_and(later) {
        "retrieved"
    } else {
        return;
    };
    let message = format!("the source `{}` has a date that is still to come", raw.id);
    let fault = Diagnostic::new(Rule::SourceInFuture, spot.field(field).at(), message);
    let help = match field {
        "year" => "write the year in which it came out",
        _ => "write when you read it, as `retrieved: \"2026-08\"`",
    };
    context.fault(fault.label(format!("after {today}")).help(help));
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
            unchecked(context, &raw, &entry, spot.index(at).at());
        }
        let name = context.title(&entry.field("name"), &raw.name);
        let what = context.title(&entry.field("what"), &raw.what);
        let Some(id) = context.id(&entry.field("id"), &raw.id, SupportId::parse) else { continue };
        let RawSupport { phone, url, nations, checked, .. } = raw;
        let unchecked = raw.unchecked.filter(|_| checked.is_none());
        let unchecked = unchecked.map(|own| Unchecked { because: own.because, until: own.until });
        let support = Support { id, name, what, phone, url, nations, checked, unchecked };
        if !context.support_used.iter().any(|used| used.id == support.id) {
            context.support_used.push(support.clone());
        }
        found.push(support);
    }
    found
}

/// Says that nobody has checked the details of a service, unless the house says why, and until when that may stand.
/// What is given out has no such number in any case (decisions, C-R-12).
fn unchecked(context: &mut Context<'_>, raw: &RawSupport, entry: &Spot, at: At) {
    let mut message = format!("nobody has checked the details of `{}` with it", raw.id);
    let release = context.options.purpose == Purpose::Release;
    if let Some(own) = &raw.unchecked {
        let spot = entry.field("unchecked");
        statement::is_day(context, &spot.field("until"), "until", &own.until);
        let _: String = context.title(&spot.field("because"), &own.because);
        let over = context.options.as_of.as_ref().is_some_and(|today| *today > own.until);
        if !over && !release {
            return;
        }
        if over {
            message = format!("what is said for `{}` not being checked ended on {}", raw.id, own.until);
        }
    }
    let mut fault = Diagnostic::new(Rule::SupportUnchecked, at, message)
        .label("used here")
        .help("call or write to it, then write `checked: \"YYYY-MM-DD\"` in house/support.ron");
    if release {
        fault.severity = Severity::Error;
    }
    context.fault(fault);
}

fn https(context: &mut Context<'_>, url: Option<&str>, spot: &Spot) {
    if let Some(url) = url
        && !(url.starts_with("https://") && url.len() > 10 && !url.contains([' ', '"', '<', '>']))
    {
        let fault =
            Diagnostic::new(Rule::SourceForm, spot.at(), format!("`{url}` cannot be printed as an address"));
        let help = match url.strip_prefix("http://") {
            Some(rest) => format!("write `url: \"https://{rest}\"`, or leave `url` out"),
            None => "write `url: \"https://…\"` without blanks, or leave `url` out".to_owned(),
        };
        context.fault(fault.label("it begins with https://").help(help));
    }
}

/// `YYYY-MM` or `YYYY-MM-DD`.
pub(super) fn is_date(text: &str) -> bool {
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
