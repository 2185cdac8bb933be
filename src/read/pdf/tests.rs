//! Small PDFs -> what is read of them.
