//! `bona review record`: that a part was read, in `reviews.ron`, bound to the text as it stands.

use bona_engine::check::{Given, Options, REVIEWS_FILE, check, recorded, sources};
use bona_engine::course::{Review, Reviewer};

use crate::args::{Output, ReviewRecordArgs, ReviewerWord, YesOrNo};
use crate::command::{print, unknown};
use crate::exit::{Exit, Failure};
use crate::machine::Machine;
use crate::{files, meanwhile, show};

/// Records the review.
pub(super) fn run(args: &ReviewRecordArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    if args.changed.trim().is_empty() {
        let why = "`--changed` says nothing; say what was changed because of the review, or `--changed \"Nothing.\"`";
        return Err(Failure::Argument(why.to_owned()));
    }
    let _alone = meanwhile::alone(machine, [&args.course])?;
    let mut input = files::read_course(machine, &args.course)?;
    let today: String = machine.now().chars().take(10).collect();
    let options = Options { as_of: Some(today.clone()), review_hashes: true, ..Options::default() };
    let checked = check(&input, &options);
    let Some(course) = checked.value else {
        let told = show::diagnostics(machine, &sources(&input), &checked.diagnostics, Output::Human);
        machine.err(&format!("{told}{}; nothing was recorded.\n", show::count(&checked.diagnostics)));
        return Ok(Exit::AtFault);
    };
    let known: Vec<&str> = course.ledger.parts.iter().map(|part| part.id.as_str()).collect();
    let all = args.parts.iter().any(|part| part == "all");
    if let Some(part) = args.parts.iter().find(|part| !all && !known.contains(&part.as_str())) {
        return Err(unknown("module or bank", part, &known));
    }
    let by = reviewer(args.by);
    let wanted = course.ledger.parts.iter();
    let wanted: Vec<_> =
        wanted.filter(|part| args.parts.contains(&part.id) || all && part.is_for(by)).collect();
    // Only Easy Read is not everywhere: nobody can have read it where there is none.
    let without = wanted.iter().find(|part| !part.is_for(by)).map(|part| part.id.as_str());
    if let Some(part) = without.or(wanted.is_empty().then_some("the course")) {
        return Err(Failure::Argument(format!(
            "nothing of {part} is in Easy Read; write its words with `easy_read` first, or leave it out"
        )));
    }
    let reviews: Vec<(String, Review)> = wanted
        .into_iter()
        .map(|part| {
            let review = Review {
                by,
                on: args.on.clone().unwrap_or_else(|| today.clone()),
                paid: args.paid == YesOrNo::Yes,
                changed: args.changed.clone(),
                text: part.text.clone(),
            };
            (part.id.clone(), review)
        })
        .collect();
    let Some(text) = recorded(&input, &reviews) else {
        return Err(Failure::Argument(format!("{REVIEWS_FILE} is no list that can be added to")));
    };
    let given = Given::Bytes(text.clone().into_bytes());
    let read = input.files.insert(REVIEWS_FILE.to_owned(), given);
    // What is written is judged like anything that an author writes, before it is written.
    let mut new = check(&input, &options).diagnostics;
    new.retain(|found| {
        checked.diagnostics.iter().all(|old| (old.rule, &old.message) != (found.rule, &found.message))
    });
    if !new.is_empty() {
        let told = show::diagnostics(machine, &sources(&input), &new, Output::Human);
        machine.err(&format!("{told}{}; nothing was recorded.\n", show::count(&new)));
        return Ok(Exit::AtFault);
    }
    let path = args.course.join(REVIEWS_FILE);
    meanwhile::write_over(machine, &path, read.as_ref(), &text)?;
    for (part, review) in &reviews {
        let line = format!("{part}: read as {} on {}, text {}\n", by.word(), review.on, &review.text[..12]);
        print(machine, &line)?;
    }
    print(machine, &format!("wrote {}\n", path.display()))?;
    Ok(Exit::Done)
}

fn reviewer(word: ReviewerWord) -> Reviewer {
    match word {
        ReviewerWord::LivedExperience => Reviewer::LivedExperience,
        ReviewerWord::Accessibility => Reviewer::Accessibility,
        ReviewerWord::Clinical => Reviewer::Clinical,
        ReviewerWord::Legal => Reviewer::Legal,
        ReviewerWord::EasyRead => Reviewer::EasyRead,
    }
}
