//! Rows that are taken in pieces become what they become at once.

use super::{Outside, Plan, Rows, Sealing, plan};
use crate::evidence::learner::PseudonymKey;
use crate::evidence::verify::tests::{chance, facts, import, intake, opened, row, tree_of};
use crate::intake::{Row, ToldBy, VerdictWord};

fn told(number: usize, says: &str) -> Row {
    let id = format!("{number:08x}-0000-4000-8000-000000000000");
    let told = vec![ToldBy { id, says: says.to_owned() }];
    Row { told, ..row(&format!("a{number}@elm.example"), Some(VerdictWord::Completed)) }
}

#[test]
fn rows_that_are_looked_up_together_and_sealed_in_pieces_are_those_of_one_plan() {
    let mut store = opened();
    import(&mut store, (0..9).map(|number| told(number, "completed")).collect());
    // Recorded before, of which one says something else now; new ones; those twice, and one that says nothing.
    let mut rows: Vec<Row> =
        (5..30).map(|number| told(number, if number == 7 { "other" } else { "completed" })).collect();
    rows.extend((11..14).map(|number| told(number, "completed")));
    rows.push(row("b@elm.example", None));
    let (key, facts, tree) = (PseudonymKey::new([3; 32]), facts(), tree_of(&store));
    let whole = plan(&store, &tree, &key, &intake(rows.clone()), &facts, &mut chance()).expect("a plan");
    for (looked, piece) in [(29, 29), (29, 4), (8, 4), (10, 5), (1, 1)] {
        let about = (&facts, None);
        let mut sealing = Sealing::begin(&store, &tree, &key, about, Rows::Any).expect("memory");
        let mut chance = chance();
        let (mut leaves, mut results, mut people, mut seen) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for rows in rows.chunks(looked) {
            let mut known = sealing.look(&store, rows).expect("memory");
            for rows in rows.chunks(piece) {
                let known = known.first(piece);
                let taken = sealing
                    .take_looked(&store, (rows, known), &mut chance, |_| ())
                    .expect("fit to be recorded");
                leaves.extend(taken.leaves);
                results.extend(taken.results);
                people.extend(taken.people);
                seen.extend(taken.seen);
            }
            assert!(known.is_empty());
        }
        let ended = sealing.end(Outside::default()).expect("fit to be recorded");
        let Plan { batch, counts, .. } = &whole;
        let (one, other) = (batch.as_ref().expect("something new"), ended.batch.expect("something new"));
        assert_eq!((&results, ended.counts), (&whole.results, *counts), "{looked} {piece}");
        assert_eq!((one.head, &one.leaves[1..]), (other.head, leaves.as_slice()), "{looked} {piece}");
        assert_eq!((&one.people, &one.seen), (&people, &seen), "{looked} {piece}");
    }
    assert_eq!((whole.counts.recorded, whole.counts.refused, whole.counts.nothing), (21, 1, 1));
}
