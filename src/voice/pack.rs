//! The container: header, section table, alignment, and typed views in place.

use std::ops::Range;

use bytemuck::{AnyBitPattern, NoUninit};

use crate::{Error, Result};

/// The first eight bytes of every pack.
pub const MAGIC: [u8; 8] = *b"RHAPSODE";
/// The version of the format that this crate reads and writes.
pub const VERSION: u32 = 1;

const HEADER: usize = 32;
const ENTRY: usize = 24;
const ALIGN: usize = 16;
/// More sections than any version has: a guard against absurd tables.
const MAX_SECTIONS: usize = 256;

pub(super) const REBUILD: &str = "build it again with examples/build_voice, or fetch it again";

/// Section names and the size of their elements.
const SECTIONS: [([u8; 4], usize); 15] = [
    (*b"MANI", 1),
    (*b"DIPH", 4),
    (*b"STRT", 4),
    (*b"LENG", 2),
    (*b"CENT", 2),
    (*b"CTXT", 4),
    (*b"EDGE", 8),
    (*b"FIRS", 4),
    (*b"MARK", 2),
    (*b"JOIN", 1),
    (*b"JOFF", 4),
    (*b"DURA", 16),
    (*b"FZER", 16),
    (*b"AUDI", 1),
    (*b"SCAL", 1),
];

/// The bytes of a pack, aligned to at least 8.
#[derive(Debug)]
pub(super) enum Storage {
    Borrowed(&'static [u8]),
    Owned { words: Vec<u64>, len: usize },
}

impl Storage {
    /// Copies bytes to where they are aligned.
    pub fn copied(bytes: impl AsRef<[u8]>) -> Self {
        let bytes = bytes.as_ref();
        let mut words = vec![0u64; bytes.len().div_ceil(8)];
        bytemuck::cast_slice_mut(&mut words)[..bytes.len()].copy_from_slice(bytes);
        Storage::Owned {
            words,
            len: bytes.len(),
        }
    }

    /// Itself if it is aligned, else a copy that is.
    pub fn aligned(self) -> Self {
        match self {
            Storage::Borrowed(b) if b.as_ptr().align_offset(8) != 0 => Self::copied(b),
            other => other,
        }
    }

    pub fn bytes(&self) -> &[u8] {
        match self {
            Storage::Borrowed(bytes) => bytes,
            Storage::Owned { words, len } => &bytemuck::cast_slice(words)[..*len],
        }
    }
}

/// A pack whose section table was checked.
#[derive(Debug)]
pub(super) struct Pack {
    storage: Storage,
    sections: [Range<usize>; SECTIONS.len()],
}

impl Pack {
    pub fn parse(storage: Storage, name: &str) -> Result<Self> {
        if cfg!(target_endian = "big") {
            let problem = "packs are little-endian and are read in place";
            return Err(Error::unsupported(
                name,
                problem,
                "use a little-endian machine",
            ));
        }
        let sections = read_table(storage.bytes(), name)?;
        Ok(Pack { storage, sections })
    }

    /// The bytes of a known section.
    pub fn section(&self, id: [u8; 4]) -> &[u8] {
        let i = SECTIONS.iter().position(|s| s.0 == id);
        let i = i.expect("only names of the table above are asked for");
        &self.storage.bytes()[self.sections[i].clone()]
    }

    /// A known section as a slice of its elements.
    pub fn typed<T: AnyBitPattern>(&self, id: [u8; 4]) -> &[T] {
        // The table was checked for alignment and element size when the pack was opened.
        bytemuck::cast_slice(self.section(id))
    }

