//! Writes SVG: shapes with classes, at whole numbers.

use std::fmt::Write as _;

use super::text::SIZE;
use super::{Column, Named};
use crate::render::content::escape;

/// A drawing in the making.
#[derive(Debug, Default)]
pub(super) struct Pen {
    body: String,
    pub(super) height: i32,
}

/// Which end of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Pen {
    // Writing into a string cannot fail.

    pub(super) fn rect(&mut self, class: &str, (x, y): (i32, i32), (width, height): (i32, i32)) {
        let _ =
            write!(self.body, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>");
    }

    /// A box with a broken edge: something belongs there and is not known.
    pub(super) fn gap(&mut self, (x, y): (i32, i32), (width, height): (i32, i32)) {
        let _ = write!(
            self.body,
            "<rect class=\"gap\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"none\" stroke-dasharray=\"4 3\"/>"
        );
    }

    pub(super) fn line(&mut self, class: &str, (x1, y1): (i32, i32), (x2, y2): (i32, i32)) {
        let _ = write!(self.body, "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>");
    }

    pub(super) fn circle(&mut self, class: &str, (x, y): (i32, i32), radius: i32) {
        let _ = write!(self.body, "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");
    }

    pub(super) fn path(&mut self, class: &str, path: &str) {
        let _ = write!(self.body, "<path class=\"{class}\" d=\"{path}\" fill=\"none\"/>");
    }

    /// Text of a size; its base line is at `y`.
    pub(super) fn text(&mut self, class: &str, size: i32, anchor: Anchor, (x, y): (i32, i32), text: &str) {
        let _ = write!(self.body, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"");
        if size != SIZE {
            let _ = write!(self.body, " font-size=\"{size}\"");
        }
        match anchor {
            Anchor::Start => {}
            Anchor::Middle => self.body.push_str(" text-anchor=\"middle\""),
            Anchor::End => self.body.push_str(" text-anchor=\"end\""),
        }
        self.body.push('>');
        escape(&mut self.body, text);
        self.body.push_str("</text>");
    }

    /// Puts another drawing on top of this one.
    pub(super) fn append(&mut self, other: Pen) {
        self.body.push_str(&other.body);
    }

    /// The whole drawing.
    pub(super) fn finish(self, column: Column, named: Named<'_>) -> String {
        let (class, width, height, id) = (column.class(), column.width(), self.height, named.id);
        let mut out = format!(
            "<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
             font-size=\"{SIZE}\" role=\"img\" aria-labelledby=\"{id}-{class}-t {id}-{class}-d\"><title id=\"{id}-{class}-t\">"
        );
        escape(&mut out, named.title);
        let _ = write!(out, "</title><desc id=\"{id}-{class}-d\">");
        escape(&mut out, named.description);
        out.push_str("</desc>");
        out.push_str(&self.body);
        out.push_str("</svg>\n");
        out
    }
}
