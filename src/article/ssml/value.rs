//! The values of attributes. Each function gives `None` for what cannot be read.

use crate::article::annotation::{
    Alphabet, Emphasis, Gender, Interpretation, Level, Pitch, Strength,
};

/// The longest time that is taken seriously, in milliseconds: an hour.
const MAX_TIME: f32 = 3_600_000.0;

/// `750ms`, `1.5s`
pub(super) fn milliseconds(text: &str) -> Option<f32> {
    let (number, factor) = match text.strip_suffix("ms") {
        Some(number) => (number, 1.0),
        None => (text.strip_suffix('s')?, 1000.0),
    };
    let ms = self::number(number)? * factor;
    (0.0..=MAX_TIME).contains(&ms).then_some(ms)
}

pub(super) fn strength(text: &str) -> Option<Strength> {
    Some(match text {
        "none" => Strength::None,
        "x-weak" => Strength::XWeak,
        "weak" => Strength::Weak,
        "medium" => Strength::Medium,
        "strong" => Strength::Strong,
        "x-strong" => Strength::XStrong,
        _ => return None,
    })
}

pub(super) fn emphasis(text: &str) -> Option<Emphasis> {
    Some(match text {
        "strong" => Emphasis::Strong,
        "moderate" => Emphasis::Moderate,
        "none" => Emphasis::None,
        "reduced" => Emphasis::Reduced,
        _ => return None,
    })
}

pub(super) fn alphabet(text: &str) -> Option<Alphabet> {
    Some(match text.to_ascii_lowercase().as_str() {
        "ipa" => Alphabet::Ipa,
        "x-cmu" | "cmu" | "x-arpabet" | "arpabet" | "x-cmudict" => Alphabet::Cmu,
        _ => return None,
    })
}

/// An empty value asks for no gender in particular.
pub(super) fn gender(text: &str) -> Option<Option<Gender>> {
    Some(match text {
        "female" => Some(Gender::Female),
        "male" => Some(Gender::Male),
        "neutral" => Some(Gender::Neutral),
        "" => None,
        _ => return None,
    })
}

/// What is meant, with the format that the value names itself: `date:mdy`.
pub(super) fn interpretation(text: &str) -> Option<(Interpretation, &str)> {
    use Interpretation::*;
    let (name, format) = text.split_once(':').unwrap_or((text, ""));
    let found = match name.to_ascii_lowercase().as_str() {
        "cardinal" => Cardinal,
        "number" if format == "ordinal" => Ordinal,
        "number" if format == "digits" => Digits,
        "number" => Cardinal,
        "ordinal" => Ordinal,
        "digits" | "digit" => Digits,
        "characters" | "character" | "spell-out" | "verbatim" | "letters" => Characters,
        "date" => Date,
        "time" => Time,
        "telephone" | "phone" | "net" => Telephone,
        "fraction" => Fraction,
        "unit" | "measure" => Unit,
        "currency" | "money" => Currency,
        "address" => Address,
        "expletive" | "bleep" => Expletive,
        _ => return None,
    };
    Some((found, format))
}

/// `slow`, `80%`, `+20%`, and `0.8` of SSML 1.0
pub(super) fn rate(text: &str) -> Option<Level> {
    let named = match text {
        "x-slow" => 0.5,
        "slow" => 0.75,
        "medium" | "default" => 1.0,
        "fast" => 1.25,
        "x-fast" => 1.6,
        _ => {
            let change = text.starts_with(['+', '-']);
            return Some(match text.strip_suffix('%') {
                Some(percent) if change => Level::By(1.0 + number(percent)? / 100.0),
                Some(percent) => Level::Set(number(percent)? / 100.0),
                None if change => return None,
                None => Level::Set(number(text)?),
            })
            .filter(|(Level::Set(r) | Level::By(r))| (0.0..=100.0).contains(r));
        }
    };
    Some(Level::Set(named))
}

/// `high`, `+2st`, `-10%`, `120Hz`, `+20Hz`
pub(super) fn pitch(text: &str) -> Option<Pitch> {
    let named = match text {
        "x-low" => -6.0,
        "low" => -3.0,
        "medium" | "default" => 0.0,
        "high" => 3.0,
        "x-high" => 6.0,
        _ => {
            let change = text.starts_with(['+', '-']);
            if let Some(hertz) = text.strip_suffix("Hz").or_else(|| text.strip_suffix("hz")) {
                let hertz = number(hertz)?;
                return Some(match change {
                    true => Pitch::ByHertz(hertz),
                    false => Pitch::Hertz(hertz),
                });
            }
            if let Some(percent) = text.strip_suffix('%') {
                let factor = match change {
                    true => 1.0 + number(percent)? / 100.0,
                    false => number(percent)? / 100.0,
                };
                return (0.01..=100.0)
                    .contains(&factor)
                    .then(|| Pitch::By(12.0 * factor.log2()));
            }
            return number(text.strip_suffix("st")?).map(Pitch::By);
        }
    };
    Some(Pitch::Set(named))
}

