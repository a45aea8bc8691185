//! Words in capitals: spelled, read as words, or mixed.

use super::cluster::unpronounceable;
use super::token::Small;
use crate::language::Language;

/// How a word with capitals is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// As a word: "nasa".
    Word,
    /// Letter by letter: "u n".
    Spelled,
    /// As this phrase, in which single letters are letters: "j peg".
    Mixed(&'static str),
}

/// Acronyms that are read as words. Sorted.
#[rustfmt::skip]
static WORDS: &[&str] = &[
    "ABBA", "ADDIE", "AFCON", "AIDS", "AIPAC", "AMEX", "ANOVA", "ANSI", "ANZAC", "APEC", "ARPA", "ASCAP", "ASCII",
    "ASEAN", "AWACS", "AWOL", "BAFTA", "BASIC", "BIOS", "BREXIT", "BRICS", "CAD", "CAPEX", "CAPTCHA", "CARICOM",
    "CAT", "CENTCOM", "CERN", "CIPA", "CISA", "COBOL", "COBRA", "COINTELPRO", "CONCACAF", "CONMEBOL", "CONUS",
    "COP", "COPPA", "COVAX", "COVID", "CRISPR", "CUNY", "DACA", "DAO", "DARPA", "DAX", "DEFCON", "DEFRA", "DOS", "DREAM",
    "EBITDA", "ECOSOC", "ECOWAS", "EFTA", "ENIAC", "EPCOT", "EULA", "FAANG", "FAFSA", "FARC", "FEMA", "FERPA",
    "FICA", "FICO", "FIDE", "FIFA", "FIFO", "FINRA", "FLOPS", "FLOTUS", "FOREX", "FORTRAN", "FRONTEX", "GAAP",
    "GATT", "GAVI", "GIF", "GIS", "GITMO", "GNOME", "GUI", "HAMAS", "HAZMAT", "HELOC", "HEPA", "HIMARS", "HIPAA",
    "HUD", "HUMINT", "HUMVEE", "ICANN", "ICE", "IKEA", "IMAX", "INTERPOL", "IPSA", "ISIL", "ISIS", "JAG", "JAMA",
    "JSON", "JSTOR", "LAN", "LARP", "LASER", "LASIK", "LEED", "LEGO", "LIBOR", "LIDAR", "LIFO", "LIGO", "MAC", "MAD",
    "MAGA", "MASH", "MAX", "MENSA", "MERCOSUR", "MERS", "MIDI", "MILF", "MOMA", "MOOC", "MRSA", "NAFDAC", "NAFTA",
    "NASA", "NASCAR", "NASDAQ", "NATO", "NAVAIR", "NERF", "NICU", "NIMBY", "NIST", "NOAA", "NORAD", "NVIDIA", "OFAC",
    "OLED", "OPEC", "OPEX", "OSHA", "OSINT", "OXFAM", "PAC", "PEPFAR", "PETA", "PIN", "PISA", "POSIX", "POTUS",
    "PROLOG", "QANTAS", "QUANGO", "RADAR", "RAID", "RAM", "REIT", "REM", "RICO", "RINO", "ROM", "SAAB", "SAARC",
    "SAC", "SADC", "SALT", "SARS", "SCADA", "SCORM", "SCOTUS", "SCUBA", "SEAL", "SEATO", "SETI", "SIDS", "SIGINT",
    "SIM", "SIPRI", "SNAFU", "SNAP", "SOCOM", "SOHO", "SONAR", "SOX", "SPAC", "SPAM", "SQUID", "START", "STEAM",
    "STEM", "SUNY", "SWAT", "SWIFT", "SWOT", "TAFTA", "TANF", "TARP", "TASER", "TASS", "TEDX", "TIFF", "TOEFL",
    "TRIPS", "UEFA", "UKIP", "UNAIDS", "UNCTAD", "UNESCO", "UNICEF", "UNIDO", "UNIFEM", "UNIFIL", "UNITA", "UNIX",
    "UNRWA", "USAID", "VAT", "VISTA", "WADA", "WAN", "WAP", "WASH", "WASP", "WIMAX", "WIPO", "WYSIWYG", "YAML",
    "YOLO", "YUPPIE", "ZIP",
];

