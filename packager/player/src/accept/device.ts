//! The check of a package for no learning system: whether this browser keeps what a course writes.
//!
//! It writes under a name of its own beside the learner's place, which is neither read nor touched.

import type { Data } from "../data";
import type { Port } from "./drive";
import type { Add, Reply, Sentence } from "./steps";

/** `storage` may throw: merely reading `window.localStorage` does in a sandbox. */
export function devicePort(storage: () => Storage, data: Data, add: Add): Port {
  const key = `${data.package.key}/check-trial`;
  const guard = <T>(call: string, work: (storage: Storage) => T): { value: T | null; told: Reply } => {
    try {
      return { value: work(storage()), told: { took: "yes", came: [["came_true", { call }]], code: "" } };
    } catch (fault) {
      const code = (fault as Error).name;
      const came: Sentence = ["came_false", { call, said: "–", code }];
      return { value: null, told: { took: "no", came: [came], code } };
    }
  };
  const read = () => guard("getItem", (storage) => storage.getItem(key));
  return {
    most: 0,
    signs: ' 100% a+b=c $& [x] ~ <y> "z" \\ \n\t.',
    async begin() {
      const { told } = read();
      const found = told.took === "yes";
      const expected: Sentence = ["expect_found", { name: "localStorage" }];
      await add("found", found ? "held" : "fault", expected, found ? ["came_own"] : told.came, told.code);
      return found ? "begun" : "stopped";
    },
    stands: async () => ({ state: read().value ?? "", place: "", more: false, odd: null }),
    put: async (text) => guard("setItem", (storage) => storage.setItem(key, text)).told,
    async got() {
      const { value, told } = read();
      return { text: value ?? "", code: told.code };
    },
    clear: async () => guard("removeItem", (storage) => storage.removeItem(key)).told,
  };
}
