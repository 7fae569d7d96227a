//! Exact values of fields: amounts, quantities, ratios, place codes, deadlines.

use super::read::{At, Reader};
use super::schema::{Field, Kind};
use super::site::Value;
use crate::diagnostic::{Diagnostic, Text, nearest};
use crate::load::keys::VALUE;
use crate::load::parse::yaml::Node;
use crate::text;
use crate::value::{
    Amount, AmountError, DateError, MoneyUnit, Number, PlaceCode, Qualifier, Quantity, QuantityError, Ratio,
    RatioError, Stage, UNITS, Unit, When, WhenError, half_width,
};

/// The text of a value, and its stage: either as one text, or as a map of value, unit, qualifier and stage.
pub(super) fn written<'a>(r: &mut Reader<'a>, at: &At<'a>) -> Option<(String, Option<Stage>)> {
    let Node::Map(_) = at.node else {
        return r.text(at).map(|text| (text, None));
    };
    let (mut value, mut unit, mut q, mut stage) = (String::new(), String::new(), String::new(), None);
    let told = r.problems.len();
    for (key, at) in r.map(at, VALUE) {
        let text = r.text(&at).unwrap_or_default();
        match key {
            "value" => value = text,
            "unit" => unit = text,
            "q" => {
                let by_code = || Qualifier::ALL.into_iter().find(|q| q.code() == text);
                let by_word = || Qualifier::after().find(|(word, _)| *word == text).map(|(_, q)| q);
                q = by_code().or_else(by_word).map_or_else(|| text.clone(), |q| q.word(true).to_owned());
            }
            _ => {
                stage = Stage::parse(&text);
                if stage.is_none() {
                    r.problem(&at, stage_problem(&text));
                }
            }
        }
    }
    let has_unit = || Amount::parse(&value, None).is_ok() || Quantity::parse(&value, None).is_ok();
    let problem = if value.is_empty() {
        Diagnostic::error("content/value", text!("这里没有写值（value）", "there is no `value` here")).help(text!(
            "写成一个值，例如 6400万元，或 `{{value: 6400, unit: 万元}}`；不知道的，写“原文未写”",
            "write one value, such as 6400万元, or `{{value: 6400, unit: 万元}}`; write 原文未写 where it is not known"
        ))
    } else if !unit.is_empty() && has_unit() {
        let what = text!("单位写了两次：“{value}”和“{unit}”", "the unit stands here twice: `{value}` and `{unit}`");
        Diagnostic::error("data/unit", what)
            .help(text!("value 只写数，单位写在 unit 里", "write the number alone as `value`, and its unit as `unit`"))
    } else {
        return Some((format!("{q}{value}{unit}"), stage));
    };
    // What is wrong with the keys of the map is said already.
    if r.problems.len() == told {
        r.problem(at, problem);
    }
    None
}

/// An exact value, or what is wrong with it. `None`: the field holds no such.
pub(super) fn exact(text: &str, stage: Option<Stage>, field: &Field) -> Option<Result<Value, Diagnostic>> {
    Some(match &field.kind {
        Kind::Amount { unit, stage: usual } => {
            let (bare, word) = with_stage(text);
            match (Amount::parse(bare, *unit), word.map(Stage::parse)) {
                (Ok(_), Some(None)) => Err(stage_problem(word.unwrap_or_default())),
                (Ok(amount), named) => Ok(Value::Amount(amount, stage.or(named.flatten()).or(*usual))),
                (Err(error), _) => Err(amount_problem(text, error, *unit)),
            }
        }
        Kind::Quantity(unit) => Quantity::parse(text, *unit)
            .map_err(|error| quantity_problem(text, &error, *unit))
            .and_then(|quantity| match unit {
                Some(unit) if !unit.agrees(quantity.unit) => Err(other_unit(text, *unit, quantity.unit)),
                _ => Ok(Value::Quantity(quantity)),
            }),
        Kind::Ratio => Ratio::parse(text).map_err(|error| ratio_problem(text, &error)).and_then(|r| held(text, r)),
        Kind::Measure => measure(text, stage),
        Kind::PlaceCode => PlaceCode::parse(text).map(Value::PlaceCode).ok_or_else(|| place_code_problem(text)),
        Kind::Date { partial } => match When::parse(text) {
            Ok(when) if *partial || (when == When::at(when.from) && when.from.as_day().is_some()) => {
                Ok(Value::Date(when))
            }
            Ok(_) => Err(Diagnostic::error("data/wrong-type", text!("“{text}”没有写到日", "`{text}` lacks its day"))
                .help(text!(
                    "写成 2023-04-10；只知道年月或期限的字段，在 _collection.yaml 里设 `mingbai: {{partial: true}}`",
                    "write 2023-04-10, or set `mingbai: {{partial: true}}` for the field in _collection.yaml"
                ))),
            Err(error) => Err(when_problem(text, error)),
        },
        _ => return None,
    })
}

