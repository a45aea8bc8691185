//! Where an abbreviation with a full stop is one, and not a word that ends a sentence.

use super::abbreviation::Abbreviation;
use super::date;
use super::reader::Reader;

impl Reader<'_> {
    /// Whether the word with a full stop stands for something longer, here.
    pub(super) fn abbreviates(
        &self,
        i: usize,
        after: usize,
        kind: Abbreviation,
        key: &str,
    ) -> bool {
        let capital = self.capitalised(i);
        // "art. I, § 8"
        let first = self.at(after) == "I" && self.glued_sign(after + 1) == ',' && key != "p";
        let number = self.is_digits(after) || self.lower_roman_or_letter(after) || first;
        match kind {
            Abbreviation::Title
                if matches!(
                    key,
                    "fr" | "rep"
                        | "hon"
                        | "col"
                        | "gen"
                        | "gens"
                        | "profs"
                        | "mt"
                        | "bro"
                        | "pres"
                        | "adm"
                        | "brig"
                        | "dep"
                        | "asst"
                        | "reps"
                        | "det"
                        | "insp"
                        | "amb"
                        | "sra"
                        | "wm"
                        | "chas"
                        | "geo"
                        | "thos"
                        | "jas"
                        | "jos"
                        | "bp"
                        | "abp"
                        | "sta"
                        | "sto"
                        | "br"
                        | "dir"
                        | "ens"
                        | "mmes"
                ) =>
            {
                // "the Secy. Gen."
                let last = key == "gen" && i > 0 && self.sign(i - 1) == '.';
                (capital || key == "asst" || key == "mt" && self.lower_word(after))
                    && (after < self.len() || last)
            }
            Abbreviation::Title => true,
            Abbreviation::Numbered => match key {
                "pt" if capital && self.capitalised(after) => true,
                "ste" => capital || number,
                // "14th Amend."
                "amend" if i > 1 && self.ordinal_suffix(i - 1) => true,
                // "s. 3", "ss. 3-5", "cl. 8"; "S. 1234" is a bill.
                "app" => {
                    capital
                        && number
                        && (self.sign(after + 1) != '.' || after + 2 >= self.len())
                        && !self.one_of(i.wrapping_sub(1), &["the"])
                }
                "gr" | "iss" => capital && number,
                "chs" => number,
                "s" | "ss" | "cl" => !capital && self.is_digits(after),
                "p" | "pp" | "op" | "no" | "nos" | "art" | "par" | "ex" | "pt" | "ch" | "ext"
                | "mk" | "ver" | "ref" | "refs" | "prop" | "reg" | "regs" | "amend" | "rs" => {
                    number
                        || self.sign(after) == '#'
                        || key == "no"
                            && i > 0
                            && self.capitalised(after)
                            && self.one_of(
                                i - 1,
                                &[
                                    "model", "part", "serial", "item", "order", "case", "catalog",
                                    "lot",
                                ],
                            )
                }
                "arr" => self.capitalised(after) || self.one_of(after, &["by", "for"]),
                "lv" | "lvl" | "lvls" => number && self.glued_sign(after + 1) != ':',
                "fx" => self.phone_at(after),
                "ph" => {
                    capital && self.digit_count(after) == 1
                        || self.phone_at(after)
                        || capital
                            && self.at(after) != "I"
                            && super::numeral_roman::value(self.at(after)).is_some()
                }
                "rt" => number || self.capitalised(after),
                "fl" => i > 0 && capital,
                "sec" | "fig" | "figs" | "vol" | "vols" => number || after < self.len(),
                _ => true,
            },
            Abbreviation::Medial if key == "v" => self.capitalised(after) && i > 0,
            Abbreviation::Medial if matches!(key, "c" | "ca") => {
                self.is_digits(after)
                    || key == "ca"
                        && (self.at(after) == "AD" || self.between(after, after + 4) == "A.D.")
            }
            Abbreviation::Medial | Abbreviation::Street => true,
            Abbreviation::Final if key == "ed" => {
                // "2nd ed.", "(ed.)", "ed. by"; but "Ed. Smith".
                i > 1 && self.ordinal_suffix(i - 1) && self.is_digits(i - 2)
                    || i > 0 && matches!(self.sign(i - 1), '(' | ',')
                    || i > 0 && self.one_of(i - 1, &["revised", "rev", "new", "expanded"])
                    || self.one_of(after, &["by"])
            }
            Abbreviation::Final
                if matches!(
                    key,
                    "min"
                        | "max"
                        | "temp"
                        | "co"
                        | "ed"
                        | "est"
                        | "inst"
                        | "div"
                        | "conf"
                        | "lib"
                        | "ret"
                        | "const"
                        | "pop"
                        | "opp"
                        | "bn"
                        | "bde"
                        | "abn"
                ) =>
            {
                let number = self.is_digits(after);
                match key {
                    "bn" | "bde" | "abn" => capital,
                    "pop" if self.one_of(after, &["of"]) => self.is_digits(after + 1),
                    "pop" if number && self.glued_sign(after + 1) == ',' => true,
                    "pop" if capital && self.sign(after) == '(' => true,
                    "est" if i > 0 && self.is_digits(i - 1) => true,
                    "pop" => i > 0 && self.one_of(i - 1, &["world", "total"]) || number && capital,
                    "opp" => capital && after < self.len(),
                    _ => capital || after < self.len() || key == "co",
                }
            }
            Abbreviation::Final => true,
            Abbreviation::Calendar => {
                let sure = matches!(
                    key,
                    "tue"
                        | "tues"
                        | "thu"
                        | "thur"
                        | "thurs"
                        | "fri"
                        | "feb"
                        | "apr"
                        | "sept"
                        | "oct"
                        | "nov"
                        | "dec"
                );
                (capital || sure) && date::calendar_context(self, i, after)
            }
            Abbreviation::State => capital && self.state_context(i, after, key),
            Abbreviation::Unit => key == "sq",
        }
    }
}
