//! What a post is called, and whether it is one of somebody's: 党委书记 is short for 镇党委书记, 镇长 is not for 副镇长.

/// What posts end with.
const ENDS: [&str; 22] = [
    "总书记",
    "书记",
    "主席",
    "委员长",
    "总理",
    "国务委员",
    "省长",
    "市长",
    "县长",
    "区长",
    "乡长",
    "镇长",
    "州长",
    "部长",
    "厅长",
    "局长",
    "主任",
    "司长",
    "秘书长",
    "委员",
    "检察长",
    "院长",
];

/// What says that a post is one of the past, which may well be true.
const FORMER: [&str; 8] = ["时任", "前任", "曾任", "原任", "历任", "离任", "卸任", "老"];

/// What joins the posts of one person.
pub(super) const JOINS: [char; 2] = ['、', '兼'];

/// Characters of a cell or bracket that is a post and nothing else.
const LONG: usize = 20;

/// The end of the post with which a text ends.
pub(super) fn end_of(text: &str) -> Option<&'static str> {
    ENDS.into_iter().filter(|end| text.ends_with(end)).max_by_key(|end| end.len())
}

/// The end of a post with which a text begins.
pub(super) fn begins(text: &str) -> Option<&'static str> {
    ENDS.into_iter().filter(|end| text.starts_with(end)).max_by_key(|end| end.len())
}

/// Where in a text a post ends first.
pub(super) fn first_end(text: &str) -> Option<usize> {
    let ends = ENDS.iter().filter_map(|end| Some((text.find(end)?, text.find(end)? + end.len())));
    ends.min_by_key(|(start, end)| (*start, std::cmp::Reverse(*end))).map(|(_, end)| end)
}

/// Whether a text is a post and nothing else.
pub(super) fn is_post(text: &str) -> bool {
    end_of(text).is_some() && text.chars().count() <= LONG && !text.contains(['。', '，', '|', '：'])
}

/// Whether a text is posts of one person, of which one is his and none the same of another rank; and the others are his
/// too, for all that is known.
pub(super) fn is_own(text: &str, posts: &[&str]) -> bool {
    is_post(text) && judged(text, posts).is_none()
}

/// How high a post is among those of its name.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Rank {
    Full,
    Acting,
    Deputy,
}

/// A post, taken apart: 镇党委副书记 is 镇党委, a deputy, 书记.
struct Post<'a> {
    /// Of what.
    organ: &'a str,
    rank: Rank,
    end: &'static str,
}

/// What stands before the end of a post.
const RANKS: [(&str, Rank); 3] = [("副", Rank::Deputy), ("代理", Rank::Acting), ("代", Rank::Acting)];

/// The post with which a text ends.
fn post(text: &str) -> Option<Post<'_>> {
    let end = end_of(text)?;
    let head = &text[..text.len() - end.len()];
    let rank = RANKS.iter().find_map(|(word, rank)| Some((head.strip_suffix(word)?, *rank)));
    let (organ, rank) = rank.unwrap_or((head, Rank::Full));
    let organ = organ.strip_suffix("常务").or_else(|| organ.strip_suffix("第一")).unwrap_or(organ);
    Some(Post { organ, rank, end })
}

/// Characters of what a post is of, before its end: 县委, 镇人大.
const OF: &str = "理委府党省市县区乡镇村州部厅局办工人大政协常会支总组纪";

/// What a post is of, as far as it is sure to be no other word.
fn of(organ: &str) -> &str {
    let own = organ.chars().rev().take(6).take_while(|c| OF.contains(*c)).map(char::len_utf8).sum::<usize>();
    &organ[organ.len() - own..]
}

