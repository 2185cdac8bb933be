//! The `baobiao` binary: hands the command line to the library and its exit code back to the shell.

use std::process::ExitCode;

/// A run makes and drops thousands of short texts for each document, on several threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    baobiao::cli::main()
}
