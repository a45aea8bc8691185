//! WAV: RIFF WAVE, 16-bit mono PCM, with hound.

use std::io::{self, Seek, SeekFrom, Write};

use hound::{SampleFormat, WavSpec};

use super::{Metadata, pcm};

/// Bytes before the samples: RIFF header, format chunk, header of the data chunk.
const HEADER: u64 = 44;
/// Where the header holds the bytes that follow it there, to the end of the file.
const RIFF_SIZE: u64 = 4;
/// Where the header holds the size of the samples in bytes.
const DATA_SIZE: u64 = 40;

/// The longest recording that a WAV file holds, in samples: its sizes are 32-bit counts of bytes, and
/// 36 bytes of the header count too. At 16 kHz that is 37 hours.
const MAX_SAMPLES: u64 = (u32::MAX as u64 - (HEADER - RIFF_SIZE - 4)) / 2;

/// Fields of the information list (*Multimedia Programming Interface and Data Specifications 1.0*,
/// 1991, chapter 2): the name, the one who made it, the program.
const TITLE: &[u8; 4] = b"INAM";
const AUTHOR: &[u8; 4] = b"IART";
const PROGRAM: &[u8; 4] = b"ISFT";
/// In bytes: players show no longer titles.
const LONGEST_FIELD: usize = 1000;

/// The header of a stream: both sizes are 0xFFFFFFFF.
fn header(sample_rate: u32) -> Vec<u8> {
    let spec = WavSpec {
        channels: 1,
        sample_rate,
        bits_per_sample: 16,
        sample_format: SampleFormat::Int,
    };
    spec.into_header_for_infinite_file()
}

/// Writes a WAV file. Memory is constant; the sizes in the header are set at the end.
///
/// With an [`OutputFile`](super::OutputFile) the file appears whole or not at all.
///
/// The header is hound's; the samples are converted here, a chunk at a time, because hound's sample
/// writer takes them one by one: 1.6 ns each, a third of what all of synthesis takes.
#[derive(Debug)]
pub struct Wav<W> {
    pcm: pcm::Pcm<W>,
    samples: u64,
    /// What follows the samples: a chunk with the title and the author.
    info: Vec<u8>,
}

impl<W: Write + Seek> Wav<W> {
    /// Begins a file at the start of `out`, which needs no buffer of its own.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn new(out: W, sample_rate: u32) -> io::Result<Self> {
        let mut pcm = pcm::Pcm::new(out);
        pcm.begin_with(&header(sample_rate));
        let info = Vec::new();
        Ok(Wav {
            pcm,
            samples: 0,
            info,
        })
    }

    /// Adds title and author, which stand after the samples as a `LIST` chunk of type `INFO`, in UTF-8:
    /// FFmpeg, sox and players read it there, and programs that do not know it pass over it. hound has
    /// no call for it. For chapters the format has no form that players read.
    pub fn describe(&mut self, metadata: &Metadata) {
        self.info = info(metadata);
    }

    /// Writes samples, -1 to 1.
    ///
    /// # Errors
    /// Those of `out`, and [`io::ErrorKind::FileTooLarge`] beyond 4 GiB, the limit of the format.
    pub fn write(&mut self, samples: &[f32]) -> io::Result<()> {
        self.samples += samples.len() as u64;
        // What the list takes, the samples cannot have.
        if self.samples + self.info.len() as u64 / 2 > MAX_SAMPLES {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                format!("a WAV file holds at most {MAX_SAMPLES} samples"),
            ));
        }
        self.pcm.put(samples)
    }

    /// Samples written so far.
    pub fn samples(&self) -> u64 {
        self.samples
    }

    /// Sets the sizes in the header and flushes.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn finish(self) -> io::Result<()> {
        self.finish_into().map(drop)
    }

    /// The same, and gives the output back.
    pub(crate) fn finish_into(self) -> io::Result<W> {
        // `write` has checked that both sizes fit.
        let data = (2 * self.samples) as u32;
        let around = (HEADER - RIFF_SIZE - 4) as u32 + self.info.len() as u32;
        let mut out = self.pcm.into_inner()?;
        out.write_all(&self.info)?;
        out.seek(SeekFrom::Start(RIFF_SIZE))?;
        out.write_all(&(data + around).to_le_bytes())?;
        out.seek(SeekFrom::Start(DATA_SIZE))?;
        out.write_all(&data.to_le_bytes())?;
        out.flush()?;
        Ok(out)
    }
}