/// Whether what a post is of is a shorter word for the other: 党委 and 镇委 for 镇党委.
fn is_short_for(own: &str, listed: &str) -> bool {
    let plain =
        |text: &str| ["党支部", "党总支", "支部", "总支"].iter().fold(text.to_owned(), |t, w| t.replace(w, "支"));
    let (own, listed) = (plain(own), plain(listed));
    let within = |own: &str, listed: &str| {
        let mut rest = listed.chars();
        own.chars().filter(|c| *c != '党').all(|c| rest.any(|other| other == c))
    };
    let bare = own.trim_start_matches(LEVELS);
    within(&own, &listed) || (!listed.contains(LEVELS) && bare.chars().count() > 1 && within(bare, &listed))
}

/// What places are called.
const LEVELS: [char; 8] = ['省', '市', '县', '区', '乡', '镇', '村', '州'];

/// What a post is to somebody.
#[derive(PartialEq, Eq)]
enum Verdict {
    /// It is one of his.
    Own,
    /// It has the name of one of his, and another rank: a 副 too many, or one lost.
    Rank,
    /// It is of something else, or another one.
    Other,
}

/// What the post with which a text ends is to somebody with those.
fn verdict(text: &str, posts: &[&str]) -> Option<Verdict> {
    let said = post(text)?;
    let listed = || posts.iter().filter_map(|listed| post(listed)).filter(|listed| listed.end == said.end);
    // Who acts is called by the post too, and who has a post was acting before.
    let same = |rank: Rank| (rank == Rank::Deputy) == (said.rank == Rank::Deputy);
    let is_own = |listed: Post<'_>| {
        same(listed.rank) && (said.organ.ends_with(listed.organ) || is_short_for(of(said.organ), listed.organ))
    };
    let is_of_another_rank = |listed: Post<'_>| (listed.rank == Rank::Deputy) != (said.rank == Rank::Deputy);
    Some(if listed().any(is_own) {
        Verdict::Own
    } else if listed().any(is_of_another_rank) {
        Verdict::Rank
    } else {
        Verdict::Other
    })
}

/// Where the post begins with which a text ends, where it is none of those.
pub(super) fn judged(text: &str, posts: &[&str]) -> Option<usize> {
    let end = end_of(text)?;
    let from = text.len() - end.len();
    let head = &text[..from];
    if is_former(head) {
        return None;
    }
    let found = verdict(text, posts)?;
    // 党委书记、人大主席: who has the first may have the second too.
    let clause = text.rsplit(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c) && c != '、').next().unwrap_or_default();
    let mut before = clause.rsplit(JOINS).skip(1).take_while(|part| is_post(part)).map(|part| verdict(part, posts));
    let is_known = found == Verdict::Other && before.any(|one| one == Some(Verdict::Own));
    if found == Verdict::Own || is_known {
        return None;
    }
    let own = head.chars().rev().take(2).take_while(|c| "副代原前理委府党省市县区乡镇村州部厅局办".contains(*c));
    Some(from - own.map(char::len_utf8).sum::<usize>())
}

/// Whether what stands before the end of a post says that it is over: 原县长, 原县委书记; 太原市市长 is none of those.
fn is_former(head: &str) -> bool {
    let bare = head.strip_suffix('副').unwrap_or(head);
    let of: [&str; 4] = ["党委", "党组", "人大", "政协"];
    let organ = of.iter().find_map(|organ| bare.strip_suffix(organ));
    let council = || bare.strip_suffix('委')?.strip_suffix(['县', '市', '镇', '乡', '区', '省', '村']);
    let rest = organ.or_else(council).unwrap_or(bare);
    let says = |text: &str| text.ends_with(['原', '前']) || FORMER.iter().any(|word| text.ends_with(word));
    // 原某县县长: where the sentence begins with it.
    let begins = head.rsplit(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c)).next().unwrap_or_default();
    says(rest) || FORMER[..7].iter().any(|word| begins.contains(word)) || begins.starts_with('原')
}

/// Whether words are a time that is over: two years, and no 今.
pub(super) fn is_over(text: &str) -> bool {
    let years = text.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4).count();
    years > 1 && !text.contains('今')
}
