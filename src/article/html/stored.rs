//! Articles that a page holds back for a script: in `noscript`, in a `template`, in a script that is markup.
//!
//! Where a page shows next to nothing, the tags around such parts are overwritten with spaces, so that
//! what is in them is read as if it stood on the page, every byte at its place.

/// The types of scripts whose content is markup.
const MARKUP: [&str; 6] = [
    "text/template",
    "text/x-template",
    "text/html",
    "text/x-handlebars",
    "text/ng-template",
    "text/x-jquery-tmpl",
];

/// In bytes: a tag that is longer opens no such part.
const LONGEST_TAG: usize = 1000;

/// The source with such parts uncovered, if it has any.
pub(super) fn uncover(source: &str) -> Option<String> {
    let bytes = source.as_bytes();
    let mut shown: Option<Vec<u8>> = None;
    let mut in_script = false;
    // What stands in the head is for other programs.
    let mut from = find_body(source);
    while let Some(at) = source[from..].find('<').map(|at| from + at) {
        from = at + 1;
        let (name, closes) = name_at(&bytes[at..]);
        let blank = match (name, closes) {
            ("noscript" | "template", _) => true,
            ("script", false) => {
                in_script = is_markup(&source[at..]);
                in_script
            }
            ("script", true) => std::mem::take(&mut in_script),
            _ => continue,
        };
        let end = bytes[at..]
            .iter()
            .take(LONGEST_TAG)
            .position(|&b| b == b'>');
        if let Some(end) = end.filter(|_| blank) {
            let shown = shown.get_or_insert_with(|| bytes.to_vec());
            shown[at..=at + end].fill(b' ');
        }
    }
    // Only whole tags became spaces, from one ASCII character to another.
    shown.and_then(|shown| String::from_utf8(shown).ok())
}

/// Where the body begins; 0 without one.
fn find_body(source: &str) -> usize {
    let tags = source.match_indices('<').map(|(at, _)| at);
    let mut bodies = tags.filter(|&at| name_at(&source.as_bytes()[at..]) == ("body", false));
    bodies.next().unwrap_or(0)
}

/// The name of the tag at the start of `tag`, one of those that matter here or nothing, and whether the
/// tag closes the element.
fn name_at(tag: &[u8]) -> (&'static str, bool) {
    let closes = tag.get(1) == Some(&b'/');
    let name = tag.get(1 + usize::from(closes)..).unwrap_or_default();
    let is = |wanted: &&str| {
        let ends = name.get(wanted.len());
        name.get(..wanted.len())
            .is_some_and(|n| n.eq_ignore_ascii_case(wanted.as_bytes()))
            && ends.is_none_or(|&b| b == b'>' || b == b'/' || b.is_ascii_whitespace())
    };
    let mut known = ["noscript", "template", "script", "body"].into_iter();
    (known.find(is).unwrap_or(""), closes)
}

/// Whether the tag of a script says that its content is markup.
fn is_markup(tag: &str) -> bool {
    let end = tag.bytes().take(LONGEST_TAG).position(|b| b == b'>');
    let tag = &tag[..end.unwrap_or(0)].to_ascii_lowercase();
    tag.split_once("type=").is_some_and(|(_, kind)| {
        let kind = kind.trim_start_matches(['"', '\'']);
        MARKUP.iter().any(|markup| kind.starts_with(markup))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_uncovered_in_its_place() {
        let page = "<head><noscript>h</noscript></head><body><noscript class=x><p>é</p></noscript>\
                    <SCRIPT type='text/template'><p>t</p></SCRIPT><script>let a = '<b>';</script>\
                    <template><p>u</p></template>";
        let shown = uncover(page).unwrap();
        assert_eq!(shown.len(), page.len());
        assert!(shown.starts_with("<head><noscript>h</noscript></head><body>   "));
        for kept in [
            "<p>é</p>  ",
            " <p>t</p> ",
            "<script>let a = '<b>';</script>",
            " <p>u</p> ",
        ] {
            assert!(shown.contains(kept), "{kept} in {shown}");
        }
        assert_eq!(uncover("<body><p>plain</p><script>x</script>"), None);
        assert_eq!(uncover("<template"), None);
    }
}
