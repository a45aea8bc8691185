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
    /// A state or province, after the name of a place: "Calif."
    State,
    /// A unit of measure, read as such only after a number: "ft."
    Unit,
}

use Abbreviation::{Calendar, Final, Medial, Numbered, State, Street, Title, Unit};

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
        "pls" | "plz" => "please",
        "mtg" => "meeting",
        "mtgs" => "meetings",
        "tues" => "tuesday",
        "weds" => "wednesday",
        "thurs" => "thursday",
        "attn" => "attention",
        "asst" => "assistant",
        "mgmt" => "management",
        "hwy" => "highway",
        "ctrl" => "control",
        "cmd" => "command",
        "utd" => "united",
        "int'l" => "international",
        "nat'l" => "national",
        "gov't" => "government",
        "dep't" => "department",
        "ass'n" => "association",
        "comm'n" => "commission",
        "sec'y" => "secretary",
        _ => return None,
    })
}

/// Keys are lower case, without the last full stop; sorted. An empty expansion is read from context
/// or left as it is written.
#[rustfmt::skip]
static TABLE: &[(&str, Abbreviation, &str)] = &[
    ("abbr", Final, "abbreviation"), ("abn", Final, "airborne"), ("abp", Title, "archbishop"), ("abt", Medial, "about"),
    ("acct", Final, "account"), ("adm", Title, "admiral"), ("al", Final, "al"), ("ala", State, "alabama"),
    ("ald", Title, "alderman"), ("amb", Title, "ambassador"), ("amend", Numbered, "amendment"),
    ("amt", Final, "amount"), ("app", Numbered, "appendix"), ("approx", Medial, "approximately"),
    ("appt", Final, "appointment"), ("apr", Calendar, "april"), ("apt", Numbered, "apartment"),
    ("ariz", State, "arizona"), ("ark", State, "arkansas"), ("arr", Numbered, "arranged"), ("art", Numbered, "article"),
    ("assn", Final, "association"), ("assoc", Final, "associate"), ("asst", Title, "assistant"),
    ("attn", Final, "attention"), ("atty", Title, "attorney"), ("aug", Calendar, "august"),
    ("ave", Street, "avenue"), ("aves", Street, "avenues"), ("avg", Medial, "average"), ("bde", Final, "brigade"),
    ("bldg", Numbered, "building"), ("blk", Numbered, "block"), ("blvd", Street, "boulevard"),
    ("bn", Final, "battalion"), ("bp", Title, "bishop"), ("br", Title, "brother"), ("brig", Title, "brigadier"),
    ("bro", Title, "brother"), ("bros", Final, "brothers"), ("c", Medial, "circa"), ("ca", Medial, "circa"),
    ("calif", State, "california"), ("capt", Title, "captain"), ("cdr", Title, "commander"),
    ("cf", Medial, "compare"), ("ch", Numbered, "chapter"), ("chap", Numbered, "chapter"),
    ("chas", Title, "charles"), ("chs", Numbered, "chapters"), ("cir", Street, "circle"), ("cl", Numbered, "clause"), ("cm", Unit, ""),
    ("cmdr", Title, "commander"), ("cnty", Final, "county"), ("co", Final, "company"), ("col", Title, "colonel"),
    ("colo", State, "colorado"), ("comdr", Title, "commander"), ("conf", Final, "conference"),
    ("conn", State, "connecticut"), ("const", Final, "constitution"), ("cor", Medial, "corner"),
    ("corp", Final, "corporation"), ("cpl", Title, "corporal"), ("cpt", Title, "captain"), ("ct", Street, "court"),
    ("cu", Unit, ""), ("dec", Calendar, "december"), ("del", State, "delaware"), ("dep", Title, "deputy"),
    ("dept", Final, "department"), ("det", Title, "detective"), ("dir", Title, "director"),
    ("dist", Final, "district"), ("div", Final, "division"), ("doz", Final, "dozen"), ("dr", Title, "doctor"),
    ("drs", Title, "doctors"),
    ("ea", Final, "each"), ("ed", Final, "edition"), ("eds", Final, "editors"), ("ens", Title, "ensign"),
    ("ep", Numbered, "episode"), ("eps", Numbered, "episodes"), ("eq", Numbered, "equation"),
    ("eqn", Numbered, "equation"), ("eqns", Numbered, "equations"), ("eqs", Numbered, "equations"),
    ("esp", Medial, "especially"), ("esq", Final, "esquire"), ("est", Final, "established"),
    ("etc", Final, "et cetera"), ("ex", Numbered, "example"), ("excl", Medial, "excluding"),
    ("exec", Final, "executive"), ("expy", Street, "expressway"), ("ext", Numbered, "extension"),
    ("feb", Calendar, "february"), ("fig", Numbered, "figure"), ("figs", Numbered, "figures"),
    ("fl", Numbered, "floor"), ("fla", State, "florida"), ("flt", Numbered, "flight"), ("fr", Title, "father"), ("fri", Calendar, "friday"),
    ("ft", Unit, ""), ("fwd", Final, "forward"), ("fx", Numbered, "fax"), ("ga", State, "georgia"), ("gal", Unit, ""), ("gals", Unit, ""),
    ("gen", Title, "general"), ("gens", Title, "generals"), ("geo", Title, "george"), ("gov", Title, "governor"), ("govs", Title, "governors"), ("govt", Final, "government"),
    ("gr", Numbered, "grade"), ("hon", Title, "honorable"), ("hosp", Final, "hospital"), ("hr", Unit, ""),
    ("hrs", Unit, ""), ("hts", Final, "heights"), ("hwy", Street, "highway"), ("ibid", Final, "ibid"),
    ("ill", State, "illinois"), ("in", Unit, ""), ("inc", Final, "incorporated"), ("incl", Medial, "including"),
    ("ind", State, "indiana"), ("insp", Title, "inspector"), ("inst", Final, "institute"),
    ("intl", Medial, "international"), ("isl", Final, "island"), ("iss", Numbered, "issue"),
    ("jan", Calendar, "january"), ("jas", Title, "james"), ("jct", Final, "junction"), ("jos", Title, "joseph"),
    ("jr", Final, "junior"), ("jul", Calendar, "july"), ("jun", Calendar, "june"), ("kan", State, "kansas"),
    ("kans", State, "kansas"), ("kg", Unit, ""), ("km", Unit, ""), ("ky", State, "kentucky"),
    ("la", State, "louisiana"), ("lb", Unit, ""), ("lbs", Unit, ""), ("lib", Final, "library"),
    ("ln", Street, "lane"), ("lt", Title, "lieutenant"), ("ltd", Final, "limited"), ("ltr", Final, "letter"),
    ("lv", Numbered, "level"), ("lvl", Numbered, "level"), ("lvls", Numbered, "levels"),
    ("maj", Title, "major"), ("mar", Calendar, "march"), ("mass", State, "massachusetts"),
    ("max", Final, "maximum"), ("md", State, "maryland"), ("messrs", Title, "messieurs"),
    ("mfg", Final, "manufacturing"), ("mg", Unit, ""), ("mgmt", Final, "management"), ("mgr", Title, "manager"),
    ("mi", Unit, ""), ("mich", State, "michigan"), ("min", Final, "minimum"), ("minn", State, "minnesota"),
    ("mins", Unit, ""), ("misc", Medial, "miscellaneous"), ("miss", State, "mississippi"),
    ("mk", Numbered, "mark"), ("ml", Unit, ""), ("mlle", Title, "mademoiselle"), ("mm", Unit, ""),
    ("mme", Title, "madame"), ("mmes", Title, "mesdames"), ("mo", State, "missouri"), ("mon", Calendar, "monday"),
    ("mont", State, "montana"), ("mos", Unit, ""), ("mr", Title, "mister"), ("mrs", Title, "missus"),
    ("ms", Title, "ms"), ("msgr", Title, "monsignor"), ("msgt", Title, "master sergeant"), ("mt", Title, "mount"),
    ("mtg", Final, "meeting"), ("mtgs", Final, "meetings"), ("mtn", Final, "mountain"),
    ("mts", Final, "mountains"), ("mx", Title, "mix"), ("nat", Medial, "national"), ("natl", Medial, "national"),
    ("neb", State, "nebraska"), ("nev", State, "nevada"), ("no", Numbered, "number"), ("nos", Numbered, "numbers"),
    ("nov", Calendar, "november"), ("oct", Calendar, "october"), ("okla", State, "oklahoma"),
    ("ont", State, "ontario"), ("op", Numbered, "opus"), ("opp", Final, "opposition"), ("ore", State, "oregon"),
    ("orig", Medial, "original"), ("oz", Unit, ""), ("ozs", Unit, ""), ("p", Numbered, "page"),
    ("pa", State, "pennsylvania"), ("par", Numbered, "paragraph"), ("para", Numbered, "paragraph"),
    ("penn", State, "pennsylvania"), ("pfc", Title, "private first class"), ("pg", Numbered, "page"),
    ("ph", Numbered, "phase"),
    ("pk", Street, "park"), ("pkg", Final, "package"), ("pkwy", Street, "parkway"), ("pl", Street, "place"), ("pop", Final, "population"),
    ("pp", Numbered, "pages"), ("pres", Title, "president"), ("prof", Title, "professor"),
    ("profs", Title, "professors"),
    ("prop", Numbered, "proposition"), ("pt", Numbered, "part"), ("pte", Title, "private"), ("pts", Unit, ""),
    ("pvt", Title, "private"), ("qt", Unit, ""), ("qtr", Final, "quarter"), ("qts", Unit, ""),
    ("qty", Numbered, "quantity"), ("que", State, "quebec"), ("rd", Street, "road"),
    ("ref", Numbered, "reference"), ("refs", Numbered, "references"), ("reg", Numbered, "regulation"),
    ("regs", Numbered, "regulations"), ("regt", Final, "regiment"), ("rep", Title, "representative"),
    ("reps", Title, "representatives"), ("ret", Final, "retired"), ("rev", Title, "reverend"),
    ("rm", Numbered, "room"), ("rs", Numbered, "rupees"), ("rt", Numbered, "route"), ("rte", Numbered, "route"),
    ("s", Numbered, "section"), ("sat", Calendar, "saturday"), ("sc", Numbered, "scene"), ("sch", Final, "school"),
    ("sched", Numbered, "schedule"), ("sec", Numbered, "section"), ("secs", Unit, ""),
    ("secy", Final, "secretary"), ("sen", Title, "senator"), ("sens", Title, "senators"),
    ("sep", Calendar, "september"), ("sept", Calendar, "september"), ("sgt", Title, "sergeant"),
    ("spc", Title, "specialist"), ("sq", Unit, "square"), ("sqn", Final, "squadron"), ("sr", Final, "senior"),
    ("sra", Title, "senora"), ("ss", Numbered, "sections"), ("ssgt", Title, "staff sergeant"),
    ("st", Title, "saint"), ("sta", Title, "santa"), ("ste", Numbered, "suite"), ("sto", Title, "santo"),
    ("sts", Street, "streets"),
    ("subs", Numbered, "subsection"), ("sun", Calendar, "sunday"), ("supt", Title, "superintendent"),
    ("tbs", Unit, ""), ("tbsp", Unit, ""), ("tbsps", Unit, ""), ("tel", Numbered, "telephone"),
    ("temp", Final, "temperature"), ("tenn", State, "tennessee"), ("ter", Street, "terrace"),
    ("tex", State, "texas"), ("thos", Title, "thomas"), ("thu", Calendar, "thursday"),
    ("thur", Calendar, "thursday"), ("thurs", Calendar, "thursday"), ("tpk", Street, "turnpike"),
    ("tpke", Street, "turnpike"), ("treas", Final, "treasurer"), ("trl", Street, "trail"), ("tsp", Unit, ""),
    ("tsps", Unit, ""), ("tue", Calendar, "tuesday"), ("tues", Calendar, "tuesday"), ("twp", Final, "township"), ("univ", Final, "university"),
    ("v", Medial, "versus"), ("va", State, "virginia"), ("ver", Numbered, "version"), ("vit", Final, "vitamin"),
    ("viz", Medial, "namely"), ("vol", Numbered, "volume"), ("vols", Numbered, "volumes"),
    ("vs", Medial, "versus"), ("vt", State, "vermont"), ("wash", State, "washington"),
    ("wed", Calendar, "wednesday"), ("wis", State, "wisconsin"), ("wisc", State, "wisconsin"), ("wk", Unit, ""),
    ("wks", Unit, ""), ("wm", Title, "william"), ("wt", Final, "weight"), ("wyo", State, "wyoming"),
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
