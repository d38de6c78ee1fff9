# shellcheck shell=bash
# Runs the parts of a long check one after the other, times each, and adds up what their runners counted.
# Sourced by tests/run and .ci/run. A part whose runner counts nothing counts as one itself.
# Invariant: `finish` exits non-zero when a part failed or nothing was counted.

parts_logs=$(mktemp -d)
trap 'rm -rf "$parts_logs"' EXIT
parts_names=()
parts_seconds=()
parts_results=()
parts_failed=0
passed=0
failed=0

# part NAME COMMAND...: runs the command, keeps what it said for the counts, and notes the time.
part() {
  local name=$1 from=$SECONDS result log=$parts_logs/log before=$((passed + failed))
  shift
  printf '\n==> %s\n' "$name"
  "$@" </dev/null 2>&1 | tee "$log"
  result=${PIPESTATUS[0]}
  count "$log"
  if [[ $((passed + failed)) -eq $before ]]; then
    [[ $result -eq 0 ]] && passed=$((passed + 1)) || failed=$((failed + 1))
  fi
  note "$name" $((SECONDS - from)) "$result"
}

# note NAME SECONDS RESULT: enters a part in the table.
note() {
  parts_names+=("$1")
  parts_seconds+=("$2")
  if [[ $3 -eq 0 ]]; then
    parts_results+=(passed)
  else
    parts_results+=(FAILED)
    parts_failed=$((parts_failed + 1))
  fi
}

# Adds up the closing lines of cargo test and of Node's test runner, and plain ones in the form of ours.
count() {
  local added
  added=$(awk '
    /^test result: / { passed += $4; failed += $6 }
    /^(ℹ|#) pass [0-9]+$/ { passed += $3 }
    /^(ℹ|#) fail [0-9]+$/ { failed += $3 }
    /^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3 }
    END { print passed + 0, failed + 0 }' "$1")
  passed=$((passed + ${added% *}))
  failed=$((failed + ${added#* }))
}

# stop_if_failed REASON: leaves with 2, "could not be judged", when a part before this one failed.
stop_if_failed() {
  if [[ $parts_failed -gt 0 ]]; then
    (finish)
    echo "$1" >&2
    exit 2
  fi
}

# Prints the table of times and the totals, and leaves with the result of all parts.
finish() {
  local i total=0
  printf '\n%-28s %8s  %s\n' "part" "seconds" "result"
  for i in "${!parts_names[@]}"; do
    printf '%-28s %8d  %s\n' "${parts_names[i]}" "${parts_seconds[i]}" "${parts_results[i]}"
    total=$((total + parts_seconds[i]))
  done
  printf '%-28s %8d\n\n' "all" "$total"
  [[ $parts_failed -gt 0 && $failed -eq 0 ]] && failed=$parts_failed # a runner that broke off
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [[ $parts_failed -eq 0 && $failed -eq 0 && $passed -gt 0 ]]
  exit
}
