//! Articles in, documents out: case files, and properties that hold for any input.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use rhapsode::article::{self, Block, BlockKind, Document, Format, Inline, Options, SpeakerLabels};

/// Every case of every file in `tests/cases/article`; see the file `README` there.
#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/article");
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let format = match path.extension().and_then(|e| e.to_str()) {
            Some("text") => Format::Text,
            Some("markdown") => Format::Markdown,
            Some("html") => Format::Html,
            _ => continue,
        };
        for case in parse_cases(&path) {
            count += 1;
            let found = article::read(case.input.as_bytes(), format, &case.options);
            let found = found.map_or_else(|e| format!("error: {e}\n"), |d| show(&d));
            if found != case.expected {
                wrong.push(format!(
                    "{}:{}: {}\n--- expected\n{}--- found\n{found}",
                    path.display(),
                    case.line,
                    case.name,
                    case.expected
                ));
            }
        }
    }
    assert!(count >= 20, "only {count} cases found");
    assert!(
        wrong.is_empty(),
        "{} of {count} cases:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

struct Case {
    name: String,
    line: usize,
    options: Options,
    input: String,
    expected: String,
}

fn parse_cases(path: &Path) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut expects = false;
    for (i, line) in fs::read_to_string(path).unwrap().lines().enumerate() {
        let here = format!("{}:{}", path.display(), i + 1);
        if let Some(name) = line.strip_prefix("%% case ") {
            let name = name.to_owned();
            let (input, expected) = (String::new(), String::new());
            let options = Options::default();
            cases.push(Case {
                name,
                line: i + 1,
                options,
                input,
                expected,
            });
            expects = false;
        } else if let Some(option) = line.strip_prefix("%% option ") {
            let case = cases
                .last_mut()
                .unwrap_or_else(|| panic!("{here}: no case yet"));
            set_option(&mut case.options, option.trim(), &here);
        } else if line == "%% expected" {
            expects = true;
        } else if line.starts_with("%%") {
            panic!("{here}: unknown line {line:?}");
        } else if let Some(case) = cases.last_mut() {
            let part = if expects {
                &mut case.expected
            } else {
                &mut case.input
            };
            if !(expects && line.trim().is_empty()) {
                writeln!(part, "{line}").unwrap();
            }
        }
    }
    cases
}

fn set_option(options: &mut Options, option: &str, here: &str) {
    match option {
        "keep everything" => options.keep_everything = true,
        "skip code" => options.skip_code = true,
        "no task states" => options.task_states = false,
        "picture descriptions" => options.image_descriptions = true,
        "labels first" => options.speaker_labels = SpeakerLabels::FirstTurn,
        "labels never" => options.speaker_labels = SpeakerLabels::Never,
        _ => panic!("{here}: unknown option {option:?}"),
    }
}

/// A document as the case files write it.
fn show(document: &Document) -> String {
    let mut out = String::new();
    let facts = [
        ("title", &document.title),
        ("byline", &document.byline),
        ("date", &document.date),
        ("lang", &document.lang),
    ];
    for (name, fact) in facts {
        if let Some(fact) = fact {
            writeln!(out, "= {name}: {fact}").unwrap();
        }
    }
    for block in &document.blocks {
        writeln!(out, "{}", show_block(block)).unwrap();
    }
    for skipped in &document.skipped {
        if skipped.reason != "rule" {
            writeln!(
                out,
                "- {}: {}",
                skipped.reason,
                skipped.text.replace('\n', "⏎")
            )
            .unwrap();
        }
    }
    out
}

fn show_block(block: &Block) -> String {
    let kind = serde_json::to_value(block.kind).unwrap();
    let mut line = kind.as_str().unwrap().replace('_', " ");
    if block.level > 0 {
        write!(line, " {}", block.level).unwrap();
    }
    if let Some(speaker) = &block.speaker {
        write!(line, " ({speaker})").unwrap();
    }
    format!("{line}: {}", block.text.replace('\n', "⏎"))
}

/// What holds for every document: no empty blocks, and maps that are in order and in bounds.
fn check(document: &Document, text: &str, verbatim: bool) -> Result<(), TestCaseError> {
    for block in &document.blocks {
        prop_assert!(!block.text.trim().is_empty());
        let (mut at, mut from) = (0, 0);
        for piece in &block.source.pieces {
            prop_assert!(piece.len > 0);
            prop_assert!(piece.text >= at && piece.source >= from, "{block:?}");
            (at, from) = (piece.text + piece.len, piece.source + piece.len);
            prop_assert!(at <= block.text.len() && from <= text.len());
            if verbatim {
                let said = &block.text[piece.text..at];
                prop_assert_eq!(Some(said), text.get(piece.source..from));
            }
        }
    }
    for skipped in &document.skipped {
        prop_assert!(skipped.source.start <= skipped.source.end);
        prop_assert!(skipped.source.end <= text.len());
        prop_assert!(!skipped.reason.is_empty());
    }
    Ok(())
}

