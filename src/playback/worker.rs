//! The thread that synthesises ahead of the sound, and does what the app asks for.

mod moves;

use std::collections::VecDeque;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, MutexGuard};
use std::time::Duration;

use super::event::{ArticleId, Event};
use super::feed::Line;
use super::outline::Article;
use super::output::Health;
use super::schedule::{Cue, Schedule, Segment, Shared};
use super::seek::Seek;
use crate::Engine;
use crate::resample::Resampler;
use crate::settings::Settings;
use crate::speech::{Chunk, MarkKind, Speech};

/// How often the ring is topped up.
const TICK: Duration = Duration::from_millis(10);
/// How long to wait for a command when there is nothing to do.
const IDLE: Duration = Duration::from_secs(1);
/// From the frame being taken to the frame of a splice, in milliseconds: the sound card's thread may
/// run on while the splice is prepared, which takes less than a millisecond.
const MARGIN_MS: u64 = 2;
/// What is converted of a sentence before its beginning is sent, when it is jumped into: somewhat more
/// than is sent before the splice.
const FIRST_MS: u64 = 80;

/// What the app asks for.
pub(super) enum Command {
    Enqueue(Arc<Article>, Engine),
    Seek(Seek),
    Change(Settings),
    Connect(Box<Line>, u32, Arc<Health>),
    NextArticle,
    Stop,
}

/// An article with the speech that says it.
struct Item {
    article: Arc<Article>,
    engine: Engine,
    speech: Speech,
    /// The sentence that `speech` says next.
    at: usize,
    /// A speech that measures what has not been said yet, and its next sentence.
    meter: Option<(Speech, usize)>,
    started: bool,
}

/// A place in the queue of articles.
#[derive(Debug, Clone, Copy)]
struct Spot {
    item: usize,
    sentence: usize,
    /// Frames into the sentence.
    offset: u64,
    /// Or the first word that ends after this byte of the source.
    byte: Option<usize>,
}

/// How the sound comes to a sentence.
#[derive(Clone, Copy, PartialEq)]
enum Entry {
    /// After the one before it.
    Next,
    /// By a jump.
    Jump,
    /// In the middle, at another rate; so many of its words have begun already.
    Splice(usize),
}

pub(super) struct Worker {
    commands: Receiver<Command>,
    shared: Arc<Shared>,
    line: Line,
    settings: Settings,
    items: VecDeque<Item>,
    /// The item and sentence to be made next.
    cursor: (usize, usize),
    chunk: Chunk,
    old: Chunk,
    resampler: Resampler,
    /// Samples for the device, and how many of them were sent.
    out: Vec<f32>,
    sent: usize,
    /// Frames of the voice made in this epoch.
    made: u64,
    /// How many of them were made when the resampler was last emptied.
    flushed: u64,
    /// The splice of which the schedule does not know yet.
    cutting: Option<(u16, u64)>,
    /// The splice to the newest epoch, until the first of its samples were sent.
    pending: Option<(u16, u64)>,
    /// The block that was said last.
    block: Option<(ArticleId, usize)>,
}

impl Worker {
    pub fn new(
        commands: Receiver<Command>,
        shared: Arc<Shared>,
        line: Line,
        settings: Settings,
    ) -> Self {
        let voice_rate = shared.schedule().voice_rate;
        Worker {
            commands,
            shared,
            settings,
            items: VecDeque::new(),
            cursor: (0, 0),
            chunk: Chunk::default(),
            old: Chunk::default(),
            resampler: Resampler::new(voice_rate, line.rate),
            line,
            out: Vec::new(),
            sent: 0,
            made: 0,
            flushed: 0,
            cutting: None,
            pending: None,
            block: None,
        }
    }

