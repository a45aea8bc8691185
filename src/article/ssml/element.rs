//! The elements of SSML, and what each asks for.

use std::ops::Range;

use quick_xml::events::BytesStart;
use quick_xml::events::attributes::AttrError;

use super::{MAX_ANNOTATIONS, MAX_DEPTH, Ssml, value};
use crate::article::LexiconReference;
use crate::article::annotation::{Inline, Pause, Phonemes, Prosody, SayAs, VoiceRequest};
use crate::{Error, Result};

/// An open element.
#[derive(Debug)]
pub(super) struct Element<'a> {
    /// Its name, without a prefix.
    pub name: &'a str,
    /// Its start tag in the source.
    pub tag: Range<usize>,
    /// What it asks for.
    pub begun: Vec<Begun>,
    /// Its content is not spoken.
    silent: bool,
    /// Its content is read as one piece.
    atom: bool,
    /// How many annotations there were when it began.
    before: usize,
    /// What is in a language that no voice speaks is left out (`onlangfailure`).
    only_spoken: bool,
}

/// An annotation whose text is not complete.
#[derive(Debug)]
pub(super) struct Begun {
    /// Its place in the order of all annotations.
    pub sequence: u32,
    /// Where it begins in the open block.
    pub start: usize,
    /// What is asked for.
    pub inline: Inline,
}

/// The attributes of an element: name without prefix and decoded value, in order.
struct Attributes(Vec<(String, String)>);

impl Attributes {
    fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(n, _)| n == name)?;
        Some(value.trim())
    }

    /// A value, if there is one; what cannot be read is a reason for the report.
    fn parse<T>(
        &self,
        name: &str,
        parse: impl Fn(&str) -> Option<T>,
        reasons: &mut Vec<String>,
    ) -> Option<T> {
        let text = self.get(name)?;
        let value = parse(text);
        if value.is_none() {
            let shown: String = text.chars().take(40).collect();
            reasons.push(format!("SSML: {name}=\"{shown}\" cannot be read"));
        }
        value
    }
}

