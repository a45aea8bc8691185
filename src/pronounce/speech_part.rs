//! Parts of speech in context, and the weak forms of function words.

use super::class::Class;
use super::homograph::{Kind, Seen};
use super::sound::parse_cmu;
use super::{PartOfSpeech, Sound, Stress};
use crate::text::{Punctuation, SentenceKind};

/// The part of speech of the word at `at`; `kind` is that of its reading, if it is a homograph.
pub fn part_of_speech(
    seen: &[Seen],
    at: usize,
    kind: Option<Kind>,
    sentence: SentenceKind,
) -> PartOfSpeech {
    use PartOfSpeech as P;
    match kind {
        Some(Kind::Noun | Kind::Nouns) => return P::Noun,
        Some(Kind::Verb | Kind::Verbs) => return P::Verb,
        Some(Kind::Adjective) => return P::Adjective,
        Some(Kind::Own) | None => {}
    }
    let class = |i: usize| seen.get(i).map_or(Class::Edge, |s| s.class);
    let before = at.checked_sub(1).map_or(Class::Edge, class);
    let next = class(at + 1);
    let ends = ends_clause(seen, at);
    match class(at) {
        Class::Article | Class::Possessive | Class::Quantifier => P::Determiner,
        Class::Demonstrative if ends || is_verbal(next) => P::Pronoun,
        Class::Demonstrative => P::Determiner,
        Class::That if ends => P::Pronoun,
        Class::That if is_that_determiner(before, next) => P::Determiner,
        Class::That | Class::Conjunction | Class::Subordinator => P::Conjunction,
        Class::Subject | Class::Object | Class::Pronoun | Class::Reflexive => P::Pronoun,
        Class::To | Class::Preposition | Class::As => P::Preposition,
        Class::Like if is_subject(before) || before == Class::Modal => P::Verb,
        Class::Like => P::Preposition,
        Class::Modal | Class::Be => P::Auxiliary,
        Class::Have if is_nominal_start(next) => P::Verb,
        Class::Do if is_nominal_start(next) || ends => P::Verb,
        Class::Have | Class::Do => P::Auxiliary,
        Class::Not | Class::Adverb | Class::Ly => P::Adverb,
        Class::Wh if sentence == SentenceKind::WhQuestion && at <= 1 => P::Interrogative,
        Class::Wh => P::Conjunction,
        Class::Interjection => P::Other,
        Class::Verb | Class::VerbEnding if is_determiner(before) => P::Noun,
        Class::Verb | Class::VerbEnding | Class::Past | Class::Participle => P::Verb,
        Class::Adjective | Class::AdjectiveEnding if is_determiner(before) && ends => P::Noun,
        Class::Adjective | Class::AdjectiveEnding => P::Adjective,
        Class::Ed if is_determiner(before) => P::Adjective,
        Class::Ed => P::Verb,
        Class::Ing if is_determiner(before) || before == Class::Preposition => P::Noun,
        Class::Ing => P::Verb,
        Class::Plural | Class::Other if is_subject(before) => P::Verb,
        Class::Other if matches!(before, Class::To | Class::Modal | Class::Do) => P::Verb,
        _ => P::Noun,
    }
}

/// Whether a clause ends after the word.
pub fn ends_clause(seen: &[Seen], at: usize) -> bool {
    at + 1 >= seen.len() || seen[at].after >= Punctuation::Comma
}

fn is_verbal(class: Class) -> bool {
    use Class::*;
    matches!(
        class,
        Modal | Be | Have | Do | Verb | Past | Preposition | To | Conjunction
    )
}

fn is_determiner(class: Class) -> bool {
    use Class::*;
    matches!(
        class,
        Article | Possessive | Demonstrative | Quantifier | Genitive
    )
}

fn is_subject(class: Class) -> bool {
    matches!(class, Class::Subject | Class::Pronoun | Class::Wh)
}

/// Whether a noun phrase may begin so.
fn is_nominal_start(class: Class) -> bool {
    is_determiner(class)
        || matches!(
            class,
            Class::Number
                | Class::Adjective
                | Class::Noun
                | Class::NounEnding
                | Class::Plural
                | Class::Object
                | Class::Reflexive
        )
}

