//! `--dump`: the product of a stage as JSON lines.

use std::io::{self, BufWriter, Write};

use rhapsode::article::BlockKind;
use rhapsode::export::SpeechMarks;
use rhapsode::pronounce::Utterance;
use rhapsode::prosody::Plan;
use rhapsode::synth::Selection;
use rhapsode::text::Sentence;
use rhapsode::{Chunk, Document, Engine, Settings, Stages};
use serde::Serialize;

use crate::Failure;
use crate::args::{Args, Stage};
use crate::begin::Reading;
use crate::input::Text;

/// Prints a stage of every text.
pub fn dump(engine: &Engine, args: &Args, stage: Stage, texts: &[Text]) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    for text in texts {
        let speaks = args.lines || stage == Stage::Document || !text.document.blocks.is_empty();
        if !speaks {
            return Err(text.silent().into());
        }
        let speech = Reading::new(engine, args, text)?;
        let printed = match (stage, args.lines) {
            (Stage::Document, _) => print(&mut out, &*text.document),
            (Stage::Sentences, _) => sentences(&mut out, speech),
            (Stage::Normalized, false) => normalized(&mut out, speech),
            (Stage::Normalized, true) => normalized_line(&mut out, text, speech),
            (Stage::Phones, false) => phones(&mut out, speech),
            (Stage::Phones, true) => phones_line(&mut out, text, speech),
            (Stage::Plan, _) => plans(&mut out, speech),
            (Stage::Units, _) => units(&mut out, speech),
            (Stage::Marks, _) => marks(&mut out, speech, args.visemes),
        };
        printed?;
    }
    out.flush().map_err(Failure::of_stdout)
}

fn print(out: &mut impl Write, value: &impl Serialize) -> Result<(), Failure> {
    let printed = serde_json::to_writer(&mut *out, value).map_err(io::Error::from);
    let printed = printed.and_then(|()| out.write_all(b"\n"));
    printed.map_err(Failure::of_stdout)
}

/// `start` and `end` are byte offsets into the source, here and below.
#[derive(Serialize)]
struct SentenceLine<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

fn sentences(out: &mut impl Write, mut speech: Reading) -> Result<(), Failure> {
    while speech.next_plan()?.is_some() {
        let (document, stages) = (speech.document(), speech.stages());
        let text = &stages.sentence.text;
        let source = source(document, stages, 0..text.len());
        print(
            out,
            &SentenceLine {
                text,
                start: source.start,
                end: source.end,
            },
        )?;
    }
    Ok(())
}

#[derive(Serialize)]
struct NormalizedLine<'a> {
    text: &'a str,
    spoken: &'a str,
}

fn normalized(out: &mut impl Write, mut speech: Reading) -> Result<(), Failure> {
    while let Some(Stages { sentence, .. }) = speech.next_plan()? {
        let (text, spoken) = (&sentence.text, &sentence.spoken);
        print(out, &NormalizedLine { text, spoken })?;
    }
    Ok(())
}

fn normalized_line(out: &mut impl Write, text: &Text, mut speech: Reading) -> Result<(), Failure> {
    let mut spoken = String::new();
    while let Some(Stages { sentence, .. }) = speech.next_plan()? {
        if !spoken.is_empty() && !sentence.spoken.is_empty() {
            spoken.push(' ');
        }
        spoken.push_str(&sentence.spoken);
    }
    let (text, spoken) = (&text.written, &spoken);
    print(out, &NormalizedLine { text, spoken })
}

#[derive(Serialize)]
struct PhonesLine<'a> {
    text: &'a str,
    words: Vec<WordPhones>,
}

#[derive(Serialize)]
struct WordPhones {
    word: String,
    phones: Vec<String>,
    start: usize,
    end: usize,
}

fn phones(out: &mut impl Write, mut speech: Reading) -> Result<(), Failure> {
    while speech.next_plan()?.is_some() {
        let (document, stages) = (speech.document(), speech.stages());
        let words = words(document, stages).collect();
        let text = &stages.sentence.text;
        print(out, &PhonesLine { text, words })?;
    }
    Ok(())
}

fn phones_line(out: &mut impl Write, text: &Text, mut speech: Reading) -> Result<(), Failure> {
    let mut all = Vec::new();
    while let Some(stages) = speech.next_plan()? {
        all.extend(words(&text.document, stages));
    }
    let text = &text.written;
    print(out, &PhonesLine { text, words: all })
}

fn words(document: &Document, stages: &Stages) -> impl Iterator<Item = WordPhones> {
    let Stages {
        sentence,
        utterance,
        ..
    } = stages;
    sentence.words.iter().enumerate().map(move |(i, word)| {
        let span = &sentence.tokens[word.token as usize].span;
        let source = source(document, stages, span.start as usize..span.end as usize);
        WordPhones {
            word: sentence.spelling(word).to_owned(),
            phones: notation(utterance, i),
            start: source.start,
            end: source.end,
        }
    })
}

/// The phones of a word as CMUdict writes them: `R EH1 D`.
fn notation(utterance: &Utterance, word: usize) -> Vec<String> {
    let syllables = &utterance.words[word].syllables;
    let syllables = &utterance.syllables[syllables.start as usize..syllables.end as usize];
    syllables
        .iter()
        .flat_map(|syllable| {
            let phones = syllable.phones.start as usize..syllable.phones.end as usize;
            let phones = utterance.phones[phones].iter();
            phones.map(|phone| phone.notation(syllable.stress).to_string())
        })
        .collect()
}

/// A plan with what it is the plan of. Of a line that is read back, the plan's own fields count.
#[derive(Serialize)]
struct PlanLine<'a> {
    text: &'a str,
    kind: BlockKind,
    speaker: Option<&'a str>,
    voice: &'a str,
    settings: Settings,
    #[serde(flatten)]
    plan: &'a Plan,
}

fn plans(out: &mut impl Write, mut speech: Reading) -> Result<(), Failure> {
    while speech.next_plan()?.is_some() {
        let document = speech.document();
        let (voice, settings) = speech.speaking();
        let stages = speech.stages();
        let block = &document.blocks[stages.block];
        print(
            out,
            &PlanLine {
                text: &stages.sentence.text,
                kind: block.kind,
                speaker: block.speaker.as_deref(),
                voice: &voice.manifest().name,
                settings,
                plan: &stages.plan,
            },
        )?;
    }
    Ok(())
}

#[derive(Serialize)]
struct UnitsLine<'a> {
    text: &'a str,
    #[serde(flatten)]
    selection: &'a Selection,
}

fn units(out: &mut impl Write, mut speech: Reading) -> Result<(), Failure> {
    let mut chunk = Chunk::default();
    while speech.next_into(&mut chunk)? {
        let text = &chunk.text;
        let selection = &speech.stages().selection;
        print(out, &UnitsLine { text, selection })?;
    }
    Ok(())
}

fn marks(out: &mut impl Write, mut speech: Reading, visemes: bool) -> Result<(), Failure> {
    let mut marks = SpeechMarks::new(out, speech.sample_rate());
    if visemes {
        marks = marks.with_visemes();
    }
    let mut chunk = Chunk::default();
    while speech.next_into(&mut chunk)? {
        marks.write(&chunk).map_err(Failure::of_stdout)?;
    }
    Ok(())
}

/// Where a part of the sentence, in bytes, stands in the source.
fn source(
    document: &Document,
    stages: &Stages,
    text: std::ops::Range<usize>,
) -> std::ops::Range<usize> {
    let Sentence { start, .. } = stages.sentence;
    let block = &document.blocks[stages.block];
    block.source.range(start + text.start..start + text.end)
}
