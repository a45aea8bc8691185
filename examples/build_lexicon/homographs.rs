//! Learning which reading of a homograph a context asks for, from labelled sentences.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use crate::sparse;

use rhapsode::Language;
use rhapsode::pronounce::Sound;
use rhapsode::pronounce::sound::parse_cmu;
use rhapsode::pronounce::training::class::{Class, Classes, SLOT, hash, place};
use rhapsode::pronounce::training::context::Context;
use rhapsode::pronounce::training::homograph::{Features, Kind, MAGIC, MAX_READINGS};
use rhapsode::pronounce::training::{Lexicon, append_s};
use rhapsode::text::{Normalizer, Sentence};

/// Homographs in byte order, with their readings.
pub type Words = BTreeMap<String, Vec<Reading>>;

/// One way to read a homograph.
pub struct Reading {
    /// Its name in the labelled sentences.
    pub label: String,
    pub kind: Kind,
    pub sounds: Vec<Sound>,
}

/// How many places weights have.
const WEIGHTS: usize = 1 << 22;
const ROUNDS: usize = 12;
/// How many weights are kept, and for how many rounds these learn on.
const KEEP: usize = 120_000;
const ROUNDS_AFTER: usize = 4;
/// The mean of the weights after so many of the last rounds is what was learnt.
const AVERAGED: usize = 3;
/// How many of 256 features are hidden from each step, so that no few are relied on.
const HIDDEN: u64 = 50;
/// How far rare readings are made up for: 0 not at all, 1 so that all readings count alike.
/// Above 1 the few sentences of a rare reading outweigh the many of the usual one.
const BALANCE: f32 = 1.2;
/// How fast weights without support fade.
const DECAY: f32 = 2e-4;
/// The weight of a cue when training begins, and what is added to it in the end.
const CUE_BEFORE: f32 = 1.0;
const CUE_AFTER: f32 = 0.25;

/// Reads `src/language/sources/homographs.txt`, and makes the forms in -s of what is noun and verb.
pub fn read_words(path: &Path) -> Result<Words, Box<dyn Error>> {
    let mut words = Words::new();
    for (number, line) in std::fs::read_to_string(path)?.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default();
        let bad = |what: &str| format!("{}:{}: {what}", path.display(), number + 1);
        let fields: Vec<&str> = line.split_ascii_whitespace().collect();
        let [word, label, kind, phones @ ..] = &fields[..] else {
            if fields.is_empty() {
                continue;
            }
            return Err(bad("word, name, kind and phones wanted").into());
        };
        words.entry(word.to_string()).or_default().push(Reading {
            label: label.to_string(),
            kind: Kind::parse(kind).ok_or_else(|| bad("unknown kind"))?,
            sounds: parse_cmu(&phones.join(" ")).map_err(|(_, phone)| bad(phone))?,
        });
    }
    let mut forms = Words::new();
    for (word, readings) in &words {
        let form = format!("{word}s");
        let both = readings
            .iter()
            .all(|r| matches!(r.kind, Kind::Noun | Kind::Verb));
        if both && !words.contains_key(&form) && !matches!(word.as_str(), "house" | "mouth") {
            let in_s = |r: &Reading| Reading {
                label: "+".into(),
                kind: if r.kind == Kind::Noun {
                    Kind::Nouns
                } else {
                    Kind::Verbs
                },
                sounds: with_s(&r.sounds),
            };
            forms.insert(form, readings.iter().map(in_s).collect());
        }
    }
    words.extend(forms);
    Ok(words)
}

fn with_s(sounds: &[Sound]) -> Vec<Sound> {
    let mut sounds = sounds.to_vec();
    append_s(&mut sounds);
    sounds
}

/// A sentence with a homograph in it.
pub struct Labelled {
    pub word: String,
    pub reading: usize,
    sentence: Sentence,
    at: usize,
}

/// Reads the tables of labelled sentences.
pub fn read_sentences(folder: &Path, words: &Words) -> Result<Vec<Labelled>, Box<dyn Error>> {
    let mut all = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    files.sort_by_key(|f| f.path());
    for file in files
        .iter()
        .filter(|f| f.path().extension().is_some_and(|e| e == "tsv"))
    {
        for line in std::fs::read_to_string(file.path())?.lines().skip(1) {
            let fields: Vec<&str> = line.split('\t').map(|f| f.trim_matches('"')).collect();
            let [word, id, text, start, _] = fields[..] else {
                continue;
            };
            let text = text.replace("\"\"", "\"");
            let label = id.strip_prefix(word).unwrap_or(id).trim_start_matches('_');
            let label = if label.is_empty() { "-" } else { label };
            // Offsets are in characters.
            let start = text
                .char_indices()
                .nth(start.parse()?)
                .map_or(0, |(at, _)| at);
            all.extend(labelled(word, label, &text, start, words)?);
        }
    }
    if all.is_empty() {
        return Err(format!("{}: no tables of labelled sentences", folder.display()).into());
    }
    Ok(all)
}

