//! Finding voices.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rhapsode::cast::{Cast, Role};
use rhapsode::{Engine, Error, Result, Semitones, Settings, Voice};

use crate::Failure;
use crate::args::Args;

/// The engine with the voices that were asked for.
pub fn engine(args: &Args) -> Result<Engine> {
    let mut engine = match &args.voice {
        Some(name) => Engine::with_voice(find(name)?),
        None => Engine::with_voice(embedded()?),
    };
    let mut cast = match args.one_voice {
        true => Cast::narrator_only(),
        false => Cast::default(),
    };
    for (speaker, voice) in &args.speaker {
        let role = match voice.parse() {
            Ok(semitones) => Role::new(Settings {
                pitch: Semitones::new(semitones)?,
                ..Settings::default()
            }),
            Err(_) => Role::with_voice(find(voice)?),
        };
        cast.assign(speaker, role);
    }
    engine.set_cast(cast);
    Ok(engine)
}

/// A voice by its name or its file.
fn find(name: &str) -> Result<Voice> {
    if let Ok(voice) = embedded()
        && voice.manifest().name == name
    {
        return Ok(voice);
    }
    // A name of a voice is no path.
    let path = Path::new(name);
    let is_path = path.components().count() != 1 || path.extension().is_some() || path.exists();
    if is_path {
        return Voice::open(path);
    }
    match packs().get(name) {
        Some(path) => Voice::open(path),
        None => Err(Error::unsupported(
            format!("voice \"{name}\""),
            "there is no such voice",
            "choose one of --list-voices, or name a pack file",
        )),
    }
}

#[cfg(feature = "embedded-voice")]
fn embedded() -> Result<Voice> {
    Voice::embedded()
}

#[cfg(not(feature = "embedded-voice"))]
fn embedded() -> Result<Voice> {
    Err(Error::unsupported(
        "the embedded voice",
        "this build has none",
        "name a pack file with --voice",
    ))
}

/// Prints the voices that are found, each once, with the place that `--voice NAME` takes it from.
pub fn list() -> std::result::Result<(), Failure> {
    let mut voices = Vec::new();
    if let Ok(voice) = embedded() {
        voices.push((voice, "embedded".to_owned()));
    }
    for (name, path) in packs() {
        // What cannot be opened cannot be spoken with; naming it with --voice says why.
        if voices
            .iter()
            .all(|(voice, _)| voice.manifest().name != name)
            && let Ok(voice) = Voice::open(&path)
        {
            voices.push((voice, path.display().to_string()));
        }
    }
    let mut out = io::stdout().lock();
    for (voice, place) in &voices {
        let m = voice.manifest();
        writeln!(
            out,
            "{}\t{}\t{}\t{} Hz\t{:.1} MB\t{}\t{place}",
            m.name,
            m.speaker,
            m.language,
            m.sample_rate,
            voice.size() as f64 / 1e6,
            m.licence,
        )
        .map_err(Failure::of_stdout)?;
    }
    Ok(())
}

/// The pack files, by name, in the current folder, beside the program, and in a folder `voices` in
/// either.
fn packs() -> BTreeMap<String, PathBuf> {
    let mut folders = vec![PathBuf::from(".")];
    if let Ok(program) = std::env::current_exe()
        && let Some(folder) = program.parent()
    {
        folders.push(folder.to_path_buf());
    }
    let mut packs = BTreeMap::new();
    for folder in folders {
        for folder in [folder.join("voices"), folder] {
            let Ok(entries) = std::fs::read_dir(folder) else {
                continue;
            };
            for path in entries.flatten().map(|entry| entry.path()) {
                if path.extension().is_some_and(|e| e == "voice")
                    && let Some(name) = path.file_stem().and_then(|n| n.to_str())
                {
                    packs.entry(name.to_owned()).or_insert(path);
                }
            }
        }
    }
    packs
}
