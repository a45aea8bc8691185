//! Training the letter-to-sound rules.

use std::collections::HashMap;

use rhapsode::pronounce::Sound;
use rhapsode::pronounce::training::lts::{
    Choices, Judges, MAGIC, MAX_CHOICES, MAX_CHUNKS, Search, Weights,
};
use rhapsode::pronounce::training::spelling::{CONTEXT_ROWS, HISTORY_ROWS, LETTERS, Reading, row};

use crate::align::align;
use crate::source::Entries;
use crate::sparse;

/// A chunk must occur in so many words to be a choice.
const MIN_WORDS: usize = 4;
/// Words whose alignment is worse than this are abbreviations and misprints.
const MIN_FIT: f64 = -4.0;

/// What to train with.
#[derive(Clone, Copy)]
pub struct Options {
    pub rounds: usize,
    /// Bytes of the table of weights.
    pub table: usize,
    /// How many weights to keep.
    pub keep: usize,
    /// Rounds on the weights kept.
    pub rounds_after: usize,
    /// What a nat of the network is worth in units of the weights.
    pub worth: f32,
}

/// A word to learn: its letters and the right choice for each.
pub struct Example {
    pub word: String,
    pub gold: Vec<u8>,
}

/// Weights in training: their values now and their sums over time.
struct Training {
    now: Vec<i32>,
    /// The sum over time of each update times when it was made (Daumé 2006).
    late: Vec<i64>,
    /// Which weights may change.
    kept: Vec<bool>,
    time: i64,
}

impl Weights for Training {
    fn rows(&self) -> usize {
        self.now.len() - MAX_CHOICES
    }

    fn add(&self, row: usize, scores: &mut [i32]) {
        for (score, weight) in scores.iter_mut().zip(&self.now[row..]) {
            *score += weight;
        }
    }
}

impl Training {
    fn change(&mut self, hash: u32, choice: u8, by: i32) {
        let at = row(hash, self.rows()) + choice as usize;
        if self.kept[at] {
            self.now[at] += by;
            self.late[at] += self.time * by as i64;
        }
    }

    /// The mean of each weight over time.
    fn average(&self) -> Vec<f32> {
        let pairs = self.now.iter().zip(&self.late);
        pairs
            .map(|(&now, &late)| (now as f64 - late as f64 / self.time as f64) as f32)
            .collect()
    }
}

/// Weights in training, on all features.
pub struct Linear {
    training: Training,
    order: Order,
}

/// Trains the linear rules on all features.
pub fn train(examples: &[Example], choices: &Choices, options: Options) -> Linear {
    let mut linear = Linear {
        training: Training {
            now: vec![0; options.table],
            late: vec![0; options.table],
            kept: vec![true; options.table],
            time: 1,
        },
        order: Order::new(examples.len()),
    };
    linear.rounds(examples, choices, options.rounds);
    linear
}

impl Linear {
    fn rounds(&mut self, examples: &[Example], choices: &Choices, count: usize) {
        rounds(
            examples,
            choices,
            &mut self.training,
            &mut self.order,
            count,
        );
    }

    /// The weights.
    pub fn weights(&self) -> Vec<f32> {
        self.training.average()
    }

    /// Keeps the largest weights and trains these again.
    pub fn keep(&mut self, examples: &[Example], choices: &Choices, options: Options) {
        let mut weights = self.training.average();
        sparse::prune(&mut weights, options.keep);
        self.training = Training {
            now: weights.iter().map(|w| w.round() as i32).collect(),
            late: vec![0; options.table],
            kept: weights.iter().map(|&w| w != 0.0).collect(),
            time: 1,
        };
        self.rounds(examples, choices, options.rounds_after);
    }
}

fn rounds(
    examples: &[Example],
    choices: &Choices,
    training: &mut Training,
    order: &mut Order,
    count: usize,
) {
    let mut search = Search::default();
    for round in 0..count {
        order.shuffle();
        let mut wrong = 0;
        for &i in &order.0 {
            wrong += usize::from(learn(&examples[i], choices, training, &mut search));
            training.time += 1;
        }
        eprintln!("round {round}: {wrong} of {} wrong", examples.len());
    }
}

