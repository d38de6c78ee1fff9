#!/usr/bin/env bash
# evidence.sh BONA PACKAGES: a store is begun, a Moodle report and what the browsers' learning systems stored are
# imported by the package that was played, aics-tlog judges what is exported, and pandas who should have what.
# Invariant: what counts as imported is asserted by number; each judge refuses something in the same run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bona=$(realpath "$1")
package=$(find "$2" -name 'first_contact-*-scorm12*.zip' | sort | head -n 1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export BONA_STORE=$work/evidence.bona

# expect VALUE COMMAND...: the command must leave with this exit value.
expect() {
  local wanted=$1 found=0
  shift
  "$@" >"$work/out" 2>"$work/err" || found=$?
  if [[ $found -ne $wanted ]]; then
    cat "$work/out" "$work/err" >&2
    echo "exit value $found where $wanted was expected: $*" >&2
    exit 1
  fi
}

python3 tests/oracles/moodle.py --check tests/fixtures/evidence
python3 tests/oracles/attendance.py --check tests/fixtures/evidence
expect 0 "$bona" evidence init --organisation "Elm Street Surgery"
expect 0 "$bona" evidence import tests/fixtures/evidence/moodle.csv --package "$package" --activity "First contact" --apply
expect 0 "$bona" evidence import tests/fixtures/evidence/moodle-excel.csv --package "$package" --activity "First contact" --apply
grep -q "nothing new to record" "$work/out"

# A commissioner sees the log before anything else comes, and the store keeps what they sent back.
unset BONA_KEYS
expect 0 "$bona" keys new witness --name commissioner.example/evidence --folder "$work/witness"
expect 0 "$bona" evidence export "$work/first"
expect 0 "$bona" evidence witness "$work/first" --state "$work/seen" --keys "$work/witness" --key "$work/first/log.vkey"
cp "$work/out" "$work/mail"
expect 0 "$bona" evidence cosign add "$work/mail" --key "$work/witness/witness.vkey"
printf 'log %s\nwitness w %s\nquorum w\n' "$(cat "$work/first/log.vkey")" "$(cat "$work/witness/witness.vkey")" \
  >"$BONA_STORE.policy"

# What scorm-again and the strict system held after each learner of the browser suite; one file a learner.
stored=0
while IFS= read -r file; do
  expect 0 "$bona" evidence import "$file" --package "$package" --apply
  stored=$((stored + 1))
done < <(grep -l "bona/scorm-runtime/v1" tests/browser/out/*.json || true)
if [[ $stored -lt 2 ]]; then
  echo "only $stored learners were left by the browser suite" >&2
  exit 1
fi

expect 0 "$bona" evidence verify --output json
expect 0 "$bona" evidence matrix --output json
python3 - "$work/out" <<'PYTHON'
import collections, json, sys
found = json.load(open(sys.argv[1], encoding="utf-8"))["completions"]
moodle = collections.Counter(line["verdict"] for line in found if line["source"] == "moodle-completion")
if moodle != {"passed": 2, "completed": 2, "failed": 1}:
    sys.exit(f"the matrix does not show what Moodle stored: {moodle}")
scorm = collections.Counter(line["verdict"] for line in found if line["source"] == "scorm-runtime")
if scorm["passed"] < 2:
    sys.exit(f"the matrix does not show who passed in a browser: {scorm}")
if any(line["edition_basis"] != "package" or line["content"] is None for line in found):
    sys.exit("the matrix does not say which edition was taken")
print(f"{len(found)} completions in the matrix")
PYTHON

expect 0 "$bona" evidence export "$work/export" --proof 0 --proof 2 --proof 6 --open 2
python3 tests/oracles/tlog.py "$work/export" "$work/witness/witness.vkey"
expect 0 "$bona" evidence witness "$work/export" --state "$work/seen" --keys "$work/witness"

# The second verifier: what is sound with what the commissioner kept, and what a malicious holder would give away.
python3 tests/oracles/verify.py "$work/export" "$BONA_STORE.policy" "$work/seen" "$work/first/checkpoint"
expect 1 python3 tests/oracles/verify.py "$work/first" "$BONA_STORE.policy" "$work/seen"
grep -q '^rolled-back: ' "$work/out"
python3 tests/oracles/holder.py tests/fixtures/evidence/holder.json
python3 tests/oracles/adopted.py "$bona"

# Another key for the log: whoever knew the old one follows, and both judges take what both keys signed.
expect 0 "$bona" keys rotate log --store "$BONA_STORE" --apply
expect 0 "$bona" evidence session --starts "2026-12-03 09:30" --mode video
# Two people who are one, by a leaf that both judges open.
expect 0 "$bona" evidence person 0042 --same-as 0045 --reason systems --decided-by "C. Manager" --apply
same=$(sed -n 's/^Recorded as leaf \([0-9]*\)\.$/\1/p' "$work/out")
expect 0 "$bona" evidence export "$work/turned" --proof 0 --proof 2 --open 2 --open "$same"
python3 tests/oracles/tlog.py "$work/turned" "$work/witness/witness.vkey"
expect 0 "$bona" evidence witness "$work/turned" --state "$work/seen" --keys "$work/witness"
python3 tests/oracles/verify.py "$work/turned" "$BONA_STORE.policy" "$work/seen" "$work/first/checkpoint"
mv "$work/turned/log-1.tlog-proof" "$work/log-1.tlog-proof"
expect 1 python3 tests/oracles/verify.py "$work/turned" "$BONA_STORE.policy"
grep -q '^key: ' "$work/out"
mv "$work/log-1.tlog-proof" "$work/turned/log-1.tlog-proof"

# The vault, opened with its key by other means; and with one byte of what is sealed changed: each judge must notice.
python3 tests/oracles/vault.py "$BONA_STORE"
python3 - "$BONA_STORE" <<'PYTHON'
import sqlite3, sys
store = sqlite3.connect(sys.argv[1])
store.execute("DROP TRIGGER body_stays")
(box,) = store.execute("SELECT parts FROM vault WHERE leaf = 2").fetchone()
store.execute("UPDATE vault SET parts = ? WHERE leaf = 2", (box[:60] + bytes([box[60] ^ 1]) + box[61:],))
store.commit()
PYTHON
expect 1 "$bona" evidence verify
grep -q 'leaf 2: the sealed bodies cannot be opened' "$work/out"
expect 1 python3 tests/oracles/vault.py "$BONA_STORE"
grep -q '^vault 2: ' "$work/out"
expect 1 "$bona" evidence matrix
# Who should have what, computed by pandas from the same files; two hundred histories take minutes.
histories=6
[[ ${BONA_TESTS:-} != full ]] || histories=200
python3 tests/oracles/gaps.py "$bona" "$histories"
# The same learners as Moodle would tell of them: both reports together come to the same records.
grep -l "bona/scorm-runtime/v1" tests/browser/out/*.json | xargs python3 tests/oracles/joined.py "$bona" "$package"
# Every table that the program writes, opened by LibreOffice and openpyxl.
python3 tests/oracles/tables.py "$bona"
# Lists that somebody keeps in a workbook, beside the CSV that LibreOffice makes of them.
python3 tests/oracles/workbooks.py "$bona"
echo "$stored learners of the browser suite were imported; a changed body was named"
echo "1 passed, 0 failed"
