//! Computes figures, each after those that it needs.

use super::condition::value_of;
use super::measured::{Counts, Measured, rounded};
use super::read::definition;
use super::select::Selection;
use super::target::Target;
use super::{Figure, Formula, Input, Known, Outcome};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::site::{FieldValue, Site, Value};
use crate::text;
use crate::value::{Amount, Dimension, Interval, MoneyUnit, Number, Quantity, Ratio, Unit};

/// How far a figure has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Untouched,
    Under,
    Done,
}

/// Computes all of them.
pub(crate) fn compute(figures: &mut [Figure], site: &Site, problems: &mut Diagnostics) {
    let mut ways: Vec<Way> =
        figures.iter().map(|f| if f.outcome == Outcome::Wrong { Way::Done } else { Way::Untouched }).collect();
    for index in 0..figures.len() {
        let mut stack = vec![index];
        while let Some(at) = stack.last().copied() {
            if ways[at] == Way::Done {
                stack.pop();
                continue;
            }
            let needed = needs(&figures[at].formula).into_iter().flatten().find(|i| ways[*i] != Way::Done);
            match needed {
                Some(needed) if ways[needed] == Way::Under || needed == at => {
                    let name = figures[needed].name.clone();
                    let what = text!("“{name}”绕了一圈又要用到自己", "`{name}` needs itself");
                    let help = text!("让其中一个直接从记录算", "compute one of them from records");
                    problems.push(definition(what).help(help).at(figures[at].place.clone()));
                    // Whoever follows formulas comes to an end here.
                    (figures[at].outcome, figures[at].formula) = (Outcome::Wrong, Formula::Wrong);
                    ways[at] = Way::Done;
                }
                Some(needed) => {
                    ways[at] = Way::Under;
                    stack.push(needed);
                }
                None => {
                    let (outcome, inputs) = match one(&figures[at], figures, site) {
                        Ok(done) => done,
                        Err(problem) => {
                            problems.push(problem.at(figures[at].place.clone()));
                            (Outcome::Wrong, Vec::new())
                        }
                    };
                    (figures[at].outcome, figures[at].inputs) = (outcome, inputs);
                    ways[at] = Way::Done;
                }
            }
        }
    }
}

/// The figures that a formula needs.
fn needs(formula: &Formula) -> [Option<usize>; 2] {
    let figure = |target: &Target| if let Target::Figure(index) = target { Some(*index) } else { None };
    match formula {
        Formula::Value(target) => [figure(target), None],
        Formula::Ratio(a, b) | Formula::Difference(a, b) => [figure(a), figure(b)],
        Formula::Wrong | Formula::Sum(_) | Formula::Count(_) | Formula::Latest(_) | Formula::Share(..) => [None, None],
    }
}

type Done = (Outcome, Vec<Input>);

