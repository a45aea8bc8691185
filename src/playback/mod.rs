//! Listening: speech to a sound card, with rodio.
//!
//! [`Player`] is what an app needs: a queue of articles with play, pause, seek, live rate, and events
//! for the words as they are heard. It plays on the default device or on any rodio mixer that the app
//! owns; with [`Player::detached`] it gives its samples to whatever else plays them.
//!
#![cfg_attr(feature = "embedded-voice", doc = "```no_run")]
#![cfg_attr(not(feature = "embedded-voice"), doc = "```ignore")]
//! use rhapsode::playback::{Event, Player, Seek};
//! use rhapsode::{Document, Engine, Rate};
//!
//! let player = Player::new(Engine::new()?)?;
//! let events = player.events();
//! player.enqueue(Document::from_text("The sea rises twice a day. Few people notice."));
//! player.set_rate(Rate::new(1.5)?);
//! player.seek(Seek::NextSentence);
//! for event in events {
//!     match event {
//!         Event::Word(word) => println!("bytes {:?} of the source", word.source),
//!         Event::Finished { .. } => break,
//!         _ => {}
//!     }
//! }
//! # Ok::<(), rhapsode::Error>(())
//! ```
//!
//! [`SpeechSource`] is less: a [`rodio::Source`] that plays one speech from start to end.
//!
//! # Threads
//!
//! A player has two threads of its own: one that synthesises ahead of the sound, at most
//! [`Player::AHEAD`], and one that delivers events. The sound card's thread does neither: it takes
//! samples from a wait-free ring, without a lock and without allocating or freeing memory.
//!
//! # Time
//!
//! Positions are counted in samples that were taken, less those that wait in the device
//! ([`Output::latency`]). Events are delivered when their sample is heard.

mod event;
mod feed;
mod herald;
mod outline;
mod output;
mod player;
mod schedule;
mod seek;
mod source;
mod splice;
mod worker;

pub use event::{ArticleId, Event, EventIter, Events, Span};
pub use feed::PlayerSource;
pub use output::Output;
pub use player::{Length, Player, Position};
pub use seek::Seek;
pub use source::{Progress, SpeechSource};
