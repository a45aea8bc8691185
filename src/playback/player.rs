//! The player: what an app holds.

use std::num::NonZero;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::event::{ArticleId, Event, Events, Queue, Span};
use super::feed::{self, Controls, PlayerSource};
use super::herald;
use super::outline::Article;
use super::output::{Health, Output};
use super::schedule::{Schedule, Shared};
use super::seek::Seek;
use super::worker::{Command, Worker};
use crate::article::Document;
use crate::settings::{Decibels, Rate, Semitones, Settings};
use crate::{Engine, Error, Result};

/// Where the listener is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The article.
    pub article: ArticleId,
    /// The time from its start, at the present rate.
    pub time: Duration,
    /// The sentence, counted from 0.
    pub sentence: usize,
    /// The word that was heard last, or the sentence before its first word.
    pub span: Option<Span>,
}

/// How long an article is, at the present rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// The time from start to end.
    pub time: Duration,
    /// Whether every sentence was measured; before, a part is estimated. It takes a moment: about a
    /// ten thousandth of the time.
    pub exact: bool,
}

/// Plays articles. Dropping it ends the sound.
///
/// Every method returns at once: what it asks for is done on the player's own thread, and is heard
/// within [`Player::latency`] and 20 ms.
pub struct Player {
    engine: Engine,
    shared: Arc<Shared>,
    commands: Sender<Command>,
    settings: Mutex<Settings>,
    next_id: AtomicU64,
    output: Mutex<Option<Output>>,
}

impl Player {
    /// How far synthesis runs ahead of the sound.
    pub const AHEAD: Duration = Duration::from_millis(feed::FILLED as u64 * feed::BLOCK_MS as u64);

    /// A player on the default sound device.
    ///
    /// # Errors
    /// Those of [`Output::open`].
    pub fn new(engine: Engine) -> Result<Self> {
        Self::on_output(engine, Output::open()?)
    }

    /// A player on a device that was opened for it.
    ///
    /// # Errors
    /// [`Error::Device`] if the system gives no thread.
    pub fn on_output(engine: Engine, output: Output) -> Result<Self> {
        let latency = output.latency();
        let rate = output.sample_rate();
        let (player, source) = Self::build(engine, rate, latency, output.health())?;
        output.mixer().add(source);
        *player.output() = Some(output);
        Ok(player)
    }

    /// A player on a mixer of the app's own, at the mixer's rate in Hz.
    ///
    /// Tell it with [`Player::set_latency`] how far the ear is behind the mixer.
    ///
    /// # Errors
    /// [`Error::Limit`] for a rate of 0; [`Error::Device`] if the system gives no thread.
    pub fn on_mixer(engine: Engine, mixer: &rodio::mixer::Mixer, sample_rate: u32) -> Result<Self> {
        let (player, source) = Self::detached(engine, sample_rate)?;
        mixer.add(source);
        Ok(player)
    }

    /// A player whose samples go wherever the app sends them.
    ///
    /// # Errors
    /// Those of [`Player::on_mixer`].
    pub fn detached(engine: Engine, sample_rate: u32) -> Result<(Self, PlayerSource)> {
        Self::build(engine, sample_rate, 0, Arc::default())
    }

    fn build(
        engine: Engine,
        sample_rate: u32,
        latency: u32,
        health: Arc<Health>,
    ) -> Result<(Self, PlayerSource)> {
        let settings = engine.settings();
        let controls = Arc::new(Controls::new(settings.volume.gain()));
        let (line, source) = feed::line(checked(sample_rate)?, controls.clone());
        let schedule = Schedule {
            counters: line.counters.clone(),
            device_rate: sample_rate,
            voice_rate: engine.voice().sample_rate(),
            latency: u64::from(latency),
            epoch: 0,
            segments: Default::default(),
            cues: Default::default(),
            due: Default::default(),
            seen: ((0, 0), Instant::now()),
            heard: None,
            waiting: Vec::new(),
            health,
            lost: None,
            moving: false,
            underruns: (0, 0),
            closing: false,
        };
        let shared = Arc::new(Shared::new(controls, schedule));
        let (commands, receiver) = channel();
        let worker = Worker::new(receiver, shared.clone(), line, loud(settings));
        spawn("rhapsode", move || worker.run())?;
        let herald = shared.clone();
        spawn("rhapsode-events", move || herald::run(&herald))?;
        let player = Player {
            engine,
            shared,
            commands,
            settings: Mutex::new(settings),
            next_id: AtomicU64::new(0),
            output: Mutex::new(None),
        };
        Ok((player, source))
    }