/// An amount and the stage after it, `6400万元（签约）`: a cell has no other room for it.
fn with_stage(text: &str) -> (&str, Option<&str>) {
    let inner = text.trim_end().strip_suffix(['）', ')']).and_then(|t| t.rsplit_once(['（', '(']));
    inner.map_or((text, None), |(bare, word)| (bare, Some(word.trim())))
}

fn stage_problem(word: &str) -> Diagnostic {
    let chinese: Vec<&str> = Stage::all().map(|s| s.text(true)).collect();
    let codes: Vec<&str> = Stage::all().map(Stage::code).collect();
    let (chinese, codes) = (chinese.join("、"), codes.join(", "));
    Diagnostic::error("data/stage", text!("没有“{word}”这个阶段", "there is no stage `{word}`"))
        .help(text!("可用：{chinese}", "one of: {codes}"))
}

/// A share, where it is what its two numbers make.
fn held(text: &str, ratio: Ratio) -> Result<Value, Diagnostic> {
    if ratio.holds() != Some(false) {
        return Ok(Value::Ratio(ratio));
    }
    Err(Diagnostic::error(
        "data/ratio",
        text!("“{text}”和它的分子分母对不上", "`{text}` is not what its two numbers make"),
    )
    .help(text!(
        "核对原文：是比例写错了，还是分子、分母写错了",
        "check the source: is it the share or one of the numbers?"
    )))
}

/// An amount, a share or a quantity: its unit decides.
fn measure(text: &str, stage: Option<Stage>) -> Result<Value, Diagnostic> {
    let (bare, word) = with_stage(text);
    // Of things that are counted, 块 are plots of land.
    let is_counted = bare.trim_end().ends_with('块');
    match Amount::parse(bare, None) {
        Ok(_) if is_counted => {}
        Ok(amount) => {
            return match word.map(Stage::parse) {
                Some(None) => Err(stage_problem(word.unwrap_or_default())),
                named => Ok(Value::Amount(amount, stage.or(named.flatten()))),
            };
        }
        Err(error @ (AmountError::BelowFen | AmountError::TooLarge)) => return Err(amount_problem(text, error, None)),
        Err(AmountError::Form | AmountError::NoUnit) => {}
    }
    match Ratio::parse(text) {
        Ok(ratio) => return held(text, ratio),
        Err(error @ RatioError::NoWhole) => return Err(ratio_problem(text, &error)),
        Err(_) => {}
    }
    Quantity::parse(text, None).map(Value::Quantity).map_err(|error| quantity_problem(text, &error, None))
}

/// What to say of digits with spaces between them, which are no thousands separators here.
pub(super) fn spaced(rule: &'static str, text: &str) -> Option<Diagnostic> {
    let plain = half_width(text.trim());
    let mut rest = plain.char_indices();
    let splits = rest.any(|(at, c)| {
        let before = plain[..at].ends_with(|c: char| c.is_ascii_digit());
        c.is_whitespace() && before && plain[at..].trim_start().starts_with(|c: char| c.is_ascii_digit())
    });
    splits.then(|| {
        let what = text!("“{text}”的数字之间有空格", "there are spaces between the digits of `{text}`");
        Diagnostic::error(rule, what)
            .help(text!("去掉空格，或用逗号分节：1000 或 1,000", "remove them, or write commas: 1000 or 1,000"))
    })
}

