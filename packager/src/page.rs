//! The one document that a learner opens: every page of a course, readable without scripts, stylesheet or
//! learning system.
//!
//! Templates see only `view`. No inline handler, no style attribute, no address of another host but links
//! that a reader chooses to follow; the document's own policy forbids the rest.

pub(crate) mod easy;
mod foreign;
mod marked;
mod templates;

use std::collections::BTreeMap;
use std::iter;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bona_engine::course::{Block, Course, Module, Page};
use sha2::{Digest, Sha256};

use crate::document::STATEMENT;
use crate::strings::Words;
use crate::theme::place_of;
use crate::tongue;
use crate::view::{self, BlockView, Document, LogoView, PageView, ReadIn, Told, Tongue};
use crate::watch::Watch;
use crate::{Identity, PackError};
pub(crate) use foreign::Foreign;
pub(crate) use templates::render;

/// Whom a package talks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Adapter {
    /// A learning system that speaks SCORM 1.2.
    Scorm12,
    /// A learning system that speaks SCORM 2004, 3rd or 4th edition.
    Scorm2004,
    /// A learning record store, launched by a system that speaks cmi5.
    Cmi5,
    /// A learning record store, launched as `tincan.xml` says.
    Xapi,
    /// A learning system that speaks AICC HACP.
    Aicc,
    /// A page of somebody's own that frames the course and keeps the record.
    Host,
    /// Nobody: the device keeps the learner's place.
    DeviceOnly,
}

impl Adapter {
    /// As the built script for it is named.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Scorm12 => "scorm12",
            Self::Scorm2004 => "scorm2004",
            Self::Cmi5 => "cmi5",
            Self::Xapi => "xapi",
            Self::Aicc => "aicc",
            Self::Host => "host",
            Self::DeviceOnly => "device",
        }
    }

    /// Whether it writes statements into a learning record store.
    pub(crate) fn records(self) -> bool {
        matches!(self, Self::Cmi5 | Self::Xapi)
    }

    /// Whether the package can check whoever keeps the record. A page that frames the course is its author's to try.
    pub(crate) fn is_checked(self) -> bool {
        self != Self::Host
    }

    /// Whom the page may send to: its own host, or wherever it was launched from (decisions, C-R-4).
    fn reaches(self) -> &'static str {
        match self {
            Self::Scorm12 | Self::Scorm2004 | Self::Host | Self::DeviceOnly => "'self'",
            Self::Aicc | Self::Cmi5 | Self::Xapi => "'self' https: http://127.0.0.1:* http://localhost:*",
        }
    }
}

/// Where the stylesheet and the script are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Assets<'a> {
    /// Beside the document, as `player.css` and `player.js`.
    Linked,
    /// Inside the document: for a package that is one file.
    Inlined {
        /// The pictures as `data:` addresses, by their paths in the course's media folder; one that is
        /// missing is told by its alternative text.
        pictures: &'a BTreeMap<String, String>,
        /// The stylesheet.
        css: &'a str,
        /// The script.
        js: &'a str,
    },
}

/// What a document is made from.
#[derive(Clone, Copy)]
pub(crate) struct PageJob<'a> {
    /// The course.
    pub(crate) course: &'a Course,
    /// What the package says of itself.
    pub(crate) identity: &'a Identity,
    /// Whom it talks to.
    pub(crate) adapter: Adapter,
    /// Where style and script are.
    pub(crate) assets: Assets<'a>,
    /// The data block's JSON, from `data`: no `<` in it, so that it cannot end its element.
    pub(crate) data: &'a str,
    /// Whether it is only to be read: it has no script and no data.
    pub(crate) reading: bool,
    /// Who may have a thread for half of the pages.
    pub(crate) watch: &'a dyn Watch,
}

/// The document as HTML. Where the player has no words in the course's language, its own say which they are in.
///
/// # Errors
/// [`PackError::Template`] when a template and its view disagree, which is ours to mend.
pub(crate) fn document(job: &PageJob<'_>) -> Result<String, PackError> {
    let say = Words::of(&job.course.language);
    let own = say.are_in(&job.course.language);
    let (inlined, css, js) = match job.assets {
        Assets::Linked => (false, "", ""),
        Assets::Inlined { css, js, .. } => (true, css, js),
    };
    let course = job.course;
    let foreign = Foreign::of(course, say);
    let document = Document {
        language: course.language.clone(),
        direction: crate::markup::direction(&course.language),
        spoken_html: say.marks(&course.language),
        title: course.title.clone(),
        header: view::short(&course.title).to_owned(),
        policy: policy(&job.assets, job.adapter, job.reading),
        inlined,
        live: !job.reading,
        whole: tongue::whole_path(&course.language),
        languages: languages(job.identity, &course.language),
        read_in: if job.reading { Vec::new() } else { read_in(job.identity) },
        style_html: css.to_owned(),
        script_html: js.to_owned(),
        data_html: job.data.replace('<', "\\u003c"),
        easy: !job.reading && !job.identity.easy_only && crate::easy::is_in(course),
        has_support: !course.support.is_empty(),
        made: made(job.identity),
        checks: !job.reading && job.adapter.is_checked(),
        device_only: job.adapter == Adapter::DeviceOnly,
        reply: view::reply(course, say),
        sections_html: sections(job, say)?.into_iter().map(|section| foreign.marked(section)).collect(),
    };
    let html = render("document", &document, say)?;
    Ok(if own { html } else { marked::marked(html, &say.whole(), say.language) })
}

