//! The lines above an article: title, author and date stay, what a page puts between them goes.

use super::topics::{is_topic, is_topic_line};
use super::{Verdict, dates, words};
use crate::article::{Block, BlockKind, Document};

/// Judges the blocks before `end`, the first block of running text.
pub(super) fn judge(
    document: &mut Document,
    keys: &[Option<String>],
    end: usize,
    verdicts: &mut [Verdict],
) {
    let head = Head {
        blocks: &document.blocks[..end],
        keys: &keys[..end],
    };
    head.navigation(verdicts);
    let slogans = head.slogans(verdicts);
    for i in slogans {
        verdicts[i] = Verdict::Skip("slogan");
    }
    let date = head.dates(verdicts);
    head.topics(verdicts);
    let byline = head.byline(verdicts);
    if let (Some(byline), Some(date)) = (byline, date) {
        head.between(byline, date, verdicts);
    }
    if let Some(office) = byline.and_then(|byline| head.office(byline + 1, verdicts)) {
        verdicts[office] = Verdict::Skip("page details");
    }
    let title = head.title(verdicts);
    if let Some(title) = title {
        head.repeats(title, verdicts);
        head.above(title, verdicts);
        verdicts[title] = Verdict::Is(BlockKind::Title);
    }
    let text = |i: usize| document.blocks[i].text.clone();
    document.title = document.title.take().or(title.map(text));
    document.date = document.date.take().or(date.map(text));
    document.byline = document
        .byline
        .take()
        .or(byline.map(|i| author(&document.blocks[i].text)));
}

struct Head<'a> {
    blocks: &'a [Block],
    keys: &'a [Option<String>],
}

/// In words.
const LONGEST_TITLE: usize = 25;

