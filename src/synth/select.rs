//! Unit selection: the Viterbi search for the cheapest sequence of units (Hunt and Black 1996,
//! *Unit selection in a concatenative speech synthesis system using a large speech database*).
//!
//! Nothing is heard across a pause, so that a join there costs nothing: every clause, from pause to
//! pause, is searched by itself ([`Plan::clauses`]), and the result is that of one search over the
//! whole sentence.
//!
//! What makes it quick: costs are sums of table entries ([`super::cost`]); only candidates within a beam
//! are joined ([`BREADTH`]); each column of the trellis is sorted by cost and kept as a struct of arrays,
//! so that the search for a predecessor ends at the first one that cannot win any more; a filter of 256
//! bits says which candidates can be a neighbour of one before; the costs of all joins to a candidate are
//! one line of the cache. In instructions (callgrind): 33 million to 26 by the tables and the order on an
//! article of 338 s, 10 to 8 by the filter on one of 163 s, and 25 to 16 by the beam and by tables without
//! checks on three of 448 s; at rate 2, 20 to 12.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::cost::{Codes, Tables, Target, WeightedTables, Weights};
use super::substitute::substitute;
use crate::pronounce::Phone;
use crate::prosody::Plan;
use crate::settings::Rate;
use crate::voice::units::{Inventory, UnitId};

/// How many candidates for a diphone the search keeps.
#[derive(Debug, Clone, Copy)]
struct Breadth {
    /// At most so many, and no more than [`MOST`].
    most: usize,
    /// Those whose target costs so much more than the best one's, at most.
    beam: f32,
}

/// No search keeps more.
const MOST: usize = 32;

/// As good as all. The cost of a path through the 40 MB pack of `slt` is that of 64 candidates to the fifth
/// digit with 32, and with a beam of 3, which leaves 20 of them and 69 of 109 joins to look at for a
/// diphone; in the 7 MB pack it leaves 7 of 11, and 15 joins of 27.
const BREADTH: Breadth = Breadth {
    most: MOST,
    beam: 3.0,
};
impl Default for Breadth {
    fn default() -> Self {
        BREADTH
    }
}

/// What is spoken at least this fast is searched with [`FAST_BREADTH`].
const FAST: f32 = 1.75;
/// The breadth at such a rate: every second period is left out, and of the rest nobody hears the
/// difference. Paths cost 0.05 % more than the best in the 7 MB pack of `slt` (3 candidates, 5 joins to look
/// at) and 0.1 % more in that of 40 MB; 8 candidates without a beam cost as much and 11 joins.
const FAST_BREADTH: Breadth = Breadth {
    most: 12,
    beam: 1.5,
};
/// The breadth of the factory, which wants the best.
#[cfg(feature = "factory")]
const FULL_BREADTH: Breadth = Breadth {
    most: MOST,
    beam: f32::INFINITY,
};

/// The units chosen for a plan.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
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

impl Selection {
    /// The units of a clause, if there are any.
    pub(super) fn of(&self, clause: &Range<usize>) -> Option<&[UnitId]> {
        self.units.get(clause.clone()).filter(|u| !u.is_empty())
    }

    /// Empties it and keeps its buffers.
    pub fn clear(&mut self) {
        self.units.clear();
        self.substitutions.clear();
        self.cost = 0.0;
    }
}

impl Clone for Selection {
    fn clone(&self) -> Self {
        Selection {
            units: self.units.clone(),
            substitutions: self.substitutions.clone(),
            cost: self.cost,
        }
    }

    /// Keeps the buffers, unlike what is derived.
    fn clone_from(&mut self, from: &Self) {
        self.units.clone_from(&from.units);
        self.substitutions.clone_from(&from.substitutions);
        self.cost = from.cost;
    }
}

/// A cost and a number, ordered by cost: the bits of floats from zero up ascend as the floats do.
type Ranked = u64;

fn ranked(cost: f32, number: u32) -> Ranked {
    u64::from(cost.to_bits()) << 32 | u64::from(number)
}

fn cost_of(ranked: Ranked) -> f32 {
    f32::from_bits((ranked >> 32) as u32)
}

