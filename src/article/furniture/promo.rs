//! Lines between the paragraphs that speak of the site and not of the subject: "Follow us on Google
//! News", "You can sign up here for our newsletter", "We may earn a commission".
//!
//! A table of wordings cannot hold them all, but they are made alike: a verb that invites, what it
//! invites to, and mostly a link or emphasis.

use crate::article::{Look, words};

/// What a line of that kind is, if it is one; `key` is the key of the text.
pub(super) fn reason(text: &str, key: &str, look: Look) -> Option<&'static str> {
    if text.starts_with(QUOTES) {
        return None;
    }
    let hints = Hints::of(key);
    if hints.disclosure && is_disclosure(key) {
        return Some("disclosure");
    }
    // An address that is written out is a link too.
    let look = Look {
        linked: look.linked || text.contains("://"),
        ..look
    };
    let shown = look.linked || look.styled;
    if !(hints.strong || hints.target || shown && hints.shown_target) {
        return None;
    }
    let (mut all, mut promotional) = (0, 0);
    for sentence in sentences(text) {
        all += usize::from(sentence.contains(' '));
        if hints.strong || begins_with_invitation(sentence) {
            let key = words::key(sentence);
            let parts: Vec<&str> = key.split(' ').collect();
            promotional += usize::from(parts.len() > 1 && invites(&key, &parts, look));
        }
    }
    (promotional > 0 && promotional * 2 >= all).then_some("invitation")
}

/// What single words of a text make worth a closer look.
#[derive(Debug, Default)]
struct Hints {
    disclosure: bool,
    strong: bool,
    target: bool,
    shown_target: bool,
}

impl Hints {
    fn of(key: &str) -> Hints {
        let mut hints = Hints::default();
        for word in key.split(' ') {
            match word {
                "affiliate" | "commission" | "purchases" | "sponsored" | "partnership" => {
                    hints.disclosure = true;
                }
                "subscribe" | "sign" | "abonnez" | "inscrivez" | "abonnieren" | "suscríbete"
                | "suscríbase" | "assine" | "iscriviti" | "download" | "app" | "choose" => {
                    hints.strong = true;
                }
                "newsletter" | "newsletters" | "apps" | "inbox" | "twitter" | "facebook"
                | "instagram" | "youtube" | "telegram" | "whatsapp" | "linkedin" | "tiktok"
                | "pinterest" | "threads" | "bluesky" | "mastodon" | "snapchat" | "flipboard"
                | "google" | "apple" | "channel" | "podcast" | "homepage" | "website" | "site"
                | "mailing" | "push" | "alerts" | "letter" | "letters" | "forums" | "comments"
                | "coverage" | "stories" | "reporters" | "community" | "blog" | "first"
                | "consider" | "thanks" | "thank" | "experience" | "contributed" | "subscribed"
                | "signing" | "@" => hints.target = true,
                "here" | "us" | "our" | "news" | "full" | "article" | "story" | "click"
                | "subscription" | "membership" | "member" | "email" | "updates" | "guide"
                | "deals" | "my" | "tip" | "tips" | "episode" | "archive" | "link"
                | "information" | "question" | "something" | "more" | "latest" | "stay"
                | "hear" => {
                    hints.shown_target = true;
                }
                _ => {}
            }
        }
        hints
    }
}

/// Whether one of the first words of a sentence invites, or they open an invitation.
fn begins_with_invitation(sentence: &str) -> bool {
    let mut first = sentence.split_whitespace().take(5);
    first.any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        INVITES.iter().any(|verb| verb.eq_ignore_ascii_case(word))
    }) || is_opening(sentence)
}

/// Whether a sentence may begin with one of [`FIRST`] or [`OPENINGS`], by its first word.
fn is_opening(sentence: &str) -> bool {
    let first = sentence.split_whitespace().next().unwrap_or("");
    let first = first.trim_matches(|c: char| !c.is_alphanumeric());
    let openings = FIRST.iter().chain(&OPENINGS);
    openings
        .filter_map(|opening| opening.split(' ').next())
        .any(|opening| opening.eq_ignore_ascii_case(first))
}

const QUOTES: [char; 6] = ['“', '"', '„', '«', '‘', '»'];

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .match_indices(['.', '!', '?'])
            .map(|(at, sign)| at + sign.len())
            .find(|&end| rest[end..].starts_with(char::is_whitespace));
        let (sentence, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after.trim_start();
        Some(sentence)
    })
}

