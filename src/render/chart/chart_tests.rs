//! Drawings of made-up data: nothing leaves its place, nothing lies on anything else, and the same data draw the same.

use super::text::{SIZE, width, wrap};
use super::ticks::{decimal, ticks};
use super::{
    Chart, Column, Due, Extent, Foot, Levels, Mark, Named, Pair, Pairs, Point, Row, Scale, Series, Shape, Step, Target,
    Timeline,
};

const NAMED: Named<'_> = Named { id: "c", title: "题", description: "述" };

/// Numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    fn text(&mut self, longest: u64) -> String {
        const PIECES: [&str; 12] = [
            "新签约",
            "合同投资额",
            "（2023年以来）",
            "，",
            "1234567",
            "Handed over ",
            "and maintained",
            "“旧粮所”",
            "万元",
            "W",
            "：",
            "3月",
        ];
        (0..=self.next(longest)).map(|_| PIECES[usize::try_from(self.next(12)).unwrap_or(0)]).collect()
    }

    fn extent(&mut self) -> Extent {
        let value = i128::from(self.next(1_000_000)) * i128::from(self.next(3)) - i128::from(self.next(2)) * 300_000;
        match self.next(6) {
            0 => Extent::Missing,
            1 => Extent::Part(value),
            2 => Extent::Known { value, low: Some(value), high: None },
            3 => Extent::Known { value, low: Some(value - value.abs() / 20), high: Some(value + value.abs() / 20) },
            _ => Extent::Known { value, low: Some(value), high: Some(value) },
        }
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()
}

fn number(tag: &str, name: &str) -> i32 {
    attribute(tag, name).and_then(|v| v.parse().ok()).unwrap_or(0)
}

/// Left, right, top and bottom of every text of a drawing.
fn texts(svg: &str) -> Vec<(i32, i32, i32, i32, &str)> {
    svg.split("<text")
        .skip(1)
        .filter_map(|part| {
            let (tag, rest) = part.split_once('>')?;
            let content = rest.split("</text>").next()?;
            let size = if attribute(tag, "font-size").is_some() { number(tag, "font-size") } else { SIZE };
            let (x, y, wide) = (number(tag, "x"), number(tag, "y"), width(content, size));
            let left = match attribute(tag, "text-anchor") {
                Some("middle") => x - wide / 2,
                Some("end") => x - wide,
                _ => x,
            };
            Some((left, left + wide, y - size + 2, y + 3, content))
        })
        .collect()
}

fn is_in_place(svg: &str, column: Column) {
    let tag = svg.split_once('>').map_or("", |(tag, _)| tag);
    let height = number(tag, "height");
    let texts = texts(svg);
    for (n, (left, right, top, bottom, text)) in texts.iter().enumerate() {
        assert!(*left >= -1 && *right <= column.width() + 1, "{text}: {left}..{right} in {svg}");
        assert!(*top >= -1 && *bottom <= height + 1, "{text}: {top}..{bottom} of {height} in {svg}");
        for (other_left, other_right, other_top, other_bottom, other) in &texts[n + 1..] {
            let apart = right <= other_left || other_right <= left || bottom <= other_top || other_bottom <= top;
            assert!(apart, "{text} lies on {other} in {svg}");
        }
    }
    for shape in svg.split('<').filter(|t| t.starts_with("rect")) {
        let (x, wide) = (number(shape, "x"), number(shape, "width"));
        assert!(x >= 0 && wide > 0 && x + wide <= column.width(), "{shape} in {svg}");
    }
}

