//! `report/*`: the annual report of disclosure.

pub(in crate::check) mod present;
