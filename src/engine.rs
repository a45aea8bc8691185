//! The engine: a voice and a language, shared by everything that speaks with them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::article::Document;
use crate::cast::Cast;
use crate::language::Language;
use crate::pronounce::UserLexicon;
use crate::prosody::{Delivery, Plan};
use crate::settings::{Rate, Settings};
use crate::speech::Speech;
use crate::voice::Voice;
use crate::{Error, Result};

/// Words of running text that the voice reads in a minute at rate 1, pauses included.
///
/// Measured on `benches/article.txt`.
const WORDS_PER_MINUTE: f32 = 146.0;

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
    pub(crate) lexicons: Arc<HashMap<String, Arc<UserLexicon>>>,
}

impl Engine {
    /// An engine with the embedded voice.
    ///
    /// # Errors
    /// Those of [`Voice::embedded`].
    #[cfg(feature = "voice-rms")]
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
        }
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

    /// Changes who speaks in new speeches.
    ///
    /// # Errors
    /// [`Error::Unsupported`] if a voice has another sample rate than the engine's.
    pub fn set_cast(&mut self, cast: Cast) -> Result<()> {
        let rate = self.voice().sample_rate();
        if let Some(other) = cast.voices().find(|v| v.sample_rate() != rate) {
            let (name, its) = (&other.manifest().name, other.sample_rate());
            return Err(Error::unsupported(
                format!("voice \"{name}\""),
                format!("it has {its} Hz, and the narrator's has {rate} Hz"),
                "choose voices of one sample rate",
            ));
        }
        self.cast = Arc::new(cast);
        Ok(())
    }

    /// Gives new speeches a lexicon that documents refer to by this address
    /// ([`Document::lexicons`]).
    pub fn add_lexicon(&mut self, uri: impl Into<String>, lexicon: impl Into<Arc<UserLexicon>>) {
        Arc::make_mut(&mut self.lexicons).insert(uri.into(), lexicon.into());
    }

    /// The rate at which the voice speaks so many words a minute, pauses included.
    ///
    /// # Errors
    /// [`Error::Limit`](crate::Error::Limit) if that is outside the range of [`Rate`].
    pub fn rate_for(&self, words_per_minute: f32) -> Result<Rate> {
        Rate::new(words_per_minute / WORDS_PER_MINUTE).map_err(|_| {
            let limit = |rate: f32| (rate * WORDS_PER_MINUTE).round();
            Error::limit(
                "rate",
                format!("{words_per_minute} words a minute"),
                format!("{} to {}", limit(Rate::MIN), limit(Rate::MAX)),
                "choose a value inside it",
            )
        })
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

    /// The language: what a [`UserLexicon`] is read with.
    pub fn language(&self) -> &Arc<Language> {
        &self.resources.language
    }

    /// Begins to speak plain text.
    pub fn speak_text(&self, text: &str) -> Speech {
        self.speak(Document::from_text(text))
    }
}
