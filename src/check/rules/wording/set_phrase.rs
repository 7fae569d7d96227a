//! `wording/set-phrase`: fixed phrases stand whole.

use std::ops::Range;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::check::account::{Rec, records};
use crate::check::phrases::{Phrases, Wrong, broken, is_phrase, phrases};
use crate::check::prose;
use crate::check::rule::{Check, Example, Finding, Opt, Rule};
use crate::check::slips::slips;
use crate::diagnostic::{Diagnostic, Place, Severity, SourceText, Text};
use crate::load::parse::yaml::Step;
use crate::model::{Page, Site, Source};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "wording/set-phrase",
    severity: Severity::Error,
    what: ["固定提法完整，不缺字、错字，不夹字母", "Set phrases stand whole, with nothing missing or miswritten and no letter inside"],
    why: ["提法残缺属于严重表述错误，检查时一票否决", "A broken set phrase is a veto item in inspections"],
    fails: Example::page("以A新时代中国特色社会主义思想为指导"),
    passes: Example::page("以习近平新时代中国特色社会主义思想为指导"),
    source: "《政府网站与政务新媒体检查指标》单项否决：严重表述错误（国办秘函〔2019〕19号）",
    options: &[Opt::words(
        "phrases",
        PHRASES,
        [
            "提法，写成“认得出它的部分=全文”；同一部分写几次，几种全文都算对；只写全文的，缺末一个字时查出来",
            "Phrases, as `a part by which it is known=the whole`; several wholes of one part are all right; of a whole alone, its last character is missed",
        ],
    )
    .but(no_phrase)],
    check: Check::Site(check),
};

const PHRASES: &[&str] = &[
    "时代中国特色社会主义思想=习近平新时代中国特色社会主义思想",
    "习近平新时代中国特色社会主义=习近平新时代中国特色社会主义思想",
    "习近平新时代中国特色社会主义=习近平新时代中国特色社会主义经济思想",
    "习近平新时代中国特色社会主义=习近平新时代中国特色社会主义外交思想",
    "习近平新时代中国特色社会主义=习近平新时代中国特色社会主义法治思想",
    "百县千镇万村高质量=百县千镇万村高质量发展工程",
    "百县千镇万村高质量=百县千镇万村高质量发展",
    "青山就是金山银山=绿水青山就是金山银山",
    "绿水青山就是金=绿水青山就是金山银山",
    "中华民族伟大复=中华民族伟大复兴",
    "铸牢中华民族共同体=铸牢中华民族共同体意识",
    "全面建设社会主义现代化=全面建设社会主义现代化国家",
    "全面建设社会主义现代化=全面建设社会主义现代化强国",
    "社会主义核心价值=社会主义核心价值观",
    "社会主义核心价值=社会主义核心价值体系",
    "人类命运共同=人类命运共同体",
    "毛泽东思=毛泽东思想",
    "邓小平理=邓小平理论",
];

fn no_phrase(word: &str, _: &[&str]) -> Option<(Text, Text)> {
    let what = || {
        (
            text!("提法“{word}”认不出来", "the phrase `{word}` cannot be known"),
            text!(
                "写成“部分=全文”，部分至少两个字，在全文里找得到；或只写全文，至少三个字",
                "write `part=whole`, where the part stands in the whole and has two characters or more; or the whole alone, of three or more"
            ),
        )
    };
    (!is_phrase(word)).then(what)
}

fn check(site: &Site) -> Vec<Finding> {
    let words = RULE.words(site, "phrases");
    let phrases = phrases(&words);
    let mut findings: Vec<Finding> = site.pages.par_iter().flat_map_iter(|at| page(&phrases, at)).collect();
    let rows: Vec<Rec<'_>> = records(site).filter(|rec| matches!(rec.here().source, Source::Row(..))).collect();
    let of_row = |rec: &Rec<'_>| {
        let title = ("title", rec.here().title.clone());
        let mut out = Vec::new();
        for (field, text) in prose::fields(*rec).into_iter().chain([title]) {
            out.extend(wrong(&phrases, &text).into_iter().map(|(_, wrong)| told(&wrong, rec.place_of(Some(field)))));
        }
        out
    };
    findings.extend(rows.par_iter().flat_map_iter(of_row).collect::<Vec<_>>());
    findings
}

