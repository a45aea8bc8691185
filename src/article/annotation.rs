//! Annotations inside a block: how a stretch of its text is to be said.
//!
//! The reader for SSML makes them from elements; an app can make them by hand:
//!
//! ```
//! use rhapsode::article::{Annotation, Block, BlockKind, Inline, Pause};
//!
//! let text = "Ready? Go!";
//! let block = Block::new(BlockKind::Paragraph, text)
//!     .annotated(Annotation::new(6..6, Inline::Break(Pause::Ms(800.0))))
//!     .annotated(Annotation::new(7..9, Inline::Sub("Run".into())));
//! assert_eq!(block.annotations.len(), 2);
//! ```

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Block;

/// How a stretch of a block's text is to be said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Annotation {
    /// Its bytes in [`Block::text`]; empty for what stands between characters (a break, a mark).
    ///
    /// Ranges that leave the text or cut a character in two have no effect.
    pub text: Range<usize>,
    /// What is asked for.
    #[serde(flatten)]
    pub inline: Inline,
}

/// What can be asked for. The names are those of SSML 1.1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Inline {
    /// A sentence, whatever its punctuation (`s`).
    Sentence,
    /// One word, whatever it looks like (`w`, `token`).
    Word,
    /// A pause in place of the one that the text would make, or where it would make none (`break`).
    /// Several at one place add up.
    Break(Pause),
    /// A name that is reported when speech gets there (`mark`).
    Mark(String),
    /// What the text stands for (`say-as`).
    SayAs(SayAs),
    /// Other words in place of the text; the text may be empty (`sub`).
    Sub(Cow<'static, str>),
    /// The pronunciation of the text (`phoneme`). What cannot be parsed has no effect.
    Phoneme(Phonemes),
    /// A stress on the text (`emphasis`).
    Emphasis(Emphasis),
    /// Rate, pitch and volume (`prosody`).
    Prosody(Prosody),
    /// Who says it (`voice`).
    Voice(VoiceRequest),
    /// The language of the text, a BCP 47 tag (`lang`, `xml:lang`). It is carried; what is not
    /// English is read by the rules of English.
    Lang(String),
    /// A section ends here: a rule, or three asterisks.
    Section,
    /// The address of the lexicon that holds for the text (`lookup`).
    Lexicon(String),
}

/// A pause.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pause {
    /// By its strength.
    Strength(Strength),
    /// By its length in milliseconds at rate 1, 0 to [`Pause::MAX_MS`]; longer ones are cut.
    Ms(f32),
}

impl Pause {
    /// The longest pause at one place, in milliseconds: a minute.
    pub const MAX_MS: f32 = 60_000.0;
}

/// The strength of a pause.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// No pause, even if the text would make one.
    None,
    /// Between two words that nothing separates: 70 ms.
    XWeak,
    /// As at a comma: 170 ms.
    Weak,
    /// As at a semicolon: 290 ms.
    #[default]
    Medium,
    /// As between sentences.
    Strong,
    /// As between paragraphs.
    XStrong,
}

/// What a `say-as` text stands for, with its format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SayAs {
    /// What it is.
    pub interpret_as: Interpretation,
    /// How it is written: `mdy` and the like for dates, `hms12` or `hms24` for times.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub format: String,
}

/// What a `say-as` text can stand for: the values of the W3C note *SSML 1.0 say-as attribute values*
/// (2005), and the common ones beyond it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Interpretation {
    /// A number.
    Cardinal,
    /// A place in an order: "3" is "third".
    Ordinal,
    /// Each digit by its name.
    Digits,
    /// Each character by its name.
    Characters,
    /// A date; the format tells the order of day, month and year.
    Date,
    /// A time of day.
    Time,
    /// A telephone number.
    Telephone,
    /// A fraction: "2/3" is "two thirds".
    Fraction,
    /// A number with a unit of measure.
    Unit,
    /// An amount of money.
    Currency,
    /// A part of an address.
    Address,
    /// A word that is not to be heard: a pause takes its place.
    Expletive,
}

/// A pronunciation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phonemes {
    /// Its notation.
    pub alphabet: Alphabet,
    /// The sounds.
    pub ph: String,
}

/// The notations of a pronunciation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Alphabet {
    /// The International Phonetic Alphabet (`ipa`).
    #[default]
    Ipa,
    /// ARPAbet with stress digits, as in CMUdict (`x-cmu`, `x-arpabet`).
    Cmu,
}

