//! The one list of rules. Its order is that of their names; adding a rule is a file and a line here.

use super::rule::Rule;
use super::rules::{
    access, commitment, content, data, figure, link, meta, project, publish, reconcile, template, wording,
};

/// All rules, by name.
pub const RULES: &[Rule] = &[
    access::weight::RULE,
    commitment::answer::RULE,
    commitment::before::RULE,
    commitment::complete::RULE,
    commitment::future::RULE,
    commitment::hedge::RULE,
    commitment::links::RULE,
    commitment::verified::RULE,
    content::address::RULE,
    content::alt_text::RULE,
    content::block::RULE,
    content::date::RULE,
    content::duplicate_key::RULE,
    content::encoding::RULE,
    content::file_name::RULE,
    content::footnote::RULE,
    content::front_matter::RULE,
    content::full_width_colon::RULE,
    content::glossary::RULE,
    content::link_loop::RULE,
    content::nesting::RULE,
    content::no_site::RULE,
    content::outside::RULE,
    content::photo::RULE,
    content::raw_html::RULE,
    content::schema::RULE,
    content::site::RULE,
    content::title::RULE,
    content::unknown_key::RULE,
    content::unreadable::RULE,
    content::value::RULE,
    content::yaml::RULE,
    data::alias::RULE,
    data::amount::RULE,
    data::cell::RULE,
    data::column::RULE,
    data::constraint::RULE,
    data::deadline::RULE,
    data::hidden::RULE,
    data::id::RULE,
    data::missing_mark::RULE,
    data::not_in_enum::RULE,
    data::place_code::RULE,
    data::quantity::RULE,
    data::ratio::RULE,
    data::reference::RULE,
    data::required::RULE,
    data::shape::RULE,
    data::source::RULE,
    data::stage::RULE,
    data::state::RULE,
    data::table::RULE,
    data::total::RULE,
    data::translation::RULE,
    data::unit::RULE,
    data::unknown::RULE,
    data::wrong_type::RULE,
    figure::contradicts::RULE,
    figure::counted::RULE,
    figure::definition::RULE,
    figure::dimension::RULE,
    figure::jump::RULE,
    figure::missing::RULE,
    figure::open::RULE,
    figure::people::RULE,
    figure::plausible::RULE,
    figure::ratio::RULE,
    figure::same_concept::RULE,
    figure::shares::RULE,
    figure::stage::RULE,
    figure::unbound::RULE,
    figure::unit_of::RULE,
    figure::windows::RULE,
    link::anchor::RULE,
    link::hidden::RULE,
    link::internal::RULE,
    link::record::RULE,
    link::scheme::RULE,
    link::third_party::RULE,
    meta::base_url::RULE,
    meta::one_title::RULE,
    meta::page_tags::RULE,
    project::backward::RULE,
    project::breakdown::RULE,
    project::children::RULE,
    project::claim::RULE,
    project::complete::RULE,
    project::components::RULE,
    project::contract_paid::RULE,
    project::dates::RULE,
    project::depends::RULE,
    project::evidence::RULE,
    project::floor::RULE,
    project::fund_ladder::RULE,
    project::funded::RULE,
    project::future::RULE,
    project::one_state::RULE,
    project::reached::RULE,
    project::same::RULE,
    project::same_or_distinct::RULE,
    project::transitions::RULE,
    project::updates::RULE,
    publish::among_sources::RULE,
    publish::clash::RULE,
    publish::foreign::RULE,
    publish::io::RULE,
    publish::link::RULE,
    publish::locked::RULE,
    publish::manifest::RULE,
    publish::path::RULE,
    publish::workbook::RULE,
    reconcile::claim_baseline::RULE,
    reconcile::claim_evidence::RULE,
    reconcile::definition::RULE,
    reconcile::interim::RULE,
    reconcile::statement::RULE,
    template::endless::RULE,
    template::error::RULE,
    template::missing::RULE,
    template::strings::RULE,
    template::syntax::RULE,
    template::theme::RULE,
    template::undefined::RULE,
    wording::intensifier::RULE,
    wording::punctuation::RULE,
    wording::relative_date::RULE,
    wording::set_phrase::RULE,
];

/// The rule of that name.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.binary_search_by(|r| r.name.cmp(name)).ok().map(|i| &RULES[i])
}

#[cfg(test)]
mod tests {
    use super::{RULES, find};

    #[test]
    fn rules_are_ordered_and_documented() {
        assert!(RULES.windows(2).all(|w| w[0].name < w[1].name), "ordered, each once");
        for rule in RULES {
            assert!(find(rule.name).is_some());
            assert!(rule.name.split('/').count() == 2 && !rule.name.contains('_'), "{}", rule.name);
            for text in rule.what.iter().chain(&rule.why).chain([&rule.source]) {
                assert!(!text.trim().is_empty(), "{} is documented", rule.name);
            }
        }
    }
}
