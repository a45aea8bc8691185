//! The compiled lexicon: read in place, nothing is parsed or copied when it is opened.
//!
//! Two parts. A finite-state transducer (the `fst` crate) numbers the words in byte order, from
//! zero: numbers, unlike offsets, leave the suffixes of words shared. A table of pronunciations
//! gives the sounds of each number, as bytes that stand for one to a dozen sounds each
//! (byte-pair encoding over the whole lexicon), so that a word takes about four bytes.
//!
//! Layout of the table, little-endian: `RLX1`; number of words, u32; length of the expansions,
//! u32; 257 × u16, where the expansion of each byte begins and ends; the expansions, one byte a
//! sound; for every [`BLOCK`]th word the offset of its entry, u32; the entries. An entry is one or
//! more pronunciations, each a byte `length | 0x80 if another follows` and `length` bytes; the
//! first one's byte has 0x40 too if the word is a homograph: then they are its readings.

use std::borrow::Cow;

use super::Sound;
use crate::{Error, Result};

/// Words for which the table has one offset: the others are found by stepping over entries.
pub const BLOCK: usize = 16;

/// What a table of pronunciations begins with: name and version of the format.
pub const MAGIC: &[u8; 4] = b"RLX1";

const HEADER: usize = 12;
const EXPANSIONS: usize = HEADER + 257 * 2;

/// A compiled lexicon.
pub struct Lexicon {
    words: fst::Map<Cow<'static, [u8]>>,
    table: Cow<'static, [u8]>,
    offsets: usize,
    entries: usize,
}

impl Lexicon {
    /// Opens a compiled lexicon in place.
    ///
    /// # Errors
    /// [`Error::Malformed`] when the parts are not a compiled lexicon of this version.
    pub fn open(words: Cow<'static, [u8]>, table: Cow<'static, [u8]>) -> Result<Lexicon> {
        let bad = |problem: String| {
            Error::malformed(
                "compiled lexicon",
                problem,
                "header",
                "build it again with examples/build_lexicon",
            )
        };
        let words = fst::Map::new(words).map_err(|e| bad(e.to_string()))?;
        let count = words.len();
        if table.get(..4) != Some(MAGIC) || u32_at(&table, 4) != Some(count as u32) {
            return Err(bad("the table does not belong to the words".into()));
        }
        let expansions = u32_at(&table, 8).unwrap_or(u32::MAX) as usize;
        let offsets = EXPANSIONS.saturating_add(expansions);
        let entries = offsets.saturating_add(count.div_ceil(BLOCK) * 4);
        if entries > table.len() {
            return Err(bad("the table is truncated".into()));
        }
        Ok(Lexicon {
            words,
            table,
            offsets,
            entries,
        })
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it has no words at all.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether it has the word, in lower case.
    pub fn contains(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// The pronunciations of a word in lower case, the usual one first.
    pub fn get(&self, word: &str) -> Option<Pronunciations<'_>> {
        let number = self.words.get(word)? as usize;
        let offset = u32_at(&self.table, self.offsets + number / BLOCK * 4)?;
        let mut entries = self.table.get(self.entries + offset as usize..)?;
        for _ in 0..number % BLOCK {
            while entries.first()? & 0x80 != 0 {
                entries = step(entries)?.1;
            }
            entries = step(entries)?.1;
        }
        Some(Pronunciations {
            homograph: (entries.first()? & 0x40 != 0).then_some(number as u32),
            table: &self.table,
            rest: Some(entries),
        })
    }
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon")
            .field("words", &self.words.len())
            .field("bytes", &(self.words.as_fst().size() + self.table.len()))
            .finish()
    }
}

/// The first pronunciation's bytes and what follows them.
fn step(entries: &[u8]) -> Option<(&[u8], &[u8])> {
    let (&head, rest) = entries.split_first()?;
    rest.split_at_checked((head & 0x3F) as usize)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    let two = bytes.get(at..at + 2)?;
    Some(u16::from_le_bytes(two.try_into().ok()?) as usize)
}

/// The pronunciations of a word: an iterator of compressed pronunciations.
#[derive(Debug, Clone)]
pub struct Pronunciations<'a> {
    /// The word's number, if it is a homograph: its pronunciations are its readings.
    pub homograph: Option<u32>,
    table: &'a [u8],
    rest: Option<&'a [u8]>,
}

impl<'a> Iterator for Pronunciations<'a> {
    type Item = Packed<'a>;

    fn next(&mut self) -> Option<Packed<'a>> {
        let entries = self.rest?;
        let more = entries.first()? & 0x80 != 0;
        let (bytes, rest) = step(entries)?;
        self.rest = more.then_some(rest);
        Some(Packed {
            table: self.table,
            bytes,
        })
    }
}

/// A pronunciation as the lexicon stores it.
#[derive(Debug, Clone, Copy)]
pub struct Packed<'a> {
    table: &'a [u8],
    bytes: &'a [u8],
}

impl Packed<'_> {
    /// Appends its sounds.
    pub fn unpack(&self, out: &mut Vec<Sound>) {
        for &byte in self.bytes {
            let at = HEADER + 2 * byte as usize;
            let range = u16_at(self.table, at).zip(u16_at(self.table, at + 2));
            let expansion = range.and_then(|(a, b)| self.table.get(EXPANSIONS + a..EXPANSIONS + b));
            out.extend(
                expansion
                    .unwrap_or_default()
                    .iter()
                    .filter_map(|&c| Sound::from_code(c)),
            );
        }
    }
}