/// Acronyms that are spelled although they could be read as words. Sorted.
#[rustfmt::skip]
static SPELLED: &[&str] = &[
    "AARP", "ABV", "ACLU", "ADB", "ADHD", "AEO", "AEOI", "AFAIK", "AFC", "AFDB", "AFL", "AFP", "AI", "AIG", "AIR",
    "AKA", "ALU", "AMA", "AMC", "AOC", "AOL", "AOP", "APA", "API", "AR", "ASAP", "ATI", "ATM", "ATP", "AUD", "AUM",
    "AV", "AVI", "BA", "BMI", "BOE", "BOJ", "BYOB", "CCTV", "CEO", "CIA", "CIO", "CIS", "CMO", "COO", "COPD", "CSI", "DA",
    "DIN", "DIP", "DIY", "DOA", "DOB", "DOD", "DOE", "DOI", "DOJ", "DUI", "EAP", "ECB", "ECOG", "EDF", "EEA", "EEOC",
    "EIA", "EIB", "EIU", "EKG", "EMEA", "EMI", "EMS", "EOS", "EPA", "ERA", "ESA", "ESG", "ESL", "ESOL", "ETA", "ETF",
    "EU", "EUV", "EVS", "FAA", "FAO", "FAQ", "FBI", "FDA", "FIR", "FOIA", "FYI", "GE", "GEO", "GI", "GIZ", "GOP",
    "GUID", "GYN", "HBO", "HIV", "HR", "IAEA", "IAF", "IAM", "IAU", "IBA", "ICAO", "ICC", "ICJ", "ICO", "ICU", "ID",
    "IDE", "IEA", "IED", "IEEE", "IFC", "ILO", "IMAP", "IMF", "IMHO", "IMO", "INS", "IOC", "IOT", "IOU", "IP", "IPA",
    "IPCC", "IPO", "IQ", "IR", "IRA", "IRS", "ISO", "ISP", "IT", "ITU", "IUCN", "IUD", "IUI", "IUU", "IV", "IVF",
    "KIA", "LA", "LED", "LOL", "MIA", "MIT", "MOD", "MOU", "NEA", "NGO", "NIH", "NRA", "NSA", "NYSE", "NYU", "OAP",
    "OAPS", "OAS", "OAU", "OCD", "OECD", "OED", "OEIS", "OEM", "OIC", "OIG", "OK", "OMG", "ONS", "OPV", "OS", "OSCE",
    "OTC", "OUP", "PA", "PAN", "PE", "PI", "POW", "PR", "PTA", "RCA", "RIA", "RIAA", "RIP", "RNA", "ROI", "ROTC",
    "SAS", "SAT", "SCO", "SEC", "SEO", "SIA", "SOS", "SUV", "TA", "TED", "TIA", "TOS", "UAE", "UAL", "UAV", "UAW",
    "UCLA", "UDR", "UEA", "UFC", "UFO", "UHF", "UI", "UIC", "UK", "UKRI", "UMD", "UMP", "UN", "UNDP", "UNDRR", "UNEP",
    "UNFPA", "UNH", "UNHCR", "UPC", "UPI", "UPS", "URL", "US", "USA", "USAA", "USAF", "USB", "USC", "USDA", "USGA",
    "USMCA", "USO", "USOC", "USPS", "USSR", "USTA", "UTC", "UTI", "UUID", "UV", "UX", "VA", "VHF", "VIN", "VIP",
    "VOA", "VOIP", "WHO", "WTO", "YMCA", "YWCA",
];

