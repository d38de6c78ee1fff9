//! `bona evidence matrix --pack`: the same for somebody else, without what two recipients could lay side by side. A person has
//! a number of this pack alone; names, ids, days, scores and leaves are left out.

use bona_engine::evidence::PackKey;
use bona_engine::intake::safe_cell;

use super::Line;

/// What is said beside the table, which holds nothing but rows.
pub(super) const NOTE: &str = "people have numbers of this pack alone, and months stand for days; in a small team somebody may still be known by what \
                               they completed and when";

/// The table, in the order of its own numbers: any other order would say something. Whoever was erased is left out.
pub(super) fn csv(lines: &[Line<'_>], key: &PackKey) -> String {
    let mut rows: Vec<[String; 6]> = lines
        .iter()
        .filter_map(|line| {
            let done = &line.recorded.completion;
            let draft = done.release.map_or("", |release| if release { "no" } else { "yes" });
            Some([
                key.person(line.recorded.person.as_ref()?),
                done.course.clone(),
                done.edition.clone().unwrap_or_default(),
                draft.to_owned(),
                done.verdict.name().to_owned(),
                done.when().get(..7).unwrap_or("").to_owned(),
            ])
        })
        .collect();
    rows.sort();
    let mut text = "\u{feff}person,course,edition,draft,verdict,month\r\n".to_owned();
    for row in rows {
        let cells = row.map(|cell| format!("\"{}\"", safe_cell(&cell).replace('"', "\"\"")));
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}
