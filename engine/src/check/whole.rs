//! What only shows when a page, a module or the course is looked at as a whole.

use std::collections::BTreeMap;

use super::context::{Context, PageTitle, Spot};
use super::{prose, roles, say};
use crate::course::{Block, BlockKind, Markup, Module, Page};
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::raw::{RawCourse, RawVerb};
use crate::rule::Rule;

/// Judges a page.
pub(super) fn page(context: &mut Context<'_>, page: &Page, spot: &Spot) {
    let here = spot.field("title");
    let found = context.found.len();
    let easy = page.easy_read.as_ref().and_then(|easy| easy.title.clone());
    let easy = easy.map(|title| (title, spot.field("easy_read").field("title")));
    context.page_titles.push(PageTitle { title: page.title.clone(), easy, spot: here.clone(), found });
    let words: usize = page.blocks.iter().map(read_words).sum();
    context.words_read += words;
    if words > limits::PAGE_WORDS {
        let message = format!("the page `{}` has {words} words", page.id);
        let fault = Diagnostic::new(Rule::PageTooLong, here.at(), message);
        context.fault(
            fault
                .label(format!("at most {} are read on a page", limits::PAGE_WORDS))
                .help("make two pages of it, or put what not everybody needs into `Details`"),
        );
    }
    links(context);
}

/// Judges the titles of all pages: whether one tells a page from every other. What is told of one stands where it would
/// if it had been asked when the page was read.
pub(super) fn page_titles(context: &mut Context<'_>) {
    let titles = std::mem::take(&mut context.page_titles);
    let mut seen: BTreeMap<String, &Spot> = BTreeMap::new();
    // What those see who chose Easy Read: of some pages other titles, of the rest the same.
    let mut easy_seen: BTreeMap<String, (&Spot, bool)> = BTreeMap::new();
    let mut same: Vec<(usize, Diagnostic)> = Vec::new();
    let mut told = |title: &str, found: usize, here: &Spot, before: &Spot, whom: &str| {
        let message = format!("two pages are called `{title}`{whom}");
        let fault = Diagnostic::new(Rule::SamePageTitle, here.at(), message)
            .label("called so again here")
            .also(before.at(), "first called so here")
            .help("say in the title what is different here");
        same.push((found, fault));
    };
    for PageTitle { title, easy, spot, found } in &titles {
        if let Some(before) = seen.insert(title.to_lowercase(), spot).filter(|_| !title.is_empty()) {
            told(title, *found, spot, before, "");
        }
        let (title, spot, own) = match easy {
            Some((title, spot)) => (title, spot, true),
            None => (title, spot, false),
        };
        let before = easy_seen.insert(title.to_lowercase(), (spot, own));
        // Of two that are so called in both, it was said above.
        if let Some((before, _)) = before.filter(|(_, other)| !title.is_empty() && (own || *other)) {
            told(title, *found, spot, before, " in Easy Read");
        }
    }
    if same.is_empty() {
        return;
    }
    let mut all = Vec::with_capacity(context.found.len() + same.len());
    let mut others = std::mem::take(&mut context.found).into_iter();
    let mut passed = 0;
    for (found, fault) in same {
        all.extend(others.by_ref().take(found - passed));
        passed = found;
        all.push(fault);
    }
    all.extend(others);
    context.found = all;
}

/// Links of one page that cannot be told apart.
fn links(context: &mut Context<'_>) {
    let mut seen: BTreeMap<String, (String, crate::diagnostic::At)> = BTreeMap::new();
    for (words, to, at) in std::mem::take(&mut context.links_seen) {
        let key = words.to_lowercase();
        match seen.get(&key) {
            Some((before, place)) if *before != to => {
                let message = format!("two links are called `{words}` and lead to different places");
                let fault = Diagnostic::new(Rule::SameLinkText, at, message).label("leads elsewhere");
                context.fault(
                    fault
                        .also(place.clone(), "first used here")
                        .help("say in the words where each of them leads"),
                );
            }
            Some(_) => {}
            None => drop(seen.insert(key, (to, at))),
        }
    }
}

