//! The user's lexicon: words and phrases that are to be said in a certain way.

use std::collections::HashMap;
use std::path::Path;

use super::Sound;
use super::pronouncer::pronounce_word;
use super::sound::parse_cmu;
use crate::language::Language;
use crate::text::{Sentence, WordKind};
use crate::{Error, Result};

/// Pronunciations that go before all others. Immutable: share it in an `Arc`, and swap it whole.
///
/// The plain format has one entry a line:
///
/// ```text
/// # a comment
/// rhapsode    R AE1 P S OW2 D
/// gif         = jif
/// new york    N UW1 | Y AO1 R K
/// node.js     = node jay ess
/// "Reading"   R EH1 D IH0 NG
/// ```
/// The word or phrase, two spaces or a tab, phones in CMUdict notation; or `=` and a respelling in
/// words that the language can read ("say it like"). A bar divides the phones of a phrase among
/// its words; without it the first word takes them all. The last entry for a word wins. A single
/// word may have one space only before its phones. A comment begins with `#` at the start of a
/// line or after a space.
///
/// An entry matches the text as written, signs and digits included (`W3C`, `AT&T`, `vis-à-vis`),
/// and the words as they are spoken. It matches in any case, unless it stands in quotation marks:
/// those match only text that is written just so. A possessive `'s` may follow. Of the entries
/// that match at a place the longest is taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserLexicon {
    /// Entries by [`fold_key`], the longest first.
    entries: HashMap<String, Vec<Entry>>,
    len: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    /// As written; in lower case unless it must be written so.
    text: String,
    exact: bool,
    /// The sounds of each word.
    sounds: Vec<Vec<Sound>>,
}

/// What an entry says of the words of a sentence.
pub(super) struct Match<'a> {
    /// The sounds of each word of the entry.
    pub sounds: &'a [Vec<Sound>],
    /// The end of the sentence's words that it covers.
    pub end: usize,
    /// Whether a possessive ending follows.
    pub genitive: bool,
}

/// The most words of a phrase.
const MAX_WORDS: usize = 16;

