//! Seeking: from what is asked for to a place in the article.

use std::time::Duration;

use super::outline::Article;

/// Later than this after its beginning, a sentence, paragraph or section is gone back in; earlier,
/// to the one before it.
const GRACE: Duration = Duration::from_millis(1_000);

/// Where to go in the article that is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Seek {
    /// A time from the start, at the present rate.
    Time(Duration),
    /// So much further.
    Forward(Duration),
    /// So much back.
    Back(Duration),
    /// A sentence, counted from 0.
    Sentence(usize),
    /// A block, as an index into [`Document::blocks`].
    Block(usize),
    /// The word at a byte of the source, or the next one.
    Byte(usize),
    /// The next sentence; after the last, the next article.
    NextSentence,
    /// The start of the sentence, or, in its first second, the sentence before it.
    PreviousSentence,
    /// The next block.
    NextParagraph,
    /// The start of the block, or, in its first second, the block before it.
    PreviousParagraph,
    /// The next heading.
    NextHeading,
    /// The heading above, or, in its first second, the heading before that.
    PreviousHeading,
}

/// A place in an article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Target {
    /// The sentence; behind the last is the end.
    pub sentence: usize,
    /// Frames of the voice into the sentence.
    pub offset: u64,
    /// Or the first word of it that ends after this byte of the source.
    pub byte: Option<usize>,
}

impl Seek {
    /// The place that it asks for, from a sentence and the frames into it that were heard.
    pub(super) fn resolve(self, article: &Article, here: (usize, u64), voice_rate: u32) -> Target {
        let outline = article.outline();
        let frames = |time: Duration| (time.as_secs_f64() * f64::from(voice_rate)) as u64;
        let (sentence, offset) = here;
        let now = outline.start(sentence) + offset;
        let is_heading = |s: usize| article.begins_heading(&outline, s);
        let next = |begins: &dyn Fn(usize) -> bool| {
            let mut after = sentence + 1..outline.len();
            after.find(|s| begins(*s)).unwrap_or(outline.len())
        };
        let previous = |begins: &dyn Fn(usize) -> bool| {
            let end = (sentence + 1).min(outline.len());
            let mut starts = (0..end).rev().filter(|s| *s == 0 || begins(*s));
            match starts.next() {
                Some(start) if now - outline.start(start) <= frames(GRACE) => {
                    starts.next().unwrap_or(start)
                }
                start => start.unwrap_or(0),
            }
        };
        let sentence = match self {
            Seek::Time(time) => return outline.at(frames(time)).into(),
            Seek::Forward(time) => return outline.at(now.saturating_add(frames(time))).into(),
            Seek::Back(time) => return outline.at(now.saturating_sub(frames(time))).into(),
            Seek::Sentence(sentence) => sentence.min(outline.len()),
            Seek::Block(block) => outline.of_block(block),
            Seek::Byte(byte) => outline.of_byte(&article.document, byte),
            Seek::NextSentence => next(&|_| true),
            Seek::NextParagraph => next(&|s| outline.begins_block(s)),
            Seek::NextHeading => next(&is_heading),
            Seek::PreviousSentence => previous(&|_| true),
            Seek::PreviousParagraph => previous(&|s| outline.begins_block(s)),
            Seek::PreviousHeading => previous(&is_heading),
        };
        Target {
            sentence,
            offset: 0,
            byte: match self {
                Seek::Byte(byte) => Some(byte),
                _ => None,
            },
        }
    }
}

impl From<(usize, u64)> for Target {
    fn from((sentence, offset): (usize, u64)) -> Self {
        Target {
            sentence,
            offset,
            byte: None,
        }
    }
}
