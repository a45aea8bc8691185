//! From a document to audio: the whole chain, one sentence at a time.

mod chunk;
mod convert;
mod finish;
mod guide;
mod outline;
mod refill;
mod sound;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::Result;
use crate::article::Document;
use crate::cast::{NARRATOR, Parts};
use crate::engine::{Engine, Resources};
use crate::pronounce::{Foreign, Pronouncer, UserLexicon, Utterance, Wanted};
use crate::prosody::{Delivery, Directions, Plan, Planner, structure};
use crate::settings::Settings;
use crate::synth::{PhoneTime, Selection, Synthesizer};
use crate::text::marked::Stretch;
use crate::text::{Normalizer, Sentence};
use crate::voice::Voice;
pub use chunk::{Chunk, Mark, MarkKind, TimedPhone};
use convert::Conversion;
use guide::Guide;
use outline::Outline;

/// Where a sentence stands in its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The block, as an index into [`Document::blocks`].
    pub block: usize,
    /// Its bytes in the block's text.
    pub text: Range<usize>,
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
    delivery: Delivery,
    lexicons: Arc<HashMap<String, Arc<UserLexicon>>>,
    parts: Parts,
    block: usize,
    /// Whether `outline`, `guide`, `speaker` and `next_block` are those of the block.
    entered: bool,
    /// The sentences of the block that are still to come.
    outline: Outline,
    /// What the block asks for besides its words.
    guide: Guide,
    /// Who speaks the block.
    speaker: usize,
    /// The block that is spoken after it.
    next_block: Option<usize>,
    /// Plans that go before those of the planner, in order.
    plans: std::vec::IntoIter<Plan>,
    /// The sentence was planned, and none of it is spoken yet.
    planned: bool,
    /// Who speaks the sentence, and how.
    part: usize,
    tone: Settings,
    /// The sentence being spoken: its bytes in the block.
    range: Range<usize>,
    /// Its next clause, as the diphone of the plan that it begins with; `None` between sentences.
    clause: Option<usize>,
    /// Its first token that has no mark yet.
    token: usize,
    /// The first of its document's marks that has no place yet.
    mark: usize,
    frames: u64,
    directions: Directions,
    wanted: Wanted,
    normalizer: Normalizer,
    pronouncer: Pronouncer,
    planner: Planner,
    synthesizer: Synthesizer,
    /// The places of the sentence's phones, at its voice's own rate.
    times: Vec<PhoneTime>,
    conversion: Conversion,
    stages: Stages,
    foreign: Foreign,
}

impl Speech {
    pub(crate) fn new(engine: &Engine, document: Arc<Document>) -> Self {
        let resources = engine.resources.clone();
        let mut pronouncer = Pronouncer::new(resources.language.clone());
        pronouncer.set_user_lexicon(engine.lexicon.clone());
        Speech {
            parts: Parts::new(resources.voice.clone(), engine.cast.clone()),
            resources,
            document,
            settings: engine.settings,
            delivery: engine.delivery,
            lexicons: engine.lexicons.clone(),
            block: 0,
            entered: false,
            outline: Outline::default(),
            guide: Guide::default(),
            speaker: NARRATOR,
            next_block: None,
            plans: Vec::new().into_iter(),
            planned: false,
            part: NARRATOR,
            tone: engine.settings,
            range: 0..0,
            clause: None,
            token: 0,
            mark: 0,
            frames: 0,
            directions: Directions::default(),
            wanted: Wanted::default(),
            normalizer: Normalizer::default(),
            pronouncer,
            planner: Planner::new(),
            synthesizer: Synthesizer::new(),
            times: Vec::new(),
            conversion: Conversion::default(),
            stages: Stages::default(),
            foreign: Foreign::default(),
        }
    }

    /// Goes on with another document of the same reading: frames are counted on, and all buffers are
    /// kept. For the parts of one document there is [`Speech::refill`]. What was not yet spoken of the document before is left out.
    pub fn go_on(&mut self, document: impl Into<Arc<Document>>) {
        self.document = document.into();
        self.jump(0);
    }

    /// Goes on at the beginning of a block.
    fn jump(&mut self, block: usize) {
        self.block = block;
        self.entered = false;
        self.planned = false;
        self.clause = None;
    }

    /// Begins anew with another document: as [`Engine::speak`](crate::Engine::speak), but with
    /// buffers that are warm.
    pub fn restart(&mut self, document: impl Into<Arc<Document>>) {
        self.go_on(document);
        self.parts.clear();
        self.frames = 0;
        self.foreign = Foreign::default();
    }

    /// Samples a second of every chunk: the rate of the engine's voice, to which speakers with voices
    /// of other rates are brought.
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

