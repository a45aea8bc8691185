//! Bounds of sentences that UAX #29 does not see.

use super::abbreviation::{self, Abbreviation};
use super::boundary::{camel, ends_at_mark, is_opener, last_word};
use super::footnote;
use super::listing::{self, Marker};
use super::starter;
use super::token::{Small, floor};

/// How far into a sentence a list is looked for, in bytes.
const REACH: usize = 96;

/// Looks in `from..to`, inside one UAX #29 segment, for a bound that UAX #29 does not see.
/// `first_word` is where the first letter or digit of the sentence stands.
pub(super) fn inner(
    text: &str,
    start: usize,
    first_word: usize,
    from: usize,
    to: usize,
) -> Option<usize> {
    let next_item = Marker::at(&text[start..])
        .or_else(|| item_after_colon(&text[start..floor(text, to.min(start + REACH))]))
        .and_then(|marker| marker.successor());
    let bytes = text.as_bytes();
    let mut next = from;
    while next < to {
        let at = next;
        // Most of a text is ASCII that no bound is near.
        if bytes[at].is_ascii() && next_item.is_none() && !matches!(bytes[at], b'.' | b'?' | b'!') {
            next += 1;
            continue;
        }
        let c = text[at..].chars().next()?;
        next += c.len_utf8();
        if matches!(c, '.' | '?' | '!')
            && at > first_word
            && let Some(end) = footnote::end(text, at)
        {
            return Some(end);
        }
        match c {
            '.' if at > first_word
                && (number_starts(text, start, at) || dash_starts(text, start, at)) =>
            {
                return Some(at + 1);
            }
            '.' | '?' | '!' if glued_end(text, start, at, c) => return Some(at + 1),
            '.' if four_dots(text, start, at) => return Some(at + 1),
            '.' if camel(text[at + 1..].trim_start()) && text[at + 1..].starts_with(' ') => {
                if ends_at_mark(&text[start..=at], "", text[at + 1..].trim_start(), false) {
                    return Some(at + 1);
                }
            }
            '…' if at > first_word => {
                if let Some(end) = end_after_dots(text, at) {
                    return Some(end);
                }
            }
            _ if listing::is_bullet(c) && at > first_word => {
                if text[..at].ends_with(char::is_whitespace) {
                    return Some(at);
                }
            }
            _ => {
                if let Some(item) = next_item
                    && at > start
                    && text[..at].ends_with(char::is_whitespace)
                    && Marker::at(&text[at..]) == Some(item)
                {
                    return Some(at);
                }
            }
        }
    }
    None
}

/// "Two rules: a. No shoes. b. No hats.": the marker of a first item after the words that announce it.
fn item_after_colon(text: &str) -> Option<Marker> {
    let (_, items) = text.split_once(": ")?;
    let first = ["1.", "a.", "i."].iter().any(|m| items.starts_with(m));
    Marker::at(items).filter(|_| first)
}

/// "It rained. 10 people left.": a number begins a sentence. UAX #29 looks on to the next letter.
fn number_starts(text: &str, start: usize, at: usize) -> bool {
    let rest = &text[at + 1..];
    let next = rest.trim_start();
    if next.len() == rest.len()
        || !next.starts_with(|c: char| c.is_ascii_digit())
        || rest[..rest.len() - next.len()].contains('\n')
    {
        return false;
    }
    let body = &text[start..=at];
    let word = last_word(&text[start..at]);
    // A short word with a capital may be an abbreviation that nobody has listed: "Reg. 12".
    let plain = word.starts_with(|c: char| c.is_ascii_digit())
        || word.len() > 4
        || word.chars().count() > 1 && word.starts_with(char::is_lowercase);
    // "10s. 6d.": shillings and pence.
    let coins = word
        .strip_suffix('s')
        .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
        && next
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .starts_with('d');
    let degrees = matches!(word, "lat" | "Lat" | "long" | "Long")
        && next
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
            .starts_with('°');
    plain
        && !coins
        && !degrees
        && Marker::at(next).is_none()
        && !Marker::is_all_of(body)
        && ends_at_mark(body, "", next, false)
}