/// The order in which examples are seen: shuffled anew each round, the same in every run.
struct Order(Vec<usize>, u64);

impl Order {
    fn new(len: usize) -> Order {
        Order((0..len).collect(), 0x2545_F491_4F6C_DD1D)
    }

    fn shuffle(&mut self) {
        for i in (1..self.0.len()).rev() {
            // Marsaglia's xorshift.
            self.1 ^= self.1 << 13;
            self.1 ^= self.1 >> 7;
            self.1 ^= self.1 << 17;
            self.0.swap(i, (self.1 % (i as u64 + 1)) as usize);
        }
    }
}

/// Aligns the words and collects the choices.
pub fn prepare(entries: &Entries) -> (Choices, Vec<Example>) {
    let words: Vec<(&str, &[Sound])> = entries
        .iter()
        .filter(|(word, _)| word.len() > 1)
        .map(|(word, all)| (word.as_str(), all[0].as_slice()))
        .collect();
    let aligned = align(&words);
    let mut counts: HashMap<(u8, &[Sound]), usize> = HashMap::new();
    let mut chunks_of = Vec::new();
    for ((word, sounds), alignment) in words.iter().zip(&aligned) {
        let Some(alignment) = alignment.as_ref().filter(|a| a.fit > MIN_FIT) else {
            continue;
        };
        let mut rest = *sounds;
        let mut chunks = Vec::new();
        for (&letter, &len) in alignment.letters.iter().zip(&alignment.lengths) {
            let (chunk, tail) = rest.split_at(len as usize);
            rest = tail;
            *counts.entry((letter, chunk)).or_default() += 1;
            chunks.push((letter, chunk));
        }
        chunks_of.push((*word, chunks));
    }
    let choices = collect(&counts);
    let examples = chunks_of
        .into_iter()
        .filter_map(|(word, chunks)| {
            let gold = chunks.into_iter().map(|(letter, chunk)| {
                let mut own = choices.of_letter[letter as usize].iter();
                own.position(|&c| choices.chunks[c as usize] == chunk)
                    .map(|c| c as u8)
            });
            Some(Example {
                word: word.to_string(),
                gold: gold.chain([Some(0)]).collect::<Option<_>>()?,
            })
        })
        .collect::<Vec<_>>();
    eprintln!(
        "{} words, {} aligned; {} chunks",
        words.len(),
        examples.len(),
        choices.chunks.len()
    );
    (choices, examples)
}

fn collect(counts: &HashMap<(u8, &[Sound]), usize>) -> Choices {
    let mut counts: Vec<_> = counts.iter().filter(|&(_, &n)| n >= MIN_WORDS).collect();
    counts.sort_by_key(|&(&(letter, chunk), &n)| (std::cmp::Reverse(n), letter, chunk.to_vec()));
    let mut choices = Choices {
        chunks: vec![Vec::new()],
        of_letter: vec![Vec::new(); LETTERS],
    };
    choices.of_letter[0].push(0);
    for (&(letter, chunk), _) in counts {
        let known = choices.chunks.iter().position(|c| c == chunk);
        if known.is_none() && choices.chunks.len() == MAX_CHUNKS {
            continue;
        }
        let number = known.unwrap_or_else(|| {
            choices.chunks.push(chunk.to_vec());
            choices.chunks.len() - 1
        });
        let own = &mut choices.of_letter[letter as usize];
        if own.len() < MAX_CHOICES {
            own.push(number as u16);
        }
    }
    choices
}

