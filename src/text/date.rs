//! Dates, months, days of the week, eras.

use super::reader::Reader;

static MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The month's number for a name or its abbreviation in lower case.
pub(super) fn month(word: &str) -> Option<usize> {
    if word.len() < 3 {
        return None;
    }
    match word {
        "sept" => Some(9),
        _ => MONTHS
            .iter()
            .position(|m| *m == word || word.len() == 3 && m.starts_with(word))
            .map(|i| i + 1),
    }
}

/// The name of a month from 1 to 12.
pub(super) fn name(month: u64) -> &'static str {
    MONTHS[(month.clamp(1, 12) - 1) as usize]
}

/// The day of the week for a name or its abbreviation in lower case.
pub(super) fn weekday(word: &str) -> Option<&'static str> {
    Some(match word {
        "monday" | "mon" => "monday",
        "tuesday" | "tue" | "tues" => "tuesday",
        "wednesday" | "wed" => "wednesday",
        "thursday" | "thu" | "thur" | "thurs" => "thursday",
        "friday" | "fri" => "friday",
        "saturday" | "sat" => "saturday",
        "sunday" | "sun" => "sunday",
        _ => return None,
    })
}

/// Whether "Mar.", "Sat." and the like at `i` (with `after` behind the full stop) is a date's.
pub(super) fn calendar_context(reader: &Reader<'_>, i: usize, after: usize) -> bool {
    let key = reader.lower(i);
    // "Dec.", "Oct." and so on are nothing else; "Mar.", "Sun.", "Sat.", "Wed." may be.
    !matches!(&*key, "mar" | "sun" | "sat" | "wed" | "jan" | "mon")
        || reader.is_digits(after)
        || matches!(reader.sign(after), ',' | '-' | '–' | ')' | '/')
        || i > 0 && reader.sign(i - 1) == '/'
        || month(&reader.lower(after)).is_some()
        || reader.one_of(after, &["and", "to", "through", "at", "or", "of"])
        || i == 0 && &*key != "sun" && reader.one_of(after, &["is", "was", "will", "has", "had"])
        || matches!(
            &*reader.word_before(i),
            "in" | "on"
                | "since"
                | "last"
                | "next"
                | "by"
                | "until"
                | "of"
                | "every"
                | "late"
                | "early"
                | "mid"
        )
}

/// Whether a number can be a day of a month.
pub(super) fn is_day(n: u64) -> bool {
    (1..=31).contains(&n)
}

