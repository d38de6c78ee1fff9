//! The script that speaks to a learning record store: in packages for cmi5 and plain xAPI, fetched before a visit begins.

import { cmi5 } from "./lms/cmi5";
import { xapi } from "./lms/xapi";

window.bonaRecord = (own, world, data) => (data.adapter === "cmi5" ? cmi5 : xapi)(own, world, data);
