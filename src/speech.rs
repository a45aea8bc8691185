//! From a document to audio: the whole chain, one sentence at a time.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::article::Document;
use crate::engine::Resources;
use crate::pronounce::{Phone, Pronouncer, UserLexicon, Utterance};
use crate::prosody::{Plan, Planner, Position};
use crate::settings::Settings;
use crate::synth::{PhoneTime, Selection, Synthesizer};
use crate::text::{Normalizer, Segmenter, Sentence};

/// One sentence's audio, with the place of every word in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Chunk {
    /// The sentence as written.
    pub text: String,
    /// Its bytes in the source.
    pub source: Range<usize>,
    /// The block it stands in, as an index into [`Document::blocks`].
    pub block: usize,
    /// Where it begins, in frames from the start of the speech.
    pub start: u64,
    /// Mono samples, -1 to 1.
    pub samples: Vec<f32>,
    /// The sentence, then its words, in the order in which they are heard.
    pub marks: Vec<Mark>,
    /// Its phones and pauses, from the first frame to the last: for mouths that move, and to find a
    /// place again at another rate.
    pub phones: Vec<TimedPhone>,
}

/// A phone that is heard at a known time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimedPhone {
    /// The phone; [`Phone::Pau`] is silence.
    pub phone: Phone,
    /// Its frames, counted from the start of the chunk.
    pub time: PhoneTime,
}

/// Something that is heard at a known time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// Frames from the start of the speech, end exclusive.
    pub frames: Range<u64>,
    /// Its bytes in [`Chunk::text`].
    pub text: Range<usize>,
    /// Its bytes in the source.
    pub source: Range<usize>,
}

/// The kinds of mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MarkKind {
    /// A sentence.
    Sentence,
    /// A word as written; a number is one word.
    Word,
}

/// Where a sentence stands in its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The block, as an index into [`Document::blocks`].
    pub block: usize,
    /// Its bytes in the block's text.
    pub text: Range<usize>,
}

/// What the stages made of the last sentence: for looking at, storing and editing.
#[derive(Debug, Clone, Default)]
pub struct Stages {
    /// The block that the sentence stands in, as an index into [`Document::blocks`].
    pub block: usize,
    /// The sentence and its words as spoken.
    pub sentence: Sentence,
    /// Its phones.
    pub utterance: Utterance,
    /// How it is said.
    pub plan: Plan,
    /// The units chosen.
    pub selection: Selection,
}

/// What [`Speech::next_clause`] added to a chunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The new samples, as a range of [`Chunk::samples`].
    pub samples: Range<usize>,
    /// Whether the chunk now holds its whole sentence.
    pub ends_sentence: bool,
}

/// An article being spoken: an iterator of [`Chunk`]s, made one at a time as they are asked for.
///
/// [`Speech::next_into`] is the same without an allocation for each sentence, and
/// [`Speech::next_clause`] hands out a sentence's audio clause by clause: the first audio of an
/// article is there after its first clause, and nothing of the text behind the first sentence has
/// been looked at by then.
#[derive(Debug)]
pub struct Speech {
    resources: Arc<Resources>,
    document: Arc<Document>,
    settings: Settings,
    block: usize,
    /// How far sentences have been found in the block.
    segmenter: Segmenter,
    /// The sentence that a seek went to.
    sought: Option<Range<usize>>,
    /// The sentence being spoken: its bytes in the block.
    range: Range<usize>,
    /// Its next clause, as the diphone of the plan that it begins with; `None` between sentences.
    clause: Option<usize>,
    /// Its first token that has no mark yet.
    token: usize,
    frames: u64,
    normalizer: Normalizer,
    pronouncer: Pronouncer,
    planner: Planner,
    synthesizer: Synthesizer,
    times: Vec<PhoneTime>,
    stages: Stages,
}

impl Speech {
    pub(crate) fn new(
        resources: Arc<Resources>,
        document: Arc<Document>,
        settings: Settings,
    ) -> Self {
        let mut synthesizer = Synthesizer::new();
        synthesizer.set_pace(settings.rate, settings.pitch);
        Speech {
            pronouncer: Pronouncer::new(resources.language.clone()),
            resources,
            document,
            settings,
            block: 0,
            segmenter: Segmenter::default(),
            sought: None,
            range: 0..0,
            clause: None,
            token: 0,
            frames: 0,
            normalizer: Normalizer::default(),
            planner: Planner::new(),
            synthesizer,
            times: Vec::new(),
            stages: Stages::default(),
        }
    }