impl Head<'_> {
    /// The blocks still to be judged, with their keys.
    fn open<'v>(
        &self,
        verdicts: &'v [Verdict],
    ) -> impl Iterator<Item = (usize, &str)> + use<'_, 'v> {
        let keys = self.keys.iter().enumerate();
        keys.filter(|&(i, _)| verdicts[i] == Verdict::Keep)
            .filter_map(|(i, key)| Some((i, key.as_deref()?)))
    }

    /// Whether something else than the article's own words stands here.
    fn has_furniture(&self, verdicts: &[Verdict]) -> bool {
        verdicts[..self.blocks.len()]
            .iter()
            .any(|v| matches!(v, Verdict::Skip(_)))
    }

    /// Three or more short lines together, most of them names of sections.
    fn navigation(&self, verdicts: &mut [Verdict]) {
        let short = |i: usize| {
            let text = &self.blocks[i].text;
            words::at_most(text, 3) && !words::ends_sentence(text) && !text.contains(',')
        };
        let mut from = 0;
        while from < self.blocks.len() {
            let len = (from..self.blocks.len()).take_while(|&i| short(i)).count();
            let run = from..from + len;
            let known = |&i: &usize| {
                matches!(verdicts[i], Verdict::Skip(_))
                    || self.keys[i].as_deref().is_some_and(is_topic)
            };
            if len >= 3 && run.clone().filter(known).count() * 3 >= len * 2 {
                for i in run {
                    if self.keys[i].as_deref().is_some_and(is_topic) {
                        verdicts[i] = Verdict::Skip("navigation");
                    }
                }
            }
            from += len + 1;
        }
    }

    /// Lines such as "Be bold. Read on.": two or three tiny sentences, one of them an invitation.
    fn slogans(&self, verdicts: &[Verdict]) -> Vec<usize> {
        if !self.has_furniture(verdicts) {
            return Vec::new();
        }
        self.open(verdicts)
            .filter(|&(i, _)| is_slogan(&self.blocks[i].text))
            .map(|(i, _)| i)
            .collect()
    }

    /// Date lines; the first is the article's.
    fn dates(&self, verdicts: &mut [Verdict]) -> Option<usize> {
        let found: Vec<usize> = self
            .open(verdicts)
            .filter(|&(i, key)| dates::is_date(key) || has_date_part(&self.blocks[i].text))
            .map(|(i, _)| i)
            .collect();
        for &i in &found {
            verdicts[i] = Verdict::Is(BlockKind::Date);
        }
        found.first().copied()
    }

    /// A line of section names beside the date or beside furniture.
    fn topics(&self, verdicts: &mut [Verdict]) {
        let marked = |i: Option<usize>, verdicts: &[Verdict]| {
            i.filter(|&i| i < self.blocks.len())
                .is_some_and(|i| verdicts[i] != Verdict::Keep)
        };
        let found: Vec<usize> = self
            .open(verdicts)
            .filter(|&(i, _)| {
                let near = marked(i.checked_sub(1), verdicts) || marked(Some(i + 1), verdicts);
                near && is_topic_line(&self.blocks[i].text)
            })
            .map(|(i, _)| i)
            .collect();
        for i in found {
            verdicts[i] = Verdict::Skip("topic line");
        }
    }

    /// The author line: "By Ann Smith".
    fn byline(&self, verdicts: &mut [Verdict]) -> Option<usize> {
        let (found, _) = self
            .open(verdicts)
            .find(|&(i, _)| is_byline(&self.blocks[i].text))?;
        verdicts[found] = Verdict::Is(BlockKind::Byline);
        Some(found)
    }

    /// What stands between the author and the date: "Staff Writer".
    fn between(&self, byline: usize, date: usize, verdicts: &mut [Verdict]) {
        let between = byline.min(date) + 1..byline.max(date);
        let lines = self.blocks[between.clone()].iter();
        for (block, verdict) in lines.zip(&mut verdicts[between]) {
            let short = words::at_most(&block.text, 5) && !words::ends_sentence(&block.text);
            if *verdict == Verdict::Keep && block.kind == BlockKind::Paragraph && short {
                *verdict = Verdict::Skip("page details");
            }
        }
    }

    /// The line below the author that says what they are: "Sentinel staff writer".
    fn office(&self, at: usize, verdicts: &[Verdict]) -> Option<usize> {
        const OFFICES: [&str; 6] = [
            "writer",
            "reporter",
            "correspondent",
            "editor",
            "columnist",
            "staff",
        ];
        let block = self.blocks.get(at)?;
        let last = self.keys[at].as_deref()?.rsplit(' ').next()?;
        let fits = verdicts[at] == Verdict::Keep
            && block.kind == BlockKind::Paragraph
            && words::at_most(&block.text, 5)
            && !words::ends_sentence(&block.text)
            && OFFICES.contains(&last);
        fits.then_some(at)
    }

    /// What is marked as the title, or the first line that can be a headline.
    fn title(&self, verdicts: &[Verdict]) -> Option<usize> {
        let marked = self.blocks.iter().position(|b| {
            b.kind == BlockKind::Title || (b.kind == BlockKind::Heading && b.level == 1)
        });
        let marked = marked.filter(|&i| verdicts[i] == Verdict::Keep);
        marked.or_else(|| self.headline(verdicts))
    }

    /// The first line that can be one, unless that is only the name of the site: short, with
    /// furniture below it and a longer line after that.
    fn headline(&self, verdicts: &[Verdict]) -> Option<usize> {
        let mut lines = self.open(verdicts).filter(|&(i, _)| self.can_be_title(i));
        let (first, key) = lines.next()?;
        let longer = lines.find(|(_, other)| !words::at_most(other, 3));
        let furniture = matches!(verdicts.get(first + 1), Some(Verdict::Skip(_)));
        let again = self
            .keys
            .iter()
            .flatten()
            .filter(|k| k.contains(key))
            .count()
            > 1;
        let site = furniture && words::at_most(key, 3) && !again;
        longer.filter(|_| site).map(|(i, _)| i).or(Some(first))
    }

    fn can_be_title(&self, i: usize) -> bool {
        let block = &self.blocks[i];
        let text = &block.text;
        matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading)
            && words::at_most(text, LONGEST_TITLE)
            && !text.ends_with(['.', ',', ';', ':'])
            && text.contains(char::is_alphabetic)
    }

    /// The name of the site: a line of a few words above the title, where furniture stands as well.
    fn above(&self, title: usize, verdicts: &mut [Verdict]) {
        if !verdicts[..title]
            .iter()
            .any(|v| matches!(v, Verdict::Skip(_)))
        {
            return;
        }
        for (block, verdict) in self.blocks.iter().zip(verdicts).take(title) {
            let text = &block.text;
            let name = words::at_most(text, 4)
                && !words::ends_sentence(text)
                && !text.contains(['|', ',', ':']);
            if name && *verdict == Verdict::Keep {
                *verdict = Verdict::Skip("name of the site");
            }
        }
    }

    /// What only says the title again, with a form of address or the name of the site; and any
    /// line that stands here twice.
    fn repeats(&self, title: usize, verdicts: &mut [Verdict]) {
        let title_key = self.keys[title].clone().unwrap_or_default();
        let mut seen: Vec<&str> = Vec::new();
        let open: Vec<(usize, &str)> = self.open(verdicts).collect();
        for (i, key) in open {
            let again = i != title && (says_again(key, &title_key) || seen.contains(&key));
            if again {
                verdicts[i] = Verdict::Skip("repeats the title or a name");
            } else if seen.len() < MOST_SEEN {
                seen.push(key);
            }
        }
    }
}

/// Whether one of the parts of a short line is a date: "Staff and agencies | May 8, 2020".
fn has_date_part(text: &str) -> bool {
    if let Some((name, date)) = text.split_once(", ")
        && words::at_most(name, 4)
        && words::is_title_case(name)
        && !is_byline(text)
        && !is_topic(&words::key(name))
        && dates::is_date(&words::key(date))
        && text.bytes().filter(u8::is_ascii_digit).count() >= 5
    {
        return true;
    }
    let mut parts = text.split(['|', '·', '•']);
    words::at_most(text, 14)
        && !is_byline(text)
        && text.contains(['|', '·', '•'])
        && parts.any(|part| dates::is_date(&words::key(part)))
}

