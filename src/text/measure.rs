//! Units of measure.

use super::reader::Reader;

/// A unit: its symbol, its names, and how sure the symbol is.
#[derive(Debug)]
pub(super) struct Unit {
    symbol: &'static str,
    one: &'static str,
    many: &'static str,
    /// Whether the symbol is a unit after a space too; otherwise it must touch the number, or end a
    /// clause.
    loose: bool,
}

macro_rules! units {
    ($($symbol:literal $one:literal $many:literal $loose:literal;)*) => {
        &[$(Unit { symbol: $symbol, one: $one, many: $many, loose: $loose == 1 }),*]
    };
}

/// Case-sensitive; sorted by symbol.
#[rustfmt::skip]
static UNITS: &[Unit] = units![
    "A" "ampere" "amperes" 0; "AU" "astronomical unit" "astronomical units" 1; "Ah" "ampere hour" "ampere hours" 1;
    "B" "byte" "bytes" 0; "BTU" "b t u" "b t u's" 1; "Bq" "becquerel" "becquerels" 1;
    "C" "degree celsius" "degrees celsius" 0; "Da" "dalton" "daltons" 1; "EB" "exabyte" "exabytes" 1;
    "F" "degree fahrenheit" "degrees fahrenheit" 0; "FPS" "frame per second" "frames per second" 1;
    "GB" "gigabyte" "gigabytes" 1; "GBps" "gigabyte per second" "gigabytes per second" 1;
    "GHz" "gigahertz" "gigahertz" 1; "GPa" "gigapascal" "gigapascals" 1; "GW" "gigawatt" "gigawatts" 1;
    "GWh" "gigawatt hour" "gigawatt hours" 1; "Gb" "gigabit" "gigabits" 1; "Gbit" "gigabit" "gigabits" 1;
    "Gbps" "gigabit per second" "gigabits per second" 1; "GeV" "giga electron volt" "giga electron volts" 1;
    "GiB" "gibibyte" "gibibytes" 1; "Gt" "gigaton" "gigatons" 1; "Gy" "gray" "grays" 1; "H" "henry" "henries" 0;
    "Hz" "hertz" "hertz" 1; "J" "joule" "joules" 0; "K" "kelvin" "kelvins" 0; "KB" "kilobyte" "kilobytes" 1;
    "KHz" "kilohertz" "kilohertz" 1; "KM" "kilometer" "kilometers" 1;
    "Kbps" "kilobit per second" "kilobits per second" 1; "KiB" "kibibyte" "kibibytes" 1; "L" "liter" "liters" 1;
    "MB" "megabyte" "megabytes" 1; "MBps" "megabyte per second" "megabytes per second" 1;
    "MHz" "megahertz" "megahertz" 1; "MJ" "megajoule" "megajoules" 1; "MP" "megapixel" "megapixels" 1;
    "MPG" "mile per gallon" "miles per gallon" 1; "MPH" "mile per hour" "miles per hour" 1;
    "MPa" "megapascal" "megapascals" 1; "MT" "megaton" "megatons" 0; "MV" "megavolt" "megavolts" 1;
    "MW" "megawatt" "megawatts" 1; "MWh" "megawatt hour" "megawatt hours" 1; "Mb" "megabit" "megabits" 1;
    "Mbit" "megabit" "megabits" 1; "Mbps" "megabit per second" "megabits per second" 1;
    "MeV" "mega electron volt" "mega electron volts" 1; "MiB" "mebibyte" "mebibytes" 1;
    "Mpc" "megaparsec" "megaparsecs" 1; "Mt" "megaton" "megatons" 1; "N" "newton" "newtons" 0;
    "Nm" "newton meter" "newton meters" 1; "PB" "petabyte" "petabytes" 1;
    "PSI" "pound per square inch" "pounds per square inch" 1; "Pa" "pascal" "pascals" 1;
    "RPM" "revolution per minute" "revolutions per minute" 1; "Sv" "sievert" "sieverts" 1; "T" "tesla" "teslas" 0;
    "TB" "terabyte" "terabytes" 1; "THz" "terahertz" "terahertz" 1; "TW" "terawatt" "terawatts" 1;
    "TWh" "terawatt hour" "terawatt hours" 1; "Tbps" "terabit per second" "terabits per second" 1;
    "TeV" "tera electron volt" "tera electron volts" 1; "TiB" "tebibyte" "tebibytes" 1; "V" "volt" "volts" 0;
    "VA" "volt ampere" "volt amperes" 0; "W" "watt" "watts" 0; "Wb" "weber" "webers" 1;
    "Wh" "watt hour" "watt hours" 1; "ac" "acre" "acres" 1; "atm" "atmosphere" "atmospheres" 1; "b" "bit" "bits" 0;
    "bar" "bar" "bar" 1; "bbl" "barrel" "barrels" 1; "bhp" "brake horsepower" "brake horsepower" 1;
    "bit" "bit" "bits" 1; "bpm" "beat per minute" "beats per minute" 1; "bps" "bit per second" "bits per second" 1;
    "cal" "calorie" "calories" 1; "cc" "cubic centimeter" "cubic centimeters" 1; "cd" "candela" "candelas" 1;
    "cg" "centigram" "centigrams" 1; "cl" "centiliter" "centiliters" 1; "cm" "centimeter" "centimeters" 1;
    "ct" "carat" "carats" 1; "cwt" "hundredweight" "hundredweight" 1; "d" "day" "days" 0; "dB" "decibel" "decibels" 1;
    "dBA" "d b a" "d b a" 1; "dL" "deciliter" "deciliters" 1; "deg" "degree" "degrees" 1;
    "dl" "deciliter" "deciliters" 1; "dm" "decimeter" "decimeters" 1; "doz" "dozen" "dozen" 1;
    "dpi" "dot per inch" "dots per inch" 1; "eV" "electron volt" "electron volts" 1; "fl" "fluid" "fluid" 1;
    "fm" "femtometer" "femtometers" 1; "fps" "frame per second" "frames per second" 1;
    "fs" "femtosecond" "femtoseconds" 1; "ft" "foot" "feet" 1; "g" "gram" "grams" 1; "gal" "gallon" "gallons" 1;
    "gm" "gram" "grams" 1; "h" "hour" "hours" 1; "hPa" "hectopascal" "hectopascals" 1; "ha" "hectare" "hectares" 1;
    "hp" "horsepower" "horsepower" 1; "hr" "hour" "hours" 1; "hrs" "hour" "hours" 1; "in" "inch" "inches" 0;
    "kA" "kiloampere" "kiloamperes" 1; "kB" "kilobyte" "kilobytes" 1; "kHz" "kilohertz" "kilohertz" 1;
    "kJ" "kilojoule" "kilojoules" 1; "kN" "kilonewton" "kilonewtons" 1; "kPa" "kilopascal" "kilopascals" 1;
    "kV" "kilovolt" "kilovolts" 1; "kW" "kilowatt" "kilowatts" 1; "kWh" "kilowatt hour" "kilowatt hours" 1;
    "kb" "kilobit" "kilobits" 1; "kbps" "kilobit per second" "kilobits per second" 1;
    "kcal" "kilocalorie" "kilocalories" 1; "keV" "kilo electron volt" "kilo electron volts" 1;
    "kg" "kilogram" "kilograms" 1; "kgs" "kilogram" "kilograms" 1; "kl" "kiloliter" "kiloliters" 1;
    "km" "kilometer" "kilometers" 1; "kmh" "kilometer per hour" "kilometers per hour" 1;
    "kmph" "kilometer per hour" "kilometers per hour" 1; "kms" "kilometer" "kilometers" 1; "kn" "knot" "knots" 1;
    "kph" "kilometer per hour" "kilometers per hour" 1; "kt" "kiloton" "kilotons" 1; "kΩ" "kiloohm" "kiloohms" 1;
    "l" "liter" "liters" 1; "lb" "pound" "pounds" 1; "lbf" "pound force" "pounds force" 1; "lbs" "pound" "pounds" 1;
    "lm" "lumen" "lumens" 1; "lx" "lux" "lux" 1; "ly" "light year" "light years" 1; "m" "meter" "meters" 1;
    "mA" "milliampere" "milliamperes" 1; "mAh" "milliampere hour" "milliampere hours" 1;
    "mEq" "milliequivalent" "milliequivalents" 1; "mGy" "milligray" "milligrays" 1; "mL" "milliliter" "milliliters" 1;
    "mS" "millisiemens" "millisiemens" 1; "mSv" "millisievert" "millisieverts" 1; "mV" "millivolt" "millivolts" 1;
    "mW" "milliwatt" "milliwatts" 1; "mbar" "millibar" "millibars" 1;
    "mbps" "megabit per second" "megabits per second" 1; "mcg" "microgram" "micrograms" 1;
    "mg" "milligram" "milligrams" 1; "mi" "mile" "miles" 1; "min" "minute" "minutes" 1; "mins" "minute" "minutes" 1;
    "ml" "milliliter" "milliliters" 1; "mm" "millimeter" "millimeters" 1;
    "mmHg" "millimeter of mercury" "millimeters of mercury" 1; "mmol" "millimole" "millimoles" 1;
    "mo" "month" "months" 0; "mol" "mole" "moles" 1; "mos" "month" "months" 0;
    "mpg" "mile per gallon" "miles per gallon" 1; "mph" "mile per hour" "miles per hour" 1;
    "ms" "millisecond" "milliseconds" 1; "msec" "millisecond" "milliseconds" 1; "mΩ" "milliohm" "milliohms" 1;
    "nA" "nanoampere" "nanoamperes" 1; "nF" "nanofarad" "nanofarads" 1; "ng" "nanogram" "nanograms" 1;
    "nm" "nanometer" "nanometers" 1; "nmi" "nautical mile" "nautical miles" 1; "nmol" "nanomole" "nanomoles" 1;
    "ns" "nanosecond" "nanoseconds" 1; "oz" "ounce" "ounces" 1; "pF" "picofarad" "picofarads" 1;
    "pc" "parsec" "parsecs" 0; "pg" "picogram" "picograms" 0; "pm" "picometer" "picometers" 0;
    "ppb" "part per billion" "parts per billion" 1; "ppi" "pixel per inch" "pixels per inch" 1;
    "ppm" "part per million" "parts per million" 1; "ps" "picosecond" "picoseconds" 0;
    "psi" "pound per square inch" "pounds per square inch" 1; "pt" "pint" "pints" 1; "pts" "point" "points" 1;
    "px" "pixel" "pixels" 1; "qt" "quart" "quarts" 1; "rad" "radian" "radians" 1;
    "rpm" "revolution per minute" "revolutions per minute" 1; "s" "second" "seconds" 1; "sec" "second" "seconds" 1;
    "secs" "second" "seconds" 1; "sr" "steradian" "steradians" 0; "st" "stone" "stone" 0; "t" "ton" "tons" 0;
    "tbsp" "tablespoon" "tablespoons" 1; "tsp" "teaspoon" "teaspoons" 1; "wk" "week" "weeks" 1;
    "wks" "week" "weeks" 1; "yd" "yard" "yards" 1; "yds" "yard" "yards" 1; "yr" "year" "years" 1;
    "yrs" "year" "years" 1; "µA" "microampere" "microamperes" 1; "µF" "microfarad" "microfarads" 1;
    "µL" "microliter" "microliters" 1; "µV" "microvolt" "microvolts" 1; "µg" "microgram" "micrograms" 1;
    "µl" "microliter" "microliters" 1; "µm" "micrometer" "micrometers" 1; "µs" "microsecond" "microseconds" 1;
    "Å" "angstrom" "angstroms" 1; "ΜΩ" "megaohm" "megaohms" 1; "Ω" "ohm" "ohms" 1; "μF" "microfarad" "microfarads" 1;
    "μL" "microliter" "microliters" 1; "μg" "microgram" "micrograms" 1; "μl" "microliter" "microliters" 1;
    "μm" "micrometer" "micrometers" 1; "μs" "microsecond" "microseconds" 1;
];

