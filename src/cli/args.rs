//! What can be typed. The same flags mean the same everywhere.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};
use clap_complete::Shell;

use super::init::HOST_WORDS;
use super::session::Format;
use crate::diagnostic::Locale;
use crate::model::BaseUrl;
use crate::value::{Moment, Period, Zone};

/// The whole command line, with its help in a language.
pub(super) fn command(locale: Locale) -> Command {
    let t = |zh: &'static str, en: &'static str| if locale == Locale::Zh { zh } else { en };
    let folder = |command: Command| {
        command.arg(
            Arg::new("root")
                .long("root")
                .short('r')
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .default_value(".")
                .help(t("站点文件夹", "the site's folder")),
        )
    };
    let url = t(
        "写成 https://example.cn/ 或 https://example.cn/gd/town/",
        "write https://example.cn/ or https://example.cn/gd/town/",
    );
    let date = t(
        "写成 2023-08-31 或 2023-08-31T18:00:00+08:00，而且要有这一天，不晚于 9999-12-30",
        "write 2023-08-31 or 2023-08-31T18:00:00+08:00, a day that there is, up to 9999-12-30",
    );
    let week = t(
        "写成 2023-W30（年和 ISO 周数），而且那一年要有这一周",
        "write 2023-W30 (year and ISO week), a week that the year has",
    );
    let month = t("写成 2023-07", "write 2023-07");
    let site = |command: Command| {
        folder(command)
            .arg(
                Arg::new("base-url")
                    .long("base-url")
                    .short('u')
                    .value_name("URL")
                    .value_parser(move |word: &str| known(word, BaseUrl::parse(word).is_some(), url))
                    .help(t("将来的网址，含路径", "where it will be served, path included")),
            )
            .arg(
                Arg::new("as-of")
                    .long("as-of")
                    .value_name("DATE")
                    .value_parser(move |word: &str| known(word, Moment::parse(word, &Zone::utc()).is_ok(), date))
                    .help(t(
                        "以哪一刻为准：日期（到当天末）或 RFC 3339",
                        "the moment that counts: a date (its end) or RFC 3339",
                    )),
            )
            .arg(
                Arg::new("drafts")
                    .long("drafts")
                    .action(ArgAction::SetTrue)
                    .help(t("连草稿和未到公开时间的页面一起", "drafts and embargoed pages too")),
            )
    };
    let output = |command: Command| {
        command
            .arg(
                Arg::new("output")
                    .long("output")
                    .short('o')
                    .value_name("DIR")
                    .value_parser(value_parser!(PathBuf))
                    .help(t(
                        "输出文件夹（默认是站点下的 public）",
                        "the output folder (default: public in the site's folder)",
                    )),
            )
            .arg(
                Arg::new("relative")
                    .long("relative")
                    .action(ArgAction::SetTrue)
                    .help(t("用相对地址，可以从文件夹直接打开", "relative addresses, to be opened from a folder")),
            )
    };
    let judged = |command: Command| {
        command
            .arg(
                Arg::new("strict")
                    .long("strict")
                    .action(ArgAction::SetTrue)
                    .help(t("有警告也算失败", "warnings fail too")),
            )
            .arg(
                Arg::new("format")
                    .long("format")
                    .value_name("FORMAT")
                    .value_parser(Format::WORDS)
                    .default_value("human")
                    .help(t(
                        "结果的写法；sarif 和 github 给代码平台用",
                        "how results are written; sarif and github are for code hosts",
                    )),
            )
    };
    let live = |command: Command| {
        command.arg(
            Arg::new("poll")
                .long("poll")
                .action(ArgAction::SetTrue)
                .help(t("定时查看文件，用于网络盘", "look at files regularly, for network drives")),
        )
    };
    let english = locale == Locale::En;
    let mut all = Command::new("mingbai")
        .version(env!("CARGO_PKG_VERSION"))
        .about(t("明白：政务公开的静态网站生成器", "Mingbai: a static site generator for public disclosure"))
        .after_help(t(
            "例：\n  mingbai serve            预览当前文件夹的站点\n  mingbai build --strict   生成站点，有警告也算失败",
            "Examples:\n  mingbai serve            preview the site of this folder\n  mingbai build --strict   build it, and fail on warnings",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .arg(Arg::new("locale").long("locale").global(true).value_name("TAG").value_parser(["zh-CN", "en"]).help(t("消息的语言", "language of messages")))
        .arg(Arg::new("color").long("color").global(true).value_name("WHEN").value_parser(["auto", "always", "never"]).default_value("auto").help(t("何时用颜色", "when to use colour")))
        .arg(Arg::new("quiet").long("quiet").short('q').global(true).action(ArgAction::SetTrue).help(t("只报告问题", "report problems only")))
        .arg(Arg::new("verbose").long("verbose").short('v').global(true).action(ArgAction::Count).help(t("多说一些：各阶段用时", "say more: the time of each stage")))
        .subcommand(judged(output(site(Command::new("build").about(t("生成站点", "build the site"))))))
        .subcommand(judged(site(
            Command::new("check")
                .about(t("检查站点，不写任何文件", "check the site without writing anything"))
                .arg(Arg::new("fix").long("fix").action(ArgAction::SetTrue).help(t("给账目页里只同一个数相符的数写上链接", "bind numbers of accounts that agree with exactly one figure")))
                .arg(Arg::new("list").long("list").action(ArgAction::SetTrue).help(t("列出规则，按这个站点的设置", "list the rules, as the site has set them")))
                .arg(Arg::new("all").long("all").action(ArgAction::SetTrue).requires("list").help(t("连还没有的规则一起列出", "those that are not there yet too")))
                .arg(Arg::new("external").long("external").action(ArgAction::SetTrue).help(t("上网去问外部链接打不打得开（用 curl）", "ask on the network whether links out of the site answer (by curl)")))
                .arg(Arg::new("inspect").long("inspect").action(ArgAction::SetTrue).conflicts_with_all(["fix", "list", "only", "skip"]).help(t("按国办检查指标自查：单项否决、扣分、这一周要做的", "judge the site as the official inspection does, and say what to do this week")))
                .arg(Arg::new("report").long("report").value_name("FILE").value_parser(value_parser!(PathBuf)).conflicts_with_all(["fix", "list", "inspect"]).help(t("再写一份自查报告（Markdown）；- 是标准输出", "write a self-check report too (Markdown); - is the standard output")))
                .arg(Arg::new("only").long("only").action(ArgAction::Append).value_name("RULES").value_delimiter(',').help(t("只说这些规则的结果：名称、类名或编号，例如 link,content/date,C01", "tell of these rules only, by name, family or number, such as link,content/date,C01")))
                .arg(Arg::new("skip").long("skip").action(ArgAction::Append).value_name("RULES").value_delimiter(',').help(t("不说这些规则的结果", "do not tell of these rules")))
                .arg(Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).requires("fix").help(t("只显示 --fix 会改什么", "only show what --fix would change"))),
        )))
        // Drafts are for whoever looks at the preview: nothing that is written has them unasked.
        .subcommand(live(output(site(
            Command::new("serve")
                .about(t("预览站点，保存即刷新", "preview the site, reloading on every save"))
                .arg(Arg::new("port").long("port").short('p').value_name("PORT").value_parser(value_parser!(u16)).default_value("4000").help(t("端口；占用时用下一个", "port; the next free one if it is taken")))
                .arg(Arg::new("host").long("host").value_name("ADDRESS").value_parser(value_parser!(std::net::IpAddr)).default_value("127.0.0.1").help(t("监听的地址", "address to listen on")))
                .arg(Arg::new("open").long("open").action(ArgAction::SetTrue).help(t("打开浏览器", "open the browser"))),
        ))).mut_arg("output", |a| a.conflicts_with("drafts")))
        .subcommand(live(judged(output(site(Command::new("watch").about(t("保存即重新生成", "rebuild on every save")))))))
        .subcommand(
            Command::new("init")
                .about(t("新建一个站点", "make a new site"))
                .arg(Arg::new("dir").value_name("DIR").value_parser(value_parser!(PathBuf)).required(true).help(t("新站点的文件夹", "the new site's folder")))
                .arg(Arg::new("host").long("host").value_name("HOST").value_parser(HOST_WORDS).help(t("再写出发布到那里要用的文件；已经有的站点只加这些", "the files by which it is published there too; of a site that exists, only these"))),
        )
        .subcommand(
            folder(Command::new("new").about(t("新建一条记录", "make a new record")))
                .arg(Arg::new("collection").value_name("COLLECTION").required(true).help(t("集合的名称或标题", "name or title of the collection")))
                .arg(Arg::new("id").value_name("ID").required(true).help(t("编号：不再更改的短名，例如 xin-jiao-xue-lou", "its id: a short name that will never change, such as new-school")))
                .arg(Arg::new("title").long("title").short('t').value_name("TITLE").help(t("标题", "its title"))),
        )
        .subcommand(
            folder(Command::new("schema").about(t("写出 JSON Schema，让编辑器边写边提示、边检查", "write JSON Schemas, so that editors complete and check")))
                .arg(Arg::new("collection").value_name("COLLECTION").num_args(0..).help(t("只要这些集合", "of these collections only")))
                .arg(Arg::new("output").long("output").short('o').value_name("DIR").value_parser(value_parser!(PathBuf)).help(t("写到哪个文件夹（默认是站点的文件夹）", "the folder to write to (default: the site's folder)")))
                .arg(Arg::new("stdout").long("stdout").action(ArgAction::SetTrue).conflicts_with("output").help(t("写到标准输出", "write to the standard output")))
                .arg(Arg::new("workbook").long("workbook").value_name("FILE").value_parser(value_parser!(PathBuf)).conflicts_with_all(["output", "stdout"]).help(t("改为写一个空台账（.xlsx），每个集合一张表", "write an empty workbook (.xlsx) instead, with a sheet for each collection"))),
        )
        .subcommand(
            site(Command::new("list").about(t("列出页面", "list the pages")))
                .arg(Arg::new("hidden").long("hidden").action(ArgAction::SetTrue).help(t("列出没有公开的页面和原因", "list the pages that are left out, and why")))
                .arg(Arg::new("external").long("external").action(ArgAction::SetTrue).conflicts_with("hidden").help(t("列出外部链接和它们所在的页面", "list the links out of the site, and where they stand")))
                .arg(Arg::new("format").long("format").value_name("FORMAT").value_parser(["human", "json"]).default_value("human").help(t("结果的写法", "how results are written"))),
        )
        .subcommand(
            site(Command::new("bulletin").about(t("写出一周或一月的通报，纯文本，可以贴到别处", "write the bulletin of a week or a month as plain text, to paste elsewhere")))
                .arg(Arg::new("week").long("week").value_name("WEEK").conflicts_with("month").value_parser(move |word: &str| period(word, true, week)).help(t("哪一周，例如 2023-W30（默认：已经过完的最近一周）", "the week, such as 2023-W30 (default: the last one that is over)")))
                .arg(Arg::new("month").long("month").value_name("MONTH").value_parser(move |word: &str| period(word, false, month)).help(t("哪一月，例如 2023-07", "the month, such as 2023-07")))
                .arg(Arg::new("format").long("format").value_name("FORMAT").value_parser(["human", "json"]).default_value("human").help(t("结果的写法", "how results are written"))),
        )
        .subcommand(
            Command::new("explain")
                .about(t("解释一条规则；写类名就列出这一类，什么也不写就列出全部", "explain a rule, or list those of a family, or all"))
                .arg(Arg::new("rule").value_name("NAME").help(t("规则的名称、类名或编号，例如 link/internal、link、C26", "name, family or number of the rule, such as link/internal, link or C26"))),
        )
        .subcommand(
            Command::new("completions")
                .about(t("输出命令补全脚本", "write a completion script"))
                .arg(Arg::new("shell").value_name("SHELL").value_parser(value_parser!(Shell)).required(true).help(t("命令解释器", "the shell"))),
        );
    if !english {
        all = chinese(all);
    }
    all
}

/// A word as it was typed, if it can be understood; else how to write it.
fn known(word: &str, good: bool, form: &'static str) -> Result<String, &'static str> {
    if good { Ok(word.to_owned()) } else { Err(form) }
}

/// A week or a month.
fn period(word: &str, week: bool, form: &'static str) -> Result<Period, &'static str> {
    Period::parse(word).filter(|p| p.is_week() == week).ok_or(form)
}

/// Flags may stand before the command too (`mingbai --root X build`): they are taken as if they stood after it, so that
/// each command goes on refusing what it has no use for.
pub(super) fn flags_after(command: &Command, arguments: Vec<OsString>) -> Vec<OsString> {
    let all = || command.get_subcommands().flat_map(Command::get_arguments).chain(command.get_arguments());
    let long = |name: &str| all().any(|a| a.get_long() == Some(name) && a.get_action().takes_values());
    let short = |name: char| all().any(|a| a.get_short() == Some(name) && a.get_action().takes_values());
    let mut at = 1;
    while let Some(word) = arguments.get(at).and_then(|word| word.to_str()) {
        let has_value = match word.strip_prefix('-') {
            None if command.find_subcommand(word).is_some() => {
                let mut moved = arguments;
                moved[1..=at].rotate_right(1);
                return moved;
            }
            None | Some("" | "-" | "V" | "-version") => break,
            Some(flags) => match flags.strip_prefix('-') {
                Some(name) => long(name),
                // The first one with a value takes the rest of the word, or the next word.
                None => flags.chars().position(short).is_some_and(|n| n + 1 == flags.chars().count()),
            },
        };
        at += if has_value { 2 } else { 1 };
    }
    arguments
}

/// Clap's own words in Chinese.
fn chinese(command: Command) -> Command {
    const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let mut command =
        words(command.subcommand_help_heading("命令").subcommand_value_name("命令").help_template(TEMPLATE))
            .disable_version_flag(true)
            .arg(Arg::new("version").long("version").short('V').action(ArgAction::Version).help("显示版本"));
    for name in names {
        command = command.mut_subcommand(name, |c| words(c.help_template(TEMPLATE)));
    }
    command
}

fn words(command: Command) -> Command {
    command
        .disable_help_flag(true)
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "参数" } else { "选项" };
            arg.help_heading(heading)
        })
        .arg(Arg::new("help").long("help").short('h').action(ArgAction::Help).help("显示帮助").help_heading("选项"))
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use crate::diagnostic::Locale;

    #[test]
    fn flags_before_the_command_count_as_after_it() {
        let command = super::command(Locale::En);
        for (typed, meant) in [
            ("m --root build build -v", "m build --root build -v"),
            ("m -v -r x check", "m check -v -r x"),
            ("m -rx -vr y --root=z list", "m list -rx -vr y --root=z"),
            ("m build --root x", "m build --root x"),
            ("m --version build", "m --version build"),
            ("m --root", "m --root"),
            ("m biuld check", "m biuld check"),
        ] {
            let words = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
            assert_eq!(super::flags_after(&command, words(typed)), words(meant));
        }
    }

    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        super::command(Locale::Zh).debug_assert();
        super::command(Locale::En).debug_assert();
    }
}
