//! Report families as data: types, loading, and the plain hints that `run` hands to the readers.
