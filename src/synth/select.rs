//! Unit selection: the Viterbi search for the cheapest sequence of units (Hunt and Black 1996,
//! *Unit selection in a concatenative speech synthesis system using a large speech database*).

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::cost::{Target, Weights};
use super::substitute::substitute;
use crate::pronounce::Phone;
use crate::prosody::Plan;
use crate::voice::units::{Inventory, JOIN_STEP, STEPS_PER_OCTAVE, UnitId};

/// Candidates that the search keeps for each diphone.
const CANDIDATES: usize = 50;

/// The units chosen for a plan.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Selection {
    /// For each diphone of the plan (from phone `i` to phone `i + 1`), the unit.
    pub units: Vec<UnitId>,
    /// Diphones that the voice lacks, and what stands in for them.
    pub substitutions: Vec<Substitution>,
    /// The cost of the whole sequence.
    pub cost: f32,
}

/// A diphone that the voice does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Substitution {
    /// Which diphone of the plan.
    pub diphone: u32,
    /// What was wanted.
    pub wanted: [Phone; 2],
    /// What is spoken.
    pub spoken: [Phone; 2],
}

/// One candidate in the trellis.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    unit: UnitId,
    /// Target cost at first, then the cost of the best path that ends here.
    cost: f32,
    /// The best predecessor, as an index into the trellis.
    from: u32,
}

/// The scratch of the search.
#[derive(Debug, Default)]
pub struct Selector {
    trellis: Vec<Candidate>,
    columns: Vec<Range<u32>>,
    /// Units that may not be chosen (for pruning by leaving one recording out).
    excluded: Range<UnitId>,
}

impl Selector {
    /// A selector with empty buffers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Bars a range of audio samples from being chosen; the factory leaves one recording out.
    #[cfg(feature = "factory")]
    pub(crate) fn exclude(&mut self, samples: Range<u32>) {
        self.excluded = samples;
    }

    /// Chooses the units of `plan`; a plan with fewer than two phones has none.
    pub fn select(
        &mut self,
        inventory: &Inventory<'_>,
        plan: &Plan,
        weights: &Weights,
        out: &mut Selection,
    ) {
        out.units.clear();
        out.substitutions.clear();
        out.cost = 0.0;
        self.trellis.clear();
        self.columns.clear();
        for i in 0..plan.phones.len().saturating_sub(1) {
            let target = Target::at(&plan.phones, i);
            let spoken = self.preselect(inventory, &target, weights);
            if spoken != target.phones {
                out.substitutions.push(Substitution {
                    diphone: i as u32,
                    wanted: target.phones,
                    spoken,
                });
            }
            if i > 0 {
                self.extend_paths(inventory, spoken[0], weights);
            }
        }
        self.trace_back(out);
    }

    /// Adds the column of the best candidates for a target; returns the diphone that they are of.
    fn preselect(&mut self, inv: &Inventory<'_>, target: &Target, w: &Weights) -> [Phone; 2] {
        let start = self.trellis.len();
        let [a, b] = target.phones;
        let mut spoken = [a, b];
        let mut units = inv.of(a, b);
        if units.is_empty() {
            (spoken, units) = substitute(inv, a, b);
        }
        for unit in units {
            if self.excluded.contains(&inv.start[unit as usize]) {
                continue;
            }
            let u = unit as usize;
            let cost = target.cost(w, &inv.context[u], &inv.edge[u]);
            self.trellis.push(Candidate {
                unit,
                cost,
                from: 0,
            });
        }
        if self.trellis.len() == start {
            // Everything was excluded: take the excluded ones, a gap would be worse.
            let all = inv.of(spoken[0], spoken[1]);
            self.trellis.extend(all.map(|unit| Candidate {
                unit,
                cost: 0.0,
                from: 0,
            }));
        }
        let column = &mut self.trellis[start..];
        if column.len() > CANDIDATES {
            column.select_nth_unstable_by(CANDIDATES, |x, y| x.cost.total_cmp(&y.cost));
            self.trellis.truncate(start + CANDIDATES);
        }
        self.columns.push(start as u32..self.trellis.len() as u32);
        spoken
    }

    /// Finds the best predecessor of every candidate in the last column.
    fn extend_paths(&mut self, inv: &Inventory<'_>, phone: Phone, w: &Weights) {
        let [.., before, here] = &self.columns[..] else {
            return;
        };
        let (table, side) = inv.join_table(phone);
        let (past, present) = self.trellis.split_at_mut(here.start as usize);
        let past = &past[before.start as usize..before.end as usize];
        for candidate in &mut present[..here.len()] {
            let right = inv.edge[candidate.unit as usize];
            let mut best = (f32::INFINITY, 0);
            for (i, previous) in past.iter().enumerate() {
                if previous.cost >= best.0 {
                    continue;
                }
                let cost = if inv.follows(previous.unit, candidate.unit) {
                    previous.cost
                } else {
                    let left = inv.edge[previous.unit as usize];
                    let cell = left.join[1] as usize * side + right.join[0] as usize;
                    let spectrum = table.get(cell).map_or(0, |c| *c) as f32 * JOIN_STEP;
                    previous.cost
                        + w.join
                        + w.join_spectrum * spectrum
                        + w.join_f0 * f0_jump(left.f0[1], right.f0[0])
                };
                if cost < best.0 {
                    best = (cost, before.start + i as u32);
                }
            }
            candidate.cost += best.0;
            candidate.from = best.1;
        }
    }

    fn trace_back(&self, out: &mut Selection) {
        let Some(last) = self.columns.last() else {
            return;
        };
        let column = &self.trellis[last.start as usize..last.end as usize];
        let Some(best) = column.iter().min_by(|a, b| a.cost.total_cmp(&b.cost)) else {
            return;
        };
        out.cost = best.cost;
        let mut candidate = *best;
        for _ in 0..self.columns.len() {
            out.units.push(candidate.unit);
            candidate = self.trellis[candidate.from as usize];
        }
        out.units.reverse();
    }
}

/// The distance of two stored F0 values in octaves; voiced against unvoiced counts a third.
#[inline]
fn f0_jump(a: u8, b: u8) -> f32 {
    match (a, b) {
        (0, 0) => 0.0,
        (0, _) | (_, 0) => 1.0 / 3.0,
        _ => a.abs_diff(b) as f32 * (1.0 / STEPS_PER_OCTAVE),
    }
}
