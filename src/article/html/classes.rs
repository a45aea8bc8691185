//! What the classes and ids of an element say about it, from the table in `classes.txt`.

use std::collections::HashMap;
use std::sync::OnceLock;

/// What a class says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sign {
    /// What the part is.
    pub(super) reason: &'static str,
    pub(super) force: Force,
}

/// How far a name is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Force {
    /// Only of a small part that is made of links or controls.
    Weak,
    /// Of any part without running text.
    Bare,
    /// Of any part.
    Sure,
}

/// What the names in a `class` or `id` say; a strong sign goes before a weak one.
pub(super) fn sign(value: &str) -> Option<Sign> {
    let classes = value.split_ascii_whitespace().take(MOST_CLASSES);
    classes.filter_map(of_class).reduce(stronger)
}

/// The stronger of two signs, or the first.
pub(super) fn stronger(first: Sign, second: Sign) -> Sign {
    if second.force > first.force {
        second
    } else {
        first
    }
}

/// Frameworks of utility classes use dozens on an element; more than this is noise.
const MOST_CLASSES: usize = 64;

/// Parts of a class that are looked at.
const MOST_PARTS: usize = 8;

/// What one class says, by its parts: `post-share--top` is a share bar.
fn of_class(class: &str) -> Option<Sign> {
    let lower = hyphenated(class);
    let mut parts = lower.split('-').filter(|p| !p.is_empty());
    // "has-sidebar" and "with-comments" speak of the rest of the page.
    if matches!(
        lower.split('-').next(),
        Some("has" | "with" | "no" | "without" | "is" | "hide" | "show")
    ) {
        return None;
    }
    let mut starts = [""; MOST_PARTS];
    let mut count = 0;
    for part in parts.by_ref().take(MOST_PARTS) {
        starts[count] = part;
        count += 1;
    }
    let mut found: Option<Sign> = None;
    let mut joined = String::new();
    for from in 0..count {
        joined.clear();
        for part in starts[from..count].iter().take(3) {
            if !joined.is_empty() {
                joined.push('-');
            }
            joined.push_str(part);
            match table().get(joined.as_str()) {
                Some(sign) if sign.force == Force::Sure => return Some(*sign),
                Some(sign) => found = Some(found.map_or(*sign, |first| stronger(first, *sign))),
                None => {}
            }
        }
    }
    found
}

/// The class in lower case with hyphens between its parts, also where it has humps.
fn hyphenated(class: &str) -> String {
    let mut out = String::with_capacity(class.len() + 4);
    let mut small = false;
    for c in class.chars().take(80) {
        let divides = !c.is_alphanumeric() || (c.is_uppercase() && small);
        if divides && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        small = c.is_lowercase();
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        }
    }
    out
}

fn table() -> &'static HashMap<&'static str, Sign> {
    static TABLE: OnceLock<HashMap<&'static str, Sign>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = HashMap::new();
        for line in include_str!("classes.txt").lines() {
            let mut columns = line.split('|').map(str::trim);
            let (Some(how), Some(reason), Some(names)) =
                (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            let force = match how {
                "sure" => Force::Sure,
                "bare" => Force::Bare,
                _ => Force::Weak,
            };
            for name in names.split(' ') {
                table.entry(name).or_insert(Sign { reason, force });
            }
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_well_formed() {
        let mut seen = HashMap::new();
        for (i, line) in include_str!("classes.txt").lines().enumerate() {
            let n = i + 1;
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let columns: Vec<_> = line.split('|').map(str::trim).collect();
            assert_eq!(columns.len(), 3, "classes.txt:{n}: three columns");
            assert!(
                ["sure", "bare", "weak"].contains(&columns[0]),
                "classes.txt:{n}"
            );
            for name in columns[2].split(' ') {
                assert_eq!(hyphenated(name), name, "classes.txt:{n}: can never match");
                assert!(name.split('-').count() <= 3, "classes.txt:{n}: {name}");
                let before = seen.insert(name, n);
                assert_eq!(before, None, "classes.txt:{n}: {name} is there already");
            }
        }
    }

    #[test]
    fn classes() {
        let reason = |class| of_class(class).map(|s| s.reason);
        assert_eq!(reason("post-share--top"), Some("share buttons"));
        assert_eq!(reason("relatedArticles"), Some("related articles"));
        assert_eq!(reason("article-footer"), Some("footer"));
        assert_eq!(reason("StoryBody__readMore"), Some("related articles"));
        for class in [
            "has-sidebar",
            "article-body",
            "entry-content",
            "adventure",
            "shared",
            "main-text",
            "",
            "---",
        ] {
            assert_eq!(of_class(class), None, "{class}");
        }
        assert_eq!(sign("meta share").map(|s| s.force), Some(Force::Sure));
        assert_eq!(sign("x card").map(|s| s.force), Some(Force::Weak));
        assert_eq!(sign("card rating").map(|s| s.force), Some(Force::Bare));
    }
}