/// Mixed readings. Sorted by key.
#[rustfmt::skip]
static MIXED: &[(&str, &str)] = &[
    ("AAA", "triple a"), ("AAAS", "triple a s"), ("BAFTAs", "baftas"), ("BTech", "b tech"), ("BoE", "b o e"),
    ("BoJ", "b o j"), ("CAPTCHAs", "captchas"), ("CDROM", "c d rom"), ("CDs", "c d's"), ("CMOS", "c moss"),
    ("CPAP", "c pap"), ("CoV", "cov"), ("DDoS", "d doss"), ("DPhil", "d phil"),
    ("DPhils", "d phils"), ("DRAM", "d ram"), ("DVDROM", "d v d rom"), ("DeFi", "dee fi"), ("DoD", "d o d"),
    ("DoJ", "d o j"), ("DoS", "doss"), ("EEPROM", "e e prom"), ("EPROM", "e prom"), ("FAQs", "f a q's"),
    ("GHz", "gigahertz"), ("GIFs", "gifs"), ("GMAT", "g mat"), ("HMMWV", "humvee"), ("IELTS", "i elts"),
    ("IIHF", "i i h f"), ("JPEG", "j peg"), ("JPEGs", "j pegs"), ("JPG", "j peg"),
    ("LGBTQIA", "l g b t q i a"), ("LLaMA", "llama"), ("LSAT", "l sat"), ("LSATs", "l sats"), ("LaTeX", "latex"),
    ("MCAT", "m cat"), ("MHz", "megahertz"), ("MMORPG", "m m o r p g"), ("MPEG", "m peg"), ("MSDOS", "m s doss"),
    ("MSRP", "m s r p"), ("MiG", "mig"), ("MiGs", "migs"), ("MoM", "month over month"), ("MySQL", "my s q l"),
    ("NAACP", "n double a c p"), ("NCAA", "n c double a"), ("NGOs", "n g o's"),
    ("NSYNC", "in sync"), ("NaN", "nan"), ("NaNs", "nans"), ("NoSQL", "no s q l"), ("OK", "okay"), ("OK'd", "okayed"), ("OKs", "okays"),
    ("PCSAT", "p c sat"), ("PDFs", "p d f's"), ("PhD", "p h d"), ("PhDs", "p h d's"),
    ("PostgreSQL", "postgres q l"), ("QoQ", "quarter over quarter"), ("RAMs", "rams"), ("ROMs", "roms"),
    ("RoHS", "r o h s"), ("SIMs", "sims"), ("SQLite", "s q lite"), ("SRAM", "s ram"), ("SaaS", "sass"),
    ("SpaceX", "space x"), ("UChicago", "u chicago"), ("UConn", "u conn"), ("UMass", "u mass"),
    ("UNAIDS", "u n aids"), ("UNSC", "u n s c"), ("UPenn", "u penn"), ("USAID", "u s aid"), ("VIPs", "v i p's"),
    ("VPOTUS", "v potus"), ("WLAN", "w lan"), ("WWI", "world war one"), ("WWII", "world war two"),
    ("WWIII", "world war three"), ("WWW", "w w w"), ("WiFi", "wi fi"), ("XML", "x m l"), ("YoY", "year over year"),
    ("ZIPs", "zips"), ("cDNA", "c d n a"), ("dB", "decibels"), ("ePub", "e pub"), ("eSIM", "e sim"),
    ("eSIMs", "e sims"), ("iOS", "i o s"), ("iPadOS", "i pad o s"), ("kHz", "kilohertz"), ("kVA", "k v a"),
    ("mRNA", "m r n a"), ("macOS", "mac o s"), ("siRNA", "s i r n a"), ("tRNA", "t r n a"), ("tvOS", "t v o s"),
    ("watchOS", "watch o s"),
];

/// Short words that stay words when they are written in capitals for emphasis. Sorted.
#[rustfmt::skip]
static SHORT: &[&str] = &[
    "ACT", "ADD", "ALL", "AM", "AN", "AND", "ANY", "ARE", "ARM", "AS", "ASK", "AT", "BAD", "BAN", "BE", "BEST", "BIG",
    "BUT", "BUY", "BY", "CAN", "CAR", "CUT", "DAY", "DID", "DO", "DON'T", "END", "FAR", "FEW", "FOR", "FREE", "FUN",
    "GET", "GO", "GOD", "GOT", "HAD", "HAS", "HE", "HER", "HI", "HIM", "HIS", "HOT", "HOW", "HUGE", "IF", "IN", "IS",
    "ITS", "JOB", "LAW", "LET", "LOT", "LOW", "MAN", "MAY", "ME", "MEN", "MR", "MRS", "MS", "MUST", "MY", "NEW", "NO",
    "NOR", "NOT", "NOW", "OF", "OFF", "OH", "OLD", "ON", "ONE", "ONLY", "OR", "OUR", "OUT", "OWN", "PAY", "PER",
    "PUT", "RED", "RUN", "SAD", "SAID", "SAW", "SAY", "SEE", "SET", "SHE", "SIX", "SO", "SON", "TEN", "THE", "TO",
    "TOO", "TOP", "TRY", "TWO", "UP", "USE", "VERY", "WAR", "WAS", "WAY", "WE", "WIN", "YES", "YET", "YOU",
];