/// A cue from `src/language/sources/homograph-cues.txt`.
pub struct Cued {
    word: String,
    reading: usize,
    cue: String,
    /// How many times it counts.
    strength: f32,
}

/// Reads `src/language/sources/homograph-cues.txt`.
pub fn read_cues(path: &Path, words: &Words) -> Result<Vec<Cued>, Box<dyn Error>> {
    let mut all = Vec::new();
    for (number, line) in std::fs::read_to_string(path)?.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim();
        let Some((name, cues)) = line.split_once(':') else {
            continue;
        };
        let reading = name.split_once(' ').and_then(|(word, label)| {
            let found = words
                .get(word)?
                .iter()
                .position(|r| r.label == label.trim())?;
            Some((word, found))
        });
        let bad = || format!("{}:{}: no reading {name}", path.display(), number + 1);
        let (word, reading) = reading.ok_or_else(bad)?;
        for cue in cues.split_ascii_whitespace() {
            let (cue, strength) = cue.split_once(':').unwrap_or((cue, "1"));
            all.push(Cued {
                word: word.to_string(),
                reading,
                cue: cue.to_string(),
                strength: strength.parse()?,
            });
        }
    }
    Ok(all)
}

fn labelled(
    word: &str,
    label: &str,
    text: &str,
    start: usize,
    words: &Words,
) -> Result<Option<Labelled>, Box<dyn Error>> {
    let readings = words
        .get(word)
        .ok_or_else(|| format!("{word}: not in homographs.txt"))?;
    let reading = readings.iter().position(|r| r.label == label);
    let reading = reading.ok_or_else(|| format!("{word} {label}: not in homographs.txt"))?;
    let (sentence, at) = tokenise(text, start, word);
    Ok(at.map(|at| Labelled {
        word: word.to_string(),
        reading,
        sentence,
        at,
    }))
}

/// The sentence as the text stage reads it, and the word of that spelling whose token holds `start`.
fn tokenise(text: &str, start: usize, word: &str) -> (Sentence, Option<usize>) {
    let mut sentence = Sentence {
        text: text.to_string(),
        ..Sentence::default()
    };
    Normalizer::default().normalize(&Language::english(), &mut sentence);
    let at = sentence.words.iter().position(|w| {
        let span = &sentence.tokens[w.token as usize].span;
        span.contains(&(start as u32)) && sentence.spelling(w) == word
    });
    (sentence, at)
}

/// The places of the weights of each reading of a sentence's homograph, and which reading is right.
struct Example {
    reading: usize,
    weight: f32,
    places: Vec<Vec<u32>>,
}

/// Trains the model: one weight a place, real numbers yet.
pub fn train(words: &Words, sentences: &[&Labelled], cues: &[Cued], classes: &[u8]) -> Vec<f32> {
    let classes = Classes::open(classes.to_vec().into()).expect("just compiled");
    let mut counts: BTreeMap<(&str, usize), f32> = BTreeMap::new();
    for s in sentences {
        *counts.entry((s.word.as_str(), s.reading)).or_default() += 1.0;
    }
    let most = |word: &str| {
        (0..MAX_READINGS)
            .filter_map(|r| counts.get(&(word, r)))
            .fold(0f32, |a, &b| a.max(b))
    };
    let examples: Vec<Example> = sentences
        .iter()
        .map(|s| Example {
            reading: s.reading,
            // Rare readings count for more, though not for as much as frequent ones together.
            weight: (most(&s.word) / counts[&(s.word.as_str(), s.reading)]).powf(BALANCE),
            places: places(words, s, &classes),
        })
        .collect();
    let mut weights = vec![0f32; WEIGHTS];
    add_cues(words, cues, CUE_BEFORE, &mut weights);
    let mut squares = vec![1e-3f32; WEIGHTS];
    let mut sums = vec![0f32; WEIGHTS];
    let mut seen = Vec::new();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = 0x9E37_79B9_7F4A_7C15u64;
    // Marsaglia's xorshift.
    let mut next = || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random
    };
    for round in 0..ROUNDS + ROUNDS_AFTER {
        if round == ROUNDS {
            sparse::prune(&mut weights, KEEP);
        }
        for i in (1..order.len()).rev() {
            order.swap(i, (next() % (i as u64 + 1)) as usize);
        }
        for &i in &order {
            seen.clear();
            let longest = examples[i].places.iter().map(Vec::len).max();
            while seen.len() < longest.unwrap_or(0) {
                let bits = next();
                seen.extend((0..8).map(|k| bits >> (8 * k) & 0xFF >= HIDDEN));
            }
            let pruned = round >= ROUNDS;
            descend(&examples[i], pruned, &seen, &mut weights, &mut squares);
        }
        if round + 1 + AVERAGED > ROUNDS + ROUNDS_AFTER {
            for (sum, w) in sums.iter_mut().zip(&weights) {
                *sum += w / AVERAGED as f32;
            }
        }
    }
    add_cues(words, cues, CUE_AFTER, &mut sums);
    sums
}

