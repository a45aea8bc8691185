//! Page furniture in text that came from a page: what stands around an article and is not it.
//!
//! The rules look only at short texts that stand alone, and only where there is an article for them
//! to stand around: a single line or a letter loses nothing. Before the first paragraph of running
//! text and after the last they know more wordings than in between.

mod credits;
mod dates;
mod foot;
mod head;
mod phrases;
mod promo;
mod sections;
mod topics;

#[cfg(any(feature = "html", feature = "markdown"))]
pub(super) use dates::is_date;
#[cfg(feature = "html")]
pub(super) use head::is_other_byline;
#[cfg(any(feature = "html", feature = "markdown"))]
pub(super) use head::{author, is_byline};

use std::ops::Range;

use self::phrases::Place;
#[cfg(feature = "html")]
use super::Look;
use super::{Block, BlockKind, Document, Looks, Options, Part, words};

/// Moves furniture from the blocks to what is skipped, and finds title, byline and date; `looks`
/// tells what the page shows of the blocks.
#[cfg(feature = "html")]
pub(super) fn remove(document: &mut Document, looks: &Looks, options: &Options) {
    remove_with_looks(document, Part::WHOLE, SHORTEST_ON_PAGE, looks, options);
}

/// The same in a part of a long text; title and byline that were found before stand in `document`.
pub(super) fn remove_in_part(document: &mut Document, part: Part, options: &Options) {
    remove_with_looks(document, part, SHORTEST_ARTICLE, &Looks::new(), options);
}

fn remove_with_looks(
    document: &mut Document,
    part: Part,
    shortest: usize,
    looks: &Looks,
    options: &Options,
) {
    let Some(body) = body(&document.blocks, part, shortest, looks) else {
        return;
    };
    let keys: Vec<Option<String>> = document.blocks.iter().map(short_key).collect();
    let body = match part.first {
        true => below_summary(&document.blocks, &keys, body),
        false => body,
    };
    let mut verdicts = vec![Verdict::Keep; keys.len()];
    by_wording(&document.blocks, &keys, &body, &mut verdicts);
    promotions(&document.blocks, &keys, looks, &mut verdicts);
    captions(&document.blocks, &mut verdicts);
    related_lists(&document.blocks, &keys, body.end, &mut verdicts);
    if part.last {
        sections::judge(document, &keys, &mut verdicts);
    }
    if part.first {
        head::judge(document, &keys, body.start, &mut verdicts);
    }
    repeats_after(document, &keys, body.end, &mut verdicts);
    if part.last {
        foot::judge(document, looks, body.end, &mut verdicts);
    }
    if options.keep_everything {
        verdicts
            .iter_mut()
            .filter(|v| matches!(v, Verdict::Skip(_)))
            .for_each(|v| *v = Verdict::Keep);
    }
    carry_out(document, &verdicts);
    if !options.keep_everything {
        credits::cut(document);
    }
}

/// What kind of furniture the text is by its wording, if it is short and known.
#[cfg(feature = "html")]
pub(super) fn reason(text: &str) -> Option<&'static str> {
    let phrase = words::at_most(text, LONGEST).then(|| phrases::find(&words::key(text)));
    phrase.flatten().map(|phrase| phrase.reason)
}

/// Whether a text speaks of the site and asks the reader for something.
#[cfg(feature = "html")]
pub(super) fn is_appeal(text: &str, linked: bool) -> bool {
    let look = Look {
        linked,
        ..Look::default()
    };
    if !words::at_most(text, LONGEST) {
        return false;
    }
    let key = words::key(text);
    promo::reason(text, &key, look).is_some()
        || matches!(
            phrases::find(&key).map(|phrase| phrase.reason),
            Some("newsletter sign-up" | "appeal" | "audio player" | "video player")
        )
}

/// Whether a short line names a newsletter, as the heading of a box that offers one does.
#[cfg(feature = "html")]
pub(super) fn names_newsletter(text: &str) -> bool {
    const LETTERS: [&str; 9] = [
        "newsletter",
        "nyhetsbrev",
        "nyhedsbrev",
        "nieuwsbrief",
        "infolettre",
        "boletín",
        "uutiskirje",
        "hírlevél",
        "рассылка",
    ];
    let key = words::at_most(text, 8).then(|| words::key(text));
    key.is_some_and(|key| LETTERS.iter().any(|letter| key.contains(letter)))
}