/// "If you buy through our links, we may earn a commission."
fn is_disclosure(key: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|w| contains(key, w));
    let affiliate = has(&["affiliate"])
        && has(&[
            "link",
            "links",
            "commission",
            "commissions",
            "program",
            "programme",
            "partner",
            "partners",
        ]);
    let earns = has(&[
        "earn a commission",
        "earn a small commission",
        "earn commission",
        "earn an affiliate commission",
        "receive a commission",
        "get a commission",
        "get a share of",
        "earn from qualifying purchases",
    ]);
    let sponsored = has(&["sponsored by", "in partnership with", "paid partnership"])
        && has(&[
            "this post is",
            "this article is",
            "this article was",
            "this content is",
        ]);
    sponsored
        || (affiliate || earns) && has(&["we", "our", "us", "i", "my", "site", "may", "purchases"])
}

/// Whether the words stand in the key, as whole words.
fn contains(key: &str, words: &str) -> bool {
    key.match_indices(words).any(|(at, _)| {
        let before = key[..at].chars().next_back();
        let after = key[at + words.len()..].chars().next();
        before.is_none_or(|c| c == ' ') && after.is_none_or(|c| c == ' ')
    })
}

/// Verbs with which such lines begin, or after a few words such as "you can" and "please".
const INVITES: [&str; 62] = [
    "follow",
    "subscribe",
    "sign",
    "download",
    "join",
    "check",
    "read",
    "watch",
    "listen",
    "visit",
    "get",
    "like",
    "send",
    "email",
    "share",
    "stay",
    "support",
    "contact",
    "submit",
    "register",
    "see",
    "find",
    "click",
    "tap",
    "try",
    "give",
    "tell",
    "tweet",
    "connect",
    "add",
    "keep",
    "receive",
    "discover",
    "explore",
    "buy",
    "shop",
    "donate",
    "become",
    "install",
    "browse",
    "leave",
    "let",
    "book",
    "request",
    "report",
    "catch",
    "tune",
    "abonnez",
    "inscrivez",
    "suivez",
    "retrouvez",
    "téléchargez",
    "abonnieren",
    "folgen",
    "melden",
    "suscríbete",
    "síguenos",
    "seguir",
    "descarga",
    "siga",
    "iscriviti",
    "seguici",
];

/// What they invite to, one of which is enough where a verb invites.
const TARGETS: [&str; 46] = [
    "newsletter",
    "newsletters",
    "app",
    "apps",
    "inbox",
    "twitter",
    "facebook",
    "instagram",
    "youtube",
    "telegram",
    "whatsapp",
    "linkedin",
    "tiktok",
    "pinterest",
    "threads",
    "bluesky",
    "mastodon",
    "snapchat",
    "flipboard",
    "google news",
    "apple news",
    "app store",
    "google play",
    "our channel",
    "youtube channel",
    "our podcast",
    "our homepage",
    "homepage",
    "our website",
    "our site",
    "mailing list",
    "push notifications",
    "breaking news alerts",
    "email alerts",
    "text alerts",
    "letter to the editor",
    "letters to the editor",
    "our forums",
    "comments below",
    "in the comments",
    "our coverage",
    "our stories",
    "more stories",
    "our reporters",
    "our community",
    "our live blog",
];

/// What they may invite to where there is a link, or all is emphasised.
const SHOWN_TARGETS: [&str; 27] = [
    "here",
    "us",
    "our",
    "podcast",
    "more news",
    "latest news",
    "full story",
    "full article",
    "this article",
    "this story",
    "click",
    "alerts",
    "coverage",
    "subscription",
    "membership",
    "a member",
    "by email",
    "updates",
    "guide",
    "deals",
    "my work",
    "my website",
    "tip",
    "tips",
    "episode",
    "archive",
    "link",
];

/// Words with which only an invitation begins.
const FIRST: [&str; 12] = [
    "be the first to get",
    "be the first to know",
    "consider supporting",
    "consider subscribing",
    "consider donating",
    "thanks for reading",
    "thank you for reading",
    "choose your plan",
    "get the full experience",
    "already contributed",
    "already subscribed",
    "by signing up you",
];

/// Words that only an invitation has, wherever in it they stand; [`Hints`] knows a word of each.
const STRONG: [&str; 15] = [
    "subscribe to our",
    "subscribe now",
    "sign up for our",
    "sign up to our",
    "abonnez vous",
    "inscrivez vous à notre",
    "abonnieren sie unseren",
    "abonnieren sie den",
    "abonnieren sie unsere",
    "suscríbete a nuestra",
    "como esta suscríbete",
    "suscríbase a nuestra",
    "assine nossa",
    "iscriviti alla",
    "download our app",
];

