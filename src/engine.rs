//! The engine: a voice and a language, shared by everything that speaks with them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::article::Document;
use crate::cast::Cast;
use crate::language::Language;
use crate::pronounce::UserLexicon;
use crate::prosody::{Delivery, Plan};
use crate::settings::{Rate, Settings};
use crate::speech::{Chunk, Speech};
use crate::voice::Voice;
use crate::{Error, Result};

/// Ordinary prose of our own, to find out how fast a voice speaks.
const PROSE: &str = "The ferry to the island leaves twice a day, once in the morning and once when \
    the last lessons are over. Most of the people on board know each other. They talk about the \
    weather, the price of fish and the new road, which the council has promised for years. In the \
    winter the crossing can take an hour, because the wind comes from the north and the captain has \
    to go around the rocks. \"Nobody complains,\" she says, \"as long as there is coffee.\" Last year, \
    for the first time, there was none.";

/// The words from which on a text is measured by itself; a shorter one is filled up with [`PROSE`],
/// because the pauses of a sentence or two say little.
const ENOUGH_WORDS: usize = 150;

/// The sentences that are measured, spread evenly over the text: of more, the mean hardly changes.
const MEASURED_SENTENCES: usize = 128;

/// What every speech shares.
#[derive(Debug)]
pub(crate) struct Resources {
    pub voice: Arc<Voice>,
    pub language: Arc<Language>,
}

/// Speaks documents. Cheap to clone: voice and language are shared.
#[derive(Debug, Clone)]
pub struct Engine {
    pub(crate) resources: Arc<Resources>,
    pub(crate) settings: Settings,
    pub(crate) delivery: Delivery,
    pub(crate) cast: Arc<Cast>,
    pub(crate) lexicon: Option<Arc<UserLexicon>>,
    pub(crate) lexicons: Arc<HashMap<String, Arc<UserLexicon>>>,
}

impl Engine {
    /// An engine with the embedded voice.
    ///
    /// # Errors
    /// Those of [`Voice::embedded`].
    #[cfg(feature = "embedded-voice")]
    pub fn new() -> Result<Self> {
        Ok(Self::with_voice(Voice::embedded()?))
    }

    /// An engine with a voice of your own.
    pub fn with_voice(voice: impl Into<Arc<Voice>>) -> Self {
        let language = Arc::new(Language::english());
        Self::with(voice, language)
    }

    /// An engine with a voice and a language of your own.
    pub fn with(voice: impl Into<Arc<Voice>>, language: impl Into<Arc<Language>>) -> Self {
        let resources = Resources {
            voice: voice.into(),
            language: language.into(),
        };
        Engine {
            resources: Arc::new(resources),
            settings: Settings::default(),
            delivery: Delivery::default(),
            cast: Arc::default(),
            lexicons: Arc::default(),
            lexicon: None,
        }
    }

    /// The language: what a [`UserLexicon`] is read with.
    pub fn language(&self) -> &Arc<Language> {
        &self.resources.language
    }

    /// The user's lexicon, if there is one.
    pub fn lexicon(&self) -> Option<&Arc<UserLexicon>> {
        self.lexicon.as_ref()
    }

    /// Gives new speeches a user's lexicon, or none. A speech that runs keeps its own: swap that
    /// with [`Speech::set_lexicon`].
    ///
    /// ```
    /// use rhapsode::Engine;
    /// use rhapsode::pronounce::UserLexicon;
    ///
    /// # fn main() -> rhapsode::Result<()> {
    /// # #[cfg(feature = "embedded-voice")] {
    /// let mut engine = Engine::new()?;
    /// let names = UserLexicon::parse("gif = jiff", "names.txt", engine.language())?;
    /// engine.set_lexicon(Some(names.into()));
    /// let mut speech = engine.speak_text("A GIF.");
    /// let stages = speech.next_plan().unwrap();
    /// let gif = &stages.utterance.words[1];
    /// assert_eq!(stages.utterance.notation(gif), ["JH", "IH1", "F"]);
    /// # }
    /// # Ok(())
    /// # }
    /// ```
    pub fn set_lexicon(&mut self, lexicon: Option<Arc<UserLexicon>>) {
        self.lexicon = lexicon;
    }

    /// The voice.
    pub fn voice(&self) -> &Arc<Voice> {
        &self.resources.voice
    }

    /// How new speeches sound.
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// Changes how new speeches sound.
    pub fn set_settings(&mut self, settings: Settings) {
        self.settings = settings;
    }

    /// How new speeches make the structure of a document audible.
    pub fn delivery(&self) -> Delivery {
        self.delivery
    }

    /// Changes how new speeches make the structure of a document audible.
    pub fn set_delivery(&mut self, delivery: Delivery) {
        self.delivery = delivery;
    }

    /// Who speaks in new speeches.
    pub fn cast(&self) -> &Cast {
        &self.cast
    }

    /// Changes who speaks in new speeches. The audio of speakers whose voices have another sample rate
    /// than the engine's is brought to that.
    pub fn set_cast(&mut self, cast: Cast) {
        self.cast = Arc::new(cast);
    }

