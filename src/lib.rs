//! Offline, embeddable "Listen to this article": real text in, speech with every word's time out.
//!
#![cfg_attr(feature = "embedded-voice", doc = "```")]
#![cfg_attr(not(feature = "embedded-voice"), doc = "```ignore")]
//! use rhapsode::{Engine, MarkKind};
//!
//! let engine = Engine::new()?; // the embedded voice
//! for chunk in engine.speak_text("Dr. Okafor came in 1998. She paid $3.50.") {
//!     // One sentence: mono samples, and when each word of it is heard.
//!     for mark in chunk.marks.iter().filter(|m| m.kind == MarkKind::Word) {
//!         println!("{:>8} {}", mark.frames.start, &chunk.text[mark.text.clone()]);
//!     }
//!     assert!(!chunk.samples.is_empty());
//! }
//! # Ok::<(), rhapsode::Error>(())
//! ```
//!
//! A [`Speech`] is an iterator: the first sentence's audio is there before the second is planned,
//! and memory does not grow with the length of the text. [`Engine`] is cheap to clone and can be
//! shared by threads; each [`Speech`] belongs to one.
//!
//! # From a document to sound
//!
//! Each stage is a module with a typed product that can be printed and stored; data flows one way.
//!
//! | module | makes | of |
//! | --- | --- | --- |
//! | [`article`] | [`Document`]: blocks of text with their place in the source | bytes of HTML, Markdown, SSML or plain text |
//! | [`text`] | [`text::Sentence`]: tokens, and the words they are read as | a block |
//! | [`pronounce`] | [`pronounce::Utterance`]: words, syllables, phones | a sentence |
//! | [`prosody`] | [`prosody::Plan`]: durations, F0, pauses | an utterance |
//! | [`synth`] | samples, and the time of every phone | a plan and a [`Voice`] |
//! | [`export`] | WAV, PCM, speech marks, captions | [`Chunk`]s |
//!
//! `Speech::stages` shows what each made of the last sentence. Voices come from the `factory`
//! (feature of that name), which turns recordings into a pack; [`voice`] documents its format.
//!
//! # Vocabulary
//!
//! A *token* is written ("1998"), a *word* is spoken ("nineteen", "ninety", "eight"). A *phone* is one sound of
//! the ARPAbet set, a *diphone* the stretch from the middle of one phone to the middle of the next;
//! a *unit* is a recorded diphone in a voice pack. A *frame* is one sample's time. Spans are byte
//! ranges, and every one of them leads back to the source that was read.
//!
//! # Features
//!
//! | feature | default | brings |
//! | --- | --- | --- |
//! | `embedded-voice` | yes | the voice `slt`, embedded (7 MB) |
//! | `playback` | yes | a `rodio::Source`, a player, and the default sound device |
//! | `wav` | yes | WAV files by hound |
//! | `html` | yes | reading HTML pages |
//! | `markdown` | yes | reading Markdown |
//! | `ssml` | yes | reading SSML, and user lexicons in W3C PLS |
//! | `newsroom` | yes | many articles on all cores |
//! | `flac`, `opus` | no | FLAC and Ogg Opus files |
//! | `epub` | no | EPUB 3 media overlays |
//! | `async` | no | a player's events as a `Stream` |
//! | `factory` | no | building voice packs |

pub mod article;
pub mod cast;
mod engine;
mod error;
pub mod export;
#[cfg(feature = "factory")]
pub mod factory;
pub mod language;
#[cfg(feature = "newsroom")]
pub mod newsroom;
#[cfg(feature = "playback")]
pub mod playback;
pub mod pronounce;
pub mod prosody;
mod resample;
mod settings;
mod simd;
mod speech;
pub mod synth;
pub mod text;
pub mod voice;

pub use article::Document;
pub use engine::Engine;
pub use error::{Error, Result};
pub use language::Language;
pub use settings::{Decibels, Rate, Semitones, Settings};
pub use speech::{Chunk, Clause, Mark, MarkKind, Place, Speech, Stages, TimedPhone};
pub use voice::Voice;
