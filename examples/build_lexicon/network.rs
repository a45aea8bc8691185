//! Training the network of the letter-to-sound rules: stochastic gradient descent on the log loss
//! of each letter's choice, the choices before it being the right ones.

use rhapsode::pronounce::training::lts::{Choices, MAX_CHOICES};
use rhapsode::pronounce::training::network::{MAX_UNITS, input_rows, log_softmax};
use rhapsode::pronounce::training::spelling::{Reading, Spelling};

use crate::letters::Example;

/// The step at the start of the training; it shrinks to nothing towards the end.
const STEP: f32 = 0.02;
const _: () = assert!(Options::FORWARD.units <= MAX_UNITS);
/// How many of 256 units are left out at random for each letter (dropout; Srivastava et al. 2014).
const DROPPED: u32 = 48;

/// What kind of network to train.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Units of the hidden layer, a multiple of 16.
    pub units: usize,
    pub rounds: usize,
    /// Whether it reads words from their end.
    pub backwards: bool,
}

impl Options {
    pub const FORWARD: Options = Options {
        units: 384,
        rounds: 14,
        backwards: false,
    };
    pub const BACKWARD: Options = Options {
        units: 256,
        rounds: 14,
        backwards: true,
    };
}

/// A network in training.
pub struct Network {
    units: usize,
    inputs: Vec<f32>,
    bias: Vec<f32>,
    outputs: Vec<f32>,
    output_bias: Vec<f32>,
    random: u64,
}

/// What one letter needs, reused.
#[derive(Default)]
struct Scratch {
    rows: Vec<usize>,
    active: Vec<f32>,
    gradient: Vec<f32>,
}

impl Network {
    fn new(units: usize, inputs: usize, outputs: usize) -> Network {
        let mut network = Network {
            units,
            inputs: vec![0.0; inputs * units],
            bias: vec![0.1; units],
            outputs: vec![0.0; outputs * units],
            output_bias: vec![0.0; outputs],
            random: 0x9E37_79B9_7F4A_7C15,
        };
        // About thirty rows make a sum, so that it varies by about one.
        for at in 0..network.inputs.len() {
            network.inputs[at] = network.uniform() * 0.3;
        }
        for at in 0..network.outputs.len() {
            network.outputs[at] = network.uniform() * 0.08;
        }
        network
    }

    /// Marsaglia's xorshift.
    fn next(&mut self) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random
    }

    /// A number between -1 and 1.
    fn uniform(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 23) as f32 - 1.0
    }

    /// Learns one letter's choice; gives its log loss.
    fn learn(
        &mut self,
        s: &mut Scratch,
        first: usize,
        count: usize,
        right: usize,
        step: f32,
    ) -> f32 {
        let units = self.units;
        s.active.clone_from(&self.bias);
        for &row in &s.rows {
            add(&mut s.active, &self.inputs[row * units..][..units], 1.0);
        }
        let keep = 256.0 / (256 - DROPPED) as f32;
        let mut bits = 0;
        for (i, unit) in s.active.iter_mut().enumerate() {
            if i % 8 == 0 {
                bits = self.next();
            }
            let dropped = (bits >> (8 * (i % 8))) as u32 & 0xFF < DROPPED;
            *unit = if dropped { 0.0 } else { unit.max(0.0) * keep };
        }
        let mut logs = [0.0; MAX_CHOICES];
        let logs = &mut logs[..count];
        for (k, log) in logs.iter_mut().enumerate() {
            let row = &self.outputs[(first + k) * units..][..units];
            *log = self.output_bias[first + k] + dot(&s.active, row);
        }
        log_softmax(logs);
        s.gradient.clear();
        s.gradient.resize(units, 0.0);
        for (k, log) in logs.iter().enumerate() {
            let error = log.exp() - f32::from(u8::from(k == right));
            if error.abs() < 1e-4 {
                continue;
            }
            let row = &mut self.outputs[(first + k) * units..][..units];
            add(&mut s.gradient, row, error);
            add(row, &s.active, -step * error);
            self.output_bias[first + k] -= step * error;
        }
        for (gradient, &active) in s.gradient.iter_mut().zip(&s.active) {
            *gradient = if active > 0.0 { *gradient } else { 0.0 };
        }
        for &row in &s.rows {
            add(&mut self.inputs[row * units..][..units], &s.gradient, -step);
        }
        add(&mut self.bias, &s.gradient, -step);
        -logs[right]
    }

    /// Rounds the weights to bytes and writes the network.
    pub fn write(&self, out: &mut Vec<u8>) {
        let steps = |weights: &[f32]| 127.0 / quantile(weights.iter().map(|w| w.abs()), 0.9999);
        let (input, output) = (steps(&self.inputs), steps(&self.outputs));
        // An activity of 127 is one that hardly any unit reaches.
        let shift = (input * 6.0 / 127.0).log2().ceil().max(0.0) as u8;
        let scale = f32::from(1u16 << shift) / input / output;
        for n in [
            self.units,
            self.inputs.len() / self.units,
            self.output_bias.len(),
        ] {
            out.extend((n as u16).to_le_bytes());
        }
        out.push(shift);
        out.extend(scale.to_le_bytes());
        for bias in &self.output_bias {
            out.extend(bias.to_le_bytes());
        }
        for bias in &self.bias {
            out.extend(((bias * input).round() as i16).to_le_bytes());
        }
        let byte = |w: f32| w.round().clamp(-127.0, 127.0) as i8 as u8;
        out.extend(self.inputs.iter().map(|w| byte(w * input)));
        out.extend(self.outputs.iter().map(|w| byte(w * output)));
    }
}