fn find(symbol: &str) -> Option<&'static Unit> {
    UNITS
        .binary_search_by(|u| u.symbol.cmp(symbol))
        .ok()
        .map(|i| &UNITS[i])
}

/// Units that are multiplied with a hyphen between them: "ft-lb".
fn factors(first: &str, second: &str) -> bool {
    matches!(
        (first, second),
        ("ft", "lb" | "lbs" | "lbf")
            | ("lb" | "lbf" | "lbs", "ft" | "in")
            | ("in", "lb" | "lbs" | "lbf")
            | ("N", "m")
            | ("kW" | "W" | "MW" | "GW", "h" | "hr" | "hrs")
            | ("A", "h")
            | ("mA", "h")
    )
}

/// A unit with its power and what it is divided by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    /// "square" or "cubic"; empty for neither.
    power: &'static str,
    unit: &'static Unit,
    /// The second factor: "kW·h".
    times: Option<&'static Unit>,
    /// The denominator with its power.
    per: Option<(Per, &'static str)>,
    /// The index after the last lexeme.
    pub end: usize,
}

impl Measure {
    /// Whether a substance may follow without "of": "5 g salt".
    pub(super) fn weighs_or_fills(&self) -> bool {
        self.per.is_none()
            && self.times.is_none()
            && matches!(
                self.unit.symbol,
                "g" | "gm"
                    | "kg"
                    | "kgs"
                    | "mg"
                    | "mcg"
                    | "ng"
                    | "µg"
                    | "μg"
                    | "oz"
                    | "lb"
                    | "lbs"
                    | "ml"
                    | "mL"
                    | "l"
                    | "L"
                    | "cl"
                    | "dl"
                    | "dL"
                    | "tsp"
                    | "tbsp"
                    | "gal"
                    | "pt"
                    | "qt"
                    | "t"
                    | "mol"
                    | "mmol"
                    | "cc"
                    | "µL"
                    | "μL"
            )
    }
}

