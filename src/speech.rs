//! From a document to audio: the whole chain, one sentence at a time.

mod guide;
mod sound;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::Result;
use crate::article::Document;
use crate::cast::{NARRATOR, Parts};
use crate::engine::{Engine, Resources};
use crate::pronounce::{Pronouncer, UserLexicon, Utterance, Wanted};
use crate::prosody::{Delivery, Directions, Plan, Planner, structure};
use crate::settings::Settings;
use crate::synth::{PhoneTime, Selection, Synthesizer};
use crate::text::marked::{self, Stretch};
use crate::text::{self, Normalizer, Sentence};
use crate::voice::Voice;
use guide::Guide;

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
    /// The sentence, then its words and the document's own marks, in the order in which they are
    /// heard.
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
    /// The name of a mark of the document; empty for the other kinds.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
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
    /// A mark that the document asked for by name: it has a time and no length.
    Ssml,
}

/// What the stages made of the last sentence: for looking at, storing and editing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
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
    delivery: Delivery,
    lexicons: Arc<HashMap<String, Arc<UserLexicon>>>,
    parts: Parts,
    /// Who speaks the current block, and who the current sentence.
    speaker: usize,
    part: usize,
    block: usize,
    /// The block that is spoken after this one.
    next_block: Option<usize>,
    /// The sentences of the current block that are still to come, last first.
    pending: Vec<Stretch>,
    /// Plans that go before those of the planner, in order.
    plans: std::vec::IntoIter<Plan>,
    /// The bytes in its block of a sentence that was planned and is not spoken yet.
    planned: Option<Range<usize>>,
    frames: u64,
    guide: Guide,
    directions: Directions,
    wanted: Wanted,
    normalizer: Normalizer,
    pronouncer: Pronouncer,
    planner: Planner,
    synthesizer: Synthesizer,
    times: Vec<PhoneTime>,
    stages: Stages,
}

