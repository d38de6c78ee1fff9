#!/usr/bin/env bash
# manifest.sh PACKAGES: validates the manifest of each unpacked SCORM package in the folder PACKAGES by the schemas of
# its edition, with xmllint. The schemas are fetched by tests/tools/set-up.sh and are not ours, but for lom.xsd.
# Invariant: in the same run every damaged copy of an edition's first manifest is refused, or nothing was proved.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
packages=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
oracles=tests/oracles
for edition in scorm12 scorm2004-3 scorm2004-4; do
  mkdir "$work/$edition"
  cp tests/.tools/schemas/"$edition"/* "$oracles/lom.xsd" "$work/$edition"
  cp "$oracles/${edition%-*}.xsd" "$work/$edition/all.xsd"
done

# The edition as the manifest itself names it.
edition_of() {
  case "$(grep -m 1 -oP '(?<=<schemaversion>)[^<]+' "$1")" in
    1.2) echo scorm12 ;;
    "2004 3rd Edition") echo scorm2004-3 ;;
    "2004 4th Edition") echo scorm2004-4 ;;
    *) echo none ;;
  esac
}

valid() {
  xmllint --noout --nonet --schema "$work/$1/all.xsd" "$2" 2>"$work/said"
}

judged=0
elements=0
declare -A first
for manifest in "$packages"/*/imsmanifest.xml; do
  # Cartridges have manifests of the same name.
  grep -q '<schema>ADL SCORM</schema>' "$manifest" || continue
  edition=$(edition_of "$manifest")
  if ! valid "$edition" "$manifest"; then
    cat "$work/said" >&2
    echo "the schemas of $edition refuse $manifest" >&2
    exit 1
  fi
  first[$edition]=${first[$edition]:-$manifest}
  judged=$((judged + 1))
  elements=$((elements + $(xmllint --xpath 'count(//*)' "$manifest")))
done
if [[ ${#first[@]} -lt 3 || $elements -lt 60 ]]; then
  echo "only $judged manifests of ${#first[@]} editions with $elements elements were judged" >&2
  exit 1
fi

# Each line damages one thing in the edition that it names: a spelling, an order, an id, a required element, a word.
refused=0
while IFS=$'\t' read -r editions what damage; do
  for edition in $editions; do
    sed -E "$damage" "${first[$edition]}" >"$work/damaged.xml"
    if cmp -s "${first[$edition]}" "$work/damaged.xml"; then
      echo "the damage \"$what\" changes nothing in $edition any more" >&2
      exit 1
    fi
    if valid "$edition" "$work/damaged.xml"; then
      echo "a manifest of $edition with $what is taken for a good one" >&2
      exit 1
    fi
    refused=$((refused + 1))
  done
done <<'DAMAGE'
scorm12	a misspelt scormtype	s/adlcp:scormtype/adlcp:scormType/
scorm12	an unknown scormtype	s/scormtype="sco"/scormtype="lesson"/
scorm12 scorm2004-3 scorm2004-4	a resource without a type	s/ type="webcontent"//
scorm12	an element of another standard	s/<organizations /<sequencing\/><organizations /
scorm12 scorm2004-3 scorm2004-4	metadata in the wrong order	s/<schema>ADL SCORM<\/schema>//; s/<\/schemaversion>/<\/schemaversion><schema>ADL SCORM<\/schema>/
scorm12 scorm2004-3 scorm2004-4	an id that begins with a digit	s/identifier="ITEM_/identifier="1ITEM_/
scorm12	a title outside its language	s/<langstring xml:lang="[^"]*">/<string>/; s/<\/langstring>/<\/string>/
scorm2004-3 scorm2004-4	an unknown scormType	s/scormType="sco"/scormType="lesson"/
scorm2004-3 scorm2004-4	a misspelt attribute of delivery	s/completionSetByContent/completionsetbycontent/
scorm2004-3 scorm2004-4	a word that is none in who decides	s/objectiveSetByContent="true"/objectiveSetByContent="perhaps"/
scorm2004-3 scorm2004-4	a button that no system has	s/>previous</>back</
scorm2004-3 scorm2004-4	sequencing in the wrong order	s/(<imsss:deliveryControls [^>]*>)/\1<imsss:controlMode\/>/
scorm2004-3 scorm2004-4	a mode that is no word	s/flow="true"/flow="sometimes"/
scorm2004-3 scorm2004-4	a shared objective that is no word	s/objectivesGlobalToSystem="false"/objectivesGlobalToSystem="no"/
scorm2004-3 scorm2004-4	a text outside its language	s/<string language="[^"]*">/<string>/
scorm2004-3	a threshold of the next edition	s/<adlnav:presentation>/<adlcp:completionThreshold minProgressMeasure="1.0"\/><adlnav:presentation>/
scorm2004-4	a threshold beyond the whole	s/minProgressMeasure="1.0"/minProgressMeasure="1.5"/
DAMAGE

echo "$judged manifests with $elements elements are valid; $refused damaged ones were refused"
echo "$((judged + refused)) passed, 0 failed"
