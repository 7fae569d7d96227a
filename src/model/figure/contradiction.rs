//! What to say where a sentence and a record differ: both values, both places, and the mend.

use super::bound::{Mismatch, compare};
use super::said::STAGES;
use super::target::Target;
use super::{Input, Outcome};
use crate::diagnostic::{Diagnostic, Place, Text};
use crate::model::Unknown;
use crate::model::schema::{Field, Kind};
use crate::model::site::{FieldValue, PageKind, Site, Value};
use crate::model::words;
use crate::text;
use crate::value::Stage;

/// Records that a diagnostic names beside a figure.
const MOST: usize = 5;

impl Target {
    /// What stands there, in the words of a language of the site; `None` where it is not known.
    pub fn text(self, site: &Site, language: usize) -> Option<String> {
        let chinese = site.config.languages[language].is_chinese();
        let unnamed = Field::named("");
        let field = self.field(site).unwrap_or(&unnamed);
        match self {
            Target::Field(..) => match self.written_value(site)? {
                FieldValue::Unknown(..) => None,
                FieldValue::Known(values) => {
                    let all: Vec<_> = values.iter().map(|v| words(site, field, v, language)).collect();
                    Some(all.join(if chinese { "、" } else { ", " }))
                }
            },
            Target::Figure(index) => {
                let Outcome::Known(known) = &site.figures.get(index)?.outcome else { return None };
                let text = words(site, field, &known.value, language).into_owned();
                Some(match known.per {
                    Some(per) if chinese => format!("{text}/{per}"),
                    Some(per) if per.english.is_empty() => format!("{text}/{per}"),
                    Some(per) => format!("{text} per {}", per.english.trim_end_matches('s')),
                    None => text,
                })
            }
        }
    }

    /// The same for plain text, where what is not known is said too.
    pub fn plain(self, site: &Site, language: usize) -> String {
        let chinese = site.config.languages[language].is_chinese();
        self.text(site, language).unwrap_or_else(|| {
            let word = |u: Unknown| if chinese { u.chinese() } else { u.english() };
            let open = if chinese { "没法核对" } else { "cannot be checked" };
            self.unknown(site).map_or(open, word).to_owned()
        })
    }

    /// Its value for machines: 元, plain numbers, ISO dates, codes, `COLLECTION/ID`; empty where it is not known.
    pub fn machine(self, site: &Site) -> String {
        let field = self.field(site);
        let one = |value: &Value| match value {
            Value::Amount(amount, _) => amount.yuan(),
            Value::Quantity(quantity) => quantity.number(),
            Value::Ratio(ratio) => format!("{}{}", ratio.stated.number(), ratio.stated.unit.name),
            Value::Choice(choice) => match field.map(|f| &f.kind) {
                Some(Kind::Choice(choices)) => choices.get(*choice).map_or_else(String::new, |c| c.value.clone()),
                _ => String::new(),
            },
            Value::Date(when) => when.to_string(),
            Value::Record(page) => match site.pages[*page].kind {
                PageKind::Record(c) => {
                    format!("{}/{}", site.collections[c].name, site.pages[*page].id.as_deref().unwrap_or_default())
                }
                _ => String::new(),
            },
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(is) => is.to_string(),
            Value::PlaceCode(code) => code.to_string(),
            Value::Item(_) => String::new(),
        };
        match self {
            Target::Figure(index) => match &site.figures[index].outcome {
                Outcome::Known(known) => match (&known.value, known.number()) {
                    (Value::Amount(..) | Value::Quantity(_), Some(number)) => number,
                    (value, _) => one(value),
                },
                _ => String::new(),
            },
            Target::Field(..) => match self.written_value(site) {
                Some(FieldValue::Known(values)) => values.iter().map(one).collect::<Vec<_>>().join(", "),
                _ => String::new(),
            },
        }
    }

    /// Where it is written: a figure's definition, a record's field.
    pub fn place(self, site: &Site) -> Place {
        match self {
            Target::Figure(index) => site.figures[index].place.clone(),
            Target::Field(page, _) => {
                let page = &site.pages[page];
                self.field(site).map_or_else(|| page.source.place(None), |field| page.source.field_place(field))
            }
        }
    }

