//! The W3C Pronunciation Lexicon Specification 1.0: `lexeme`s of `grapheme`s with a `phoneme` or
//! an `alias`.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Sound;
use super::sound::{parse_cmu, parse_ipa};
use super::user::{UserLexicon, place, respell};
use crate::language::Language;
use crate::{Error, Result};

/// How a `phoneme` is written.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Alphabet {
    Ipa,
    Cmu,
}

/// What has been read of the current `lexeme`.
#[derive(Default)]
struct Lexeme {
    graphemes: Vec<String>,
    /// The first pronunciation, or the preferred one.
    sounds: Option<Vec<Vec<Sound>>>,
    preferred: bool,
}

impl UserLexicon {
    /// Reads the W3C format PLS 1.0. Alphabets: `ipa`, and `x-cmu` or `x-arpabet` for CMUdict's.
    /// Of several pronunciations the preferred one or else the first counts (section 4.9.3); the
    /// first word of a phrase takes all its sounds. Graphemes match in any case.
    ///
    /// # Errors
    /// [`Error::Malformed`] with line and column, [`Error::Unsupported`] for another alphabet.
    pub fn parse_pls(text: &str, name: &str, language: &Language) -> Result<UserLexicon> {
        let bad = |at: usize, problem: String| {
            Error::malformed(name, problem, place(text, at), "write PLS 1.0")
        };
        let mut reader = Reader::from_str(text);
        let mut lexicon = UserLexicon::default();
        let mut default_alphabet = Alphabet::Ipa;
        let mut lexeme = Lexeme::default();
        let (mut alphabet, mut preferred) = (default_alphabet, false);
        let (mut content, mut content_at) = (String::new(), 0);
        loop {
            let at = reader.buffer_position() as usize;
            let event = reader.read_event();
            match event.map_err(|e| bad(reader.error_position() as usize, e.to_string()))? {
                Event::Start(tag) => {
                    content.clear();
                    content_at = reader.buffer_position() as usize;
                    let local = tag.local_name();
                    if matches!(local.as_ref(), "lexicon" | "phoneme") {
                        alphabet = alphabet_of(&tag, default_alphabet)
                            .map_err(|other| unsupported(name, &other))?;
                    }
                    match local.as_ref() {
                        "lexicon" => {
                            default_alphabet = alphabet;
                            check_language(&tag, name, language)?;
                        }
                        "lexeme" => lexeme = Lexeme::default(),
                        _ => preferred = attribute(&tag, "prefer").as_deref() == Some("true"),
                    }
                }
                Event::Text(part) => content.push_str(&part),
                Event::CData(part) => content.push_str(&part),
                Event::GeneralRef(part) => {
                    let character = part
                        .resolve_char_ref()
                        .map_err(|e| bad(at, e.to_string()))?;
                    let resolved = quick_xml::escape::resolve_predefined_entity(&part);
                    match (character, resolved) {
                        (Some(c), _) => content.push(c),
                        (None, Some(text)) => content.push_str(text),
                        _ => return Err(bad(at, format!("unknown entity `{}`", &*part))),
                    }
                }
                Event::End(tag) => {
                    let text = content.trim();
                    let sounds = match tag.local_name().as_ref() {
                        "grapheme" => {
                            lexeme.graphemes.push(text.to_string());
                            None
                        }
                        "phoneme" => {
                            let words = lexeme.graphemes.first();
                            let words = words.map_or(1, |g| g.split_whitespace().count());
                            let sounds = phonemes(text, words, alphabet);
                            Some(sounds.map_err(|p| bad(content_at, p))?)
                        }
                        "alias" => Some(respell(language, text)),
                        "lexeme" => {
                            let sounds = lexeme.sounds.take();
                            let sounds = sounds.ok_or_else(|| {
                                bad(at, "a lexeme without phoneme or alias".into())
                            })?;
                            for grapheme in &lexeme.graphemes {
                                lexicon
                                    .add(grapheme, sounds.clone())
                                    .map_err(|p| bad(at, p))?;
                            }
                            None
                        }
                        _ => None,
                    };
                    let better = lexeme.sounds.is_none() || preferred && !lexeme.preferred;
                    if sounds.is_some() && better {
                        (lexeme.sounds, lexeme.preferred) = (sounds, preferred);
                    }
                    content.clear();
                }
                Event::Eof => return Ok(lexicon),
                _ => {}
            }
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag
        .attributes()
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}

/// The alphabet of an element, or else the document's; an unknown one is the error.
fn alphabet_of(tag: &BytesStart<'_>, default: Alphabet) -> Result<Alphabet, String> {
    match attribute(tag, "alphabet").as_deref() {
        None => Ok(default),
        Some("ipa") => Ok(Alphabet::Ipa),
        Some("x-cmu" | "x-arpabet" | "x-cmudict") => Ok(Alphabet::Cmu),
        Some(other) => Err(other.to_string()),
    }
}

fn unsupported(name: &str, alphabet: &str) -> Error {
    Error::unsupported(
        name,
        format!("the alphabet `{alphabet}` is not known"),
        "use ipa, or x-cmu for the notation of CMUdict",
    )
}

/// Refuses a lexicon for another language.
fn check_language(tag: &BytesStart<'_>, name: &str, language: &Language) -> Result<(), Error> {
    let primary = |tag: &str| {
        let primary = tag.split(['-', '_']).next();
        primary.unwrap_or_default().to_ascii_lowercase()
    };
    match attribute(tag, "lang") {
        Some(other) if primary(&other) != primary(language.tag()) => Err(Error::unsupported(
            name,
            format!("it is for the language `{other}`"),
            format!("name a lexicon for `{}`", language.tag()),
        )),
        _ => Ok(()),
    }
}

/// The sounds of each word of a phrase if spaces divide them so; else all for the first word.
fn phonemes(text: &str, words: usize, alphabet: Alphabet) -> Result<Vec<Vec<Sound>>, String> {
    let divided = alphabet == Alphabet::Ipa && text.split_whitespace().count() == words;
    if divided {
        return text
            .split_whitespace()
            .map(|part| phoneme(part, alphabet))
            .collect();
    }
    Ok(vec![phoneme(text, alphabet)?])
}

fn phoneme(text: &str, alphabet: Alphabet) -> Result<Vec<Sound>, String> {
    let sounds = match alphabet {
        Alphabet::Ipa => parse_ipa(text).map_err(|(_, c)| format!("`{c}` is no phone"))?,
        Alphabet::Cmu => parse_cmu(text).map_err(|(_, part)| format!("`{part}` is no phone"))?,
    };
    if sounds.is_empty() {
        return Err("an empty phoneme".into());
    }
    Ok(sounds)
}
