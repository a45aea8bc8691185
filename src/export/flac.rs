//! FLAC (RFC 9639), 16-bit mono, with flacenc.

use std::io::{self, Seek, SeekFrom, Write};

use flacenc::bitsink::MemSink;
use flacenc::component::{BitRepr, MetadataBlockData, Stream, StreamInfo};
use flacenc::config;
use flacenc::error::{Verified, Verify};
use flacenc::source::{Context, Fill, FrameBuf};

use super::{Metadata, to_i16};

/// Samples in a frame.
const FRAME: usize = 4096;
const BITS: usize = 16;

/// Writes a FLAC file, frame by frame: memory is constant. Lengths and the checksum of the audio are
/// set at the end.
pub struct Flac<W> {
    out: W,
    config: Verified<config::Encoder>,
    stream: Stream,
    context: Context,
    frame: FrameBuf,
    /// Samples that fill no frame yet.
    pending: Vec<i32>,
    sink: MemSink<u8>,
    frames: usize,
}

impl<W: Write + Seek> Flac<W> {
    /// Begins a file at the start of `out`, which should be buffered.
    ///
    /// # Errors
    /// Those of `out`; [`io::ErrorKind::InvalidInput`] for a rate that FLAC does not have (above
    /// 655 kHz).
    pub fn new(out: W, sample_rate: u32, metadata: &Metadata) -> io::Result<Self> {
        let mut info = StreamInfo::new(sample_rate as usize, 1, BITS).map_err(invalid)?;
        info.set_block_sizes(FRAME, FRAME).map_err(invalid)?;
        let mut stream = Stream::with_stream_info(info);
        let comment = metadata.vorbis_comment();
        let comment = MetadataBlockData::new_unknown(VORBIS_COMMENT, &comment).map_err(invalid)?;
        stream.add_metadata_block(comment);
        let config = config::Encoder::default().into_verified();
        let mut flac = Flac {
            out,
            config: config.map_err(|(_, e)| invalid(e))?,
            stream,
            context: Context::new(BITS, 1),
            frame: FrameBuf::with_size(1, FRAME).map_err(invalid)?,
            pending: Vec::with_capacity(FRAME),
            sink: MemSink::new(),
            frames: 0,
        };
        flac.head()?;
        Ok(flac)
    }

    /// Writes samples, -1 to 1.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&mut self, samples: &[f32]) -> io::Result<()> {
        for sample in samples {
            self.pending.push(i32::from(to_i16(*sample)));
            if self.pending.len() == FRAME {
                self.encode()?;
            }
        }
        Ok(())
    }

    /// Writes the last frame, and the head again with what is known now.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn finish(mut self) -> io::Result<()> {
        if !self.pending.is_empty() {
            self.encode()?;
        }
        let info = self.stream.stream_info_mut();
        info.set_md5_digest(&self.context.md5_digest());
        info.set_total_samples(self.context.total_samples());
        // The last frame may be shorter: the format does not count it.
        info.set_block_sizes(FRAME, FRAME).map_err(invalid)?;
        self.out.seek(SeekFrom::Start(0))?;
        self.head()?;
        self.out.flush()
    }

    /// Signature, stream info and comments: of the same length each time.
    fn head(&mut self) -> io::Result<()> {
        self.sink.clear();
        self.stream.write(&mut self.sink).map_err(invalid)?;
        self.out.write_all(self.sink.as_slice())
    }

    fn encode(&mut self) -> io::Result<()> {
        self.context
            .fill_interleaved(&self.pending)
            .map_err(invalid)?;
        self.frame.resize(self.pending.len());
        self.frame
            .fill_interleaved(&self.pending)
            .map_err(invalid)?;
        let info = self.stream.stream_info();
        let frame = flacenc::encode_fixed_size_frame(&self.config, &self.frame, self.frames, info)
            .map_err(invalid)?;
        self.stream.stream_info_mut().update_frame_info(&frame);
        self.sink.clear();
        frame.write(&mut self.sink).map_err(invalid)?;
        self.out.write_all(self.sink.as_slice())?;
        self.frames += 1;
        self.pending.clear();
        Ok(())
    }
}

/// The type of a metadata block with comments (RFC 9639, 8.1).
const VORBIS_COMMENT: u8 = 4;

fn invalid(error: impl std::fmt::Debug) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, format!("{error:?}"))
}

impl<W> std::fmt::Debug for Flac<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Flac")
            .field("frames", &self.frames)
            .finish_non_exhaustive()
    }
}