    /// Fields of records that go into it, those of other figures included; without a field, the record as such.
    pub fn records(self, site: &Site) -> Vec<(usize, Option<usize>)> {
        let mut out = Vec::new();
        let mut waiting = vec![self];
        let mut seen = Vec::new();
        while let Some(target) = waiting.pop() {
            match target {
                Target::Field(page, field) => out.push((page, Some(field))),
                Target::Figure(index) if !seen.contains(&index) => {
                    seen.push(index);
                    for input in site.figures[index].inputs.iter().rev() {
                        match *input {
                            Input::Record(page, Some(field)) => waiting.push(Target::Field(page, field)),
                            Input::Record(page, None) => out.push((page, None)),
                            Input::Figure(other) => waiting.push(Target::Figure(other)),
                        }
                    }
                }
                Target::Figure(_) => {}
            }
        }
        out
    }
}

/// What is wrong with words that are bound to a target, if anything is; `written`: the target as written.
pub(crate) fn contradiction(
    site: &Site,
    language: usize,
    target: Target,
    written: &str,
    said: &str,
) -> Option<Diagnostic> {
    let mismatch = compare(site, target, said, site.config.languages[language].is_chinese()).err()?;
    let problem = match &mismatch {
        Mismatch::Open => open(site, target, written, said),
        _ => contradicts(site, target, written, said, &mismatch),
    };
    Some(with_places(problem, site, target))
}

/// What stands beside a bound number and makes another of it, if anything does.
pub(crate) fn beside(
    site: &Site,
    language: usize,
    target: Target,
    said: &str,
    before: &str,
    after: &str,
) -> Option<Diagnostic> {
    // Dates and states are told by their words alone.
    let measured = match target {
        Target::Figure(index) => site.figures[index].outcome.measured(),
        Target::Field(..) => target.outcome(site).measured(),
    }?;
    let titles = target.titles(site);
    let named = |word: &str| titles.iter().any(|title| title.contains(word));
    let other = || {
        let stage = measured.stage.and_then(|stage| other_stage(stage, before));
        let mean = MEANS.into_iter().find(|word| before.trim_end_matches(['*', ' ', '约']).ends_with(word));
        stage.or(mean).filter(|word| !named(word))
    };
    let word = super::turned(before, after).or_else(other)?;
    let own = target.plain(site, language);
    let shown = if said.is_empty() { own.as_str() } else { said };
    let message = text!(
        "方括号外面的“{word}”让“{shown}”变成了另一个数：记录是“{own}”",
        "`{word}` outside the brackets makes another number of `{shown}`: the record has `{own}`"
    );
    let problem = Diagnostic::error("figure/contradicts", message).help(text!(
        "修饰这个数的字写进方括号里，和记录一样；记录没有的，就删掉",
        "write the words that qualify the number within the brackets, as the record has them, or remove them"
    ));
    Some(with_places(problem, site, target))
}

/// Words for a mean. A number that is one has them in its title.
const MEANS: [&str; 6] = ["人均", "户均", "村均", "日均", "月均", "年均"];

/// A word that stands directly before an amount and names another stage than its own: `到账[6400万元]` of what was signed.
fn other_stage(own: Stage, before: &str) -> Option<&'static str> {
    let bare = before.trim_end_matches(|c| "*_ ：:了的为是共达".contains(c));
    let bare = ["金额", "资金", "额"].into_iter().find_map(|word| bare.strip_suffix(word)).unwrap_or(bare);
    let all = Stage::all().map(|stage| (stage.text(true), stage)).chain(STAGES);
    let (word, said) = all.filter(|(word, _)| bare.ends_with(word)).max_by_key(|(word, _)| word.len())?;
    // What was signed and has begun was signed.
    let is_alike = said == own || (said, own) == (Stage::Contracted, Stage::StartedContracted);
    (!is_alike).then_some(word)
}

