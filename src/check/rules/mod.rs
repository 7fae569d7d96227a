//! The rules: a folder for each family, a file for each rule.

pub(super) mod access;
pub(super) mod catalogue;
pub(super) mod commitment {
    //! `commitment/*`
    pub(in crate::check) mod answer;
    pub(in crate::check) mod before;
    pub(in crate::check) mod complete;
    pub(in crate::check) mod future;
    pub(in crate::check) mod hedge;
    pub(in crate::check) mod light;
    pub(in crate::check) mod links;
    pub(in crate::check) mod overdue;
    pub(in crate::check) mod verified;
}
pub(super) mod content {
    //! `content/*`
    pub(in crate::check) mod address;
    pub(in crate::check) mod alt_text;
    pub(in crate::check) mod photo;
    pub(in crate::check) mod block;
    pub(in crate::check) mod date;
    pub(in crate::check) mod duplicate_key;
    pub(in crate::check) mod encoding;
    pub(in crate::check) mod file_name;
    pub(in crate::check) mod footnote;
    pub(in crate::check) mod front_matter;
    pub(in crate::check) mod full_width_colon;
    pub(in crate::check) mod glossary;
    pub(in crate::check) mod link_loop;
    pub(in crate::check) mod nesting;
    pub(in crate::check) mod no_site;
    pub(in crate::check) mod outside;
    pub(in crate::check) mod raw_html;
    pub(in crate::check) mod schema;
    pub(in crate::check) mod site;
    pub(in crate::check) mod title;
    pub(in crate::check) mod unknown_key;
    pub(in crate::check) mod unreadable;
    pub(in crate::check) mod value;
    pub(in crate::check) mod waiver;
    pub(in crate::check) mod yaml;
}
pub(super) mod data {
    //! `data/*`
    pub(in crate::check) mod alias;
    pub(in crate::check) mod amount;
    pub(in crate::check) mod cell;
    pub(in crate::check) mod column;
    pub(in crate::check) mod constraint;
    pub(in crate::check) mod deadline;
    pub(in crate::check) mod hidden;
    pub(in crate::check) mod id;
    pub(in crate::check) mod missing_mark;
    pub(in crate::check) mod not_in_enum;
    pub(in crate::check) mod place_code;
    pub(in crate::check) mod quantity;
    pub(in crate::check) mod ratio;
    pub(in crate::check) mod reference;
    pub(in crate::check) mod required;
    pub(in crate::check) mod shape;
    pub(in crate::check) mod source;
    pub(in crate::check) mod stage;
    pub(in crate::check) mod state;
    pub(in crate::check) mod table;
    pub(in crate::check) mod total;
    pub(in crate::check) mod translation;
    pub(in crate::check) mod unit;
    pub(in crate::check) mod unknown;
    pub(in crate::check) mod wrong_type;
}
pub(super) mod figure {
    //! `figure/*`
    pub(in crate::check) mod contradicts;
    pub(in crate::check) mod counted;
    pub(in crate::check) mod definition;
    pub(in crate::check) mod dimension;
    pub(in crate::check) mod jump;
    pub(in crate::check) mod missing;
    pub(in crate::check) mod open;
    pub(in crate::check) mod people;
    pub(in crate::check) mod plausible;
    pub(in crate::check) mod ratio;
    pub(in crate::check) mod same_concept;
    pub(in crate::check) mod shares;
    pub(in crate::check) mod stage;
    pub(in crate::check) mod unbound;
    pub(in crate::check) mod unit_of;
    pub(in crate::check) mod windows;
}
pub(super) mod freshness;
pub(super) mod link;
pub(super) mod meta {
    //! `meta/*`
    pub(in crate::check) mod base_url;
    pub(in crate::check) mod footer_marks;
    pub(in crate::check) mod one_title;
    pub(in crate::check) mod page_tags;
}
pub(super) mod privacy;
pub(super) mod project {
    //! `project/*`
    pub(in crate::check) mod backward;
    pub(in crate::check) mod breakdown;
    pub(in crate::check) mod children;
    pub(in crate::check) mod claim;
    pub(in crate::check) mod complete;
    pub(in crate::check) mod components;
    pub(in crate::check) mod contract_paid;
    pub(in crate::check) mod dates;
    pub(in crate::check) mod depends;
    pub(in crate::check) mod evidence;
    pub(in crate::check) mod floor;
    pub(in crate::check) mod fund_ladder;
    pub(in crate::check) mod funded;
    pub(in crate::check) mod future;
    pub(in crate::check) mod one_state;
    pub(in crate::check) mod reached;
    pub(in crate::check) mod same;
    pub(in crate::check) mod same_or_distinct;
    pub(in crate::check) mod transitions;
    pub(in crate::check) mod updates;
}
pub(super) mod publish {
    //! `publish/*`
    pub(in crate::check) mod among_sources;
    pub(in crate::check) mod clash;
    pub(in crate::check) mod foreign;
    pub(in crate::check) mod io;
    pub(in crate::check) mod link;
    pub(in crate::check) mod locked;
    pub(in crate::check) mod manifest;
    pub(in crate::check) mod path;
    pub(in crate::check) mod workbook;
}
pub(super) mod reconcile {
    //! `reconcile/*`
    pub(in crate::check) mod claim_baseline;
    pub(in crate::check) mod claim_evidence;
    pub(in crate::check) mod definition;
    pub(in crate::check) mod interim;
    pub(in crate::check) mod statement;
}
pub(super) mod report;
pub(super) mod template {
    //! `template/*`
    pub(in crate::check) mod endless;
    pub(in crate::check) mod error;
    pub(in crate::check) mod missing;
    pub(in crate::check) mod strings;
    pub(in crate::check) mod syntax;
    pub(in crate::check) mod theme;
    pub(in crate::check) mod undefined;
}
pub(super) mod wording {
    //! `wording/*`
    pub(in crate::check) mod intensifier;
    pub(in crate::check) mod leader_post;
    pub(in crate::check) mod punctuation;
    pub(in crate::check) mod relative_date;
    pub(in crate::check) mod set_phrase;
    pub(in crate::check) mod traditional;
    pub(in crate::check) mod vague;
}