/// The right cuts of the candidates for one diphone, cheapest path first: what the search for the
/// predecessors of the next diphone's candidates reads.
#[derive(Debug, Default)]
struct Cuts {
    len: usize,
    /// The cost of the best path that ends with the candidate.
    cost: [f32; MOST],
    /// One past its last sample: the unit that begins there is its neighbour in the recording. Behind
    /// the last candidate, where no unit begins.
    end: [u32; MOST],
    join: [u8; MOST],
    f0: [u8; MOST],
    /// A bit for each `end`, by its lowest bits: of 50 units that begin at other places it lets 10
    /// through to the search.
    ends: [u64; 4],
}

impl Cuts {
    /// The word and the bit of [`Cuts::ends`] for a place.
    fn bit(place: u32) -> (usize, u64) {
        ((place >> 6 & 3) as usize, 1 << (place & 63))
    }

    /// The place of the candidate that ends at sample `start`, if there is one.
    fn ending_at(&self, start: u32) -> Option<usize> {
        let (word, bit) = Self::bit(start);
        if self.ends[word] & bit == 0 {
            return None;
        }
        // Without a branch, so that it is vectorised.
        let places = self.end.iter().enumerate();
        let found = places.fold(u32::MAX, |found, (i, end)| match *end == start {
            true => i as u32,
            false => found,
        });
        (found != u32::MAX).then_some(found as usize)
    }

    fn clear(&mut self) {
        self.len = 0;
        self.ends = [0; 4];
        self.end = [u32::MAX; MOST];
    }

    /// Takes ranked candidates.
    fn fill(&mut self, inv: &Inventory<'_>, paths: &[Ranked], units: &[UnitId]) {
        self.clear();
        self.len = paths.len();
        let cuts = self.cost.iter_mut().zip(&mut self.end);
        let cuts = cuts.zip(&mut self.join).zip(&mut self.f0);
        for ((((cost, end), join), f0), (path, unit)) in cuts.zip(paths.iter().zip(units)) {
            let unit = *unit as usize;
            let edge = &inv.edge[unit];
            (*cost, *join, *f0) = (cost_of(*path), edge.join[1], edge.f0[1]);
            *end = inv.start[unit] + u32::from(inv.length[unit]);
            let (word, bit) = Self::bit(*end);
            self.ends[word] |= bit;
        }
    }

    /// The cheapest way to a unit that begins at sample `start`, with the costs of joins to it from
    /// every code in `row`: its cost and the place of the predecessor.
    #[inline]
    fn cheapest(&self, tables: &WeightedTables, start: u32, row: &[u8], f0: u8) -> (f32, u8) {
        let mut best = match self.ending_at(start) {
            Some(neighbour) => (self.cost[neighbour], neighbour as u8),
            None => (f32::INFINITY, 0),
        };
        let cuts = self.cost[..self.len].iter().zip(&self.join).zip(&self.f0);
        for (i, ((cost, join), left)) in cuts.enumerate() {
            let least = cost + tables.join;
            // Those that follow cost more still.
            if least >= best.0 {
                break;
            }
            let spectrum = row.get(*join as usize).map_or(0, |c| *c);
            let cost = least + tables.spectrum(spectrum) + tables.f0_jump(*left, f0);
            if cost < best.0 {
                best = (cost, i as u8);
            }
        }
        best
    }
}

/// The scratch of the search.
#[derive(Debug, Default)]
pub struct Selector {
    breadth: Breadth,
    tables: Tables,
    /// The trellis, column after column, each ordered by the cost of the best path to it.
    units: Vec<UnitId>,
    /// For each entry its best predecessor, as a place in the column before.
    from: Vec<u8>,
    /// Where each column begins.
    columns: Vec<u32>,
    /// The candidates of the newest column, by target cost.
    candidates: Vec<Ranked>,
    /// The same by path cost: numbers are places in `candidates`.
    paths: Vec<Ranked>,
    /// For each candidate its best predecessor.
    best: Vec<u8>,
    past: Cuts,
    /// Units that may not be chosen (for pruning by leaving one recording out).
    excluded: Range<UnitId>,
}

impl Selector {
    /// A selector with empty buffers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Searches as broadly as is heard at a rate.
    pub fn set_rate(&mut self, rate: Rate) {
        self.breadth = match rate.get() >= FAST {
            true => FAST_BREADTH,
            false => BREADTH,
        };
    }

    /// Bars a range of audio samples from being chosen, and searches as broadly as is of use; the factory
    /// leaves one recording out.
    #[cfg(feature = "factory")]
    pub(crate) fn exclude(&mut self, samples: Range<u32>) {
        self.excluded = samples;
        self.breadth = FULL_BREADTH;
    }

