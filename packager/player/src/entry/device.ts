//! The first script of a package for no learning system: the device keeps the place.

import { start } from "../main";

start();
