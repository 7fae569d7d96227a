//! Which figures say what a number in a sentence says.

use super::measured::Measured;
use super::{Formula, Outcome, Target};
use crate::model::site::{FieldRef, FieldValue, PageKind, Site, Value};
use crate::value::{Amount, Qualifier, Quantity, Ratio};

/// All figures of a site that are numbers.
#[derive(Debug)]
pub struct Candidates(Vec<Candidate>);

#[derive(Debug)]
struct Candidate {
    target: Target,
    measured: Measured,
    q: Qualifier,
    /// Whether it only counts what the site can list.
    is_open_count: bool,
    /// What it is called.
    titles: Vec<String>,
}

/// How often a title has to be met in a text, in pairs of characters, to tell what the text speaks of.
const TOLD: usize = 3;

/// A number as its words say it.
fn said(words: &str) -> Option<Value> {
    let amount = || Amount::parse(words, None).ok().map(|amount| Value::Amount(amount, None));
    let ratio = || Ratio::parse(words).ok().map(Value::Ratio);
    let quantity = || Quantity::parse(words, None).ok().map(Value::Quantity);
    amount().or_else(ratio).or_else(quantity)
}

/// How sure a value is. 达 and 共 say no more than the number does.
fn qualifier(value: &Value) -> Qualifier {
    let q = match value {
        Value::Amount(amount, _) => amount.q,
        Value::Quantity(quantity) => quantity.q,
        Value::Ratio(ratio) => ratio.stated.q,
        _ => Qualifier::Exact,
    };
    if q == Qualifier::Stated { Qualifier::Exact } else { q }
}

impl Candidates {
    /// Of a site: its named figures, and every field of a record that holds one number with a unit.
    pub fn new(site: &Site) -> Candidates {
        let mut out = Vec::new();
        let mut named = Vec::new();
        for (index, figure) in site.figures.iter().enumerate() {
            let Outcome::Known(known) = &figure.outcome else { continue };
            if let Some(measured) = Measured::of(&known.value).filter(|_| known.per.is_none()) {
                out.push(Candidate {
                    target: Target::Figure(index),
                    measured,
                    q: qualifier(&known.value),
                    is_open_count: known.is_open_count,
                    titles: figure.title.all().map(str::to_owned).collect(),
                });
            }
            if let Formula::Value(target) = figure.formula {
                named.push(target);
            }
        }
        for page in site.records.values().copied() {
            let PageKind::Record(_) = site.pages[page].kind else { continue };
            for (field, value) in &site.pages[page].fields {
                let FieldRef::Collection(_, index) = field else { continue };
                let FieldValue::Known(values) = value else { continue };
                let target = Target::Field(page, *index);
                let [value @ (Value::Amount(..) | Value::Quantity(_) | Value::Ratio(_))] = values.as_slice() else {
                    continue;
                };
                if let Some(measured) = Measured::of(value).filter(|_| !named.contains(&target)) {
                    let titles = vec![site.pages[page].title.clone()];
                    out.push(Candidate { target, measured, q: qualifier(value), is_open_count: false, titles });
                }
            }
        }
        Candidates(out)
    }

    /// Those that say the same: number, unit and qualifier.
    pub fn matching(&self, words: &str) -> Vec<Target> {
        self.agreeing(words).into_iter().map(|candidate| candidate.target).collect()
    }

    fn agreeing(&self, words: &str) -> Vec<&Candidate> {
        let Some(said) = said(words) else { return Vec::new() };
        let (Some(measured), q) = (Measured::of(&said), qualifier(&said)) else { return Vec::new() };
        let is_it = |c: &&Candidate| {
            measured.counts.agrees(c.measured.counts) && measured.value == c.measured.value && q == c.q
        };
        self.0.iter().filter(is_it).collect()
    }

    /// The one that is meant: the only one that agrees; of several the only one that is stated and no count of what the
    /// site can list; or the only one that the text around names.
    pub fn meant(&self, words: &str, context: &str) -> Option<Target> {
        let agreeing = self.agreeing(words);
        if let [one] = agreeing[..] {
            return Some(one.target);
        }
        let mut named: Vec<(usize, &Candidate)> = agreeing.iter().map(|c| (met(&c.titles, context), *c)).collect();
        named.sort_by_key(|(met, _)| std::cmp::Reverse(*met));
        if let [(first, one), (second, _), ..] = named[..]
            && first >= TOLD
            && first >= 2 * second
        {
            return Some(one.target);
        }
        let stated: Vec<_> = agreeing.iter().filter(|c| !c.is_open_count).collect();
        if let [one] = stated[..] { Some(one.target) } else { None }
    }
}

/// How many pairs of characters of the best title stand in a text.
fn met(titles: &[String], context: &str) -> usize {
    let pairs = |title: &String| {
        let chars: Vec<char> = title.chars().collect();
        let found = chars.windows(2).filter(|pair| context.contains(&pair.iter().collect::<String>()));
        found.count()
    };
    titles.iter().map(pairs).max().unwrap_or_default()
}
