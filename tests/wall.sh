#!/usr/bin/env bash
# Tries every door that clippy.toml lists, in a copy of each crate, and fails unless clippy refuses each one.
#
# The copy keeps the crate's manifest, lints and attributes, and holds nothing but doors: one line a door, taken
# from behind the `#` of its line in clippy.toml. So a misspelt path, a lint turned off, or a clippy.toml that
# hides the wall shows here. The last line of each copy is no door and must be let through.
set -euo pipefail
cd "$(dirname "$0")/.."

floor=90
crates=(engine packager cli)
scratch=$PWD/target/wall
rm -rf "$scratch" && mkdir -p "$scratch"
cp clippy.toml "$scratch"
# Under names of their own the copies share what is built of others, and never pass for the true crates.
rename() { sed 's/\bbona\b/wall/g' "$1" > "$scratch/$1"; }
rename Cargo.lock
rename Cargo.toml
sed -i 's/^members = .*/members = ["engine", "packager", "cli"]/' "$scratch/Cargo.toml"

# One door a line: kind, path, the Rust that opens it.
sed -nE 's/^disallowed-([a-z]+)s = \[$/\1/; T door; h; d; :door
    s/^ *\{ path = "([^"]+)".*\}, # (.+)$/\1\t\2/; T; G; s/^(.*)\n(.*)$/\2\t\1/p' clippy.toml > "$scratch/doors"
listed=$(grep -c '{ path = "' clippy.toml)
doors=$(wc -l < "$scratch/doors")
if [ "$listed" -ne "$doors" ]; then
    echo "wall: $listed doors in clippy.toml, but only $doors say behind a # how to open them" >&2
    exit 1
fi

for crate in "${crates[@]}"; do
    mkdir -p "$scratch/$crate/src"
    rename "$crate/Cargo.toml"
    if [ -e "$crate/clippy.toml" ]; then cp "$crate/clippy.toml" "$scratch/$crate"; fi
    # The crate's own attributes decide which lints it hears.
    { echo '//! Doors.'; awk '/^#!\[/ { on = 1 } on { print } /\]$/ { on = 0 }' "$crate/src/lib.rs"; } > "$scratch/$crate/src/lib.rs"
    echo '//! Doors.' > "$scratch/$crate/src/main.rs" && echo 'fn main() {}' >> "$scratch/$crate/src/main.rs"
    known=$(sed -nE '/^\[dependencies\]/,/^\[(dev|build)/s/^([a-z0-9_-]+)[. ].*/\1/p' "$crate/Cargo.toml" | tr '-' '_')
    while IFS=$'\t' read -r kind path opener; do
        if [[ $path == std::* ]] || grep -qx "${path%%::*}" <<< "$known"; then
            line=$(($(wc -l < "$scratch/$crate/src/lib.rs") + 1))
            echo "fn door_$line() { let _ = { $opener }; }" >> "$scratch/$crate/src/lib.rs"
            printf '%s/src/lib.rs:%s %s %s\n' "$crate" "$line" "$kind" "$path" >> "$scratch/wanted"
        fi
    done < "$scratch/doors"
    echo 'fn no_door() { let _ = std::mem::take(&mut String::new()); }' >> "$scratch/$crate/src/lib.rs"
    printf '%s/src/lib.rs:%s\n' "$crate" "$(wc -l < "$scratch/$crate/src/lib.rs")" >> "$scratch/unwanted"
done

# A door of a dependency that no crate has cannot be tried, and need not be listed.
cut -f 2 "$scratch/doors" | while read -r path; do
    grep -qF " $path" "$scratch/wanted" || { echo "wall: no crate can open $path" >&2; exit 1; }
done

if ! CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target} cargo clippy --quiet --manifest-path "$scratch/Cargo.toml" \
    --workspace --lib --message-format=short > "$scratch/heard" 2>&1; then
    cat "$scratch/heard" >&2
    echo "wall: the doors do not compile" >&2
    exit 1
fi
if grep clippy.toml "$scratch/heard" >&2; then
    echo "wall: clippy does not know the path" >&2
    exit 1
fi
# shellcheck disable=SC2016 # the backquotes are clippy's
sed -nE 's/^([^:]+:[0-9]+):[0-9]+: .*use of a disallowed ([a-z]+) `([^`]+)`.*/\1 \2 \3/p' "$scratch/heard" \
    | sort -u > "$scratch/refused"

fault=0
while read -r line; do
    grep -qxF "$line" "$scratch/refused" || { echo "wall: not refused: $line" >&2; fault=1; }
done < "$scratch/wanted"
while read -r line; do
    if grep -F "$line " "$scratch/refused" >&2; then echo "wall: refused though it is no door" >&2; fault=1; fi
done < "$scratch/unwanted"
for crate in "${crates[@]}"; do
    judged=$(grep -c "^$crate/" "$scratch/wanted")
    echo "wall: $judged doors of $crate tried, at least $floor wanted"
    if [ "$judged" -lt "$floor" ]; then fault=1; fi
done
exit $fault
