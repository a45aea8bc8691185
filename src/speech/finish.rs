//! From the stages' products to a chunk: text, levels, phones, marks.

use std::ops::Range;

use super::{Chunk, Mark, MarkKind, Speech, Stages, TimedPhone, sound};

impl Speech {
    /// The source bytes of a part of the sentence.
    fn source(&self, text: Range<usize>) -> Range<usize> {
        let at = self.range.start;
        let block = &self.document.blocks[self.stages.block];
        block.source.range(at + text.start..at + text.end)
    }

    /// What is known of a chunk before there is audio.
    pub(super) fn begin(&mut self, chunk: &mut Chunk) {
        self.token = 0;
        self.mark = 0;
        self.times.clear();
        self.synthesizer.set_pace(self.tone.rate, self.tone.pitch);
        let own_rate = self.parts.get(self.part).voice.sample_rate();
        self.conversion.begin(own_rate, self.sample_rate());
        let text = 0..self.stages.sentence.text.len();
        chunk.text.push_str(&self.stages.sentence.text);
        chunk.block = self.stages.block;
        chunk.start = self.frames;
        chunk.source = self.source(text.clone());
        chunk.marks.push(Mark {
            kind: MarkKind::Sentence,
            frames: self.frames..self.frames,
            source: chunk.source.clone(),
            text,
            name: String::new(),
        });
    }

    /// Phones and marks of the audio made so far.
    pub(super) fn finish_clause(&mut self, chunk: &mut Chunk) {
        let Stages { sentence, plan, .. } = &self.stages;
        let times = self.conversion.heard(&self.times);
        let ended = self.clause.is_none();
        let marked = chunk.marks.len();
        while let Some(token) = sentence.tokens.get(self.token) {
            let words = token.words.start as usize..token.words.end as usize;
            let mut spoken = plan.words[words].iter().filter(|w| !w.is_empty());
            if let Some(first) = spoken.next() {
                let last = spoken.next_back().unwrap_or(first);
                if last.end as usize > times.len() && !ended {
                    break;
                }
                let text = token.span.start as usize..token.span.end as usize;
                let start = times[first.start as usize].start as u64;
                let end = times[last.end as usize - 1].end as u64;
                // What is announced stands nowhere in the text: it has no mark.
                if !text.is_empty() {
                    chunk.marks.push(Mark {
                        kind: MarkKind::Word,
                        frames: chunk.start + start..chunk.start + end,
                        source: self.source(text.clone()),
                        text,
                        name: String::new(),
                    });
                }
            }
            self.token += 1;
        }
        if let Some(sentence) = chunk.marks.first_mut() {
            sentence.frames.end = self.frames;
        }
        // The next clause moves the end of the pause before it.
        chunk.phones.clear();
        let phones = plan.phones.iter().zip(self.conversion.heard(&self.times));
        let phones = phones.map(|(planned, time)| TimedPhone {
            phone: planned.phone,
            time: *time,
        });
        chunk.phones.extend(phones);
        self.place_marks(chunk, marked, ended);
    }

    /// Adds the document's own marks that have been reached, among those from `marked` on.
    fn place_marks(&mut self, chunk: &mut Chunk, marked: usize, ended: bool) {
        let Stages { sentence, plan, .. } = &self.stages;
        let words = chunk.marks.len();
        for (name, at, point) in self.guide.marks(sentence).skip(self.mark) {
            let length = (self.frames - chunk.start) as u32;
            let frame = sound::frame_of(
                plan,
                self.conversion.heard(&self.times),
                &point,
                ended.then_some(length),
            );
            let Some(frame) = frame.map(|frame| chunk.start + u64::from(frame)) else {
                break;
            };
            chunk.marks.push(Mark {
                kind: MarkKind::Ssml,
                frames: frame..frame,
                text: at..at,
                source: self.source(at..at),
                name: name.to_owned(),
            });
        }
        self.mark += chunk.marks.len() - words;
        if chunk.marks.len() > words {
            // A mark goes before the word that begins with it.
            let key = |m: &Mark| (m.frames.start, m.kind == MarkKind::Word);
            chunk.marks[marked..].sort_by_key(key);
        }
    }
}
