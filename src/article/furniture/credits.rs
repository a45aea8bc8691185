//! Who took a picture, behind its caption: "The pier at dawn. Photo: Ann Lee", "… | foto: Agency".

use crate::article::{BlockKind, Document, words};

/// Takes the credits off the captions, and leaves out captions that are nothing else.
pub(super) fn cut(document: &mut Document) {
    let blocks = std::mem::take(&mut document.blocks);
    for block in blocks {
        let credit = (block.kind == BlockKind::Caption).then(|| start(&block.text));
        let Some(at) = credit.flatten() else {
            document.blocks.push(block);
            continue;
        };
        let caption = block.text[..at].trim_end_matches(SEPARATORS).len();
        let credit = block.part(at..block.text.len());
        document.skip(&credit.text, credit.source.span(), "photo credit");
        if let Some(caption) = block.part(0..caption).trimmed() {
            document.blocks.push(caption);
        }
    }
    document.skipped.sort_by_key(|s| s.source.start);
}

/// Whether a paragraph ends with a credit behind a bar or a dash, as only a caption does.
pub(super) fn follows_bar(text: &str) -> bool {
    announced(text).is_some_and(|at| {
        let before = text[..at].trim_end();
        !before.is_empty() && before.ends_with(['|', '—', '–', '-'])
    })
}

/// Signs between a caption and its credit.
const SEPARATORS: [char; 11] = [' ', '\u{a0}', '|', '—', '–', '-', '(', '[', '/', '·', '•'];

/// In words: credits are no longer.
const LONGEST: usize = 12;

/// Where the credit begins, if there is one.
fn start(text: &str) -> Option<usize> {
    let at = announced(text).or_else(|| signed(text))?;
    // "… on Saturday. (Wire Photo/Ann Lee)": all of the bracket.
    let open = text[..at].rfind(['(', '[']);
    let whole = open
        .filter(|&open| !text[open..at].contains([')', ']']) && words::at_most(&text[open..at], 4));
    Some(whole.unwrap_or(at))
}

/// A credit that a word announces: "Photo: Ann Lee", "Photograph by Ann Lee", "Credit...Ann Lee".
fn announced(text: &str) -> Option<usize> {
    let mut before = ' ';
    text.char_indices().find_map(|(at, c)| {
        let begins = !before.is_alphanumeric() && c.is_alphabetic();
        before = c;
        (begins && announces(text, at)).then_some(at)
    })
}

fn announces(text: &str, at: usize) -> bool {
    const NAMES: [&str; 34] = [
        "photo",
        "photos",
        "photograph",
        "photographs",
        "photography",
        "image",
        "images",
        "picture",
        "pictures",
        "credit",
        "credits",
        "illustration",
        "foto",
        "fotos",
        "fotografie",
        "fotografía",
        "bild",
        "bilder",
        "imagen",
        "imagem",
        "immagine",
        "crédit",
        "crédits",
        "crédito",
        "créditos",
        "фото",
        "ảnh",
        "zdjęcie",
        "fot",
        "kuva",
        "fotó",
        "صورة",
        "צילום",
        "写真",
    ];
    const MORE: [&str; 10] = [
        "credit", "credits", "courtesy", "by", "source", "via", "of", "de", "par", "von",
    ];
    let rest = &text[at..];
    let end = rest
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(rest.len());
    let word = rest[..end].to_lowercase();
    if !NAMES.contains(&word.as_str()) || !words::at_most(rest, LONGEST) {
        return false;
    }
    let mut after = rest[end..].trim_start_matches([' ', '\u{a0}']);
    let mut told = false;
    while let Some((next, behind)) = after.split_once([' ', ':']) {
        let next = next.to_lowercase();
        if !MORE.contains(&next.as_str()) {
            break;
        }
        told |= matches!(next.as_str(), "by" | "courtesy" | "credit");
        let colon = after.as_bytes().get(next.len()) == Some(&b':');
        after = if colon { &after[next.len()..] } else { behind };
    }
    let sign = after.starts_with([':', '/', '©', '…']) || after.starts_with("...");
    let named = told && after.starts_with(char::is_uppercase);
    let before = text[..at].trim_end_matches([' ', '\u{a0}']);
    let divided = before.is_empty()
        || words::ends_sentence(before)
        || before.ends_with(SEPARATORS)
        || before.ends_with(['"', '”', '»', ',', ';']);
    // "… at dawn Photo: Ann Lee": the capital and the sign tell enough.
    let capital = rest.starts_with(char::is_uppercase);
    (sign || named) && (divided || capital && sign)
}

