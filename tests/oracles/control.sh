#!/usr/bin/env bash
# control.sh BONA: hands the schema files of each SCORM to the program, as they are and with other line ends, and the
# same with one byte changed, which must be refused by name. The files are fetched by tests/tools/set-up.sh.
# What is noted of packages is held to it too: with other files, or without any, a package is made anew, and is the one
# that is made without notes. Invariant: every file of a standard is changed once, and each change is refused.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bona=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# package FORMAT FOLDER [MORE]: with the files in FOLDER; `-` is without any.
package() {
  local documents=(--control-documents "$2")
  [[ $2 == - ]] && documents=()
  "$bona" package courses/first_contact --format "$1" "${documents[@]}" --out "$work/out" "${@:3}" >"$work/said" 2>&1
}

fail() {
  cat "$work/said" >&2
  echo "$1" >&2
  exit 1
}

noted=0
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
    package "$format" "$work/$folder" || fail "the files of $format are not taken"
    taken=$((taken + 1))
  done
  if cmp -s <(cat "$work/as_is"/*) <(cat "$work/unix"/*); then
    sed -i 's/$/\r/' "$work/as_is"/*
  fi
  for folder in "$work/as_is" "$work/unix" -; do
    package "$format" "$folder"
    ! grep -q unchanged "$work/said" || fail "a package of $format is kept, though its schema files are others"
    sum=$(sha256sum "$work/out"/*-"$format"-*.zip)
    package "$format" "$folder"
    grep -q unchanged "$work/said" || fail "a package of $format is made twice of the same schema files"
    package "$format" "$folder" --no-cache
    [[ $sum == "$(sha256sum "$work/out"/*-"$format"-*.zip)" ]] || fail "notes give $format another package"
    noted=$((noted + 1))
  done
  for file in "$work/unix"/*; do
    name=$(basename "$file")
    rm -rf "$work/spoilt" && cp -r "$work/unix" "$work/spoilt"
    printf ' ' >>"$work/spoilt/$name"
    result=0
    package "$format" "$work/spoilt" || result=$?
    if [[ $result -ne 2 ]] || ! grep -q "\`$name\` is not the schema file of \`$format\`" "$work/said"; then
      fail "a changed $name of $format is taken for the standard's own"
    fi
    refused=$((refused + 1))
  done
done
if [[ $taken -lt 2 || $refused -lt 4 ]]; then
  echo "only $taken folders and $refused changed files were judged" >&2
  exit 1
fi
echo "$taken folders were taken; $refused changed files were refused; $noted packages followed their files"
echo "$((taken + refused + noted)) passed, 0 failed"
