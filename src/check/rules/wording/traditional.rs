//! `wording/traditional`: no traditional character stands in simplified text.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::check::account::{Rec, records};
use crate::check::prose::{self, unnamed, unquoted, untitled};
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::load::About;
use crate::load::parse::markdown;
use crate::model::{Page, Site, Source};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "wording/traditional",
    severity: Severity::Warning,
    what: ["简体文字里没有混进繁体字", "No traditional character stands in simplified text"],
    why: [
        "国家机关用规范汉字；混进的繁体字，检索不到，多半是从别处粘来的",
        "State organs use standard characters; a traditional one is not found by search, and was usually pasted",
    ],
    fails: Example::page("新建水圳700米，受益農戶待补充。"),
    passes: Example::page("新建水圳700米，受益农户待补充。碑文写作“豐年”。"),
    source: "《国家通用语言文字法》第九条",
    options: &[],
    check: Check::Site(check),
};

/// Characters that standard Chinese never uses, each before the one that it uses. Those that are also standard, in names
/// or in some meaning (乾, 瞭, 徵, 於, 藉, 昇), are not among them.
const PAIRS: &str = "國国學学會会個个們们這这為为來来對对時时說说開开關关門门問问間间長长電电車车東东見见馬马鳥鸟魚鱼\
    龍龙書书畫画圖图區区醫医員员產产業业農农經经濟济發发體体點点擴扩聯联網网頁页應应當当後后從从過过還还進进運运達达選选遠远\
    適适遲迟連连週周邊边機机構构權权條条極极標标樣样橋桥檢检樓楼義义務务勞劳動动勝胜報报場场塊块壩坝壯壮聲声處处備备復复夢梦\
    頭头寫写寧宁實实審审寶宝將将專专尋寻導导層层屬属歲岁島岛嶺岭幣币幫帮廠厂廣广廳厅張张強强彈弹徑径禦御憲宪懷怀態态慶庆戰战\
    戲戏戶户擇择擔担據据擬拟擁拥換换損损搶抢攜携敗败數数敵敌斷断無无舊旧晉晋暫暂術术樂乐歡欢殺杀氣气決决沒没況况淺浅測测湯汤\
    溝沟滅灭滿满漁渔潔洁澤泽濕湿灣湾災灾煙烟燈灯爭争爺爷牆墙獎奖獨独獲获現现環环異异療疗癒愈盡尽監监盤盘眾众確确碼码禮礼種种\
    稱称積积穩稳窮穷競竞筆笔節节範范築筑簡简糧粮紅红約约級级紀纪純纯紙纸納纳給给統统絕绝維维綜综綠绿緊紧線线練练組组細细終终\
    結结續续織织縣县總总績绩罰罚羅罗聖圣聞闻職职聽听膽胆臉脸臨临與与興兴舉举藝艺藥药蘇苏號号蟲虫衛卫裝装製制複复覺觉覽览觀观\
    規规視视親亲計计訂订認认討讨訓训記记設设許许訪访評评詞词試试詩诗話话該该詳详語语誤误請请論论諾诺講讲謝谢證证識识譯译議议\
    護护讀读變变讓让豐丰財财貨货責责貧贫費费資资賞赏質质購购賽赛贈赠贏赢趕赶踐践軍军軟软較较載载輕轻輛辆輪轮轉转辦办遺遗遷迁\
    鄉乡鄰邻釋释針针鋼钢錄录錢钱錯错鎮镇鏈链鐵铁閉闭陣阵陽阳陰阴際际陸陆隊队階阶隨随險险雙双難难雜杂離离雲云霧雾靈灵靜静響响\
    頂顶項项順顺須须預预領领頻频題题額额風风飛飞飯饭飲饮館馆駐驻驗验驚惊髒脏鮮鲜麗丽黃黄黨党齊齐齒齿龜龟臺台裡里鐘钟麼么幾几\
    樹树葉叶圍围萬万鬥斗淨净汙污壓压奪夺奮奋嚴严驅驱騎骑騰腾鳳凤鵬鹏鴨鸭雞鸡豬猪貓猫糞粪糾纠紋纹絲丝綱纲緣缘縮缩繳缴繼继纖纤\
    贊赞贍赡賬账賴赖趨趋躍跃輔辅輸输轄辖轟轰違违鄭郑鄧邓鉛铅銀银銅铜銷销鋪铺鍋锅鍛锻鎖锁閒闲闊阔隱隐韓韩";