impl UserLexicon {
    /// Reads a file: PLS if its name ends in `.pls` or `.xml`, else the plain format.
    ///
    /// # Errors
    /// [`Error::Io`] if it cannot be read, [`Error::Unsupported`] for PLS in a build without the
    /// feature `ssml`, and those of [`UserLexicon::parse`] and `UserLexicon::parse_pls`.
    pub fn open(path: impl AsRef<Path>, language: &Language) -> Result<UserLexicon> {
        let path = path.as_ref();
        let name = path.display().to_string();
        let bytes = std::fs::read(path)
            .map_err(|e| Error::io(path, e, "name a lexicon that can be read"))?;
        let text = String::from_utf8(bytes).map_err(|e| {
            let valid = e.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&e.as_bytes()[..valid]).into_owned();
            let place = place(&before, before.len());
            Error::malformed(&name, "not UTF-8", place, "save it as UTF-8")
        })?;
        let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
        if ending == "pls" || ending == "xml" {
            #[cfg(feature = "ssml")]
            return Self::parse_pls(&text, &name, language);
            #[cfg(not(feature = "ssml"))]
            return Err(Error::unsupported(
                name,
                "this build has no `ssml` feature",
                "write lines of `word  P H OW1 N Z`",
            ));
        }
        Self::parse(&text, &name, language)
    }

    /// Reads the plain format. `name` is the file's, for errors; `language` reads the respellings.
    ///
    /// # Errors
    /// [`Error::Malformed`] with the line and column of what cannot be read.
    pub fn parse(text: &str, name: &str, language: &Language) -> Result<UserLexicon> {
        let mut lexicon = UserLexicon::default();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (number, line) in text.lines().enumerate() {
            lexicon.line(line, language).map_err(|(at, problem)| {
                let column = line
                    .get(..at)
                    .map_or(1, |before| before.chars().count() + 1);
                Error::malformed(
                    name,
                    problem,
                    format!("line {}, column {column}", number + 1),
                    "write `word  P H OW1 N Z` or `word = respelling`",
                )
            })?;
        }
        Ok(lexicon)
    }

    /// Reads a line; errors have a byte offset.
    fn line(&mut self, line: &str, language: &Language) -> Result<(), (usize, String)> {
        let content = line[..comment(line)].trim_end();
        let start = content.len() - content.trim_start().len();
        let content = &content[start..];
        if content.is_empty() {
            return Ok(());
        }
        let at = |part: &str| part.as_ptr() as usize - line.as_ptr() as usize;
        if let Some((grapheme, respelling)) = content.split_once('=') {
            let sounds = respell(language, respelling);
            if sounds.iter().all(Vec::is_empty) {
                return Err((at(respelling), "a respelling that cannot be read".into()));
            }
            return self.add(grapheme.trim(), sounds).map_err(|p| (start, p));
        }
        let cut = content
            .find('\t')
            .into_iter()
            .chain(content.find("  "))
            .min()
            .or_else(|| content.find(' '))
            .ok_or_else(|| (start + content.len(), "no phones".to_string()))?;
        let (grapheme, phones) = content.split_at(cut);
        let mut sounds = Vec::new();
        for part in phones.split('|') {
            let parsed = parse_cmu(part)
                .map_err(|(offset, bad)| (at(part) + offset, format!("`{bad}` is no phone")))?;
            sounds.push(parsed);
        }
        if sounds.iter().all(Vec::is_empty) {
            return Err((at(phones), "no phones".into()));
        }
        self.add(grapheme, sounds)
            .map_err(|problem| (start, problem))
    }

    /// Adds an entry: a word or phrase, in quotation marks if it must be written just so, and the
    /// sounds of each of its words. Fewer sounds than words leave the last words silent.
    pub(super) fn add(
        &mut self,
        grapheme: &str,
        mut sounds: Vec<Vec<Sound>>,
    ) -> Result<(), String> {
        let quoted = grapheme.strip_prefix('"').and_then(|g| g.strip_suffix('"'));
        let exact = quoted.is_some();
        let words: Vec<&str> = quoted.unwrap_or(grapheme).split_whitespace().collect();
        if words.len() > MAX_WORDS {
            return Err(format!("a phrase of more than {MAX_WORDS} words"));
        }
        let mut text = words.join(" ").replace('’', "'");
        if !exact {
            text = text.to_lowercase();
        }
        if !text.contains(char::is_alphanumeric) {
            return Err("no word".into());
        }
        if sounds.len() > words.len() {
            let extra: Vec<Sound> = sounds.drain(words.len()..).flatten().collect();
            sounds[words.len() - 1].extend(extra);
        }
        sounds.resize(words.len(), Vec::new());
        let mut key = String::new();
        fold_key(&text, &mut key);
        let entries = self.entries.entry(key).or_default();
        let before = entries.len();
        entries.retain(|e| e.text != text || e.exact != exact);
        self.len = self.len + 1 + entries.len() - before;
        entries.push(Entry {
            text,
            exact,
            sounds,
        });
        entries.sort_by_key(|e| (std::cmp::Reverse(e.text.len()), !e.exact));
        Ok(())
    }

    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The pronunciation of a word or phrase, as written, in CMUdict notation.
    pub fn get(&self, word: &str) -> Option<String> {
        let lower = word.to_lowercase();
        let fits = |e: &&Entry| e.text == if e.exact { word } else { &lower };
        let mut key = String::new();
        fold_key(word, &mut key);
        let entry = self.entries.get(&key)?.iter().find(fits)?;
        Some(super::sound::print_cmu(&entry.sounds.concat()))
    }

    /// The longest entry that begins with word `i` of a sentence, as written or else as spoken;
    /// `folded` is scratch.
    pub(super) fn longest(
        &self,
        sentence: &Sentence,
        i: usize,
        folded: &mut String,
    ) -> Option<Match<'_>> {
        let word = &sentence.words[i];
        let token = sentence.tokens.get(word.token as usize)?;
        let span = |j: usize| {
            let word = sentence.words.get(j)?;
            Some(sentence.tokens.get(word.token as usize)?.span.clone())
        };
        let spoken = |j: usize| Some(sentence.words.get(j)?.spoken.clone());
        let first = token.words.start as usize == i;
        let written = first.then(|| self.in_text(&sentence.text, span, i, true, folded));
        written.flatten().or_else(|| {
            let named = word.kind != WordKind::Letter;
            named.then(|| self.in_text(&sentence.spoken, spoken, i, false, folded))?
        })
    }

    /// The longest entry that begins with word `i`, whose bytes in `text` are `place(i)`.
    fn in_text(
        &self,
        text: &str,
        place: impl Fn(usize) -> Option<std::ops::Range<u32>>,
        i: usize,
        written: bool,
        folded: &mut String,
    ) -> Option<Match<'_>> {
        let start = place(i)?.start as usize;
        let text = text.get(start..)?;
        fold_key(text, folded);
        self.entries.get(folded.as_str())?.iter().find_map(|entry| {
            let len = entry.prefix_of(text).filter(|_| written || !entry.exact)?;
            let ending = genitive(&text[len..]);
            let stop = start + len + ending;
            let mut end = i;
            // Words begin in order; none may reach over the end.
            while let Some(bytes) = place(end).filter(|b| (b.start as usize) < stop) {
                let over = text.get(stop - start..(bytes.end as usize).max(stop) - start)?;
                if over.contains(char::is_alphanumeric) {
                    return None;
                }
                end += 1;
            }
            Some(Match {
                sounds: &entry.sounds,
                end,
                genitive: ending > 0,
            })
        })
    }
}

