//! The thread that tells events when they are heard.

use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use super::event::Event;
use super::schedule::Shared;

/// How often the position is looked at while something is heard: events are so exact.
const TICK: Duration = Duration::from_millis(3);
/// How often otherwise, to notice a device that is gone.
const IDLE: Duration = Duration::from_millis(200);

/// Runs until the player is dropped.
pub(super) fn run(shared: &Arc<Shared>) {
    let mut events = Vec::new();
    loop {
        let mut schedule = shared.schedule();
        if schedule.closing {
            break;
        }
        let now = Instant::now();
        schedule.advance(now);
        while let Some(event) = schedule.next_due(now) {
            events.push(event);
        }
        events.extend(schedule.troubles());
        if events.is_empty() {
            let time = if schedule.is_active() { TICK } else { IDLE };
            let waited = shared.changed.wait_timeout(schedule, time);
            drop(waited.unwrap_or_else(PoisonError::into_inner));
            continue;
        }
        drop(schedule);
        for event in events.drain(..) {
            tell(shared, event);
        }
        shared.changed.notify_all();
    }
    let listeners = shared.listeners.lock();
    let listeners = listeners.unwrap_or_else(PoisonError::into_inner);
    listeners.queues.iter().for_each(|queue| queue.close());
}

fn tell(shared: &Shared, event: Event) {
    let listeners = shared.listeners.lock();
    let mut listeners = listeners.unwrap_or_else(PoisonError::into_inner);
    listeners.callbacks.iter_mut().for_each(|tell| tell(&event));
    listeners.queues.retain(|queue| queue.push(event.clone()));
}