/// Characters that are also standard, with the words in which they are not.
const IN_WORDS: [(char, char, &[&str]); 3] = [
    ('徵', '征', &["徵收", "徵地", "徵用", "徵求", "徵集", "徵兵", "徵文", "特徵", "象徵", "應徵", "应徵"]),
    (
        '於',
        '于',
        &[
            "於是", "關於", "位於", "由於", "基於", "對於", "对於", "屬於", "属於", "用於", "低於", "高於", "大於",
            "小於", "少於", "等於", "至於", "关於",
        ],
    ),
    ('乾', '干', &["乾淨", "乾净", "乾燥", "餅乾", "饼乾"]),
];

static STANDARD: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let chars: Vec<char> = PAIRS.chars().filter(|c| !c.is_whitespace()).collect();
    chars.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
});

/// A bit for each character of the block of Han, so that most text costs one look each.
static BITS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0; BLOCK / 64 + 1];
    for at in STANDARD.keys().filter_map(|c| place_of(*c)) {
        bits[at / 64] |= 1 << (at % 64);
    }
    bits
});

const FIRST: usize = 0x4e00;
const BLOCK: usize = 0x5200;

fn place_of(c: char) -> Option<usize> {
    (c as usize).checked_sub(FIRST).filter(|at| *at < BLOCK)
}

fn is_traditional(c: char) -> bool {
    place_of(c).is_some_and(|at| BITS[at / 64] & (1 << (at % 64)) != 0)
}

/// Whether a character may be traditional where it stands.
fn may_be(c: char) -> bool {
    is_traditional(c) || IN_WORDS.iter().any(|(old, ..)| *old == c)
}

/// What standard Chinese uses for the character at a place of a text, where that is none of its own.
fn standard(text: &str, at: usize, c: char) -> Option<char> {
    if is_traditional(c) {
        return STANDARD.get(&c).copied();
    }
    let (_, new, words) = IN_WORDS.iter().find(|(old, ..)| *old == c)?;
    let is_in = |word: &&&str| {
        let from = word.find(c).and_then(|before| at.checked_sub(before));
        from.and_then(|from| text.get(from..)).is_some_and(|rest| rest.starts_with(**word))
    };
    words.iter().find(is_in).map(|_| *new)
}

fn check(site: &Site) -> Vec<Finding> {
    let simplified: Vec<bool> = site.config.languages.iter().map(|tag| is_simplified(tag.as_str())).collect();
    let looked_at = |page: &&Page| simplified[page.language];
    let mut out: Vec<Finding> =
        site.pages.par_iter().filter(looked_at).flat_map_iter(|page| of_page(site, page)).collect();
    if simplified.first() == Some(&true) {
        let all: Vec<Rec<'_>> = records(site).collect();
        out.extend(all.par_iter().flat_map_iter(|rec| of_fields(*rec)).collect::<Vec<_>>());
    }
    out
}

fn is_simplified(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    (tag == "zh" || tag.starts_with("zh-"))
        && !["hant", "tw", "hk", "mo"].iter().any(|part| tag.split('-').any(|p| p == *part))
}

fn of_page(site: &Site, page: &Page) -> Vec<Finding> {
    let mut out = Vec::new();
    for (key, text) in [("title", &page.title), ("summary", &page.summary)] {
        if let Some((_, found)) = first(site, text).filter(|_| page.source.writes(key)) {
            out.push(told(&found, page.source.place(Some(key))));
        }
    }
    let Source::Markdown(file) = &page.source else { return out };
    let body = file.body();
    if !file.known.whether(About::Characters, || body.chars().any(may_be)) {
        return out;
    }
    for block in markdown::prose(body, |_| false) {
        if let Some((at, found)) = first(site, &block.text) {
            let place = block.source(&at, body).or_else(|| block.at(at.start).map(|at| at..at));
            out.push(told(&found, page.source.body_place(place.unwrap_or_default())));
        }
    }
    out
}

