//! Names of sections, and lines of them.

use super::words;

/// Whether the text is a list of section names, most of them well known and none of them like the
/// name of a person.
pub(super) fn is_topic_line(text: &str) -> bool {
    let known = |parts: &[&str]| parts.iter().filter(|p| is_topic(&words::key(p))).count();
    let parts: Vec<&str> = text
        .split([',', '|', '/', '•', '·', '>'])
        .map(str::trim)
        .collect();
    parts.len() <= 6
        && parts.iter().all(|part| {
            (words::at_most(part, 1) || is_topic(&words::key(part)))
                && part.starts_with(char::is_uppercase)
                && !words::ends_sentence(part)
        })
        && known(&parts) * 2 >= parts.len()
        && known(&parts) > 0
}

/// Names that sections of newspapers and magazines have.
pub(super) fn is_topic(key: &str) -> bool {
    const TOPICS: [&str; 73] = [
        "news",
        "world",
        "politics",
        "business",
        "economy",
        "markets",
        "finance",
        "money",
        "health",
        "science",
        "technology",
        "tech",
        "education",
        "environment",
        "climate",
        "climate change",
        "culture",
        "arts",
        "books",
        "film",
        "music",
        "television",
        "theatre",
        "sport",
        "sports",
        "football",
        "opinion",
        "comment",
        "analysis",
        "features",
        "lifestyle",
        "life",
        "style",
        "fashion",
        "food",
        "travel",
        "property",
        "society",
        "community",
        "children",
        "youth",
        "women",
        "gender",
        "human rights",
        "rights",
        "law",
        "justice",
        "crime",
        "security",
        "defence",
        "migration",
        "development",
        "energy",
        "agriculture",
        "labour",
        "employment",
        "housing",
        "transport",
        "tourism",
        "trade",
        "media",
        "religion",
        "history",
        "local",
        "international",
        "national",
        "global",
        "video",
        "videos",
        "podcasts",
        "magazine",
        "blog",
        "interviews",
    ];
    TOPICS.contains(&key)
}
