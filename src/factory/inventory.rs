//! Cuts takes into units, and lays chosen units out as the arrays of a pack.

use std::ops::Range;

use super::codebook::Codebook;
use super::master;
use super::spectrum::Cepstrum;
use super::takes::Take;
use crate::pronounce::Phone;
use crate::prosody::Context;
use crate::voice::units::{Edge, JOIN_STEP, Surroundings, f0_code, ms_code};
use crate::voice::{Inventory, PackWriter, audio};

/// A unit before it is packed. Positions count through all takes, one after the other.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its diphone.
    pub phones: [Phone; 2],
    /// Its samples.
    pub samples: Range<usize>,
    /// Samples from its start to the phone boundary.
    pub center: usize,
    around: Surroundings,
    ms: [u8; 2],
    f0: [u8; 2],
    cuts: [Cepstrum; 2],
    marks: Vec<u16>,
}

/// All units of the takes, in the order of the recordings.
pub fn cut(takes: &[Take], rate: u32) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut origin = 0;
    for take in takes {
        for i in 0..take.labels.len().saturating_sub(1) {
            units.extend(unit(take, i, origin, rate));
        }
        origin += take.samples.len();
    }
    units
}

/// The unit from the middle of label `i` to the middle of the next; `None` if it is too short to
/// join, too long to store, or silence only.
fn unit(take: &Take, i: usize, origin: usize, rate: u32) -> Option<Unit> {
    let (a, b) = (&take.labels[i], &take.labels[i + 1]);
    let (left, right) = (&take.cuts[i][0], &take.cuts[i + 1][1]);
    let margin = audio::margin(rate);
    let boundary = (a.end * rate as f32) as usize;
    let fits = left.at >= margin
        && right.at + margin <= take.samples.len()
        && right.at >= left.at + 2 * margin
        && (left.at..=right.at).contains(&boundary)
        && right.at - left.at <= u16::MAX as usize;
    if !fits || (a.phone, b.phone) == (Phone::Pau, Phone::Pau) {
        return None;
    }
    let phone_at = |j: Option<usize>| {
        j.and_then(|j| take.labels.get(j))
            .map_or(Phone::Pau, |l| l.phone) as u8
    };
    let context = |j: usize| {
        let phone = take.labelled.phone_of[j];
        phone.map_or(0, |p| Context::of(&take.features[p as usize]).to_byte())
    };
    let first_mark = take.marks.partition_point(|m| *m < left.at);
    let marks = take.marks[first_mark..]
        .iter()
        .take_while(|m| **m < right.at);
    Some(Unit {
        phones: [a.phone, b.phone],
        samples: origin + left.at..origin + right.at,
        center: boundary - left.at,
        around: Surroundings {
            phones: [phone_at(i.checked_sub(1)), phone_at(Some(i + 2))],
            context: [context(i), context(i + 1)],
        },
        ms: [a, b].map(|l| ms_code((l.end - l.start) * 1000.0)),
        f0: [left.f0, right.f0].map(f0_code),
        cuts: [left.cepstrum, right.cepstrum],
        marks: marks.map(|m| (m - left.at) as u16).collect(),
    })
}

/// The arrays of an inventory, owned.
#[derive(Debug, Default)]
pub struct Arrays {
    diphones: Vec<u32>,
    start: Vec<u32>,
    length: Vec<u16>,
    center: Vec<u16>,
    context: Vec<Surroundings>,
    edge: Vec<Edge>,
    first_mark: Vec<u32>,
    marks: Vec<u16>,
    joins: Vec<u8>,
    join_offsets: Vec<u32>,
    codes: Vec<i8>,
    scales: Vec<u8>,
    /// For each unit of the arrays, its index in the list that they were made of.
    pub origin: Vec<usize>,
}

impl Arrays {
    /// Arranges the `kept` units by diphone. Without audio: `start` counts through all takes.
    pub fn arrange(units: &[Unit], kept: &[usize]) -> Self {
        let diphone = |u: &Unit| u.phones[0] as usize * Phone::COUNT + u.phones[1] as usize;
        let mut order = kept.to_vec();
        order.sort_by_key(|&i| (diphone(&units[i]), i));
        let mut arrays = Arrays {
            diphones: (0..=Phone::COUNT * Phone::COUNT)
                .map(|d| order.partition_point(|&i| diphone(&units[i]) < d) as u32)
                .collect(),
            ..Arrays::default()
        };
        let books = arrays.train_joins(units, &order);
        for &i in &order {
            let unit = &units[i];
            arrays.start.push(unit.samples.start as u32);
            arrays.length.push(unit.samples.len() as u16);
            arrays.center.push(unit.center as u16);
            arrays.context.push(unit.around);
            arrays.first_mark.push(arrays.marks.len() as u32);
            arrays.marks.extend(&unit.marks);
            let code = |side: usize| books[unit.phones[side] as usize].code(&unit.cuts[side]);
            arrays.edge.push(Edge {
                ms: unit.ms,
                f0: unit.f0,
                join: [code(0), code(1)],
                reserved: [0; 2],
            });
        }
        arrays.origin = order;
        arrays
    }

