//! The marks that lines begin with or consist of: bullets, numbers, quote signs, rules.

use super::lines::Line;

/// A line that only divides: `-----`, `* * *`, `=====`, `+---+---+`.
pub(super) fn is_rule(text: &str) -> bool {
    let mut signs = 0;
    for c in text.chars() {
        match c {
            '-' | '=' | '*' | '_' | '~' | '#' | '^' | '+' | '|' | '•' | '·' | '–' | '—' | '─'
            | '═' | '━' | '⁂' | '❦' | '◆' | '❖' => {
                signs += if c == '⁂' || c == '❦' { 3 } else { 1 }
            }
            c if c.is_whitespace() => {}
            _ => return false,
        }
    }
    signs >= 2
}

/// The heading level that a rule right under a line gives it: 1 for `===`, 2 for the others.
pub(super) fn underline_level(rule: &Line<'_>, line: &Line<'_>) -> Option<u8> {
    let sign = rule.text.chars().next()?;
    let even = rule.text.chars().all(|c| c == sign);
    let fits = rule.width * 5 >= line.width * 3 && rule.width <= line.width + 12;
    match sign {
        '=' if even => Some(1),
        '-' | '~' | '^' | '*' | '#' | '_' if even && fits => Some(2),
        _ => None,
    }
}

/// The bytes of a bullet and the space after it, at the start of a line.
pub(super) fn bullet(text: &str) -> Option<usize> {
    let sign = text.chars().next()?;
    let sure = matches!(
        sign,
        '•' | '‣'
            | '◦'
            | '▪'
            | '●'
            | '○'
            | '■'
            | '□'
            | '▶'
            | '►'
            | '✓'
            | '✔'
            | '⁃'
            | '∙'
    );
    if !sure && !matches!(sign, '-' | '*' | '+' | '–' | '—' | '·') {
        return None;
    }
    let rest = &text[sign.len_utf8()..];
    let content = rest.trim_start();
    let spaced = content.len() < rest.len();
    (!content.is_empty() && (sure || spaced)).then_some(text.len() - content.len())
}

/// Whether a bullet may as well be the dash of a speech or of an attribution.
pub(super) fn is_dash(text: &str) -> bool {
    text.starts_with(['–', '—'])
}

/// The depth of quote signs (`> > text`) and their bytes, at the start of a line.
pub(super) fn quote(text: &str) -> Option<(u8, usize)> {
    let mut depth = 0_u8;
    let mut rest = text;
    while let Some(inner) = rest.strip_prefix('>') {
        depth = depth.saturating_add(1);
        rest = inner.strip_prefix(' ').unwrap_or(inner);
    }
    (depth > 0).then_some((depth, text.len() - rest.len()))
}

/// The level of a heading written with number signs, and the bytes of the signs.
pub(super) fn hashes(text: &str) -> Option<(u8, usize)> {
    let signs = text.len() - text.trim_start_matches('#').len();
    let content = text[signs..].trim_start();
    let is_heading = (1..=6).contains(&signs)
        && text[signs..].starts_with(' ')
        && content.starts_with(char::is_alphabetic)
        && text.len() <= 120;
    is_heading.then_some((signs as u8, text.len() - content.len()))
}

/// A number or letter that may begin an item of an ordered list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// What stands around it: `1.`, `1)`, `(1)`.
    style: Style,
    /// Its value as an Arabic number or as a letter (a is 1), if it can be one.
    plain: Option<u32>,
    /// Its value as a Roman number, if it can be one.
    roman: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Stop(Class),
    Bracket(Class),
    Brackets(Class),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Digits,
    Lower,
    Upper,
}

impl Number {
    /// Reads the mark at the start of a line, which needs a space and text after it.
    pub(super) fn read(text: &str) -> Option<Number> {
        let inner = text.strip_prefix('(').unwrap_or(text);
        let len = inner
            .find(|c: char| !c.is_ascii_alphanumeric())
            .filter(|&n| (1..=6).contains(&n))?;
        let (mark, after) = inner.split_at(len);
        let mut chars = after.chars();
        let close = chars.next()?;
        let rest = chars.as_str();
        if !rest.starts_with([' ', '\t', '\u{a0}']) || rest.trim().is_empty() {
            return None;
        }
        let class = Class::of(mark)?;
        let style = match (text.len() > inner.len(), close) {
            (true, ')') => Style::Brackets(class),
            (false, ')') => Style::Bracket(class),
            (false, '.') => Style::Stop(class),
            _ => return None,
        };
        let plain = match class {
            Class::Digits => mark.parse().ok().filter(|_| mark.len() <= 3),
            _ if mark.len() == 1 => Some(u32::from(mark.as_bytes()[0] & 31)),
            _ => None,
        };
        let roman = if class == Class::Digits {
            None
        } else {
            roman(mark)
        };
        (plain.is_some() || roman.is_some()).then_some(Number {
            style,
            plain,
            roman,
        })
    }

    /// Whether `next` is the number after this one.
    pub(super) fn leads_to(&self, next: &Number) -> bool {
        let follows =
            |a: Option<u32>, b: Option<u32>| matches!((a, b), (Some(a), Some(b)) if a + 1 == b);
        self.style == next.style
            && (follows(self.plain, next.plain) || follows(self.roman, next.roman))
    }
}

impl Class {
    fn of(mark: &str) -> Option<Class> {
        let all = |is: fn(&u8) -> bool| mark.bytes().all(|b| is(&b));
        if all(u8::is_ascii_digit) {
            Some(Class::Digits)
        } else if all(u8::is_ascii_lowercase) {
            Some(Class::Lower)
        } else if all(u8::is_ascii_uppercase) {
            Some(Class::Upper)
        } else {
            None
        }
    }
}

/// The value of a Roman number below 40, in either case; list numbers do not go further.
fn roman(mark: &str) -> Option<u32> {
    let lower = mark.to_ascii_lowercase();
    let tens = lower.len() - lower.trim_start_matches('x').len();
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let one = ones.iter().position(|&o| o == &lower[tens..])?;
    let value = (tens * 10 + one) as u32;
    (tens <= 3 && value > 0).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leads(a: &str, b: &str) -> bool {
        Number::read(a).unwrap().leads_to(&Number::read(b).unwrap())
    }

    #[test]
    fn numbers_in_order() {
        assert!(leads("1. a", "2. b") && leads("(a) x", "(b) y") && leads("iv) x", "v) y"));
        assert!(leads("h. x", "i. y") && leads("i. x", "ii. y") && leads("IX. x", "X. y"));
        assert!(!leads("1. a", "3. b") && !leads("1. a", "2) b") && !leads("(a) x", "(B) y"));
        for text in [
            "2020. It was",
            "1.",
            "and. so",
            "1.5 m",
            "(see) this",
            "",
            "é) x",
        ] {
            assert_eq!(Number::read(text), None, "{text:?}");
        }
    }

    #[test]
    fn bullets_quotes_and_rules() {
        assert_eq!(bullet("- one"), Some(2));
        assert_eq!(bullet("•one"), Some(3));
        assert_eq!(bullet("-one"), None);
        assert_eq!(bullet("*"), None);
        assert_eq!(quote("> > x"), Some((2, 4)));
        assert!(
            is_rule("* * *") && is_rule("⁂") && is_rule("--") && !is_rule("-") && !is_rule("-a-")
        );
        assert_eq!(hashes("## Next"), Some((2, 3)));
        assert_eq!(hashes("#1 hit"), None);
    }
}
