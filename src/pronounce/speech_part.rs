//! Parts of speech in context, and the weak forms of function words.

use super::class::Class;
use super::homograph::{Kind, Seen};
use super::{PartOfSpeech, Phone, Sound, Stress};
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
        Class::Have if is_nominal_start(next) || next == Class::To => P::Verb,
        Class::Do if is_main_do(before, next) || ends => P::Verb,
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

/// "do" is the main verb in "they do it", "to do so"; the helper in "they do not", "what do you".
fn is_main_do(before: Class, next: Class) -> bool {
    use Class::*;
    is_nominal_start(next)
        || (matches!(before, To | Modal | Not)
            && !matches!(next, Not | Subject | Verb | Adverb | Ly))
}

/// "that" points ("that man", "of that kind") unless it opens a clause ("he said that he").
fn is_that_determiner(before: Class, next: Class) -> bool {
    use Class::*;
    match next {
        Noun | NounEnding => !matches!(before, Past | Verb | Noun | NounEnding),
        Adjective => matches!(before, Preposition | Edge | Conjunction),
        Be | Modal => matches!(before, Edge | Conjunction | Preposition | Be | That),
        _ => matches!(before, Preposition) && !is_subject(next) && next != Article,
    }
}

/// Weak forms that differ from the strong form by more than stress: before a consonant and before
/// a vowel. All their vowels are unstressed.
fn weak_form(word: &str) -> Option<(&'static [Phone], &'static [Phone])> {
    use Phone::*;
    let (consonant, vowel): (&[Phone], &[Phone]) = match word {
        "the" => (&[Dh, Ax], &[Dh, Iy]),
        "to" => (&[T, Ax], &[T, Uw]),
        "into" => (&[Ih, N, T, Ax], &[Ih, N, T, Uw]),
        "a" => (&[Ax], &[]),
        "an" => (&[Ax, N], &[]),
        "and" => (&[Ax, N, D], &[]),
        "of" => (&[Ax, V], &[]),
        "from" => (&[F, R, Ax, M], &[]),
        "can" => (&[K, Ax, N], &[]),
        "was" => (&[W, Ax, Z], &[]),
        "that" => (&[Dh, Ax, T], &[]),
        "than" => (&[Dh, Ax, N], &[]),
        "them" => (&[Dh, Ax, M], &[]),
        "us" => (&[Ax, S], &[]),
        "must" => (&[M, Ax, S, T], &[]),
        "does" => (&[D, Ax, Z], &[]),
        _ => return None,
    };
    Some((consonant, if vowel.is_empty() { consonant } else { vowel }))
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
        sounds.extend(form.iter().map(|&phone| Sound::new(phone, Stress::None)));
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
