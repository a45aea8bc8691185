//! Date lines: "2 Jul 2020", "Published: Thursday, July 2, 2020 at 10:15 am".

/// Whether the text (as a [`key`](super::words::key)) is a date and nothing else, and names at
/// least a year or a day and month.
pub(in crate::article) fn is_date(key: &str) -> bool {
    let (mut year, mut month, mut day, mut numeric) = (false, false, false, 0);
    for word in key.split(' ') {
        if let Some(n) = number(word) {
            match n {
                1600..=2199 if word.len() == 4 => year = true,
                1..=31 if !word.contains(':') => day = true,
                _ => {}
            }
            numeric += 1;
        } else if MONTHS.iter().any(|m| is_short_for(word, m)) {
            month = true;
        } else if !is_beside_date(word) {
            return false;
        }
    }
    numeric > 0 && numeric <= MOST_NUMBERS && ((month && (year || day)) || (year && day))
}

/// Day, month, year, hour, minute, second, of two dates.
const MOST_NUMBERS: usize = 12;

/// The value of `12`, `2nd`.
fn number(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ordinal = matches!(&word[digits.len()..], "" | "st" | "nd" | "rd" | "th");
    digits.parse().ok().filter(|_| ordinal && digits.len() <= 4)
}

/// Whether the word is the name or a usual abbreviation of it.
fn is_short_for(word: &str, name: &str) -> bool {
    word == name || (matches!(word.len(), 3 | 4) && name.starts_with(word))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Words that stand in a date line and are no date by themselves.
fn is_beside_date(word: &str) -> bool {
    const WORDS: [&str; 38] = [
        "published",
        "updated",
        "posted",
        "modified",
        "revised",
        "created",
        "edited",
        "first",
        "last",
        "on",
        "at",
        "date",
        "time",
        "am",
        "pm",
        "a",
        "p",
        "m",
        ":",
        "|",
        "/",
        "gmt",
        "utc",
        "bst",
        "est",
        "edt",
        "cst",
        "cdt",
        "mst",
        "mdt",
        "pst",
        "pdt",
        "cet",
        "cest",
        "et",
        "of",
        "t",
        "z",
    ];
    WORDS.contains(&word)
        || WEEKDAYS.iter().any(|d| is_short_for(word, d))
        || word == "tues"
        || word == "thurs"
        || matches!(
            word,
            "ist" | "sgt" | "hkt" | "jst" | "aest" | "aedt" | "the"
        )
        || word.strip_suffix(['m', 'z']).is_some_and(is_clock)
}

/// The digits of `10am` or `0900z`.
fn is_clock(word: &str) -> bool {
    let digits = word.trim_end_matches(['a', 'p']);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::words::key;
    use super::*;

    #[test]
    fn dates_and_others() {
        for date in [
            "2 Jul 2020",
            "July 2nd, 2020",
            "2020-07-02",
            "02/07/2020",
            "Thu 2 July 2020 10.15 BST",
            "Published: July 2, 2020 at 10:15 a.m.",
            "Updated Sept. 3, 2021, 9am ET",
            "May 2020",
            "First published on Mon 4 May 2020 | Last modified on Tues 5 May 2020",
            "3 March",
        ] {
            assert!(is_date(&key(date)), "{date}");
        }
        for other in [
            "1984",
            "May",
            "12 Monkeys",
            "2 July 2020 in Vientiane",
            "10:15",
            "",
            "Sunday",
            "1.5 2.5",
            "March on Washington 1963",
        ] {
            assert!(!is_date(&key(other)), "{other}");
        }
    }
}