/// Whether a line promises something by mail, which is only told where it stands in a box of its own.
#[cfg(feature = "html")]
pub(super) fn promises_delivery(text: &str) -> bool {
    const WAYS: [&str; 14] = [
        "in ihrem postfach",
        "in ihr postfach",
        "in dein postfach",
        "in your inbox",
        "to your inbox",
        "dans votre boîte mail",
        "en tu correo",
        "en su correo",
        "na sua caixa de entrada",
        "nella tua casella",
        "in je mailbox",
        "in uw mailbox",
        "till din inkorg",
        "til din indbakke",
    ];
    let key = words::at_most(text, 40).then(|| words::key(text));
    key.is_some_and(|key| WAYS.iter().any(|way| key.contains(way)))
}

/// What becomes of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Keep,
    Is(BlockKind),
    Skip(&'static str),
}

/// In words; longer texts are no furniture, whatever they say.
const LONGEST: usize = 60;
/// In words; longer texts are no headlines.
const LONGEST_HEADLINE: usize = 40;
/// A document with less running text than this, in bytes, has no furniture around it.
const SHORTEST_ARTICLE: usize = 300;
/// The same on a page of the web, which has furniture around two sentences too.
#[cfg(feature = "html")]
const SHORTEST_ON_PAGE: usize = 80;

/// From the first block of running text to the last, if there is an article at all. Before a part
/// that is not the first, and behind one that is not the last, the article goes on.
fn body(blocks: &[Block], part: Part, shortest: usize, looks: &Looks) -> Option<Range<usize>> {
    if !part.first && !part.last {
        return Some(0..blocks.len());
    }
    let running = |b: &Block| is_running(b) && !says_furniture(b, looks);
    let first = blocks.iter().position(running)?;
    let last = blocks.iter().rposition(running)?;
    let size: usize = blocks
        .iter()
        .filter(|b| running(b))
        .map(|b| b.text.len())
        .sum();
    let start = if part.first { first } else { 0 };
    let end = if part.last { last + 1 } else { blocks.len() };
    (size >= shortest).then_some(start..end)
}

/// The body without a summary that stands above the author and the date.
fn below_summary(blocks: &[Block], keys: &[Option<String>], body: Range<usize>) -> Range<usize> {
    /// Short lines between a summary and the text.
    const MOST: usize = 5;
    let from = body.start + 1;
    let lines = (from..body.end)
        .take(MOST)
        .take_while(|&i| !is_running(&blocks[i]) && blocks[i].kind == BlockKind::Paragraph);
    let is_detail = |i: &usize| {
        let key = keys[*i].as_deref();
        key.is_some_and(|key| dates::is_date(key) || phrases::find(key).is_some())
            || head::is_byline(&blocks[*i].text)
    };
    let last = lines.filter(is_detail).last();
    last.map_or(body.clone(), |last| last + 1..body.end)
}

/// Running text: a sentence of some length, or a long text of any kind.
fn is_running(block: &Block) -> bool {
    let text = &block.text;
    matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem
    ) && (!words::at_most(text, 24)
        || words::ends_sentence(text) && (!words::at_most(text, 11) || is_long_unspaced(text)))
}

/// Whether a text without spaces between its words is as long as a sentence: Chinese and Japanese.
fn is_long_unspaced(text: &str) -> bool {
    /// In characters.
    const LONG: usize = 24;
    let unspaced = |c: &char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
    text.len() >= LONG * 3 && text.chars().filter(unspaced).take(LONG).count() == LONG
}

fn says_furniture(block: &Block, looks: &Looks) -> bool {
    let Some(key) = short_key(block) else {
        return false;
    };
    phrases::find(&key).is_some_and(|p| matches!(p.place, Place::Anywhere | Place::Line))
        || speaks_of_site(block, &key, looks).is_some()
}

/// Why a block speaks of the site, if it does; `key` is the key of its text.
fn speaks_of_site(block: &Block, key: &str, looks: &Looks) -> Option<&'static str> {
    let look = looks.get(&block.source.span().start).copied();
    let look = look.unwrap_or_default();
    let may_be = match block.kind {
        BlockKind::Paragraph => true,
        // The steps of a manual invite too: "Download the app."
        BlockKind::ListItem | BlockKind::Heading | BlockKind::Quote => look.linked,
        _ => false,
    };
    may_be
        .then(|| promo::reason(&block.text, key, look))
        .flatten()
}

