//! The text stage against its case files (`tests/cases/`), and its properties on arbitrary input.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use proptest::prelude::*;
use rhapsode::Language;
use rhapsode::text::{MAX_SENTENCE, Normalizer, Punctuation, Sentence, SentenceKind, sentences};

/// The case files of a folder, in order.
fn case_files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the folder of case files")
        .map(|entry| entry.expect("a folder entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no case files in {}", folder.display());
    files
}

fn normalized(text: &str) -> Sentence {
    let mut sentence = Sentence {
        text: text.to_owned(),
        ..Sentence::default()
    };
    Normalizer::default().normalize(&Language::english(), &mut sentence);
    sentence
}

/// `input => spoken`, one case a line; a hash sign and a space begin a comment line.
#[test]
fn verbalisation_cases() {
    let (mut cases, mut failures) = (0, String::new());
    for path in case_files("verbalise") {
        let text = std::fs::read_to_string(&path).expect("a case file");
        for (number, line) in text.lines().enumerate() {
            if line.starts_with("# ") || line.trim().is_empty() {
                continue;
            }
            let (input, expected) = line
                .split_once(" => ")
                .unwrap_or_else(|| panic!("{}:{}: no ' => '", path.display(), number + 1));
            cases += 1;
            let spoken = normalized(input.trim()).spoken;
            if spoken != expected.trim() {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let _ = write!(
                    failures,
                    "\n{name}:{}: {input}\n  expected {expected}\n  spoken   {spoken}",
                    number + 1
                );
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {cases} cases failed:{failures}",
        failures.matches("\n  expected").count()
    );
}

/// Sentences are parted by ` | `; `\n` stands for a line break.
#[test]
fn sentence_cases() {
    let (mut cases, mut failures) = (0, String::new());
    for path in case_files("sentences") {
        let text = std::fs::read_to_string(&path).expect("a case file");
        for (number, line) in text.lines().enumerate() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            cases += 1;
            let line = line.replace("\\n", "\n");
            let expected: Vec<&str> = line
                .split(" | ")
                .flat_map(|s| s.split("\n| "))
                .flat_map(|s| s.split('¦'))
                .map(str::trim)
                .collect();
            let input = line
                .replace("¦", "")
                .replace("\n| ", "\n")
                .replace(" | ", " ");
            let found: Vec<&str> = sentences(&input).map(|range| &input[range]).collect();
            if found != expected {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let _ = write!(
                    failures,
                    "\n{name}:{}:\n  expected {expected:?}\n  found    {found:?}",
                    number + 1
                );
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {cases} cases failed:{failures}",
        failures.matches("\n  expected").count()
    );
}

/// Text with much of what the readers look at, mixed with anything.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[ -~]{0,12}",
        1 => "\\PC{0,8}",
        1 => any::<char>().prop_map(String::from),
        3 => prop::sample::select(vec![
            " ", ". ", "\n", "U.S.", "p.m.", "Dr.", "St.", "$", "€", "%", "-", "–", "1", "20", "2020", "1,000", "3.14", "1/2", "½", "²", "°", "(", ")", "[", "]", "\"", "'", "’", "“",
            "km", "MB", "5th", "July", "XIV", "H2O", "#a", "@b", "a@b.c", "www.", ".com", "http://", "/", "iv)", "…", ":", ";", "😀", "é", "e\u{301}", "北京", "٣", "\u{AD}", "\u{200D}", "…", "+1", "AD", "s", "x", "×", "=", "^", "₂", "€5", "ª", "№",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16 * ProptestConfig::default().cases, ..ProptestConfig::default() })]

    #[test]
    fn sentences_ascend_and_cover_all_but_white_space(text in texts()) {
        let mut at = 0;
        for range in sentences(&text) {
            prop_assert!(range.start >= at && range.end > range.start);
            prop_assert!(text[at..range.start].trim().is_empty());
            let sentence = &text[range.clone()];
            prop_assert_eq!(sentence, sentence.trim());
            prop_assert!(sentence.len() <= MAX_SENTENCE);
            at = range.end;
        }
        prop_assert!(text[at..].trim().is_empty());
    }

    #[test]
    fn every_word_knows_where_it_comes_from(text in texts()) {
        let sentence = normalized(&text);
        prop_assert_eq!(&sentence.text, &text);
        check(&sentence)?;
    }
}

/// Unicode counts it as a letter; where it is part of no word it is read as the quotation mark that it looks like.
const LETTER_APOSTROPHE: char = '\u{2BC}';

/// Chance meets few of the million characters: here those of the alphabets, and some of the others, stand alone, in
/// words, in numbers and after signs.
#[test]
fn characters_stand_anywhere() {
    let around = [
        ("", ""),
        ("a ", " b"),
        ("a", "b"),
        ("1", "2"),
        ("(", ")"),
        ("$", "5"),
    ];
    let (language, mut normalizer) = (Language::english(), Normalizer::default());
    let mut sentence = Sentence::default();
    for c in ('\0'..=char::MAX).filter(|&c| c < '\u{3100}' || u32::from(c) % 61 == 0) {
        for (before, after) in around {
            sentence.text.clear();
            sentence
                .text
                .extend([before, c.encode_utf8(&mut [0; 4]), after]);
            normalizer.normalize(&language, &mut sentence);
            if let Err(error) = check(&sentence) {
                panic!("{:?}: {error}", sentence.text);
            }
        }
    }
}

/// What holds for every normalised sentence.
fn check(sentence: &Sentence) -> Result<(), TestCaseError> {
    let (mut at, mut word) = (0, 0);
    let mut covered = vec![false; sentence.text.len()];
    for (index, token) in sentence.tokens.iter().enumerate() {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        prop_assert!(
            at <= start && start < end,
            "token {index} {start}..{end} after {at}"
        );
        prop_assert!(sentence.text.is_char_boundary(start) && sentence.text.is_char_boundary(end));
        prop_assert_eq!(token.words.start, word);
        for w in &sentence.words[token.words.start as usize..token.words.end as usize] {
            prop_assert_eq!(w.token as usize, index);
        }
        (at, word) = (end, token.words.end);
        covered[start..end].fill(true);
    }
    prop_assert_eq!(word as usize, sentence.words.len());
    for (i, c) in sentence.text.char_indices() {
        prop_assert!(
            !c.is_alphanumeric() || covered[i] || c == LETTER_APOSTROPHE,
            "{c:?} at {i} is in no token"
        );
    }
    let mut from = 0;
    for (i, w) in sentence.words.iter().enumerate() {
        prop_assert_eq!(w.spoken.start, from + u32::from(i > 0));
        let spelling = sentence.spelling(w);
        prop_assert!(
            !spelling.is_empty()
                && spelling
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b == b'\''),
            "{spelling:?}"
        );
        prop_assert!(matches!(w.before, Punctuation::None | Punctuation::Open));
        prop_assert!(w.after != Punctuation::Open);
        from = w.spoken.end;
    }
    prop_assert_eq!(from as usize, sentence.spoken.len());
    Ok(())
}

