//! States and provinces by their codes and abbreviations, and postal codes.

use super::reader::Reader;

/// States and territories, by their postal codes. Sorted.
#[rustfmt::skip]
static STATES: &[(&str, &str)] = &[
    ("AK", "alaska"), ("AL", "alabama"), ("AR", "arkansas"), ("AZ", "arizona"), ("CA", "california"),
    ("CO", "colorado"), ("CT", "connecticut"), ("DC", "d c"), ("DE", "delaware"), ("FL", "florida"),
    ("GA", "georgia"), ("HI", "hawaii"), ("IA", "iowa"), ("ID", "idaho"), ("IL", "illinois"), ("IN", "indiana"),
    ("KS", "kansas"), ("KY", "kentucky"), ("LA", "louisiana"), ("MA", "massachusetts"), ("MD", "maryland"),
    ("ME", "maine"), ("MI", "michigan"), ("MN", "minnesota"), ("MO", "missouri"), ("MS", "mississippi"),
    ("MT", "montana"), ("NC", "north carolina"), ("ND", "north dakota"), ("NE", "nebraska"), ("NH", "new hampshire"),
    ("NJ", "new jersey"), ("NM", "new mexico"), ("NV", "nevada"), ("NY", "new york"), ("OH", "ohio"),
    ("OK", "oklahoma"), ("OR", "oregon"), ("PA", "pennsylvania"), ("PR", "puerto rico"), ("RI", "rhode island"),
    ("SC", "south carolina"), ("SD", "south dakota"), ("TN", "tennessee"), ("TX", "texas"), ("UT", "utah"),
    ("VA", "virginia"), ("VT", "vermont"), ("WA", "washington"), ("WI", "wisconsin"), ("WV", "west virginia"),
    ("WY", "wyoming"),
];

/// Provinces of Canada whose codes stand after the name of a place, by those codes. Sorted.
#[rustfmt::skip]
static PROVINCES: &[(&str, &str)] = &[
    ("AB", "alberta"), ("BC", "british columbia"), ("MB", "manitoba"), ("NB", "new brunswick"),
    ("NL", "newfoundland and labrador"), ("NS", "nova scotia"), ("ON", "ontario"), ("PE", "prince edward island"),
    ("QC", "quebec"), ("SK", "saskatchewan"),
];

/// Cities by the last word of their names, in lower case, and the states that they are in: those that
/// are written without a comma, "boise id", "Austin TX". Sorted.
#[rustfmt::skip]
static CITIES: &[(&str, &str)] = &[
    ("akron", "OH"), ("albany", "NY OR GA"), ("albuquerque", "NM"), ("alexandria", "VA LA"), ("allentown", "PA"),
    ("amarillo", "TX"), ("anaheim", "CA"), ("anchorage", "AK"), ("angeles", "CA"), ("antonio", "TX"), ("arbor", "MI"),
    ("arlington", "TX VA"), ("asheville", "NC"), ("athens", "GA OH"), ("atlanta", "GA"), ("augusta", "GA ME"),
    ("aurora", "CO IL"), ("austin", "TX"), ("bakersfield", "CA"), ("baltimore", "MD"), ("bellevue", "WA"),
    ("berkeley", "CA"), ("billings", "MT"), ("biloxi", "MS"), ("birmingham", "AL"),
    ("bismarck", "ND"), ("bloomington", "IN IL MN"), ("boise", "ID"), ("boston", "MA"), ("boulder", "CO"),
    ("bozeman", "MT"), ("bridgeport", "CT"), ("buffalo", "NY"), ("burlington", "VT"), ("cambridge", "MA"),
    ("carson", "CA"), ("champaign", "IL"), ("chandler", "AZ"), ("charleston", "SC WV"), ("charlotte", "NC"),
    ("charlottesville", "VA"), ("chattanooga", "TN"), ("cheyenne", "WY"), ("chicago", "IL"), ("cincinnati", "OH"),
    ("cleveland", "OH"), ("columbia", "SC MO MD"), ("columbus", "OH GA"), ("concord", "NH CA"), ("dallas", "TX"),
    ("davenport", "IA"), ("dayton", "OH"), ("denver", "CO"), ("detroit", "MI"), ("diego", "CA"), ("dover", "DE"),
    ("duluth", "MN"), ("durham", "NC"), ("eugene", "OR"), ("evansville", "IN"), ("fargo", "ND"),
    ("fayetteville", "AR NC"), ("fe", "NM"), ("flagstaff", "AZ"), ("flint", "MI"), ("fremont", "CA"), ("fresno", "CA"),
    ("gainesville", "FL"), ("gary", "IN"), ("glendale", "AZ CA"), ("greensboro", "NC"), ("harrisburg", "PA"),
    ("hartford", "CT"), ("helena", "MT"), ("henderson", "NV"), ("hialeah", "FL"), ("honolulu", "HI"), ("houston", "TX"),
    ("huntsville", "AL"), ("indianapolis", "IN"), ("irvine", "CA"), ("irving", "TX"), ("jackson", "MS"),
    ("jacksonville", "FL"), ("joliet", "IL"), ("jose", "CA"), ("juneau", "AK"), ("knoxville", "TN"),
    ("lafayette", "LA IN"), ("lansing", "MI"), ("laramie", "WY"), ("laredo", "TX"), ("lauderdale", "FL"),
    ("lexington", "KY"), ("lincoln", "NE"), ("louis", "MO"), ("louisville", "KY"), ("lubbock", "TX"), ("macon", "GA"),
    ("madison", "WI"), ("manchester", "NH"), ("memphis", "TN"), ("mesa", "AZ"), ("miami", "FL"), ("milwaukee", "WI"),
    ("minneapolis", "MN"), ("missoula", "MT"), ("mobile", "AL"), ("modesto", "CA"), ("moines", "IA"),
    ("montgomery", "AL"), ("montpelier", "VT"), ("naperville", "IL"), ("nashville", "TN"), ("newark", "NJ"),
    ("norfolk", "VA"), ("oakland", "CA"), ("ocala", "FL"), ("omaha", "NE"), ("orlando", "FL"), ("orleans", "LA"),
    ("oxnard", "CA"), ("palmdale", "CA"), ("pasadena", "CA TX"), ("paso", "TX"), ("paul", "MN"), ("peoria", "IL AZ"),
    ("petersburg", "FL"), ("philadelphia", "PA"), ("phoenix", "AZ"), ("pittsburgh", "PA"), ("plano", "TX"),
    ("pocatello", "ID"), ("portland", "OR ME"), ("providence", "RI"), ("provo", "UT"), ("raleigh", "NC"),
    ("reno", "NV"), ("richmond", "VA"), ("roanoke", "VA"), ("rochester", "NY MN"), ("rockford", "IL"),
    ("rouge", "LA"), ("sacramento", "CA"), ("salem", "OR MA"), ("salinas", "CA"), ("sarasota", "FL"),
    ("savannah", "GA"), ("scottsdale", "AZ"), ("scranton", "PA"), ("seattle", "WA"), ("shreveport", "LA"),
    ("spokane", "WA"), ("springfield", "IL MA MO OH OR"), ("stockton", "CA"), ("syracuse", "NY"), ("tacoma", "WA"),
    ("tallahassee", "FL"), ("tampa", "FL"), ("tempe", "AZ"), ("toledo", "OH"), ("topeka", "KS"), ("trenton", "NJ"),
    ("tucson", "AZ"), ("tulsa", "OK"), ("tuscaloosa", "AL"), ("vegas", "NV"), ("waco", "TX"), ("wichita", "KS"),
    ("wilmington", "DE NC"), ("worcester", "MA"), ("worth", "TX"), ("yonkers", "NY"), ("yuma", "AZ"),
];