fn page(phrases: &Phrases<'_>, page: &Page) -> Vec<Finding> {
    // Every entry of a YAML file would search the same text: the first one does.
    let text = match &page.source {
        Source::Markdown(file) => &file.front.text,
        Source::Yaml(yaml, at) if is_first(at) => &yaml.text,
        _ => return Vec::new(),
    };
    let source = SourceText { path: page.source.path(), text };
    wrong(phrases, text).into_iter().map(|(at, wrong)| told(&wrong, source.place(at))).collect()
}

/// What is broken, and what is miswritten in the phrases and names that everybody knows.
fn wrong(phrases: &Phrases<'_>, text: &str) -> Vec<(Range<usize>, Wrong)> {
    let mut out = broken(phrases, text);
    out.extend(slips(text, &out));
    out
}

fn is_first(at: &[Step]) -> bool {
    matches!(at, [] | [Step::Index(0)])
}

fn told(wrong: &Wrong, place: Place) -> Finding {
    let message = match wrong {
        Wrong::Missing(whole) => {
            text!("固定提法不完整，应为“{whole}”", "a set phrase is incomplete; it should be `{whole}`")
        }
        Wrong::Mixed(whole) => text!(
            "固定提法里夹了别的字符，应为“{whole}”",
            "something else stands in a set phrase; it should be `{whole}`"
        ),
        Wrong::Changed(whole) => {
            text!("固定提法写错了，应为“{whole}”", "a set phrase is miswritten; it should be `{whole}`")
        }
    };
    Finding::Wrong(
        Diagnostic::error(RULE.name, message)
            .at(place)
            .help(text!("核对原文，写全提法", "check the source and write the whole phrase")),
    )
}

#[cfg(test)]
mod tests {
    use super::{PHRASES, Wrong, broken, phrases};

    fn wrong(text: &str) -> Vec<Wrong> {
        broken(&phrases(PHRASES), text).into_iter().map(|(_, wrong)| wrong).collect()
    }

    #[test]
    fn what_is_whole_is_let_be() {
        for fine in [
            "以习近平新时代中国特色社会主义思想为指导",
            "以**习近平**新时代\n  中国特色社会主义思想为指导",
            "> 习近平新时代中国\n> 特色社会主义思想",
            "践行社会主义核心价值体系和社会主义核心价值观",
            "全面建设社会主义现代化强国",
            "新时代的农村，绿水青山都在",
            // Short for them, and said so by those who say them.
            "习近平总书记在广东考察",
            "坚持和发展新时代中国特色社会主义",
            "习近平新时代中国特色社会主义经济思想",
            "学习习近平新时代中国特色社会主义思想主题教育",
            "习近平新时代中国特色社会主义[思想](/x)",
            "习近平强军思想、习近平法治思想、习近平生态文明思想",
            "绿水青山不仅是金山银山，也是健康的保障",
            "绿水青山也是金山银山",
            "让绿水青山变成金山银山",
            "既要绿水青山，也要金山银山",
            "绿水青山和金山银山",
            "绿水青山就是最好的家底",
            "冰天雪地也是金山银山",
            "好生态就是金山银山",
            "增强中华民族共同体意识",
            "中华民族的伟大复兴",
            "中华民族复兴",
            "全面建设社会主义现代化四川",
            "建设社会主义文化强国",
            "全面建设社会主义文化强国",
            "全面建设社会主义工业化国家",
            "全面建设现代化国家",
            "全面建设社会主义国家",
            "百千万工程",
            "推动百县千镇万村高质量发展取得新成效",
            "用习近平新时代中国特色社会主义思想想问题、作决策",
            "坚持毛泽东思想、邓小平理论",
            "百县千镇万村都在做",
        ] {
            assert_eq!(wrong(fine), [], "{fine}");
        }
    }

