//! What an element is by its name and attributes, before anybody looks at its text.

use super::classes::{self, Force, Sign};
use super::dom::{Data, Dom, Id, NONE};

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

/// The display of a node.
pub(super) fn display(dom: &Dom, id: Id) -> Display {
    dom.displays[id as usize]
}

/// Finds the display of a node, for [`Dom::displays`].
pub(super) fn of_node(dom: &Dom, id: Id) -> Display {
    if !dom.is_element(id) {
        return Display::Inline;
    }
    if let Some(reason) = hidden(dom, id) {
        return Display::Skipped(reason);
    }
    match dom.name(id) {
        "template" if dom.attribute(id, "shadowrootmode").is_some() => Display::Block,
        "script" | "style" | "noscript" | "template" | "head" | "link" | "meta" => {
            Display::Skipped("not shown")
        }
        "svg" | "canvas" | "object" | "embed" | "iframe" | "map" => Display::Skipped("graphic"),
        "audio" => Display::Skipped("audio player"),
        "video" => Display::Skipped("video player"),
        "button" | "select" | "textarea" | "input" | "datalist" | "progress" | "meter" => {
            Display::Skipped("form control")
        }
        "nav" | "menu" | "amp-sidebar" => Display::Skipped("navigation"),
        "amp-ad" | "amp-embed" | "amp-sticky-ad" | "ins" if is_slot(dom, id) => {
            Display::Skipped("advertisement")
        }
        "amp-consent" | "amp-user-notification" => Display::Skipped("cookie notice"),
        "amp-social-share" => Display::Skipped("share buttons"),
        "amp-next-page" | "amp-list" => Display::Skipped("related articles"),
        "amp-audio" => Display::Skipped("audio player"),
        "amp-iframe" => Display::Skipped("graphic"),
        "amp-video" | "amp-video-iframe" | "amp-youtube" | "amp-brightcove" => {
            Display::Skipped("video player")
        }
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

/// Whether the element is a place for advertising: all but `ins`, which marks what was added to a
/// text, unless its class says so.
fn is_slot(dom: &Dom, id: Id) -> bool {
    dom.name(id) != "ins"
        || dom
            .attribute(id, "class")
            .is_some_and(|class| class.contains("adsbygoogle"))
}

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
                "mw-editsection" | "mw-jump-link" | "noprint" => Some("page control"),
                "reference" if dom.name(id) == "sup" => Some("footnote mark"),
                class if is_hiding(class) && !shows_elsewhere(value) => Some("hidden"),
                _ => None,
            }),
        _ => None,
    })
}

/// Whether a class hides an element, at least from the eye: those of the common style sheets, and those
/// that name it behind something else, such as `css-1x2y-VisuallyHidden`.
fn is_hiding(class: &str) -> bool {
    const ENDS: [&str; 4] = [
        "visually-hidden",
        "visuallyhidden",
        "screen-reader-text",
        "screen-reader-only",
    ];
    HIDING.contains(&class) || ENDS.iter().any(|end| find_end(class, end).is_some())
}

/// Where `end` begins in a name that ends with it, in whatever case.
fn find_end(name: &str, end: &str) -> Option<usize> {
    let at = name.len().checked_sub(end.len())?;
    let tail = name.get(at..)?;
    tail.eq_ignore_ascii_case(end).then_some(at)
}

/// Whole names of such classes.
const HIDING: [&str; 11] = [
    "sr-only",
    "off-screen",
    "assistive-text",
    "element-invisible",
    "offscreen",
    "a11y-only",
    "hidden",
    "hide",
    "d-none",
    "is-hidden",
    "u-hidden",
];

/// Whether the classes show the element again on wider or narrower screens: `hidden md:block`.
fn shows_elsewhere(classes: &str) -> bool {
    classes.split_ascii_whitespace().any(|class| {
        class.contains(':') || class.starts_with("d-") && class != "d-none" || class == "visible"
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
        "doc-bibliography" | "doc-biblioentry" | "doc-credits" | "doc-colophon" => {
            Some("references")
        }
        "doc-cover" => Some("graphic"),
        "banner" => Some("navigation"),
        "doc-noteref" => Some("footnote mark"),
        "doc-backlink" => Some("link back"),
        "complementary" | "contentinfo" => Some("beside the article"),
        _ => None,
    })
}

