//! Beginning to speak a text: the lexicons that it refers to, and edited plans.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use rhapsode::article::LexiconReference;
use rhapsode::pronounce::UserLexicon;
use rhapsode::prosody::Plan;
use rhapsode::{Engine, Error, Result, Speech};

use crate::args::Args;
use crate::input::Text;

/// Begins to speak a text.
pub fn begin(engine: &Engine, args: &Args, text: &Text) -> Result<Speech> {
    let document = text.document.clone();
    let mut engine = engine.clone();
    for reference in &document.lexicons {
        match lexicon(&engine, args, reference) {
            Ok(lexicon) => engine.add_lexicon(&reference.uri, lexicon),
            // A lexicon that cannot be had is no reason not to speak (SSML 1.1, section 3.1.5.1).
            Err(error) if !args.quiet => {
                let _ = writeln!(io::stderr(), "speak: {error}");
            }
            Err(_) => {}
        }
    }
    match &args.plan {
        Some(path) => engine.perform(document, plans(path)?),
        None => Ok(engine.speak(document)),
    }
}

/// A lexicon, from beside the input.
fn lexicon(engine: &Engine, args: &Args, reference: &LexiconReference) -> Result<UserLexicon> {
    let uri = &reference.uri;
    let path = uri.strip_prefix("file://").unwrap_or(uri);
    if path.contains("://") {
        return Err(Error::unsupported(
            format!("lexicon {uri}"),
            "nothing is fetched from the network",
            "save it beside the document and refer to the file",
        ));
    }
    let folder = args.input.as_deref().and_then(Path::parent);
    let path = folder.unwrap_or(Path::new("")).join(path);
    UserLexicon::open(path, engine.language())
}

/// The plans of `--plan`, one a line.
fn plans(path: &Path) -> Result<Vec<Plan>> {
    let failed = |e| Error::io(path, e, "name a file printed with --dump plan");
    let text = fs::read_to_string(path).map_err(failed)?;
    let plan = |(i, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|e| {
            let place = format!("line {}, column {}", i + 1, e.column());
            let remedy = "edit what --dump plan prints";
            Error::malformed(path.display().to_string(), e.to_string(), place, remedy)
        })
    };
    text.lines().enumerate().map(plan).collect()
}
