//! The first script of a package for AICC HACP.

import { aicc } from "../lms/aicc";
import { start } from "../main";

start(aicc);
