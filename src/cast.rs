//! Who speaks: voices and settings for the speakers of a document.

use std::collections::HashMap;
use std::sync::Arc;

use crate::article::{Gender, VoiceRequest};
use crate::settings::{Decibels, Rate, Semitones, Settings};
use crate::voice::Voice;

/// The voices of a document with several speakers.
///
/// The narrator, who says everything that nobody else says, has the engine's voice. Quotations in an
/// article are the narrator's, too. A speaker with a role of that name has that; the others get
/// voices by themselves, in the order in which they first speak: first each further voice
/// ([`Cast::add_voice`]), then all voices again with another pitch and pace, beginning with 2.5
/// semitones lower and 2.5 higher.
///
/// ```
/// use rhapsode::cast::{Cast, Role};
/// use rhapsode::{Semitones, Settings};
///
/// let mut cast = Cast::default();
/// let pitch = Semitones::new(3.0)?;
/// cast.assign("Ann", Role::new(Settings { pitch, ..Settings::default() }));
/// # Ok::<(), rhapsode::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Cast {
    roles: HashMap<String, Role>,
    voices: Vec<Arc<Voice>>,
    /// Whether speakers without a role get voices of their own.
    pub automatic: bool,
}

impl Default for Cast {
    fn default() -> Self {
        Cast {
            roles: HashMap::new(),
            voices: Vec::new(),
            automatic: true,
        }
    }
}

/// How a speaker sounds.
#[derive(Debug, Clone, Default)]
pub struct Role {
    /// The voice; `None` for the engine's.
    pub voice: Option<Arc<Voice>>,
    /// On top of the engine's settings: rates multiply, pitches and volumes add.
    pub settings: Settings,
}

impl Role {
    /// The engine's voice with other settings.
    pub fn new(settings: Settings) -> Self {
        Role {
            voice: None,
            settings,
        }
    }

    /// Another voice as it was recorded.
    pub fn with_voice(voice: impl Into<Arc<Voice>>) -> Self {
        Role {
            voice: Some(voice.into()),
            settings: Settings::default(),
        }
    }
}

impl Cast {
    /// A cast in which nobody but those with a role differs from the narrator.
    pub fn narrator_only() -> Self {
        Cast {
            automatic: false,
            ..Cast::default()
        }
    }

    /// Gives a speaker a role, by the name in [`Block::speaker`](crate::article::Block::speaker).
    pub fn assign(&mut self, speaker: impl Into<String>, role: Role) {
        self.roles.insert(speaker.into(), role);
    }

    /// Adds a voice that speakers may get by themselves, and SSML by its name. It may have another
    /// sample rate than the engine's: what it says is brought to that.
    pub fn add_voice(&mut self, voice: impl Into<Arc<Voice>>) {
        self.voices.push(voice.into());
    }

    /// All its voices.
    pub fn voices(&self) -> impl Iterator<Item = &Arc<Voice>> {
        let of_roles = self.roles.values().filter_map(|role| role.voice.as_ref());
        self.voices.iter().chain(of_roles)
    }
}

/// How far the speakers after the first round of voices are from those: semitones, and a factor on
/// the rate.
const SHIFTS: [(f32, f32); 6] = [
    (-2.5, 0.97),
    (2.5, 1.02),
    (-4.0, 1.03),
    (4.0, 0.96),
    (-1.2, 1.06),
    (1.2, 0.93),
];

/// More speakers than this share voices.
const MAX_PARTS: usize = 64;

/// The parts of one document: the cast, and who got what. The first is the narrator's.
#[derive(Debug)]
pub(crate) struct Parts {
    cast: Arc<Cast>,
    parts: Vec<Part>,
    named: HashMap<String, usize>,
    requested: HashMap<VoiceRequest, usize>,
    /// How many speakers got a voice by themselves.
    assigned: usize,
}

/// A voice, and how it sounds besides the settings that hold for all.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub voice: Arc<Voice>,
    pub settings: Settings,
}

/// The number of the narrator's part.
pub(crate) const NARRATOR: usize = 0;

impl Parts {
    pub(crate) fn new(narrator: Arc<Voice>, cast: Arc<Cast>) -> Self {
        Parts {
            cast,
            parts: vec![Part {
                voice: narrator,
                settings: Settings::default(),
            }],
            named: HashMap::new(),
            requested: HashMap::new(),
            assigned: 0,
        }
    }

