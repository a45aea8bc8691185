//! Reading the sources: CMUdict and the project's own word lists.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use rhapsode::pronounce::Sound;
use rhapsode::pronounce::sound::parse_cmu;

/// Words in byte order, with their pronunciations, the usual one first.
pub type Entries = BTreeMap<String, Vec<Vec<Sound>>>;

/// Reads `cmudict.dict`: `word PHONES # comment`, variants as `word(2)`.
pub fn read_cmudict(path: &Path) -> Result<Entries, Box<dyn Error>> {
    let mut entries = Entries::new();
    for (number, line) in std::fs::read_to_string(path)?.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default();
        let Some((word, phones)) = line.trim().split_once(' ') else {
            continue;
        };
        let word = word.split('(').next().unwrap_or_default();
        let sounds = parse_cmu(phones).map_err(|(_, bad)| at(path, number, bad))?;
        let all = entries.entry(word.to_string()).or_default();
        if !all.contains(&sounds) {
            all.push(sounds);
        }
    }
    Ok(entries)
}

/// Reads a list of ours: `word  PHONES`, `# comment`; a word's first line here replaces what
/// CMUdict says of it, further lines add variants. `word  -` removes a word.
pub fn read_own(path: &Path, entries: &mut Entries) -> Result<(), Box<dyn Error>> {
    let mut own = Entries::new();
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    for (number, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim();
        let Some((word, phones)) = line.split_once([' ', '\t']) else {
            if !line.is_empty() {
                return Err(at(path, number, "no phones").into());
            }
            continue;
        };
        let all = own.entry(word.to_string()).or_default();
        if phones.trim() != "-" {
            all.push(parse_cmu(phones).map_err(|(_, bad)| at(path, number, bad))?);
        }
    }
    for (word, all) in own {
        if all.is_empty() {
            entries.remove(&word);
        } else {
            entries.insert(word, all);
        }
    }
    Ok(())
}

fn at(path: &Path, line: usize, bad: &str) -> String {
    format!("{}:{}: {bad}", path.display(), line + 1)
}
