//! What messages write in lower case: "fyi", "b4", "fri @ 5".

use super::date;
use super::reader::Reader;

/// Initialisms that are spelled although their letters could be a word. Sorted.
#[rustfmt::skip]
static SPELLED: &[&str] = &[
    "adhd", "afaik", "ai", "aka", "api", "apis", "atm", "atms", "aws", "bbq", "ceo", "ceos", "cfo", "cia", "cpa",
    "cpr", "cpu", "cpus", "cto", "diy", "dui", "eod", "eow", "esg", "eta", "etf", "etfs", "eu", "faqs", "fbi",
    "fda", "fte", "ftes", "fy", "fyi", "gpa", "gpu", "gpus", "hiv", "idk", "iirc", "imho", "imo", "ipa", "ipo", "iq",
    "irl", "irs", "isp", "ivf", "kpi", "kpis", "lapd", "mba", "mbas", "nba", "ncaa", "ngo", "ngos", "nhl", "nsa",
    "nyc", "nypd", "obgyn", "ocd", "oem", "omg", "pta", "roi", "sku", "skus", "sms", "uae", "ufc", "ufo", "ufos",
    "ui", "uk", "url", "urls", "usa", "usb", "usda", "usps", "uti", "vip", "vips", "wfh", "ymca",
];

/// Lower-case words of three to five letters that may be more than a word: types of street, short
/// forms, initialisms. Sorted.
#[rustfmt::skip]
static MORE: &[&str] = &[
    "acct", "accts", "addl", "amt", "appt", "appts", "apt", "ave", "avg", "bday", "cir", "excl", "fri", "incl",
    "intl", "mon", "ppl", "recd", "sat", "sun", "ter", "tue", "wed",
];

/// Short forms without a full stop, in lower case only: "amt due", "ur appt".
fn written_short(word: &str) -> Option<&'static str> {
    Some(match word {
        "acct" => "account",
        "accts" => "accounts",
        "addl" => "additional",
        "amt" => "amount",
        "appt" => "appointment",
        "appts" => "appointments",
        "avg" => "average",
        "bday" => "birthday",
        "chk" => "check",
        "ctr" => "center",
        "dr's" => "doctor's",
        "excl" => "excluding",
        "incl" => "including",
        "intl" => "international",
        "mgr" => "manager",
        "mgrs" => "managers",
        "msg" => "message",
        "msgs" => "messages",
        "pkg" => "package",
        "ppl" => "people",
        "qty" => "quantity",
        "rcvd" | "recd" => "received",
        "thx" => "thanks",
        "tmrw" => "tomorrow",
        "txt" => "text",
        _ => return None,
    })
}

/// Whether a lower-case word is to be looked at by more readers than the plain one.
pub(super) fn is_more(word: &str) -> bool {
    MORE.binary_search(&word).is_ok() || is_spelled(word)
}

/// Whether a lower-case word is an initialism that is spelled.
pub(super) fn is_spelled(word: &str) -> bool {
    (2..=5).contains(&word.len()) && SPELLED.binary_search(&word).is_ok()
}

impl Reader<'_> {
    /// Short forms of messages at `i`.
    pub(super) fn chat(&mut self, i: usize) -> Option<usize> {
        if !self.lower_word(i) || self.glued_before(i) {
            return None;
        }
        if self.at(i).len() <= 5
            && !(self.glued_sign(i + 1) == '.' && self.glued(i + 2))
            && let Some(phrase) = written_short(self.at(i))
        {
            let stop = self.glued_sign(i + 1) == '.' && self.lower_word(i + 2);
            self.begin(i);
            self.say_word(phrase);
            return Some(self.finish(i + 1 + usize::from(stop)));
        }
        self.sounded_digit(i).or_else(|| self.bare_weekday(i))
    }

    /// "b4", "gr8", "l8r": a digit for its sound.
    fn sounded_digit(&mut self, i: usize) -> Option<usize> {
        if self.glued_digits(i + 1) != 1 {
            return None;
        }
        let rest = if self.glued(i + 2) && self.is_word(i + 2) {
            self.at(i + 2)
        } else {
            ""
        };
        let (word, end) = match (self.at(i), self.at(i + 1), rest) {
            // "call me b4 10", but "b4" alone is a square or a cell.
            ("b", "4", "") => {
                let clause = i > 0
                    && self.lower_word(i - 1)
                    && !self.one_of(i - 1, &["the", "a", "on", "to", "cell", "square", "from"])
                    && !self.glued(i + 2)
                    && (self.lower_word(i + 2) || self.is_digits(i + 2));
                if !clause {
                    return None;
                }
                ("before", i + 2)
            }
            ("gr", "8", "") => ("great", i + 2),
            ("m", "8", "") if i > 0 && self.ends(i + 2) && self.lower_word(i - 1) => {
                ("mate", i + 2)
            }
            ("l", "8", "r") => ("later", i + 3),
            ("h", "8", "") if i > 0 && self.lower_word(i - 1) => ("hate", i + 2),
            _ => return None,
        };
        self.begin(i);
        self.say_word(word);
        Some(self.finish(end))
    }

    /// "by eod fri", "fri @ 5", "on mon": a day of the week without a full stop.
    fn bare_weekday(&mut self, i: usize) -> Option<usize> {
        let word = self.at(i);
        if !matches!(word, "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")
            || self.glued(i + 1) && !self.ends(i + 1)
            || self.sign(i + 1) == '.'
        {
            return None;
        }
        let day = date::weekday(word)?;
        let before = self.one_of(
            i.wrapping_sub(1),
            &[
                "next", "last", "this", "every", "eod", "by", "on", "til", "till", "until", "due",
            ],
        );
        let timed = self.is_digits(i + 1)
            || self.sign(i + 1) == '@'
            || self.one_of(
                i + 1,
                &[
                    "at",
                    "night",
                    "morning",
                    "afternoon",
                    "evening",
                    "am",
                    "pm",
                    "noon",
                ],
            );
        // "he sat on", "the sun at noon", "to wed at"
        let word_too = matches!(word, "sat" | "sun" | "wed");
        let dated = if word_too {
            before && (timed || self.ends(i + 1))
        } else {
            before || timed
        };
        if !dated {
            return None;
        }
        self.begin(i);
        self.say_word(day);
        Some(self.finish(i + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        assert!(SPELLED.is_sorted() && MORE.is_sorted());
    }
}
