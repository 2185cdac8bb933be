//! Small PDFs, written here byte by byte -> what is read of them.

pub(in crate::read::pdf) mod build;
mod hostile;
mod shown;
mod written;
