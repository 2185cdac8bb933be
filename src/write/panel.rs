//! Observations -> rows of `panel-<family>.csv`, amounts in the codebook's unit.

use rust_decimal::Decimal;

use super::{PlacedObservation, Rows, Whose, document::identity_fields};
use crate::model::ValueKind;
use crate::pack::Pack;

/// Units of money, as powers of ten of a yuan.
const MONEY: [(&str, u32); 10] = [
    ("元", 0),
    ("人民币元", 0),
    ("百元", 2),
    ("千元", 3),
    ("万元", 4),
    ("万", 4),
    ("十万元", 5),
    ("百万元", 6),
    ("亿元", 8),
    ("亿", 8),
];

fn power(unit: &str) -> Option<u32> {
    MONEY.iter().find(|(name, _)| *name == unit).map(|(_, power)| *power)
}

/// True for a variable whose unit is one of money.
pub fn is_amount(codebook_unit: &str) -> bool {
    power(codebook_unit).is_some()
}

/// A value as the panel prints it; `None` where an amount's unit is not printed or not known.
pub fn in_codebook_unit(value: Decimal, unit: &str, codebook_unit: &str) -> Option<Decimal> {
    let Some(target) = power(codebook_unit) else { return Some(value) };
    shifted(value, i64::from(power(unit)?) - i64::from(target))
}

/// Moves the decimal point; exact, or `None`.
fn shifted(value: Decimal, places: i64) -> Option<Decimal> {
    if places >= 0 {
        let factor = 10i128.checked_pow(u32::try_from(places).ok()?)?;
        let mantissa = value.mantissa().checked_mul(factor)?;
        return Decimal::try_from_i128_with_scale(mantissa, value.scale()).ok();
    }
    let scale = value.normalize().scale() + u32::try_from(-places).ok()?;
    Decimal::try_from_i128_with_scale(value.normalize().mantissa(), scale).ok()
}

/// One row of the panel.
pub fn panel_row(rows: &mut Rows, pack: &Pack, whose: Whose<'_>, observations: &[PlacedObservation]) {
    let variables = &pack.variables;
    let mut values = vec![None; variables.len()];
    for placed in observations {
        let observation = &placed.observation;
        let place = observation.variable as usize;
        let (Some(slot), Some(variable)) = (values.get_mut(place), variables.get(place)) else { continue };
        if observation.kind == ValueKind::Number {
            *slot = observation
                .value
                .and_then(|value| in_codebook_unit(value, &observation.unit, &variable.unit));
        }
    }
    identity_fields(rows, whose.identity);
    rows.text(whose.template).word(whose.document_id).text(whose.path);
    for value in values {
        rows.decimal(value);
    }
    rows.end();
}

#[cfg(test)]
mod tests {
    use super::super::csv::decimal_text;
    use super::*;

    fn converted(value: &str, unit: &str) -> Option<String> {
        in_codebook_unit(value.parse().unwrap(), unit, "万元").map(decimal_text)
    }

    #[test]
    fn amounts_come_in_the_codebooks_unit() {
        assert_eq!(converted("251000", "元").as_deref(), Some("25.1"));
        assert_eq!(converted("12.5", "万元").as_deref(), Some("12.5"));
        assert_eq!(converted("3", "千元").as_deref(), Some("0.3"));
        assert_eq!(converted("1.2", "亿元").as_deref(), Some("12000"));
        assert_eq!(converted("7", "万").as_deref(), Some("7"));
        assert_eq!(converted("0", "元").as_deref(), Some("0"));
        assert_eq!(converted("0.01", "元").as_deref(), Some("0.000001"));
        assert_eq!(converted("3215.6", ""), None);
        assert_eq!(converted("3", "美元"), None);
    }

    #[test]
    fn counts_stay_as_printed_and_overflow_is_no_number() {
        assert_eq!(in_codebook_unit(Decimal::from(3), "", "件"), Some(Decimal::from(3)));
        assert_eq!(in_codebook_unit(Decimal::from(3), "", ""), Some(Decimal::from(3)));
        assert_eq!(in_codebook_unit(Decimal::MAX, "亿元", "万元"), None);
    }
}