#[test]
fn text_stays_in_its_place() {
    let mut numbers = Numbers(7);
    let scale = Scale { factor: 10_000, name: "单位：万元".to_owned(), least: 1 };
    for _ in 0..400 {
        let rows: Vec<Row> = (0..=numbers.next(6))
            .map(|_| {
                let extent = numbers.extent();
                let text = if extent == Extent::Missing { "原文未写".to_owned() } else { numbers.text(3) };
                Row { label: numbers.text(6), text, extent }
            })
            .collect();
        let steps: Vec<Step> = (0..=numbers.next(9))
            .map(|_| {
                let mark = match numbers.next(4) {
                    0 => Mark::Passed,
                    1 => Mark::Here("现在".to_owned()),
                    2 => Mark::Ahead,
                    _ => Mark::Count(format!("{}条", numbers.next(2000)), true),
                };
                let detail = (numbers.next(3) == 0).then(|| numbers.text(3));
                Step { label: numbers.text(2), mark, detail }
            })
            .collect();
        let charts =
            [Chart::Bars(rows.clone(), scale.clone()), Chart::Ladder(rows, scale.clone()), Chart::Steps(steps)];
        for chart in charts {
            for column in [Column::Wide, Column::Narrow] {
                let svg = chart.drawing(column, NAMED);
                is_in_place(&svg, column);
                assert_eq!(svg, chart.drawing(column, NAMED));
            }
        }
    }
}

/// Words below a line from `low` to `high`, in ever fewer places.
fn levels(numbers: &mut Numbers, (low, high): (i128, i128)) -> Levels {
    let level = |step: i128| (0..).map(move |n| low + n * step).take_while(|n| *n <= high).take(30);
    let steps = [1, 3, 10, 40, 100, 400].into_iter().map(|step| (high - low) / 400 + step);
    steps.map(|step| level(step).map(|n| (n, numbers.text(1))).collect()).collect()
}

#[test]
fn deadlines_pairs_and_series_stay_in_their_places() {
    let mut numbers = Numbers(11);
    let scale = Scale { factor: 10_000, name: "单位：万元".to_owned(), least: 1 };
    let day = |n: u64| i32::try_from(n).unwrap_or(0);
    for _ in 0..300 {
        let range = numbers.next(1500) + 1;
        let due: Vec<Due> = (0..=numbers.next(9))
            .map(|_| {
                let from = day(numbers.next(range)) - 200;
                let days = (from, from + day(numbers.next(3) * numbers.next(60)));
                let shapes = [Shape::Day, Shape::Span, Shape::Until, Shape::Unclear];
                let ahead = shapes[usize::try_from(numbers.next(4)).unwrap_or(0)];
                let shape = if days.1 < 0 { Shape::Late } else { ahead };
                Due { label: numbers.text(9), text: numbers.text(4), days, shape }
            })
            .collect();
        let levels_of_days = levels(&mut numbers, (-200, 1500));
        let end = |numbers: &mut Numbers| {
            let from = i128::from(numbers.next(range)) * 10_000;
            (numbers.next(4) > 0).then(|| (from, from + i128::from(numbers.next(2) * numbers.next(400)) * 1000))
        };
        let pairs: Vec<Pair> = (0..=numbers.next(8))
            .map(|_| {
                let ends = [end(&mut numbers), end(&mut numbers)];
                Pair { label: numbers.text(8), text: numbers.text(4), ends }
            })
            .collect();
        let count = usize::try_from(numbers.next(20)).unwrap_or(0) + 1;
        let points: Vec<Point> = (0..count)
            .map(|n| {
                let at = i128::try_from(n).unwrap_or(0) * i128::from(range);
                Point { at, text: numbers.text(1), extent: numbers.extent() }
            })
            .collect();
        let width = i128::try_from(count).unwrap_or(0) * i128::from(range);
        let target = |numbers: &mut Numbers| Target {
            at: i128::from(numbers.next(range)),
            text: numbers.text(2),
            value: i128::from(numbers.next(900_000)),
        };
        let series = Series {
            runs: if count > 3 { vec![(0, count / 2), (count / 2 + 1, count - 1)] } else { Vec::new() },
            breaks: (0..numbers.next(3)).map(|n| i128::from(n + numbers.next(range))).collect(),
            break_word: "换了数法".to_owned(),
            targets: (0..numbers.next(3)).map(|_| target(&mut numbers)).collect(),
            scale: scale.clone(),
            levels: levels(&mut numbers, (0, width)),
            points,
        };
        let today = "站点日期：2023年8月31日".to_owned();
        let charts = [
            Chart::Timeline(Timeline { rows: due, today, levels: levels_of_days.clone() }),
            Chart::Pairs(Pairs { rows: pairs.clone(), foot: Foot::Numbers(scale.clone()) }),
            Chart::Pairs(Pairs { rows: pairs, foot: Foot::Days(levels_of_days) }),
            Chart::Series(series),
        ];
        for chart in charts {
            for column in [Column::Wide, Column::Narrow] {
                let svg = chart.drawing(column, NAMED);
                is_in_place(&svg, column);
                assert_eq!(svg, chart.drawing(column, NAMED));
            }
        }
    }
}

