//! Whether a measure describes the noun after it: "a 5 km run", "50kg bags".

use super::measure::Measure;
use super::reader::Reader;

/// Words after a measure that it does not describe: it stands for itself. Sorted.
#[rustfmt::skip]
static AFTER: &[&str] = &[
    "a", "above", "across", "after", "again", "against", "ago", "ahead", "all", "along", "already", "also",
    "although", "always", "an", "and", "apart", "are", "around", "as", "at", "away", "back", "because", "before",
    "behind", "below", "beneath", "between", "beyond", "both", "but", "by", "came", "can", "city", "clear",
    "combined", "could", "daily", "deep", "did", "do", "does", "down", "downhill", "downstream", "due", "during",
    "each", "earlier", "early", "east", "eastward", "either", "even", "every", "except", "extra", "farther", "faster",
    "fewer", "for", "forward", "from", "further", "gave", "had", "has", "have", "he", "heavier", "her", "here",
    "high", "higher", "highway", "his", "hotter", "however", "hwy", "i", "if", "in", "inland", "inside", "instead",
    "into", "is", "it", "its", "just", "larger", "late", "later", "left", "less", "lighter", "like", "long", "longer",
    "low", "lower", "made", "may", "might", "more", "most", "must", "my", "near", "nearer", "net", "never", "north",
    "northeast", "northward", "northwest", "not", "now", "of", "off", "offshore", "old", "older", "on", "once",
    "only", "onto", "or", "our", "out", "outside", "over", "overall", "overweight", "past", "per", "plus", "right",
    "round", "shall", "she", "short", "shorter", "should", "shy", "since", "slower", "smaller", "so", "sometimes",
    "south", "southeast", "southward", "southwest", "still", "straight", "tall", "taller", "than", "that", "the",
    "their", "then", "there", "these", "they", "thick", "thicker", "this", "those", "though", "through", "throughout",
    "thus", "to", "today", "together", "tomorrow", "tonight", "too", "total", "toward", "towards", "twice", "under",
    "underground", "underwater", "until", "up", "uphill", "upstream", "versus", "vs", "warmer", "was", "we", "weekly",
    "went", "were", "west", "westward", "what", "when", "where", "which", "while", "who", "wide", "wider", "will",
    "with", "within", "without", "would", "x", "yesterday", "yet", "you", "younger", "your",
];

/// Countable nouns that a weight or volume describes; other nouns after those are substances. Sorted.
#[rustfmt::skip]
static THINGS: &[&str] = &[
    "anvil", "athlete", "baby", "backpack", "bag", "ball", "bar", "barbell", "barrel", "bass", "bird", "block",
    "bomb", "bottle", "bowl", "box", "boy", "brick", "bucket", "cake", "can", "car", "carp", "carton", "cat",
    "category", "champion", "child", "class", "container", "cup", "cylinder", "division", "dog", "dose", "drum",
    "dumbbell", "engine", "fighter", "fish", "flask", "fridge", "girl", "glass", "hammer", "ingot", "jar", "jug",
    "keg", "kettlebell", "limit", "load", "lump", "man", "meteorite", "mug", "newborn", "pack", "package", "packet",
    "parcel", "pig", "pill", "plate", "pot", "pouch", "robot", "rock", "sack", "salmon", "satellite", "serving",
    "shell", "squat", "stone", "suitcase", "syringe", "tablet", "tank", "test", "tin", "truck", "tub", "tuna",
    "turkey", "vial", "warhead", "weight", "woman",
];

/// Nouns that a sum describes without an article too: "$20 bills". Sorted.
#[rustfmt::skip]
static PRICED: &[&str] = &[
    "acquisition", "bail", "bailout", "bargain", "bet", "bid", "bill", "bonus", "bounty", "bridge", "budget",
    "buyout", "cap", "car", "check", "cheque", "coin", "contract", "deal", "deficit", "deposit", "discount",
    "donation", "facility", "fee", "fine", "fund", "gift", "grant", "home", "house", "increase", "industry",
    "investment", "jackpot", "lawsuit", "levy", "loan", "mansion", "market", "meal", "merger", "minimum", "note",
    "offer", "package", "payment", "penalty", "plan", "pledge", "price", "prize", "program", "programme", "project",
    "question", "ransom", "rebate", "reward", "rise", "salary", "scholarship", "settlement", "shortfall", "stadium",
    "stake", "stamp", "stimulus", "subsidy", "surplus", "takeover", "ticket", "toll", "upgrade", "valuation",
    "voucher", "watch", "windfall",
];

