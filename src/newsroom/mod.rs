//! Many articles: a folder or a stream of them to audio and marks, on all cores.
//!
#![cfg_attr(feature = "embedded-voice", doc = "```no_run")]
#![cfg_attr(not(feature = "embedded-voice"), doc = "```ignore")]
//! use rhapsode::Engine;
//! use rhapsode::newsroom::{Newsroom, Outcome, folder};
//!
//! let newsroom = Newsroom::new(Engine::new()?, "audio");
//! let tally = newsroom.render(folder("articles"), |report| {
//!     if let Outcome::Failed(error) = &report.outcome {
//!         eprintln!("{}: {error}", report.id);
//!     }
//! })?;
//! println!("{} spoken, {} bad", tally.spoken, tally.failed);
//! # Ok::<(), rhapsode::Error>(())
//! ```
//!
//! Every article has an id: its path in the folder, or the `id` of its JSON line. Its audio is
//! `ID.wav` in the output folder, its marks `ID.json` (or `.vtt`, `.srt`).
//!
//! **Resuming.** A file appears whole or not at all, the audio after the marks. So an article whose
//! WAV is there is done, and the same call again, after whatever ended the last one, speaks the
//! others only. That holds against the death of the process; after a loss of power look at the last
//! files, for nothing is forced to the disk.
//!
//! **Many machines.** A [`Shard`] takes one part in N of the articles, by a hash of the id: the parts
//! need to know nothing of each other, and any scheduler can start them.
//!
//! **Memory.** A worker takes the next article when it is done with its last: as many articles are in
//! memory as there are workers, whatever the length of the stream.
//!
//! # What a million articles cost
//!
//! Measured with `examples/newsroom` on 60 copies of `benches/article.txt` (395 words, 149 s of
//! speech), marks as JSON lines, twice 9 runs on shared virtual cores of an AMD EPYC:
//!
//! | | one article | a million |
//! | --- | --- | --- |
//! | CPU, written to ext4 | 7 ms | 1.9 core-hours |
//! | audio, 16 kHz, 16 bits | 4.8 MB | 4.8 TB |
//! | marks | 30 KB | 30 GB |
//!
//! Two workers are done in 0.21 s and one in 0.42 s (medians of 9 runs each, in turn: 2.0 times as fast);
//! they take no more CPU, for they have nothing to wait for but the list of articles.

mod input;
mod output;

use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};

pub use input::{Article, Content, Folder, JsonLines, folder, json_lines};
pub use output::MarksFormat;

use crate::article::{self, Document, Options};
use crate::engine::Engine;
use crate::speech::{Chunk, Speech};
use crate::{Error, Result};

/// Renders articles into a folder.
#[derive(Debug, Clone)]
pub struct Newsroom {
    engine: Engine,
    folder: PathBuf,
    marks: Option<MarksFormat>,
    workers: NonZeroUsize,
    shard: Shard,
    options: Options,
}

/// One part of the articles: part `number` of `of`, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    number: u32,
    of: u32,
}

/// What became of one article.
#[derive(Debug)]
pub struct Report {
    /// Which article: its id, or the place of a line that has none.
    pub id: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What can become of an article.
#[derive(Debug)]
#[non_exhaustive]
pub enum Outcome {
    /// It was spoken: so many samples.
    Spoken(u64),
    /// Its audio is there from an earlier run.
    Present,
    /// It cannot be read or written. The others go on.
    Failed(Error),
}

/// How many articles came to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Spoken in this run.
    pub spoken: u64,
    /// There from an earlier run.
    pub present: u64,
    /// Bad.
    pub failed: u64,
    /// Samples spoken in this run.
    pub frames: u64,
}

impl Newsroom {
    /// A newsroom that writes into `folder`, on all cores, with marks as JSON lines.
    pub fn new(engine: Engine, folder: impl Into<PathBuf>) -> Self {
        Newsroom {
            engine,
            folder: folder.into(),
            marks: Some(MarksFormat::Json),
            workers: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            shard: Shard::default(),
            options: Options::default(),
        }
    }

    /// Chooses the form of the marks; `None` writes audio only.
    pub fn marks(mut self, marks: Option<MarksFormat>) -> Self {
        self.marks = marks;
        self
    }

    /// Chooses how many threads speak.
    pub fn workers(mut self, workers: NonZeroUsize) -> Self {
        self.workers = workers;
        self
    }

    /// Takes one part of the articles.
    pub fn shard(mut self, shard: Shard) -> Self {
        self.shard = shard;
        self
    }

    /// Chooses how articles are read.
    pub fn options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// Speaks all articles that are not there yet, and tells what became of each, in the order in
    /// which they are done. Returns when all are done.
    ///
    /// # Errors
    /// [`Error::Io`] if the output folder cannot be made. What is wrong with one article is its
    /// [`Report`]; a disk that is full is reported with every article that it stops.
    pub fn render<I>(&self, articles: I, mut report: impl FnMut(Report)) -> Result<Tally>
    where
        I: IntoIterator<Item = Result<Article, Report>>,
        I::IntoIter: Send,
    {
        output::prepare(&self.folder, self.shard)?;
        let articles = Mutex::new(articles.into_iter());
        let stop = AtomicBool::new(false);
        let mut tally = Tally::default();
        std::thread::scope(|scope| {
            let (sender, reports) = mpsc::sync_channel(self.workers.get());
            for _ in 0..self.workers.get() {
                let (sender, articles, stop) = (sender.clone(), &articles, &stop);
                scope.spawn(move || self.work(articles, stop, &sender));
            }
            drop(sender);
            // If `report` panics, the workers finish what they have in hand and no more.
            let guard = StopOnDrop(&stop);
            for one in reports {
                tally.add(&one.outcome);
                report(one);
            }
            std::mem::forget(guard);
        });
        Ok(tally)
    }