/// The information list; empty if there is nothing to say.
fn info(metadata: &Metadata) -> Vec<u8> {
    if metadata.title.is_none() && metadata.author.is_none() {
        return Vec::new();
    }
    let mut fields = b"INFO".to_vec();
    let mut add = |name: &[u8; 4], value: &str| {
        let mut ends = (0..=LONGEST_FIELD.min(value.len())).rev();
        let end = ends.find(|&end| value.is_char_boundary(end));
        let value = &value.as_bytes()[..end.unwrap_or(0)];
        fields.extend_from_slice(name);
        fields.extend_from_slice(&(value.len() as u32 + 1).to_le_bytes());
        fields.extend_from_slice(value);
        fields.push(0);
        // Chunks begin at even places.
        fields.resize(fields.len().next_multiple_of(2), 0);
    };
    for (name, value) in [(TITLE, &metadata.title), (AUTHOR, &metadata.author)] {
        if let Some(value) = value {
            add(name, value);
        }
    }
    add(PROGRAM, concat!("rhapsode ", env!("CARGO_PKG_VERSION")));
    let mut list = b"LIST".to_vec();
    list.extend_from_slice(&(fields.len() as u32).to_le_bytes());
    list.extend(fields);
    list
}

/// Writes a WAV stream to where one cannot go back: standard output, a pipe, a socket.
///
/// The sizes in its header are 0xFFFFFFFF, which stands for "until the end": FFmpeg writes and reads
/// such streams; sox reads them to the end too, and warns.
#[derive(Debug)]
pub struct WavStream<W> {
    pcm: pcm::Pcm<W>,
}

impl<W: Write> WavStream<W> {
    /// Begins a stream: writes the header.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn new(out: W, sample_rate: u32) -> io::Result<Self> {
        let mut pcm = pcm::Pcm::new(out);
        pcm.begin_with(&header(sample_rate));
        pcm.write(&[])?;
        Ok(WavStream { pcm })
    }

    /// Writes samples, -1 to 1, and flushes.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&mut self, samples: &[f32]) -> io::Result<()> {
        self.pcm.write(samples)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::super::to_i16;
    use super::*;

    #[test]
    fn file_and_stream_hold_the_same_samples() {
        let samples: Vec<f32> = (0..70_000).map(|i| (i as f32 * 0.01).sin()).collect();
        let mut file = Cursor::new(Vec::new());
        let mut wav = Wav::new(&mut file, 16_000).unwrap();
        wav.write(&samples[..1]).unwrap();
        wav.write(&samples[1..]).unwrap();
        assert_eq!(wav.samples(), 70_000);
        wav.finish().unwrap();
        let file = file.into_inner();

        let mut stream = Vec::new();
        let mut wav = WavStream::new(&mut stream, 16_000).unwrap();
        wav.write(&samples).unwrap();
        assert_eq!(stream[44..], file[44..]);
        assert_eq!(stream[40..44], [0xFF; 4]);

        let mut read = hound::WavReader::new(&file[..]).unwrap();
        let spec = read.spec();
        assert_eq!((spec.sample_rate, spec.channels), (16_000, 1));
        assert_eq!(
            (spec.bits_per_sample, spec.sample_format),
            (16, SampleFormat::Int)
        );
        assert_eq!(file[4..8], (file.len() as u32 - 8).to_le_bytes());
        assert_eq!(read.len(), 70_000);
        let read: Vec<i16> = read.samples().map(Result::unwrap).collect();
        let expected: Vec<i16> = samples.iter().map(|s| to_i16(*s)).collect();
        assert_eq!(read, expected);
    }

    #[test]
    fn title_and_author_stand_after_the_samples() {
        let mut file = Cursor::new(Vec::new());
        let mut wav = Wav::new(&mut file, 16_000).unwrap();
        wav.describe(&Metadata {
            title: Some("Ebbe & Flut – ü".to_owned()),
            author: Some("é".repeat(2_000)),
            ..Metadata::default()
        });
        wav.write(&[0.25; 1_001]).unwrap();
        wav.finish().unwrap();
        let file = file.into_inner();
        assert_eq!(file.len() % 2, 0);
        assert_eq!(file[4..8], (file.len() as u32 - 8).to_le_bytes());
        let list = &file[44 + 2_002..];
        assert_eq!((&list[..4], &list[8..16]), (&b"LIST"[..], &b"INFOINAM"[..]));
        assert_eq!(list[4..8], (list.len() as u32 - 8).to_le_bytes());
        assert!(list[20..].starts_with("Ebbe & Flut – ü\0".as_bytes()));
        let read = hound::WavReader::new(&file[..]).unwrap();
        assert_eq!(read.len(), 1_001);
        assert_eq!(read.into_samples::<i16>().count(), 1_001);
    }

    #[test]
    fn an_empty_file_is_valid() {
        let mut file = Cursor::new(Vec::new());
        Wav::new(&mut file, 8_000).unwrap().finish().unwrap();
        let read = hound::WavReader::new(&file.get_ref()[..]).unwrap();
        assert_eq!((read.len(), read.spec().sample_rate), (0, 8_000));
    }

    #[test]
    fn more_than_the_format_holds_is_an_error() {
        let mut wav = Wav::new(Cursor::new(Vec::new()), 16_000).unwrap();
        wav.samples = MAX_SAMPLES;
        let error = wav.write(&[0.0]).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
    }
}