/// Learns from one word: where the best reading outdoes the right one most, move the weights
/// from the one to the other. Says whether the word was wrong.
fn learn(
    example: &Example,
    choices: &Choices,
    training: &mut Training,
    search: &mut Search,
) -> bool {
    let (mut violation, mut wrong) = (0i64, Vec::new());
    let mut gold = Reading::default();
    let judges = Judges {
        weights: &*training,
        network: None,
    };
    search.run(
        example.word.as_bytes(),
        choices,
        &judges,
        &example.gold,
        |read, search| {
            let i = read - 1;
            let letter = search.spelling.letter(i) as usize;
            let mut scores = [0; MAX_CHOICES];
            let scores = &mut scores[..choices.of_letter[letter].len()];
            search.spelling.score_context(i, &*training, scores);
            search.spelling.score_history(i, &gold, &*training, scores);
            let choice = example.gold[i];
            let chunk = choices.of_letter[letter][choice as usize];
            gold.score += scores[choice as usize] as i64;
            gold = gold.extend(chunk, &choices.chunks[chunk as usize]);
            let lead = search.beam[0].score - gold.score;
            if lead >= violation {
                let path = search.best_choices();
                if path != example.gold[..read] {
                    (violation, wrong) = (lead, path);
                }
            }
        },
    );
    if wrong.is_empty() {
        return false;
    }
    let spelling = search.spelling.clone();
    let mut readings = [Reading::default(); 2];
    for (i, &wrong) in wrong.iter().enumerate() {
        let letter = spelling.letter(i) as usize;
        let picked = [example.gold[i], wrong];
        if picked[0] != picked[1] && i < spelling.len() {
            let mut hashes = [0; CONTEXT_ROWS];
            spelling.context(i, &mut hashes);
            for hash in hashes {
                training.change(hash, picked[0], 1);
                training.change(hash, picked[1], -1);
            }
        }
        for (side, by) in [(0, 1), (1, -1)] {
            let mut hashes = [0; HISTORY_ROWS];
            spelling.history(i, &readings[side], &mut hashes);
            for hash in hashes {
                training.change(hash, picked[side], by);
            }
            let chunk = choices.of_letter[letter][picked[side] as usize];
            readings[side] = readings[side].extend(chunk, &choices.chunks[chunk as usize]);
        }
    }
    true
}

/// Scales the weights to bytes and writes the model; `networks` are written already.
pub fn compile(choices: &Choices, weights: &[f32], networks: &[u8], worth: f32) -> Vec<u8> {
    let mut model = MAGIC.to_vec();
    model.extend((choices.chunks.len() as u16).to_le_bytes());
    for chunk in &choices.chunks {
        model.push(chunk.len() as u8);
        model.extend(chunk.iter().map(|s| s.code()));
    }
    for own in &choices.of_letter {
        model.push(own.len() as u8);
        model.extend(own.iter().flat_map(|c| c.to_le_bytes()));
    }
    model.extend((worth * sparse::scale(weights)).to_le_bytes());
    model.extend(networks);
    sparse::write(weights, &mut model);
    model
}

/// Word and phone errors of a model on entries that it has not seen.
#[derive(Debug, Default)]
pub struct Errors {
    pub words: usize,
    pub wrong: usize,
    pub wrong_with_stress: usize,
    pub phones: usize,
    pub phone_errors: usize,
}

impl Errors {
    /// Counts one word: right if it matches any of its pronunciations.
    pub fn count(&mut self, got: &[Sound], all: &[Vec<Sound>]) {
        let bare = |sounds: &[Sound]| -> Vec<String> {
            let names = sounds.iter().map(|s| s.to_string());
            names
                .map(|n| n.trim_end_matches(['0', '1', '2']).to_string())
                .collect()
        };
        self.words += 1;
        self.wrong_with_stress += usize::from(!all.iter().any(|want| want == got));
        let got = bare(got);
        let best = all
            .iter()
            .map(|want| bare(want))
            .map(|w| (distance(&got, &w), w.len()))
            .min();
        let (errors, phones) = best.unwrap_or((got.len(), 1));
        self.wrong += usize::from(errors > 0);
        self.phone_errors += errors;
        self.phones += phones;
    }
}

impl std::fmt::Display for Errors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let percent = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
        write!(
            f,
            "{} words: {:.2} % wrong without stress, {:.2} % with; phones {:.2} % wrong",
            self.words,
            percent(self.wrong, self.words),
            percent(self.wrong_with_stress, self.words),
            percent(self.phone_errors, self.phones)
        )
    }
}

/// Levenshtein distance.
fn distance(a: &[String], b: &[String]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
