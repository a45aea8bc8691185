//! From a document to audio: the whole chain, one sentence at a time.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::article::Document;
use crate::engine::Resources;
use crate::pronounce::{Foreign, Pronouncer, UserLexicon, Utterance};
use crate::prosody::{Plan, Planner, Position};
use crate::settings::Settings;
use crate::synth::{PhoneTime, Selection, Synthesizer};
use crate::text::{self, Normalizer, Sentence};

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

/// An article being spoken: an iterator of [`Chunk`]s, made one at a time as they are asked for.
///
/// [`Speech::next_into`] is the same without an allocation for each sentence.
#[derive(Debug)]
pub struct Speech {
    resources: Arc<Resources>,
    document: Arc<Document>,
    settings: Settings,
    block: usize,
    /// The sentences of the current block that are still to come, last first.
    pending: Vec<Range<usize>>,
    frames: u64,
    normalizer: Normalizer,
    pronouncer: Pronouncer,
    planner: Planner,
    synthesizer: Synthesizer,
    times: Vec<PhoneTime>,
    stages: Stages,
    foreign: Foreign,
}

impl Speech {
    pub(crate) fn new(
        resources: Arc<Resources>,
        document: Arc<Document>,
        settings: Settings,
    ) -> Self {
        let mut synthesizer = Synthesizer::new();
        synthesizer.set_pace(settings.rate, settings.pitch);
        let mut speech = Speech {
            pronouncer: Pronouncer::new(resources.language.clone()),
            resources,
            document,
            settings,
            block: 0,
            pending: Vec::new(),
            frames: 0,
            normalizer: Normalizer::default(),
            planner: Planner::new(),
            synthesizer,
            times: Vec::new(),
            stages: Stages::default(),
            foreign: Foreign::default(),
        };
        speech.enter_block();
        speech
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

    /// How many characters of other scripts there were so far, and what became of them.
    pub fn foreign(&self) -> Foreign {
        self.foreign
    }

    /// Frames made so far.
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// Speaks the next sentence into `chunk`, whose buffers are reused; `false` at the end.
    ///
    /// This is the whole chain of the crate.
    pub fn next_into(&mut self, chunk: &mut Chunk) -> bool {
        chunk.clear();
        let Some(range) = self.plan_sentence() else {
            return false;
        };
        let (voice, stages) = (&*self.resources.voice, &mut self.stages);
        self.synthesizer
            .synthesize(voice, &stages.plan, &mut chunk.samples, &mut self.times);
        stages.selection.clone_from(self.synthesizer.selection());
        chunk.block = self.block;
        chunk.start = self.frames;
        self.finish(chunk, range);
        true
    }

    /// Plans the next sentence and makes no audio of it: the sentence, its phones and its plan are
    /// then in [`Speech::stages`]. `None` at the end.
    pub fn next_plan(&mut self) -> Option<&Stages> {
        self.stages.selection = Selection::default();
        self.plan_sentence()?;
        Some(&self.stages)
    }

    /// The chain up to the plan; gives the sentence's bytes in its block.
    fn plan_sentence(&mut self) -> Option<Range<usize>> {
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
        sentence.ends_block = self.pending.is_empty();
        self.normalizer.normalize(language, sentence);
        self.foreign += Foreign::count(sentence);
        self.pronouncer.pronounce(sentence, utterance);
        let position = Position {
            block: sentence.block,
            ends_block: sentence.ends_block,
        };
        self.planner
            .plan(&voice.models(), utterance, position, plan);
        Some(range)
    }

    /// The next sentence's bytes in its block; `block` is set to it.
    fn next_sentence(&mut self) -> Option<Range<usize>> {
        while self.pending.is_empty() {
            if self.block + 1 >= self.document.blocks.len() {
                return None;
            }
            self.block += 1;
            self.enter_block();
        }
        self.pending.pop()
    }

    fn enter_block(&mut self) {
        if let Some(block) = self.document.blocks.get(self.block) {
            self.pending.extend(text::sentences(&block.text));
            self.pending.reverse();
        }
    }

    /// Volume, text and marks.
    fn finish(&mut self, chunk: &mut Chunk, range: Range<usize>) {
        let gain = self.settings.volume.gain();
        if gain != 1.0 {
            chunk
                .samples
                .iter_mut()
                .for_each(|s| *s = (*s * gain).clamp(-1.0, 1.0));
        }
        let Stages { sentence, plan, .. } = &self.stages;
        let source = |text: Range<usize>| {
            let block = &self.document.blocks[self.block];
            block
                .source
                .range(range.start + text.start..range.start + text.end)
        };
        chunk.text.push_str(&sentence.text);
        chunk.source = source(0..sentence.text.len());
        chunk.marks.push(Mark {
            kind: MarkKind::Sentence,
            frames: chunk.start..chunk.start + chunk.samples.len() as u64,
            text: 0..sentence.text.len(),
            source: chunk.source.clone(),
        });
        for token in &sentence.tokens {
            let words = token.words.start as usize..token.words.end as usize;
            let mut spoken = plan.words[words].iter().filter(|w| !w.is_empty());
            let Some(first) = spoken.next() else { continue };
            let last = spoken.next_back().unwrap_or(first);
            let text = token.span.start as usize..token.span.end as usize;
            let start = self.times[first.start as usize].start as u64;
            let end = self.times[last.end as usize - 1].end as u64;
            chunk.marks.push(Mark {
                kind: MarkKind::Word,
                frames: chunk.start + start..chunk.start + end,
                source: source(text.clone()),
                text,
            });
        }
        self.frames += chunk.samples.len() as u64;
    }
}

impl Chunk {
    fn clear(&mut self) {
        self.text.clear();
        self.samples.clear();
        self.marks.clear();
    }
}

impl Iterator for Speech {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        let mut chunk = Chunk::default();
        self.next_into(&mut chunk).then_some(chunk)
    }
}
