//! Two scripts are built from these sources, and this tells them apart: see build.mjs.

/** Whether the script asks every kind of question, or those with options alone. */
declare const ALL: boolean;