impl Speech {
    pub(crate) fn new(engine: &Engine, document: Arc<Document>) -> Self {
        let resources = engine.resources.clone();
        let mut speech = Speech {
            pronouncer: Pronouncer::new(resources.language.clone()),
            parts: Parts::new(resources.voice.clone(), engine.cast.clone()),
            resources,
            document,
            settings: engine.settings,
            delivery: engine.delivery,
            lexicons: engine.lexicons.clone(),
            speaker: NARRATOR,
            part: NARRATOR,
            block: 0,
            next_block: None,
            pending: Vec::new(),
            plans: Vec::new().into_iter(),
            planned: None,
            frames: 0,
            guide: Guide::default(),
            directions: Directions::default(),
            wanted: Wanted::default(),
            normalizer: Normalizer::default(),
            planner: Planner::new(),
            synthesizer: Synthesizer::new(),
            times: Vec::new(),
            stages: Stages::default(),
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

    /// What the stages made of the last sentence.
    pub fn stages(&self) -> &Stages {
        &self.stages
    }

    /// Frames made so far.
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// The voice of the last sentence, and how it sounds.
    pub fn speaking(&self) -> (&Arc<Voice>, Settings) {
        let part = self.parts.get(self.part);
        (&part.voice, self.settings.with(&part.settings))
    }

    /// Speaks the next sentence into `chunk`, whose buffers are reused; `false` at the end.
    ///
    /// This is the whole chain of the crate.
    pub fn next_into(&mut self, chunk: &mut Chunk) -> bool {
        self.plan_sentence() && self.synthesize_into(chunk)
    }

    /// Plans the next sentence and makes no audio of it: the sentence, its phones and its plan are
    /// then in [`Speech::stages`]. `None` at the end.
    ///
    /// The plan can be changed before it is spoken:
    ///
    /// ```
    /// use rhapsode::{Chunk, Document, Engine};
    ///
    /// # fn main() -> rhapsode::Result<()> {
    /// # #[cfg(feature = "voice-rms")] {
    /// let mut speech = Engine::new()?.speak(Document::from_text("Wait for it."));
    /// let mut plan = speech.next_plan().unwrap().plan.clone();
    /// plan.phones.last_mut().unwrap().ms = 2000.0;
    /// speech.set_plan(plan)?;
    /// let mut chunk = Chunk::default();
    /// assert!(speech.synthesize_into(&mut chunk));
    /// assert!(chunk.samples.len() > 2 * 16_000);
    /// # }
    /// # Ok(())
    /// # }
    /// ```
    pub fn next_plan(&mut self) -> Option<&Stages> {
        self.stages.selection = Selection::default();
        self.plan_sentence().then_some(&self.stages)
    }

    /// Puts another plan in place of the one that [`Speech::next_plan`] made: edited, or stored
    /// earlier for the same sentence.
    ///
    /// # Errors
    /// Those of [`Plan::check`].
    pub fn set_plan(&mut self, plan: Plan) -> Result<()> {
        plan.check(self.stages.sentence.words.len())?;
        self.stages.plan = plan;
        Ok(())
    }

    /// Follows plans that were checked.
    pub(crate) fn follow(&mut self, plans: Vec<Plan>) {
        self.plans = plans.into_iter();
    }

    /// Speaks the sentence that [`Speech::next_plan`] planned, once; `false` if there is none.
    pub fn synthesize_into(&mut self, chunk: &mut Chunk) -> bool {
        chunk.clear();
        let Some(range) = self.planned.take() else {
            return false;
        };
        let part = self.parts.get(self.part);
        let settings = self.settings.with(&part.settings);
        let (voice, stages) = (&*part.voice, &mut self.stages);
        let (samples, times) = (&mut chunk.samples, &mut self.times);
        self.synthesizer.set_pace(settings.rate, settings.pitch);
        if stages.plan.is_silent() {
            sound::silence(
                &stages.plan,
                settings.rate,
                voice.sample_rate(),
                samples,
                times,
            );
            stages.selection = Selection::default();
        } else {
            self.synthesizer
                .synthesize(voice, &stages.plan, samples, times);
            stages.selection.clone_from(self.synthesizer.selection());
        }
        sound::level(
            &stages.plan,
            times,
            settings.volume,
            voice.sample_rate(),
            samples,
        );
        chunk.block = self.block;
        chunk.start = self.frames;
        self.finish(chunk, range);
        true
    }

    /// The chain up to the plan; `false` at the end.
    fn plan_sentence(&mut self) -> bool {
        self.planned = None;
        let Some(stretch) = self.next_sentence() else {
            return false;
        };
        let Stretch { range, goes_on } = stretch;
        let block = &self.document.blocks[self.block];
        let next = self.pending.last().map_or(usize::MAX, |s| s.range.start);
        self.guide.advance(range.start, next);
        self.part = self.guide.part(range.start, self.speaker, &mut self.parts);
        let Stages {
            block: index,
            sentence,
            utterance,
            plan,
            ..
        } = &mut self.stages;
        *index = self.block;
        sentence.clear();
        sentence.text.push_str(&block.text[range.clone()]);
        sentence.start = range.start;
        sentence.block = Some(block.kind);
        sentence.ends_block = self.pending.is_empty();
        let language = &*self.resources.language;
        self.normalizer
            .normalize_annotated(language, sentence, self.guide.here());
        let next = self.next_block.map(|i| &self.document.blocks[i]);
        self.directions.clear();
        self.wanted.clear();
        structure::direct(&self.delivery, sentence, block, next, &mut self.directions);
        if goes_on {
            structure::go_on(sentence, &mut self.directions);
        }
        self.guide.direct(
            sentence,
            &self.delivery.pauses,
            &self.lexicons,
            &mut self.directions,
            &mut self.wanted,
        );
        self.pronouncer
            .pronounce_wanted(sentence, Some(&self.wanted), utterance);
        let models = self.parts.get(self.part).voice.models();
        self.planner
            .plan_directed(&models, utterance, &self.directions, plan);
        if let Some(own) = self.plans.next() {
            *plan = own;
        }
        self.planned = Some(range);
        true
    }

    /// The next sentence of the document; `block` is set to its block.
    fn next_sentence(&mut self) -> Option<Stretch> {
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
        let blocks = &self.document.blocks;
        let verbosity = self.delivery.verbosity;
        let Some(block) = blocks.get(self.block) else {
            return;
        };
        if !verbosity.speaks(block.kind) {
            return;
        }
        let after = self.block + 1;
        let next = blocks[after..]
            .iter()
            .position(|b| verbosity.speaks(b.kind));
        self.next_block = next.map(|i| after + i);
        self.speaker = match &block.speaker {
            Some(name) => self.parts.speaker(name),
            None => NARRATOR,
        };
        let annotations = self.guide.enter(block);
        let own = annotations.len();
        verbosity.announce(blocks, self.block, annotations);
        self.guide.sort(own, &block.text);
        if self.guide.is_empty() {
            let plain = |range| Stretch {
                range,
                goes_on: false,
            };
            self.pending.extend(text::sentences(&block.text).map(plain));
        } else {
            marked::stretches(&block.text, self.guide.all(), &mut self.pending);
            if self.pending.is_empty() {
                // Pauses, marks and announcements that stand alone.
                self.pending.push(Stretch::default());
            }
        }
        self.pending.reverse();
    }

    /// Text and marks.
    fn finish(&mut self, chunk: &mut Chunk, range: Range<usize>) {
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
            name: String::new(),
        });
        // What is announced stands nowhere in the text: it has no mark.
        for token in sentence.tokens.iter().filter(|t| !t.span.is_empty()) {
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
                name: String::new(),
            });
        }
        let words = chunk.marks.len();
        for (name, at, point) in self.guide.marks(sentence) {
            let length = chunk.samples.len() as u32;
            let frame = sound::frame_of(plan, &self.times, &point, length);
            let frame = chunk.start + u64::from(frame);
            chunk.marks.push(Mark {
                kind: MarkKind::Ssml,
                frames: frame..frame,
                text: at..at,
                source: source(at..at),
                name: name.to_owned(),
            });
        }
        if chunk.marks.len() > words {
            // A mark goes before the word that begins with it.
            let key = |m: &Mark| (m.frames.start, m.kind == MarkKind::Word);
            chunk.marks[1..].sort_by_key(key);
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
