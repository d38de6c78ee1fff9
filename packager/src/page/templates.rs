//! The templates: read into the program when it is built, compiled once they are asked for, never looser than strict.
//!
//! Strict means that a template that asks for a value that its view does not have is an error and not an
//! empty space. Everything is escaped but fields whose name ends in `_html`.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use handlebars::Handlebars;
use serde::Serialize;

use crate::PackError;
use crate::markup::escape;
use crate::strings::{Words, spoken};
use crate::view::Sheet;

/// Every template by name.
pub(super) const TEMPLATES: &[(&str, &str)] = &[
    ("document", include_str!("../../templates/document.hbs")),
    ("cover", include_str!("../../templates/cover.hbs")),
    ("page", include_str!("../../templates/page.hbs")),
    ("contents", include_str!("../../templates/contents.hbs")),
    ("test", include_str!("../../templates/test.hbs")),
    ("support", include_str!("../../templates/support.hbs")),
    ("sources", include_str!("../../templates/sources.hbs")),
    ("terms", include_str!("../../templates/terms.hbs")),
    ("finish", include_str!("../../templates/finish.hbs")),
    ("opinions", include_str!("../../templates/opinions.hbs")),
    ("block_image", include_str!("../../templates/block_image.hbs")),
    ("block_note", include_str!("../../templates/block_note.hbs")),
    ("block_fact", include_str!("../../templates/block_fact.hbs")),
    ("block_details", include_str!("../../templates/block_details.hbs")),
    ("block_instead", include_str!("../../templates/block_instead.hbs")),
    ("block_question", include_str!("../../templates/block_question.hbs")),
    ("block_question_rows", include_str!("../../templates/block_question_rows.hbs")),
    ("block_question_order", include_str!("../../templates/block_question_order.hbs")),
    ("block_question_typed", include_str!("../../templates/block_question_typed.hbs")),
    ("block_question_likert", include_str!("../../templates/block_question_likert.hbs")),
    ("block_question_spot", include_str!("../../templates/block_question_spot.hbs")),
    ("block_scene", include_str!("../../templates/block_scene.hbs")),
    ("block_pledge", include_str!("../../templates/block_pledge.hbs")),
    ("block_support", include_str!("../../templates/block_support.hbs")),
    ("block_quote", include_str!("../../templates/block_quote.hbs")),
    ("block_chart", include_str!("../../templates/block_chart.hbs")),
    ("block_table", include_str!("../../templates/block_table.hbs")),
    ("block_steps", include_str!("../../templates/block_steps.hbs")),
    ("block_labelled", include_str!("../../templates/block_labelled.hbs")),
    ("block_audio", include_str!("../../templates/block_audio.hbs")),
    ("block_video", include_str!("../../templates/block_video.hbs")),
    ("block_download", include_str!("../../templates/block_download.hbs")),
    ("block_term", include_str!("../../templates/block_term.hbs")),
    ("block_poll", include_str!("../../templates/block_poll.hbs")),
    ("block_questionnaire", include_str!("../../templates/block_questionnaire.hbs")),
    ("block_reflection", include_str!("../../templates/block_reflection.hbs")),
    ("block_story", include_str!("../../templates/block_story.hbs")),
    ("block_signpost", include_str!("../../templates/block_signpost.hbs")),
    ("block_ideas", include_str!("../../templates/block_ideas.hbs")),
    ("part_easy", include_str!("../../templates/part_easy.hbs")),
    ("block_for", include_str!("../../templates/block_for.hbs")),
    ("handout", include_str!("../../templates/handout.hbs")),
    ("certificate", include_str!("../../templates/certificate.hbs")),
    ("part_roles", include_str!("../../templates/part_roles.hbs")),
    ("part_reply", include_str!("../../templates/part_reply.hbs")),
    ("part_table", include_str!("../../templates/part_table.hbs")),
    ("part_term", include_str!("../../templates/part_term.hbs")),
    ("part_turn", include_str!("../../templates/part_turn.hbs")),
    ("part_ask", include_str!("../../templates/part_ask.hbs")),
    ("part_asked", include_str!("../../templates/part_asked.hbs")),
    ("part_help", include_str!("../../templates/part_help.hbs")),
    ("part_source", include_str!("../../templates/part_source.hbs")),
    ("accessibility", include_str!("../../templates/accessibility.hbs")),
    ("form", include_str!("../../templates/form.hbs")),
    ("impact", include_str!("../../templates/impact.hbs")),
    ("manager", include_str!("../../templates/manager.hbs")),
    ("person", include_str!("../../templates/person.hbs")),
    ("offer", include_str!("../../templates/offer.hbs")),
    ("review", include_str!("../../templates/review.hbs")),
    ("proof", include_str!("../../templates/proof.hbs")),
    ("proof_code", include_str!("../../templates/proof_code.hbs")),
    ("readme-lms", include_str!("../../templates/readme-lms.hbs")),
];