impl Reader<'_> {
    /// A month name or abbreviation at `i`, and the index after it (and its full stop).
    fn month_at(&self, i: usize) -> Option<(usize, usize)> {
        let key = self.lower(i);
        let month = month(&key)?;
        let plain = matches!(
            &*key,
            "jan" | "feb" | "apr" | "jun" | "jul" | "aug" | "sep" | "sept" | "oct" | "nov" | "dec"
        );
        // "on may 5", "may 5 2019"
        let lower_may = matches!(&*key, "may" | "june" | "july")
            && self.digit_count(i + 1) > 0
            && (matches!(
                &*self.word_before(i),
                "on" | "since" | "until" | "of" | "by" | "from"
            ) || self.digit_count(i + 2) == 4
                || self.sign(i + 2) == ',' && self.digit_count(i + 3) == 4);
        if !self.capitalised(i) && key.len() <= 4 && !plain && !lower_may
            || self.at(i).contains(['\'', '’'])
        {
            return None;
        }
        let short = key.len() <= 4 && !matches!(&*key, "may" | "june" | "july");
        let end = if short && self.glued_sign(i + 1) == '.' {
            i + 2
        } else {
            i + 1
        };
        Some((month, end))
    }

    /// A four-digit year at `i` (two digits after an apostrophe too), and the index after it.
    fn year_at(&self, i: usize) -> Option<(u64, usize)> {
        if super::token::is_apostrophe(self.sign(i)) || self.sign(i) == '‘' {
            return (self.glued_digits(i + 1) == 2).then(|| (self.value(i + 1), i + 2));
        }
        let glued_more = self.glued(i + 1)
            && (self.is_word(i + 1)
                || matches!(self.sign(i + 1), ',' | '.' | ':') && self.glued_digits(i + 2) > 0);
        (self.digit_count(i) == 4 && !glued_more).then(|| (self.value(i), i + 1))
    }

    /// A day of a month at `i`: "5", "5th"; and the index after it.
    fn day_at(&self, i: usize) -> Option<(u64, usize)> {
        if !matches!(self.digit_count(i), 1 | 2) || !is_day(self.value(i)) {
            return None;
        }
        let mut end = i + 1;
        if self.glued(end) && matches!(&*self.lower(end), "st" | "nd" | "rd" | "th") {
            end += 1;
        }
        let more = self.glued(end)
            && (self.is_word(end)
                || matches!(self.sign(end), '%' | '°' | '$' | ':')
                || self.sign(end) == '/' && !self.next_day(end)
                || matches!(self.sign(end), '.' | ',') && self.glued_digits(end + 1) > 0);
        (!more).then(|| (self.value(i), end))
    }

    pub(super) fn say_month(&mut self, month: usize) {
        self.say_word(MONTHS[(month - 1) % 12]);
    }

    pub(super) fn say_year_after_date(&mut self, year: u64) {
        self.group();
        if year < 10 {
            self.say_word("oh");
        }
        self.year(year);
    }

    /// An optional comma and year after a date.
    fn trailing_year(&mut self, at: usize) -> usize {
        let from = if self.sign(at) == ',' { at + 1 } else { at };
        match self.year_at(from) {
            Some((year, end)) if from == at || (1000..2200).contains(&year) => {
                if !self.glued(from) || super::token::is_apostrophe(self.sign(from)) {
                    self.say_year_after_date(year);
                    return self.say_era(end).unwrap_or(end);
                }
                at
            }
            _ => at,
        }
    }

    /// Reads dates that begin with a month or a day of the week.
    pub(super) fn date_from_word(&mut self, i: usize) -> Option<usize> {
        // "M-F 9-5"
        if self.at(i) == "M"
            && matches!(self.glued_sign(i + 1), '-' | '–')
            && self.glued(i + 2)
            && self.at(i + 2) == "F"
            && !self.glued(i + 3) | self.ends(i + 3)
        {
            self.begin(i);
            self.say("monday to friday");
            return Some(self.finish(i + 3));
        }
        let stop = usize::from(self.glued_sign(i + 1) == '.');
        let lower = super::acronym::may_take_number(self.at(i)) && self.is_digits(i + 1 + stop);
        if !self.capitalised(i) && !lower || self.glued_after_word(i) {
            return None;
        }
        if let Some(end) = self.weekday_date(i) {
            return Some(end);
        }
        if let Some(end) = self.era_before_year(i) {
            return Some(end);
        }
        let (month, after) = self.month_at(i)?;
        // "Dec-12"
        if self.glued_sign(after) == '-'
            && let Some((day, end)) = self.day_at(after + 1).filter(|_| self.glued(after + 1))
            && !self.glued(end)
        {
            self.begin(i);
            self.say_month(month);
            self.ordinal(day);
            return Some(self.finish(end));
        }
        // "May 5 people come in?"
        let asks = month == 5 && i == 0 && after == 1 && self.is_digits(1) && self.counts(2)
            // "In June 12 students won."
            || self.one_of(i.wrapping_sub(1), &["in"])
                && matches!(self.digit_count(after), 1 | 2)
                && (self.noun_at(after + 1) || self.one_of(after + 1, &["of"]));
        // "Jan.5"
        let apart = !self.glued(after) || after == i + 2 && self.capitalised(i);
        if let Some((day, end)) = self.day_at(after).filter(|_| apart && !asks) {
            self.begin(i);
            self.say_month(month);
            self.ordinal(day);
            let mut end = self.more_days(end);
            end = self.trailing_year(end);
            return Some(self.finish(end));
        }
        if let Some((year, end)) = self.year_at(if self.sign(after) == ',' {
            after + 1
        } else {
            after
        }) {
            self.begin(i);
            self.say_month(month);
            self.say_year_after_date(year);
            // "Jan. 2020-Mar. 2021"
            if matches!(self.glued_sign(end), '-' | '–')
                && self.glued(end + 1)
                && self.month_at(end + 1).is_some()
            {
                self.say_word("to");
                self.finish(end + 1);
                self.join = true;
                return Some(end + 1);
            }
            return Some(self.finish(end));
        }
        // "Jan–Mar", "Sept. to", "Feb": a bare abbreviation needs its stop or a range.
        let stopped = after == i + 2
            && matches!(self.sign(after), '-' | '–')
            && self.glued(after) == self.glued(after + 1)
            && self.month_at(after + 1).is_some();
        let second = i > 2
            && matches!(self.sign(i - 1), '-' | '–')
            && self.sign(i - 2) == '.'
            && self.month_at(i - 3).is_some();
        let bare = after == i + 1 || stopped || second;
        let range = (stopped || matches!(self.glued_sign(after), '-' | '–'))
            && self.month_at(after + 1).is_some()
            || i > 1 && matches!(self.sign(i - 1), '-' | '–') && self.month_at(i - 2).is_some()
            || second;
        if bare
            && (range
                || self.at(i).len() <= 4
                    && self.one_of(after, &["and", "to", "through"])
                    && self.month_at(after + 1).is_some())
        {
            self.begin(i);
            self.say_month(month);
            let end = self.finish(after);
            if stopped || matches!(self.glued_sign(end), '-' | '–') && self.glued(end + 1) {
                self.say_word("to");
                return Some(self.finish(end + 1));
            }
            return Some(end);
        }
        None
    }

    /// "July 4-6", "May 5 and 6", "Jul 30–Aug 2": what follows the first day.
    fn more_days(&mut self, at: usize) -> usize {
        // "May 3 to 5"
        if self.one_of(at, &["to", "through"])
            && matches!(self.digit_count(at + 1), 1 | 2)
            && is_day(self.value(at + 1))
            && (self.ends(at + 2) || self.digit_count(at + 2) == 4)
        {
            self.say_word("to");
            self.ordinal(self.value(at + 1));
            return at + 2;
        }
        // "Aug. 6 and 9, 1945"
        if self.one_of(at, &["and", "or"])
            && matches!(self.digit_count(at + 1), 1 | 2)
            && is_day(self.value(at + 1))
            && !self.glued_operand(at + 2)
            && (self.digit_count(at + 2) == 4
                || self.ends(at + 2)
                || self.lower_word(at + 2) && super::attribute::is_function_word(self.at(at + 2)))
        {
            self.plain_word(at);
            self.ordinal(self.value(at + 1));
            return at + 2;
        }
        if self.next_day(at) {
            self.group();
            self.ordinal(self.value(at + 1));
            return at + 2;
        }
        if !matches!(self.sign(at), '-' | '–' | '—') {
            return at;
        }
        if let Some((month, after)) = self.month_at(at + 1)
            && let Some((day, end)) = self.day_at(after)
        {
            self.say_word("to");
            self.say_month(month);
            self.ordinal(day);
            return end;
        }
        match self.day_at(at + 1) {
            Some((day, end)) => {
                self.say_word("to");
                self.ordinal(day);
                end
            }
            None => at,
        }
    }

    /// "Dec. 24/25": the day after the one at `at - 1`, after a slash.
    fn next_day(&self, at: usize) -> bool {
        self.glued_sign(at) == '/'
            && matches!(self.glued_digits(at + 1), 1 | 2)
            && self.value(at + 1) == self.value(at - 1).saturating_add(1)
            && is_day(self.value(at + 1))
            && !matches!(self.glued_sign(at + 2), '/' | '.')
            && !self.glued_alphanumeric(at + 2)
    }

    /// "Mon, May 4", "Tues. 5 July", "Fri.": an abbreviated day of the week.
    fn weekday_date(&mut self, i: usize) -> Option<usize> {
        let key = self.lower(i);
        let day = weekday(&key)?;
        if key.len() > 5 {
            return None;
        }
        let stop = self.glued_sign(i + 1) == '.';
        let after = i + 1 + usize::from(stop);
        let next = after + usize::from(self.sign(after) == ',');
        let slash = self.is_digits(next)
            && self.glued_sign(next + 1) == '/'
            && self.glued_digits(next + 2) > 0;
        let dated = slash
            || self.month_at(next).is_some()
            || self.day_at(next).is_some() && !self.is_word(next);
        let range =
            matches!(self.sign(after), '-' | '–') && weekday(&self.lower(after + 1)).is_some();
        let second =
            i > 1 && matches!(self.sign(i - 1), '-' | '–') && weekday(&self.lower(i - 2)).is_some();
        let sure = !matches!(&*key, "sun" | "sat" | "wed" | "mon") || i > 0 && !self.title_case;
        // "Sat 10-2", "Sun 9:30-5"
        let open = self.capitalised(i)
            && key.len() == 3
            && (1..=2).contains(&self.digit_count(next))
            && self.value(next) < 24
            && (matches!(self.glued_sign(next + 1), '-' | '–') && self.glued_digits(next + 2) > 0
                || self.glued_sign(next + 1) == ':' && self.glued_digits(next + 2) == 2
                || self.one_of(next + 1, &["am", "pm"]));
        let slashed = self.glued_sign(after) == '/' && weekday(&self.lower(after + 1)).is_some()
            || i > 1 && self.sign(i - 1) == '/' && weekday(&self.lower(i - 2)).is_some();
        if !(dated
            && (stop
                || slash
                || next > after
                || sure
                || self.month_at(next).is_some()
                || self
                    .day_at(next)
                    .is_some_and(|(_, end)| self.month_at(end).is_some()))
            || range
            || open
            || second
            || slashed
            || stop && (sure || calendar_context(self, i, after)))
        {
            return None;
        }
        self.begin(i);
        self.say_word(day);
        if range && self.glued(after) {
            self.say_word("to");
            return Some(self.finish(after + 1));
        }
        Some(self.finish(after))
    }

    /// Reads dates that begin with a number: "2 July 2020", "2020-07-02", "7/4/1776", "4.7.2020".
    pub(super) fn date_from_number(&mut self, i: usize) -> Option<usize> {
        self.numeric_date(i).or_else(|| self.day_month(i))
    }

    /// "2 July 2020", "4th of July", "4-6 July"
    fn day_month(&mut self, i: usize) -> Option<usize> {
        let (day, after) = self.day_at(i)?;
        let suffixed = after > i + 1;
        // "between 1 and 15 June", "from 3 to 5 July": both days are of the month.
        let link: &[&str] = match &*self.word_before(i) {
            "between" => &["and"],
            "from" => &["to", "until", "through"],
            _ => &[],
        };
        if self.one_of(after, link)
            && let Some((_, end)) = self.day_at(after + 1)
            && self.month_at(end).is_some()
        {
            self.begin(i);
            self.say_word("the");
            self.ordinal(day);
            return Some(self.finish(after));
        }
        // A range of days before the month.
        let (second, at) = match self.sign(after) {
            '-' | '–' => match self.day_at(after + 1) {
                Some((second, end)) if self.month_at(end).is_some() => (Some(second), end),
                _ => (None, after),
            },
            _ => (None, after),
        };
        // "31. December 1999", as on the continent.
        let dotted = self.glued_sign(at) == '.'
            && !self.glued(at + 1)
            && self
                .month_at(at + 1)
                .is_some_and(|(_, end)| self.year_at(end).is_some());
        let at = at + usize::from(dotted);
        let joined = self.glued_sign(at) == '-';
        let of = suffixed && self.one_of(at, &["of"]);
        let (month, end) = self.month_at(at + usize::from(of) + usize::from(joined))?;
        // "the 5 May protests" is a date; "page 5 May contain" is not: "May" needs more than itself.
        if month == 5
            && !suffixed
            && self.year_at(end).is_none()
            && self.lower_word(end)
            && !self.one_of(
                end,
                &[
                    "and", "at", "in", "on", "to", "when", "the", "for", "by", "or", "was", "is",
                ],
            )
        {
            return None;
        }
        let year_glued = joined && self.glued_sign(end) == '-';
        // "the 4th, 5th and 6th of June"
        let listed = i > 2
            && suffixed
            && self.one_of(i - 1, &["and", "or", "to"])
            && self.ordinal_suffix(i - 2);
        let determined = matches!(
            &*self.word_before(i),
            "the"
                | "a"
                | "an"
                | "this"
                | "every"
                | "our"
                | "my"
                | "his"
                | "her"
                | "their"
                | "next"
                | "last"
                | "your"
                | "annual"
        );
        let the = !determined && !listed;
        self.begin(i);
        if the {
            self.say_word("the");
        }
        self.ordinal(day);
        if let Some(second) = second {
            self.say("to the");
            self.ordinal(second);
        }
        self.say_word("of");
        self.say_month(month);
        if year_glued && matches!(self.glued_digits(end + 1), 2 | 4) {
            self.say_year_after_date(self.value(end + 1));
            return Some(self.finish(end + 2));
        }
        let end = self.trailing_year(end);
        // "21 March-15 April"
        let next = self
            .day_at(end + 1)
            .filter(|_| matches!(self.sign(end), '-' | '–' | '—'));
        if next.is_some_and(|(_, after)| self.month_at(after).is_some()) {
            self.say_word("to");
            self.finish(end + 1);
            self.join = true;
            return self.day_month(end + 1).or(Some(end + 1));
        }
        Some(self.finish(end))
    }
}