    /// The voice of the last sentence, and how it sounds.
    pub fn speaking(&self) -> (&Arc<Voice>, Settings) {
        (&self.parts.get(self.part).voice, self.tone)
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
    /// where the audio made so far ends. Who has passed a clause's samples on may clear
    /// [`Chunk::samples`] before the next: marks and phones count on from the sentence's start, and the
    /// buffer stays as short as a clause.
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
        // At the voice's own rate.
        let spoken = self.times.last().map_or(0, |pause| pause.end);
        let clause = plan.clause_at(start).filter(|_| !plan.is_silent());
        let voice = &*self.parts.get(self.part).voice;
        let samples = match self.conversion.is_needed() {
            true => &mut self.conversion.native,
            false => &mut chunk.samples,
        };
        let made = samples.len();
        match clause.clone() {
            Some(clause) => {
                self.synthesizer
                    .synthesize_clause(voice, plan, clause, samples, &mut self.times)
            }
            None => self
                .synthesizer
                .rest(plan, voice.sample_rate(), samples, &mut self.times),
        }
        let (volume, own_rate) = (self.tone.volume, voice.sample_rate());
        let samples = &mut samples[made..];
        sound::level(plan, &self.times, volume, own_rate, spoken, samples);
        let next = clause.and_then(|c| plan.clause_at(c.end));
        self.clause = next.map(|c| c.start);
        let ends_sentence = self.clause.is_none();
        self.conversion
            .run(&self.times, ends_sentence, &mut chunk.samples);
        self.frames += (chunk.samples.len() - from) as u64;
        self.finish_clause(chunk);
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
    ///
    /// The plan can be changed before it is spoken:
    ///
    /// ```
    /// use rhapsode::{Chunk, Document, Engine};
    ///
    /// # fn main() -> rhapsode::Result<()> {
    /// # #[cfg(feature = "embedded-voice")] {
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
        self.stages.selection.clear();
        self.clause = None;
        self.plan_sentence()?;
        self.planned = true;
        Some(&self.stages)
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
        if !self.planned {
            return false;
        }
        self.planned = false;
        chunk.clear();
        self.begin(chunk);
        self.clause = Some(0);
        self.next_into(chunk)
    }

    /// Passes over the next sentence without speaking or planning it; gives its place. `None` at the
    /// end.
    pub fn skip_sentence(&mut self) -> Option<Place> {
        self.clause = None;
        self.planned = false;
        let stretch = self.next_sentence()?;
        Some(Place {
            block: self.block,
            text: stretch.range,
        })
    }

    /// Goes on with the sentence of a block that contains the byte `at` of the block's text, or with
    /// the next one after it. Frames are counted on.
    pub fn seek(&mut self, block: usize, at: usize) {
        self.jump(block);
        let document = self.document.clone();
        let Some(text) = document.blocks.get(block).map(|b| &*b.text) else {
            return;
        };
        self.enter_block();
        while self.outline.ends_by(text, at) {
            self.next_sentence();
        }
    }

    /// Changes how the sentences to come sound.
    pub fn set_settings(&mut self, settings: Settings) {
        self.settings = settings;
    }

    /// How the next sentence will sound.
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// The chain up to the plan; `None` if there is no other sentence.
    fn plan_sentence(&mut self) -> Option<()> {
        self.planned = false;
        let Stretch { range, goes_on } = self.next_sentence()?;
        let block = &self.document.blocks[self.block];
        self.part = self.guide.part(range.start, self.speaker, &mut self.parts);
        let part = self.parts.get(self.part);
        self.tone = self.settings.with(&part.settings);
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
        sentence.ends_block = self.outline.is_done(&block.text);
        let language = &*self.resources.language;
        self.normalizer
            .normalize_annotated(language, sentence, self.guide.here());
        let next = self.next_block.map(|i| &self.document.blocks[i]);
        let directions = &mut self.directions;
        directions.clear();
        self.wanted.clear();
        structure::direct(&self.delivery, sentence, block, next, directions);
        if goes_on {
            structure::go_on(sentence, directions);
        }
        let (pauses, wanted) = (&self.delivery.pauses, &mut self.wanted);
        self.guide
            .direct(sentence, pauses, &self.lexicons, directions, wanted);
        self.foreign += Foreign::count(sentence);
        self.pronouncer
            .pronounce_wanted(sentence, Some(wanted), utterance);
        self.planner
            .plan_directed(&part.voice.models(), utterance, directions, plan);
        if let Some(own) = self.plans.next() {
            *plan = own;
        }
        self.range = range;
        Some(())
    }

    /// The next sentence; `block` is set to its block.
    fn next_sentence(&mut self) -> Option<Stretch> {
        loop {
            let block = self.document.blocks.get(self.block)?;
            if !self.entered {
                self.enter_block();
                continue;
            }
            if let Some(stretch) = self.outline.next(&block.text) {
                let next = self.outline.next_start();
                self.guide.advance(stretch.range.start, next);
                return Some(stretch);
            }
            self.block += 1;
            self.entered = false;
        }
    }

    /// Prepares to speak the block, unless nothing of it is to be spoken.
    fn enter_block(&mut self) {
        self.entered = true;
        let blocks = &self.document.blocks;
        let verbosity = self.delivery.verbosity;
        let Some(block) = blocks.get(self.block) else {
            return;
        };
        if !verbosity.speaks(block.kind) {
            self.outline.pass();
            return;
        }
        self.speaker = match &block.speaker {
            Some(name) => self.parts.speaker(name),
            None => NARRATOR,
        };
        self.guide.enter(blocks, self.block, verbosity);
        self.outline.enter(&block.text, self.guide.all());
        self.look_ahead();
    }

    /// Finds the block that is spoken after this one.
    fn look_ahead(&mut self) {
        let verbosity = self.delivery.verbosity;
        let after = self.block + 1;
        let mut rest = self.document.blocks.iter().skip(after);
        let next = rest.position(|b| verbosity.speaks(b.kind));
        self.next_block = next.map(|i| after + i);
    }
}

impl Iterator for Speech {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        let mut chunk = Chunk::default();
        self.next_into(&mut chunk).then_some(chunk)
    }
}
