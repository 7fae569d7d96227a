//! Promises about mending that must hold for any text.
#![expect(clippy::disallowed_methods, reason = "the system says how long a thread has worked")]

use crate::cjk::options;
use mingbai::load::parse::markdown::cjk::{MARK, Mended, clean, mend, strip};
use proptest::prelude::{Strategy, prop, prop_assert, prop_assert_eq, proptest};
use proptest::sample::select;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};
use std::borrow::Cow;
use std::time::{Duration, Instant};

/// Pieces that, thrown together, make nearly every construct that mending could disturb.
const PIECES: &[&str] = &[
    "甲",
    "乙",
    "好",
    "a",
    "b",
    "5",
    "。",
    "，",
    "：",
    "“",
    "”",
    "（",
    "）",
    "《",
    "》",
    "……",
    "%",
    "*",
    "**",
    "***",
    "_",
    "~",
    "~~",
    "~~~",
    "`",
    "```",
    "\\",
    "|",
    "|-|\n",
    "[",
    "]",
    "(",
    ")",
    "](",
    "[^a]",
    "[^a]: ",
    "[a]: ",
    "<",
    ">",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<http://a/",
    "!",
    "#",
    "# ",
    "- ",
    "1. ",
    "    ",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "&amp;",
    "&",
    "=",
    "---",
    "{#",
    "}",
    "가",
    "👍",
    "\u{200B}",
    "\u{3000}",
    "\"",
    "'",
];

fn sources() -> impl Strategy<Value = String> {
    prop::collection::vec(select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

/// Everything but text, emphasis and soft breaks: what mending must not touch.
fn skeleton<'a>(events: impl Iterator<Item = Event<'a>>) -> Vec<Event<'a>> {
    events
        .filter(|event| {
            !matches!(
                event,
                Event::Text(_)
                    | Event::SoftBreak
                    | Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
                    | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
            )
        })
        .collect()
}

const CASES: u32 = 2048;

proptest! {
    #![proptest_config(proptest::test_runner::Config {
        cases: CASES,
        failure_persistence: None,
        ..Default::default()
    })]

    #[test]
    fn without_the_marks_it_is_the_source(source in sources()) {
        let mended = mend(&source);
        prop_assert_eq!(&strip(mended.text()), &source);
        prop_assert_eq!(mended.is_mended(), mended.text() != source);
    }

    #[test]
    fn offsets_are_exact_and_never_decrease(source in sources()) {
        let mended = mend(&source);
        let mut at = 0;
        for (offset, c) in mended.text().char_indices() {
            prop_assert_eq!(mended.original(offset), at);
            if c != MARK {
                for inside in 0..c.len_utf8() {
                    prop_assert_eq!(mended.original(offset + inside), at + inside);
                }
                at += c.len_utf8();
            } else {
                for inside in 0..=MARK.len_utf8() {
                    prop_assert_eq!(mended.original(offset + inside), at);
                }
            }
        }
        prop_assert_eq!(mended.original(mended.text().len()), source.len());
    }

    #[test]
    fn no_mark_reaches_a_reader(source in sources()) {
        let mended = mend(&source);
        let parser = Parser::new_ext(mended.text(), Options::all()).into_offset_iter();
        for (event, range) in clean(&mended, parser) {
            prop_assert!(!format!("{event:?}").contains("\\u{fdd0}"), "{:?}", event);
            prop_assert!(source.get(range).is_some());
        }
    }

    #[test]
    fn all_but_emphasis_is_as_in_the_source(source in sources()) {
        let mended = mend(&source);
        let parser = Parser::new_ext(mended.text(), options()).into_offset_iter();
        let found = skeleton(clean(&mended, parser).map(|(event, _)| event));
        prop_assert_eq!(found, skeleton(Parser::new_ext(&source, options())));
    }

    #[test]
    fn ascii_is_never_changed(source in "[ -~\n]{0,80}") {
        prop_assert!(!mend(&source).is_mended());
    }

    #[test]
    fn any_text_at_all(source in "\\PC{0,40}") {
        let mended = mend(&source);
        prop_assert_eq!(strip(mended.text()).replace(MARK, ""), source.replace(MARK, ""));
    }
}

