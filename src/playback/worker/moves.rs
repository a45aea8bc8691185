//! Jumps: seeks, other settings, another device. Each begins an epoch of samples, which is heard in place
//! of what was on its way.

use std::sync::Arc;
use std::time::Instant;

use super::{Entry, MARGIN_MS, Spot, Worker};
use crate::playback::feed::Line;
use crate::playback::output::Health;
use crate::playback::seek::Seek;
use crate::playback::splice;
use crate::resample::Resampler;
use crate::settings::Settings;
use crate::speech::MarkKind;

impl Worker {
    /// The place that is taken next, and the epoch and frame at which to leave for another one.
    pub(super) fn here(&self) -> Option<(Spot, u16, u64)> {
        let (epoch, taken) = self.line.counters.position();
        let at = taken + u64::from(self.line.rate) * MARGIN_MS / 1000;
        let schedule = self.shared.schedule();
        let frame = if epoch == self.line.epoch {
            schedule.to_voice(at)
        } else {
            0
        };
        let spot = match schedule.segment_at(frame) {
            Some((segment, offset)) => {
                let id = segment.article.id;
                let item = self.items.iter().position(|i| i.article.id == id)?;
                let mut spot = Spot::of(item, segment.sentence);
                spot.offset = offset;
                spot
            }
            None if self.items.is_empty() => return None,
            None => Spot::of(self.cursor.0.min(self.items.len() - 1), 0),
        };
        Some((spot, epoch, at))
    }

    /// Begins an epoch with nothing in it yet.
    pub(super) fn begin(&mut self, base: u16, at: u64) {
        self.line.epoch = self.line.epoch.wrapping_add(1);
        self.resampler.reset();
        self.out.clear();
        self.sent = 0;
        self.made = 0;
        self.flushed = 0;
        self.pending = Some((base, at));
        self.cutting = Some((base, at));
    }

    /// Goes on at another place.
    pub(super) fn jump(&mut self, spot: Spot, base: u16, at: u64) {
        self.begin(base, at);
        self.cursor = (spot.item, spot.sentence);
        let Some(item) = self.items.get(spot.item) else {
            return drop(self.schedule());
        };
        let article = item.article.id;
        if spot.sentence >= item.article.outline().len() {
            return drop(self.schedule());
        }
        let mut schedule = self.shared.schedule();
        if !schedule.waiting.contains(&article) {
            schedule.waiting.insert(0, article);
        }
        drop(schedule);
        self.render(spot.item, spot.sentence);
        let words = self.chunk.marks.iter().filter(|m| m.kind == MarkKind::Word);
        let word = |byte| words.clone().find(|w| w.source.end > byte);
        let offset = match spot.byte.and_then(word) {
            Some(word) => word.frames.start - self.chunk.start,
            None => spot.offset,
        };
        self.queue(spot.item, spot.sentence, offset, Entry::Jump);
        self.cursor.1 += 1;
        self.fill();
    }

    /// Another rate or pitch, from where the sound is now.
    pub(super) fn change(&mut self, settings: Settings) {
        let before = std::mem::replace(&mut self.settings, settings);
        if (before.rate, before.pitch) == (settings.rate, settings.pitch) {
            return;
        }
        let factor = f64::from(before.rate.get()) / f64::from(settings.rate.get());
        for item in &mut self.items {
            item.article.outline().rescale(factor);
            item.meter = None;
        }
        let Some((spot, ..)) = self.here() else {
            return;
        };
        let item = &mut self.items[spot.item];
        if spot.sentence >= item.article.outline().len() {
            return;
        }
        item.say(before, spot.sentence, &mut self.old);
        self.render(spot.item, spot.sentence);
        // The sound went on in the meantime, and what was taken is gone.
        let Some((now, base, at)) = self.here() else {
            return;
        };
        if (now.item, now.sentence) != (spot.item, spot.sentence) {
            // Into the next sentence: that is the place then.
            let rendered = Spot::of(now.item, now.sentence);
            return self.jump(rendered, base, at);
        }
        if base != self.line.epoch {
            // A jump that has not been heard yet: jump there again.
            return self.jump(now, base, at);
        }
        let frame = now.offset as usize;
        let place = splice::same_place(&self.old.phones, &self.chunk.phones, frame);
        let rest = self.old.samples.get(frame..).unwrap_or_default();
        let voice_rate = self.shared.schedule().voice_rate;
        let place = splice::align(rest, &self.chunk.samples, place, voice_rate) as u64;
        let words = self.old.marks.iter().filter(|m| m.kind == MarkKind::Word);
        let begun = words.filter(|w| w.frames.start - self.old.start < now.offset);
        let entry = Entry::Splice(begun.count());
        self.begin(base, at);
        self.queue(now.item, now.sentence, place, entry);
        self.cursor = (now.item, now.sentence + 1);
        self.fill();
    }

    /// Goes on with another device, from the word that was heard last.
    pub(super) fn connect(&mut self, line: Line, latency: u32, health: Arc<Health>) {
        let mut schedule = self.shared.schedule();
        let frame = schedule.heard_frame(Instant::now());
        let place = schedule
            .segment_at(frame)
            .map(|(segment, offset)| (segment.article.id, segment.sentence, offset));
        schedule.counters = line.counters.clone();
        schedule.device_rate = line.rate;
        schedule.latency = u64::from(latency);
        schedule.health = health;
        schedule.lost = None;
        schedule.moving = false;
        schedule.underruns = (0, 0);
        schedule.seen = ((0, 0), Instant::now());
        schedule.cues.clear();
        schedule.due.clear();
        schedule.segments.clear();
        let voice_rate = schedule.voice_rate;
        drop(schedule);
        self.line = line;
        self.resampler = Resampler::new(voice_rate, self.line.rate);
        let item = place.and_then(|(id, sentence, offset)| {
            let item = self.items.iter().position(|i| i.article.id == id)?;
            Some((item, sentence, offset))
        });
        let Some((item, sentence, heard)) = item else {
            self.begin(0, 0);
            return drop(self.schedule());
        };
        self.render(item, sentence);
        let words = self.chunk.marks.iter().filter(|m| m.kind == MarkKind::Word);
        let starts = words.map(|w| w.frames.start - self.chunk.start);
        let mut spot = Spot::of(item, sentence);
        spot.offset = starts.take_while(|s| *s <= heard).last().unwrap_or(0);
        self.jump(spot, 0, 0);
    }

    /// The place that a seek goes to.
    pub(super) fn resolve(&self, seek: Seek, here: Spot) -> Spot {
        let rate = self.shared.schedule().voice_rate;
        let article = &self.items[here.item].article;
        let place = seek.resolve(article, (here.sentence, here.offset), rate);
        Spot {
            item: here.item,
            sentence: place.sentence,
            offset: place.offset,
            byte: place.byte,
        }
    }
}
