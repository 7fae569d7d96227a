//! Values: what clerks write is understood, printed in one way, and exact over the whole range.

use mingbai::value::{
    Amount, AmountError, Bound, Interval, MoneyUnit, Number, PlaceCode, Qualifier, Quantity, QuantityError, Ratio,
    RatioError, Scale, UNITS, Unit, When, WhenError,
};
use proptest::prelude::*;

fn amount(text: &str) -> Amount {
    Amount::parse(text, None).unwrap_or_else(|e| panic!("{text}: {e:?}"))
}

fn quantity(text: &str) -> Quantity {
    Quantity::parse(text, None).unwrap_or_else(|e| panic!("{text}: {e:?}"))
}

#[test]
fn amounts_as_clerks_write_them() {
    for (written, printed, fen) in [
        ("6400万元", "6400万元", 6_400_000_000),
        ("6,400 万元", "6400万元", 6_400_000_000),
        ("６４００万元", "6400万元", 6_400_000_000),
        ("64000000元", "64000000元", 6_400_000_000),
        ("64,000,000.00 元", "64000000.00元", 6_400_000_000),
        ("约4000万元", "约4000万元", 4_000_000_000),
        ("大约 4000 万元", "约4000万元", 4_000_000_000),
        ("4000万元左右", "约4000万元", 4_000_000_000),
        ("约达4000万元", "约4000万元", 4_000_000_000),
        ("不低于431.56万元", "不低于431.56万元", 431_560_000),
        ("至少431.56万元", "不低于431.56万元", 431_560_000),
        ("3000多万元", "3000多万元", 3_000_000_000),
        ("30余万元", "30多万元", 30_000_000),
        ("超12万元", "12万多元", 12_000_000),
        ("12万多元", "12万多元", 12_000_000),
        ("突破1亿元", "1亿多元", 10_000_000_000),
        ("1.5亿多元", "1.5亿多元", 15_000_000_000),
        ("12元以上", "超12元", 1200),
        ("3块", "3元", 300),
        ("共计12万元", "12万元", 12_000_000),
        ("达1.5亿元", "达1.5亿元", 15_000_000_000),
        ("不超过5千元", "不超过5千元", 500_000),
        ("-3.25元", "-3.25元", -325),
        ("0元", "0元", 0),
    ] {
        let amount = amount(written);
        assert_eq!((amount.to_string().as_str(), amount.fen()), (printed, fen), "{written}");
    }
    assert_eq!(amount("4315600元").fen(), amount("431.56万元").fen());
    assert_eq!(Amount::parse("431.56", Some(MoneyUnit::Wan)).map(Amount::yuan), Ok("4315600".to_owned()));
    assert_eq!(amount("431.5678万元").yuan(), "4315678");
    assert_eq!(amount("0.05元").yuan(), "0.05");
    assert_eq!(amount("约4000万元").text(false), "about CNY 40,000,000");
    for (bad, error) in [
        ("431.56", AmountError::NoUnit),
        ("3万", AmountError::NoUnit),
        ("十二万元", AmountError::Form),
        ("1e3元", AmountError::Form),
        ("约近30万元", AmountError::Form),
        ("0.001元", AmountError::BelowFen),
        ("431.5678901万元", AmountError::BelowFen),
        ("99999999999亿元", AmountError::TooLarge),
        ("12万元和3万元", AmountError::Form),
        ("0多万元", AmountError::Form),
        ("0.00000000000000000000000000000000000000001万元", AmountError::Form),
        ("", AmountError::Form),
        ("100美元", AmountError::Form),
    ] {
        assert_eq!(Amount::parse(bad, None), Err(error), "{bad}");
    }
}

/// What a quantity leaves open is counted in hundreds of it.
#[test]
fn quantities_beyond_all_counting_are_refused() {
    let huge = "约5401307411443468亿平方公里";
    assert_eq!(Quantity::parse(huge, None), Err(QuantityError::TooFine));
    let large = Quantity::parse("约54013亿平方公里", None).expect("a quantity");
    assert!(large.interval().contains(large.base()));
}

