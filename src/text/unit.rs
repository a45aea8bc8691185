//! The table of units of measure.

/// A unit: its symbol, its names, and how sure the symbol is.
#[derive(Debug)]
pub(super) struct Unit {
    /// Its symbol.
    pub symbol: &'static str,
    /// Its name in the singular.
    pub one: &'static str,
    /// Its name in the plural.
    pub many: &'static str,
    /// Whether the symbol is a unit after a space too; otherwise it must touch the number, or end a
    /// clause.
    pub loose: bool,
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
    "B" "byte" "bytes" 0; "BTU" "b t u" "b t u's" 1; "Bcf" "billion cubic feet" "billion cubic feet" 1;
    "Bq" "becquerel" "becquerels" 1; "Btu" "b t u" "b t u's" 1; "C" "degree celsius" "degrees celsius" 0;
    "CFM" "cubic foot per minute" "cubic feet per minute" 1; "Ci" "curie" "curies" 1; "Da" "dalton" "daltons" 1;
    "EB" "exabyte" "exabytes" 1; "EHz" "exahertz" "exahertz" 1; "F" "degree fahrenheit" "degrees fahrenheit" 0;
    "FPS" "frame per second" "frames per second" 1; "FT" "foot" "feet" 1; "GB" "gigabyte" "gigabytes" 1;
    "GBps" "gigabyte per second" "gigabytes per second" 1; "GFLOPS" "gigaflops" "gigaflops" 1;
    "GHZ" "gigahertz" "gigahertz" 1; "GHz" "gigahertz" "gigahertz" 1; "GJ" "gigajoule" "gigajoules" 1;
    "GPa" "gigapascal" "gigapascals" 1; "GVA" "gigavolt ampere" "gigavolt amperes" 1; "GW" "gigawatt" "gigawatts" 1;
    "GWh" "gigawatt hour" "gigawatt hours" 1; "Ga" "billion years" "billion years" 1; "Gb" "gigabit" "gigabits" 1;
    "Gbit" "gigabit" "gigabits" 1; "Gbits" "gigabit" "gigabits" 1; "Gbps" "gigabit per second" "gigabits per second" 1;
    "GeV" "giga electron volt" "giga electron volts" 1; "GiB" "gibibyte" "gibibytes" 1;
    "Gly" "billion light years" "billion light years" 1; "Gpc" "gigaparsec" "gigaparsecs" 1;
    "Gt" "gigaton" "gigatons" 1; "Gy" "gray" "grays" 1; "Gyr" "gigayear" "gigayears" 1; "H" "henry" "henries" 0;
    "Hrs" "hour" "hours" 1; "Hz" "hertz" "hertz" 1; "J" "joule" "joules" 0; "K" "kelvin" "kelvins" 0;
    "KB" "kilobyte" "kilobytes" 1; "KG" "kilogram" "kilograms" 1; "KHz" "kilohertz" "kilohertz" 1;
    "KM" "kilometer" "kilometers" 1; "KW" "kilowatt" "kilowatts" 1; "Kbit" "kilobit" "kilobits" 1;
    "Kbps" "kilobit per second" "kilobits per second" 1; "Kg" "kilogram" "kilograms" 1; "KiB" "kibibyte" "kibibytes" 1;
    "Km" "kilometer" "kilometers" 1; "L" "liter" "liters" 1; "LBS" "pound" "pounds" 1; "MB" "megabyte" "megabytes" 1;
    "MBps" "megabyte per second" "megabytes per second" 1; "MHZ" "megahertz" "megahertz" 1;
    "MHz" "megahertz" "megahertz" 1; "MJ" "megajoule" "megajoules" 1; "ML" "milliliter" "milliliters" 0;
    "MMBtu" "million b t u" "million b t u" 1; "MN" "meganewton" "meganewtons" 0; "MP" "megapixel" "megapixels" 1;
    "MPG" "mile per gallon" "miles per gallon" 1; "MPH" "mile per hour" "miles per hour" 1;
    "MPa" "megapascal" "megapascals" 1; "MT" "megaton" "megatons" 0; "MV" "megavolt" "megavolts" 1;
    "MW" "megawatt" "megawatts" 1; "MWh" "megawatt hour" "megawatt hours" 1; "Ma" "million years" "million years" 1;
    "Mb" "megabit" "megabits" 1; "Mbit" "megabit" "megabits" 1; "Mbps" "megabit per second" "megabits per second" 1;
    "Mcf" "thousand cubic feet" "thousand cubic feet" 1; "MeV" "mega electron volt" "mega electron volts" 1;
    "MiB" "mebibyte" "mebibytes" 1; "Mly" "million light years" "million light years" 1;
    "Mpc" "megaparsec" "megaparsecs" 1; "Mph" "mile per hour" "miles per hour" 1; "Mt" "megaton" "megatons" 1;
    "Mw" "megawatt" "megawatts" 1; "Mya" "million years ago" "million years ago" 1; "Myr" "megayear" "megayears" 1; "MΩ" "megaohm" "megaohms" 1;
    "N" "newton" "newtons" 0; "Nm" "newton meter" "newton meters" 1; "PB" "petabyte" "petabytes" 1;
    "PFLOPS" "petaflops" "petaflops" 1; "PHz" "petahertz" "petahertz" 1; "PJ" "petajoule" "petajoules" 1;
    "PSI" "pound per square inch" "pounds per square inch" 1; "Pa" "pascal" "pascals" 1;
    "RPM" "revolution per minute" "revolutions per minute" 1; "Sv" "sievert" "sieverts" 1; "T" "tesla" "teslas" 0;
    "TB" "terabyte" "terabytes" 1; "TBSP" "tablespoon" "tablespoons" 1; "TFLOP" "teraflop" "teraflops" 1;
    "TFLOPS" "teraflops" "teraflops" 1; "THz" "terahertz" "terahertz" 1; "TJ" "terajoule" "terajoules" 1;
    "TSP" "teaspoon" "teaspoons" 1; "TW" "terawatt" "terawatts" 1; "TWh" "terawatt hour" "terawatt hours" 1;
    "Tbps" "terabit per second" "terabits per second" 1; "Tbsp" "tablespoon" "tablespoons" 1;
    "Tcf" "trillion cubic feet" "trillion cubic feet" 1; "TeV" "tera electron volt" "tera electron volts" 1;
    "TiB" "tebibyte" "tebibytes" 1; "Tsp" "teaspoon" "teaspoons" 1; "V" "volt" "volts" 0;
    "VA" "volt ampere" "volt amperes" 0; "W" "watt" "watts" 0; "Wb" "weber" "webers" 1;
    "Wh" "watt hour" "watt hours" 1; "ac" "acre" "acres" 1; "amu" "atomic mass unit" "atomic mass units" 1;
    "atm" "atmosphere" "atmospheres" 1; "b" "bit" "bits" 0; "bar" "bar" "bar" 1; "bbl" "barrel" "barrels" 1;
    "bcf" "billion cubic feet" "billion cubic feet" 1; "bhp" "brake horsepower" "brake horsepower" 1;
    "bit" "bit" "bits" 1; "boe" "barrel of oil equivalent" "barrels of oil equivalent" 1;
    "bp" "basis point" "basis points" 1; "bpm" "beat per minute" "beats per minute" 1;
    "bps" "basis point" "basis points" 1; "btu" "b t u" "b t u's" 1; "bya" "billion years ago" "billion years ago" 1;
    "cL" "centiliter" "centiliters" 1; "cN" "centinewton" "centinewtons" 1; "cP" "centipoise" "centipoise" 1;
    "cSt" "centistokes" "centistokes" 1; "cal" "calorie" "calories" 1; "cals" "calorie" "calories" 1;
    "cc" "cubic centimeter" "cubic centimeters" 1; "cd" "candela" "candelas" 1;
    "cfm" "cubic foot per minute" "cubic feet per minute" 1; "cg" "centigram" "centigrams" 1;
    "cl" "centiliter" "centiliters" 1; "cm" "centimeter" "centimeters" 1; "cms" "centimeter" "centimeters" 1;
    "ct" "carat" "carats" 1; "cwt" "hundredweight" "hundredweight" 1; "d" "day" "days" 0; "dB" "decibel" "decibels" 1;
    "dBA" "decibel" "decibels" 1; "dBi" "d b i" "d b i" 1; "dBm" "d b m" "d b m" 1; "dL" "deciliter" "deciliters" 1;
    "dag" "decagram" "decagrams" 1; "deg" "degree" "degrees" 1; "dl" "deciliter" "deciliters" 1;
    "dm" "decimeter" "decimeters" 1; "doz" "dozen" "dozen" 1; "dpi" "dot per inch" "dots per inch" 1;
    "eV" "electron volt" "electron volts" 1; "fF" "femtofarad" "femtofarads" 1; "fl" "fluid" "fluid" 1;
    "fm" "femtometer" "femtometers" 1; "fmol" "femtomole" "femtomoles" 1;
    "fps" "frame per second" "frames per second" 1; "fs" "femtosecond" "femtoseconds" 1; "ft" "foot" "feet" 1;
    "g" "gram" "grams" 1; "ga" "gauge" "gauge" 0; "gal" "gallon" "gallons" 1; "gals" "gallon" "gallons" 1;
    "gb" "gigabyte" "gigabytes" 1; "ghz" "gigahertz" "gigahertz" 1; "gm" "gram" "grams" 1;
    "gpm" "gallon per minute" "gallons per minute" 1; "gr" "grain" "grains" 0; "h" "hour" "hours" 1;
    "hL" "hectoliter" "hectoliters" 1; "hPa" "hectopascal" "hectopascals" 1; "ha" "hectare" "hectares" 1;
    "hl" "hectoliter" "hectoliters" 1; "hm" "hectometer" "hectometers" 1; "hp" "horsepower" "horsepower" 1;
    "hr" "hour" "hours" 1; "hrs" "hour" "hours" 1; "in" "inch" "inches" 0;
    "inHg" "inch of mercury" "inches of mercury" 1; "kA" "kiloampere" "kiloamperes" 1; "kB" "kilobyte" "kilobytes" 1;
    "kDa" "kilodalton" "kilodaltons" 1; "kHz" "kilohertz" "kilohertz" 1; "kJ" "kilojoule" "kilojoules" 1;
    "kL" "kiloliter" "kiloliters" 1; "kN" "kilonewton" "kilonewtons" 1; "kNm" "kilonewton meter" "kilonewton meters" 1;
    "kPa" "kilopascal" "kilopascals" 1; "kV" "kilovolt" "kilovolts" 1; "kVA" "kilovolt ampere" "kilovolt amperes" 1;
    "kW" "kilowatt" "kilowatts" 1; "kWh" "kilowatt hour" "kilowatt hours" 1; "kWp" "kilowatt peak" "kilowatts peak" 1;
    "kb" "kilobit" "kilobits" 1; "kbit" "kilobit" "kilobits" 1; "kbp" "kilobase pair" "kilobase pairs" 1;
    "kbps" "kilobit per second" "kilobits per second" 1; "kcal" "kilocalorie" "kilocalories" 1;
    "kcals" "kilocalorie" "kilocalories" 1; "keV" "kilo electron volt" "kilo electron volts" 1;
    "kg" "kilogram" "kilograms" 1; "kgf" "kilogram force" "kilograms force" 1; "kgs" "kilogram" "kilograms" 1;
    "khz" "kilohertz" "kilohertz" 1; "kl" "kiloliter" "kiloliters" 1; "km" "kilometer" "kilometers" 1;
    "kmh" "kilometer per hour" "kilometers per hour" 1; "kmol" "kilomole" "kilomoles" 1;
    "kmph" "kilometer per hour" "kilometers per hour" 1; "kms" "kilometer" "kilometers" 1; "kn" "knot" "knots" 1;
    "kpc" "kiloparsec" "kiloparsecs" 1; "kph" "kilometer per hour" "kilometers per hour" 1;
    "ksi" "kilopound per square inch" "kilopounds per square inch" 1; "kt" "kiloton" "kilotons" 1;
    "kts" "knot" "knots" 1; "kΩ" "kiloohm" "kiloohms" 1; "l" "liter" "liters" 1; "lb" "pound" "pounds" 1;
    "lbf" "pound force" "pounds force" 1; "lbm" "pound mass" "pounds mass" 1; "lbs" "pound" "pounds" 1;
    "lm" "lumen" "lumens" 1; "lux" "lux" "lux" 1; "lx" "lux" "lux" 1; "ly" "light year" "light years" 1;
    "m" "meter" "meters" 1; "mA" "milliampere" "milliamperes" 1; "mAh" "milliampere hour" "milliampere hours" 1;
    "mCi" "millicurie" "millicuries" 1; "mEq" "milliequivalent" "milliequivalents" 1; "mGy" "milligray" "milligrays" 1;
    "mH" "millihenry" "millihenries" 1; "mL" "milliliter" "milliliters" 1; "mM" "millimolar" "millimolar" 1;
    "mN" "millinewton" "millinewtons" 1; "mS" "millisiemens" "millisiemens" 1; "mSv" "millisievert" "millisieverts" 1;
    "mT" "millitesla" "milliteslas" 1; "mV" "millivolt" "millivolts" 1; "mW" "milliwatt" "milliwatts" 1;
    "mas" "milliarcsecond" "milliarcseconds" 0; "mb" "megabyte" "megabytes" 1; "mbar" "millibar" "millibars" 1;
    "mbps" "megabit per second" "megabits per second" 1; "mcg" "microgram" "micrograms" 1;
    "mg" "milligram" "milligrams" 1; "mgs" "milligram" "milligrams" 1; "mhz" "megahertz" "megahertz" 1;
    "mi" "mile" "miles" 1; "min" "minute" "minutes" 1; "mins" "minute" "minutes" 1; "ml" "milliliter" "milliliters" 1;
    "mls" "milliliter" "milliliters" 1; "mm" "millimeter" "millimeters" 1;
    "mmHg" "millimeter of mercury" "millimeters of mercury" 1; "mmol" "millimole" "millimoles" 1;
    "mms" "millimeter" "millimeters" 1; "mo" "month" "months" 0; "mol" "mole" "moles" 1; "mos" "month" "months" 0;
    "mpg" "mile per gallon" "miles per gallon" 1; "mph" "mile per hour" "miles per hour" 1;
    "mrem" "millirem" "millirems" 1; "ms" "millisecond" "milliseconds" 1; "msec" "millisecond" "milliseconds" 1;
    "mya" "million years ago" "million years ago" 1; "mΩ" "milliohm" "milliohms" 1; "nA" "nanoampere" "nanoamperes" 1;
    "nF" "nanofarad" "nanofarads" 1; "nM" "nanomolar" "nanomolar" 1; "nT" "nanotesla" "nanoteslas" 1;
    "nV" "nanovolt" "nanovolts" 1; "nW" "nanowatt" "nanowatts" 1; "ng" "nanogram" "nanograms" 1;
    "nm" "nanometer" "nanometers" 1; "nmi" "nautical mile" "nautical miles" 1; "nmol" "nanomole" "nanomoles" 1;
    "ns" "nanosecond" "nanoseconds" 1; "oz" "ounce" "ounces" 1; "ozs" "ounce" "ounces" 1;
    "ozt" "troy ounce" "troy ounces" 1; "pF" "picofarad" "picofarads" 1; "pN" "piconewton" "piconewtons" 1;
    "pW" "picowatt" "picowatts" 1; "pc" "parsec" "parsecs" 0; "pct" "percent" "percent" 1;
    "pg" "picogram" "picograms" 0; "pm" "picometer" "picometers" 0; "pmol" "picomole" "picomoles" 1;
    "pp" "percentage point" "percentage points" 0; "ppb" "part per billion" "parts per billion" 1;
    "ppi" "pixel per inch" "pixels per inch" 1; "ppm" "part per million" "parts per million" 1;
    "ppt" "part per trillion" "parts per trillion" 1; "ps" "picosecond" "picoseconds" 0;
    "psi" "pound per square inch" "pounds per square inch" 1; "pt" "pint" "pints" 1; "pts" "point" "points" 1;
    "px" "pixel" "pixels" 1; "qt" "quart" "quarts" 1; "qts" "quart" "quarts" 1; "rad" "radian" "radians" 1;
    "rev" "revolution" "revolutions" 0; "rpm" "revolution per minute" "revolutions per minute" 1;
    "rps" "revolution per second" "revolutions per second" 1; "s" "second" "seconds" 1; "sec" "second" "seconds" 1;
    "secs" "second" "seconds" 1; "sqft" "square foot" "square feet" 1; "sqkm" "square kilometer" "square kilometers" 1;
    "sqm" "square meter" "square meters" 1; "sr" "steradian" "steradians" 0; "st" "stone" "stone" 0;
    "t" "ton" "tons" 0; "tb" "terabyte" "terabytes" 1; "tbsp" "tablespoon" "tablespoons" 1;
    "tbsps" "tablespoon" "tablespoons" 1; "tsp" "teaspoon" "teaspoons" 1; "tsps" "teaspoon" "teaspoons" 1;
    "wk" "week" "weeks" 1; "wks" "week" "weeks" 1; "wpm" "word per minute" "words per minute" 1; "yd" "yard" "yards" 1;
    "yds" "yard" "yards" 1; "yo" "year old" "year old" 0; "yr" "year" "years" 1; "yrs" "year" "years" 1;
    "µA" "microampere" "microamperes" 1; "µF" "microfarad" "microfarads" 1; "µL" "microliter" "microliters" 1;
    "µM" "micromolar" "micromolar" 1; "µSv" "microsievert" "microsieverts" 1; "µV" "microvolt" "microvolts" 1;
    "µW" "microwatt" "microwatts" 1; "µg" "microgram" "micrograms" 1; "µl" "microliter" "microliters" 1;
    "µm" "micrometer" "micrometers" 1; "µmol" "micromole" "micromoles" 1; "µs" "microsecond" "microseconds" 1;
    "Å" "angstrom" "angstroms" 1; "ΜΩ" "megaohm" "megaohms" 1; "Ω" "ohm" "ohms" 1; "μA" "microampere" "microamperes" 1;
    "μF" "microfarad" "microfarads" 1; "μL" "microliter" "microliters" 1; "μM" "micromolar" "micromolar" 1;
    "μSv" "microsievert" "microsieverts" 1; "μV" "microvolt" "microvolts" 1; "μW" "microwatt" "microwatts" 1;
    "μg" "microgram" "micrograms" 1; "μl" "microliter" "microliters" 1; "μm" "micrometer" "micrometers" 1;
    "μmol" "micromole" "micromoles" 1; "μs" "microsecond" "microseconds" 1;
];

/// The unit of a symbol.
pub(super) fn find(symbol: &str) -> Option<&'static Unit> {
    UNITS
        .binary_search_by(|u| u.symbol.cmp(symbol))
        .ok()
        .map(|i| &UNITS[i])
}

/// Units that are multiplied with a hyphen between them: "ft-lb".
pub(super) fn factors(first: &str, second: &str) -> bool {
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
