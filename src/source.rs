//! Folder -> Source: which files a run reads, in a stable order.
