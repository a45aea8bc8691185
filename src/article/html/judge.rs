//! What an element is by its name and attributes, before anybody looks at its text.

use super::dom::{Data, Dom, Id};

/// How an element takes part in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Display {
    /// Runs on in its line.
    Inline,
    /// Begins and ends a block.
    Block,
    /// Is not read, with the reason.
    Skipped(&'static str),
}

/// The display of an element.
pub(super) fn display(dom: &Dom, id: Id) -> Display {
    if let Some(reason) = hidden(dom, id) {
        return Display::Skipped(reason);
    }
    match dom.name(id) {
        "script" | "style" | "noscript" | "template" | "head" | "link" | "meta" => {
            Display::Skipped("not shown")
        }
        "svg" | "canvas" | "object" | "embed" | "iframe" | "map" => Display::Skipped("graphic"),
        "audio" => Display::Skipped("audio player"),
        "video" => Display::Skipped("video player"),
        "button" | "select" | "textarea" | "input" | "datalist" | "progress" | "meter" => {
            Display::Skipped("form control")
        }
        "nav" | "menu" => Display::Skipped("navigation"),
        "dialog" if dom.attribute(id, "open").is_none() => Display::Skipped("closed dialog"),
        "rt" | "rp" => Display::Skipped("ruby reading"),
        name if BLOCKS.contains(&name) => Display::Block,
        _ => Display::Inline,
    }
}

const BLOCKS: [&str; 41] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
    "search",
];

/// Why an element is not meant to be read, as its attributes say.
fn hidden(dom: &Dom, id: Id) -> Option<&'static str> {
    let Data::Element { attributes, .. } = &dom.node(id).data else {
        return None;
    };
    attributes.iter().find_map(|(name, value)| match &**name {
        "hidden" => Some("hidden"),
        "aria-hidden" if value.eq_ignore_ascii_case("true") => Some("hidden"),
        "style" if hides(value) => Some("hidden"),
        "role" => role(value),
        "class" => value
            .split_ascii_whitespace()
            .find_map(|class| match class {
                "no-read-aloud" => Some("marked as not read aloud"),
                "sr-only" | "visually-hidden" | "screen-reader-text" => Some("hidden"),
                "mw-editsection" | "mw-jump-link" | "reference" | "noprint" => Some("page control"),
                _ => None,
            }),
        _ => None,
    })
}

fn hides(style: &str) -> bool {
    let bare = style.chars().filter(|c| !c.is_whitespace());
    let style: String = bare.map(|c| c.to_ascii_lowercase()).collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// Parts that ARIA and DPUB-ARIA roles mark as not belonging to the running text.
fn role(roles: &str) -> Option<&'static str> {
    roles.split_ascii_whitespace().find_map(|role| match role {
        "navigation" | "menu" | "menubar" | "tablist" | "toolbar" | "directory" => {
            Some("navigation")
        }
        "search" => Some("search box"),
        "dialog" | "alertdialog" | "alert" | "status" | "tooltip" => Some("dialog"),
        "button" | "switch" | "slider" | "combobox" | "listbox" | "textbox" => Some("form control"),
        "doc-toc" | "doc-index" | "doc-pagelist" => Some("table of contents"),
        "doc-pagebreak" => Some("page number"),
        "doc-noteref" => Some("footnote mark"),
        "doc-backlink" => Some("link back"),
        "complementary" | "contentinfo" => Some("beside the article"),
        _ => None,
    })
}

/// Whether an element stands around an article rather than in it, by its name, class or id.
pub(super) fn surrounds(dom: &Dom, id: Id) -> Option<&'static str> {
    let name = dom.name(id);
    if matches!(
        name,
        "html" | "body" | "article" | "main" | "p" | "h1" | "blockquote" | "pre" | "code"
    ) {
        return None;
    }
    match name {
        "aside" => return Some("beside the article"),
        "footer" => return Some("footer"),
        "a" | "span" | "em" | "strong" | "b" | "i" | "td" | "th" | "tr" | "tbody" => return None,
        _ => {}
    }
    ["class", "id"]
        .into_iter()
        .filter_map(|attribute| dom.attribute(id, attribute))
        .flat_map(|value| value.split_ascii_whitespace())
        .find_map(by_class)
}

