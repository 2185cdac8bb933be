//! Tables as the readers give them, damaged in every way seen, put in variables.

mod build;
mod disclosure;
mod requests;
mod review;
mod slips;
mod statistics;
mod strangers;
