//! The first script of a package for SCORM 1.2.

import { scorm12 } from "../lms/scorm12";
import { start } from "../main";

start(scorm12);