    /// Forgets who got what.
    pub(crate) fn clear(&mut self) {
        self.parts.truncate(1);
        self.named.clear();
        self.requested.clear();
        self.assigned = 0;
    }

    pub(crate) fn get(&self, part: usize) -> &Part {
        &self.parts[part]
    }

    /// The part of a speaker, who gets one at the first turn.
    pub(crate) fn speaker(&mut self, name: &str) -> usize {
        if let Some(&part) = self.named.get(name) {
            return part;
        }
        let part = match self.cast.roles.get(name).cloned() {
            Some(role) => self.add_role(&role),
            None if self.cast.automatic => self.next_voice(),
            None => NARRATOR,
        };
        if self.named.len() < MAX_PARTS {
            self.named.insert(name.to_owned(), part);
        }
        part
    }

    /// The part that a document asks for, for words that `around` would say otherwise.
    pub(crate) fn request(&mut self, request: &VoiceRequest, around: usize) -> usize {
        if let Some(&part) = self.requested.get(request) {
            return part;
        }
        let part = self.find(request, around);
        if self.requested.len() < MAX_PARTS {
            self.requested.insert(request.clone(), part);
        }
        part
    }

    fn find(&mut self, request: &VoiceRequest, around: usize) -> usize {
        let whole = std::iter::once(request.name.as_str());
        for name in whole.chain(request.name.split_whitespace()) {
            if self.cast.roles.contains_key(name) || self.named.contains_key(name) {
                return self.speaker(name);
            }
            if let Some(voice) = self.voice_called(name) {
                return self.add(voice, Settings::default());
            }
        }
        let described =
            request.gender.is_some() || request.age.is_some() || request.variant.is_some();
        match described {
            true => self.described(request),
            false if request.name.is_empty() => around,
            false => self.speaker(&request.name),
        }
    }

    fn voice_called(&self, name: &str) -> Option<Arc<Voice>> {
        let narrator = std::iter::once(&self.parts[NARRATOR].voice);
        let mut voices = narrator.chain(self.cast.voices());
        voices.find(|v| v.manifest().name == name).cloned()
    }

    /// The voice that fits a description best, shifted towards it.
    fn described(&mut self, request: &VoiceRequest) -> usize {
        let narrator = self.parts[NARRATOR].voice.clone();
        let all: Vec<Arc<Voice>> = std::iter::once(narrator)
            .chain(self.cast.voices().cloned())
            .collect();
        let wanted = request.gender.filter(|g| *g != Gender::Neutral);
        let fits = |v: &&Arc<Voice>| wanted.is_none_or(|g| gender(v) == g);
        let mut fitting: Vec<&Arc<Voice>> = all.iter().filter(fits).collect();
        let variant = usize::from(request.variant.unwrap_or(1).max(1)) - 1;
        // No voice of that gender: the first, four semitones towards it.
        let towards = match (fitting.is_empty(), wanted) {
            (false, _) => 0.0,
            (true, Some(Gender::Female)) => 4.0,
            (true, _) => -4.0,
        };
        if fitting.is_empty() {
            fitting.push(&all[0]);
        }
        let (shift, mut rate) = match variant / fitting.len() {
            0 => (0.0, 1.0),
            round => SHIFTS[(round - 1) % SHIFTS.len()],
        };
        let voice = fitting[variant % fitting.len()].clone();
        let mut pitch = towards + shift;
        match request.age {
            Some(0..=12) => pitch += 4.0,
            Some(65..) => {
                pitch -= 1.0;
                rate *= 0.93;
            }
            _ => {}
        }
        self.add(voice, shifted(pitch, rate))
    }

    /// The next voice for a speaker who has none.
    fn next_voice(&mut self) -> usize {
        let number = self.assigned;
        self.assigned += 1;
        let others = self.cast.voices.len();
        if number < others {
            let voice = self.cast.voices[number].clone();
            return self.add(voice, Settings::default());
        }
        let round = number - others;
        let (pitch, rate) = SHIFTS[round / (others + 1) % SHIFTS.len()];
        let voice = match round % (others + 1) {
            0 => self.parts[NARRATOR].voice.clone(),
            other => self.cast.voices[other - 1].clone(),
        };
        self.add(voice, shifted(pitch, rate))
    }

