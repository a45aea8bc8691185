//! Opus in Ogg (RFC 6716, RFC 7845), mono, with ropus, a port of libopus to Rust that gives the same
//! bits, and ogg for the pages.

use std::io::{self, Write};

use ogg::writing::{PacketWriteEndInfo, PacketWriter};
use ropus::{Application, Bitrate, Channels, Encoder, Signal};

use super::{Metadata, to_i16};

/// The rate in which positions are counted, whatever the rate of the audio.
const CLOCK: u64 = 48_000;
/// Packets a second: 20 ms each.
const PACKETS: u32 = 50;
/// The longest packet (RFC 6716, 3.4: 1275 bytes, and one for the table of contents).
const MAX_PACKET: usize = 1276;
/// Packets in a page: a second.
const PAGE: u32 = 50;
/// One stream in the file; any number will do.
const SERIAL: u32 = 0x7268_6170;

/// Writes an Ogg Opus file, packet by packet: memory is constant, and `out` need not seek.
pub struct Opus<W: Write> {
    out: PacketWriter<'static, W>,
    encoder: Encoder,
    sample_rate: u32,
    /// Samples that fill no packet yet.
    pending: Vec<i16>,
    packet: Vec<u8>,
    /// The packet before, which is written when it is known whether it is the last.
    waiting: Option<Vec<u8>>,
    packets: u32,
    samples: u64,
    skip: u64,
}

impl<W: Write> Opus<W> {
    /// The rates of audio that Opus takes, in Hz.
    pub const RATES: [u32; 5] = [8_000, 12_000, 16_000, 24_000, 48_000];

    /// Begins a file. 24 kbit/s is good for speech at 16 kHz.
    ///
    /// # Errors
    /// Those of `out`; [`io::ErrorKind::InvalidInput`] for a rate that is not in [`Opus::RATES`], or
    /// fewer than 6,000 or more than 256,000 bits a second.
    pub fn new(
        out: W,
        sample_rate: u32,
        bits_a_second: u32,
        metadata: &Metadata,
    ) -> io::Result<Self> {
        if !Self::RATES.contains(&sample_rate) {
            return Err(invalid(format!(
                "Opus takes audio at {:?} Hz, not at {sample_rate}",
                Self::RATES
            )));
        }
        if !(6_000..=256_000).contains(&bits_a_second) {
            return Err(invalid("choose 6000 to 256000 bits a second"));
        }
        let encoder = Encoder::builder(sample_rate, Channels::Mono, Application::Audio)
            .bitrate(Bitrate::Bits(bits_a_second))
            .signal(Signal::Voice)
            .build()
            .map_err(|e| invalid(e.to_string()))?;
        // The encoder counts its delay in its own samples.
        let skip = u64::from(encoder.lookahead()) * CLOCK / u64::from(sample_rate);
        let mut opus = Opus {
            out: PacketWriter::new(out),
            encoder,
            sample_rate,
            pending: Vec::new(),
            packet: vec![0; MAX_PACKET],
            waiting: None,
            packets: 0,
            samples: 0,
            skip,
        };
        opus.head(metadata)?;
        Ok(opus)
    }

    /// Writes samples, -1 to 1.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&mut self, samples: &[f32]) -> io::Result<()> {
        self.samples += samples.len() as u64;
        let size = (self.sample_rate / PACKETS) as usize;
        for sample in samples {
            self.pending.push(to_i16(*sample));
            if self.pending.len() == size {
                self.encode()?;
            }
        }
        Ok(())
    }

    /// Writes the last packets, and where the audio ends in them.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn finish(mut self) -> io::Result<W> {
        let size = (self.sample_rate / PACKETS) as usize;
        let end = self.skip + self.samples * CLOCK / u64::from(self.sample_rate);
        // The decoder gives everything later by `skip`: silence until all of it has come.
        while u64::from(self.packets) * CLOCK / u64::from(PACKETS) < end.max(1) {
            self.pending.resize(size, 0);
            self.encode()?;
        }
        self.put(PacketWriteEndInfo::EndStream, end)?;
        let mut out = self.out.into_inner();
        out.flush()?;
        Ok(out)
    }

    fn head(&mut self, metadata: &Metadata) -> io::Result<()> {
        let mut head = b"OpusHead\x01\x01".to_vec();
        head.extend_from_slice(&(self.skip as u16).to_le_bytes());
        head.extend_from_slice(&self.sample_rate.to_le_bytes());
        // No gain, channel mapping 0.
        head.extend_from_slice(&[0, 0, 0]);
        let page = PacketWriteEndInfo::EndPage;
        self.out.write_packet(head, SERIAL, page, 0)?;
        let mut tags = b"OpusTags".to_vec();
        tags.extend(metadata.vorbis_comment());
        self.out.write_packet(tags, SERIAL, page, 0)
    }

    fn encode(&mut self) -> io::Result<()> {
        let length = self.encoder.encode(&self.pending, &mut self.packet);
        let length = length.map_err(|e| invalid(e.to_string()))?;
        self.pending.clear();
        let end = match self.packets % PAGE {
            0 => PacketWriteEndInfo::EndPage,
            _ => PacketWriteEndInfo::NormalPacket,
        };
        let position = u64::from(self.packets) * CLOCK / u64::from(PACKETS);
        self.put(end, position)?;
        self.waiting = Some(self.packet[..length].to_vec());
        self.packets += 1;
        Ok(())
    }

    /// Writes the packet that waits; `position` is where its audio ends.
    fn put(&mut self, end: PacketWriteEndInfo, position: u64) -> io::Result<()> {
        match self.waiting.take() {
            Some(packet) => self.out.write_packet(packet, SERIAL, end, position),
            None => Ok(()),
        }
    }
}

fn invalid(problem: impl Into<String>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, problem.into())
}

impl<W: Write> std::fmt::Debug for Opus<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opus")
            .field("samples", &self.samples)
            .finish_non_exhaustive()
    }
}