/// A credit that only stands behind the last sentence, or alone in brackets: "… at dawn. Agency/Ann Lee",
/// "(Ann Lee)".
fn signed(text: &str) -> Option<usize> {
    /// In words.
    const SHORTEST_CAPTION: usize = 4;
    // "(Ann Lee)", "Ann Lee/Agency".
    let bracket = text.starts_with(['(', '[']) && text.ends_with([')', ']']);
    let named = text.contains('/')
        && text.split_whitespace().all(|w| {
            w.starts_with(char::is_uppercase) || matches!(w, "and" | "for" | "of" | "the")
        });
    if (bracket || named) && is_signature(text) {
        return Some(0);
    }
    if bracket {
        return None;
    }
    // "… on the pier (AFP)".
    if let Some((caption, agency)) = text.strip_suffix(')').and_then(|t| t.rsplit_once(" ("))
        && (2..=8).contains(&agency.len())
        && agency.bytes().all(|b| b.is_ascii_uppercase() || b == b'/')
        && !words::at_most(caption, SHORTEST_CAPTION - 1)
    {
        return Some(caption.len() + 1);
    }
    // "… in the bracken. (Supplied: Ann Lee)", "… at a school [File: Ann Lee/Agency]".
    let open = text
        .ends_with([')', ']'])
        .then(|| text.rfind(['(', '[']))
        .flatten();
    if let Some(open) = open
        && let Some((from, name)) = text[open + 1..text.len() - 1].split_once(": ")
        && words::at_most(from, 3)
        && from.starts_with(char::is_uppercase)
        && is_signature(name)
        && !words::at_most(&text[..open], SHORTEST_CAPTION - 1)
    {
        return Some(open);
    }
    let at = text
        .match_indices(['.', '!', '?', '…'])
        .map(|(at, sign)| at + sign.len())
        .rfind(|&at| text[at..].starts_with(char::is_whitespace))?;
    let caption = &text[..at];
    let last = caption
        .trim_end_matches(['.', '!', '?', '…', '"', '”', '»', ')'])
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    // "Dr. Ann Lee" and "U.S. Coast Guard" are no ends of sentences.
    let ends = !caption.ends_with('.')
        || last.chars().filter(|c| c.is_lowercase()).count() >= 3
        || last.len() >= 2 && last.bytes().all(|b| b.is_ascii_digit());
    let found = ends && !words::at_most(caption, SHORTEST_CAPTION - 1) && is_signature(&text[at..]);
    found.then(|| at + text[at..].len() - text[at..].trim_start().len())
}

/// Whether the text is a name of a person or an agency.
fn is_signature(text: &str) -> bool {
    /// In words.
    const LONGEST: usize = 6;
    let name = text.trim().trim_matches(['(', ')', '[', ']']);
    if name.is_empty() || !words::at_most(name, LONGEST) || words::ends_sentence(name) {
        return false;
    }
    let named = !words::at_most(name, 1)
        && name.split_whitespace().all(|w| {
            w.starts_with(|c: char| c.is_uppercase())
                || matches!(w, "for" | "via" | "and" | "de" | "van")
        });
    named || name.contains(['/', '@', '©'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_behind_captions() {
        for (text, caption) in [
            ("The pier at dawn. Photo: Ann Lee", "The pier at dawn."),
            ("The pier at dawn Photo Credit: A. Lee", "The pier at dawn"),
            ("The pier. Photograph: Jon Teale/The Watchman", "The pier."),
            (
                "Barcos na praia — Foto: Lívia Tavares/Folha",
                "Barcos na praia",
            ),
            (
                "Sběr začíná ráno. | foto: Jan Doležal, Deník",
                "Sběr začíná ráno.",
            ),
            ("Chuyến đò. Ảnh: Minh Hạnh", "Chuyến đò."),
            (
                "The brothers in Astoria.Credit...Noor Haddad for The Bearer",
                "The brothers in Astoria.",
            ),
            (
                "Coils of wire stand in a yard, March 2, 2018. Newswire/Hal Okafor",
                "Coils of wire stand in a yard, March 2, 2018.",
            ),
            (
                "The mule wore lights on Sunday. Dwight Fontaine df@river.example",
                "The mule wore lights on Sunday.",
            ),
            ("Image: Coast Ledger / Dan Wirth", ""),
            ("A trap (Photo by Ann Lee)", "A trap"),
            (
                "They line up on Saturday, Feb. 8. (Wire Photo/Ann Lee)",
                "They line up on Saturday, Feb. 8.",
            ),
            (
                "The stone board, with its pebbles. (Antiquities Office)",
                "The stone board, with its pebbles.",
            ),
            ("(Tess Holroyd)", ""),
            (
                "The lynx walked out of the bracken.(Supplied: Ron Tilley)",
                "The lynx walked out of the bracken.",
            ),
            (
                "Ballots are counted at a school [File: Ola Berg/Agency]",
                "Ballots are counted at a school",
            ),
            (
                "The crew on the pier at dawn (AFP)",
                "The crew on the pier at dawn",
            ),
            ("Lou Frye/Valley Democrat", ""),
        ] {
            let at = start(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(text[..at].trim_end_matches(SEPARATORS), caption);
        }
    }

    #[test]
    fn captions_without_credit() {
        for text in [
            "A picture of the pier in 1990",
            "The winner was Dr. Ann Lee",
            "The crew of the U.S. Coast Guard",
            "Her photo of the year, by a jury of nine",
            "The last boat leaves. It was full.",
            "(The boat is on the left.)",
            "The pier, which was moved (twice)",
            "Men and/or horses on the pier",
            "Three ferries on the sound (left to right: Ann, Bea, Cilla)",
        ] {
            assert_eq!(start(text), None, "{text}");
        }
    }
}
