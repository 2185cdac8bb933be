//! Equation + observations -> Check: both sides summed, compared and written out.

use std::fmt::Write;

use rust_decimal::Decimal;

use crate::model::{Check, CheckResult, Observation, ValueKind};
use crate::pack::{Equation, Form, Pack, Term};

/// The observations of one report, found by variable.
pub(super) struct Values<'a> {
    observations: &'a [Observation],
    places: Vec<Option<u32>>,
}

impl<'a> Values<'a> {
    pub fn of(pack: &Pack, observations: &'a [Observation]) -> Self {
        let mut places = vec![None; pack.variables.len()];
        for (place, observation) in (0..).zip(observations) {
            if let Some(slot) = places.get_mut(observation.variable as usize) {
                *slot = Some(place);
            }
        }
        Self { observations, places }
    }

    fn place(&self, variable: u32) -> Option<u32> {
        self.places.get(variable as usize).copied().flatten()
    }

    fn get(&self, variable: u32) -> Option<(u32, &'a Observation)> {
        let place = self.place(variable)?;
        Some((place, self.observations.get(place as usize)?))
    }
}

/// What an identity needs: this year's report, the one before where it runs over years, and this year's form
/// where it is known; else what all forms print is what a report must print.
pub(super) struct Context<'a> {
    pub pack: &'a Pack,
    pub form: Option<&'a Form>,
    pub this_year: Values<'a>,
    pub last_year: Option<Values<'a>>,
}

/// One check with the places of its terms in the report of the year before.
pub(super) struct Evaluated {
    pub check: Check,
    pub last_year_terms: Vec<u32>,
}

/// One side of an identity, summed.
struct Side {
    sum: Decimal,
    /// Several values are added up.
    is_sum: bool,
    text: String,
    /// A term is blank or not applicable, and counts as 0.
    blank: bool,
    /// A term is unresolved, a text, or placed by an identity: the outcome proves nothing.
    unsure: bool,
    terms: Vec<u32>,
    last_year_terms: Vec<u32>,
}

/// Evaluates an identity; none if a term that the report should print is not there.
pub(super) fn evaluate(context: &Context<'_>, equation: &Equation) -> Option<Evaluated> {
    let mut expected = side(context, equation, &equation.expected)?;
    let actual = side(context, equation, &equation.actual)?;
    let holds = expected.sum == actual.sum;
    let result = match holds {
        _ if expected.unsure || actual.unsure => CheckResult::Undecided,
        true => CheckResult::Passed,
        false if expected.blank || actual.blank => CheckResult::Undecided,
        false => CheckResult::Failed,
    };
    let detail = detail(&mut expected, &actual, holds);
    let mut terms = expected.terms;
    terms.extend(actual.terms);
    let mut last_year_terms = expected.last_year_terms;
    last_year_terms.extend(actual.last_year_terms);
    let check = Check {
        table: equation.table.clone(),
        check: equation.name.clone(),
        scope: equation.scope.clone(),
        expected: expected.sum,
        actual: actual.sum,
        result,
        detail,
        terms,
    };
    Some(Evaluated { check, last_year_terms })
}

fn side(context: &Context<'_>, equation: &Equation, terms: &[Term]) -> Option<Side> {
    let mut side = Side {
        sum: Decimal::ZERO,
        is_sum: terms.len() > 1 || terms.iter().any(|term| term.leaves),
        text: String::with_capacity(192),
        blank: false,
        unsure: false,
        terms: Vec::with_capacity(terms.len()),
        last_year_terms: Vec::new(),
    };
    let mut zeros = 0;
    for term in terms {
        let values = if term.last_year { context.last_year.as_ref()? } else { &context.this_year };
        let mut found = false;
        for variable in &term.variables {
            let Some((place, observation)) = values.get(*variable) else {
                if is_missing(context, term, *variable) {
                    return None;
                }
                continue;
            };
            if term.leaves && has_leaves_below(context.pack, values, *variable) {
                continue;
            }
            found = true;
            side.add(place, observation, term)?;
            zeros += side.write(context.pack, equation, observation, term);
        }
        if !found {
            return None;
        }
    }
    side.write_zeros(zeros);
    Some(side)
}

