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
    /// How many rows of headings there were.
    heading_rows: usize,
    /// Cells that reach down into the rows to come, by column: their text and how many rows.
    #[cfg(feature = "html")]
    reaching: Vec<Option<(String, usize)>>,
    /// Columns of the row that belong to the cell before them.
    joined: Vec<usize>,
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

    /// Adds a cell over several columns and rows; `heading` if it is marked as a heading.
    #[cfg(feature = "html")]
    pub(super) fn wide_cell(
        &mut self,
        text: Option<Block>,
        (columns, rows): (usize, usize),
        heading: bool,
    ) {
        self.take_reaching();
        if self.cells.is_empty() {
            self.headed = heading;
        }
        let from = self.cells.len();
        let said = text.as_ref().map(|block| block.text.clone());
        self.cell(text);
        for _ in 1..columns.min(MOST_COLUMNS + 1) {
            self.joined.push(self.cells.len());
            self.cell(None);
        }
        if let Some(said) = said.filter(|_| rows > 1 && from <= MOST_COLUMNS) {
            self.reaching
                .resize(self.reaching.len().max(from + 1), None);
            self.reaching[from] = Some((said, rows - 1));
        }
    }

    /// Repeats the cells of rows above that reach into this row, up to the next free column.
    #[cfg(feature = "html")]
    fn take_reaching(&mut self) {
        while let Some(Some((text, rows))) = self.reaching.get_mut(self.cells.len()) {
            let again = Block::new(BlockKind::Table, text.clone());
            *rows -= 1;
            if *rows == 0 {
                let column = self.cells.len();
                self.reaching[column] = None;
            }
            if self.cells.is_empty() {
                self.headed = true;
            }
            self.cells.push(again);
        }
    }

    /// Ends the row; the first rows may give the headings of the columns.
    pub(super) fn end_row(&mut self, is_heading: bool) {
        #[cfg(feature = "html")]
        if !self.cells.is_empty() {
            self.take_reaching();
        }
        let joined = std::mem::take(&mut self.joined);
        let cells = std::mem::take(&mut self.cells);
        let headed = std::mem::take(&mut self.headed);
        self.widest = self.widest.max(cells.len());
        if is_heading && !cells.is_empty() && self.rows.len() == self.heading_rows {
            self.add_headings(&cells, &joined);
            self.heading_rows += 1;
            // Headings are read with every row; without rows they are all there is.
            self.rows.extend(row(&[], &cells, false));
        } else {
            self.rows.extend(row(&self.headings, &cells, headed));
        }
    }

    /// Joins a row of headings to those above it: "Boats, Sail".
    fn add_headings(&mut self, cells: &[Block], joined: &[usize]) {
        let mut above = "";
        for (i, cell) in cells.iter().enumerate() {
            if !joined.contains(&i) {
                above = &cell.text;
            }
            match self.headings.get_mut(i) {
                Some(heading) if heading.is_empty() => above.clone_into(heading),
                Some(heading) if !above.is_empty() && heading != above => {
                    heading.push_str(", ");
                    heading.push_str(above);
                }
                Some(_) => {}
                None => self.headings.push(above.to_owned()),
            }
        }
    }

    /// Ends the table: its rows as blocks, or a summary of it.
    pub(super) fn finish(mut self, document: &mut Document) {
        if self.rows.len() > self.heading_rows {
            self.rows.drain(..self.heading_rows);
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
