//! Money.

use super::numeral::Number;
use super::reader::Reader;

/// A currency: the names of its unit and of its hundredth.
#[derive(Debug)]
pub(super) struct Currency {
    one: &'static str,
    many: &'static str,
    cent: &'static str,
    cents: &'static str,
}

macro_rules! currencies {
    ($($key:literal $one:literal $many:literal $cent:literal $cents:literal;)*) => {
        &[$(($key, Currency { one: $one, many: $many, cent: $cent, cents: $cents })),*]
    };
}

/// By sign.
#[rustfmt::skip]
static SIGNS: &[(&str, Currency)] = currencies![
    "$" "dollar" "dollars" "cent" "cents"; "£" "pound" "pounds" "penny" "pence"; "€" "euro" "euros" "cent" "cents"; "¥" "yen" "yen" "sen" "sen"; "₹" "rupee" "rupees" "paisa" "paise";
    "₩" "won" "won" "" ""; "₽" "ruble" "rubles" "kopeck" "kopecks"; "₪" "shekel" "shekels" "agora" "agorot"; "₫" "dong" "dong" "" ""; "₱" "peso" "pesos" "centavo" "centavos"; "฿" "baht" "baht" "satang" "satang";
    "₿" "bitcoin" "bitcoins" "" ""; "₺" "lira" "lira" "kurus" "kurus"; "₴" "hryvnia" "hryvnias" "kopiyka" "kopiykas"; "₦" "naira" "naira" "kobo" "kobo"; "₡" "colon" "colones" "centimo" "centimos"; "₲" "guarani" "guaranies" "" "";
    "₵" "cedi" "cedis" "pesewa" "pesewas"; "₭" "kip" "kip" "" ""; "₮" "tugrik" "tugriks" "" ""; "₸" "tenge" "tenge" "" ""; "₼" "manat" "manat" "" ""; "₾" "lari" "lari" "tetri" "tetri"; "៛" "riel" "riels" "" ""; "₨" "rupee" "rupees" "paisa" "paise"; "￥" "yen" "yen" "" ""; "＄" "dollar" "dollars" "cent" "cents"; "￡" "pound" "pounds" "penny" "pence";
];

