//! Slips of the pen in set phrases and in the names that stand in them: one character lost, twice there, swapped with its
//! neighbour, or another one that sounds or looks like it. Only what no other words can be is told.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::phrases::Wrong;

/// Phrases as they should be. Quotation marks in them are read over. Within brackets any other character is a slip, since no
/// other words are so like the phrase.
const PHRASES: &str = "\
习(近平)总书记 习近平同志 习(近平)主席 国(家主席习近)平 以(习近平同志为核心的党中)央 习(近平新时代中国特色社会主义思)想 \
习近平经济思想 习近平法治思想 习近平强军思想 习近平外交思想 习近平文化思想 习近平生态文明思想 习近平谈(治国理)政 \
马(克思列宁)主义 毛(泽)东思想 邓(小)平理论 三个代表重要思想 科学发展观 马(克思主义中国化时)代化 \
中国共产党 中国特(色社会)主义 新时代中国特(色社会)主义 社会主义(核心价)值观 社会主义现代化国家 中国式现代化 中华(民族)伟(大)复兴 \
铸牢中华(民族共同体)意识 人类命(运共同)体 党的二十大(精)神 全(过程人民民)主 国家治理体(系)和(治理能力现代)化 \
深刻领悟两个确立 两个确立的(决定)性意义 增强四个意识 坚定四个自信 做到两个维护 五位(一体)总(体)布局 四个(全面)战略布局 \
绿(水青)山就是金(山银)山 百(县千镇万村高质量发展)工程 百县(千)镇(万)村 绿美广东生态建设 粤港澳大(湾)区 全面从严治党 \
坚持党的全面领导";

/// Phrases of four characters, told where another one of them stands near.
const SHORT: &str = "四个意识 四个自信 两个维护 两个确立";

/// What is one character away from a phrase and right, or may be part of other words.
const RIGHT: &str = "\
习近平书记 习近平治国理政 国主席习近平 家国主席习近平 学科发展观 党的十大精神 党的二大精神 党的十二大精神 党二十大精神 的党二十大精神 \
中式现代化 中国现代化 国中共产党 国中特色社会主义 社会主义现代国家 中华民族大复兴 铸中华民族共同体意识 人命运共同体 \
两个确立决定性意义 做到两维护 增强四意识 坚定四自信 五位一体总布局 全从严治党 面全从严治党 坚持党全面领导 过全程人民民主 \
粤港大湾区 粤澳大湾区 粤港澳湾区 粤澳港大湾区 港粤澳大湾区";

/// What no other words can be, and is too short to be found otherwise.
const WRONG: [(&str, &str); 17] = [
    ("特色社会注意", "特色社会主义"),
    ("习近平近平", "习近平"),
    ("刁近平", "习近平"),
    ("以习近平总书记为核心的党中央", "以习近平同志为核心的党中央"),
    ("习近平中国特色社会主义思想", "习近平新时代中国特色社会主义思想"),
    ("两个维户", "两个维护"),
    ("五位一休", "五位一体"),
    ("中共中夹", "中共中央"),
    ("劳记使命", "牢记使命"),
    ("席近平", "习近平"),
    ("毛泽思想", "毛泽东思想"),
    ("毛东泽", "毛泽东"),
    ("邓小理论", "邓小平理论"),
    ("邓小里论", "邓小平理论"),
    ("中国共党", "中国共产党"),
    ("乡村振新", "乡村振兴"),
    ("以习近平为核心", "以习近平同志为核心"),
];

/// A character, and those that are written in its stead.
const ALIKE: &str = "\
近进尽劲晋 平凭评坪萍屏 习席西刁 席习 总宗 书输数 记纪计级 同统 志智 神申 核合 心新 央阳 党档觉 想像相响 理里力礼立埋 论伦轮 观关官冠 识思视实 信心新性 护户互 \
立力利定 维为围 义议意艺易 会汇 特待 色设 体休 布步部 共工供公 产厂 兴新星 华花 族组 复付负 主住 社设 值直 镇振 县现 质制 程成城 治制 湾弯 \
牢劳 决绝 战站 略掠 泽择 邓登 列烈 宁林";

/// How a phrase goes on that is cut, and is none where it goes on otherwise.
const CUT: [(&str, &str); 3] = [
    ("四个全面战略", "四个全面战略布局"),
    ("以习近平同志为核心的党", "以习近平同志为核心的党中央"),
    ("五位一体总体", "五位一体总体布局"),
];

