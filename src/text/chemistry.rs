//! Chemical formulae, and codes of letters and digits.

use super::math;
use super::number::Form;
use super::reader::Reader;
use super::token::Kind;

/// Element symbols, sorted.
#[rustfmt::skip]
static ELEMENTS: &[&str] = &[
    "Ac", "Ag", "Al", "Am", "Ar", "As", "At", "Au", "B", "Ba", "Be", "Bh", "Bi", "Bk", "Br", "C", "Ca", "Cd", "Ce",
    "Cf", "Cl", "Cm", "Co", "Cr", "Cs", "Cu", "Db", "Dy", "Er", "Es", "Eu", "F", "Fe", "Fm", "Fr", "Ga", "Gd", "Ge",
    "H", "He", "Hf", "Hg", "Ho", "I", "In", "Ir", "K", "Kr", "La", "Li", "Lr", "Lu", "Md", "Mg", "Mn", "Mo", "N",
    "Na", "Nb", "Nd", "Ne", "Ni", "No", "Np", "O", "Os", "P", "Pa", "Pb", "Pd", "Pm", "Po", "Pr", "Pt", "Pu", "Ra",
    "Rb", "Re", "Rf", "Rh", "Rn", "Ru", "S", "Sb", "Sc", "Se", "Sg", "Si", "Sm", "Sn", "Sr", "Ta", "Tb", "Tc", "Te",
    "Th", "Ti", "Tl", "Tm", "U", "V", "W", "Xe", "Y", "Yb", "Zn", "Zr",
];

/// Names of elements with symbols of two letters. Sorted.
#[rustfmt::skip]
static NAMES: &[&str] = &[
    "aluminium", "aluminum", "antimony", "argon", "arsenic", "barium", "beryllium", "bismuth", "bromine", "cadmium",
    "calcium", "cerium", "cesium", "chlorine", "chromium", "cobalt", "copper", "gallium", "germanium", "gold",
    "helium", "indium", "iridium", "iron", "krypton", "lead", "lithium", "magnesium", "manganese", "mercury",
    "molybdenum", "neon", "nickel", "niobium", "osmium", "palladium", "platinum", "plutonium", "radium", "radon",
    "rhodium", "rubidium", "selenium", "silicon", "silver", "sodium", "strontium", "tantalum", "tellurium", "thallium",
    "thorium", "tin", "titanium", "xenon", "zinc", "zirconium",
];

/// Formulae without digits that are common in writing.
fn common(formula: &str) -> bool {
    matches!(
        formula,
        "NaCl"
            | "NaOH"
            | "KCl"
            | "HCl"
            | "KOH"
            | "AgCl"
            | "MgO"
            | "CaO"
            | "HF"
            | "HBr"
            | "NaF"
            | "KBr"
            | "LiF"
            | "NaBr"
            | "KI"
            | "NaI"
            | "ZnO"
            | "GaAs"
            | "SiC"
            | "ZnS"
            | "CuO"
            | "FeO"
            | "FeS"
            | "LiOH"
            | "HCN"
            | "NaHCO"
            | "AgBr"
            | "GaN"
            | "InP"
            | "CdTe"
            | "PbS"
    )
}

/// Splits a run of letters into element symbols; `None` if that fails.
fn elements(word: &str) -> Option<usize> {
    if !word.is_ascii() {
        return None;
    }
    let mut count = 0;
    let mut rest = word;
    while !rest.is_empty() {
        let long = rest.len() > 1 && rest.as_bytes()[1].is_ascii_lowercase();
        let (symbol, tail) = rest.split_at(if long { 2 } else { 1 });
        ELEMENTS.binary_search(&symbol).ok()?;
        rest = tail;
        count += 1;
    }
    Some(count)
}

