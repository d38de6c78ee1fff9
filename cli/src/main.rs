//! The program `bona`: all of it is in the library, where tests reach it.

#[allow(clippy::disallowed_methods, reason = "the arguments come in here, and nowhere else")]
fn main() -> std::process::ExitCode {
    bona::run(std::env::args_os(), &bona::machine::Real::start()).into()
}
