//! Small measures of a stretch of text that the rules for plain text and furniture share.

/// The text reduced to what a comparison should see: lower-case words and a few telling signs
/// (`: | / > © @`), separated by single spaces, without other punctuation.
pub(super) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Most of most texts, without the tables of Unicode.
            'a'..='z' | '0'..='9' => key.push(c),
            'A'..='Z' => key.push(c.to_ascii_lowercase()),
            ' ' if !key.is_empty() && !key.ends_with(' ') => key.push(' '),
            '\'' | '\u{2019}' | '\u{ad}' | '\u{feff}' => {}
            // "H.E." and "p.m." are one word each.
            '.' if key.ends_with(char::is_alphanumeric) => {}
            ':' | '|' | '/' | '>' | '©' | 'ⓒ' | '@' => {
                if !key.is_empty() && !key.ends_with(' ') {
                    key.push(' ');
                }
                key.push(if c == 'ⓒ' { '©' } else { c });
                key.push(' ');
            }
            c if c.is_alphanumeric() => key.extend(c.to_lowercase()),
            _ if !key.is_empty() && !key.ends_with(' ') => key.push(' '),
            _ => {}
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// How many words the text has, counted up to `limit`.
pub(super) fn count(text: &str, limit: usize) -> usize {
    if text.is_ascii() {
        return count_ascii(text.as_bytes(), limit);
    }
    text.split_whitespace()
        .filter(|w| w.contains(char::is_alphanumeric))
        .take(limit)
        .count()
}

fn count_ascii(text: &[u8], limit: usize) -> usize {
    let (mut count, mut counted) = (0, false);
    for b in text {
        if b.is_ascii_alphanumeric() && !counted {
            if count == limit {
                break;
            }
            (count, counted) = (count + 1, true);
        } else if matches!(b, b' ' | b'\t'..=b'\r') {
            counted = false;
        }
    }
    count
}

/// Whether the text has at most `limit` words, found without looking at more of it than needed.
pub(super) fn at_most(text: &str, limit: usize) -> bool {
    text.len() <= limit * LONGEST_WORD && count(text, limit + 1) <= limit
}

/// In bytes; longer "words" are addresses or noise, and make the text around them long as well.
const LONGEST_WORD: usize = 32;

/// The last character that is not a closing quotation mark or bracket.
pub(super) fn last_sign(text: &str) -> Option<char> {
    text.chars()
        .rev()
        .take(8)
        .find(|c| !matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | ' '))
}

/// Whether the text ends like a sentence.
pub(super) fn ends_sentence(text: &str) -> bool {
    matches!(
        last_sign(text),
        Some('.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '؟')
    )
}

/// Whether the text ends with a question mark.
pub(super) fn ends_question(text: &str) -> bool {
    matches!(last_sign(text), Some('?' | '？' | '؟'))
}

/// Whether the first letter is lower case.
pub(super) fn starts_lower(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

/// Whether there are letters and none of them is lower case.
pub(super) fn is_all_caps(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some()
        && letters.all(|c| !c.is_lowercase())
        && text.contains(char::is_uppercase)
}

/// Whether every word of weight begins with a capital or a digit, as in a headline.
pub(super) fn is_title_case(text: &str) -> bool {
    let mut words = 0;
    for word in text.split_whitespace() {
        let Some(first) = word.chars().find(|c| c.is_alphanumeric()) else {
            continue;
        };
        words += 1;
        let small = word.len() <= 3 || SMALL_WORDS.contains(&word);
        if first.is_lowercase() && (words == 1 || !small) {
            return false;
        }
    }
    words > 0
}

/// Words of more than three letters that headlines and names write small.
const SMALL_WORDS: [&str; 10] = [
    "with", "from", "into", "over", "than", "upon", "della", "between", "without", "against",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys() {
        assert_eq!(key("Search result for \"\""), "search result for");
        assert_eq!(key("  H.E. O’Neill — Photo: ©AP"), "he oneill photo : © ap");
        assert_eq!(key("0:00 / 5:23"), "0 : 00 / 5 : 23");
        assert_eq!(key("…"), "");
    }

    #[test]
    fn endings_and_cases() {
        assert!(ends_sentence("He said: “Go.”") && !ends_sentence("No end,"));
        assert!(is_title_case("The Lord of the Rings") && !is_title_case("The lord of rings"));
        assert!(is_all_caps("Q4 ÉTÉ") && !is_all_caps("123") && !is_all_caps("日本"));
        assert!(at_most("one two", 2) && !at_most("one two three", 2));
    }
}
