//! Bound words: whether what a sentence says is what the record has. The words are read as the kind of value that stands
//! there, and compared by value, unit, qualifier, stage, precision and bound of dates, state and reference.
//!
//! Only what is understood whole is accepted: `不到16万人次` is no 16万人次.

use super::measured::{Counts, Measured};
use super::said::{Said, SaidUnit, Unsaid, plain, take};
use super::target::Target;
use super::{Formula, Input, Known, Outcome};
use crate::model::Unknown;
use crate::model::schema::{Field, Kind};
use crate::model::site::{FieldRef, FieldValue, PageKind, Site, Value};
use crate::value::{Qualifier, When, WhenError};

/// How words differ from what stands in the records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mismatch {
    /// They say nothing of that kind.
    Nothing,
    /// They hold several numbers.
    Several,
    /// This part of them is not understood.
    Around(String),
    /// Another number, text, or truth.
    Value,
    /// Another unit.
    Unit,
    /// Surer, or less sure.
    Qualifier,
    /// Another stage of money.
    Stage,
    /// Another date, another precision, or another side of it.
    Date,
    /// Another state or choice.
    State,
    /// Another record.
    Reference,
    /// Another reason why it is not known.
    Unknown,
    /// The records do not say, and the words do.
    Open,
    /// What stands there cannot be said in words: small records.
    Items,
}

/// Millionths, in which quantities and numbers are measured.
const FINEST: i128 = 1_000_000;

/// Words for what cannot be computed, since records do not say.
const OPEN: [&str; 2] = ["没法核对", "cannot be checked"];

impl Target {
    /// The field whose value it is, or of which it was made.
    pub fn field(self, site: &Site) -> Option<&Field> {
        match self {
            Target::Field(page, field) => match site.pages[page].kind {
                PageKind::Record(c) => site.collections[c].fields.get(field),
                _ => None,
            },
            Target::Figure(index) => {
                let figure = site.figures.get(index)?;
                match (&figure.formula, figure.inputs.first()) {
                    (Formula::Value(target), _) if *target != self => target.field(site),
                    (Formula::Latest(_) | Formula::Sum(_), Some(Input::Record(page, Some(field)))) => {
                        Target::Field(*page, *field).field(site)
                    }
                    _ => None,
                }
            }
        }
    }

    /// Whether it is a group of small records, which no sentence can say.
    pub fn is_items(self, site: &Site) -> bool {
        matches!(self, Target::Field(..)) && matches!(self.field(site).map(|f| &f.kind), Some(Kind::Items(_)))
    }

    /// What the record says in the field; `None` for a figure, and where it does not mention it.
    pub fn written_value(self, site: &Site) -> Option<&FieldValue> {
        let Target::Field(page, field) = self else { return None };
        let is_it = |f: &FieldRef| matches!(f, FieldRef::Collection(_, i) if *i == field);
        site.pages[page].fields.iter().find(|(f, _)| is_it(f)).map(|(_, v)| v)
    }

    /// Why it is not known: as its record says it. What is computed from several is not stated by any of them.
    pub fn unknown(self, site: &Site) -> Option<Unknown> {
        match self {
            Target::Field(..) => match self.written_value(site) {
                Some(FieldValue::Unknown(unknown, _)) => Some(*unknown),
                _ => None,
            },
            Target::Figure(index) => {
                let figure = site.figures.get(index)?;
                let Outcome::Open(records) = &figure.outcome else { return None };
                match (&figure.formula, records.as_slice()) {
                    (Formula::Value(_) | Formula::Latest(_), [(page, field)]) => {
                        Target::Field(*page, *field).unknown(site)
                    }
                    _ => None,
                }
            }
        }
    }

    /// What it is called, in all words there are.
    pub(super) fn titles(self, site: &Site) -> Vec<&str> {
        let mut out: Vec<&str> = Vec::new();
        match self {
            Target::Figure(index) => out.extend(site.figures[index].title.all()),
            Target::Field(page, _) => {
                out.extend(self.field(site).into_iter().flat_map(Field::words));
                out.push(&site.pages[page].title);
                let indicators = site.pages[page].fields.iter().filter_map(|(field, value)| match (field, value) {
                    (FieldRef::Collection(c, i), FieldValue::Known(values)) => match values.as_slice() {
                        [Value::Record(r)] if site.collections[*c].fields[*i].name == "indicator" => {
                            Some(site.pages[*r].title.as_str())
                        }
                        _ => None,
                    },
                    _ => None,
                });
                out.extend(indicators);
            }
        }
        out
    }
}