    #[test]
    fn what_is_broken_is_told_once() {
        let whole = || "习近平新时代中国特色社会主义思想".to_owned();
        assert_eq!(wrong("以A新时代中国特色社会主义思想"), [Wrong::Missing(whole())]);
        assert_eq!(wrong("习近平A新时代中国特色社会主义思想"), [Wrong::Mixed(whole())]);
        assert_eq!(wrong("习近平新时代中o国特色社会主义思想"), [Wrong::Mixed(whole())]);
        assert_eq!(wrong("习近平新时代中国 特色社会主义思想"), [Wrong::Mixed(whole())]);
        assert_eq!(wrong("推进百县千镇万村高质量工程"), [Wrong::Missing("百县千镇万村高质量发展工程".to_owned())]);
        assert_eq!(wrong("绿水青山就是A金山银山").len(), 1);
        let missing = |whole: &str| [Wrong::Missing(whole.to_owned())];
        let changed = |whole: &str| [Wrong::Changed(whole.to_owned())];
        for text in [
            "以习近平新时代特色社会主义思想为指导",
            "以习近平新时代社会主义思想为指导",
            "以习近平新时代中国特色思想为指导",
            "以习近平新时代中国社会主义思想为指导",
            "以习近平新**时代\n中国特色**主义思想为指导",
            "学习习近平新时代中国特色社会主义。",
            "学习习近平新时代中国特色社会主义理论",
            "以习近平新时代中国特色社会主义思思想为指导",
        ] {
            assert_eq!(wrong(text), missing(&whole()), "{text}");
        }
        for text in [
            "习近平新时代中国特设社会主义思想",
            "习近平新时代中国特色社会注意思想",
            "习近平新时代中国中国特色社会主义思想",
        ] {
            assert_eq!(wrong(text), changed(&whole()), "{text}");
        }
        for text in ["习近平时代中国特色社会主义思想", "时代中国特色社会主义思想"] {
            assert_eq!(wrong(text), missing(&whole()), "{text}");
        }
        for text in ["以习近平新时代中国特色社会主义思想想为指导", "习近平新时代中国特色社会主义思想想。"]
        {
            assert_eq!(wrong(text), changed(&whole()), "{text}");
        }
        assert_eq!(wrong("百县千村万镇高质量发展工程"), changed("百县千镇万村高质量发展工程"));
        assert_eq!(wrong("绿水青山就是银山金山"), changed("绿水青山就是金山银山"));
        assert_eq!(wrong("习进平新时代中国特色社会主义思想"), missing(&whole()));
        for text in ["绿水青山是金山银山", "绿水青山就金山银山", "青山就是金山银山"] {
            assert_eq!(wrong(text), missing("绿水青山就是金山银山"), "{text}");
        }
        assert_eq!(wrong("绿水青山就是是金山银山"), changed("绿水青山就是金山银山"));
        assert_eq!(wrong("铸牢中华民族共同意识"), missing("铸牢中华民族共同体意识"));
        assert_eq!(wrong("全面建设社会主义现代国家"), missing("全面建设社会主义现代化国家"));
        assert_eq!(wrong("全面建设社会主义现代化。"), missing("全面建设社会主义现代化国家"));
        assert_eq!(wrong("百县千镇村高质量发展工程"), missing("百县千镇万村高质量发展工程"));
    }

    #[test]
    fn a_site_adds_its_own() {
        let of_site = phrases(&["党建引领基层治理", "三资=三资管理"]);
        let found = |text| broken(&of_site, text).len();
        assert_eq!(
            [found("党建引领基层治，"), found("党建引领基层治理"), found("三资公开"), found("三资管理")],
            [1, 0, 1, 0]
        );
        let of_site = phrases(&["党建引领基层社会治理现代化"]);
        let found = |text| broken(&of_site, text).len();
        assert_eq!([found("党建引领社会治理现代化"), found("党建引领基层社会治理现代化")], [1, 0]);
    }
}