    /// Adds an article to the end of the queue. It plays when those before it are over.
    pub fn enqueue(&self, document: impl Into<Arc<Document>>) -> ArticleId {
        let id = ArticleId(self.next_id.fetch_add(1, Ordering::Relaxed));
        let mut engine = self.engine.clone();
        engine.set_settings(loud(self.settings()));
        let article = Arc::new(Article::new(id, engine.speak(document)));
        self.shared.schedule().waiting.push(id);
        self.send(Command::Enqueue(article, engine));
        id
    }

    /// The articles that were not heard to their end, in order.
    pub fn queue(&self) -> Vec<ArticleId> {
        self.shared.schedule().waiting.clone()
    }

    /// Goes to the next article of the queue.
    pub fn next_article(&self) {
        self.send(Command::NextArticle);
    }

    /// Goes on after a pause.
    pub fn play(&self) {
        self.shared.controls.playing.store(true, Ordering::Relaxed);
        self.shared.changed.notify_all();
    }

    /// Stops the sound and keeps the place.
    pub fn pause(&self) {
        self.shared.controls.playing.store(false, Ordering::Relaxed);
    }

    /// Whether it is not paused.
    pub fn is_playing(&self) -> bool {
        self.shared.controls.playing.load(Ordering::Relaxed)
    }

    /// Stops the sound and empties the queue.
    pub fn stop(&self) {
        self.send(Command::Stop);
    }

    /// Goes to another place.
    pub fn seek(&self, to: Seek) {
        self.send(Command::Seek(to));
    }

    /// How it sounds.
    pub fn settings(&self) -> Settings {
        *self.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes how it sounds, in the middle of the word.
    pub fn set_settings(&self, settings: Settings) {
        self.update(|s| *s = settings);
    }

    /// Changes the rate, in the middle of the word.
    pub fn set_rate(&self, rate: Rate) {
        self.update(|s| s.rate = rate);
    }

    /// Changes the pitch, in the middle of the word.
    pub fn set_pitch(&self, pitch: Semitones) {
        self.update(|s| s.pitch = pitch);
    }

    /// Changes the volume. What is above full scale is clipped.
    pub fn set_volume(&self, volume: Decibels) {
        self.update(|s| s.volume = volume);
    }

    fn update(&self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.settings.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut settings);
        self.shared.controls.set_volume(settings.volume.gain());
        // Sent under the lock: the last change is the last one heard.
        self.send(Command::Change(loud(*settings)));
    }

    /// Where the listener is; `None` before the first sound.
    pub fn position(&self) -> Option<Position> {
        let mut schedule = self.shared.schedule();
        let frame = schedule.heard_frame(Instant::now());
        let (segment, offset) = schedule.segment_at(frame)?;
        let (article, sentence) = (segment.article.clone(), segment.sentence);
        let frames = article.outline().start(sentence) + offset;
        let heard = schedule.heard.as_ref();
        let span = heard.filter(|s| (s.article, s.sentence) == (article.id, sentence));
        Some(Position {
            article: article.id,
            time: time(frames, schedule.voice_rate),
            sentence,
            span: span.cloned(),
        })
    }

    /// How long the article is that is heard; `None` before the first sound.
    pub fn duration(&self) -> Option<Length> {
        let mut schedule = self.shared.schedule();
        let frame = schedule.heard_frame(Instant::now());
        let article = schedule.segment_at(frame)?.0.article.clone();
        let rate = schedule.voice_rate;
        drop(schedule);
        let (frames, exact) = article.outline().total();
        Some(Length {
            time: time(frames, rate),
            exact,
        })
    }

    /// How often the sound had a gap because synthesis did not keep up, and how often the device ran
    /// dry.
    pub fn underruns(&self) -> (u64, u64) {
        self.shared.schedule().gaps()
    }

    /// How far the ear is behind what the mixer takes.
    pub fn latency(&self) -> Duration {
        let schedule = self.shared.schedule();
        time(schedule.latency, schedule.device_rate)
    }

    /// Tells how far the ear is behind what the mixer takes. On a device of its own the player knows.
    pub fn set_latency(&self, latency: Duration) {
        let mut schedule = self.shared.schedule();
        schedule.latency = (latency.as_secs_f64() * f64::from(schedule.device_rate)) as u64;
    }

    /// The events from now on.
    pub fn events(&self) -> Events {
        let queue = Arc::new(Queue::default());
        self.listeners(|l| l.queues.push(queue.clone()));
        Events { queue }
    }