/// As a factor: `low`, `+20%`, `+2st`
pub(super) fn range(text: &str) -> Option<f32> {
    let factor = match text {
        "x-low" => 0.25,
        "low" => 0.6,
        "medium" | "default" => 1.0,
        "high" => 1.4,
        "x-high" => 1.8,
        _ => match (text.strip_suffix('%'), text.strip_suffix("st")) {
            (Some(percent), _) if text.starts_with(['+', '-']) => 1.0 + number(percent)? / 100.0,
            (Some(percent), _) => number(percent)? / 100.0,
            (_, Some(semitones)) => (number(semitones)? / 12.0).exp2(),
            _ => return None,
        },
    };
    (0.0..=10.0).contains(&factor).then_some(factor)
}

/// In decibels: `soft`, `+6dB`, and `0` to `100` of SSML 1.0
pub(super) fn volume(text: &str) -> Option<Level> {
    let named = match text {
        "silent" => -60.0,
        "x-soft" => -12.0,
        "soft" => -6.0,
        "medium" | "default" => 0.0,
        "loud" => 3.0,
        "x-loud" => 6.0,
        _ => {
            if let Some(db) = text.strip_suffix("dB").or_else(|| text.strip_suffix("db")) {
                return number(db).map(Level::By);
            }
            let percent = text.strip_suffix('%').unwrap_or(text);
            let share = number(percent)? / 100.0;
            if text.starts_with(['+', '-']) {
                return (-1.0..=10.0)
                    .contains(&share)
                    .then(|| Level::By(decibels(1.0 + share)));
            }
            return (0.0..=1.0)
                .contains(&share)
                .then(|| Level::Set(decibels(share)));
        }
    };
    Some(Level::Set(named))
}

fn decibels(factor: f32) -> f32 {
    (20.0 * factor.log10()).max(-60.0)
}

/// `(0%,+20Hz) (50%,+4st) (100%,-10Hz)`; what is between the pairs is skipped, as the Recommendation
/// asks for pairs that cannot be read.
pub(super) fn contour(text: &str) -> Option<Vec<(f32, Pitch)>> {
    let mut points: Vec<(f32, Pitch)> = Vec::new();
    for pair in text.split('(').skip(1).take(256) {
        let pair = pair.split(')').next().unwrap_or_default();
        let Some((place, target)) = pair.split_once(',') else {
            continue;
        };
        let place = place.trim().strip_suffix('%').and_then(number);
        if let (Some(place), Some(target)) = (place, pitch(target.trim()))
            && (0.0..=100.0).contains(&place)
        {
            points.push((place / 100.0, target));
        }
    }
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    (!points.is_empty()).then_some(points)
}

/// A finite number in plain notation.
fn number(text: &str) -> Option<f32> {
    let text = text.trim();
    let plain = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'+' | b'-');
    if !text.bytes().all(plain) {
        return None;
    }
    text.parse().ok().filter(|n: &f32| n.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        assert_eq!(milliseconds("750ms"), Some(750.0));
        assert_eq!(milliseconds("1.5s"), Some(1500.0));
        for bad in ["", "s", "ms", "1", "-1s", "1e9s", "infs", "99999999s"] {
            assert_eq!(milliseconds(bad), None, "{bad}");
        }
    }

    #[test]
    fn rates_and_volumes() {
        assert_eq!(rate("slow"), Some(Level::Set(0.75)));
        assert_eq!(rate("80%"), Some(Level::Set(0.8)));
        assert_eq!(rate("+20%"), Some(Level::By(1.2)));
        assert_eq!(rate("-20%"), Some(Level::By(0.8)));
        assert_eq!(rate("1.5"), Some(Level::Set(1.5)));
        assert_eq!(rate("quick"), None);
        assert_eq!(volume("-6dB"), Some(Level::By(-6.0)));
        assert_eq!(volume("0"), Some(Level::Set(-60.0)));
        assert_eq!(volume("100"), Some(Level::Set(0.0)));
        assert_eq!(volume("NaN"), None);
    }

    #[test]
    fn pitches() {
        assert_eq!(pitch("+2st"), Some(Pitch::By(2.0)));
        assert_eq!(pitch("x-low"), Some(Pitch::Set(-6.0)));
        assert_eq!(pitch("120Hz"), Some(Pitch::Hertz(120.0)));
        assert_eq!(pitch("-20Hz"), Some(Pitch::ByHertz(-20.0)));
        assert_eq!(pitch("+100%"), Some(Pitch::By(12.0)));
        assert_eq!(pitch("-100%"), None);
        let two = contour("(100%, -10Hz) (0%,+20%) (bad) (200%,+1st)").unwrap();
        assert_eq!(two.len(), 2);
        assert_eq!(two[1], (1.0, Pitch::ByHertz(-10.0)));
    }
}
