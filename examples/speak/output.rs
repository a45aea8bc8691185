//! Speaking into files and to standard output.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use rhapsode::export::{CaptionFormat, Captions, OutputFile, Pcm, SpeechMarks, Wav, WavStream};
use rhapsode::pronounce::Foreign;
use rhapsode::{Chunk, Document, Engine, Error};

use crate::Failure;
use crate::args::{Args, MarksFile, MarksFormat};
use crate::input::{self, Text};

/// What to do when a file that was opened cannot be written to its end.
const FULL: &str = "make room, or name another file";

/// `--raw`
pub fn raw(engine: &Engine, args: &Args) -> Result<(), Failure> {
    let mut pcm = Pcm::new(io::stdout().lock());
    stream(engine, args, |samples, _| pcm.write(samples))
}

/// `-o -`
pub fn wav_stream(engine: &Engine, args: &Args) -> Result<(), Failure> {
    let mut wav = None;
    stream(engine, args, |samples, rate| {
        // The header waits for the first sample, so that an empty text writes nothing.
        let wav = match &mut wav {
            Some(wav) => wav,
            None => wav.insert(WavStream::new(io::stdout().lock(), rate)?),
        };
        wav.write(samples)
    })
}

/// Speaks every text into standard output through `write`, which takes samples and their rate.
fn stream(
    engine: &Engine,
    args: &Args,
    mut write: impl FnMut(&[f32], u32) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut marks = Marks::create(args.marks.as_ref(), engine)?;
    for text in input::documents(args)? {
        let mut speech = engine.speak(text.document.clone());
        let mut chunk = Chunk::default();
        while speech.next_into(&mut chunk) {
            write(&chunk.samples, speech.sample_rate()).map_err(Failure::of_stdout)?;
            marks.write(speech.document(), &chunk)?;
        }
        report(args, text.name.as_str(), speech.foreign());
        if speech.frames() == 0 && !args.lines {
            return Err(text.silent().into());
        }
    }
    Ok(marks.commit()?)
}

/// `-o FILE`
pub fn wav_file(engine: &Engine, args: &Args, path: &Path) -> Result<(), Failure> {
    let began = Instant::now();
    let texts = input::documents(args)?;
    let mut marks = Marks::create(args.marks.as_ref(), engine)?;
    let mut frames = 0;
    for text in &texts {
        frames += speak_to(engine, args, text, path, &mut marks)?;
    }
    marks.commit()?;
    summary(engine, args, path, frames, began);
    Ok(())
}

/// `--lines -o FOLDER`. A line of which nothing is heard gives a file without samples.
pub fn wav_folder(engine: &Engine, args: &Args, folder: &Path) -> Result<(), Failure> {
    let began = Instant::now();
    let texts = input::documents(args)?;
    std::fs::create_dir_all(folder)
        .map_err(|e| Error::io(folder, e, "name a folder that can be written"))?;
    let mut frames = 0;
    for (i, text) in texts.iter().enumerate() {
        let path = folder.join(format!("{i:04}.wav"));
        frames += speak_to(engine, args, text, &path, &mut Marks::none())?;
    }
    summary(engine, args, folder, frames, began);
    Ok(())
}

/// Says what of a text was not read as it is written.
pub fn report(args: &Args, name: &str, foreign: Foreign) {
    let Foreign {
        transliterated,
        unread,
    } = foreign;
    if args.quiet || (transliterated, unread) == (0, 0) {
        return;
    }
    let _ = writeln!(
        io::stderr(),
        "{name}: of the characters in other scripts {transliterated} were transliterated, \
         {unread} could not be read",
    );
}

