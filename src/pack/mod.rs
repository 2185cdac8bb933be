//! Report families as data: types, loading, and the plain hints that `run` hands to the readers.

/// Every report family of a run.
#[derive(Debug, Clone, Default)]
pub struct Packs;