fn amount_problem(text: &str, error: AmountError, unit: Option<MoneyUnit>) -> Diagnostic {
    let usual = unit.map_or("万元", MoneyUnit::name);
    if let Some(spaced) = spaced("data/amount", text).filter(|_| error == AmountError::Form) {
        return spaced;
    }
    match error {
        AmountError::Form if near_amount(text).is_some() => {
            let base = Diagnostic::error("data/amount", text!("“{text}”不是金额", "`{text}` is no amount"));
            Diagnostic { help: near_amount(text), ..base }
        }
        AmountError::Form => {
            Diagnostic::error("data/amount", text!("“{text}”不是金额", "`{text}` is no amount")).help(text!(
                "写成 6400万元、约4000{usual}、不低于431.56万元；不知道就写“原文未写”",
                "write 6400万元, 约4000{usual} or 不低于431.56万元; write 原文未写 where it is not known"
            ))
        }
        AmountError::NoUnit => Diagnostic::error("data/amount", text!("“{text}”没有单位", "`{text}` has no unit"))
            .help(text!(
                "写上 元 或 万元；整列同一个单位时，在 _collection.yaml 里设 `mingbai: {{unit: 万元}}`",
                "add 元 or 万元, or set `mingbai: {{unit: 万元}}` for the field in _collection.yaml"
            )),
        AmountError::BelowFen => Diagnostic::error(
            "data/amount",
            text!("“{text}”不是整数分", "`{text}` is no whole number of 分"),
        )
        .help(text!("核对小数位数：1分是0.01元、0.000001万元", "check the decimals: one 分 is 0.01 元, 0.000001 万元")),
        AmountError::TooLarge => Diagnostic::error("data/amount", text!("“{text}”太大", "`{text}` is too large"))
            .help(text!("核对单位，是不是把元写成了万元、亿元", "check the unit")),
    }
}

/// How to write what people understand, and what is not read.
fn near_amount(text: &str) -> Option<Text> {
    let text = text.trim();
    let bare = text.trim_end_matches(['。', '，', '；', '、', '.', ',', ';']);
    if bare.len() < text.len() && Amount::parse(bare, None).is_ok() {
        return Some(text!("去掉末尾的标点：{bare}", "remove the mark at its end: {bare}"));
    }
    if let Some((digits, rest)) = text.split_once('千')
        && rest.starts_with(['万', '亿'])
        && let Ok(amount) = Amount::parse(&format!("{digits}000{rest}"), None)
    {
        return Some(text!("写成 {amount}", "write {amount}"));
    }
    let (whole, part) = text.split_once('亿')?;
    let yi = Amount::parse(&format!("{whole}亿元"), None).ok()?;
    let wan = Amount::parse(part, None).ok().filter(|part| part.q == Qualifier::Exact)?;
    let is_plain = yi.value.is_whole() && wan.unit == MoneyUnit::Wan && wan.value.is_whole();
    let sum = Number::quotient(yi.fen() + wan.fen(), MoneyUnit::Wan.fen(), None).filter(|_| is_plain)?;
    let sum = Amount::new(sum, MoneyUnit::Wan, yi.q).ok()?;
    Some(text!("只写一个数和一个单位：{sum}", "write one number and one unit: {sum}"))
}

fn quantity_problem(text: &str, error: &QuantityError, own: Option<Unit>) -> Diagnostic {
    if let (QuantityError::Form | QuantityError::Unit(_), Some(spaced)) = (error, spaced("data/quantity", text)) {
        return spaced;
    }
    match error {
        QuantityError::Form => Diagnostic::error("data/quantity", text!("“{text}”不是数量", "`{text}` is no quantity"))
            .help(text!(
                "写成 16万人次、3000多人、736平方米；没有数的，写“原文未写”",
                "write 16万人次, 3000多人 or 736平方米; write 原文未写 where there is no number"
            )),
        QuantityError::NoUnit => Diagnostic::error("data/quantity", text!("“{text}”没有单位", "`{text}` has no unit"))
            .help(text!(
                "写上单位，例如 人、人次、米；整列同一个单位时，在 _collection.yaml 里设 `mingbai: {{unit: 人次}}`",
                "add a unit such as 人, 人次 or 米, or set `mingbai: {{unit: 人次}}` for the field in _collection.yaml"
            )),
        QuantityError::Unit(unit) => {
            let base = Diagnostic::error("data/unit", text!("不认识单位“{unit}”", "the unit `{unit}` is not known"));
            match nearest(unit, UNITS.iter().map(|u| u.name)) {
                Some(near) => base.help(text!("是不是“{near}”？", "did you mean `{near}`?")),
                None => {
                    let all = units(own);
                    base.help(text!("可用：{all}", "one of: {all}"))
                }
            }
        }
        QuantityError::PercentOrPerMille => Diagnostic::error(
            "data/unit",
            text!("“{text}”看不出是百分之几还是千分之几", "is `{text}` percent or per mille?"),
        )
        .help(text!("核对原文，写 % 或 ‰", "check the source and write % or ‰")),
        QuantityError::TooFine => Diagnostic::error(
            "data/quantity",
            text!("“{text}”位数太多", "`{text}` has too many digits to count exactly"),
        )
        .help(text!("小数最多六位；整数太大的，核对单位", "six decimals at most; check the unit of a number so large")),
    }
}

/// The units of quantities, or those that agree with one.
pub(super) fn units(own: Option<Unit>) -> String {
    let all: Vec<&str> = UNITS.iter().filter(|u| own.is_none_or(|own| own.agrees(**u))).map(|u| u.name).collect();
    all.join("、")
}