/// Characters of a phrase at least, for one of them to be lost.
const LONG: usize = 6;

/// Characters within which another short phrase stands.
const NEAR: usize = 24;

struct Phrase {
    name: String,
    signs: Vec<char>,
    /// Where any other character is a slip.
    open: Vec<usize>,
    is_short: bool,
}

struct Table {
    phrases: Vec<Phrase>,
    /// Two characters, and where they stand in which phrases.
    pairs: HashMap<(char, char), Vec<(usize, usize)>>,
    alike: HashMap<char, &'static str>,
    wrong: Vec<(Vec<char>, &'static str)>,
    cut: Vec<(Vec<char>, &'static str)>,
    /// By [`spot`], whether two characters may begin something: asked of all text of a site.
    spots: Vec<bool>,
}

/// Where two characters are noted.
fn spot(first: char, second: char) -> usize {
    (u32::from(first).wrapping_mul(0x9E37) ^ u32::from(second)) as usize & 0xFFFF
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let of = |list: &'static str, is_short| {
        list.split_ascii_whitespace().map(move |marked| {
            let (mut signs, mut open, mut is_open) = (Vec::new(), Vec::new(), false);
            for c in marked.chars() {
                match c {
                    '(' => is_open = true,
                    ')' => is_open = false,
                    _ => {
                        open.extend(is_open.then_some(signs.len()));
                        signs.push(c);
                    }
                }
            }
            Phrase { name: signs.iter().collect(), signs, open, is_short }
        })
    };
    let phrases: Vec<Phrase> = of(PHRASES, false).chain(of(SHORT, true)).collect();
    let mut pairs: HashMap<(char, char), Vec<(usize, usize)>> = HashMap::new();
    for (index, Phrase { signs, .. }) in phrases.iter().enumerate() {
        // One slip leaves one of them whole.
        let mut places = vec![0, (signs.len() - 1) / 2, signs.len() - 2];
        places.dedup();
        for at in places {
            pairs.entry((signs[at], signs[at + 1])).or_default().push((index, at));
        }
    }
    let alike = ALIKE.split_ascii_whitespace();
    let signs = |list: &[(&'static str, &'static str)]| {
        list.iter().map(|(part, whole)| (part.chars().collect(), *whole)).collect::<Vec<(Vec<char>, &str)>>()
    };
    let (wrong, cut) = (signs(&WRONG), signs(&CUT));
    let mut spots = vec![false; 0x1_0000];
    pairs.keys().for_each(|(first, second)| spots[spot(*first, *second)] = true);
    wrong.iter().chain(&cut).for_each(|(signs, _)| spots[spot(signs[0], signs[1])] = true);
    Table {
        phrases,
        pairs,
        alike: alike.filter_map(|group| Some((group.chars().next()?, group))).collect(),
        wrong,
        cut,
        spots,
    }
});

/// The slips in a text that are not told already, and where.
pub(super) fn slips(text: &str, told: &[(Range<usize>, Wrong)]) -> Vec<(Range<usize>, Wrong)> {
    let (table, own) = (&*TABLE, read(text));
    let mut found = Vec::new();
    for (at, pair) in own.windows(2).enumerate() {
        let (here, next) = (pair[0].0, pair[1].0);
        if !table.spots[spot(here, next)] {
            continue;
        }
        for (index, offset) in TABLE.pairs.get(&(here, next)).into_iter().flatten() {
            let phrase = &TABLE.phrases[*index];
            found
                .extend(slip(&own, at, *offset, phrase).filter(|(range, _)| !phrase.is_short || is_among(&own, range)));
        }
        let begins = |signs: &[char]| signs.iter().enumerate().all(|(n, c)| sign(&own, at + n) == *c);
        let wrong = TABLE.wrong.iter().filter(|(signs, _)| begins(signs));
        found.extend(wrong.map(|(signs, whole)| (at..at + signs.len(), Wrong::Changed((*whole).to_owned()))));
        let cut = TABLE.cut.iter().filter(|(signs, _)| here == signs[0] && next == signs[1] && begins(signs));
        let cut = cut.filter(|(signs, _)| sign(&own, at + signs.len()) == APART);
        found.extend(cut.map(|(signs, whole)| (at..at + signs.len(), Wrong::Missing((*whole).to_owned()))));
    }
    // The longest says most.
    found.sort_by_key(|(range, _)| std::cmp::Reverse(range.len()));
    let mut out: Vec<(Range<usize>, Wrong)> = Vec::new();
    for (range, wrong) in found {
        let range = own[range.start].1..own[range.end - 1].1 + own[range.end - 1].0.len_utf8();
        let overlaps = |(other, _): &(Range<usize>, Wrong)| other.start < range.end && range.start < other.end;
        if !told.iter().any(overlaps) && !out.iter().any(overlaps) {
            out.push((range, wrong));
        }
    }
    out.sort_by_key(|(range, _)| range.start);
    out
}

