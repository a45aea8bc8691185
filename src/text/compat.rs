//! Signs of the width of one character that hold a whole unit: "㎏", "㎞", "㎡".

use super::reader::Reader;
use super::unit;

/// The letters of a unit written as one sign, and its power; nothing for other signs.
fn unit_of(c: char) -> Option<(&'static str, &'static str)> {
    if !('㍱'..='㏟').contains(&c) {
        return None;
    }
    let letters = match c {
        '㎐' => "Hz",
        '㎣' => "mm3",
        '㎤' => "cm3",
        '㎥' => "m3",
        '㎗' => "dL",
        '㏄' => "cc",
        '㎖' => "mL",
        '㎕' => "µL",
        '㎍' => "µg",
        '㎛' => "µm",
        '㎲' => "µs",
        _ => deunicode::deunicode_char(c)?.trim(),
    };
    let base = letters.trim_end_matches(['2', '3', '^']);
    let power = match letters.as_bytes().last() {
        Some(b'2') => "square",
        Some(b'3') => "cubic",
        _ => "",
    };
    Some((base, power))
}

impl Reader<'_> {
    /// "㎏" at `i`: the name of the unit, in the singular after "1".
    pub(super) fn unit_sign(&mut self, i: usize, c: char) -> Option<usize> {
        let (symbol, power) = unit_of(c)?;
        let unit = unit::find(symbol)?;
        let one = i > 0
            && self.at(i - 1) == "1"
            && !(i > 1 && matches!(self.sign(i - 2), '.' | ',') && self.glued(i - 1));
        self.join = self.glued_before(i);
        self.begin(i);
        self.say(power);
        self.mixed(if one { unit.one } else { unit.many });
        Some(self.finish(i + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_signs_are_units() {
        for c in
            "㎏㎞㎝㎜㎟㎠㎡㎢㎣㎤㎥㎎㎖㎗㏄㎐㎑㎒㎓㎾㏈㎍㎛㎚㎳㎲㎩㎪㎫㎅㎆㎇㎈㎉㎸㎷㎃㏐㎽".chars()
        {
            let found = unit_of(c).and_then(|(symbol, _)| unit::find(symbol));
            assert!(found.is_some(), "{c}");
        }
    }
}