fn one(figure: &Figure, figures: &[Figure], site: &Site) -> Result<Done, Diagnostic> {
    match &figure.formula {
        Formula::Wrong => Ok((Outcome::Wrong, Vec::new())),
        Formula::Value(target) => {
            let outcome = outcome_of(*target, figures, site);
            let shown = match &outcome {
                Outcome::Known(known) if figure.unit.is_some() || figure.decimals.is_some() => {
                    let measured = known.measured.ok_or_else(|| no_number(figure))?;
                    let value = shown(figure, measured, Some(&known.value))?;
                    Outcome::Known(Box::new(Known { value, ..(**known).clone() }))
                }
                _ => outcome,
            };
            Ok((shown, vec![input_of(*target)]))
        }
        Formula::Sum(selection) => sum(figure, selection, site),
        Formula::Count(selection) => {
            let selected = selection.select(site);
            let inputs = selected.records.iter().map(|page| Input::Record(*page, None)).collect();
            if !selected.open.is_empty() {
                return Ok((Outcome::Open(selected.open), inputs));
            }
            let value = counted(figure, selected.records.len())?;
            let mut outcome = Outcome::of(&Value::Quantity(value));
            if let Outcome::Known(known) = &mut outcome {
                known.is_open_count = !selection.is_complete(site);
            }
            Ok((outcome, inputs))
        }
        Formula::Latest(selection) => Ok(latest(selection, site)),
        Formula::Share(part, whole) => {
            let (part_of, whole_of) = (part.select(site), whole.select(site));
            let inputs = whole_of.records.iter().map(|page| Input::Record(*page, None)).collect();
            let open = [part_of.open, whole_of.open].concat();
            if !open.is_empty() {
                return Ok((Outcome::Open(open), inputs));
            }
            let [part_of, whole_of] =
                [part_of.records.len(), whole_of.records.len()].map(|n| i128::try_from(n).unwrap_or_default());
            let value = share(figure, exactly(part_of), exactly(whole_of), [part_of, whole_of].map(plain))?;
            let is_open_count = !part.is_complete(site);
            let known = value.map(|known| Outcome::Known(Box::new(Known { is_open_count, ..known })));
            Ok((known.unwrap_or(Outcome::Empty), inputs))
        }
        Formula::Ratio(a, b) => {
            let inputs = vec![input_of(*a), input_of(*b)];
            match both(*a, *b, figures, site, figure)? {
                Ok((a, b)) => Ok((ratio(figure, a, b)?, inputs)),
                Err(outcome) => Ok((outcome, inputs)),
            }
        }
        Formula::Difference(first, second) => {
            let inputs = vec![input_of(*first), input_of(*second)];
            match both(*first, *second, figures, site, figure)? {
                Ok((a, b)) => {
                    let like = outcome_of(*first, figures, site);
                    let measured = a.minus(b).ok_or_else(|| different(figure, a, b))?.in_points();
                    let value = shown(figure, measured, like.value())?;
                    let known = Known { value, per: None, measured: Some(measured), is_open_count: false };
                    Ok((Outcome::Known(Box::new(known)), inputs))
                }
                Err(outcome) => Ok((outcome, inputs)),
            }
        }
    }
}

fn outcome_of(target: Target, figures: &[Figure], site: &Site) -> Outcome {
    match target {
        Target::Figure(index) => figures.get(index).map_or(Outcome::Empty, |f| f.outcome.clone()),
        field => field.outcome(site),
    }
}

fn input_of(target: Target) -> Input {
    match target {
        Target::Figure(index) => Input::Figure(index),
        Target::Field(page, field) => Input::Record(page, Some(field)),
    }
}

/// Both numbers, or why there are not both.
fn both(
    a: Target,
    b: Target,
    figures: &[Figure],
    site: &Site,
    figure: &Figure,
) -> Result<Result<(Measured, Measured), Outcome>, Diagnostic> {
    let mut open = Vec::new();
    let mut found = Vec::new();
    for target in [a, b] {
        match outcome_of(target, figures, site) {
            // Yuan a visit are no yuan.
            Outcome::Known(known) => {
                found.push(known.measured.filter(|_| known.per.is_none()).ok_or_else(|| no_number(figure))?);
            }
            Outcome::Open(records) => open.extend(records),
            Outcome::Empty => {}
            Outcome::Wrong => return Ok(Err(Outcome::Wrong)),
        }
    }
    Ok(match (found.as_slice(), open.is_empty()) {
        ([a, b], _) => Ok((*a, *b)),
        (_, false) => Err(Outcome::Open(open)),
        _ => Err(Outcome::Empty),
    })
}

fn sum(figure: &Figure, selection: &Selection, site: &Site) -> Result<Done, Diagnostic> {
    let mut selected = selection.select(site);
    let values = selection.values(site, &mut selected);
    // A record without such small records gives nothing.
    let gives = |page: &usize| {
        selection.inner.is_none()
            || values.iter().any(|(p, _)| p == page)
            || selected.open.iter().any(|(p, _)| p == page)
    };
    let given = selected.records.iter().copied().filter(gives);
    let inputs = given.map(|page| Input::Record(page, selection.field)).collect();
    let mut total: Option<Measured> = None;
    if !adds_up(values.iter().map(|(_, value)| *value)) {
        let name = &figure.name;
        return Err(Diagnostic::error(
            "figure/dimension",
            text!("“{name}”把几个比例加在一起", "`{name}` adds up shares"),
        )
        .help(text!(
            "只有写明同一个分母的比例才能相加；先加分子，再用 share 或 ratio 算",
            "only shares of one stated whole can be added: add the parts, and use share or ratio"
        )));
    }
    for (_, value) in &values {
        let next = Measured::of(value).ok_or_else(|| no_number(figure))?;
        total = Some(match total {
            None => next,
            Some(total) => total.plus(next).ok_or_else(|| different(figure, total, next))?,
        });
    }
    if !selected.open.is_empty() {
        return Ok((Outcome::Open(selected.open), inputs));
    }
    let Some(total) = total else { return Ok((Outcome::Empty, inputs)) };
    let value = shown(figure, total, values.first().map(|(_, v)| *v))?;
    let known = Known { value, per: None, measured: Some(total), is_open_count: false };
    Ok((Outcome::Known(Box::new(known)), inputs))
}

