//! Pronunciation: case files under `tests/cases/pronounce`, and properties on arbitrary input.

use std::sync::Arc;

use proptest::prelude::*;
use rhapsode::Language;
use rhapsode::pronounce::{Pronouncer, UserLexicon, Utterance};
use rhapsode::text::{Normalizer, Punctuation, Sentence, Token, Word, WordKind};

/// A sentence of words that are said as they are written, separated by spaces. A word in capitals
/// between dots, like `.A.`, is a letter; punctuation may end a word.
fn sentence(text: &str) -> Sentence {
    let mut sentence = Sentence {
        text: text.to_string(),
        ..Sentence::default()
    };
    for (number, part) in text.split_ascii_whitespace().enumerate() {
        let start = (part.as_ptr() as usize - text.as_ptr() as usize) as u32;
        let (bare, after) = match part.as_bytes()[part.len() - 1] {
            b',' => (&part[..part.len() - 1], Punctuation::Comma),
            b'.' if !part.starts_with('.') => (&part[..part.len() - 1], Punctuation::Stop),
            b'?' => (&part[..part.len() - 1], Punctuation::Question),
            b'!' => (&part[..part.len() - 1], Punctuation::Exclamation),
            b':' => (&part[..part.len() - 1], Punctuation::Colon),
            _ => (part, Punctuation::None),
        };
        let letter = bare.strip_prefix('.').and_then(|b| b.strip_suffix('.'));
        if !sentence.spoken.is_empty() {
            sentence.spoken.push(' ');
        }
        let from = sentence.spoken.len() as u32;
        sentence
            .spoken
            .push_str(&letter.unwrap_or(bare).to_lowercase());
        sentence.tokens.push(Token {
            span: start..start + part.len() as u32,
            words: number as u32..number as u32 + 1,
        });
        sentence.words.push(Word {
            spoken: from..sentence.spoken.len() as u32,
            token: number as u32,
            kind: if letter.is_some() {
                WordKind::Letter
            } else {
                WordKind::Word
            },
            capital: bare.chars().next().is_some_and(char::is_uppercase),
            before: Punctuation::None,
            after,
        });
    }
    sentence
}

fn pronouncer() -> Pronouncer {
    Pronouncer::new(Arc::new(Language::english()))
}

/// An accent as written decides what the context would have to: "résumé" is never "resume".
#[test]
fn accents_choose_readings() {
    let mut pronouncer = pronouncer();
    let mut utterance = Utterance::default();
    let language = Language::english();
    for (text, last) in [
        ("They resume the résumé.", "R EH1 Z AH0 M EY2"),
        ("To expose it, read his exposé", "EH2 K S P OW0 Z EY1"),
    ] {
        let mut sentence = Sentence {
            text: text.to_string(),
            ..Sentence::default()
        };
        Normalizer::default().normalize(&language, &mut sentence);
        pronouncer.pronounce(&sentence, &mut utterance);
        let word = utterance.words.last().expect("a word");
        assert_eq!(utterance.notation(word).join(" "), last, "{text}");
    }
}

