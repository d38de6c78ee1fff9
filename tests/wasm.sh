#!/usr/bin/env bash
# Compiles engine and packager for wasm32-unknown-unknown and fails if the module asks its host for anything.
#
# A course is packed in WebAssembly; then both crates are linked whole, with nothing thrown away, so that a door
# counts though nobody goes through it yet. A module that does ask for a clock must be found out. Where the
# toolchain has no standard library for the target, it is compiled from Debian's source with Debian's compiler.
set -euo pipefail
cd "$(dirname "$0")/.."

target=wasm32-unknown-unknown
tools=$PWD/tests/.tools/wasm
scratch=$PWD/target/wasm
build=()
sysroot=$(rustc --print sysroot)

# The packages are unpacked, not installed: two compilers on one machine would be one too many.
fetch_compiler() {
    local std llvm
    apt-cache show libstd-rust-web-dev > /dev/null 2>&1 || apt-get update -qq
    std=$(apt-cache depends libstd-rust-web-dev | sed -nE 's/.*Depends: (libstd-rust-web-[0-9.]+)$/\1/p' | head -1)
    llvm=$(apt-cache depends "$std" | sed -nE 's/.*Depends: (libllvm[0-9]+).*/\1/p' | head -1)
    rm -rf "$tools.new" && mkdir -p "$tools.new/debs"
    (cd "$tools.new/debs" && apt-get download -qq rustc-web rust-web-src libstd-rust-web-dev "$std" "$llvm" 2> /dev/null)
    for package in "$tools.new"/debs/*.deb; do dpkg-deb -x "$package" "$tools.new"; done
    rm -r "$tools.new/debs" && rm -rf "$tools" && mv "$tools.new" "$tools"
}

if [ ! -d "$sysroot/lib/rustlib/$target" ]; then
    if [ ! -x "$tools/usr/bin/rustc" ]; then fetch_compiler; fi
    host=$(rustc -vV | sed -n 's/^host: //p')
    LD_LIBRARY_PATH=$tools/usr/lib/$(uname -m)-linux-gnu
    export LD_LIBRARY_PATH
    export RUSTC=$tools/usr/bin/rustc RUSTC_BOOTSTRAP=1
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$sysroot/lib/rustlib/$host/bin/rust-lld
    build=("-Zbuild-std=std,panic_abort")
fi

rm -rf "$scratch/ours" && mkdir -p "$scratch/ours"
cp Cargo.lock "$scratch/ours"
cat > "$scratch/ours/Cargo.toml" << 'TOML'
[workspace]
resolver = "3"
members = ["whole", "packs", "asks"]
[profile.dev]
debug = false
panic = "abort"
TOML
for name in whole packs asks; do
    mkdir -p "$scratch/ours/$name/src"
    cat > "$scratch/ours/$name/Cargo.toml" << TOML
[package]
name = "$name"
version = "0.0.0"
edition = "2024"
[lib]
crate-type = ["cdylib"]
[dependencies]
bona-engine.path = "$PWD/engine"
bona-packager.path = "$PWD/packager"
TOML
done
cp tests/wasm/packs.rs "$scratch/ours/packs/src/lib.rs"
cp tests/wasm/asks.rs "$scratch/ours/asks/src/lib.rs"
printf 'extern crate bona_engine;\nextern crate bona_packager;\n' > "$scratch/ours/whole/src/lib.rs"

compile() {
    CARGO_TARGET_DIR=$scratch/target RUSTC_BOOTSTRAP=1 cargo "$1" --quiet --manifest-path "$scratch/ours/Cargo.toml" \
        --target "$target" "${build[@]}" "${@:2}"
}
compile build -p packs -p asks
# `--whole-archive` holds for what is named after it: every crate, not only what something calls.
compile rustc -p whole -- -Zpre-link-args=--whole-archive -Clink-dead-code -Clink-arg=--no-gc-sections

# Prints what a module asks for, one import a line, and what a function of it returns.
cat > "$scratch/read.mjs" << 'NODE'
import { readFileSync } from "node:fs";
const [path, call] = process.argv.slice(2);
const module = new WebAssembly.Module(readFileSync(path));
if (call) console.log(new WebAssembly.Instance(module, {}).exports[call]());
else for (const { module: from, name } of WebAssembly.Module.imports(module)) console.log(`${from}.${name}`);
NODE
made=$scratch/target/$target/debug
fault=0
# expect WHAT WANTED FOUND
expect() {
    if [ "$2" != "$3" ]; then
        printf 'wasm: %s: wanted [%s], found [%s]\n' "$1" "$2" "$3" >&2
        fault=1
    fi
}

expect "a module that asks for a clock" host.clock "$(node "$scratch/read.mjs" "$made/asks.wasm")"
expect "what packing asks its host for" "" "$(node "$scratch/read.mjs" "$made/packs.wasm")"
expect "packages made in WebAssembly" 12 "$(node "$scratch/read.mjs" "$made/packs.wasm" packs)"
expect "what all of it asks for" "" "$(node "$scratch/read.mjs" "$made/whole.wasm")"

# Both crates are in it whole: names of functions stand in the module, each part behind its length. A fixed string, since
# a pattern that begins with any number of digits takes minutes in a module of this size.
for crate in bona_engine bona_packager; do
    named=$(grep -aoF "${#crate}$crate" "$made/whole.wasm" | wc -l)
    echo "wasm: $named names of $crate judged, at least 500 wanted"
    if [ "$named" -lt 500 ]; then fault=1; fi
done
exit $fault