impl Entry {
    /// How many bytes at the start of a text are this entry, if a word ends there.
    fn prefix_of(&self, text: &str) -> Option<usize> {
        let mut rest = text;
        for want in self.text.chars() {
            let c = rest.chars().next()?;
            let after = &rest[c.len_utf8()..];
            rest = match (want, c) {
                (' ', c) if c.is_whitespace() => after.trim_start(),
                ('\'', '’') => after,
                (want, c) if want == c => after,
                (want, c) if !self.exact && c.to_lowercase().eq([want]) => after,
                _ => return None,
            };
        }
        let ends = !rest.starts_with(char::is_alphanumeric);
        ends.then_some(text.len() - rest.len())
    }
}

/// The letters and digits that a text begins with, in lower case, or else its first sign.
fn fold_key(text: &str, key: &mut String) {
    key.clear();
    for c in text.chars() {
        if !c.is_alphanumeric() {
            if key.is_empty() {
                key.push(c);
            }
            return;
        }
        key.extend(c.to_lowercase());
    }
}

/// The bytes of a possessive ending at the start of a text.
fn genitive(text: &str) -> usize {
    let endings = ["'s", "’s", "'S", "’S"];
    let found = endings.iter().find(|e| {
        let rest = text.strip_prefix(**e);
        rest.is_some_and(|r| !r.starts_with(char::is_alphanumeric))
    });
    found.map_or(0, |e| e.len())
}

/// Where a comment begins in a line, or the line ends.
fn comment(line: &str) -> usize {
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        if c == '#' && before.is_whitespace() {
            return at;
        }
        before = c;
    }
    line.len()
}

/// The line and column of a byte in a text, for errors.
pub(super) fn place(text: &str, at: usize) -> String {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = &text[..at];
    let line = before.rsplit('\n').next().unwrap_or_default();
    format!(
        "line {}, column {}",
        before.matches('\n').count() + 1,
        line.chars().count() + 1
    )
}

/// The sounds of each word of a respelling.
pub(super) fn respell(language: &Language, text: &str) -> Vec<Vec<Sound>> {
    let words = text.split_whitespace().map(|word| {
        let mut sounds = Vec::new();
        pronounce_word(language, word, &mut sounds);
        sounds
    });
    words.collect()
}
