//! Letters beyond ASCII: accents are dropped, Greek letters named, other scripts transliterated.

use super::WordKind;
use super::cluster;
use super::reader::Reader;
use super::token::{is_apostrophe, is_ignorable};

/// The name of a Greek letter that stands alone.
fn greek(word: &str) -> Option<&'static str> {
    let mut chars = word.chars();
    let (c, None) = (chars.next()?, chars.next()) else {
        return None;
    };
    Some(match c {
        'α' | 'Α' => "alpha",
        'β' | 'Β' => "beta",
        'γ' | 'Γ' => "gamma",
        'δ' | 'Δ' => "delta",
        'ε' | 'Ε' | 'ϵ' => "epsilon",
        'ζ' | 'Ζ' => "zeta",
        'η' | 'Η' => "eta",
        'θ' | 'Θ' | 'ϑ' => "theta",
        'ι' | 'Ι' => "iota",
        'κ' | 'Κ' => "kappa",
        'λ' | 'Λ' => "lambda",
        'μ' | 'Μ' | 'µ' => "mu",
        'ν' | 'Ν' => "nu",
        'ξ' | 'Ξ' => "xi",
        'ο' | 'Ο' => "omicron",
        'π' | 'Π' => "pi",
        'ρ' | 'Ρ' => "rho",
        'σ' | 'Σ' | 'ς' => "sigma",
        'τ' | 'Τ' => "tau",
        'υ' | 'Υ' => "upsilon",
        'φ' | 'Φ' | 'ϕ' => "phi",
        'χ' | 'Χ' => "chi",
        'ψ' | 'Ψ' => "psi",
        'ω' | 'Ω' => "omega",
        'ℵ' => "aleph",
        _ => return None,
    })
}

impl Reader<'_> {
    /// Letters beyond ASCII: accents are dropped, other scripts transliterated.
    pub(super) fn foreign(&mut self, word: &str) {
        let latin = word.chars().all(|c| {
            c.is_ascii() || is_apostrophe(c) || is_ignorable(c) || matches!(c, '\u{C0}'..='\u{24F}' | '\u{300}'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}' | 'ﬀ'..='ﬆ' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
        });
        if let Some(name) = greek(word) {
            return self.say(name);
        }
        // "Δx", "πr": Greek and Latin letters of a formula.
        if word.chars().count() <= 3
            && word.chars().any(|c| c.is_ascii_alphabetic())
            && !word.is_ascii()
            && word
                .chars()
                .all(|c| c.is_ascii_alphabetic() || greek(c.encode_utf8(&mut [0; 4])).is_some())
        {
            for c in word.chars() {
                match greek(c.encode_utf8(&mut [0; 4])) {
                    Some(name) => self.say(name),
                    None => self.letter(c),
                }
            }
            return;
        }
        let capitals = word.chars().count() > 1
            && !self.shouting
            && word.chars().all(char::is_uppercase)
            && latin;
        let kind = if latin {
            WordKind::Word
        } else {
            WordKind::Transliterated
        };
        let mut start = self.open_word();
        for c in word.chars() {
            if is_apostrophe(c) {
                self.out.spoken.push('\'');
                continue;
            }
            if is_ignorable(c) {
                continue;
            }
            for b in deunicode::deunicode_char(c).unwrap_or("").bytes() {
                match b {
                    b'a'..=b'z' | b'A'..=b'Z' => {
                        self.out.spoken.push(char::from(b.to_ascii_lowercase()))
                    }
                    b'0'..=b'9' => {
                        self.close_word(start, kind);
                        self.digits(char::from(b).encode_utf8(&mut [0; 4]));
                        start = self.open_word();
                    }
                    b' ' if self.out.spoken.len() > start => {
                        self.close_word(start, kind);
                        start = self.open_word();
                    }
                    _ => {}
                }
            }
        }
        let spelled = capitals
            && self.out.spoken.len() - start <= 4
            && cluster::unpronounceable(&self.out.spoken[start..]);
        if spelled {
            let mut letters = [0u8; 4];
            let bytes = &self.out.spoken.as_bytes()[start..];
            let n = bytes.len();
            letters[..n].copy_from_slice(bytes);
            self.out.spoken.truncate(start);
            self.close_word(start, kind);
            for b in &letters[..n] {
                self.letter(char::from(*b));
            }
            return;
        }
        self.close_word(start, kind);
    }
}
