use super::{DateError, Moment, Part, PartialDate, Zone};
use proptest::prelude::{any, prop_assert_eq, proptest};

fn shown(text: &str) -> Result<String, DateError> {
    PartialDate::parse(text).map(|d| format!("{d} {}", d.text(true)))
}

#[test]
fn forms() {
    for (text, want) in [
        ("2023", "2023 2023年"),
        ("2023年", "2023 2023年"),
        ("2023-03", "2023-03 2023年3月"),
        ("2023.3", "2023-03 2023年3月"),
        ("2023年3月", "2023-03 2023年3月"),
        ("２０２３年３月", "2023-03 2023年3月"),
        ("2023-03上旬", "2023-03-A 2023年3月上旬"),
        ("2023-03-A", "2023-03-A 2023年3月上旬"),
        ("2023年3月中旬", "2023-03-B 2023年3月中旬"),
        ("2023-Q3", "2023-Q3 2023年第三季度"),
        ("2023年第三季度", "2023-Q3 2023年第三季度"),
        ("2023-H1", "2023-H1 2023年上半年"),
        ("2023年下半年", "2023-H2 2023年下半年"),
        ("2023-04-10", "2023-04-10 2023年4月10日"),
        ("2023年4月10日", "2023-04-10 2023年4月10日"),
        ("2023年 4月 10日", "2023-04-10 2023年4月10日"),
        ("2024-02-29", "2024-02-29 2024年2月29日"),
    ] {
        assert_eq!(shown(text).as_deref(), Ok(want), "{text}");
    }
    for text in ["2023-02-30", "2023-13", "2023-00", "2023-Q5", "2023-H3", "2023年2月29日"] {
        assert_eq!(shown(text), Err(DateError::NoSuchDay), "{text}");
    }
    for text in ["", "今年", "23-01-01", "2023-1-1-1", "2023年3", "20230410", "2023-03-D", "2023年春"] {
        assert_eq!(shown(text), Err(DateError::Form), "{text}");
    }
}

#[test]
fn order_and_english() {
    let d = |t: &str| PartialDate::parse(t).expect("a date");
    assert!(d("2023-03上旬") < d("2023-03-11"));
    assert!(d("2023-09") < d("2023-10"));
    assert_eq!(d("2023-04-10").text(false), "10 April 2023");
    assert_eq!(d("2023-03-B").text(false), "mid March 2023");
}

#[test]
fn moments_follow_the_zone_and_not_the_machine() {
    let zone = Zone::named("Asia/Shanghai").expect("built in");
    let m = |t: &str| Moment::parse(t, &zone).map(Moment::rfc3339);
    assert_eq!(m("2023-08-31").as_deref(), Ok("2023-08-31T00:00:00+08:00"));
    assert_eq!(m("2023-04-10 09:30").as_deref(), Ok("2023-04-10T09:30:00+08:00"));
    assert_eq!(m("2023-04-10 9:30").as_deref(), Ok("2023-04-10T09:30:00+08:00"));
    assert_eq!(m("2023-04-10T01:30:00Z").as_deref(), Ok("2023-04-10T09:30:00+08:00"));
    assert_eq!(m("2023-02-30"), Err(DateError::NoSuchDay));
    assert_eq!(m("2023-04"), Err(DateError::Form));
    assert_eq!(m("2023-04-10 25:00"), Err(DateError::Form));
    let end =
        PartialDate::parse("2023-08-31").ok().and_then(PartialDate::as_day).and_then(|d| Moment::end_of(d, &zone));
    assert_eq!(end.map(Moment::minute).as_deref(), Some("2023-08-31 23:59"));
}

proptest! {
    #[test]
    fn parse_undoes_print(year in 1000i16..=9999, kind in 0..6u8, month in 1i8..=12, rest in 1i8..=28) {
        let part = match kind {
            0 => Part::Year,
            1 => Part::Half(1 + rest % 2),
            2 => Part::Quarter(1 + rest % 4),
            3 => Part::Month(month),
            4 => Part::Xun(month, 1 + rest % 3),
            _ => Part::Day(month, rest),
        };
        let date = PartialDate { year, part };
        prop_assert_eq!(PartialDate::parse(&date.to_string()), Ok(date));
        prop_assert_eq!(PartialDate::parse(&date.text(true)), Ok(date));
    }

    #[test]
    fn no_text_makes_it_fall_over(text in any::<String>()) {
        let _ = PartialDate::parse(&text);
        if let Some(zone) = Zone::named("Asia/Shanghai") {
            let _ = Moment::parse(&text, &zone);
        }
    }
}