/// The key of a block that is short enough to be furniture.
fn short_key(block: &Block) -> Option<String> {
    let may_be = !matches!(block.kind, BlockKind::Code | BlockKind::Table);
    (may_be && words::at_most(&block.text, LONGEST)).then(|| words::key(&block.text))
}

/// Skips what says a known phrase of furniture.
fn by_wording(
    blocks: &[Block],
    keys: &[Option<String>],
    body: &Range<usize>,
    verdicts: &mut [Verdict],
) {
    let live = is_live(keys);
    for (i, key) in keys.iter().enumerate() {
        let Some(phrase) = key.as_deref().and_then(phrases::find) else {
            continue;
        };
        if live && key.as_deref().is_some_and(is_bare_time) {
            continue;
        }
        let found = matches!(
            blocks[i].kind,
            BlockKind::Title | BlockKind::Byline | BlockKind::Date
        );
        let here = match phrase.place {
            Place::Anywhere | Place::Line => true,
            Place::Edge => !body.contains(&i),
            Place::Foot => i >= body.end,
        };
        // A heading of running text, or the one line above the article, is the article's own.
        let everywhere = matches!(phrase.place, Place::Anywhere | Place::Line);
        let heads = !everywhere
            && (blocks[i].kind == BlockKind::Heading && blocks.get(i + 1).is_some_and(is_running)
                || i == 0 && body.start == 1);
        let inside = body.contains(&i);
        // Inside the article a sentence that happens to begin like furniture is kept.
        let sentence = inside
            && words::ends_sentence(&blocks[i].text)
            && phrase.reason != "cookie notice"
            && phrase.place != Place::Line
            && !words::at_most(&blocks[i].text, 6);
        // Someone may say such a thing in the article.
        let said = inside && phrase.is_open() && blocks[i].text.contains(['“', '”', '"', '«', '„']);
        if here && !said && !sentence && !found && !heads {
            verdicts[i] = Verdict::Skip(phrase.reason);
        }
    }
}

/// Whether the times of entries stand in the text, as they do in a live report; one time by itself
/// belongs to a player.
fn is_live(keys: &[Option<String>]) -> bool {
    let times = keys.iter().flatten().filter(|key| is_bare_time(key));
    times.take(2).count() == 2
}

/// Whether the line is a time of day and nothing else, as a key: "18 : 05".
fn is_bare_time(key: &str) -> bool {
    let digits =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    key.split_once(" : ")
        .is_some_and(|(hours, minutes)| digits(hours) && minutes.len() == 2 && digits(minutes))
}

/// Skips lines that speak of the site.
fn promotions(blocks: &[Block], keys: &[Option<String>], looks: &Looks, verdicts: &mut [Verdict]) {
    for ((block, key), verdict) in blocks.iter().zip(keys).zip(verdicts) {
        if *verdict == Verdict::Keep
            && let Some(key) = key.as_deref()
            && let Some(reason) = speaks_of_site(block, key, looks)
        {
            *verdict = Verdict::Skip(reason);
        }
    }
}

/// Finds paragraphs that are captions by their wording: "FILE PHOTO: ...", "... (Agency/Ann Lee)".
fn captions(blocks: &[Block], verdicts: &mut [Verdict]) {
    const STARTS: [&str; 8] = [
        "FILE PHOTO",
        "File photo",
        "Photo taken on ",
        "Photo taken in ",
        "Photo shows ",
        "Photo illustration",
        "In this photo",
        "FILE - ",
    ];
    for (block, verdict) in blocks.iter().zip(verdicts) {
        let text = block.text.trim();
        let short = block.kind == BlockKind::Paragraph && words::at_most(text, LONGEST);
        if *verdict == Verdict::Keep
            && short
            && (STARTS.iter().any(|start| text.starts_with(start))
                || ends_with_credit(text)
                || credits::follows_bar(text))
        {
            *verdict = Verdict::Is(BlockKind::Caption);
        }
    }
}