/// All letters and digits of the source stand in a block or in what was skipped, once.
fn check_complete(document: &Document, text: &str) -> Result<(), TestCaseError> {
    let mut covered = vec![0_u8; text.len()];
    let pieces = document.blocks.iter().flat_map(|b| &b.source.pieces);
    let read = pieces.map(|p| p.source..p.source + p.len);
    for range in read.chain(document.skipped.iter().map(|s| s.source.clone())) {
        covered[range].iter_mut().for_each(|c| *c += 1);
    }
    for (i, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        prop_assert_eq!(covered[i], 1, "{:?} at {}", c, i);
    }
    Ok(())
}

/// Pieces that texts, Markdown and pages are made of, so that random input meets the rules.
fn pieces() -> impl Strategy<Value = String> {
    let common = prop::sample::select(vec![
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "    ",
        "\t",
        "- ",
        "* ",
        "1. ",
        "2. ",
        "a) ",
        "> ",
        "# ",
        "===\n",
        "---\n",
        "Q: ",
        "A: ",
        "Ann Lee\n",
        "Why?\n\n",
        "Share\n",
        "Listen to this article\n",
        "By Ann Lee\n",
        "2 July 2020\n",
        "Contents\n",
        "Tides .... 3\n",
        "well-\nknown",
        "é",
        "。",
        "\u{ad}\n",
        "The sea rises twice a day, and falls as often, in all the harbours of this long coast. ",
        "<p>",
        "</p>",
        "<b>",
        "<table><tr><td>",
        "</td>",
        "<div hidden>",
        "&amp;",
        "&#x41;",
        "<!-- ",
        "-->",
        "<script>",
        "</script>",
        "[link](x)",
        "**",
        "`",
        "```\n",
        "| a | b |\n|---|---|\n",
        "[^1]",
        "\u{feff}",
        "<v Ann>",
        "<li>",
        "<h1>",
        "<article>",
        "</div>",
        "<ruby>",
        "<rt>",
        "<svg>",
        "<template>",
        "<br>",
    ]);
    let piece =
        prop_oneof![4 => common.prop_map(str::to_owned), 1 => "\\PC{0,8}", 1 => "[ -~\n]{0,20}"];
    prop::collection::vec(piece, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn plain_text_is_complete_and_in_place(text in pieces()) {
        let Ok(document) = article::read(text.as_bytes(), Format::Text, &Options::default()) else {
            prop_assert!(text.contains('\0'));
            return Ok(());
        };
        check(&document, &text, true)?;
        check_complete(&document, &text)?;
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for format in [Format::Auto, Format::Text, Format::Html, Format::Markdown, Format::Ssml] {
            let _ = article::read(&bytes, format, &Options::default());
        }
    }

    #[test]
    fn any_text_in_any_format(text in pieces()) {
        for format in [Format::Auto, Format::Text, Format::Html, Format::Markdown] {
            if let Ok(document) = article::read(text.as_bytes(), format, &Options::default()) {
                check(&document, &text, false)?;
            }
        }
    }
}

#[test]
fn short_texts_lose_nothing() {
    for text in [
        "Listen to this article",
        "Share",
        "Search results for tides",
        "Subscribe to our newsletter",
        "Photo: Ann Lee",
        "Hello there.\n\nShare",
        "Dear Ann,\n\nThe ferry leaves at nine. Bring a coat.\n\nLove,\nBen",
    ] {
        let document = Document::from_text(text);
        assert!(
            document.skipped.is_empty(),
            "{text:?}: {:?}",
            document.skipped
        );
    }
    assert!(Document::from_text(" \n\t\n").blocks.is_empty());
    for line in ["- 5 degrees", "> 5", "# hash", "---", "1. one", "Q: why?"] {
        let document = Document::from_text(line);
        let texts: Vec<_> = document.blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(texts, [line]);
    }
}

#[test]
fn the_shared_article_loses_its_furniture_only() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/articles");
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("skipped: no ../shared/articles here");
        return;
    };
    for path in entries.map(|e| e.unwrap().path()) {
        let text = fs::read_to_string(&path).unwrap();
        let document = Document::from_text(&text);
        let skipped: usize = document.skipped.iter().map(|s| s.source.len()).sum();
        assert!(document.title.is_some() && document.date.is_some());
        assert!(
            skipped * 20 < text.len(),
            "{skipped} bytes skipped: {:?}",
            document.skipped
        );
        let reasons: Vec<_> = document.skipped.iter().map(|s| s.reason.as_str()).collect();
        for reason in [
            "search box",
            "slogan",
            "photo credit",
            "topic line",
            "audio player",
        ] {
            assert!(reasons.contains(&reason), "no {reason} in {reasons:?}");
        }
        // Every paragraph of the body stands in the document, in order.
        let mut blocks = document.blocks.iter();
        for line in text.lines().filter(|l| l.split(' ').count() > 15) {
            assert!(blocks.any(|b| b.text == line), "lost or moved: {line}");
        }
    }
}

