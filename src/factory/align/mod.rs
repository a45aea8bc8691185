//! Labels for recordings that have none: when each phone of a prompt is said.
//!
//! A voice that is there already, the guide, speaks every prompt; its phones have known times.
//! Dynamic time warping carries them over to the recording. From these first labels, models of the
//! speaker's own phones are estimated; a Viterbi search with them finds better times, from which
//! better models are estimated, a few rounds long. Pauses between words are found on the way. Last,
//! what such models place too early or too late is learnt on the guide's speech and taken out.

mod bias;
mod check;
mod model;
mod search;
mod track;
mod warp;

use std::path::Path;
use std::sync::Arc;

pub use check::Agreement;
pub(super) use check::matches;

use super::corpus::{Corpus, Label, Prompt};
use super::spectrum::Analyser;
use super::{Studio, wav};
use crate::language::Language;
use crate::pronounce::{Phone, Utterance};
use crate::prosody::{Plan, Planner, Position};
use crate::synth::{PhoneTime, Synthesizer};
use crate::text::Punctuation;
use crate::voice::Voice;
use crate::{Error, Result};
use bias::Bias;
use model::{ALL_STATES, Models, STATES, state};
use search::{Script, Span, search};
use track::{Frame, HOP, Scale, track};

/// Models are estimated on at most this much speech, in seconds, spread over the corpus.
const TRAINING_SECONDS: f32 = 1800.0;
/// For each round, the largest number of Gaussians of a state.
const ROUNDS: [usize; 5] = [1, 1, 2, 2, 2];
/// What a pause costs where the text has no punctuation, in log likelihood.
const PAUSE_COST: f32 = 15.0;
/// Longer recordings are not aligned: the warp takes memory with the square of the length.
const LONGEST_SECONDS: f32 = 60.0;
/// The lowest rate that can be aligned: the guide hears up to 8 kHz.
const LOWEST_RATE: u32 = 16_000;
/// A recording that is more in doubt than the median recording by so many times the median
/// deviation says something other than its text.
const OUTLIER: f32 = 6.0;
/// No phone is shorter, in frames.
const SHORTEST: f32 = 2.0;

/// The labels of a corpus, made from its texts.
#[derive(Debug, Clone, Default)]
pub struct Labelling {
    /// The labels of each prompt that could be aligned, in the order of the list.
    pub labels: Vec<(Prompt, Vec<Label>)>,
    /// What is wrong with recordings and prompts, each with its file and line. A prompt that is
    /// not in `labels` is among them.
    pub warnings: Vec<String>,
}

impl Labelling {
    /// Writes `FOLDER/ID.lab` for each recording: lines of end in seconds, 125, phone, as festvox
    /// does. Labels in the corpus' folder `lab` are used in place of an alignment.
    ///
    /// # Errors
    /// [`Error::Io`] if a file cannot be written.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let remedy = "name a folder that can be written";
        std::fs::create_dir_all(folder).map_err(|e| Error::io(folder, e, remedy))?;
        for (prompt, labels) in &self.labels {
            let mut text = String::from("#\n");
            for label in labels {
                let name = label.phone.name().to_ascii_lowercase();
                text.push_str(&format!("{:.4} 125 {name}\n", label.end));
            }
            let path = folder.join(format!("{}.lab", prompt.id));
            std::fs::write(&path, text).map_err(|e| Error::io(&path, e, remedy))?;
        }
        Ok(())
    }
}

/// Aligns every prompt of a corpus with its recording.
///
/// `guide` is any voice of the same language. The result depends on the corpus and the guide only.
///
/// # Errors
/// [`Error::Malformed`] names the recording that cannot be read; [`Error::Limit`] the one whose
/// sample rate is below 16 kHz.
pub fn label(corpus: &Corpus, language: Arc<Language>, guide: &Voice) -> Result<Labelling> {
    let mut aligner = Aligner::new(corpus, language, guide);
    let models = aligner.train()?;
    let mut found = Vec::new();
    for prompt in corpus.prompts() {
        let Some(take) = aligner.hear(prompt, true)? else {
            continue;
        };
        let mut frames = take.frames;
        models.scale.apply(&mut frames);
        match search(&models.models, &take.script, &frames) {
            Some(f) => found.push((prompt, f, frames.len(), take.seconds)),
            None => aligner.leave_out(prompt, "the recording is too short for its text"),
        }
    }
    let limit = most_doubt(&found.iter().map(|f| f.1.doubt).collect::<Vec<_>>());
    let mut labels = Vec::new();
    for (prompt, found, frames, seconds) in found {
        if found.doubt > limit {
            aligner.leave_out(prompt, "the recording does not say its text");
        } else {
            let spans = timed(&found.spans, &models.bias, frames, seconds);
            labels.push((prompt.clone(), spans));
        }
    }
    Ok(Labelling {
        labels,
        warnings: aligner.warnings,
    })
}

/// What was learnt of a speaker.
struct Speaker {
    scale: Scale,
    models: Models,
    bias: Bias,
}

