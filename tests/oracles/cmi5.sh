#!/usr/bin/env bash
# cmi5.sh PACKAGES: validates the course structure of each unpacked cmi5 package in the folder PACKAGES by the schema of
# the specification, with xmllint. The schema is not ours and stands beside the project, in ../shared/standards, or where
# BONA_STANDARDS says; where it is not there, that is said and nothing is judged.
# Invariant: in the same run every damaged copy of one structure is refused, or nothing was proved.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
packages=$1
schema=${BONA_STANDARDS:-../shared/standards}/cmi5/CourseStructure.xsd
if [[ ! -f $schema ]]; then
  echo "left out: course structures of cmi5 (there is no $schema)" >&2
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

valid() {
  xmllint --noout --nonet --schema "$schema" "$1" 2>"$work/said"
}

judged=0
# The one that says everything that can be damaged.
first=$packages/reference-cmi5-universal/cmi5.xml
for structure in "$packages"/*/cmi5.xml; do
  if ! valid "$structure"; then
    cat "$work/said" >&2
    echo "the schema of cmi5 refuses $structure" >&2
    exit 1
  fi
  judged=$((judged + 1))
done
if [[ $judged -lt 3 ]]; then
  echo "only $judged course structures were judged" >&2
  exit 1
fi

# Each line damages one thing: a required element or attribute, an order, a vocabulary, a range, a namespace.
refused=0
while IFS=$'\t' read -r what damage; do
  sed -E "$damage" "$first" >"$work/damaged.xml"
  if cmp -s "$first" "$work/damaged.xml"; then
    echo "the damage \"$what\" changes nothing any more" >&2
    exit 1
  fi
  if valid "$work/damaged.xml"; then
    echo "a course structure with $what is taken for a good one" >&2
    exit 1
  fi
  refused=$((refused + 1))
done <<'DAMAGE'
no address to launch	s/<url>.*<\/url>//
a unit without an id	s/<au id="[^"]*"/<au/
an unknown word to move on	s/moveOn="[^"]*"/moveOn="Finished"/
a mastery score in per cent	s/masteryScore="[^"]*"/masteryScore="80"/
an unknown way to launch	s/launchMethod="[^"]*"/launchMethod="Popup"/
a course after its unit	s/<course id="[^"]*">/<au>/; s/<\/course>/<\/au>/
a text without a language string	s/<langstring lang="[^"]*">[^<]*<\/langstring>//
another namespace	s/CourseStructure\.xsd/Course.xsd/
DAMAGE

echo "$judged course structures are valid; $refused damaged ones were refused"
echo "$((judged + refused)) passed, 0 failed"
