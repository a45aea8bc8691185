//! Brings the front end's view of a prompt and the labels of its recording together: the phones are
//! those that were said, syllables, stress and words are the front end's. One thing is the front
//! end's too: the vowel of a weak form. Corpora label "of" as in the dictionary (AH V) however weakly
//! it was said; a unit under that name would never be found for the AX V that the engine plans.

use super::corpus::Label;
use crate::pronounce::{Phone, Utterance};
use crate::prosody::{Break, phrase_breaks};

/// A prompt as it was really said.
#[derive(Debug, Clone, Default)]
pub struct Labelled {
    /// Words and syllables of the text over the phones of the labels.
    pub utterance: Utterance,
    /// Breaks where the speaker paused.
    pub breaks: Vec<Break>,
    /// For each label, its phone in `utterance`; `None` for pauses.
    pub phone_of: Vec<Option<u32>>,
    /// The share of phones on which text and labels disagree, 0 to 1.
    pub disagreement: f32,
}

/// Aligns `text` (the front end's utterance) with `labels`, and renames the vowels of weak forms in them.
pub fn align(text: &Utterance, labels: &mut [Label]) -> Labelled {
    let mut said: Vec<Phone> = labels
        .iter()
        .map(|l| l.phone)
        .filter(|p| *p != Phone::Pau)
        .collect();
    let (owner, _) = owners(&text.phones, &said);
    rename_weak_vowels(text, &owner, &mut said);
    let spoken = labels.iter_mut().filter(|l| l.phone != Phone::Pau);
    spoken
        .zip(&said)
        .for_each(|(label, phone)| label.phone = *phone);
    let (owner, errors) = owners(&text.phones, &said);
    let syllable_of = |phone: usize| {
        text.syllables
            .partition_point(|s| (s.phones.end as usize) <= phone) as u32
    };
    // The syllable of each phone said; syllables ascend because the alignment is monotonic.
    let syllables: Vec<u32> = owner.iter().map(|o| syllable_of(*o)).collect();
    let mut utterance = text.clone();
    utterance.phones.clone_from(&said);
    for (i, syllable) in utterance.syllables.iter_mut().enumerate() {
        let start = syllables.partition_point(|s| *s < i as u32) as u32;
        let end = syllables.partition_point(|s| *s <= i as u32) as u32;
        syllable.phones = start..end;
    }
    let mut next = 0;
    let phone_of: Vec<Option<u32>> = labels
        .iter()
        .map(|l| {
            (l.phone != Phone::Pau).then(|| {
                next += 1;
                next - 1
            })
        })
        .collect();
    let breaks = breaks_said(text, &utterance, labels, &phone_of);
    Labelled {
        disagreement: errors as f32 / said.len().max(1) as f32,
        utterance,
        breaks,
        phone_of,
    }
}

/// Gives vowels that stand for a function word's AX its name.
fn rename_weak_vowels(text: &Utterance, owner: &[usize], said: &mut [Phone]) {
    for word in text.words.iter().filter(|w| !w.pos.is_content()) {
        let phones = text.phones_of(word);
        for (phone, &of) in said.iter_mut().zip(owner) {
            if phones.contains(&of) && text.phones[of] == Phone::Ax && phone.is_vowel() {
                *phone = Phone::Ax;
            }
        }
    }
}

/// The text's breaks, kept where the labels have a pause and dropped where they have none.
fn breaks_said(
    text: &Utterance,
    said: &Utterance,
    labels: &[Label],
    phone_of: &[Option<u32>],
) -> Vec<Break> {
    let mut breaks = Vec::new();
    phrase_breaks(text, &mut breaks);
    let mut pauses: Vec<usize> = Vec::new();
    for (i, label) in labels.iter().enumerate() {
        let before = phone_of[..i].iter().rev().find_map(|p| *p);
        if let (Phone::Pau, Some(before)) = (label.phone, before) {
            pauses.push(before as usize + 1);
        }
    }
    for (word, mark) in said.words.iter().zip(&mut breaks) {
        let end = said.phones_of(word).end;
        *mark = if pauses.contains(&end) {
            (*mark).max(Break::Minor)
        } else {
            Break::None
        };
    }
    if let Some(last) = breaks.last_mut() {
        *last = (*last).max(Break::Stop);
    }
    breaks
}

/// For each phone said, the phone of the text that it belongs to (least edit distance), and the
/// number of edits.
fn owners(text: &[Phone], said: &[Phone]) -> (Vec<usize>, usize) {
    if text.is_empty() {
        return (vec![0; said.len()], said.len());
    }
    let width = text.len() + 1;
    let mut cost = vec![0u32; (said.len() + 1) * width];
    for i in 0..=said.len() {
        for j in 0..=text.len() {
            cost[i * width + j] = match (i, j) {
                (0, j) => 3 * j as u32,
                (i, 0) => 3 * i as u32,
                (i, j) => (cost[(i - 1) * width + j - 1] + mismatch(said[i - 1], text[j - 1]))
                    .min(cost[(i - 1) * width + j] + 3)
                    .min(cost[i * width + j - 1] + 3),
            };
        }
    }
    let mut owner = vec![0; said.len()];
    let (mut i, mut j, mut errors) = (said.len(), text.len(), 0);
    while i > 0 {
        let here = cost[i * width + j];
        if j > 0 && here == cost[(i - 1) * width + j - 1] + mismatch(said[i - 1], text[j - 1]) {
            errors += (said[i - 1] != text[j - 1]) as usize;
            (i, j) = (i - 1, j - 1);
            owner[i] = j;
        } else if here == cost[(i - 1) * width + j] + 3 {
            i -= 1;
            errors += 1;
            owner[i] = j.saturating_sub(1);
        } else {
            j -= 1;
            errors += 1;
        }
    }
    (owner, errors + j)
}

fn mismatch(a: Phone, b: Phone) -> u32 {
    match a == b {
        true => 0,
        false if a.is_vowel() == b.is_vowel() => 2,
        false => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Phone::*;

    #[test]
    fn owners_follow_the_least_edits() {
        assert_eq!(owners(&[T, Uw, B], &[T, Uw, B]), (vec![0, 1, 2], 0));
        assert_eq!(owners(&[T, Uw, B], &[T, Ax, B]), (vec![0, 1, 2], 1));
        assert_eq!(owners(&[T, Uw, B], &[T, B]), (vec![0, 2], 1));
        assert_eq!(owners(&[T, B], &[T, Uw, B]).1, 1);
        assert_eq!(owners(&[], &[T]), (vec![0], 1));
    }
}