fn of_fields(rec: Rec<'_>) -> Vec<Finding> {
    prose::fields(rec)
        .into_iter()
        .filter_map(|(field, text)| Some(told(&first(rec.site, &text)?.1, rec.place_of(Some(field)))))
        .collect()
}

/// Traditional characters of a text, each once, with their standard forms.
type Found = Vec<(char, char)>;

/// Where the first of them stands, and all of them.
fn first(site: &Site, text: &str) -> Option<(Range<usize>, Found)> {
    if !text.chars().any(may_be) {
        return None;
    }
    // What is quoted, and what things are called, is as it is.
    let own = unnamed(&untitled(&unquoted(text)), site.config.names.iter().map(String::as_str));
    let mut found: Found = Vec::new();
    let mut place = None;
    for (at, c) in own.char_indices() {
        let Some(standard) = standard(&own, at, c) else { continue };
        place = place.or(Some(at..at + c.len_utf8()));
        if !found.contains(&(c, standard)) {
            found.push((c, standard));
        }
    }
    place.map(|place| (place, found))
}

fn told(found: &Found, place: Place) -> Finding {
    let old: String = found.iter().map(|(old, _)| *old).collect();
    let new: String = found.iter().map(|(_, new)| *new).collect();
    let message = text!("简体文字里混进了繁体字“{old}”", "traditional characters stand in simplified text: `{old}`");
    Finding::Wrong(Diagnostic::warning(RULE.name, message).at(place).help(text!(
        "改成“{new}”；引原文的放进引号，专名写进 site.yaml 的 names",
        "write `{new}`; put words of the source in quotation marks, and list names under `names` in site.yaml"
    )))
}

#[cfg(test)]
mod tests {
    use super::{IN_WORDS, PAIRS, STANDARD, is_simplified, is_traditional, standard};

    #[test]
    fn the_list_is_sound() {
        let chars: Vec<char> = PAIRS.chars().filter(|c| !c.is_whitespace()).collect();
        assert_eq!(chars.len() % 2, 0);
        assert_eq!(STANDARD.len(), chars.len() / 2, "each once");
        for (old, new) in STANDARD.iter() {
            assert!(is_traditional(*old) && !is_traditional(*new), "{old} {new}");
            assert!(!STANDARD.contains_key(new), "{new} is standard");
        }
        assert!(!"乾隆瞭望徵羽於藉昇".chars().any(is_traditional), "also standard");
        for (old, new, words) in IN_WORDS {
            assert!(
                !is_traditional(old) && !is_traditional(new) && words.iter().all(|word| word.contains(old)),
                "{old}"
            );
        }
    }

    #[test]
    fn what_is_standard_in_other_words() {
        let found = |text: &str| text.char_indices().filter_map(|(at, c)| standard(text, at, c)).collect::<String>();
        for (text, new) in [
            ("客家圍屋", "围"),
            ("萬亩", "万"),
            ("鬥门", "斗"),
            ("徵收土地", "征"),
            ("於是修渠", "于"),
            ("乾净", "干"),
            ("汙染", "污"),
            ("面积不低於", "于"),
            ("农业特徵", "征"),
        ] {
            assert_eq!(found(text), new, "{text}");
        }
        for fine in ["乾隆年间，乾县，乾坤", "宫商角徵羽，魏徵", "於先生", "围屋、万亩、斗门、征收、于是、干净、污染"]
        {
            assert_eq!(found(fine), "", "{fine}");
        }
    }

    #[test]
    fn languages() {
        assert!(["zh-CN", "zh", "zh-Hans"].into_iter().all(is_simplified));
        assert!(!["zh-Hant", "zh-TW", "en", "ja"].into_iter().any(is_simplified));
    }
}
