//! Exact values: what clerks write, kept as they wrote it, and compared without a float.

#![deny(clippy::float_arithmetic)]

mod amount;
mod credit_code;
mod date;
mod day;
mod lang_tag;
mod mask;
mod number;
mod numerals;
pub mod pattern;
mod period;
mod phone;
mod place_code;
mod qualifier;
mod quantity;
mod ratio;
mod readings;
mod slug;
mod stage;
mod unit;
mod when;
mod workday;
mod written;

pub(crate) use amount::YUAN;
pub use amount::{Amount, AmountError, MoneyUnit};
pub(crate) use credit_code::is_credit_code;
pub use date::{DateError, Moment, Part, PartialDate, Zone};
pub use day::Day;
pub use lang_tag::{LangTag, is_chinese};
pub use mask::Mask;
pub use number::{Number, half_width};
pub(crate) use numerals::{HAN, han_decimal};
pub use numerals::{Numeral, numerals};
pub use period::{Day as CivilDay, Period, after, days_between};
pub use phone::{is_dialled, tel};
pub use place_code::PlaceCode;
pub use qualifier::{Interval, Qualifier};
pub use quantity::{Quantity, QuantityError};
pub use ratio::{Ratio, RatioError};
pub use slug::{SlugError, check_slug, code, has_slug, is_id, slug};
pub use stage::Stage;
pub use unit::{Dimension, UNITS, Unit};
pub use when::{Bound, When, WhenError};
pub use workday::{
    UnknownYear, add_working_days, is_working_day, known_years, working_days_at_least, working_days_between,
};
pub use written::Scale;