impl Reader<'_> {
    /// Reads chemical formulae: "H2O", "C6H12O6", "CH₄", "NaCl".
    pub(super) fn chemical(&mut self, i: usize) -> Option<usize> {
        let word = self.at(i);
        if self.glued_after_word(i) || !self.capitalised(i) {
            return None;
        }
        if let Some(end) = self.ion(i) {
            return Some(end);
        }
        let alone = !self.glued(i + 1)
            || !matches!(self.lexemes[i + 1].kind, Kind::Digits)
                && math::subscript(self.sign(i + 1)).is_none()
                && !matches!(self.sign(i + 1), '(' | '⁺' | '⁻')
                && !matches!(self.glued_sign(i + 2), '⁺' | '⁻');
        if alone {
            // "gold (Au)"
            let symbol = i > 1
                && word.len() == 2
                && self.sign(i - 1) == '('
                && NAMES.binary_search(&&*self.lower(i - 2)).is_ok()
                && ELEMENTS.binary_search(&word).is_ok();
            if !common(word) && !symbol {
                return None;
            }
            self.begin(i);
            self.letters(word);
            return Some(self.finish(i + 1));
        }
        let end = self.formula_end(i)?;
        self.begin(i);
        let mut j = i;
        while j < end {
            match self.lexemes[j].kind {
                Kind::Word => self.letters(self.at(j)),
                Kind::Digits => self.number_text(self.at(j), Form::Cardinal),
                Kind::Sign('⁺') => self.say_word("plus"),
                Kind::Sign('⁻') => self.say_word("minus"),
                Kind::Sign(_) => {
                    // Runs of subscripts are one number.
                    let mut n = 0u64;
                    let from = j;
                    while j < end
                        && n < 1000
                        && let Some(d) = math::subscript(self.sign(j))
                    {
                        n = 10 * n + u64::from(d.to_digit(10).unwrap_or(0));
                        j += 1;
                    }
                    if j > from {
                        self.cardinal(n);
                        continue;
                    }
                    if let Some(d) = math::superscript(self.sign(j)) {
                        self.digits(d.encode_utf8(&mut [0; 4]));
                    }
                }
            }
            j += 1;
        }
        let end = self.finish(end);
        self.join = self.glued(end) && self.is_word(end);
        Some(end)
    }

    /// "²³⁵U": the mass of an isotope before its symbol.
    pub(super) fn isotope(&mut self, i: usize) -> Option<usize> {
        if self.glued_before(i) {
            return None;
        }
        let (mut mass, mut end) = (0, i);
        while end < i + 3
            && let Some(digit) = math::superscript(self.sign(end)).and_then(|c| c.to_digit(10))
            && (end == i || self.glued(end))
        {
            mass = 10 * mass + u64::from(digit);
            end += 1;
        }
        if end == i || !self.glued(end) || elements(self.at(end)) != Some(1) {
            return None;
        }
        self.begin(i);
        self.pairs(mass);
        self.letters(self.at(end));
        Some(self.finish(end + 1))
    }

    /// "Na+", "OH-": an ion with its charge in plain signs.
    fn ion(&mut self, i: usize) -> Option<usize> {
        // "blood type O-"
        let blood = matches!(self.at(i), "A" | "B" | "AB" | "O")
            && i > 0
            && self.one_of(i - 1, &["type", "blood"])
            && matches!(self.glued_sign(i + 1), '+' | '-' | '−')
            && !self.glued_alphanumeric(i + 2);
        if blood {
            self.begin(i);
            self.letters(self.at(i));
            self.say_word(if self.sign(i + 1) == '+' {
                "positive"
            } else {
                "negative"
            });
            return Some(self.finish(i + 2));
        }
        let known = matches!(
            self.at(i),
            "Na" | "K" | "Li" | "H" | "Ag" | "Cl" | "Br" | "OH" | "CN" | "Cs" | "Rb"
        );
        let sign = self.glued_sign(i + 1);
        let open = i + 2 >= self.len() || !self.glued(i + 2) || self.ends(i + 2);
        if !known || !matches!(sign, '+' | '-' | '−') || !open || self.title_case {
            return None;
        }
        self.begin(i);
        self.letters(self.at(i));
        self.say_word(if sign == '+' { "plus" } else { "minus" });
        Some(self.finish(i + 2))
    }

    /// The end of a formula of at least two elements, or one with a subscript.
    fn formula_end(&self, i: usize) -> Option<usize> {
        let mut end = i;
        let (mut atoms, mut subscripts, mut depth) = (0, 0, 0);
        while end < self.len() && (end == i || self.glued(end)) && end < i + 40 {
            match self.lexemes[end].kind {
                Kind::Word => atoms += elements(self.at(end))?,
                Kind::Digits if self.at(end).len() <= 2 && !self.at(end).starts_with('0') => {
                    subscripts += 1
                }
                Kind::Sign(c) if math::subscript(c).is_some() => subscripts += 1,
                Kind::Sign('⁺' | '⁻') => subscripts += 1,
                Kind::Sign(c)
                    if math::superscript(c).is_some()
                        && matches!(self.glued_sign(end + 1), '⁺' | '⁻') => {}
                Kind::Sign('(') => depth += 1,
                Kind::Sign(')') if depth > 0 => depth -= 1,
                Kind::Sign(_) => break,
                Kind::Digits => return None,
            }
            end += 1;
        }
        let typed = (i..end)
            .any(|j| math::subscript(self.sign(j)).is_some() || matches!(self.sign(j), '⁺' | '⁻'));
        let mixed = self.at(i).len() > 1 || end > i + 2;
        // "B2", "C4", "F16" are codes; "O2", "H2", "N2", "O3" and "CO2" are formulae.
        let short = matches!(
            self.between(i, end),
            "O2" | "H2" | "N2" | "O3" | "Cl2" | "F2" | "Br2" | "I2"
        );
        let letters_code = matches!(
            self.between(i, end),
            "PS2"
                | "PS3"
                | "PS4"
                | "PS5"
                | "B2B"
                | "B2C"
                | "C2C"
                | "P2P"
                | "U2"
                | "F1"
                | "K2"
                | "K9"
                | "V8"
                | "H1N1"
                | "H5N1"
                | "S3"
                | "CS2"
        ) || self.at(i) == "PS"
            || self.at(i) == "US"
            || self.at(i) == "UN";
        (depth == 0
            && subscripts > 0
            && (typed || short || atoms > 1 && mixed)
            && !letters_code
            && (end >= self.len() || !self.glued(end) || !self.is_digits(end)))
        .then_some(end)
    }

    /// Codes that begin with a letter: "B2B", "MP3", "A320", "H1N1", "K-9"; they join what follows.
    pub(super) fn formula(&mut self, i: usize) -> Option<usize> {
        let word = self.at(i);
        let digits = self.glued_digits(i + 1) > 0;
        let joined = self.glued_after_word(i);
        if !digits && !joined {
            return self.function(i);
        }
        if !word.is_ascii() {
            return None;
        }
        if let Some(end) = self.episode(i) {
            return Some(end);
        }
        self.join |= joined;
        self.begin(i);
        let lower = word.bytes().all(|b| b.is_ascii_lowercase());
        let upper = word.bytes().all(|b| b.is_ascii_uppercase());
        let spelled = word.len() <= 2
            || upper && word.len() <= 3
            || !lower && super::cluster::unpronounceable(&super::token::Small::lower(word))
            || upper
                && super::acronym::reading(word, false, self.language)
                    == super::acronym::Reading::Spelled
            || lower && super::cluster::unpronounceable(word);
        let seven_up = word == "UP" && i > 0 && self.at(i - 1) == "7";
        if spelled
            && !seven_up
            && word.len() < 12
            && !matches!(
                word,
                "of" | "in" | "to" | "is" | "at" | "by" | "on" | "or" | "as"
            )
        {
            self.spelled(word)
        } else {
            self.plain_word(i)
        }
        let end = self.finish(i + 1);
        self.join = digits;
        Some(end)
    }

    /// "f(x)", "O(n log n)", "P(A|B)": a function of one letter; the bracket is read after it.
    fn function(&mut self, i: usize) -> Option<usize> {
        if !matches!(self.at(i), "f" | "g" | "h" | "P" | "O" | "F" | "G")
            || self.glued_before(i) && !matches!(self.sign(i - 1), '(' | '/' | '=')
            || self.glued_sign(i + 1) != '('
            || !self.glued_alphanumeric(i + 2)
            || self.at(i + 2).len() > 1 && (self.at(i), self.at(i + 2)) != ("O", "log")
        {
            return None;
        }
        let close = (i + 3..(i + 10).min(self.len())).find(|&j| self.sign(j) == ')')?;
        if self.glued_alphanumeric(close + 1) {
            return None;
        }
        self.begin(i);
        self.letters(self.at(i));
        self.say_word("of");
        let mut end = i + 2;
        // "A|B"
        if self.glued_sign(i + 3) == '|' && self.is_word(i + 4) && close == i + 5 {
            self.letters(self.at(i + 2));
            self.say_word("given");
            self.letters(self.at(i + 4));
            end = close + 1;
        } else if close == i + 3 && self.is_word(i + 2) {
            self.letters(self.at(i + 2));
            end = close + 1;
        }
        Some(self.finish(end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulae_are_split_into_elements() {
        assert!(ELEMENTS.is_sorted());
        assert!(NAMES.is_sorted());
        assert_eq!(elements("NaCl"), Some(2));
        assert_eq!(elements("CO"), Some(2));
        assert_eq!(elements("Xy"), None);
    }
}