/// Whether values may be added: shares only of one whole.
fn adds_up<'v>(values: impl Iterator<Item = &'v Value>) -> bool {
    let mut wholes =
        values.filter_map(|value| if let Value::Ratio(ratio) = value { Some(ratio.denominator) } else { None });
    let Some(first) = wholes.next() else { return true };
    wholes.all(|whole| whole.is_some() && whole == first)
}

/// The field of the record with the latest date: its period or first date, else as of when it holds.
fn latest(selection: &Selection, site: &Site) -> Done {
    let selected = selection.select(site);
    let schema = &site.collections[selection.collection];
    let is_date = |f: &crate::model::schema::Field| matches!(f.kind, crate::model::schema::Kind::Date { .. });
    let by = schema.fields.iter().position(|f| f.name == "period" && is_date(f));
    let by = by.or_else(|| schema.fields.iter().position(is_date));
    let day = |page: usize| {
        let found = by.and_then(|field| value_of(&site.pages[page], selection.collection, field));
        let dated = found.and_then(|value| match value {
            FieldValue::Known(values) => match values.first() {
                Some(Value::Date(when)) => when.bounds().1.or(when.bounds().0),
                _ => None,
            },
            FieldValue::Unknown(..) => None,
        });
        dated.or_else(|| site.pages[page].as_of.and_then(|d| d.bounds()).map(|(_, last)| last))
    };
    let Some(page) = selected.records.iter().copied().max_by_key(|page| (day(*page), std::cmp::Reverse(*page))) else {
        return (Outcome::Empty, Vec::new());
    };
    let Some(field) = selection.field else { return (Outcome::Empty, Vec::new()) };
    (Target::Field(page, field).outcome(site), vec![Input::Record(page, Some(field))])
}

fn counted(figure: &Figure, count: usize) -> Result<Quantity, Diagnostic> {
    let unit = figure.unit.as_deref().unwrap_or("个");
    Quantity::parse(&format!("{count}{unit}"), None).map_err(|_| unit_of(figure, unit))
}

fn plain(number: i128) -> Option<Number> {
    Number::quotient(number, 1, None)
}

/// A number of pieces.
fn exactly(value: i128) -> Measured {
    Measured { counts: Counts::Number, stage: None, value, interval: Interval { low: Some(value), high: Some(value) } }
}

/// What share one is of the other, in % unless the figure says ‰; `None` where there is nothing to be a share of.
fn share(figure: &Figure, a: Measured, b: Measured, numbers: [Option<Number>; 2]) -> Result<Option<Known>, Diagnostic> {
    let name = figure.unit.as_deref().unwrap_or("%");
    let unit = Unit::parse(name).filter(|u| u.dimension == Dimension::Share).ok_or_else(|| unit_of(figure, name))?;
    // In millionths of a per mille.
    let Some((value, interval)) = a.over(b, 1_000_000_000) else { return Ok(None) };
    let measured = Measured { counts: Counts::Of(unit), stage: None, value, interval };
    let digits = Some(figure.decimals.unwrap_or(1));
    let hundred = 1000 / unit.factor;
    let (part, whole) = if b.value < 0 { (-a.value, -b.value) } else { (a.value, b.value) };
    let q = measured.qualifier_of(a, b);
    let exact = part.checked_mul(hundred).and_then(|part| rounded(part, whole, digits, q));
    let stated = exact.and_then(|number| Quantity::parse(&format!("{number}{}", unit.name), None).ok());
    Ok(stated.map(|stated| {
        let ratio = Ratio { stated: Quantity { q, ..stated }, numerator: numbers[0], denominator: numbers[1] };
        Known { value: Value::Ratio(ratio), per: None, measured: Some(measured), is_open_count: false }
    }))
}

