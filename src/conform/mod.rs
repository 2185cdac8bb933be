//! Table + Pack -> Observation: labels become the family's variables.