impl<'a> Ssml<'a> {
    /// A start tag, a byte range of the source.
    pub(super) fn begin(&mut self, tag: &BytesStart<'_>, at: Range<usize>) -> Result<()> {
        let name = self.name_at(&at);
        if !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            return Err(self.malformed(at.start, "a `<` that begins no tag".to_owned()));
        }
        if let Some(found) = self.source[at.start + 1..at.end].find('<') {
            let problem = format!("a `<` inside `<{name}>`");
            return Err(self.malformed(at.start + 1 + found, problem));
        }
        self.begun = true;
        if self.stack.is_empty() && self.ended {
            let problem = format!("`<{name}>` after the end of the `speak` element");
            return Err(self.malformed(at.start, problem));
        }
        if self.stack.is_empty() && name != "speak" {
            let problem = format!("the document begins with `<{name}>`, not with `<speak>`");
            return Err(self.malformed(at.start, problem));
        }
        if self.stack.len() >= MAX_DEPTH {
            let limit = format!("{MAX_DEPTH} elements inside each other");
            return Err(self.limit("deeper nesting", at.start, limit));
        }
        if self.sequence >= MAX_ANNOTATIONS {
            let limit = format!("{MAX_ANNOTATIONS} elements");
            return Err(self.limit("more elements", at.start, limit));
        }
        let attributes = self.attributes(tag, &at)?;
        let only_spoken = match attributes.get("onlangfailure") {
            Some(wish) => wish == "ignoretext",
            None => self.stack.last().is_some_and(|outer| outer.only_spoken),
        };
        self.stack.push(Element {
            name,
            tag: at.clone(),
            begun: Vec::new(),
            silent: false,
            atom: false,
            before: self.found.len(),
            only_spoken,
        });
        let mut reasons = Vec::new();
        if self.silent > 0 {
            return Ok(());
        }
        self.open_element(name, &attributes, &mut reasons);
        if let Some(lang) = attributes.get("lang").filter(|l| !l.is_empty()) {
            self.language(lang, only_spoken, &mut reasons);
        }
        for reason in reasons {
            self.report(&at, &reason);
        }
        Ok(())
    }

    /// The language of the innermost element. All voices speak English: other languages are read by
    /// its rules, or left out if that is asked for.
    fn language(&mut self, lang: &str, only_spoken: bool, reasons: &mut Vec<String>) {
        match self.stack.len() {
            1 => self.document.lang = Some(lang.to_owned()),
            _ => self.ask(Inline::Lang(lang.to_owned())),
        }
        let shown: String = lang.chars().take(40).collect();
        let primary = shown.split('-').next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("en") {
            return;
        }
        match only_spoken {
            true => self.unspoken(&format!("SSML: no voice speaks {shown}, left out"), reasons),
            false => reasons.push(format!("SSML: no voice speaks {shown}, read as English")),
        }
    }

    /// An end tag. The parser has checked that it fits the last start tag.
    pub(super) fn end(&mut self) {
        let Some(element) = self.stack.pop() else {
            return;
        };
        self.silent -= usize::from(element.silent);
        self.atoms -= usize::from(element.atom);
        let inner = self.found.get(element.before.min(self.found.len())..);
        let has_atom = inner.is_some_and(|found| found.iter().any(|(_, a)| a.inline.is_atom()));
        for begun in element.begun {
            // A word that has a pronunciation or a reading inside is read by that.
            if !(begun.inline == Inline::Word && has_atom) {
                self.close(begun);
            }
        }
        match element.name {
            "p" | "paragraph" => self.flush(),
            "s" | "sentence" => self.space = true,
            "speak" if self.stack.is_empty() => self.ended = true,
            _ => {}
        }
    }

    /// The name of the element whose tag is at `at`, without a prefix.
    fn name_at(&self, at: &Range<usize>) -> &'a str {
        let tag = self.source[at.clone()].trim_start_matches('<');
        let end = tag.find(|c: char| c.is_whitespace() || c == '>' || c == '/');
        let name = &tag[..end.unwrap_or(tag.len())];
        name.rsplit(':').next().unwrap_or(name)
    }

    fn attributes(&self, tag: &BytesStart<'_>, at: &Range<usize>) -> Result<Attributes> {
        let mut all = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|e| self.bad_attribute(at, &e))?;
            let raw = &attribute.value;
            let value = self.entities.unescape(raw).map_err(|(inside, problem)| {
                // The value stands in the source as it is.
                let start = (raw.as_ptr() as usize).checked_sub(self.source.as_ptr() as usize);
                let start = start.filter(|start| at.contains(start)).unwrap_or(at.start);
                self.malformed(start + inside, problem)
            })?;
            all.push((attribute.key.local_name().as_ref().to_owned(), value));
        }
        Ok(Attributes(all))
    }

    fn bad_attribute(&self, tag: &Range<usize>, error: &AttrError) -> Error {
        let (at, problem) = match error {
            AttrError::ExpectedEq(at) => (at, "an attribute without `=`"),
            AttrError::ExpectedValue(at) => (at, "an attribute without a value"),
            AttrError::UnquotedValue(at) => (at, "a value without quotation marks"),
            AttrError::ExpectedQuote(at, _) => (at, "a value whose quotation mark is not closed"),
            AttrError::Duplicated(at, _) => (at, "an attribute that is there already"),
        };
        // Positions are those in the tag after its `<`.
        self.malformed(tag.start + 1 + at, problem.to_owned())
    }

    fn open_element(&mut self, name: &str, attributes: &Attributes, reasons: &mut Vec<String>) {
        match name {
            "speak" if self.stack.len() == 1 => {
                let mark = |name| attributes.get(name).map(str::to_owned);
                self.marks.start = mark("startmark");
                self.marks.end = mark("endmark");
            }
            "p" | "paragraph" => self.flush(),
            "s" | "sentence" => {
                self.space = true;
                self.ask(Inline::Sentence);
            }
            "w" | "token" => self.atom(Inline::Word, reasons),
            "sub" => match attributes.get("alias") {
                Some(alias) => self.atom(Inline::Sub(alias.to_owned().into()), reasons),
                None => reasons.push("SSML: sub without alias".to_owned()),
            },
            "say-as" => self.say_as(attributes, reasons),
            "phoneme" => self.phoneme(attributes, reasons),
            "break" => {
                let time = attributes.parse("time", value::milliseconds, reasons);
                let strength = attributes.parse("strength", value::strength, reasons);
                let pause = time.map(|ms| Pause::Ms(ms.min(Pause::MAX_MS)));
                self.point(Inline::Break(
                    pause.unwrap_or(Pause::Strength(strength.unwrap_or_default())),
                ));
                self.space = true;
            }
            "mark" => match attributes.get("name") {
                Some(name) => self.point(Inline::Mark(name.to_owned())),
                None => reasons.push("SSML: mark without name".to_owned()),
            },
            "emphasis" => {
                let level = attributes.parse("level", value::emphasis, reasons);
                self.ask(Inline::Emphasis(level.unwrap_or_default()));
            }
            "prosody" => self.prosody(attributes, reasons),
            "voice" => self.voice(attributes, reasons),
            // The attribute itself is read for every element.
            "lang" => {}
            "audio" => reasons.push("SSML: audio is not played, its text is read".to_owned()),
            "desc" => self.unspoken("SSML: description of audio", reasons),
            "metadata" => self.unspoken("SSML: metadata", reasons),
            "meta" => {}
            "lexicon" => self.lexicon(attributes, reasons),
            "lookup" => {
                let id = attributes.get("ref").unwrap_or_default();
                let found = self.document.lexicons.iter().find(|l| l.id == id);
                match found.map(|l| l.uri.clone()) {
                    Some(uri) => self.ask(Inline::Lexicon(uri)),
                    None => reasons.push(format!("SSML: there is no lexicon \"{id}\"")),
                }
            }
            _ => reasons.push("SSML: unknown element, its text is read".to_owned()),
        }
    }

    /// Begins an annotation of the innermost element.
    fn ask(&mut self, inline: Inline) {
        let (sequence, start) = (self.next_sequence(), self.open.text.len());
        if let Some(element) = self.stack.last_mut() {
            element.begun.push(Begun {
                sequence,
                start,
                inline,
            });
        }
    }

    /// Begins an annotation whose text is read as one piece.
    fn atom(&mut self, inline: Inline, reasons: &mut Vec<String>) {
        if self.atoms > 0 {
            reasons.push("SSML: it has no effect inside an element that is read whole".to_owned());
            return;
        }
        if inline != Inline::Word {
            self.atoms += 1;
            if let Some(element) = self.stack.last_mut() {
                element.atom = true;
            }
        }
        self.ask(inline);
    }

    fn unspoken(&mut self, reason: &str, reasons: &mut Vec<String>) {
        reasons.push(reason.to_owned());
        self.silent += 1;
        if let Some(element) = self.stack.last_mut() {
            element.silent = true;
        }
    }

    fn say_as(&mut self, attributes: &Attributes, reasons: &mut Vec<String>) {
        let parse = |text: &str| {
            let (what, format) = value::interpretation(text)?;
            Some((what, format.to_owned()))
        };
        match attributes.parse("interpret-as", parse, reasons) {
            Some((interpret_as, format)) => {
                let format = attributes.get("format").unwrap_or(&format);
                let format = format.to_ascii_lowercase();
                self.atom(
                    Inline::SayAs(SayAs {
                        interpret_as,
                        format,
                    }),
                    reasons,
                );
            }
            None if attributes.get("interpret-as").is_none() => {
                reasons.push("SSML: say-as without interpret-as".to_owned());
            }
            None => {}
        }
    }

    fn phoneme(&mut self, attributes: &Attributes, reasons: &mut Vec<String>) {
        let named = attributes.get("alphabet").is_some();
        let alphabet = attributes.parse("alphabet", value::alphabet, reasons);
        if named && alphabet.is_none() {
            return;
        }
        let phonemes = Phonemes {
            alphabet: alphabet.unwrap_or_default(),
            ph: attributes.get("ph").unwrap_or_default().to_owned(),
        };
        match crate::pronounce::parse_phonemes(&phonemes) {
            Ok(_) => self.atom(Inline::Phoneme(phonemes), reasons),
            Err(problem) => reasons.push(format!("SSML: phoneme: {problem}")),
        }
    }

    fn prosody(&mut self, attributes: &Attributes, reasons: &mut Vec<String>) {
        let prosody = Prosody {
            rate: attributes.parse("rate", value::rate, reasons),
            pitch: attributes.parse("pitch", value::pitch, reasons),
            range: attributes.parse("range", value::range, reasons),
            volume: attributes.parse("volume", value::volume, reasons),
            duration_ms: attributes.parse("duration", value::milliseconds, reasons),
            contour: attributes
                .parse("contour", value::contour, reasons)
                .unwrap_or_default(),
        };
        self.ask(Inline::Prosody(prosody));
    }

    fn voice(&mut self, attributes: &Attributes, reasons: &mut Vec<String>) {
        let number = |text: &str| text.parse().ok();
        let request = VoiceRequest {
            name: attributes.get("name").unwrap_or_default().to_owned(),
            gender: attributes.parse("gender", value::gender, reasons).flatten(),
            age: attributes.parse("age", number, reasons),
            variant: attributes.parse("variant", number, reasons),
        };
        if let Some(languages) = attributes.get("languages").filter(|l| !l.is_empty()) {
            let english = |l: &str| l.split(['-', ':']).next() == Some("en");
            if !languages.split_whitespace().any(english) {
                let shown: String = languages.chars().take(40).collect();
                reasons.push(format!("SSML: no voice speaks {shown}"));
            }
        }
        if request != VoiceRequest::default() {
            self.ask(Inline::Voice(request));
        }
    }

    fn lexicon(&mut self, attributes: &Attributes, reasons: &mut Vec<String>) {
        let Some(uri) = attributes.get("uri").filter(|uri| !uri.is_empty()) else {
            reasons.push("SSML: lexicon without uri".to_owned());
            return;
        };
        self.document.lexicons.push(LexiconReference {
            uri: uri.to_owned(),
            id: attributes.get("id").unwrap_or_default().to_owned(),
        });
    }
}
