//! Functions and variables by their short names: "sin(x)", "5!", "n-1".

use super::reader::Reader;

/// The name of a function for its short form.
fn function(word: &str) -> Option<&'static str> {
    Some(match word {
        "sin" => "sine",
        "cos" => "cosine",
        "tan" => "tangent",
        "cot" => "cotangent",
        "sec" => "secant",
        "arcsin" => "arc sine",
        "arccos" => "arc cosine",
        "arctan" => "arc tangent",
        "log" => "log",
        "exp" => "exponential",
        "sqrt" => "square root",
        _ => return None,
    })
}

impl Reader<'_> {
    /// "sin(x)", "cos 2x", "tan θ": a function and what it is applied to.
    pub(super) fn named_function(&mut self, i: usize) -> Option<usize> {
        if let Some(end) = self.limit(i) {
            return Some(end);
        }
        let name = function(self.at(i))?;
        // "log2(8)", "tan⁻¹(x)"
        if name == "log" && self.glued_digits(i + 1) > 0 && self.glued_sign(i + 2) == '(' {
            self.begin(i);
            self.say("log base");
            self.cardinal(self.value(i + 1));
            self.say_word("of");
            return Some(self.finish(i + 2));
        }
        if self.glued_sign(i + 1) == '⁻' && self.glued_sign(i + 2) == '¹' {
            self.begin(i);
            self.say_word("inverse");
            self.say(name);
            if self.glued_sign(i + 3) == '(' {
                self.say_word("of");
            }
            return Some(self.finish(i + 3));
        }
        let bracket = self.glued_sign(i + 1) == '(';
        // "sin θ", "cos 45°"; but "log 5 hours", "tan 2 shades".
        let greek = self.at(i + 1).chars().count() == 1 && !self.at(i + 1).is_ascii();
        let angle = self.is_digits(i + 1) && self.glued_sign(i + 2) == '°';
        if !bracket && !greek && !angle {
            return None;
        }
        self.begin(i);
        self.say(name);
        if bracket || angle {
            self.say_word("of");
        }
        Some(self.finish(i + 1))
    }

    /// "lim x→0": a limit, its variable, and what that goes to.
    fn limit(&mut self, i: usize) -> Option<usize> {
        if self.at(i) != "lim" || !self.is_word(i + 1) || self.at(i + 1).len() != 1 {
            return None;
        }
        let arrow = match self.sign(i + 2) {
            '→' | '⟶' => i + 3,
            '-' if self.glued_sign(i + 3) == '>' => i + 4,
            _ => return None,
        };
        self.begin(i);
        self.say("limit as");
        self.letters(self.at(i + 1));
        self.say_word("approaches");
        let minus = matches!(self.sign(arrow), '-' | '−') && self.glued(arrow + 1);
        let at = arrow + usize::from(minus);
        if minus {
            self.say_word("minus");
        }
        match self.sign(at) {
            '∞' => self.say_word("infinity"),
            _ if self.is_digits(at) => self.cardinal(self.value(at)),
            _ if self.is_word(at) && self.at(at).len() == 1 => self.letters(self.at(at)),
            _ => return Some(self.finish(arrow)),
        }
        if self.is_word(at + 1) || self.sign(at + 1) == '(' {
            self.say_word("of");
        }
        Some(self.finish(at + 1))
    }

    /// "5!", "n!": the factorial of a number in a formula.
    pub(super) fn factorial(&mut self, i: usize) -> Option<usize> {
        let over = i > 2 && self.sign(i - 2) == '/' && self.sign(i - 3) == '!';
        let operand = self.glued_before(i)
            && (self.is_digits(i - 1) || self.is_word(i - 1) && self.at(i - 1).len() == 1);
        let alone = i + 1 == self.len() && (1..3).contains(&i) && self.at(i - 1) == "n";
        let operator = alone
            || over
            || matches!(self.sign(i + 1), '=' | '/' | '×' | '*' | '+' | '÷' | '≈')
            || self.glued_sign(i + 1) == ')';
        if !operand || !operator {
            return None;
        }
        self.join = true;
        self.begin(i);
        self.say_word("factorial");
        Some(self.finish(i + 1))
    }

    /// Whether the letters at `at`, which touch a number, are factors of a formula: "4ac", "2t".
    pub(super) fn coefficient(&self, i: usize, at: usize) -> bool {
        let factors = matches!(
            self.at(at),
            "t" | "a"
                | "b"
                | "c"
                | "h"
                | "k"
                | "n"
                | "p"
                | "q"
                | "r"
                | "y"
                | "z"
                | "ab"
                | "ac"
                | "bc"
                | "xy"
        );
        let variable = |j: usize| {
            self.is_word(j) && self.at(j).len() == 1
                || self.sign(j) == ')'
                || super::math::superscript(self.sign(j)).is_some()
        };
        factors
            && self.glued(at)
            && i > 1
            && matches!(self.sign(i - 1), '=' | '+' | '−' | '-')
            && variable(i - 2)
            && !self.lower_word(at + 1)
    }

    /// Whether the hyphen at `i` takes a small number away from a variable: "n-1", "2k-1".
    pub(super) fn lessened(&self, i: usize) -> bool {
        let variable = i > 0
            && self.glued(i)
            && matches!(
                self.at(i - 1),
                "n" | "k" | "x" | "y" | "z" | "m" | "i" | "j"
            )
            && (i < 2
                || self.lexemes[i - 1].spaced
                || matches!(self.sign(i - 2), '(' | '^')
                || self.is_digits(i - 2));
        variable && self.glued_digits(i + 1) == 1 && !self.glued_alphanumeric(i + 2)
    }
}