/// Compares words with what a target has; `chinese`: the language of the sentence.
pub fn compare(site: &Site, target: Target, words: &str, chinese: bool) -> Result<(), Mismatch> {
    let titles = target.titles(site);
    match target {
        Target::Figure(index) => match &site.figures[index].outcome {
            Outcome::Known(known) => one(site, target.field(site), known, &titles, words, chinese),
            Outcome::Open(_) => not_known(target.unknown(site), words),
            Outcome::Empty => not_known(None, words),
            // It is reported as such.
            Outcome::Wrong => Ok(()),
        },
        Target::Field(..) => match target.written_value(site) {
            None => Err(Mismatch::Open),
            Some(FieldValue::Unknown(unknown, _)) => not_known(Some(*unknown), words),
            Some(FieldValue::Known(values)) => all(site, target.field(site), values, &titles, words, chinese),
        },
    }
}

/// Words for what is not known: its own, with a note or without.
fn not_known(unknown: Option<Unknown>, words: &str) -> Result<(), Mismatch> {
    let words = plain(words);
    let is = |own: &str| {
        let note = words.strip_prefix(own).map(str::trim_start);
        note.is_some_and(|note| note.is_empty() || (note.starts_with('(') && note.ends_with(')')))
    };
    let of = |unknown: Unknown| {
        let short = unknown == Unknown::NotStated && is("not stated");
        short || is(unknown.chinese()) || is(unknown.english())
    };
    match unknown {
        _ if OPEN.into_iter().any(is) => Ok(()),
        Some(unknown) if of(unknown) => Ok(()),
        _ if Unknown::ALL.into_iter().any(of) => Err(Mismatch::Unknown),
        _ => Err(Mismatch::Open),
    }
}

/// The words of a field that may hold several values: each part of them has to be one.
fn all(
    site: &Site,
    field: Option<&Field>,
    values: &[Value],
    titles: &[&str],
    words: &str,
    chinese: bool,
) -> Result<(), Mismatch> {
    if let [single] = values {
        return one(site, field, &Known::of(single), titles, words, chinese);
    }
    let any = |part: &str| {
        let mut first = None;
        for value in values {
            match one(site, field, &Known::of(value), titles, part, chinese) {
                Ok(()) => return Ok(()),
                Err(mismatch) => first = first.or(Some(mismatch)),
            }
        }
        Err(first.unwrap_or(Mismatch::Nothing))
    };
    any(words).or_else(|mismatch| {
        let parts: Vec<&str> = words.split(['、', '，', ',', '和']).map(str::trim).collect();
        if parts.len() < 2 { Err(mismatch) } else { parts.into_iter().try_for_each(any) }
    })
}

/// The words of one value.
fn one(
    site: &Site,
    field: Option<&Field>,
    known: &Known,
    titles: &[&str],
    words: &str,
    chinese: bool,
) -> Result<(), Mismatch> {
    match &known.value {
        Value::Amount(..) | Value::Quantity(_) | Value::Ratio(_) | Value::Number(_) => {
            number(known, titles, words, chinese)
        }
        Value::Date(when) => date(*when, words),
        Value::Choice(choice) => {
            let Some(Kind::Choice(choices)) = field.map(|f| &f.kind) else { return Err(Mismatch::State) };
            let said = quoted(words);
            let is =
                |c: &crate::model::Choice| plain(&c.value) == said || c.label.all().any(|label| plain(label) == said);
            if choices.get(*choice).is_some_and(is) { Ok(()) } else { Err(Mismatch::State) }
        }
        Value::Record(page) => {
            if names(site, *page, &quoted(words)) {
                Ok(())
            } else {
                Err(Mismatch::Reference)
            }
        }
        Value::Text(text) => same(plain(text) == plain(words) || plain(text) == quoted(words)),
        Value::Bool(is) => {
            let said = plain(words);
            match (YES.contains(&said.as_str()), NO.contains(&said.as_str())) {
                (false, false) => Err(Mismatch::Nothing),
                (yes, _) => same(yes == *is),
            }
        }
        Value::PlaceCode(code) => same(plain(words) == code.to_string()),
        Value::Item(_) => Err(Mismatch::Items),
    }
}

const YES: [&str; 4] = ["是", "有", "yes", "true"];
const NO: [&str; 5] = ["否", "无", "没有", "no", "false"];

fn same(is: bool) -> Result<(), Mismatch> {
    if is { Ok(()) } else { Err(Mismatch::Value) }
}

/// Words without the quotation marks around them.
fn quoted(words: &str) -> String {
    plain(words).trim_matches(['“', '”', '「', '」', '《', '》', '"']).to_owned()
}

/// Whether a record is called so: by its title in any language, its id, or another of its names.
pub(in crate::model) fn names(site: &Site, record: usize, said: &str) -> bool {
    let page = &site.pages[record];
    let others = site.translations.get(&record).into_iter().flatten().map(|p| site.pages[*p].title.as_str());
    let aliases = page
        .fields
        .iter()
        .filter(|(f, _)| matches!(f, FieldRef::Collection(..)) && site.field(*f).name == "other_names");
    let aliases = aliases.flat_map(|(_, value)| match value {
        FieldValue::Known(values) => values.as_slice(),
        FieldValue::Unknown(..) => &[],
    });
    let aliases = aliases.filter_map(|value| if let Value::Text(text) = value { Some(text.as_str()) } else { None });
    let mut all = std::iter::once(page.title.as_str()).chain(page.id.as_deref()).chain(others).chain(aliases);
    all.any(|name| plain(name) == said)
}

