//! The border between synthesis and the sound card: a wait-free ring of sample blocks.
//!
//! The sound card's thread ([`PlayerSource`]) takes blocks that the worker ([`Line`]) filled and sends
//! them back when they are spent: the blocks are made once, and go round. A new *epoch* begins where
//! the sound jumps (a seek, another rate): its blocks follow the old ones in the ring, and a [`Splice`]
//! tells at which frame of the old epoch to cross over.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::time::Duration;

use rodio::{ChannelCount, SampleRate, Source};
use rtrb::{Consumer, Producer, RingBuffer};

/// The length of a block.
pub(super) const BLOCK_MS: u32 = 16;
/// Blocks that are filled ahead: a second.
pub(super) const FILLED: usize = 64;
/// Blocks kept back for the beginnings of new epochs, while the ring is full of the old one.
const RESERVE: usize = 32;
/// Blocks sent before an epoch is announced: 64 ms.
const BEGINNING: usize = 4;
/// Frames made at once; the position is exact to so many.
const STEP: usize = 32;
/// The length of the cross-fade of a splice, and of the ramps of pausing and resuming.
const FADE_MS: u32 = 6;
/// The longest cross-fade in frames: 6 ms at 192 kHz and more.
const FADE_MAX: usize = 1200;

/// Samples on their way to the sound card.
#[derive(Debug)]
struct Block {
    epoch: u16,
    samples: Vec<f32>,
}

/// Where to leave one epoch for another.
#[derive(Debug, Clone, Copy)]
struct Splice {
    /// The new epoch.
    epoch: u16,
    /// The epoch in which `at` is counted; if another one plays, the splice is due at once.
    base: u16,
    /// The last frame of the old epoch, exclusive.
    at: u64,
}

/// What the app sets while it plays.
#[derive(Debug)]
pub(super) struct Controls {
    pub playing: AtomicBool,
    /// The gain, as the bits of a float.
    volume: AtomicU32,
}

impl Controls {
    pub fn new(gain: f32) -> Self {
        Controls {
            playing: AtomicBool::new(true),
            volume: AtomicU32::new(gain.to_bits()),
        }
    }

    pub fn set_volume(&self, gain: f32) {
        self.volume.store(gain.to_bits(), Ordering::Relaxed);
    }

    pub fn volume(&self) -> f32 {
        f32::from_bits(self.volume.load(Ordering::Relaxed))
    }
}

/// What the sound card's thread tells.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// The epoch in the upper 16 bits, the frames of it that were taken in the others.
    position: AtomicU64,
    /// Whether nothing more comes, so that silence is no underrun.
    pub draining: AtomicBool,
    /// How often the ring ran dry in the middle of the sound.
    pub underruns: AtomicU64,
    /// Whether the mixer dropped the source.
    pub detached: AtomicBool,
}

impl Counters {
    const BITS: u32 = 48;

    /// The epoch that is playing, and how many frames of it were taken.
    pub fn position(&self) -> (u16, u64) {
        let packed = self.position.load(Ordering::Acquire);
        let epoch = (packed >> Self::BITS) as u16;
        (epoch, packed & ((1 << Self::BITS) - 1))
    }

    fn set_position(&self, epoch: u16, taken: u64) {
        let packed = u64::from(epoch) << Self::BITS | taken;
        self.position.store(packed, Ordering::Release);
    }
}

/// The worker's end.
#[derive(Debug)]
pub(super) struct Line {
    blocks: Producer<Block>,
    spent: Consumer<Block>,
    splices: Producer<Splice>,
    free: Vec<Block>,
    pub counters: Arc<Counters>,
    /// Frames a second.
    pub rate: u32,
    /// The newest epoch.
    pub epoch: u16,
}