/// Speaks a text into a WAV file; gives the length in frames.
fn speak_to(
    engine: &Engine,
    args: &Args,
    text: &Text,
    path: &Path,
    marks: &mut Marks,
) -> Result<u64, Error> {
    let failed = |e: io::Error| match e.kind() {
        io::ErrorKind::FileTooLarge => Error::io(path, e, "split the text, or use --raw"),
        _ => Error::io(path, e, FULL),
    };
    let mut speech = engine.speak(text.document.clone());
    let mut file = OutputFile::create(path)?;
    let mut wav = WavOutput::new(&mut file, speech.sample_rate()).map_err(failed)?;
    let mut chunk = Chunk::default();
    while speech.next_into(&mut chunk) {
        wav.write(&chunk.samples).map_err(failed)?;
        marks.write(speech.document(), &chunk)?;
    }
    wav.finish().map_err(failed)?;
    report(args, &text.name, speech.foreign());
    if speech.frames() == 0 && !args.lines {
        return Err(text.silent());
    }
    file.commit()?;
    Ok(speech.frames())
}

/// A WAV in a file, or in a device or pipe that has a name.
enum WavOutput<'a> {
    File(Wav<&'a mut OutputFile>),
    Stream(WavStream<&'a mut OutputFile>),
}

impl<'a> WavOutput<'a> {
    fn new(file: &'a mut OutputFile, rate: u32) -> io::Result<Self> {
        if file.is_seekable() {
            return Wav::new(file, rate).map(WavOutput::File);
        }
        WavStream::new(file, rate).map(WavOutput::Stream)
    }

    fn write(&mut self, samples: &[f32]) -> io::Result<()> {
        match self {
            WavOutput::File(wav) => wav.write(samples),
            WavOutput::Stream(wav) => wav.write(samples),
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            WavOutput::File(wav) => wav.finish(),
            WavOutput::Stream(_) => Ok(()),
        }
    }
}

/// `--marks`: the file under construction, if one was asked for.
pub struct Marks {
    path: PathBuf,
    writer: Writer,
}

enum Writer {
    None,
    Json(SpeechMarks<OutputFile>),
    Captions(Captions<OutputFile>),
}

impl Marks {
    pub fn none() -> Self {
        Marks {
            path: PathBuf::new(),
            writer: Writer::None,
        }
    }

    pub fn create(marks: Option<&MarksFile>, engine: &Engine) -> Result<Self, Error> {
        let Some(MarksFile { path, format }) = marks else {
            return Ok(Self::none());
        };
        let file = OutputFile::create(path)?;
        let rate = engine.voice().sample_rate();
        let captions = |file, format| Writer::Captions(Captions::new(file, format, rate));
        Ok(Marks {
            path: path.clone(),
            writer: match format {
                MarksFormat::Json => Writer::Json(SpeechMarks::new(file, rate)),
                MarksFormat::WebVtt => captions(file, CaptionFormat::WebVtt),
                MarksFormat::Srt => captions(file, CaptionFormat::Srt),
            },
        })
    }

    pub fn write(&mut self, document: &Document, chunk: &Chunk) -> Result<(), Error> {
        let written = match &mut self.writer {
            Writer::None => Ok(()),
            Writer::Json(marks) => marks.write(chunk),
            Writer::Captions(captions) => {
                let speaker = document.blocks[chunk.block].speaker.as_deref();
                captions.write(chunk, speaker)
            }
        };
        written.map_err(|e| Error::io(&self.path, e, FULL))
    }

    pub fn commit(self) -> Result<(), Error> {
        match self.writer {
            Writer::None => Ok(()),
            Writer::Json(marks) => marks.into_inner().commit(),
            Writer::Captions(captions) => captions.into_inner().commit(),
        }
    }
}

/// Says what was made, and how fast.
fn summary(engine: &Engine, args: &Args, path: &Path, frames: u64, began: Instant) {
    if args.quiet {
        return;
    }
    let audio = frames as f64 / f64::from(engine.voice().sample_rate());
    let took = began.elapsed().as_secs_f64();
    let _ = writeln!(
        io::stderr(),
        "{}: {audio:.1} s of audio in {took:.3} s, {:.0} times real time",
        path.display(),
        audio / took.max(1e-9),
    );
}
