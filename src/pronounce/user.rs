//! The user's lexicon: words and phrases that are to be said in a certain way.

use std::collections::HashMap;

use super::Sound;
use super::pronouncer::pronounce_word;
use super::sound::parse_cmu;
use crate::language::Language;
use crate::text::Sentence;
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
/// "Reading"   R EH1 D IH0 NG
/// ```
/// The word or phrase, two spaces or a tab, phones in CMUdict notation; or `=` and a respelling in
/// words that the language can read ("say it like"). A bar divides the phones of a phrase among
/// its words; without it the first word takes them all. Words match in any case, unless they stand
/// in quotation marks: those match only text that is written just so. The last entry for a word
/// wins. A single word may have one space only before its phones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserLexicon {
    /// Entries by their first word in lower case, those with more words first.
    entries: HashMap<String, Vec<Entry>>,
    len: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    /// The words after the first, in lower case.
    rest: Vec<String>,
    /// The whole as written, if it must be written so.
    exact: Option<String>,
    /// The sounds of each word.
    sounds: Vec<Vec<Sound>>,
}

/// The most words of a phrase.
const MAX_WORDS: usize = 16;

impl UserLexicon {
    /// Reads the plain format. `name` is the file's, for errors; `language` reads the respellings.
    ///
    /// # Errors
    /// [`Error::Malformed`] with the line and column of what cannot be read.
    pub fn parse(text: &str, name: &str, language: &Language) -> Result<UserLexicon> {
        let mut lexicon = UserLexicon::default();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim_start_matches('\u{feff}');
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
        let content = line.split('#').next().unwrap_or_default().trim_end();
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
        let exact = quoted.map(str::to_string);
        let lower = quoted.unwrap_or(grapheme).to_lowercase().replace('’', "'");
        let mut words = lower.split_whitespace().map(str::to_string);
        let first = words.next().ok_or("no word")?;
        let rest: Vec<String> = words.collect();
        if rest.len() >= MAX_WORDS {
            return Err(format!("a phrase of more than {MAX_WORDS} words"));
        }
        if sounds.len() > rest.len() + 1 {
            let extra: Vec<Sound> = sounds.drain(rest.len() + 1..).flatten().collect();
            sounds[rest.len()].extend(extra);
        }
        sounds.resize(rest.len() + 1, Vec::new());
        let entries = self.entries.entry(first).or_default();
        let before = entries.len();
        entries.retain(|e| e.rest != rest || e.exact != exact);
        self.len = self.len + 1 + entries.len() - before;
        entries.push(Entry {
            rest,
            exact,
            sounds,
        });
        entries.sort_by_key(|e| (std::cmp::Reverse(e.rest.len()), e.exact.is_none()));
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

    /// The pronunciation of a word, as written, in CMUdict notation.
    pub fn get(&self, word: &str) -> Option<String> {
        let entries = self.entries.get(&word.to_lowercase())?;
        let fits = |e: &&Entry| e.rest.is_empty() && e.exact.as_deref().is_none_or(|x| x == word);
        Some(super::sound::print_cmu(
            &entries.iter().find(fits)?.sounds[0],
        ))
    }

    /// The sounds of the words of the longest entry that begins with word `i` of a sentence.
    pub(super) fn longest(&self, sentence: &Sentence, i: usize) -> Option<&[Vec<Sound>]> {
        let spelling = |i: usize| sentence.words.get(i).map(|w| sentence.spelling(w));
        let entries = self.entries.get(spelling(i)?)?;
        let fits = |e: &&Entry| {
            let mut rest = e.rest.iter().enumerate();
            rest.all(|(k, word)| spelling(i + 1 + k) == Some(word.as_str()))
                && e.exact
                    .as_deref()
                    .is_none_or(|x| is_written(sentence, i, e.rest.len(), x))
        };
        entries.iter().find(fits).map(|e| e.sounds.as_slice())
    }
}

/// Whether words of a sentence are written as `exact` says, punctuation around them aside.
fn is_written(sentence: &Sentence, i: usize, more: usize, exact: &str) -> bool {
    let token = |i: usize| {
        let word = sentence.words.get(i)?;
        sentence.tokens.get(word.token as usize)
    };
    let (Some(first), Some(last)) = (token(i), token(i + more)) else {
        return false;
    };
    let span = first.span.start as usize..last.span.end as usize;
    let written = sentence.text.get(span).unwrap_or_default();
    let outside = |c: char| !c.is_alphanumeric();
    written.trim_matches(outside) == exact.trim_matches(outside)
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