#[derive(Debug, Clone, Copy)]
enum Per {
    Unit(&'static Unit),
    /// An ordinary word, by its lexeme: "people/km²" the other way round, "5 mg/day".
    Word(usize),
}

/// The exponent that a sign or digit stands for.
fn power_of(c: char) -> u8 {
    match c {
        '²' | '2' => 2,
        '³' | '3' => 3,
        _ => 0,
    }
}

impl Reader<'_> {
    /// The unit at `i`, after a number. A unit that could be another word needs to touch the number.
    pub(super) fn unit_at(&self, i: usize) -> Option<Measure> {
        if !self.is_word(i) {
            return None;
        }
        let (mut power, mut at) = ("", i);
        let glued = self.glued(i);
        match &*self.lower(i) {
            "sq" => power = "square",
            "cu" => power = "cubic",
            _ => {}
        }
        if !power.is_empty() {
            at += 1;
            at += usize::from(self.sign(at) == '.');
        }
        let unit = find(self.at(at))?;
        let mut end = at + 1;
        if unit.symbol == "fl" {
            end += usize::from(self.glued_sign(end) == '.');
            let ounce = find(self.at(end)).filter(|u| u.symbol == "oz")?;
            return Some(Measure {
                power: "fluid",
                unit: ounce,
                times: None,
                per: None,
                end: self.unit_stop(end + 1, glued),
            });
        }
        let (exponent, after) = self.exponent_at(end);
        if power.is_empty() && exponent > 0 {
            power = if exponent == 2 { "square" } else { "cubic" };
            end = after;
        }
        let mut times = None;
        if matches!(self.glued_sign(end), '·' | '⋅') && self.glued(end + 1) {
            times = find(self.at(end + 1));
            end += 2 * usize::from(times.is_some());
        }
        // "ft-lb", "lb-ft", "kW-h"
        if times.is_none()
            && matches!(self.glued_sign(end), '-' | '‑')
            && self.glued(end + 1)
            && factors(unit.symbol, self.at(end + 1))
        {
            times = find(self.at(end + 1));
            end += 2;
        }
        let per = self.per_at(end).or_else(|| self.inverse_at(end));
        if let Some((_, _, after)) = per {
            end = after;
        } else {
            end = self.unit_stop(end, glued);
        }
        let bare = power.is_empty() && per.is_none() && times.is_none();
        if bare && !unit.loose && !glued && !self.sure_unit(unit, end) {
            return None;
        }
        // "4K", "221B", "3d", "5T": letters that touch a number more often than they are units.
        if bare && glued && matches!(unit.symbol, "K" | "B" | "b" | "T" | "H" | "d" | "A") {
            return None;
        }
        // "3L9" is a code.
        if glued && bare && self.glued_digits(end) > 0 {
            return None;
        }
        // "5 m" but "5 Ms", "3 g's"; "2 min." but not the "min" of "2 minute".
        Some(Measure {
            power,
            unit,
            times,
            per: per.map(|(p, w, _)| (p, w)),
            end,
        })
    }

