//! `privacy/*`

pub(in crate::check) mod bank_card;
pub(in crate::check) mod citizen_id;
pub(in crate::check) mod hidden_data;
pub(in crate::check) mod mobile;
pub(in crate::check) mod named_table;
pub(in crate::check) mod notice_ended;
pub(in crate::check) mod notice_short;
pub(in crate::check) mod unread;
pub(in crate::check) mod weak_mask;
