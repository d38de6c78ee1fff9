//! The program `bona`: all of it is in the library, where tests reach it.

/// Where memory comes from: what an import holds comes and goes in many small pieces on several threads, and the system's own
/// allocator takes a fifth of the time for that. Whoever embeds the library has their own.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[allow(clippy::disallowed_methods, reason = "the arguments come in here, and nowhere else")]
fn main() -> std::process::ExitCode {
    bona::run(std::env::args_os(), &bona::machine::Real::start()).into()
}
