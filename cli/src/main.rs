//! The program `bona`: all of it is in the library, where tests reach it.

fn main() -> std::process::ExitCode {
    bona::run(std::env::args_os(), &bona::machine::Real::start()).into()
}
