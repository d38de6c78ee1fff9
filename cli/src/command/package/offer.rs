//! `--index`: the page of the packages, the feed beside it, and the sheets for administrators that both lead to.
//!
//! What can be wrong with them is found before the first package is made. The packager makes them; here are the files.

use std::path::{Path, PathBuf};

use bona_engine::limits;
use bona_engine::text::hidden_sign;
use bona_engine::time;
use bona_packager::{
    FEED, Feed, OFFER_MARK, OFFER_PAGE, Offer, Offered, offer_address, offer_page, sheet_name,
};

use super::Made;
use crate::args::PackageArgs;
use crate::exit::Failure;
use crate::machine::{Keep, Machine, Stands, read_at_most, write_bytes};

/// The variable by which whoever builds says what time it is.
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// What is needed of the world before the packages are made.
pub(super) struct Giving {
    time: String,
    address: Option<String>,
}

/// What was written.
pub(super) struct Given {
    pub(super) page: PathBuf,
    pub(super) feed: PathBuf,
    /// Entries of the feed.
    pub(super) entries: usize,
    /// Whether its links lead somewhere from wherever it is read.
    pub(super) absolute: bool,
}

/// Judges the options, and what already stands in the folder.
///
/// # Errors
/// An option that cannot be, no day, or a page or feed that is not ours or is damaged.
pub(super) fn before(
    args: &PackageArgs,
    packages: usize,
    machine: &dyn Machine,
) -> Result<Option<Giving>, Failure> {
    if !args.index {
        return Ok(None);
    }
    if packages > limits::FEED_ENTRIES {
        let most = limits::FEED_ENTRIES;
        return Err(Failure::Argument(format!(
            "one page gives out at most {most} packages, and these are {packages}; call it for fewer courses, formats \
             or places at once, each with an `--out` of its own"
        )));
    }
    let publisher = args.publisher.as_deref().unwrap_or("-");
    if publisher.trim().is_empty() || limits::TITLE < publisher.chars().count() {
        let most = limits::TITLE;
        return Err(Failure::Argument(format!("`--publisher` is a name of at most {most} characters")));
    }
    if hidden_sign(publisher).is_some() {
        return Err(Failure::Argument(
            "`--publisher` holds a sign that nobody sees: a control sign, or one that turns the direction of letters; \
             type the name again"
                .to_owned(),
        ));
    }
    let address = args.address.as_deref().map(offer_address).transpose().map_err(Failure::Argument)?;
    let time = time_of(args, machine)?;
    let page = args.out.join(OFFER_PAGE);
    if let Some(text) = text_of(&page, machine)?
        && !text.contains(OFFER_MARK)
    {
        let (page, why) = (page.display(), "was not written by bona, and is not written over");
        return Err(Failure::Argument(format!("`{page}` {why}; move it away, or choose another `--out`")));
    }
    feed_of(args, machine)?;
    Ok(Some(Giving { time, address }))
}

/// The feed that stands there, if there is one.
fn feed_of(args: &PackageArgs, machine: &dyn Machine) -> Result<Option<Feed>, Failure> {
    let path = args.out.join(FEED);
    text_of(&path, machine)?.map(|text| Feed::read(&text)).transpose().map_err(|fault| {
        Failure::Argument(format!(
            "`{}` is not read and not written over: {fault}; put it back from a copy, or move it away and a new feed \
             begins, by which readers hear of every package anew",
            path.display()
        ))
    })
}

/// The day that is asked for, or the time of whoever builds: no clock is asked, so that the same input gives the same
/// bytes.
fn time_of(args: &PackageArgs, machine: &dyn Machine) -> Result<String, Failure> {
    if let Some(day) = &args.date {
        if time::is_day(day) {
            return Ok(format!("{day}T00:00:00Z"));
        }
        return Err(Failure::Argument(format!("`{day}` is no day; write `--date` as 2026-11-22")));
    }
    source_date(machine)?.ok_or_else(|| {
        Failure::Argument(format!(
            "page and feed say on which day the packages are given out; write `--date` as 2026-11-22, or set {EPOCH}"
        ))
    })
}

/// The time that whoever wants the same bytes again sets for all programs (reproducible-builds.org); `None` if nobody does.
pub(in crate::command) fn source_date(machine: &dyn Machine) -> Result<Option<String>, Failure> {
    let Some(given) = machine.variable(EPOCH) else { return Ok(None) };
    let seconds = given.parse().ok();
    seconds.and_then(time::utc_from_posix).map(Some).ok_or_else(|| {
        Failure::Argument(format!(
            "{EPOCH} is `{given}`; it is the seconds since 1970 began, such as 1795305600"
        ))
    })
}

/// The text of a file, if it is there.
fn text_of(path: &Path, machine: &dyn Machine) -> Result<Option<String>, Failure> {
    let fail = |error| Failure::file("cannot read", path, error);
    if !matches!(machine.stands(path).map_err(fail)?, Some(Stands::File(_))) {
        return Ok(None);
    }
    let bytes = read_at_most(machine, path, limits::FEED_BYTES).map_err(fail)?;
    // What is no UTF-8 is not ours, and is refused as that.
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// Writes sheets, feed and page, in this order: the page leads to the others.
///
/// # Errors
/// A disk that refuses; each file is whole or as it was.
pub(super) fn write(
    args: &PackageArgs,
    giving: Giving,
    made: &[Made],
    machine: &dyn Machine,
) -> Result<Given, Failure> {
    let Giving { time, address } = giving;
    let names: Vec<String> = made.iter().map(|made| name(&made.path)).collect();
    let offered: Vec<Offered<'_>> = made
        .iter()
        .zip(&names)
        .map(|(made, file)| {
            let place = made.place.as_deref();
            Offered { packed: &made.packed, file, title: &made.title, place }
        })
        .collect();
    let offer = Offer { publisher: args.publisher.as_deref(), time: &time, address: address.as_deref() };
    let put = |name: &str, bytes: &[u8]| {
        if machine.interrupted() {
            return Err(Failure::Interrupted);
        }
        let path = args.out.join(name);
        write_bytes(machine, &path, Keep::Remade, bytes)
            .map_err(|error| Failure::file("cannot write", &path, error))?;
        Ok(path)
    };
    let page = offer_page(&offered, &offer).map_err(|source| Failure::Package {
        path: args.out.join(OFFER_PAGE).display().to_string(),
        source,
    })?;
    for one in &offered {
        if let Some(sheet) = &one.packed.sheet {
            put(&sheet_name(one.file), sheet)?;
        }
    }
    // Another run may have told of its packages since: all of them stay in the feed.
    let _alone = machine.alone(&args.out).map_err(|error| Failure::file("cannot lock", &args.out, error))?;
    let feed = Feed::with(feed_of(args, machine)?, &offered, &offer);
    let (entries, absolute) = (feed.len(), offer.address.is_some());
    let feed = put(FEED, &feed.write(&offer))?;
    Ok(Given { page: put(OFFER_PAGE, page.as_bytes())?, feed, entries, absolute })
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