/// Makes both ends.
pub(super) fn line(rate: SampleRate, controls: Arc<Controls>) -> (Line, PlayerSource) {
    let count = FILLED + RESERVE;
    let (blocks, incoming) = RingBuffer::new(count);
    let (outgoing, spent) = RingBuffer::new(count + 1);
    let (splices, splices_in) = RingBuffer::new(64);
    let counters = Arc::new(Counters::default());
    counters.draining.store(true, Ordering::Relaxed);
    let size = (rate.get() * BLOCK_MS / 1000).max(1) as usize;
    let block = |_| Block {
        epoch: 0,
        samples: Vec::with_capacity(size),
    };
    let fade = (rate.get() * FADE_MS / 1000).clamp(1, FADE_MAX as u32) as usize;
    let source = PlayerSource {
        blocks: incoming,
        spent: outgoing,
        splices: splices_in,
        controls: controls.clone(),
        counters: counters.clone(),
        rate,
        epoch: 0,
        taken: 0,
        coming: None,
        block: Block {
            epoch: 0,
            samples: Vec::new(),
        },
        at: 0,
        tail: [0.0; FADE_MAX],
        fade,
        faded: fade,
        ramp: 0.0,
        gain: controls.volume(),
        starving: false,
        ready: [0.0; STEP],
        ready_at: STEP,
    };
    let line = Line {
        blocks,
        spent,
        splices,
        free: (0..count).map(block).collect(),
        counters,
        rate: rate.get(),
        epoch: 0,
    };
    (line, source)
}

impl Line {
    /// Sends samples, as many as there is room for; gives how many. The beginning of an epoch may use
    /// the reserve.
    pub fn send(&mut self, samples: &[f32], begins: bool) -> usize {
        while let Ok(block) = self.spent.pop() {
            self.free.push(block);
        }
        let kept = if begins { 0 } else { RESERVE };
        let most = if begins { BEGINNING } else { usize::MAX };
        let mut sent = 0;
        let mut count = 0;
        while sent < samples.len() && self.free.len() > kept && count < most {
            let Some(mut block) = self.free.pop() else {
                break;
            };
            let end = samples.len().min(sent + block.samples.capacity());
            block.epoch = self.epoch;
            block.samples.clear();
            block.samples.extend_from_slice(&samples[sent..end]);
            sent = end;
            count += 1;
            // There is room for every block.
            if let Err(rtrb::PushError::Full(block)) = self.blocks.push(block) {
                self.free.push(block);
                break;
            }
        }
        sent
    }

    /// Makes the newest epoch heard from frame `at` of epoch `base` on; `false` if there is no room
    /// for another splice now.
    pub fn splice(&mut self, base: u16, at: u64) -> bool {
        let epoch = self.epoch;
        self.splices.push(Splice { epoch, base, at }).is_ok()
    }
}

/// The sound of a [`Player`](super::Player): mono samples without end, silence when there is nothing
/// to say. Give it to a mixer, or [read](PlayerSource::read) from it.
///
/// Reading takes no lock, and neither allocates nor frees.
#[derive(Debug)]
pub struct PlayerSource {
    blocks: Consumer<Block>,
    spent: Producer<Block>,
    splices: Consumer<Splice>,
    controls: Arc<Controls>,
    counters: Arc<Counters>,
    rate: SampleRate,
    epoch: u16,
    /// Frames of the epoch taken.
    taken: u64,
    coming: Option<Splice>,
    block: Block,
    at: usize,
    /// The end of the old epoch while it fades out.
    tail: [f32; FADE_MAX],
    fade: usize,
    faded: usize,
    /// 0 while paused, 1 while playing.
    ramp: f32,
    gain: f32,
    starving: bool,
    ready: [f32; STEP],
    ready_at: usize,
}

impl PlayerSource {
    /// Fills `samples`, -1 to 1, at the rate that the player was made with.
    pub fn read(&mut self, samples: &mut [f32]) {
        let kept = &self.ready[self.ready_at..];
        let first = kept.len().min(samples.len());
        samples[..first].copy_from_slice(&kept[..first]);
        self.ready_at += first;
        for part in samples[first..].chunks_mut(STEP) {
            self.render(part);
        }
    }

    fn render(&mut self, out: &mut [f32]) {
        while let Ok(splice) = self.splices.pop() {
            self.coming = Some(splice);
        }
        let playing = self.controls.playing.load(Ordering::Relaxed);
        let step = 1.0 / self.fade as f32;
        let (goal, step) = if playing { (1.0, step) } else { (0.0, -step) };
        let volume = self.controls.volume();
        // Volume follows with a time constant of half a fade.
        let follow = 2.0 / self.fade as f32;
        for sample in out {
            if let Some(splice) = self.coming
                && self.is_due(splice)
            {
                self.cross_over(splice);
            }
            self.gain += (volume - self.gain) * follow;
            if self.ramp != goal {
                self.ramp = (self.ramp + step).clamp(0.0, 1.0);
            }
            *sample = match self.ramp {
                0.0 => 0.0,
                ramp => (self.faded_sample() * ramp * self.gain).clamp(-1.0, 1.0),
            };
        }
        self.counters.set_position(self.epoch, self.taken);
    }