/// Whether a lower-case word is letters rather than a word: "mc" in "mc²"; not "hmm", "nth".
pub(super) fn vowelless(word: &str) -> bool {
    (2..=5).contains(&word.len())
        && word.bytes().all(|b| {
            b.is_ascii_lowercase() && !matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
        })
        && !matches!(
            word,
            "hm" | "hmm"
                | "hmmm"
                | "mm"
                | "mmm"
                | "mhm"
                | "nth"
                | "sh"
                | "shh"
                | "psst"
                | "pst"
                | "pfft"
                | "brr"
                | "grr"
                | "tsk"
                | "zzz"
                | "nd"
                | "th"
                | "rd"
                | "st"
                | "mr"
                | "mrs"
                | "ms"
                | "dr"
                | "vs"
        )
}

/// Whether a part of an address in lower case is letters, though it could be read: "abc", "ucla".
pub(super) fn spelled_in_addresses(word: &str) -> bool {
    let mut upper = [0u8; 5];
    let Some(upper) = upper.get_mut(..word.len()) else {
        return false;
    };
    upper.copy_from_slice(word.as_bytes());
    upper.make_ascii_uppercase();
    let code = std::str::from_utf8(upper).unwrap_or("");
    let word = matches!(
        word,
        "air"
            | "ama"
            | "coo"
            | "da"
            | "din"
            | "doe"
            | "dip"
            | "era"
            | "fir"
            | "id"
            | "imp"
            | "ins"
            | "ira"
            | "it"
            | "la"
            | "led"
            | "mia"
            | "mod"
            | "ok"
            | "pa"
            | "pan"
            | "pi"
            | "pow"
            | "rip"
            | "sat"
            | "sec"
            | "ta"
            | "ted"
            | "tia"
            | "us"
            | "vin"
            | "who"
    );
    alphabetical(code) || !word && SPELLED.binary_search(&code).is_ok()
}

/// "ABC", "XYZ": letters in the order of the alphabet.
fn alphabetical(code: &str) -> bool {
    code.len() > 2
        && code
            .as_bytes()
            .windows(2)
            .all(|pair| pair[1] == pair[0] + 1)
}

/// Looks up words whose only capital is the first, or that have none: mixed readings and units of style.
pub(super) fn lower(word: &str) -> Option<Reading> {
    match word {
        "Wifi" | "wifi" => Some(Reading::Mixed("wi fi")),
        "Mw" => Some(Reading::Mixed("m w")),
        _ => None,
    }
}

/// Decides how a word with more than one capital, or one inside, is read.
pub(super) fn reading(word: &str, shouting: bool, language: &Language) -> Reading {
    if let Ok(i) = MIXED.binary_search_by(|e| mixed_order(e.0, word)) {
        return Reading::Mixed(MIXED[i].1);
    }
    let upper = word.bytes().all(|b| b.is_ascii_uppercase() || b == b'\'');
    if !upper {
        return mixed_case(word, language);
    }
    if WORDS.binary_search(&word).is_ok() || SHORT.binary_search(&word).is_ok() {
        return Reading::Word;
    }
    let lower = Small::lower(word);
    let spelled = SPELLED.binary_search(&word).is_ok();
    if shouting {
        // Among capitals everywhere, a word is a word if it can be one.
        let ambiguous = matches!(
            word,
            "AIR"
                | "COO"
                | "DIP"
                | "ERA"
                | "FIR"
                | "INS"
                | "IT"
                | "LED"
                | "PAN"
                | "RIP"
                | "SAT"
                | "WHO"
        );
        let readable = word.len() > 4 || !unpronounceable(&lower);
        let known = word.len() >= 3 && language.has_word(&lower);
        if ambiguous
            || !spelled && readable && (known || word.len() >= 4 && !unpronounceable(&lower))
        {
            return Reading::Word;
        }
    }
    if spelled || word.len() < 4 && !word.contains('\'') {
        return Reading::Spelled;
    }
    if word.len() > 5 && language.has_word(&lower) {
        return Reading::Word;
    }
    if word.len() > Small::lower(word).len().max(10) {
        return Reading::Word;
    }
    if unpronounceable(&lower) {
        Reading::Spelled
    } else {
        Reading::Word
    }
}

