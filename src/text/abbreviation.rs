//! Abbreviations written with a full stop: what they stand for, and whether they can end a sentence.

/// How an abbreviation behaves before a full stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Stands before a name and never ends a sentence: "Mr."
    Title,
    /// Stands before a number: "No. 5". Without a number after it, it may be a word.
    Numbered,
    /// Always goes on: "e.g."
    Medial,
    /// May end a sentence: "Inc.", "Jr.", "etc."
    Final,
    /// A month or day, with a capital only: "Sat."
    Calendar,
    /// A street type: "Ave."
    Street,
    /// A unit of measure, read as such only after a number: "ft."
    Unit,
}

use Abbreviation::{Calendar, Final, Medial, Numbered, Street, Title, Unit};

/// Looks up a lower-case abbreviation without its (last) full stop.
pub(super) fn find(key: &str) -> Option<(Abbreviation, &'static str)> {
    TABLE
        .binary_search_by(|entry| entry.0.cmp(key))
        .ok()
        .map(|i| (TABLE[i].1, TABLE[i].2))
}

/// The expansion of an abbreviation that is usual without its full stop too ("Dr Smith", "vs").
pub(super) fn without_stop(key: &str) -> Option<&'static str> {
    Some(match key {
        "mr" => "mister",
        "mrs" => "missus",
        "messrs" => "messieurs",
        "prof" => "professor",
        "vs" => "versus",
        "etc" => "et cetera",
        "jr" => "junior",
        "approx" => "approximately",
        "dept" => "department",
        "blvd" => "boulevard",
        "bros" => "brothers",
        "eg" => "for example",
        "ie" => "that is",
        "govt" => "government",
        "ltd" => "limited",
        "capt" => "captain",
        "sgt" => "sergeant",
        _ => return None,
    })
}

