//! The check of a learning record store in packages for cmi5 and plain xAPI.

import { checks } from "../accept/page";
import { storePort } from "../accept/store";

checks(storePort);
