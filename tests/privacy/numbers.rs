//! Numbers of nobody, made by the rules that numbers of people keep; always the same ones.

/// A small generator of Lehmer's kind: what is made is the same everywhere.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(2).wrapping_add(1))
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(end)).expect("it is below a u32")
    }

    pub(crate) fn within(&mut self, from: u32, to: u32) -> u32 {
        from + self.below(to - from + 1)
    }

    pub(crate) fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + u8::try_from(self.below(10)).expect("a digit"))).collect()
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(u32::try_from(from.len()).expect("few")) as usize]
    }
}

/// What a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Citizen,
    Mobile,
    Card,
}

impl Kind {
    pub(crate) const ALL: [Kind; 3] = [Kind::Citizen, Kind::Mobile, Kind::Card];

    pub(crate) fn rule(self) -> &'static str {
        match self {
            Kind::Citizen => "privacy/citizen-id",
            Kind::Mobile => "privacy/mobile",
            Kind::Card => "privacy/bank-card",
        }
    }

    pub(crate) fn make(self, dice: &mut Dice) -> String {
        match self {
            Kind::Citizen => citizen(dice),
            Kind::Mobile => format!("1{}{}", dice.within(3, 9), dice.digits(9)),
            Kind::Card => card(dice),
        }
    }
}

fn citizen(dice: &mut Dice) -> String {
    let region = dice.pick(&["110101", "340524", "441423", "440882", "510104", "659001", "820000", "310115", "469005"]);
    let month = dice.within(1, 12);
    let last = match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let day = dice.within(1, last);
    let body = format!("{region}{}{month:02}{day:02}{}", dice.within(1925, 2022), dice.digits(3));
    let check = citizen_check(&body);
    format!("{body}{check}")
}

fn citizen_check(body: &str) -> char {
    // As GB 11643 has it: the weights are the powers of two, modulo 11.
    let sum: u32 = body
        .chars()
        .enumerate()
        .map(|(i, c)| c.to_digit(10).expect("a digit") * (2_u32.pow(17 - u32::try_from(i).expect("few")) % 11))
        .sum();
    match (12 - sum % 11) % 11 {
        10 => 'X',
        digit => char::from(b'0' + u8::try_from(digit).expect("a digit")),
    }
}

fn card(dice: &mut Dice) -> String {
    let length = [16, 19][dice.below(2) as usize];
    let body = format!("62{}", dice.digits(length - 3));
    let check = (0..10).find(|check| is_luhn(&format!("{body}{check}"))).expect("one of ten");
    format!("{body}{check}")
}

fn is_luhn(number: &str) -> bool {
    let one = |(i, c): (usize, char)| {
        let twice = c.to_digit(10).expect("a digit") * if i % 2 == 1 { 2 } else { 1 };
        if twice > 9 { twice - 9 } else { twice }
    };
    number.chars().rev().enumerate().map(one).sum::<u32>() % 10 == 0
}

/// First three signs and last two.
pub(crate) fn masked(number: &str) -> String {
    format!("{}{}{}", &number[..3], "*".repeat(number.len() - 5), &number[number.len() - 2..])
}

/// Ways in which people write numbers, beside the plain one.
pub(crate) const WAYS: usize = 8;

/// A number, written in one of these ways as Markdown.
pub(crate) fn written(number: &str, way: usize, kind: Kind) -> String {
    let (first, rest) = number.split_at(match kind {
        Kind::Citizen => 6,
        Kind::Mobile => 3,
        Kind::Card => 4,
    });
    let grouped = |by: char| match kind {
        Kind::Citizen => format!("{first}{by}{}{by}{}", &rest[..8], &rest[8..]),
        Kind::Mobile => format!("{first}{by}{}{by}{}", &rest[..4], &rest[4..]),
        Kind::Card => {
            number.as_bytes().chunks(4).map(|c| String::from_utf8_lossy(c)).collect::<Vec<_>>().join(&by.to_string())
        }
    };
    let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).expect("a full-width sign");
    match way {
        0 => number.to_owned(),
        1 => number.chars().map(wide).collect(),
        2 => grouped(' '),
        3 => grouped('-'),
        4 => format!("{first}\u{200B}{rest}"),
        5 => format!("{first}**{}**{}", &rest[..4], &rest[4..]),
        6 => format!("{first}<b>{}</b>{}", &rest[..4], &rest[4..]),
        _ => format!("{first}\u{FEFF}<!-- -->{rest}"),
    }
}