/// Whether a text ends with who took a picture, in brackets: "(Agency/Ann Lee)", "[File: Agency]".
fn ends_with_credit(text: &str) -> bool {
    let Some(inner) = text
        .strip_suffix([')', ']'])
        .and_then(|text| text.rsplit_once(['(', '[']))
        .map(|(_, inner)| inner.trim())
    else {
        return false;
    };
    let lower = inner.to_lowercase();
    let named = [
        "photo",
        "file:",
        "file photo",
        "image:",
        "picture:",
        "credit:",
    ]
    .iter()
    .any(|start| lower.starts_with(start));
    let agency = inner.split_once('/').is_some_and(|(agency, name)| {
        let name = name.trim();
        words::at_most(name, 4)
            && words::at_most(agency, 3)
            && agency.starts_with(char::is_uppercase)
            && name.starts_with(char::is_uppercase)
            && name.contains(' ')
            && !inner.contains(|c: char| c.is_ascii_digit())
    });
    words::at_most(inner, 12) && (named || agency)
}

/// Skips the titles of other articles that stand below a heading such as "Related articles".
///
/// The list goes on until a sentence. If that follows the heading at once, the heading was one of
/// the article's own.
fn related_lists(blocks: &[Block], keys: &[Option<String>], end: usize, verdicts: &mut [Verdict]) {
    let mut i = end;
    while i < blocks.len() {
        // Below "Topics" stand names of one to three words; below the others, headlines.
        let (reason, longest) = match verdicts[i] {
            Verdict::Skip("related list") => ("related list", LONGEST_HEADLINE),
            Verdict::Skip("topics") => ("topics", 3),
            _ => {
                i += 1;
                continue;
            }
        };
        let from = i + 1;
        let is_title = |j: &usize| {
            matches!(verdicts[*j], Verdict::Skip(other) if other != "related list" && other != "topics")
                || verdicts[*j] == Verdict::Keep
                    && keys[*j].is_some()
                    && words::at_most(&blocks[*j].text, longest)
                    && !blocks[*j]
                        .text
                        .ends_with(['.', '!', '…', '"', '”', '。', '！', '」'])
        };
        let to = from + (from..blocks.len()).take_while(is_title).count();
        if from == to && to < blocks.len() && reason == "related list" {
            verdicts[i] = Verdict::Keep;
        }
        for verdict in &mut verdicts[from..to] {
            if *verdict == Verdict::Keep {
                *verdict = Verdict::Skip(reason);
            }
        }
        i = to.max(from);
    }
}

/// Skips the title and the author's name where they stand again after the article.
fn repeats_after(
    document: &Document,
    keys: &[Option<String>],
    end: usize,
    verdicts: &mut [Verdict],
) {
    let known: Vec<String> = [&document.title, &document.byline]
        .into_iter()
        .flatten()
        .map(|text| words::key(head::without_by(text)))
        .collect();
    for i in end..keys.len() {
        // "Ann Lee in Oslo", "Ann Lee (Oslo)".
        let signed = |key: &String| {
            known.iter().any(|name| {
                key.strip_prefix(name.as_str()).is_some_and(|rest| {
                    rest.is_empty() || rest.starts_with(' ') && words::at_most(rest, 4)
                })
            })
        };
        let again = keys[i].as_ref().is_some_and(signed)
            && !words::ends_sentence(document.blocks[i].text.trim_end_matches(')'));
        if again && verdicts[i] == Verdict::Keep {
            verdicts[i] = Verdict::Skip("repeats the title or the author");
        }
        let date = keys[i].as_deref().is_some_and(dates::is_date);
        let stands_alone =
            document.blocks[i].kind == BlockKind::Paragraph && document.date.is_some();
        if date && stands_alone && verdicts[i] == Verdict::Keep {
            verdicts[i] = Verdict::Skip("page details");
        }
    }
}

fn carry_out(document: &mut Document, verdicts: &[Verdict]) {
    let blocks = std::mem::take(&mut document.blocks);
    for (mut block, verdict) in blocks.into_iter().zip(verdicts) {
        match verdict {
            Verdict::Skip(reason) => {
                let source = block.source.span();
                document.skip(&block.text, source, reason);
                continue;
            }
            Verdict::Is(kind) => {
                block.kind = *kind;
                block.level = u8::from(*kind == BlockKind::Title);
            }
            Verdict::Keep => {}
        }
        document.blocks.push(block);
    }
    document.skipped.sort_by_key(|s| s.source.start);
}
