//! Speaking into files and to standard output.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

#[cfg(feature = "epub")]
use rhapsode::export::Overlay;
use rhapsode::export::{
    CaptionFormat, Captions, Chapters, Metadata, OutputFile, Pcm, SpeechMarks, WavStream,
};
use rhapsode::pronounce::Foreign;
use rhapsode::{Chunk, Document, Engine, Error};

use crate::Failure;
use crate::args::{Args, MarksFile, MarksFormat};
use crate::audio::{Audio, AudioFormat};
use crate::begin::Reading;
use crate::files;
use crate::input::Text;

/// What to do when a file that was opened cannot be written to its end.
const FULL: &str = "make room, or name another file";

/// `--raw`
pub fn raw(engine: &Engine, args: &Args, texts: &[Text]) -> Result<(), Failure> {
    let mut pcm = Pcm::new(standard_output());
    stream(engine, args, texts, |samples, _| pcm.write(samples))
}

/// `-o -`
pub fn wav_stream(engine: &Engine, args: &Args, texts: &[Text]) -> Result<(), Failure> {
    let mut wav = None;
    stream(engine, args, texts, |samples, rate| {
        // The header waits for the first sample, so that an empty text writes nothing.
        let wav = match &mut wav {
            Some(wav) => wav,
            None => wav.insert(WavStream::new(standard_output(), rate)?),
        };
        wav.write(samples)
    })
}

/// Standard output without the line buffer, which would look for line ends in samples and hold some of
/// them back.
fn standard_output() -> Box<dyn Write> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        if let Ok(owned) = io::stdout().as_fd().try_clone_to_owned() {
            return Box::new(std::fs::File::from(owned));
        }
    }
    Box::new(io::stdout().lock())
}

/// Speaks every text into standard output through `write`, which takes samples and their rate.
fn stream(
    engine: &Engine,
    args: &Args,
    texts: &[Text],
    mut write: impl FnMut(&[f32], u32) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut marks = Marks::create(args, engine)?;
    for text in texts {
        let mut speech = Reading::new(engine, args, text)?;
        let mut chunk = Chunk::default();
        while let Some(clause) = speech.next_clause(&mut chunk)? {
            let samples = &chunk.samples[clause.samples];
            write(samples, speech.sample_rate()).map_err(Failure::of_stdout)?;
            chunk.samples.clear();
            if clause.ends_sentence {
                marks.write(speech.document(), &chunk)?;
            }
        }
        report(args, text.name.as_str(), speech.foreign());
        if speech.frames() == 0 && !args.lines {
            return Err(text.silent().into());
        }
    }
    Ok(marks.commit()?)
}

/// `-o FILE`
pub fn wav_file(engine: &Engine, args: &Args, texts: &[Text], path: &Path) -> Result<(), Failure> {
    let began = Instant::now();
    let mut marks = Marks::create(args, engine)?;
    let mut frames = 0;
    for text in texts {
        let bar = Bar::new(args, text);
        frames += speak_to(engine, args, text, path, &mut marks, &bar, args.lines)?;
    }
    marks.commit()?;
    summary(engine, args, path, frames, began);
    Ok(())
}