    /// Whether a spaced symbol that may be a word is a unit here.
    fn sure_unit(&self, unit: &Unit, end: usize) -> bool {
        match unit.symbol {
            "in" => {
                self.sign(end - 1) == '.'
                    || self.ends(end) && self.sign(end) != ')'
                    || end >= self.len()
                    || self.one_of(
                        end,
                        &[
                            "by", "x", "long", "wide", "tall", "high", "deep", "thick", "across",
                            "of",
                        ],
                    )
                    || self.sign(end) == '×'
            }
            "d" | "b" | "pm" | "st" | "ps" | "sr" | "pg" | "A" | "MT" | "VA" | "mos" => false,
            _ => !self.capitalised(end) && !self.is_digits(end),
        }
    }

    /// Steps over a full stop that belongs to an abbreviated unit inside a sentence: "6 ft. tall".
    fn unit_stop(&self, end: usize, _glued: bool) -> usize {
        let inside = self.glued_sign(end) == '.'
            && (self.lower_word(end + 1) && !self.glued(end + 1)
                || matches!(self.glued_sign(end + 1), ',' | ')' | ';')
                || self.is_digits(end + 1) && !self.glued(end + 1));
        end + usize::from(inside)
    }

    /// An exponent at `i`: "²", "^2", "2" glued to the unit.
    fn exponent_at(&self, i: usize) -> (u8, usize) {
        match self.glued_sign(i) {
            '²' | '³' => (power_of(self.sign(i)), i + 1),
            '^' if self.glued(i + 1) && matches!(self.at(i + 1), "2" | "3") => (
                power_of(self.at(i + 1).chars().next().unwrap_or(' ')),
                i + 2,
            ),
            _ if self.glued(i) && matches!(self.at(i), "2" | "3") => {
                (power_of(self.at(i).chars().next().unwrap_or(' ')), i + 1)
            }
            _ => (0, i),
        }
    }

