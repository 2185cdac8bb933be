//! A decimal number <-> what is stored of it: mantissa and scale, because the plain form of `rust_decimal` asks the
//! stored bytes what type they are, which compact formats cannot tell.

use rust_decimal::Decimal;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Stores a number.
pub(super) fn serialize<S: Serializer>(number: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    (number.mantissa(), number.scale()).serialize(serializer)
}

/// Reads a stored number.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    let (mantissa, scale) = <(i128, u32)>::deserialize(deserializer)?;
    Decimal::try_from_i128_with_scale(mantissa, scale).map_err(D::Error::custom)
}

/// The same for a number that may be missing.
pub(super) mod option {
    use super::{Decimal, Deserialize, Deserializer, Error, Serialize, Serializer};

    /// Stores a number or its absence.
    pub(in crate::model) fn serialize<S: Serializer>(
        number: &Option<Decimal>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        number.map(|number| (number.mantissa(), number.scale())).serialize(serializer)
    }

    /// Reads a stored number or its absence.
    pub(in crate::model) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Decimal>, D::Error> {
        let stored = Option::<(i128, u32)>::deserialize(deserializer)?;
        stored
            .map(|(mantissa, scale)| Decimal::try_from_i128_with_scale(mantissa, scale))
            .transpose()
            .map_err(D::Error::custom)
    }
}
