//! Roman numerals as such, and the words that call for them.

/// Names of rulers and popes that take a number. Sorted.
#[rustfmt::skip]
pub(super) static RULERS: &[&str] = &[
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
pub(super) fn is_heading(word: &str) -> bool {
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
            | "mk"
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
            | "saturn"
            | "gta"
            | "metal"
            | "gundam"
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
pub(super) fn takes_ordinal(word: &str) -> bool {
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