    /// Gives new speeches a lexicon that documents refer to by this address
    /// ([`Document::lexicons`]).
    pub fn add_lexicon(&mut self, uri: impl Into<String>, lexicon: impl Into<Arc<UserLexicon>>) {
        Arc::make_mut(&mut self.lexicons).insert(uri.into(), lexicon.into());
    }

    /// The rate at which the voice speaks so many words of ordinary prose a minute, pauses included.
    ///
    /// Words are counted as they are written. How many of them go into a minute depends on the text,
    /// too (a year is one word on paper and three in the air): [`Engine::rate_for_document`] takes
    /// that into account.
    ///
    /// The voice is measured each time, which takes a few milliseconds.
    ///
    /// # Errors
    /// [`Error::Limit`](crate::Error::Limit) if that is outside the range of [`Rate`].
    pub fn rate_for(&self, words_per_minute: f32) -> Result<Rate> {
        self.rate_for_document(words_per_minute, Document::from_text(PROSE))
    }

    /// The rate at which the voice speaks so many words of a document a minute, pauses included.
    ///
    /// It is found by speaking the document, or of a long one an even choice of its sentences, at
    /// rate 1. Of a text of a few words, the pace of ordinary prose makes up a part.
    ///
    /// # Errors
    /// [`Error::Limit`](crate::Error::Limit) if that is outside the range of [`Rate`].
    pub fn rate_for_document(
        &self,
        words_per_minute: f32,
        document: impl Into<Arc<Document>>,
    ) -> Result<Rate> {
        let (mut words, mut minutes) = self.measure(document.into());
        if words < ENOUGH_WORDS {
            let (more, took) = self.measure(Document::from_text(PROSE).into());
            let share = (ENOUGH_WORDS - words) as f32 / more.max(1) as f32;
            words = ENOUGH_WORDS;
            minutes += share * took;
        }
        let own = words as f32 / minutes.max(f32::MIN_POSITIVE);
        Rate::new(words_per_minute / own).map_err(|_| {
            let limit = |rate: f32| (rate * own).round();
            Error::limit(
                "rate",
                format!("{words_per_minute} words a minute"),
                format!("{} to {}", limit(Rate::MIN), limit(Rate::MAX)),
                "choose a value inside it",
            )
        })
    }

    /// The words in a choice of the document's sentences, and the minutes that they take at rate 1.
    fn measure(&self, document: Arc<Document>) -> (usize, f32) {
        let mut engine = self.clone();
        engine.settings.rate = Rate::default();
        let mut outline = engine.speak(document.clone());
        let sentences = std::iter::from_fn(|| outline.skip_sentence()).count();
        let step = sentences.div_ceil(MEASURED_SENTENCES).max(1);
        let (mut speech, mut chunk) = (engine.speak(document), Chunk::default());
        let mut words = 0;
        for i in 0..sentences {
            if i % step != step / 2 {
                speech.skip_sentence();
            } else if speech.next_into(&mut chunk) {
                let written = chunk.text.split_whitespace();
                words += written
                    .filter(|w| w.contains(char::is_alphanumeric))
                    .count();
            }
        }
        let seconds = speech.frames() as f32 / speech.sample_rate() as f32;
        (words, seconds / 60.0)
    }

    /// Begins to speak a document. Nothing is synthesised until the speech is asked for it.
    pub fn speak(&self, document: impl Into<Arc<Document>>) -> Speech {
        Speech::new(self, document.into())
    }

    /// Begins to speak a document by plans of your own, one for each sentence: those that
    /// [`Speech::next_plan`](crate::Speech::next_plan) gives, stored and edited.
    ///
    /// # Errors
    /// [`Error::Malformed`](crate::Error::Malformed) if there are more or fewer plans than
    /// sentences, or if [`Plan::check`] fails, with the number of the sentence.
    pub fn perform(&self, document: impl Into<Arc<Document>>, plans: Vec<Plan>) -> Result<Speech> {
        let document = document.into();
        let remedy = "use the plans of this document, read with the same options";
        let count = |problem: String| Error::malformed("plans", problem, "their number", remedy);
        let mut planned = self.speak(document.clone());
        for (i, plan) in plans.iter().enumerate() {
            let Some(stages) = planned.next_plan() else {
                return Err(count(format!("{} plans for {i} sentences", plans.len())));
            };
            let checked = plan.check(stages.sentence.words.len());
            checked.map_err(|mut error| {
                if let Error::Malformed { place, .. } = &mut error {
                    *place = format!("sentence {}, {place}", i + 1);
                }
                error
            })?;
        }
        if planned.next_plan().is_some() {
            let problem = format!("only {} plans for the sentences", plans.len());
            return Err(count(problem));
        }
        let mut speech = self.speak(document);
        speech.follow(plans);
        Ok(speech)
    }

    /// Begins to speak plain text.
    pub fn speak_text(&self, text: &str) -> Speech {
        self.speak(Document::from_text(text))
    }
}