/// A recording as the aligner hears it.
struct Take {
    script: Script,
    frames: Vec<Frame>,
    seconds: f32,
}

/// The same text from the guide, with known times.
struct Example {
    frames: Vec<Frame>,
    spans: Vec<Span>,
}

struct Aligner<'a> {
    corpus: &'a Corpus,
    guide: &'a Voice,
    studio: Studio,
    planner: Planner,
    synthesizer: Synthesizer,
    ears: Option<(u32, Analyser)>,
    guide_ears: Analyser,
    warnings: Vec<String>,
}

impl<'a> Aligner<'a> {
    fn new(corpus: &'a Corpus, language: Arc<Language>, guide: &'a Voice) -> Self {
        Aligner {
            corpus,
            guide,
            studio: Studio::new(language),
            planner: Planner::new(),
            synthesizer: Synthesizer::new(),
            ears: None,
            guide_ears: Analyser::new(guide.sample_rate()),
            warnings: Vec::new(),
        }
    }

    /// Learns the speaker from a part of the corpus.
    fn train(&mut self) -> Result<Speaker> {
        let (mut takes, mut examples) = (Vec::new(), Vec::new());
        let mut seconds = 0.0;
        for prompt in spread(self.corpus.prompts()) {
            if seconds > TRAINING_SECONDS {
                break;
            }
            if let Some(take) = self.hear(prompt, false)? {
                seconds += take.seconds;
                examples.push(self.demonstrate(&prompt.text));
                takes.push(take);
            }
        }
        if takes.is_empty() {
            return Err(Error::malformed(
                self.corpus.list().display().to_string(),
                "no recording can be aligned",
                "all lines",
                "check that the recordings say the texts",
            ));
        }
        let scale = Scale::of(takes.iter().map(|t| t.frames.as_slice()));
        takes.iter_mut().for_each(|t| scale.apply(&mut t.frames));
        let guides = Scale::of(examples.iter().map(|e| e.frames.as_slice()));
        examples
            .iter_mut()
            .for_each(|e| guides.apply(&mut e.frames));
        let start = takes.iter().zip(&examples).map(|(take, example)| {
            let first = warp::warp(&example.frames, &take.frames);
            carried(&example.spans, &first, take.frames.len())
        });
        let start = start.collect();
        let heard: Vec<_> = takes.iter().map(|t| (&t.script, &t.frames[..])).collect();
        let (models, _) = settle(&heard, start);
        let shown: Vec<_> = takes
            .iter()
            .zip(&examples)
            .map(|(t, e)| (&t.script, &e.frames[..]))
            .collect();
        let truth: Vec<Vec<Span>> = examples.iter().map(|e| e.spans.clone()).collect();
        let (_, settled) = settle(&shown, truth.clone());
        let pairs = settled.iter().zip(&truth);
        let bias = Bias::learn(pairs.map(|(a, b)| (&a[..], &b[..])));
        Ok(Speaker {
            scale,
            models,
            bias,
        })
    }

    /// Reads a prompt and its recording; `None` if they cannot be aligned. Warns if `tell` is set.
    fn hear(&mut self, prompt: &Prompt, tell: bool) -> Result<Option<Take>> {
        let (samples, rate) = self.corpus.audio(prompt)?;
        if rate < LOWEST_RATE {
            return Err(Error::limit(
                self.corpus.place(prompt),
                format!("{rate} Hz"),
                "at least 16000 Hz",
                "record at 16000 Hz or more, or give labels",
            ));
        }
        let seconds = samples.len() as f32 / rate as f32;
        let utterance = self.studio.read(&prompt.text);
        let reason = if let Some(c) = prompt.text.chars().find(|c| is_foreign(*c)) {
            format!("its text has {c:?}, which is not English")
        } else if utterance.phones.is_empty() {
            "its text has no word".to_owned()
        } else if seconds > LONGEST_SECONDS {
            format!("it is {seconds:.0} s long; cut it into sentences")
        } else if samples.iter().all(|s| *s == 0.0) {
            "it is silent".to_owned()
        } else {
            String::new()
        };
        if !reason.is_empty() {
            if tell {
                self.leave_out(prompt, &reason);
            }
            return Ok(None);
        }
        if tell {
            let place = self.corpus.place(prompt);
            let complaints = wav::complaints(&samples, rate);
            let lines = complaints.into_iter().map(|c| format!("{place}: {c}"));
            self.warnings.extend(lines);
        }
        let (known, ears) = self.ears.get_or_insert_with(|| (rate, Analyser::new(rate)));
        if *known != rate {
            (*known, *ears) = (rate, Analyser::new(rate));
        }
        Ok(Some(Take {
            script: script(&utterance),
            frames: track(ears, &samples, rate),
            seconds,
        }))
    }

