//! Stages of money: an amount applied for is no amount received, and the two are never added.

/// At which stage an amount stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// 意向.
    Intention,
    /// 估算.
    Estimate,
    /// 评估.
    Appraisal,
    /// 底价.
    Floor,
    /// 预算.
    Budget,
    /// 申请, 争取.
    Applied,
    /// 批复.
    Approved,
    /// 下达.
    Allocated,
    /// 签约.
    Contracted,
    /// 签约并动工.
    StartedContracted,
    /// 到资.
    PaidIn,
    /// 支出.
    Paid,
    /// 结算.
    Settled,
    /// 审定.
    Audited,
    /// 收入.
    Income,
}

/// Code, Chinese and English name of each.
const NAMES: [(Stage, &str, &str, &str); 15] = [
    (Stage::Intention, "intention", "意向", "intended"),
    (Stage::Estimate, "estimate", "估算", "estimated"),
    (Stage::Appraisal, "appraisal", "评估", "appraised"),
    (Stage::Floor, "floor", "底价", "floor price"),
    (Stage::Budget, "budget", "预算", "budgeted"),
    (Stage::Applied, "applied", "申请", "applied for"),
    (Stage::Approved, "approved", "批复", "approved"),
    (Stage::Allocated, "allocated", "下达", "allocated"),
    (Stage::Contracted, "contracted", "签约", "contracted"),
    (Stage::StartedContracted, "started_contracted", "签约并动工", "contracted and started"),
    (Stage::PaidIn, "paid_in", "到资", "paid in"),
    (Stage::Paid, "paid", "支出", "paid"),
    (Stage::Settled, "settled", "结算", "settled"),
    (Stage::Audited, "audited", "审定", "audited"),
    (Stage::Income, "income", "收入", "income"),
];

impl Stage {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Stage> {
        NAMES.iter().map(|(stage, ..)| *stage)
    }

    /// The stage of that code or Chinese name.
    pub fn parse(text: &str) -> Option<Stage> {
        NAMES.iter().find(|(_, code, zh, _)| *code == text || *zh == text).map(|(stage, ..)| *stage)
    }

    fn names(self) -> (&'static str, &'static str, &'static str) {
        NAMES.iter().find(|(stage, ..)| *stage == self).map_or(("", "", ""), |(_, code, zh, en)| (code, zh, en))
    }

    /// As data names it.
    pub fn code(self) -> &'static str {
        self.names().0
    }

    /// For readers.
    pub fn text(self, chinese: bool) -> &'static str {
        let (_, zh, en) = self.names();
        if chinese { zh } else { en }
    }
}
