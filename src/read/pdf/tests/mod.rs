//! Small PDFs, written here byte by byte -> what is read of them.

mod build;
mod hostile;
mod shown;
mod written;
