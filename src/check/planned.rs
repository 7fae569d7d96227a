//! What has no rule yet, by the numbers of the two lists of requirements: said, so that nobody takes silence for a pass.

/// A requirement without a rule.
#[derive(Debug, Clone, Copy)]
pub struct Planned {
    /// Its number.
    pub number: &'static str,
    /// What it asks for.
    pub what: [&'static str; 2],
    /// Why there is no rule.
    pub why: [&'static str; 2],
}

const LEDGER: [&str; 2] = [
    "要有历次发布的底账才能核对，底账还没有做",
    "needs the ledger of what was published before, which is not there yet",
];
const NOT_YET: [&str; 2] = ["还没有做，要人来看", "not implemented: somebody has to look"];

/// All of them.
pub const PLANNED: &[Planned] = &[
    Planned {
        number: "C11",
        what: ["发布日期在发布以后没有改过", "The date of publication is not altered after release"],
        why: LEDGER,
    },
    Planned {
        number: "C12",
        what: ["发布过的数没有悄悄改动", "Published figures are not changed in silence"],
        why: LEDGER,
    },
    Planned {
        number: "C39",
        what: ["图片里的表格、扫描的PDF有文字版", "Pictures of tables and scanned PDF files have a text version"],
        why: NOT_YET,
    },
    Planned { number: "C40", what: ["地图有审图号", "Maps carry their approval number"], why: NOT_YET },
    Planned {
        number: "C41",
        what: ["生僻字显示得出来，人名间隔号用“·”", "Rare characters can be shown, and the dot in names is U+00B7"],
        why: NOT_YET,
    },
    Planned {
        number: "C42",
        what: ["乡镇的首页不用国徽", "The home page of a township does not show the national emblem"],
        why: NOT_YET,
    },
    Planned {
        number: "C44",
        what: [
            "请示、会议记录、征求意见稿公开前有公开的决定",
            "Process papers are public only after a decision to release them",
        ],
        why: NOT_YET,
    },
    Planned {
        number: "R29",
        what: ["承诺的期限改了，原来的期限还在", "Where a deadline was changed, the first one still stands"],
        why: LEDGER,
    },
    Planned {
        number: "R40",
        what: ["改过的记录有更正说明", "A record that was changed has a correction"],
        why: LEDGER,
    },
];
