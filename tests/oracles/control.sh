#!/usr/bin/env bash
# control.sh BONA: hands the schema files of each SCORM to the program, as they are and with other line ends, and the
# same with one byte changed, which must be refused by name. The files are fetched by tests/tools/set-up.sh.
# Invariant: every file of a standard is changed once, and each change is refused.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bona=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

package() {
  "$bona" package courses/first_contact --format "$1" --control-documents "$2" --out "$work/out" >"$work/said" 2>&1
}

taken=0
refused=0
for format in scorm12 scorm2004-3 scorm2004-4; do
  schemas=tests/.tools/schemas/$format
  if [[ ! -d $schemas ]]; then
    echo "left out: the schemas of $format are not in tests/.tools"
    continue
  fi
  rm -rf "$work/as_is" "$work/unix"
  cp -r "$schemas" "$work/as_is"
  cp -r "$schemas" "$work/unix"
  sed -i 's/\r$//' "$work/unix"/*
  for folder in as_is unix; do
    package "$format" "$work/$folder" || { cat "$work/said" >&2 && exit 1; }
    taken=$((taken + 1))
  done
  for file in "$work/unix"/*; do
    name=$(basename "$file")
    rm -rf "$work/spoilt" && cp -r "$work/unix" "$work/spoilt"
    printf ' ' >>"$work/spoilt/$name"
    result=0
    package "$format" "$work/spoilt" || result=$?
    if [[ $result -ne 2 ]] || ! grep -q "\`$name\` is not the schema file of \`$format\`" "$work/said"; then
      cat "$work/said" >&2
      echo "a changed $name of $format is taken for the standard's own" >&2
      exit 1
    fi
    refused=$((refused + 1))
  done
done
if [[ $taken -lt 2 || $refused -lt 4 ]]; then
  echo "only $taken folders and $refused changed files were judged" >&2
  exit 1
fi
echo "$taken folders were taken; $refused changed files were refused"
echo "$((taken + refused)) passed, 0 failed"
