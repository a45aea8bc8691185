//! What an element is by its shape: a mark of a note, a caption, a table of data.

use super::dom::{Data, Dom, Id, NONE, Node};
use super::text::text_below;
use crate::article::BlockKind;

/// An exponent in the characters that Unicode has for it, so that "10 6" is not read as 106.
pub(super) fn superscript(text: &str) -> Option<String> {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    text.chars()
        .map(|c| match c {
            '-' | '−' => Some('⁻'),
            'n' => Some('ⁿ'),
            _ => c.to_digit(10).and_then(|d| DIGITS.get(d as usize).copied()),
        })
        .collect()
}

/// Whether raised text only leads to a note: a link to a place on the page, or a bare number in one.
pub(super) fn is_footnote_mark(dom: &Dom, id: Id) -> bool {
    dom.children(id).any(|child| {
        let here = dom.attribute(child, "href");
        dom.name(child) == "a"
            && (here.is_some_and(|href| href.starts_with('#')) || is_bracketed_number(dom, child))
    }) || matches!(dom.node(dom.node(id).parent).data, Data::Element { .. })
        && dom.name(dom.node(id).parent) == "a"
        && dom
            .attribute(dom.node(id).parent, "href")
            .is_some_and(|href| href.starts_with('#'))
}

/// Whether the text of an element is a number in square brackets.
fn is_bracketed_number(dom: &Dom, id: Id) -> bool {
    text_below(dom, id, BlockKind::Paragraph, 16, |_| false).is_some_and(|block| {
        let inner = block
            .text
            .strip_prefix('[')
            .and_then(|t| t.strip_suffix(']'));
        inner.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// Whether a link only leads to a note or back from one: a number or a sign for a place on the page.
pub(super) fn is_mark(dom: &Dom, id: Id) -> bool {
    let here = dom
        .attribute(id, "href")
        .is_some_and(|href| href.starts_with('#'));
    here && text_below(dom, id, BlockKind::Paragraph, 16, |_| false).is_some_and(|block| {
        let bare = block
            .text
            .trim_matches(['[', ']', '(', ')', ' ', '\u{fe0e}']);
        let digits = bare.len() <= 3 && bare.bytes().all(|b| b.is_ascii_digit());
        digits
            || matches!(
                bare,
                "*" | "†" | "‡" | "§" | "^" | "↩" | "↑" | "⤴" | "#" | "¶"
            )
    })
}

/// Whether an element is a caption by its name: a paragraph or cell below a picture.
pub(super) fn is_caption(dom: &Dom, id: Id) -> bool {
    const NAMES: [&str; 12] = [
        "caption",
        "img_desc",
        "img-desc",
        "image-desc",
        "photo-desc",
        "foto-popis",
        "bildunterschrift",
        "bildtext",
        "didascalia",
        "pie-foto",
        "pie-de-foto",
        "legenda-foto",
    ];
    matches!(dom.name(id), "p" | "div" | "td" | "span" | "em")
        && dom.attribute(id, "class").is_some_and(|class| {
            class.split_ascii_whitespace().any(|class| {
                let class = class.to_ascii_lowercase();
                NAMES.iter().any(|name| class.contains(name)) && !class.contains("container")
            })
        })
        || dom.name(id) == "td" && is_below_picture(dom, id)
        || is_line_under_picture(dom, id)
}

/// Whether a short text without a name of its own stands right under a picture, where the text of the
/// article is not made like it.
fn is_line_under_picture(dom: &Dom, id: Id) -> bool {
    let beside = |id: Id, step: fn(&Node) -> Id| {
        let step = move |&id: &Id| Some(step(dom.node(id))).filter(|&id| id != NONE);
        std::iter::successors(step(&id), step).take(MOST_IN_LINE)
    };
    let centred = |id: Id| {
        let says = |name, value| {
            dom.attribute(id, name)
                .is_some_and(|v: &str| v.contains(value))
        };
        says("align", "center") || says("style", "center")
    };
    let paragraph = dom.name(id) == "p" && centred(id);
    if !(dom.name(id) == "div" || paragraph) {
        return false;
    }
    let Some(before) = beside(id, |node| node.previous).find(|&id| !is_blank(dom, id)) else {
        return false;
    };
    let mut after = beside(id, |node| node.next).filter(|&id| dom.is_element(id));
    is_bare_picture(dom, before)
        && is_short_line(dom, id)
        && (!paragraph || centred(before))
        && (paragraph
            || after
                .next()
                .is_none_or(|id| dom.name(id) != "div" || !is_short_line(dom, id)))
}

/// In nodes.
const MOST_IN_LINE: usize = 12;

/// Whether the node is white space or a comment.
fn is_blank(dom: &Dom, id: Id) -> bool {
    match &dom.node(id).data {
        Data::Text { text, .. } => text.trim().is_empty(),
        Data::Element { .. } => false,
        _ => true,
    }
}

/// Whether there is a picture in the element and no text.
fn is_bare_picture(dom: &Dom, top: Id) -> bool {
    let below = |&id: &Id| dom.following(id, top, true);
    let mut picture = false;
    for (count, id) in std::iter::successors(Some(top), below).enumerate() {
        let text = !dom.is_element(id) && !is_blank(dom, id);
        if text || count > MOST_IN_LINE {
            return false;
        }
        picture |= matches!(dom.name(id), "img" | "picture" | "amp-img");
    }
    picture
}

/// Whether the element holds one short text: no links, no blocks.
fn is_short_line(dom: &Dom, top: Id) -> bool {
    /// In bytes.
    const LENGTHS: std::ops::RangeInclusive<usize> = 8..=250;
    let below = |&id: &Id| dom.following(id, top, true);
    let mut len = 0;
    for (count, id) in std::iter::successors(below(&top), below).enumerate() {
        match &dom.node(id).data {
            Data::Text { text, .. } => len += text.trim().len(),
            Data::Element { .. }
                if !matches!(
                    dom.name(id),
                    "span" | "em" | "i" | "b" | "strong" | "small" | "br" | "font"
                ) =>
            {
                return false;
            }
            _ => {}
        }
        if count > MOST_IN_LINE || len > *LENGTHS.end() {
            return false;
        }
    }
    LENGTHS.contains(&len)
}

/// Whether the text of a link is the short address of a picture or page that a post shows.
pub(super) fn is_address(dom: &Dom, id: Id) -> bool {
    const HOSTS: [&str; 4] = ["pic.twitter.com/", "pic.x.com/", "t.co/", "https://t.co/"];
    let text = text_below(dom, id, BlockKind::Paragraph, 64, |_| false);
    text.is_some_and(|block| HOSTS.iter().any(|host| block.text.starts_with(host)))
}

/// Whether a cell stands with a picture in a small table at the side of the text: what pages did
/// before there were figures.
fn is_below_picture(dom: &Dom, cell: Id) -> bool {
    /// In bytes of text; in nodes.
    const LONGEST_CAPTION: usize = 400;
    const MOST_NODES: usize = 60;
    let mut table = dom.node(cell).parent;
    for _ in 0..2 {
        if table == NONE || dom.name(table) == "table" {
            break;
        }
        table = dom.node(table).parent;
    }
    if table == NONE
        || dom.name(table) != "table"
        || !matches!(dom.attribute(table, "align"), Some("left" | "right"))
    {
        return false;
    }
    let (mut picture, mut text, mut nodes) = (false, 0, 0);
    let mut next = dom.following(table, table, true);
    while let Some(id) = next {
        picture |= dom.name(id) == "img";
        nodes += 1;
        if let Data::Text { text: own, .. } = &dom.node(id).data {
            text += own.len();
        }
        if text > LONGEST_CAPTION || nodes > MOST_NODES || dom.name(id) == "a" {
            return false;
        }
        next = dom.following(id, table, true);
    }
    picture
}

/// Whether a figure is a picture with little text: what stands in it is its caption.
pub(super) fn is_picture(dom: &Dom, figure: Id) -> bool {
    /// In nodes; in bytes of text.
    const MOST_NODES: usize = 60;
    const LONGEST: usize = 800;
    let (mut picture, mut nodes, mut text) = (false, 0, 0);
    let mut next = dom.following(figure, figure, true);
    while let Some(id) = next {
        nodes += 1;
        match &dom.node(id).data {
            Data::Text { text: own, .. } => text += own.len(),
            _ => picture |= matches!(dom.name(id), "img" | "picture" | "amp-img" | "video"),
        }
        if nodes > MOST_NODES || text > LONGEST || dom.name(id) == "table" {
            return false;
        }
        next = dom.following(id, figure, true);
    }
    picture
}

/// Whether a caption that is marked as one stands in a figure, of which [`is_picture`] holds.
pub(super) fn has_caption(dom: &Dom, figure: Id) -> bool {
    let below = |&id: &Id| dom.following(id, figure, true);
    std::iter::successors(below(&figure), below).any(|id| dom.name(id) == "figcaption")
}

/// Whether an element sets words of the article again, large.
pub(super) fn is_pull_quote(dom: &Dom, id: Id) -> bool {
    let Some(class) = dom.attribute(id, "class") else {
        return false;
    };
    class.split_ascii_whitespace().any(|class| {
        let bare = class.bytes().filter(u8::is_ascii_alphanumeric).take(40);
        let bare: Vec<u8> = bare.map(|b| b.to_ascii_lowercase()).collect();
        let names: [&[u8]; 4] = [b"pullquote", b"pulledquote", b"pullquotes", b"clicktotweet"];
        names
            .iter()
            .any(|name| bare.windows(name.len()).any(|w| w == *name))
    })
}

/// Whether all cells of a row are headings.
pub(super) fn is_heading_row(dom: &Dom, row: Id) -> bool {
    if dom.name(dom.node(row).parent) == "thead" {
        return true;
    }
    let mut cells = dom
        .children(row)
        .filter(|&c| matches!(dom.name(c), "td" | "th"))
        .peekable();
    cells.peek().is_some() && cells.all(|c| dom.name(c) == "th")
}

/// Whether a table holds data, and is not only there to place parts of the page.
pub(super) fn is_data_table(dom: &Dom, table: Id) -> bool {
    /// Cells of data are short, in bytes of text with its white space.
    const LONGEST_CELL: usize = 400;
    if matches!(dom.attribute(table, "role"), Some("presentation" | "none")) {
        return false;
    }
    let (mut cells, mut rows, mut in_cell) = (0, 0, 0);
    let mut at = dom.following(table, table, true);
    while let Some(id) = at {
        match dom.name(id) {
            "table" | "h1" | "h2" | "h3" | "article" | "form" => return false,
            "td" | "th" => {
                cells += 1;
                in_cell = 0;
            }
            "tr" => rows += 1,
            _ => {}
        }
        if let Data::Text { text, .. } = &dom.node(id).data {
            in_cell += text.len();
            if in_cell > LONGEST_CELL {
                return false;
            }
        }
        at = dom.following(id, table, true);
    }
    cells > rows
}