/// By ISO 4217 code, or by the letters before a dollar sign. Sorted.
#[rustfmt::skip]
static CODES: &[(&str, Currency)] = currencies![
    "A$" "australian dollar" "australian dollars" "cent" "cents"; "AED" "u a e dirham" "u a e dirhams" "fils" "fils";
    "ARS" "argentine peso" "argentine pesos" "centavo" "centavos";
    "AU$" "australian dollar" "australian dollars" "cent" "cents";
    "AUD" "australian dollar" "australian dollars" "cent" "cents";
    "BRL" "brazilian real" "brazilian reais" "centavo" "centavos"; "BTC" "bitcoin" "bitcoins" "" "";
    "C$" "canadian dollar" "canadian dollars" "cent" "cents";
    "CA$" "canadian dollar" "canadian dollars" "cent" "cents";
    "CAD" "canadian dollar" "canadian dollars" "cent" "cents";
    "CHF" "swiss franc" "swiss francs" "centime" "centimes"; "CNY" "chinese yuan" "chinese yuan" "fen" "fen";
    "CN¥" "chinese yuan" "chinese yuan" "fen" "fen"; "CZK" "czech koruna" "czech koruna" "" "";
    "Can$" "canadian dollar" "canadian dollars" "cent" "cents"; "Cdn$" "canadian dollar" "canadian dollars" "cent" "cents";
    "DKK" "danish krone" "danish kroner" "ore" "ore";
    "EGP" "egyptian pound" "egyptian pounds" "piastre" "piastres"; "EUR" "euro" "euros" "cent" "cents";
    "GBP" "british pound" "british pounds" "penny" "pence";
    "HK$" "hong kong dollar" "hong kong dollars" "cent" "cents";
    "HKD" "hong kong dollar" "hong kong dollars" "cent" "cents"; "HUF" "hungarian forint" "hungarian forints" "" "";
    "IDR" "indonesian rupiah" "indonesian rupiah" "" ""; "ILS" "israeli shekel" "israeli shekels" "agora" "agorot";
    "INR" "indian rupee" "indian rupees" "paisa" "paise"; "JPY" "japanese yen" "japanese yen" "" "";
    "JP¥" "japanese yen" "japanese yen" "" ""; "KES" "kenyan shilling" "kenyan shillings" "cent" "cents"; "KRW" "south korean won" "south korean won" "" "";
    "Kč" "koruna" "koruna" "" ""; "LAK" "lao kip" "lao kip" "" ""; "MX$" "mexican peso" "mexican pesos" "centavo" "centavos";
    "MXN" "mexican peso" "mexican pesos" "centavo" "centavos";
    "MYR" "malaysian ringgit" "malaysian ringgit" "sen" "sen"; "NGN" "nigerian naira" "nigerian naira" "kobo" "kobo";
    "NOK" "norwegian krone" "norwegian kroner" "ore" "ore";
    "NT$" "new taiwan dollar" "new taiwan dollars" "cent" "cents";
    "NZ$" "new zealand dollar" "new zealand dollars" "cent" "cents";
    "NZD" "new zealand dollar" "new zealand dollars" "cent" "cents";
    "PHP" "philippine peso" "philippine pesos" "centavo" "centavos"; "PKR" "pakistani rupee" "pakistani rupees" "" "";
    "PLN" "polish zloty" "polish zlotys" "grosz" "groszy";
    "R$" "brazilian real" "brazilian reais" "centavo" "centavos"; "RM" "ringgit" "ringgit" "sen" "sen";
    "RMB" "renminbi" "renminbi" "" ""; "RUB" "russian ruble" "russian rubles" "kopeck" "kopecks";
    "Rs" "rupee" "rupees" "paisa" "paise"; "S$" "singapore dollar" "singapore dollars" "cent" "cents";
    "SAR" "saudi riyal" "saudi riyals" "" ""; "SEK" "swedish krona" "swedish kronor" "ore" "ore";
    "SFr" "swiss franc" "swiss francs" "centime" "centimes"; "SGD" "singapore dollar" "singapore dollars" "cent" "cents"; "THB" "thai baht" "thai baht" "satang" "satang";
    "TRY" "turkish lira" "turkish lira" "" ""; "TWD" "new taiwan dollar" "new taiwan dollars" "" "";
    "UAH" "ukrainian hryvnia" "ukrainian hryvnias" "" ""; "US$" "u s dollar" "u s dollars" "cent" "cents";
    "USD" "u s dollar" "u s dollars" "cent" "cents"; "VND" "vietnamese dong" "vietnamese dong" "" "";
    "ZAR" "south african rand" "south african rand" "cent" "cents"; "kr" "krone" "kroner" "" ""; "zł" "zloty" "zlotys" "grosz" "groszy";
];

fn by_sign(sign: &str) -> Option<&'static Currency> {
    SIGNS.iter().find(|e| e.0 == sign).map(|e| &e.1)
}

fn by_code(code: &str) -> Option<&'static Currency> {
    CODES
        .binary_search_by(|e| e.0.cmp(code))
        .ok()
        .map(|i| &CODES[i].1)
}

/// The power of ten that a suffix stands for; `after_currency` allows the short ones.
pub(super) fn scale(word: &str, after_currency: bool) -> Option<&'static str> {
    Some(match word {
        "hundred" => "hundred",
        "thousand" => "thousand",
        "million" | "Million" | "mln" | "mil" | "mn" | "mio" | "Mio" => "million",
        "billion" | "Billion" | "bn" | "bln" | "mrd" | "Mrd" => "billion",
        "trillion" | "Trillion" | "tn" | "trn" => "trillion",
        "quadrillion" => "quadrillion",
        "crore" => "crore",
        "lakh" => "lakh",
        "cr" if after_currency => "crore",
        "k" | "K" if after_currency => "thousand",
        "m" | "M" | "mm" | "MM" if after_currency => "million",
        "b" | "B" | "BN" if after_currency => "billion",
        "t" | "T" if after_currency => "trillion",
        _ => return None,
    })
}