/// The kinds of what only looks like a number of somebody.
pub(crate) const ALIKE: usize = 14;

/// Something that is no number of a person.
pub(crate) fn alike(dice: &mut Dice, kind: usize) -> String {
    let (year, month, day) = (dice.within(2015, 2023), dice.within(1, 12), dice.within(1, 28));
    match kind {
        0 => format!("统一社会信用代码：{}", credit_code(dice)),
        1 => format!("索引号：{}/{year}-{}", credit_code(dice), dice.digits(5)),
        2 => format!("合计{}元", dice.digits(11).trim_start_matches('0')),
        3 => format!("{}.{}万元", dice.digits(9), dice.digits(6)),
        4 => {
            let parts: Vec<String> = (0..3).map(|_| dice.digits(3)).collect();
            format!("预算{},{}元", dice.within(1, 999), parts.join(","))
        }
        5 => format!("合同编号 {year}{month:02}{day:02}-{}-{}", dice.digits(4), dice.digits(3)),
        6 => format!("项目代码：{}-441423-04-01-{}", dice.digits(4), dice.digits(6)),
        7 => format!(
            "{year}-{month:02}-{day:02} 至 {}-{month:02}-{day:02}，{year}{month:02}{day:02}{}",
            year + 1,
            dice.digits(6)
        ),
        8 => format!("0753-{}、010-{}", dice.digits(7), dice.digits(8)),
        9 => format!("国办发〔{year}〕{}号，流水号{}", dice.within(1, 99), dice.digits(11)),
        10 => format!("{}{}", dice.digits(20), dice.digits(3)),
        // Numbers without a word beside them.
        11 => dice.digits(11),
        12 => {
            let length = [13, 15, 16, 18, 19][dice.below(5) as usize];
            dice.digits(length)
        }
        _ => format!("E{}.{} N{}.{}", dice.within(73, 135), dice.digits(8), dice.within(18, 53), dice.digits(8)),
    }
}

/// A unified credit code; every second one is all of digits, as those of offices nearly are.
pub(crate) fn credit_code(dice: &mut Dice) -> String {
    const SIGNS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let kind = dice.pick(&["11", "12", "51", "91", "92", "93"]);
    let mut code = format!("{kind}441423");
    let few = dice.below(2) == 0;
    for _ in 0..9 {
        let sign = dice.below(if few { 10 } else { 31 });
        code.push(char::from(SIGNS[sign as usize]));
    }
    let mut sum = 0;
    for (i, c) in code.bytes().enumerate() {
        let value = SIGNS.iter().position(|s| *s == c).expect("a sign");
        let weight = (0..i).fold(1, |w, _| w * 3 % 31);
        sum += value * weight;
    }
    code.push(char::from(SIGNS[(31 - sum % 31) % 31]));
    code
}

/// Whether a text holds, by chance, a number that keeps the rules of one of a person: judged by eleven, thirteen, or sixteen to
/// nineteen, signs that stand alone, and nothing else.
pub(crate) fn is_valid(text: &str) -> bool {
    let is_mobile =
        |word: &str| word.bytes().all(|b| b.is_ascii_digit()) && word.starts_with('1') && word.as_bytes()[1] > b'2';
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.into_iter().any(|word| {
        let digits = word.strip_suffix('X').unwrap_or(word);
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return false;
        }
        let is_day = |text: &str| {
            let (year, month, day) =
                (text[..4].parse().unwrap_or(0), text[4..6].parse().unwrap_or(0), text[6..].parse().unwrap_or(0));
            (1880..=2099).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
        };
        match word.len() {
            11 => is_mobile(word),
            // With the code of the country.
            13 => word.strip_prefix("86").is_some_and(is_mobile),
            18 if is_day(&word[6..14]) => word.ends_with(citizen_check(&word[..17])),
            16..=19 => digits.len() == word.len() && is_luhn(word),
            _ => false,
        }
    })
}
