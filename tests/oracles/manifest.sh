#!/usr/bin/env bash
# manifest.sh PACKAGES: validates the manifest of each unpacked SCORM 1.2 package in the folder PACKAGES by
# the schemas of SCORM 1.2, with xmllint. The schemas are fetched by tests/tools/set-up.sh and are not ours.
# Invariant: in the same run every damaged copy of the first manifest is refused, or nothing was proved.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
packages=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp tests/.tools/schemas/scorm12/*.xsd tests/oracles/scorm12.xsd "$work"

valid() {
  xmllint --noout --nonet --schema "$work/scorm12.xsd" "$1" 2>"$work/said"
}

judged=0
elements=0
first=
for manifest in "$packages"/*/imsmanifest.xml; do
  if ! valid "$manifest"; then
    cat "$work/said" >&2
    echo "the schemas of SCORM 1.2 refuse $manifest" >&2
    exit 1
  fi
  first=${first:-$manifest}
  judged=$((judged + 1))
  elements=$((elements + $(xmllint --xpath 'count(//*)' "$manifest")))
done
if [[ $judged -lt 1 || $elements -lt 20 ]]; then
  echo "only $judged manifests with $elements elements were judged" >&2
  exit 1
fi

# Each line damages one thing: an attribute's spelling, an order, an id, a required element, a vocabulary.
refused=0
while IFS=$'\t' read -r what damage; do
  sed -E "$damage" "$first" >"$work/damaged.xml"
  if cmp -s "$first" "$work/damaged.xml"; then
    echo "the damage \"$what\" changes nothing any more" >&2
    exit 1
  fi
  if valid "$work/damaged.xml"; then
    echo "a manifest with $what is taken for a good one" >&2
    exit 1
  fi
  refused=$((refused + 1))
done <<'DAMAGE'
a misspelt scormtype	s/adlcp:scormtype/adlcp:scormType/
an unknown scormtype	s/scormtype="sco"/scormtype="lesson"/
a resource without a type	s/ type="webcontent"//
an element of another standard	s/<organizations /<sequencing\/><organizations /
metadata in the wrong order	s/<schema>ADL SCORM<\/schema>//; s/<\/schemaversion>/<\/schemaversion><schema>ADL SCORM<\/schema>/
an id that begins with a digit	s/identifier="ITEM_/identifier="1ITEM_/
a title outside its language	s/<langstring xml:lang="[^"]*">/<string>/; s/<\/langstring>/<\/string>/
DAMAGE

echo "$judged manifests with $elements elements are valid; $refused damaged ones were refused"
echo "$((judged + refused)) passed, 0 failed"
