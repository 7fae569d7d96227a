//! Words in which a character is not read as it is by itself: names of places, and what towns write about.

/// Words and their pinyin. Only what the single readings get wrong, and words such as 增长 that keep another (长期) from
/// being seen where it is not; a test sees to it.
const READINGS: &[(&str, &str)] = &[
    ("长安", "chang-an"),
    ("长沙", "chang-sha"),
    ("长春", "chang-chun"),
    ("长江", "chang-jiang"),
    ("长城", "chang-cheng"),
    ("长治", "chang-zhi"),
    ("长乐", "chang-le"),
    ("长汀", "chang-ting"),
    ("长宁", "chang-ning"),
    ("长兴", "chang-xing"),
    ("长潭", "chang-tan"),
    ("长布", "chang-bu"),
    ("长期", "chang-qi"),
    ("长效", "chang-xiao"),
    ("长远", "chang-yuan"),
    ("重庆", "chong-qing"),
    ("重建", "chong-jian"),
    ("重新", "chong-xin"),
    ("重阳", "chong-yang"),
    ("厦门", "xia-men"),
    ("六安", "lu-an"),
    ("六合", "lu-he"),
    ("蚌埠", "beng-bu"),
    ("番禺", "pan-yu"),
    ("大埔", "da-bu"),
    ("行长", "hang-zhang"),
    ("行业", "hang-ye"),
    ("银行", "yin-hang"),
    ("乐清", "yue-qing"),
    ("乐亭", "lao-ting"),
    ("音乐", "yin-yue"),
    ("单县", "shan-xian"),
    ("泌阳", "bi-yang"),
    ("洪洞", "hong-tong"),
    ("浚县", "xun-xian"),
    ("涡阳", "guo-yang"),
    ("铅山", "yan-shan"),
    ("尉犁", "yu-li"),
    ("成都", "cheng-du"),
    ("首都", "shou-du"),
    ("都江堰", "du-jiang-yan"),
    ("西藏", "xi-zang"),
    ("会计", "kuai-ji"),
    ("会稽", "kuai-ji"),
    ("调整", "tiao-zheng"),
    ("协调", "xie-tiao"),
    ("给水", "ji-shui"),
    ("供给", "gong-ji"),
    ("效率", "xiao-lv"),
    ("还建", "huan-jian"),
    ("增长", "zeng-zhang"),
    ("成长", "cheng-zhang"),
    ("生长", "sheng-zhang"),
    ("什邡", "shi-fang"),
    ("中牟", "zhong-mu"),
    ("吐蕃", "tu-bo"),
    ("大城县", "dai-cheng-xian"),
    ("蔚县", "yu-xian"),
    ("繁峙", "fan-shi"),
    ("荥经", "ying-jing"),
    ("郫都", "pi-du"),
    ("筠连", "jun-lian"),
    ("犍为", "qian-wei"),
    ("东阿", "dong-e"),
    ("龟兹", "qiu-ci"),
];

/// The longest word with which a text begins, and its reading.
pub(super) fn reading(text: &str) -> Option<(&'static str, &'static str)> {
    READINGS.iter().filter(|(word, _)| text.starts_with(word)).max_by_key(|(word, _)| word.len()).copied()
}

#[cfg(test)]
mod tests {
    use super::{READINGS, reading};
    use crate::value::slug::single;

    #[test]
    fn every_reading_is_needed_and_whole() {
        let mut words: Vec<&str> = READINGS.iter().map(|(word, _)| *word).collect();
        words.sort_unstable();
        assert!(words.windows(2).all(|w| w[0] != w[1]), "each once");
        let guards =
            |word: &str| word.char_indices().skip(1).any(|(i, _)| words.iter().any(|w| w.starts_with(&word[i..])));
        let idle = READINGS.iter().filter(|(word, reading)| single(word) == *reading && !guards(word));
        let idle: Vec<&str> = idle.map(|(word, _)| *word).collect();
        assert!(idle.is_empty(), "{}", idle.join(" "));
        for (word, reading) in READINGS {
            assert_eq!(word.chars().count(), reading.split('-').count(), "{word}");
        }
    }

    #[test]
    fn the_longest_word_counts() {
        assert_eq!(reading("重庆市"), Some(("重庆", "chong-qing")));
        assert_eq!(reading("增长期"), Some(("增长", "zeng-zhang")));
        assert_eq!(reading("在重庆"), None);
    }
}