    /// "/h", "/day", "/m²" at `i`.
    fn per_at(&self, i: usize) -> Option<(Per, &'static str, usize)> {
        if self.glued_sign(i) != '/' || !self.glued(i + 1) {
            return None;
        }
        if let Some(unit) = find(self.at(i + 1)) {
            let (exponent, end) = self.exponent_at(i + 2);
            let word = match (exponent, unit.symbol) {
                (2, "s" | "sec" | "h") => "squared",
                (2, _) => "square",
                (3, _) => "cubic",
                _ => "",
            };
            return Some((Per::Unit(unit), word, end));
        }
        let word = self.lower(i + 1);
        matches!(
            &*word,
            "hour"
                | "day"
                | "week"
                | "month"
                | "year"
                | "minute"
                | "second"
                | "night"
                | "person"
                | "capita"
                | "head"
                | "unit"
                | "kilometer"
                | "mile"
                | "acre"
                | "gallon"
                | "serving"
                | "dose"
                | "item"
                | "page"
                | "user"
                | "student"
                | "child"
                | "share"
                | "barrel"
                | "ton"
                | "tonne"
                | "liter"
                | "pound"
                | "ounce"
                | "game"
        )
        .then_some((Per::Word(i + 1), "", i + 2))
    }

    /// " s⁻²", " s^-1" at `i`: a unit with a negative power.
    fn inverse_at(&self, i: usize) -> Option<(Per, &'static str, usize)> {
        let unit = find(self.at(i)).filter(|_| self.is_word(i))?;
        let caret = usize::from(self.glued_sign(i + 1) == '^');
        if !matches!(self.glued_sign(i + 1 + caret), '⁻' | '-' | '−') {
            return None;
        }
        let at = i + 2 + caret;
        let power = match (caret, self.glued_sign(at)) {
            (0, '¹') => 1,
            (0, '²') => 2,
            (0, '³') => 3,
            (1, _) if self.glued_digits(at) == 1 => self.value(at),
            _ => return None,
        };
        let word = match (power, unit.symbol) {
            (1, _) => "",
            (2, "s") => "squared",
            (2, _) => "square",
            (3, _) => "cubic",
            _ => return None,
        };
        Some((Per::Unit(unit), word, at + 1))
    }

    /// Says "per" and the denominator at `i`, after money: "$5/hour".
    pub(super) fn say_per(&mut self, i: usize) -> Option<usize> {
        let (per, power, end) = self.per_at(i)?;
        self.say_denominator(per, power);
        Some(end)
    }

    fn say_denominator(&mut self, per: Per, power: &str) {
        self.say_word("per");
        if power != "squared" {
            self.say(power);
        }
        match per {
            Per::Unit(unit) => self.say_unit_name(unit.one),
            Per::Word(word) => self.plain_word(word),
        }
        if power == "squared" {
            self.say(power);
        }
    }

