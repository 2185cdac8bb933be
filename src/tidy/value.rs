//! stub
use rust_decimal::Decimal;
use crate::model::ValueKind;
/// x
#[derive(Debug, Clone)]
pub struct Value { /// k
 pub kind: ValueKind, /// v
 pub value: Option<Decimal>, /// u
 pub unit: String, /// j
 pub joined: bool }
/// x
pub fn parse(text: &str, _explicit: bool) -> Value {
    let t = crate::model::text::squeeze(text);
    let kind; let mut value=None;
    if t.is_empty() { kind = ValueKind::Blank } else if let Ok(v) = t.parse::<Decimal>() { kind = ValueKind::Number; value=Some(v) } else {kind = ValueKind::Text}
    Value { kind, value, unit: String::new(), joined: false }
}
/// x
pub fn unit_of(_t: &str) -> Option<&str> { None }