fn quantile(values: impl Iterator<Item = f32>, share: f64) -> f32 {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values[((values.len() - 1) as f64 * share) as usize]
}

fn add(to: &mut [f32], from: &[f32], by: f32) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += by * from;
    }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    // Sixteen sums at a time, which the compiler can keep in vectors.
    let mut sums = [0.0; 16];
    for (a, b) in a.chunks_exact(16).zip(b.chunks_exact(16)) {
        for k in 0..16 {
            sums[k] += a[k] * b[k];
        }
    }
    sums.iter().sum()
}

/// Trains a network.
pub fn train(examples: &[Example], choices: &Choices, options: Options) -> Network {
    let Options {
        units,
        rounds,
        backwards,
    } = options;
    let chunks = choices.chunks.len();
    let mut network = Network::new(units, input_rows(chunks), choices.count());
    let firsts: Vec<usize> = (0..choices.of_letter.len())
        .map(|l| choices.first(l))
        .collect();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let (mut spelling, mut mirrored) = (Spelling::default(), Spelling::default());
    let mut scratch = Scratch::default();
    for round in 0..rounds {
        for i in (1..order.len()).rev() {
            order.swap(i, (network.next() % (i as u64 + 1)) as usize);
        }
        let (mut loss, mut letters) = (0f64, 0);
        for (n, &i) in order.iter().enumerate() {
            let done = (round as f32 + n as f32 / order.len() as f32) / rounds as f32;
            let step = STEP * (1.0 - done);
            let Example { word, gold } = &examples[i];
            spelling.set(word.as_bytes());
            let len = spelling.len();
            if backwards {
                mirrored.mirror(&spelling);
                std::mem::swap(&mut mirrored, &mut spelling);
            }
            let mut reading = Reading::default();
            for i in 0..len {
                let right = gold[if backwards { len - 1 - i } else { i }];
                let letter = spelling.letter(i) as usize;
                let count = choices.of_letter[letter].len();
                scratch.rows.clear();
                scratch.rows.extend(spelling.letter_rows(i));
                scratch.rows.extend(reading.history_rows(chunks));
                let right = right as usize;
                loss += network.learn(&mut scratch, firsts[letter], count, right, step) as f64;
                letters += 1;
                let chunk = choices.of_letter[letter][right];
                reading = reading.extend(chunk, &choices.chunks[chunk as usize]);
            }
        }
        eprintln!(
            "network, round {round}: log loss {:.4}",
            loss / letters as f64
        );
    }
    network
}