    /// Takes one article after the other from those that are left.
    fn work<I>(&self, articles: &Mutex<I>, stop: &AtomicBool, reports: &mpsc::SyncSender<Report>)
    where
        I: Iterator<Item = Result<Article, Report>>,
    {
        let mut worker = Worker::new(self);
        while !stop.load(Ordering::Relaxed) {
            let next = articles
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .next();
            let report = match next {
                None => return,
                Some(Err(report)) => report,
                Some(Ok(article)) if !self.shard.takes(&article.id) => continue,
                Some(Ok(article)) => {
                    let speak = AssertUnwindSafe(|| worker.speak(&article));
                    let outcome = catch_unwind(speak).unwrap_or_else(|_| {
                        // Whatever state it was left in goes too.
                        worker = Worker::new(self);
                        Err(fault(&article.id))
                    });
                    Report {
                        outcome: outcome.unwrap_or_else(Outcome::Failed),
                        id: article.id,
                    }
                }
            };
            if reports.send(report).is_err() {
                return;
            }
        }
    }
}

/// The error for an article that made this crate panic.
fn fault(id: &str) -> Error {
    Error::malformed(
        id,
        "a fault in this program ended its reading",
        "somewhere in it",
        "report it, with the article",
    )
}

struct StopOnDrop<'a>(&'a AtomicBool);

impl Drop for StopOnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// What a thread keeps from article to article: all scratch of speaking.
struct Worker<'a> {
    newsroom: &'a Newsroom,
    speech: Speech,
    chunk: Chunk,
}

impl<'a> Worker<'a> {
    fn new(newsroom: &'a Newsroom) -> Self {
        Worker {
            newsroom,
            speech: newsroom.engine.speak(Document::default()),
            chunk: Chunk::default(),
        }
    }

    fn speak(&mut self, article: &Article) -> Result<Outcome> {
        let room = self.newsroom;
        let files = output::Files::of(&room.folder, &article.id)?;
        if files.are_there() {
            return Ok(Outcome::Present);
        }
        let (bytes, format) = article.content.load(&article.id, room.options.max_bytes)?;
        let document =
            article::read(&bytes, format, &room.options).map_err(|e| e.about(&article.id))?;
        drop(bytes);
        self.speech.restart(document);
        let mut out = files.create(self.speech.sample_rate(), room.marks)?;
        while let Some(clause) = self.speech.next_clause(&mut self.chunk) {
            out.write(&self.chunk.samples[clause.samples])?;
            self.chunk.samples.clear();
            if clause.ends_sentence {
                out.mark(self.speech.document(), &self.chunk)?;
            }
        }
        if self.speech.frames() == 0 {
            return Err(Error::malformed(
                &article.id,
                "there is nothing to speak",
                "empty, or without a word",
                "leave it out",
            ));
        }
        out.commit()?;
        Ok(Outcome::Spoken(self.speech.frames()))
    }
}

impl Tally {
    fn add(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Spoken(frames) => {
                self.spoken += 1;
                self.frames += frames;
            }
            Outcome::Present => self.present += 1,
            Outcome::Failed(_) => self.failed += 1,
        }
    }

    /// How many articles were looked at.
    pub fn articles(&self) -> u64 {
        self.spoken + self.present + self.failed
    }
}

impl Shard {
    /// Part `number` of `of`.
    ///
    /// # Errors
    /// [`Error::Limit`] unless `1 <= number <= of`.
    pub fn new(number: u32, of: u32) -> Result<Self> {
        if (1..=of).contains(&number) {
            return Ok(Shard { number, of });
        }
        Err(Error::limit(
            "shard",
            format!("{number}/{of}"),
            "1/N to N/N",
            "write I/N, for example 1/4",
        ))
    }

    /// Whether an article belongs to this part. It depends on nothing but the id: every article
    /// belongs to exactly one of the N parts, on every machine and in every version of 1.x.
    pub fn takes(&self, id: &str) -> bool {
        // FNV-1a, and its high half folded in: the low bits alone are the weaker ones.
        let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        (hash ^ hash >> 32) % u64::from(self.of) == u64::from(self.number - 1)
    }
}

impl Default for Shard {
    /// All articles.
    fn default() -> Self {
        Shard { number: 1, of: 1 }
    }
}

impl std::str::FromStr for Shard {
    type Err = Error;

    /// Reads `I/N`.
    fn from_str(text: &str) -> Result<Self> {
        let parts = text.split_once('/');
        let numbers = parts.and_then(|(i, n)| Some((i.parse().ok()?, n.parse().ok()?)));
        let (number, of) = numbers.unwrap_or((0, 0));
        Shard::new(number, of)
            .map_err(|_| Error::limit("shard", text, "1/N to N/N", "write I/N, for example 1/4"))
    }
}