/// Lets each cue speak for its reading and against the others.
fn add_cues(words: &Words, cues: &[Cued], by: f32, weights: &mut [f32]) {
    for c in cues {
        let places = reading_places(words, &c.word, |features| features.cue(&c.cue));
        for (reading, places) in places.iter().enumerate() {
            let sign = if reading == c.reading { 1.0 } else { -1.0 };
            places
                .iter()
                .for_each(|&at| weights[at as usize] += sign * by * c.strength);
        }
    }
}

fn places(words: &Words, s: &Labelled, classes: &Classes) -> Vec<Vec<u32>> {
    let mut context = Context::default();
    context.fill(&s.sentence, classes);
    let at = context.place[s.at] as usize;
    reading_places(words, &s.word, |features| {
        features.collect(&context.seen, at)
    })
}

/// The places of the weights of each reading of a word, given features.
fn reading_places(words: &Words, word: &str, collect: impl FnOnce(&mut Features)) -> Vec<Vec<u32>> {
    let index = words
        .keys()
        .position(|w| w == word)
        .expect("checked when read");
    let mut features = Features::default();
    collect(&mut features);
    let readings = words[word].iter().enumerate();
    readings
        .map(|(reading, r)| {
            let mut all = Vec::new();
            let key = (index * MAX_READINGS + reading) as u32;
            features.places(key, r.kind, WEIGHTS, |at| all.push(at as u32));
            all
        })
        .collect()
}

/// One step of AdaGrad (Duchi, Hazan and Singer 2011) on the log loss, with the features that are
/// `seen`.
fn descend(
    example: &Example,
    pruned: bool,
    seen: &[bool],
    weights: &mut [f32],
    squares: &mut [f32],
) {
    let kept = |p: &[u32]| -> f32 {
        let kept = p.iter().zip(seen).filter(|&(_, &seen)| seen);
        kept.map(|(&at, _)| weights[at as usize]).sum()
    };
    let scores: Vec<f32> = example.places.iter().map(|p| kept(p)).collect();
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let shares: Vec<f32> = scores.iter().map(|s| (s - top).exp()).collect();
    let total: f32 = shares.iter().sum();
    for (reading, places) in example.places.iter().enumerate() {
        let right = if reading == example.reading { 1.0 } else { 0.0 };
        let error = (shares[reading] / total - right) * example.weight;
        for (&at, _) in places.iter().zip(seen).filter(|&(_, &seen)| seen) {
            let at = at as usize;
            if pruned && weights[at] == 0.0 {
                continue;
            }
            let gradient = error + DECAY * weights[at];
            squares[at] += gradient * gradient;
            weights[at] -= 0.05 * gradient / squares[at].sqrt();
        }
    }
}

fn sum(places: &[u32], weights: &[f32]) -> f32 {
    places.iter().map(|&at| weights[at as usize]).sum()
}

/// Writes the model.
pub fn compile(words: &Words, weights: &[f32], lexicon: &Lexicon) -> Vec<u8> {
    let mut model = MAGIC.to_vec();
    model.extend((words.len() as u32).to_le_bytes());
    for (word, readings) in words {
        let number = lexicon
            .get(word)
            .and_then(|p| p.homograph)
            .expect("compiled as a homograph");
        model.extend(number.to_le_bytes());
        let kind = |i: usize| readings.get(i).map_or(0, |r| r.kind as u8);
        model.extend((0..MAX_READINGS).map(kind));
    }
    sparse::write(weights, &mut model);
    model
}