    /// Runs until the player is dropped.
    pub fn run(mut self) {
        loop {
            let full = self.fill();
            let wait = if self.measure() {
                Duration::ZERO
            } else if full || self.pending.is_some() {
                TICK
            } else {
                IDLE
            };
            match self.commands.recv_timeout(wait) {
                Ok(command) => self.obey(command),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn obey(&mut self, command: Command) {
        match command {
            Command::Enqueue(article, engine) => {
                self.forget_heard();
                self.items.push_back(Item {
                    speech: engine.speak(article.document.clone()),
                    engine,
                    article,
                    at: 0,
                    meter: None,
                    started: false,
                });
            }
            Command::Seek(seek) => {
                if let Some((here, base, at)) = self.here() {
                    let spot = self.resolve(seek, here);
                    self.jump(spot, base, at);
                }
            }
            Command::Change(settings) => self.change(settings),
            Command::Connect(line, latency, health) => self.connect(*line, latency, health),
            Command::NextArticle => {
                if let Some((mut spot, base, at)) = self.here() {
                    let article = self.items[spot.item].article.id;
                    self.shared.schedule().waiting.retain(|a| *a != article);
                    spot = Spot::of(spot.item + 1, 0);
                    self.jump(spot, base, at);
                }
            }
            Command::Stop => {
                let (base, at) = self.line.counters.position();
                self.items.clear();
                self.shared.schedule().waiting.clear();
                self.begin(base, at);
                self.schedule().heard = None;
                self.cursor = (0, 0);
            }
        }
        self.shared.changed.notify_all();
    }

    /// Sends what is made and makes more until the ring is full; `false` if there is nothing to send.
    fn fill(&mut self) -> bool {
        loop {
            if self.sent == self.out.len() {
                self.out.clear();
                self.sent = 0;
                if !self.next_sentence() && !self.flush() {
                    self.publish();
                    self.line.counters.draining.store(true, Ordering::Release);
                    return false;
                }
            }
            self.send();
            if self.sent < self.out.len() {
                return true;
            }
        }
    }

    /// Sends what there is room for.
    fn send(&mut self) {
        let begins = self.pending.is_some();
        self.sent += self.line.send(&self.out[self.sent..], begins);
        self.publish();
        if self.sent > 0 && self.pending.is_none() {
            self.line.counters.draining.store(false, Ordering::Release);
        }
    }

    /// Makes the newest epoch heard, if there is something to be heard of it.
    fn publish(&mut self) {
        let ready = self.sent > 0 || self.out.is_empty();
        if let Some((base, at)) = self.pending.filter(|_| ready)
            && self.line.splice(base, at)
        {
            self.pending = None;
        }
    }

    /// Makes the next sentence of the queue; `false` at its end.
    fn next_sentence(&mut self) -> bool {
        while let Some(item) = self.items.get(self.cursor.0) {
            let (item_at, sentence) = self.cursor;
            let count = item.article.outline().len();
            if sentence < count {
                self.render(item_at, sentence);
                self.queue(item_at, sentence, 0, Entry::Next);
                self.cursor.1 += 1;
                if !self.out.is_empty() {
                    return true;
                }
                continue;
            }
            let article = item.article.id;
            if count == 0 {
                self.cue(0, Event::Started { article });
            }
            self.cue(0, Event::Finished { article });
            self.cursor = (item_at + 1, 0);
        }
        false
    }

    /// Makes silence after the last sentence until all of it has come out of the resampler; `false`
    /// if it has.
    fn flush(&mut self) -> bool {
        if self.flushed == self.made {
            return false;
        }
        let silence = [0.0; 2 * Resampler::DELAY];
        self.resampler.process(&silence, &mut self.out);
        self.made += silence.len() as u64;
        self.flushed = self.made;
        !self.out.is_empty()
    }

    /// Says a sentence into `self.chunk` as the settings are now.
    fn render(&mut self, item: usize, sentence: usize) {
        let item = &mut self.items[item];
        item.say(self.settings, sentence, &mut self.chunk);
        let mut outline = item.article.outline();
        outline.set(sentence, self.chunk.samples.len());
    }

    /// Adds an event at so many frames after what was made.
    fn cue(&mut self, after: u64, event: Event) {
        let (epoch, frame) = (self.line.epoch, self.made + after);
        let cue = Cue {
            epoch,
            frame,
            event,
        };
        self.schedule().cues.push_back(cue);
        self.shared.changed.notify_all();
    }

    /// Puts the chunk, from `offset` on, at the end of what is to be sent.
    fn queue(&mut self, item_at: usize, sentence: usize, offset: u64, entry: Entry) {
        let item = &mut self.items[item_at];
        let (article, id) = (item.article.clone(), item.article.id);
        let offset = offset.min(self.chunk.samples.len() as u64);
        let first = match entry {
            Entry::Next => u64::MAX,
            _ => u64::from(self.shared.schedule().voice_rate) * FIRST_MS / 1000,
        };
        let first = offset
            .saturating_add(first)
            .min(self.chunk.samples.len() as u64);
        self.resampler.process(
            &self.chunk.samples[offset as usize..first as usize],
            &mut self.out,
        );
        let mut events = Vec::new();
        if !std::mem::replace(&mut item.started, true) {
            events.push((offset, Event::Started { article: id }));
        }
        let place = article.outline().places[sentence].clone();
        let whole = article.span(&place, sentence, 0..place.text.len());
        let block = Some((id, place.block));
        let entered = std::mem::replace(&mut self.block, block) != block;
        if entered || entry == Entry::Jump {
            events.push((offset, Event::Paragraph(whole.clone())));
        }
        if matches!(entry, Entry::Splice(_)) {
            events.push((offset, Event::Changed(self.settings)));
        } else {
            events.push((offset, Event::Sentence(whole)));
        }
        let begun = match entry {
            Entry::Splice(begun) => begun,
            _ => 0,
        };
        let words = self.chunk.marks.iter().filter(|m| m.kind == MarkKind::Word);
        for word in words.skip(begun) {
            let start = word.frames.start - self.chunk.start;
            let end = word.frames.end - self.chunk.start;
            if end > offset || entry != Entry::Jump {
                let span = article.span(&place, sentence, word.text.clone());
                events.push((start.max(offset), Event::Word(span)));
            }
        }
        for mark in self.chunk.marks.iter().filter(|m| m.kind == MarkKind::Ssml) {
            let at = mark.frames.start - self.chunk.start;
            if at >= offset {
                let name = mark.name.clone();
                events.push((at, Event::Mark { article: id, name }));
            }
        }
        // A mark stands before the word that begins with it.
        events.sort_by_key(|(frame, event)| (*frame, matches!(event, Event::Word(_))));
        let len = self.chunk.samples.len() as u64 - offset;
        let (epoch, start) = (self.line.epoch, self.made);
        let mut schedule = self.schedule();
        schedule.segments.push_back(Segment {
            epoch,
            start,
            len,
            article,
            sentence,
            offset,
        });
        let cue = |(frame, event)| Cue {
            epoch,
            frame: start + frame - offset,
            event,
        };
        schedule.cues.extend(events.into_iter().map(cue));
        drop(schedule);
        self.made += len;
        self.shared.changed.notify_all();
        if entry != Entry::Next {
            self.send();
            self.resampler
                .process(&self.chunk.samples[first as usize..], &mut self.out);
        }
    }

    /// Drops the articles before the one that is heard.
    fn forget_heard(&mut self) {
        if let Some((here, ..)) = self.here() {
            self.items.drain(..here.item);
            self.cursor.0 -= here.item.min(self.cursor.0);
        }
    }

    /// The schedule, in which what an epoch replaces is given up as soon as there is something new.
    fn schedule(&mut self) -> MutexGuard<'_, Schedule> {
        let mut schedule = self.shared.schedule();
        if let Some((base, at)) = self.cutting.take() {
            schedule.cut(base, at);
            schedule.epoch = self.line.epoch;
        }
        schedule
    }

    /// Measures one sentence that has not been said yet, so that durations become exact; `false` if
    /// there is none.
    fn measure(&mut self) -> bool {
        let Some(item) = self
            .items
            .iter_mut()
            .find(|i| !i.article.outline().total().1)
        else {
            return false;
        };
        let (speech, at) = item.meter.get_or_insert_with(|| {
            let mut speech = item.engine.speak(item.article.document.clone());
            speech.set_settings(self.settings);
            (speech, 0)
        });
        if item.article.outline().is_known(*at) {
            speech.skip_sentence();
        } else {
            speech.next_into(&mut self.old);
            item.article.outline().set(*at, self.old.samples.len());
        }
        *at += 1;
        true
    }
}

impl Item {
    /// Says one sentence.
    fn say(&mut self, settings: Settings, sentence: usize, chunk: &mut Chunk) {
        if self.at != sentence {
            let place = self.article.outline().places[sentence].clone();
            self.speech.seek(place.block, place.text.start);
        }
        self.speech.set_settings(settings);
        self.speech.next_into(chunk);
        self.at = sentence + 1;
    }
}

impl Spot {
    fn of(item: usize, sentence: usize) -> Self {
        Spot {
            item,
            sentence,
            offset: 0,
            byte: None,
        }
    }
}
