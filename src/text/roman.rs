//! Roman numerals: kings, chapters, centuries, enumerations.

use super::reader::Reader;
use super::token::Small;

/// Names of rulers and popes that take a number. Sorted.
#[rustfmt::skip]
static RULERS: &[&str] = &[
    "abbas", "abdullah", "adolf", "adolphe", "adrian", "adrien", "aethelred", "afonso", "ahmed", "akbar", "akhenaten",
    "albert", "alexander", "alexios", "alexis", "alexy", "alfons", "alfonse", "alfonso", "alfred", "amadeus",
    "amenhotep", "anastasius", "andrew", "andronikos", "antigonus", "antiochus", "aram", "arsinoe", "artaxerxes",
    "ashurnasirpal", "august", "augustus", "baldwin", "bartholomew", "basil", "baudouin", "bayezid", "beatrix",
    "bela", "benedict", "benedictus", "berenice", "bhumibol", "birendra", "bogdan", "bohemond", "boleslaw",
    "boniface", "boris", "bretislaus", "callixtus", "cambyses", "canute", "carl", "carlos", "carol", "casimir",
    "cassander", "catherine", "celestine", "charles", "childeric", "christian", "clemens", "clement", "cleopatra",
    "clovis", "coloman", "conrad", "constantin", "constantine", "cosimo", "cyrus", "darius", "david", "demetrius",
    "dinis", "djoser", "duarte", "dusan", "eadward", "edmund", "edward", "edwy", "eleazar", "elizabeth", "emanuel",
    "emeric", "emmanuel", "ercole", "eric", "erich", "erik", "ernst", "ethelred", "eugene", "faisal", "farouk",
    "felipe", "feodor", "ferdinand", "fernando", "francesco", "francis", "franz", "frederick", "friedrich", "fuad",
    "fyodor", "galeazzo", "georg", "george", "geza", "gregory", "guidobaldo", "gustav", "gustavus", "gyanendra",
    "haakon", "hadrian", "hakon", "hamid", "harald", "harold", "hassan", "hatshepsut", "heinrich", "henri", "henrik",
    "henry", "honore", "honorius", "hussein", "inge", "innocent", "isabel", "isabella", "ivan", "jacques", "jagiello",
    "jaime", "james", "jean", "jigme", "joanna", "joao", "johan", "john", "joseph", "juan", "julius", "justinian",
    "kalakaua", "kaloyan", "kamehameha", "karekin", "karl", "kavadh", "kazimierz", "khosrow", "kirill", "knut",
    "ladislaus", "leo", "leonhard", "leopold", "linus", "lothair", "louis", "lucius", "ludovico", "ludwig", "luis",
    "lysimachus", "magnus", "mahendra", "mahmud", "majid", "malietoa", "manuel", "marcellus", "margrethe", "maria",
    "marinus", "martin", "mary", "matthias", "maximilian", "mehmed", "menelik", "mentuhotep", "michael", "mieszko",
    "milan", "mindaugas", "mircea", "mithridates", "moctezuma", "mohammed", "montezuma", "moritz", "mulawarman",
    "murad", "mustafa", "napoleon", "nebuchadnezzar", "nicholas", "nicolas", "nikolaus", "norodom", "olaf", "olav",
    "orhan", "oscar", "osman", "otto", "ottokar", "paschal", "paul", "pedro", "pepi", "pepin", "pere", "peter",
    "petros", "petru", "philip", "philippe", "pimen", "pius", "pomare", "psamtik", "ptolemy", "radama", "rainier",
    "rama", "ramesses", "ramiro", "ramses", "richard", "robert", "romanos", "romanus", "rudolf", "sancho", "sargon",
    "selassie", "seleucus", "selim", "senusret", "sergius", "seti", "shalmaneser", "shapur", "shenouda", "sigismund",
    "sigurd", "sihanouk", "silverius", "simeon", "sixtus", "sneferu", "stanislaus", "stefan", "stephen", "suleiman",
    "sultan", "sverre", "symmachus", "tawadros", "tewodros", "theodore", "theodoros", "theodosius", "thutmose",
    "tiberius", "tokugawa", "tudor", "tupou", "tutankhamun", "tvrtko", "umberto", "urban", "uros", "vajiralongkorn",
    "valdemar", "valentinian", "vasily", "victor", "vigilius", "vittorio", "vladimir", "vladislaus", "vratislaus",
    "vytautas", "wenceslaus", "wilhelm", "wilhelmina", "willem", "william", "xerxes", "yohannes", "zachary", "zog",
    "zygmunt",
];