#[test]
fn quantities_as_clerks_write_them() {
    for (written, printed, base) in [
        ("16万人次", "16万人次", 160_000),
        ("160,000人次", "160000人次", 160_000),
        ("近30万人次", "近30万人次", 300_000),
        ("3000多人", "3000多人", 3000),
        ("3000 余名", "3000多名", 3000),
        ("180个学位", "180个学位", 180),
        ("700米", "700米", 700),
        ("0.7公里", "0.7公里", 700),
        ("9座", "9座", 9),
        ("22%", "22%", 220),
        ("22％", "22%", 220),
        ("22‰", "22‰", 22),
        ("1.5个百分点", "1.5个百分点", 1),
        ("3万多人", "3万多人", 30_000),
        ("30万多人", "30多万人", 300_000),
        ("22%以上", "超22%", 220),
        ("736㎡", "736平方米", 2208),
        ("20亩", "20亩", 40_000),
    ] {
        let quantity = quantity(written);
        assert_eq!(quantity.to_string(), printed, "{written}");
        if printed != "1.5个百分点" {
            assert_eq!(quantity.base(), base * 1_000_000, "{written}");
        }
    }
    assert!(quantity("16万人次").unit.agrees(quantity("30万人次").unit));
    assert!(!quantity("16万人次").unit.agrees(quantity("30万人").unit), "visits are no people");
    assert!(!quantity("22%").unit.agrees(quantity("22个百分点").unit));
    assert!(!quantity("9座").unit.agrees(quantity("9项").unit), "works are no weirs");
    assert_eq!(quantity("3亩").base(), quantity("2000平方米").base(), "a mu is two thousand thirds of a square metre");
    assert_eq!(quantity("近30万人次").text(false), "nearly 300,000 visits");
    assert_eq!(quantity("近30万游客").text(false), "nearly 300,000 visitors");
    for (bad, error) in [
        ("22%o", QuantityError::PercentOrPerMille),
        ("16万", QuantityError::NoUnit),
        ("16万光年", QuantityError::Unit("光年".to_owned())),
        ("多个", QuantityError::Form),
        ("0多人", QuantityError::Form),
    ] {
        assert_eq!(Quantity::parse(bad, None), Err(error), "{bad}");
    }
    assert_eq!(Quantity::parse("16万", Unit::parse("人次")).map(|q| q.to_string()), Ok("16万人次".to_owned()));
}

#[test]
fn the_seeds_figures_meet_or_miss_as_they_should() {
    let meets = |a: &str, b: &str| quantity(a).interval().meets(quantity(b).interval());
    assert!(!meets("达16万人次", "近30万人次"));
    assert!(meets("近30万人次", "28万人次"));
    assert!(!meets("3000多人", "4100人"));
    // More, up to the next step of the first digit as it is written.
    for (more, most) in [
        ("3000多人", "4000人"),
        ("3500多人", "4000人"),
        ("9999多人", "10000人"),
        ("1.5亿多人", "2亿人"),
        ("3500多亩", "4000亩"),
        ("3多公里", "4公里"),
    ] {
        assert_eq!(quantity(more).interval().high, Some(quantity(most).base()), "{more}");
    }
    assert_eq!(amount("1.5亿多元").interval().high, Some(amount("2亿元").fen()));
    assert!(amount("4400万元").interval().is_at_most(amount("6400万元").interval()));
    assert!(amount("不低于431.56万元").interval().contains(500_000_000));
    assert!(!amount("不低于431.56万元").interval().contains(431_559_999));
}

