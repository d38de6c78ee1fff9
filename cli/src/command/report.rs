//! `bona report`: courses as a whole, for people and for programs. What is reckoned stands in the engine.

mod comments;
mod coverage;
mod fairness;
mod impact;
mod reviews;
mod variants;
mod voices;

use bona_engine::check::{Input, Options, Survey, check, sources, survey};
use bona_engine::course::Course;
use bona_engine::diagnostic::Diagnostic;
use bona_engine::outline::Outline;
use bona_engine::report;
use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use crate::args::{Deny, Listing, Output, ReportArgs, ReportOf};
use crate::exit::{Exit, Failure};
use crate::machine::Machine;
use crate::{files, show};

/// Narrowest a text is wrapped to: below this a terminal says what it says.
const NARROWEST: usize = 24;

/// What a report has to say, in the form that was asked for, and whether it found something.
struct Report {
    human: String,
    json: Value,
    found: bool,
}

/// Prints the report.
pub(crate) fn run(args: &ReportArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    if args.html.is_some() && args.of != ReportOf::Impact {
        let why = "`--html` makes a page of the equality impact assessment alone; take it out, or write `--of impact`";
        return Err(Failure::Argument(why.to_owned()));
    }
    let (mut courses, mut found, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    let mut surveys: Vec<Survey> = Vec::new();
    let mut commented = Vec::new();
    for folder in files::courses(machine, &args.courses)? {
        let input = files::read_course(machine, folder)?;
        let faults = match args.of {
            ReportOf::Variants => {
                let checked = survey(&input);
                surveys.extend(checked.value);
                checked.diagnostics
            }
            ReportOf::Comments => match said(&input) {
                Ok(own) => {
                    commented.push(own);
                    Vec::new()
                }
                Err(faults) => faults,
            },
            _ => {
                let checked = check(&input, &Options { review_hashes: true, ..Options::default() });
                // What is only doubtful keeps nobody from reporting.
                let faults = if checked.value.is_some() { Vec::new() } else { checked.diagnostics };
                courses.extend(checked.value);
                faults
            }
        };
        if !faults.is_empty() {
            texts.extend(sources(&input));
            found.extend(faults);
        }
    }
    if !found.is_empty() {
        let errors = show::diagnostics(machine, &texts, &found, Output::Human);
        machine.err(&format!("{errors}{}; nothing was reported.\n", show::count(&found)));
        return Ok(Exit::AtFault);
    }
    let courses: Vec<&Course> = courses.iter().collect();
    let columns = machine.columns().max(NARROWEST);
    if let Some(file) = &args.html {
        return impact::page(&courses, file, machine);
    }
    let report = match args.of {
        ReportOf::Coverage => {
            let all: Vec<_> = courses.iter().map(|course| report::coverage(course)).collect();
            coverage::report(&all, columns)
        }
        ReportOf::Fairness => fairness::report(&report::fairness(&courses), columns),
        ReportOf::Voices => voices::report(&report::voices(&courses), columns),
        ReportOf::Reviews => reviews::report(&courses, columns),
        ReportOf::Impact => {
            let today: String = machine.now().chars().take(10).collect();
            impact::report(&courses, &today, columns)
        }
        ReportOf::Variants => variants::report(&surveys, columns),
        ReportOf::Comments => comments::report(&commented, columns),
    };
    let text = match args.output {
        Listing::Human => report.human,
        Listing::Json => show::json(&report.json),
    };
    super::print(machine, &text)?;
    let denied = report.found && args.deny == Some(Deny::Warnings);
    Ok(if denied { Exit::AtFault } else { Exit::Done })
}

/// The comments of a course, each where it belongs as its reviewer read the course; or what keeps that from being told.
fn said(input: &Input) -> Result<comments::Commented, Vec<Diagnostic>> {
    use super::review::{checked, chosen, variables};
    let sound = checked(input, None);
    let Some(course) = sound.value else { return Err(sound.diagnostics) };
    let own = bona_engine::check::comments(input);
    let Some(all) = own.value else { return Err(own.diagnostics) };
    let variables = variables(input);
    let mut outlines = vec![((None, None), Outline::of(&course.course, &variables))];
    for comment in &all {
        let read = (comment.variant.clone(), comment.language.clone());
        if outlines.iter().all(|(how, _)| *how != read) {
            let there = checked(input, read.0.as_deref()).value;
            let there = there.and_then(|sound| chosen(sound, read.0.as_deref(), read.1.as_deref()).ok());
            outlines.extend(there.map(|course| (read, Outline::of(&course, &variables))));
        }
    }
    let (id, edition) = (course.course.id.as_str(), course.course.edition.as_str());
    Ok(comments::commented(input, all, (id, edition), &outlines))
}

/// Rows under a heading, in columns: the first to the left, numbers to the right. `None` if they are too wide.
fn table(rows: &[Vec<String>], columns: usize) -> Option<String> {
    let width = |at: usize| rows.iter().map(|row| row[at].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows.first()?.len()).map(width).collect();
    if widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1) > columns {
        return None;
    }
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().zip(&widths).enumerate().map(|(at, (cell, width))| {
            let room = " ".repeat(width - cell.width());
            if at == 0 { format!("{cell}{room}") } else { format!("{room}{cell}") }
        });
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    Some(text)
}

/// A text in lines of at most so many columns: the first as it begins, the later ones indented. A word that is
/// longer stands alone.
pub(super) fn wrapped(text: &str, indent: usize, columns: usize) -> String {
    let (mut out, mut line) = (String::new(), String::new());
    let words = text.trim_start();
    let first = text.len() - words.len();
    let room = |out: &str| " ".repeat(if out.is_empty() { first } else { indent });
    for word in words.split(' ') {
        if !line.is_empty() && room(&out).len() + line.width() + 1 + word.width() > columns {
            out = format!("{out}{}{}\n", room(&out), line.trim_end());
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    format!("{out}{}{line}\n", room(&out))
}

#[cfg(test)]
mod tests {
    use super::{table, wrapped};

    #[test]
    fn a_table_stands_in_columns_or_not_at_all() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        let rows = [row(["what", "n"]), row(["é", "10"])];
        assert_eq!(table(&rows, 8).as_deref(), Some("what   n\né     10\n"));
        assert_eq!(table(&rows, 7), None);
    }

    #[test]
    fn a_text_is_wrapped_at_words() {
        assert_eq!(wrapped("one two three four", 2, 9), "one two\n  three\n  four\n");
        assert_eq!(wrapped("  one two", 4, 6), "  one\n    two\n");
        assert_eq!(wrapped("extraordinary", 2, 5), "extraordinary\n");
    }
}