fn other_unit(text: &str, wanted: Unit, found: Unit) -> Diagnostic {
    let (wanted, found) = (wanted.name, found.name);
    Diagnostic::error(
        "data/unit",
        text!("“{text}”的单位是{found}，这个字段要的是{wanted}", "`{text}` is in {found}; this field wants {wanted}"),
    )
    .help(text!("{found}和{wanted}不是一回事，不能换算：核对原文", "the two cannot be converted: check the source"))
}

fn ratio_problem(text: &str, error: &RatioError) -> Diagnostic {
    if let (RatioError::Quantity(_), Some(spaced)) = (error, spaced("data/ratio", text)) {
        return spaced;
    }
    match error {
        RatioError::Quantity(QuantityError::Unit(_) | QuantityError::PercentOrPerMille) => {
            quantity_problem(text, &QuantityError::PercentOrPerMille, None)
        }
        RatioError::Quantity(_) => Diagnostic::error("data/ratio", text!("“{text}”不是比例", "`{text}` is no ratio"))
            .help(text!(
                "写成 22%，知道分子分母时写 22%（2/9）",
                "write 22%, or 22%（2/9） where both numbers are known"
            )),
        RatioError::NoShare => Diagnostic::error(
            "data/ratio",
            text!("“{text}”不是百分比（百分点不是百分比）", "`{text}` is no share (a percentage point is none)"),
        )
        .help(text!("写 % 或 ‰", "write % or ‰")),
        RatioError::NoWhole => {
            Diagnostic::error("data/ratio", text!("“{text}”的分母是零", "the denominator of `{text}` is zero"))
                .help(text!("核对分母", "check the denominator"))
        }
    }
}

fn place_code_problem(text: &str) -> Diagnostic {
    let base = Diagnostic::error(
        "data/place-code",
        text!("“{text}”不是12位区划代码", "`{text}` is no twelve-digit place code"),
    );
    if text.contains(['E', 'e', '.']) {
        return base.help(text!(
            "表格程序把代码当成了数：把这一列设为文本格式，重新填",
            "the spreadsheet program made a number of it: format the column as text and enter it again"
        ));
    }
    base.help(text!("核对国家统计局的统计用区划代码，写满12位", "check the code; it has twelve digits"))
}

/// What to say of a text that is no date or deadline.
pub(super) fn when_problem(text: &str, error: WhenError) -> Diagnostic {
    match error {
        WhenError::Date(DateError::Form) => {
            Diagnostic::error("content/date", text!("“{text}”不是日期", "`{text}` is no date")).help(text!(
                "写成 2023-04-10 或 2023年4月10日；允许不全的字段也可以写 2023年3月上旬",
                "write 2023-04-10; where less is allowed, 2023-03 or 2023-03-A too"
            ))
        }
        WhenError::Date(DateError::NoSuchDay) => {
            Diagnostic::error("content/date", text!("没有“{text}”这一天", "there is no such day as `{text}`"))
                .help(text!("核对年月日", "check year, month and day"))
        }
        WhenError::End => Diagnostic::error(
            "data/deadline",
            text!("看不出“{text}”是期限，还是那时候的事", "is `{text}` a deadline, or when it happened?"),
        )
        .help(text!(
            "期限写成 {text}前；是那时候的事，写知道的程度，例如 2023年12月、2023年第四季度或2023年",
            "write {text}前 for a deadline; for an event write what is known, such as 2023-12, 2023-Q4 or 2023"
        )),
        WhenError::Open => Diagnostic::error("data/deadline", text!("“{text}”只写了一头", "`{text}` has one end only"))
            .help(text!(
                "写上另一头；从那时起一直如此的，写 2023年3月以来；到那时为止的，写 2023年3月前（含）",
                "write the other; what goes on since then is 2023年3月以来, and what ends then 2023年3月前（含）"
            )),
        WhenError::Before => Diagnostic::error(
            "data/deadline",
            text!("“{text}”没有说明含不含这一天（月）", "`{text}` does not say whether the date itself is included"),
        )
        .help(text!(
            "写成 前（含）、前（不含），原文没有说明的写 前（未说明）",
            "write 前（含） (included), 前（不含） (not included), or 前（未说明） where the source does not say"
        )),
        WhenError::Backwards => {
            Diagnostic::error("data/deadline", text!("“{text}”的结束早于开始", "`{text}` ends before it begins"))
                .help(text!("核对两个日期", "check the two dates"))
        }
    }
}
