//! The engine: a voice and a language, shared by everything that speaks with them.

use std::sync::Arc;

use crate::article::Document;
use crate::language::Language;
use crate::settings::Settings;
use crate::speech::Speech;
use crate::voice::Voice;

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
}

impl Engine {
    /// An engine with the embedded voice.
    ///
    /// # Errors
    /// Those of [`Voice::embedded`].
    #[cfg(feature = "voice-rms")]
    pub fn new() -> crate::Result<Self> {
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

    /// Begins to speak a document. Nothing is synthesised until the speech is asked for it.
    pub fn speak(&self, document: impl Into<Arc<Document>>) -> Speech {
        Speech::new(self.resources.clone(), document.into(), self.settings)
    }

    /// Begins to speak plain text.
    pub fn speak_text(&self, text: &str) -> Speech {
        self.speak(Document::from_text(text))
    }
}
