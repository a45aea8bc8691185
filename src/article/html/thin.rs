//! Tags with thousands of attributes, made harmless before the parser sees them.
//!
//! The parser compares every attribute of a tag with all before it. What comes after the first
//! [`MAX_ATTRIBUTES`] is overwritten with spaces, so that every other byte keeps its place.

use std::borrow::Cow;

/// No page that people wrote has a tag with as many attributes.
const MAX_ATTRIBUTES: usize = 256;

/// The source with overlong tags cut short, byte for byte as long as before.
pub(super) fn thin(source: &str) -> Cow<'_, str> {
    let mut cuts = Vec::new();
    let mut from = 0;
    while let Some(at) = source[from..].find('<').map(|at| from + at) {
        let rest = &source[at..];
        from = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.find("-->").map_or(source.len(), |end| at + 4 + end)
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (end, cut) = tag(rest);
            cuts.extend(cut.map(|cut| at + cut..at + end));
            at + raw_text(rest, end)
        } else {
            at + 1
        };
    }
    if cuts.is_empty() {
        return Cow::Borrowed(source);
    }
    let mut thinned = String::with_capacity(source.len());
    let mut copied = 0;
    for cut in cuts {
        thinned.push_str(&source[copied..cut.start]);
        thinned.extend(std::iter::repeat_n(' ', cut.len()));
        copied = cut.end;
    }
    thinned.push_str(&source[copied..]);
    Cow::Owned(thinned)
}

/// The length of a tag up to its `>`, and where the attributes begin that are too many.
fn tag(text: &str) -> (usize, Option<usize>) {
    let (mut quote, mut count, mut cut) = (None, 0, None);
    // White space, name or value.
    let (mut before, mut last_sign) = (b'<', b'<');
    for (i, b) in text.bytes().enumerate().skip(1) {
        match quote {
            Some(q) => {
                if b == q {
                    (quote, before, last_sign) = (None, b, b);
                }
                continue;
            }
            None if b == b'>' => return (i, cut),
            None if matches!(b, b'"' | b'\'') && last_sign == b'=' => quote = Some(b),
            None => {}
        }
        let gap = before.is_ascii_whitespace() || matches!(before, b'/' | b'"' | b'\'');
        if gap && !b.is_ascii_whitespace() && !matches!(b, b'=' | b'/') && last_sign != b'=' {
            count += 1;
            if count > MAX_ATTRIBUTES && cut.is_none() && text.is_char_boundary(i) {
                cut = Some(i);
            }
        }
        before = b;
        if !b.is_ascii_whitespace() {
            last_sign = b;
        }
    }
    (text.len(), cut)
}

/// The length of the tag and, for elements whose content is no markup, of the content.
fn raw_text(text: &str, end: usize) -> usize {
    let close = ["script", "style"].into_iter().find(|name| {
        text.get(1..1 + name.len())
            .is_some_and(|n| n.eq_ignore_ascii_case(name))
    });
    let Some(name) = close else { return end };
    let bytes = text.as_bytes();
    let mut from = end;
    while let Some(at) = text[from..].find("</").map(|at| from + at) {
        let found = bytes.get(at + 2..at + 2 + name.len());
        if found.is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes())) {
            return at;
        }
        from = at + 2;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_stay() {
        let page = "<!-- <a --><p class='a > b' hidden>x < y</p><script>if (a<b) '<p x=\"'</script><b é=ü>";
        assert!(matches!(thin(page), Cow::Borrowed(_)));
    }

    #[test]
    fn what_is_too_much_becomes_space() {
        let many: String = (0..1000).map(|i| format!("é{i}='> ' ")).collect();
        let page = format!("<p {many}>text</p>");
        let thinned = thin(&page);
        assert_eq!(thinned.len(), page.len());
        assert!(thinned.contains("é255=") && !thinned.contains("é256"));
        assert!(thinned.ends_with(" >text</p>"));
    }
}