fn ratio(figure: &Figure, a: Measured, b: Measured) -> Result<Outcome, Diagnostic> {
    if b.value == 0 {
        return Ok(Outcome::Empty);
    }
    if a.counts.agrees(b.counts) {
        let number =
            |m: Measured| Number::quotient(m.value, if m.counts == Counts::Money { 100 } else { 1_000_000 }, None);
        let known = share(figure, a, b, [number(a), number(b)])?;
        return Ok(known.map_or(Outcome::Empty, |known| Outcome::Known(Box::new(known))));
    }
    let (Counts::Money, Counts::Of(unit)) = (a.counts, b.counts) else {
        return Err(different(figure, a, b));
    };
    // 分 a unit, a million times too small, as money of its own.
    let factor = unit.factor.checked_mul(1_000_000).ok_or_else(|| different(figure, a, b))?;
    let Some((value, interval)) = a.over(b, factor) else { return Ok(Outcome::Empty) };
    let measured = Measured { value, interval, ..a };
    let name = figure.unit.as_deref().unwrap_or("元");
    let money = MoneyUnit::parse(name).ok_or_else(|| unit_of(figure, name))?;
    let digits = Some(figure.decimals.unwrap_or(0));
    let exact = a.value.checked_mul(factor).zip(b.value.checked_mul(money.fen()));
    let q = measured.qualifier_of(a, b);
    let number = exact.and_then(|(part, whole)| rounded(part, whole, digits, q));
    let amount = number.and_then(|number| Amount::new(number, money, q).ok());
    Ok(amount.map_or(Outcome::Empty, |amount| {
        let value = Value::Amount(amount, a.stage);
        Outcome::Known(Box::new(Known { value, per: Some(unit), measured: Some(measured), is_open_count: false }))
    }))
}

/// A number in the unit and with the digits that the figure declares.
fn shown(figure: &Figure, measured: Measured, like: Option<&Value>) -> Result<Value, Diagnostic> {
    let unit = figure.unit.as_deref();
    let exact = measured.in_unit(unit, like, figure.decimals);
    exact.or_else(|| measured.in_unit(unit, like, Some(2))).ok_or_else(|| unit_of(figure, unit.unwrap_or_default()))
}

fn no_number(figure: &Figure) -> Diagnostic {
    let name = &figure.name;
    definition(text!("“{name}”用到的字段不是数", "`{name}` uses a field that is no number"))
        .help(text!("用金额、数量、比例或数字的字段", "use a field of amounts, quantities, shares or numbers"))
}

fn unit_of(figure: &Figure, unit: &str) -> Diagnostic {
    let name = &figure.name;
    definition(text!("“{name}”不能用“{unit}”作单位", "`{name}` cannot be shown in `{unit}`"))
        .help(text!("写同一类的单位，例如金额用 元、万元", "use a unit of its dimension, such as 元 or 万元 for money"))
}

fn different(figure: &Figure, a: Measured, b: Measured) -> Diagnostic {
    let name = &figure.name;
    if a.counts.agrees(b.counts) {
        let word = |m: Measured, zh| m.stage.map_or(if zh { "没有写阶段" } else { "no stage" }, |s| s.text(zh));
        let [(a_zh, a_en), (b_zh, b_en)] = [a, b].map(|m| (word(m, true), word(m, false)));
        return Diagnostic::error(
            "figure/stage",
            text!(
                "“{name}”把不同阶段的金额算在一起：{a_zh}、{b_zh}",
                "`{name}` adds up amounts of different stages: {a_en}, {b_en}"
            ),
        )
        .help(text!("按阶段分开算", "compute each stage by itself"));
    }
    Diagnostic::error(
        "figure/dimension",
        text!("“{name}”把不是一回事的数算在一起", "`{name}` adds up what is not the same"),
    )
    .help(text!(
        "人和人次、金额和数量不能相加、相减",
        "people and visits, money and quantities are not added or subtracted"
    ))
}
