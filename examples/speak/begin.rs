//! Beginning to speak a text: the lexicons that it refers to, and edited plans.

use std::fs;
use std::io::{self, Write};
use std::ops::Deref;
use std::path::Path;

use rhapsode::article::LexiconReference;
use rhapsode::pronounce::UserLexicon;
use rhapsode::prosody::Plan;
use rhapsode::{Chunk, Clause, Engine, Error, Result, Speech, Stages};

use crate::args::Args;
use crate::input::{self, Parts, Text};

/// A text being spoken, of which no more is in memory than is needed.
pub struct Reading {
    speech: Speech,
    /// What follows of a long text, and what messages call it.
    rest: Option<(Parts, String)>,
    inside_sentence: bool,
}

impl Reading {
    /// Begins to speak a text.
    pub fn new(engine: &Engine, args: &Args, text: &Text) -> Result<Reading> {
        let rest = text.parts.take();
        Ok(Reading {
            speech: begin(engine, args, text)?,
            rest: rest.map(|parts| (parts, text.name.clone())),
            inside_sentence: false,
        })
    }

    fn refill(&mut self) -> Result<()> {
        match &mut self.rest {
            Some((parts, name)) => {
                let refilled = self.speech.refill(parts);
                refilled.map_err(|e| input::named(name, e))
            }
            None => Ok(()),
        }
    }

    /// [`Speech::next_clause`]
    pub fn next_clause(&mut self, chunk: &mut Chunk) -> Result<Option<Clause>> {
        if !self.inside_sentence {
            self.refill()?;
        }
        let clause = self.speech.next_clause(chunk);
        self.inside_sentence = clause.as_ref().is_some_and(|c| !c.ends_sentence);
        Ok(clause)
    }

    /// [`Speech::next_into`]
    pub fn next_into(&mut self, chunk: &mut Chunk) -> Result<bool> {
        self.refill()?;
        Ok(self.speech.next_into(chunk))
    }

    /// [`Speech::next_plan`]
    pub fn next_plan(&mut self) -> Result<Option<&Stages>> {
        self.refill()?;
        Ok(self.speech.next_plan())
    }
}

impl Deref for Reading {
    type Target = Speech;

    fn deref(&self) -> &Speech {
        &self.speech
    }
}

/// Begins to speak a text, or the first part of a long one.
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