    /// Goes on with another document, the next part of the same reading: frames are counted on, and
    /// all buffers are kept. What was not yet spoken of the document before is left out.
    pub fn go_on(&mut self, document: impl Into<Arc<Document>>) {
        self.document = document.into();
        self.block = 0;
        self.segmenter = Segmenter::default();
        self.sought = None;
        self.clause = None;
    }

    /// Begins anew with another document: as [`Engine::speak`](crate::Engine::speak), but with
    /// buffers that are warm.
    pub fn restart(&mut self, document: impl Into<Arc<Document>>) {
        self.go_on(document);
        self.frames = 0;
    }

    /// Samples a second of every chunk.
    pub fn sample_rate(&self) -> u32 {
        self.resources.voice.sample_rate()
    }

    /// What is being spoken.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// Uses another user's lexicon, or none, from the next sentence on.
    pub fn set_lexicon(&mut self, lexicon: Option<Arc<UserLexicon>>) {
        self.pronouncer.set_user_lexicon(lexicon);
    }

    /// What the stages made of the last sentence.
    pub fn stages(&self) -> &Stages {
        &self.stages
    }

    /// Frames made so far.
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// Speaks the next sentence into `chunk`, whose buffers are reused; `false` at the end.
    ///
    /// Once the buffers are as large as the text needs them, synthesis allocates nothing.
    pub fn next_into(&mut self, chunk: &mut Chunk) -> bool {
        while let Some(clause) = self.next_clause(chunk) {
            if clause.ends_sentence {
                return true;
            }
        }
        false
    }

    /// Speaks the next clause: what lies between two pauses. `None` at the end.
    ///
    /// The first clause of a sentence empties `chunk`, the others append to it; give the same chunk
    /// until the sentence ends. The words of the clause are marked; the mark of the sentence ends
    /// where the audio made so far ends.
    ///
    /// This is the whole chain of the crate.
    pub fn next_clause(&mut self, chunk: &mut Chunk) -> Option<Clause> {
        let start = match self.clause {
            Some(start) => start,
            None => {
                chunk.clear();
                self.plan_sentence()?;
                self.begin(chunk);
                0
            }
        };
        let plan = &self.stages.plan;
        let from = chunk.samples.len();
        let clause = plan.clause_at(start);
        if let Some(clause) = clause.clone() {
            let (voice, samples) = (&*self.resources.voice, &mut chunk.samples);
            self.synthesizer
                .synthesize_clause(voice, plan, clause, samples, 0, &mut self.times);
        }
        let next = clause.map_or(0, |c| c.end);
        self.clause = plan.clause_at(next).map(|c| c.start);
        self.finish_clause(chunk, from);
        let ends_sentence = self.clause.is_none();
        if ends_sentence {
            let selection = self.synthesizer.selection();
            self.stages.selection.clone_from(selection);
        }
        Some(Clause {
            samples: from..chunk.samples.len(),
            ends_sentence,
        })
    }

    /// Plans the next sentence and makes no audio of it: the sentence, its phones and its plan are
    /// then in [`Speech::stages`]. `None` at the end.
    pub fn next_plan(&mut self) -> Option<&Stages> {
        self.stages.selection.clear();
        self.clause = None;
        self.plan_sentence()?;
        Some(&self.stages)
    }

    /// Passes over the next sentence without speaking or planning it; gives its place. `None` at the
    /// end.
    pub fn skip_sentence(&mut self) -> Option<Place> {
        self.clause = None;
        let text = self.next_sentence()?;
        Some(Place {
            block: self.block,
            text,
        })
    }

    /// Goes on with the sentence of a block that contains the byte `at` of the block's text, or with
    /// the next one after it. Frames are counted on.
    pub fn seek(&mut self, block: usize, at: usize) {
        self.block = block;
        self.segmenter = Segmenter::default();
        self.clause = None;
        self.sought = None;
        if let Some(block) = self.document.blocks.get(block) {
            let mut sentences = std::iter::from_fn(|| self.segmenter.next(&block.text));
            self.sought = sentences.find(|sentence| sentence.end > at);
        }
    }

    /// Changes how the sentences to come sound.
    pub fn set_settings(&mut self, settings: Settings) {
        self.settings = settings;
        self.synthesizer.set_pace(settings.rate, settings.pitch);
    }