/// Keys of [`MIXED`] with capitals only come first in ASCII order, then the rest; `cmp` is enough.
fn mixed_order(key: &str, word: &str) -> std::cmp::Ordering {
    sort_key(key).cmp(&sort_key(word))
}

fn sort_key(word: &str) -> (bool, &str) {
    (word.starts_with(|c: char| c.is_ascii_lowercase()), word)
}

/// Where the acronym at the beginning of a name ends: "JPMorgan"; 0 if there is none.
pub(super) fn head(word: &str) -> usize {
    let bytes = word.as_bytes();
    let capitals = bytes.iter().take_while(|b| b.is_ascii_uppercase()).count();
    let rest = bytes[capitals..].iter().all(u8::is_ascii_lowercase);
    if (3..=5).contains(&capitals) && bytes.len() >= capitals + 4 && rest {
        capitals - 1
    } else {
        0
    }
}

/// Where the acronym at the end of a name begins: "ChatGPT", "OpenAI", "MongoDB"; 0 if there is none.
pub(super) fn tail(word: &str) -> usize {
    let bytes = word.as_bytes();
    let capitals = bytes
        .iter()
        .rev()
        .take_while(|b| b.is_ascii_uppercase())
        .count();
    let head = word.len() - capitals;
    let named = head >= 3 && bytes[1..head].iter().all(u8::is_ascii_lowercase);
    if named && (2..=4).contains(&capitals) {
        head
    } else {
        0
    }
}

/// "SDGs", "IoT", "PhD", "mRNA" are spelled; "YouTube", "McDonald" are words.
fn mixed_case(word: &str, language: &Language) -> Reading {
    if tail(word) > 0 || head(word) > 0 {
        return Reading::Word;
    }
    let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
    if let Some(stem) = word.strip_suffix('s')
        && stem.bytes().all(|b| b.is_ascii_uppercase())
    {
        let acronym = stem.len() >= 4 && WORDS.binary_search(&stem).is_ok()
            || WORDS.binary_search(&stem).is_ok();
        return if acronym {
            Reading::Word
        } else {
            Reading::Spelled
        };
    }
    if language.has_word(&Small::lower(word)) && word.len() > 4 {
        return Reading::Word;
    }
    match word.len() {
        0..=3 if !word.starts_with("Mc") => Reading::Spelled,
        4 if capitals >= 2 && unpronounceable(&Small::lower(word)) => Reading::Spelled,
        _ if capitals >= 3 && unpronounceable(&Small::lower(word)) && capitals * 2 > word.len() => {
            Reading::Spelled
        }
        _ => Reading::Word,
    }
}

/// Words before a number that may be part of one expression with it ("May 5", "chapter 3").
pub(super) fn may_take_number(word: &str) -> bool {
    matches!(
        word,
        "jan"
            | "feb"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
            | "approx"
            | "vol"
            | "vols"
            | "fig"
            | "figs"
            | "may"
            | "june"
            | "july"
            | "sin"
            | "cos"
            | "tan"
            | "lim"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        for table in [WORDS, SPELLED, SHORT] {
            for pair in table.windows(2) {
                assert!(pair[0] < pair[1], "{} before {}", pair[0], pair[1]);
            }
        }
        for pair in MIXED.windows(2) {
            assert!(
                sort_key(pair[0].0) < sort_key(pair[1].0),
                "{} before {}",
                pair[0].0,
                pair[1].0
            );
        }
    }
}