/// What stands for all that parts words.
const APART: char = ' ';

/// The Han characters of a text and where they stand; what is no word goes, what parts words is one sign.
fn read(text: &str) -> Vec<(char, usize)> {
    let mut out: Vec<(char, usize)> = Vec::new();
    let mut is_new_line = false;
    for (at, c) in text.char_indices() {
        match c {
            '\u{3400}'..='\u{9fff}' => out.push((c, at)),
            '*' | '_' | '“' | '”' | '"' | '‘' | '’' | '「' | '」' | '\r' => {}
            // What is cut short says so.
            '…' | '.' => out.push(('…', at)),
            // A line that goes on.
            '\n' if !is_new_line => {}
            ' ' | '>' if is_new_line => continue,
            _ if out.last().is_some_and(|(last, _)| *last != APART) => out.push((APART, at)),
            _ => {}
        }
        is_new_line = c == '\n';
    }
    out
}

fn sign(own: &[(char, usize)], at: usize) -> char {
    own.get(at).map_or(APART, |(c, _)| *c)
}

/// What is wrong with the phrase of which two characters stand at `at`, the `offset`-th of it.
fn slip(own: &[(char, usize)], at: usize, offset: usize, phrase: &Phrase) -> Option<(Range<usize>, Wrong)> {
    let Phrase { name, signs, open, .. } = phrase;
    let length = signs.len();
    let reads = |start: usize, wanted: &[char]| wanted.iter().enumerate().all(|(n, c)| sign(own, start + n) == *c);
    if at.checked_sub(offset).is_some_and(|start| reads(start, signs)) {
        return None;
    }
    // What comes before may be longer or shorter.
    let last = (at + 1).checked_sub(offset)?;
    let starts = last.saturating_sub(2)..=last;
    starts.into_iter().find_map(|start| {
        let window = |count: usize| own.get(start..start + count);
        let is_right = |count: usize| {
            let own: String = window(count).unwrap_or_default().iter().map(|(c, _)| *c).collect();
            RIGHT.split_ascii_whitespace().any(|right| right == own)
        };
        // Where the two first differ, and what stands there.
        let same = (0..length).find(|n| sign(own, start + n) != signs[*n])?;
        let rest = |from: usize, to: usize| reads(start + from, &signs[to..]);
        let there = sign(own, start + same);
        let is_alike = TABLE.alike.get(&signs[same]).is_some_and(|group| group.contains(there)) && there != APART;
        let is_alike = is_alike || (open.contains(&same) && there != APART && there != '…');
        if is_alike
            && rest(same + 1, same + 1)
            && !may_go_on(signs, same, sign(own, start + length))
            && !is_right(length)
        {
            return Some((start..start + length, Wrong::Changed(name.clone())));
        }
        let is_swapped = same + 1 < length && there == signs[same + 1] && sign(own, start + same + 1) == signs[same];
        if is_swapped && rest(same + 2, same + 2) && !is_right(length) && !(phrase.is_short && same == 0) {
            return Some((start..start + length, Wrong::Changed(name.clone())));
        }
        // 学习习近平 is right: the first is not twice there.
        if same > 1 && there == signs[same - 1] && rest(same + 1, same) && !is_right(length + 1) {
            return Some((start..start + length + 1, Wrong::Changed(name.clone())));
        }
        if length < LONG || same == 0 {
            return None;
        }
        // At the end nothing may go on.
        let ends = same + 1 < length || there == APART;
        (ends && rest(same, same + 1) && !is_right(length - 1))
            .then(|| (start..start + length - 1, Wrong::Missing(name.clone())))
    })
}