    /// Chooses the units of `plan`; a plan with fewer than two phones has none.
    pub fn select(
        &mut self,
        inventory: &Inventory<'_>,
        plan: &Plan,
        weights: &Weights,
        out: &mut Selection,
    ) {
        out.clear();
        for clause in plan.clauses() {
            self.select_clause(inventory, plan, clause, weights, out);
        }
    }

    /// Chooses the units of one clause of `plan` and appends them; clauses come in order.
    pub fn select_clause(
        &mut self,
        inventory: &Inventory<'_>,
        plan: &Plan,
        clause: Range<usize>,
        weights: &Weights,
        out: &mut Selection,
    ) {
        self.tables.weigh(weights);
        self.units.clear();
        self.from.clear();
        self.columns.clear();
        self.past.clear();
        if clause.is_empty() {
            return;
        }
        let mut codes = [Codes::of(&plan.phones[clause.start]); 2];
        for i in clause.clone() {
            codes = [codes[1], Codes::of(&plan.phones[i + 1])];
            let target = Target::at(&plan.phones, i, codes);
            let spoken = self.preselect(inventory, &target);
            if spoken != target.phones {
                out.substitutions.push(Substitution {
                    diphone: i as u32,
                    wanted: target.phones,
                    spoken,
                });
            }
            self.extend_paths(inventory, spoken[0], i == clause.start);
            self.push_column(inventory);
        }
        self.trace_back(out);
    }

    /// Ranks the best candidates for a target; returns the diphone that they are of.
    fn preselect(&mut self, inv: &Inventory<'_>, target: &Target) -> [Phone; 2] {
        let [a, b] = target.phones;
        let mut spoken = [a, b];
        let mut units = inv.of(a, b);
        if units.is_empty() {
            (spoken, units) = substitute(inv, a, b);
        }
        let costs = self.tables.costs(target);
        let all = units.start as usize..units.end as usize;
        let each = inv.context[all.clone()].iter().zip(&inv.edge[all]);
        let mut least = Ranked::MAX;
        let ranks = units.clone().zip(each).map(|(unit, (context, edge))| {
            let rank = ranked(costs.of(context, edge), unit);
            least = least.min(rank);
            rank
        });
        self.candidates.clear();
        if self.excluded.is_empty() {
            self.candidates.extend(ranks);
        } else {
            let barred = |r: &Ranked| self.excluded.contains(&inv.start[*r as u32 as usize]);
            self.candidates.extend(ranks.filter(|r| !barred(r)));
        }
        if self.candidates.is_empty() {
            // Everything was excluded: take the excluded ones, a gap would be worse.
            self.candidates.extend(units.map(|unit| ranked(0.0, unit)));
        }
        let Breadth { most, beam } = self.breadth;
        let dearest = ranked(cost_of(least) + beam, UnitId::MAX);
        // Without a branch, which could not be guessed.
        let mut kept = 0;
        for i in 0..self.candidates.len() {
            let candidate = self.candidates[i];
            self.candidates[kept] = candidate;
            kept += usize::from(candidate <= dearest);
        }
        self.candidates.truncate(kept);
        if self.candidates.len() > most {
            self.candidates.select_nth_unstable(most);
            self.candidates.truncate(most);
        }
        spoken
    }

    /// Finds the best predecessor of every candidate, and ranks them by the path to them.
    fn extend_paths(&mut self, inv: &Inventory<'_>, phone: Phone, first: bool) {
        let (table, side) = inv.join_table(phone);
        let (past, tables) = (&self.past, &*self.tables);
        self.paths.clear();
        self.best.clear();
        self.best.resize(self.candidates.len(), 0);
        let places = self.candidates.iter().zip(&mut self.best).zip(0..);
        self.paths.extend(places.map(|((candidate, best), place)| {
            let cost = cost_of(*candidate);
            if first {
                return ranked(cost, place);
            }
            let unit = *candidate as u32 as usize;
            let edge = &inv.edge[unit];
            let row = edge.join[0] as usize * side;
            let row = table.get(row..row + side).unwrap_or_default();
            let before = past.cheapest(tables, inv.start[unit], row, edge.f0[0]);
            *best = before.1;
            ranked(cost + before.0, place)
        }));
        self.paths.sort_unstable();
    }

