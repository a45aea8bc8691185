//! Tables as they are read: row by row, each cell after the heading of its column.

use super::source::Builder;
use super::{Block, BlockKind, Document};

/// A table as it is collected, with the cells of one row at a time.
#[derive(Debug, Default)]
pub(super) struct Table {
    headings: Vec<String>,
    rows: Vec<Block>,
    cells: Vec<Block>,
    widest: usize,
    /// Whether the first cell of the row is its heading.
    headed: bool,
}

/// A table with more rows than this is summarised.
const MOST_ROWS: usize = 30;
/// A table with more columns than this is summarised.
const MOST_COLUMNS: usize = 10;

/// Longer headings of columns, in bytes, are not repeated with every cell.
const LONGEST_HEADING: usize = 80;

impl Table {
    /// Adds a cell to the row; an empty one takes its column too.
    pub(super) fn cell(&mut self, text: Option<Block>) {
        self.cells
            .push(text.unwrap_or_else(|| Block::new(BlockKind::Table, "")));
    }

    /// Adds a cell over several columns; `heading` if it is marked as a heading.
    #[cfg(feature = "html")]
    pub(super) fn wide_cell(&mut self, text: Option<Block>, columns: usize, heading: bool) {
        if self.cells.is_empty() {
            self.headed = heading;
        }
        self.cell(text);
        for _ in 1..columns.min(MOST_COLUMNS + 1) {
            self.cell(None);
        }
    }

    /// Ends the row; the first row may give the headings of the columns.
    pub(super) fn end_row(&mut self, is_heading: bool) {
        let cells = std::mem::take(&mut self.cells);
        let headed = std::mem::take(&mut self.headed);
        self.widest = self.widest.max(cells.len());
        if is_heading && self.headings.is_empty() && self.rows.is_empty() {
            self.headings = cells.iter().map(|c| c.text.clone()).collect();
            // Headings are read with every row; without rows they are all there is.
            self.rows.extend(row(&[], &cells, false));
        } else {
            self.rows.extend(row(&self.headings, &cells, headed));
        }
    }

    /// Ends the table: its rows as blocks, or a summary of it.
    pub(super) fn finish(mut self, document: &mut Document) {
        if !self.headings.is_empty() && self.rows.len() > 1 {
            self.rows.remove(0);
        }
        if self.rows.len() <= MOST_ROWS && self.widest <= MOST_COLUMNS {
            document.blocks.append(&mut self.rows);
            return;
        }
        let names: Vec<&str> = self
            .headings
            .iter()
            .map(String::as_str)
            .filter(|name| !name.is_empty())
            .take(MOST_COLUMNS)
            .collect();
        let (rows, columns) = (self.rows.len(), self.widest);
        let mut summary = format!("Table with {rows} rows and {columns} columns");
        if !names.is_empty() {
            summary.push_str(": ");
            summary.push_str(&names.join(", "));
        }
        summary.push('.');
        document.blocks.push(Block::new(BlockKind::Table, summary));
        for row in &self.rows {
            document.skip(&row.text, row.source.span(), "row of a large table");
        }
    }
}

/// A row as it is read: "City: Oslo; People: 700,000."; in a table without headings for its columns,
/// with the heading of the row first: "Height: 20 m."
fn row(headings: &[String], cells: &[Block], headed: bool) -> Option<Block> {
    let mut text = Builder::default();
    let (mut first, mut count) = (true, 0);
    for (i, cell) in cells.iter().enumerate() {
        if cell.text.is_empty() {
            continue;
        }
        if !first {
            let after_heading = headed && headings.is_empty() && count == 1;
            text.insert(if after_heading { ": " } else { "; " });
        }
        first = false;
        count += 1;
        if let Some(heading) = headings
            .get(i)
            .filter(|h| (1..=LONGEST_HEADING).contains(&h.len()))
        {
            text.insert(heading);
            text.insert(": ");
        }
        text.paste(cell);
    }
    if !first && !text.text.ends_with(['.', '!', '?']) {
        text.insert(".");
    }
    text.finish(BlockKind::Table)
}
