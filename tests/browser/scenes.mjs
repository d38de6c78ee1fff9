//! Ways through a scene, worked out from the data block as docs/format.md says it.
//!
//! What stands here: which choices lead where. What does not: who makes them. Invariant: nothing of the player is asked,
//! so that it can be held to what is worked out here.

/** Where somebody stands who comes to a scene with these flags: there, or wherever its guard sends them. */
function enter(scenes, at, flags, left = scenes.length) {
  const { guard } = scenes[at];
  const open = !guard || ((flags & guard.when) === guard.when && !(flags & guard.unless));
  return open || !left ? at : enter(scenes, guard.otherwise, flags, left - 1);
}

/** Where the scene begins, and where a choice leads from a place. */
const begin = ({ start, scenes }) => ({ at: enter(scenes, start, 0), flags: 0 });
const after = ({ scenes }, { flags }, { then, sets = 0 }) => ({
  at: enter(scenes, then, flags | sets),
  flags: flags | sets,
});

/** For each ending, by its id, the shortest way to it: the ids of the choices. */
export function ways(scenario) {
  const { scenes } = scenario;
  const found = new Map();
  const queue = [{ ...begin(scenario), path: [] }];
  for (const { path, ...here } of queue) {
    const scene = scenes[here.at];
    if (scene.kind !== "decision") {
      if (!found.has(scene.id)) found.set(scene.id, path);
    } else if (path.length <= scenes.length) {
      queue.push(
        ...scene.choices.map((choice) => ({ ...after(scenario, here, choice), path: [...path, choice.id] })),
      );
    }
  }
  return found;
}

/**
 * The way of somebody who chooses by habit: `pick` gives the index of a choice. Whoever comes back to where they were
 * tries something else there.
 */
export function habit(scenario, pick) {
  const path = [];
  const tried = new Set();
  let here = begin(scenario);
  for (;;) {
    const scene = scenario.scenes[here.at];
    if (scene.kind !== "decision") return { path, ending: scene };
    const wanted = pick(scene, path.length);
    const order = [scene.choices[wanted], ...scene.choices];
    const key = (choice) => `${here.at} ${here.flags} ${choice.id}`;
    const choice = order.find((one) => !tried.has(key(one)));
    if (!choice) throw new Error(`every way leads round from ${scene.id}`);
    tried.add(key(choice));
    path.push(choice.id);
    here = after(scenario, here, choice);
  }
}

/** How many endings were written. */
export const written = ({ scenes }) => scenes.filter(({ kind }) => kind !== "decision").length;
