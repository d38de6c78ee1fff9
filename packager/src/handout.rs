//! Pages to be read, one file each: what a learning system shows that plays nothing.
//!
//! No script and no form that would be sent. Questions are left out: they are handed on as questions. Links within the
//! course lead from file to file.

use std::collections::BTreeMap;

use bona_engine::course::{Block, BlockKind, Course, EasyBlock, Module, Page};
use serde::Serialize;

use crate::error::PackError;
use crate::markup::{SOURCES, TERMS, direction, html};
use crate::page::{Foreign, render, whole_block};
use crate::strings::Words;
use crate::view::{self, SUPPORT};

/// The style sheet beside the pages.
pub(crate) const STYLE: &str = "player.css";

/// A page as a file.
pub(crate) struct Handout {
    /// Its name in the package.
    pub(crate) path: String,
    pub(crate) title: String,
    /// Id of its module; `None` of what stands behind all modules.
    pub(crate) module: Option<String>,
    /// Id of the page, where it is one.
    pub(crate) page: Option<String>,
    pub(crate) html: String,
}

/// All that the template shows.
#[derive(Serialize)]
struct View {
    language: String,
    direction: &'static str,
    title: String,
    /// The course's short title.
    header: String,
    for_whom: Option<String>,
    note_html: Option<String>,
    blocks_html: Vec<String>,
    /// A section that is whole already, in place of all above but the title.
    section_html: Option<String>,
}

/// Every page of the course in order, each module's summary in front of it; then people to turn to, words that need
/// care, and sources.
///
/// # Errors
/// [`PackError::Template`] when a template and its view disagree, which is ours to mend.
pub(crate) fn pages(course: &Course) -> Result<Vec<Handout>, PackError> {
    let say = Words::of(&course.language);
    let mut all = Vec::new();
    for module in &course.modules {
        let own = |title: &str, page: Option<&Page>, path: String, html| Handout {
            path,
            title: title.to_owned(),
            module: Some(module.id.to_string()),
            page: page.map(|page| page.id.to_string()),
            html,
        };
        if let Some(summary) = &module.summary {
            let mut blocks_html = vec![html(summary)];
            if let Some(ideas) = view::easy::of_summary(course, module, say) {
                blocks_html.push(render("block_ideas", &ideas, say)?);
            }
            let view = View { blocks_html, ..empty(course, &module.title) };
            all.push(own(
                &module.title,
                None,
                format!("module_{}.html", module.id),
                shown(view, course, say)?,
            ));
        }
        for page in &module.pages {
            let html = shown(of_page(page, module, course, say)?, course, say)?;
            all.push(own(&page.title, Some(page), path_of(page.id.as_str()), html));
        }
    }
    let mut behind = |place: &str, title: &str, section: String| {
        let view = View { section_html: Some(without_turn(&section)), ..empty(course, title) };
        let html = shown(view, course, say)?;
        all.push(Handout {
            path: format!("{}.html", place.replace('-', "_")),
            title: title.to_owned(),
            module: None,
            page: None,
            html,
        });
        Ok::<_, PackError>(())
    };
    if !course.support.is_empty() {
        behind(SUPPORT, say["support_title"], render("support", &view::support(course, say), say)?)?;
    }
    if !course.terms.is_empty() {
        behind(TERMS, say["terms_title"], render("terms", &view::terms(course, say), say)?)?;
    }
    if !course.sources.is_empty() || !course.credits.is_empty() {
        behind(SOURCES, say["sources_title"], render("sources", &view::sources(course, say), say)?)?;
    }
    Ok(all)
}

fn path_of(page: &str) -> String {
    format!("page_{page}.html")
}

fn empty(course: &Course, title: &str) -> View {
    View {
        language: course.language.clone(),
        direction: direction(&course.language),
        title: title.to_owned(),
        header: view::short(&course.title).to_owned(),
        for_whom: None,
        note_html: None,
        blocks_html: Vec::new(),
        section_html: None,
    }
}

fn of_page(page: &Page, module: &Module, course: &Course, say: &Words) -> Result<View, PackError> {
    let asks = |block: &&Block| matches!(block.kind, BlockKind::Question(_));
    let mut blocks_html = Vec::new();
    for own in page.blocks.iter().filter(|block| !asks(block)) {
        let address = |file: &str| Some(format!("media/{file}"));
        blocks_html.push(whole_block(own, course, &address, say)?);
    }
    if let Some(easy) = &page.easy_read {
        let all: Vec<&EasyBlock> = easy.blocks.iter().collect();
        let address = |file: &str| Some(format!("media/{file}"));
        let draft = view::easy::is_draft(course, module);
        let title = view::easy::page_title(course, page);
        if let Some(ideas) = view::easy::ideas(title, &all, (draft, false, false), &address, say) {
            blocks_html.push(render("block_ideas", &ideas, say)?);
        }
    }
    Ok(View {
        for_whom: view::for_whom(&page.for_roles, course, say),
        note_html: page.content_note.as_ref().map(html),
        blocks_html,
        ..empty(course, &page.title)
    })
}

/// The file, with links that lead to files.
fn shown(view: View, course: &Course, say: &Words) -> Result<String, PackError> {
    let page = Foreign::of(course, say).marked(render("handout", &view, say)?);
    Ok(linked(&page, &places(course)))
}

/// The way back of a section is the learning system's own.
fn without_turn(section: &str) -> String {
    match section.rsplit_once("<p class=\"acts next\">") {
        Some((before, after)) => {
            let rest = after.split_once("</p>").map_or("", |(_, rest)| rest);
            format!("{before}{rest}")
        }
        None => section.to_owned(),
    }
}

/// The file of each place in the course.
fn places(course: &Course) -> BTreeMap<String, String> {
    let mut places = BTreeMap::new();
    for module in &course.modules {
        if let Some(page) = module.pages.first() {
            places.insert(module.id.to_string(), path_of(page.id.as_str()));
        }
        let own = module.pages.iter().map(|page| (page.id.to_string(), path_of(page.id.as_str())));
        places.extend(own);
    }
    for place in [SUPPORT, TERMS, SOURCES] {
        places.insert(place.to_owned(), format!("{}.html", place.replace('-', "_")));
    }
    places
}

/// Links to a place in the document become links to its file; no word of an author looks like one, since quotes are
/// written as entities there.
fn linked(page: &str, places: &BTreeMap<String, String>) -> String {
    const LINK: &str = "href=\"#/";
    let mut parts = page.split(LINK);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (place, rest) = part.split_once('"').unwrap_or((part, ""));
        let (file, below) = place.split_once('/').unwrap_or((place, ""));
        // A place that is played, such as the test, has no file: the link leads to the beginning of its own page.
        let to = places.get(file).map_or("#main", String::as_str);
        let at = if below.is_empty() { String::new() } else { format!("#/{place}") };
        out.push_str(&format!("href=\"{to}{at}\"{rest}"));
    }
    out
}

#[cfg(test)]
mod tests;
