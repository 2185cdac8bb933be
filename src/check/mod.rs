//! Observation + Pack -> Check: identities inside a document and over years.
