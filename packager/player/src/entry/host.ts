//! The first script of a package for a page that frames the course and keeps the record itself.

import { host } from "../lms/host";
import { start } from "../main";

start(host);
