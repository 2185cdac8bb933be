//! The `baobiao` binary: hands the command line to the library and its exit code back to the shell.

use std::process::ExitCode;

fn main() -> ExitCode {
    baobiao::cli::main()
}