/// Words before a Roman numeral that is a plain number.
fn is_heading(word: &str) -> bool {
    matches!(
        word,
        "chapter"
            | "ch"
            | "part"
            | "pt"
            | "act"
            | "scene"
            | "volume"
            | "vol"
            | "book"
            | "section"
            | "sec"
            | "article"
            | "art"
            | "appendix"
            | "annex"
            | "phase"
            | "stage"
            | "type"
            | "class"
            | "level"
            | "title"
            | "war"
            | "bowl"
            | "rocky"
            | "fantasy"
            | "grade"
            | "figure"
            | "fig"
            | "table"
            | "plate"
            | "page"
            | "p"
            | "pp"
            | "canto"
            | "lesson"
            | "unit"
            | "series"
            | "mark"
            | "division"
            | "category"
            | "tier"
            | "track"
            | "schedule"
            | "amendment"
            | "psalm"
            | "sonnet"
            | "symphony"
            | "episode"
            | "ep"
            | "sc"
            | "group"
            | "vatican"
            | "apollo"
            | "quake"
            | "item"
            | "clause"
            | "paragraph"
            | "region"
            | "corps"
            | "legion"
            | "movement"
            | "step"
            | "option"
            | "civilization"
            | "theorem"
            | "diabetes"
            | "bipolar"
            | "factor"
            | "angiotensin"
            | "iron"
            | "copper"
            | "lead"
            | "nos"
            | "no"
            | "round"
            | "world"
            | "trigger"
            | "hearts"
            | "wars"
            | "quest"
            | "sequel"
            | "kombat"
            | "fighter"
            | "superman"
            | "godfather"
            | "henry-part"
            | "element"
            | "period"
            | "numeral"
            | "numerals"
    )
}

/// Words after a Roman numeral that make it an ordinal: "the XIX century", "XVIII Corps".
fn takes_ordinal(word: &str) -> bool {
    matches!(
        word,
        "century"
            | "centuries"
            | "dynasty"
            | "arrondissement"
            | "olympiad"
            | "olympic"
            | "amendment"
            | "corps"
            | "army"
            | "legion"
            | "congress"
            | "edition"
            | "anniversary"
            | "plenum"
            | "airborne"
            | "summit"
    )
}

/// The value of a canonical Roman numeral, upper or lower case.
pub(super) fn value(text: &str) -> Option<u64> {
    if text.is_empty() || text.len() > 15 {
        return None;
    }
    let lower = text.bytes().all(|b| b.is_ascii_lowercase());
    if !lower && !text.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let digit = |b: u8| match b.to_ascii_lowercase() {
        b'i' => 1,
        b'v' => 5,
        b'x' => 10,
        b'l' => 50,
        b'c' => 100,
        b'd' => 500,
        b'm' => 1000,
        _ => 0,
    };
    let bytes = text.as_bytes();
    let mut sum = 0u64;
    for (i, &b) in bytes.iter().enumerate() {
        let d = digit(b);
        if d == 0 {
            return None;
        }
        if bytes.get(i + 1).is_some_and(|&next| digit(next) > d) {
            sum = sum.checked_sub(d).or(Some(sum.wrapping_sub(d)))?;
        } else {
            sum = sum.wrapping_add(d);
        }
    }
    (sum < 4000 && is_canonical(sum, text)).then_some(sum)
}

/// Whether `text` is the usual way to write `n`.
fn is_canonical(mut n: u64, text: &str) -> bool {
    let mut rest = text;
    for (value, digits) in [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ] {
        while n >= value {
            let Some((head, tail)) = rest.split_at_checked(digits.len()) else {
                return false;
            };
            if !head.eq_ignore_ascii_case(digits) {
                return false;
            }
            rest = tail;
            n -= value;
        }
    }
    rest.is_empty()
}

