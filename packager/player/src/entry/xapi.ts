//! The first script of a package for plain xAPI; what speaks it stands in `statements.js`.

import { recorded } from "../lms/recorded";
import { start } from "../main";

start(recorded);
