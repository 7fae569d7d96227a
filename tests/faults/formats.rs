//! Mistakes of number formats: cells that show something else than they hold.

use super::Fault;
use super::sheets::fault;
use crate::support::patched;
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet};

fn number(s: &mut Worksheet, column: u16, value: f64, format: &str) {
    s.write_number_with_format(2, column, value, &Format::new().set_num_format(format)).expect("a cell");
}

fn date(s: &mut Worksheet, column: u16, format: &str) {
    let date = ExcelDateTime::from_ymd(2023, 4, 1).expect("a date");
    s.write_datetime_with_format(2, column, &date, &Format::new().set_num_format(format)).expect("a cell");
}

/// A workbook in which a number is written as XML that no spreadsheet program writes.
fn no_number(name: &str, written: &str) -> Fault {
    let mut fault = fault(name, |s| number(s, 13, 2.75, "General"), "data/cell", "N3");
    let bytes = std::mem::take(&mut fault.files[0].1);
    fault.files[0].1 = patched(bytes, |_, text| text.replace("<v>2.75</v>", &format!("<v>{written}</v>")));
    fault
}

/// Workbooks in which true and false are numbers.
pub(super) fn truth() -> Vec<Fault> {
    ["1", "0"].map(|n| fault("truth", |s| number(s, 11, n.parse().expect("a number"), "General"), "", "")).into()
}

pub(super) fn faults() -> Vec<Fault> {
    vec![
        no_number("NaN", "NaN"),
        no_number("a number beyond all", "1E400"),
        fault("a month in a column of days", |s| date(s, 9, "yyyy\"年\"m\"月\""), "data/wrong-type", "J3"),
        fault("a day without its year", |s| date(s, 9, "m\"月\"d\"日\""), "data/cell", "J3"),
        fault("a time for a day", |s| number(s, 9, 0.545_138_9, "h:mm"), "data/cell", "J3"),
        fault("a negative day", |s| number(s, 9, -5.0, "yyyy-mm-dd"), "data/cell", "J3"),
        fault("percent in a number", |s| number(s, 13, 0.22, "0.0%"), "data/unit", "N3"),
        fault("ten thousands in a number", |s| number(s, 13, 50000.0, "0!.0,\"万\""), "data/unit", "N3"),
        fault("percent in a text", |s| number(s, 14, 0.22, "0.0%"), "data/unit", "O3"),
        fault("a unit in a text", |s| number(s, 14, 55.0, "0\"万元\""), "data/unit", "O3"),
        fault("fewer digits in a text", |s| number(s, 14, 2.5125, "0.00"), "data/cell", "O3"),
        fault("a doubt that only a format has", |s| number(s, 4, 5.0, "\"约\"0"), "data/unit", "E3"),
        fault("a bound that only a format has", |s| number(s, 4, 5.0, "0\"以上\""), "data/unit", "E3"),
        fault("a number that is not to be seen", |s| number(s, 4, 5.0, ";;;"), "data/hidden", "E3"),
        fault(
            "a text that is not to be seen",
            |s| {
                let format = Format::new().set_num_format(";;;");
                s.write_string_with_format(2, 14, "简称暗", &format).expect("a cell");
            },
            "data/hidden",
            "O3",
        ),
    ]
}
