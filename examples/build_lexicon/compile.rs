//! The compact form of the lexicon, as `src/pronounce/lexicon.rs` reads it.

use std::collections::HashMap;

use rhapsode::pronounce::Sound;
use rhapsode::pronounce::training::{BLOCK, Lexicon, MAGIC, derive};

use crate::homographs::Words;
use crate::source::Entries;

/// The two parts of a compiled lexicon.
pub struct Compiled {
    pub words: Vec<u8>,
    pub sounds: Vec<u8>,
    pub kept: usize,
}

/// Compiles entries, leaving out possessives that the stem rules make exactly.
pub fn compile(entries: &Entries, homographs: &Words) -> Compiled {
    let bases: Entries = entries
        .iter()
        .filter(|(word, _)| !word.ends_with("'s") && !word.ends_with("s'"))
        .map(|(word, all)| (word.clone(), all.clone()))
        .collect();
    let packed = pack(&bases, homographs);
    let lexicon = open(&packed);
    let mut kept = entries.clone();
    kept.retain(|word, all| {
        bases.contains_key(word) || derived(&lexicon, word) != Some(all[0].clone())
    });
    pack(&kept, homographs)
}

/// Opens a compiled lexicon in memory.
pub fn open(compiled: &Compiled) -> Lexicon {
    Lexicon::open(
        compiled.words.clone().into(),
        compiled.sounds.clone().into(),
    )
    .expect("just compiled")
}

fn derived(lexicon: &Lexicon, word: &str) -> Option<Vec<Sound>> {
    let mut sounds = Vec::new();
    derive(lexicon, word, &mut sounds).then_some(sounds)
}

/// Compiles entries as they are.
pub fn pack(entries: &Entries, homographs: &Words) -> Compiled {
    let words = entries.keys().enumerate().map(|(i, word)| (word, i as u64));
    let words = fst::Map::from_iter(words).expect("words are in byte order");
    let mut sequences: Vec<Vec<u16>> = entries
        .values()
        .flatten()
        .map(|sounds| sounds.iter().map(|s| s.code() as u16).collect())
        .collect();
    let expansions = byte_pairs(&mut sequences);

    let mut sounds = MAGIC.to_vec();
    sounds.extend((entries.len() as u32).to_le_bytes());
    sounds.extend((expansions.iter().map(Vec::len).sum::<usize>() as u32).to_le_bytes());
    let mut end = 0u16;
    for symbol in 0..=256 {
        sounds.extend(end.to_le_bytes());
        end += expansions.get(symbol).map_or(0, Vec::len) as u16;
    }
    sounds.extend(expansions.concat());
    let (mut offsets, mut table) = (Vec::new(), Vec::new());
    let mut packed = sequences.iter();
    for (number, (word, all)) in entries.iter().enumerate() {
        if number % BLOCK == 0 {
            offsets.extend((table.len() as u32).to_le_bytes());
        }
        for variant in 0..all.len() {
            let sequence = packed.next().expect("a sequence for each pronunciation");
            let more = if variant + 1 < all.len() { 0x80 } else { 0 };
            let homograph = if variant == 0 && homographs.contains_key(word) {
                0x40
            } else {
                0
            };
            assert!(sequence.len() < 0x40, "no word is that long");
            table.push(sequence.len() as u8 | more | homograph);
            table.extend(sequence.iter().map(|&symbol| symbol as u8));
        }
    }
    sounds.extend(offsets);
    sounds.extend(table);
    Compiled {
        words: words.into_fst().into_inner(),
        sounds,
        kept: entries.len(),
    }
}

/// Byte-pair encoding (Gage 1994): rewrites the sequences in symbols below 256, joining the most
/// frequent pair again and again, and gives the sounds that each symbol stands for.
fn byte_pairs(sequences: &mut [Vec<u16>]) -> Vec<Vec<u8>> {
    let mut codes: Vec<u16> = sequences.iter().flatten().copied().collect();
    codes.sort_unstable();
    codes.dedup();
    for sequence in sequences.iter_mut() {
        for symbol in sequence.iter_mut() {
            *symbol = codes.binary_search(symbol).expect("collected above") as u16;
        }
    }
    let mut expansions: Vec<Vec<u8>> = codes.iter().map(|&code| vec![code as u8]).collect();
    while expansions.len() < 256 {
        let mut counts: HashMap<(u16, u16), usize> = HashMap::new();
        for pair in sequences.iter().flat_map(|s| s.windows(2)) {
            *counts.entry((pair[0], pair[1])).or_default() += 1;
        }
        let Some((&pair, _)) = counts
            .iter()
            .max_by_key(|&(pair, count)| (*count, std::cmp::Reverse(*pair)))
        else {
            break;
        };
        let symbol = expansions.len() as u16;
        expansions.push(
            [
                &expansions[pair.0 as usize][..],
                &expansions[pair.1 as usize],
            ]
            .concat(),
        );
        for sequence in sequences.iter_mut() {
            join_pair(sequence, pair, symbol);
        }
    }
    expansions
}

fn join_pair(sequence: &mut Vec<u16>, pair: (u16, u16), symbol: u16) {
    let (mut read, mut write) = (0, 0);
    while read < sequence.len() {
        let hit = sequence[read] == pair.0 && sequence.get(read + 1) == Some(&pair.1);
        sequence[write] = if hit { symbol } else { sequence[read] };
        read += 1 + usize::from(hit);
        write += 1;
    }
    sequence.truncate(write);
}