    /// Calls `tell` for every event from now on, on a thread of the player that does nothing else.
    /// `tell` must not wait for the player.
    pub fn on_event(&self, tell: impl FnMut(&Event) + Send + 'static) {
        self.listeners(|l| l.callbacks.push(Box::new(tell)));
    }

    fn listeners(&self, change: impl FnOnce(&mut super::schedule::Listeners)) {
        let listeners = self.shared.listeners.lock();
        change(&mut listeners.unwrap_or_else(PoisonError::into_inner));
    }

    /// Waits until the queue has been heard to its end.
    ///
    /// # Errors
    /// [`Error::Device`] if the device is lost.
    pub fn wait(&self) -> Result<()> {
        let mut schedule = self.shared.schedule();
        while !schedule.waiting.is_empty() {
            if let Some(problem) = &schedule.lost {
                return Err(Error::Device {
                    problem: problem.clone(),
                    remedy: "connect another sound device".to_owned(),
                });
            }
            let waited = self
                .shared
                .changed
                .wait_timeout(schedule, Duration::from_millis(200));
            schedule = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        Ok(())
    }

    /// Opens the default device, again or for the first time, and goes on there with the word that was
    /// heard last.
    ///
    /// # Errors
    /// Those of [`Output::open`]; the player is as it was then.
    pub fn reconnect(&self) -> Result<()> {
        self.reconnect_on(Output::open()?)
    }

    /// Goes on on a device that was opened for it, with the word that was heard last: one with a longer
    /// [period](Output::with_period) after [`Event::DeviceUnderrun`](super::Event::DeviceUnderrun),
    /// say.
    ///
    /// # Errors
    /// [`Error::Limit`] for a device with a rate of 0.
    pub fn reconnect_on(&self, output: Output) -> Result<()> {
        let (latency, rate) = (output.latency(), output.sample_rate());
        let (line, source) = feed::line(checked(rate)?, self.shared.controls.clone());
        output.mixer().add(source);
        self.shared.schedule().moving = true;
        self.send(Command::Connect(Box::new(line), latency, output.health()));
        *self.output() = Some(output);
        Ok(())
    }

    /// Goes on on another mixer, at its rate in Hz, with the word that was heard last.
    ///
    /// # Errors
    /// [`Error::Limit`] for a rate of 0.
    pub fn connect(&self, mixer: &rodio::mixer::Mixer, sample_rate: u32) -> Result<()> {
        mixer.add(self.detach(sample_rate)?);
        Ok(())
    }

    /// Goes on in a source for the app to read from, with the word that was heard last.
    ///
    /// # Errors
    /// [`Error::Limit`] for a rate of 0.
    pub fn detach(&self, sample_rate: u32) -> Result<PlayerSource> {
        let (line, source) = feed::line(checked(sample_rate)?, self.shared.controls.clone());
        self.shared.schedule().moving = true;
        self.send(Command::Connect(Box::new(line), 0, Arc::default()));
        *self.output() = None;
        Ok(source)
    }

    fn output(&self) -> std::sync::MutexGuard<'_, Option<Output>> {
        self.output.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn send(&self, command: Command) {
        // The worker lives as long as the player, unless it panicked; then events tell.
        if self.commands.send(command).is_err() {
            let problem = "the player's thread has ended".to_owned();
            self.shared.schedule().lost = Some(problem);
        }
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        self.shared.schedule().closing = true;
        self.shared.changed.notify_all();
    }
}

impl std::fmt::Debug for Player {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Player")
            .field("settings", &self.settings())
            .field("playing", &self.is_playing())
            .field("position", &self.position())
            .finish_non_exhaustive()
    }
}

/// The settings for synthesis: volume is added by the source, where it can change at once.
fn loud(settings: Settings) -> Settings {
    Settings {
        volume: Decibels::default(),
        ..settings
    }
}

fn checked(sample_rate: u32) -> Result<rodio::SampleRate> {
    NonZero::new(sample_rate)
        .ok_or_else(|| Error::limit("sample rate", 0, "1 Hz or more", "take that of the mixer"))
}

fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> Result<()> {
    let thread = std::thread::Builder::new().name(name.to_owned());
    thread.spawn(run).map_err(|e| Error::Device {
        problem: format!("no thread to play with: {e}"),
        remedy: "close other programs".to_owned(),
    })?;
    Ok(())
}

fn time(frames: u64, rate: u32) -> Duration {
    Duration::from_secs_f64(frames as f64 / f64::from(rate.max(1)))
}