/// Questions and wishes that lead to an invitation.
const OPENINGS: [&str; 22] = [
    "do you have a story",
    "do you have a tip",
    "do you have information",
    "have a story",
    "have a tip",
    "have a question about",
    "have you got a story",
    "got a story",
    "got a tip",
    "got a news tip",
    "got a confidential tip",
    "know something",
    "want to read more",
    "want more",
    "want the latest",
    "want to stay",
    "for all the latest",
    "for more stories",
    "for more news",
    "for the latest",
    "to stay up to date",
    "we want to hear",
];

/// Whether a sentence, given as its key and the words of that, invites to something of the site's.
fn invites(key: &str, parts: &[&str], look: Look) -> bool {
    let shown = look.linked || look.styled;
    let has = |words: &[&str]| words.iter().any(|w| contains(key, w));
    if FIRST.iter().any(|f| key.starts_with(f)) {
        return true;
    }
    if shown && OPENINGS.iter().any(|o| key.starts_with(o)) {
        return true;
    }
    if parts.len() <= 30 && has(&STRONG) {
        return true;
    }
    let lead = parts.iter().take(4).position(|word| INVITES.contains(word));
    let Some(at) = lead else { return false };
    let before = &parts[..at];
    let polite = before.iter().all(|w| {
        matches!(
            *w,
            "you"
                | "can"
                | "please"
                | "also"
                | "to"
                | "and"
                | "or"
                | "dont"
                | "forget"
                | "puedes"
                | "lesen"
                | "sie"
                | "puede"
                | "vous"
                | "pouvez"
        ) || !w.chars().any(char::is_alphanumeric)
    });
    let ours = has(&[
        "us", "our", "me", "my", "here", "your", "this", "@", "vous", "nos", "unser", "uns",
    ]);
    const NETWORKS: [&str; 6] = [
        "twitter",
        "facebook",
        "instagram",
        "youtube",
        "whatsapp",
        "tiktok",
    ];
    let networks = NETWORKS.iter().filter(|n| contains(key, n)).count();
    let signs = key.starts_with("sign up") && ours;
    signs
        || polite
            && (networks >= 2 || has(&TARGETS) && (shown || ours) || shown && has(&SHOWN_TARGETS))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINKED: Look = Look {
        linked: true,
        styled: false,
        term: false,
        definition: false,
    };

    fn said(text: &str, look: Look) -> Option<&'static str> {
        reason(text, &words::key(text), look)
    }

    #[test]
    fn lines_about_the_site() {
        for line in [
            "You can sign up here to receive our space newsletter every Thursday.",
            "Follow PhoneRumours on Google News",
            "Follow me on Twitter or LinkedIn. Check out my website or some of my work here.",
            "Visit the Insider homepage for more stories.",
            "FTC: We use income earning auto affiliate links. More.",
            "Download the KZTV app for the latest news on the go",
        ] {
            assert!(said(line, LINKED).is_some(), "{line}");
        }
        assert!(said("Follow us on Twitter and Facebook.", Look::default()).is_some());
    }

    #[test]
    fn strong_words_are_hinted_at() {
        for words in STRONG {
            assert!(Hints::of(words).strong, "{words}");
        }
        for words in TARGETS.iter().chain(&FIRST) {
            let hints = Hints::of(words);
            assert!(hints.strong || hints.target, "{words}");
        }
        for words in SHOWN_TARGETS.iter().chain(&OPENINGS) {
            let hints = Hints::of(words);
            assert!(
                hints.strong || hints.target || hints.shown_target,
                "{words}"
            );
        }
    }

    #[test]
    fn lines_about_the_subject() {
        for line in [
            "Read the minutes of the council before you vote.",
            "Facebook and Twitter were told of the flaw in March.",
            "“Follow us on Twitter,” the sign said.",
            "Watch the tide: it comes in faster than it goes out.",
            "To get a seat she had to sign a form and wait for two hours.",
            "The affiliate of the bank was sold in May.",
        ] {
            assert_eq!(said(line, LINKED), None, "{line}");
        }
        let plain = "Share the dough into six and leave it in a warm place.";
        assert_eq!(said(plain, Look::default()), None);
    }
}