/// Which package this is, in one line.
fn made(identity: &Identity) -> String {
    let Identity { course, edition, format, profile, .. } = identity;
    [course.as_str(), edition, format, profile].join(" ")
}

/// The languages that a learner may change to; none where there is only one.
fn languages(identity: &Identity, here: &str) -> Vec<Tongue> {
    if identity.further.is_empty() {
        return Vec::new();
    }
    let named = identity.languages().zip(tongue::names(identity.languages()));
    let other = named.filter(|(tag, _)| *tag != here).map(|(tag, name)| Tongue {
        tag: tag.to_owned(),
        direction: crate::markup::direction(tag),
        name,
    });
    other.collect()
}

/// Where each further language can be read without a script, said in that language.
fn read_in(identity: &Identity) -> Vec<ReadIn> {
    let names = tongue::names(identity.languages());
    let further = identity.further.iter().zip(names.into_iter().skip(1));
    let told = further.map(|(other, name)| {
        let words = Words::of(&other.language);
        ReadIn {
            file: tongue::reading_path(&other.language),
            tag: other.language.clone(),
            direction: crate::markup::direction(&other.language),
            name,
            words: words["read_here"].to_owned(),
            words_language: words.language,
            words_direction: crate::markup::direction(words.language),
        }
    });
    told.collect()
}

/// What a learner turns through before the end.
#[derive(Clone, Copy)]
enum Turned<'a> {
    /// What stands before a module, by its number from nought.
    Cover(usize),
    Page(&'a Module, &'a Page),
}

/// Sections from which a second thread is worth its while.
const BESIDE: usize = 32;

/// The section of each, in the order of all: halves may be made at once, and nothing of that decides about a byte.
fn halved<T: Sync>(
    all: &[T],
    watch: &dyn Watch,
    section: &(dyn Fn(&T) -> Result<String, PackError> + Sync),
) -> Result<Vec<String>, PackError> {
    if all.len() < BESIDE {
        return all.iter().map(section).collect();
    }
    let (before, behind) = all.split_at(all.len() / 2);
    let (mut first, mut second) = (Ok(Vec::new()), Ok(Vec::new()));
    watch.both(&mut || first = halved(before, watch, section), &mut || {
        second = halved(behind, watch, section)
    });
    let mut sections = first?;
    sections.append(&mut second?);
    Ok(sections)
}

/// All sections, in the order in which they are read.
fn sections(job: &PageJob<'_>, say: &Words) -> Result<Vec<String>, PackError> {
    let course = job.course;
    let told = Told::of(course, job.adapter);
    let steps = view::steps(course, say);
    let each = course.modules.iter().enumerate().flat_map(|(at, module)| {
        let cover = iter::once(Turned::Cover(at));
        cover.chain(module.pages.iter().map(move |page| Turned::Page(module, page)))
    });
    let each: Vec<Turned<'_>> = each.collect();
    let mut all = halved(&each, job.watch, &|turned| match *turned {
        Turned::Cover(at) => {
            let mut cover = view::cover(course, at, &told, job.identity, &steps, say);
            cover.logo = logo(job);
            render("cover", &cover, say)
        }
        Turned::Page(module, page) => {
            let seen = PageView {
                place: page.id.to_string(),
                module: module.title.clone(),
                easy_module: view::easy::module_title(course, module),
                label: view::label(page, say),
                title: page.title.clone(),
                easy_title: view::easy::page_title(course, page),
                note_html: page.content_note.as_ref().map(crate::markup::html),
                roles: view::role_ids(crate::role::shown_to(course, page)),
                for_whom: view::for_whom(&page.for_roles, course, say),
                about_html: view::about(page),
                easy: view::easy::of_page(page, job.identity.easy_only),
                blocks_html: blocks(job, module, page, say)?,
                turn: view::page_turn(&steps, page, say),
            };
            render("page", &seen, say)
        }
    })?;
    let opinions = view::asked_opinions(course);
    if let Some(own) = opinions.filter(|own| own.first) {
        all.push(render("opinions", &view::opinions(own, &steps, say), say)?);
    }
    if let Some(test) = &course.test {
        let asked = test.bank.questions.iter().map(|one| block(&view::question(one, say), say));
        let asked = asked.collect::<Result<_, _>>()?;
        all.push(render(
            "test",
            &view::test(course, test, asked, (&steps, job.identity.easy_only), say),
            say,
        )?);
    }
    if let Some(own) = opinions.filter(|own| !own.first) {
        all.push(render("opinions", &view::opinions(own, &steps, say), say)?);
    }
    all.push(render("finish", &view::finish(course, &told, &steps, say), say)?);
    let mut contents = view::contents(course, job.identity, say);
    contents.statement = (job.assets == Assets::Linked).then_some(STATEMENT);
    all.push(render("contents", &contents, say)?);
    if let Some(paper) = view::certificate(course, job.identity, &told, say) {
        all.push(render("certificate", &paper, say)?);
    }
    if !course.support.is_empty() {
        all.push(render("support", &view::support(course, say), say)?);
    }
    if !course.terms.is_empty() {
        all.push(render("terms", &view::terms(course, say), say)?);
    }
    all.push(render("sources", &view::sources(course, say), say)?);
    Ok(all)
}