    fn is_due(&self, splice: Splice) -> bool {
        splice.base != self.epoch || self.taken >= splice.at || self.ramp == 0.0 || self.starving
    }

    /// Leaves the epoch that is playing.
    fn cross_over(&mut self, splice: Splice) {
        let late = match splice.base == self.epoch && self.ramp > 0.0 {
            true => self.taken.saturating_sub(splice.at),
            false => 0,
        };
        for i in 0..self.fade {
            self.tail[i] = if self.ramp > 0.0 {
                self.next_sample().unwrap_or(0.0)
            } else {
                0.0
            };
        }
        self.coming = None;
        self.faded = 0;
        self.epoch = splice.epoch;
        self.recycle();
        while self.blocks.peek().is_ok_and(|b| b.epoch != splice.epoch) {
            if let Ok(block) = self.blocks.pop() {
                let _ = self.spent.push(block);
            }
        }
        for _ in 0..late {
            self.next_sample();
        }
        self.taken = late;
    }

    /// The next sample of the epoch, blended with the end of the one before.
    fn faded_sample(&mut self) -> f32 {
        let next = self.next_sample();
        if next.is_some() {
            self.taken += 1;
            self.starving = false;
        } else if !self.starving && !self.counters.draining.load(Ordering::Acquire) {
            self.counters.underruns.fetch_add(1, Ordering::Relaxed);
            self.starving = true;
            // What comes after the gap fades in.
            self.tail[..self.fade].fill(0.0);
            self.faded = 0;
        }
        let next = next.unwrap_or(0.0);
        if self.faded == self.fade {
            return next;
        }
        let old = self.tail[self.faded];
        let share = (self.faded as f32 + 0.5) / self.fade as f32;
        if !self.starving {
            self.faded += 1;
        }
        old + (next - old) * share
    }

    fn next_sample(&mut self) -> Option<f32> {
        if self.at == self.block.samples.len() {
            self.fetch();
        }
        let sample = self.block.samples.get(self.at).copied()?;
        self.at += 1;
        Some(sample)
    }

    /// Takes the next block of the epoch, if it is there.
    fn fetch(&mut self) {
        self.recycle();
        while let Ok(next) = self.blocks.peek() {
            let ahead = next.epoch.wrapping_sub(self.epoch) as i16;
            if ahead > 0 {
                return;
            }
            let Ok(block) = self.blocks.pop() else { return };
            if ahead == 0 && !block.samples.is_empty() {
                self.block = block;
                return;
            }
            let _ = self.spent.push(block);
        }
    }

    /// Sends the current block back. There is room for every block, so that none is freed here.
    fn recycle(&mut self) {
        self.at = 0;
        let empty = Block {
            epoch: 0,
            samples: Vec::new(),
        };
        let block = std::mem::replace(&mut self.block, empty);
        if block.samples.capacity() > 0 {
            let _ = self.spent.push(block);
        }
    }
}

impl Iterator for PlayerSource {
    type Item = f32;

    #[inline]
    fn next(&mut self) -> Option<f32> {
        if self.ready_at == STEP {
            let mut ready = self.ready;
            self.render(&mut ready);
            self.ready = ready;
            self.ready_at = 0;
        }
        let sample = self.ready[self.ready_at];
        self.ready_at += 1;
        Some(sample)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (usize::MAX, None)
    }
}

impl Source for PlayerSource {
    /// Without end, and always of the same kind: rodio sets its converters up once and never again.
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> ChannelCount {
        NonZero::<u16>::MIN
    }

    fn sample_rate(&self) -> SampleRate {
        self.rate
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}

impl Drop for PlayerSource {
    fn drop(&mut self) {
        self.counters.detached.store(true, Ordering::Release);
    }
}
