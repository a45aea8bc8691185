//! Playing through the default sound device.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use rhapsode::playback::{Output, Progress, SpeechSource};
use rhapsode::pronounce::Foreign;
use rhapsode::{Engine, Error};

use crate::Failure;
use crate::args::Args;
use crate::begin::begin;
use crate::input::Text;
use crate::output::{Marks, report};

/// Nothing changes while it plays: the sound may be handed over well ahead.
const PERIOD: Duration = Duration::from_millis(50);

/// Plays every text, one after the other.
pub fn play(engine: &Engine, args: &Args, texts: &[Text]) -> Result<(), Failure> {
    let marks = Arc::new(Mutex::new(Ok(Marks::create(args, engine)?)));
    let output = Output::with_period(PERIOD).map_err(name_the_option)?;
    for text in texts {
        let speech = begin(engine, args, text)?;
        let display = Display::new(args.quiet);
        let (marks, coming) = (marks.clone(), display.coming.clone());
        let foreign = Arc::new(Mutex::new(Foreign::default()));
        let found = foreign.clone();
        let observe = move |speech: &rhapsode::Speech, chunk: &rhapsode::Chunk| {
            let mut marks = marks.lock().unwrap_or_else(PoisonError::into_inner);
            let written = match &mut *marks {
                Ok(marks) => marks.write(speech.document(), chunk),
                Err(_) => Ok(()),
            };
            if let Err(error) = written {
                *marks = Err(error);
            }
            *found.lock().unwrap_or_else(PoisonError::into_inner) = speech.foreign();
            let mut coming = coming.lock().unwrap_or_else(PoisonError::into_inner);
            coming.push_back((chunk.start, chunk.text.clone()));
        };
        let source = SpeechSource::with_observer(speech, output.sample_rate(), observe)?;
        let progress = source.progress();
        if progress.is_finished() && !args.lines {
            return Err(text.silent().into());
        }
        output.play(source);
        output.wait(&progress, || display.show(&progress))?;
        drop(display);
        let foreign = foreign.lock().unwrap_or_else(PoisonError::into_inner);
        report(args, &text.name, *foreign);
    }
    // The sources are gone, so that no one else writes marks.
    let mut marks = marks.lock().unwrap_or_else(PoisonError::into_inner);
    std::mem::replace(&mut *marks, Ok(Marks::none()))?.commit()?;
    Ok(())
}

/// The error of having no device, with what helps here.
pub fn name_the_option(mut error: Error) -> Error {
    if let Error::Device { remedy, .. } = &mut error {
        *remedy = "write a WAV file with -o PATH".to_owned();
    }
    error
}

/// The sentence that is heard, with the time, on one line of a terminal.
struct Display {
    bar: ProgressBar,
    /// Sentences that were made, with the frame at which each begins.
    coming: Arc<Mutex<VecDeque<(u64, String)>>>,
}

impl Display {
    fn new(quiet: bool) -> Self {
        let bar = if quiet {
            ProgressBar::hidden()
        } else {
            // It is hidden, too, when standard error is no terminal.
            ProgressBar::no_length()
        };
        let style = ProgressStyle::with_template("{prefix} {wide_msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Display {
            bar,
            coming: Arc::default(),
        }
    }

    fn show(&self, progress: &Progress) {
        self.bar.set_prefix(clock(progress.time()));
        let mut coming = self.coming.lock().unwrap_or_else(PoisonError::into_inner);
        while coming
            .front()
            .is_some_and(|(start, _)| *start <= progress.frames())
        {
            if let Some((_, text)) = coming.pop_front() {
                let line: Vec<&str> = text.split_whitespace().collect();
                self.bar.set_message(line.join(" "));
            }
        }
        self.bar.tick();
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

pub fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
