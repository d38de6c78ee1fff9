#!/usr/bin/env bash
# badges.sh BONA: makes a certificate and its badges, and has programs by others judge them: @digitalbazaar/vc the
# credential, alone and as a page carries it, openbadgeslib the same and the pictures, aics-tlog the proof inside.
# Invariant: each of them refuses at least 20 changed ones in the same run, but aics-tlog, which judges fewer parts.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bona=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export BONA_STORE=$work/evidence.bona
unset BONA_KEYS

"$bona" evidence init --organisation "Elm Street Surgery" >"$work/out"
"$bona" evidence import tests/fixtures/evidence/moodle.csv --course first_contact --activity "First contact" --apply >"$work/out"
"$bona" keys new badge >"$work/out"
cp "$BONA_STORE.keys/log.vkey" "$BONA_STORE.keys/badge.did" "$work"
for ending in html json svg png; do
  "$bona" certificate issue 'Ann Byrne' --name 'Zoë "Bee" Hara <]]>' --out "$work/ann.$ending" >"$work/out"
done
"$bona" certificate verify "$work"/ann.{html,json,svg,png} --key "$work/log.vkey" --badge-key "$work/badge.did" >"$work/out"
[[ $(grep -c ' holds\.$' "$work/out") -eq 4 ]]
sed -n 's|^<script type="application/json" id="bona-certificate">\(.*\)</script>$|\1|p' "$work/ann.html" >"$work/page.json"
for credential in ann page; do
  node tests/oracles/badges/judge.mjs "$work/$credential.json"
done
python3 tests/oracles/badges.py "$work" "$work/log.vkey"
echo "4 passed, 0 failed"