/// Text made to be slow: what makes readers look ahead or back, repeated without an end.
#[rustfmt::skip]
const NASTY: &[&str] = &[
    "a", "(", ")", ".", "a.", "1", "1,", "1,000,", "1.", "1-", "1/", "$", "$1-", "A.", "A. ", "A.B", "U.S.", "http://",
    "a@", "a/", "#a", "'", "\"", "“", "[", "[1]", ".[1]", "x2", "H2", "1:", "1x", "+1 ", "(1) ", "i) ", "I ", "-", "- ",
    "\n", "a\n", "1 000 ", "é", "😀", "\u{200D}", "^", "²", "₂", "St. ", "12 A ", "July 4-", "a. ) ", "...", ". . ",
    "？", "1st ", "北", "•", "•\n", "… ", "1848, ", "1848 and ", "a_", "★", "1234 ", "a.b", ":", "5d 3h ", "1s 2d ",
    "*", "2(", "A|", "5'", "I-", "and 5 ", "to 1848 ", ".1 A", "!", "? ", "a.)", "Gen 1:", "(a) ", "III ", "C-",
];

/// How many times longer the long text is, and how many times the short one is read in its stead.
const FACTOR: usize = 16;

/// The length of the short text, in bytes.
const SHORT: usize = 1 << 13;

