//! The first script of a package for SCORM 2004, 3rd and 4th edition.

import { scorm2004 } from "../lms/scorm2004";
import { start } from "../main";

start(scorm2004);