#[test]
fn documents_by_hand() {
    let mut document = Document::default();
    document
        .blocks
        .push(Block::new(BlockKind::Heading, "Tides").at_level(2));
    document
        .blocks
        .push(Block::new(BlockKind::Quote, "They rise.").said_by("Ann"));
    let json = serde_json::to_string(&document).unwrap();
    assert_eq!(serde_json::from_str::<Document>(&json).unwrap(), document);
    assert_eq!(document.text_len(), 15);
}

#[test]
fn languages_and_sections_are_annotated() {
    let page = "<html lang=en><p>He felt <i lang=de>Fernweh</i>.</p><p>* * *</p>\
                <blockquote lang=fr><p>Oui.</p><p>Non, <b lang=la>nihil</b>.</p></blockquote>\
                <hr><table><tr><th lang=en>A<th lang=de>Be<tr><td>1<td lang=es>dos</table>";
    let document = article::read(page.as_bytes(), Format::Html, &read_options()).unwrap();
    let mut found = Vec::new();
    for block in &document.blocks {
        for annotation in &block.annotations {
            let text = &block.text[annotation.text.clone()];
            match &annotation.inline {
                Inline::Lang(lang) => found.push(format!("{lang}: {text}")),
                other => found.push(format!("{other:?}: {text}")),
            }
        }
    }
    let expected = [
        "de: Fernweh",
        "Section: ",
        "fr: Oui.",
        "fr: Non, nihil.",
        "la: nihil",
        "Section: ",
        "es: dos",
    ];
    assert_eq!(found, expected);
}

#[test]
fn errors_say_what_and_where() {
    let small = Options {
        max_bytes: 3,
        ..read_options()
    };
    let cases: [(&[u8], Format, Options, &[&str]); 3] = [
        (b"\x89PNG\r\n\x1a\n", Format::Auto, read_options(), &["PNG"]),
        (
            b"ok\nno \xff",
            Format::Markdown,
            read_options(),
            &["line 2", "offset 6", "iconv"],
        ),
        (b"long", Format::Text, small, &["4 bytes", "max_bytes = 3"]),
    ];
    for (bytes, format, options, parts) in cases {
        let message = article::read(bytes, format, &options)
            .unwrap_err()
            .to_string();
        for part in parts {
            assert!(message.contains(part), "{message:?} without {part:?}");
        }
    }
}

fn read_options() -> Options {
    Options::default()
}

/// Null bytes are no characters, and what stands between them keeps its place.
#[test]
fn null_bytes_in_a_page() {
    let page = "<title>T\0</title><p>The b\0oat \0\0 was full\0 of water when it came in at night.<pre>a\0b  c</pre>";
    let document = article::read(page.as_bytes(), Format::Html, &read_options()).unwrap();
    let texts: Vec<&str> = document.blocks.iter().map(|b| b.text.as_str()).collect();
    let sentence = "The boat was full of water when it came in at night.";
    assert!(texts.ends_with(&[sentence, "ab  c"]), "{texts:?}");
    let block = document.blocks.iter().find(|b| b.text == sentence).unwrap();
    for piece in &block.source.pieces {
        let (text, source) = (piece.text, piece.source);
        assert_eq!(
            sentence[text..text + piece.len],
            page[source..source + piece.len]
        );
    }
}

/// Whole pages and texts in `tests/cases/article/corpus`: what is read of `NAME.html` (or `.txt`,
/// `.md`) stands in `NAME.expected`, as in the case files.
///
/// `BLESS=1 cargo test --test article corpus` writes those files anew, to be compared by hand.
#[test]
fn corpus() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/article/corpus");
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let format = Format::of_path(&path);
        if format == Format::Auto {
            continue;
        }
        count += 1;
        let source = fs::read(&path).unwrap();
        let document = article::read(&source, format, &read_options()).unwrap();
        assert!(!document.blocks.is_empty(), "{}: empty", path.display());
        let found = show(&document);
        let golden = path.with_extension("expected");
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        if bless {
            fs::write(&golden, &found).unwrap();
        } else if found != expected {
            wrong.push(first_difference(&golden, &expected, &found));
        }
    }
    assert!(count >= 40, "only {count} pages found");
    assert!(
        wrong.is_empty(),
        "{} of {count} pages:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// The first line that differs, as `file:line` with both texts.
fn first_difference(golden: &Path, expected: &str, found: &str) -> String {
    let same = expected
        .lines()
        .zip(found.lines())
        .take_while(|(a, b)| a == b);
    let line = same.count();
    let at = |text: &str| text.lines().nth(line).unwrap_or("(the end)").to_owned();
    format!(
        "{}:{}\n  expected: {}\n  found:    {}",
        golden.display(),
        line + 1,
        at(expected),
        at(found)
    )
}