/// Compiles `src/language/sources/classes.txt`.
pub fn compile_classes(path: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut words: BTreeMap<String, Class> = BTreeMap::new();
    for (number, line) in std::fs::read_to_string(path)?.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim();
        let Some((class, list)) = line.split_once(':') else {
            continue;
        };
        let class = Class::parse(class)
            .ok_or_else(|| format!("{}:{}: no class {class}", path.display(), number + 1))?;
        for word in list.split_ascii_whitespace() {
            words.entry(word.to_string()).or_insert(class);
        }
    }
    let count = (words.len() * 2).next_power_of_two();
    let mut slots = vec![0u8; count * SLOT];
    for (word, class) in words {
        let (mut at, tag) = place(hash(&word), count);
        while slots[at * SLOT + 3] != 0 {
            at = (at + 1) % count;
        }
        slots[at * SLOT..][..3].copy_from_slice(&tag);
        slots[at * SLOT + 3] = class as u8;
    }
    Ok(slots)
}

/// How many parts cross-validation has.
const FOLDS: usize = 10;

/// Cross-validation: errors over all sentences, and as the mean over readings. Each reading's
/// sentences are spread evenly over the parts; sentences that begin alike stay together, so that
/// none is tested on what it was learnt from.
///
/// `list` prints every sentence that is read wrongly, too.
pub fn validate(root: &Path, folder: &Path, list: bool) -> Result<(), Box<dyn Error>> {
    let words = read_words(&root.join("src/language/sources/homographs.txt"))?;
    let classes = compile_classes(&root.join("src/language/sources/classes.txt"))?;
    let sentences = read_sentences(folder, &words)?;
    let cues = read_cues(
        &root.join("src/language/sources/homograph-cues.txt"),
        &words,
    )?;
    let table = Classes::open(classes.clone().into())?;
    let folds = folds(&sentences);
    let mut tally: BTreeMap<(&str, usize), (usize, usize)> = BTreeMap::new();
    for fold in 0..FOLDS {
        let train_on: Vec<&Labelled> = pick(&sentences, |i| folds[i] != fold);
        let weights = train(&words, &train_on, &cues, &classes);
        for s in pick(&sentences, |i| folds[i] == fold) {
            let scores: Vec<f32> = places(&words, s, &table)
                .iter()
                .map(|p| sum(p, &weights))
                .collect();
            let best =
                (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)));
            let entry = tally.entry((s.word.as_str(), s.reading)).or_default();
            entry.0 += usize::from(best == Some(s.reading));
            entry.1 += 1;
            if list && best != Some(s.reading) {
                let label = &words[&s.word][s.reading].label;
                println!("{} {label}: {}", s.word, s.sentence.text);
            }
        }
    }
    let (right, all) = tally.values().fold((0, 0), |(r, a), t| (r + t.0, a + t.1));
    let share = |&(right, all): &(usize, usize)| right as f64 / all as f64;
    let mean = tally.values().map(share).sum::<f64>() / tally.len() as f64;
    // A reading with few sentences may be missing from a held-out tenth.
    let present = |&(_, all): &(usize, usize)| 1.0 - (1.0 - 1.0 / FOLDS as f64).powi(all as i32);
    let expected = tally.values().map(|t| share(t) * present(t)).sum::<f64>()
        / tally.values().map(present).sum::<f64>();
    for (&(word, reading), t) in tally.iter().filter(|(_, t)| share(t) < 0.8) {
        println!("{word} {}: {} of {}", words[word][reading].label, t.0, t.1);
    }
    println!(
        "{all} sentences: {:.2} % right; mean over {} readings {:.2} %, over those that a tenth of \
         the sentences is expected to have {:.2} %",
        100.0 * right as f64 / all as f64,
        tally.len(),
        100.0 * mean,
        100.0 * expected
    );
    Ok(())
}

/// The part of each sentence.
fn folds(sentences: &[Labelled]) -> Vec<usize> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut counts: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    let mut all = Vec::new();
    for s in sentences {
        let sentence = &s.sentence;
        let start = sentence
            .words
            .get(7)
            .map_or(sentence.spoken.len(), |w| w.spoken.end as usize);
        let count = counts.entry((s.word.as_str(), s.reading)).or_default();
        *count += 1;
        let fold = (*count + s.reading) % FOLDS;
        all.push(*seen.entry(&sentence.spoken[..start]).or_insert(fold));
    }
    all
}

fn pick(sentences: &[Labelled], keep: impl Fn(usize) -> bool) -> Vec<&Labelled> {
    let chosen = sentences.iter().enumerate().filter(|&(i, _)| keep(i));
    chosen.map(|(_, s)| s).collect()
}