/// Runs the case files: `sentence => WORD=PHONES; WORD=PHONES`, where the first occurrence of each
/// word that was not checked yet is meant, `#` begins a comment.
#[test]
fn cases() {
    let mut pronouncer = pronouncer();
    let mut utterance = Utterance::default();
    let (mut failures, mut count) = (Vec::new(), 0);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/pronounce");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|f| f.unwrap().path())
        .collect();
    files.sort();
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for (number, line) in std::fs::read_to_string(&path).unwrap().lines().enumerate() {
            let line = line.split('#').next().unwrap().trim();
            if line.is_empty() {
                continue;
            }
            let place = format!("{name}:{}", number + 1);
            let (text, expected) = line
                .split_once("=>")
                .unwrap_or_else(|| panic!("{place}: no =>"));
            let sentence = sentence(text);
            pronouncer.pronounce(&sentence, &mut utterance);
            let mut from = 0;
            for want in expected.split(';') {
                let (word, phones) = want
                    .split_once('=')
                    .unwrap_or_else(|| panic!("{place}: no ="));
                let word = word.trim().to_lowercase();
                let phones = phones
                    .split_ascii_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ");
                let found = (from..sentence.words.len())
                    .find(|&i| sentence.spelling(&sentence.words[i]) == word)
                    .unwrap_or_else(|| panic!("{place}: no word {word}"));
                from = found + 1;
                count += 1;
                let got = utterance.notation(&utterance.words[found]).join(" ");
                if got != phones {
                    failures.push(format!("{place}: {word} = {got}, not {phones}"));
                }
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {count}:\n{}",
        failures.len(),
        failures.join("\n")
    );
    assert!(count > 0);
}

/// Every phone in one syllable, every syllable in one word, in order.
fn check(sentence: &Sentence, utterance: &Utterance) {
    assert_eq!(sentence.words.len(), utterance.words.len());
    let (mut syllable, mut phone) = (0, 0);
    for word in &utterance.words {
        assert_eq!(word.syllables.start, syllable);
        assert!(word.syllables.end >= syllable);
        syllable = word.syllables.end;
    }
    assert_eq!(syllable as usize, utterance.syllables.len());
    for syllable in &utterance.syllables {
        assert_eq!(syllable.phones.start, phone);
        assert!(syllable.phones.end > phone);
        phone = syllable.phones.end;
    }
    assert_eq!(phone as usize, utterance.phones.len());
}

proptest! {
    #[test]
    fn any_text(text in "\\PC*", letters in "[a-z'é ]{0,60}") {
        let mut pronouncer = pronouncer();
        let mut utterance = Utterance::default();
        for text in [&text, &letters] {
            let sentence = sentence(text);
            pronouncer.pronounce(&sentence, &mut utterance);
            check(&sentence, &utterance);
        }
    }
}

#[test]
fn a_megabyte_of_one_letter() {
    let sentence = sentence(&"a".repeat(1 << 20));
    let mut utterance = Utterance::default();
    pronouncer().pronounce(&sentence, &mut utterance);
    check(&sentence, &utterance);
}

/// What a user's lexicon makes of the words of a sentence.
fn with_user(user: UserLexicon, text: &str) -> Vec<String> {
    let mut pronouncer = pronouncer();
    pronouncer.set_user_lexicon(Some(Arc::new(user)));
    let mut utterance = Utterance::default();
    let sentence = sentence(text);
    pronouncer.pronounce(&sentence, &mut utterance);
    check(&sentence, &utterance);
    utterance
        .words
        .iter()
        .map(|w| utterance.notation(w).join(" "))
        .collect()
}

#[test]
fn user_lexicon() {
    let english = Language::english();
    let text = "# names\n\
        rhapsode R AE1 P S OW2 D\n\
        gif = jiff\n\
        new york\tN UW1 | Y AO1 R K\n\
        \"Reading\"  R EH1 D IH0 NG\n";
    let user = UserLexicon::parse(text, "names.txt", &english).unwrap();
    assert_eq!(user.len(), 4);
    let got = with_user(user, "Reading a gif in New York with rhapsode");
    assert_eq!(got[0], "R EH1 D IH0 NG");
    assert_eq!(got[2], "JH IH1 F");
    assert_eq!((got[4].as_str(), got[5].as_str()), ("N UW1", "Y AO1 R K"));
    assert_eq!(got[7], "R AE1 P S OW2 D");
    let user = UserLexicon::parse(text, "names.txt", &english).unwrap();
    assert_eq!(with_user(user, "he was reading")[2], "R IY1 D IH0 NG");
}

#[test]
fn user_lexicon_errors_name_the_place() {
    let english = Language::english();
    for (text, place) in [
        ("ok  OW2 K EY1\nbad  OW1 QQ T\n", "line 2, column 10"),
        ("alone\n", "line 1, column 6"),
        ("word =\n", "line 1, column 7"),
    ] {
        let error = UserLexicon::parse(text, "mine.txt", &english)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains(place) && error.contains("mine.txt"),
            "{error}"
        );
    }
}

#[cfg(feature = "ssml")]
#[test]
fn pls() {
    let english = Language::english();
    let text = r#"<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en-US">
  <lexeme><grapheme>gif</grapheme><grapheme>giff</grapheme><phoneme>d&#x292;ɪf</phoneme></lexeme>
  <lexeme><grapheme>W3C</grapheme><alias>web consortium</alias></lexeme>
  <lexeme><grapheme>sean</grapheme><phoneme alphabet="x-cmu">S IY1 N</phoneme><phoneme prefer="true">ʃɔːn</phoneme></lexeme>
</lexicon>"#;
    let user = UserLexicon::parse_pls(text, "a.pls", &english).unwrap();
    assert_eq!(user.get("GIF").as_deref(), Some("JH IH1 F"));
    assert_eq!(user.get("sean").as_deref(), Some("SH AO1 N"));
    let got = with_user(user, "the w3c said");
    assert_eq!(got[1], "W EH1 B K AH0 N S AO1 R SH IY0 AH0 M");
    let text = "<lexicon>\n <lexeme><grapheme>a</grapheme><phoneme>ʘ</phoneme></lexeme></lexicon>";
    let error = UserLexicon::parse_pls(text, "b.pls", &english)
        .unwrap_err()
        .to_string();
    assert!(error.contains("line 2, column 41"), "{error}");
}