impl Reader<'_> {
    /// Whether what stands at `i` to `j` describes a noun after it: "a 5 km run", "the $5 bill".
    pub(super) fn attributive(&self, i: usize, j: usize) -> bool {
        let article = matches!(
            &*self.word_before(i),
            "a" | "an"
                | "the"
                | "this"
                | "that"
                | "his"
                | "her"
                | "its"
                | "their"
                | "my"
                | "our"
                | "another"
                | "every"
                | "each"
        );
        // "a 512GB SSD"
        let initialism = |word: &str| {
            (2..=5).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
        };
        article
            && (self.noun_at(j)
                || self.one_of(i.wrapping_sub(1), &["a", "an"])
                    && self.is_word(j)
                    && !self.glued(j)
                    && !self.shouting
                    && initialism(self.at(j))
                    && !super::time::is_zone(self.at(j)))
    }

    /// Whether a sum of money at `i` to `j` describes a noun: "a $5 snack", "$20 bills".
    pub(super) fn priced(&self, i: usize, j: usize) -> bool {
        self.attributive(i, j) || self.noun_at(j) && listed(PRICED, &self.lower(j))
    }

    /// Whether a measure from `i` describes a noun, with an article or without: "12V battery".
    pub(super) fn attributive_measure(&self, i: usize, measure: &Measure) -> bool {
        let j = measure.end;
        if self.attributive(i, j) || self.attributive_pair(i, j) {
            return true;
        }
        if !self.noun_at(j) {
            return false;
        }
        let noun = self.lower(j);
        if measure.weighs_or_fills() {
            let men = matches!(&*noun, "men" | "women" | "children" | "babies");
            return men || listed(THINGS, &noun);
        }
        self.measured_noun(j)
    }

    /// "a 10 lb 4 oz baby": whether a second, smaller measure stands between the one from `i` to `j`
    /// and the noun that both describe.
    fn attributive_pair(&self, i: usize, j: usize) -> bool {
        let Some(second) = self.number_at(j) else {
            return false;
        };
        let article = self.one_of(
            i.wrapping_sub(1),
            &["a", "an", "the", "this", "that", "their"],
        );
        article
            && self.is_digits(j)
            && second.end == second.int_end
            && self
                .unit_at(second.end)
                .is_some_and(|unit| self.noun_at(unit.end) && !self.one_of(unit.end, &["old"]))
    }

    /// Whether the word at `j` is a noun that a length describes.
    pub(super) fn measured_noun(&self, j: usize) -> bool {
        let noun = self.lower(j);
        self.noun_at(j) && !noun.ends_with("ly") && !noun.ends_with("ed") && !noun.ends_with("ing")
    }

    /// Whether a word in lower case that may be a noun stands at `j`.
    pub(super) fn noun_at(&self, j: usize) -> bool {
        self.lower_word(j)
            && !self.glued(j)
            && self.at(j).len() > 1
            && AFTER.binary_search(&self.at(j)).is_err()
    }
}

/// Whether a word in lower case describes nothing and is none of a name: "and", "with".
pub(super) fn is_function_word(word: &str) -> bool {
    AFTER.binary_search(&word).is_ok()
}

/// Whether a noun, or the singular of a plural, is in a list.
fn listed(list: &[&str], noun: &str) -> bool {
    let singular = |ending: &str| {
        noun.strip_suffix(ending)
            .is_some_and(|stem| list.binary_search(&stem).is_ok())
    };
    list.binary_search(&noun).is_ok() || singular("s") || singular("es")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        for table in [AFTER, THINGS, PRICED] {
            for pair in table.windows(2) {
                assert!(pair[0] < pair[1], "{} before {}", pair[0], pair[1]);
            }
        }
    }
}
