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
        } else if is_whole_date(word) {
            (year, month, day, numeric) = (true, true, true, numeric + 3);
        } else if MONTHS.iter().any(|m| is_short_for(word, m)) || OTHER_MONTHS.contains(&word) {
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

/// Months as German, French, Spanish, Italian, Portuguese and Dutch write them, where not as English.
const OTHER_MONTHS: [&str; 62] = [
    "januar",
    "jänner",
    "februar",
    "märz",
    "mai",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "janvier",
    "février",
    "mars",
    "avril",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "setiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "gennaio",
    "febbraio",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "settembre",
    "ottobre",
    "dicembre",
    "janeiro",
    "fevereiro",
    "março",
    "maio",
    "junho",
    "julho",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
    "januari",
    "februari",
    "maart",
    "mei",
    "augustus",
    "okt",
    "dez",
    "janv",
    "févr",
    "mär",
];

/// `12032021`, which was `12.03.2021`, and `2021年3月12日`.
fn is_whole_date(word: &str) -> bool {
    let digits =
        |range: std::ops::Range<usize>| word.get(range).and_then(|d| d.parse::<u32>().ok());
    if word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit()) {
        return matches!(
            (digits(0..2), digits(2..4), digits(4..8)),
            (Some(1..=31), Some(1..=12), Some(1900..=2099))
        );
    }
    let parts = word
        .split(['年', '月', '日', '년', '월', '일'])
        .filter(|p| !p.is_empty());
    word.contains(['年', '년'])
        && word.contains(['月', '월'])
        && parts.clone().count() <= 3
        && parts
            .into_iter()
            .all(|part| part.bytes().all(|b| b.is_ascii_digit()))
}

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
    const WORDS: [&str; 48] = [
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
        "uk",
        "ist",
        "aest",
        "aedt",
        "sgt",
        "hkt",
        "jst",
        "msk",
        "wib",
        "sast",
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
        || OTHER_BESIDE.contains(&word)
        || word.strip_suffix(['m', 'z', 'h']).is_some_and(is_clock)
        || word
            .trim_end_matches('m')
            .split_once('h')
            .is_some_and(|(h, m)| is_clock(h) && is_clock(m))
}

/// What stands beside a date in other languages.
const OTHER_BESIDE: [&str; 52] = [
    "há",
    "horas",
    "hora",
    "minutos",
    "hace",
    "comments",
    "comment",
    "kommentare",
    "aktualisiert",
    "actualizado",
    "atualizado",
    "actualisé",
    "hs",
    "h",
    "aggiornato",
    "uhr",
    "stand",
    "vom",
    "den",
    "um",
    "le",
    "à",
    "de",
    "del",
    "el",
    "las",
    "il",
    "alle",
    "ore",
    "op",
    "om",
    "às",
    "em",
    "publié",
    "publie",
    "mis",
    "jour",
    "modifié",
    "veröffentlicht",
    "aktualisiert",
    "publicado",
    "actualizado",
    "pubblicato",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lundi",
    "mardi",
];

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
            "Stand: 12.03.2021, 16:40 Uhr",
            "Publié le 14 novembre 2020 à 06h30",
            "23 de agosto de 2017",
            "2022年4月5日",
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
            "12345678",
            "2022年",
        ] {
            assert!(!is_date(&key(other)), "{other}");
        }
    }
}