    /// The guide says a text.
    fn demonstrate(&mut self, text: &str) -> Example {
        let utterance = self.studio.read(text);
        let mut plan = Plan::default();
        self.planner.plan(
            &self.guide.models(),
            &utterance,
            Position::default(),
            &mut plan,
        );
        let (mut samples, mut times) = (Vec::new(), Vec::new());
        self.synthesizer
            .synthesize(self.guide, &plan, &mut samples, &mut times);
        let rate = self.guide.sample_rate();
        let frames = track(&self.guide_ears, &samples, rate);
        let frame = |at: u32| ((at as f32 / rate as f32 / HOP).round() as usize).min(frames.len());
        let span = |(phone, time): (Phone, &PhoneTime)| Span {
            phone,
            start: frame(time.start),
            end: frame(time.end),
        };
        let phones = plan.phones.iter().map(|p| p.phone);
        let spans = phones.zip(&times).map(span).collect();
        Example { frames, spans }
    }

    fn leave_out(&mut self, prompt: &Prompt, reason: &str) {
        let place = self.corpus.place(prompt);
        self.warnings.push(format!("{place}: left out: {reason}"));
    }
}

/// Letters that English does not write, names from its neighbours included.
fn is_foreign(c: char) -> bool {
    c.is_alphabetic()
        && !matches!(c, '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{FB00}'..='\u{FB06}')
}

/// Prompts so that the first of them are spread over the whole corpus.
fn spread(prompts: &[Prompt]) -> impl Iterator<Item = &Prompt> {
    const STRIDE: usize = 8;
    (0..STRIDE).flat_map(move |first| prompts.iter().skip(first).step_by(STRIDE))
}

/// Phones of an utterance, and where it may pause.
fn script(utterance: &Utterance) -> Script {
    let mut script = Script {
        phones: utterance.phones.clone(),
        pauses: vec![None; utterance.phones.len()],
    };
    let mut cost = 0.0;
    for word in &utterance.words {
        let phones = utterance.phones_of(word);
        if word.before != Punctuation::None {
            cost = 0.0;
        }
        if let Some(pause) = script.pauses.get_mut(phones.start)
            && !phones.is_empty()
        {
            *pause = Some(cost);
            cost = PAUSE_COST;
        }
        if word.after != Punctuation::None {
            cost = 0.0;
        }
    }
    script
}

/// The guide's spans in the frames of a recording: `first` is the warp.
fn carried(spans: &[Span], first: &[usize], length: usize) -> Vec<Span> {
    let at = |frame: usize| first.get(frame).copied().unwrap_or(length);
    let carry = |span: &Span| Span {
        phone: span.phone,
        start: at(span.start),
        end: at(span.end),
    };
    spans.iter().map(carry).collect()
}

/// Estimates models and finds times in turn; gives the last of both.
fn settle(takes: &[(&Script, &[Frame])], mut spans: Vec<Vec<Span>>) -> (Models, Vec<Vec<Span>>) {
    let mut models = estimate(takes, &spans, ROUNDS[0]);
    for components in ROUNDS {
        for ((script, frames), spans) in takes.iter().zip(&mut spans) {
            if let Some(found) = search(&models, script, frames) {
                *spans = found.spans;
            }
        }
        models = estimate(takes, &spans, components);
    }
    (models, spans)
}

fn estimate(takes: &[(&Script, &[Frame])], spans: &[Vec<Span>], components: usize) -> Models {
    let mut of_state: Vec<Vec<&Frame>> = vec![Vec::new(); ALL_STATES];
    for ((_, frames), spans) in takes.iter().zip(spans) {
        for span in spans {
            let length = span.end - span.start;
            for (i, frame) in frames[span.start..span.end].iter().enumerate() {
                of_state[state(span.phone, i * STATES / length)].push(frame);
            }
        }
    }
    Models::estimate(&of_state, components)
}

/// The doubt above which recordings do not say their text.
fn most_doubt(doubts: &[f32]) -> f32 {
    let median = |mut values: Vec<f32>| {
        values.sort_by(f32::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(0.0)
    };
    let middle = median(doubts.to_vec());
    let deviation = median(doubts.iter().map(|s| (s - middle).abs()).collect());
    middle + OUTLIER * deviation.max(0.5)
}

/// Spans as labels in seconds, without bias, each of some length.
fn timed(spans: &[Span], bias: &Bias, frames: usize, seconds: f32) -> Vec<Label> {
    let mut ends: Vec<f32> = spans
        .windows(2)
        .map(|pair| bias.correct(&[pair[0], pair[1]]))
        .collect();
    ends.push(frames as f32);
    let mut before = 0.0;
    for end in &mut ends {
        *end = end.max(before + SHORTEST);
        before = *end;
    }
    let mut after = frames as f32 + SHORTEST;
    for end in ends.iter_mut().rev() {
        *end = end.min(after - SHORTEST).max(0.0);
        after = *end;
    }
    let mut start = 0.0;
    let last = spans.len() - 1;
    let label = |(i, (span, end)): (usize, (&Span, f32))| {
        let end = if i == last { seconds } else { end * HOP };
        let label = Label {
            phone: span.phone,
            start,
            end,
        };
        start = end;
        label
    };
    spans.iter().zip(ends).enumerate().map(label).collect()
}
