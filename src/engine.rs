//! The engine: a voice and a language, shared by everything that speaks with them.

use std::sync::Arc;

use crate::article::Document;
use crate::language::Language;
use crate::pronounce::UserLexicon;
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
    resources: Arc<Resources>,
    settings: Settings,
    lexicon: Option<Arc<UserLexicon>>,
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
    /// # #[cfg(feature = "voice-rms")] {
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
        let mut speech = Speech::new(self.resources.clone(), document.into(), self.settings);
        speech.set_lexicon(self.lexicon.clone());
        speech
    }

    /// Begins to speak plain text.
    pub fn speak_text(&self, text: &str) -> Speech {
        self.speak(Document::from_text(text))
    }
}
