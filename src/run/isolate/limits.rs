//! Limits -> bounds that the system holds this process to. A system that knows no such bounds sets none; the time by the
//! clock is kept by the process that waits for the answer, everywhere.

use std::time::Duration;

/// Bounds the memory of this process, and has it leave no core file if it crashes.
#[cfg(unix)]
pub(super) fn bound_memory(bytes: u64) {
    use rustix::process::Resource;
    #[cfg(not(target_os = "openbsd"))]
    lower(Resource::As, bytes);
    lower(Resource::Core, 0);
}

/// Bounds the processor time from now on: a worker that nobody waits for any more ends by itself.
#[cfg(unix)]
pub(super) fn bound_time(time: Duration) {
    use rustix::time::{ClockId, clock_gettime};
    let used = clock_gettime(ClockId::ProcessCPUTime).tv_sec;
    // The system counts whole seconds.
    let until = u64::try_from(used).unwrap_or_default().saturating_add(time.as_secs()).saturating_add(2);
    lower(rustix::process::Resource::Cpu, until);
}

/// Sets the soft limit, which can be set higher again; not above what the system allows.
#[cfg(unix)]
fn lower(resource: rustix::process::Resource, amount: u64) {
    use rustix::process::{Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(resource);
    let current = Some(maximum.map_or(amount, |maximum| maximum.min(amount)));
    // Some systems (macOS) refuse a bound on memory: the document is read without it.
    let _ = setrlimit(resource, Rlimit { current, maximum });
}

#[cfg(not(unix))]
pub(super) fn bound_memory(_bytes: u64) {}

#[cfg(not(unix))]
pub(super) fn bound_time(_time: Duration) {}
