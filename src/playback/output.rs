//! The default sound device.

use std::error::Error as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rodio::cpal::traits::{DeviceTrait, HostTrait};
use rodio::cpal::{self, BufferSize, ErrorKind};
use rodio::stream::{DeviceSinkBuilder, DeviceSinkError, MixerDeviceSink};

use super::{Progress, SpeechSource};
use crate::{Error, Result};

/// How often [`Output::wait`] looks at the progress.
const TICK: Duration = Duration::from_millis(50);

/// How long the device is given to play out what it has buffered: ALSA drops it when it is closed.
const DRAIN: Duration = Duration::from_millis(250);

/// The period that [`Output::open`] asks for: with it, what changes is heard within 60 ms.
const PERIOD: Duration = Duration::from_millis(10);

/// What lies between the buffer and the air, as a rule: a sound server, USB, the converter's filter.
const CONVERTER_MS: u32 = 10;

/// Periods that cpal lets the device hold.
const PERIODS: u32 = 2;

/// The default sound device, open. Dropping it ends the sound.
pub struct Output {
    sink: MixerDeviceSink,
    health: Arc<Health>,
}

/// What happened to a device while it played.
#[derive(Debug, Default)]
pub(super) struct Health {
    /// What broke it, once something has.
    problem: Mutex<Option<String>>,
    /// How often it ran dry.
    dry: AtomicU64,
}

impl Health {
    pub fn problem(&self) -> Option<String> {
        let problem = self.problem.lock();
        problem.unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn dry(&self) -> u64 {
        self.dry.load(Ordering::Relaxed)
    }

    fn note(&self, error: &cpal::Error) {
        if error.kind() == ErrorKind::Xrun {
            self.dry.fetch_add(1, Ordering::Relaxed);
        }
        if !is_passing(error.kind()) {
            let mut problem = self.problem.lock().unwrap_or_else(PoisonError::into_inner);
            *problem = Some(error.to_string());
        }
    }
}

impl Output {
    /// Opens the default device.
    ///
    /// On Linux, what libasound has to say on this thread from now on is kept from standard error.
    ///
    /// # Errors
    /// [`Error::Device`] if there is none or it cannot be used.
    pub fn open() -> Result<Self> {
        Self::with_period(PERIOD)
    }

    /// Opens the default device with a period of one's own, 10 ms in [`Output::open`]: so much sound is
    /// handed over at once, and the device holds two of them. With longer ones, what changes is heard
    /// later, and a machine that is too busy to run the sound's thread is heard less often.
    ///
    /// The device may choose another period if it does not have this one: see [`Output::latency`].
    ///
    /// # Errors
    /// Those of [`Output::open`].
    pub fn with_period(period: Duration) -> Result<Self> {
        // The handler stays installed when the buffer that it hands out is dropped.
        #[cfg(target_os = "linux")]
        let _ = alsa::Output::local_error_handler();
        let health = Arc::new(Health::default());
        let noted = health.clone();
        let on_error = move |error: cpal::Error| noted.note(&error);
        let open = |device: DeviceSinkBuilder| {
            let device = match default_rate() {
                Some(rate) => {
                    let frames = period.as_secs_f64() * f64::from(rate);
                    device.with_buffer_size(BufferSize::Fixed(frames as u32))
                }
                None => device,
            };
            device.with_error_callback(on_error).open_sink_or_fallback()
        };
        let mut sink = DeviceSinkBuilder::from_default_device()
            .and_then(open)
            .map_err(|e| device_error(describe(&e)))?;
        sink.log_on_drop(false);
        Ok(Output { sink, health })
    }

    /// The frames that the device holds when it has been filled, and what follows it as a rule: what
    /// is heard is so far behind what was taken.
    pub fn latency(&self) -> u32 {
        let rate = self.sample_rate();
        let buffered = match self.sink.config().buffer_size() {
            BufferSize::Fixed(period) => PERIODS * period,
            BufferSize::Default => rate / 10,
        };
        buffered + rate * CONVERTER_MS / 1000
    }

    /// How often the device ran dry: the sound's thread did not run in time, whatever was ready to be
    /// played. A longer [period](Output::with_period) makes up for later threads.
    pub fn underruns(&self) -> u64 {
        self.health.dry()
    }

    /// The device's rate in Hz: what a [`SpeechSource`] for it is made with.
    pub fn sample_rate(&self) -> u32 {
        self.sink.config().sample_rate().get()
    }

    /// rodio's mixer, for sources of your own.
    pub fn mixer(&self) -> &rodio::mixer::Mixer {
        self.sink.mixer()
    }

    pub(super) fn health(&self) -> Arc<Health> {
        self.health.clone()
    }

    /// Begins to play a source, beside what is playing already.
    pub fn play(&self, source: SpeechSource) {
        self.sink.mixer().add(source);
    }

    /// Waits until a source has been heard to its end, and calls `tick` every 50 ms.
    ///
    /// # Errors
    /// [`Error::Device`] if the device fails.
    pub fn wait(&self, progress: &Progress, mut tick: impl FnMut()) -> Result<()> {
        while !progress.is_finished() {
            if let Some(problem) = self.health.problem() {
                return Err(device_error(problem));
            }
            tick();
            std::thread::sleep(TICK);
        }
        std::thread::sleep(DRAIN);
        Ok(())
    }
}

impl std::fmt::Debug for Output {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Output").field(self.sink.config()).finish()
    }
}

/// The rate that the default device would be opened with.
fn default_rate() -> Option<u32> {
    let device = cpal::default_host().default_output_device()?;
    Some(device.default_output_config().ok()?.sample_rate())
}

/// Whether playing goes on after such an error.
fn is_passing(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::Xrun | ErrorKind::RealtimeDenied | ErrorKind::DeviceChanged
    )
}

fn device_error(problem: String) -> Error {
    Error::Device {
        problem,
        remedy: "connect a sound device, or write a WAV file".to_owned(),
    }
}

/// The error with its causes.
fn describe(error: &DeviceSinkError) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(&format!(": {error}"));
        cause = error.source();
    }
    text
}