    /// Moves the ranked candidates into the trellis.
    fn push_column(&mut self, inv: &Inventory<'_>) {
        let first = self.units.len();
        self.columns.push(first as u32);
        let place = |path: &Ranked| *path as u32 as usize;
        let unit = |path: &Ranked| self.candidates[place(path)] as u32;
        self.units.extend(self.paths.iter().map(unit));
        let best = self.paths.iter().map(|path| self.best[place(path)]);
        self.from.extend(best);
        self.past.fill(inv, &self.paths, &self.units[first..]);
    }

    /// Appends the cheapest path: the last column's first entry and its predecessors.
    fn trace_back(&self, out: &mut Selection) {
        let costs = &self.past.cost[..self.past.len];
        out.cost += costs.first().copied().unwrap_or(0.0);
        let begin = out.units.len();
        let mut place = 0;
        for column in self.columns.iter().rev() {
            let entry = *column as usize + place;
            out.units.push(self.units[entry]);
            place = self.from[entry] as usize;
        }
        out.units[begin..].reverse();
    }
}

#[cfg(all(test, feature = "embedded-voice"))]
mod tests {
    use super::*;
    use crate::voice::units::STEPS_PER_OCTAVE;
    use crate::{Engine, Voice};

    /// The cheapest path over all candidates, without sorting or ending early.
    fn cheapest(inv: &Inventory<'_>, plan: &Plan, clause: Range<usize>) -> f32 {
        let (weights, tables) = (Weights::default(), Tables::default());
        let mut past: Vec<(UnitId, f32)> = Vec::new();
        for i in clause.clone() {
            let codes = [i, i + 1].map(|i| Codes::of(&plan.phones[i]));
            let target = Target::at(&plan.phones, i, codes);
            let [a, b] = target.phones;
            let costs = tables.costs(&target);
            let cost = |u: UnitId| costs.of(&inv.context[u as usize], &inv.edge[u as usize]);
            let mut here: Vec<(UnitId, f32)> = inv.of(a, b).map(|u| (u, cost(u))).collect();
            assert!(!here.is_empty(), "the test's text needs no substitute");
            here.sort_by(|x, y| x.1.total_cmp(&y.1));
            here.truncate(MOST);
            let (table, side) = inv.join_table(a);
            for (unit, cost) in &mut here {
                let join = |(before, so_far): &(UnitId, f32)| {
                    if inv.follows(*before, *unit) {
                        return *so_far;
                    }
                    let (left, right) = (inv.edge[*before as usize], inv.edge[*unit as usize]);
                    let cell = left.join[1] as usize * side + right.join[0] as usize;
                    let jump = match (left.f0[1], right.f0[0]) {
                        (0, 0) => 0.0,
                        (0, _) | (_, 0) => 1.0 / 3.0,
                        (x, y) => f32::from(x.abs_diff(y)) / STEPS_PER_OCTAVE,
                    };
                    let spectrum = f32::from(table[cell]) * crate::voice::units::JOIN_STEP;
                    so_far
                        + weights.join
                        + weights.join_spectrum * spectrum
                        + weights.join_f0 * jump
                };
                let best = past.iter().map(join).reduce(f32::min);
                assert!(best.is_some() || i == clause.start);
                *cost += best.unwrap_or(0.0);
            }
            past = here;
        }
        past.iter().map(|p| p.1).fold(f32::INFINITY, f32::min)
    }

    #[test]
    fn finds_the_cheapest_path_of_every_clause() {
        let voice = Voice::embedded().unwrap();
        let engine = Engine::with_voice(voice);
        let inventory = engine.voice().inventory();
        let mut speech = engine.speak_text(
            "The tide turned twice a day, and nobody wrote it down; the boats knew, they said. \
             After nine years of waiting at the harbour, she sold them all.",
        );
        let (mut selector, mut selection) = (Selector::new(), Selection::default());
        let mut clauses = 0;
        while let Some(stages) = speech.next_plan() {
            let plan = &stages.plan;
            selector.select(&inventory, plan, &Weights::default(), &mut selection);
            assert_eq!(selection.units.len() + 1, plan.phones.len());
            let expected: f32 = plan.clauses().map(|c| cheapest(&inventory, plan, c)).sum();
            let close = (selection.cost - expected).abs() < 1e-3 * expected;
            assert!(close, "{} is not {expected}", selection.cost);
            clauses += plan.clauses().count();
        }
        assert!(clauses >= 5, "{clauses} clauses");
    }
}