/// The sign of the place, where its theme has one and it could be brought along.
fn logo(job: &PageJob<'_>) -> Option<LogoView> {
    let logo = job.course.theme.as_ref()?.logo.as_ref()?;
    let address = match job.assets {
        Assets::Linked => place_of(&logo.path()),
        Assets::Inlined { pictures, .. } => pictures.get(&logo.path())?.clone(),
    };
    Some(LogoView { address, alt: logo.alt.clone(), width: logo.width, height: logo.height })
}

fn blocks(job: &PageJob<'_>, module: &Module, page: &Page, say: &Words) -> Result<Vec<String>, PackError> {
    let address = |file: &str| match job.assets {
        Assets::Linked => Some(format!("media/{file}")),
        Assets::Inlined { pictures, .. } => pictures.get(file).cloned(),
    };
    let standing =
        easy::Standing { draft: view::easy::is_draft(job.course, module), alone: job.identity.easy_only };
    both(page, standing, job.course, &address, say)
}

/// The blocks of a page, with those of its Easy Read version.
pub(crate) fn both(
    page: &Page,
    standing: easy::Standing,
    course: &Course,
    address: &dyn Fn(&str) -> Option<String>,
    say: &Words,
) -> Result<Vec<String>, PackError> {
    let full = page.blocks.iter().map(|one| whole_block(one, course, address, say));
    let full = full.collect::<Result<_, _>>()?;
    match &page.easy_read {
        Some(version) => easy::run(
            view::easy::page_title(course, page),
            &page.blocks,
            version,
            full,
            standing,
            address,
            say,
        ),
        None => Ok(full),
    }
}

/// A block with whom it is for; `address` tells where the page finds a file, `None` if the package has it not.
pub(crate) fn whole_block(
    own: &Block,
    course: &Course,
    address: &dyn Fn(&str) -> Option<String>,
    say: &Words,
) -> Result<String, PackError> {
    let html = block(&view::block(&own.kind, course, address, say), say)?;
    around(html, own, course, say)
}

/// A block by the template of its kind.
fn block(seen: &BlockView, say: &Words) -> Result<String, PackError> {
    let template = match seen {
        BlockView::Text { html } => return Ok(html.clone()),
        BlockView::Image(_) => "block_image",
        BlockView::Note { .. } => "block_note",
        BlockView::Fact(_) => "block_fact",
        BlockView::Details { .. } => "block_details",
        BlockView::Instead { .. } => "block_instead",
        BlockView::Question(_) => "block_question",
        BlockView::Asked(asked) => asked.template,
        BlockView::Scenario(_) => "block_scene",
        BlockView::Pledge(_) => "block_pledge",
        BlockView::Support { .. } => "block_support",
        BlockView::Shown(shown) => shown.template(),
    };
    render(template, seen, say)
}

/// A block that is meant for some roles, with whom it is for above it.
fn around(html: String, block: &Block, course: &Course, say: &Words) -> Result<String, PackError> {
    match view::meant(&html, block, course, say) {
        Some(meant) => render("block_for", &meant, say),
        None => Ok(html),
    }
}

/// The Content-Security-Policy that the document gives itself (decisions, C-R-4).
fn policy(assets: &Assets<'_>, adapter: Adapter, reading: bool) -> String {
    let end = "img-src 'self' data:; base-uri 'none'; form-action 'none'";
    match assets {
        Assets::Linked if reading => {
            format!("default-src 'none'; style-src 'self'; media-src 'self'; {end}")
        }
        Assets::Linked => format!(
            "default-src 'none'; script-src 'self'; style-src 'self'; media-src 'self'; connect-src {}; {end}",
            adapter.reaches()
        ),
        Assets::Inlined { css, js, .. } => format!(
            "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; {end}",
            digest(js),
            digest(css)
        ),
    }
}

/// The hash by which a policy names one inline element.
fn digest(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