    /// How the next sentence will sound.
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// The chain up to the plan; `None` if there is no other sentence.
    fn plan_sentence(&mut self) -> Option<()> {
        let range = self.next_sentence()?;
        let (voice, language) = (&*self.resources.voice, &*self.resources.language);
        let Stages {
            block: index,
            sentence,
            utterance,
            plan,
            ..
        } = &mut self.stages;
        let block = &self.document.blocks[self.block];
        *index = self.block;
        sentence.clear();
        sentence.text.push_str(&block.text[range.clone()]);
        sentence.start = range.start;
        sentence.block = Some(block.kind);
        sentence.ends_block = self.segmenter.is_done(&block.text);
        self.normalizer.normalize(language, sentence);
        self.pronouncer.pronounce(sentence, utterance);
        let position = Position {
            block: sentence.block,
            ends_block: sentence.ends_block,
        };
        self.planner
            .plan(&voice.models(), utterance, position, plan);
        self.range = range;
        Some(())
    }

    /// The next sentence's bytes in its block; `block` is set to it.
    fn next_sentence(&mut self) -> Option<Range<usize>> {
        if let Some(sought) = self.sought.take() {
            return Some(sought);
        }
        loop {
            let block = self.document.blocks.get(self.block)?;
            if let Some(range) = self.segmenter.next(&block.text) {
                return Some(range);
            }
            self.block += 1;
            self.segmenter = Segmenter::default();
        }
    }

    /// The source bytes of a part of the sentence.
    fn source(&self, text: Range<usize>) -> Range<usize> {
        let at = self.range.start;
        let block = &self.document.blocks[self.stages.block];
        block.source.range(at + text.start..at + text.end)
    }

    /// What is known of a chunk before there is audio.
    fn begin(&mut self, chunk: &mut Chunk) {
        self.token = 0;
        self.times.clear();
        let text = 0..self.stages.sentence.text.len();
        chunk.text.push_str(&self.stages.sentence.text);
        chunk.block = self.stages.block;
        chunk.start = self.frames;
        chunk.source = self.source(text.clone());
        chunk.marks.push(Mark {
            kind: MarkKind::Sentence,
            frames: self.frames..self.frames,
            source: chunk.source.clone(),
            text,
        });
    }

    /// Volume, and the marks of the words that were heard in the samples from `from` on.
    fn finish_clause(&mut self, chunk: &mut Chunk, from: usize) {
        let gain = self.settings.volume.gain();
        if gain != 1.0 {
            let samples = &mut chunk.samples[from..];
            samples
                .iter_mut()
                .for_each(|s| *s = (*s * gain).clamp(-1.0, 1.0));
        }
        let Stages { sentence, plan, .. } = &self.stages;
        let ended = self.clause.is_none();
        while let Some(token) = sentence.tokens.get(self.token) {
            let words = token.words.start as usize..token.words.end as usize;
            let mut spoken = plan.words[words].iter().filter(|w| !w.is_empty());
            if let Some(first) = spoken.next() {
                let last = spoken.next_back().unwrap_or(first);
                if last.end as usize > self.times.len() && !ended {
                    break;
                }
                let text = token.span.start as usize..token.span.end as usize;
                let start = self.times[first.start as usize].start as u64;
                let end = self.times[last.end as usize - 1].end as u64;
                chunk.marks.push(Mark {
                    kind: MarkKind::Word,
                    frames: chunk.start + start..chunk.start + end,
                    source: self.source(text.clone()),
                    text,
                });
            }
            self.token += 1;
        }
        self.frames = chunk.start + chunk.samples.len() as u64;
        if let Some(sentence) = chunk.marks.first_mut() {
            sentence.frames.end = self.frames;
        }
        // The next clause moves the end of the pause before it.
        chunk.phones.clear();
        let phones = plan.phones.iter().zip(&self.times);
        let phones = phones.map(|(planned, time)| TimedPhone {
            phone: planned.phone,
            time: *time,
        });
        chunk.phones.extend(phones);
    }
}

impl Chunk {
    fn clear(&mut self) {
        self.text.clear();
        self.samples.clear();
        self.marks.clear();
        self.phones.clear();
    }
}

impl Iterator for Speech {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        let mut chunk = Chunk::default();
        self.next_into(&mut chunk).then_some(chunk)
    }
}