impl Reader<'_> {
    /// Reads Roman numerals in capitals (lower case only after "p." and the like).
    pub(super) fn roman(&mut self, i: usize) -> Option<usize> {
        let (stem, possessive) = self.possessive(i);
        let first = stem.as_bytes().first()?;
        if !matches!(
            first,
            b'I' | b'V' | b'X' | b'L' | b'C' | b'D' | b'M' | b'i' | b'v' | b'x'
        ) || self.glued_before(i)
            && !matches!(self.sign(i - 1), '(' | '-' | '–' | '"' | '“' | '.')
        {
            return None;
        }
        if let Some(end) = self.roman_ordinal(i) {
            return Some(end);
        }
        let n = value(stem)?;
        let before = self.word_before(i);
        let lower = first.is_ascii_lowercase();
        if lower {
            let page = matches!(
                &*before,
                "p" | "pp"
                    | "pg"
                    | "page"
                    | "pages"
                    | "chapter"
                    | "chapters"
                    | "section"
                    | "sections"
                    | "part"
                    | "parts"
                    | "paragraph"
                    | "clause"
                    | "act"
                    | "scene"
                    | "footnote"
            );
            // "the xvi century", "sections ii and iii"
            let century = stem.len() > 1 && self.one_of(i + 1, &["century", "centuries"]);
            let second = i > 2
                && self.one_of(i - 1, &["and", "or", "to"])
                && value(self.at(i - 2)).is_some()
                && is_heading(self.lower(i - 3).trim_end_matches('s'));
            if century {
                return Some(self.say_roman(i, n, true, possessive));
            }
            if !(page || second)
                || stem == "i" && !self.ends(i + 1) && !self.one_of(i + 1, &["and", "or"])
            {
                return None;
            }
            self.begin(i);
            self.cardinal(n);
            let end = self.roman_range(i + 1);
            return Some(self.finish(end));
        }
        // "Grade C", "section D": these letters alone are letters.
        if matches!(stem, "C" | "D" | "L" | "M") {
            return None;
        }
        let heading = is_heading(&before)
            && (stem.len() > 1 || stem != "I" || self.heading_takes_one(i, &before));
        let coordinated = i > 1
            && self.one_of(i - 1, &["and", "or", "to"])
            && value(self.at(i - 2)).is_some()
            && i > 2
            && (is_heading(&self.lower(i - 3))
                || is_heading(self.lower(i - 3).trim_end_matches('s')));
        let plural = matches!(
            &*before,
            "parts"
                | "chapters"
                | "books"
                | "articles"
                | "volumes"
                | "sections"
                | "acts"
                | "types"
                | "titles"
                | "phases"
                | "stages"
                | "tables"
                | "wars"
                | "levels"
        );
        if heading || plural || coordinated {
            return Some(self.say_roman(i, n, false, possessive));
        }
        if stem.len() > 1 && takes_ordinal(&self.lower(i + 1)) {
            return Some(self.say_roman(i, n, true, possessive));
        }
        if self.ruler(i, stem) {
            if &*before != "the" {
                self.begin(i);
                self.say_word("the");
                self.finish(i + 1);
                self.join = true;
            }
            return Some(self.say_roman(i, n, true, possessive));
        }
        // "IV. Discussion", or the numeral alone.
        let alone = i == 0
            && (self.len() == 1
                || self.glued_sign(1) == '.' && (self.len() == 2 || self.capitalised(2)));
        if alone
            && stem.len() > 1
            && n < 40
            && stem.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
        {
            return Some(self.say_roman(i, n, false, possessive));
        }
        // A year: "MCMXCIV".
        if stem.len() >= 4 && (1100..2100).contains(&n) && stem.starts_with('M') {
            self.begin(i);
            self.year(n);
            self.ending(possessive);
            return Some(self.finish(i + 1));
        }
        // After a name: "Apollo XI", "Model III". Letters that are common acronyms stay letters.
        let plain = stem.len() >= 2
            && stem.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
            && !matches!(stem, "IV" | "XX" | "XI" | "VI" | "XV");
        let after_name = i > 0 && self.capitalised(i - 1) && !self.shouting;
        if stem.len() >= 2
            && (plain || after_name)
            && stem.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
            && n < 40
        {
            return Some(self.say_roman(i, n, false, possessive));
        }
        None
    }

    fn heading_takes_one(&self, i: usize, before: &str) -> bool {
        // "Part I", "World War I"; but "the article I wrote", "no I".
        let short = i > 1
            && self.sign(i - 1) == '.'
            && matches!(before, "vol" | "ch" | "pt" | "bk" | "fig" | "ep" | "sc");
        short
            || i > 0
                && self.capitalised(i - 1)
                && !matches!(before, "no" | "world" | "p" | "page" | "round")
                && (self.ends(i + 1)
                    || !self.verb_follows(i + 1)
                    || matches!(before, "war" | "phase" | "type"))
            || matches!(before, "type" | "phase" | "stage" | "class") && self.noun_like(i + 1)
    }

    fn verb_follows(&self, i: usize) -> bool {
        self.one_of(
            i,
            &[
                "am", "was", "have", "had", "will", "would", "can", "could", "think", "do", "did",
                "know", "want", "wrote", "read", "saw", "like", "love", "say", "said", "may",
                "must", "should", "don't",
            ],
        )
    }

    fn noun_like(&self, i: usize) -> bool {
        self.ends(i) || self.lower_word(i) && !self.verb_follows(i)
    }

    /// "XXth", "XIXth century"
    fn roman_ordinal(&mut self, i: usize) -> Option<usize> {
        let word = self.at(i);
        let stem = ["th", "st", "nd", "rd"]
            .iter()
            .find_map(|s| word.strip_suffix(s))?;
        if stem.is_empty() || !stem.bytes().all(|b| b.is_ascii_uppercase()) {
            return None;
        }
        let n = value(stem)?;
        // "Ind." is no numeral.
        let fits = match n % 10 {
            1 => word.ends_with("st") || n % 100 == 11,
            2 => word.ends_with("nd") || n % 100 == 12,
            3 => word.ends_with("rd") || n % 100 == 13,
            _ => false,
        };
        if !fits && !word.ends_with("th") {
            return None;
        }
        self.begin(i);
        self.ordinal(n);
        Some(self.finish(i + 1))
    }

    fn say_roman(&mut self, i: usize, n: u64, ordinal: bool, possessive: &str) -> usize {
        self.begin(i);
        if ordinal {
            self.ordinal(n)
        } else {
            self.cardinal(n)
        }
        self.ending(possessive);
        let end = self.roman_range(i + 1);
        self.finish(end)
    }

    /// "II-IV": the rest of a range.
    fn roman_range(&mut self, at: usize) -> usize {
        if matches!(self.glued_sign(at), '-' | '–')
            && self.glued(at + 1)
            && let Some(n) = value(self.at(at + 1))
        {
            self.say_word("to");
            self.cardinal(n);
            return at + 2;
        }
        at
    }

    /// Whether the numeral at `i` belongs to a ruler or a person: "Louis XIV", "John Smith III".
    fn ruler(&self, i: usize, stem: &str) -> bool {
        if i == 0 || !self.is_word(i - 1) || !self.capitalised(i - 1) {
            return false;
        }
        let name = self.lower(i - 1);
        let known = RULERS.binary_search(&&*name).is_ok();
        let crowned = (1..=4).any(|back| {
            i > back
                && matches!(
                    &*self.lower(i - 1 - back),
                    "king"
                        | "queen"
                        | "pope"
                        | "emperor"
                        | "empress"
                        | "tsar"
                        | "czar"
                        | "prince"
                        | "sultan"
                        | "duke"
                        | "shah"
                        | "pharaoh"
                        | "saint"
                )
        });
        match stem {
            // "King James I was", "Napoleon I had"; but "when I met James I was".
            "I" => {
                // "Henry I. Smith"
                if self.glued_sign(i + 1) == '.'
                    && self.capitalised(i + 2)
                    && !super::boundary::is_starter(self.at(i + 2))
                {
                    return false;
                }
                let subject = i == 1 || !(self.is_word(i - 2) || self.is_digits(i - 2));
                let own = self.one_of(
                    i + 1,
                    &["am", "have", "think", "do", "don't", "know", "want"],
                );
                crowned && !own || known && (!self.verb_follows(i + 1) || subject && !own)
            }
            "C" | "D" | "L" | "M" | "CD" | "DC" | "MD" | "CM" | "MC" => false,
            "X" | "V" => known || crowned,
            // "John D. Smith III", "Sammy Davis II"
            "II" | "III" | "IV" => known || crowned || i > 1 && self.personal(i),
            _ => known || crowned,
        }
    }

    /// Two names with capitals before `i`, the first of them a person's by its look.
    fn personal(&self, i: usize) -> bool {
        let two = self.capitalised(i - 1)
            && (self.capitalised(i - 2)
                || i > 2 && self.sign(i - 2) == '.' && self.capitalised(i - 3));
        let thing = matches!(
            &*self.lower(i - 1),
            "war"
                | "bowl"
                | "fantasy"
                | "edition"
                | "games"
                | "model"
                | "street"
                | "part"
                | "game"
                | "park"
                | "dawn"
                | "souls"
                | "craft"
                | "duty"
                | "wars"
                | "city"
                | "strike"
                | "effect"
                | "age"
        );
        two && !thing
            && (self.sign(i - 2) == '.' || self.ends(i + 1) || self.lower_word(i + 1))
            && self.at(i - 1).len() > 2
    }

    /// "i)", "(iv)", "iii.", "a)": the marks of an enumeration.
    pub(super) fn enumerator(&mut self, i: usize) -> Option<usize> {
        if self.glued_after_word(i)
            || self.sign(i) != '('
            || self.glued_sign(i + 2) != ')'
            || !self.glued(i + 1)
        {
            return None;
        }
        let text = self.at(i + 1);
        let n = enumerated(text)?;
        self.begin(i);
        self.cardinal(n);
        self.punctuate(super::Punctuation::Comma);
        Some(self.finish(i + 3))
    }

    /// "i)" and "ii." without an opening bracket, at `i`.
    pub(super) fn open_enumerator(&mut self, i: usize) -> Option<usize> {
        let mark = self.glued_sign(i + 1);
        let first = i == 0;
        let end = match mark {
            ')' => i + 2,
            '.' if self.glued_sign(i + 2) == ')' => i + 3,
            '.' if first => i + 2,
            _ => return None,
        };
        if self.glued(end)
            || mark == '.' && self.is_digits(end)
            || !self.lexemes[i].spaced
            || mark == ')' && self.bracket_open(i)
        {
            return None;
        }
        let n = enumerated(self.at(i))?;
        self.begin(i);
        self.cardinal(n);
        self.punctuate(super::Punctuation::Comma);
        Some(self.finish(end))
    }

    /// Whether a bracket that opens before `i` is still open.
    fn bracket_open(&self, i: usize) -> bool {
        let from = i.saturating_sub(64);
        let mut depth = 0;
        for j in from..i {
            match self.sign(j) {
                '(' => depth += 1,
                ')' => depth = (depth - 1).max(0),
                _ => {}
            }
        }
        depth > 0
    }
}

/// The number of a Roman enumerator in lower case; letters that are more often letters are none.
fn enumerated(text: &str) -> Option<u64> {
    if !text.starts_with(|c: char| c.is_ascii_lowercase())
        || matches!(
            &*Small::lower(text),
            "c" | "d" | "l" | "m" | "mi" | "di" | "mix" | "dim" | "mild"
        )
    {
        return None;
    }
    value(text).filter(|n| *n < 50)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_canonical_numerals_have_a_value() {
        assert_eq!(value("XIV"), Some(14));
        assert_eq!(value("mcmxciv"), Some(1994));
        assert_eq!(value("IIII"), None);
        assert_eq!(value("IC"), None);
        assert_eq!(value("ID"), None);
        assert_eq!(value("Xi"), None);
    }

    #[test]
    fn the_rulers_are_sorted() {
        assert!(RULERS.is_sorted());
    }
}
