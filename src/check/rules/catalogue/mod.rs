//! `catalogue/*`

pub(in crate::check) mod blocks;
pub(in crate::check) mod cited_number;
pub(in crate::check) mod covered;
pub(in crate::check) mod document_number;
pub(in crate::check) mod entry;
pub(in crate::check) mod guide;
pub(in crate::check) mod index_number;
pub(in crate::check) mod repealed;
pub(in crate::check) mod review;
pub(in crate::check) mod serial_order;
