//! What is heard when: the stretches of sound that were handed over, and the events that belong to
//! their frames.

use std::collections::VecDeque;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::event::{ArticleId, Event, Queue, Span};
use super::feed::{Controls, Counters};
use super::outline::Article;
use super::output::Health;

/// A stretch of a sentence in an epoch. Frames are those of the voice.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    pub epoch: u16,
    pub start: u64,
    pub len: u64,
    pub article: Arc<Article>,
    pub sentence: usize,
    /// Where in the sentence it begins.
    pub offset: u64,
}

/// An event and the frame at which it is heard.
#[derive(Debug)]
pub(super) struct Cue {
    pub epoch: u16,
    pub frame: u64,
    pub event: Event,
}

/// What the worker plans and the herald tells.
#[derive(Debug)]
pub(super) struct Schedule {
    pub counters: Arc<Counters>,
    /// Frames a second of the device and of the voice.
    pub device_rate: u32,
    pub voice_rate: u32,
    /// Frames that the device holds when it has been filled.
    pub latency: u64,
    /// The newest epoch.
    pub epoch: u16,
    pub segments: VecDeque<Segment>,
    pub cues: VecDeque<Cue>,
    /// Events that were taken by the device and are not heard yet.
    pub due: VecDeque<(Instant, Event)>,
    /// The position that was seen last, and when it was first seen.
    pub seen: ((u16, u64), Instant),
    /// What the listener heard last.
    pub heard: Option<Span>,
    /// Articles that were not heard to their end yet.
    pub waiting: Vec<ArticleId>,
    pub health: Arc<Health>,
    pub lost: Option<String>,
    /// Whether another device was asked for: the old one goes, and that is no loss.
    pub moving: bool,
    /// The gaps that were told: see [`Schedule::gaps`].
    pub underruns: (u64, u64),
    /// Whether the player is being dropped.
    pub closing: bool,
}

/// What all threads of a player share.
pub(super) struct Shared {
    pub controls: Arc<Controls>,
    schedule: Mutex<Schedule>,
    /// Signals that the schedule was changed.
    pub changed: Condvar,
    pub listeners: Mutex<Listeners>,
}

pub(super) type Callback = Box<dyn FnMut(&Event) + Send>;

/// Those who want to know.
#[derive(Default)]
pub(super) struct Listeners {
    pub queues: Vec<Arc<Queue>>,
    pub callbacks: Vec<Callback>,
}

impl Shared {
    pub fn new(controls: Arc<Controls>, schedule: Schedule) -> Self {
        Shared {
            controls,
            schedule: Mutex::new(schedule),
            changed: Condvar::new(),
            listeners: Mutex::default(),
        }
    }

