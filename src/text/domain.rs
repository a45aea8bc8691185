//! The endings of the names of hosts and files.

/// Top-level domains that make a dotted name a domain, in lower case. Sorted.
#[rustfmt::skip]
pub(super) static DOMAINS: &[&str] = &[
    "ac", "ae", "ai", "app", "ar", "at", "au", "bd", "be", "bg", "biz", "blog", "br", "ca", "cc", "ch", "cl", "cn",
    "co", "com", "cy", "cz", "de", "dev", "dk", "edu", "ee", "eg", "es", "eu", "fi", "fm", "fr", "gg", "gh", "gl",
    "gov", "gr", "hk", "hr", "hu", "id", "ie", "il", "in", "info", "int", "io", "ir", "is", "it", "jp", "ke", "kr",
    "la", "li", "lk", "lt", "lu", "lv", "ly", "me", "mil", "mobi", "mt", "museum", "mx", "my", "name", "net", "news",
    "ng", "nl", "no", "np", "nz", "online", "org", "pe", "ph", "pk", "pl", "pt", "qa", "ro", "rs", "ru", "sa", "se",
    "sg", "shop", "si", "site", "sk", "store", "tech", "th", "to", "tr", "tv", "tw", "ua", "uk", "us", "vn",
    "website", "wiki", "xyz", "za", "zw",
];

/// Domains that are said as words.
pub(super) fn domain_word(part: &str) -> bool {
    matches!(
        part,
        "com"
            | "net"
            | "org"
            | "info"
            | "gov"
            | "name"
            | "museum"
            | "blog"
            | "app"
            | "dev"
            | "shop"
            | "site"
            | "store"
            | "online"
            | "tech"
            | "wiki"
            | "news"
            | "website"
            | "co"
            | "me"
            | "biz"
            | "mil"
    )
}

/// File name endings. Sorted.
#[rustfmt::skip]
pub(super) static FILES: &[&str] = &[
    "aac", "apk", "asp", "aspx", "avi", "bak", "bat", "bin", "bmp", "c", "cfg", "conf", "cpp", "cs", "css", "csv",
    "dat", "db", "deb", "dll", "dmg", "doc", "docx", "epub", "exe", "flac", "gif", "go", "gz", "h", "htm", "html",
    "ico", "ini", "ipynb", "iso", "jar", "java", "jpeg", "jpg", "js", "json", "jsx", "lock", "log", "lua", "m", "md",
    "mkv", "mov", "mp3", "mp4", "mpeg", "mpg", "odt", "ogg", "out", "pdf", "php", "png", "ppt", "pptx", "ps", "psd", "py",
    "rar", "rb", "rs", "rtf", "sh", "sql", "svg", "swift", "tar", "tex", "tgz", "tiff", "toml", "ts", "tsv", "tsx",
    "txt", "wav", "webm", "webp", "wma", "xhtml", "xls", "xlsx", "xml", "yaml", "yml", "zip",
];

/// File endings that are said as words.
pub(super) fn file_word(part: &str) -> Option<&'static str> {
    Some(match part {
        "doc" => "doc",
        "zip" => "zip",
        "bat" => "bat",
        "bin" => "bin",
        "log" => "log",
        "tar" => "tar",
        "wav" => "wave",
        "jpg" | "jpeg" => "j peg",
        "mpg" | "mpeg" => "m peg",
        "gif" => "gif",
        "lock" => "lock",
        "json" => "json",
        "yaml" => "yaml",
        "toml" => "toml",
        "java" => "java",
        "swift" => "swift",
        "jar" => "jar",
        "docx" => "doc x",
        "conf" => "conf",
        "flac" => "flac",
        "go" => "go",
        "out" => "out",
        _ => return None,
    })
}