/// Whether a phrase's last character may be another word's first: 科学发展关键.
fn may_go_on(signs: &[char], same: usize, next: char) -> bool {
    const ENDS: &str = "为的和与指等";
    same + 1 == signs.len() && signs.last() == Some(&'观') && next != APART && !ENDS.contains(next)
}

/// Whether another short phrase stands near, and whole.
fn is_among(own: &[(char, usize)], range: &Range<usize>) -> bool {
    let from = range.start.saturating_sub(NEAR);
    let near: String = own[from..own.len().min(range.end + NEAR)].iter().map(|(c, _)| *c).collect();
    SHORT.split_ascii_whitespace().any(|phrase| near.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::slips;

    fn found(text: &str) -> Vec<String> {
        slips(text, &[]).into_iter().map(|(_, wrong)| wrong.whole().to_owned()).collect()
    }

    #[test]
    fn slips_are_told_once() {
        for (text, whole) in [
            ("习进平总书记强调", "习近平总书记"),
            ("习平近总书记强调", "习近平总书记"),
            ("学习习近平平总书记讲话", "习近平总书记"),
            ("习近总书记强调", "习近平总书记"),
            ("习平总书记强调", "习近平总书记"),
            ("习近平总书纪强调", "习近平总书记"),
            ("习近平总书。", "习近平总书记"),
            ("习**平近**总书记", "习近平总书记"),
            ("国家主习习近平", "国家主席习近平"),
            ("席近平在广东考察", "习近平"),
            ("习进平同志在广东考察", "习近平同志"),
            ("以习近平为核心的党中央", "以习近平同志为核心"),
            ("以习近平同志为核心党中央", "以习近平同志为核心的党中央"),
            ("以习近平同志为核心的党。", "以习近平同志为核心的党中央"),
            ("以习近平同志为核心的党，", "以习近平同志为核心的党中央"),
            ("以习近平同志为合心的党中央", "以习近平同志为核心的党中央"),
            ("习近平法制思想", "习近平法治思想"),
            ("邓小平里论", "邓小平理论"),
            ("邓平小理论", "邓小平理论"),
            ("毛泽东思思想", "毛泽东思想"),
            ("毛泽思想", "毛泽东思想"),
            ("科学发展关", "科学发展观"),
            ("“三个代表”重要思像", "三个代表重要思想"),
            ("党的二十大大精神", "党的二十大精神"),
            ("党的二十精神", "党的二十大精神"),
            ("增强“四个意思”", "增强四个意识"),
            ("深刻领悟“两个确定”的决定性意义", "两个确立的决定性意义"),
            ("“两个确定”“两个维护”", "两个确立"),
            ("“四个意识”“四个自心”", "四个自信"),
            ("“四个全面”战略。", "四个全面战略布局"),
            ("“五位一休”总体布局", "五位一体总体布局"),
            ("百县千镇万村高质量发展工，", "百县千镇万村高质量发展工程"),
            ("百县千镇万村高质量展工程", "百县千镇万村高质量发展工程"),
            ("中国特色社会主议", "中国特色社会主义"),
            ("人类命共运同体", "人类命运共同体"),
            ("中国工产党", "中国共产党"),
            ("中华民族伟大复星", "中华民族伟大复兴"),
            ("刁近平总书记强调", "习近平总书记"),
            ("习近乎总书记强调", "习近平总书记"),
            ("习近平总书级强调", "习近平总书记"),
            ("习近平近平总书记", "习近平"),
            ("以习近平同志为中心的党中央", "以习近平同志为核心的党中央"),
            ("以习近平同志为核必的党中央", "以习近平同志为核心的党中央"),
            ("以习近平总书记为核心的党中央", "以习近平同志为核心的党中央"),
            ("习近平中国特色社会主义思想", "习近平新时代中国特色社会主义思想"),
            ("做到“两个维户”", "做到两个维护"),
            ("坚定“四个自性”", "坚定四个自信"),
            ("“五位一休”", "五位一体"),
            ("党的二十大情神", "党的二十大精神"),
            ("邓小平埋论", "邓小平理论"),
            ("中华民簇伟大复兴", "中华民族伟大复兴"),
            ("百县干镇万村高质量发展工程", "百县千镇万村高质量发展工程"),
            ("绿水清山就是金山银山", "绿水青山就是金山银山"),
            ("全过程人民明主", "全过程人民民主"),
            ("中国特色社会注意", "特色社会主义"),
            ("党的二十大精申", "党的二十大精神"),
            ("人类命远共同体", "人类命运共同体"),
        ] {
            let all = found(text);
            // Of two phrases that are broken in one place, one is told.
            assert_eq!(all.len(), 1, "{text}: {all:?}");
            if whole != "人类命运共同体" {
                assert_eq!(all, [whole], "{text}");
            }
        }
    }

    #[test]
    fn what_is_right_is_let_be() {
        for text in [
            "学习习近平总书记重要讲话和重要指示批示精神",
            "学习习近平同志的著作，向习近平主席致信",
            "时任浙江省委书记的习近平书记",
            "习近平总书记记得这件事，习近平总书记记者会",
            "以习近平同志为核心的党中央集中统一领导",
            "以江泽民同志为核心的党中央、以胡锦涛同志为总书记的党中央",
            "以毛泽东同志为核心的党的第一代中央领导集体",
            "学科发展观，参加科学展观众很多，坚持科学发展",
            "科学发展关键在人，科学发展关系大局，学习进平台，学习近平实践",
            "中国主席习近平，中国国家主席习近平，我国主席习近平",
            "深刻领悟“两个确立”决定性意义，“五位一体”总布局，中华民族大复兴",
            "学习习近平总书…，贯彻党的二十大精...，国家治理体系和治理能力",
            "毛泽东想到，邓小平谈论改革，邓小平论社会主义",
            "邓小平评论，毛泽东思考，毛泽东诗词",
            "党的十二大精神、党的十九大精神、党的二大精神",
            "党的二十届三中全会精神，党的二十大报告",
            "中式现代化装修，中国现代化进程，中国是现代化国家",
            "其中共产党员三名，各国中共产党员",
            "中国共产党，中国共产主义青年团",
            "全面从严管党治党，全面从严治军，安全从严治理",
            "有中国特色的社会主义，新时代中国特色社会主义义务",
            "三个代表重要思想，“三个代表”重要思想",
            "深刻领悟“两个确立”的决定性意义，增强“四个意识”、坚定“四个自信”、做到“两个维护”",
            "这句话有四个意思，会议做出两个确定",
            "“四个自觉”，做到两个不误",
            "“五位一体”总体布局、“四个全面”战略布局，“四个全面”战略思想，四个全面战略部署",
            "百县千镇万村高质量发展工作，百县千镇万村高质量发展，百千万工程",
            "铸牢中华民族共同体意识，增强中华民族共同体意识，中华民族的伟大复兴，中华民族复兴",
            "社会主义核心价值体系，社会主义核心价值观，社会主义现代化强国，社会主义现代化",
            "全面建设社会主义现代化国家，基本实现社会主义现代化",
            "人类命运的共同体，人类命运与共，中华民族共同体",
            "习近平新时代中国特色社会主义思想，习近平新时代中国特色社会主义经济思想",
            "习近平\n新时代中国特色社会主义思想想问题",
            "马克思主义中国化时代化，马克思列宁主义，马列主义，马克思主义",
            "国家治理体系和治理能力现代化，治理能力现代化，社会治理现代化",
            "全过程人民民主，人民民主专政，发展全过程人民民主",
            "绿水青山就是金山银山，冰天雪地也是金山银山",
            "粤港澳大湾区，粤港大湾区，粤港澳三地",
            "坚持党的全面领导，坚持党对一切工作的领导，党的领导",
            "国家主席习近平，习近平主席，国家副主席",
            "绿美广东，绿美广东生态建设，绿美丰顺生态建设",
            "习近平经济思想、习近平法治思想、习近平强军思想、习近平外交思想、习近平文化思想",
            "习近平总书记、习近平",
            "《习近平谈治国理政》第四卷",
            "不忘初心、牢记使命",
            "学习小平同志，向近平总书记汇报，跟近平同志一起",
            "习近平任书记时，习近平总是记着老区，习近平文艺思想，习近平论治国理政",
            "中国绿色社会主义，中国特色社会正义，中华民族的大复兴，中国水产党委",
            "百县千乡万村，百县千镇万村高质量发展进程，绿水青山就有金山银山，绿水青山也是金山银山",
            "铸就中华民族共同体意识，国家治理体系与治理能力现代化，毛泽东理想，邓小平评论",
            "增强三个意识，坚定五个自信，以习近平同志为总书记的党中央",
            "党的二十大的精神，党的二十大…神，人类命运…同体",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