/// A head of more lines than this is no head, and comparing them all would take long.
const MOST_SEEN: usize = 64;

/// Whether `key` is the title with a form of address before it or the name of the site after it.
fn says_again(key: &str, title: &str) -> bool {
    const ADDRESS: [&str; 22] = [
        "he",
        "hon",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "professor",
        "sir",
        "dame",
        "rev",
        "amb",
        "ambassador",
        "minister",
        "president",
        "his",
        "her",
        "excellency",
        "the",
        "honourable",
        "honorable",
        "by",
    ];
    if title.is_empty() {
        return false;
    }
    if let Some(rest) = key.strip_prefix(title) {
        return rest.is_empty() || (rest.starts_with(" |") && rest.len() <= 60);
    }
    key.strip_suffix(title)
        .and_then(|before| before.strip_suffix(' '))
        .is_some_and(|before| before.split(' ').all(|w| ADDRESS.contains(&w)))
}

fn is_slogan(text: &str) -> bool {
    const INVITES: [&str; 24] = [
        "be",
        "join",
        "stay",
        "get",
        "discover",
        "explore",
        "read",
        "learn",
        "follow",
        "sign",
        "subscribe",
        "support",
        "share",
        "watch",
        "listen",
        "connect",
        "make",
        "take",
        "find",
        "know",
        "think",
        "act",
        "start",
        "meet",
    ];
    let sentences: Vec<&str> = text
        .split_inclusive(['.', '!'])
        .map(str::trim)
        .filter(|s| !s.is_empty())
        .collect();
    (2..=4).contains(&sentences.len())
        && sentences
            .iter()
            .all(|s| words::ends_sentence(s) && words::at_most(s, 4))
        && sentences.iter().any(|s| {
            let first = s.split_whitespace().next().unwrap_or("").to_lowercase();
            INVITES.contains(&first.as_str())
        })
}

/// Whether the text announces an author and says nothing else.
pub(in crate::article) fn is_byline(text: &str) -> bool {
    let Some(rest) = after_by(text) else {
        return false;
    };
    let rest = rest.strip_prefix("our ").map_or(rest, |ours| {
        ours.trim_start_matches(|c: char| c.is_lowercase() || c == ' ')
    });
    words::at_most(rest, 12)
        && !words::ends_sentence(rest)
        && rest.starts_with(|c: char| c.is_uppercase() || c == '@' || c == '[')
        && rest
            .split_whitespace()
            .filter(|w| w.starts_with(char::is_lowercase))
            .count()
            <= 4
}

/// How author lines begin in languages whose word for "by" means other things as well.
const OTHER_STARTS: [&str; 9] = [
    "von", "par", "por", "di", "door", "av", "af", "texte", "texto",
];

/// The names of an author line in any of these languages.
pub(super) fn without_by(text: &str) -> &str {
    let (first, rest) = text.split_once(' ').unwrap_or(("", text));
    let first = first.to_lowercase();
    match OTHER_STARTS.contains(&first.trim_end_matches(':')) {
        true => rest,
        false => text,
    }
}

/// Whether the text announces an author in one of the languages whose word for "by" means other
/// things as well, so that only a name may follow: "Von Ada Berg".
#[cfg(feature = "html")]
pub(in crate::article) fn is_other_byline(text: &str) -> bool {
    // "par Maëlle Quéré, envoyée spéciale à Saint-Malo".
    let text = text.split_once(", ").map_or(text, |(name, _)| name);
    let mut words = text.split_whitespace();
    let first = words
        .next()
        .unwrap_or("")
        .trim_end_matches(':')
        .to_lowercase();
    let name =
        |w: &str| w.starts_with(char::is_uppercase) || matches!(w, "und" | "et" | "y" | "de");
    OTHER_STARTS.contains(&first.as_str())
        && (1..=6).contains(&words.clone().count())
        && words.all(name)
        && !words::ends_sentence(text)
}

/// What follows the word that announces an author.
fn after_by(text: &str) -> Option<&str> {
    const STARTS: [&str; 10] = [
        "by",
        "reported by",
        "reporting by",
        "written by",
        "words by",
        "story by",
        "text by",
        "posted by",
        "author",
        "from our correspondent",
    ];
    STARTS.iter().find_map(|start| {
        let rest = text
            .get(..start.len())
            .filter(|s| s.eq_ignore_ascii_case(start))?;
        let rest = &text[rest.len()..];
        let name = rest.trim_start_matches([':', ' ', '\u{a0}']);
        (name.len() < rest.len() && !name.is_empty()).then_some(name)
    })
}

/// The names in an author line.
pub(in crate::article) fn author(text: &str) -> String {
    #[cfg(feature = "html")]
    if is_other_byline(text) {
        return without_by(text).trim().to_owned();
    }
    after_by(text).unwrap_or(text).trim().to_owned()
}