    pub fn verify(&self, name: &str) -> Result<()> {
        let bytes = self.storage.bytes();
        let stored = u64::from_le_bytes(bytes[24..32].try_into().expect("8 bytes"));
        if stored == fnv1a(&bytes[HEADER..]) {
            return Ok(());
        }
        Err(Error::malformed(
            name,
            "its content was changed",
            "hash in the header",
            REBUILD,
        ))
    }
}

fn read_table(bytes: &[u8], name: &str) -> Result<[Range<usize>; SECTIONS.len()]> {
    let bad = |problem: &str, place: String| Err(Error::malformed(name, problem, place, REBUILD));
    if bytes.len() < HEADER || bytes[..8] != MAGIC {
        return bad("not a rhapsode voice pack", "byte 0".into());
    }
    let u32_at = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("4 bytes"));
    let u64_at = |at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().expect("8 bytes"));
    if u32_at(8) != VERSION {
        let problem = format!(
            "pack format version {}, this crate reads {VERSION}",
            u32_at(8)
        );
        return Err(Error::unsupported(name, problem, REBUILD));
    }
    if u64_at(16) != bytes.len() as u64 {
        let problem = format!("truncated: {} of {} bytes", bytes.len(), u64_at(16));
        return bad(&problem, "header".into());
    }
    let count = u32_at(12) as usize;
    if count > MAX_SECTIONS || HEADER + count * ENTRY > bytes.len() {
        return bad("absurd number of sections", "byte 12".into());
    }
    let mut found = SECTIONS.map(|_| None);
    for entry in (0..count).map(|i| HEADER + i * ENTRY) {
        let Some(i) = SECTIONS.iter().position(|s| s.0 == bytes[entry..entry + 4]) else {
            continue;
        };
        let (start, len) = (u64_at(entry + 8), u64_at(entry + 16));
        let end = start
            .checked_add(len)
            .filter(|end| *end <= bytes.len() as u64);
        let sound = start % ALIGN as u64 == 0 && len % SECTIONS[i].1 as u64 == 0;
        match end {
            Some(end) if sound => found[i] = Some(start as usize..end as usize),
            _ => return bad("a section lies outside the pack", format!("byte {entry}")),
        }
    }
    let mut sections = SECTIONS.map(|_| 0..0);
    for (i, range) in found.into_iter().enumerate() {
        match range {
            Some(range) => sections[i] = range,
            None => {
                let id = String::from_utf8_lossy(&SECTIONS[i].0).into_owned();
                return bad("a section is missing", format!("section {id}"));
            }
        }
    }
    Ok(sections)
}

/// Writes a pack, section by section.
#[derive(Debug, Default)]
pub struct PackWriter {
    sections: Vec<([u8; 4], Vec<u8>)>,
}

impl PackWriter {
    /// A pack without sections.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a section.
    pub fn section<T: NoUninit>(&mut self, id: [u8; 4], content: &[T]) {
        self.sections
            .push((id, bytemuck::cast_slice(content).to_vec()));
    }

    /// The bytes of the pack.
    pub fn finish(self) -> Vec<u8> {
        let mut at = (HEADER + self.sections.len() * ENTRY).next_multiple_of(ALIGN);
        let mut out = Vec::new();
        out.extend_from_slice(&MAGIC);
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&(self.sections.len() as u32).to_le_bytes());
        out.extend_from_slice(&[0; 16]);
        for (id, content) in &self.sections {
            out.extend_from_slice(id);
            out.extend_from_slice(&[0; 4]);
            out.extend_from_slice(&(at as u64).to_le_bytes());
            out.extend_from_slice(&(content.len() as u64).to_le_bytes());
            at = (at + content.len()).next_multiple_of(ALIGN);
        }
        for (_, content) in &self.sections {
            out.resize(out.len().next_multiple_of(ALIGN), 0);
            out.extend_from_slice(content);
        }
        let len = out.len() as u64;
        out[16..24].copy_from_slice(&len.to_le_bytes());
        let hash = fnv1a(&out[HEADER..]);
        out[24..32].copy_from_slice(&hash.to_le_bytes());
        out
    }
}

/// The 64-bit FNV-1a hash (Fowler, Noll and Vo): it finds accidents, not attacks.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ *byte as u64).wrapping_mul(0x0100_0000_01b3)
    })
}