/// The degrees of a stress.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Emphasis {
    /// Stronger than `Moderate`: 2 semitones higher, 15 % slower, 3 dB louder.
    Strong,
    /// 1 semitone higher, 8 % slower, 1.5 dB louder.
    #[default]
    Moderate,
    /// No stress.
    None,
    /// 1 semitone lower, 10 % faster, 2 dB softer.
    Reduced,
}

/// Rate, pitch and volume. What is `None` stays as around it.
///
/// Values beyond what the signal can be stretched to are cut: rate 0.25 to 4 times, pitch 12
/// semitones either way, volume 12 dB upwards.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prosody {
    /// The speaking rate, as a factor on the voice's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<Level>,
    /// The level of the pitch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pitch: Option<Pitch>,
    /// A factor on the movements of the pitch; 0 is monotone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<f32>,
    /// The volume in decibels; -60 and below is silence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<Level>,
    /// How long the text is to take, in milliseconds, as planned: what is heard may differ by some
    /// 10 %. It goes before `rate`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<f32>,
    /// The pitch at places in the text (0 to 1 of its length), straight lines between them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contour: Vec<(f32, Pitch)>,
}

/// A value in place of the one around it, or on top of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Whatever holds around it.
    Set(f32),
    /// A change of what holds around it: a factor for a rate, decibels for a volume.
    By(f32),
}

/// A pitch.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pitch {
    /// In semitones from the voice's own, whatever holds around it.
    Set(f32),
    /// In semitones from what holds around it.
    By(f32),
    /// In Hz.
    Hertz(f32),
    /// In Hz from what holds around it.
    ByHertz(f32),
}

/// Who is to speak. What is empty does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct VoiceRequest {
    /// Names in order of preference, separated by spaces: of a voice pack, of a role in the cast, or
    /// any other name, which then stands for a speaker of its own.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The gender.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gender: Option<Gender>,
    /// The age in years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age: Option<u8>,
    /// Which of several voices that fit, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant: Option<u8>,
}

/// The gender of a voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// A woman's voice.
    Female,
    /// A man's voice.
    Male,
    /// Neither.
    Neutral,
}

impl Annotation {
    /// An annotation of the bytes `text`.
    pub fn new(text: Range<usize>, inline: Inline) -> Self {
        Annotation { text, inline }
    }

    /// Whether its place exists in `text`.
    pub(crate) fn fits(&self, text: &str) -> bool {
        let Range { start, end } = self.text;
        start <= end && text.is_char_boundary(start) && text.is_char_boundary(end)
    }
}

impl Inline {
    /// Whether the text under it is read as one piece, apart from what stands around it.
    pub(crate) fn is_atom(&self) -> bool {
        matches!(
            self,
            Inline::Word | Inline::SayAs(_) | Inline::Sub(_) | Inline::Phoneme(_)
        )
    }
}

impl Block {
    /// The same block with one more annotation.
    pub fn annotated(mut self, annotation: Annotation) -> Self {
        self.annotations.push(annotation);
        self
    }
}

/// The annotations of a part of a block, from the start of the part.
pub(super) fn slice(annotations: &[Annotation], part: &Range<usize>) -> Vec<Annotation> {
    let inside = |a: &&Annotation| a.text.start <= part.end && a.text.end >= part.start;
    let cut = |at: usize| at.clamp(part.start, part.end) - part.start;
    annotations
        .iter()
        .filter(inside)
        .map(|a| Annotation::new(cut(a.text.start)..cut(a.text.end), a.inline.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::BlockKind;

    #[test]
    fn annotations_survive_a_round_trip_through_json() {
        let block = Block::new(BlockKind::Paragraph, "One two.")
            .annotated(Annotation::new(0..3, Inline::Sub("1".into())))
            .annotated(Annotation::new(3..3, Inline::Break(Pause::Ms(250.0))))
            .annotated(Annotation::new(
                4..7,
                Inline::Prosody(Prosody {
                    rate: Some(Level::Set(0.5)),
                    contour: vec![(0.5, Pitch::By(2.0))],
                    ..Prosody::default()
                }),
            ));
        let json = serde_json::to_string(&block).unwrap();
        assert!(
            json.contains(r#"{"text":{"start":0,"end":3},"sub":"1"}"#),
            "{json}"
        );
        let back: Block = serde_json::from_str(&json).unwrap();
        assert_eq!(back, block);
    }

    #[test]
    fn places_outside_the_text_do_not_fit() {
        let at = |range| Annotation::new(range, Inline::Word).fits("añb");
        assert!(at(0..4) && at(4..4) && at(1..3));
        #[allow(clippy::reversed_empty_ranges)] // What an app may get wrong.
        let reversed = 3..1;
        assert!(!at(0..2) && !at(0..5) && !at(reversed));
    }
}
