//! Media overlays (EPUB 3.3, 9: *Media overlays*): which element of an XHTML document is heard when.

use std::io::{self, Write};
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::ms;
use crate::speech::{Chunk, MarkKind};
use crate::{Error, Result};

/// Makes a SMIL file for an XHTML document whose elements have ids: as a `par` for each element with
/// words of its own, in the order in which they are heard.
///
/// An element is highlighted from its first word to the first word of the next one, so that the
/// clips cover the audio without a gap. The `par`s stand in the body itself: a `seq` would have to
/// name the element that it stands for (`epub:textref` with a fragment).
#[derive(Debug)]
pub struct Overlay {
    /// Where text stands in the source, and the innermost id around it.
    texts: Vec<(Range<usize>, Option<usize>)>,
    ids: Vec<String>,
    sample_rate: u32,
    /// Ids and where each begins to be heard, in frames.
    clips: Vec<(usize, u64)>,
    end: u64,
}

impl Overlay {
    /// Looks for the ids in a document; speak the same bytes as HTML.
    ///
    /// # Errors
    /// [`Error::Malformed`] if it is not well-formed XML, or has no id around any text.
    pub fn new(xhtml: &str, sample_rate: u32) -> Result<Self> {
        let mut overlay = Overlay {
            texts: Vec::new(),
            ids: Vec::new(),
            sample_rate,
            clips: Vec::new(),
            end: 0,
        };
        let mut reader = Reader::from_str(xhtml);
        let mut open: Vec<Option<usize>> = Vec::new();
        loop {
            let start = reader.buffer_position() as usize;
            let event = reader.read_event().map_err(|e| {
                let place = format!("byte offset {}", reader.error_position());
                let remedy = "give it as well-formed XHTML";
                Error::malformed("media overlay", format!("not XML: {e}"), place, remedy)
            })?;
            let outer = open.last().copied().flatten();
            match event {
                Event::Start(tag) => open.push(overlay.id(&tag).or(outer)),
                Event::End(_) => {
                    open.pop();
                }
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                    let end = reader.buffer_position() as usize;
                    overlay.texts.push((start..end, outer));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        if overlay.texts.iter().all(|(_, id)| id.is_none()) {
            return Err(Error::malformed(
                "media overlay",
                "no text lies in an element with an id",
                "the whole document",
                "give the elements ids",
            ));
        }
        Ok(overlay)
    }

    fn id(&mut self, tag: &BytesStart<'_>) -> Option<usize> {
        let id = tag.try_get_attribute("id").ok()??;
        self.ids.push(id.value.into_owned());
        Some(self.ids.len() - 1)
    }

    /// Notes when the words of a chunk are heard.
    pub fn add(&mut self, chunk: &Chunk) {
        for word in chunk.marks.iter().filter(|m| m.kind == MarkKind::Word) {
            let at = self
                .texts
                .partition_point(|(text, _)| text.end <= word.source.start);
            let Some((_, Some(id))) = self.texts.get(at) else {
                continue;
            };
            if self.clips.last().is_none_or(|(last, _)| last != id) {
                let start = match self.clips.is_empty() {
                    true => 0,
                    false => word.frames.start,
                };
                self.clips.push((*id, start));
            }
        }
        self.end = chunk.end();
    }

    /// Writes the file. `text` and `audio` are the paths of the XHTML document and of the audio,
    /// relative to the file.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, text: &str, audio: &str, mut out: impl Write) -> io::Result<()> {
        let (text, audio) = (escape(text), escape(audio));
        writeln!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <smil xmlns=\"http://www.w3.org/ns/SMIL\" version=\"3.0\">\n<body>"
        )?;
        let ends = self.clips.iter().skip(1).map(|c| c.1).chain([self.end]);
        for (i, ((id, start), end)) in self.clips.iter().zip(ends).enumerate() {
            writeln!(
                out,
                "<par id=\"par{}\"><text src=\"{text}#{}\"/>\
                 <audio src=\"{audio}\" clipBegin=\"{}\" clipEnd=\"{}\"/></par>",
                i + 1,
                escape(&self.ids[*id]),
                self.clock(*start),
                self.clock(end),
            )?;
        }
        writeln!(out, "</body>\n</smil>")
    }

    /// A full clock value of SMIL: `0:00:01.500`.
    fn clock(&self, frame: u64) -> String {
        super::clock(ms(frame, self.sample_rate), '.')
    }
}

fn escape(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::captions::tests::chunk;
    use super::*;

    const PAGE: &str = "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>\
        <p id=\"p1\"><span id=\"s1\">Tea &amp; salt.</span> Why?</p><p>No.</p></body></html>";

    #[test]
    fn the_innermost_id_is_taken() {
        let mut overlay = Overlay::new(PAGE, 16_000).unwrap();
        for (i, text) in ["Tea", "salt.", "Why?", "No."].into_iter().enumerate() {
            let mut chunk = chunk(text, 16_000 * i as u64);
            let at = PAGE.find(text).unwrap();
            chunk.marks[1].source = at..at + text.len();
            overlay.add(&chunk);
        }
        let mut smil = Vec::new();
        overlay.write("a&b.xhtml", "a.opus", &mut smil).unwrap();
        let smil = String::from_utf8(smil).unwrap();
        let pars: Vec<&str> = smil.lines().filter(|l| l.starts_with("<par")).collect();
        let around: Vec<&str> = smil.lines().filter(|l| !l.starts_with("<par")).collect();
        assert_eq!(around[2..], ["<body>", "</body>", "</smil>"]);
        assert_eq!(
            pars,
            [
                "<par id=\"par1\"><text src=\"a&amp;b.xhtml#s1\"/><audio src=\"a.opus\" \
                 clipBegin=\"00:00:00.000\" clipEnd=\"00:00:02.000\"/></par>",
                "<par id=\"par2\"><text src=\"a&amp;b.xhtml#p1\"/><audio src=\"a.opus\" \
                 clipBegin=\"00:00:02.000\" clipEnd=\"00:00:04.000\"/></par>",
            ]
        );
    }

    #[test]
    fn what_has_no_ids_or_is_no_xml_is_refused() {
        for page in ["<p>No id.</p>", "<p id=\"a\">Not closed</b>"] {
            assert!(Overlay::new(page, 16_000).is_err(), "{page}");
        }
    }
}
