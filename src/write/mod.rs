//! Documents, tables, observations, checks -> the datasets of the contract.