    fn say_unit_name(&mut self, name: &str) {
        self.mixed(name);
    }

    /// Says a unit, in the singular after "one" and before the noun that it describes.
    pub(super) fn say_measure(&mut self, measure: &Measure, singular: bool) {
        self.say(measure.power);
        let unit = measure.unit;
        match measure.times {
            Some(second) => {
                self.say_unit_name(unit.one);
                self.say_unit_name(if singular { second.one } else { second.many });
            }
            None => self.say_unit_name(if singular { unit.one } else { unit.many }),
        }
        if let Some((per, power)) = measure.per {
            self.say_denominator(per, power);
        }
    }

    /// Reads degrees at `j` after a number: "°C", "° N", "°26′46″N"; says them.
    pub(super) fn degrees(&mut self, j: usize, singular: bool) -> Option<usize> {
        match self.sign(j) {
            '℃' => {
                self.say(if singular {
                    "degree celsius"
                } else {
                    "degrees celsius"
                });
                return Some(j + 1);
            }
            '℉' => {
                self.say(if singular {
                    "degree fahrenheit"
                } else {
                    "degrees fahrenheit"
                });
                return Some(j + 1);
            }
            '°' | 'º' | '˚' => {}
            _ => return None,
        }
        self.say_word(if singular { "degree" } else { "degrees" });
        let mut end = j + 1;
        let scale = match self.at(end) {
            "C" => "celsius",
            "F" => "fahrenheit",
            "K" => "kelvin",
            "R" if self.glued(end) => "rankine",
            _ => "",
        };
        if !scale.is_empty() {
            self.say_word(scale);
            return Some(end + 1);
        }
        // Minutes and seconds of arc.
        for (marks, one, many) in [
            (&['\'', '′', '’'][..], "minute", "minutes"),
            (&['"', '″', '”'][..], "second", "seconds"),
        ] {
            let fraction = self.glued_sign(end + 1) == '.' && self.glued_digits(end + 2) > 0;
            let mark = end + 1 + 2 * usize::from(fraction);
            if self.is_digits(end) && marks.contains(&self.glued_sign(mark)) {
                let value = self.value(end);
                self.cardinal(value);
                if fraction {
                    self.say_word("point");
                    self.digits(self.at(end + 2));
                }
                self.say_word(if value == 1 { one } else { many });
                end = mark + 1;
            }
        }
        let compass = match self.at(end) {
            "N" => "north",
            "S" => "south",
            "E" => "east",
            "W" => "west",
            _ => return Some(end),
        };
        self.say_word(compass);
        Some(end + 1)
    }

    /// "5'10\"", "6′2″": feet and inches at `i`.
    pub(super) fn feet_and_inches(&mut self, i: usize) -> Option<usize> {
        if !matches!(self.glued_sign(i + 1), '\'' | '′' | '’')
            || !matches!(self.digit_count(i), 1 | 2)
        {
            return None;
        }
        let feet = self.value(i);
        let primes = self.sign(i + 1) == '′' && self.glued_sign(i + 3) == '″';
        let inches = if primes {
            self.digit_count(i + 2)
        } else {
            self.glued_digits(i + 2)
        };
        let mark = matches!(self.glued_sign(i + 3), '"' | '″' | '”')
            || matches!(self.glued_sign(i + 3), '\'' | '’')
                && self.glued_sign(i + 4) == self.sign(i + 3);
        if inches == 0 {
            return None;
        }
        if inches > 2 || !(mark || self.sign(i + 1) == '′') || self.value(i + 2) > 12 {
            return None;
        }
        self.begin(i);
        self.cardinal(feet);
        self.say_word(if feet == 1 { "foot" } else { "feet" });
        let n = self.value(i + 2);
        self.cardinal(n);
        self.say_word(if n == 1 { "inch" } else { "inches" });
        let end = if self.glued_sign(i + 3) == '\''
            || self.glued_sign(i + 3) == '’' && self.glued_sign(i + 4) == '’'
        {
            i + 5
        } else {
            i + 4
        };
        Some(self.finish(if mark { end } else { i + 3 }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_units_are_sorted() {
        for pair in UNITS.windows(2) {
            assert!(
                pair[0].symbol < pair[1].symbol,
                "{} before {}",
                pair[0].symbol,
                pair[1].symbol
            );
        }
    }
}
