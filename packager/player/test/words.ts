//! What words answers, as the second script puts it beside an adapter.

export { words as bonaWords } from "../src/lms/fields";