/// Renders a template with its view.
///
/// # Errors
/// [`PackError::Template`] when the template asks for what the view does not have.
pub(crate) fn render(name: &'static str, it: &impl Serialize, say: &Words) -> Result<String, PackError> {
    engine(name, say)
        .render(name, &Sheet { it })
        .map_err(|source| PackError::Template { template: name, source: Box::new(source) })
}

/// The templates in one language.
type Compiled = [OnceLock<Handlebars<'static>>; TEMPLATES.len()];

/// The templates in each language, by its tag. Most packages need few of them.
static COMPILED: LazyLock<BTreeMap<&'static str, Compiled>> = LazyLock::new(|| {
    spoken().iter().map(|own| (own.language, [const { OnceLock::new() }; TEMPLATES.len()])).collect()
});

/// What a template is rendered by: itself and the parts that it shows, compiled when it is first asked for.
fn engine(name: &'static str, say: &Words) -> &'static Handlebars<'static> {
    let at = TEMPLATES.iter().position(|(own, _)| *own == name).expect("a template that ships is asked for");
    COMPILED[say.language][at].get_or_init(|| {
        let mut engine = Handlebars::new();
        engine.set_strict_mode(true);
        engine.register_escape_fn(escape);
        compile(at, say, &mut engine);
        engine
    })
}

fn compile(at: usize, say: &Words, engine: &mut Handlebars<'_>) {
    let (name, text) = TEMPLATES[at];
    if engine.has_template(name) {
        return;
    }
    engine
        .register_template_string(name, with_sentences(text.trim_end(), say))
        .expect("a template that ships was compiled by its test");
    for part in parts(text) {
        compile(part, say, engine);
    }
}

/// The parts that a template shows, by their places in [`TEMPLATES`].
fn parts(text: &str) -> impl Iterator<Item = usize> {
    let named = text.split("{{> ").skip(1).filter_map(|rest| rest.split([' ', '}']).next());
    named.map(|name| TEMPLATES.iter().position(|(own, _)| *own == name).expect("a part that ships is shown"))
}

/// A template with its sentences: `{{say.skip}}` and `{{@root.say.skip}}` become what `skip` says, and `=say.skip` becomes
/// it as a value. Sentences are the same in every package of a language, so they are no values of a view.
pub(super) fn with_sentences(text: &str, say: &Words) -> String {
    let mut told = String::with_capacity(text.len() + text.len() / 2);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("say.") {
        let end = after.find(|sign: char| !(sign.is_ascii_alphanumeric() || "_.".contains(sign)));
        let (key, behind) = after.split_at(end.unwrap_or(after.len()));
        let before = before.strip_suffix("@root.").unwrap_or(before);
        if let (Some(before), Some(behind)) = (before.strip_suffix("{{"), behind.strip_prefix("}}")) {
            told.push_str(before);
            told.push_str(&escape(say[key]));
            rest = behind;
        } else if let Some(before) = before.strip_suffix('=') {
            told.push_str(before);
            told.push('=');
            told.push_str(&serde_json::Value::from(say[key]).to_string());
            rest = behind;
        } else {
            // The end of a sentence in the template itself, such as `essay.`
            told.push_str(before);
            told.push_str("say.");
            rest = after;
        }
    }
    told + rest
}
