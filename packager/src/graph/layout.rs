//! Where everything stands: columns from left to right by the longest way from the start, lanes for lines that pass
//! a column, and an order in each column that keeps lines short.

use std::collections::BTreeMap;

use bona_engine::course::{Scenario, Scene};

/// How often the order of the columns is gone over, there and back.
const SWEEPS: usize = 6;
/// Height that a line takes where it passes a column.
pub(super) const LANE: u32 = 14;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Item {
    /// A scene by its place.
    Scene(usize),
    /// The line of a choice (scene, choice) that passes.
    Lane(usize, usize),
}

/// Columns of a scene, each with its items from the top.
pub(super) struct Columns {
    /// From the left.
    pub(super) columns: Vec<Vec<Item>>,
    /// The column of each scene.
    pub(super) of: Vec<usize>,
}

/// Lays a scene out. `rank` of a scene is its column; lines that lead back are not drawn and have no lanes.
pub(super) fn columns(scenario: &Scenario) -> Columns {
    let of = ranks(scenario);
    let count = of.iter().max().map_or(0, |last| last + 1);
    let mut columns: Vec<Vec<Item>> = vec![Vec::new(); count];
    let mut edges: Vec<(Item, Item, u32)> = Vec::new();
    for (at, column) in of.iter().enumerate() {
        columns[*column].push(Item::Scene(at));
    }
    for (at, choice, then) in choices(scenario) {
        if of[then] <= of[at] {
            continue;
        }
        let mut before = Item::Scene(at);
        for column in &mut columns[of[at] + 1..of[then]] {
            let lane = Item::Lane(at, choice);
            column.push(lane);
            edges.push((before, lane, u32::try_from(choice).unwrap_or(0)));
            before = lane;
        }
        edges.push((before, Item::Scene(then), u32::try_from(choice).unwrap_or(0)));
    }
    for sweep in 0..SWEEPS {
        arrange(&mut columns, &edges, sweep % 2 == 0);
    }
    Columns { columns, of }
}

/// Every choice: its scene, its place there, the scene that follows. Behind the choices stands the way of those whom
/// the guard of a scene sends on.
pub(super) fn choices(scenario: &Scenario) -> Vec<(usize, usize, usize)> {
    let scenes = scenario.scenes.iter().enumerate();
    scenes
        .flat_map(|(at, scene)| {
            let mut leads: Vec<usize> = match scene {
                Scene::Decision(decision) => decision.choices.iter().map(|choice| choice.then).collect(),
                Scene::Ending(_) => Vec::new(),
            };
            leads.extend(scene.guard().and_then(|guard| guard.otherwise));
            leads.into_iter().enumerate().map(move |(choice, then)| (at, choice, then))
        })
        .collect()
}

/// The longest way from the start to each scene, without going round.
fn ranks(scenario: &Scenario) -> Vec<usize> {
    let count = scenario.scenes.len();
    let leads = choices(scenario);
    let back = leading_back(count, scenario.start, &leads);
    let mut ranks = vec![0; count];
    // Each pass lengthens at least one way; there are no longer ones than there are scenes.
    for _ in 0..count {
        for (edge, (at, _, then)) in leads.iter().enumerate() {
            if !back[edge] {
                ranks[*then] = ranks[*then].max(ranks[*at] + 1);
            }
        }
    }
    ranks
}

/// Which choices lead to a scene on the way to them.
fn leading_back(count: usize, start: usize, leads: &[(usize, usize, usize)]) -> Vec<bool> {
    let mut back = vec![false; leads.len()];
    let mut done = vec![false; count];
    let mut on_way = vec![false; count];
    // The way, each scene with the next of its choices.
    let mut way = vec![(start, 0)];
    on_way[start] = true;
    while let Some((at, next)) = way.pop() {
        let own = leads.iter().enumerate().filter(|(_, (from, ..))| *from == at).nth(next);
        let Some((edge, (_, _, then))) = own else {
            on_way[at] = false;
            done[at] = true;
            continue;
        };
        way.push((at, next + 1));
        if on_way[*then] {
            back[edge] = true;
        } else if !done[*then] {
            on_way[*then] = true;
            way.push((*then, 0));
        }
    }
    back
}

/// Orders each column by where its neighbours stand on one side.
fn arrange(columns: &mut [Vec<Item>], edges: &[(Item, Item, u32)], forwards: bool) {
    let many = columns.len();
    for step in 1..many {
        let (own, other) = if forwards { (step, step - 1) } else { (many - 1 - step, many - step) };
        let places: BTreeMap<Item, u32> = columns[other]
            .iter()
            .enumerate()
            .map(|(place, item)| (*item, u32::try_from(place).unwrap_or(0)))
            .collect();
        let weight = |item: &Item| {
            let near: Vec<u32> = edges
                .iter()
                .filter_map(|(from, to, choice)| match forwards {
                    true if to == item => places.get(from).map(|place| place * 160 + choice * 16),
                    false if from == item => places.get(to).map(|place| place * 160),
                    _ => None,
                })
                .collect();
            let sum: u32 = near.iter().sum();
            sum.checked_div(u32::try_from(near.len()).unwrap_or(0))
        };
        let mut keyed: Vec<(u32, Item)> = Vec::new();
        let mut last = 0;
        for item in &columns[own] {
            last = weight(item).unwrap_or(last);
            keyed.push((last, *item));
        }
        keyed.sort_by_key(|(weight, _)| *weight);
        columns[own] = keyed.into_iter().map(|(_, item)| item).collect();
    }
}