    fn train_joins(&mut self, units: &[Unit], order: &[usize]) -> Vec<Codebook> {
        let mut cuts = vec![Vec::new(); Phone::COUNT];
        for unit in order.iter().map(|&i| &units[i]) {
            for side in 0..2 {
                cuts[unit.phones[side] as usize].push(unit.cuts[side]);
            }
        }
        let books: Vec<Codebook> = cuts.iter().map(|c| Codebook::train(c)).collect();
        self.join_offsets.push(0);
        for book in &books {
            self.joins.extend(book.table(JOIN_STEP));
            self.join_offsets.push(self.joins.len() as u32);
        }
        books
    }

    /// Gathers the audio of the units: every stretch of neighbours once, with margins. Those that are used
    /// most for their length come first, so that what is heard often lies close together; `uses` counts
    /// for each unit of the list that the arrays were made of.
    pub fn store_audio(&mut self, takes: &[Take], rate: u32, uses: &[u32]) {
        let audio: Vec<&[f32]> = takes.iter().map(|t| t.samples.as_slice()).collect();
        let mut ends = Vec::new();
        for take in &audio {
            ends.push(ends.last().copied().unwrap_or(0) + take.len());
        }
        let spans = self
            .start
            .iter()
            .zip(&self.length)
            .map(|(s, l)| *s as usize..*s as usize + *l as usize);
        let mut stored = Vec::new();
        let margin = audio::margin(rate);
        let runs = runs(spans.collect(), margin);
        let run_of = |start: u32| runs.partition_point(|run| run.start <= start as usize) - 1;
        let mut used = vec![0; runs.len()];
        for (start, origin) in self.start.iter().zip(&self.origin) {
            used[run_of(*start)] += u64::from(uses[*origin]);
        }
        let mut places = vec![0; runs.len()];
        for i in densest_first(&runs, &used) {
            let run = &runs[i];
            places[i] = stored.len();
            let take = ends.partition_point(|e| *e <= run.start);
            let from = run.start - (ends[take] - audio[take].len());
            stored.extend_from_slice(&audio[take][from..from + run.len()]);
        }
        for start in &mut self.start {
            let run = run_of(*start);
            *start = (*start as usize - runs[run].start + places[run]) as u32;
        }
        (self.codes, self.scales) = master::encode(&stored, rate);
    }

    /// The arrays as the search reads them.
    pub fn view(&self) -> Inventory<'_> {
        Inventory {
            diphones: &self.diphones,
            start: &self.start,
            length: &self.length,
            center: &self.center,
            context: &self.context,
            edge: &self.edge,
            first_mark: &self.first_mark,
            marks: &self.marks,
            joins: &self.joins,
            join_offsets: &self.join_offsets,
            codes: &self.codes,
            scales: &self.scales,
        }
    }

    /// Writes the arrays as sections.
    pub fn write(&self, pack: &mut PackWriter) {
        pack.section(*b"DIPH", &self.diphones);
        pack.section(*b"STRT", &self.start);
        pack.section(*b"LENG", &self.length);
        pack.section(*b"CENT", &self.center);
        pack.section(*b"CTXT", &self.context);
        pack.section(*b"EDGE", &self.edge);
        pack.section(*b"FIRS", &self.first_mark);
        pack.section(*b"MARK", &self.marks);
        pack.section(*b"JOIN", &self.joins);
        pack.section(*b"JOFF", &self.join_offsets);
        pack.section(*b"AUDI", &self.codes);
        pack.section(*b"SCAL", &self.scales);
    }
}

/// The bytes that units take in a pack, audio and arrays, without join tables and models.
pub fn size(units: &[Unit], kept: &[usize], rate: u32) -> usize {
    let spans = kept.iter().map(|&i| units[i].samples.clone()).collect();
    let samples: usize = runs(spans, audio::margin(rate))
        .iter()
        .map(|r| r.len())
        .sum();
    let marks: usize = kept.iter().map(|&i| 2 * units[i].marks.len()).sum();
    samples + samples / audio::BLOCK + marks + kept.len() * 24
}

/// The stretches of samples to keep, each with a margin on both sides, merged where they touch.
fn runs(mut spans: Vec<Range<usize>>, margin: usize) -> Vec<Range<usize>> {
    spans.sort_by_key(|s| s.start);
    let mut out: Vec<Range<usize>> = Vec::new();
    for span in spans {
        let wide = span.start - margin..span.end + margin;
        match out.last_mut() {
            Some(last) if wide.start <= last.end => last.end = last.end.max(wide.end),
            _ => out.push(wide),
        }
    }
    out
}

/// The stretches by how often each is used for its length, most first.
fn densest_first(runs: &[Range<usize>], used: &[u64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..runs.len()).collect();
    let times = |i: usize, j: usize| used[i] * runs[j].len() as u64;
    order.sort_by(|&i, &j| times(j, i).cmp(&times(i, j)).then(i.cmp(&j)));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_most_for_its_length_comes_first() {
        let runs = [0..100, 200..300, 400..500, 600..1600];
        assert_eq!(densest_first(&runs, &[3, 0, 3, 40]), [3, 0, 2, 1]);
    }

    #[test]
    fn runs_merge_neighbours_and_share_margins() {
        assert_eq!(
            runs(vec![300..400, 100..200, 200..250], 10),
            vec![90..260, 290..410]
        );
        assert_eq!(runs(vec![100..200, 215..300], 10), vec![90..310]);
    }
}
