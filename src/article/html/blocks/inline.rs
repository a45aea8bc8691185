//! What runs on inside a block: text, line breaks, descriptions of pictures, other languages.

use super::super::lines::Line;
use super::super::math;
use super::super::shapes::superscript;
use super::super::text::{collapse, without_nulls};
use super::{Id, MOST_LANGS, Reader};
use crate::article::Inline;

impl<'a> Reader<'a> {
    pub(super) fn text(&mut self, text: &str, source: Option<usize>) {
        let blank = text.trim().is_empty();
        if !blank {
            self.breaks = 0;
            if let Some(number) = self.item.take() {
                self.first_in_item = true;
                if let Some(number) = number.filter(|_| self.table.is_none()) {
                    self.open.insert(&format!("{number}. "));
                }
                if let Some(state) = self.task.take() {
                    self.open.insert(state);
                }
            }
        }
        if self.raised
            && let Some(digits) = superscript(text)
        {
            self.open.insert(&digits);
            return;
        }
        if let Some(digits) = math::subscript(text).filter(|_| self.lowered && !blank) {
            self.open.insert(&digits);
            return;
        }
        let before = self.open.text.len();
        if self.pre == 0 {
            collapse(&mut self.open, text, source);
        } else {
            for (part, source) in without_nulls(text, source) {
                match source {
                    Some(start) => self.open.copy(part, start),
                    None => self.open.insert(part),
                }
            }
        }
        if text.contains(char::is_alphanumeric) {
            self.linked_text |= self.links > 0;
            self.plain_text |= self.emphases == 0;
            self.plain_line |= self.emphases == 0;
        }
        // Bars and dots between links are no text beside them.
        if self.links > 0 || !text.contains(char::is_alphanumeric) {
            self.linked += self.open.text.len() - before;
        }
    }

    /// One break is a space, two are a new paragraph.
    pub(super) fn line_break(&mut self) {
        if self.pre > 0 {
            self.open.insert("\n");
            return;
        }
        self.breaks += 1;
        if self.breaks >= 2 {
            self.broken = true;
            self.close();
            self.broken = true;
        } else {
            self.open.space();
            self.end_line();
        }
    }

    pub(super) fn end_line(&mut self) {
        let line = self.take_line();
        self.lines.push(line);
    }

    /// The line that ends here; what is known of it is forgotten for the next.
    pub(super) fn take_line(&mut self) -> Line {
        Line {
            end: self.open.text.len(),
            linked: std::mem::take(&mut self.linked),
            styled: !std::mem::take(&mut self.plain_line),
        }
    }

    pub(super) fn picture(&mut self, id: Id) {
        let described = self
            .dom
            .attribute(id, "alt")
            .map(str::trim)
            .filter(|alt| !alt.is_empty());
        if let Some(alt) = described.filter(|_| self.options.image_descriptions) {
            self.open.space();
            self.open.insert(alt);
            self.open.space();
        }
    }

    /// The language that an element inside the page declares, if it is not the one around it.
    pub(super) fn lang(&self, id: Id) -> Option<&'a str> {
        let lang = self
            .dom
            .attribute(id, "lang")
            .or(self.dom.attribute(id, "xml:lang"))?
            .trim();
        let around = self
            .langs
            .last()
            .map(|(_, lang, _)| lang.as_str())
            .or(self.document.lang.as_deref());
        (!lang.is_empty() && around != Some(lang) && self.langs.len() < MOST_LANGS).then_some(lang)
    }

    /// Ends the stretches in other languages in this block; they begin anew in the next.
    pub(super) fn annotate_open(&mut self) {
        for (_, lang, from) in &mut self.langs {
            self.open.annotate(*from, Inline::Lang(lang.clone()));
            *from = 0;
        }
    }
}