/// Judges a module.
pub(super) fn module(context: &mut Context<'_>, module: &Module, spot: &Spot) {
    let minutes = usize::from(module.minutes.0);
    let words = context.words_read;
    let at = spot.field("minutes").at();
    if minutes == 0 {
        let fault = Diagnostic::new(Rule::MinutesMissing, at, "this module takes no time at all");
        context.fault(
            fault
                .label("at least 1")
                .help("try it with a colleague, and write how long it took: `minutes: 10`"),
        );
    } else if words > minutes * limits::WORDS_A_MINUTE && !context.has_lost() {
        let message = format!("{words} words cannot be read in {}", say::many(minutes, "minute"));
        let fault = Diagnostic::new(Rule::MinutesTooFew, at, message).label("too few");
        let least = words.div_ceil(limits::WORDS_A_MINUTE);
        context.fault(fault.help(format!("write `minutes: {least}` or more, or shorten the text")));
    }
    let practice = module.pages.iter().flat_map(|page| &page.blocks).any(|block| practises(&block.kind));
    if module.pages.len() >= 3 && !practice && !context.has_lost() {
        let message = format!("the module `{}` is only read", module.id);
        let fault = Diagnostic::new(Rule::ModuleWithoutPractice, spot.field("pages").at(), message);
        context.fault(
            fault.help("add a `Question`, a `Scenario`, a `Poll` or a `Reflection` to one of its pages"),
        );
    }
}

fn practises(kind: &BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Question(_)
            | BlockKind::Scenario(_)
            | BlockKind::Pledge(_)
            | BlockKind::Poll(_)
            | BlockKind::Reflection(_)
    )
}

/// Words of a block that everybody reads: what opens on request, questions and scenes apart.
fn read_words(block: &Block) -> usize {
    let count = |text: &Markup| text.as_plain().split_whitespace().count();
    match &block.kind {
        BlockKind::Text(text) | BlockKind::Note { text, .. } => count(text),
        BlockKind::Fact(fact) => count(&fact.claim) + fact.note.as_ref().map_or(0, count),
        BlockKind::DoDont(pairs) => {
            pairs.iter().map(|pair| count(&pair.of) + count(&pair.say) + count(&pair.because)).sum()
        }
        BlockKind::Quote(quote) => count(&quote.text),
        BlockKind::Story(story) => count(&story.text),
        BlockKind::Signpost(signpost) => count(&signpost.text),
        BlockKind::Steps(steps) => steps.iter().map(|step| count(&step.text)).sum(),
        BlockKind::LabelledImage(image) => image.labels.iter().map(|label| count(&label.text)).sum(),
        BlockKind::Table(table) => table.rows.iter().flatten().map(count).sum(),
        _ => 0,
    }
}

/// Judges what `course.ron` says, and how it fits with its modules.
pub(super) fn course(context: &mut Context<'_>, raw: &RawCourse, spot: &Spot, modules: &[Module]) {
    if let Some(span) = &raw.refresher_after {
        self::span(context, &spot.field("refresher_after"), span);
    }
    for (at, credit) in raw.credits.iter().enumerate() {
        prose::capacity(context, &spot.field("credits").index(at), credit);
    }
    if crate::id::is_language_tag(&raw.language) {
        prose::language(context, &raw.language, spot.field("language").at());
        player(context, &raw.language, &spot.field("language"));
    }
    roles::whole(context, raw, spot);
    outcomes(context, raw, &spot.field("outcomes"));
    if !context.has_lost() {
        served(context, raw, spot, modules);
    }
}

/// Says that the player's own words are of another language than the course's, or that nobody has read them.
fn player(context: &mut Context<'_>, tag: &str, spot: &Spot) {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let known = &context.options.player;
    let Some(first) = known.first() else { return };
    let fault = match known.iter().find(|own| primary(&own.language) == primary(tag)) {
        None => {
            let all: Vec<&str> = known.iter().map(|own| own.language.as_str()).collect();
            Diagnostic::new(Rule::PlayerLanguage, spot.at(), format!("the player has no words in `{tag}`"))
                .label(format!("buttons and notes round your pages will be in `{}`", first.language))
                .help(format!(
                    "it has them in {}; Bona's CONTRIBUTING.md says how another language is added",
                    all.join(", ")
                ))
        }
        Some(own) if own.draft => {
            let message = format!("the player's words in `{}` are a draft", own.language);
            Diagnostic::new(Rule::PlayerWordsDraft, spot.at(), message)
                .label("no native speaker has read its buttons and notes yet")
                .help("ask a native speaker to go through a package before you give it out")
        }
        Some(_) => return,
    };
    context.fault(fault);
}

