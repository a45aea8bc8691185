//! Formulas in MathML, set in a line as the text stage reads them: "E = m c²", "a / b", "√2".

use super::dom::{Dom, Id, NONE};

/// How a part of a formula joins what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// After a space.
    Spaced,
    /// At once.
    Close,
    /// Below a fraction bar.
    Below,
    /// Under a root sign.
    Root,
    /// As an exponent.
    Raised,
    /// As an index.
    Lowered,
}

/// The join of an element of MathML; nothing for other elements.
pub(super) fn join(dom: &Dom, id: Id) -> Option<Join> {
    let name = dom.name(id);
    if !matches!(
        name,
        "mi" | "mn" | "mo" | "mtext" | "mrow" | "mfrac" | "msup" | "msub" | "msqrt" | "mfenced"
    ) {
        return None;
    }
    let second = has_element_before(dom, id);
    Some(match dom.name(dom.node(id).parent) {
        "mfrac" if second => Join::Below,
        "msup" if second => Join::Raised,
        "msub" if second => Join::Lowered,
        "msqrt" | "msup" | "msub" if !second => Join::Close,
        _ if name == "msqrt" => Join::Root,
        _ => Join::Spaced,
    })
}

fn has_element_before(dom: &Dom, id: Id) -> bool {
    let mut at = dom.node(id).previous;
    while at != NONE {
        if dom.is_element(at) {
            return true;
        }
        at = dom.node(at).previous;
    }
    false
}

/// An index in the characters that Unicode has for it.
pub(super) fn subscript(text: &str) -> Option<String> {
    const DIGITS: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    let digit = |c: char| c.to_digit(10).and_then(|d| DIGITS.get(d as usize).copied());
    text.trim().chars().map(digit).collect()
}
