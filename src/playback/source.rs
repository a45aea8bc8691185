//! A speech as a rodio source.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use rodio::{ChannelCount, SampleRate, Source};

use crate::resample::Resampler;

use crate::speech::{Chunk, Speech};
use crate::{Error, Result};

/// Sentences that wait to be played. With one being made and one being played, a sentence has the
/// length of two others to be made in.
const AHEAD: usize = 2;

/// The longest span: rodio looks for a change of its controls only between spans.
const SPAN: usize = 512;

/// A [`Speech`] as a rodio source: mono, at the rate of the mixer that it goes to.
///
/// A thread of its own makes sentences ahead, a few at a time, and converts them to that rate, so
/// that the sound card's thread never synthesises. It ends with the source.
#[derive(Debug)]
pub struct SpeechSource {
    ready: Receiver<Vec<f32>>,
    /// Buffers on their way back to be filled again.
    spent: SyncSender<Vec<f32>>,
    block: Vec<f32>,
    at: usize,
    rate: SampleRate,
    progress: Progress,
}

impl SpeechSource {
    /// Plays `speech` at a device or mixer rate in Hz ([`Output::sample_rate`](super::Output::sample_rate)).
    ///
    /// Waits until the first sentence is made.
    ///
    /// # Errors
    /// [`Error::Limit`] for a rate of 0; [`Error::Device`] if the system gives no thread.
    pub fn new(speech: Speech, sample_rate: u32) -> Result<Self> {
        Self::with_observer(speech, sample_rate, |_, _| {})
    }

    /// The same, with a look at every chunk when it is made, before it is played. `observe` runs on
    /// the thread that makes the chunks.
    ///
    /// # Errors
    /// Those of [`SpeechSource::new`].
    pub fn with_observer(
        speech: Speech,
        sample_rate: u32,
        observe: impl FnMut(&Speech, &Chunk) + Send + 'static,
    ) -> Result<Self> {
        let rate = NonZero::new(sample_rate).ok_or_else(|| {
            Error::limit("sample rate", 0, "1 Hz or more", "take that of the device")
        })?;
        let progress = Progress {
            shared: Arc::default(),
            from: speech.sample_rate(),
            to: sample_rate,
        };
        let (full, ready) = sync_channel(AHEAD);
        let (spent, empty) = sync_channel(AHEAD + 1);
        std::thread::Builder::new()
            .name("rhapsode".to_owned())
            .spawn(move || fill(speech, sample_rate, observe, &full, &empty))
            .map_err(|e| Error::Device {
                problem: format!("no thread to synthesise on: {e}"),
                remedy: "close other programs".to_owned(),
            })?;
        let mut source = SpeechSource {
            ready,
            spent,
            block: Vec::new(),
            at: 0,
            rate,
            progress,
        };
        source.fetch();
        Ok(source)
    }

    /// A handle that tells how far the source has been played.
    pub fn progress(&self) -> Progress {
        self.progress.clone()
    }

    /// Takes the next block that is not empty; at the end, marks the source as finished.
    fn fetch(&mut self) {
        while self.at == self.block.len() {
            let Ok(next) = self.ready.recv() else {
                self.progress.shared.finished.store(true, Ordering::Release);
                return;
            };
            // No room for the spent buffer only means that it is freed here.
            let _ = self
                .spent
                .try_send(std::mem::replace(&mut self.block, next));
            self.at = 0;
        }
    }
}

/// Makes the blocks of a source until the speech ends or the source is dropped.
fn fill(
    mut speech: Speech,
    sample_rate: u32,
    mut observe: impl FnMut(&Speech, &Chunk),
    full: &SyncSender<Vec<f32>>,
    empty: &Receiver<Vec<f32>>,
) {
    let mut resampler = Resampler::new(speech.sample_rate(), sample_rate);
    let mut chunk = Chunk::default();
    loop {
        let mut block = empty.try_recv().unwrap_or_default();
        block.clear();
        let more = speech.next_into(&mut chunk);
        if more {
            observe(&speech, &chunk);
            resampler.process(&chunk.samples, &mut block);
        } else {
            resampler.finish(&mut block);
        }
        if full.send(block).is_err() || !more {
            return;
        }
    }
}

impl Iterator for SpeechSource {
    type Item = f32;

    #[inline]
    fn next(&mut self) -> Option<f32> {
        let sample = *self.block.get(self.at)?;
        self.at += 1;
        // One writer: a load and a store are enough.
        let played = &self.progress.shared.played;
        played.store(played.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
        if self.at == self.block.len() {
            self.fetch();
        }
        Some(sample)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.block.len() - self.at, None)
    }
}

impl Source for SpeechSource {
    fn current_span_len(&self) -> Option<usize> {
        Some((self.block.len() - self.at).min(SPAN))
    }

