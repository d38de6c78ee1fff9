//! Types of shortened.mjs.

export declare const SHORTENED: readonly string[];
