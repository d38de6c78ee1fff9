//! Who is shown in courses, and in which part: whether a group is only ever harmed, always errs, or is missing.
//!
//! It counts what authors state of people whom they invented (`people` of a page); nobody real is asked or described.

use std::collections::{BTreeMap, BTreeSet};

use crate::course::{Block, BlockKind, Course, Page, Part, PeopleGroup, Teller};
use crate::id::{CourseId, PageId, PeopleGroupId};

/// Fewer people than these make no habit of a slip, or of asking: one person may have a bad day.
const HABIT: usize = 2;

/// Who is shown in courses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voices {
    /// The courses, in the order in which they were given.
    pub courses: Vec<CourseId>,
    /// How many people are described; one name is one person of a course.
    pub people: usize,
    /// The groups of the house that at least one of them belongs to, or that are wanted; in the order of their ids.
    pub groups: Vec<GroupShown>,
    /// What stands out.
    pub patterns: Vec<(PeopleGroupId, Pattern)>,
    /// Pages with a scene or a story on which nobody is described.
    pub undescribed: Vec<(CourseId, PageId)>,
}

impl Voices {
    /// Whether something stands out, or somebody was not described.
    #[must_use]
    pub fn found(&self) -> bool {
        !self.patterns.is_empty() || !self.undescribed.is_empty()
    }
}

/// A group, and who of it is shown in which part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupShown {
    /// The group.
    pub group: PeopleGroup,
    /// Who belongs to it, by course and name, each with all parts that they have anywhere in the course.
    pub people: Vec<Somebody>,
}

impl GroupShown {
    /// How many of them have a part somewhere.
    #[must_use]
    pub fn count(&self, part: Part) -> usize {
        self.people.iter().filter(|one| one.parts.contains(&part)).count()
    }
}

/// Somebody invented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Somebody {
    /// The course.
    pub course: CourseId,
    /// What it calls them.
    pub name: String,
    /// All parts that they have.
    pub parts: BTreeSet<Part>,
}

/// What stands out of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pattern {
    /// It is wanted, and nobody of it has the parts that are.
    Missing,
    /// Each of them is harmed, and none leads, helps, is able or glad.
    OnlyHarmed,
    /// Each of two or more makes a slip.
    AlwaysSlips,
    /// Each of two or more asks, and none helps or is able.
    AlwaysAsks,
}

/// What is told of somebody on all pages of a course together.
#[derive(Default)]
struct Told<'a> {
    groups: BTreeSet<&'a PeopleGroupId>,
    parts: BTreeSet<Part>,
}

/// Goes through courses.
#[must_use]
pub fn voices(courses: &[&Course]) -> Voices {
    let mut people: BTreeMap<(usize, &str), Told<'_>> = BTreeMap::new();
    let mut groups: BTreeMap<&PeopleGroupId, &PeopleGroup> = BTreeMap::new();
    let mut undescribed = Vec::new();
    for (at, course) in courses.iter().enumerate() {
        groups.extend(course.people_groups.iter().map(|group| (&group.id, group)));
        for page in course.pages() {
            for shown in &page.people {
                let told = people.entry((at, &shown.name)).or_default();
                told.groups.extend(&shown.groups);
                told.parts.extend(&shown.parts);
            }
            if page.people.is_empty() && tells_of_somebody(page) {
                undescribed.push((course.id.clone(), page.id.clone()));
            }
        }
    }
    let all = groups.into_iter().map(|(id, group)| {
        let own = people.iter().filter(|(_, told)| told.groups.contains(id));
        let own = own.map(|((at, name), told)| Somebody {
            course: courses[*at].id.clone(),
            name: (*name).to_owned(),
            parts: told.parts.clone(),
        });
        GroupShown { group: group.clone(), people: own.collect() }
    });
    let groups: Vec<GroupShown> =
        all.filter(|shown| !shown.people.is_empty() || !shown.group.wanted.is_empty()).collect();
    let patterns = groups
        .iter()
        .flat_map(|shown| patterns(shown).into_iter().map(|pattern| (shown.group.id.clone(), pattern)));
    let patterns = patterns.collect();
    let courses = courses.iter().map(|course| course.id.clone()).collect();
    Voices { courses, people: people.len(), groups, patterns, undescribed }
}

/// Whether a page has a scene or a made-up story, and no story that somebody told of themselves.
fn tells_of_somebody(page: &Page) -> bool {
    let story = |block: &Block| match &block.kind {
        BlockKind::Story(story) => Some(matches!(story.who, Teller::Composite)),
        BlockKind::Scenario(_) => Some(true),
        _ => None,
    };
    let mut told = page.blocks.iter().filter_map(story).peekable();
    told.peek().is_some() && told.all(|made_up| made_up)
}

fn patterns(shown: &GroupShown) -> Vec<Pattern> {
    let (all, wanted) = (shown.people.len(), &shown.group.wanted);
    let each = |part| all > 0 && shown.count(part) == all;
    let none = |parts: &[Part]| parts.iter().all(|part| shown.count(*part) == 0);
    let has = |one: &Somebody| wanted.iter().all(|part| one.parts.contains(part));
    let found = [
        (Pattern::Missing, !wanted.is_empty() && !shown.people.iter().any(has)),
        (
            Pattern::OnlyHarmed,
            each(Part::Harmed) && none(&[Part::Leads, Part::Helps, Part::Able, Part::Glad]),
        ),
        (Pattern::AlwaysSlips, all >= HABIT && each(Part::Slips)),
        (Pattern::AlwaysAsks, all >= HABIT && each(Part::Asks) && none(&[Part::Helps, Part::Able])),
    ];
    found.into_iter().filter(|(_, holds)| *holds).map(|(pattern, _)| pattern).collect()
}