/// "That was it. -- The end.": a spaced dash begins a sentence, for UAX #29 the last one goes on.
fn dash_starts(text: &str, start: usize, at: usize) -> bool {
    let next = [" -- ", " — ", " – "]
        .iter()
        .find_map(|dash| text[at + 1..].strip_prefix(dash));
    next.is_some_and(|next| {
        // "Jan. – Mar."
        let end = next
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(next.len());
        let word = Small::lower(&next[..end]);
        let dated = super::date::month(&word).is_some() || super::date::weekday(&word).is_some();
        !dated
            && next.starts_with(char::is_uppercase)
            && ends_at_mark(&text[start..=at], "", next, false)
    })
}

/// "wrote…  The", "“Stop…” The": the end of a sentence at a horizontal ellipsis, which UAX #29 does
/// not take for a terminator, and the quotation marks that close after it.
fn end_after_dots(text: &str, at: usize) -> Option<usize> {
    let dots = &text[at + '…'.len_utf8()..];
    let rest = dots
        .strip_prefix(['”', '"', '’'])
        .filter(|rest| !rest.trim_start().starts_with("I "))
        .unwrap_or(dots);
    let after = rest.trim_start();
    let ends = after.len() < rest.len()
        && after
            .trim_start_matches(is_opener)
            .starts_with(char::is_uppercase);
    ends.then(|| text.len() - rest.len())
}

/// "compounds. . . . The practice": a full stop and then three spaced dots of an ellipsis.
fn four_dots(text: &str, start: usize, at: usize) -> bool {
    let rest = &text[at + 1..];
    text[start..at].ends_with(char::is_alphanumeric)
        && rest
            .strip_prefix(" . . . ")
            .is_some_and(|next| next.starts_with(char::is_uppercase))
}

/// A missing space: "the end.Then", "1,000.That", "What?No".
fn glued_end(text: &str, start: usize, at: usize, mark: char) -> bool {
    // What decides is near: the rest of the run without spaces.
    let next = &text[at + 1..floor(text, at + 80)];
    let mut chars = next.chars();
    if !chars.next().is_some_and(char::is_uppercase) {
        return false;
    }
    let second = chars.next().unwrap_or(' ');
    let word = last_word(&text[start..at]);
    // An address, a path or a file name keeps its dots.
    if word.contains(['@', '/', '\\', '_', ':', '?', '=', '&']) || word.starts_with("www") {
        return false;
    }
    let tail = next.split(char::is_whitespace).next().unwrap_or("");
    if tail.len() > 64 || tail.contains(['@', '/', '\\', '_']) {
        return false;
    }
    if mark != '.' {
        return word.ends_with(char::is_alphanumeric) && second.is_lowercase();
    }
    let stem_word = word.rsplit('.').next().unwrap_or(word);
    let next_word = &tail[..tail
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(tail.len())];
    let starter = starter::STARTERS.binary_search(&next_word).is_ok();
    let title = matches!(
        abbreviation::find(&Small::lower(next_word)),
        Some((Abbreviation::Title, _))
    );
    let lower_word = stem_word.chars().count() >= 2 && stem_word.chars().all(char::is_lowercase);
    let number = stem_word.ends_with(|c: char| c.is_ascii_digit());
    let capital_word = stem_word.chars().count() >= 3 && stem_word.chars().all(char::is_alphabetic);
    if abbreviation::find(&Small::lower(stem_word)).is_some() && !starter {
        return false;
    }
    match (lower_word, number) {
        (true, _) => second.is_lowercase() && !tail.contains('(') || starter,
        (_, true) => second.is_lowercase() && next_word.len() > 1 || starter && next_word != "A",
        _ => capital_word && (starter || title),
    }
}