/// True if a term cannot be summed because a report on this form should print the variable, and this one does not.
fn is_missing(context: &Context<'_>, term: &Term, variable: u32) -> bool {
    if !term.leaves {
        return true;
    }
    let must_be_printed = match context.form {
        Some(form) => prints(form, variable),
        None => context
            .pack
            .forms
            .iter()
            .filter(|form| form.has_table(context.pack, variable))
            .all(|form| prints(form, variable)),
    };
    let stands_for_it = |above: &u32| context.this_year.place(*above).is_some() && is_single(context, *above);
    let above = context.pack.variables.get(variable as usize).map(|variable| variable.above.as_slice());
    must_be_printed && !above.unwrap_or_default().iter().any(stands_for_it)
}

fn prints(form: &Form, variable: u32) -> bool {
    form.prints.get(variable as usize).copied().unwrap_or(false)
}

/// True if the report prints the variable and none of those below it: the one row stands for all of them.
fn is_single(context: &Context<'_>, variable: u32) -> bool {
    !has_leaves_below(context.pack, &context.this_year, variable)
}

fn has_leaves_below(pack: &Pack, values: &Values<'_>, variable: u32) -> bool {
    let below = pack.variables.get(variable as usize).map(|variable| variable.below.as_slice());
    below.unwrap_or_default().iter().any(|below| values.place(*below).is_some())
}

impl Side {
    /// Adds a value to the sum; none on overflow, which no printed number of people or papers reaches.
    fn add(&mut self, place: u32, observation: &Observation, term: &Term) -> Option<()> {
        if term.last_year {
            self.last_year_terms.push(place)
        } else {
            self.terms.push(place)
        }
        self.unsure |= observation.settled;
        match observation.kind {
            ValueKind::Number => {
                let value = observation.value.unwrap_or_default();
                let sum = if term.plus { self.sum.checked_add(value) } else { self.sum.checked_sub(value) };
                self.sum = sum?;
            }
            ValueKind::Blank | ValueKind::NotApplicable => self.blank = true,
            ValueKind::Text | ValueKind::Unresolved => self.unsure = true,
        }
        Some(())
    }

    /// Writes a term out; zeros among leaves are only counted.
    fn write(&mut self, pack: &Pack, equation: &Equation, observation: &Observation, term: &Term) -> u32 {
        let zero =
            observation.kind == ValueKind::Number && observation.value.is_none_or(|value| value.is_zero());
        if zero && term.leaves {
            return 1;
        }
        if !self.text.is_empty() {
            self.text.push_str(if term.plus { " + " } else { " - " });
        } else if !term.plus {
            self.text.push('-');
        }
        if term.last_year {
            self.text.push_str("上年");
        }
        if let Some(variable) = pack.variables.get(observation.variable as usize) {
            self.text.push_str(if equation.along_row { &variable.short.1 } else { &variable.short.0 });
            self.text.push(' ');
        }
        match observation.kind {
            ValueKind::Number => push_number(&mut self.text, observation.value.unwrap_or_default()),
            kind => {
                self.text.push('(');
                self.text.push_str(kind.as_str());
                self.text.push(')');
            }
        }
        0
    }

    /// Adds the count of the zeros that were not written out.
    fn write_zeros(&mut self, zeros: u32) {
        if zeros > 0 {
            if !self.text.is_empty() {
                self.text.push_str(" + ");
            }
            push_number(&mut self.text, zeros.into());
            self.text.push_str(" × 0");
        }
    }
}

/// `本年新收 12 + 上年结转 0 = 12 ≠ 17 = 总计 12 + 结转下年度 5`; a side of one term needs no sum of its own.
fn detail(expected: &mut Side, actual: &Side, holds: bool) -> String {
    let mut text = std::mem::take(&mut expected.text);
    if expected.is_sum {
        text.push_str(" = ");
        push_number(&mut text, expected.sum);
    }
    text.push_str(if holds { " = " } else { " ≠ " });
    if actual.is_sum && !(holds && expected.is_sum) {
        push_number(&mut text, actual.sum);
        text.push_str(" = ");
    }
    text.push_str(&actual.text);
    text
}

/// Shortest decimal. Small whole numbers, nearly all there are, skip the formatting machinery.
fn push_number(text: &mut String, number: Decimal) {
    if number.scale() == 0
        && let Ok(small @ 0..=9) = u32::try_from(number.mantissa())
        && let Some(digit) = char::from_digit(small, 10)
    {
        return text.push(digit);
    }
    // Writing to a String cannot fail.
    let written = match (number.scale(), i64::try_from(number.mantissa())) {
        (0, Ok(whole)) => write!(text, "{whole}"),
        _ => write!(text, "{}", number.normalize()),
    };
    debug_assert!(written.is_ok());
}