/// The name of a state for its code in capitals.
fn state_name(code: &str) -> Option<&'static str> {
    STATES
        .binary_search_by(|e| e.0.cmp(code))
        .ok()
        .map(|i| STATES[i].1)
}

/// Two letters in capitals.
fn capitals(word: &str) -> Option<[u8; 2]> {
    match word.as_bytes() {
        &[a, b] if word.is_ascii() => Some([a.to_ascii_uppercase(), b.to_ascii_uppercase()]),
        _ => None,
    }
}

impl Reader<'_> {
    /// ", CA 95051", "Austin, TX", "boise id": the name of a state for its code.
    pub(super) fn state(&mut self, i: usize) -> Option<usize> {
        if let Some(end) = self.province(i) {
            return Some(end);
        }
        let zip = self.digit_count(i + 1) == 5 && !self.glued(i + 1);
        let upper = capitals(self.at(i))?;
        let code = std::str::from_utf8(&upper).unwrap_or("");
        let name = state_name(code)?;
        let written = self.at(i) == code;
        // "new york, ny 10001"
        let lower = zip && self.lower_word(i) && i > 1 && self.sign(i - 1) == ',';
        let comma = written && i > 1 && self.sign(i - 1) == ',' && self.capitalised(i - 2);
        // "(D-CA)", "(R-TX 12)": a member of a party.
        let member = written
            && i > 2
            && self.glued(i)
            && matches!(self.sign(i - 1), '-' | '–' | '‑')
            && matches!(self.at(i - 2), "D" | "R" | "I" | "L")
            && matches!(self.sign(i - 3), '(' | ',' | '[');
        if member {
            self.begin(i);
            self.mixed(name);
            return Some(self.finish(i + 1));
        }
        let place = written && i > 0 && self.capitalised(i - 1);
        let comma = comma && (self.ends(i + 1) || zip || self.lower_word(i + 1));
        if !(lower || comma || zip && place || self.in_its_state(i, code)) {
            return None;
        }
        self.begin(i);
        self.mixed(name);
        let mut end = self.finish(i + 1);
        if zip {
            end = self.postal_code(end);
        }
        Some(end)
    }

    /// "boise id", "Austin TX", "portland, or": whether the word before the code at `i` is a city of
    /// that state. Where the code is a common word, the clause must end after it.
    fn in_its_state(&self, i: usize, code: &str) -> bool {
        let comma = usize::from(i > 0 && self.sign(i - 1) == ',');
        let Some(city) = i.checked_sub(1 + comma) else {
            return false;
        };
        if !self.is_word(city)
            || self.glued(i)
            || self.lower_word(city) != self.lower_word(i)
            || self.at(i).starts_with(char::is_uppercase)
                != self.at(i).ends_with(char::is_uppercase)
        {
            return false;
        }
        let known = CITIES
            .binary_search_by(|e| e.0.cmp(&self.lower(city)))
            .is_ok_and(|k| CITIES[k].1.split(' ').any(|state| state == code));
        let zip = self.digit_count(i + 1) == 5;
        let word = self.lower_word(i) && matches!(self.at(i), "in" | "or" | "me" | "hi" | "oh");
        known
            && !self.shouting
            && (zip || !word || self.ends(i + 1) && self.sign(i + 1) != ',')
            && !(self.at(i) == "OK" && self.sign(i + 1) == '?')
            && !self.one_of(i + 1, &["card", "cards", "number", "badge"])
    }

    /// "Toronto, ON M5V 2T6", "Vancouver, BC": the name of a province for its code, after a place.
    fn province(&mut self, i: usize) -> Option<usize> {
        let index = PROVINCES.binary_search_by(|e| e.0.cmp(self.at(i))).ok()?;
        let comma = i > 1 && self.sign(i - 1) == ',' && self.capitalised(i - 2);
        let postal = self.at(i + 1).len() == 1
            && self.capitalised(i + 1)
            && self.glued_digits(i + 2) == 1
            && self.glued_alphanumeric(i + 3);
        let place = i > 0 && self.capitalised(i - 1);
        let sure = matches!(self.at(i), "BC" | "ON" | "QC" | "NS");
        if !(postal && (comma || place) || comma && sure && self.ends(i + 1)) {
            return None;
        }
        self.begin(i);
        self.say(PROVINCES[index].1);
        Some(self.finish(i + 1))
    }

    /// "95051", "02139-4307": the code at `i`, digit by digit.
    pub(super) fn postal_code(&mut self, i: usize) -> usize {
        self.group();
        self.begin(i);
        self.digits(self.at(i));
        let mut last = i + 1;
        if matches!(self.glued_sign(last), '-' | '–') && self.glued_digits(last + 1) == 4 {
            self.group();
            self.digits(self.at(last + 1));
            last += 2;
        }
        self.finish(last)
    }

    /// Whether "Mass.", "Fla." and the like at `i` is a state, not a word: a place stands before it.
    pub(super) fn state_context(&self, i: usize, after: usize, key: &str) -> bool {
        let word = matches!(
            key,
            "ill"
                | "ind"
                | "la"
                | "mass"
                | "miss"
                | "mo"
                | "ore"
                | "wash"
                | "del"
                | "mont"
                | "pa"
                | "ga"
                | "va"
                | "md"
                | "que"
                | "ont"
                | "penn"
                | "ky"
                | "vt"
                | "tex"
        );
        let place = i > 1
            && self.sign(i - 1) == ','
            && (self.capitalised(i - 2)
                || i > 3
                    && self.sign(i - 2) == '.'
                    && self.one_of(i - 3, &["twp", "hts", "co", "cnty"]));
        let west =
            key == "va" && i > 0 && (self.at(i - 1) == "W" || i > 1 && self.at(i - 2) == "W");
        let within = i > 0 && self.one_of(i - 1, &["of", "in", "from"]);
        // "Md. Rte. 4"
        let road = self.one_of(after, &["rte", "route", "hwy", "highway", "rt", "rd"])
            // "Wash. State"
            || self.at(after) == "State";
        // "R-Ga.", "(D-Mass.)"
        let member = i > 1
            && self.glued(i)
            && matches!(self.sign(i - 1), '-' | '–' | '‑')
            && matches!(self.at(i - 2), "D" | "R" | "I" | "L");
        place || west || road || member || !word && i > 0 && (after < self.len() || within)
    }

    /// "Albany, N.Y.", "Raleigh, N.C.": a state by its initials (`letters`), after a place.
    pub(super) fn dotted_state(&self, i: usize, letters: &str) -> Option<&'static str> {
        if i < 2 || self.sign(i - 1) != ',' || !self.capitalised(i - 2) {
            return None;
        }
        let mut code = [0u8; 2];
        let mut capitals = letters.bytes().filter(u8::is_ascii_uppercase);
        for c in &mut code {
            *c = capitals.next()?;
        }
        let code = std::str::from_utf8(&code).unwrap_or("");
        let name = state_name(code)?;
        // "Lee, M.D., Ph.D.": a degree more often than Maryland.
        (capitals.next().is_none() && !matches!(code, "DC" | "MD")).then_some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        for table in [STATES, PROVINCES, CITIES] {
            for pair in table.windows(2) {
                assert!(pair[0].0 < pair[1].0, "{} before {}", pair[0].0, pair[1].0);
            }
        }
    }
}
