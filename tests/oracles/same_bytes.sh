#!/usr/bin/env bash
# same_bytes.sh BONA: packages first_contact from two folders, under another time zone, language, umask and
# number of jobs, and compares the files byte by byte. What a package holds may not depend on where it was made.
# Invariant: one changed letter in the course changes the package, or the comparison proves nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bona=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Copies the courses so that the folder lists its files in the order given.
copy() {
  local to=$1 order=$2 file
  git ls-files -z --cached --others --exclude-standard courses | sort -z "$order" | while IFS= read -r -d '' file; do
    mkdir -p "$to/$(dirname "$file")"
    cp "$file" "$to/$file"
  done
}

make() {
  local folder=$1
  shift
  (cd "$folder" && env "$@" "$bona" package courses/first_contact --format "$format" --jobs "$jobs" --out out >/dev/null)
}

mkdir -p "$work/one" "$work/another/folder, deeper"
copy "$work/one" --unique
copy "$work/another/folder, deeper" --reverse
mkdir "$work/changed"
copy "$work/changed" --unique
course=$work/changed/courses/first_contact/course.ron
sed -i -E '0,/title: "/s//title: "A /' "$course"

judged=0
for format in scorm12 html html-single cc11 cc13 moodle-xml gift; do
  jobs=1 && umask 022
  make "$work/one" TZ=UTC LANG=C LC_ALL=C
  make "$work/changed" TZ=UTC LANG=C LC_ALL=C
  jobs=8 && umask 077
  make "$work/another/folder, deeper" TZ=Pacific/Kiritimati LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8
done
for made in "$work"/one/out/*; do
  name=$(basename "$made")
  cmp "$made" "$work/another/folder, deeper/out/$name"
  if cmp -s "$made" "$work/changed/out/$name"; then
    echo "$name did not change with the course's title: the comparison proves nothing" >&2
    exit 1
  fi
  judged=$((judged + 1))
done
if [[ $judged -lt 3 ]]; then
  echo "only $judged packages were compared" >&2
  exit 1
fi
echo "$judged packages are the same from two places; a changed course gave others"
echo "$judged passed, 0 failed"
