#!/usr/bin/env bash
# Compiles engine and packager for wasm32-unknown-unknown and fails if the module asks its host for anything.
#
# Both are linked whole, with nothing thrown away, so that a door counts though nobody goes through it yet.
# Beside it stands a module that does ask for a clock and must be found out. Where the toolchain has no standard
# library for the target, it is compiled from Debian's source with Debian's own compiler, kept in tests/.tools.
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
    export LD_LIBRARY_PATH=$tools/usr/lib/$(uname -m)-linux-gnu
    export RUSTC=$tools/usr/bin/rustc RUSTC_BOOTSTRAP=1
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$sysroot/lib/rustlib/$host/bin/rust-lld
    build=(-Zbuild-std=std,panic_abort)
fi

rm -rf "$scratch/ours" && mkdir -p "$scratch"/ours/{whole,asks}/src
cp Cargo.lock "$scratch/ours"
cat > "$scratch/ours/Cargo.toml" << 'TOML'
[workspace]
resolver = "3"
members = ["whole", "asks"]
[profile.dev]
debug = false
panic = "abort"
TOML
manifest() {
    printf '[package]\nname = "%s"\nversion = "0.0.0"\nedition = "2024"\n[lib]\ncrate-type = ["cdylib"]\n' "$1"
    printf '[dependencies]\nbona-engine.path = "%s/engine"\nbona-packager.path = "%s/packager"\n' "$PWD" "$PWD"
}
manifest whole > "$scratch/ours/whole/Cargo.toml"
manifest asks > "$scratch/ours/asks/Cargo.toml"
echo 'pub use {bona_engine as _, bona_packager as _};' > "$scratch/ours/whole/src/lib.rs"
cat > "$scratch/ours/asks/src/lib.rs" << 'RUST'
#[link(wasm_import_module = "host")]
unsafe extern "C" { fn clock() -> u64; }
#[unsafe(no_mangle)]
pub extern "C" fn asks() -> u64 { unsafe { clock() } }
RUST

# `--whole-archive` holds for what is named after it: every crate, not only what something calls.
CARGO_TARGET_DIR=$scratch/target RUSTC_BOOTSTRAP=1 \
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Zpre-link-args=--whole-archive -Clink-dead-code -Clink-arg=--no-gc-sections" \
    cargo build --quiet --manifest-path "$scratch/ours/Cargo.toml" --target "$target" "${build[@]}"

# What a module asks for, one import a line; first how many functions it holds, so that an empty one shows.
cat > "$scratch/imports.mjs" << 'NODE'
import { readFileSync } from "node:fs";
const module = new WebAssembly.Module(readFileSync(process.argv[2]));
for (const { module: from, name } of WebAssembly.Module.imports(module)) console.log(`${from}.${name}`);
NODE
fault=0
whole=$scratch/target/$target/debug/whole.wasm
asks=$scratch/target/$target/debug/asks.wasm
imports=$(node "$scratch/imports.mjs" "$whole")
if [ -n "$imports" ]; then
    printf 'wasm: asks its host for:\n%s\n' "$imports" >&2
    fault=1
fi
if [ "$(node "$scratch/imports.mjs" "$asks")" != host.clock ]; then
    echo "wasm: a module that asks for a clock was not found out" >&2
    fault=1
fi
# Both crates are in it: names of functions stand in the module.
for crate in bona_engine bona_packager; do
    named=$(grep -aoE "[0-9]+$crate" "$whole" | wc -l)
    echo "wasm: $named names of $crate in a module of $(($(stat -c %s "$whole") / 1000)) kB, at least 50 wanted"
    if [ "$named" -lt 50 ]; then fault=1; fi
done
exit $fault