#[test]
fn a_late_deadline_has_a_shape_of_its_own_and_words_after_the_line_of_the_day() {
    let row = |label: &str, days, shape| Due { label: label.to_owned(), text: "话".to_owned(), days, shape };
    let rows =
        vec![row("甲", (-10, -10), Shape::Late), row("乙", (1, 30), Shape::Span), row("丙", (20, 20), Shape::Day)];
    let chart = Chart::Timeline(Timeline { rows, today: "今".to_owned(), levels: Levels::new() });
    for column in [Column::Wide, Column::Narrow] {
        let svg = chart.drawing(column, NAMED);
        let tag = |start: &str| svg.split('<').find(|t| t.starts_with(start)).unwrap_or_default().to_owned();
        let now = number(&tag("line class=\"today\""), "x1");
        assert!(number(&tag("rect class=\"late\""), "x") + 12 < now, "{svg}");
        assert!(number(&tag("text class=\"late\""), "x") > now, "{svg}");
        assert!(number(&tag("rect class=\"span\""), "x") > now, "{svg}");
        assert!(number(&tag("circle class=\"dot open\""), "cx") > now, "{svg}");
    }
}

#[test]
fn lines_break_where_chinese_allows() {
    assert_eq!(wrap("新签约合同投资额（2023年以来）", SIZE, 120), ["新签约合同投资额", "（2023年以来）"]);
    assert_eq!(wrap("会上说，一共3月", SIZE, 60), ["会上说，", "一共3月"]);
    assert_eq!(wrap("Handed over and maintained", SIZE, 150), ["Handed over and", "maintained"]);
    assert_eq!(wrap("abcdefghijklmnop", SIZE, 60).concat(), "abcdefghijklmnop");
    assert_eq!(wrap("", SIZE, 60), Vec::<String>::new());
}

#[test]
fn ticks_are_round_and_exact() {
    let scale = |factor| Scale { factor, name: String::new(), least: 1 };
    let labels = |factor, range| -> Vec<String> {
        ticks(&scale(factor), range, 400, |t| width(t, 14)).into_iter().map(|(_, label)| label).collect()
    };
    // 64,000,000.00 元 in 分, in 万元.
    assert_eq!(labels(1_000_000, (0, 6_400_000_000)), ["0", "2000", "4000", "6000"]);
    assert_eq!(labels(10_000_000_000, (0, 6_400_000_000)), ["0", "0.2", "0.4", "0.6"]);
    assert_eq!(labels(1, (-30, 70)), ["-20", "0", "20", "40", "60"]);
    let whole = Scale { factor: 1_000_000, name: String::new(), least: 1_000_000 };
    let few = ticks(&whole, (0, 2_000_000), 400, |t| width(t, 14));
    assert_eq!(few.iter().map(|(_, l)| l.as_str()).collect::<Vec<_>>(), ["0", "1", "2"]);
    assert_eq!(decimal(-1_050_000, 1_000_000), "-1.05");
    assert_eq!(decimal(1, 3), "0.333333333");
}

#[test]
fn bars_are_as_long_as_their_numbers() {
    let row = |value: i128| Row {
        label: "甲".to_owned(),
        text: value.to_string(),
        extent: Extent::Known { value, low: Some(value), high: Some(value) },
    };
    let scale = Scale { factor: 1, name: String::new(), least: 1 };
    let chart = Chart::Bars(vec![row(400), row(100), row(0), row(1)], scale);
    let svg = chart.drawing(Column::Wide, NAMED);
    let bars: Vec<i32> =
        svg.split('<').filter(|t| t.starts_with("rect class=\"bar\"")).map(|t| number(t, "width")).collect();
    let [longest, quarter, least] = bars[..] else { panic!("nothing has no bar: {svg}") };
    assert!((longest - 4 * quarter).abs() < 4, "{longest} {quarter}");
    assert!((1..=3).contains(&least), "{least}");
}
