//! Chooses the units that are worth their bytes: those that the search itself uses.
//!
//! Every prompt is spoken with its own recording left out; the units that are chosen least are
//! dropped, and the rest speak again, until the inventory fits (after the pruning by usage of
//! Rutten et al. 2002, *The application of interactive speech unit selection*).

use super::inventory::{Arrays, Unit, size};
use crate::prosody::Plan;
use crate::synth::{Selection, Selector, Weights};

/// A prompt to speak: its plan, and the stretch of samples that its own take covers.
pub struct Trial {
    /// What to say.
    pub plan: Plan,
    /// The samples to leave out.
    pub own: std::ops::Range<u32>,
}

/// The share of the size that one round may drop.
const ROUND: f32 = 0.8;

/// The indices of the units to keep so that they fit in `budget` bytes.
pub fn prune(units: &[Unit], trials: &[Trial], budget: usize, rate: u32) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..units.len()).collect();
    let mut now = size(units, &kept, rate);
    while now > budget {
        let goal = budget.max((now as f32 * ROUND) as usize);
        let uses = count_uses(units, &kept, trials);
        kept = most_used(units, &kept, &uses, goal, rate);
        let smaller = size(units, &kept, rate);
        if smaller >= now {
            break;
        }
        now = smaller;
    }
    kept
}

/// How often each unit (by its index in `units`) is chosen.
pub fn count_uses(units: &[Unit], kept: &[usize], trials: &[Trial]) -> Vec<u32> {
    let arrays = Arrays::arrange(units, kept);
    let inventory = arrays.view();
    let (mut selector, mut selection) = (Selector::new(), Selection::default());
    let mut uses = vec![0; units.len()];
    for trial in trials {
        selector.exclude(trial.own.clone());
        selector.select(&inventory, &trial.plan, &Weights::default(), &mut selection);
        for unit in &selection.units {
            uses[arrays.origin[*unit as usize]] += 1;
        }
    }
    uses
}

/// Keeps the units used most, at least one of every diphone, up to `goal` bytes.
fn most_used(units: &[Unit], kept: &[usize], uses: &[u32], goal: usize, rate: u32) -> Vec<usize> {
    let mut order = kept.to_vec();
    // A neighbour of a used unit is cheap to keep and joins without a seam.
    let with_neighbours = |i: usize| {
        let side = |j: Option<usize>| {
            let touches = |j: &usize| {
                units.get(*j).is_some_and(|u| {
                    u.samples.start == units[i].samples.end
                        || u.samples.end == units[i].samples.start
                })
            };
            j.filter(touches).map_or(0, |j| uses[j])
        };
        8 * uses[i] + side(i.checked_sub(1)) + side(Some(i + 1))
    };
    order.sort_by_key(|&i| (std::cmp::Reverse(with_neighbours(i)), i));
    let mut seen = std::collections::HashSet::new();
    let (mut first, rest): (Vec<usize>, Vec<usize>) = order
        .into_iter()
        .partition(|&i| seen.insert(units[i].phones));
    // The size grows with the number of units: find the largest number that fits.
    let (mut low, mut high) = (0, rest.len());
    while low < high {
        let middle = (low + high).div_ceil(2);
        let all: Vec<usize> = first.iter().chain(&rest[..middle]).copied().collect();
        if size(units, &all, rate) <= goal {
            low = middle
        } else {
            high = middle - 1
        }
    }
    first.extend(&rest[..low]);
    first.sort_unstable();
    first
}