impl Reader<'_> {
    /// Reads money that begins with a sign: "$1.5bn", "€20".
    pub(super) fn money(&mut self, i: usize) -> Option<usize> {
        // "¢25"
        if self.sign(i) == '¢' && self.lexemes[i].spaced && self.glued_digits(i + 1) > 0 {
            let number = self.number_at(i + 1)?;
            self.begin(i);
            self.say_number(&number);
            self.say_word(if number.is_one() { "cent" } else { "cents" });
            return Some(self.finish(number.end));
        }
        let currency = by_sign(self.at(i))?;
        // "$US 5"
        if self.at(i) == "$" && self.glued(i + 1) && self.at(i + 1) == "US" {
            return self.amount_of(i, i + 2, by_code("US$")?);
        }
        // "$20s": bank notes.
        if matches!(self.value(i + 1), 5 | 10 | 20 | 50 | 100)
            && self.glued(i + 1)
            && self.glued(i + 2)
            && self.at(i + 2) == "s"
        {
            self.begin(i);
            self.number(self.value(i + 1), super::number::Form::Plural);
            return Some(self.finish(i + 3));
        }
        // "$20 CAD": which dollar it is stands behind.
        let dollar = self.number_at(i + 1).and_then(|number| {
            let (_, end) = self.scale_at(number.end, true);
            let code = self.at(end);
            let other = matches!(code, "CAD" | "AUD" | "NZD" | "HKD" | "SGD" | "TWD" | "MXN");
            by_code(code).filter(|_| other && self.at(i) == "$" && !self.glued(end))
        });
        self.amount_of(i, i + 1, dollar.unwrap_or(currency))
    }

    /// Reads money that begins with a code: "USD 5", "US$5", "Rs. 500".
    pub(super) fn currency_code(&mut self, i: usize) -> Option<usize> {
        let code = self.at(i);
        if code.len() > 3 || self.glued_after_word(i) {
            return None;
        }
        if matches!(self.glued_sign(i + 1), '$' | '¥') {
            let currency = by_code(self.between(i, i + 2))?;
            return self.amount_of(i, i + 2, currency);
        }
        let currency = by_code(code)?;
        let stop = usize::from(matches!(code, "Rs" | "kr") && self.glued_sign(i + 1) == '.');
        let number = i + 1 + stop;
        // "PHP 8" is a version.
        if code == "PHP" && self.digit_count(number) < 3 && self.glued_sign(number + 1) != ',' {
            return None;
        }
        // A sign too: "USD $5", "EUR €5".
        let sign = usize::from(by_sign(self.at(number)).is_some());
        self.amount_of(i, number + sign, currency)
    }

    /// The amount at `number`, whose currency begins at `i`.
    fn amount_of(&mut self, i: usize, number: usize, currency: &'static Currency) -> Option<usize> {
        let minus = matches!(self.sign(number), '-' | '−') && self.glued(number + 1);
        let first = self.number_at(number + usize::from(minus))?;
        self.begin(i);
        if minus {
            self.say_word("minus");
        }
        let (first_scale, after) = self.scale_at(first.end, true);
        // "$5-10m", "$5–$10": the unit is said once.
        if let Some((second, at)) = self.second_amount(after, currency) {
            let (second_scale, end) = self.scale_at(second.end, true);
            if self.exact(&first)
                && first_scale.is_empty()
                && second_scale.is_empty()
                && (first.has_cents() || second.has_cents())
            {
                self.say_amount(&first, "", currency, false);
                self.say_word("to");
                self.say_amount(&second, "", currency, false);
            } else {
                self.say_number(&first);
                self.say(first_scale);
                self.say_word("to");
                self.say_number(&second);
                self.say(second_scale);
                self.say_currency(currency.many);
            }
            let _ = at;
            return Some(self.money_end(end));
        }
        // "$1.1 to 1.2 billion": one scale and one unit for both.
        let between = i > 0 && self.one_of(i - 1, &["between"]);
        if first_scale.is_empty()
            && (self.one_of(after, &["to"]) || between && self.one_of(after, &["and"]))
            && let Some(second) = self.number_at(after + 1)
            && let (scale, end) = self.scale_at(second.end, false)
            && !scale.is_empty()
        {
            self.say_number(&first);
            self.say_word(if between { "and" } else { "to" });
            self.say_number(&second);
            self.say(scale);
            self.say_currency(currency.many);
            return Some(self.money_end(end));
        }
        let end = after;
        // "a $30M Series B"
        let named = self.one_of(i.wrapping_sub(1), &["a"])
            && self.capitalised(end)
            && !self.glued(end)
            && self.at(end).len() > 3;
        // "a sub-$300 phone"
        let under = i > 1
            && self.glued(i)
            && self.sign(i - 1) == '-'
            && self.one_of(i - 2, &["sub", "under", "over"])
            && self.noun_at(end);
        let singular = named
            || under
            || self.priced(i, end)
            || self.glued_sign(end) == '-'
                && self.is_word(end + 1)
                && self.glued(end + 1)
                && !self.one_of(end + 1, &["plus", "odd", "ish", "worth"])
                && (!self.one_of(end + 1, &["a", "an", "per"])
                    || self.one_of(i.wrapping_sub(1), &["a", "the"]));
        // "$5-million": the scale after a hyphen.
        if first_scale.is_empty() && self.glued_sign(end) == '-' && self.glued(end + 1) {
            let (hyphenated, after) = self.scale_at(end + 1, false);
            if !hyphenated.is_empty() {
                self.say_number(&first);
                self.say(hyphenated);
                let one = self.lower_word(after)
                    && !self.one_of(after, &["in", "to", "for", "of", "and"]);
                self.say_currency(if one { currency.one } else { currency.many });
                return Some(self.money_end(after));
            }
        }
        self.say_amount(&first, first_scale, currency, singular);
        let end = if currency.one == "pound" && first.end == first.int_end {
            self.shillings(end)
        } else {
            end
        };
        Some(self.money_end(end))
    }

    fn exact(&self, number: &Number) -> bool {
        number.vulgar.is_empty()
    }

    fn money_end(&mut self, end: usize) -> usize {
        // "$5 USD": the code after the sign says nothing new.
        let said = matches!(
            self.at(end),
            "USD" | "EUR" | "GBP" | "CAD" | "AUD" | "NZD" | "HKD" | "SGD" | "TWD" | "MXN"
        );
        let end = if said && !self.glued(end) {
            end + 1
        } else {
            end
        };
        let mut end = self.say_per(end).unwrap_or(end);
        // "¥150/$"
        if self.glued_sign(end) == '/'
            && self.glued(end + 1)
            && !self.glued_operand(end + 2)
            && let Some(other) = by_sign(self.at(end + 1))
        {
            self.say_word("per");
            self.say_currency(other.one);
            end += 2;
        }
        let end = if self.glued_sign(end) == '+' {
            self.say_word("plus");
            end + 1
        } else {
            end
        };
        self.finish(end)
    }

    /// The second number of a range of money at `i`.
    fn second_amount(&self, i: usize, currency: &'static Currency) -> Option<(Number, usize)> {
        if !matches!(self.sign(i), '-' | '–' | '—') {
            return None;
        }
        let mut at = i + 1;
        if by_sign(self.at(at)).is_some_and(|c| std::ptr::eq(c, currency)) {
            at += 1;
        }
        self.number_at(at).map(|n| (n, at))
    }

    /// A scale at `i`, and the index after it: glued ("bn") or as a word ("million").
    pub(super) fn scale_at(&self, i: usize, money: bool) -> (&'static str, usize) {
        if !self.is_word(i) {
            return ("", i);
        }
        let glued = self.glued(i);
        let word = self.at(i);
        match scale(word, money && glued) {
            Some(name) if glued || word.len() > 1 => {
                let stop = matches!(
                    word,
                    "mn" | "bn" | "tn" | "mil" | "mln" | "bln" | "Mio" | "Mrd" | "mio" | "mrd"
                ) && self.glued_sign(i + 1) == '.'
                    && (self.lower_word(i + 2) || by_sign(self.at(i + 2)).is_some());
                (name, i + 1 + usize::from(stop))
            }
            None if money && !glued && matches!(word, "m" | "M" | "B" | "b" | "K" | "k" | "cr") => {
                (scale(word, true).unwrap_or(""), i + 1)
            }
            _ => ("", i),
        }
    }

    /// Says an amount: "five dollars and ten cents", "one point five billion dollars".
    fn say_amount(&mut self, number: &Number, scale: &str, currency: &Currency, singular: bool) {
        if scale.is_empty() && number.has_cents() && !currency.cents.is_empty() {
            let cents = self.value(number.end - 1);
            let whole = number.value != Some(0);
            if whole {
                self.say_integer(number);
                self.say_currency(if number.value == Some(1) || singular {
                    currency.one
                } else {
                    currency.many
                });
                if cents > 0 {
                    self.say_word("and");
                }
            }
            if cents > 0 || !whole {
                self.cardinal(cents);
                self.say_currency(if cents == 1 || singular && !whole {
                    currency.cent
                } else {
                    currency.cents
                });
            }
            return;
        }
        self.say_number(number);
        self.say(scale);
        let one = singular || scale.is_empty() && number.is_one();
        self.say_currency(if one { currency.one } else { currency.many });
    }

    fn say_currency(&mut self, name: &str) {
        self.mixed(name);
    }

    /// Says the currency that follows a number: "5€", "20 USD", "5p", "99¢". `number` is not said yet.
    pub(super) fn money_after(&mut self, i: usize, number: &Number) -> Option<usize> {
        let (mut scale, mut at) = self.scale_at(number.end, false);
        // "1.5M USD"
        if scale.is_empty()
            && self.glued(at)
            && matches!(self.at(at), "M" | "k" | "K" | "B" | "m" | "b")
            && self.is_word(at + 1)
            && self.at(at + 1).len() == 3
            && by_code(self.at(at + 1)).is_some()
        {
            (scale, at) = self.scale_at(number.end, true);
        }
        let cents = scale.is_empty() && self.of_cents(at, number);
        if cents {
            self.begin(i);
            self.say_number(number);
            let one = number.is_one() || self.noun_at(at + 1);
            self.say_word(if one { "cent" } else { "cents" });
            let end = self.say_per(at + 1).unwrap_or(at + 1);
            return Some(self.finish(end));
        }
        let glued = self.glued(at);
        let sign = self.sign(at);
        if matches!(sign, '¢')
            || glued
                && scale.is_empty()
                && self.at(at) == "p"
                && number.int_end == number.end
                && !matches!(
                    number.value,
                    Some(144 | 240 | 360 | 480 | 540 | 576 | 720 | 1080 | 1440 | 2160 | 4320)
                )
        {
            self.begin(i);
            self.say_number(number);
            let one = number.is_one();
            self.say_word(match (sign == '¢', one) {
                (true, true) => "cent",
                (true, false) => "cents",
                (false, true) => "penny",
                (false, false) => "pence",
            });
            let end = self.say_per(at + 1).unwrap_or(at + 1);
            return Some(self.finish(end));
        }
        let mut end = at + 1;
        let currency = match by_sign(self.at(at)) {
            // A sign after a number belongs to the next number if it touches it.
            Some(currency) if glued || !self.glued_digits_after(at) => currency,
            Some(_) => return None,
            None => {
                if self.at(at).len() == 2 && self.at(at) == "US" && self.glued_sign(at + 1) == '$' {
                    end = at + 2;
                    by_code("US$")?
                } else {
                    by_code(self.at(at)).filter(|_| {
                        self.is_word(at)
                            && !matches!(self.at(at), "RM" | "TRY")
                            && !(glued && self.at(at) == "Rs")
                    })?
                }
            }
        };
        self.begin(i);
        self.say_amount(number, scale, currency, false);
        end = self.say_per(end).unwrap_or(end);
        Some(self.finish(end))
    }

    /// "a 99c app", "50c each": whether the "c" at `i` is cents.
    fn of_cents(&self, i: usize, number: &Number) -> bool {
        let round = number
            .value
            .is_some_and(|n| n < 100 && (n.is_multiple_of(5) || n % 10 == 9));
        let paid = self.glued(i)
            && self.at(i) == "c"
            && self.ends(i + 1)
            && self.one_of(
                number.start.wrapping_sub(1),
                &["paid", "pay", "cost", "costs", "for", "only", "save"],
            );
        if round && number.int_end == number.end && paid {
            return true;
        }
        round
            && number.int_end == number.end
            && self.glued(i)
            && self.at(i) == "c"
            && !self.glued(i + 1)
            && self.one_of(
                i + 1,
                &[
                    "app", "coin", "coins", "stamp", "stamps", "each", "off", "per", "a", "piece",
                    "charge", "fee", "levy", "rise", "cut", "apiece",
                ],
            )
    }

    fn glued_digits_after(&self, i: usize) -> bool {
        self.glued_digits(i + 1) > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_sorted() {
        for pair in CODES.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{} before {}", pair[0].0, pair[1].0);
        }
    }
}
