//! What a player tells, when it is heard.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::task::{Poll, Waker};
use std::time::{Duration, Instant};

use crate::settings::Settings;

/// Events that wait to be read by one reader; beyond, the oldest are dropped. They are the words of
/// about six hours.
const WAITING: usize = 1 << 16;

/// An article in the queue of a player; numbers are not used twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub(super) u64);

/// A stretch of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The article.
    pub article: ArticleId,
    /// The block, as an index into [`Document::blocks`](crate::Document::blocks).
    pub block: usize,
    /// The sentence, counted from 0 over the whole article.
    pub sentence: usize,
    /// Its bytes in the block's text.
    pub text: Range<usize>,
    /// Its bytes in the source.
    pub source: Range<usize>,
}

/// Something that happened; all but the last three are told at the moment when they are heard.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// An article begins.
    Started {
        /// The article.
        article: ArticleId,
    },
    /// A block begins, or is entered by a seek; the span is its first sentence that is heard.
    Paragraph(Span),
    /// A sentence begins, or is entered by a seek.
    Sentence(Span),
    /// A word begins.
    Word(Span),
    /// A place that the article marks (SSML `mark`).
    Mark {
        /// The article.
        article: ArticleId,
        /// The mark's name.
        name: String,
    },
    /// Another rate or pitch is heard from now on.
    Changed(Settings),
    /// An article has been heard to its end.
    Finished {
        /// The article.
        article: ArticleId,
    },
    /// Synthesis did not keep up, and there was a gap in the sound.
    Underrun {
        /// How many there have been on this device.
        count: u64,
    },
    /// The device ran dry, and there was a gap in the sound: the machine did not run the sound's thread in
    /// time. [`Output::with_period`](super::Output::with_period) gives it more.
    DeviceUnderrun {
        /// How often it did.
        count: u64,
    },
    /// The device is gone, or its mixer: [`Player::reconnect`](super::Player::reconnect) or
    /// [`Player::connect`](super::Player::connect) go on with the word that was heard last.
    DeviceLost {
        /// What the audio system said.
        problem: String,
    },
    /// The player cannot go on.
    Error {
        /// What happened.
        problem: String,
    },
}

/// The events of a player from the time of [`Player::events`](super::Player::events) on: read them
/// by [`Events::recv`], in a `for` loop, or with the feature `async` as a `Stream`.
///
/// They end when the player is dropped.
#[derive(Debug)]
pub struct Events {
    pub(super) queue: Arc<Queue>,
}

#[derive(Debug, Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    filled: Condvar,
}

#[derive(Debug, Default)]
struct State {
    events: VecDeque<Event>,
    closed: bool,
    waker: Option<Waker>,
}

impl Queue {
    /// Adds an event; `false` if nobody reads any more.
    pub fn push(self: &Arc<Self>, event: Event) -> bool {
        self.change(|state| {
            if state.events.len() == WAITING {
                state.events.pop_front();
            }
            state.events.push_back(event);
        });
        Arc::strong_count(self) > 1
    }

    pub fn close(&self) {
        self.change(|state| state.closed = true);
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut state);
        let waker = state.waker.take();
        drop(state);
        self.filled.notify_all();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl Events {
    /// Waits for the next event; `None` when the player is gone.
    pub fn recv(&self) -> Option<Event> {
        self.wait(None)
    }

    /// Waits for the next event, but not longer than `timeout`.
    pub fn recv_timeout(&self, timeout: Duration) -> Option<Event> {
        self.wait(Some(Instant::now() + timeout))
    }

    /// The next event, if there is one.
    pub fn try_recv(&self) -> Option<Event> {
        self.wait(Some(Instant::now()))
    }

    fn wait(&self, until: Option<Instant>) -> Option<Event> {
        let queue = &*self.queue;
        let mut state = queue.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(event) = state.events.pop_front() {
                return Some(event);
            }
            if state.closed {
                return None;
            }
            let left = match until {
                None => Duration::from_secs(3600),
                Some(until) => until.checked_duration_since(Instant::now())?,
            };
            if left.is_zero() {
                return None;
            }
            let waited = queue.filled.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// The next event for an executor: what a `Stream` does, without the trait.
    pub fn poll_recv(&mut self, context: &mut std::task::Context<'_>) -> Poll<Option<Event>> {
        let queue = &*self.queue;
        let mut state = queue.state.lock().unwrap_or_else(PoisonError::into_inner);
        match state.events.pop_front() {
            Some(event) => Poll::Ready(Some(event)),
            None if state.closed => Poll::Ready(None),
            None => {
                state.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

/// Events one after the other, each waited for; it ends when the player is gone.
#[derive(Debug)]
pub struct EventIter(Events);

impl Iterator for EventIter {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        self.0.recv()
    }
}

/// [`Events`] is no iterator itself, so that `next` is that of the `Stream` where both are in scope.
impl IntoIterator for Events {
    type Item = Event;
    type IntoIter = EventIter;

    fn into_iter(self) -> EventIter {
        EventIter(self)
    }
}

#[cfg(feature = "async")]
impl futures_core::Stream for Events {
    type Item = Event;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> Poll<Option<Event>> {
        self.poll_recv(context)
    }
}