/// Asserts that reading a long text takes about as long as reading [`FACTOR`] short ones of the
/// same making; were the work quadratic, it would take [`FACTOR`] times as long. No absolute time
/// is asserted: machines differ, and tests share them. Both sides run equally long, so that what
/// else the machine does hits them alike; a disturbed comparison is made again; and half the factor
/// leaves room for what the long text costs more by leaving the processor's caches.
fn assert_linear(unit: &str, mut read: impl FnMut(&str)) {
    const LIMIT: f64 = FACTOR as f64 / 2.0;
    let (short, long) = (
        unit.repeat(SHORT / unit.len()),
        unit.repeat(SHORT / unit.len() * FACTOR),
    );
    let mut time = |text: &str, times: usize| {
        let start = Instant::now();
        for _ in 0..times {
            read(text);
        }
        start.elapsed().as_secs_f64()
    };
    let mut ratio = f64::INFINITY;
    for _ in 0..10 {
        ratio = ratio.min(time(&long, 1) / time(&short, FACTOR));
        if ratio < LIMIT {
            return;
        }
    }
    panic!("{unit:?}: one text took {ratio:.1} times as long as its {FACTOR} parts");
}

/// From segmentation to words.
#[test]
fn time_grows_as_the_text_does() {
    let (mut normalizer, language) = (Normalizer::default(), Language::english());
    let mut sentence = Sentence::default();
    for unit in NASTY {
        assert_linear(unit, |text| {
            for range in sentences(text) {
                sentence.clear();
                sentence.text.push_str(&text[range]);
                normalizer.normalize(&language, &mut sentence);
            }
        });
    }
}

/// A sentence need not come from [`sentences`]: long ones are normalised in linear time too.
#[test]
fn a_long_sentence_takes_linear_time() {
    let (mut normalizer, language) = (Normalizer::default(), Language::english());
    let mut sentence = Sentence::default();
    let more = [
        "a ",
        "“a”",
        "[1",
        "a@b.c ",
        "I. ",
        "A & B ",
        "1848 and ",
        "x_1 ",
        "-1 ",
        "a.b.",
        "x/y/",
    ];
    for unit in more.iter().chain(NASTY) {
        assert_linear(unit, |text| {
            sentence.clear();
            sentence.text.push_str(text);
            normalizer.normalize(&language, &mut sentence);
        });
        check(&sentence).expect("a well-formed sentence");
    }
}

#[test]
fn sentence_kinds() {
    for (text, kind) in [
        ("It rains.", SentenceKind::Statement),
        ("Does it rain?", SentenceKind::YesNoQuestion),
        ("And how do you do it?", SentenceKind::WhQuestion),
        ("In what way does it help?", SentenceKind::WhQuestion),
        ("Minister, what comes next?", SentenceKind::WhQuestion),
        ("Can you say why?", SentenceKind::YesNoQuestion),
        ("“Who is there?”", SentenceKind::WhQuestion),
        ("Stop!", SentenceKind::Exclamation),
        ("You did?!", SentenceKind::YesNoQuestion),
        ("", SentenceKind::Statement),
    ] {
        assert_eq!(normalized(text).kind, kind, "{text}");
    }
}

#[test]
fn punctuation_stands_between_words() {
    let sentence = normalized("He (a tall man) said: “Go, now” — then left; why?");
    let marks: Vec<(&str, Punctuation, Punctuation)> = sentence
        .words
        .iter()
        .filter(|w| w.before != Punctuation::None || w.after != Punctuation::None)
        .map(|w| (sentence.spelling(w), w.before, w.after))
        .collect();
    use Punctuation::{Close, Colon, Comma, Dash, None, Open, Question, Semicolon};
    assert_eq!(
        marks,
        [
            ("a", Open, None),
            ("man", None, Close),
            ("said", None, Colon),
            ("go", Open, Comma),
            ("now", None, Dash.max(Close)),
            ("left", None, Semicolon),
            ("why", None, Question),
        ]
    );
}

/// The first sentence of a long text costs no more than that of a short one.
#[test]
fn the_first_sentence_is_ready_at_once() {
    let text = "One sentence. ".repeat(1 << 18);
    let start = Instant::now();
    assert_eq!(sentences(&text).next(), Some(0..13));
    let first = start.elapsed();
    let start = Instant::now();
    assert_eq!(sentences(&text).count(), 1 << 18);
    assert!(first < start.elapsed() / 100);
}