/// Whether an element stands around an article rather than in it, by its name, class or id.
pub(super) fn surrounds(dom: &Dom, id: Id) -> Option<Sign> {
    let sure = |reason| {
        let force = Force::Sure;
        Some(Sign { reason, force })
    };
    let name = dom.name(id);
    if is_note(dom, id) {
        return None;
    }
    match name {
        "" | "html" | "body" | "article" | "main" | "h1" | "pre" | "code" | "td" | "th" | "tr"
        | "tbody" | "em" | "strong" | "b" | "i" | "q" => return None,
        "aside" => return sure("beside the article"),
        "footer" if dom.name(dom.node(id).parent) == "blockquote" => return None,
        "footer" => return sure("footer"),
        _ => {}
    }
    if is_credit(dom, id) {
        return sure("photo credit");
    }
    if is_comment(dom, id) {
        return sure("comments");
    }
    let found = NAMING
        .into_iter()
        .filter_map(|attribute| dom.attribute(id, attribute))
        // An element of the page's own making has its name for a class: `x-donate`.
        .chain(name.contains('-').then_some(name))
        .filter_map(classes::sign);
    let found = found.reduce(classes::stronger);
    match name {
        // Words of a sentence stay, whatever their class says of them.
        "a" | "span" | "time" | "label" | "cite" => found.filter(|sign| {
            let known = [
                "photo credit",
                "share buttons",
                "page control",
                "comments",
                "audio player",
                "navigation",
                "page details",
            ];
            sign.force == Force::Sure && known.contains(&sign.reason)
        }),
        "h2" | "h3" | "h4" | "h5" | "h6" => found.filter(|sign| sign.force == Force::Sure),
        "form" => found.or(Some(Sign {
            reason: "form",
            force: Force::Weak,
        })),
        _ => found,
    }
}

/// Whether the element is a note of the document by its role: read where it stands.
fn is_note(dom: &Dom, id: Id) -> bool {
    dom.attribute(id, "role").is_some_and(|roles| {
        let mut roles = roles.split_ascii_whitespace();
        roles.any(|role| matches!(role, "doc-footnote" | "doc-endnote" | "doc-endnotes"))
    })
}

/// The attributes in which pages name their parts.
const NAMING: [&str; 8] = [
    "class",
    "id",
    "data-component",
    "data-testid",
    "data-type",
    "data-module",
    "data-gu-name",
    "data-area",
];

/// Whether an element names who took the picture of the figure that it stands in.
fn is_credit(dom: &Dom, id: Id) -> bool {
    const CREDITS: [&str; 11] = [
        "author",
        "email",
        "credit",
        "credits",
        "copyright",
        "source",
        "attribution",
        "photographer",
        "agency",
        "byline",
        "provider",
    ];
    // "image__credit", "imageEmbedCredit".
    let ends = |part: &str, name: &str| {
        find_end(part, name).is_some_and(|at| at == 0 || part.as_bytes()[at].is_ascii_uppercase())
    };
    let names = |value: &str| {
        value
            .split(|c: char| !c.is_ascii_alphanumeric())
            .any(|part| CREDITS.iter().any(|name| ends(part, name)))
    };
    let named = dom.attribute(id, "class").is_some_and(names)
        || dom.attribute(id, "data-testid").is_some_and(names)
        || dom
            .attribute(id, "itemprop")
            .is_some_and(|v| v == "copyrightHolder" || v == "creditText");
    named && (is_in_figure(dom, dom.node(id).parent) || follows_picture(dom, id))
}

/// Whether the element is named for a credit, and the one before it is a picture or its caption.
fn follows_picture(dom: &Dom, id: Id) -> bool {
    /// Elements around the picture.
    const DEPTH: usize = 4;
    let credit = dom
        .attribute(id, "class")
        .is_some_and(|class| class.to_ascii_lowercase().contains("credit"));
    let mut before = dom.node(id).previous;
    while before != NONE && !dom.is_element(before) {
        before = dom.node(before).previous;
    }
    let is_caption = |id: Id| {
        let class = dom.attribute(id, "class");
        class.is_some_and(|class| class.to_ascii_lowercase().contains("caption"))
    };
    if credit && before != NONE && is_caption(before) {
        return true;
    }
    let mut depth = 0;
    while credit && before != NONE && depth < DEPTH {
        if matches!(dom.name(before), "img" | "picture" | "amp-img" | "figure") {
            return true;
        }
        before = dom.node(before).first;
        depth += 1;
    }
    false
}

/// Whether the element is a figure or caption, or stands a few levels below one.
fn is_in_figure(dom: &Dom, id: Id) -> bool {
    let mut at = id;
    for _ in 0..5 {
        let caption = dom
            .attribute(at, "class")
            .is_some_and(|class| class.to_ascii_lowercase().contains("caption"));
        if caption || matches!(dom.name(at), "figure" | "figcaption") {
            return true;
        }
        at = dom.node(at).parent;
        if at == NONE {
            break;
        }
    }
    false
}

/// Whether the markup of schema.org says that this is a reader's comment.
fn is_comment(dom: &Dom, id: Id) -> bool {
    let says = |attribute, words: [&str; 2]| {
        dom.attribute(id, attribute)
            .is_some_and(|value| words.iter().any(|w| value.ends_with(w)))
    };
    says("itemprop", ["comment", "commentText"]) || says("itemtype", ["/Comment", "/UserComments"])
}