/// `--lines -o FOLDER`. A line of which nothing is heard gives a file without samples.
pub fn wav_folder(
    engine: &Engine,
    args: &Args,
    texts: &[Text],
    folder: &Path,
) -> Result<(), Failure> {
    let began = Instant::now();
    std::fs::create_dir_all(folder)
        .map_err(|e| Error::io(folder, e, "name a folder that can be written"))?;
    let mut frames = 0;
    for (i, text) in texts.iter().enumerate() {
        let path = folder.join(format!("{i:04}.wav"));
        let (bar, mut marks) = (Bar::new(args, text), Marks::none());
        frames += speak_to(engine, args, text, &path, &mut marks, &bar, true)?;
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

/// Speaks a text into a file; gives the length in frames.
fn speak_to(
    engine: &Engine,
    args: &Args,
    text: &Text,
    path: &Path,
    marks: &mut Marks,
    progress: &Bar,
    may_be_empty: bool,
) -> Result<u64, Error> {
    let failed = |e: io::Error| match e.kind() {
        io::ErrorKind::FileTooLarge => Error::io(path, e, "split the text, or use --raw"),
        _ => Error::io(path, e, FULL),
    };
    let mut speech = Reading::new(engine, args, text)?;
    let format = AudioFormat::of(path);
    format.check(path)?;
    let metadata = metadata(engine, text, format);
    let mut file = files::create(path)?;
    let rate = speech.sample_rate();
    let mut audio = Audio::new(&mut file, format, rate, &metadata).map_err(failed)?;
    let mut chunk = Chunk::default();
    while let Some(clause) = speech.next_clause(&mut chunk)? {
        audio
            .write(&chunk.samples[clause.samples])
            .map_err(failed)?;
        chunk.samples.clear();
        if clause.ends_sentence {
            marks.write(speech.document(), &chunk)?;
            progress.add(&chunk);
        }
    }
    audio.finish().map_err(failed)?;
    report(args, &text.name, speech.foreign());
    if speech.frames() == 0 && !may_be_empty {
        return Err(text.silent());
    }
    file.commit()?;
    Ok(speech.frames())
}

/// Writes the marks of a text, if they were asked for, ahead of playing it.
#[cfg(feature = "playback")]
pub fn write_marks(engine: &Engine, args: &Args, text: &Text) -> Result<(), Failure> {
    if args.marks.is_none() {
        return Ok(());
    }
    let mut marks = Marks::create(args, engine)?;
    let (mut speech, mut chunk) = (engine.speak(text.document.clone()), Chunk::default());
    while speech.next_into(&mut chunk) {
        marks.write(speech.document(), &chunk)?;
    }
    Ok(marks.commit()?)
}

/// What the file says of itself. Chapters come before the audio: their times are found by speaking
/// the text once more, which takes little beside the encoder.
fn metadata(engine: &Engine, text: &Text, format: AudioFormat) -> Metadata {
    let mut metadata = Metadata::of(&text.document);
    if format.has_chapters() {
        let mut speech = engine.speak(text.document.clone());
        let (mut chapters, mut chunk) = (Chapters::new(speech.sample_rate()), Chunk::default());
        while speech.next_into(&mut chunk) {
            chapters.add(&text.document, &chunk);
        }
        metadata.chapters = chapters.into_chapters();
    }
    metadata
}

/// How far a long text is, in a terminal.
struct Bar(indicatif::ProgressBar);

impl Bar {
    fn new(args: &Args, text: &Text) -> Self {
        let hidden = args.quiet || args.lines;
        let bar = match hidden {
            true => indicatif::ProgressBar::hidden(),
            // Nobody knows how long it is.
            false if text.parts.borrow().is_some() => indicatif::ProgressBar::no_length(),
            false => indicatif::ProgressBar::new(text.document.text_len() as u64),
        };
        let template = match bar.length() {
            Some(_) => "{bar:40} {percent}% {eta} left",
            None => "{bytes} of text in {elapsed}",
        };
        let style = indicatif::ProgressStyle::with_template(template);
        Bar(bar.with_style(style.unwrap_or_else(|_| indicatif::ProgressStyle::default_bar())))
    }

    fn add(&self, chunk: &Chunk) {
        if !self.0.is_hidden() {
            self.0.inc(chunk.text.len() as u64);
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
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
    Chapters(OutputFile, Chapters),
    #[cfg(feature = "epub")]
    Overlay(OutputFile, Box<Overlay>, [String; 2]),
}

impl Marks {
    pub fn none() -> Self {
        Marks {
            path: PathBuf::new(),
            writer: Writer::None,
        }
    }

    pub fn create(args: &Args, engine: &Engine) -> Result<Self, Error> {
        let Some(MarksFile { path, format }) = &args.marks else {
            return Ok(Self::none());
        };
        if *format == MarksFormat::Smil {
            return Self::overlay(args, path, engine);
        }
        let file = files::create(path)?;
        let rate = engine.voice().sample_rate();
        let captions = |file, format| Writer::Captions(Captions::new(file, format, rate));
        Ok(Marks {
            path: path.clone(),
            writer: match format {
                MarksFormat::Json if args.visemes => {
                    Writer::Json(SpeechMarks::new(file, rate).with_visemes())
                }
                MarksFormat::Json => Writer::Json(SpeechMarks::new(file, rate)),
                MarksFormat::Chapters | MarksFormat::Smil => {
                    Writer::Chapters(file, Chapters::new(rate))
                }
                MarksFormat::WebVtt => captions(file, CaptionFormat::WebVtt),
                MarksFormat::Srt => captions(file, CaptionFormat::Srt),
            },
        })
    }

    #[cfg(feature = "epub")]
    fn overlay(args: &Args, path: &Path, engine: &Engine) -> Result<Self, Error> {
        let name = |path: &Path| match path.file_name() {
            Some(name) => name.to_string_lossy().into_owned(),
            None => path.display().to_string(),
        };
        let (Some(page), Some(audio)) = (&args.input, &args.output) else {
            return Err(Error::unsupported(
                path.display().to_string(),
                "a media overlay joins an XHTML file to an audio file",
                "name both: speak PAGE.xhtml -o AUDIO --marks OVERLAY.smil",
            ));
        };
        let text = std::fs::read_to_string(page);
        let text = text.map_err(|e| Error::io(page, e, "name an XHTML file in UTF-8"))?;
        let overlay = Overlay::new(&text, engine.voice().sample_rate())?;
        let names = [name(page), name(audio)];
        let file = files::create(path)?;
        Ok(Marks {
            path: path.to_path_buf(),
            writer: Writer::Overlay(file, Box::new(overlay), names),
        })
    }

    #[cfg(not(feature = "epub"))]
    fn overlay(_: &Args, path: &Path, _: &Engine) -> Result<Self, Error> {
        Err(Error::unsupported(
            path.display().to_string(),
            "this build has no `epub` feature",
            "build with --features epub, or name another kind of file",
        ))
    }

    pub fn write(&mut self, document: &Document, chunk: &Chunk) -> Result<(), Error> {
        let written = match &mut self.writer {
            Writer::None => Ok(()),
            Writer::Json(marks) => marks.write(chunk),
            Writer::Captions(captions) => {
                let speaker = document.blocks[chunk.block].speaker.as_deref();
                captions.write(chunk, speaker)
            }
            Writer::Chapters(_, chapters) => {
                chapters.add(document, chunk);
                Ok(())
            }
            #[cfg(feature = "epub")]
            Writer::Overlay(_, overlay, _) => {
                overlay.add(chunk);
                Ok(())
            }
        };
        written.map_err(|e| Error::io(&self.path, e, FULL))
    }

    pub fn commit(self) -> Result<(), Error> {
        match self.writer {
            Writer::None => Ok(()),
            Writer::Json(marks) => marks.into_inner().commit(),
            Writer::Captions(captions) => captions.into_inner().commit(),
            Writer::Chapters(mut file, chapters) => {
                let written = chapters.write(&mut file);
                written.map_err(|e| Error::io(&self.path, e, FULL))?;
                file.commit()
            }
            #[cfg(feature = "epub")]
            Writer::Overlay(mut file, overlay, [page, audio]) => {
                let written = overlay.write(&page, &audio, &mut file);
                written.map_err(|e| Error::io(&self.path, e, FULL))?;
                file.commit()
            }
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
