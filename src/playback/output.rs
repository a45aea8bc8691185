//! The default sound device.

use std::error::Error as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rodio::cpal::{self, ErrorKind};
use rodio::stream::{DeviceSinkBuilder, DeviceSinkError, MixerDeviceSink};

use super::{Progress, SpeechSource};
use crate::{Error, Result};

/// How often [`Output::wait`] looks at the progress.
const TICK: Duration = Duration::from_millis(50);

/// How long the device is given to play out what it has buffered: ALSA drops it when it is closed.
/// rodio asks for buffers of 50 ms, of which cpal keeps a few.
const DRAIN: Duration = Duration::from_millis(250);

/// The default sound device, open. Dropping it ends the sound.
pub struct Output {
    sink: MixerDeviceSink,
    /// What broke the device while it played.
    failure: Arc<Mutex<Option<String>>>,
}

impl Output {
    /// Opens the default device.
    ///
    /// On Linux, what libasound has to say on this thread from now on is kept from standard error.
    ///
    /// # Errors
    /// [`Error::Device`] if there is none or it cannot be used.
    pub fn open() -> Result<Self> {
        // The handler stays installed when the buffer that it hands out is dropped.
        #[cfg(target_os = "linux")]
        let _ = alsa::Output::local_error_handler();
        let failure = Arc::new(Mutex::new(None));
        let broken = failure.clone();
        let on_error = move |error: cpal::Error| {
            if !is_passing(error.kind()) {
                *broken.lock().unwrap_or_else(PoisonError::into_inner) = Some(error.to_string());
            }
        };
        let mut sink = DeviceSinkBuilder::from_default_device()
            .and_then(|device| device.with_error_callback(on_error).open_sink_or_fallback())
            .map_err(|e| device_error(describe(&e)))?;
        sink.log_on_drop(false);
        Ok(Output { sink, failure })
    }

    /// The device's rate in Hz: what a [`SpeechSource`] for it is made with.
    pub fn sample_rate(&self) -> u32 {
        self.sink.config().sample_rate().get()
    }

    /// rodio's mixer, for sources of your own.
    pub fn mixer(&self) -> &rodio::mixer::Mixer {
        self.sink.mixer()
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
            let failure = self.failure.lock();
            if let Some(problem) = &*failure.unwrap_or_else(PoisonError::into_inner) {
                return Err(device_error(problem.clone()));
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