/// Keys are lower case, without the last full stop; sorted. An empty expansion is read from context
/// or left as it is written.
#[rustfmt::skip]
static TABLE: &[(&str, Abbreviation, &str)] = &[
    ("abbr", Final, "abbreviation"), ("abt", Medial, "about"), ("acct", Final, "account"), ("adm", Title, "admiral"),
    ("al", Final, "al"), ("approx", Medial, "approximately"), ("appt", Final, "appointment"),
    ("apr", Calendar, "april"), ("apt", Numbered, "apartment"), ("art", Numbered, "article"),
    ("assn", Final, "association"), ("assoc", Final, "associate"), ("asst", Title, "assistant"),
    ("atty", Title, "attorney"), ("aug", Calendar, "august"), ("ave", Street, "avenue"), ("avg", Medial, "average"),
    ("bldg", Numbered, "building"), ("blvd", Street, "boulevard"), ("brig", Title, "brigadier"),
    ("bro", Title, "brother"), ("bros", Final, "brothers"), ("c", Medial, "circa"), ("ca", Medial, "circa"),
    ("capt", Title, "captain"), ("cf", Medial, "compare"), ("ch", Numbered, "chapter"), ("chap", Numbered, "chapter"),
    ("cm", Unit, ""), ("cmdr", Title, "commander"), ("co", Final, "company"), ("col", Title, "colonel"),
    ("comdr", Title, "commander"), ("conf", Final, "conference"), ("corp", Final, "corporation"),
    ("cpl", Title, "corporal"), ("cu", Unit, ""), ("dec", Calendar, "december"), ("dep", Title, "deputy"),
    ("dept", Final, "department"), ("dist", Final, "district"), ("div", Final, "division"), ("dr", Title, "doctor"),
    ("ed", Final, "edition"), ("eds", Final, "editors"), ("eq", Numbered, "equation"), ("eqs", Numbered, "equations"),
    ("esp", Medial, "especially"), ("esq", Final, "esquire"), ("est", Final, "established"),
    ("etc", Final, "et cetera"), ("ex", Numbered, "example"), ("excl", Medial, "excluding"),
    ("exec", Final, "executive"), ("ext", Numbered, "extension"), ("feb", Calendar, "february"),
    ("fig", Numbered, "figure"), ("figs", Numbered, "figures"), ("fr", Title, "father"), ("fri", Calendar, "friday"),
    ("ft", Unit, ""), ("gal", Unit, ""), ("gen", Title, "general"), ("gov", Title, "governor"),
    ("govt", Final, "government"), ("hon", Title, "honorable"), ("hosp", Final, "hospital"), ("hr", Unit, ""),
    ("hrs", Unit, ""), ("hwy", Street, "highway"), ("ibid", Final, "ibid"), ("in", Unit, ""),
    ("inc", Final, "incorporated"), ("incl", Medial, "including"), ("inst", Final, "institute"),
    ("intl", Medial, "international"), ("jan", Calendar, "january"), ("jr", Final, "junior"),
    ("jul", Calendar, "july"), ("jun", Calendar, "june"), ("kg", Unit, ""), ("km", Unit, ""), ("lb", Unit, ""),
    ("lbs", Unit, ""), ("lib", Final, "library"), ("ln", Street, "lane"), ("lt", Title, "lieutenant"),
    ("ltd", Final, "limited"), ("maj", Title, "major"), ("mar", Calendar, "march"), ("max", Final, "maximum"),
    ("messrs", Title, "messieurs"), ("mfg", Final, "manufacturing"), ("mg", Unit, ""), ("mgr", Title, "manager"),
    ("mi", Unit, ""), ("min", Final, "minimum"), ("misc", Medial, "miscellaneous"), ("ml", Unit, ""),
    ("mm", Unit, ""), ("mon", Calendar, "monday"), ("mr", Title, "mister"), ("mrs", Title, "missus"),
    ("ms", Title, "ms"), ("mt", Title, "mount"), ("mtn", Final, "mountain"), ("mx", Title, "mix"),
    ("nat", Medial, "national"), ("natl", Medial, "national"), ("no", Numbered, "number"),
    ("nos", Numbered, "numbers"), ("nov", Calendar, "november"), ("oct", Calendar, "october"),
    ("op", Numbered, "opus"), ("orig", Medial, "original"), ("oz", Unit, ""), ("p", Numbered, "page"),
    ("par", Numbered, "paragraph"), ("para", Numbered, "paragraph"), ("pg", Numbered, "page"),
    ("pkwy", Street, "parkway"), ("pl", Street, "place"), ("pp", Numbered, "pages"), ("pres", Title, "president"),
    ("prof", Title, "professor"), ("pt", Numbered, "part"), ("pvt", Title, "private"), ("qt", Unit, ""),
    ("qty", Numbered, "quantity"), ("rd", Street, "road"), ("rep", Title, "representative"),
    ("reps", Title, "representatives"), ("ret", Final, "retired"), ("rev", Title, "reverend"),
    ("rm", Numbered, "room"), ("rte", Numbered, "route"), ("sat", Calendar, "saturday"), ("sec", Numbered, "section"),
    ("sen", Title, "senator"), ("sens", Title, "senators"), ("sep", Calendar, "september"),
    ("sept", Calendar, "september"), ("sgt", Title, "sergeant"), ("sq", Unit, "square"), ("sr", Final, "senior"),
    ("st", Title, "saint"), ("ste", Numbered, "suite"), ("sun", Calendar, "sunday"),
    ("supt", Title, "superintendent"), ("tbsp", Unit, ""), ("tel", Numbered, "telephone"),
    ("temp", Final, "temperature"), ("thu", Calendar, "thursday"), ("thur", Calendar, "thursday"),
    ("thurs", Calendar, "thursday"), ("tsp", Unit, ""), ("tue", Calendar, "tuesday"), ("tues", Calendar, "tuesday"),
    ("univ", Final, "university"), ("v", Medial, "versus"), ("viz", Medial, "namely"), ("vol", Numbered, "volume"),
    ("vols", Numbered, "volumes"), ("vs", Medial, "versus"), ("wed", Calendar, "wednesday"), ("wt", Final, "weight"),
    ("yd", Unit, ""), ("yds", Unit, ""), ("yr", Unit, ""), ("yrs", Unit, ""),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        for pair in TABLE.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{} before {}", pair[0].0, pair[1].0);
        }
    }
}
