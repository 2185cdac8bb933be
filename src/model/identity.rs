//! Which organ a report is of, and for which year.

use serde::{Deserialize, Serialize};

/// Identity of a report; an empty string or `None` says that it is not known for certain.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Identity {
    /// Title as printed, put on one line.
    pub title: String,
    /// Today's division code, a dash, the kind: the same organ over years.
    pub agency_id: String,
    /// Printed name of the organ, normalised.
    pub agency: String,
    /// Full name of its administrative division in the reported year.
    pub region: String,
    /// GB/T 2260 code of that division, valid in the reported year.
    pub region_code: String,
    /// The organ without its region.
    pub agency_kind: String,
    /// The year reported on.
    pub year: Option<i32>,
}

/// What the content alone says about its identity, before the path is looked at; kept with the extracted document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Clues {
    /// Title as printed, put on one line; empty if none was found.
    pub title: String,
    /// Names that may be the organ's, best first.
    pub organs: Vec<String>,
    /// Longer forms in which the text prints the best organ's name or its division (`南京市鼓楼区`).
    pub full_names: Vec<String>,
    /// The division that the title names where it names no organ (`淮安市2023年…统计公报`).
    pub division: String,
    /// Years that the title states.
    pub title_years: Vec<i32>,
    /// Years of the stated period (`自2020年1月1日起至12月31日止`).
    pub period_years: Vec<i32>,
}