#[test]
fn stripping_copies_only_when_it_must() {
    for (text, expected) in [("甲", "甲"), ("\u{FDD0}甲\u{FDD0}", "甲"), ("\u{FDD0}", ""), ("", "")] {
        let stripped = strip(text);
        assert_eq!(stripped, expected);
        assert!(matches!(stripped, Cow::Borrowed(_)), "{text:?}");
    }
    assert_eq!(strip("甲\u{FDD0}乙"), "甲乙");
}

/// What would take forever if any step looked at the same text again and again.
const HOSTILE: &[&str] = &[
    "**。",
    "**甲",
    "**甲。**乙",
    "*",
    "~",
    "~~",
    "~~~",
    "*~~",
    "~~*~",
    "\\",
    "\\*",
    "\\\\*甲。",
    ">",
    ">**甲",
    "> >**甲\n",
    "“",
    "“**甲",
    "甲**“",
    "……**甲",
    "~~~**甲。",
    "甲*~~乙",
    "甲\n",
    "甲\n<b>\n",
    "甲\n[^a]",
];

/// How long this thread has worked so far, as of its last tick or so; `None` where the system does not tell.
fn worked() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(told.split(' ').next()?.parse().ok()?))
}

/// How long it takes by the clock, and how long of it this thread works: other tests run beside it.
fn shortest<T>(mut work: impl FnMut() -> T) -> (Duration, Duration) {
    let (mut took, mut least) = (Duration::MAX, Duration::MAX);
    for _ in 0..3 {
        let (start, before) = (Instant::now(), worked());
        let result = work();
        let elapsed = start.elapsed();
        let own = worked().zip(before).map_or(elapsed, |(now, before)| now.saturating_sub(before));
        drop(result);
        (took, least) = (took.min(elapsed), least.min(own.min(elapsed)));
    }
    (took, least)
}

/// Eight times the text may take eight times as long, or, on a busy machine, four times that;
/// quadratic work would take sixty-four times as long.
#[test]
fn hostile_texts_take_linear_time() {
    const SMALL: usize = 100_000;
    for piece in HOSTILE {
        let small = piece.repeat(SMALL / piece.len());
        let large = small.repeat(8);
        let few = shortest(|| mend(&small)).0.max(Duration::from_micros(200));
        let (_, many) = shortest(|| mend(&large));
        assert!(many < few * 32, "{piece:?}: {few:?}, then {many:?}");
    }
}

/// The same for cleaning, fed with events directly: what the parser takes is the parser's.
#[test]
fn hostile_events_take_linear_time() {
    let soft = |n: usize| {
        (0..n).flat_map(|_| {
            [
                (Event::Text("甲".into()), 0..0),
                (Event::SoftBreak, 0..0),
                (Event::InlineHtml("<b>".into()), 0..0),
                (Event::SoftBreak, 0..0),
            ]
        })
    };
    let tags = |n: usize| {
        std::iter::once((Event::Text("甲".into()), 0..0))
            .chain((0..n).flat_map(|_| [(Event::SoftBreak, 0..0), (Event::InlineHtml("<b>".into()), 0..0)]))
    };
    let mended: Mended<'_> = mend("");
    let (few, _) = shortest(|| clean(&mended, soft(10_000)).count());
    let (_, many) = shortest(|| clean(&mended, soft(80_000)).count());
    assert!(many < few * 32, "breaks: {few:?}, then {many:?}");
    let (few, _) = shortest(|| clean(&mended, tags(10_000)).count());
    let (_, many) = shortest(|| clean(&mended, tags(80_000)).count());
    assert!(many < few * 32, "tags: {few:?}, then {many:?}");
}

#[test]
fn a_page_of_nothing_but_emphasis_ends() {
    let source = "**甲。**乙".repeat(200_000 / "**甲。**乙".len());
    let mended = mend(&source);
    let parser = Parser::new_ext(mended.text(), Options::empty()).into_offset_iter();
    let mut out = String::new();
    html::push_html(&mut out, clean(&mended, parser).map(|(event, _)| event));
    assert_eq!(out.matches("<strong>").count(), source.matches("**").count() / 2);
}
