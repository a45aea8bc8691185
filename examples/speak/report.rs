//! `--report`: the diphones that the voice lacks, and what was spoken in their place.

use std::collections::BTreeMap;
use std::io::{self, Write};

use rhapsode::pronounce::Phone;
use rhapsode::{Chunk, Engine, Stages};

use crate::Failure;
use crate::args::Args;
use crate::input;

/// Reads every text and prints what had to be substituted.
pub fn report(engine: &Engine, args: &Args) -> Result<(), Failure> {
    let mut report = Report::default();
    let mut chunk = Chunk::default();
    for text in input::documents(args, false)? {
        let mut speech = engine.speak(text.document.clone());
        while speech.next_into(&mut chunk) {
            report.count(speech.stages());
        }
    }
    report
        .print(&mut io::stdout().lock())
        .map_err(Failure::of_stdout)
}

/// What was substituted in a speech.
#[derive(Debug, Default)]
struct Report {
    diphones: usize,
    missing: BTreeMap<[Phone; 2], Missing>,
}

#[derive(Debug)]
struct Missing {
    spoken: [Phone; 2],
    count: usize,
    /// A word in which it is missing.
    word: String,
}

impl Report {
    /// Counts the substitutions of the last sentence.
    fn count(&mut self, stages: &Stages) {
        self.diphones += stages.selection.units.len();
        for s in &stages.selection.substitutions {
            let missing = self.missing.entry(s.wanted).or_insert_with(|| Missing {
                spoken: s.spoken,
                count: 0,
                word: words_at(stages, s.diphone),
            });
            missing.count += 1;
        }
    }

    /// Prints them, the most frequent first.
    fn print(&self, out: &mut impl Write) -> io::Result<()> {
        let total: usize = self.missing.values().map(|m| m.count).sum();
        writeln!(out, "{total} of {} diphones substituted", self.diphones)?;
        let mut lines: Vec<_> = self.missing.iter().collect();
        lines.sort_by_key(|(_, missing)| std::cmp::Reverse(missing.count));
        for (wanted, missing) in lines {
            let (wanted, spoken) = (name(*wanted), name(missing.spoken));
            let Missing { count, word, .. } = missing;
            writeln!(
                out,
                "{count:5} times {spoken} for {wanted}, as in \"{word}\""
            )?;
        }
        Ok(())
    }
}

fn name([a, b]: [Phone; 2]) -> String {
    format!("{}-{}", a.name(), b.name())
}

/// The word in which a diphone lies, or the two that it joins.
fn words_at(stages: &Stages, diphone: u32) -> String {
    let Stages { sentence, plan, .. } = stages;
    let has = |phone: u32| plan.words.iter().position(|w| w.contains(&phone));
    let mut words: Vec<usize> = [diphone, diphone + 1].into_iter().filter_map(has).collect();
    words.dedup();
    let spelt = words.iter().filter_map(|w| sentence.words.get(*w));
    let spelt: Vec<&str> = spelt.map(|w| sentence.spelling(w)).collect();
    spelt.join(" ")
}