fn outcomes(context: &mut Context<'_>, raw: &RawCourse, spot: &Spot) {
    // First words of outcomes that nobody can see to be reached.
    const VAGUE: [&str; 9] = [
        "be aware",
        "have an understanding",
        "understand",
        "know",
        "appreciate",
        "be familiar",
        "learn",
        "realise",
        "have knowledge",
    ];
    let mut seen: BTreeMap<String, Spot> = BTreeMap::new();
    for (at, outcome) in raw.outcomes.iter().enumerate() {
        let here = spot.index(at).field("text");
        let lower = outcome.text.trim().to_lowercase();
        if let Some(vague) = VAGUE.iter().find(|vague| {
            lower.strip_prefix(**vague).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        }) {
            let message = format!("nobody can see whether somebody does “{vague}”");
            let fault = Diagnostic::new(Rule::OutcomeVague, here.at(), message).label("cannot be seen");
            context
                .fault(fault.help("begin with what they do afterwards: ask, greet, mend, explain, choose"));
        }
        let key = lower.trim_end_matches('.').to_owned();
        if let Some(before) = seen.insert(key, here.clone())
            && !lower.is_empty()
        {
            let fault = Diagnostic::new(Rule::SameOutcome, here.at(), "two outcomes say the same");
            let fault = fault.label("said again here").also(before.at(), "first said here");
            context.fault(fault.help("say in each what is different, or take one of the two out"));
        }
    }
    if raw.outcomes.len() > limits::OUTCOMES {
        let message = format!("{} outcomes are too many for one course", raw.outcomes.len());
        let fault = Diagnostic::new(Rule::OutcomesTooMany, spot.at(), message);
        context.fault(
            fault.label(format!("at most {}", limits::OUTCOMES)).help("join those that are asked together"),
        );
    }
    if !raw.outcomes.is_empty() && raw.outcomes.iter().all(|outcome| outcome.verb == RawVerb::Remember) {
        let fault =
            Diagnostic::new(Rule::OutcomesOnlyRemember, spot.at(), "this course asks only for remembering");
        context.fault(fault.help("write what somebody does with it, and `verb: Apply`"));
    }
}

/// Outcomes and modules that have nothing to do with each other.
fn served(context: &mut Context<'_>, raw: &RawCourse, spot: &Spot, modules: &[Module]) {
    // Where there is one module, everything serves it; where none names an outcome, nobody tells them apart.
    if modules.len() < 2 || modules.iter().all(|module| module.outcomes.is_empty()) {
        return;
    }
    for (at, outcome) in raw.outcomes.iter().enumerate() {
        let taught = modules.iter().flat_map(|module| &module.outcomes).any(|one| one.as_str() == outcome.id);
        if !taught {
            let message = format!("no module serves `{}`", outcome.id);
            let place = spot.field("outcomes").index(at).field("id").at();
            let fault = Diagnostic::new(Rule::OutcomeNotTaught, place, message).label("taught nowhere");
            context.fault(fault.help(format!("write \"{}\" into `outcomes` of a module", outcome.id)));
        }
    }
    for (at, module) in modules.iter().enumerate() {
        if module.outcomes.is_empty() {
            let message = format!("the module `{}` serves no outcome", module.id);
            let fault =
                Diagnostic::new(Rule::ModuleWithoutOutcome, spot.field("modules").index(at).at(), message);
            context.fault(fault.label("serves nothing").help(format!(
                "write `outcomes: [\"…\"]` in the module, with one or more of: {}",
                raw.outcomes.iter().map(|outcome| outcome.id.as_str()).collect::<Vec<_>>().join(", ")
            )));
        }
    }
}

/// A number and days, weeks, months or years.
pub(super) fn span(context: &mut Context<'_>, spot: &Spot, text: &str) {
    let parts: Vec<&str> = text.split(' ').collect();
    const UNITS: [&str; 4] = ["day", "week", "month", "year"];
    let right = match parts.as_slice() {
        [number, unit] => {
            let many = number.parse::<u16>().ok().filter(|many| *many > 0);
            let unit_is =
                |many: u16| UNITS.contains(&unit.strip_suffix('s').filter(|_| many != 1).unwrap_or(unit));
            many.is_some_and(unit_is)
        }
        _ => false,
    };
    if !right {
        let fault = Diagnostic::new(Rule::SpanForm, spot.at(), format!("`{text}` is no span of time"));
        let help = match say::better_span(text) {
            Some(better) => format!("write \"{better}\""),
            None => "write it like \"6 weeks\", \"1 year\" or \"3 years\"".to_owned(),
        };
        context.fault(fault.label("a number and a unit").help(help));
    }
}
