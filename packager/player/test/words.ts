//! What words answers, as the second script puts it beside an adapter.

import type { Words } from "../src/lms/api";
import { lettersOf } from "../src/lms/letters";
import { responseOf } from "../src/lms/response";

export const bonaWords: Words = { lettersOf, responseOf };
