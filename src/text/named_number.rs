//! Numbers that are names: rooms, flights, roads, codes.

use super::reader::Reader;

/// Codes of airlines that are nothing else before a number.
const AIRLINES: &[&str] = &[
    "AA", "AF", "BA", "CX", "DL", "EK", "LH", "LX", "NH", "QF", "QR", "SQ", "TK", "UA", "VS", "WN",
];

impl Reader<'_> {
    /// "Room 204", "Flight 370", "Highway 101": a number that is a name.
    pub(super) fn named_number(&mut self, i: usize) -> Option<usize> {
        if i > 0
            && self.digit_count(i) >= 3
            && !self.glued(i + 1) | self.ends(i + 1)
            && self.one_by_one(i)
        {
            self.begin(i);
            self.digits(self.at(i));
            return Some(self.finish(i + 1));
        }
        // "HD 209458": a long number without commas after a code.
        if (6..=9).contains(&self.digit_count(i))
            && !self.at(i).ends_with("000")
            && i > 0
            && !self.glued(i)
            && (2..=4).contains(&self.at(i - 1).len())
            && self.at(i - 1).bytes().all(|b| b.is_ascii_uppercase())
            && !self.shouting
            && !self.glued_operand(i + 1)
            && !(self.glued_sign(i + 1) == '.' && self.glued_digits(i + 2) > 0)
            && !self.lower_word(i + 1)
        {
            self.begin(i);
            self.digits(self.at(i));
            return Some(self.finish(i + 1));
        }
        // "1099-K", "1099-NEC"
        if self.digit_count(i) == 4
            && self.glued_sign(i + 1) == '-'
            && self.glued(i + 2)
            && self.is_word(i + 2)
            && self.at(i + 2).len() <= 3
            && self.at(i + 2).bytes().all(|b| b.is_ascii_uppercase())
            && !self.glued_alphanumeric(i + 3)
        {
            self.begin(i);
            self.pairs(self.value(i));
            return Some(self.finish(i + 1));
        }
        // "Beverly Hills 90210"
        if i > 0
            && self.digit_count(i) == 5
            && !self.at(i).ends_with("000")
            && self.capitalised(i - 1)
            && self.at(i - 1).ends_with(|c: char| c.is_ascii_lowercase())
            && !self.shouting
            && self.ends(i + 1)
            && !self.glued(i)
            && (self.glued_sign(i + 1) == '\0' || self.glued_digits(i + 2) == 0)
        {
            self.begin(i);
            self.digits(self.at(i));
            return Some(self.finish(i + 1));
        }
        let model = matches!(self.at(i + 1), "MAX" | "Fwy" | "Freeway");
        if !matches!(self.digit_count(i), 3 | 4) || i == 0 && !model || self.at(i).starts_with('0')
        {
            return None;
        }
        let before = self.word_before(i);
        let number_sign = i > 1
            && self.sign(i - 1) == '#'
            && self.one_of(i - 2, &["room", "flight", "apt", "suite", "unit"]);
        let named = matches!(
            &*before,
            "room"
                | "rm"
                | "flight"
                | "suite"
                | "ste"
                | "apartment"
                | "apt"
                | "highway"
                | "route"
                | "form"
                | "sr"
                | "fm"
                | "interstate"
                | "boeing"
                | "airbus"
                | "bus"
                | "train"
                | "gate"
                | "locker"
                | "cabin"
                | "hwy"
                | "rte"
                | "channel"
                | "peugeot"
                | "xbox"
                | "bmw"
                | "porsche"
                | "ferrari"
                | "nokia"
                | "dorm"
                | "classroom"
                | "exit"
                | "mail"
                | "studio"
                | "rtx"
                | "gtx"
                | "rx"
                | "rfc"
                | "ieee"
                | "ryzen"
                | "radeon"
                | "geforce"
                | "port"
        );
        // "P.O. Box 1287"
        let named = named || i > 0 && self.at(i - 1) == "Box";
        // "flight UA 882", "737 MAX": a carrier's code, a maker's model.
        let comma = usize::from(i > 2 && self.sign(i - 2) == ',');
        let carrier = i > 1 + comma
            && self.at(i - 1).len() == 2
            && self.one_of(i - 2 - comma, &["flight", "flights"]);
        // "BA 249": an airline's code alone.
        let carrier = carrier
            || i > 0
                && AIRLINES.contains(&self.at(i - 1))
                && !(1900..2100).contains(&self.value(i));
        // "Rm. 201B"
        let lettered = matches!(
            &*before,
            "room" | "rm" | "suite" | "ste" | "apt" | "apartment" | "flight" | "gate"
        ) && self.glued(i + 1)
            && self.capitalised(i + 1)
            && self.at(i + 1).len() == 1
            && !self.glued_operand(i + 2);
        if lettered {
            self.begin(i);
            self.pairs(self.value(i));
            self.letters(self.at(i + 1));
            return Some(self.finish(i + 2));
        }
        if !(named || number_sign || carrier || model)
            || self.glued(i + 1)
                && !matches!(
                    self.sign(i + 1),
                    '.' | ',' | ')' | '?' | '!' | ';' | ':' | '"' | '”' | '-'
                )
            || self.glued_sign(i + 1) == ',' && self.glued_digits(i + 2) == 3
            || self.glued_sign(i + 1) == '.' && self.glued_digits(i + 2) > 0
        {
            return None;
        }
        self.begin(i);
        self.pairs(self.value(i));
        let end = self.finish(i + 1);
        Some(end)
    }

    /// Whether the digits at `i` are read one by one, for the word before them: "dial 999", "ZIP 90210".
    fn one_by_one(&self, i: usize) -> bool {
        let plain =
            !matches!(self.glued_sign(i + 1), ',' | '.' | ':') || self.glued_digits(i + 2) == 0;
        // "Hotline: 988"
        let before = if i > 1 && self.sign(i - 1) == ':' {
            self.lower(i - 2)
        } else {
            self.word_before(i)
        };
        plain
            && match &*before {
                "tel" | "telephone" | "phone" | "zip" | "zipcode" | "pin" | "passcode" | "otp"
                | "extension" | "ext" | "hotline" | "helpline" | "lifeline" | "fax"
                | "postcode" | "isbn" => true,
                "pmid" | "oclc" | "ein" | "upc" | "sku" | "ean" | "imei" | "account" | "id" => {
                    self.digit_count(i) >= 6
                }
                "text" | "texting" | "texted" | "sms" => self.digit_count(i) >= 5,
                "to" => {
                    self.digit_count(i) >= 5
                        && (2..6).any(|b| i >= b && self.one_of(i - b, &["text", "send", "sms"]))
                }
                // "My PIN is 4821", "a card ending in 4242"
                "is" | "was" => {
                    i > 1 && self.one_of(i - 2, &["pin", "passcode", "otp", "postcode", "zip"])
                        || i > 2
                            && self.one_of(i - 2, &["code"])
                            && self.one_of(
                                i - 3,
                                &[
                                    "zip", "area", "access", "pin", "security", "door", "the",
                                    "your",
                                ],
                            )
                }
                "in" | "with" => {
                    self.digit_count(i) <= 6
                        && i > 2
                        && self.one_of(i - 2, &["ending", "ends", "beginning", "starting"])
                        && (3..8).any(|b| {
                            i >= b
                                && self.one_of(
                                    i - b,
                                    &[
                                        "card", "account", "number", "numbers", "visa", "phone",
                                        "ssn",
                                    ],
                                )
                        })
                }
                "or" | "and" => {
                    i > 1
                        && matches!(self.at(i - 2), "911" | "411" | "311" | "999" | "112")
                        && matches!(
                            self.at(i),
                            "911" | "811" | "411" | "311" | "211" | "999" | "112" | "988"
                        )
                }
                "dial" | "dialed" | "dialled" | "dialing" | "call" | "called" | "calling" => {
                    self.digit_count(i) == 3
                }
                "code" => {
                    i > 1
                        && self.one_of(
                            i - 2,
                            &[
                                "area",
                                "zip",
                                "postal",
                                "access",
                                "country",
                                "pin",
                                "security",
                                "verification",
                            ],
                        )
                        || self.digit_count(i) > 4
                }
                _ => false,
            }
    }
}