fn date(when: When, words: &str) -> Result<(), Mismatch> {
    let text = plain(words);
    let text = text.trim_start_matches(['在', '于']);
    if [true, false].into_iter().any(|chinese| plain(&when.text(chinese)) == text) {
        return Ok(());
    }
    let said = match When::parse(text) {
        // Which of the two 前 means, the words may leave open where the record does.
        Err(WhenError::Before) => When::parse(&format!("{text}(未说明)")),
        said => said,
    };
    match said {
        Ok(said) if said == when => Ok(()),
        Ok(_) | Err(WhenError::Before) => Err(Mismatch::Date),
        Err(_) => Err(Mismatch::Nothing),
    }
}

fn number(known: &Known, titles: &[&str], words: &str, chinese: bool) -> Result<(), Mismatch> {
    let measured = Measured::of(&known.value).ok_or(Mismatch::Nothing)?;
    let like = if let Counts::Of(unit) = measured.counts { Some(unit) } else { None };
    let said = match take(words, titles, like, measured.counts == Counts::Money) {
        Ok(said) => said,
        Err(Unsaid::No) => return Err(Mismatch::Nothing),
        Err(Unsaid::Several) => return Err(Mismatch::Several),
        Err(Unsaid::Around(text)) => return Err(Mismatch::Around(text)),
        Err(Unsaid::Clash) => return Err(Mismatch::Qualifier),
    };
    // In a Chinese sentence 180 without its unit may be 180 of anything.
    let is_english = !chinese && !words.chars().any(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'));
    let (factor, is_alike) = smallest(&said, measured.counts, titles, is_english);
    let per = match (said.per, known.per) {
        (None, None) => true,
        (Some(a), Some(b)) => a.agrees(b) && a.factor == b.factor,
        _ => false,
    };
    if !is_alike || !per {
        return Err(Mismatch::Unit);
    }
    let factor = factor.checked_mul(said.scale).ok_or(Mismatch::Value)?;
    let value = said.number.times(factor).ok_or(Mismatch::Value)?;
    let own = qualifier(&known.value);
    // With 约, what the record has may be rounded to the last digit of the words, while that leaves it nearly whole.
    let rounds = || {
        let step = said.number.last_digit().times(factor)?;
        let off = measured.value.checked_sub(value)?.checked_abs()?;
        let is_near = off.checked_mul(2)? <= step && off.checked_mul(20)? <= measured.value.checked_abs()?;
        Some(is_near && said.q == Qualifier::Approx && matches!(own, Qualifier::Exact | Qualifier::Approx))
    };
    if value != measured.value && rounds() != Some(true) {
        return Err(Mismatch::Value);
    }
    // What was rounded may be said to be about so much.
    let exact = known.measured.filter(|m| m.interval.low == m.interval.high);
    let may_be_about = said.q == Qualifier::Approx && exact.is_some_and(|m| m.value != measured.value);
    if value == measured.value && weak(said.q) != own && !may_be_about {
        return Err(Mismatch::Qualifier);
    }
    if said.stage.is_some() && said.stage != measured.stage {
        return Err(Mismatch::Stage);
    }
    match (said.parts, &known.value) {
        (None, _) => Ok(()),
        (Some((part, whole)), Value::Ratio(ratio)) => {
            let is = |said, own: Option<_>| own == Some(said);
            same(is(part, ratio.numerator) && is(whole, ratio.denominator))
        }
        _ => Err(Mismatch::Value),
    }
}

/// 达 and 共 say no more than the number does.
fn weak(q: Qualifier) -> Qualifier {
    if q == Qualifier::Stated { Qualifier::Exact } else { q }
}

fn qualifier(value: &Value) -> Qualifier {
    weak(match value {
        Value::Amount(amount, _) => amount.q,
        Value::Quantity(quantity) => quantity.q,
        Value::Ratio(ratio) => ratio.stated.q,
        _ => Qualifier::Exact,
    })
}

/// How many of the smallest unit the words' unit is, and whether it counts the same.
fn smallest(said: &Said, counts: Counts, titles: &[&str], is_english: bool) -> (i128, bool) {
    match (counts, said.unit) {
        (Counts::Money, SaidUnit::Yuan) => (100, true),
        (Counts::Of(unit), SaidUnit::Of(own)) => (own.factor.saturating_mul(FINEST), own.agrees(unit)),
        // English has no word for 个.
        (Counts::Of(unit), SaidUnit::None) => {
            (unit.factor.saturating_mul(FINEST), is_english && unit.english.is_empty())
        }
        (Counts::Number, SaidUnit::None) => (FINEST, true),
        // The unit of a bare number stands in the field's title.
        (Counts::Number, SaidUnit::Of(own)) => (FINEST, titles.iter().any(|t| t.contains(own.name))),
        _ => (1, false),
    }
}