/// What a class or id says, by its parts: `post-share--top` is a share bar.
fn by_class(class: &str) -> Option<&'static str> {
    let mut parts = [""; 8];
    let mut count = 0;
    let lower = split_camel(class);
    for part in lower
        .split(['-', '_', ':'])
        .filter(|p| !p.is_empty())
        .take(8)
    {
        parts[count] = part;
        count += 1;
    }
    let parts = &parts[..count];
    // "has-sidebar" and "with-comments" speak of the rest of the page.
    if matches!(
        parts.first(),
        Some(&("has" | "with" | "no" | "without" | "is"))
    ) {
        return None;
    }
    parts
        .iter()
        .find_map(|part| REASONS.iter().find(|(word, _)| word == part))
        .map(|(_, r)| *r)
}

fn split_camel(class: &str) -> String {
    let mut out = String::with_capacity(class.len() + 4);
    let mut small = false;
    for c in class.chars().take(80) {
        if c.is_uppercase() && small {
            out.push('-');
        }
        small = c.is_lowercase();
        out.extend(c.to_lowercase());
    }
    out
}

const REASONS: [(&str, &str); 71] = [
    ("share", "share buttons"),
    ("sharing", "share buttons"),
    ("social", "share buttons"),
    ("sharedaddy", "share buttons"),
    ("addtoany", "share buttons"),
    ("sharebar", "share buttons"),
    ("related", "related articles"),
    ("relatedposts", "related articles"),
    ("recommended", "related articles"),
    ("recommendations", "related articles"),
    ("recirculation", "related articles"),
    ("recirc", "related articles"),
    ("trending", "related articles"),
    ("popular", "related articles"),
    ("mostread", "related articles"),
    ("readmore", "related articles"),
    ("outbrain", "related articles"),
    ("taboola", "related articles"),
    ("teasers", "related articles"),
    ("yarpp", "related articles"),
    ("newsletter", "newsletter sign-up"),
    ("subscribe", "newsletter sign-up"),
    ("subscription", "newsletter sign-up"),
    ("signup", "newsletter sign-up"),
    ("mailchimp", "newsletter sign-up"),
    ("optin", "newsletter sign-up"),
    ("promo", "advertisement"),
    ("ad", "advertisement"),
    ("ads", "advertisement"),
    ("advert", "advertisement"),
    ("advertisement", "advertisement"),
    ("advertising", "advertisement"),
    ("adsense", "advertisement"),
    ("adslot", "advertisement"),
    ("sponsor", "advertisement"),
    ("sponsored", "advertisement"),
    ("dfp", "advertisement"),
    ("cookie", "cookie notice"),
    ("cookies", "cookie notice"),
    ("consent", "cookie notice"),
    ("gdpr", "cookie notice"),
    ("sidebar", "beside the article"),
    ("breadcrumb", "navigation"),
    ("breadcrumbs", "navigation"),
    ("nav", "navigation"),
    ("navbar", "navigation"),
    ("navigation", "navigation"),
    ("menu", "navigation"),
    ("pagination", "navigation"),
    ("pager", "navigation"),
    ("skip", "navigation"),
    ("masthead", "navigation"),
    ("toc", "table of contents"),
    ("footer", "footer"),
    ("colophon", "footer"),
    ("comment", "comments"),
    ("comments", "comments"),
    ("disqus", "comments"),
    ("respond", "comments"),
    ("commentlist", "comments"),
    ("popup", "dialog"),
    ("modal", "dialog"),
    ("overlay", "dialog"),
    ("lightbox", "dialog"),
    ("tags", "topics"),
    ("taglist", "topics"),
    ("search", "search box"),
    ("searchform", "search box"),
    ("login", "account"),
    ("donate", "appeal"),
    ("toolbar", "page control"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes() {
        assert_eq!(by_class("post-share--top"), Some("share buttons"));
        assert_eq!(by_class("relatedArticles"), Some("related articles"));
        assert_eq!(by_class("article-footer"), Some("footer"));
        for class in [
            "has-sidebar",
            "article-body",
            "entry-content",
            "adventure",
            "shared",
            "main-text",
        ] {
            assert_eq!(by_class(class), None, "{class}");
        }
    }
}
