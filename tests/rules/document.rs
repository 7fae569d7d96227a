//! The pages of all rules, `docs/checks.md` and `docs/checks.en.md`, made from the registry.

use std::fmt::Write as _;

use mingbai::check::{Example, PLANNED, RULES, Rule, family};
use mingbai::diagnostic::{Locale, Severity};
use mingbai::model::{Opt, Setting};

/// Families in words, in their order.
const FAMILIES: &[(&str, &str, &str)] = &[
    ("access", "好不好打开", "Access"),
    ("catalogue", "公开目录", "Catalogue"),
    ("commitment", "承诺", "Commitments"),
    ("content", "内容文件", "Content files"),
    ("data", "记录和台账", "Records and ledgers"),
    ("figure", "数字", "Figures"),
    ("freshness", "更新", "Freshness"),
    ("ledger", "底账", "Ledger"),
    ("link", "链接和附件", "Links and attachments"),
    ("meta", "网页标签", "Page tags"),
    ("privacy", "个人信息", "Personal information"),
    ("project", "项目", "Projects"),
    ("publish", "发布", "Publishing"),
    ("reconcile", "核对", "Reconciliation"),
    ("report", "年度报告", "Annual report"),
    ("template", "模板", "Templates"),
    ("wording", "文字", "Wording"),
];

/// The page in a language.
pub(crate) fn page(locale: Locale) -> String {
    let zh = locale == Locale::Zh;
    let pick = |texts: [&'static str; 2]| texts[usize::from(!zh)];
    let mut out = String::new();
    out.push_str(pick([
        "# 检查规则\n\n这一页由规则的登记表生成，`mingbai explain 规则` 打印同样的内容。英文版：[checks.en.md](checks.en.md)。\n\n\
         级别和选项写在 `site.yaml` 的 `checks` 里，豁免写在 `waivers` 里：见 [formats.md](formats.md)。\
         每条规则有两个小站点作例子，一个不通过，一个通过；它们就是规则的测试。例子里没有写的必填字段，当作已经填好。\n",
        "# Rules\n\nMade from the registry of rules; `mingbai explain RULE` prints the same. In Chinese: [checks.md](checks.md).\n\n\
         Severities and options are set under `checks` in `site.yaml`, waivers under `waivers`: see [formats.md](formats.md). \
         Each rule has two small sites as examples, one that fails and one that passes; they are its tests. Required fields \
         that an example leaves out are taken to be filled in.\n",
    ]));
    let mut last = "";
    for rule in RULES {
        let name = family(rule.name);
        if name != last {
            let words = FAMILIES.iter().find(|(family, ..)| *family == name).map(|(_, a, b)| pick([*a, *b]));
            let words = words.unwrap_or_else(|| panic!("the family {name} has a title"));
            let _ = writeln!(out, "\n## {words} `{name}/*`");
            last = name;
        }
        rule_text(&mut out, rule, locale);
    }
    out.push_str(pick([
        "\n## 还没有规则的要求\n\n编号是需求清单里的。没有规则，不等于没有问题：要人来看。\n\n| 编号 | 要求 | 为什么还没有 |\n|---|---|---|\n",
        "\n## Requirements without a rule\n\nBy their numbers in the lists of requirements. No rule does not mean no problem: somebody has to look.\n\n| number | requirement | why there is none |\n|---|---|---|\n",
    ]));
    for planned in PLANNED {
        let _ = writeln!(out, "| {} | {} | {} |", planned.number, pick(planned.what), pick(planned.why));
    }
    out
}

fn rule_text(out: &mut String, rule: &Rule, locale: Locale) {
    let zh = locale == Locale::Zh;
    let pick = |texts: [&'static str; 2]| texts[usize::from(!zh)];
    let severity = match (rule.severity, zh) {
        (Severity::Error, true) => "错误",
        (Severity::Warning, true) => "警告",
        (Severity::Note, true) => "提示",
        (severity, false) => severity.word(),
    };
    let fixed = if rule.is_essential() {
        pick(["，不能改、不能豁免", ", which no site can change or waive"])
    } else {
        ""
    };
    let stop = pick(["。", "."]);
    let _ = writeln!(
        out,
        "\n### `{}`\n\n{}{stop}{}{}{stop}\n",
        rule.name,
        pick(rule.what),
        pick(["", " "]),
        pick(rule.why)
    );
    let _ = writeln!(out, "- {}{severity}{fixed}", pick(["级别：", "Severity: "]));
    let _ = writeln!(out, "- {}{}", pick(["依据：", "Source: "]), rule.source);
    for option in rule.options {
        option_text(out, option, zh);
    }
    for (head, example) in [(pick(["不通过：", "Fails:"]), &rule.fails), (pick(["通过：", "Passes:"]), &rule.passes)]
    {
        let _ = writeln!(out, "\n{head}");
        example_text(out, example, locale);
    }
}

fn option_text(out: &mut String, option: &Opt, zh: bool) {
    let default = match option.default {
        Setting::Days(n) if zh => format!("{n}天"),
        Setting::Days(n) => format!("{n} days"),
        Setting::WorkingDays(n) if zh => format!("{n}个工作日"),
        Setting::WorkingDays(n) => format!("{n} working days"),
        Setting::Count(n) | Setting::DayOfYear(n) => n.to_string(),
        Setting::Words(words) if zh => format!("{}个词，站点可以增加", words.len()),
        Setting::Words(words) => format!("{} words, to which a site adds", words.len()),
    };
    let (name, what) = (option.name, option.what[usize::from(!zh)]);
    let _ = if zh {
        writeln!(out, "- 选项 `{name}`：{what}（默认{default}）")
    } else {
        writeln!(out, "- Option `{name}`: {what} (default: {default})")
    };
}

fn example_text(out: &mut String, example: &Example, locale: Locale) {
    for (path, text) in example.printed(locale) {
        let Some(path) = path else {
            let _ = writeln!(out, "\n> {text}");
            continue;
        };
        // A fence is longer than any that stands in what it holds.
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        let end = if text.ends_with('\n') { "" } else { "\n" };
        let _ = writeln!(out, "\n`{path}`\n\n{fence}text\n{text}{end}{fence}");
    }
}