    fn add_role(&mut self, role: &Role) -> usize {
        let narrator = &self.parts[NARRATOR].voice;
        let voice = role.voice.as_ref().unwrap_or(narrator).clone();
        self.add(voice, role.settings)
    }

    fn add(&mut self, voice: Arc<Voice>, settings: Settings) -> usize {
        let same = |p: &Part| Arc::ptr_eq(&p.voice, &voice) && p.settings == settings;
        if let Some(part) = self.parts.iter().position(same) {
            return part;
        }
        self.parts.push(Part { voice, settings });
        self.parts.len() - 1
    }
}

fn shifted(pitch: f32, rate: f32) -> Settings {
    Settings {
        rate: Rate::clamped(rate),
        pitch: Semitones::clamped(pitch),
        ..Settings::default()
    }
}

/// By the middle of the speaker's range: men's lie around 120 Hz, women's around 200, a low woman's at 150.
fn gender(voice: &Voice) -> Gender {
    match voice.manifest().f0_hz < 140.0 {
        true => Gender::Male,
        false => Gender::Female,
    }
}

impl Settings {
    /// Both together: rates multiply, pitches and volumes add, each within its range.
    pub(crate) fn with(&self, other: &Settings) -> Settings {
        Settings {
            rate: Rate::clamped(self.rate.get() * other.rate.get()),
            pitch: Semitones::clamped(self.pitch.get() + other.pitch.get()),
            volume: Decibels::clamped(self.volume.get() + other.volume.get()),
        }
    }
}

#[cfg(all(test, feature = "embedded-voice"))]
mod tests {
    use super::*;

    fn parts(cast: Cast) -> Parts {
        Parts::new(Arc::new(Voice::embedded().unwrap()), Arc::new(cast))
    }

    #[test]
    fn speakers_differ_from_the_narrator_and_from_each_other() {
        let mut parts = parts(Cast::default());
        let (ann, bob) = (parts.speaker("Ann"), parts.speaker("Bob"));
        assert!(ann != bob && ann != NARRATOR && bob != NARRATOR);
        assert_eq!(parts.speaker("Ann"), ann);
        assert_eq!(parts.get(ann).settings.pitch.get(), -2.5);
        assert_eq!(parts.get(bob).settings.pitch.get(), 2.5);
        for i in 0..1000 {
            parts.speaker(&format!("Speaker {i}"));
        }
        assert!(parts.parts.len() <= SHIFTS.len() + 1);
    }

    #[test]
    fn a_second_voice_goes_to_the_first_speaker() {
        let mut cast = Cast::default();
        let second = Arc::new(Voice::embedded().unwrap());
        cast.add_voice(second.clone());
        let mut parts = parts(cast);
        let first = parts.speaker("Ann");
        assert!(Arc::ptr_eq(&parts.get(first).voice, &second));
        let next = parts.speaker("Bob");
        assert!(Arc::ptr_eq(
            &parts.get(next).voice,
            &parts.get(NARRATOR).voice
        ));
        assert_ne!(next, NARRATOR);
    }

    #[test]
    fn roles_go_first_and_none_may_differ() {
        let mut cast = Cast::narrator_only();
        cast.assign("Ann", Role::new(shifted(5.0, 1.0)));
        let mut parts = parts(cast);
        assert_eq!(parts.speaker("Bob"), NARRATOR);
        let ann = parts.speaker("Ann");
        assert_eq!(parts.get(ann).settings.pitch.get(), 5.0);
    }

    #[test]
    fn requests_are_met_by_name_then_by_description() {
        let mut parts = parts(Cast::default());
        let named = |name: &str| VoiceRequest {
            name: name.to_owned(),
            ..VoiceRequest::default()
        };
        assert_eq!(parts.request(&named("Nobody slt"), 1), NARRATOR);
        assert_ne!(parts.request(&named("Kim"), NARRATOR), NARRATOR);
        assert_eq!(parts.request(&named(""), 7), 7);
        let of = |gender: Gender| VoiceRequest {
            gender: Some(gender),
            ..VoiceRequest::default()
        };
        let man = parts.request(&of(Gender::Male), NARRATOR);
        assert_eq!(parts.get(man).settings.pitch.get(), -4.0);
        let woman = parts.request(&of(Gender::Female), NARRATOR);
        assert_eq!(parts.get(woman).settings.pitch.get(), 0.0);
    }
}