    fn channels(&self) -> ChannelCount {
        ChannelCount::MIN
    }

    fn sample_rate(&self) -> SampleRate {
        self.rate
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}

/// How far a [`SpeechSource`] has been played. It stays valid when the source has gone.
#[derive(Debug, Clone)]
pub struct Progress {
    shared: Arc<Shared>,
    from: u32,
    to: u32,
}

#[derive(Debug, Default)]
struct Shared {
    /// Frames taken from the source, at its own rate.
    played: AtomicU64,
    finished: AtomicBool,
}

impl Progress {
    /// Frames played, at the rate of the speech: comparable with [`Mark::frames`](crate::Mark).
    ///
    /// The ear is behind by what the device buffers, usually less than 100 ms.
    pub fn frames(&self) -> u64 {
        let played = self.shared.played.load(Ordering::Relaxed);
        let frames = u128::from(played) * u128::from(self.from) / u128::from(self.to);
        frames as u64
    }

    /// Time played.
    pub fn time(&self) -> Duration {
        let played = self.shared.played.load(Ordering::Relaxed);
        let rate = u64::from(self.to);
        Duration::from_secs(played / rate)
            + Duration::from_nanos(played % rate * 1_000_000_000 / rate)
    }

    /// Whether the last sample was taken.
    pub fn is_finished(&self) -> bool {
        self.shared.finished.load(Ordering::Acquire)
    }
}

#[cfg(all(test, feature = "embedded-voice"))]
mod tests {
    use super::*;
    use crate::Engine;
    use rodio::mixer::mixer;

    const TEXT: &str = "The sea rises. It falls again! Does it ever stop?";

    fn speech() -> Speech {
        Engine::new().unwrap().speak_text(TEXT)
    }

    fn collected(rate: u32) -> Vec<f32> {
        let (mut speech, mut out) = (speech(), Vec::new());
        let mut resampler = Resampler::new(speech.sample_rate(), rate);
        for chunk in speech.by_ref() {
            resampler.process(&chunk.samples, &mut out);
        }
        resampler.finish(&mut out);
        out
    }

    #[test]
    fn a_mixer_plays_what_was_synthesised() {
        for rate in [speech().sample_rate(), 44_100, 48_000] {
            let (mixer, output) = mixer(NonZero::new(2).unwrap(), NonZero::new(rate).unwrap());
            let source = SpeechSource::new(speech(), rate).unwrap();
            let progress = source.progress();
            mixer.add(source);
            let played: Vec<f32> = output.step_by(2).collect();
            assert_eq!(played, collected(rate), "{rate} Hz");
            assert!(progress.is_finished());
            assert_eq!(
                progress.frames(),
                speech().map(|c| c.samples.len() as u64).sum::<u64>()
            );
        }
    }

    #[test]
    fn a_player_pauses_within_a_span() {
        let (mixer, mut output) = mixer(ChannelCount::MIN, NonZero::new(48_000).unwrap());
        let player = rodio::Player::connect_new(&mixer);
        let source = SpeechSource::new(speech(), 48_000).unwrap();
        let progress = source.progress();
        player.append(source);
        output.by_ref().take(10_000).count();
        player.pause();
        output.by_ref().take(2 * SPAN).count();
        let at = progress.frames();
        output.by_ref().take(10_000).count();
        assert_eq!(progress.frames(), at);
        player.play();
        output.by_ref().take(10_000).count();
        assert!(progress.frames() > at);
    }

    #[test]
    fn spans_are_short_and_end_with_the_speech() {
        let mut source = SpeechSource::new(speech(), 48_000).unwrap();
        let mut samples = 0;
        while let Some(len @ 1..) = source.current_span_len() {
            assert!(len <= SPAN);
            samples += source.by_ref().take(len).count();
        }
        assert_eq!(samples, collected(48_000).len());
        assert_eq!((source.next(), source.is_exhausted()), (None, true));
    }

    #[test]
    fn observers_see_every_chunk_and_nothing_ends_badly() {
        let texts = Arc::new(std::sync::Mutex::new(Vec::new()));
        let seen = texts.clone();
        let source = SpeechSource::with_observer(speech(), 16_000, move |_, chunk| {
            seen.lock().unwrap().push(chunk.text.clone());
        });
        source.unwrap().count();
        let expected: Vec<String> = speech().map(|c| c.text).collect();
        assert_eq!(*texts.lock().unwrap(), expected);

        let empty = Engine::new().unwrap().speak_text("");
        assert_eq!(SpeechSource::new(empty, 44_100).unwrap().next(), None);
        // Dropped in the middle: the thread ends by itself.
        let long = Engine::new().unwrap().speak_text(&TEXT.repeat(1000));
        drop(SpeechSource::new(long, 44_100).unwrap());
        assert!(SpeechSource::new(speech(), 0).is_err());
    }
}
