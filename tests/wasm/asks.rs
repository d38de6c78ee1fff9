//! A module that asks its host for a clock: `tests/wasm.sh` must find it out.

#[link(wasm_import_module = "host")]
unsafe extern "C" {
    fn clock() -> u64;
}

/// Returns what the host's clock says.
#[unsafe(no_mangle)]
pub extern "C" fn asks() -> u64 {
    // SAFETY: never run; the module is only read.
    unsafe { clock() }
}
