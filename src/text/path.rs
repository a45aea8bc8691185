//! Paths, and addresses of hardware.

use super::domain;
use super::electronic::Shape;
use super::reader::Reader;
use super::token::Kind;

impl Reader<'_> {
    /// "in /etc", "the /tmp folder"
    pub(super) fn root_folder(&self, i: usize, end: usize) -> bool {
        self.sign(i) == '/'
            && end == i + 2
            && self.lower_word(i + 1)
            && self.one_of(
                i.wrapping_sub(1),
                &[
                    "in", "from", "to", "into", "under", "the", "at", "a", "your", "mount", "cd",
                ],
            )
    }

    /// "/usr/local/bin", "C:\Temp\file.txt", "~/notes"
    pub(super) fn path(&self, i: usize, end: usize) -> bool {
        let slash = |j: usize| matches!(self.sign(j), '/' | '\\');
        if self.is_word(i)
            && self.at(i).len() == 1
            && self.glued_sign(i + 1) == ':'
            && (self.glued_sign(i + 2) == '\\'
                // "C:/Users"
                || self.glued_sign(i + 2) == '/' && self.capitalised(i) && self.glued_alphanumeric(i + 3))
        {
            return true;
        }
        if self.root_folder(i, end) {
            return true;
        }
        let rooted = slash(i) && i + 1 < end && (self.is_word(i + 1) || self.sign(i + 1) == '.')
            // "//server/share"
            || slash(i) && self.glued_sign(i + 1) == self.sign(i) && self.lower_word(i + 2)
            || self.sign(i) == '~' && self.glued_sign(i + 1) == '/' && i + 2 < end
            || self.sign(i) == '.'
                && (self.glued_sign(i + 1) == '/'
                    || self.glued_sign(i + 1) == '.' && self.glued_sign(i + 2) == '/');
        let file = end > i + 2
            && self.sign(end - 2) == '.'
            && domain::FILES.binary_search(&&*self.lower(end - 1)).is_ok();
        let slashes = (i..end).filter(|&j| slash(j)).count();
        rooted
            && (slashes > 1
                || file
                || self.sign(i) != '\\' && self.lower_word(i + 1)
                || matches!(self.sign(i), '.' | '~'))
            || file && slashes > 0 && (i..end).all(|j| !matches!(self.sign(j), ',' | '$'))
    }

    /// ".NET", ".pdf", ".gitignore": a name that begins with a dot.
    pub(super) fn suffix_alone(&self, i: usize, end: usize) -> Option<Shape> {
        let word = self.at(i + 1);
        let code = self.lower_word(i + 1) || word.bytes().all(|b| b.is_ascii_uppercase());
        (self.sign(i) == '.' && end == i + 2 && self.is_word(i + 1) && code && word.len() > 1)
            .then_some(Shape::File)
    }

    /// "00:1A:2B:3C:4D:5E", "2001:db8::1": groups of hexadecimal digits, spelled.
    pub(super) fn hardware_address(&mut self, i: usize, end: usize) -> Option<usize> {
        if !matches!(self.glued_sign(i + 1), ':' | '-') && self.glued_sign(i + 2) != ':' {
            return None;
        }
        let text = self.between(i, end);
        let mark = if text.contains(':') { ':' } else { '-' };
        if !text
            .bytes()
            .all(|b| b.is_ascii_hexdigit() || b == mark as u8)
        {
            return None;
        }
        let letters = text.bytes().any(|b| b.is_ascii_alphabetic());
        let groups = text.split(mark).count();
        let hardware = groups == 6 && text.split(mark).all(|g| g.len() == 2) && letters;
        let internet = mark == ':'
            && text.split(mark).all(|g| g.len() <= 4)
            && (groups == 8
                || groups > 2 && text.contains("::") && text.split(mark).any(|g| g.len() > 2));
        if !hardware && !internet {
            return None;
        }
        self.begin(i);
        for j in i..end {
            match self.lexemes[j].kind {
                Kind::Word => self.letters(self.at(j)),
                Kind::Digits => self.digits(self.at(j)),
                Kind::Sign(_) if internet => self.say_word("colon"),
                Kind::Sign(_) => self.group(),
            }
        }
        Some(self.finish(end))
    }
}