    pub fn schedule(&self) -> MutexGuard<'_, Schedule> {
        self.schedule.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Schedule {
    /// A frame of the device as a frame of the voice.
    pub fn to_voice(&self, frame: u64) -> u64 {
        scale(frame, self.voice_rate, self.device_rate)
    }

    /// A frame of the voice as a frame of the device.
    pub fn to_device(&self, frame: u64) -> u64 {
        scale(frame, self.device_rate, self.voice_rate)
    }

    /// The frames of the device in a stretch of time.
    fn frames(&self, time: Duration) -> u64 {
        (time.as_secs_f64() * f64::from(self.device_rate)) as u64
    }

    fn time(&self, frames: u64) -> Duration {
        Duration::from_secs_f64(frames as f64 / f64::from(self.device_rate))
    }

    /// Forgets what the newest epoch replaces: what follows frame `at` (of the device) of the epoch
    /// `base`, and all other epochs.
    pub fn cut(&mut self, base: u16, at: u64) {
        let at = self.to_voice(at);
        self.cues.retain(|c| c.epoch == base && c.frame < at);
        self.segments.retain(|s| s.epoch == base && s.start < at);
    }

    /// Looks at the position; gives it.
    pub fn look(&mut self, now: Instant) -> (u16, u64) {
        let position = self.counters.position();
        if position != self.seen.0 {
            self.seen = (position, now);
        }
        position
    }

    /// The frame of the newest epoch that is heard now, in frames of the voice.
    pub fn heard_frame(&mut self, now: Instant) -> u64 {
        let (epoch, taken) = self.look(now);
        if epoch != self.epoch {
            return 0;
        }
        let since = self.frames(now.saturating_duration_since(self.seen.1));
        let behind = self.latency.saturating_sub(since);
        self.to_voice(taken.saturating_sub(behind))
    }

    /// The stretch of the newest epoch that a frame lies in, and the frame in its sentence. After the
    /// end, that is the end of the last one.
    pub fn segment_at(&self, frame: u64) -> Option<(&Segment, u64)> {
        let of_epoch = |s: &&Segment| s.epoch == self.epoch;
        let begun = |s: &&Segment| s.epoch == self.epoch && s.start <= frame;
        let segment = self.segments.iter().rev().find(begun);
        let segment = segment.or_else(|| self.segments.iter().find(of_epoch))?;
        let inside = frame.saturating_sub(segment.start).min(segment.len);
        Some((segment, segment.offset + inside))
    }

    /// Moves cues that were taken to the events that are due, and drops stretches that are over.
    pub fn advance(&mut self, now: Instant) {
        let before = self.seen.0;
        let (epoch, taken) = self.look(now);
        while let Some(cue) = self.cues.front() {
            let frame = self.to_device(cue.frame);
            let ahead = cue.epoch.wrapping_sub(epoch) as i16;
            if ahead > 0 || ahead == 0 && frame > taken {
                break;
            }
            // The device held all of its latency when the last frame was taken; an epoch that is
            // over ended in the frames that were taken since.
            let since = match ahead {
                0 => taken - frame,
                _ if before.0 == cue.epoch => 0,
                _ => taken,
            };
            let wait = self.time(self.latency.saturating_sub(since));
            let Some(cue) = self.cues.pop_front() else {
                break;
            };
            self.due.push_back((self.seen.1 + wait, cue.event));
        }
        let heard = self.heard_frame(now);
        while self.segments.len() > 1 {
            let (first, second) = (&self.segments[0], &self.segments[1]);
            let over = first.epoch != self.epoch || second.start <= heard;
            if !over || epoch != self.epoch || second.epoch != self.epoch {
                break;
            }
            self.segments.pop_front();
        }
    }

    /// Takes the next event that has been heard.
    pub fn next_due(&mut self, now: Instant) -> Option<Event> {
        if self.due.front()?.0 > now {
            return None;
        }
        let (_, event) = self.due.pop_front()?;
        match &event {
            Event::Paragraph(span) | Event::Sentence(span) | Event::Word(span) => {
                self.heard = Some(span.clone());
            }
            Event::Finished { article } => self.waiting.retain(|a| a != article),
            _ => {}
        }
        Some(event)
    }

    /// Whether something will be heard or told without anyone asking for it.
    pub fn is_active(&self) -> bool {
        !self.cues.is_empty() || !self.due.is_empty()
    }

    /// How often the ring was empty, and how often the device was.
    pub fn gaps(&self) -> (u64, u64) {
        let ring = self.counters.underruns.load(Ordering::Relaxed);
        (ring, self.health.dry())
    }

    /// New underruns and losses.
    pub fn troubles(&mut self) -> Vec<Event> {
        let mut troubles = Vec::new();
        let told = self.underruns;
        let (count, dry) = self.gaps();
        self.underruns = (count, dry);
        if count > told.0 {
            troubles.push(Event::Underrun { count });
        }
        if dry > told.1 {
            troubles.push(Event::DeviceUnderrun { count: dry });
        }
        if self.lost.is_none() && !self.moving {
            let mut problem = self.health.problem();
            if problem.is_none() && self.counters.detached.load(Ordering::Acquire) {
                problem = Some("the mixer is gone".to_owned());
            }
            if let Some(problem) = problem {
                self.lost = Some(problem.clone());
                troubles.push(Event::DeviceLost { problem });
            }
        }
        troubles
    }
}

fn scale(frame: u64, to: u32, from: u32) -> u64 {
    (u128::from(frame) * u128::from(to) / u128::from(from.max(1))) as u64
}
