//! The examples of the CommonMark specification become documents without loss of text.
//!
//! The specification is not part of this repository. To run the test, fetch it with
//! `npm pack commonmark-spec`, unpack it, and name its text: `COMMONMARK_SPEC=package/spec.txt`.

use std::fs;

use rhapsode::article::{self, Document, Format, Options};

/// An example: Markdown, the HTML that it stands for, and its line in the specification.
struct Example {
    line: usize,
    markdown: String,
    html: String,
}

#[test]
fn examples_lose_no_text() {
    let Some(path) = std::env::var_os("COMMONMARK_SPEC") else {
        println!("skipped: COMMONMARK_SPEC names no specification");
        return;
    };
    let examples = parse(&fs::read_to_string(path).unwrap());
    assert!(examples.len() > 600, "only {} examples", examples.len());
    let mut lost = Vec::new();
    for example in &examples {
        let source = example.markdown.as_bytes();
        let document = article::read(source, Format::Markdown, &Options::default());
        let document = document.unwrap_or_else(|e| panic!("line {}: {e}", example.line));
        let said = said(&document);
        for word in words(&shown(&example.html)) {
            if !said.contains(&word) {
                lost.push(format!(
                    "line {}: {word:?} of {:?} is not in {said:?}",
                    example.line, example.markdown
                ));
            }
        }
    }
    assert!(
        lost.is_empty(),
        "{} words of {} examples:\n{}",
        lost.len(),
        examples.len(),
        lost.join("\n")
    );
}

/// All that is read and all that is listed as not read, without white space.
fn said(document: &Document) -> String {
    let blocks = document.blocks.iter().map(|b| b.text.as_str());
    let skipped = document.skipped.iter().map(|s| s.text.as_str());
    let text: String = blocks.chain(skipped).collect();
    text.split_whitespace().collect()
}

/// The examples stand between fences of 32 backticks, with a line of a point between their halves.
fn parse(spec: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    let mut lines = spec.lines().enumerate();
    while let Some((i, line)) = lines.next() {
        if line != format!("{fence} example") {
            continue;
        }
        let mut halves = [String::new(), String::new()];
        let mut half = 0;
        for (_, line) in lines.by_ref() {
            if line == fence {
                break;
            }
            if line == "." && half == 0 {
                half = 1;
                continue;
            }
            halves[half].push_str(&line.replace('→', "\t"));
            halves[half].push('\n');
        }
        let [markdown, html] = halves;
        examples.push(Example {
            line: i + 1,
            markdown,
            html,
        });
    }
    examples
}

/// The text that HTML shows: without tags, comments and scripts, with its few entities decoded.
fn shown(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let tag = &rest[at..];
        let ends = [("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>")];
        let end = ends.iter().find(|(start, _)| tag.starts_with(start));
        let raw = ["script", "style"]
            .into_iter()
            .find(|name| tag[1..].to_ascii_lowercase().starts_with(name));
        let len = match raw {
            Some(name) => tag.find(&format!("</{name}")).unwrap_or(tag.len()),
            None => match end {
                Some((_, end)) => tag.find(end).map_or(tag.len(), |at| at + end.len()),
                None => tag_len(tag),
            },
        };
        text.push(' ');
        rest = &tag[len..];
    }
    text.push_str(rest);
    text.replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// The length of a tag, whose attributes may hold `>` between quotation marks.
fn tag_len(tag: &str) -> usize {
    let mut quote = None;
    for (i, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return i + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(q), c) if q == c => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// The words with a letter or digit in them.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .map(str::to_owned)
        .collect()
}