/// "that" points ("that man", "of that kind") unless it opens a clause ("he said that he").
fn is_that_determiner(before: Class, next: Class) -> bool {
    use Class::*;
    match next {
        Noun | NounEnding => !matches!(before, Past | Verb | Noun | NounEnding),
        Adjective => matches!(before, Preposition | Edge | Conjunction),
        Be | Modal => matches!(before, Edge | Conjunction | Preposition | Be),
        _ => matches!(before, Preposition) && !is_subject(next) && next != Article,
    }
}

/// Weak forms that differ from the strong form by more than stress: before a consonant and before
/// a vowel.
fn weak_form(word: &str) -> Option<(&'static str, &'static str)> {
    Some(match word {
        "the" => ("DH AH0", "DH IY0"),
        "a" => ("AH0", "AH0"),
        "an" => ("AH0 N", "AH0 N"),
        "and" => ("AH0 N D", "AH0 N D"),
        "to" => ("T AH0", "T UW0"),
        "into" => ("IH0 N T AH0", "IH0 N T UW0"),
        "of" => ("AH0 V", "AH0 V"),
        "from" => ("F R AH0 M", "F R AH0 M"),
        "can" => ("K AH0 N", "K AH0 N"),
        "was" => ("W AH0 Z", "W AH0 Z"),
        "that" => ("DH AH0 T", "DH AH0 T"),
        "than" => ("DH AH0 N", "DH AH0 N"),
        "them" => ("DH AH0 M", "DH AH0 M"),
        "us" => ("AH0 S", "AH0 S"),
        "must" => ("M AH0 S T", "M AH0 S T"),
        "does" => ("D AH0 Z", "D AH0 Z"),
        _ => return None,
    })
}

/// Turns the pronunciation of a function word into its weak form, where it is weak. `next` is the
/// sound that follows.
pub fn weaken(
    word: &str,
    pos: PartOfSpeech,
    seen: &[Seen],
    at: usize,
    next: Option<Sound>,
    sounds: &mut Vec<Sound>,
) {
    if !is_weak(word, pos, seen, at) {
        return;
    }
    let vowel_follows = next.is_some_and(|s| s.is_vowel());
    if let Some((consonant, vowel)) = weak_form(word) {
        let form = if vowel_follows { vowel } else { consonant };
        sounds.clear();
        sounds.extend(parse_cmu(form).unwrap_or_default());
    } else if sounds.iter().filter(|s| s.is_vowel()).count() <= 2 {
        for sound in sounds.iter_mut() {
            *sound = sound.with_stress(Stress::None);
        }
    }
}

/// Articles are always weak; other function words are when something follows them in the clause
/// that they lean on.
fn is_weak(word: &str, pos: PartOfSpeech, seen: &[Seen], at: usize) -> bool {
    use PartOfSpeech as P;
    let class = seen[at].class;
    if class == Class::Article {
        return true;
    }
    if ends_clause(seen, at) || word.ends_with("n't") {
        // "What is it for?" keeps its preposition strong; objects stay weak to the end.
        return matches!(class, Class::Object) || matches!(word, "it" | "you") && at > 0;
    }
    let next = seen[at + 1].class;
    match pos {
        P::Determiner => matches!(class, Class::Possessive),
        P::Pronoun => {
            matches!(class, Class::Subject | Class::Object) || matches!(word, "it" | "you")
        }
        P::Preposition => {
            let short = matches!(
                word,
                "of" | "in"
                    | "on"
                    | "at"
                    | "by"
                    | "for"
                    | "with"
                    | "from"
                    | "to"
                    | "into"
                    | "as"
                    | "per"
            );
            // Two in a row ("to look at from above"): the first is stranded.
            short && next != Class::Preposition || word == "to"
        }
        P::Conjunction => matches!(
            word,
            "and" | "or" | "but" | "nor" | "if" | "than" | "that" | "as" | "who" | "which"
        ),
        // "They have, as we can not": before "not" auxiliaries stay strong.
        P::Auxiliary => next != Class::Not && !matches!(word, "cannot" | "being" | "having"),
        _ => false,
    }
}