fn contradicts(site: &Site, target: Target, written: &str, said: &str, mismatch: &Mismatch) -> Diagnostic {
    let own = target.plain(site, 0);
    let what = what(mismatch);
    let (zh, en) = (what.zh, what.en);
    let message = text!(
        "“{said}”和记录对不上：{written} 是“{own}”（{zh}）",
        "`{said}` contradicts its record: {written} is `{own}` ({en})"
    );
    let problem = Diagnostic::error("figure/contradicts", message);
    problem.help(match mismatch {
        Mismatch::Items => text!("指向它的一个字段，或换一个字段", "bind a field that holds one value"),
        Mismatch::Around(_) | Mismatch::Several => text!(
            "方括号里只写这个数和它的单位，例如“{own}”；别的话写在外面",
            "let the brackets hold the value and its unit only, such as `{own}`; other words go outside"
        ),
        _ => {
            text!("改成“{own}”；如果错的是记录，就改记录", "write `{own}`, or mend the record if that is what is wrong")
        }
    })
}

fn what(mismatch: &Mismatch) -> Text {
    match mismatch {
        Mismatch::Nothing => text!("没有写出这样的值", "no such value is written"),
        Mismatch::Several => text!("不止一个数", "there are several numbers"),
        Mismatch::Around(words) => text!("看不懂“{words}”", "`{words}` is not understood"),
        Mismatch::Value => text!("值不同", "another value"),
        Mismatch::Unit => text!("单位不同，或者没有写", "another unit, or none"),
        Mismatch::Qualifier => {
            text!("“约”“近”“不低于”这类词不同", "another qualifier, such as about, nearly, at least")
        }
        Mismatch::Stage => text!("金额的阶段不同", "another stage of money"),
        Mismatch::Date => text!("日期、精确程度或含不含不同", "another date, precision or bound"),
        Mismatch::State => text!("状态或选项不同", "another state or choice"),
        Mismatch::Reference => text!("不是同一条记录", "another record"),
        Mismatch::Unknown => text!("不知道的原因不同", "another reason why it is not known"),
        Mismatch::Open => text!("记录没有说", "the record does not say"),
        Mismatch::Items => text!("是一组小记录，没有一句话的值", "a group of small records, not one value"),
    }
}

fn open(site: &Site, target: Target, written: &str, said: &str) -> Diagnostic {
    let message = text!(
        "“{said}”写了值，记录却没有：{written} 不知道",
        "`{said}` names a value that no record has: {written} is not known"
    );
    let is_absent = matches!(target, Target::Field(..)) && target.written_value(site).is_none();
    let own = target.plain(site, 0);
    let help = if is_absent {
        text!("先在记录里填这个字段，再写进句子", "fill the field of the record first")
    } else {
        text!("写“{own}”，或者先在记录里补上", "write `{own}`, or complete the record first")
    };
    Diagnostic::error("figure/open", message).help(help)
}

fn with_places(problem: Diagnostic, site: &Site, target: Target) -> Diagnostic {
    if let Target::Field(..) = target {
        return problem.with(target.place(site), text!("记录在这里", "the record is here"));
    }
    let mut problem = problem.with(target.place(site), text!("这个数在这里定义", "the figure is defined here"));
    let Target::Figure(index) = target else { return problem };
    if let Outcome::Open(open) = &site.figures[index].outcome {
        for (page, field) in open.iter().take(MOST) {
            let place = Target::Field(*page, *field).place(site);
            problem = problem.with(place, text!("这里没有说", "this does not say"));
        }
        return problem;
    }
    for (page, field) in target.records(site).into_iter().take(MOST) {
        let place = match field {
            Some(field) => Target::Field(page, field).place(site),
            None => site.pages[page].source.place(None),
        };
        problem = problem.with(place, text!("用到了这里", "this goes into it"));
    }
    problem
}

/// Where the page of a record tells of a field: the id of that place.
pub fn anchor(field: &Field) -> String {
    format!("field-{}", field.name)
}

impl Target {
    /// The address below the root that explains it: a figure's page, or the field on its record's page.
    pub fn route(self, site: &Site, language: usize) -> (String, Option<String>) {
        match self {
            Target::Figure(index) => (super::route(site, language, &site.figures[index].name), None),
            Target::Field(page, _) => {
                let same = site.translations.get(&page).into_iter().flatten();
                let local = same.copied().find(|p| site.pages[*p].language == language).unwrap_or(page);
                // A field that its page does not show has no place there.
                let is_shown = |field: &&Field| self.written_value(site).is_some() || field.required || field.expected;
                (site.pages[local].route.clone(), self.field(site).filter(is_shown).map(anchor))
            }
        }
    }
}