#[test]
fn deadlines_say_which_side_they_mean() {
    let days = |text: &str| {
        let (low, high) = When::parse(text).unwrap_or_else(|e| panic!("{text}: {e:?}")).bounds();
        (low.map(|d| d.to_string()).unwrap_or_default(), high.map(|d| d.to_string()).unwrap_or_default())
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(days("2023年3月上旬"), pair("2023-03-01", "2023-03-10"));
    assert_eq!(days("2023-03-A"), pair("2023-03-01", "2023-03-10"));
    assert_eq!(days("2023-03..2023-05"), pair("2023-03-01", "2023-05-31"));
    assert_eq!(days("2023年3月至5月"), pair("2023-03-01", "2023-05-31"));
    assert_eq!(days("2023年3月1日至12日"), pair("2023-03-01", "2023-03-12"));
    assert_eq!(days("2023年10月前（含）"), pair("", "2023-10-31"));
    assert_eq!(days("2023年10月前（不含）"), pair("", "2023-09-30"));
    assert_eq!(days("2023年10月前（未说明）"), pair("", "2023-10-31"));
    for same in ["2023年9月底前", "2023年9月底前（含）", "2023年9月底以前（含）", "2023年9月末前（含）"]
    {
        assert_eq!(days(same), pair("", "2023-09-30"), "{same}");
    }
    assert_eq!(days("2023年3月以来"), pair("2023-03-01", ""));
    assert_eq!(When::parse("2023年10月前"), Err(WhenError::Before));
    assert_eq!(When::parse("2023年10月以前"), Err(WhenError::Before));
    assert_eq!(When::parse("2023-05..2023-03"), Err(WhenError::Backwards));
    for open in ["2023-03..", "2023-03~", "2023年3月至", "..2023-03", "2023年3月-"] {
        assert_eq!(When::parse(open), Err(WhenError::Open), "{open}");
    }
    for end in ["2023年底", "2023年3月底", "2023年末"] {
        assert_eq!(When::parse(end), Err(WhenError::End), "{end}");
    }
    assert_eq!(days("2023年底前"), pair("", "2023-12-31"));
    assert_eq!(days("2023年底之前"), pair("", "2023-12-31"));
    for form in ["目前", "在此之前", "月底", "2023-03至度"] {
        assert!(matches!(When::parse(form), Err(WhenError::Date(_))), "{form}");
    }
    for months in ["2023年3-5月", "2023年3至5月", "2023年3月-5月", "2023年3月份至5月份", "2023年3月－2023年5月"]
    {
        assert_eq!(days(months), pair("2023-03-01", "2023-05-31"), "{months}");
    }
    assert_eq!(days("2023年3月5-12日"), pair("2023-03-05", "2023-03-12"));
    assert_eq!(days("2023年度"), days("2023"));
    assert_eq!(days("2023年3月份"), days("2023-03"));
    assert!(When::parse("尽快").is_err());
    assert_eq!(When::parse("2023-10前(不含)").map(|w| w.bound), Ok(Bound::Before));
}

#[test]
fn ratios_and_codes() {
    assert_eq!(Ratio::parse("22%").map(Ratio::holds), Ok(None));
    assert_eq!(Ratio::parse("22%（2/9）").map(Ratio::holds), Ok(Some(true)));
    assert_eq!(Ratio::parse("22%（4400/20000）").map(Ratio::holds), Ok(Some(true)));
    assert_eq!(Ratio::parse("22.0%（2/9）").map(Ratio::holds), Ok(Some(false)));
    assert_eq!(Ratio::parse("22%（2/0）"), Err(RatioError::NoWhole));
    assert_eq!(Ratio::parse("22%o"), Err(RatioError::Quantity(QuantityError::PercentOrPerMille)));
    assert_eq!(Ratio::parse("22个百分点"), Err(RatioError::NoShare));
    let code = |text: &str| PlaceCode::parse(text);
    let (town, village) = (code("441402101000"), code("441402101201"));
    assert_eq!(town.map(PlaceCode::depth), Some(9));
    assert_eq!(village.map(PlaceCode::depth), Some(12));
    assert!(town.zip(village).is_some_and(|(t, v)| t.holds(v) && !v.holds(t)));
    for bad in ["4.41402101E+11", "44140210100", "0441402101000", "941402101000", "44140210100x"] {
        assert_eq!(code(bad), None, "{bad}");
    }
}

#[test]
fn a_hundred_thousand_amounts_in_wan_yuan_are_exact() {
    let mut sum = 0;
    for hundredths in 0..100_000_i128 {
        let written = format!("{}.{:02}万元", hundredths / 100, hundredths % 100);
        let amount = amount(&written);
        assert_eq!(amount.fen(), hundredths * 10_000);
        assert_eq!(amount.to_string(), written);
        assert_eq!(Amount::parse(&format!("{}元", amount.yuan()), None).map(Amount::fen), Ok(amount.fen()));
        sum += amount.fen();
    }
    assert_eq!(sum, 10_000 * (99_999 * 100_000 / 2));
}

fn any_number() -> impl Strategy<Value = Number> {
    (any::<i64>(), 0_u32..6).prop_filter_map("a number", |(n, scale)| {
        let n = n / 1000;
        let power = 10_i64.pow(scale);
        let sign = if n < 0 { "-" } else { "" };
        let text = match scale {
            0 => format!("{n}"),
            _ => format!(
                "{sign}{}.{:0width$}",
                n.unsigned_abs() / power.unsigned_abs(),
                n.unsigned_abs() % power.unsigned_abs(),
                width = scale as usize
            ),
        };
        Number::parse(&text)
    })
}

fn any_qualifier() -> impl Strategy<Value = Qualifier> {
    prop::sample::select(Qualifier::ALL.to_vec())
}

fn any_amount() -> impl Strategy<Value = Amount> {
    (any_number(), prop::sample::select(MoneyUnit::ALL.to_vec()), any_qualifier())
        .prop_filter_map("whole fen", |(value, unit, q)| Amount::new(value, unit, q).ok())
}

fn any_quantity() -> impl Strategy<Value = Quantity> {
    let scale = prop::sample::select(vec![Scale::One, Scale::Thousand, Scale::Wan, Scale::Yi]);
    (any_number(), scale, prop::sample::select(UNITS.to_vec()), any_qualifier())
        .prop_filter("more than nothing", |(value, _, _, q)| *q != Qualifier::MoreThan || !value.is_zero())
        .prop_map(|(value, scale, unit, q)| Quantity { value, scale, unit, q })
}

fn any_interval() -> impl Strategy<Value = Interval> {
    (prop::option::of(-1000_i128..1000), prop::option::of(0_i128..1000)).prop_map(|(low, more)| Interval {
        low,
        high: match (low, more) {
            (Some(low), Some(more)) => Some(low + more),
            (None, more) => more,
            (Some(_), None) => None,
        },
    })
}

proptest! {
    #[test]
    fn printing_and_parsing_amounts_is_the_identity(amount in any_amount()) {
        prop_assert_eq!(Amount::parse(&amount.to_string(), None), Ok(amount));
        prop_assert!(amount.interval().contains(amount.fen()));
    }

    #[test]
    fn printing_and_parsing_quantities_is_the_identity(quantity in any_quantity()) {
        // 3千米 is read as three thousand metres and 3千 + 米 alike; the value is the same.
        let printed = quantity.to_string();
        if let Ok(parsed) = Quantity::parse(&printed, None) {
            prop_assert_eq!(parsed.base(), quantity.base());
            prop_assert_eq!(parsed.to_string(), printed);
            prop_assert!(quantity.interval().contains(quantity.base()));
        } else {
            prop_assert_eq!(Quantity::parse(&printed, None), Err(QuantityError::TooFine));
        }
    }

    #[test]
    fn intervals_keep_their_laws(a in any_interval(), b in any_interval(), c in any_interval()) {
        prop_assert_eq!(a.meets(b), b.meets(a));
        prop_assert!(a.meets(a));
        prop_assert_eq!(a.plus(b), b.plus(a));
        let left = a.plus(b).and_then(|ab| ab.plus(c));
        let right = b.plus(c).and_then(|bc| a.plus(bc));
        prop_assert_eq!(left, right);
        if a.meets(b) {
            let (ac, bc) = (a.plus(c), b.plus(c));
            prop_assert!(ac.zip(bc).is_some_and(|(x, y)| x.meets(y)), "what meets still meets with the same added");
        }
    }

    #[test]
    fn qualifiers_leave_open_at_least_the_number_itself(value in -1_000_000_000_000_i128..1_000_000_000_000, q in any_qualifier()) {
        prop_assert!(q.interval(value, 1).contains(value));
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in ".{0,40}") {
        let _ = Amount::parse(&text, Some(MoneyUnit::Wan));
        let _ = Quantity::parse(&text, Unit::parse("人"));
        let _ = Ratio::parse(&text);
        let _ = PlaceCode::parse(&text);
        if let Ok(when) = When::parse(&text) {
            prop_assert_eq!(When::parse(&when.to_string()), Ok(when));
        }
    }

    #[test]
    fn printing_and_parsing_dates_is_the_identity(
        year in 1949_i16..2100, month in 1_i8..13, form in 0..7, bound in 0..5
    ) {
        let date = match form {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            2 => format!("{year}-{month:02}-{:02}", month * 2),
            3 => format!("{year}-Q{}", (month - 1) / 3 + 1),
            4 => format!("{year}-H{}", (month - 1) / 6 + 1),
            5 => format!("{year}-{month:02}-B"),
            _ => format!("{year}-{month:02}..{year}-12"),
        };
        let text = match bound {
            0 => date.clone(),
            1 => format!("{date}前（含）"),
            2 => format!("{date}前(不含)"),
            3 => format!("{date}前（未说明）"),
            _ => format!("{date}起"),
        };
        let when = When::parse(&text).map_err(|e| TestCaseError::fail(format!("{text}: {e:?}")))?;
        if bound == 0 || form != 6 {
            prop_assert_eq!(When::parse(&when.to_string()), Ok(when), "{}", text);
        }
        let (low, high) = when.bounds();
        prop_assert!(low.zip(high).is_none_or(|(low, high)| low <= high));
    }
}
