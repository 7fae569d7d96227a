//! What stands around a drawing: its title, what readers should know, the same as a table, and where its data are.

use super::{escaped, told};
use crate::render::chart::{Chart, Mark, Named, Step};
use crate::render::export;
use crate::render::template::Writer;

/// A chart with everything that stands around it.
pub(super) struct Drawn {
    pub(super) title: String,
    pub(super) chart: Chart,
    /// What readers should know, in words.
    pub(super) notes: Vec<String>,
    /// Headers of the table.
    pub(super) columns: Vec<String>,
    /// Its rows, where they are not those of the drawing.
    pub(super) rows: Option<Vec<Vec<String>>>,
    /// The collection whose records are drawn.
    pub(super) collection: Option<usize>,
}

/// The figure element.
pub(super) struct Frame<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) class: &'a str,
}

impl Frame<'_> {
    /// Its beginning, with the title.
    pub(super) fn open(&self) -> String {
        let gap = if self.class.is_empty() { "" } else { " " };
        let title = escaped(self.title);
        format!(
            "<figure class=\"block chart{gap}{}\" id=\"{}\">\n<figcaption>{title}</figcaption>\n",
            self.class, self.id
        )
    }
}

/// Where all data of a collection are, as CSV.
pub(super) fn csv(writer: Writer<'_>, collection: usize) -> String {
    let site = &writer.world.site;
    let Some(stem) = export::stem(site, collection) else { return String::new() };
    let url = writer.world.based(&format!("{stem}.csv"));
    let words = told(writer, "chart_csv", &[("title", site.collections[collection].title.get(writer.tag()))]);
    format!("<p class=\"block-note data\"><a href=\"{}\">{words}</a></p>\n", escaped(&url))
}

impl Drawn {
    pub(super) fn html(&self, writer: Writer<'_>, id: &str) -> String {
        let rows = self.rows.clone().unwrap_or_else(|| match &self.chart {
            Chart::Bars(rows, _) | Chart::Ladder(rows, _) => {
                rows.iter().map(|r| vec![r.label.clone(), r.text.clone()]).collect()
            }
            Chart::Steps(steps) => {
                let row = |s: &Step| {
                    let cells = [Some(s.label.clone()), Some(mark(writer, &s.mark)), s.detail.clone()];
                    cells.into_iter().flatten().collect()
                };
                steps.iter().map(row).collect()
            }
            Chart::Timeline(_) | Chart::Pairs(_) | Chart::Series(_) => Vec::new(),
        });
        let (colon, separator) = if writer.is_chinese() { ("：", "；") } else { (": ", "; ") };
        let comma = if writer.is_chinese() { "，" } else { ", " };
        let said = |row: &Vec<String>| match row.split_first() {
            Some((label, cells)) => format!("{label}{colon}{}", cells.join(comma)),
            None => String::new(),
        };
        let description = rows.iter().map(said).collect::<Vec<String>>().join(separator);
        let mut out = Frame { id, title: &self.title, class: "" }.open();
        out.push_str(&self.chart.svg(Named { id, title: &self.title, description: &description }));
        for note in &self.notes {
            out.push_str(&format!("<p class=\"block-note\">{}</p>\n", escaped(note)));
        }
        out.push_str(&format!("<details><summary>{}</summary>\n", told(writer, "chart_table", &[])));
        out.push_str(&self.table(&rows));
        if let Some(collection) = self.collection {
            out.push_str(&csv(writer, collection));
        }
        out.push_str("</details>\n</figure>\n");
        out
    }

    pub(super) fn table(&self, rows: &[Vec<String>]) -> String {
        let mut out = String::from("<table>\n<thead><tr>");
        for column in &self.columns {
            out.push_str(&format!("<th scope=\"col\">{}</th>", escaped(column)));
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for row in rows {
            let Some((label, cells)) = row.split_first() else { continue };
            out.push_str(&format!("<tr><th scope=\"row\">{}</th>", escaped(label)));
            cells.iter().for_each(|cell| out.push_str(&format!("<td>{}</td>", escaped(cell))));
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table>\n");
        out
    }
}

fn mark(writer: Writer<'_>, mark: &Mark) -> String {
    match mark {
        Mark::Passed => writer.word("step_passed"),
        Mark::Here(word) => word.clone(),
        Mark::Ahead => writer.word("step_ahead"),
        Mark::Unknown(words) => words.clone(),
        Mark::Count(number, _) => number.clone(),
    }
}
